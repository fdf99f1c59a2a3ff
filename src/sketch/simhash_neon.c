/* SPDX-License-Identifier: Apache-2.0 */
/* simhash_neon.c - the SimHash kernel with 16 counters in a register, four of
 * them. Each byte receives the byte of the feature that has its bit; where the
 * bit is set the test gives -1, which is subtracted. */
#include "simhash.h"

#if defined(__aarch64__)
#include <arm_neon.h>

void rp_simhash_neon(uint8_t votes[64], const uint64_t *features, size_t count)
{
	const uint8x16_t bits =
	    vreinterpretq_u8_u64(vdupq_n_u64(0x8040201008040201u));
	uint8x16_t bytes[4];
	uint8x16_t sums[4];
	size_t i;
	size_t k;

	for (k = 0; k < 4; k++) {
		bytes[k] = vcombine_u8(vdup_n_u8((uint8_t)(k * 2)),
				       vdup_n_u8((uint8_t)(k * 2 + 1)));
		sums[k] = vdupq_n_u8(0);
	}
	for (i = 0; i < count; i++) {
		uint8x16_t feature =
		    vreinterpretq_u8_u64(vdupq_n_u64(features[i]));

		for (k = 0; k < 4; k++)
			sums[k] = vsubq_u8(
			    sums[k],
			    vtstq_u8(vqtbl1q_u8(feature, bytes[k]), bits));
	}
	for (k = 0; k < 4; k++)
		vst1q_u8(votes + k * 16, sums[k]);
}
#endif
