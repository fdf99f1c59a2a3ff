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

/*
 * ----- values spread like a hash -----
 *
 * From the highest bits down, into buckets of half a dozen, which are sorted
 * by insertion: a value is moved two or three times instead of eight. Equal
 * high bits, where there are many, cost a level of depth for each nine.
 */

#define FEW	  24 /* for insertion sort */
#define MOST_BITS 9  /* of a digit: 512 places written to at a time */

/* One less than the bits of count: 2^n <= count. */
static unsigned magnitude(size_t count)
{
	return 63 - (unsigned)__builtin_clzll(count);
}

static size_t digit_of(uint64_t value, unsigned shift, unsigned bits)
{
	return (size_t)(value >> shift) & (((size_t)1 << bits) - 1);
}

void rp_sort_divide(size_t *ends, uint64_t *out, const uint64_t *values,
		    size_t count, unsigned shift, unsigned bits)
{
	const size_t buckets = (size_t)1 << bits;
	size_t sum = 0;
	size_t i;

	memset(ends, 0, buckets * sizeof(*ends));
	for (i = 0; i < count; i++)
		ends[digit_of(values[i], shift, bits)]++;
	for (i = 0; i < buckets; i++) {
		size_t here = ends[i];

		ends[i] = sum;
		sum += here;
	}
	for (i = 0; i < count; i++)
		out[ends[digit_of(values[i], shift, bits)]++] = values[i];
}

/* The bits of the digit by which count values are divided, half a dozen a
 * bucket; of left bits at most. */
static unsigned digit_bits(size_t count, unsigned left)
{
	unsigned bits = magnitude(count) > 3 ? magnitude(count) - 2 : 2;

	bits = bits > MOST_BITS ? MOST_BITS : bits;
	return bits > left ? left : bits;
}

static void sort_few(uint64_t *out, uint64_t *values, size_t count)
{
	insertion(values, count, 0);
	if (out != values)
		memcpy(out, values, count * sizeof(*values));
}

/* Sort values by the bits below left, all above them being equal; the result
 * goes to out, which is values or scratch. */
static void sort_below(uint64_t *values, uint64_t *scratch, uint64_t *out,
		       size_t count, unsigned left)
{
	size_t ends[(size_t)1 << MOST_BITS];
	const unsigned bits = digit_bits(count, left);
	const unsigned shift = left - bits;
	size_t from = 0;
	size_t i;

	rp_sort_divide(ends, scratch, values, count, shift, bits);
	for (i = 0; i < (size_t)1 << bits; i++) {
		size_t some = ends[i] - from;

		/* Nearly all: a call for them would cost more than they do. */
		if (some <= FEW || shift == 0)
			sort_few(out + from, scratch + from, some);
		else
			sort_below(scratch + from, values + from, out + from,
				   some, shift);
		from = ends[i];
	}
}

void rp_sort_hashed(uint64_t *values, uint64_t *scratch, size_t count,
		    unsigned bits)
{
	if (count <= FEW || bits == 0)
		sort_few(values, values, count);
	else
		sort_below(values, scratch, values, count, bits);
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
