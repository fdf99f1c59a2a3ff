/* SPDX-License-Identifier: Apache-2.0 */
/*
 * selection_avx512.c - eight places at a time
 *
 * The smallest of eight shingles in a row is found in three steps, of two, four
 * and eight. A shingle is selected if it is the smallest of one of the windows
 * it stands in, that is if the largest of their minima is itself: three steps
 * more. Where a window holds its smallest twice only the last is selected,
 * which this does not see: the portable kernel is asked for such a text.
 */
#include "selection.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdbool.h>

#define WINDOW RP_SELECTION_WINDOW
#define LANES  8

_Static_assert(WINDOW == 8, "three steps of doubling");

#define TARGET __attribute__((target("avx512f,avx512vl")))

/* The last lanes of one register and the first of the next: from lane k on. */
#define FROM(low, high, k) _mm512_alignr_epi64(high, low, k)

/* Lane i: the smallest of the eight from i on. */
TARGET static inline __m512i minima(__m512i low, __m512i high)
{
	const __m512i none = _mm512_set1_epi64(-1);
	__m512i next = _mm512_min_epu64(high, FROM(high, none, 1));

	low = _mm512_min_epu64(low, FROM(low, high, 1));
	low = _mm512_min_epu64(low, FROM(low, next, 2));
	next = _mm512_min_epu64(next, FROM(next, none, 2));
	return _mm512_min_epu64(low, FROM(low, next, 4));
}

/* Lane i: the largest of the eight up to i, those before being in before. */
TARGET static inline __m512i maxima(__m512i before, __m512i here)
{
	const __m512i none = _mm512_setzero_si512();

	here = _mm512_max_epu64(here, FROM(before, here, 7));
	before = _mm512_max_epu64(before, FROM(none, before, 7));
	here = _mm512_max_epu64(here, FROM(before, here, 6));
	before = _mm512_max_epu64(before, FROM(none, before, 6));
	return _mm512_max_epu64(here, FROM(before, here, 4));
}

/* A bit for each of so many lanes. */
static inline __mmask8 lanes(size_t count)
{
	return (__mmask8)(count >= LANES ? 0xffu : (1u << count) - 1);
}

/* Eight shingles from place i on; behind the last the largest number. */
TARGET static inline __m512i load(const uint64_t *shingles, size_t i,
				  size_t count)
{
	size_t left = i < count ? count - i : 0;

	return _mm512_mask_loadu_epi64(_mm512_set1_epi64(-1), lanes(left),
				       shingles + (left ? i : 0));
}

/* Windows end with the last shingle: those that begin behind are none. */
static inline __mmask8 windows(size_t i, size_t count)
{
	size_t all = count - WINDOW + 1;

	return lanes(i < all ? all - i : 0);
}

/* Whether two that were selected are equal and share a window. They are
 * neighbours then: every window that holds a shingle between them holds one of
 * them too, which is smaller. */
static bool has_twins(const uint32_t *places, const uint64_t *shingles,
		      size_t count)
{
	bool twins = false;
	size_t i;

	for (i = 1; i < count; i++)
		twins |= (shingles[places[i]] == shingles[places[i - 1]]) &
			 (places[i] - places[i - 1] < WINDOW);
	return twins;
}

TARGET size_t rp_selection_avx512(uint32_t *places, const uint64_t *shingles,
				  size_t count)
{
	const __m256i numbers = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
	__m512i before = _mm512_setzero_si512();
	__m512i low;
	size_t selected = 0;
	size_t i;

	if (count < (size_t)2 * WINDOW)
		return rp_selection_places(places, shingles, count);
	low = load(shingles, 0, count);
	for (i = 0; i < count; i += LANES) {
		__m512i high = load(shingles, i + LANES, count);
		__m512i least = _mm512_maskz_mov_epi64(windows(i, count),
						       minima(low, high));
		unsigned some;
		__mmask8 chosen =
		    _mm512_cmpeq_epi64_mask(low, maxima(before, least));

		chosen = (__mmask8)(chosen & lanes(count - i));
		some = (unsigned)__builtin_popcount(chosen);
		/* To compress into memory is slow on some processors. */
		_mm256_mask_storeu_epi32(
		    places + selected, lanes(some),
		    _mm256_maskz_compress_epi32(
			chosen,
			_mm256_add_epi32(numbers, _mm256_set1_epi32((int)i))));
		selected += some;
		before = least;
		low = high;
	}
	return has_twins(places, shingles, selected)
		   ? rp_selection_places(places, shingles, count)
		   : selected;
}
#endif
