/* SPDX-License-Identifier: Apache-2.0 */
/*
 * forms.c - see forms.h
 *
 * Idea. Of two texts alone it is hard to say whether one is a correction of the
 * other or the same form filled in anew: two figures of twenty differ. A corpus
 * says more. A form has been filled in by others, who are no prints of each
 * other either; what a report that was put right is a template to are prints of
 * that one report. So a text is of a form if it is a template to members of
 * several clusters, and it has as many slots as half of these fill in anew, or
 * more.
 *
 * Where a form has one slot, for a town or a person, no pair of texts tells: a
 * house may spell a name so. But no five houses do, each in another way, and
 * leave all else as it is: a text is of a form, too, if so many others differ
 * from it in nothing but names.
 *
 * Of two texts that are both of a form less is forgiven: if they differ in a
 * share of the slots, it was filled in twice.
 *
 * Cost: linear in the pairs that are templates, 8 bytes for each, and the
 * clusters are found once more where pairs were parted.
 *
 * Rejected: to take figures that differ between pairs that pass for one report
 * as evidence too. A running story whose figures change by the hour is a form
 * then, and a fifth of the prints in drawn newsrooms are lost.
 */
#include "forms.h"

#include "series.h"

#include <stdlib.h>
#include <string.h>

/* Clusters, or texts that stand alone, from which on others fill in a form. */
#define FORM_LEAST 4
/* Texts that differ from one of a form in nothing but names. */
#define FILLED_LEAST 4

/* What is told of those that each node is a template to, in compressed rows:
 * those of n are items[start[n]] … items[start[n + 1] - 1]. */
struct rows {
	uint64_t *start;
	uint32_t *items;
};

static int rows_create(struct rows *rows, const struct rp_edges *templates,
		       uint32_t count)
{
	rows->start = calloc((size_t)count + 2, sizeof(*rows->start));
	rows->items = malloc((templates->count * 2 + 1) * sizeof(*rows->items));
	if (!rows->start || !rows->items)
		return RP_ENOMEM;
	rp_edges_count_rows(rows->start, templates, count);
	return RP_OK;
}

static void rows_dispose(struct rows *rows)
{
	free(rows->start);
	free(rows->items);
}

static int by_number(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a;
	uint32_t second = *(const uint32_t *)b;

	return first < second ? -1 : first > second;
}

/* The anchor of each or, for anchors NULL, how much is exchanged; each row
 * sorted. */
static void rows_fill(struct rows *rows, const struct rp_edges *templates,
		      const uint32_t *anchors, uint32_t count)
{
	uint32_t node;
	size_t i;

	for (i = 0; i < templates->count; i++) {
		const struct rp_edge *edge = &templates->items[i];
		uint32_t exchanged = edge->record;

		rows->items[rows->start[edge->a]++] =
		    anchors ? anchors[edge->b] : exchanged;
		rows->items[rows->start[edge->b]++] =
		    anchors ? anchors[edge->a] : exchanged;
	}
	/* Each start is now that of the next row. */
	memmove(rows->start + 1, rows->start, count * sizeof(*rows->start));
	rows->start[0] = 0;
	for (node = 0; node < count; node++)
		qsort(rows->items + rows->start[node],
		      (size_t)(rows->start[node + 1] - rows->start[node]),
		      sizeof(*rows->items), by_number);
}

/* Mark nodes that are templates to members of many clusters, with one slot. */
static uint32_t mark(struct rp_text_node *nodes, const struct rows *rows,
		     const uint32_t *anchors, uint32_t count)
{
	uint32_t marked = 0;
	uint32_t node;

	for (node = 0; node < count; node++) {
		uint64_t start = rows->start[node];
		uint32_t others = 0;
		uint64_t i;

		for (i = start; i < rows->start[node + 1]; i++)
			others += rows->items[i] != anchors[node] &&
				  (i == start ||
				   rows->items[i] != rows->items[i - 1]);
		nodes[node].slots = others >= FORM_LEAST;
		marked += nodes[node].slots;
	}
	return marked;
}

/* Half of those that a form is a template to differ from it in so many places
 * or more. */
static void count_slots(struct rp_text_node *nodes, const struct rows *rows,
			uint32_t count)
{
	uint32_t node;

	for (node = 0; node < count; node++) {
		uint64_t start = rows->start[node];
		uint32_t slots;

		if (!nodes[node].slots)
			continue;
		slots =
		    rows->items[start + (rows->start[node + 1] - start) / 2];
		if (slots > 1)
			nodes[node].slots =
			    rp_slots_cut(slots) & RP_SLOTS_LIMIT;
	}
}

/* What is told of a node by those that differ from it in names. */
struct filled {
	uint32_t others; /* how many */
	uint32_t least;	 /* names and figures that the templates among them
			    exchange, the fewest; 0: there are none */
};

