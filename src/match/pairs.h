/* SPDX-License-Identifier: Apache-2.0 */
/* pairs.h - pairs of nodes, and how often each was met. */
#ifndef RP_PAIRS_H
#define RP_PAIRS_H

#include "reprint.h"

struct rp_pairs {
	uint64_t *met; /* not yet counted, with repetitions */
	size_t met_count;
	size_t met_capacity;
	uint64_t *scratch;
	size_t scratch_capacity;
	uint64_t
	    *pairs; /* counted: sorted, the smaller node in the high half */
	uint32_t *times;
	size_t count;
};

void rp_pairs_dispose(struct rp_pairs *pairs);

/* Meet two nodes; the same node twice is no pair. RP_ENOMEM. */
int rp_pairs_meet(struct rp_pairs *pairs, uint32_t a, uint32_t b);

/* Count all that were met. RP_ENOMEM. */
int rp_pairs_count(struct rp_pairs *pairs);

/* Add the counts of from, which is counted too and is emptied. RP_ENOMEM. */
int rp_pairs_merge(struct rp_pairs *into, struct rp_pairs *from);

#endif
