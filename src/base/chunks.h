/* SPDX-License-Identifier: Apache-2.0 */
/*
 * chunks.h - a growing array whose elements never move
 *
 * Kept in chunks of 65,536 elements, so growth copies nothing and wastes at
 * most one chunk; a doubling array of 5 GB would need 10 GB while it grows.
 */
#ifndef RP_CHUNKS_H
#define RP_CHUNKS_H

#include "array.h"

#define RP_CHUNK_BITS 16

struct rp_chunks {
	char **chunks;
	size_t chunk_count;
	size_t chunk_capacity;
	size_t size; /* of one element */
	size_t count;
};

static inline void rp_chunks_init(struct rp_chunks *chunks, size_t size)
{
	*chunks = (struct rp_chunks){.size = size};
}

static inline void rp_chunks_dispose(struct rp_chunks *chunks)
{
	size_t i;

	for (i = 0; i < chunks->chunk_count; i++)
		free(chunks->chunks[i]);
	free(chunks->chunks);
	rp_chunks_init(chunks, chunks->size);
}

/* Element i < count. */
static inline void *rp_chunks_at(const struct rp_chunks *chunks, size_t i)
{
	return chunks->chunks[i >> RP_CHUNK_BITS] +
	       (i & (((size_t)1 << RP_CHUNK_BITS) - 1)) * chunks->size;
}

/* A new element at the end, not cleared, or NULL. */
static inline void *rp_chunks_push(struct rp_chunks *chunks)
{
	if (chunks->count >> RP_CHUNK_BITS == chunks->chunk_count) {
		char *chunk;

		if (rp_array_reserve(&chunks->chunks, &chunks->chunk_capacity,
				     chunks->chunk_count + 1,
				     sizeof(*chunks->chunks)) != RP_OK)
			return NULL;
		chunk = malloc(chunks->size << RP_CHUNK_BITS);
		if (!chunk)
			return NULL;
		chunks->chunks[chunks->chunk_count++] = chunk;
	}
	return rp_chunks_at(chunks, chunks->count++);
}

#endif
