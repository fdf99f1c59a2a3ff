/* SPDX-License-Identifier: Apache-2.0 */
/*
 * places.h - the shingles of a text, and where each stands
 *
 * Layout. A table of slots holds the first place of a hash and 1, and each
 * place the next of its slot, so a chain begins with the first. At most a
 * quarter of the slots are taken: most shingles that are looked up are not
 * there, and an empty slot is told without a guess that may be wrong (with half
 * of them taken aligning took a quarter longer).
 */
#ifndef RP_PLACES_H
#define RP_PLACES_H

#include "shingle.h"

#include <stdbool.h>

struct rp_places {
	uint64_t *shingles; /* of each place, repetitions included */
	uint32_t count;
	uint32_t *table; /* the first place of a slot and 1; 0: none */
	uint32_t *next;	 /* the next place of the same slot and 1; 0: none */
	size_t slots;	 /* a power of two */
	size_t capacities[3];
};

/* Shingle count words, width at a time, and index them, in place of what was
 * there (all zero at first). A text of fewer words is one shingle, and none of
 * no words. RP_ENOMEM. */
int rp_places_read(struct rp_places *places, rp_shingle_kernel *shingle,
		   const uint32_t *tokens, uint32_t count, size_t width);
void rp_places_dispose(struct rp_places *places);

/* The first place of a shingle and 1, or 0. */
static inline uint32_t rp_places_find(const struct rp_places *places,
				      uint64_t shingle)
{
	uint32_t at = places->table[shingle & (places->slots - 1)];

	while (at && places->shingles[at - 1] != shingle)
		at = places->next[at - 1];
	return at;
}

#endif
