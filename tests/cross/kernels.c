/* SPDX-License-Identifier: Apache-2.0 */
/* kernels.c - the kernels of the processor that this runs on against the
 * portable ones, without any test library: built for another processor and run
 * in an emulator by neon.sh. */
#include "classes.h"
#include "hash.h"
#include "minhash.h"
#include "simhash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH	 1500
#define SHINGLES 301

static void check(bool right, const char *what, size_t which)
{
	if (right)
		return;
	printf("%s differs from the portable kernel (%zu)\n", what, which);
	exit(1);
}

static void classes(void)
{
	struct rp_classes best;
	struct rp_classes portable;
	char text[LENGTH];
	size_t len;

	rp_classes_init(&best);
	rp_classes_init(&portable);
	check(best.kernel != rp_classes_portable, "the choice", 0);
	portable.kernel = rp_classes_portable;
	for (len = 0; len < LENGTH; len++)
		text[len] = (char)rp_hash_mix(len);
	for (len = 0; len < LENGTH; len++) {
		check(rp_classes_read(&best, text, len) == RP_OK &&
			  rp_classes_read(&portable, text, len) == RP_OK,
		      "memory", len);
		check(memcmp(best.blocks, portable.blocks,
			     best.block_count * sizeof(*best.blocks)) == 0 &&
			  memcmp(best.folded, portable.folded,
				 best.block_count * 64) == 0,
		      "the classes' kernel", len);
	}
	rp_classes_dispose(&best);
	rp_classes_dispose(&portable);
}

static void minhash(void)
{
	uint32_t shingles[SHINGLES];
	size_t hashes;
	size_t i;

	for (i = 0; i < SHINGLES; i++)
		shingles[i] = (uint32_t)rp_hash_mix(i + 7);
	for (hashes = 16; hashes <= 256; hashes += 8) {
		struct rp_minhash functions;
		uint32_t got[256];
		uint32_t expected[256];

		rp_minhash_init(&functions, hashes, 1);
		check(functions.kernel != rp_minhash_least_portable,
		      "the choice", hashes);
		rp_minhash_sign(got, &functions, shingles, SHINGLES);
		functions.kernel = rp_minhash_least_portable;
		rp_minhash_sign(expected, &functions, shingles, SHINGLES);
		check(memcmp(got, expected, hashes * sizeof(*got)) == 0,
		      "MinHash", hashes);
	}
}

static void simhash(void)
{
	uint64_t features[RP_SIMHASH_FEATURES];
	size_t count;

	for (count = 0; count < RP_SIMHASH_FEATURES; count++)
		features[count] = rp_hash_mix(count + 3);
	check(rp_simhash_best() != rp_simhash_portable, "the choice", 0);
	for (count = 0; count <= RP_SIMHASH_FEATURES; count++) {
		uint8_t got[64];
		uint8_t expected[64];

		rp_simhash_best()(got, features, count);
		rp_simhash_portable(expected, features, count);
		check(memcmp(got, expected, 64) == 0, "SimHash", count);
	}
}

int main(void)
{
	classes();
	minhash();
	simhash();
	puts("all kernels agree");
	return 0;
}
