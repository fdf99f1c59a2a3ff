/* SPDX-License-Identifier: Apache-2.0 */
/* winnow.h - candidate pairs of which one contains a part of the other. */
#ifndef RP_WINNOW_H
#define RP_WINNOW_H

#include "candidates.h"
#include "reselect.h"

struct rp_winnow_stats {
	uint64_t hot; /* keys of too many nodes for all their pairs */
	uint64_t hot_entries;
};

/* Propose every pair that shares enough of the selected shingles of the
 * shorter text; again (may be NULL): what texts with furniture selected.
 * RP_ENOMEM, RP_ESTORE. */
int rp_winnow_propose(struct rp_candidates *out, struct rp_winnow_stats *stats,
		      const struct rp_match *match,
		      const struct rp_reselection *again);

#endif
