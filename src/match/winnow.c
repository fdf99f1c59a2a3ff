/* SPDX-License-Identifier: Apache-2.0 */
/*
 * winnow.c - candidates for containment: texts that select the same shingles
 *
 * Banded signatures cannot see an excerpt a tenth as long as its original; the
 * shingles that winnowing selects (selection.h) show any run of twelve words.
 * They were noted in the index when the articles were added and are joined
 * here, a range of hashes at a time: those that few texts have propose all
 * their pairs, and a pair is a candidate if it shares enough of the shorter
 * text's selected shingles. The texts of one story share hundreds of shingles
 * and few of the ways in which they can share them, so equal rows of texts are
 * counted first and paired once. Those that more than RARE texts have are
 * either phrases of the trade or come from a report with many prints; each text
 * is then paired with the first and the last LEADERS texts of the row and with
 * its neighbours, and the bands find the prints among themselves. They are
 * counted.
 *
 * What is furniture was not known when the articles were added, so texts that
 * have some are read again and select without it.
 *
 * Layout. Ranges are independent: threads take one each and count pairs for
 * themselves; the sums are the same in any order. Memory is a 256th of the
 * entries a thread, and the distinct pairs.
 */
#include "winnow.h"

#include "array.h"
#include "furniture.h"
#include "index.h"
#include "pairs.h"
#include "parallel.h"
#include "samples.h"
#include "selection.h"
#include "shingle.h"

#include <stdlib.h>
#include <string.h>

#define RARE	32
#define LEADERS 3
/* Selected shingles of the shorter text that must be shared: true pairs share
 * over a quarter of their shingles. */
#define SHARED_LEAST 0.12
/* Texts with furniture that are read between two writes to the spool. */
#define BATCH 2048
/* Nodes in rows that are held before they are paired: 16 MiB a thread. */
#define ROW_NODES ((size_t)1 << 22)

struct join_worker {
	struct rp_entries entries;
	struct rp_samples rows; /* that few texts have, not yet paired */
	struct rp_pairs pairs;
	struct rp_winnow_stats stats;
	/* Selecting once more, without furniture. */
	uint64_t *shingles;
	uint32_t *places;
	unsigned char *marks;
	size_t capacities[3];
};

/* What one text selected once more. */
struct selection {
	uint32_t node;
	uint32_t article; /* its first */
	uint64_t *keys;
	size_t count;
	size_t capacity;
};

struct winnowing {
	const struct rp_match *match;
	rp_shingle_kernel *shingle;
	rp_selection_kernel *select;
	uint64_t *furnished; /* a bit for each node with furniture; or NULL */
	uint32_t *selected;  /* keys of each of them */
	struct rp_postings *again; /* their entries; or NULL */
	struct selection *batch;
	struct join_worker *workers;
};

/* ----- texts with furniture ----- */

static int reserve(struct join_worker *worker, size_t words)
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
	struct winnowing *winnowing = context;
	const struct rp_match *match = winnowing->match;
	struct join_worker *self = &winnowing->workers[worker];
	struct selection *out = &winnowing->batch[index];
	const struct rp_text_node *node = &match->nodes[out->node];
	const uint32_t *tokens = rp_node_words(match, out->node);
	size_t count;
	size_t i;

	if (!tokens)
		return RP_ESTORE;
	if (reserve(self, node->tokens) != RP_OK)
		return RP_ENOMEM;
	memcpy(self->marks, tokens + node->tokens, node->tokens);
	rp_furniture_mark(self->marks, match->furniture, out->node);
	count = winnowing->shingle(self->shingles, tokens, node->tokens,
				   match->options->shingle_words);
	count = winnowing->select(self->places, self->shingles, count);
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
static int run_batch(struct winnowing *winnowing, size_t count)
{
	const struct rp_match *match = winnowing->match;
	size_t i;
	int status =
	    rp_parallel_for(match->threads, count, select_again, winnowing);

	for (i = 0; i < count && status == RP_OK; i++) {
		const struct selection *selection = &winnowing->batch[i];

		winnowing->selected[selection->node] =
		    (uint32_t)selection->count;
		status = rp_postings_add(winnowing->again, match->spool,
					 selection->keys, selection->count,
					 selection->article);
	}
	return status;
}

