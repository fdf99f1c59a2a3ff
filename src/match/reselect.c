/* SPDX-License-Identifier: Apache-2.0 */
/* reselect.c - see reselect.h. Threads select for BATCH texts, whose entries
 * are then written by one: what is viewed of the spool stands until it is
 * written to. */
#include "reselect.h"

#include "array.h"
#include "parallel.h"
#include "selection.h"
#include "shingle.h"

#include <stdlib.h>
#include <string.h>

/* Texts that are read between two writes to the spool. */
#define BATCH 2048

/* Scratch of one thread. */
struct selecting {
	uint64_t *shingles;
	uint32_t *places;
	unsigned char *marks;
	size_t capacities[3];
};

/* What one text selected. */
struct selected {
	uint32_t node;
	uint32_t article; /* its first */
	uint64_t *keys;
	size_t count;
	size_t capacity;
};

struct rp_reselection {
	const struct rp_match *match;
	const struct rp_furniture *furniture;
	rp_shingle_kernel *shingle;
	rp_selection_kernel *select;
	uint64_t *nodes;  /* a bit for each that selected once more */
	uint32_t *counts; /* of each of them */
	struct rp_postings postings;
	struct selected *batch;
	size_t held; /* texts in it */
	struct selecting *workers;
};

int rp_reselection_create(struct rp_reselection **out,
			  const struct rp_match *match)
{
	struct rp_reselection *reselection = calloc(1, sizeof(*reselection));

	if (!reselection)
		return RP_ENOMEM;
	reselection->match = match;
	reselection->shingle = rp_shingle_best();
	reselection->select = rp_selection_best();
	rp_postings_init(&reselection->postings);
	reselection->nodes =
	    calloc(match->count / 64 + 1, sizeof(*reselection->nodes));
	reselection->counts =
	    calloc((size_t)match->count + 1, sizeof(*reselection->counts));
	reselection->batch = calloc(BATCH, sizeof(*reselection->batch));
	reselection->workers =
	    calloc(match->threads, sizeof(*reselection->workers));
	if (!reselection->nodes || !reselection->counts ||
	    !reselection->batch || !reselection->workers) {
		rp_reselection_free(reselection);
		return RP_ENOMEM;
	}
	*out = reselection;
	return RP_OK;
}

void rp_reselection_free(struct rp_reselection *reselection)
{
	size_t i;

	if (!reselection)
		return;
	for (i = 0; reselection->workers && i < reselection->match->threads;
	     i++) {
		free(reselection->workers[i].shingles);
		free(reselection->workers[i].places);
		free(reselection->workers[i].marks);
	}
	for (i = 0; reselection->batch && i < BATCH; i++)
		free(reselection->batch[i].keys);
	rp_postings_dispose(&reselection->postings);
	free(reselection->workers);
	free(reselection->batch);
	free(reselection->counts);
	free(reselection->nodes);
	free(reselection);
}

static int reserve(struct selecting *worker, size_t words)
{
	if (rp_array_reserve(&worker->shingles, &worker->capacities[0], words,
			     sizeof(*worker->shingles)) != RP_OK ||
	    rp_array_reserve(&worker->places, &worker->capacities[1], words,
			     sizeof(*worker->places)) != RP_OK ||
	    rp_array_reserve(&worker->marks, &worker->capacities[2], words,
			     1) != RP_OK)
		return RP_ENOMEM;
	return RP_OK;
}

/* Select the shingles of a text but for those that begin in quotations or
 * furniture, which is marked as quoted too. */
static int select_again(void *context, unsigned worker, size_t index)
{
	struct rp_reselection *reselection = context;
	const struct rp_match *match = reselection->match;
	struct selecting *self = &reselection->workers[worker];
	struct selected *out = &reselection->batch[index];
	const struct rp_text_node *node = &match->nodes[out->node];
	const uint32_t *tokens = rp_node_words(match, out->node);
	size_t count;
	size_t i;

	if (!tokens)
		return RP_ESTORE;
	if (reserve(self, node->tokens) != RP_OK)
		return RP_ENOMEM;
	memcpy(self->marks, tokens + node->tokens, node->tokens);
	rp_furniture_mark(self->marks, reselection->furniture, out->node);
	count = reselection->shingle(self->shingles, tokens, node->tokens,
				     match->options->shingle_words);
	count = reselection->select(self->places, self->shingles, count);
	out->count = 0;
	if (rp_array_reserve(&out->keys, &out->capacity, count,
			     sizeof(*out->keys)) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < count; i++)
		if (!(self->marks[self->places[i]] & RP_MARK_QUOTED))
			out->keys[out->count++] =
			    self->shingles[self->places[i]];
	return RP_OK;
}

/* Select for the nodes of the batch, then write what they selected. */
static int run_batch(struct rp_reselection *reselection)
{
	const struct rp_match *match = reselection->match;
	size_t i;
	int status = rp_parallel_for(match->threads, reselection->held,
				     select_again, reselection);

	for (i = 0; i < reselection->held && status == RP_OK; i++) {
		const struct selected *selected = &reselection->batch[i];

		reselection->counts[selected->node] = (uint32_t)selected->count;
		status = rp_postings_add(&reselection->postings, match->spool,
					 selected->keys, selected->count,
					 selected->article);
	}
	reselection->held = 0;
	return status;
}

int rp_reselection_run(void *context, const struct rp_furniture *furniture,
		       uint32_t from, uint32_t to)
{
	struct rp_reselection *reselection = context;
	const struct rp_match *match = reselection->match;
	uint32_t step;
	int status = RP_OK;

	reselection->furniture = furniture;
	for (step = from; step < to && status == RP_OK; step++) {
		uint32_t node = rp_match_node(match, step);
		struct selected *selected;

		if (node == RP_NODE_NONE || !match->nodes[node].eligible ||
		    !rp_furniture_has(furniture, node))
			continue;
		reselection->nodes[node / 64] |= (uint64_t)1 << node % 64;
		selected = &reselection->batch[reselection->held++];
		selected->node = node;
		selected->article = step;
		if (reselection->held == BATCH)
			status = run_batch(reselection);
	}
	return status == RP_OK ? run_batch(reselection) : status;
}

int rp_reselection_end(struct rp_reselection *reselection)
{
	return rp_postings_flush(&reselection->postings,
				 reselection->match->spool);
}

const uint64_t *rp_reselection_nodes(const struct rp_reselection *reselection)
{
	return reselection->nodes;
}

const struct rp_postings *rp_reselection_postings(
    const struct rp_reselection *reselection)
{
	return &reselection->postings;
}

uint32_t rp_reselection_count(const struct rp_reselection *reselection,
			      uint32_t node)
{
	if (reselection->nodes[node / 64] >> node % 64 & 1)
		return reselection->counts[node];
	return reselection->match->nodes[node].selected;
}
