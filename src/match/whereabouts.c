/* SPDX-License-Identifier: Apache-2.0 */
/*
 * whereabouts.c - see whereabouts.h
 *
 * A text is gone through to its sentence, as most are asked for one or none. If
 * the next one asked for is of the same text, all are listed and sorted: of a
 * text of n sentences that are all furniture, going through it for each would
 * cost the square (8.7 s for 40,000). So would twelve such texts by turns:
 * sentences are asked for text by text.
 */
#include "whereabouts.h"

#include "array.h"
#include "postings.h"
#include "sentences.h"

#include <stdlib.h>
#include <string.h>

void rp_whereabouts_dispose(struct rp_whereabouts *whereabouts)
{
	free(whereabouts->items);
	memset(whereabouts, 0, sizeof(*whereabouts));
}

/* The sentence from a word on, of those that count; *from moves behind it.
 * False at the end. */
static bool next(struct rp_whereabout *out, uint32_t *from,
		 const struct rp_sentences *view)
{
	while (*from < view->count) {
		uint32_t end = rp_sentence_end(view, *from);

		out->range = (struct rp_range){*from, end};
		*from = end;
		if (end - out->range.from < RP_SENTENCE_WORDS)
			continue;
		out->hash = rp_sentence_hash(view, out->range.from, end);
		return true;
	}
	return false;
}

static int look_for(struct rp_whereabout *out, const struct rp_sentences *view,
		    uint64_t key)
{
	uint32_t from = 0;

	while (next(out, &from, view))
		if (rp_entry_key(out->hash) == key)
			return RP_OK;
	return RP_ESTORE;
}

static int by_key(const void *a, const void *b)
{
	const struct rp_whereabout *first = a;
	const struct rp_whereabout *second = b;
	uint64_t one = rp_entry_key(first->hash);
	uint64_t two = rp_entry_key(second->hash);

	if (one != two)
		return one < two ? -1 : 1;
	return first->range.from < second->range.from ? -1 : 1;
}

static int list(struct rp_whereabouts *whereabouts,
		const struct rp_sentences *view)
{
	struct rp_whereabout at;
	uint32_t from = 0;

	while (next(&at, &from, view)) {
		if (rp_array_reserve(&whereabouts->items,
				     &whereabouts->capacity,
				     whereabouts->count + 1,
				     sizeof(*whereabouts->items)) != RP_OK)
			return RP_ENOMEM;
		whereabouts->items[whereabouts->count++] = at;
	}
	if (whereabouts->count > 0)
		qsort(whereabouts->items, whereabouts->count,
		      sizeof(*whereabouts->items), by_key);
	return RP_OK;
}

static int look_up(struct rp_whereabout *out,
		   const struct rp_whereabouts *whereabouts, uint64_t key)
{
	size_t low = 0;
	size_t high = whereabouts->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (rp_entry_key(whereabouts->items[middle].hash) < key)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == whereabouts->count ||
	    rp_entry_key(whereabouts->items[low].hash) != key)
		return RP_ESTORE;
	*out = whereabouts->items[low];
	return RP_OK;
}

int rp_whereabouts_find(struct rp_whereabout *out,
			struct rp_whereabouts *whereabouts,
			const struct rp_match *match, uint32_t node,
			uint64_t key)
{
	struct rp_sentences view;
	bool again = whereabouts->asked && whereabouts->node == node;
	int status = RP_OK;

	whereabouts->asked = true;
	whereabouts->node = node;
	if (!again)
		whereabouts->count = 0;
	if (whereabouts->count == 0)
		status = rp_sentences_open(&view, match, node);
	if (status != RP_OK)
		return status;
	if (!again)
		return look_for(out, &view, key);
	if (whereabouts->count == 0)
		status = list(whereabouts, &view);
	return status == RP_OK ? look_up(out, whereabouts, key) : status;
}
