/* SPDX-License-Identifier: Apache-2.0 */
/*
 * buckets.c - proposing the pairs of each bucket
 *
 * A small bucket proposes all its pairs. A hot one (the furniture of a site,
 * or one report printed thousands of times) would cost the square of its
 * size, so each of its nodes is proposed
 *
 *  - with those leaders that it resembles most, up to BEST of them. Leaders
 *    are chosen among the first SAMPLE nodes by number, which is a hash, so
 *    they are random, and much the same in every band that a group shares: a
 *    node that resembles no leader becomes one, up to LEADERS of them;
 *  - with its next neighbours in the order of two slots of other parts of the
 *    signature, as far as the first of them agrees, which brings near copies
 *    next to each other: NEIGHBOURS if no leader resembled it, one if a leader
 *    did, none if it is a print of that leader. The slots beside a band are of
 *    the same few shingles, and tell little more than the band.
 *
 * With a leader it is proposed only if the signatures leave it possible that
 * the pair reaches the threshold: excerpts are winnow.c's to find.
 *
 * That is linear, and since the order differs from band to band, what one
 * bucket leaves out another proposes. Nothing is skipped in silence: hot
 * buckets and their entries are counted and reported.
 *
 * Layout. Signatures are looked at in the order of the spool; of each stay the
 * two slots, which sort the neighbours: 24 bytes a node.
 */
#include "buckets.h"

#include "banding.h"
#include "index.h"
#include "minhash.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

#define LEADERS	   32
#define BEST	   3
#define NEIGHBOURS 8
/* A group that is a hundredth of a bucket is among so many, but for one bucket
 * in 30,000. */
#define SAMPLE 1024
/* Members that lie between the word that one comes and its turn. */
#define AHEAD 16

struct bucket {
	const struct rp_match *match;
	const struct rp_table *table;
	struct rp_candidates *out;
	uint64_t *entries;
	size_t count;
};

static uint32_t node_of(uint64_t entry)
{
	return (uint32_t)entry;
}

static int propose(const struct bucket *bucket, uint32_t a, uint32_t b)
{
	if (a == b)
		return RP_OK;
	if (bucket->table->accept &&
	    !bucket->table->accept(bucket->match, a, b))
		return RP_OK;
	return rp_candidates_propose(bucket->out, bucket->match, a, b);
}

static int propose_all(const struct bucket *bucket)
{
	size_t i;
	size_t k;

	for (i = 0; i < bucket->count; i++)
		for (k = i + 1; k < bucket->count; k++) {
			int status =
			    propose(bucket, node_of(bucket->entries[i]),
				    node_of(bucket->entries[k]));

			if (status != RP_OK)
				return status;
		}
	return RP_OK;
}

/* ----- hot buckets ----- */

/* One node of a hot bucket. */
struct member {
	uint32_t node;
	uint16_t slots[2]; /* of the signature, one and two parts on */
	uint32_t ahead;	   /* neighbours that it is proposed with */
};

/* A hot bucket; members are in the order of the spool. */
struct hot {
	const struct bucket *bucket;
	struct member *members;
	uint64_t *order; /* the members' nodes, for sorting */
	uint64_t *scratch;
	uint16_t *held; /* signatures of the leaders, behind one another */
	uint32_t leaders[LEADERS]; /* nodes */
	size_t leader_count;
};

static size_t agree(const struct hot *hot, size_t leader,
		    const uint16_t *signature)
{
	size_t hashes = hot->bucket->match->options->hashes;

	return rp_minhash_agree(hot->held + leader * hashes, signature, hashes);
}

/* Slots in which a text of so many shingles agrees with one that it resembles
 * by half, and an error more: short texts would follow whom they do not
 * resemble otherwise. */
static size_t half_agreed(const struct rp_options *options, uint32_t shingles)
{
	double slots = 0.5 * options->hashes +
		       rp_minhash_error(options->hashes, 0.5, shingles);

	return slots < options->hashes ? (size_t)slots : options->hashes;
}

/* Leaders are told apart by the slots in which they agree. */
static bool follows(const struct hot *hot, const uint16_t *signature,
		    size_t least)
{
	size_t i;

	for (i = 0; i < hot->leader_count; i++)
		if (agree(hot, i, signature) >= least)
			return true;
	return false;
}

/* Entries of one key are in the order of their nodes. */
static int choose_leaders(struct hot *hot)
{
	const struct bucket *bucket = hot->bucket;
	size_t hashes = bucket->match->options->hashes;
	size_t count = bucket->count < SAMPLE ? bucket->count : SAMPLE;
	size_t i;

	for (i = 0; i < count && hot->leader_count < LEADERS; i++) {
		uint32_t node = node_of(bucket->entries[i]);
		const uint16_t *signature =
		    rp_node_signature(bucket->match, node);

		if (!signature)
			return RP_ESTORE;
		if (follows(hot, signature,
			    half_agreed(bucket->match->options,
					bucket->match->nodes[node].shingles)))
			continue;
		memcpy(hot->held + hot->leader_count * hashes, signature,
		       hashes * sizeof(*signature));
		hot->leaders[hot->leader_count++] = node;
	}
	return RP_OK;
}

/* Slots of which fewer agree where a text of so many shingles is not as similar
 * to another as must be found here. */
static size_t least_agreed(const struct rp_options *options, uint32_t shingles)
{
	double slots = rp_minhash_least(options->hashes,
					rp_banding_target(options), shingles);

	return slots > 1 ? (size_t)slots : 1;
}

/* The leaders that a signature agrees with most, in least slots or more, in
 * order; ties go to the earlier one. Returns how many. */
