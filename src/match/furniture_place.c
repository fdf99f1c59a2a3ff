/* SPDX-License-Identifier: Apache-2.0 */
/*
 * furniture_place.c - where furniture stands in each node, and what asks for it
 *
 * Nodes are independent: threads take PLACED of them at a time.
 */
#include "furniture.h"

#include "array.h"
#include "parallel.h"
#include "sentences.h"

#include <stdlib.h>
#include <string.h>

static int by_hash(const void *a, const void *b)
{
	const struct rp_sentence *first = a;
	const struct rp_sentence *second = b;

	return first->hash < second->hash ? -1 : first->hash > second->hash;
}

/* Nodes that a thread looks through at a time. */
#define PLACED 4096

/* The ranges of PLACED nodes. */
struct placed {
	struct rp_range *ranges;
	size_t count;
	size_t capacity;
};

struct placing {
	const struct rp_match *match;
	const struct rp_sentence *sentences;
	size_t count;
	const uint64_t *touched; /* nodes to look through; NULL: all */
	struct placed *batches;
	uint32_t *counts; /* ranges of each node */
};

static int add_range(struct placed *placed, uint32_t from, uint32_t to)
{
	if (rp_array_reserve(&placed->ranges, &placed->capacity,
			     placed->count + 1,
			     sizeof(*placed->ranges)) != RP_OK)
		return RP_ENOMEM;
	placed->ranges[placed->count++] = (struct rp_range){from, to};
	return RP_OK;
}

/* Put the ranges of one node behind those of the nodes before. Sentences that
 * are too short to be known go with those on both sides. */
static int place_node(struct placed *placed, const struct placing *placing,
		      uint32_t node)
{
	struct rp_sentences view;
	size_t first = placed->count;
	uint32_t from = 0;
	uint32_t behind = UINT32_MAX; /* where furniture ended, short ones in */
	int status = rp_sentences_open(&view, placing->match, node);

	while (status == RP_OK && from < view.count) {
		uint32_t end = rp_sentence_end(&view, from);
		struct rp_sentence key = {
		    .hash = rp_sentence_hash(&view, from, end)};
		bool brief = end - from < RP_SENTENCE_WORDS;

		if (!brief && bsearch(&key, placing->sentences, placing->count,
				      sizeof(key), by_hash)) {
			if (behind == from && placed->count > first)
				placed->ranges[placed->count - 1].to = end;
			else
				status = add_range(placed, from, end);
			behind = end;
		} else if (brief && behind == from) {
			behind = end;
		}
		from = end;
	}
	placing->counts[node] = (uint32_t)(placed->count - first);
	return status;
}

static int place_batch(void *context, unsigned worker, size_t index)
{
	const struct placing *placing = context;
	uint32_t node = (uint32_t)(index * PLACED);
	uint32_t end = placing->match->count;
	int status = RP_OK;

	(void)worker;
	if (end - node > PLACED)
		end = node + PLACED;
	for (; node < end && status == RP_OK; node++)
		if (!placing->touched ||
		    placing->touched[node / 64] >> node % 64 & 1)
			status =
			    place_node(&placing->batches[index], placing, node);
	return status;
}

/* The ranges of all batches behind one another. */
static int join_batches(struct rp_furniture *out, const struct placing *placing,
			size_t batches)
{
	uint32_t count = placing->match->count;
	uint32_t sum = 0;
	uint32_t node;
	size_t i;

	for (i = 0; i < batches; i++)
		out->range_count += placing->batches[i].count;
	out->ranges = malloc((out->range_count + 1) * sizeof(*out->ranges));
	if (!out->ranges)
		return RP_ENOMEM;
	out->range_count = 0;
	for (i = 0; i < batches; i++) {
		const struct placed *placed = &placing->batches[i];

		if (placed->count)
			memcpy(out->ranges + out->range_count, placed->ranges,
			       placed->count * sizeof(*placed->ranges));
		out->range_count += placed->count;
	}
	/* Counts to places, in the same array. */
	for (node = 0; node <= count; node++) {
		uint32_t held = node < count ? placing->counts[node] : 0;

		placing->counts[node] = sum;
		sum += held;
	}
	return RP_OK;
}

int rp_furniture_place(struct rp_furniture *out, const struct rp_match *match,
		       const struct rp_sentence *sentences, size_t count,
		       const uint64_t *touched)
{
	struct placing placing = {match, sentences, count, touched, NULL, NULL};
	size_t batches = ((size_t)match->count + PLACED - 1) / PLACED;
	size_t i;
	int status = RP_ENOMEM;

	if (count == 0)
		return RP_OK;
	placing.batches = calloc(batches + 1, sizeof(*placing.batches));
	placing.counts =
	    calloc((size_t)match->count + 1, sizeof(*placing.counts));
	out->first = placing.counts;
	if (placing.batches && placing.counts)
		status = rp_parallel_for(match->threads, batches, place_batch,
					 &placing);
	if (status == RP_OK)
		status = join_batches(out, &placing, batches);
	for (i = 0; placing.batches && i < batches; i++)
		free(placing.batches[i].ranges);
	free(placing.batches);
	if (status != RP_OK)
		rp_furniture_dispose(out);
	return status;
}

void rp_furniture_dispose(struct rp_furniture *furniture)
{
	free(furniture->first);
	free(furniture->ranges);
	free(furniture->sentences);
	memset(furniture, 0, sizeof(*furniture));
}

bool rp_furniture_has(const struct rp_furniture *furniture, uint32_t node)
{
	return furniture && furniture->first &&
	       furniture->first[node] != furniture->first[node + 1];
}

void rp_furniture_mark(unsigned char *marks,
		       const struct rp_furniture *furniture, uint32_t node)
{
	uint32_t i;
	uint32_t k;

	for (i = furniture->first[node]; i < furniture->first[node + 1]; i++)
		for (k = furniture->ranges[i].from; k < furniture->ranges[i].to;
		     k++)
			marks[k] |= RP_MARKS_FURNITURE;
}

bool rp_furniture_at(const struct rp_furniture *furniture, uint32_t node,
		     size_t place)
{
	uint32_t i;

	if (!rp_furniture_has(furniture, node))
		return false;
	for (i = furniture->first[node]; i < furniture->first[node + 1]; i++)
		if (place >= furniture->ranges[i].from &&
		    place < furniture->ranges[i].to)
			return true;
	return false;
}
