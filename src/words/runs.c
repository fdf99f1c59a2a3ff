/* SPDX-License-Identifier: Apache-2.0 */
/*
 * runs.c - the portable kernel, and the choice of one
 *
 * Classes are bits (classes.c), so the edges of runs are a shift away; what
 * costs is to write down their places. In 64 bytes of news stand ten words or
 * eleven, and a branch for each would be taken wrongly once a block: several
 * are written whether there are so many or not, and written over.
 *
 * Cost: 1 ns an edge, 0.6 with AVX2, 0.25 with AVX-512.
 */
#include "runs.h"

#include "hash.h"

#include <string.h>

/* Blocks that a kernel is tried on before it is used. */
#define CHECKED 40

static inline size_t places(uint32_t *out, uint64_t bits, uint32_t base)
{
	size_t count = 0;

	while (bits) {
		size_t k;

		for (k = 0; k < 4; k++) {
			/* Of no bits any place will do. */
			out[count] = base + (unsigned)__builtin_ctzll(
						bits | (uint64_t)1 << 63);
			count += bits != 0;
			bits &= bits - 1;
		}
	}
	return count;
}

struct rp_runs rp_runs_portable(uint32_t *begins, uint32_t *closes,
				const struct rp_class_block *blocks,
				size_t count)
{
	return rp_runs_by(begins, closes, blocks, count, places);
}

static rp_runs_kernel *wanted(void)
{
#if defined(__x86_64__)
	if (rp_cpu_level() == RP_CPU_AVX512 && rp_cpu_has_vbmi2())
		return rp_runs_avx512;
	if (rp_cpu_level() >= RP_CPU_AVX2)
		return rp_runs_avx2;
#endif
	return rp_runs_portable;
}

/* Runs of one byte and of many, and of none. */
static void fill(struct rp_class_block blocks[CHECKED])
{
	size_t i;

	for (i = 0; i < CHECKED; i++) {
		uint64_t word = rp_hash_mix(i) | rp_hash_mix(i + CHECKED);
		uint64_t high =
		    rp_hash_mix(i) & rp_hash_mix(i + (size_t)2 * CHECKED);

		blocks[i].word = i % 8 == 3 ? UINT64_MAX : word & ~high;
		blocks[i].high = i % 8 == 3 ? 0 : high;
		if (i % 8 == 5)
			blocks[i] =
			    (struct rp_class_block){0x5555555555555555u, 0};
		if (i % 8 == 6)
			blocks[i] = (struct rp_class_block){0, 0};
	}
}

rp_runs_kernel *rp_runs_best(void)
{
	rp_runs_kernel *kernel = wanted();
	struct rp_class_block blocks[CHECKED];
	uint32_t expected[2][CHECKED * 32 + RP_RUNS_SPARE];
	uint32_t got[2][CHECKED * 32 + RP_RUNS_SPARE];
	struct rp_runs one;
	struct rp_runs other;

	fill(blocks);
	one = rp_runs_portable(expected[0], expected[1], blocks, CHECKED);
	other = kernel(got[0], got[1], blocks, CHECKED);
	return one.begun == other.begun && one.ended == other.ended &&
		       one.full == other.full &&
		       memcmp(got[0], expected[0], one.begun * sizeof(**got)) ==
			   0 &&
		       memcmp(got[1], expected[1], one.ended * sizeof(**got)) ==
			   0
		   ? kernel
		   : rp_runs_portable;
}
