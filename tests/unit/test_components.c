/* SPDX-License-Identifier: Apache-2.0 */
#include "components.h"
#include "testing.h"

#define NODES 60

/* The smallest node of each node's component: labels go along edges until none
 * changes. */
static void spread(uint32_t labels[NODES], const uint32_t edges[][2],
		   size_t count)
{
	bool changed = true;
	size_t i;

	for (i = 0; i < NODES; i++)
		labels[i] = (uint32_t)i;
	while (changed) {
		changed = false;
		for (i = 0; i < count; i++) {
			uint32_t *a = &labels[edges[i][0]];
			uint32_t *b = &labels[edges[i][1]];

			changed |= *a != *b;
			*a = *b = *a < *b ? *a : *b;
		}
	}
}

/* Against that, for sparse graphs and dense ones; an edge of a node with itself
 * and edges that come twice are among them. */
Test(components, have_their_smallest_nodes_as_roots)
{
	uint64_t state = 1;
	int turn;

	for (turn = 0; turn < 400; turn++) {
		uint32_t edges[NODES][2];
		uint32_t labels[NODES];
		uint32_t parents[NODES];
		size_t count = draw(&state) % NODES;
		size_t i;

		rp_components_init(parents, NODES);
		for (i = 0; i < count; i++) {
			uint32_t *edge = edges[i];
			uint32_t a;
			uint32_t b;

			edge[0] = (uint32_t)(draw(&state) % NODES);
			edge[1] = (uint32_t)(draw(&state) % NODES);
			a = rp_components_root(parents, edge[0]);
			b = rp_components_root(parents, edge[1]);
			cr_assert_eq(rp_components_join(parents, a, b),
				     a < b ? a : b);
		}
		spread(labels, edges, count);
		for (i = 0; i < NODES; i++)
			cr_assert_eq(rp_components_root(parents, (uint32_t)i),
				     labels[i], "node %zu in turn %d", i, turn);
	}
}