static int furnished_create(struct winnowing *winnowing)
{
	size_t count = winnowing->match->count;

	winnowing->furnished =
	    calloc(count / 64 + 1, sizeof(*winnowing->furnished));
	winnowing->selected = calloc(count + 1, sizeof(*winnowing->selected));
	winnowing->again = malloc(sizeof(*winnowing->again));
	winnowing->batch = calloc(BATCH, sizeof(*winnowing->batch));
	if (winnowing->again)
		rp_postings_init(winnowing->again);
	return winnowing->furnished && winnowing->selected &&
		       winnowing->again && winnowing->batch
		   ? RP_OK
		   : RP_ENOMEM;
}

static int select_without_furniture(struct winnowing *winnowing)
{
	const struct rp_match *match = winnowing->match;
	size_t held = 0;
	uint32_t step;
	int status;

	if (!match->furniture || !match->furniture->first)
		return RP_OK;
	status = furnished_create(winnowing);
	for (step = 0; step < rp_match_steps(match) && status == RP_OK;
	     step++) {
		uint32_t node = rp_match_node(match, step);

		if (node == RP_NODE_NONE || !match->nodes[node].eligible ||
		    !rp_furniture_has(match->furniture, node))
			continue;
		winnowing->furnished[node / 64] |= (uint64_t)1 << node % 64;
		winnowing->batch[held].node = node;
		winnowing->batch[held++].article = step;
		if (held < BATCH)
			continue;
		status = run_batch(winnowing, held);
		held = 0;
	}
	if (status == RP_OK)
		status = run_batch(winnowing, held);
	return status == RP_OK
		   ? rp_postings_flush(winnowing->again, match->spool)
		   : status;
}

/* ----- pairs ----- */

/* Pair the texts of all rows held. */
static int pair_rows(struct join_worker *worker)
{
	size_t i;

	for (i = 0; i < worker->rows.count; i++) {
		const struct rp_sample *row = &worker->rows.items[i];
		const uint32_t *nodes = worker->rows.nodes + row->first;
		uint32_t k;
		uint32_t m;

		for (k = 0; k < row->count; k++)
			for (m = k + 1; m < row->count; m++)
				if (rp_pairs_meet(&worker->pairs, nodes[k],
						  nodes[m],
						  row->times) != RP_OK)
					return RP_ENOMEM;
	}
	rp_samples_clear(&worker->rows);
	return RP_OK;
}

static int hold_rare(struct join_worker *worker, const uint64_t *row,
		     size_t count)
{
	uint32_t nodes[RARE];
	size_t i;

	for (i = 0; i < count; i++)
		nodes[i] = rp_entry_node(row[i]);
	if (worker->rows.node_count >= ROW_NODES && pair_rows(worker) != RP_OK)
		return RP_ENOMEM;
	return rp_samples_add(&worker->rows, nodes, count);
}

static int pair_hot(struct join_worker *worker, const uint64_t *row,
		    size_t count)
{
	struct rp_pairs *pairs = &worker->pairs;
	size_t i;
	size_t k;

	worker->stats.hot++;
	worker->stats.hot_entries += count;
	for (i = 0; i < count; i++) {
		uint32_t node = rp_entry_node(row[i]);

		for (k = 0; k < LEADERS; k++)
			if (rp_pairs_meet(pairs, node, rp_entry_node(row[k]),
					  1) != RP_OK ||
			    rp_pairs_meet(pairs, node,
					  rp_entry_node(row[count - 1 - k]),
					  1) != RP_OK)
				return RP_ENOMEM;
		if (i + 1 < count &&
		    rp_pairs_meet(pairs, node, rp_entry_node(row[i + 1]), 1) !=
			RP_OK)
			return RP_ENOMEM;
	}
	return RP_OK;
}

static int join_range(void *context, unsigned worker, size_t range)
{
	struct winnowing *winnowing = context;
	const struct rp_match *match = winnowing->match;
	struct join_worker *self = &winnowing->workers[worker];
	struct rp_entries *entries = &self->entries;
	size_t start = 0;
	int status;

	entries->count = 0;
	status = rp_entries_add(entries, &match->index->selected, range, match,
				winnowing->furnished);
	if (status == RP_OK && winnowing->again)
		status = rp_entries_add(entries, winnowing->again, range, match,
					NULL);
	/* A shingle that a text repeats is selected several times. */
	if (status == RP_OK)
		status = rp_entries_sort(entries);
	while (status == RP_OK && start < entries->count) {
		const uint64_t *row = entries->items + start;
		size_t count = rp_entries_row(entries, start);

		if (count > RARE)
			status = pair_hot(self, row, count);
		else if (count > 1)
			status = hold_rare(self, row, count);
		start += count;
	}
	return status;
}

