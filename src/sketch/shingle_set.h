/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shingle_set.h - a set of shingles that is filled, asked and cleared often
 *
 * Open addressing with at most a quarter of the slots taken. Only as much of
 * the table as a text needs is used and cleared, so one huge text does not make
 * all others slow. 0 marks an empty slot: no shingle is 0.
 */
#ifndef RP_SHINGLE_SET_H
#define RP_SHINGLE_SET_H

#include "reprint.h"

#include <stdlib.h>
#include <string.h>

#define RP_SHINGLE_SET_LEAST 1024

struct rp_shingle_set {
	uint64_t *table;
	size_t capacity; /* slots there is room for; 0 before the first clear */
	size_t slots;	 /* in use, a power of two */
};

static inline void rp_shingle_set_dispose(struct rp_shingle_set *set)
{
	free(set->table);
	memset(set, 0, sizeof(*set));
}

/* Be empty, with room for count shingles. RP_ENOMEM: as before. */
static inline int rp_shingle_set_clear(struct rp_shingle_set *set, size_t count)
{
	size_t slots = RP_SHINGLE_SET_LEAST;

	while (slots < count * 4)
		slots *= 2;
	if (slots > set->capacity) {
		uint64_t *table = malloc(slots * sizeof(*table));

		if (!table)
			return RP_ENOMEM;
		free(set->table);
		set->table = table;
		set->capacity = slots;
	}
	set->slots = slots;
	memset(set->table, 0, slots * sizeof(*set->table));
	return RP_OK;
}

/* The slot that holds the shingle, or the empty one where it belongs. */
static inline size_t rp_shingle_set_slot(const struct rp_shingle_set *set,
					 uint64_t shingle)
{
	size_t slot = (size_t)shingle & (set->slots - 1);

	while (set->table[slot] && set->table[slot] != shingle)
		slot = (slot + 1) & (set->slots - 1);
	return slot;
}

#endif
