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

static int by_pair(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a;
	uint64_t second = *(const uint64_t *)b;

	return first < second ? -1 : first > second;
}

struct repair {
	struct rp_candidates *out;
	const struct rp_match *match;
	const uint32_t *anchors;
	uint32_t *star_sizes; /* nodes of each anchor's star */
	uint64_t *known;      /* verified pairs, sorted */
	size_t known_count;
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
			uint64_t pair = a < b ? (uint64_t)a << 32 | b
					      : (uint64_t)b << 32 | a;
			int status;

			if (a == b ||
			    bsearch(&pair, repair->known, repair->known_count,
				    sizeof(pair), by_pair))
				continue;
			status = rp_candidates_propose(repair->out,
						       repair->match, a, b);
			if (status != RP_OK)
				return status;
		}
	return RP_OK;
}

static int repair_init(struct repair *repair, const struct rp_edges *edges)
{
	size_t count = repair->match->count;
	size_t i;

	repair->known_count = edges->count;
	repair->known = malloc((edges->count + 1) * sizeof(*repair->known));
	repair->star_sizes = calloc(count + 1, sizeof(*repair->star_sizes));
	if (!repair->known || !repair->star_sizes)
		return RP_ENOMEM;
	for (i = 0; i < edges->count; i++)
		repair->known[i] =
		    (uint64_t)edges->items[i].a << 32 | edges->items[i].b;
	qsort(repair->known, edges->count, sizeof(*repair->known), by_pair);
	for (i = 0; i < count; i++)
		repair->star_sizes[repair->anchors[i]]++;
	return RP_OK;
}

int rp_stars_missing(struct rp_candidates *out, const struct rp_match *match,
		     const struct rp_edges *edges, const uint32_t *anchors)
{
	struct repair repair = {.out = out, .match = match, .anchors = anchors};
	uint64_t *nodes = NULL;
	size_t count = 0;
	size_t start = 0;
	int status = repair_init(&repair, edges);

	if (status == RP_OK)
		status = components(&nodes, &count, match, edges);
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
	free(repair.known);
	free(repair.star_sizes);
	return status == RP_OK ? rp_candidates_sort(out, match->threads)
			       : status;
}