/* ----- all of it ----- */

static uint32_t selected_of(const struct winnowing *winnowing, uint32_t node)
{
	if (winnowing->furnished &&
	    winnowing->furnished[node / 64] >> node % 64 & 1)
		return winnowing->selected[node];
	return winnowing->match->nodes[node].selected;
}

static int propose_counted(struct rp_candidates *out,
			   const struct winnowing *winnowing,
			   const struct rp_pairs *pairs)
{
	size_t i;

	for (i = 0; i < pairs->slots; i++) {
		uint32_t a = rp_pair_first(pairs->pairs[i]);
		uint32_t b = rp_pair_second(pairs->pairs[i]);
		uint32_t of_a = selected_of(winnowing, a);
		uint32_t of_b = selected_of(winnowing, b);
		int status;

		if (!pairs->pairs[i] ||
		    pairs->times[i] <
			(of_a < of_b ? of_a : of_b) * SHARED_LEAST)
			continue;
		status = rp_candidates_propose(out, winnowing->match, a, b);
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

/* Pair what each thread still holds. */
static int pair_held(void *context, unsigned worker, size_t index)
{
	const struct winnowing *winnowing = context;

	(void)worker;
	return pair_rows(&winnowing->workers[index]);
}

/* The pairs of all threads into those of the first. */
static int gather(struct rp_winnow_stats *stats,
		  const struct winnowing *winnowing)
{
	unsigned i;

	for (i = 0; i < winnowing->match->threads; i++) {
		struct join_worker *worker = &winnowing->workers[i];
		int status = RP_OK;

		if (i > 0)
			status = rp_pairs_merge(&winnowing->workers[0].pairs,
						&worker->pairs);
		if (status != RP_OK)
			return status;
		stats->hot += worker->stats.hot;
		stats->hot_entries += worker->stats.hot_entries;
	}
	return RP_OK;
}

static int run(struct rp_candidates *out, struct rp_winnow_stats *stats,
	       struct winnowing *winnowing)
{
	const struct rp_match *match = winnowing->match;
	int status = select_without_furniture(winnowing);

	if (status == RP_OK)
		status = rp_parallel_for(match->threads, RP_POSTINGS_RANGES,
					 join_range, winnowing);
	if (status == RP_OK)
		status = rp_parallel_for(match->threads, match->threads,
					 pair_held, winnowing);
	if (status == RP_OK)
		status = gather(stats, winnowing);
	if (status == RP_OK)
		status = propose_counted(out, winnowing,
					 &winnowing->workers[0].pairs);
	return status;
}

static void winnowing_dispose(struct winnowing *winnowing)
{
	unsigned i;
	size_t k;

	for (i = 0; winnowing->workers && i < winnowing->match->threads; i++) {
		struct join_worker *worker = &winnowing->workers[i];

		rp_entries_dispose(&worker->entries);
		rp_samples_dispose(&worker->rows);
		rp_pairs_dispose(&worker->pairs);
		free(worker->shingles);
		free(worker->places);
		free(worker->marks);
	}
	for (k = 0; winnowing->batch && k < BATCH; k++)
		free(winnowing->batch[k].keys);
	if (winnowing->again)
		rp_postings_dispose(winnowing->again);
	free(winnowing->again);
	free(winnowing->batch);
	free(winnowing->selected);
	free(winnowing->furnished);
	free(winnowing->workers);
}

int rp_winnow_propose(struct rp_candidates *out, struct rp_winnow_stats *stats,
		      const struct rp_match *match)
{
	struct winnowing winnowing = {.match = match,
				      .shingle = rp_shingle_best(),
				      .select = rp_selection_best()};
	int status = RP_ENOMEM;

	memset(stats, 0, sizeof(*stats));
	if (!match->index)
		return RP_OK;
	winnowing.workers = calloc(match->threads, sizeof(*winnowing.workers));
	if (winnowing.workers)
		status = run(out, stats, &winnowing);
	winnowing_dispose(&winnowing);
	return status == RP_OK ? rp_candidates_sort(out) : status;
}
