/* SPDX-License-Identifier: Apache-2.0 */
/*
 * series.c - see series.h
 *
 * Idea. "Today the allowance is paid to those whose number ends in 4": two
 * figures in a text of two hundred words are a correction, if two texts are all
 * there is. No site puts one report right on five days, though, on a page of
 * its own each time. So a text is an issue of a series if its site has as many
 * others that pass for prints of it, each of another day, and each with another
 * figure or name.
 *
 * Cost: linear in the pairs of one site and other days, whose comparisons are
 * read once, and their sort.
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

/* A text of the node's site and of another day. */
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

static int add(struct issues *issues, const struct rp_edge *edge,
	       const struct rp_match *match, uint32_t exchanged)
{
	const struct rp_text_node *nodes = match->nodes;
	int status =
	    rp_array_reserve(&issues->items, &issues->capacity,
			     issues->count + 2, sizeof(*issues->items));

	if (status != RP_OK)
		return status;
	issues->items[issues->count++] =
	    (struct issue){edge->a, exchanged, day_of(&nodes[edge->b])};
	issues->items[issues->count++] =
	    (struct issue){edge->b, exchanged, day_of(&nodes[edge->a])};
	return RP_OK;
}

static int collect(struct issues *issues, const struct rp_match *match,
		   const struct rp_edges *edges)
{
	int status = RP_OK;
	size_t i;

	for (i = 0; i < edges->count && status == RP_OK; i++) {
		const struct rp_edge *edge = &edges->items[i];
		const struct rp_comparison *kept;

		if (!may_follow(&match->nodes[edge->a], &match->nodes[edge->b]))
			continue;
		kept = rp_tape_record(&edges->comparisons, match->spool,
				      edge->record);
		if (!kept)
			return RP_ESTORE;
		if (kept->exchanged)
			status = add(issues, edge, match, kept->exchanged);
	}
	return status;
}

/* Mark the nodes that have enough of them; the issues are sorted. */
static uint32_t mark(struct rp_text_node *nodes, const struct issues *issues)
{
	uint32_t marked = 0;
	size_t i = 0;

	while (i < issues->count) {
		struct rp_text_node *node = &nodes[issues->items[i].node];
		uint32_t least = issues->items[i].exchanged;
		unsigned days = 0;
		size_t from = i;

		for (; i < issues->count &&
		       issues->items[i].node == issues->items[from].node;
		     i++) {
			days += i == from || issues->items[i].day !=
						 issues->items[i - 1].day;
			if (issues->items[i].exchanged < least)
				least = issues->items[i].exchanged;
		}
		if (days < ISSUES_LEAST || node->slots)
			continue;
		node->slots =
		    (unsigned char)(least < RP_SLOTS_LIMIT ? least
							   : RP_SLOTS_LIMIT) &
		    RP_SLOTS_LIMIT;
		marked++;
	}
	return marked;
}

int rp_series_mark(struct rp_text_node *nodes, uint32_t *count,
		   const struct rp_match *match, const struct rp_edges *edges)
{
	struct issues issues = {NULL, 0, 0};
	int status = collect(&issues, match, edges);

	if (status == RP_OK && issues.count) {
		qsort(issues.items, issues.count, sizeof(*issues.items),
		      by_node);
		*count += mark(nodes, &issues);
	}
	free(issues.items);
	return status;
}