static void add_filled(struct filled *filled, const struct rp_edge *edge,
		       bool template)
{
	filled->others++;
	if (template && edge->record > 0 &&
	    (filled->least == 0 || edge->record < filled->least))
		filled->least = edge->record;
}

/* Those that differ in nothing but names or, if some nodes are marked, all of
 * these that do. */
static void count_filled(struct filled *filled, const struct rp_edges *edges,
			 const struct rp_text_node *marked, bool templates)
{
	size_t i;

	for (i = 0; i < edges->count; i++) {
		const struct rp_edge *edge = &edges->items[i];
		bool by_a = edge->filled;
		bool by_b = edge->filled;

		if (marked) {
			by_a = edge->named && marked[edge->b].slots;
			by_b = edge->named && marked[edge->a].slots;
		}
		if (by_a)
			add_filled(&filled[edge->a], edge, templates);
		if (by_b)
			add_filled(&filled[edge->b], edge, templates);
	}
}

/* Mark the nodes that many differ from so, unless they are marked already. */
static uint32_t mark_many(struct rp_text_node *nodes,
			  const struct filled *filled, uint32_t count)
{
	uint32_t marked = 0;
	uint32_t node;

	for (node = 0; node < count; node++) {
		if (nodes[node].slots || filled[node].others < FILLED_LEAST)
			continue;
		nodes[node].slots =
		    filled[node].least
			? rp_slots_cut(filled[node].least) & RP_SLOTS_LIMIT
			: 1;
		marked++;
	}
	return marked;
}

/* Mark nodes from which many differ in nothing but names, and then those,
 * prints of one of these, that differ from many of them in names. */
static int mark_filled(struct rp_text_node *nodes, uint32_t *marked,
		       const struct rp_edges *edges,
		       const struct rp_edges *templates, uint32_t count)
{
	struct filled *filled = calloc((size_t)count + 1, sizeof(*filled));
	uint32_t fresh;

	if (!filled)
		return RP_ENOMEM;
	count_filled(filled, edges, NULL, false);
	count_filled(filled, templates, NULL, true);
	fresh = mark_many(nodes, filled, count);
	if (fresh) {
		memset(filled, 0, count * sizeof(*filled));
		count_filled(filled, edges, nodes, false);
		count_filled(filled, templates, nodes, true);
		fresh += mark_many(nodes, filled, count);
	}
	*marked += fresh;
	free(filled);
	return RP_OK;
}

int rp_forms_mark(struct rp_text_node *nodes, uint32_t *count,
		  const struct rp_match *match,
		  const struct rp_edges *templates,
		  const struct rp_edges *edges, const uint32_t *anchors)
{
	struct rows rows;
	int status = rows_create(&rows, templates, match->count);

	*count = 0;
	if (status == RP_OK) {
		rows_fill(&rows, templates, anchors, match->count);
		*count = mark(nodes, &rows, anchors, match->count);
	}
	if (*count) {
		rows_fill(&rows, templates, NULL, match->count);
		count_slots(nodes, &rows, match->count);
	}
	rows_dispose(&rows);
	if (status == RP_OK)
		status =
		    mark_filled(nodes, count, edges, templates, match->count);
	return status == RP_OK
		   ? rp_series_mark(nodes, count, match, templates, edges)
		   : status;
}

/* Whether the edge is one of a form that was filled in twice. */
static int is_filled(bool *out, const struct rp_edges *edges,
		     const struct rp_edge *edge, const struct rp_match *match)
{
	const struct rp_comparison *kept;
	struct rp_comparison comparison;

	*out = false;
	if (!match->nodes[edge->a].slots || !match->nodes[edge->b].slots)
		return RP_OK;
	kept = rp_tape_record(&edges->comparisons, match->spool, edge->record);
	if (!kept)
		return RP_ESTORE;
	comparison = *kept;
	rp_verdict_of_forms(&comparison, match, edge->a, edge->b);
	*out = !rp_verdict_related(match, &comparison);
	return RP_OK;
}

int rp_forms_part(struct rp_edges *edges, size_t *left_out,
		  const struct rp_match *match)
{
	size_t kept = 0;
	size_t round = 0;
	size_t i;
	int status = RP_OK;

	for (i = 0; i < edges->count && status == RP_OK; i++) {
		bool filled;

		while (round < edges->round_count && edges->rounds[round] == i)
			edges->rounds[round++] = kept;
		status = is_filled(&filled, edges, &edges->items[i], match);
		if (status == RP_OK && !filled)
			edges->items[kept++] = edges->items[i];
	}
	while (round < edges->round_count)
		edges->rounds[round++] = kept;
	*left_out = edges->count - kept;
	edges->count = kept;
	return status;
}
