/* SPDX-License-Identifier: Apache-2.0 */
/* matter.h - whether what two texts do not share is of the same matter, by its
 * plain words. */
#ifndef RP_MATTER_H
#define RP_MATTER_H

#include "house.h"

/* Words of one text before the end of what both share, outside of it, but for
 * common ones, figures, quotations and headings. */
struct rp_matter {
	uint32_t words;
	uint32_t known; /* of them those that stand in what is shared, too */
};

/* Of an alignment that still stands, with a passage. */
void rp_matter_find(struct rp_matter *a, struct rp_matter *b,
		    const struct rp_alignment *alignment,
		    const struct rp_house *house);

#endif
