/* SPDX-License-Identifier: Apache-2.0 */
/* minhash_avx2.c - the MinHash kernel with 8 orders in a register, two
 * registers at a time. */
#include "minhash.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LANES  8
#define TARGET __attribute__((target("avx2")))

TARGET static inline void put_least(uint32_t *row, __m256i a, __m256i b,
				    __m256i x)
{
	__m256i h = _mm256_add_epi32(_mm256_mullo_epi32(a, x), b);
	__m256i old = _mm256_loadu_si256((const void *)row);

	_mm256_storeu_si256((void *)row, _mm256_min_epu32(old, h));
}

TARGET static void group(uint32_t *least, const struct rp_minhash *minhash,
			 size_t lane, const uint32_t *shingles, size_t count)
{
	const uint32_t *a = minhash->a + lane;
	const uint32_t *b = minhash->b + lane;
	__m256i a0 = _mm256_loadu_si256((const void *)a);
	__m256i a1 = _mm256_loadu_si256((const void *)(a + LANES));
	__m256i b0 = _mm256_loadu_si256((const void *)b);
	__m256i b1 = _mm256_loadu_si256((const void *)(b + LANES));
	size_t i;

	for (i = 0; i < count; i++) {
		uint32_t *row =
		    least +
		    (shingles[i] >> RP_MINHASH_SHIFT) * minhash->stride + lane;
		__m256i x = _mm256_set1_epi32((int)shingles[i]);

		put_least(row, a0, b0, x);
		put_least(row + LANES, a1, b1, x);
	}
}

TARGET void rp_minhash_least_avx2(uint32_t *least,
				  const struct rp_minhash *minhash,
				  const uint32_t *shingles, size_t count)
{
	size_t lane;
	size_t i;

	for (i = 0; i < RP_MINHASH_PARTS * minhash->stride; i += LANES)
		_mm256_storeu_si256((void *)(least + i), _mm256_set1_epi32(-1));
	for (lane = 0; lane < minhash->stride; lane += RP_MINHASH_LANES)
		group(least, minhash, lane, shingles, count);
}
#endif
