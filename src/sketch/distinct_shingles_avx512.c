/* SPDX-License-Identifier: Apache-2.0 */
/* distinct_shingles_avx512.c - sixteen shingles at a time: of those that find
 * their slot free, the first of each slot takes it. */
#include "distinct_shingles.h"

#if defined(__x86_64__)
#include <immintrin.h>

/* gcc's own macros for gathering and scattering pass their mask with the wrong
 * sign. */
#pragma GCC diagnostic ignored "-Wsign-conversion"

#define LANES 16
#define HALF  8

#define TARGET __attribute__((target("avx512f,avx512cd,avx512dq")))

/* The low halves of sixteen numbers of 64 bits. */
TARGET static inline __m512i low_halves(__m512i first, __m512i second)
{
	return _mm512_inserti32x8(
	    _mm512_castsi256_si512(_mm512_cvtepi64_epi32(first)),
	    _mm512_cvtepi64_epi32(second), 1);
}

/* A bit for each of so many lanes. */
static inline __mmask16 lanes(size_t count)
{
	return (__mmask16)(count >= LANES ? 0xffffu : (1u << count) - 1);
}

/* Those of a register that mask has go to out, side by side, and behind them
 * whatever; returns how many they are. To compress into memory is slow on some
 * processors. */
TARGET static inline size_t put(uint32_t *out, __mmask16 mask, __m512i values)
{
	_mm512_storeu_si512(out, _mm512_maskz_compress_epi32(mask, values));
	return (size_t)__builtin_popcount(mask);
}

TARGET size_t rp_distinct_avx512(uint32_t *out, uint32_t *table, size_t slots,
				 uint32_t *aside, const uint64_t *shingles,
				 size_t count)
{
	const __m512i mask = _mm512_set1_epi32((int)(slots - 1));
	const __m512i one = _mm512_set1_epi32(1);
	__m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
					   12, 13, 14, 15);
	size_t kept = 0;
	size_t set_aside = 0;
	size_t i;

	/* Slots are signed numbers of 32 bits where lanes are gathered. */
	if (slots > (size_t)1 << 31)
		return rp_distinct_portable(out, table, slots, aside, shingles,
					    count);
	for (i = 0; i < count; i += LANES) {
		__mmask16 here = lanes(count - i);
		__m512i first =
		    _mm512_maskz_loadu_epi64((__mmask8)here, shingles + i);
		__m512i second = _mm512_maskz_loadu_epi64(
		    (__mmask8)(here >> HALF), shingles + i + HALF);
		__m512i slot =
		    _mm512_and_si512(low_halves(first, second), mask);
		__m512i there = _mm512_i32gather_epi32(slot, table, 4);
		/* Lanes that no earlier lane shares the slot with. */
		__mmask16 free = _mm512_mask_testn_epi32_mask(
		    here, _mm512_or_si512(there, _mm512_conflict_epi32(slot)),
		    _mm512_set1_epi32(-1));

		_mm512_mask_i32scatter_epi32(table, free, slot,
					     _mm512_add_epi32(places, one), 4);
		kept += put(out + kept, free,
			    low_halves(_mm512_srli_epi64(first, 32),
				       _mm512_srli_epi64(second, 32)));
		set_aside +=
		    put(aside + set_aside, (__mmask16)(here & ~free), places);
		places = _mm512_add_epi32(places, _mm512_set1_epi32(LANES));
	}
	return rp_distinct_rest(out, kept, table, slots, aside, set_aside,
				shingles);
}
#endif
