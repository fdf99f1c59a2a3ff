/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stars.c - star clustering (Aslam, Pelekhov and Rus 2004) of verified pairs
 *
 * Idea. That A matches B and B matches C does not make A and C one report;
 * connected components chain a running story of a month into one cluster, and
 * peers have lost whole corpora to that. Here a cluster is a star: an anchor
 * and nodes that were each verified against it. Anchors are taken in the
 * order of their strength, the sum of the Jaccard similarities to all their
 * neighbours, so the fullest and most central print comes first and a ticker
 * that holds pieces of many reports comes late. Afterwards each node moves to
 * the anchor that it is most similar to.
 *
 * Strengths are sums of whole numbers (Jaccard in 2^-20), so they do not
 * depend on the order of addition. Cost: linear in edges, plus sorting nodes.
 *
 * Rejected: average linkage gives slightly tighter clusters, but a member may
 * then have no verified relation to what is kept in its place.
 */
#include "stars.h"

#include "array.h"
#include "sort.h"

#include <string.h>

#define FIXED_POINT (1u << 20)
/* In one component each node is proposed to at most so many anchors, those of
 * the largest stars, so that repairing stays linear. */
#define REPAIR_ANCHORS 64

/* Verified neighbours in compressed rows: those of n are
 * items[start[n]] … items[start[n + 1] - 1]. */
struct neighbours {
	uint64_t *start;
	struct neighbour {
		uint32_t node;
		uint32_t weight; /* Jaccard in 2^-20 */
	} * items;
};

static uint32_t weight_of(const struct rp_match *match,
			  const struct rp_edge *edge)
{
	uint64_t sum = (uint64_t)match->nodes[edge->a].shingles +
		       match->nodes[edge->b].shingles - edge->shared;

	return (uint32_t)((uint64_t)edge->shared * FIXED_POINT / sum);
}

static void neighbours_free(struct neighbours *neighbours)
{
	free(neighbours->start);
	free(neighbours->items);
}

static void neighbours_fill(struct neighbours *neighbours,
			    const struct rp_match *match,
			    const struct rp_edges *edges, uint64_t *next)
{
	size_t i;

	for (i = 0; i < edges->count; i++) {
		const struct rp_edge *edge = &edges->items[i];
		uint32_t weight = weight_of(match, edge);

		neighbours->items[next[edge->a]++] =
		    (struct neighbour){edge->b, weight};
		neighbours->items[next[edge->b]++] =
		    (struct neighbour){edge->a, weight};
	}
}

static int neighbours_create(struct neighbours *neighbours,
			     const struct rp_match *match,
			     const struct rp_edges *edges)
{
	size_t rows = (size_t)match->count + 1;
	uint64_t *next = malloc(rows * sizeof(*next));
	size_t i;

	neighbours->start = calloc(rows, sizeof(*neighbours->start));
	neighbours->items =
	    malloc((edges->count * 2 + 1) * sizeof(*neighbours->items));
	if (!next || !neighbours->start || !neighbours->items) {
		free(next);
		neighbours_free(neighbours);
		return RP_ENOMEM;
	}
	for (i = 0; i < edges->count; i++) {
		neighbours->start[edges->items[i].a + 1]++;
		neighbours->start[edges->items[i].b + 1]++;
	}
	for (i = 1; i < rows; i++)
		neighbours->start[i] += neighbours->start[i - 1];
	memcpy(next, neighbours->start, rows * sizeof(*next));
	neighbours_fill(neighbours, match, edges, next);
	free(next);
	return RP_OK;
}

/* Strongest first; then the longer, then the smaller content hash. */
struct rank {
	uint64_t strength;
	uint32_t tokens;
	uint32_t node;
};

static int by_strength(const void *a, const void *b)
{
	const struct rank *first = a;
	const struct rank *second = b;

	if (first->strength != second->strength)
		return first->strength > second->strength ? -1 : 1;
	if (first->tokens != second->tokens)
		return first->tokens > second->tokens ? -1 : 1;
	return first->node < second->node ? -1 : 1;
}

