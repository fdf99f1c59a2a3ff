/* SPDX-License-Identifier: Apache-2.0 */
/* kinship.h - whether what the longer of two prints has besides is of the same
 * matter. */
#ifndef RP_KINSHIP_H
#define RP_KINSHIP_H

#include "differences.h"

#define RP_KINSHIP_MOST 7u

/*
 * Of a pair that is one report, where one text holds the other whole and is
 * mostly something else: 1 to RP_KINSHIP_MOST, the more the more its rest names
 * what the other does. 0 where neither is so, or the rest has too few names and
 * figures to tell. Rests are filled in where they are looked at.
 */
unsigned rp_kinship_find(struct rp_differences *differences,
			 const struct rp_alignment *alignment);

#endif