static size_t best_leaders(size_t best[BEST], size_t agreed[BEST],
			   const struct hot *hot, const uint16_t *signature,
			   size_t least)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < hot->leader_count; i++) {
		size_t here = agree(hot, i, signature);
		size_t at = count < BEST ? count : BEST - 1;

		if (here < least || (count == BEST && here <= agreed[at]))
			continue;
		count += count < BEST;
		for (; at > 0 && agreed[at - 1] < here; at--) {
			best[at] = best[at - 1];
			agreed[at] = agreed[at - 1];
		}
		best[at] = i;
		agreed[at] = here;
	}
	return count;
}

/* Propose a member with its leaders, and note what its neighbours need. */
static int lead(struct hot *hot, struct member *member)
{
	const struct bucket *bucket = hot->bucket;
	const struct rp_options *options = bucket->match->options;
	size_t hashes = options->hashes;
	size_t part = hashes / RP_MINHASH_PARTS;
	uint32_t shingles = bucket->match->nodes[member->node].shingles;
	size_t next = bucket->table->slot;
	const uint16_t *signature =
	    rp_node_signature(bucket->match, member->node);
	size_t best[BEST];
	size_t agreed[BEST];
	size_t count;
	size_t i;
	int status = RP_OK;

	if (!signature)
		return RP_ESTORE;
	member->slots[0] = signature[(next + part) % hashes];
	member->slots[1] = signature[(next + 2 * part) % hashes];
	count = best_leaders(best, agreed, hot, signature,
			     least_agreed(options, shingles));
	member->ahead = NEIGHBOURS;
	if (count && agreed[0] >= half_agreed(options, shingles))
		member->ahead = agreed[0] * 10 < hashes * 9;
	for (i = 0; i < count && status == RP_OK; i++)
		status = propose(bucket, hot->leaders[best[i]], member->node);
	return status;
}

/* Members in the order of the spool, so that looking at them goes along it;
 * what is known of them is numbered by a hash, and fetched ahead. */
static int gather(struct hot *hot)
{
	const struct bucket *bucket = hot->bucket;
	size_t i;
	int status = RP_OK;

	for (i = 0; i < bucket->count; i++) {
		uint32_t node = node_of(bucket->entries[i]);

		if (i + AHEAD < bucket->count)
			rp_node_expect(bucket->match,
				       node_of(bucket->entries[i + AHEAD]));
		hot->order[i] = rp_node_place(bucket->match, node) << 32 | node;
	}
	rp_sort_u64(hot->order, hot->scratch, bucket->count, 32);
	for (i = 0; i < bucket->count && status == RP_OK; i++) {
		if (i + AHEAD < bucket->count)
			rp_node_expect(bucket->match,
				       node_of(hot->order[i + AHEAD]));
		hot->members[i].node = node_of(hot->order[i]);
		status = lead(hot, &hot->members[i]);
	}
	return status;
}

/* Members by their slots, then by node. */
static int by_slots(const void *a, const void *b)
{
	const struct member *first = a;
	const struct member *second = b;

	if (first->slots[0] != second->slots[0])
		return first->slots[0] < second->slots[0] ? -1 : 1;
	if (first->slots[1] != second->slots[1])
		return first->slots[1] < second->slots[1] ? -1 : 1;
	return first->node < second->node ? -1 : first->node > second->node;
}

static int propose_neighbours(struct hot *hot)
{
	const struct bucket *bucket = hot->bucket;
	size_t i;
	size_t k;

	qsort(hot->members, bucket->count, sizeof(*hot->members), by_slots);
	for (i = 0; i < bucket->count; i++)
		for (k = i + 1;
		     k < bucket->count && k <= i + hot->members[i].ahead &&
		     hot->members[k].slots[0] == hot->members[i].slots[0];
		     k++) {
			int status = propose(bucket, hot->members[i].node,
					     hot->members[k].node);

			if (status != RP_OK)
				return status;
		}
	return RP_OK;
}

static int propose_hot(const struct bucket *bucket)
{
	struct hot hot = {.bucket = bucket};
	size_t hashes = bucket->match->options->hashes;
	int status = RP_ENOMEM;

	hot.members = malloc(bucket->count * sizeof(*hot.members));
	hot.order = malloc(bucket->count * sizeof(*hot.order));
	hot.scratch = malloc(bucket->count * sizeof(*hot.scratch));
	hot.held = malloc(LEADERS * hashes * sizeof(*hot.held));
	if (hot.members && hot.order && hot.scratch && hot.held)
		status = choose_leaders(&hot);
	if (status == RP_OK)
		status = gather(&hot);
	if (status == RP_OK)
		status = propose_neighbours(&hot);
	free(hot.held);
	free(hot.scratch);
	free(hot.order);
	free(hot.members);
	return status;
}

int rp_buckets_propose(struct rp_candidates *out, struct rp_bucket_stats *stats,
		       const struct rp_match *match, struct rp_table *table)
{
	size_t start = 0;

	if (rp_repeats_sort(&table->count, table->repeats, table->entries,
			    table->scratch, table->count, 32) != RP_OK)
		return RP_ENOMEM;
	while (start < table->count) {
		uint64_t key = table->entries[start] >> 32;
		size_t end = start + 1;
		struct bucket bucket;
		int status = RP_OK;

		while (end < table->count && table->entries[end] >> 32 == key)
			end++;
		bucket = (struct bucket){match, table, out,
					 table->entries + start, end - start};
		if (bucket.count > table->all) {
			stats->hot++;
			stats->hot_entries += bucket.count;
			status = propose_hot(&bucket);
		} else if (bucket.count > 1) {
			status = propose_all(&bucket);
		}
		if (status != RP_OK)
			return status;
		start = end;
	}
	return RP_OK;
}
