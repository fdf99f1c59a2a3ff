/* SPDX-License-Identifier: Apache-2.0 */
#include "kinship.h"
#include "spool.h"
#include "stars.h"
#include "testing.h"

#define NODES 120
#define DAY   ((int64_t)24 * 60 * 60)

struct graph {
	struct rp_text_node nodes[NODES];
	struct rp_edge edges[NODES * NODES];
	struct rp_edges list;
	struct rp_options options;
	struct rp_match match;
	uint32_t anchors[NODES];
};

static struct graph *graph_create(uint32_t nodes)
{
	struct graph *graph = calloc(1, sizeof(*graph));
	static const struct rp_options options = RP_OPTIONS_INIT;
	uint32_t i;

	for (i = 0; i < nodes; i++)
		graph->nodes[i] = (struct rp_text_node){
		    .tokens = 100, .shingles = 100, .copies = 1};
	graph->options = options;
	graph->list.items = graph->edges;
	rp_edges_begin(&graph->list);
	graph->match = (struct rp_match){.nodes = graph->nodes,
					 .count = nodes,
					 .options = &graph->options,
					 .threads = 1};
	return graph;
}

static void join(struct graph *graph, uint32_t a, uint32_t b, uint32_t shared)
{
	graph->edges[graph->list.count++] =
	    (struct rp_edge){.a = a, .b = b, .shared = shared & RP_COUNT_MOST};
}

static void cluster(struct graph *graph)
{
	cr_assert_eq(
	    rp_stars_cluster(graph->anchors, &graph->match, &graph->list, NULL),
	    RP_OK);
}

static bool joined(const struct graph *graph, uint32_t a, uint32_t b)
{
	size_t i;

	for (i = 0; i < graph->list.count; i++) {
		const struct rp_edge *edge = &graph->edges[i];

		if ((edge->a == a && edge->b == b) ||
		    (edge->a == b && edge->b == a))
			return true;
	}
	return false;
}

/* The judge of a node that suits nobody without an edge to it. */
static int not_three(bool *out, void *context, uint32_t a, uint32_t b,
		     enum rp_bond bond)
{
	(void)context;
	(void)bond;
	*out = a != 3 && b != 3;
	return RP_OK;
}

/* Node 3 does not suit two members of the first star, and is left alone by it:
 * no ground for another, which is nearer to 3, to leave that. */
Test(stars, let_nobody_go_to_who_was_left_alone)
{
	bool related;

	for (related = false;; related = true) {
		struct graph *graph = graph_create(5);
		const struct rp_stars_judge judge = {not_three, graph};

		join(graph, 0, 1, 90);
		join(graph, 0, 2, 90);
		join(graph, 0, 4, 40);
		join(graph, 4, 3, 50);
		if (related)
			join(graph, 0, 3, 30);
		cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
					      &graph->list, &judge),
			     RP_OK);
		/* who was never asked may have it */
		cr_assert_eq(graph->anchors[4], related ? 0 : 3);
		free(graph);
		if (related)
			return;
	}
}

Test(stars, do_not_chain)
{
	struct graph *graph = graph_create(9);
	uint32_t i;

	/* a running story: each print resembles only the next */
	for (i = 0; i + 1 < 9; i++)
		join(graph, i, i + 1, 60);
	cluster(graph);
	for (i = 0; i < 9; i++) {
		uint32_t anchor = graph->anchors[i];

		cr_assert(anchor == i || joined(graph, anchor, i));
	}
	cr_assert_neq(graph->anchors[0], graph->anchors[8]);
	free(graph);
}

Test(stars, gather_around_the_most_central)
{
	struct graph *graph = graph_create(5);
	uint32_t i;

	for (i = 0; i < 5; i++)
		if (i != 2)
			join(graph, i < 2 ? i : 2, i < 2 ? 2 : i, 70);
	cluster(graph);
	for (i = 0; i < 5; i++)
		cr_assert_eq(graph->anchors[i], 2);
	free(graph);
}

Test(stars, give_a_node_to_its_most_similar_anchor)
{
	struct graph *graph = graph_create(7);

	/* two stars, 0 the stronger; 3 is nearer to 4 */
	join(graph, 0, 1, 90);
	join(graph, 0, 2, 90);
	join(graph, 0, 3, 55);
	join(graph, 3, 4, 80);
	join(graph, 4, 5, 90);
	cluster(graph);
	cr_assert_eq(graph->anchors[3], graph->anchors[4]);
	cr_assert_eq(graph->anchors[1], 0);
	cr_assert_eq(graph->anchors[6], 6);
	free(graph);
}

