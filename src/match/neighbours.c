/* SPDX-License-Identifier: Apache-2.0 */
/*
 * neighbours.c - see neighbours.h
 *
 * Idea. A pair weighs by its Jaccard similarity. That favours a short column of
 * news in brief over the report that a brief is the beginning of, so of those
 * that hold one text and are mostly something else each weighs by its kinship
 * to it (kinship.h) against the nearest of them: where all are as foreign, as
 * where nobody else holds it, nothing changes.
 *
 * Of a text that was cut in two ways both cuts stand whole in it, and of an
 * article on several pages all pages, which may share nothing: they are told
 * from two stories that a live report holds by their kinship to it, and pages
 * by being all of it, each once, on its site and of its date.
 *
 * Cost: linear in the edges, plus sorting rows. The pages of a text are counted
 * where it has few neighbours, each time that two of them meet.
 */
#include "neighbours.h"

#include "kinship.h"

#include <stdlib.h>
#include <string.h>

#define FIXED_POINT (1u << 20)
#define WEIGHT_MOST ((1u << 22) - 1)
/* Pages of an article, at most, and of a hundred shingles of it so many that
 * they have, each once or next to. */
#define PAGES_MOST  64
#define PAGES_LEAST UINT64_C(85)
#define PAGES_ONCE  UINT64_C(115)

/* The shorter text of an edge. */
static uint32_t held_of(const struct rp_edge *edge)
{
	return edge->a_shorter ? edge->a : edge->b;
}

/* For each text the nearest kin among those that hold it: 0, nobody does. */
static void find_kin(unsigned char *kin, const struct rp_edges *edges)
{
	size_t i;

	for (i = 0; i < edges->count; i++) {
		const struct rp_edge *edge = &edges->items[i];
		uint32_t held = held_of(edge);

		if (edge->kinship > kin[held])
			kin[held] = edge->kinship;
	}
}

/* A column may be not much longer than what it has of a report, so kinship
 * counts twice. */
static uint32_t weight_of(const struct rp_match *match,
			  const struct rp_edge *edge, uint64_t nearest)
{
	uint64_t sum = (uint64_t)match->nodes[edge->a].shingles +
		       match->nodes[edge->b].shingles - edge->shared;
	uint64_t jaccard = (uint64_t)edge->shared * FIXED_POINT / sum;

	if (!edge->kinship)
		return (uint32_t)jaccard;
	return (uint32_t)(jaccard * edge->kinship * edge->kinship /
			  (nearest * nearest));
}

static void fill(struct rp_neighbours *neighbours, const struct rp_edges *edges,
		 uint64_t *next, const unsigned char *kin)
{
	size_t i;

	for (i = 0; i < edges->count; i++) {
		const struct rp_edge *edge = &edges->items[i];
		unsigned nearest = kin[held_of(edge)];
		struct rp_neighbour other = {
		    .weight = weight_of(neighbours->match, edge, nearest) &
			      WEIGHT_MOST,
		    .foreign = edge->kinship &&
			       edge->kinship <= RP_KINSHIP_FOREIGN &&
			       edge->kinship < nearest};

		other.node = edge->b;
		other.part = edge->part && !edge->a_shorter;
		neighbours->items[next[edge->a]++] = other;
		other.node = edge->a;
		other.part = edge->part && edge->a_shorter;
		neighbours->items[next[edge->b]++] = other;
	}
}

static int by_node(const void *a, const void *b)
{
	const struct rp_neighbour *first = a;
	const struct rp_neighbour *second = b;

	return first->node < second->node ? -1 : first->node > second->node;
}

static void count_rows(uint64_t *start, size_t rows,
		       const struct rp_edges *edges)
{
	size_t i;

	for (i = 0; i < edges->count; i++) {
		start[edges->items[i].a + 1]++;
		start[edges->items[i].b + 1]++;
	}
	for (i = 1; i < rows; i++)
		start[i] += start[i - 1];
}

