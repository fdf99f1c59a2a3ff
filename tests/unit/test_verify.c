/* SPDX-License-Identifier: Apache-2.0 */
#include "noting.h"
#include "verify.h"

Test(verify, counts_as_the_sets_do)
{
	struct crowd *crowd = crowd_create(60, 1);
	struct rp_verifier verifier;
	uint64_t state = 7;
	uint32_t a;
	uint32_t b;
	size_t k;

	/* texts full of repetitions too */
	for (a = 50; a < 60; a++) {
		for (k = 0; k < CROWD_WORDS; k++)
			crowd->tokens[a][k] = (uint32_t)(draw(&state) % 3);
		crowd_seal(crowd, a);
	}
	rp_verifier_init(&verifier, &crowd->match);
	for (a = 0; a < 60; a++)
		for (b = 0; b < 60; b++) {
			struct rp_comparison pair;

			if (a == b)
				continue;
			cr_assert_eq(
			    rp_verifier_compare(&pair, &verifier, a, b), RP_OK);
			cr_assert_eq(pair.shared, crowd_shared(crowd, a, b));
		}
	rp_verifier_dispose(&verifier);
	crowd_free(crowd);
}

Test(verify, does_not_depend_on_the_side)
{
	struct crowd *crowd = crowd_create(40, 1);
	struct rp_verifier verifier;
	uint32_t a;
	uint32_t b;

	rp_verifier_init(&verifier, &crowd->match);
	for (a = 0; a < 40; a++)
		for (b = a + 1; b < 40; b++) {
			struct rp_comparison pair;
			struct rp_comparison turned;

			cr_assert_eq(
			    rp_verifier_compare(&pair, &verifier, a, b), RP_OK);
			cr_assert_eq(
			    rp_verifier_compare(&turned, &verifier, b, a),
			    RP_OK);
			cr_assert_eq(pair.finding, turned.finding);
			cr_assert_eq(memcmp(&pair.a, &turned.b, sizeof(pair.a)),
				     0);
			cr_assert_eq(memcmp(&pair.b, &turned.a, sizeof(pair.a)),
				     0);
			cr_assert_eq(pair.a_held, turned.b_held);
			cr_assert_eq(pair.b_held, turned.a_held);
			if (rp_verdict_related(&crowd->match, &pair))
				cr_assert_neq(pair.a_shorter, turned.a_shorter);
		}
	rp_verifier_dispose(&verifier);
	crowd_free(crowd);
}

Test(verify, keeps_exactly_the_related)
{
	struct crowd *crowd = crowd_create(100, 3);
	struct rp_candidates all;
	struct rp_edges edges = {0};
	struct rp_refused refused = {.listed = false};
	struct rp_verifier verifier;
	size_t expected = 0;
	uint64_t plausible = 0;
	uint64_t compared;
	size_t i;

	crowd_index(crowd);
	rp_verifier_init(&verifier, &crowd->match);
	rp_candidates_init(&all);
	all.pairs = malloc(100 * 99 / 2 * sizeof(*all.pairs));
	for (i = 0; i < 100 * 100; i++) {
		uint32_t a = (uint32_t)(i / 100);
		uint32_t b = (uint32_t)(i % 100);
		struct rp_comparison pair;
		bool fit;

		if (a >= b)
			continue;
		cr_assert_eq(
		    rp_candidates_plausible(&fit, &verifier.signatures, a, b),
		    RP_OK);
		plausible += fit;
		all.pairs[all.count++] = (uint64_t)a << 32 | b;
		cr_assert_eq(rp_verifier_compare(&pair, &verifier, a, b),
			     RP_OK);
		expected += rp_verdict_related(&crowd->match, &pair);
	}
	cr_assert_gt(expected, 50);
	cr_assert_eq(rp_verify_candidates(&edges, &refused, &compared,
					  &crowd->match, &all),
		     RP_OK);
	cr_assert_eq(compared, plausible);
	cr_assert_lt(compared, 1000);
	cr_assert_eq(edges.count, expected);
	for (i = 0; i < edges.count; i++)
		cr_assert_eq(
		    edges.items[i].shared,
		    crowd_shared(crowd, edges.items[i].a, edges.items[i].b));
	rp_verifier_dispose(&verifier);
	rp_edges_dispose(&refused.templates);
	free(edges.items);
	rp_candidates_dispose(&all);
	crowd_free(crowd);
}

/* More pairs than a slice holds: all are compared as one by one, and before
 * that the texts of each slice are asked for, once each. */
Test(verify, goes_through_candidates_slice_by_slice)
{
	enum { NODES = 400, PAIRS = NODES * (NODES - 1) / 2 };
	struct crowd *crowd = crowd_create(NODES, 2);
	struct noting noting;
	struct rp_candidates all;
	struct rp_edges edges = {0};
	struct rp_refused refused = {.listed = false};
	struct rp_verifier verifier;
	size_t expected = 0;
	uint64_t plausible = 0;
	uint64_t compared;
	uint32_t a;
	uint32_t b;

	crowd_index(crowd);
	rp_verifier_init(&verifier, &crowd->match);
	rp_candidates_init(&all);
	all.pairs = malloc(PAIRS * sizeof(*all.pairs));
	cr_assert_not_null(all.pairs);
	for (a = 0; a < NODES; a++) {
		for (b = a + 1; b < NODES; b++) {
			struct rp_comparison pair;
			bool fit;

			all.pairs[all.count++] = (uint64_t)a << 32 | b;
			cr_assert_eq(rp_candidates_plausible(
					 &fit, &verifier.signatures, a, b),
				     RP_OK);
			plausible += fit;
			if (!fit)
				continue;
			cr_assert_eq(
			    rp_verifier_compare(&pair, &verifier, a, b), RP_OK);
			expected += rp_verdict_related(&crowd->match, &pair);
		}
	}
	cr_assert_eq(all.count, PAIRS);
	cr_assert_gt(expected, 200);
	noting_begin(&noting, crowd);
	cr_assert_eq(rp_verify_candidates(&edges, &refused, &compared,
					  &crowd->match, &all),
		     RP_OK);
	cr_assert_eq(compared, plausible);
	cr_assert_eq(edges.count, expected);
	noting_check(&noting, 2);
	rp_verifier_dispose(&verifier);
	rp_edges_dispose(&refused.templates);
	free(edges.items);
	rp_candidates_dispose(&all);
	crowd_free(crowd);
}

static const void *no_view(void *context, uint64_t offset, size_t len)
{
	(void)context;
	(void)offset;
	(void)len;
	return NULL;
}

static int no_read(void *context, uint64_t offset, void *out, size_t len)
{
	(void)context;
	(void)offset;
	(void)out;
	(void)len;
	return RP_ESTORE;
}

Test(verify, passes_a_broken_spool_on)
{
	struct crowd *crowd = crowd_create(2, 1);
	struct rp_spool good = crowd->spool;
	struct rp_verifier verifier;
	struct rp_comparison pair;

	/* Nothing stands in memory: all of it is looked at. */
	crowd->spool.in_memory = NULL;
	crowd->spool.view = no_view;
	rp_verifier_init(&verifier, &crowd->match);
	cr_assert_eq(rp_verifier_compare(&pair, &verifier, 0, 1), RP_ESTORE);
	crowd->spool.view = good.view;
	crowd->spool.read = no_read;
	cr_assert_eq(rp_verifier_compare(&pair, &verifier, 0, 1), RP_ESTORE);
	rp_verifier_dispose(&verifier);
	crowd->spool = good;
	crowd_free(crowd);
}
