/* SPDX-License-Identifier: Apache-2.0 */
/* split_body.h - bodies that stand in several elements. */
#ifndef RP_SPLIT_BODY_H
#define RP_SPLIT_BODY_H

#include "blocks.h"
#include "page.h"

/* Append the blocks below the container and below what else is of the body: its
 * siblings of the same tag and class, and the beginning, where that stands in
 * an element of its own between headline and container. 0: no headline.
 * RP_ENOMEM. */
int rp_split_body_collect(struct rp_blocks *blocks, const struct rp_page *page,
			  uint32_t container, uint32_t headline);

#endif
