/* SPDX-License-Identifier: Apache-2.0 */
/* spool.c - see spool.h. Pieces lie in an arena and never move, so a handle
 * is simply the piece's address. */
#include "spool.h"

#include "arena.h"

#include <stdlib.h>
#include <string.h>

struct rp_memory_spool {
	struct rp_arena arena;
};

static int append(void *context, uint64_t *offset, const void *bytes,
		  size_t len)
{
	struct rp_memory_spool *spool = context;
	void *piece = rp_arena_alloc(&spool->arena, len);

	if (!piece)
		return RP_ENOMEM;
	if (len > 0)
		memcpy(piece, bytes, len);
	*offset = (uint64_t)(uintptr_t)piece;
	return RP_OK;
}

static const void *view(void *context, uint64_t offset, size_t len)
{
	(void)context;
	(void)len;
	return (const void *)(uintptr_t)offset;
}

int rp_memory_spool_create(struct rp_spool *spool)
{
	struct rp_memory_spool *memory = calloc(1, sizeof(*memory));

	if (!memory)
		return RP_ENOMEM;
	rp_arena_init(&memory->arena, 0);
	*spool = (struct rp_spool){memory, append, view, NULL, NULL, view};
	return RP_OK;
}

void rp_memory_spool_free(struct rp_spool *spool)
{
	struct rp_memory_spool *memory = spool->context;

	if (!memory)
		return;
	rp_arena_dispose(&memory->arena);
	free(memory);
	spool->context = NULL;
}
