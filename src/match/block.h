/* SPDX-License-Identifier: Apache-2.0 */
/* block.h - what two articles share is a block in each, and no report. */
#ifndef RP_BLOCK_H
#define RP_BLOCK_H

#include "verdict.h"

/*
 * Whether what two articles share stands unchanged in both, with nothing else
 * in common: instructions, a box, what somebody says of himself each time. The
 * names and figures of what they do not share decide, and on one site or days
 * apart its plain words (matter.h), if house is given. differences: as found;
 * what either has besides is filled in. apart: seconds between their dates
 * (rp_nodes_apart).
 */
bool rp_block_is(const struct rp_comparison *comparison,
		 const struct rp_alignment *alignment,
		 struct rp_differences *differences,
		 const struct rp_house *house, bool one_site, int64_t apart);

#endif
