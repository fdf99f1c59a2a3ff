/* SPDX-License-Identifier: Apache-2.0 */
/*
 * selection_avx2.c - eight places at a time, by the high halves of shingles
 *
 * As in selection_avx512.c. Of the bits of four places a table of sixteen says
 * which of them were set, so that places are written without a branch.
 */
#include "selection.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdbool.h>
#include <string.h>

#define WINDOW RP_SELECTION_WINDOW
#define LANES  8
#define HALF   4

_Static_assert(WINDOW == 8, "three steps of doubling");

#define TARGET __attribute__((target("avx2")))

/* The last lanes of one register and the first of the next: from lane k on,
 * k below 4; the macro stands for the constant that the instruction wants. */
#define FROM(low, high, k)                                                  \
	_mm256_alignr_epi8(_mm256_permute2x128_si256(low, high, 0x21), low, \
			   (k)*4)
/* The same for k above 4. */
#define FROM_UPPER(low, high, k)                                             \
	_mm256_alignr_epi8(high, _mm256_permute2x128_si256(low, high, 0x21), \
			   (k)*4 - 16)
#define FROM_HALF(low, high) _mm256_permute2x128_si256(low, high, 0x21)

/* Lane i: the smallest of the eight from i on. */
TARGET static inline __m256i minima(__m256i low, __m256i high)
{
	const __m256i none = _mm256_set1_epi32(-1);
	__m256i next = _mm256_min_epu32(high, FROM(high, none, 1));

	low = _mm256_min_epu32(low, FROM(low, high, 1));
	low = _mm256_min_epu32(low, FROM(low, next, 2));
	next = _mm256_min_epu32(next, FROM(next, none, 2));
	return _mm256_min_epu32(low, FROM_HALF(low, next));
}

/* Lane i: the largest of the eight up to i, those before being in before. */
TARGET static inline __m256i maxima(__m256i before, __m256i here)
{
	const __m256i none = _mm256_setzero_si256();

	here = _mm256_max_epu32(here, FROM_UPPER(before, here, 7));
	before = _mm256_max_epu32(before, FROM_UPPER(none, before, 7));
	here = _mm256_max_epu32(here, FROM_UPPER(before, here, 6));
	before = _mm256_max_epu32(before, FROM_UPPER(none, before, 6));
	return _mm256_max_epu32(here, FROM_HALF(before, here));
}

/* The high halves of eight shingles. */
TARGET static inline __m256i halves(const uint64_t *shingles)
{
	__m256 first = _mm256_loadu_ps((const float *)shingles);
	__m256 second = _mm256_loadu_ps((const float *)(shingles + HALF));

	return _mm256_permute4x64_epi64(
	    _mm256_castps_si256(_mm256_shuffle_ps(first, second, 0xdd)), 0xd8);
}

/* Those from place i on; behind the last the largest number. */
TARGET static inline __m256i load(const uint64_t *shingles, size_t i,
				  size_t count)
{
	uint64_t last[LANES];

	if (i + LANES <= count)
		return halves(shingles + i);
	memset(last, 0xff, sizeof(last));
	if (i < count)
		memcpy(last, shingles + i, (count - i) * sizeof(*last));
	return halves(last);
}

/* The first lanes, the others being none. */
TARGET static inline __m256i first_lanes(__m256i values, size_t count)
{
	const __m256i numbers = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);

	return _mm256_and_si256(
	    values, _mm256_cmpgt_epi32(_mm256_set1_epi32((int)count), numbers));
}

/* Write base and more for each bit of four, side by side, and behind them
 * whatever; returns how many they are. */
TARGET static inline size_t put(uint32_t *places, unsigned bits, size_t base)
{
	static const uint8_t set[16][HALF] = {
	    {0},    {0},       {1},	  {0, 1},      {2},    {0, 2},
	    {1, 2}, {0, 1, 2}, {3},	  {0, 3},      {1, 3}, {0, 1, 3},
	    {2, 3}, {0, 2, 3}, {1, 2, 3}, {0, 1, 2, 3}};
	int which;

	memcpy(&which, set[bits], sizeof(which));
	_mm_storeu_si128(
	    (void *)places,
	    _mm_add_epi32(_mm_cvtepu8_epi32(_mm_cvtsi32_si128(which)),
			  _mm_set1_epi32((int)base)));
	return (size_t)__builtin_popcount(bits);
}

/* Fewer than eight places are left: no more of them may be written. */
static size_t put_last(uint32_t *places, unsigned bits, size_t base)
{
	size_t put = 0;

	for (; bits; bits &= bits - 1)
		places[put++] = (uint32_t)base + (unsigned)__builtin_ctz(bits);
	return put;
}

TARGET size_t rp_selection_avx2(uint32_t *places, const uint64_t *shingles,
				size_t count)
{
	__m256i before = _mm256_setzero_si256();
	__m256i low;
	size_t selected = 0;
	size_t windows;
	size_t i;

	if (count < (size_t)2 * WINDOW)
		return rp_selection_places(places, shingles, count);
	/* Windows end with the last shingle: those that begin behind are none.
	 */
	windows = count - WINDOW + 1;
	low = load(shingles, 0, count);
	for (i = 0; i < count; i += LANES) {
		__m256i high = load(shingles, i + LANES, count);
		__m256i least = minima(low, high);
		unsigned bits;

		if (i + LANES > windows)
			least =
			    first_lanes(least, i < windows ? windows - i : 0);
		bits = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(
		    _mm256_cmpeq_epi32(low, maxima(before, least))));
		if (i + LANES <= count) {
			selected += put(places + selected, bits & 15, i);
			selected +=
			    put(places + selected, bits >> HALF, i + HALF);
		} else {
			bits &= (1u << (count - i)) - 1;
			selected += put_last(places + selected, bits, i);
		}
		before = least;
		low = high;
	}
	return rp_selection_has_twins(places, shingles, selected)
		   ? rp_selection_places(places, shingles, count)
		   : selected;
}
#endif
