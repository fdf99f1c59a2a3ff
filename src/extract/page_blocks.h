/* SPDX-License-Identifier: Apache-2.0 */
/* page_blocks.h - the text of a page's container as blocks. */
#ifndef RP_PAGE_BLOCKS_H
#define RP_PAGE_BLOCKS_H

#include "blocks.h"
#include "page.h"

/* Append the blocks below a container; removed elements, link lists and link
 * tables are left out unless all is set. RP_ENOMEM. */
int rp_page_blocks_collect(struct rp_blocks *blocks, const struct rp_page *page,
			   uint32_t container, bool all);

#endif
