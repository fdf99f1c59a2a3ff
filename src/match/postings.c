/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postings.c - see postings.h
 *
 * Hashes that agree in 41 bits pass for equal, once in 2^41 pairs; what is
 * proposed or found by them is looked at again.
 *
 * Entries are divided STAGED at a time, by a counting sort, so that a tape is
 * written some hundred bytes at a time and not an entry here, one there: 512
 * places that are written to in turn are too many for the translation of
 * addresses.
 */
#include "postings.h"

#include "array.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

/* 128 KiB, and as much to divide them: in the second cache. */
#define STAGED ((size_t)1 << 14)

void rp_postings_init(struct rp_postings *postings)
{
	size_t i;

	postings->staged = NULL;
	postings->sorted = NULL;
	postings->where = NULL;
	postings->staged_count = 0;
	for (i = 0; i < RP_POSTINGS_RANGES; i++)
		rp_tape_init(&postings->ranges[i], sizeof(uint64_t));
}

void rp_postings_dispose(struct rp_postings *postings)
{
	size_t i;

	for (i = 0; i < RP_POSTINGS_RANGES; i++)
		rp_tape_dispose(&postings->ranges[i]);
	free(postings->staged);
	free(postings->sorted);
	free(postings->where);
	postings->staged = NULL;
	postings->sorted = NULL;
	postings->where = NULL;
	postings->staged_count = 0;
}

int rp_postings_flush(struct rp_postings *postings,
		      const struct rp_spool *spool)
{
	uint32_t ends[RP_POSTINGS_RANGES] = {0};
	size_t count = postings->staged_count;
	uint32_t sum = 0;
	size_t i;
	int status = RP_OK;

	for (i = 0; i < count; i++)
		ends[postings->where[i]]++;
	for (i = 0; i < RP_POSTINGS_RANGES; i++) {
		uint32_t here = ends[i];

		ends[i] = sum;
		sum += here;
	}
	for (i = 0; i < count; i++)
		postings->sorted[ends[postings->where[i]]++] =
		    postings->staged[i];
	postings->staged_count = 0;
	for (i = 0; i < RP_POSTINGS_RANGES && status == RP_OK; i++) {
		uint32_t from = i ? ends[i - 1] : 0;

		if (ends[i] > from)
			status = rp_tape_append_all(&postings->ranges[i], spool,
						    postings->sorted + from,
						    ends[i] - from);
	}
	return status;
}

static int stage(struct rp_postings *postings)
{
	postings->staged = malloc(STAGED * sizeof(*postings->staged));
	postings->sorted = malloc(STAGED * sizeof(*postings->sorted));
	postings->where = malloc(STAGED);
	return postings->staged && postings->sorted && postings->where
		   ? RP_OK
		   : RP_ENOMEM;
}

int rp_postings_add(struct rp_postings *postings, const struct rp_spool *spool,
		    const uint64_t *hashes, size_t count, uint32_t article)
{
	const uint64_t numbers = ((uint64_t)1 << RP_POSTINGS_NUMBER_BITS) - 1;
	int status = postings->where ? RP_OK : stage(postings);

	while (count > 0 && status == RP_OK) {
		size_t room = STAGED - postings->staged_count;
		size_t some = count < room ? count : room;
		uint64_t *to = postings->staged + postings->staged_count;
		unsigned char *where = postings->where + postings->staged_count;
		size_t i;

		for (i = 0; i < some; i++) {
			to[i] = (hashes[i] & ~numbers) | article;
			where[i] =
			    (unsigned char)(hashes[i] % RP_POSTINGS_RANGES);
		}
		postings->staged_count += some;
		hashes += some;
		count -= some;
		if (postings->staged_count == STAGED)
			status = rp_postings_flush(postings, spool);
	}
	return status;
}

void rp_entries_dispose(struct rp_entries *entries)
{
	free(entries->items);
	free(entries->scratch);
	rp_repeats_dispose(&entries->repeats);
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
	if (rp_repeats_keep(&entries->count, &entries->repeats, entries->items,
			    entries->count, RP_POSTINGS_NUMBER_BITS) != RP_OK ||
	    rp_array_reserve(&entries->scratch, &entries->scratch_capacity,
			     entries->count,
			     sizeof(*entries->scratch)) != RP_OK)
		return RP_ENOMEM;
	rp_sort_hashed(entries->items, entries->scratch, entries->count);
	entries->count = rp_sort_unique(entries->items, entries->count);
	return RP_OK;
}
