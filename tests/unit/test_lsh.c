/* SPDX-License-Identifier: Apache-2.0 */
#include "banding.h"
#include "crowd.h"
#include "lsh.h"

#include <math.h>

static bool has_pair(const struct rp_candidates *candidates, uint32_t a,
		     uint32_t b)
{
	uint64_t pair = (uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a);

	return bsearch(&pair, candidates->pairs, candidates->count,
		       sizeof(pair), crowd_compare) != NULL;
}

static void propose(struct rp_candidates *out, struct rp_bucket_stats *stats,
		    struct crowd *crowd)
{
	crowd_index(crowd);
	rp_candidates_init(out);
	cr_assert_eq(rp_lsh_propose(out, stats, &crowd->match), RP_OK);
	cr_assert_eq(rp_candidates_check(out, &crowd->match), RP_OK);
}

/* Against brute force: of the pairs that are one report, no fewer are found
 * than the formula expects, less four standard errors. */
Test(lsh, proposes_what_the_formula_promises)
{
	struct crowd *crowd = crowd_create(1000, 2);
	struct rp_candidates found;
	struct rp_bucket_stats stats;
	struct rp_banding banding;
	double expected = 0;
	double variance = 0;
	double hits = 0;
	uint32_t a;
	uint32_t b;

	rp_options_banding(&banding, &crowd->options);
	propose(&found, &stats, crowd);
	for (a = 0; a < 1000; a++)
		for (b = a + 1; b < a - a % 5 + 5; b++) {
			uint32_t n = crowd->nodes[a].shingles;
			uint32_t m = crowd->nodes[b].shingles;
			double jaccard =
			    rp_jaccard(crowd_shared(crowd, a, b), n, m);
			double recall = rp_banding_recall(
			    jaccard, banding.bands, banding.rows);

			if (jaccard < rp_banding_least(&crowd->options, n, m))
				continue;
			expected += recall;
			variance += recall * (1 - recall);
			hits += has_pair(&found, a, b);
		}
	cr_assert_gt(expected, 500);
	/* One in 740 may fall to the estimate of 3 standard errors. */
	cr_assert_geq(hits, expected * (1 - 1.0 / 740) - 4 * sqrt(variance) - 2,
		      "%.0f of %.1f", hits, expected);
	/* and strangers are not proposed in number */
	cr_assert_leq(found.count, 3 * 1000);
	cr_assert_eq(stats.hot, 0);
	rp_candidates_dispose(&found);
	crowd_free(crowd);
}

Test(lsh, does_not_depend_on_threads)
{
	struct rp_candidates expected;
	struct rp_bucket_stats stats;
	unsigned threads;
	struct crowd *crowd = crowd_create(300, 1);

	propose(&expected, &stats, crowd);
	for (threads = 2; threads <= 5; threads++) {
		struct rp_candidates got;

		crowd->match.threads = threads;
		propose(&got, &stats, crowd);
		cr_assert_eq(got.count, expected.count);
		cr_assert_eq(memcmp(got.pairs, expected.pairs,
				    got.count * sizeof(*got.pairs)),
			     0);
		rp_candidates_dispose(&got);
	}
	rp_candidates_dispose(&expected);
	crowd_free(crowd);
}

Test(lsh, leaves_short_texts_out)
{
	struct crowd *crowd = crowd_create(10, 1);
	struct rp_candidates found;
	struct rp_bucket_stats stats;

	crowd->nodes[0].tokens = RP_MIN_WORDS - 1;
	propose(&found, &stats, crowd);
	cr_assert(!has_pair(&found, 0, 1));
	cr_assert(has_pair(&found, 1, 2));
	rp_candidates_dispose(&found);
	crowd_free(crowd);
}

/* Hundreds of near copies: each is paired with somebody, in far fewer pairs
 * than the square, and the buckets are counted. */
Test(lsh, keeps_hot_buckets_linear_and_loses_nobody)
{
	enum { COPIES = 1000 };
	struct crowd *crowd = crowd_create(CROWD_MAX, 2);
	struct rp_candidates found;
	struct rp_bucket_stats stats;
	uint64_t state = 12;
	char paired[COPIES] = {0};
	size_t i;

	for (i = 1; i < COPIES; i++) {
		memcpy(crowd->tokens[i], crowd->tokens[0],
		       sizeof(crowd->tokens[0]));
		crowd->tokens[i][draw(&state) % CROWD_WORDS] =
		    (uint32_t)draw(&state);
		crowd_seal(crowd, (uint32_t)i);
	}
	crowd->match.count = COPIES;
	propose(&found, &stats, crowd);
	for (i = 0; i < found.count; i++) {
		paired[rp_pair_first(found.pairs[i])] = 1;
		paired[rp_pair_second(found.pairs[i])] = 1;
	}
	for (i = 0; i < COPIES; i++)
		cr_assert(paired[i], "node %zu is in no pair", i);
	cr_assert_gt(stats.hot, 0);
	cr_assert_lt(found.count, COPIES * COPIES / 8);
	rp_candidates_dispose(&found);
	crowd_free(crowd);
}

/* The promise of the permuted tables is exact: every pair within the distance
 * is found. The filter by signatures is opened wide to see it. */
Test(simhash_tables, find_every_pair_within_the_distance)
{
	unsigned distance;

	for (distance = 0; distance <= 12; distance += 3) {
		struct crowd *crowd = crowd_create(400, 2);
		struct rp_candidates found;
		struct rp_bucket_stats stats;
		uint64_t state = distance + 1;
		uint32_t i;
		uint32_t a;
		uint32_t b;

		crowd->options.method = RP_METHOD_SIMHASH;
		crowd->options.distance = distance;
		for (i = 0; i < 400; i++) {
			unsigned flips = (unsigned)(draw(&state) % 14);

			/* all signatures equal: nothing is filtered */
			crowd->nodes[i].article = 0;
			crowd->nodes[i].simhash =
			    i % 10 ? crowd->nodes[i - i % 10].simhash
				   : draw(&state);
			while (i % 10 && flips--)
				crowd->nodes[i].simhash ^= (uint64_t)1
							   << draw(&state) % 64;
		}
		propose(&found, &stats, crowd);
		for (a = 0; a < 400; a++)
			for (b = a + 1; b < 400; b++) {
				int bits = __builtin_popcountll(
				    crowd->nodes[a].simhash ^
				    crowd->nodes[b].simhash);

				cr_assert_eq(has_pair(&found, a, b),
					     bits <= (int)distance,
					     "%d bits at distance %u", bits,
					     distance);
			}
		rp_candidates_dispose(&found);
		crowd_free(crowd);
	}
}

Test(candidates, keep_each_pair_once)
{
	struct crowd *crowd = crowd_create(10, 1);
	struct rp_candidates candidates;
	int i;

	crowd_index(crowd);
	rp_candidates_init(&candidates);
	for (i = 0; i < 3000000; i++)
		cr_assert_eq(rp_candidates_propose(&candidates, &crowd->match,
						   (uint32_t)(i % 2),
						   (uint32_t)(1 - i % 2)),
			     RP_OK);
	cr_assert_lt(candidates.capacity, 3000000);
	cr_assert_eq(rp_candidates_check(&candidates, &crowd->match), RP_OK);
	cr_assert_eq(candidates.count, 1);
	cr_assert_eq(rp_pair_first(candidates.pairs[0]), 0);
	cr_assert_eq(rp_pair_second(candidates.pairs[0]), 1);
	rp_candidates_dispose(&candidates);
	crowd_free(crowd);
}
