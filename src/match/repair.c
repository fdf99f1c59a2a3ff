/* SPDX-License-Identifier: Apache-2.0 */
/*
 * repair.c - pairs that the stars suggest and nobody proposed
 *
 * Banding loses a pair now and then, and hot buckets propose only some of
 * their pairs. Two nodes of one component are worth a look: each is proposed
 * with the anchors of its component. That stays linear, because of a
 * component only the anchors of the largest stars are taken.
 */
#include "stars.h"

#include "components.h"
#include "sort.h"

#include <stdlib.h>

/* In one component each node is proposed to at most so many anchors. */
#define REPAIR_ANCHORS 64

/* (component, node) of every node that has an edge, sorted. */
static int components(uint64_t **out, size_t *count,
		      const struct rp_match *match,
		      const struct rp_edges *edges)
{
	uint32_t *parents =
	    malloc(((size_t)match->count + 1) * sizeof(*parents));
	uint64_t *list = malloc((edges->count * 2 + 1) * sizeof(*list));
	uint64_t *scratch = malloc((edges->count * 2 + 1) * sizeof(*scratch));
	size_t n = 0;
	size_t i;
	int status = RP_ENOMEM;

	if (!parents || !list || !scratch)
		goto out_free;
	rp_components_init(parents, match->count);
	for (i = 0; i < edges->count; i++)
		rp_components_join(
		    parents, rp_components_root(parents, edges->items[i].a),
		    rp_components_root(parents, edges->items[i].b));
	for (i = 0; i < edges->count; i++) {
		uint32_t root = rp_components_root(parents, edges->items[i].a);

		list[n++] = (uint64_t)root << 32 | edges->items[i].a;
		list[n++] = (uint64_t)root << 32 | edges->items[i].b;
	}
	rp_sort_u64(list, scratch, n, 0);
	*count = rp_sort_unique(list, n);
	*out = list;
	list = NULL;
	status = RP_OK;
out_free:
	free(scratch);
	free(list);
	free(parents);
	return status;
}

struct repair {
	struct rp_candidates *out;
	const struct rp_match *match;
	const uint32_t *anchors;
	const struct rp_edges *edges;
	uint32_t *star_sizes; /* nodes of each anchor's star */
};

/* The anchors among count nodes, those of the largest stars first; returns
 * how many of at most REPAIR_ANCHORS were put into found. An insertion into
 * a short list, so linear in the nodes. */
static size_t largest_stars(uint32_t found[REPAIR_ANCHORS],
			    const struct repair *repair, const uint64_t *nodes,
			    size_t count)
{
	size_t n = 0;
	size_t i;
	size_t k;

	for (i = 0; i < count; i++) {
		uint32_t node = (uint32_t)nodes[i];
		uint32_t size = repair->star_sizes[node];

		if (repair->anchors[node] != node)
			continue;
		for (k = n; k > 0 && repair->star_sizes[found[k - 1]] < size;
		     k--)
			if (k < REPAIR_ANCHORS)
				found[k] = found[k - 1];
		if (k < REPAIR_ANCHORS)
			found[k] = node;
		n += n < REPAIR_ANCHORS;
	}
	return n;
}

/* Propose the anchors among count nodes of one component with all others. */
static int repair_component(const struct repair *repair, const uint64_t *nodes,
			    size_t count)
{
	uint32_t found[REPAIR_ANCHORS];
	size_t anchors = largest_stars(found, repair, nodes, count);
	size_t i;
	size_t k;

	for (i = 0; i < anchors; i++)
		for (k = 0; k < count; k++) {
			uint32_t a = found[i];
			uint32_t b = (uint32_t)nodes[k];
			int status;

			if (a == b || rp_edges_at(repair->edges, a < b ? a : b,
						  a < b ? b : a))
				continue;
			status = rp_candidates_propose(repair->out,
						       repair->match, a, b);
			if (status != RP_OK)
				return status;
		}
	return RP_OK;
}

int rp_stars_missing(struct rp_candidates *out, const struct rp_match *match,
		     const struct rp_edges *edges, const uint32_t *anchors)
{
	struct repair repair = {
	    .out = out, .match = match, .anchors = anchors, .edges = edges};
	uint64_t *nodes = NULL;
	size_t count = 0;
	size_t start = 0;
	uint32_t node;
	int status = components(&nodes, &count, match, edges);

	repair.star_sizes =
	    calloc((size_t)match->count + 1, sizeof(*repair.star_sizes));
	if (!repair.star_sizes)
		status = RP_ENOMEM;
	for (node = 0; status == RP_OK && node < match->count; node++)
		repair.star_sizes[anchors[node]]++;
	while (status == RP_OK && start < count) {
		size_t end = start + 1;

		while (end < count && nodes[end] >> 32 == nodes[start] >> 32)
			end++;
		if (end - start > 2)
			status = repair_component(&repair, nodes + start,
						  end - start);
		start = end;
	}
	free(nodes);
	free(repair.star_sizes);
	return status == RP_OK ? rp_candidates_sort(out, match->threads)
			       : status;
}
