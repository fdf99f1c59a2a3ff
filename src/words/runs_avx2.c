/* SPDX-License-Identifier: Apache-2.0 */
/* runs_avx2.c - the instructions for single bits that came with AVX2: the
 * number of the lowest one, which is 64 where there is none, and all but that
 * one. Twelve are written down at once, and more where there are more. */
#include "runs.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("bmi,popcnt")))
#define FIRST  12
#define STEP   4

TARGET static inline size_t places(uint32_t *out, uint64_t bits, uint32_t base)
{
	size_t count = (size_t)_mm_popcnt_u64(bits);
	size_t i;

	for (i = 0; i < FIRST; i++) {
		out[i] = base + (uint32_t)_tzcnt_u64(bits);
		bits = _blsr_u64(bits);
	}
	for (; i < count; i += STEP) {
		size_t k;

		for (k = 0; k < STEP; k++) {
			out[i + k] = base + (uint32_t)_tzcnt_u64(bits);
			bits = _blsr_u64(bits);
		}
	}
	return count;
}

TARGET struct rp_runs rp_runs_avx2(uint32_t *begins, uint32_t *closes,
				   const struct rp_class_block *blocks,
				   size_t count)
{
	return rp_runs_by(begins, closes, blocks, count, places);
}
#endif