/* One text holds another, so near a kin, which is the shorter one. */
static void hold(struct graph *graph, uint32_t holder, uint32_t held,
		 uint32_t shared, unsigned kinship)
{
	struct rp_edge *edge = &graph->edges[graph->list.count];

	join(graph, held, holder, shared);
	edge->kinship = kinship & RP_KINSHIP_MOST;
	edge->a_shorter = true;
	edge->part = kinship > RP_KINSHIP_FOREIGN;
}

/* The column (1) is shorter than the report (2, with a print), so the brief (0)
 * shares more with it; what their rests name tells whose it is. */
Test(stars, give_a_brief_to_its_kin)
{
	unsigned kin;

	for (kin = 0; kin <= 1; kin++) {
		struct graph *graph = graph_create(4);

		hold(graph, 1, 0, 60, kin ? 2 : 7);
		hold(graph, 2, 0, 40, 7);
		join(graph, 1, 3, 95);
		cluster(graph);
		cr_assert_eq(graph->anchors[0] == graph->anchors[2], kin);
		cr_assert_eq(graph->anchors[0] == graph->anchors[1], !kin);
		free(graph);
	}
}

/* Where all that hold it are as foreign, it is as if none were. */
Test(stars, weigh_kin_against_kin)
{
	struct graph *graph = graph_create(4);

	hold(graph, 1, 0, 40, 1);
	join(graph, 1, 2, 95);
	join(graph, 0, 3, 35);
	cluster(graph);
	cr_assert_eq(graph->anchors[0], 1);
	free(graph);
}

static int unless_matching(bool *out, void *context, uint32_t a, uint32_t b,
			   enum rp_bond bond)
{
	(void)a;
	(void)b;
	*(unsigned *)context += bond == RP_BOND_FOREIGN;
	*out = bond != RP_BOND_FOREIGN;
	return RP_OK;
}

/* What has a brief among other matter has no part in who else has it, though
 * the rest of a report says so little that both would pass. */
Test(stars, keep_a_column_from_the_prints_of_a_brief)
{
	unsigned kinship;

	for (kinship = 4; kinship <= 5; kinship++) {
		struct graph *graph = graph_create(3);
		unsigned asked = 0;
		const struct rp_stars_judge judge = {unless_matching, &asked};

		hold(graph, 1, 0, 60, 7);
		hold(graph, 2, 0, 50, kinship);
		cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
					      &graph->list, &judge),
			     RP_OK);
		cr_assert_eq(asked > 0, kinship == 4);
		cr_assert_eq(graph->anchors[1], 0);
		cr_assert_eq(graph->anchors[2], kinship == 4 ? 2 : 0);
		free(graph);
	}
}

static int unless_held(bool *out, void *context, uint32_t a, uint32_t b,
		       enum rp_bond bond)
{
	(void)context;
	(void)a;
	(void)b;
	*out = bond == RP_BOND_HELD;
	return RP_OK;
}

/* Two prints of a report (1) that both hold it, each with something of its own;
 * what holds a part of it only is held against them. */
Test(stars, hold_prints_around_a_report_together)
{
	const struct rp_stars_judge judge = {unless_held, NULL};
	struct graph *graph;
	unsigned shape;

	for (shape = 0; shape < 4; shape++) {
		graph = graph_create(3);
		join(graph, 0, 1, 60);
		join(graph, 1, 2, 50);
		/* of the report, which is b of one pair and a of the other */
		graph->list.items[0].b_held = shape != 1;
		graph->list.items[1].a_held = shape != 2;
		if (shape == 3) {
			graph->list.items[0].b_held = false;
			graph->list.items[0].a_held = true;
		}
		cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
					      &graph->list, &judge),
			     RP_OK);
		cr_assert_eq(graph->anchors[0], 1);
		cr_assert_eq(graph->anchors[2], shape == 0 ? 1 : 2);
		free(graph);
	}
}

static int unless_parts(bool *out, void *context, uint32_t a, uint32_t b,
			enum rp_bond bond)
{
	(void)context;
	(void)a;
	(void)b;
	*out = bond == RP_BOND_PARTS;
	return RP_OK;
}

/* Two cuts of the report (0) that both stand whole in it; a longer text that
 * has it whole is no part of it. */
