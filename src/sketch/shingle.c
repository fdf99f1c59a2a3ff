/* SPDX-License-Identifier: Apache-2.0 */
/* shingle.c - the choice of a kernel for shingles. */
#include "shingle.h"

#include <string.h>

/* Words that a kernel is tried on before it is used. */
#define CHECKED 29

static rp_shingle_kernel *wanted(void)
{
#if defined(__x86_64__)
	if (rp_cpu_level() == RP_CPU_AVX512)
		return rp_shingle_avx512;
	if (rp_cpu_level() == RP_CPU_AVX2)
		return rp_shingle_avx2;
#endif
	return rp_shingle_all;
}

rp_shingle_kernel *rp_shingle_best(void)
{
	rp_shingle_kernel *kernel = wanted();
	uint32_t tokens[CHECKED];
	uint64_t expected[CHECKED];
	uint64_t got[CHECKED];
	size_t count;
	size_t i;

	for (i = 0; i < CHECKED; i++)
		tokens[i] = i % 9 ? (uint32_t)rp_hash_mix(i) : UINT32_MAX;
	count = rp_shingle_all(expected, tokens, CHECKED, 5);
	return kernel(got, tokens, CHECKED, 5) == count &&
		       memcmp(got, expected, count * sizeof(*got)) == 0
		   ? kernel
		   : rp_shingle_all;
}
