/* SPDX-License-Identifier: Apache-2.0 */
/* postings.c - see postings.h. Hashes that agree in 41 bits pass for equal,
 * once in 2^41 pairs; what is proposed or found by them is looked at again. */
#include "postings.h"

#include "array.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

void rp_postings_init(struct rp_postings *postings)
{
	size_t i;

	for (i = 0; i < RP_POSTINGS_RANGES; i++)
		rp_tape_init(&postings->ranges[i], sizeof(uint64_t));
}

void rp_postings_dispose(struct rp_postings *postings)
{
	size_t i;

	for (i = 0; i < RP_POSTINGS_RANGES; i++)
		rp_tape_dispose(&postings->ranges[i]);
}

int rp_postings_add(struct rp_postings *postings, const struct rp_spool *spool,
		    uint64_t hash, uint32_t article)
{
	uint64_t entry = hash >> RP_POSTINGS_NUMBER_BITS
				     << RP_POSTINGS_NUMBER_BITS |
			 article;

	return rp_tape_append(&postings->ranges[hash % RP_POSTINGS_RANGES],
			      spool, &entry);
}

void rp_entries_dispose(struct rp_entries *entries)
{
	free(entries->items);
	free(entries->scratch);
	memset(entries, 0, sizeof(*entries));
}

static bool has_bit(const uint64_t *set, uint32_t node)
{
	return set && set[node / 64] >> node % 64 & 1;
}

/* Take over those of count entries that stand for a node. */
static void take(struct rp_entries *entries, const uint64_t *from, size_t count,
		 const struct rp_match *match, const uint64_t *skip)
{
	const uint64_t numbers = ((uint64_t)1 << RP_POSTINGS_NUMBER_BITS) - 1;
	size_t i;

	for (i = 0; i < count; i++) {
		uint32_t node = match->node_of[rp_entry_node(from[i])];

		if (node == RP_NODE_NONE || has_bit(skip, node))
			continue;
		entries->items[entries->count++] = (from[i] & ~numbers) | node;
	}
}

static int load(struct rp_entries *entries, const struct rp_tape *tape,
		const struct rp_match *match, const uint64_t *skip, bool nodes)
{
	uint64_t at = 0;

	if (rp_array_reserve(&entries->items, &entries->capacity,
			     entries->count + (size_t)tape->count,
			     sizeof(*entries->items)) != RP_OK)
		return RP_ENOMEM;
	while (at < tape->count) {
		size_t count;
		const uint64_t *some =
		    rp_tape_view(&count, tape, match->spool, at);

		if (!some)
			return RP_ESTORE;
		if (nodes) {
			memcpy(entries->items + entries->count, some,
			       count * sizeof(*some));
			entries->count += count;
		} else {
			take(entries, some, count, match, skip);
		}
		at += count;
	}
	return RP_OK;
}

int rp_entries_load(struct rp_entries *entries,
		    const struct rp_postings *postings, size_t range,
		    const struct rp_match *match, const uint64_t *skip)
{
	entries->count = 0;
	return load(entries, &postings->ranges[range], match, skip, false);
}

int rp_entries_load_nodes(struct rp_entries *entries,
			  const struct rp_postings *postings, size_t range,
			  const struct rp_match *match)
{
	return load(entries, &postings->ranges[range], match, NULL, true);
}

int rp_entries_sort(struct rp_entries *entries)
{
	if (rp_array_reserve(&entries->scratch, &entries->scratch_capacity,
			     entries->count,
			     sizeof(*entries->scratch)) != RP_OK)
		return RP_ENOMEM;
	rp_sort_hashed(entries->items, entries->scratch, entries->count);
	entries->count = rp_sort_unique(entries->items, entries->count);
	return RP_OK;
}
