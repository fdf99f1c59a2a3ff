/* SPDX-License-Identifier: Apache-2.0 */
/*
 * minhash.c - MinHash (Broder 1997, "On the resemblance and containment of
 * documents"), four minima an order
 *
 * Idea. Under a random order of all shingles the smallest shingle of two sets
 * is the same with probability |A and B| / |A or B|, their Jaccard
 * similarity. A signature keeps the smallest value in each of, say, 128 slots;
 * the share of slots that agree estimates the similarity with a standard error
 * of sqrt(J (1 - J) / 128).
 *
 * Slots. One order for each slot asks for 128 multiplications a shingle. Here
 * shingles are divided into four parts by their upper bits, and an order
 * has a slot for the smallest of each part: one permutation hashing (Li, Owen
 * and Zhang 2012) with few parts and many orders, which is 32 multiplications,
 * two instructions of AVX-512. The parts are drawn without replacement, so the
 * estimate of long texts is a little better than that of independent slots. A
 * part without a shingle takes the slots of another, the first in an order
 * drawn for that part that has any (optimal densification, Shrivastava 2017):
 * this keeps estimates without bias.
 *
 * Rows of one part agree together: what two sets share is by chance a larger
 * share of one part, and a smaller of another. Bands of such rows find more of
 * short texts (at J = 0.5, 42 bands of 3 rows 100 % of pairs of 16 to 80
 * shingles, 99.6 % of long ones), and propose more pairs that share little: of
 * 600,000 drawn articles 757,000 with eight parts, 731,000 with four, 700,000
 * with an order for each slot; four cost the least in all.
 * rp_minhash_error says by how much estimates of short texts are worse.
 *
 * Functions. a * x + b modulo 2^32 with odd a: a permutation of 32-bit values
 * that costs one multiplication and one addition. It is no min-wise family
 * for chosen inputs, but x is already a well-mixed hash; the test holds
 * estimates against exact similarities within the standard error.
 *
 * Layout. A row of slots a part, of a whole number of registers. Some kernels
 * divide a block of shingles by part first, so that the slots of one lie in
 * registers while its shingles pass; compilers find no vectors for a row that
 * changes with each shingle, which took twice as long.
 *
 * Cost: count * hashes / 4 multiplications.
 *
 * Rejected: an order for each slot, three times as slow; one order
 * with 128 parts leaves parts empty in articles of usual length; 64-bit slots
 * double memory for estimates that are no better, since slots are compared, not
 * stored forever.
 */
#include "minhash.h"

#include "hash.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define HALF 0x80000000u
/* Shingles that a kernel is tried on before it is used: a block of them, whole
 * registers and a few more. */
#define CHECKED (RP_MINHASH_BLOCK + 45)
/* Slots that a kernel writes at most. */
#define ROOM (RP_MINHASH_PARTS * RP_MINHASH_ORDERS)
/* The variance of an estimate is larger by so many shingles over those of the
 * text: how these fall into parts is a chance that more orders do not even out.
 * A bound, held against drawn sets at J = 0.3 to 0.9 in 16 to 1,024 slots; with
 * 128 the factor was 4 at 10 members, 2.6 at 16, 1.4 at 25 and 1.1 at 40. */
#define CROWDED(hashes) ((double)(hashes)*15 / 32)
/* By which an estimate lies below a similarity to rule it out. */
#define STANDARD_ERRORS 3

/* Shingles of each part, a block of them at a time. */
struct parts {
	uint32_t shingles[RP_MINHASH_PARTS][RP_MINHASH_BLOCK];
	size_t counts[RP_MINHASH_PARTS];
};

static void divide(struct parts *parts, const uint32_t *shingles, size_t count)
{
	size_t i;

	memset(parts->counts, 0, sizeof(parts->counts));
	for (i = 0; i < count; i++) {
		size_t part = shingles[i] >> RP_MINHASH_SHIFT;

		parts->shingles[part][parts->counts[part]++] = shingles[i];
	}
}

/* Orders that lie in registers while the shingles of a part pass. */
#define HELD 8

/* Numbers are moved by half of their range, so that signed ones can be
 * compared: the baseline of x86-64 has no others in vectors. */
static void take_part(uint32_t *row, const uint32_t *a, const uint32_t *b,
		      const uint32_t *shingles, size_t count)
{
	uint32_t factors[HELD];
	uint32_t addends[HELD];
	int32_t least[HELD];
	size_t i;
	size_t k;

	for (k = 0; k < HELD; k++) {
		factors[k] = a[k];
		addends[k] = b[k] ^ HALF;
		least[k] = (int32_t)row[k];
	}
	for (i = 0; i < count; i++) {
		uint32_t x = shingles[i];

		for (k = 0; k < HELD; k++) {
			int32_t h = (int32_t)(factors[k] * x + addends[k]);

			least[k] = h < least[k] ? h : least[k];
		}
	}
	for (k = 0; k < HELD; k++)
		row[k] = (uint32_t)least[k];
}

