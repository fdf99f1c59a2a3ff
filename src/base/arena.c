/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena.c - a bump allocator over a list of growing chunks
 *
 * Chunks double from 64 KiB to 4 MiB, so a page of any size needs few calls
 * of malloc; a piece larger than that gets a chunk of its own. A general
 * allocator was rejected: the HTML parser makes about 30 small pieces for
 * each element, and freeing them one by one takes a recursion over the tree.
 */
#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CHUNK ((size_t)64 << 10)
#define LAST_CHUNK  ((size_t)4 << 20)
#define KEEP_CHUNK  ((size_t)8 << 20)
#define ALIGN	    ((size_t)16)

struct rp_arena_chunk {
	struct rp_arena_chunk *older;
	size_t size; /* of the bytes that follow the header */
};

_Static_assert(sizeof(struct rp_arena_chunk) % ALIGN == 0,
	       "pieces follow the header aligned");

void rp_arena_init(struct rp_arena *arena, size_t limit)
{
	memset(arena, 0, sizeof(*arena));
	arena->limit = limit;
}

void rp_arena_dispose(struct rp_arena *arena)
{
	struct rp_arena_chunk *chunk = arena->chunks;

	while (chunk) {
		struct rp_arena_chunk *older = chunk->older;

		free(chunk);
		chunk = older;
	}
	rp_arena_init(arena, arena->limit);
}

static int chunk_add(struct rp_arena *arena, size_t need)
{
	size_t size = FIRST_CHUNK;
	struct rp_arena_chunk *chunk;

	if (arena->chunks)
		size = arena->chunks->size * 2;
	if (size > LAST_CHUNK)
		size = LAST_CHUNK;
	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(*chunk))
		return -1;
	chunk = malloc(sizeof(*chunk) + size);
	if (!chunk)
		return -1;
	chunk->older = arena->chunks;
	chunk->size = size;
	arena->chunks = chunk;
	arena->next = (char *)(chunk + 1);
	arena->end = arena->next + size;
	return 0;
}

void *rp_arena_alloc(struct rp_arena *arena, size_t size)
{
	void *piece;

	if (size > SIZE_MAX - ALIGN)
		return NULL;
	/* NULL is a failure, and nothing else. */
	size = ((size ? size : 1) + ALIGN - 1) & ~(ALIGN - 1);
	if (arena->limit && size > arena->limit - arena->used) {
		arena->exceeded = true;
		return NULL;
	}
	if (size > (size_t)(arena->end - arena->next) &&
	    chunk_add(arena, size) != 0)
		return NULL;
	piece = arena->next;
	arena->next += size;
	arena->used += size;
	return piece;
}

char *rp_arena_copy(struct rp_arena *arena, const void *bytes, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		return NULL;
	copy = rp_arena_alloc(arena, len + 1);
	if (!copy)
		return NULL;
	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

void rp_arena_reset(struct rp_arena *arena)
{
	struct rp_arena_chunk *keep = NULL;
	struct rp_arena_chunk *chunk = arena->chunks;

	while (chunk) {
		struct rp_arena_chunk *older = chunk->older;

		if (chunk->size <= KEEP_CHUNK &&
		    (!keep || chunk->size > keep->size)) {
			free(keep);
			keep = chunk;
		} else {
			free(chunk);
		}
		chunk = older;
	}
	arena->chunks = keep;
	arena->next = arena->end = NULL;
	arena->used = 0;
	arena->exceeded = false;
	if (!keep)
		return;
	keep->older = NULL;
	arena->next = (char *)(keep + 1);
	arena->end = arena->next + keep->size;
}