/* The nodes with neighbours, in the order in which they become anchors. */
static int rank_nodes(struct rank **out, size_t *count,
		      const struct rp_match *match,
		      const struct neighbours *neighbours)
{
	struct rank *ranks;
	size_t n = 0;
	uint32_t node;
	uint64_t i;

	for (node = 0; node < match->count; node++)
		n += neighbours->start[node] != neighbours->start[node + 1];
	ranks = malloc((n + 1) * sizeof(*ranks));
	if (!ranks)
		return RP_ENOMEM;
	n = 0;
	for (node = 0; node < match->count; node++) {
		uint64_t strength = 0;

		if (neighbours->start[node] == neighbours->start[node + 1])
			continue;
		for (i = neighbours->start[node];
		     i < neighbours->start[node + 1]; i++)
			strength += neighbours->items[i].weight;
		ranks[n++] =
		    (struct rank){strength, match->nodes[node].tokens, node};
	}
	qsort(ranks, n, sizeof(*ranks), by_strength);
	*out = ranks;
	*count = n;
	return RP_OK;
}

#define UNASSIGNED UINT32_MAX

static void take_stars(uint32_t *anchors, const struct rank *ranks,
		       size_t count, const struct neighbours *neighbours)
{
	size_t i;
	uint64_t k;

	for (i = 0; i < count; i++)
		anchors[ranks[i].node] = UNASSIGNED;
	for (i = 0; i < count; i++) {
		uint32_t node = ranks[i].node;

		if (anchors[node] != UNASSIGNED)
			continue;
		anchors[node] = node;
		for (k = neighbours->start[node];
		     k < neighbours->start[node + 1]; k++) {
			uint32_t other = neighbours->items[k].node;

			if (anchors[other] == UNASSIGNED)
				anchors[other] = node;
		}
	}
}

/* Each node that is no anchor goes to its most similar anchor. */
static void move_to_nearest(uint32_t *anchors, const struct rank *ranks,
			    size_t count, const struct neighbours *neighbours)
{
	size_t i;
	uint64_t k;

	for (i = 0; i < count; i++) {
		uint32_t node = ranks[i].node;
		uint32_t best = anchors[node];
		uint32_t weight = 0;

		if (anchors[node] == node)
			continue;
		for (k = neighbours->start[node];
		     k < neighbours->start[node + 1]; k++) {
			const struct neighbour *other = &neighbours->items[k];

			if (anchors[other->node] != other->node)
				continue;
			if (other->weight < weight ||
			    (other->weight == weight && other->node > best))
				continue;
			weight = other->weight;
			best = other->node;
		}
		anchors[node] = best;
	}
}

int rp_stars_cluster(uint32_t *anchors, const struct rp_match *match,
		     const struct rp_edges *edges)
{
	struct neighbours neighbours;
	struct rank *ranks;
	size_t count;
	uint32_t node;
	int status = neighbours_create(&neighbours, match, edges);

	if (status != RP_OK)
		return status;
	for (node = 0; node < match->count; node++)
		anchors[node] = node;
	status = rank_nodes(&ranks, &count, match, &neighbours);
	if (status == RP_OK) {
		take_stars(anchors, ranks, count, &neighbours);
		move_to_nearest(anchors, ranks, count, &neighbours);
		free(ranks);
	}
	neighbours_free(&neighbours);
	return status;
}

/* ----- repair ----- */

/* Root of a node's component, with path halving. */
static uint32_t component(uint32_t *parent, uint32_t node)
{
	while (parent[node] != node) {
		parent[node] = parent[parent[node]];
		node = parent[node];
	}
	return node;
}

/* (component, node) of every node that has an edge, sorted. */
static int components(uint64_t **out, size_t *count,
		      const struct rp_match *match,
		      const struct rp_edges *edges)
{
	uint32_t *parent = malloc(((size_t)match->count + 1) * sizeof(*parent));
	uint64_t *list = malloc((edges->count * 2 + 1) * sizeof(*list));
	uint64_t *scratch = malloc((edges->count * 2 + 1) * sizeof(*scratch));
	size_t n = 0;
	size_t i;
	int status = RP_ENOMEM;

	if (!parent || !list || !scratch)
		goto out_free;
	for (i = 0; i < match->count; i++)
		parent[i] = (uint32_t)i;
	for (i = 0; i < edges->count; i++) {
		uint32_t a = component(parent, edges->items[i].a);
		uint32_t b = component(parent, edges->items[i].b);

		/* The smaller node is the root: no order shows. */
		if (a < b)
			parent[b] = a;
		else
			parent[a] = b;
	}
	for (i = 0; i < edges->count; i++) {
		uint32_t root = component(parent, edges->items[i].a);

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
	free(parent);
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
	return status == RP_OK ? rp_candidates_finish(out) : status;
}
