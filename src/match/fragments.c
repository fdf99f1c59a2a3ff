/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fragments.c - see fragments.h
 *
 * Only asked for with RP_REACH_FRAGMENT. A pair is tried in the order of what
 * it shares, the most first, so each node goes to the anchor that it has the
 * most in common with, and ties go to the smaller nodes. A node that stands
 * alone may be the anchor of another.
 */
#include "fragments.h"

#include <stdlib.h>
#include <string.h>

static int by_shared(const void *a, const void *b)
{
	const struct rp_edge *first = a;
	const struct rp_edge *second = b;

	if (first->shared != second->shared)
		return first->shared > second->shared ? -1 : 1;
	if (first->a != second->a)
		return first->a < second->a ? -1 : 1;
	return first->b < second->b ? -1 : first->b > second->b;
}

/* Whether the node may leave for another's star: several articles with one
 * text are a cluster. */
static bool alone(const uint32_t *anchors, const bool *taken,
		  const struct rp_match *match, uint32_t node)
{
	return anchors[node] == node && !taken[node] &&
	       match->nodes[node].copies == 1;
}

int rp_fragments_attach(uint32_t *anchors, bool *loose,
			const struct rp_match *match,
			const struct rp_edges *fragments)
{
	size_t count = fragments->count;
	struct rp_edge *edges = malloc((count + 1) * sizeof(*edges));
	bool *taken = calloc((size_t)match->count + 1, sizeof(*taken));
	uint32_t node;
	size_t i;

	if (!edges || !taken) {
		free(edges);
		free(taken);
		return RP_ENOMEM;
	}
	for (node = 0; node < match->count; node++)
		if (anchors[node] != node)
			taken[anchors[node]] = true;
	if (count)
		memcpy(edges, fragments->items, count * sizeof(*edges));
	qsort(edges, count, sizeof(*edges), by_shared);
	for (i = 0; i < count; i++) {
		uint32_t anchor = edges[i].a;
		uint32_t other = edges[i].b;

		if (!alone(anchors, taken, match, other)) {
			anchor = edges[i].b;
			other = edges[i].a;
		}
		/* Any member stands for its cluster, but for other fragments.
		 */
		if (loose[anchor] || !alone(anchors, taken, match, other))
			continue;
		anchor = anchors[anchor];
		anchors[other] = anchor;
		loose[other] = true;
		taken[anchor] = true;
	}
	free(taken);
	free(edges);
	return RP_OK;
}
