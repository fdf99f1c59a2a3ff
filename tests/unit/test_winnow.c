/* SPDX-License-Identifier: Apache-2.0 */
#include "crowd.h"
#include "winnow.h"

static bool proposed(const struct rp_candidates *candidates, uint32_t a,
		     uint32_t b)
{
	size_t i;

	for (i = 0; i < candidates->count; i++)
		if (rp_pair_first(candidates->pairs[i]) == (a < b ? a : b) &&
		    rp_pair_second(candidates->pairs[i]) == (a < b ? b : a))
			return true;
	return false;
}

/* Of every window the smallest hash, of equal ones the last: by looking at
 * each window. */
Test(selection, is_the_smallest_of_each_window)
{
	uint64_t state = 3;
	size_t count;

	for (count = 1; count < 120; count++) {
		uint64_t shingles[120];
		uint32_t places[120];
		bool expected[120] = {false};
		size_t window =
		    count < RP_SELECTION_WINDOW ? count : RP_SELECTION_WINDOW;
		size_t selected;
		size_t i;
		size_t k;

		for (i = 0; i < count; i++)
			shingles[i] = draw(&state) % (count % 3 ? 1000 : 4);
		for (i = 0; i + window <= count; i++) {
			size_t best = i;

			for (k = i; k < i + window; k++)
				if (shingles[k] <= shingles[best])
					best = k;
			expected[best] = true;
		}
		selected = rp_selection_places(places, shingles, count);
		for (i = 0, k = 0; i < count; i++)
			if (expected[i])
				cr_assert(k < selected && places[k++] == i);
		cr_assert_eq(k, selected);
	}
}

/* A run of twelve words in common is always found, where all else differs;
 * the pair is proposed if the run is enough of the shorter text. */
Test(winnow, finds_every_shared_run)
{
	struct crowd *crowd = crowd_create(100, 1);
	struct rp_candidates candidates;
	struct rp_winnow_stats stats;
	uint64_t state = 5;
	uint32_t a;
	size_t k;

	for (a = 0; a < 100; a++) {
		for (k = 0; k < CROWD_WORDS; k++)
			crowd->tokens[a][k] = (uint32_t)draw(&state);
		if (a % 2)
			memcpy(crowd->tokens[a] +
				   draw(&state) % (CROWD_WORDS - 40),
			       crowd->tokens[a - 1] +
				   draw(&state) % (CROWD_WORDS - 40),
			       40 * sizeof(uint32_t));
		crowd_seal(crowd, a);
	}
	crowd_index(crowd);
	rp_candidates_init(&candidates);
	cr_assert_eq(rp_winnow_propose(&candidates, &stats, &crowd->match),
		     RP_OK);
	cr_assert_eq(rp_candidates_check(&candidates, &crowd->match), RP_OK);
	/* the signatures may rule a pair out; most must be there */
	k = 0;
	for (a = 1; a < 100; a += 2)
		k += proposed(&candidates, a, a - 1);
	cr_assert_geq(k, 45, "%zu of 50", k);
	cr_assert_eq(stats.hot, 0);
	rp_candidates_dispose(&candidates);
	crowd_free(crowd);
}

Test(winnow, stays_linear_where_all_texts_share_one)
{
	struct crowd *crowd = crowd_create(CROWD_MAX, 1);
	struct rp_candidates candidates;
	struct rp_winnow_stats stats;
	uint64_t state = 9;
	uint32_t a;
	size_t k;

	for (a = 0; a < CROWD_MAX; a++) {
		memcpy(crowd->tokens[a], crowd->tokens[0],
		       sizeof(crowd->tokens[0]));
		for (k = 0; k < 5; k++)
			crowd->tokens[a][draw(&state) % CROWD_WORDS] =
			    (uint32_t)draw(&state);
		crowd_seal(crowd, a);
	}
	crowd_index(crowd);
	rp_candidates_init(&candidates);
	cr_assert_eq(rp_winnow_propose(&candidates, &stats, &crowd->match),
		     RP_OK);
	cr_assert_gt(stats.hot, 0);
	cr_assert_lt(candidates.count, (size_t)CROWD_MAX * 150);
	/* each is proposed with someone */
	for (a = 0; a < CROWD_MAX; a++) {
		bool any = false;

		for (k = 0; k < candidates.count && !any; k++)
			any = rp_pair_first(candidates.pairs[k]) == a ||
			      rp_pair_second(candidates.pairs[k]) == a;
		cr_assert(any, "%u is alone", a);
	}
	rp_candidates_dispose(&candidates);
	crowd_free(crowd);
}
