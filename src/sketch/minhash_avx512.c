/* SPDX-License-Identifier: Apache-2.0 */
/* minhash_avx512.c - the MinHash kernel with 16 slots in a register; the
 * last 8 slots of an odd multiple of 8 are masked. All 128 slots of the usual
 * signature fit in eight registers, so shingles are read once. */
#include "minhash.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LANES	  16
#define REGISTERS 8

__attribute__((target("avx512f"))) static void group(
    uint32_t *signature, const struct rp_minhash *minhash, size_t slot,
    const uint32_t *shingles, size_t count)
{
	__m512i a[REGISTERS];
	__m512i b[REGISTERS];
	__m512i least[REGISTERS];
	__mmask16 mask[REGISTERS];
	size_t i;
	size_t k;

	for (k = 0; k < REGISTERS; k++) {
		size_t from = slot + k * LANES;
		size_t left =
		    from < minhash->hashes ? minhash->hashes - from : 0;

		mask[k] = left >= LANES ? (__mmask16)0xffff
			  : left	? (__mmask16)0x00ff
					: (__mmask16)0;
		a[k] = _mm512_maskz_loadu_epi32(mask[k],
						minhash->a + (left ? from : 0));
		b[k] = _mm512_maskz_loadu_epi32(mask[k],
						minhash->b + (left ? from : 0));
		least[k] = _mm512_set1_epi32(-1);
	}
	for (i = 0; i < count; i++) {
		__m512i x = _mm512_set1_epi32((int)shingles[i]);

		for (k = 0; k < REGISTERS; k++)
			least[k] = _mm512_min_epu32(
			    least[k], _mm512_add_epi32(
					  _mm512_mullo_epi32(a[k], x), b[k]));
	}
	for (k = 0; k < REGISTERS; k++)
		if (mask[k])
			_mm512_mask_storeu_epi32(signature + slot + k * LANES,
						 mask[k], least[k]);
}

__attribute__((target("avx512f"))) void rp_minhash_sign_avx512(
    uint32_t *signature, const struct rp_minhash *minhash,
    const uint32_t *shingles, size_t count)
{
	size_t slot;

	for (slot = 0; slot < minhash->hashes;
	     slot += (size_t)REGISTERS * LANES)
		group(signature, minhash, slot, shingles, count);
}
#endif
