/* SPDX-License-Identifier: Apache-2.0 */
#include "noting.h"
#include "remembering.h"
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

/* Nodes that are all paired with each other, more pairs than a slice of 65,536
 * holds, and some behind them that are paired among themselves. */
enum {
	MANY = 380,
	SOME = 60,
	NODES = MANY + SOME,
	PAIRS = MANY * (MANY - 1) / 2 + SOME * (SOME - 1) / 2
};

static void pair_up(struct rp_candidates *all, uint32_t from, uint32_t end)
{
	uint32_t a;
	uint32_t b;

	for (a = from; a < end; a++)
		for (b = a + 1; b < end; b++)
			all->pairs[all->count++] = (uint64_t)a << 32 | b;
}

/* Pair by pair, what is to be found: how many are plausible, and the edges. */
static uint64_t compare_each(struct rp_edge *edges, size_t *count,
			     const struct crowd *crowd,
			     const struct rp_candidates *all)
{
	struct rp_verifier verifier;
	uint64_t plausible = 0;
	size_t i;

	*count = 0;
	rp_verifier_init(&verifier, &crowd->match);
	for (i = 0; i < all->count; i++) {
		uint32_t a = rp_pair_first(all->pairs[i]);
		uint32_t b = rp_pair_second(all->pairs[i]);
		struct rp_comparison pair;
		bool fit;

		cr_assert_eq(
		    rp_candidates_plausible(&fit, &verifier.signatures, a, b),
		    RP_OK);
		plausible += fit;
		if (!fit)
			continue;
		cr_assert_eq(rp_verifier_compare(&pair, &verifier, a, b),
			     RP_OK);
		if (rp_verdict_related(&crowd->match, &pair))
			edges[(*count)++] = (struct rp_edge){
			    .a = a, .b = b, .shared = pair.shared};
	}
	rp_verifier_dispose(&verifier);
	return plausible;
}

static void check_edges(const struct rp_edge *expected, size_t count,
			uint64_t plausible, const struct crowd *crowd,
			const struct rp_candidates *all)
{
	struct rp_edges edges = {0};
	struct rp_refused refused = {.listed = false};
	uint64_t compared;
	size_t i;

	cr_assert_eq(rp_verify_candidates(&edges, &refused, &compared,
					  &crowd->match, all),
		     RP_OK);
	cr_assert_eq(compared, plausible);
	cr_assert_eq(edges.count, count);
	for (i = 0; i < count; i++) {
		cr_assert_eq(edges.items[i].a, expected[i].a);
		cr_assert_eq(edges.items[i].b, expected[i].b);
		cr_assert_eq(edges.items[i].shared, expected[i].shared);
	}
	rp_edges_dispose(&refused.templates);
	free(edges.items);
}

/* All are compared as one by one, the texts of each slice being asked for
 * before; and so they are where a memo knows all of them, or most. */
Test(verify, goes_through_candidates_slice_by_slice)
{
	struct crowd *crowd = crowd_create(NODES, 2);
	struct noting noting;
	struct remembering memory;
	struct rp_candidates all;
	struct rp_edge *expected = malloc(PAIRS * sizeof(*expected));
	size_t count;
	uint64_t plausible;

	remembering_init(&memory);
	crowd_index(crowd);
	rp_candidates_init(&all);
	all.pairs = malloc(PAIRS * sizeof(*all.pairs));
	cr_assert(all.pairs && expected);
	pair_up(&all, 0, MANY);
	pair_up(&all, MANY, NODES);
	cr_assert_eq(all.count, PAIRS);
	plausible = compare_each(expected, &count, crowd, &all);
	cr_assert_gt(count, 200);

	noting_begin(&noting, crowd);
	crowd->match.memo = &memory.memo;
	check_edges(expected, count, plausible, crowd, &all);
	noting_check(&noting, 0, MANY - 1, 2);
	noting_check(&noting, MANY, NODES - 1, 1);
	remembering_check(&memory, 0, PAIRS);

	remembering_next(&memory, 0);
	noting_begin(&noting, crowd);
	check_edges(expected, count, plausible, crowd, &all);
	cr_assert_eq(noting.times[0], 0);
	remembering_check(&memory, PAIRS, PAIRS);

	remembering_next(&memory, 100);
	noting_begin(&noting, crowd);
	check_edges(expected, count, plausible, crowd, &all);
	cr_assert_eq(noting.unasked, 0);
	remembering_check(&memory, PAIRS - PAIRS / 100, PAIRS);

	rp_candidates_dispose(&all);
	free(expected);
	remembering_dispose(&memory);
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
