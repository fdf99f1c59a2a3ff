/* SPDX-License-Identifier: Apache-2.0 */
/* runs_avx512.c - the numbers of all bytes of a block in a register, of which
 * one instruction (VBMI2) moves together those whose bits are set. */
#include "runs.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LANES 16
#define TARGET          \
	__attribute__(( \
	    target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,popcnt")))

/* Sixteen of them with base added. */
TARGET static inline void put(uint32_t *out, __m128i numbers, uint32_t base)
{
	_mm512_storeu_si512(out,
			    _mm512_add_epi32(_mm512_set1_epi32((int)base),
					     _mm512_cvtepu8_epi32(numbers)));
}

TARGET static inline __m512i numbers(void)
{
	const __m512i each =
	    _mm512_setr_epi32(0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
			      0x13121110, 0x17161514, 0x1b1a1918, 0x1f1e1d1c,
			      0x23222120, 0x27262524, 0x2b2a2928, 0x2f2e2d2c,
			      0x33323130, 0x37363534, 0x3b3a3938, 0x3f3e3d3c);

	return each;
}

TARGET static inline size_t places(uint32_t *out, uint64_t bits, uint32_t base)
{
	size_t count = (size_t)_mm_popcnt_u64(bits);
	__m512i found = _mm512_maskz_compress_epi8(bits, numbers());

	put(out, _mm512_castsi512_si128(found), base);
	/* Every second byte at most. */
	if (count > LANES)
		put(out + LANES, _mm512_extracti32x4_epi32(found, 1), base);
	return count;
}

TARGET struct rp_runs rp_runs_avx512(uint32_t *begins, uint32_t *closes,
				     const struct rp_class_block *blocks,
				     size_t count)
{
	return rp_runs_by(begins, closes, blocks, count, places);
}
#endif
