/* SPDX-License-Identifier: Apache-2.0 */
/* kinship.h - whether what the longer of two prints has besides is of the same
 * matter. */
#ifndef RP_KINSHIP_H
#define RP_KINSHIP_H

#include "differences.h"

#define RP_KINSHIP_MOST 7u
/* Of so little or less the longer has the other among other matter: of the
 * names and figures in its rest fewer than one in seven stand in that. */
#define RP_KINSHIP_FOREIGN 4u

/* Of a pair that is one report. */
struct rp_kinship {
	bool of_a; /* the shorter one, in words but furniture, is a */
	/* Where the longer one holds a good deal of the shorter and is mostly
	 * something else: 1 to RP_KINSHIP_MOST, the more the more its rest
	 * names what the shorter does. 0 where that is not so, or the rest has
	 * too few names and figures to tell. */
	unsigned degree;
	/* The shorter stands whole in the longer, which tells of the same: it
	 * is for the most part that, or goes on about it. */
	bool part;
};

/* Rests are filled in where they are looked at. */
struct rp_kinship rp_kinship_find(struct rp_differences *differences,
				  const struct rp_alignment *alignment);

/* Whether what two texts have besides what they share is of the same matter, by
 * names and figures of either that the other has; true where these are too few
 * to tell. Rests must have been filled in. */
bool rp_kinship_rests(const struct rp_differences *differences);

#endif
