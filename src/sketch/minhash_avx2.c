/* SPDX-License-Identifier: Apache-2.0 */
/* minhash_avx2.c - the MinHash kernel with 8 slots in a register. Four
 * registers of slots are held at a time, so that the latency of one
 * multiplication is hidden behind three others. */
#include "minhash.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LANES 8

/* Sign count_slots / LANES <= 4 registers from slot on. */
__attribute__((target("avx2"))) static void group(
    uint32_t *signature, const struct rp_minhash *minhash, size_t slot,
    size_t registers, const uint32_t *shingles, size_t count)
{
	__m256i a[4];
	__m256i b[4];
	__m256i least[4];
	size_t i;
	size_t k;

	for (k = 0; k < 4; k++) {
		size_t from = slot + (k < registers ? k : 0) * LANES;

		a[k] = _mm256_loadu_si256((const void *)(minhash->a + from));
		b[k] = _mm256_loadu_si256((const void *)(minhash->b + from));
		least[k] = _mm256_set1_epi32(-1);
	}
	for (i = 0; i < count; i++) {
		__m256i x = _mm256_set1_epi32((int)shingles[i]);

		for (k = 0; k < 4; k++)
			least[k] = _mm256_min_epu32(
			    least[k], _mm256_add_epi32(
					  _mm256_mullo_epi32(a[k], x), b[k]));
	}
	for (k = 0; k < registers; k++)
		_mm256_storeu_si256((void *)(signature + slot + k * LANES),
				    least[k]);
}

__attribute__((target("avx2"))) void rp_minhash_sign_avx2(
    uint32_t *signature, const struct rp_minhash *minhash,
    const uint32_t *shingles, size_t count)
{
	size_t slot;

	for (slot = 0; slot < minhash->hashes; slot += (size_t)4 * LANES) {
		size_t left = (minhash->hashes - slot) / LANES;

		group(signature, minhash, slot, left < 4 ? left : 4, shingles,
		      count);
	}
}
#endif
