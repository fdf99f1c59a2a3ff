/* SPDX-License-Identifier: Apache-2.0 */
#include "minhash.h"
#include "selection.h"
#include "shingle.h"
#include "simhash.h"
#include "testing.h"

#include <math.h>

/* Slots of the usual signature. */
#define HASHES 128

#define GOLDEN_SIGNATURE 0x699f46ff785f1679u
#define GOLDEN_SIMHASH	 0x989ded204b38da71u
#define GOLDEN_CONTENT	 0x233d6fdd3b0d9eefu

/* Sets of size members of which shared are common to both. */
static void draw_sets(uint32_t *a, uint32_t *b, size_t size, size_t shared,
		      uint64_t *state)
{
	size_t i;

	for (i = 0; i < size; i++) {
		a[i] = (uint32_t)draw(state);
		b[i] = i < shared ? a[i] : (uint32_t)draw(state);
	}
}

/* Over many pairs of sets of size members with shared in common: by how many
 * slots estimates are off, in the mean and as the root of the mean square. */
static void measure(double *mean, double *spread, size_t size, size_t shared,
		    const struct rp_minhash *minhash, uint64_t *state)
{
	enum { ROUNDS = 400, MOST = 600 };
	const size_t hashes = minhash->hashes;
	double jaccard = (double)shared / (double)(2 * size - shared);
	double sum = 0;
	double squares = 0;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		uint32_t sets[2][MOST];
		uint32_t signature[RP_MINHASH_MOST];
		uint16_t halves[2][RP_MINHASH_MOST];
		double off;
		int side;

		draw_sets(sets[0], sets[1], size, shared, state);
		for (side = 0; side < 2; side++) {
			rp_minhash_sign(signature, minhash, sets[side], size);
			rp_minhash_halve(halves[side], signature, hashes);
		}
		off = (double)rp_minhash_agree(halves[0], halves[1], hashes) -
		      jaccard * (double)hashes;
		sum += off;
		squares += off * off;
	}
	*mean = sum / ROUNDS;
	*spread = sqrt(squares / ROUNDS);
}

/* The mean error of many estimates is near 0 and their spread near the
 * theoretical standard error, at several similarities. */
Test(minhash, estimates_within_its_standard_error)
{
	static const size_t shared[] = {60, 200, 400, 550};
	struct rp_minhash minhash;
	uint64_t state = 99;
	size_t k;

	rp_minhash_init(&minhash, HASHES, 7);
	for (k = 0; k < 4; k++) {
		double jaccard = (double)shared[k] / (double)(1200 - shared[k]);
		double error = sqrt(jaccard * (1 - jaccard) * HASHES);
		double mean;
		double spread;

		measure(&mean, &spread, 600, shared[k], &minhash, &state);
		/* The mean of 400 estimates has an error 20 times smaller. */
		cr_assert_lt(fabs(mean), 4 * error / 20,
			     "biased at %.2f by %.4f slots", jaccard, mean);
		cr_assert_lt(spread, 1.15 * error);
		cr_assert_gt(spread, 0.75 * error);
		cr_assert_geq(rp_minhash_error(HASHES, jaccard, 600), error);
	}
}

/* Of short texts too the estimate has no bias, and no larger error than is
 * told; by that error pairs are given up. */
Test(minhash, tells_how_far_short_texts_are_off)
{
	static const size_t sizes[] = {3, 6, 10, 16, 25, 40, 80, 200};
	static const size_t slots[] = {16, 128, 1024};
	struct rp_minhash minhash;
	uint64_t state = 5;
	size_t i;

	for (i = 0; i < 24; i++) {
		size_t hashes = slots[i % 3];
		size_t size = sizes[i / 3];
		size_t shared;

		rp_minhash_init(&minhash, hashes, 7);
		for (shared = size / 3; shared < size; shared += size / 3) {
			double jaccard =
			    (double)shared / (double)(2 * size - shared);
			double error = rp_minhash_error(hashes, jaccard, size);
			double mean;
			double spread;

			measure(&mean, &spread, size, shared, &minhash, &state);
			cr_assert_lt(fabs(mean), 4 * error / 20,
				     "%zu of %zu in %zu: biased by %.2f slots",
				     shared, size, hashes, mean);
			/* The spread of 400 has an error of its own. */
			cr_assert_lt(spread, 1.1 * error,
				     "%zu of %zu in %zu: off by %.2f, not %.2f",
				     shared, size, hashes, spread, error);
		}
	}
}

