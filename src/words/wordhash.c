/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wordhash.c - the portable kernel, and the choice of one
 *
 * One word in seven has over eight bytes and two in five have under four, which
 * no processor foresees: both roads are taken for each word (rp_hash_short),
 * and where the long ones stand is noted without a branch; they are hashed
 * behind the others.
 * Cost: 4 ns a word of real news, 2.6 with AVX2, 1.3 with AVX-512. Branches for
 * both took 4.7; on one text read over and over, or on words drawn at random
 * that are seldom short, 3.
 */
#include "wordhash.h"

#include "hash.h"

/* Bytes and words that a kernel is tried on before it is used: lengths from 1
 * to 19, which take all the roads of XXH3 that words take. */
#define CHECKED_BYTES 256
#define CHECKED	      19

static void hash_block(uint64_t *hashes, const char *text,
		       const uint32_t *begins, const uint32_t *closes,
		       size_t count)
{
	uint8_t longer[RP_WORDHASH_BLOCK];
	size_t found = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		size_t len = closes[i] - begins[i];

		hashes[i] = rp_hash_short(text + begins[i], len);
		longer[found] = (uint8_t)i;
		found += len > RP_HASH_SHORT;
	}
	for (i = 0; i < found; i++) {
		size_t at = longer[i];

		hashes[at] =
		    rp_hash64(text + begins[at], closes[at] - begins[at]);
	}
}

void rp_wordhash_portable(uint64_t *hashes, const char *text,
			  const uint32_t *begins, const uint32_t *closes,
			  size_t count)
{
	rp_wordhash_by_blocks(hashes, text, begins, closes, count, 1,
			      hash_block);
}

static rp_wordhash_kernel *wanted(void)
{
#if defined(__x86_64__)
	if (rp_cpu_level() == RP_CPU_AVX512)
		return rp_wordhash_avx512;
	if (rp_cpu_level() == RP_CPU_AVX2)
		return rp_wordhash_avx2;
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
