/* SPDX-License-Identifier: Apache-2.0 */
/* buckets.h - from (key, node) entries to candidate pairs. */
#ifndef RP_BUCKETS_H
#define RP_BUCKETS_H

#include "candidates.h"
#include "repeats.h"

/* Buckets that propose all their pairs: up to 496 comparisons of signatures
 * for MinHash, some 15 microseconds; for SimHash, where the comparison is one
 * exclusive or and the short keys make buckets larger, up to 8,128. What is
 * proposed is aligned, 10 to 50 microseconds a pair: with 1024, a thousand
 * notices of one form took 8 s. */
#define RP_BUCKET_ALL_MINHASH 32
#define RP_BUCKET_ALL_SIMHASH 128

struct rp_bucket_stats {
	uint64_t hot; /* buckets too large for all pairs */
	uint64_t hot_entries;
};

/* One table: entries hold a key in the high and a node in the low 32 bits, in
 * any order, and are sorted in place. accept (may be NULL) is asked before a
 * pair is proposed. slot is where the signature continues behind the key, for
 * the order within hot buckets. RP_ENOMEM. */
struct rp_table {
	uint64_t *entries;
	uint64_t *scratch; /* room for count */
	size_t count;
	struct rp_repeats *repeats; /* scratch */
	size_t slot;
	size_t all; /* buckets up to this size propose all their pairs */
	bool (*accept)(const struct rp_match *match, uint32_t a, uint32_t b);
};

int rp_buckets_propose(struct rp_candidates *out, struct rp_bucket_stats *stats,
		       const struct rp_match *match, struct rp_table *table);

#endif
