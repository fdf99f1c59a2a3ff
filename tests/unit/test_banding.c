/* SPDX-License-Identifier: Apache-2.0 */
#include "banding.h"
#include "testing.h"

#include <math.h>

static struct rp_banding banding(double threshold, enum rp_reach reach)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_banding result;

	options.threshold = threshold;
	options.reach = reach;
	cr_assert_eq(rp_options_banding(&result, &options), RP_OK);
	return result;
}

Test(banding, follows_from_the_threshold)
{
	struct rp_banding strict = banding(0.8, RP_REACH_COPY);
	struct rp_banding middle = banding(0.5, RP_REACH_COPY);

	cr_assert_gt(strict.rows, middle.rows);
	cr_assert_geq(strict.recall_copy, 0.99);
	cr_assert_geq(middle.recall_copy, 0.99);
	cr_assert_leq(strict.bands * strict.rows, 128);
}

/* It only names what is found, unless nothing else counts. */
Test(banding, finds_the_same_whatever_a_copy_is_called)
{
	struct rp_banding usual = banding(0.5, RP_REACH_EXCERPT);
	struct rp_banding strict = banding(0.9, RP_REACH_EXCERPT);
	struct rp_banding loose = banding(0.3, RP_REACH_EXCERPT);

	cr_assert_eq(strict.rows, usual.rows);
	cr_assert_eq(strict.bands, usual.bands);
	cr_assert_gt(strict.recall_copy, usual.recall_copy);
	cr_assert_lt(loose.rows, usual.rows);
	cr_assert_gt(banding(0.9, RP_REACH_COPY).rows, usual.rows);
}

Test(banding, reckons_recall_by_the_formula)
{
	/* published figures: 14 bands of 8 at 0.5, 50 of 4 */
	cr_assert_float_eq(rp_banding_recall(0.5, 14, 8), 0.053, 0.001);
	cr_assert_float_eq(rp_banding_recall(0.5, 50, 4), 0.960, 0.001);
	cr_assert_float_eq(rp_banding_recall(1, 14, 8), 1, 1e-12);
}

Test(banding, turns_containment_into_jaccard)
{
	/* all of the shorter, half as long: 1 of 2 */
	cr_assert_float_eq(rp_banding_jaccard(1, 0.5), 0.5, 1e-12);
	cr_assert_float_eq(rp_banding_jaccard(0.5, 1), 1.0 / 3, 1e-12);
}

Test(banding, refuses_options_out_of_range)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_banding result;

	cr_assert_eq(rp_options_banding(&result, NULL), RP_EINVAL);
	options.hashes = 100;
	cr_assert_eq(rp_options_banding(&result, &options), RP_EINVAL);
	options.hashes = 128;
	options.threshold = NAN;
	cr_assert_eq(rp_options_banding(&result, &options), RP_EINVAL);
	options.threshold = 0.5;
	options.size = 1;
	cr_assert_eq(rp_options_banding(&result, &options), RP_EINVAL);
}

Test(banding, cuts_fingerprints_into_enough_parts)
{
	unsigned distance;

	for (distance = 0; distance <= 14; distance++) {
		struct rp_tables tables = rp_banding_tables(distance);

		cr_assert_eq(tables.parts - tables.keyed, distance);
		cr_assert_leq(tables.parts, 64u);
	}
	cr_assert_eq(rp_banding_tables(3).count, 10); /* 5 choose 2 */
}

Test(banding, refuses_choices_that_are_none)
{
	static const struct rp_options options = RP_OPTIONS_INIT;
	const struct rp_keep unknown = {(enum rp_keep_kind)7, NULL};
	const struct rp_keep nobody = {RP_KEEP_SOURCE, NULL};
	struct rp_options changed[5] = {options, options, options, options,
					options};
	struct rp_banding banding;
	size_t i;

	changed[0].reach = (enum rp_reach)9;
	changed[1].method = (enum rp_method)9;
	changed[2].keep = &unknown;
	changed[3].keep = &nobody;
	changed[2].keep_count = changed[3].keep_count = 1;
	changed[4].containment = 0.2;
	cr_assert_eq(rp_options_banding(&banding, &options), RP_OK);
	for (i = 0; i < 5; i++)
		cr_assert_eq(rp_options_banding(&banding, &changed[i]),
			     RP_EINVAL, "%zu", i);
}
