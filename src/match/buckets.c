/* SPDX-License-Identifier: Apache-2.0 */
/*
 * buckets.c - proposing the pairs of each bucket
 *
 * A small bucket proposes all its pairs. A hot one (the furniture of a site,
 * or one report printed thousands of times) would cost the square of its
 * size, so its nodes are sorted by the rest of their signatures, which brings
 * near copies next to each other, and each is proposed
 *
 *  - with every leader that it may match; a node that resembles no leader
 *    becomes one, up to LEADERS of them;
 *  - with its next neighbours in that order, one if a leader resembled it
 *    and NEIGHBOURS if none did.
 *
 * That is linear, and since the order differs from band to band, what one
 * bucket leaves out another proposes. Nothing is skipped in silence: hot
 * buckets and their entries are counted and reported.
 */
#include "buckets.h"

#include "minhash.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

#define LEADERS	   32
#define NEIGHBOURS 8

struct bucket {
	const struct rp_match *match;
	const struct rp_table *table;
	struct rp_candidates *out;
	uint64_t *entries;
	size_t count;
	bool failed; /* a signature could not be read */
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

/* By the signature from slot on, wrapping round; then by node. */
static int by_signature(const void *a, const void *b, void *context)
{
	struct bucket *bucket = context;
	uint32_t node_a = node_of(*(const uint64_t *)a);
	uint32_t node_b = node_of(*(const uint64_t *)b);
	const uint32_t *first = rp_node_signature(bucket->match, node_a);
	const uint32_t *second = rp_node_signature(bucket->match, node_b);
	size_t hashes = bucket->match->options->hashes;
	size_t i;

	bucket->failed |= !first || !second;
	for (i = 0; i < hashes && !bucket->failed; i++) {
		size_t slot = (bucket->table->slot + i) % hashes;

		if (first[slot] != second[slot])
			return first[slot] < second[slot] ? -1 : 1;
	}
	return node_a < node_b ? -1 : node_a > node_b;
}

/* Leaders are told apart at an estimate of one half. */
static bool resembles(struct bucket *bucket, uint32_t a, uint32_t b)
{
	size_t hashes = bucket->match->options->hashes;
	const uint32_t *first = rp_node_signature(bucket->match, a);
	const uint32_t *second = rp_node_signature(bucket->match, b);

	bucket->failed |= !first || !second;
	return !bucket->failed &&
	       rp_minhash_agree(first, second, hashes) * 2 >= hashes;
}

static int propose_hot(struct bucket *bucket)
{
	uint32_t leaders[LEADERS];
	size_t leader_count = 0;
	size_t i;
	size_t k;

	qsort_r(bucket->entries, bucket->count, sizeof(*bucket->entries),
		by_signature, bucket);
	for (i = 0; i < bucket->count; i++) {
		uint32_t node = node_of(bucket->entries[i]);
		size_t ahead = NEIGHBOURS;
		int status = RP_OK;

		for (k = 0; k < leader_count && status == RP_OK; k++) {
			if (resembles(bucket, leaders[k], node))
				ahead = 1;
			status = propose(bucket, leaders[k], node);
		}
		if (ahead != 1 && leader_count < LEADERS)
			leaders[leader_count++] = node;
		for (k = i + 1;
		     k < bucket->count && k <= i + ahead && status == RP_OK;
		     k++)
			status =
			    propose(bucket, node, node_of(bucket->entries[k]));
		if (status != RP_OK)
			return status;
	}
	return bucket->failed ? RP_ESTORE : RP_OK;
}

int rp_buckets_propose(struct rp_candidates *out, struct rp_bucket_stats *stats,
		       const struct rp_match *match, struct rp_table *table)
{
	size_t start = 0;

	rp_sort_hashed(table->entries, table->scratch, table->count);
	while (start < table->count) {
		uint64_t key = table->entries[start] >> 32;
		size_t end = start + 1;
		struct bucket bucket;
		int status = RP_OK;

		while (end < table->count && table->entries[end] >> 32 == key)
			end++;
		bucket = (struct bucket){match,	      table,
					 out,	      table->entries + start,
					 end - start, false};
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
