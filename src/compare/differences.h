/* SPDX-License-Identifier: Apache-2.0 */
/* differences.h - what differs in the passages that two texts share. */
#ifndef RP_DIFFERENCES_H
#define RP_DIFFERENCES_H

#include "house.h"

/* Facts of a rest, and gaps, that are looked at: each costs a look through the
 * other text, and an article has not so many. */
#define RP_DIFFERENCES_MOST 500

/* Sort the differences of an alignment that still stands, but for the rests.
 * What is written in the ways of two houses is no difference of facts, if house
 * is given. */
struct rp_differences rp_differences_find(const struct rp_alignment *alignment,
					  const struct rp_house *house);

/* What either text has outside of shared passages, unless that was found
 * before. It takes a look through the other text for each name and figure, and
 * few verdicts ask for it. */
void rp_differences_rests(struct rp_differences *differences,
			  const struct rp_alignment *alignment);

#endif
