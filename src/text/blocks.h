/* SPDX-License-Identifier: Apache-2.0 */
/* blocks.h - the text of an article as a list of blocks (paragraphs). */
#ifndef RP_BLOCKS_H
#define RP_BLOCKS_H

#include "buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rp_block {
	size_t start; /* in the text */
	size_t len;
	uint32_t chars;	     /* not blank */
	uint32_t link_chars; /* of them in links */
	uint32_t node;	     /* the element of a page it comes from */
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

#endif