/* Bands propose no fewer pairs of short texts than of long ones. */
Test(minhash, bands_find_short_texts)
{
	enum { ROUNDS = 500, BANDS = 42, ROWS = 3 };
	struct rp_minhash minhash;
	uint64_t state = 77;
	size_t size;

	rp_minhash_init(&minhash, HASHES, 3);
	for (size = 9; size <= 300; size *= 2) {
		size_t found = 0;
		int round;

		for (round = 0; round < ROUNDS; round++) {
			uint32_t a[300];
			uint32_t b[300];
			uint32_t first[HASHES];
			uint32_t second[HASHES];
			size_t band = 0;

			draw_sets(a, b, size, size * 2 / 3, &state);
			rp_minhash_sign(first, &minhash, a, size);
			rp_minhash_sign(second, &minhash, b, size);
			while (band < BANDS &&
			       memcmp(first + band * ROWS, second + band * ROWS,
				      ROWS * sizeof(*first)) != 0)
				band++;
			found += band < BANDS;
		}
		/* 1 - (1 - 0.5^3)^42 is 0.9963. */
		cr_assert_geq(found, ROUNDS * 98 / 100, "%zu of %d at %zu",
			      found, (int)ROUNDS, size);
	}
}

/* Each part's slots, as the head of minhash.c has them. */
static void naive_sign(uint64_t *least, const struct rp_minhash *minhash,
		       const uint32_t *set, size_t size)
{
	size_t orders = minhash->hashes / RP_MINHASH_PARTS;
	size_t i;
	size_t k;

	for (i = 0; i < minhash->hashes; i++)
		least[i] = UINT64_MAX;
	for (i = 0; i < size; i++)
		for (k = 0; k < orders; k++) {
			uint64_t *slot =
			    &least[set[i] / 0x40000000u * orders + k];
			uint32_t h = minhash->a[k] * set[i] + minhash->b[k];

			*slot = h < *slot ? h : *slot;
		}
}

Test(minhash, is_the_minimum_over_the_members_of_a_part)
{
	struct rp_minhash minhash;
	uint32_t set[200];
	uint32_t signature[264];
	uint64_t least[264];
	uint64_t state = 3;
	size_t hashes;
	size_t i;

	for (i = 0; i < 200; i++)
		set[i] = (uint32_t)draw(&state);
	for (hashes = 16; hashes <= 264; hashes += 8) {
		rp_minhash_init(&minhash, hashes, 1);
		for (i = 0; i < hashes / RP_MINHASH_PARTS; i++)
			cr_assert(minhash.a[i] & 1);
		rp_minhash_sign(signature, &minhash, set, 200);
		naive_sign(least, &minhash, set, 200);
		for (i = 0; i < hashes; i++)
			cr_assert_eq(signature[i], least[i]);
	}
}

/* A part without members shows the slots of one that has some: any of them,
 * and the same one whatever members the others have. */
