/* SPDX-License-Identifier: Apache-2.0 */
/*
 * series.c - see series.h
 *
 * Idea. "Today the allowance is paid to those whose number ends in 4": two
 * figures in a text of two hundred words are a correction, if two texts are all
 * there is. No site puts one report right on five days, though, on a page of
 * its own each time. So a text is an issue of a series if its site has as many
 * others that pass for prints of it, or for the same form, each of another day,
 * and each with another figure or name. Prints of an issue by others are
 * of no form: which issue they are of is told by what they have in common.
 *
 * Cost: linear in the pairs of one site and other days, whose comparisons are
 * read once, and their sort.
 *
 * Rejected: to ask for no site, since a report that is put right is printed by
 * other outlets day after day; to mark the prints too, since one that puts a
 * fact right would be parted from its issue.
 */
#include "series.h"

#include "array.h"

#include <stdlib.h>

/* Other days of a series. */
#define ISSUES_LEAST 4

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
	return one->day < two->day ? -1 : one->day > two->day;
}

static int64_t day_of(const struct rp_text_node *node)
{
	return node->earliest / RP_DAY;
}

/* Whether two nodes may be issues of one series: of one site, each of a day of
 * its own. Of a date without a time the day begins. */
static bool may_follow(const struct rp_text_node *a,
		       const struct rp_text_node *b)
{
	int64_t apart;

	if (!rp_nodes_same_site(a, b) || rp_nodes_same_page(a, b) ||
	    rp_nodes_apart(a, b) < 0)
		return false;
	apart = a->earliest - b->earliest;
	return apart > RP_SAME_DAY || apart < -RP_SAME_DAY;
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

/* Add issues of the site for each node of some edges. */
static int collect(struct issues *issues, const struct rp_match *match,
		   const struct rp_edges *edges, bool kept)
{
	int status = RP_OK;
	size_t i;

	for (i = 0; i < edges->count && status == RP_OK; i++) {
		const struct rp_edge *edge = &edges->items[i];
		const struct rp_text_node *a = &match->nodes[edge->a];
		const struct rp_text_node *b = &match->nodes[edge->b];
		uint32_t exchanged;

		if (!may_follow(a, b))
			continue;
		status = exchanged_of(&exchanged, edges, edge, match, kept);
		if (status != RP_OK || exchanged == 0)
			continue;
		status = add(issues, edge->a, b, exchanged);
		if (status == RP_OK)
			status = add(issues, edge->b, a, exchanged);
	}
	return status;
}

/* Mark the nodes that have enough of them, unless they are of a form already;
 * the issues are sorted. */
static uint32_t mark(struct rp_text_node *nodes, const struct issues *issues)
{
	uint32_t marked = 0;
	size_t i = 0;

	while (i < issues->count) {
		const size_t from = i;
		struct rp_text_node *node = &nodes[issues->items[i].node];
		uint32_t least = issues->items[i].exchanged;
		unsigned days = 0;

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
		node->slots = rp_slots_cut(least) & RP_SLOTS_LIMIT;
		marked++;
	}
	return marked;
}

int rp_series_mark(struct rp_text_node *nodes, uint32_t *count,
		   const struct rp_match *match,
		   const struct rp_edges *templates,
		   const struct rp_edges *edges)
{
	struct issues issues = {NULL, 0, 0};
	int status = collect(&issues, match, edges, true);

	if (status == RP_OK)
		status = collect(&issues, match, templates, false);
	if (status == RP_OK && issues.count) {
		qsort(issues.items, issues.count, sizeof(*issues.items),
		      by_node);
		*count += mark(nodes, &issues);
	}
	free(issues.items);
	return status;
}
