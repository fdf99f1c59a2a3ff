/* SPDX-License-Identifier: Apache-2.0 */
/* Tapes on a spool, and entries by ranges of hashes. */
#include "hash.h"
#include "postings.h"
#include "spool.h"
#include "testing.h"

/* Records that do not divide a block, more than two blocks of them. */
Test(tape, gives_back_every_record)
{
	const size_t sizes[] = {4, 8, 40, RP_TAPE_BYTES};
	struct rp_spool spool;
	size_t s;

	cr_assert_eq(rp_memory_spool_create(&spool), RP_OK);
	for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		struct rp_tape tape;
		unsigned char *record = calloc(1, sizes[s]);
		size_t all = 2 * RP_TAPE_BYTES / sizes[s] + 3;
		uint64_t at;

		rp_tape_init(&tape, sizes[s]);
		for (at = 0; at < all; at++) {
			memset(record, (int)(at % 251), sizes[s]);
			cr_assert_eq(rp_tape_append(&tape, &spool, record),
				     RP_OK);
		}
		cr_assert_eq(tape.count, all);
		cr_assert_eq(tape.block_count,
			     (all - 1) / rp_tape_per_block(&tape));
		for (at = 0; at < all;) {
			size_t count;
			size_t i;
			const unsigned char *some =
			    rp_tape_view(&count, &tape, &spool, at);

			cr_assert(some && count > 0 && at + count <= all);
			for (i = 0; i < count; i++, at++) {
				cr_assert_eq(some[i * sizes[s]], at % 251);
				cr_assert_eq(some[(i + 1) * sizes[s] - 1],
					     at % 251);
			}
		}
		rp_tape_dispose(&tape);
		free(record);
	}
	rp_memory_spool_free(&spool);
}

/* A tape of a few records takes no block from the spool. */
Test(tape, of_few_records_stays_in_memory)
{
	struct rp_spool spool = {0};
	struct rp_tape tape;
	uint64_t record = 7;
	size_t count;

	rp_tape_init(&tape, sizeof(record));
	cr_assert_eq(rp_tape_append(&tape, &spool, &record), RP_OK);
	cr_assert_lt(tape.capacity, RP_TAPE_BYTES);
	cr_assert_eq(*(const uint64_t *)rp_tape_view(&count, &tape, &spool, 0),
		     7);
	cr_assert_eq(count, 1);
	rp_tape_dispose(&tape);
}

#define ARTICLES 3000

struct rig {
	struct rp_spool spool;
	struct rp_postings postings;
	uint32_t node_of[ARTICLES];
	struct rp_match match;
};

/* Article i has the hashes of i, i / 2 and i / 3; every fourth is no node, the
 * others are numbered backwards. */
static uint64_t hash_of(uint32_t article, uint32_t which)
{
	return rp_hash_mix(article / (which + 1) * 3 + which);
}

static struct rig *rig_create(void)
{
	struct rig *rig = calloc(1, sizeof(*rig));
	uint32_t i;
	uint32_t k;

	cr_assert_eq(rp_memory_spool_create(&rig->spool), RP_OK);
	rp_postings_init(&rig->postings);
	rig->match.spool = &rig->spool;
	rig->match.node_of = rig->node_of;
	for (i = 0; i < ARTICLES; i++) {
		rig->node_of[i] = i % 4 == 3 ? RP_NODE_NONE : ARTICLES - i;
		for (k = 0; k < 3; k++) {
			uint64_t hash = hash_of(i, k);

			cr_assert_eq(rp_postings_add(&rig->postings,
						     &rig->spool, &hash, 1, i),
				     RP_OK);
		}
	}
	cr_assert_eq(rp_postings_flush(&rig->postings, &rig->spool), RP_OK);
	return rig;
}

static void rig_free(struct rig *rig)
{
	rp_postings_dispose(&rig->postings);
	rp_memory_spool_free(&rig->spool);
	free(rig);
}

/* Rows of one key hold just the nodes that have the hash, in order. */
Test(postings, bring_equal_hashes_together)
{
	struct rig *rig = rig_create();
	struct rp_entries entries = {0};
	size_t nodes = 0;
	size_t rows = 0;
	size_t alone = 0;
	size_t range;

	for (range = 0; range < RP_POSTINGS_RANGES; range++) {
		size_t at = 0;

		entries.count = 0;
		cr_assert_eq(rp_entries_add(&entries, &rig->postings, range,
					    &rig->match),
			     RP_OK);
		cr_assert_eq(rp_entries_sort(&entries), RP_OK);
		while (at < entries.count) {
			size_t count = rp_entries_row(&entries, at);
			size_t i;

			for (i = 1; i < count; i++)
				cr_assert_lt(
				    rp_entry_node(entries.items[at + i - 1]),
				    rp_entry_node(entries.items[at + i]));
			cr_assert_leq(count, 3);
			alone += count == 1;
			nodes += count > 1 ? count : 0;
			rows += count > 1;
			at += count;
		}
	}
	/* Of 1,500 pairs of articles, and of 1,000 triples, some lost one that
	 * is no node; a hash of an article alone is seldom kept. */
	cr_assert_eq(nodes, 2 * 750 + 3 * 250 + 2 * 750);
	cr_assert_eq(rows, 750 + 250 + 750);
	cr_assert_lt(alone, 2250 / 4);
	rp_entries_dispose(&entries);
	rig_free(rig);
}
