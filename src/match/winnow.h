/* SPDX-License-Identifier: Apache-2.0 */
/* winnow.h - candidate pairs of which one contains a part of the other. */
#ifndef RP_WINNOW_H
#define RP_WINNOW_H

#include "candidates.h"

struct rp_winnow_stats {
	uint64_t hot; /* keys of too many nodes for all their pairs */
	uint64_t hot_entries;
};

/* Propose every pair that shares enough of the selected shingles of the
 * shorter text, those of furniture aside. RP_ENOMEM, RP_ESTORE. */
int rp_winnow_propose(struct rp_candidates *out, struct rp_winnow_stats *stats,
		      const struct rp_match *match);

#endif
