/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena.h - memory that is handed out piece by piece and given back at once
 *
 * One page or one batch of records owns an arena; nothing taken from it is
 * freed alone. A limit bounds what hostile input can take.
 */
#ifndef RP_ARENA_H
#define RP_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct rp_arena_chunk;

struct rp_arena {
	struct rp_arena_chunk *chunks; /* newest first */
	char *next;		       /* free bytes of the newest chunk */
	char *end;
	size_t used;   /* bytes handed out since the last reset */
	size_t limit;  /* bytes that may be handed out; 0: no limit */
	bool exceeded; /* a piece was refused for the limit, since the reset */
};

/* An empty arena; takes no memory yet. */
void rp_arena_init(struct rp_arena *arena, size_t limit);
void rp_arena_dispose(struct rp_arena *arena);

/* size bytes aligned to 16, not cleared; NULL when memory or the limit is
 * exhausted. Stands until reset or dispose. */
void *rp_arena_alloc(struct rp_arena *arena, size_t size);

/* A copy of len bytes with a NUL behind them, or NULL. */
char *rp_arena_copy(struct rp_arena *arena, const void *bytes, size_t len);

/* Take everything back, keeping the largest chunk (up to 8 MiB) for reuse. */
void rp_arena_reset(struct rp_arena *arena);

#endif
