/* SPDX-License-Identifier: Apache-2.0 */
/* blocks.h - the text of a container as a list of blocks (paragraphs). */
#ifndef RP_BLOCKS_H
#define RP_BLOCKS_H

#include "page.h"

struct rp_block {
	size_t start; /* in the text */
	size_t len;
	uint32_t chars;	     /* not blank */
	uint32_t link_chars; /* of them in links */
	uint32_t node;	     /* the element it comes from */
	bool heading;
	bool list;  /* inside li, dd, dt */
	bool quote; /* inside blockquote */
	bool table; /* inside table */
	bool dropped;
	unsigned char wording; /* what it was read as, and 1 (lines.c); 0: it
				  was not read */
};

struct rp_blocks {
	struct rp_block *items;
	size_t count;
	size_t capacity;
	struct rp_buffer text; /* blocks behind each other */
};

void rp_blocks_init(struct rp_blocks *blocks);
void rp_blocks_dispose(struct rp_blocks *blocks);

/* Append the blocks below a container; removed elements, link lists and link
 * tables are left out unless all is set. RP_ENOMEM. */
int rp_blocks_collect(struct rp_blocks *blocks, const struct rp_page *page,
		      uint32_t container, bool all);

/* Append the blocks below the container and below its siblings of the same
 * tag and class: bodies that a page splits around advertisements. */
int rp_blocks_collect_split(struct rp_blocks *blocks,
			    const struct rp_page *page, uint32_t container,
			    uint32_t headline);

#endif