Test(minhash, fills_empty_parts_from_others)
{
	enum { PARTS = RP_MINHASH_PARTS, ORDERS = HASHES / PARTS };
	struct rp_minhash minhash;
	uint64_t state = 12;
	unsigned given[PARTS] = {0};
	int round;

	rp_minhash_init(&minhash, HASHES, 9);
	for (round = 0; round < 2000; round++) {
		uint32_t set[8];
		uint32_t signature[HASHES];
		uint64_t least[HASHES] = {0};
		size_t size = 1 + (size_t)round % 8;
		size_t part;
		size_t i;

		for (i = 0; i < size; i++)
			set[i] = (uint32_t)draw(&state);
		rp_minhash_sign(signature, &minhash, set, size);
		naive_sign(least, &minhash, set, size);
		for (part = 0; part < PARTS; part++) {
			size_t of = part;

			if (least[part * ORDERS] == UINT64_MAX)
				for (of = 0; of < PARTS; of++)
					if (signature[part * ORDERS] ==
					    least[of * ORDERS])
						break;
			cr_assert_lt(of, (size_t)PARTS);
			given[of] += of != part;
			for (i = 0; i < ORDERS; i++)
				cr_assert_eq(signature[part * ORDERS + i],
					     least[of * ORDERS + i]);
		}
	}
	for (round = 0; round < PARTS; round++)
		cr_assert_gt(given[round], 400);
}

static void same_as(rp_minhash_kernel *kernel, const struct rp_minhash *minhash,
		    const uint32_t *set, size_t size)
{
	static uint32_t expected[RP_MINHASH_MOST];
	static uint32_t got[RP_MINHASH_MOST];
	size_t bytes = RP_MINHASH_PARTS * minhash->stride * sizeof(*got);

	memset(got, 7, bytes);
	rp_minhash_least_portable(expected, minhash, set, size);
	kernel(got, minhash, set, size);
	cr_assert_eq(memcmp(got, expected, bytes), 0);
}

/* Every kernel that this processor runs gives the portable one's bits. */
Test(minhash, does_not_depend_on_the_instruction_set)
{
	size_t hashes;

	for (hashes = 8; hashes <= RP_MINHASH_MOST;
	     hashes += hashes < 264 ? 8 : 152) {
		struct rp_minhash minhash;
		uint32_t set[77];
		uint64_t state = hashes;
		size_t size;
		size_t i;

		rp_minhash_init(&minhash, hashes, hashes);
		for (i = 0; i < 77; i++)
			set[i] = (uint32_t)draw(&state);
		for (size = 1; size <= 77; size += 19) {
			same_as(minhash.kernel, &minhash, set, size);
#if defined(__x86_64__)
			if (rp_cpu_level() >= RP_CPU_AVX2)
				same_as(rp_minhash_least_avx2, &minhash, set,
					size);
			if (rp_cpu_level() >= RP_CPU_AVX512)
				same_as(rp_minhash_least_avx512, &minhash, set,
					size);
#endif
		}
	}
}

/* The one golden signature: stores and other machines rely on it. */
Test(minhash, keeps_its_bytes)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_sketcher *sketcher;
	struct rp_sketch sketch;
	static const char text[] = "A wire report is printed in many papers "
				   "under many headlines.";

	cr_assert_eq(rp_sketcher_create(&sketcher, &options), RP_OK);
	cr_assert_eq(rp_sketcher_run(&sketch, sketcher, text, strlen(text)),
		     RP_OK);
	cr_assert_eq(sketch.token_count, 11);
	cr_assert_eq(sketch.shingles, 7);
	cr_assert_eq(rp_hash64(sketch.signature, 128 * 4), GOLDEN_SIGNATURE,
		     "signature hash is now 0x%llx",
		     (unsigned long long)rp_hash64(sketch.signature, 128 * 4));
	cr_assert_eq(sketch.simhash, 0);
	cr_assert_eq(sketch.content[0], GOLDEN_CONTENT, "now 0x%llx",
		     (unsigned long long)sketch.content[0]);
	rp_sketcher_free(sketcher);

	options.method = RP_METHOD_SIMHASH;
	cr_assert_eq(rp_sketcher_create(&sketcher, &options), RP_OK);
	cr_assert_eq(rp_sketcher_run(&sketch, sketcher, text, strlen(text)),
		     RP_OK);
	cr_assert_eq(sketch.simhash, GOLDEN_SIMHASH, "now 0x%llx",
		     (unsigned long long)sketch.simhash);
	rp_sketcher_free(sketcher);
}

