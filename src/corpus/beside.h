/* SPDX-License-Identifier: Apache-2.0 */
/* beside.h - which articles of a cluster are kept beside the one kept. */
#ifndef RP_BESIDE_H
#define RP_BESIDE_H

#include "star_pairs.h"

/* Texts that are kept, the one chosen by the rules first, and for each text of
 * the star the one that stands for it. */
struct rp_beside {
	uint32_t *heads;	  /* places of the texts kept */
	uint32_t count;		  /* of them */
	size_t capacity;	  /* heads that there is room for */
	uint32_t *by;		  /* by place: an index of heads */
	struct rp_comparison *to; /* by place: heads[by], as a, with it; of
				     those kept beside: with the first head */
};

/* The row of kept must be the last that was asked for, and is taken out of
 * pairs. ranked: all places, the best by the rules first. RP_ENOMEM, RP_ESTORE.
 */
int rp_beside_init(struct rp_beside *beside, struct rp_star_pairs *pairs,
		   uint32_t kept, const uint32_t *ranked);
void rp_beside_dispose(struct rp_beside *beside);

/* Whether the text at that place is one of those kept. */
static inline bool rp_beside_is_head(const struct rp_beside *beside,
				     uint32_t place)
{
	return beside->heads[beside->by[place]] == place;
}

#endif
