/* SPDX-License-Identifier: Apache-2.0 */
/* pairs.h - pairs of nodes, and how often each was met. */
#ifndef RP_PAIRS_H
#define RP_PAIRS_H

#include "reprint.h"

struct rp_pairs {
	uint64_t *pairs; /* by hash; the smaller node in the high half; 0: an
			    empty slot, since no node is its own pair */
	uint32_t *times; /* of each slot */
	size_t count;	 /* pairs */
	size_t slots;	 /* a power of two, or 0 */
};

void rp_pairs_dispose(struct rp_pairs *pairs);

/* Meet two nodes so many times; the same node twice is no pair. RP_ENOMEM. */
int rp_pairs_meet(struct rp_pairs *pairs, uint32_t a, uint32_t b,
		  uint32_t times);

/* Two nodes will be met soon: have their slot fetched. The table of ten million
 * articles' pairs is far larger than any cache. */
void rp_pairs_expect(const struct rp_pairs *pairs, uint32_t a, uint32_t b);

/* Add the counts of from, which is emptied. RP_ENOMEM. */
int rp_pairs_merge(struct rp_pairs *into, struct rp_pairs *from);

#endif
