/* SPDX-License-Identifier: Apache-2.0 */
#include "minhash.h"
#include "selection.h"
#include "shingle.h"
#include "simhash.h"
#include "testing.h"

#include <math.h>

#define GOLDEN_SIGNATURE 0x5342c2531af775a8u
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

/* The mean error of many estimates is near 0 and their spread near the
 * theoretical standard error, at several similarities. */
Test(minhash, estimates_within_its_standard_error)
{
	enum { HASHES = 128, SIZE = 600, ROUNDS = 200 };
	static const size_t shared[] = {60, 200, 400, 550};
	struct rp_minhash minhash;
	uint64_t state = 99;
	size_t k;

	cr_assert_eq(rp_minhash_init(&minhash, HASHES, 7), RP_OK);
	for (k = 0; k < 4; k++) {
		double jaccard = (double)shared[k] / (2.0 * SIZE - shared[k]);
		double error = sqrt(jaccard * (1 - jaccard) / HASHES);
		double sum = 0;
		double squares = 0;
		int round;

		for (round = 0; round < ROUNDS; round++) {
			uint32_t a[SIZE];
			uint32_t b[SIZE];
			uint32_t sign_a[HASHES];
			uint32_t sign_b[HASHES];
			uint16_t halves[2][HASHES];
			double off;

			draw_sets(a, b, SIZE, shared[k], &state);
			rp_minhash_sign(sign_a, &minhash, a, SIZE);
			rp_minhash_sign(sign_b, &minhash, b, SIZE);
			rp_minhash_halve(halves[0], sign_a, HASHES);
			rp_minhash_halve(halves[1], sign_b, HASHES);
			off = (double)rp_minhash_agree(halves[0], halves[1],
						       HASHES) /
				  HASHES -
			      jaccard;
			sum += off;
			squares += off * off;
		}
		/* The mean of 200 estimates has an error 14 times smaller. */
		cr_assert_lt(fabs(sum / ROUNDS), 4 * error / sqrt(ROUNDS),
			     "biased at %.2f by %.4f", jaccard, sum / ROUNDS);
		cr_assert_lt(sqrt(squares / ROUNDS), 1.25 * error);
		cr_assert_gt(sqrt(squares / ROUNDS), 0.75 * error);
	}
	rp_minhash_dispose(&minhash);
}

Test(minhash, is_the_minimum_over_all_members)
{
	struct rp_minhash minhash;
	uint32_t set[100];
	uint32_t signature[64];
	uint64_t state = 3;
	size_t i;
	size_t k;

	cr_assert_eq(rp_minhash_init(&minhash, 64, 1), RP_OK);
	for (i = 0; i < 100; i++)
		set[i] = (uint32_t)draw(&state);
	rp_minhash_sign(signature, &minhash, set, 100);
	for (k = 0; k < 64; k++) {
		uint32_t least = UINT32_MAX;

		cr_assert(minhash.a[k] & 1);
		for (i = 0; i < 100; i++) {
			uint32_t h = minhash.a[k] * set[i] + minhash.b[k];

			least = h < least ? h : least;
		}
		cr_assert_eq(signature[k], least);
	}
	rp_minhash_dispose(&minhash);
}

