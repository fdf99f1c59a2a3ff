/* SPDX-License-Identifier: Apache-2.0 */
/* alike.h - what two gaps say alike, each in the way of its house. */
#ifndef RP_ALIKE_H
#define RP_ALIKE_H

#include "gap.h"
#include "house.h"

/* Words of a gap that is read. */
#define RP_ALIKE_MOST 120

/*
 * Mark in both gaps what says the same in another way ("6,000" and "6000",
 * "nine" and "9", "7 p.m." and "19:00", "$5 million" and "$5m", "U.S." and
 * "US"). Returns how many such places there are, and in *figures those of them
 * that are no initials. Gaps of more than RP_ALIKE_MOST words stay as they are.
 */
uint32_t rp_alike_mark(uint32_t *figures, const struct rp_house *house,
		       struct rp_gap *a, struct rp_gap *b);

#endif
