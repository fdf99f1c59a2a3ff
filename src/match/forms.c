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
 * Of two texts that are both of a form less is forgiven: if they differ in a
 * share of the slots, it was filled in twice.
 *
 * Cost: linear in the pairs that are templates, 32 bytes for each, and the
 * clusters are found once more where pairs were parted.
 *
 * Rejected: to take what differs between pairs that pass for one report as
 * evidence too. A running story whose figures change by the hour is a form
 * then, and a fifth of the prints in drawn newsrooms are lost.
 */
#include "forms.h"

#include "sort.h"

#include <stdlib.h>

/* Clusters, or texts that stand alone, from which on others fill in a form. */
#define FORM_LEAST 4

/* Behind those of the node that pairs[from] is of. */
static size_t row_end(const uint64_t *pairs, size_t from, size_t count)
{
	size_t end = from + 1;

	while (end < count && pairs[end] >> 32 == pairs[from] >> 32)
		end++;
	return end;
}

/* Both sides of each pair, with the anchor of the other or, for anchors NULL,
 * how much is exchanged, sorted. */
static int both_sides(uint64_t *out, uint64_t *scratch,
		      const struct rp_edges *templates, const uint32_t *anchors,
		      unsigned threads)
{
	size_t i;

	for (i = 0; i < templates->count; i++) {
		const struct rp_edge *edge = &templates->items[i];
		uint64_t exchanged = edge->record;

		out[2 * i] = (uint64_t)edge->a << 32 |
			     (anchors ? anchors[edge->b] : exchanged);
		out[2 * i + 1] = (uint64_t)edge->b << 32 |
				 (anchors ? anchors[edge->a] : exchanged);
	}
	return rp_sort_parallel(out, scratch, 2 * templates->count, 0, threads);
}

/* Mark nodes that are templates to members of many clusters, with one slot. */
static uint32_t mark(struct rp_text_node *nodes, const uint64_t *pairs,
		     size_t count, const uint32_t *anchors)
{
	uint32_t marked = 0;
	size_t i;
	size_t end;

	for (i = 0; i < count; i = end) {
		uint32_t node = (uint32_t)(pairs[i] >> 32);
		uint32_t others = 0;
		size_t k;

		end = row_end(pairs, i, count);
		for (k = i; k < end; k++)
			others += (uint32_t)pairs[k] != anchors[node] &&
				  (k == i || pairs[k] != pairs[k - 1]);
		nodes[node].slots = others >= FORM_LEAST;
		marked += nodes[node].slots;
	}
	return marked;
}

/* Half of those that a form is a template to differ from it in so many places
 * or more. */
static void count_slots(struct rp_text_node *nodes, const uint64_t *pairs,
			size_t count)
{
	size_t i;
	size_t end;

	for (i = 0; i < count; i = end) {
		uint32_t node = (uint32_t)(pairs[i] >> 32);
		uint32_t slots;

		end = row_end(pairs, i, count);
		slots = (uint32_t)pairs[i + (end - i) / 2];
		if (nodes[node].slots && slots > 1)
			nodes[node].slots = slots < RP_SLOTS_LIMIT
						? slots & RP_SLOTS_LIMIT
						: RP_SLOTS_LIMIT;
	}
}

int rp_forms_mark(struct rp_text_node *nodes, uint32_t *count,
		  const struct rp_match *match,
		  const struct rp_edges *templates, const uint32_t *anchors)
{
	const size_t sides = templates->count * 2;
	uint64_t *pairs = malloc((sides + 1) * sizeof(*pairs));
	uint64_t *scratch = malloc((sides + 1) * sizeof(*scratch));
	int status = RP_ENOMEM;

	*count = 0;
	if (!pairs || !scratch)
		goto out_free;
	status = both_sides(pairs, scratch, templates, anchors, match->threads);
	if (status == RP_OK)
		*count = mark(nodes, pairs, sides, anchors);
	if (*count) {
		status =
		    both_sides(pairs, scratch, templates, NULL, match->threads);
		count_slots(nodes, pairs, sides);
	}
out_free:
	free(pairs);
	free(scratch);
	return status;
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
