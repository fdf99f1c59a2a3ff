/* SPDX-License-Identifier: Apache-2.0 */
#include "cpu.h"
#include "distinct_shingles.h"
#include "testing.h"

#define MOST 600

/* Drawn shingles: few or many that repeat, and few or many bits by which their
 * slots differ. */
static void draw_shingles(uint64_t *shingles, size_t count, uint64_t *state)
{
	unsigned shape = (unsigned)(draw(state) % 4);
	size_t i;

	for (i = 0; i < count; i++) {
		uint64_t shingle = draw(state);

		if (shape == 1 && i > 0 && shingle % 3 == 0)
			shingle = shingles[shingle % i];
		if (shape == 2)
			shingle &= ~(uint64_t)0x3ff;
		if (shape == 3)
			shingle = shingle % 5 << 32 | shingle % 7;
		shingles[i] = shingle;
	}
}

static int by_value(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a;
	uint32_t second = *(const uint32_t *)b;

	return (first > second) - (first < second);
}

/* The high halves of the distinct ones, found by looking at all before. */
static size_t naive(uint32_t *out, const uint64_t *shingles, size_t count)
{
	size_t kept = 0;
	size_t i;
	size_t k;

	for (i = 0; i < count; i++) {
		for (k = 0; k < i && shingles[k] != shingles[i]; k++)
			;
		if (k == i)
			out[kept++] = (uint32_t)(shingles[i] >> 32);
	}
	qsort(out, kept, sizeof(*out), by_value);
	return kept;
}

static void check_kernel(rp_distinct_kernel *kernel, uint32_t *in_order,
			 struct rp_distinct_shingles *distinct,
			 const uint64_t *shingles, size_t count)
{
	uint32_t expected[MOST];
	uint32_t sorted[MOST];
	size_t kept = naive(expected, shingles, count);
	size_t found;

	cr_assert_eq(rp_distinct_shingles_find(&found, in_order, distinct,
					       kernel, shingles, count),
		     RP_OK);
	cr_assert_eq(found, kept, "%zu of %zu, not %zu", found, count, kept);
	memcpy(sorted, in_order, found * sizeof(*sorted));
	qsort(sorted, found, sizeof(*sorted), by_value);
	cr_assert(found == 0 ||
		  memcmp(sorted, expected, found * sizeof(*sorted)) == 0);
}

Test(distinct_shingles, are_those_of_looking_at_all_before)
{
	struct rp_distinct_shingles distinct = {0};
	uint64_t shingles[MOST];
	uint32_t portable[MOST + RP_DISTINCT_SPARE];
	uint32_t best[MOST + RP_DISTINCT_SPARE];
	uint64_t state = 11;
	int round;

	for (round = 0; round < 1500; round++) {
		size_t count = draw(&state) % (MOST + 1);

		memset(portable, 0, sizeof(portable));
		memset(best, 0, sizeof(best));
		draw_shingles(shingles, count, &state);
		check_kernel(rp_distinct_portable, portable, &distinct,
			     shingles, count);
		check_kernel(rp_distinct_best(), best, &distinct, shingles,
			     count);
	}
	rp_distinct_shingles_dispose(&distinct);
}

/* Kernels write the same, bit for bit. */
Test(distinct_shingles, come_in_one_order)
{
	struct rp_distinct_shingles distinct = {0};
	uint64_t shingles[MOST];
	uint32_t portable[MOST + RP_DISTINCT_SPARE];
	uint32_t best[MOST + RP_DISTINCT_SPARE];
	uint64_t state = 12;
	int round;

	for (round = 0; round < 1500; round++) {
		size_t count = draw(&state) % (MOST + 1);
		size_t found[2];

		draw_shingles(shingles, count, &state);
		cr_assert_eq(rp_distinct_shingles_find(
				 &found[0], portable, &distinct,
				 rp_distinct_portable, shingles, count),
			     RP_OK);
		cr_assert_eq(rp_distinct_shingles_find(
				 &found[1], best, &distinct, rp_distinct_best(),
				 shingles, count),
			     RP_OK);
		cr_assert_eq(found[0], found[1]);
		cr_assert(found[0] == 0 ||
			  memcmp(portable, best, found[0] * sizeof(*best)) ==
			      0);
	}
	rp_distinct_shingles_dispose(&distinct);
}

/* Chosen to meet in a few slots, each twice: they are sorted instead, in the
 * same time as others. */
Test(distinct_shingles, may_all_crowd_into_one_slot)
{
	enum { CROWD = 300000 };
	struct rp_distinct_shingles distinct = {0};
	uint64_t *shingles = malloc(CROWD * sizeof(*shingles));
	uint32_t *out = malloc((CROWD + RP_DISTINCT_SPARE) * sizeof(*out));
	size_t found;
	uint64_t i;

	for (i = 0; i < CROWD; i++)
		shingles[i] = (i / 2 + 1) << 32 | 7;
	cr_assert_eq(rp_distinct_shingles_find(&found, out, &distinct,
					       rp_distinct_best(), shingles,
					       CROWD),
		     RP_OK);
	cr_assert_eq(found, CROWD / 2);
	for (i = 0; i < found; i++)
		cr_assert_eq(out[i], i + 1);
	rp_distinct_shingles_dispose(&distinct);
	free(shingles);
	free(out);
}
