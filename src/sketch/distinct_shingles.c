/* SPDX-License-Identifier: Apache-2.0 */
/*
 * distinct_shingles.c - see distinct_shingles.h
 *
 * A table with at most a quarter of its slots taken holds the place of a
 * shingle and 1, not the shingle itself, so that that of an average text takes
 * 16 KiB and stays in the first cache beside the shingles; only as much of it
 * as a text needs is used and cleared.
 *
 * All are looked for in their own slot alone first, without a branch, since one
 * in ten meets another there, which a processor cannot foresee and sixteen
 * lanes cannot follow. Those that do are put aside, and behind all the table is
 * searched slot by slot (open addressing) for them. None is missed: a shingle
 * equal to one that has its own slot is told there, and one equal to an earlier
 * one put aside is found on the same road.
 *
 * Cost: 4 ns a shingle, 3 with AVX-512. A text can be made so that its shingles
 * crowd into few slots, and each is a walk through all before it: after so many
 * steps as the table has slots the shingles are sorted instead.
 */
#include "distinct_shingles.h"

#include "array.h"
#include "cpu.h"
#include "hash.h"
#include "sort.h"

#include <string.h>

#define SLOTS_LEAST 1024
/* Shingles that a kernel is tried on before it is used, and slots for them:
 * few, so that many are put aside. */
#define CHECKED	      77
#define CHECKED_SLOTS 128

size_t rp_distinct_rest(uint32_t *out, size_t kept, uint32_t *table,
			size_t slots, const uint32_t *aside, size_t count,
			const uint64_t *shingles)
{
	size_t steps = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		uint64_t shingle = shingles[aside[i]];
		size_t slot = (size_t)shingle & (slots - 1);

		while (table[slot] && shingles[table[slot] - 1] != shingle &&
		       steps++ < slots)
			slot = (slot + 1) & (slots - 1);
		if (steps >= slots)
			return RP_DISTINCT_CROWDED;
		if (table[slot])
			continue;
		out[kept++] = (uint32_t)(shingle >> 32);
		table[slot] = aside[i] + 1;
	}
	return kept;
}

size_t rp_distinct_portable(uint32_t *out, uint32_t *table, size_t slots,
			    uint32_t *aside, const uint64_t *shingles,
			    size_t count)
{
	size_t kept = 0;
	size_t put = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		uint64_t shingle = shingles[i];
		size_t slot = (size_t)shingle & (slots - 1);
		uint32_t there = table[slot];
		uint32_t none = there == 0;
		uint32_t first = there | (((uint32_t)i + 1) & (0 - none));

		table[slot] = first;
		out[kept] = (uint32_t)(shingle >> 32);
		kept += none;
		aside[put] = (uint32_t)i;
		put += shingles[first - 1] != shingle;
	}
	return rp_distinct_rest(out, kept, table, slots, aside, put, shingles);
}

static rp_distinct_kernel *wanted(void)
{
#if defined(__x86_64__)
	if (rp_cpu_level() == RP_CPU_AVX512)
		return rp_distinct_avx512;
#endif
	return rp_distinct_portable;
}

rp_distinct_kernel *rp_distinct_best(void)
{
	rp_distinct_kernel *kernel = wanted();
	uint32_t tables[2][CHECKED_SLOTS] = {{0}};
	uint32_t aside[CHECKED + RP_DISTINCT_SPARE];
	uint32_t expected[CHECKED + RP_DISTINCT_SPARE];
	uint32_t got[CHECKED + RP_DISTINCT_SPARE];
	uint64_t shingles[CHECKED];
	size_t count;
	size_t i;

	for (i = 0; i < CHECKED; i++)
		shingles[i] = rp_hash_mix(i % 7 ? i : i / 2);
	count = rp_distinct_portable(expected, tables[0], CHECKED_SLOTS, aside,
				     shingles, CHECKED);
	return kernel(got, tables[1], CHECKED_SLOTS, aside, shingles,
		      CHECKED) == count &&
		       memcmp(got, expected, count * sizeof(*got)) == 0
		   ? kernel
		   : rp_distinct_portable;
}

/* The same by sorting. */
static int find_sorted(size_t *found, uint32_t *out,
		       struct rp_distinct_shingles *distinct,
		       const uint64_t *shingles, size_t count)
{
	size_t i;

	if (rp_array_reserve(&distinct->sorted, &distinct->sorted_capacity,
			     count * 2, sizeof(*distinct->sorted)) != RP_OK)
		return RP_ENOMEM;
	memcpy(distinct->sorted, shingles, count * sizeof(*shingles));
	rp_sort_u64(distinct->sorted, distinct->sorted + count, count, 0);
	*found = rp_sort_unique(distinct->sorted, count);
	for (i = 0; i < *found; i++)
		out[i] = (uint32_t)(distinct->sorted[i] >> 32);
	return RP_OK;
}

int rp_distinct_shingles_find(size_t *found, uint32_t *out,
			      struct rp_distinct_shingles *distinct,
			      rp_distinct_kernel *kernel,
			      const uint64_t *shingles, size_t count)
{
	size_t slots = SLOTS_LEAST;

	while (slots < count * 4)
		slots *= 2;
	if (rp_array_reserve(&distinct->table, &distinct->capacity, slots,
			     sizeof(*distinct->table)) != RP_OK ||
	    rp_array_reserve(&distinct->aside, &distinct->aside_capacity,
			     count + RP_DISTINCT_SPARE,
			     sizeof(*distinct->aside)) != RP_OK)
		return RP_ENOMEM;
	memset(distinct->table, 0, slots * sizeof(*distinct->table));
	*found = kernel(out, distinct->table, slots, distinct->aside, shingles,
			count);
	return *found == RP_DISTINCT_CROWDED
		   ? find_sorted(found, out, distinct, shingles, count)
		   : RP_OK;
}

void rp_distinct_shingles_dispose(struct rp_distinct_shingles *distinct)
{
	free(distinct->table);
	free(distinct->aside);
	free(distinct->sorted);
	memset(distinct, 0, sizeof(*distinct));
}
