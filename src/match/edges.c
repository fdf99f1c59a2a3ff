/* SPDX-License-Identifier: Apache-2.0 */
/* edges.c - see edges.h. An edge takes 16 bytes of memory; its comparison 40 on
 * the spool. */
#include "edges.h"

#include "array.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

void rp_edges_keep(struct rp_edges *edges)
{
	rp_tape_init(&edges->comparisons, sizeof(struct rp_comparison));
}

void rp_edges_dispose(struct rp_edges *edges)
{
	free(edges->items);
	rp_tape_dispose(&edges->comparisons);
	memset(edges, 0, sizeof(*edges));
}

void rp_edges_begin(struct rp_edges *edges)
{
	if (edges->round_count < RP_EDGES_ROUNDS)
		edges->rounds[edges->round_count++] = edges->count;
}

int rp_edges_add(struct rp_edges *edges, const struct rp_spool *spool,
		 struct rp_edge edge, const struct rp_comparison *comparison)
{
	int status = rp_array_reserve(&edges->items, &edges->capacity,
				      edges->count + 1, sizeof(*edges->items));

	if (edges->count >= UINT32_MAX ||
	    edges->comparisons.count >= UINT32_MAX)
		return RP_EFULL;
	edge.record = edges->comparisons.size
			  ? (uint32_t)edges->comparisons.count
			  : comparison->exchanged;
	edge.kinship = comparison->kinship;
	edge.part = comparison->part;
	edge.a_held = comparison->a_held;
	edge.b_held = comparison->b_held;
	edge.a_shorter = comparison->a_shorter;
	edge.named = comparison->named;
	edge.filled = comparison->filled;
	if (status == RP_OK && edges->comparisons.size)
		status = rp_tape_append(&edges->comparisons, spool, comparison);
	if (status == RP_OK)
		edges->items[edges->count++] = edge;
	return status;
}

int rp_edges_end(struct rp_edges *edges, unsigned threads)
{
	size_t from =
	    edges->round_count ? edges->rounds[edges->round_count - 1] : 0;
	size_t count = edges->count - from;
	struct rp_edge *items;
	struct rp_edge *sorted;
	uint64_t *scratch;
	uint64_t *keys;
	size_t i;
	int status = RP_ENOMEM;

	if (count == 0)
		return RP_OK;
	items = edges->items + from;
	keys = malloc(count * sizeof(*keys));
	scratch = malloc(count * sizeof(*scratch));
	sorted = malloc(count * sizeof(*sorted));
	if (!keys || !scratch || !sorted)
		goto out_free;
	for (i = 0; i < count; i++)
		keys[i] = (uint64_t)items[i].b << 32 | i;
	status = rp_sort_parallel(keys, scratch, count, 32, threads);
	for (i = 0; i < count; i++)
		keys[i] = (uint64_t)items[(uint32_t)keys[i]].a << 32 |
			  (uint32_t)keys[i];
	if (status == RP_OK)
		status = rp_sort_parallel(keys, scratch, count, 32, threads);
	for (i = 0; i < count; i++)
		sorted[i] = items[(uint32_t)keys[i]];
	if (status == RP_OK)
		memcpy(items, sorted, count * sizeof(*items));
out_free:
	free(sorted);
	free(scratch);
	free(keys);
	return status;
}

static uint64_t pair_of(const struct rp_edge *edge)
{
	return (uint64_t)edge->a << 32 | edge->b;
}

/* The edge of a pair among those from one place to another, or NULL. */
static const struct rp_edge *search(const struct rp_edges *edges, size_t from,
				    size_t to, uint64_t pair)
{
	size_t low = from;
	size_t high = to;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (pair_of(&edges->items[middle]) < pair)
			low = middle + 1;
		else
			high = middle;
	}
	return low < to && pair_of(&edges->items[low]) == pair
		   ? &edges->items[low]
		   : NULL;
}

const struct rp_edge *rp_edges_at(const struct rp_edges *edges, uint32_t a,
				  uint32_t b)
{
	uint64_t pair = (uint64_t)a << 32 | b;
	const struct rp_edge *edge = NULL;
	size_t i;

	for (i = 0; i < edges->round_count && !edge; i++)
		edge = search(edges, edges->rounds[i],
			      i + 1 < edges->round_count ? edges->rounds[i + 1]
							 : edges->count,
			      pair);
	return edge;
}

int rp_edges_find(struct rp_comparison *out, bool *found,
		  const struct rp_edges *edges, const struct rp_spool *spool,
		  uint32_t a, uint32_t b)
{
	const struct rp_edge *edge =
	    edges->comparisons.size ? rp_edges_at(edges, a, b) : NULL;
	const struct rp_comparison *comparison;

	*found = false;
	if (!edge)
		return RP_OK;
	/* Those of a story lie beside each other. */
	comparison = rp_tape_record(&edges->comparisons, spool, edge->record);
	if (!comparison)
		return RP_ESTORE;
	*out = *comparison;
	*found = true;
	return RP_OK;
}

void rp_edges_count_rows(uint64_t *start, const struct rp_edges *edges,
			 uint32_t nodes)
{
	size_t i;

	for (i = 0; i < edges->count; i++) {
		start[edges->items[i].a + 1]++;
		start[edges->items[i].b + 1]++;
	}
	for (i = 1; i <= nodes; i++)
		start[i] += start[i - 1];
}