Test(shingle, rolls_to_the_same_hash)
{
	uint32_t tokens[60];
	uint64_t state = 4;
	size_t width;
	size_t i;

	for (i = 0; i < 60; i++)
		tokens[i] = (uint32_t)draw(&state) % 5; /* with repetitions */
	for (width = 2; width <= 16; width++) {
		uint64_t whole[60];
		size_t count = rp_shingle_all(whole, tokens, 60, width);

		cr_assert_eq(count, 60 - width + 1);
		for (i = 0; i < count; i++) {
			uint64_t single;

			rp_shingle_all(&single, tokens + i, width, width);
			cr_assert_eq(whole[i], single);
		}
	}
}

Test(shingle, of_a_short_text_is_all_of_it)
{
	static const uint32_t two[] = {1, 2};
	static const uint32_t other[] = {2, 1};
	uint64_t a;
	uint64_t b;

	cr_assert_eq(rp_shingle_all(&a, two, 2, 5), 1);
	rp_shingle_all(&b, other, 2, 5);
	cr_assert_neq(a, b);
}

/* Neither one too many nor one too few, and the same ones. */
static void shingled(rp_shingle_kernel *kernel, const uint64_t *all,
		     const uint32_t *tokens, size_t count, size_t width)
{
	size_t expected = count < width ? 1 : count - width + 1;
	uint64_t got[41];

	got[expected] = 77;
	cr_assert_eq(kernel(got, tokens, count, width), expected);
	cr_assert_eq(memcmp(got, all, expected * sizeof(*all)), 0);
	cr_assert_eq(got[expected], 77);
}

/* All at once or one by one, whatever the width and the length, by each kernel
 * that this processor runs. */
Test(shingle, all_at_once_are_the_same)
{
	uint32_t tokens[40];
	uint64_t all[40];
	uint64_t state = 21;
	size_t width;
	size_t count;
	size_t i;

	for (i = 0; i < 40; i++)
		tokens[i] = i % 7 ? (uint32_t)draw(&state) : UINT32_MAX;
	for (width = 2; width <= 17; width++)
		for (count = 1; count <= 40; count++) {
			rp_shingle_all(all, tokens, count, width);
			shingled(rp_shingle_best(), all, tokens, count, width);
#if defined(__x86_64__)
			if (rp_cpu_level() >= RP_CPU_AVX2)
				shingled(rp_shingle_avx2, all, tokens, count,
					 width);
			if (rp_cpu_level() >= RP_CPU_AVX512)
				shingled(rp_shingle_avx512, all, tokens, count,
					 width);
#endif
		}
}

/* All places that are the last smallest of some window. */
static size_t naive_selection(uint32_t *places, const uint64_t *shingles,
			      size_t count)
{
	size_t selected = 0;
	size_t i;
	size_t k;

	for (i = 0; i + RP_SELECTION_WINDOW <= count || i == 0; i++) {
		size_t least = i;

		for (k = i; k < i + RP_SELECTION_WINDOW && k < count; k++)
			if (shingles[k] <= shingles[least])
				least = k;
		if (selected == 0 || places[selected - 1] != least)
			places[selected++] = (uint32_t)least;
	}
	return selected;
}

/* Shingles of which some are equal, some in their high half alone. */
static void draw_shingles(uint64_t *shingles, size_t count, size_t kind,
			  uint64_t *state)
{
	size_t i;

	for (i = 0; i < count; i++) {
		uint64_t shingle = draw(state);

		if (kind == 1)
			shingle = shingle % 50 + 1;
		if (kind == 2)
			shingle = shingle % 50 << 32 | shingle >> 60;
		shingles[i] = shingle;
	}
}

/* With equal shingles near and far, at every length; room for places is as
 * much as there must be, so that what is written behind is seen. */
