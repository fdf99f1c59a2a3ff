/* SPDX-License-Identifier: Apache-2.0 */
/* differences.h - what differs in the passages that two texts share. */
#ifndef RP_DIFFERENCES_H
#define RP_DIFFERENCES_H

#include "align.h"

/* Sort the differences of an alignment that still stands, but for the rests. */
struct rp_differences rp_differences_find(const struct rp_alignment *alignment);

/* What either text has outside of shared passages. It takes a look through the
 * other text for each name and figure, and few verdicts ask for it. */
void rp_differences_rests(struct rp_differences *differences,
			  const struct rp_alignment *alignment);

#endif
