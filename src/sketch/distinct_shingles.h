/* SPDX-License-Identifier: Apache-2.0 */
/*
 * distinct_shingles.h - the distinct ones among the shingles of a text
 *
 * Open addressing with at most a quarter of the slots taken. A slot holds the
 * place of a shingle and 1, not the shingle itself, so that the table of an
 * average text takes 16 KiB and stays in the first cache beside the shingles;
 * only as much of it as a text needs is used and cleared.
 */
#ifndef RP_DISTINCT_SHINGLES_H
#define RP_DISTINCT_SHINGLES_H

#include "array.h"

#include <string.h>

#define RP_DISTINCT_LEAST 1024

/* All zero at first. */
struct rp_distinct_shingles {
	uint32_t *table;
	size_t capacity;
};

static inline void rp_distinct_shingles_dispose(
    struct rp_distinct_shingles *distinct)
{
	free(distinct->table);
	memset(distinct, 0, sizeof(*distinct));
}

/* Write the high halves of the distinct ones, in order, to out, which has room
 * for count, below 2^32; *found of them. RP_ENOMEM. */
static inline int rp_distinct_shingles_find(
    size_t *found, uint32_t *out, struct rp_distinct_shingles *distinct,
    const uint64_t *shingles, size_t count)
{
	size_t slots = RP_DISTINCT_LEAST;
	size_t kept = 0;
	uint32_t *table;
	size_t i;

	while (slots < count * 4)
		slots *= 2;
	if (rp_array_reserve(&distinct->table, &distinct->capacity, slots,
			     sizeof(*distinct->table)) != RP_OK)
		return RP_ENOMEM;
	table = distinct->table;
	memset(table, 0, slots * sizeof(*table));
	for (i = 0; i < count; i++) {
		uint64_t shingle = shingles[i];
		size_t slot = (size_t)shingle & (slots - 1);

		while (table[slot] && shingles[table[slot] - 1] != shingle)
			slot = (slot + 1) & (slots - 1);
		out[kept] = (uint32_t)(shingle >> 32);
		kept += table[slot] == 0;
		table[slot] = (uint32_t)i + 1;
	}
	*found = kept;
	return RP_OK;
}

#endif
