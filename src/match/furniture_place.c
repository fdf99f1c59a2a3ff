/* SPDX-License-Identifier: Apache-2.0 */
/*
 * furniture_place.c - where furniture stands in each node, and what asks for it
 *
 * Nodes are independent: threads take PLACED of them at a time, in the order of
 * the spool. After every SLICE of those whoever watches has his turn, while the
 * texts are still in the cache.
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
/* So many of those are 400 MB of spool. */
#define SLICE 16

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
	uint64_t *known;	 /* a bit for each sentence, and some others */
	unsigned bits;		 /* of a place in it */
	const uint64_t *touched; /* nodes to look through; NULL: all */
	struct placed batches[SLICE];
	uint32_t first;	  /* step of the slice */
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

/* Sentences that are furniture are few: a set of bits tells most of the others
 * without a search. */
static int known_create(struct placing *placing)
{
	size_t i;

	placing->bits = 9;
	while ((size_t)1 << placing->bits < placing->count * 16 &&
	       placing->bits < 32)
		placing->bits++;
	placing->known =
	    calloc((size_t)1 << (placing->bits - 6), sizeof(*placing->known));
	if (!placing->known)
		return RP_ENOMEM;
	for (i = 0; i < placing->count; i++) {
		uint64_t at =
		    placing->sentences[i].hash >> (64 - placing->bits);

		placing->known[at / 64] |= (uint64_t)1 << at % 64;
	}
	return RP_OK;
}

static bool is_furniture(const struct placing *placing, uint64_t hash)
{
	struct rp_sentence key = {.hash = hash};
	uint64_t at = hash >> (64 - placing->bits);

	return placing->known[at / 64] >> at % 64 & 1 &&
	       bsearch(&key, placing->sentences, placing->count, sizeof(key),
		       by_hash) != NULL;
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
		bool brief = end - from < RP_SENTENCE_WORDS;

		if (!brief &&
		    is_furniture(placing, rp_sentence_hash(&view, from, end))) {
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
	struct placing *placing = context;
	uint32_t step = placing->first + (uint32_t)(index * PLACED);
	uint32_t end = rp_match_steps(placing->match);
	int status = RP_OK;

	(void)worker;
	if (end - step > PLACED)
		end = step + PLACED;
	for (; step < end && status == RP_OK; step++) {
		uint32_t node = rp_match_node(placing->match, step);

		if (node == RP_NODE_NONE ||
		    (placing->touched &&
		     !(placing->touched[node / 64] >> node % 64 & 1)))
			continue;
		status = place_node(&placing->batches[index], placing, node);
	}
	return status;
}

/* Put the ranges of a slice behind those before, and say where each node's
 * begin. */
static int join_slice(struct rp_furniture *out, size_t *capacity,
		      struct placing *placing, uint32_t to)
{
	uint32_t sum = (uint32_t)out->range_count;
	size_t more = 0;
	uint32_t step;
	size_t i;

	for (i = 0; i < SLICE; i++)
		more += placing->batches[i].count;
	if (rp_array_reserve(&out->ranges, capacity,
			     out->range_count + more + 1,
			     sizeof(*out->ranges)) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < SLICE; i++) {
		struct placed *placed = &placing->batches[i];

		if (placed->count)
			memcpy(out->ranges + out->range_count, placed->ranges,
			       placed->count * sizeof(*placed->ranges));
		out->range_count += placed->count;
		placed->count = 0;
	}
	for (step = placing->first; step < to; step++) {
		uint32_t node = rp_match_node(placing->match, step);

		if (node == RP_NODE_NONE)
			continue;
		out->first[node] = sum;
		sum += out->counts[node];
	}
	return RP_OK;
}

static int place_all(struct rp_furniture *out, struct placing *placing,
		     const struct rp_furniture_watch *watch)
{
	const struct rp_match *match = placing->match;
	uint32_t steps = rp_match_steps(match);
	size_t capacity = 0;
	int status = known_create(placing);

	while (status == RP_OK && placing->first < steps) {
		uint32_t from = placing->first;
		uint32_t left = steps - from;
		uint32_t count = left < PLACED * SLICE ? left : PLACED * SLICE;

		status = rp_parallel_for(match->threads,
					 (count + PLACED - 1) / PLACED,
					 place_batch, placing);
		if (status == RP_OK)
			status =
			    join_slice(out, &capacity, placing, from + count);
		if (status == RP_OK && watch)
			status = watch->placed(watch->context, out, from,
					       from + count);
		placing->first = from + count;
	}
	return status;
}

int rp_furniture_place(struct rp_furniture *out, const struct rp_match *match,
		       const struct rp_sentence *sentences, size_t count,
		       const uint64_t *touched,
		       const struct rp_furniture_watch *watch)
{
	struct placing placing = {.match = match,
				  .sentences = sentences,
				  .count = count,
				  .touched = touched};
	size_t i;
	int status = RP_ENOMEM;

	if (count == 0)
		return RP_OK;
	out->first = calloc((size_t)match->count + 1, sizeof(*out->first));
	out->counts = calloc((size_t)match->count + 1, sizeof(*out->counts));
	placing.counts = out->counts;
	if (out->first && out->counts)
		status = place_all(out, &placing, watch);
	for (i = 0; i < SLICE; i++)
		free(placing.batches[i].ranges);
	free(placing.known);
	if (status != RP_OK)
		rp_furniture_dispose(out);
	return status;
}

void rp_furniture_dispose(struct rp_furniture *furniture)
{
	free(furniture->first);
	free(furniture->counts);
	free(furniture->ranges);
	free(furniture->sentences);
	memset(furniture, 0, sizeof(*furniture));
}

bool rp_furniture_has(const struct rp_furniture *furniture, uint32_t node)
{
	return furniture && furniture->first && furniture->counts[node];
}

void rp_furniture_mark(unsigned char *marks,
		       const struct rp_furniture *furniture, uint32_t node)
{
	const struct rp_range *range =
	    furniture->ranges + furniture->first[node];
	uint32_t i;
	uint32_t k;

	for (i = 0; i < furniture->counts[node]; i++)
		for (k = range[i].from; k < range[i].to; k++)
			marks[k] |= RP_MARKS_FURNITURE;
}