Test(stars, hold_parts_of_one_report_together)
{
	const struct rp_stars_judge judge = {unless_parts, NULL};
	struct graph *graph;
	unsigned shape;

	for (shape = 0; shape < 4; shape++) {
		graph = graph_create(3);
		join(graph, 0, 1, 60);
		join(graph, 0, 2, 50);
		graph->list.items[0].part = shape != 1;
		graph->list.items[1].part = shape != 2;
		graph->list.items[1].a_shorter = shape == 3;
		cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
					      &graph->list, &judge),
			     RP_OK);
		cr_assert_eq(graph->anchors[1], 0);
		cr_assert_eq(graph->anchors[2], shape == 0 ? 0 : 2);
		free(graph);
	}
}

/* Where nobody is nearer, what is foreign is held to no more than others. */
Test(stars, hold_the_nearest_to_no_more)
{
	struct graph *graph = graph_create(3);
	unsigned asked = 0;
	const struct rp_stars_judge judge = {unless_matching, &asked};

	hold(graph, 1, 0, 60, 2);
	hold(graph, 2, 0, 50, 2);
	cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
				      &graph->list, &judge),
		     RP_OK);
	cr_assert_eq(asked, 0);
	cr_assert_eq(graph->anchors[2], 0);
	free(graph);
}

/* By all its own neighbours, and nobody else's. */
Test(stars, begin_with_the_strongest)
{
	struct graph *graph = graph_create(6);

	join(graph, 0, 2, 60);
	join(graph, 0, 3, 60);
	join(graph, 2, 4, 70);
	join(graph, 1, 5, 90); /* the node behind 0 is strong */
	cluster(graph);
	cr_assert_eq(graph->anchors[0], 2);
	cr_assert_eq(graph->anchors[4], 2);
	cr_assert_eq(graph->anchors[3], 3);
	free(graph);
}

/* Random graphs: the invariants of stars.h, and no dependence on the order
 * of edges. */
Test(stars, hold_their_invariants)
{
	uint64_t state = 77;
	int round;

	for (round = 0; round < 200; round++) {
		struct graph *graph = graph_create(NODES);
		uint32_t expected[NODES];
		size_t i;

		for (i = 0; i < (size_t)NODES * NODES; i++) {
			uint32_t a = (uint32_t)(i / NODES);
			uint32_t b = (uint32_t)(i % NODES);

			if (a < b && draw(&state) % 30 < (unsigned)round % 10)
				join(graph, a, b,
				     50 + (uint32_t)(draw(&state) % 50));
		}
		cluster(graph);
		for (i = 0; i < NODES; i++) {
			uint32_t anchor = graph->anchors[i];

			cr_assert_eq(graph->anchors[anchor], anchor);
			cr_assert(anchor == i ||
				  joined(graph, anchor, (uint32_t)i));
		}
		memcpy(expected, graph->anchors, sizeof(expected));
		for (i = graph->list.count; i > 1; i--) {
			size_t k = draw(&state) % i;
			struct rp_edge swap = graph->edges[i - 1];

			graph->edges[i - 1] = graph->edges[k];
			graph->edges[k] = swap;
		}
		cluster(graph);
		cr_assert_eq(memcmp(expected, graph->anchors, sizeof(expected)),
			     0);
		free(graph);
	}
}

Test(stars, ask_for_the_pairs_that_are_missing)
{
	struct graph *graph = graph_create(4);
	struct rp_candidates missing;
	const uint32_t signature[128] = {0};
	struct rp_spool spool;
	uint32_t i;

	cr_assert_eq(rp_memory_spool_create(&spool), RP_OK);
	for (i = 0; i < 4; i++)
		cr_assert_eq(spool.append(spool.context, &graph->nodes[i].spool,
					  signature, sizeof(signature)),
			     RP_OK);
	graph->match.spool = &spool;
	join(graph, 0, 1, 90);
	join(graph, 1, 2, 90);
	cluster(graph);
	cr_assert_eq(graph->anchors[0], 1);
	rp_candidates_init(&missing);
	/* 1 is the anchor and knows both: nothing is missing */
	cr_assert_eq(rp_stars_missing(&missing, &graph->match, &graph->list,
				      graph->anchors),
		     RP_OK);
	cr_assert_eq(missing.count, 0);
	/* 2-3 makes a chain of four; its second anchor lacks others */
	join(graph, 2, 3, 95);
	cluster(graph);
	cr_assert_eq(rp_stars_missing(&missing, &graph->match, &graph->list,
				      graph->anchors),
		     RP_OK);
	cr_assert_gt(missing.count, 0);
	for (i = 0; i < missing.count; i++)
		cr_assert(!joined(graph, rp_pair_first(missing.pairs[i]),
				  rp_pair_second(missing.pairs[i])));
	rp_candidates_dispose(&missing);
	rp_memory_spool_free(&spool);
	free(graph);
}

