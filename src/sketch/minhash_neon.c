/* SPDX-License-Identifier: Apache-2.0 */
/* minhash_neon.c - the MinHash kernel with 4 slots in a register, and eight
 * registers at a time. */
#include "minhash.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#define LANES	  4
#define REGISTERS 8

static void group(uint32_t *signature, const struct rp_minhash *minhash,
		  size_t slot, size_t registers, const uint32_t *shingles,
		  size_t count)
{
	uint32x4_t a[REGISTERS];
	uint32x4_t b[REGISTERS];
	uint32x4_t least[REGISTERS];
	size_t i;
	size_t k;

	for (k = 0; k < REGISTERS; k++) {
		size_t from = slot + (k < registers ? k : 0) * LANES;

		a[k] = vld1q_u32(minhash->a + from);
		b[k] = vld1q_u32(minhash->b + from);
		least[k] = vdupq_n_u32(UINT32_MAX);
	}
	for (i = 0; i < count; i++) {
		uint32x4_t x = vdupq_n_u32(shingles[i]);

		for (k = 0; k < REGISTERS; k++)
			least[k] =
			    vminq_u32(least[k], vmlaq_u32(b[k], a[k], x));
	}
	for (k = 0; k < registers; k++)
		vst1q_u32(signature + slot + k * LANES, least[k]);
}

void rp_minhash_sign_neon(uint32_t *signature, const struct rp_minhash *minhash,
			  const uint32_t *shingles, size_t count)
{
	size_t slot;

	for (slot = 0; slot < minhash->hashes;
	     slot += (size_t)REGISTERS * LANES) {
		size_t left = (minhash->hashes - slot) / LANES;

		group(signature, minhash, slot,
		      left < REGISTERS ? left : REGISTERS, shingles, count);
	}
}
#endif
