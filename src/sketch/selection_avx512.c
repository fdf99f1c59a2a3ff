/* SPDX-License-Identifier: Apache-2.0 */
/*
 * selection_avx512.c - sixteen places at a time, by the high halves of shingles
 *
 * The smallest of eight shingles in a row is found in three steps, of two, four
 * and eight. A shingle is selected if it is the smallest of one of the windows
 * it stands in, that is if the largest of their minima is itself: three steps
 * more. Where a window holds two of the smallest high half this does not see
 * which is to be selected, and selects both: the portable kernel is asked for
 * such a text, one in a million.
 */
#include "selection.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdbool.h>

#define WINDOW RP_SELECTION_WINDOW
#define LANES  16
#define HALF   8

_Static_assert(WINDOW == 8, "three steps of doubling");

#define TARGET __attribute__((target("avx512f")))

/* The last lanes of one register and the first of the next: from lane k on. */
#define FROM(low, high, k) _mm512_alignr_epi32(high, low, k)

/* Lane i: the smallest of the eight from i on. */
TARGET static inline __m512i minima(__m512i low, __m512i high)
{
	const __m512i none = _mm512_set1_epi32(-1);
	__m512i next = _mm512_min_epu32(high, FROM(high, none, 1));

	low = _mm512_min_epu32(low, FROM(low, high, 1));
	low = _mm512_min_epu32(low, FROM(low, next, 2));
	next = _mm512_min_epu32(next, FROM(next, none, 2));
	return _mm512_min_epu32(low, FROM(low, next, 4));
}

/* Lane i: the largest of the eight up to i, those before being in before. */
TARGET static inline __m512i maxima(__m512i before, __m512i here)
{
	const __m512i none = _mm512_setzero_si512();

	here = _mm512_max_epu32(here, FROM(before, here, LANES - 1));
	before = _mm512_max_epu32(before, FROM(none, before, LANES - 1));
	here = _mm512_max_epu32(here, FROM(before, here, LANES - 2));
	before = _mm512_max_epu32(before, FROM(none, before, LANES - 2));
	return _mm512_max_epu32(here, FROM(before, here, LANES - 4));
}

/* A bit for each of so many lanes. */
static inline __mmask16 lanes(size_t count)
{
	return (__mmask16)(count >= LANES ? 0xffffu : (1u << count) - 1);
}

/* The high halves of sixteen shingles from place i on; behind the last the
 * largest number. */
TARGET static inline __m512i load(const uint64_t *shingles, size_t i,
				  size_t count)
{
	const __m512i odd = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19,
					      21, 23, 25, 27, 29, 31);
	const __m512i none = _mm512_set1_epi32(-1);
	size_t left = i < count ? count - i : 0;
	__mmask16 there = lanes(left);
	__m512i first;
	__m512i second;

	shingles += left ? i : 0;
	first = _mm512_mask_loadu_epi64(none, (__mmask8)there, shingles);
	second = _mm512_mask_loadu_epi64(none, (__mmask8)(there >> HALF),
					 shingles + HALF);
	return _mm512_permutex2var_epi32(first, odd, second);
}

/* Windows end with the last shingle: those that begin behind are none. */
static inline __mmask16 windows(size_t i, size_t count)
{
	size_t all = count - WINDOW + 1;

	return lanes(i < all ? all - i : 0);
}

TARGET size_t rp_selection_avx512(uint32_t *places, const uint64_t *shingles,
				  size_t count)
{
	const __m512i numbers = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
						  10, 11, 12, 13, 14, 15);
	__m512i before = _mm512_setzero_si512();
	__m512i low;
	size_t selected = 0;
	size_t i;

	if (count < (size_t)2 * WINDOW)
		return rp_selection_places(places, shingles, count);
	low = load(shingles, 0, count);
	for (i = 0; i < count; i += LANES) {
		__m512i high = load(shingles, i + LANES, count);
		__m512i least = _mm512_maskz_mov_epi32(windows(i, count),
						       minima(low, high));
		__mmask16 chosen =
		    _mm512_cmpeq_epi32_mask(low, maxima(before, least));
		unsigned some;

		chosen = (__mmask16)(chosen & lanes(count - i));
		some = (unsigned)__builtin_popcount(chosen);
		/* To compress into memory is slow on some processors. */
		_mm512_mask_storeu_epi32(
		    places + selected, lanes(some),
		    _mm512_maskz_compress_epi32(
			chosen,
			_mm512_add_epi32(numbers, _mm512_set1_epi32((int)i))));
		selected += some;
		before = least;
		low = high;
	}
	return rp_selection_has_twins(places, shingles, selected)
		   ? rp_selection_places(places, shingles, count)
		   : selected;
}
#endif
