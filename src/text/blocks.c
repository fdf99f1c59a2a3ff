/* SPDX-License-Identifier: Apache-2.0 */
/* blocks.c - see blocks.h */
#include "blocks.h"

#include <stdlib.h>
#include <string.h>

void rp_blocks_init(struct rp_blocks *blocks)
{
	memset(blocks, 0, sizeof(*blocks));
	rp_buffer_init(&blocks->text);
}

void rp_blocks_dispose(struct rp_blocks *blocks)
{
	free(blocks->items);
	rp_buffer_dispose(&blocks->text);
	rp_blocks_init(blocks);
}
