/* SPDX-License-Identifier: Apache-2.0 */
/*
 * runs.h - where the stretches of a text begin and end that words are made of:
 * letters, digits and bytes above 127
 *
 * One kernel file an instruction set; all find the same.
 */
#ifndef RP_RUNS_H
#define RP_RUNS_H

#include "classes.h"

/* What a text has. */
struct rp_runs {
	size_t begun;
	size_t ended; /* one fewer if the last one fills the last block */
	bool full;    /* one fills some block: it may be longer than a word */
};

/* Runs of count blocks: their first bytes to begins, the bytes behind their
 * last ones to closes. Either has room for RP_RUNS_SPARE more. */
typedef struct rp_runs rp_runs_kernel(uint32_t *begins, uint32_t *closes,
				      const struct rp_class_block *blocks,
				      size_t count);
#define RP_RUNS_SPARE 16

rp_runs_kernel rp_runs_portable;
rp_runs_kernel rp_runs_avx2;
rp_runs_kernel rp_runs_avx512; /* with AVX-512 VBMI2 */

/* The kernel for this processor, once it has been found to work right. */
rp_runs_kernel *rp_runs_best(void);

/* Write base and the numbers of the bits that are set, rising, to out, which
 * has room for RP_RUNS_SPARE more; returns how many there are. */
typedef size_t rp_runs_places(uint32_t *out, uint64_t bits, uint32_t base);

/* All of it by the places of each block, to be compiled for each. */
static inline __attribute__((always_inline)) struct rp_runs rp_runs_by(
    uint32_t *begins, uint32_t *closes, const struct rp_class_block *blocks,
    size_t count, rp_runs_places *places)
{
	struct rp_runs found = {0, 0, false};
	uint64_t before = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		uint64_t run = blocks[i].word | blocks[i].high;
		uint64_t shifted = run << 1 | before;
		uint32_t base = (uint32_t)(i * 64);

		found.begun +=
		    places(begins + found.begun, run & ~shifted, base);
		found.ended +=
		    places(closes + found.ended, ~run & shifted, base);
		found.full |= run == UINT64_MAX;
		before = run >> 63;
	}
	return found;
}

#endif
