/* SPDX-License-Identifier: Apache-2.0 */
/* minhash_avx512.c - the MinHash kernel with 16 orders in a register: half of
 * the usual signature's, so that a shingle costs two multiplications and two
 * looks at its part's slots. */
#include "minhash.h"

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx512f"))) void rp_minhash_least_avx512(
    uint32_t *least, const struct rp_minhash *minhash, const uint32_t *shingles,
    size_t count)
{
	size_t stride = minhash->stride;
	size_t lane;
	size_t i;

	for (i = 0; i < RP_MINHASH_PARTS * stride; i += RP_MINHASH_LANES)
		_mm512_storeu_si512(least + i, _mm512_set1_epi32(-1));
	for (lane = 0; lane < stride; lane += RP_MINHASH_LANES) {
		__m512i a = _mm512_loadu_si512(minhash->a + lane);
		__m512i b = _mm512_loadu_si512(minhash->b + lane);

		for (i = 0; i < count; i++) {
			uint32_t x = shingles[i];
			uint32_t *row =
			    least + (x >> RP_MINHASH_SHIFT) * stride + lane;
			__m512i h = _mm512_add_epi32(
			    _mm512_mullo_epi32(a, _mm512_set1_epi32((int)x)),
			    b);

			_mm512_storeu_si512(
			    row, _mm512_min_epu32(_mm512_loadu_si512(row), h));
		}
	}
}
#endif
