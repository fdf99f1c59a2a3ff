/* SPDX-License-Identifier: Apache-2.0 */
/*
 * series.c - see series.h
 *
 * Idea. "Today the allowance is paid to those whose number ends in 4": two
 * figures in a text of two hundred words are a correction, if two texts are all
 * there is. No site puts one report right on five days, though, on a page of
 * its own each time. So a text is an issue of a series if its site has as many
 * others that pass for prints of it, or for the same form, each of another day,
 * and each with another figure or name. Prints of an issue by others are told
 * by what they differ from.
 *
 * Cost: a byte a node; linear in the pairs of one site and other days, whose
 * comparisons are read twice, and their sort.
 *
 * Rejected: to ask for no site. A report that is put right is printed by other
 * outlets day after day.
 */
#include "series.h"

#include "array.h"

#include <stdlib.h>

/* Other days of a series. */
#define ISSUES_LEAST 4
/* What lies further apart is no correction of the day (verdict.c). */
#define ISSUES_APART (RP_DAY * 3 / 4)

/* A text that is an issue of another day than the node. */
struct issue {
	uint32_t node;
	uint32_t exchanged; /* places in which they differ */
	int64_t day;
};

struct issues {
	struct issue *items;
	size_t count;
	size_t capacity;
};

static int by_node(const void *a, const void *b)
{
	const struct issue *one = a;
	const struct issue *two = b;

	if (one->node != two->node)
		return one->node < two->node ? -1 : 1;
	if (one->day != two->day)
		return one->day < two->day ? -1 : 1;
	return one->exchanged < two->exchanged
		   ? -1
		   : one->exchanged > two->exchanged;
}

static int64_t day_of(const struct rp_text_node *node)
{
	return node->earliest / RP_DAY;
}

/* Whether two nodes may be issues of one series. */
static bool may_follow(const struct rp_text_node *a,
		       const struct rp_text_node *b)
{
	return rp_nodes_same_site(a, b) && !rp_nodes_same_page(a, b) &&
	       rp_nodes_apart(a, b) > ISSUES_APART;
}

static int add(struct issues *issues, uint32_t node,
	       const struct rp_text_node *other, uint32_t exchanged)
{
	int status =
	    rp_array_reserve(&issues->items, &issues->capacity,
			     issues->count + 1, sizeof(*issues->items));

	if (status == RP_OK)
		issues->items[issues->count++] =
		    (struct issue){node, exchanged, day_of(other)};
	return status;
}

/* Places in which the texts of an edge differ; kept: its comparison was. */
static int exchanged_of(uint32_t *out, const struct rp_edges *edges,
			const struct rp_edge *edge,
			const struct rp_match *match, bool kept)
{
	const struct rp_comparison *comparison;

	*out = edge->record;
	if (!kept)
		return RP_OK;
	comparison =
	    rp_tape_record(&edges->comparisons, match->spool, edge->record);
	if (!comparison)
		return RP_ESTORE;
	*out = comparison->exchanged;
	return RP_OK;
}

/* Add of some edges issues of the site for each node or, if some nodes are
 * marked, those of these that a node which is not differs from. */
static int collect(struct issues *issues, const struct rp_match *match,
		   const struct rp_edges *edges, bool kept,
		   const unsigned char *marked)
{
	int status = RP_OK;
	size_t i;

	for (i = 0; i < edges->count && status == RP_OK; i++) {
		const struct rp_edge *edge = &edges->items[i];
		const struct rp_text_node *a = &match->nodes[edge->a];
		const struct rp_text_node *b = &match->nodes[edge->b];
		bool for_a = marked ? marked[edge->b] && !marked[edge->a]
				    : may_follow(a, b);
		bool for_b =
		    marked ? marked[edge->a] && !marked[edge->b] : for_a;
		uint32_t exchanged = 0;

		if (for_a || for_b)
			status =
			    exchanged_of(&exchanged, edges, edge, match, kept);
		if (status == RP_OK && exchanged && for_a)
			status = add(issues, edge->a, b, exchanged);
		if (status == RP_OK && exchanged && for_b)
			status = add(issues, edge->b, a, exchanged);
	}
	return status;
}

static int collect_all(struct issues *issues, const struct rp_match *match,
		       const struct rp_edges *templates,
		       const struct rp_edges *edges,
		       const unsigned char *marked)
{
	int status;

	issues->count = 0;
	status = collect(issues, match, edges, true, marked);
	if (status == RP_OK)
		status = collect(issues, match, templates, false, marked);
	if (status == RP_OK && issues->count)
		qsort(issues->items, issues->count, sizeof(*issues->items),
		      by_node);
	return status;
}

/* Mark the nodes that have enough of them, unless they are of a form already.
 */
static uint32_t mark(struct rp_text_node *nodes, unsigned char *marked,
		     const struct issues *issues)
{
	uint32_t fresh = 0;
	size_t i = 0;

	while (i < issues->count) {
		const size_t from = i;
		const uint32_t node = issues->items[i].node;
		uint32_t least = issues->items[i].exchanged;
		unsigned days = 0;

		for (; i < issues->count && issues->items[i].node == node;
		     i++) {
			days += i == from || issues->items[i].day !=
						 issues->items[i - 1].day;
			if (issues->items[i].exchanged < least)
				least = issues->items[i].exchanged;
		}
		if (days < ISSUES_LEAST)
			continue;
		marked[node] = 1;
		if (nodes[node].slots)
			continue;
		nodes[node].slots =
		    (unsigned char)(least < RP_SLOTS_LIMIT ? least
							   : RP_SLOTS_LIMIT) &
		    RP_SLOTS_LIMIT;
		fresh++;
	}
	return fresh;
}

int rp_series_mark(struct rp_text_node *nodes, uint32_t *count,
		   const struct rp_match *match,
		   const struct rp_edges *templates,
		   const struct rp_edges *edges)
{
	struct issues issues = {NULL, 0, 0};
	unsigned char *marked = calloc((size_t)match->count + 1, 1);
	int status = marked
			 ? collect_all(&issues, match, templates, edges, NULL)
			 : RP_ENOMEM;

	if (status == RP_OK && issues.count) {
		*count += mark(nodes, marked, &issues);
		status = collect_all(&issues, match, templates, edges, marked);
	}
	if (status == RP_OK && issues.count)
		*count += mark(nodes, marked, &issues);
	free(marked);
	free(issues.items);
	return status;
}