/* Every kernel that this processor runs gives the portable one's bits. */
Test(minhash, does_not_depend_on_the_instruction_set)
{
	size_t hashes;

	for (hashes = 8; hashes <= 264; hashes += 8) {
		struct rp_minhash minhash;
		uint32_t set[77];
		uint32_t expected[264];
		uint32_t got[264];
		uint64_t state = hashes;
		size_t i;

		cr_assert_eq(rp_minhash_init(&minhash, hashes, hashes), RP_OK);
		for (i = 0; i < 77; i++)
			set[i] = (uint32_t)draw(&state);
		rp_minhash_sign_portable(expected, &minhash, set, 77);
		rp_minhash_sign(got, &minhash, set, 77);
		cr_assert_eq(memcmp(got, expected, hashes * 4), 0);
#if defined(__x86_64__)
		if (rp_cpu_level() >= RP_CPU_AVX2) {
			memset(got, 0, sizeof(got));
			rp_minhash_sign_avx2(got, &minhash, set, 77);
			cr_assert_eq(memcmp(got, expected, hashes * 4), 0);
		}
		if (rp_cpu_level() >= RP_CPU_AVX512) {
			memset(got, 0, sizeof(got));
			rp_minhash_sign_avx512(got, &minhash, set, 77);
			cr_assert_eq(memcmp(got, expected, hashes * 4), 0);
		}
#endif
		rp_minhash_dispose(&minhash);
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
	cr_assert_eq(sketch.simhash, GOLDEN_SIMHASH, "now 0x%llx",
		     (unsigned long long)sketch.simhash);
	cr_assert_eq(sketch.content[0], GOLDEN_CONTENT, "now 0x%llx",
		     (unsigned long long)sketch.content[0]);
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
		struct rp_shingler whole;
		size_t count;

		rp_shingler_init(&whole, tokens, 60, width);
		count = rp_shingler_count(&whole);
		cr_assert_eq(count, 60 - width + 1);
		for (i = 0; i < count; i++) {
			struct rp_shingler single;

			rp_shingler_init(&single, tokens + i, width, width);
			cr_assert_eq(rp_shingler_next(&whole),
				     rp_shingler_next(&single));
		}
	}
}

Test(shingle, of_a_short_text_is_all_of_it)
{
	static const uint32_t two[] = {1, 2};
	static const uint32_t other[] = {2, 1};
	struct rp_shingler a;
	struct rp_shingler b;

	rp_shingler_init(&a, two, 2, 5);
	rp_shingler_init(&b, other, 2, 5);
	cr_assert_eq(rp_shingler_count(&a), 1);
	cr_assert_neq(rp_shingler_next(&a), rp_shingler_next(&b));
}

/* All at once or one by one, whatever the width and the length. */
Test(shingle, all_at_once_are_the_same)
{
	uint32_t tokens[40];
	uint64_t all[40];
	uint64_t best[40];
	uint64_t state = 21;
	size_t width;
	size_t count;
	size_t i;

	for (i = 0; i < 40; i++)
		tokens[i] = (uint32_t)draw(&state);
	for (width = 2; width <= 16; width++)
		for (count = 1; count <= 40; count++) {
			struct rp_shingler shingler;
			size_t found =
			    rp_shingle_all(all, tokens, count, width);

			rp_shingler_init(&shingler, tokens, count, width);
			cr_assert_eq(found, rp_shingler_count(&shingler));
			for (i = 0; i < found; i++)
				cr_assert_eq(all[i],
					     rp_shingler_next(&shingler));
			cr_assert_eq(
			    rp_shingle_best()(best, tokens, count, width),
			    found);
			cr_assert_eq(memcmp(best, all, found * sizeof(*all)),
				     0);
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

/* With equal shingles near and far, at every length. */
Test(selection, does_not_depend_on_the_instruction_set)
{
	uint64_t shingles[150];
	uint32_t expected[150];
	uint32_t places[150];
	uint64_t state = 31;
	size_t count;
	size_t round;

	for (round = 0; round < 60; round++)
		for (count = 1; count <= 150; count++) {
			size_t i;
			size_t found;

			for (i = 0; i < count; i++)
				shingles[i] = round % 3 == 2
						  ? draw(&state) % 50 + 1
						  : draw(&state) | 1;
			found = naive_selection(expected, shingles, count);
			cr_assert_eq(
			    rp_selection_places(places, shingles, count),
			    found);
			cr_assert_eq(memcmp(places, expected, found * 4), 0);
			cr_assert_eq(
			    rp_selection_best()(places, shingles, count),
			    found);
			cr_assert_eq(memcmp(places, expected, found * 4), 0);
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
