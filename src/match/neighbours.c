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
 * Of a text that was cut in two ways both cuts stand whole in it; they are told
 * from two stories that a live report holds by their kinship to it, and by what
 * they share (membership.c).
 *
 * Cost: linear in the edges, plus sorting rows.
 *
 * Rejected: to take the parts of a text that together are all of it, on its
 * site and of its date, for the pages of one article, which share nothing. Of
 * real reports on two pages and on one 267 of 289 are found so; but so are the
 * releases of a company above each other on its page of the day, a live report
 * with its posts and a guide with its chapters.
 */
#include "neighbours.h"

#include "kinship.h"

#include <stdlib.h>
#include <string.h>

#define FIXED_POINT (1u << 20)
#define WEIGHT_MOST ((1u << 22) - 1)

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
		other.holds = edge->a_held;
		neighbours->items[next[edge->a]++] = other;
		other.node = edge->a;
		other.part = edge->part && edge->a_shorter;
		other.holds = edge->b_held;
		neighbours->items[next[edge->b]++] = other;
	}
}

static int by_node(const void *a, const void *b)
{
	const struct rp_neighbour *first = a;
	const struct rp_neighbour *second = b;

	return first->node < second->node ? -1 : first->node > second->node;
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
	rp_edges_count_rows(neighbours->start, edges, match->count);
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

enum rp_bond rp_neighbours_bond(const struct rp_neighbours *neighbours,
				uint32_t anchor, uint32_t member, uint32_t node)
{
	static const struct rp_neighbour none;
	const struct rp_neighbour *to =
	    rp_neighbours_edge(neighbours, anchor, node);
	const struct rp_neighbour *other =
	    rp_neighbours_edge(neighbours, anchor, member);

	to = to ? to : &none;
	other = other ? other : &none;
	if (to->foreign)
		return RP_BOND_FOREIGN;
	if (to->part && other->part)
		return RP_BOND_PARTS;
	if (to->part || other->part)
		return RP_BOND_PART;
	return to->holds && other->holds ? RP_BOND_HELD : RP_BOND_ANY;
}
