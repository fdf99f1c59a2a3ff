/* SPDX-License-Identifier: Apache-2.0 */
/* item_above.h - whether what stands above a dateline is news of its own. */
#ifndef RP_ITEM_ABOVE_H
#define RP_ITEM_ABOVE_H

#include "reprint.h"

/* Whether the sentences above a dateline tell of something else than the report
 * below it, as the first items of a column do, and no standfirst or caption. */
bool rp_item_above(struct rp_str above, struct rp_str below);

#endif