Test(selection, does_not_depend_on_the_instruction_set)
{
	enum { MOST = 150 };
	uint64_t shingles[MOST];
	uint32_t expected[MOST];
	uint64_t state = 31;
	size_t count;
	size_t round;
	int level;

	for (round = 0; round < 90; round++)
		for (count = 1; count <= MOST; count++) {
			uint32_t *places = malloc(count * sizeof(*places));
			size_t found;

			draw_shingles(shingles, count, round % 3, &state);
			found = naive_selection(expected, shingles, count);
			for (level = RP_CPU_PORTABLE; level <= RP_CPU_AVX512;
			     level++) {
				rp_cpu_limit((enum rp_cpu)level);
				cr_assert_eq(rp_selection_best()(
						 places, shingles, count),
					     found);
				cr_assert_eq(
				    memcmp(places, expected, found * 4), 0);
			}
			free(places);
		}
}

Test(simhash, pairs_do_not_depend_on_the_instruction_set)
{
	uint64_t words[40];
	uint64_t expected[40];
	uint64_t got[40];
	uint64_t state = 8;
	size_t count;

	for (count = 0; count < 40; count++)
		words[count] = draw(&state);
	for (count = 2; count <= 40; count++) {
		got[count - 1] = 7; /* one more would be written over */
		rp_simhash_pairs_portable(expected, words, count);
		rp_simhash_pairs_best()(got, words, count);
		cr_assert_eq(memcmp(got, expected, (count - 1) * sizeof(*got)),
			     0);
		cr_assert_eq(got[count - 1], 7);
	}
}

static uint64_t naive_simhash(const uint64_t *features, size_t count)
{
	uint64_t result = 0;
	int bit;

	for (bit = 0; bit < 64; bit++) {
		long votes = 0;
		size_t i;

		for (i = 0; i < count; i++)
			votes += features[i] >> bit & 1 ? 1 : -1;
		if (votes > 0)
			result |= (uint64_t)1 << bit;
	}
	return result;
}

/* Every kernel that this processor runs counts like the portable one. */
Test(simhash, does_not_depend_on_the_instruction_set)
{
	uint64_t features[RP_SIMHASH_FEATURES];
	uint64_t state = 5;
	size_t count;
	size_t i;

	for (i = 0; i < RP_SIMHASH_FEATURES; i++)
		features[i] = draw(&state) | (uint64_t)(i % 3 == 0) << 63;
	for (count = 0; count <= RP_SIMHASH_FEATURES; count++) {
		uint8_t expected[64];
		uint8_t got[64];

		rp_simhash_portable(expected, features, count);
		for (i = 0; i < 64; i++) {
			unsigned votes = 0;
			size_t k;

			for (k = 0; k < count; k++)
				votes += features[k] >> i & 1;
			cr_assert_eq(expected[i], votes);
		}
		rp_simhash_best()(got, features, count);
		cr_assert_eq(memcmp(got, expected, 64), 0);
#if defined(__x86_64__)
		if (rp_cpu_level() >= RP_CPU_AVX2) {
			memset(got, 0, sizeof(got));
			rp_simhash_avx2(got, features, count);
			cr_assert_eq(memcmp(got, expected, 64), 0);
		}
		if (rp_cpu_level() >= RP_CPU_AVX512) {
			memset(got, 0, sizeof(got));
			rp_simhash_avx512(got, features, count);
			cr_assert_eq(memcmp(got, expected, 64), 0);
		}
#endif
	}
}

Test(simhash, agrees_with_the_definition)
{
	static uint64_t features[2000];
	uint64_t state = 8;
	size_t count;
	size_t i;

	for (i = 0; i < 2000; i++)
		features[i] = draw(&state);
	for (count = 1; count <= 2000; count = count * 3 / 2 + 1)
		cr_assert_eq(rp_simhash(rp_simhash_best(), features, count),
			     naive_simhash(features, count));
	/* more than a byte can count, all bits set */
	for (i = 0; i < 2000; i++)
		features[i] = UINT64_MAX;
	cr_assert_eq(rp_simhash(rp_simhash_best(), features, 2000), UINT64_MAX);
}
