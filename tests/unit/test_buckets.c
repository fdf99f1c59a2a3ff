/* SPDX-License-Identifier: Apache-2.0 */
#include "buckets.h"
#include "crowd.h"

/* Entries of nodes, bucket by bucket, drawn in any order. */
struct drawn {
	uint64_t *entries;
	uint64_t *scratch;
	size_t count;
};

static struct drawn draw_entries(const uint32_t *keys, uint32_t nodes,
				 uint64_t seed)
{
	struct drawn drawn = {malloc(nodes * sizeof(uint64_t)),
			      malloc(nodes * sizeof(uint64_t)), nodes};
	uint32_t i;

	for (i = 0; i < nodes; i++)
		drawn.entries[i] = (uint64_t)keys[i] << 32 | i;
	for (i = nodes; i > 1; i--) {
		size_t k = draw(&seed) % i;
		uint64_t entry = drawn.entries[i - 1];

		drawn.entries[i - 1] = drawn.entries[k];
		drawn.entries[k] = entry;
	}
	return drawn;
}

static void propose(struct rp_candidates *out, struct rp_bucket_stats *stats,
		    const struct crowd *crowd, struct drawn drawn,
		    bool (*accept)(const struct rp_match *match, uint32_t a,
				   uint32_t b))
{
	struct rp_repeats repeats = {0};
	struct rp_table table = {.entries = drawn.entries,
				 .scratch = drawn.scratch,
				 .count = drawn.count,
				 .repeats = &repeats,
				 .slot = 4,
				 .all = 32,
				 .accept = accept};

	rp_candidates_init(out);
	memset(stats, 0, sizeof(*stats));
	cr_assert_eq(rp_buckets_propose(out, stats, &crowd->match, &table),
		     RP_OK);
	cr_assert_eq(rp_candidates_sort(out, 1), RP_OK);
	rp_repeats_dispose(&repeats);
	free(drawn.entries);
	free(drawn.scratch);
}

static bool has_pair(const struct rp_candidates *found, uint32_t a, uint32_t b)
{
	uint64_t pair = (uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a);

	return bsearch(&pair, found->pairs, found->count, sizeof(pair),
		       crowd_compare) != NULL;
}

Test(buckets, that_are_small_propose_all_their_pairs_and_no_others)
{
	struct crowd *crowd = crowd_create(300, 1);
	uint32_t keys[300];
	uint64_t state = 8;
	uint32_t a;
	uint32_t b;
	int turn;

	for (turn = 0; turn < 5; turn++) {
		struct rp_candidates found;
		struct rp_bucket_stats stats;
		size_t expected = 0;

		for (a = 0; a < 300; a++)
			keys[a] = (uint32_t)(draw(&state) % 60) * 0x01010101u;
		crowd_index(crowd);
		propose(&found, &stats, crowd, draw_entries(keys, 300, 1),
			NULL);
		for (a = 0; a < 300; a++)
			for (b = a + 1; b < 300; b++) {
				expected += keys[a] == keys[b];
				cr_assert_eq(has_pair(&found, a, b),
					     keys[a] == keys[b]);
			}
		cr_assert_eq(found.count, expected);
		cr_assert_eq(stats.hot, 0);
		rp_candidates_dispose(&found);
	}
	crowd_free(crowd);
}

/* A hot bucket of families is told, costs no more than a few pairs a node, and
 * still has all that is nearly the same; in whatever order it comes. */
Test(buckets, that_are_hot_propose_near_copies_in_linear_number)
{
	struct crowd *crowd = crowd_create(1200, 1);
	uint32_t keys[1200] = {0};
	struct rp_candidates found;
	struct rp_candidates again;
	struct rp_bucket_stats stats;
	uint32_t near = 0;
	uint32_t a;

	crowd_index(crowd);
	propose(&found, &stats, crowd, draw_entries(keys, 1200, 1), NULL);
	cr_assert_eq(stats.hot, 1);
	cr_assert_eq(stats.hot_entries, 1200);
	cr_assert_lt(found.count, 1200 * 12);
	/* The second of each family has 30 of 200 words changed, and is found
	 * where they agree in one slot: 0.73 of their shingles are shared. */
	for (a = 0; a < 1200; a += 5)
		near += has_pair(&found, a, a + 1);
	cr_assert_geq(near, 150, "%u of 240", near);

	propose(&again, &stats, crowd, draw_entries(keys, 1200, 2), NULL);
	cr_assert_eq(again.count, found.count);
	cr_assert_eq(memcmp(again.pairs, found.pairs,
			    found.count * sizeof(*found.pairs)),
		     0);
	rp_candidates_dispose(&again);
	rp_candidates_dispose(&found);
	crowd_free(crowd);
}

/* Whoever is asked may refuse. */
static bool differ_by_one(const struct rp_match *match, uint32_t a, uint32_t b)
{
	(void)match;
	return a + 1 == b || b + 1 == a;
}

Test(buckets, propose_only_what_is_accepted)
{
	struct crowd *crowd = crowd_create(20, 1);
	uint32_t keys[20] = {0};
	struct rp_bucket_stats stats;
	struct rp_candidates found;
	uint32_t a;

	crowd_index(crowd);
	propose(&found, &stats, crowd, draw_entries(keys, 20, 3),
		differ_by_one);
	cr_assert_eq(found.count, 19);
	for (a = 0; a + 1 < 20; a++)
		cr_assert(has_pair(&found, a, a + 1));
	rp_candidates_dispose(&found);
	crowd_free(crowd);
}