void rp_minhash_least_portable(uint32_t *least,
			       const struct rp_minhash *minhash,
			       const uint32_t *shingles, size_t count)
{
	const size_t stride = minhash->stride;
	struct parts parts;
	size_t part;
	size_t lane;
	size_t i;

	for (i = 0; i < RP_MINHASH_PARTS * stride; i++)
		least[i] = INT32_MAX;
	for (i = 0; i < count; i += RP_MINHASH_BLOCK) {
		size_t left = count - i;

		divide(&parts, shingles + i,
		       left < RP_MINHASH_BLOCK ? left : RP_MINHASH_BLOCK);
		for (part = 0; part < RP_MINHASH_PARTS; part++)
			for (lane = 0; lane < stride; lane += HELD)
				take_part(least + part * stride + lane,
					  minhash->a + lane, minhash->b + lane,
					  parts.shingles[part],
					  parts.counts[part]);
	}
	for (i = 0; i < RP_MINHASH_PARTS * stride; i++)
		least[i] ^= HALF;
}

static rp_minhash_kernel *best(void)
{
	switch (rp_cpu_level()) {
#if defined(__x86_64__)
	case RP_CPU_AVX512:
		return rp_minhash_least_avx512;
	case RP_CPU_AVX2:
		return rp_minhash_least_avx2;
#elif defined(__aarch64__)
	case RP_CPU_NEON:
		return rp_minhash_least_neon;
#endif
	default:
		return rp_minhash_least_portable;
	}
}

/* Whether the kernel gives the portable one's bits for a small set. */
static bool agrees(const struct rp_minhash *minhash)
{
	uint32_t set[CHECKED];
	uint32_t expected[ROOM];
	uint32_t got[ROOM];
	size_t i;

	for (i = 0; i < CHECKED; i++)
		set[i] = (uint32_t)rp_hash_mix(i);
	rp_minhash_least_portable(expected, minhash, set, CHECKED);
	minhash->kernel(got, minhash, set, CHECKED);
	return memcmp(expected, got,
		      RP_MINHASH_PARTS * minhash->stride * sizeof(*got)) == 0;
}

void rp_minhash_init(struct rp_minhash *minhash, size_t hashes, uint64_t seed)
{
	uint64_t state = rp_hash_mix(seed + 0x9e3779b97f4a7c15u);
	size_t orders = hashes / RP_MINHASH_PARTS;
	size_t i;

	*minhash = (struct rp_minhash){.hashes = hashes, .kernel = best()};
	minhash->stride = (orders + RP_MINHASH_LANES - 1) / RP_MINHASH_LANES *
			  RP_MINHASH_LANES;
	for (i = 0; i < orders; i++) {
		uint64_t draw;

		state += 0x9e3779b97f4a7c15u;
		draw = rp_hash_mix(state);
		minhash->a[i] = (uint32_t)draw | 1;
		minhash->b[i] = (uint32_t)(draw >> 32);
	}
	if (!agrees(minhash))
		minhash->kernel = rp_minhash_least_portable;
}

/* A part whose first slot is all ones has no shingle; of one that has, this
 * is so once in 2^32, and it counts as empty then, on any processor. */
static bool is_empty(const uint32_t *least, size_t stride, size_t part)
{
	return least[part * stride] == UINT32_MAX;
}

/* The part whose slots a part shows: its own, or of the others the first that
 * is not empty. The rows are random permutations, each of the three others. */
static size_t donor(const uint32_t *least, size_t stride, size_t part)
{
	static const uint8_t others[RP_MINHASH_PARTS][RP_MINHASH_PARTS - 1] = {
	    {2, 1, 3}, {0, 3, 2}, {3, 0, 1}, {1, 2, 0}};
	size_t i;

	if (!is_empty(least, stride, part))
		return part;
	for (i = 0; i < RP_MINHASH_PARTS - 1; i++)
		if (!is_empty(least, stride, others[part][i]))
			return others[part][i];
	return part;
}

void rp_minhash_sign(uint32_t *signature, const struct rp_minhash *minhash,
		     const uint32_t *shingles, size_t count)
{
	uint32_t least[ROOM];
	size_t orders = minhash->hashes / RP_MINHASH_PARTS;
	size_t part;

	minhash->kernel(least, minhash, shingles, count);
	for (part = 0; part < RP_MINHASH_PARTS; part++)
		memcpy(signature + part * orders,
		       least + donor(least, minhash->stride, part) *
				   minhash->stride,
		       orders * sizeof(*signature));
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

double rp_minhash_error(size_t hashes, double jaccard, size_t count)
{
	return sqrt((double)hashes * jaccard * (1 - jaccard) *
		    (1 + CROWDED(hashes) / (double)(count ? count : 1)));
}

double rp_minhash_least(size_t hashes, double jaccard, size_t count)
{
	return (double)hashes * jaccard -
	       STANDARD_ERRORS * rp_minhash_error(hashes, jaccard, count);
}
