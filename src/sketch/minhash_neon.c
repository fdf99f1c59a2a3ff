/* SPDX-License-Identifier: Apache-2.0 */
/* minhash_neon.c - the MinHash kernel with 4 orders in a register, four
 * registers at a time. */
#include "minhash.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#define LANES	  4
#define REGISTERS (RP_MINHASH_LANES / LANES)

static void group(uint32_t *least, const struct rp_minhash *minhash,
		  size_t lane, const uint32_t *shingles, size_t count)
{
	uint32x4_t a[REGISTERS];
	uint32x4_t b[REGISTERS];
	size_t i;
	size_t k;

	for (k = 0; k < REGISTERS; k++) {
		a[k] = vld1q_u32(minhash->a + lane + k * LANES);
		b[k] = vld1q_u32(minhash->b + lane + k * LANES);
	}
	for (i = 0; i < count; i++) {
		uint32x4_t x = vdupq_n_u32(shingles[i]);
		uint32_t *row =
		    least +
		    (shingles[i] >> RP_MINHASH_SHIFT) * minhash->stride + lane;

		for (k = 0; k < REGISTERS; k++, row += LANES)
			vst1q_u32(row, vminq_u32(vld1q_u32(row),
						 vmlaq_u32(b[k], a[k], x)));
	}
}

void rp_minhash_least_neon(uint32_t *least, const struct rp_minhash *minhash,
			   const uint32_t *shingles, size_t count)
{
	size_t lane;
	size_t i;

	for (i = 0; i < RP_MINHASH_PARTS * minhash->stride; i += LANES)
		vst1q_u32(least + i, vdupq_n_u32(UINT32_MAX));
	for (lane = 0; lane < minhash->stride; lane += RP_MINHASH_LANES)
		group(least, minhash, lane, shingles, count);
}
#endif
