/* SPDX-License-Identifier: Apache-2.0 */
/* wordhash.c - the portable kernel, and the choice of one. */
#include "wordhash.h"

#include "hash.h"

/* Bytes and words that a kernel is tried on before it is used: lengths from 1
 * to 19, which take all the roads of XXH3 that words take. */
#define CHECKED_BYTES 256
#define CHECKED	      19

void rp_wordhash_portable(uint64_t *hashes, const char *text,
			  const uint32_t *begins, const uint32_t *closes,
			  size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		hashes[i] =
		    rp_hash_short(text + begins[i], closes[i] - begins[i]);
}

static rp_wordhash_kernel *wanted(void)
{
#if defined(__x86_64__)
	if (rp_cpu_level() == RP_CPU_AVX512)
		return rp_wordhash_avx512;
#endif
	return rp_wordhash_portable;
}

rp_wordhash_kernel *rp_wordhash_best(void)
{
	rp_wordhash_kernel *kernel = wanted();
	char text[CHECKED_BYTES];
	uint32_t begins[CHECKED];
	uint32_t closes[CHECKED];
	uint64_t expected[CHECKED];
	uint64_t got[CHECKED];
	uint32_t i;

	for (i = 0; i < CHECKED_BYTES; i++)
		text[i] = (char)rp_hash_mix(i);
	for (i = 0; i < CHECKED; i++) {
		begins[i] = RP_HASH_BEFORE + i * 11;
		closes[i] = begins[i] + i + 1;
	}
	rp_wordhash_portable(expected, text, begins, closes, CHECKED);
	kernel(got, text, begins, closes, CHECKED);
	return memcmp(got, expected, sizeof(got)) == 0 ? kernel
						       : rp_wordhash_portable;
}
