/* SPDX-License-Identifier: Apache-2.0 */
/* slots.h - what stands between two passages, as a form that was filled in
 * twice. */
#ifndef RP_SLOTS_H
#define RP_SLOTS_H

#include "gap.h"

/* Words on either side that are looked at; more are paragraphs. */
#define RP_SLOTS_MOST 100

/*
 * The words that two gaps have in common, in their order, as runs of one word;
 * a run of none where both end stands behind them. Returns how many there are,
 * or 0 if the gaps are no form: of different length, or with plain words of
 * which not most are the same. caseless: in a script that tells no names.
 */
uint32_t rp_slots_find(struct rp_run runs[RP_SLOTS_MOST + 1],
		       const struct rp_gap *a, const struct rp_gap *b,
		       bool caseless);

#endif
