/* SPDX-License-Identifier: Apache-2.0 */
/* classes_neon.c - classes of bytes, 16 in a register. There is no move of
 * masks: each byte keeps one bit, and pairwise additions bring eight bytes
 * together. */
#include "classes.h"

#if defined(__aarch64__)
#include <arm_neon.h>

static uint8x16_t between(uint8x16_t bytes, uint8_t least, uint8_t most)
{
	return vcleq_u8(vsubq_u8(bytes, vdupq_n_u8(least)),
			vdupq_n_u8((uint8_t)(most - least)));
}

static uint64_t gather(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d)
{
	static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128,
					    1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t bits = vld1q_u8(weights);
	uint8x16_t low = vpaddq_u8(vandq_u8(a, bits), vandq_u8(b, bits));
	uint8x16_t high = vpaddq_u8(vandq_u8(c, bits), vandq_u8(d, bits));
	uint8x16_t sum = vpaddq_u8(low, high);

	sum = vpaddq_u8(sum, sum);
	return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

void rp_classes_neon(struct rp_class_block *out, char *folded,
		     const unsigned char *text, size_t blocks)
{
	size_t i;
	size_t k;

	for (i = 0; i < blocks; i++) {
		uint8x16_t word[4];
		uint8x16_t high[4];

		for (k = 0; k < 4; k++) {
			uint8x16_t bytes = vld1q_u8(text + i * 64 + k * 16);
			uint8x16_t capital = between(bytes, 'A', 'Z');
			uint8x16_t small = vorrq_u8(
			    bytes, vandq_u8(capital, vdupq_n_u8(0x20)));

			vst1q_u8((uint8_t *)folded + i * 64 + k * 16, small);
			word[k] = vorrq_u8(between(small, 'a', 'z'),
					   between(bytes, '0', '9'));
			high[k] = vcgeq_u8(bytes, vdupq_n_u8(0x80));
		}
		out[i].word = gather(word[0], word[1], word[2], word[3]);
		out[i].high = gather(high[0], high[1], high[2], high[3]);
	}
}
#endif