int rp_neighbours_init(struct rp_neighbours *neighbours,
		       const struct rp_match *match,
		       const struct rp_edges *edges)
{
	size_t rows = (size_t)match->count + 1;
	uint64_t *next = malloc(rows * sizeof(*next));
	unsigned char *kin = calloc(rows, sizeof(*kin));
	int status = RP_ENOMEM;
	size_t i;

	neighbours->match = match;
	neighbours->start = calloc(rows, sizeof(*neighbours->start));
	neighbours->items =
	    malloc((edges->count * 2 + 1) * sizeof(*neighbours->items));
	if (!next || !kin || !neighbours->start || !neighbours->items) {
		rp_neighbours_dispose(neighbours);
		goto out_free;
	}
	count_rows(neighbours->start, rows, edges);
	memcpy(next, neighbours->start, rows * sizeof(*next));
	find_kin(kin, edges);
	fill(neighbours, edges, next, kin);
	for (i = 0; i + 1 < rows; i++)
		qsort(neighbours->items + neighbours->start[i],
		      rp_neighbours_degree(neighbours, (uint32_t)i),
		      sizeof(*neighbours->items), by_node);
	status = RP_OK;
out_free:
	free(kin);
	free(next);
	return status;
}

void rp_neighbours_dispose(struct rp_neighbours *neighbours)
{
	free(neighbours->start);
	free(neighbours->items);
}

const struct rp_neighbour *rp_neighbours_edge(
    const struct rp_neighbours *neighbours, uint32_t a, uint32_t b)
{
	struct rp_neighbour key = {.node = b};

	return bsearch(&key, neighbours->items + neighbours->start[a],
		       rp_neighbours_degree(neighbours, a), sizeof(key),
		       by_node);
}

/* Whether a text is a part of what the anchor says. */
static bool is_part(const struct rp_neighbours *neighbours, uint32_t anchor,
		    uint32_t node)
{
	const struct rp_neighbour *edge =
	    rp_neighbours_edge(neighbours, anchor, node);

	return edge && edge->part;
}

/* Whether a text stands on the site of another, with its date: that of the
 * page that has all others. */
static bool is_beside(const struct rp_text_node *all,
		      const struct rp_text_node *page)
{
	return rp_nodes_same_site(all, page) && rp_nodes_apart(all, page) == 0;
}

/* Distinct shingles that an anchor shares with a part of it, or fewer where
 * nearer kin holds that too. */
static uint64_t shared_with(const struct rp_text_node *nodes, uint32_t anchor,
			    const struct rp_neighbour *part)
{
	uint64_t both =
	    (uint64_t)nodes[anchor].shingles + nodes[part->node].shingles;

	return part->weight * both / (FIXED_POINT + part->weight);
}

/* Whether the parts of a text that stand beside it are all of it, each once. */
static bool is_paged(const struct rp_neighbours *neighbours, uint32_t anchor)
{
	const struct rp_text_node *nodes = neighbours->match->nodes;
	const struct rp_neighbour *edge =
	    neighbours->items + neighbours->start[anchor];
	const struct rp_neighbour *end =
	    edge + rp_neighbours_degree(neighbours, anchor);
	uint64_t all = 0;

	if (end - edge > PAGES_MOST)
		return false;
	for (; edge < end; edge++)
		if (edge->part && is_beside(&nodes[anchor], &nodes[edge->node]))
			all += shared_with(nodes, anchor, edge);
	return all * 100 >= nodes[anchor].shingles * PAGES_LEAST &&
	       all * 100 <= nodes[anchor].shingles * PAGES_ONCE;
}

enum rp_bond rp_neighbours_bond(const struct rp_neighbours *neighbours,
				uint32_t anchor, uint32_t member, uint32_t node)
{
	const struct rp_text_node *nodes = neighbours->match->nodes;
	const struct rp_neighbour *edge =
	    rp_neighbours_edge(neighbours, anchor, node);

	if (edge && edge->foreign)
		return RP_BOND_FOREIGN;
	if (!edge || !edge->part || !is_part(neighbours, anchor, member))
		return RP_BOND_ANY;
	return is_beside(&nodes[anchor], &nodes[node]) &&
		       is_beside(&nodes[anchor], &nodes[member]) &&
		       is_paged(neighbours, anchor)
		   ? RP_BOND_PAGES
		   : RP_BOND_PARTS;
}
