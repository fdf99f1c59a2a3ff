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

/* Signatures of a bucket are held in memory up to so many: 64 MiB a thread at
 * 128 slots. Beyond, each look goes to the spool. */
#define HELD ((size_t)1 << 17)

/* A hot bucket; entries are told by their place in it. */
struct hot {
	const struct bucket *bucket;
	uint32_t *held;	 /* their signatures; or NULL */
	uint32_t *order; /* places, by the rest of the signature */
	bool failed;	 /* a signature could not be read */
};

static uint32_t node_at(const struct hot *hot, uint32_t place)
{
	return node_of(hot->bucket->entries[place]);
}

static const uint32_t *signature_at(struct hot *hot, uint32_t place)
{
	const struct rp_match *match = hot->bucket->match;
	const uint32_t *signature =
	    hot->held ? hot->held + place * (size_t)match->options->hashes
		      : rp_node_signature(match, node_at(hot, place));

	hot->failed |= !signature;
	return signature;
}

/* By the signature from slot on, wrapping round; then by node. */
static int by_signature(const void *a, const void *b, void *context)
{
	struct hot *hot = context;
	uint32_t place_a = *(const uint32_t *)a;
	uint32_t place_b = *(const uint32_t *)b;
	const uint32_t *first = signature_at(hot, place_a);
	const uint32_t *second = signature_at(hot, place_b);
	size_t hashes = hot->bucket->match->options->hashes;
	size_t i;

	for (i = 0; i < hashes && !hot->failed; i++) {
		size_t slot = (hot->bucket->table->slot + i) % hashes;

		if (first[slot] != second[slot])
			return first[slot] < second[slot] ? -1 : 1;
	}
	return node_at(hot, place_a) < node_at(hot, place_b) ? -1 : 1;
}

/* Leaders are told apart at an estimate of one half. */
static bool resembles(struct hot *hot, uint32_t a, uint32_t b)
{
	size_t hashes = hot->bucket->match->options->hashes;
	const uint32_t *first = signature_at(hot, a);
	const uint32_t *second = signature_at(hot, b);

	return !hot->failed &&
	       rp_minhash_agree(first, second, hashes) * 2 >= hashes;
}

/* Copy the signatures, in the order of the spool. */
static int hold(struct hot *hot)
{
	const struct bucket *bucket = hot->bucket;
	size_t count = bucket->count;
	size_t hashes = bucket->match->options->hashes;
	uint64_t *places = malloc(count * sizeof(*places));
	uint64_t *scratch = malloc(count * sizeof(*scratch));
	size_t i;

	hot->held = malloc(count * hashes * sizeof(*hot->held));
	if (!places || !scratch || !hot->held) {
		free(places);
		free(scratch);
		return RP_ENOMEM;
	}
	for (i = 0; i < count; i++)
		places[i] =
		    rp_node_place(bucket->match, node_of(bucket->entries[i]))
			<< 32 |
		    i;
	rp_sort_u64(places, scratch, count, 0);
	for (i = 0; i < count && !hot->failed; i++) {
		uint32_t place = (uint32_t)places[i];
		const uint32_t *signature =
		    rp_node_signature(bucket->match, node_at(hot, place));

		if (signature)
			memcpy(hot->held + place * hashes, signature,
			       hashes * sizeof(*signature));
		hot->failed |= !signature;
	}
	free(places);
	free(scratch);
	return hot->failed ? RP_ESTORE : RP_OK;
}

static int propose_ordered(struct hot *hot)
{
	const struct bucket *bucket = hot->bucket;
	uint32_t leaders[LEADERS];
	size_t leader_count = 0;
	size_t i;
	size_t k;

	for (i = 0; i < bucket->count; i++) {
		uint32_t place = hot->order[i];
		size_t ahead = NEIGHBOURS;
		int status = RP_OK;

		for (k = 0; k < leader_count && status == RP_OK; k++) {
			if (resembles(hot, leaders[k], place))
				ahead = 1;
			status = propose(bucket, node_at(hot, leaders[k]),
					 node_at(hot, place));
		}
		if (ahead != 1 && leader_count < LEADERS)
			leaders[leader_count++] = place;
		for (k = i + 1;
		     k < bucket->count && k <= i + ahead && status == RP_OK;
		     k++)
			status = propose(bucket, node_at(hot, place),
					 node_at(hot, hot->order[k]));
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

static int propose_hot(const struct bucket *bucket)
{
	struct hot hot = {.bucket = bucket};
	size_t i;
	int status = RP_OK;

	hot.order = malloc(bucket->count * sizeof(*hot.order));
	if (!hot.order)
		return RP_ENOMEM;
	for (i = 0; i < bucket->count; i++)
		hot.order[i] = (uint32_t)i;
	if (bucket->count <= HELD)
		status = hold(&hot);
	if (status == RP_OK) {
		qsort_r(hot.order, bucket->count, sizeof(*hot.order),
			by_signature, &hot);
		status = propose_ordered(&hot);
	}
	free(hot.held);
	free(hot.order);
	return status == RP_OK && hot.failed ? RP_ESTORE : status;
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
