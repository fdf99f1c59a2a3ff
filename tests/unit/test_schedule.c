/* SPDX-License-Identifier: Apache-2.0 */
/* The order in which pairs are compared, and texts that are kept at hand. */
#include "crowd.h"
#include "prepared.h"
#include "schedule.h"

#define NODES 300
#define PAIRS 400

static uint32_t root_of(const uint32_t *names, uint32_t node)
{
	while (names[node] != node)
		node = names[node];
	return node;
}

/* Each pair once, those of one component behind one another, components by
 * their first place. */
Test(schedule, keeps_components_together)
{
	static struct rp_text_node nodes[NODES];
	struct rp_match match = {.nodes = nodes, .count = NODES};
	uint32_t names[NODES];
	uint64_t pairs[PAIRS];
	bool seen[PAIRS] = {false};
	bool done[NODES] = {false};
	uint32_t *order;
	uint64_t state = 77;
	size_t count = 0;
	uint32_t last = UINT32_MAX;
	uint64_t last_first = 0;
	uint32_t i;

	for (i = 0; i < NODES; i++) {
		nodes[i].spool = (uint64_t)(i * 7 % NODES) << 12;
		names[i] = i;
	}
	while (count < PAIRS) {
		/* within groups of 20, so that there are components */
		uint32_t a = (uint32_t)(draw(&state) % NODES);
		uint32_t b = a / 20 * 20 + (uint32_t)(draw(&state) % 20);

		if (a == b)
			continue;
		pairs[count++] =
		    a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
		names[root_of(names, a)] = root_of(names, b);
	}
	cr_assert_eq(rp_schedule(&order, &match, pairs, PAIRS), RP_OK);
	for (i = 0; i < PAIRS; i++) {
		uint32_t root =
		    root_of(names, (uint32_t)(pairs[order[i]] >> 32));
		uint64_t first = UINT64_MAX;
		uint32_t k;

		cr_assert(!seen[order[i]]);
		seen[order[i]] = true;
		if (root == last)
			continue;
		cr_assert(!done[root]);
		done[root] = true;
		last = root;
		for (k = 0; k < NODES; k++)
			if (root_of(names, k) == root && nodes[k].spool < first)
				first = nodes[k].spool;
		cr_assert(i == 0 || first > last_first);
		last_first = first;
	}
	free(order);
}

/* A hub's pairs go by the place of the others. */
Test(schedule, goes_along_the_spool_around_a_hub)
{
	static struct rp_text_node nodes[NODES];
	struct rp_match match = {.nodes = nodes, .count = NODES};
	uint64_t pairs[NODES];
	uint32_t *order;
	uint32_t i;

	for (i = 0; i < NODES; i++)
		nodes[i].spool = (uint64_t)(i * 7 % NODES) << 12;
	for (i = 1; i < NODES; i++)
		pairs[i - 1] = i;
	cr_assert_eq(rp_schedule(&order, &match, pairs, NODES - 1), RP_OK);
	for (i = 1; i < NODES - 1; i++)
		cr_assert_lt(nodes[pairs[order[i - 1]]].spool,
			     nodes[pairs[order[i]]].spool);
	free(order);
}

/* Whatever was asked for before: the same texts, and the same counts. */
Test(prepared, texts_are_those_of_the_nodes)
{
	struct crowd *crowd = crowd_create(100, 1);
	struct rp_prepared_texts texts;
	uint64_t state = 5;
	int round;

	rp_prepared_init(&texts, &crowd->match);
	for (round = 0; round < 2000; round++) {
		uint32_t a = (uint32_t)(draw(&state) % 100);
		uint32_t b = round % 2 ? a / 5 * 5 + (a + 1) % 5
				       : (uint32_t)(draw(&state) % 100);
		struct rp_prepared *first;
		struct rp_prepared *second;

		cr_assert_eq(rp_prepared_get(&first, &texts, a), RP_OK);
		cr_assert_eq(rp_prepared_get(&second, &texts, b), RP_OK);
		cr_assert_eq(first->node, a);
		cr_assert_eq(memcmp(second->tokens, crowd->tokens[b],
				    sizeof(crowd->tokens[b])),
			     0);
		cr_assert_eq(rp_prepared_shared(first, second),
			     crowd_shared(crowd, a, b));
	}
	rp_prepared_dispose(&texts);
	crowd_free(crowd);
}