/* Whom the judge lets together: nodes of one half. */
static int same_half(bool *out, void *context, uint32_t a, uint32_t b,
		     enum rp_bond bond)
{
	(void)bond;
	++*(unsigned *)context;
	*out = a % 2 == b % 2;
	return RP_OK;
}

Test(stars, admit_only_the_compatible)
{
	struct graph *graph = graph_create(21);
	unsigned asked = 0;
	const struct rp_stars_judge judge = {same_half, &asked};
	uint32_t i;

	/* a ticker, node 20, holds pieces of two reports */
	for (i = 0; i < 20; i++)
		join(graph, i, 20, 30);
	cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
				      &graph->list, &judge),
		     RP_OK);
	cr_assert_gt(asked, 0);
	for (i = 0; i < 20; i++)
		cr_assert(graph->anchors[i] == i || graph->anchors[i] == 20);
	/* one half may stay with the ticker, not both */
	for (i = 2; i < 20; i++)
		if (graph->anchors[i] == 20 && graph->anchors[i - 1] == 20)
			cr_assert_fail("%u and %u in one star", i - 1, i);
	free(graph);
}

static int in_window(bool *out, void *context, uint32_t a, uint32_t b,
		     enum rp_bond bond)
{
	const struct graph *graph = context;

	(void)bond;
	*out = rp_nodes_spread(&graph->nodes[a], &graph->nodes[b]) <=
	       (int64_t)graph->options.window * DAY;
	return RP_OK;
}

/* However many joined between its first member and its last. */
Test(stars, keep_a_large_star_within_the_window)
{
	struct graph *graph = graph_create(NODES);
	const struct rp_stars_judge judge = {in_window, graph};
	uint32_t i;

	graph->options.window = 5;
	for (i = 0; i < NODES; i++)
		graph->nodes[i].earliest = 6 * DAY;
	graph->nodes[1].earliest = 1 * DAY;
	graph->nodes[NODES - 1].earliest = 11 * DAY;
	for (i = 1; i < NODES; i++)
		join(graph, 0, i, 100 - i / 2);
	cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
				      &graph->list, &judge),
		     RP_OK);
	for (i = 1; i + 1 < NODES; i++)
		cr_assert_eq(graph->anchors[i], 0, "%u", i);
	cr_assert_eq(graph->anchors[NODES - 1], NODES - 1);
	free(graph);
}

/* One that moved to another star keeps nobody out of the one it left. */
Test(stars, forget_the_dates_of_who_left)
{
	struct graph *graph = graph_create(15);
	const struct rp_stars_judge judge = {in_window, graph};
	uint32_t i;

	graph->options.window = 5;
	for (i = 0; i < 15; i++)
		graph->nodes[i].earliest = 6 * DAY;
	graph->nodes[1].earliest = graph->nodes[2].earliest = 1 * DAY;
	graph->nodes[14].earliest = 1 * DAY;
	join(graph, 2, 14, 60);
	graph->nodes[3].earliest = 11 * DAY;
	join(graph, 0, 1, 30);
	join(graph, 1, 2, 50);
	join(graph, 0, 3, 10);
	for (i = 4; i < 14; i++)
		join(graph, 0, i, 20);
	cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
				      &graph->list, &judge),
		     RP_OK);
	cr_assert_eq(graph->anchors[1], 2);
	cr_assert_eq(graph->anchors[3], 0);
	free(graph);
}

/* The first node and the last are taken for different by the judge. */
static int but_for_two(bool *out, void *context, uint32_t a, uint32_t b,
		       enum rp_bond bond)
{
	uint32_t last = *(uint32_t *)context;

	(void)bond;
	*out = !((a == 1 && b == last) || (a == last && b == 1));
	return RP_OK;
}

static void assert_outvoted(uint32_t last, unsigned window, bool outvoted)
{
	struct graph *graph = graph_create(last + 1);
	const struct rp_stars_judge judge = {but_for_two, &last};
	uint32_t i;

	graph->options.window = window;
	for (i = 1; i <= last; i++)
		join(graph, 0, i, 90 - i);
	cr_assert_eq(rp_stars_cluster(graph->anchors, &graph->match,
				      &graph->list, &judge),
		     RP_OK);
	cr_assert_eq(graph->anchors[1], 0);
	cr_assert_eq(graph->anchors[last], outvoted ? 0 : last);
	free(graph);
}

/* One finding may be wrong among ten members, not among two; a window that
 * parts nothing changes nothing. */
Test(stars, outvote_a_single_finding)
{
	assert_outvoted(2, 0, false);
	assert_outvoted(12, 0, true);
	assert_outvoted(12, 36500, true);
}
