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
 * is then paired with the first LEADERS texts of the row, in a row of up to
 * MANY also with the last ones and with its neighbours, and the bands find the
 * prints among themselves. They are counted.
 *
 * Shingles of furniture do not count, and nobody is paired by them
 * (furniture_keys.c).
 *
 * Layout. Ranges are independent: threads take one each and count pairs in one
 * table; the sums are the same in any order. Memory is a 256th of the
 * entries a thread, and the distinct pairs.
 */
#include "winnow.h"

#include "furniture_keys.h"
#include "index.h"
#include "pairs.h"
#include "parallel.h"
#include "samples.h"

#include <stdlib.h>
#include <string.h>

#define RARE	32
#define LEADERS 3
/* In longer rows the last texts and the neighbours made half of all pairs of a
 * million prints, and no candidate that was worth anything: reports are the
 * same without them. */
#define MANY 1024
/* Selected shingles of the shorter text that must be shared: true pairs share
 * over a quarter of their shingles. */
#define SHARED_LEAST 0.12
/* Rows, and nodes in them, that are held before they are paired: 32 bytes and
 * 4, and 8 to find them, some 30 MiB a thread. */
#define ROWS	  ((size_t)1 << 19)
#define ROW_NODES ((size_t)1 << 21)
/* Rows that lie between the word that one comes and its turn, and half of them:
 * a look at memory takes as long as eight small ones, and there are two of
 * them. */
#define AHEAD 16
#define HALF  8

/* Texts that have a shingle, few of them. */
struct row {
	uint32_t nodes[RARE];
	size_t count;
	uint64_t hash;
};

struct join_worker {
	struct rp_entries entries;
	struct row coming[AHEAD]; /* rows on their way, in turn */
	size_t came;		  /* rows that were put there */
	size_t went;		  /* and those that had their turn */
	struct rp_samples rows;	  /* that few texts have, not yet paired */
	struct rp_pairs_batch *pairs;
	struct rp_winnow_stats stats;
};

struct winnowing {
	const struct rp_match *match;
	struct rp_furniture_keys *furniture; /* or NULL: there is none */
	uint32_t *dropped; /* of each node: shingles selected in furniture */
	struct rp_pairs *pairs;
	struct join_worker *workers;
};

/* ----- pairs ----- */

static int pair_row(struct join_worker *worker, const struct rp_sample *row)
{
	const uint32_t *nodes = worker->rows.nodes + row->first;
	uint32_t k;
	uint32_t m;

	for (k = 0; k < row->count; k++)
		for (m = k + 1; m < row->count; m++)
			if (rp_pairs_meet(worker->pairs, nodes[k], nodes[m],
					  row->times) != RP_OK)
				return RP_ENOMEM;
	return RP_OK;
}

/* Pair the texts of all rows held. */
static int pair_rows(struct join_worker *worker)
{
	const struct rp_samples *rows = &worker->rows;
	size_t i;

	for (i = 0; i < rows->count; i++)
		if (pair_row(worker, &rows->items[i]) != RP_OK)
			return RP_ENOMEM;
	rp_samples_clear(&worker->rows);
	return RP_OK;
}

/* The turn of the row that has waited the longest. */
static int hold_next(struct join_worker *worker)
{
	const struct row *row = &worker->coming[worker->went++ % AHEAD];

	if ((worker->rows.count >= ROWS ||
	     worker->rows.node_count >= ROW_NODES) &&
	    pair_rows(worker) != RP_OK)
		return RP_ENOMEM;
	return rp_samples_add(&worker->rows, row->nodes, row->count, row->hash);
}

static int hold_rare(struct join_worker *worker, const uint64_t *entries,
		     size_t count)
{
	struct row *row;
	size_t i;
	int status = RP_OK;

	if (worker->came - worker->went == AHEAD)
		status = hold_next(worker);
	row = &worker->coming[worker->came++ % AHEAD];
	row->count = count;
	for (i = 0; i < count; i++)
		row->nodes[i] = rp_entry_node(entries[i]);
	row->hash = rp_samples_hash(row->nodes, count);
	rp_samples_expect(&worker->rows, row->hash);
	if (worker->came - worker->went > HALF)
		rp_samples_approach(
		    &worker->rows,
		    worker->coming[(worker->came - 1 - HALF) % AHEAD].hash);
	return status;
}

/* Those that are left. */
static int hold_all(struct join_worker *worker)
{
	int status = RP_OK;

	while (worker->went < worker->came && status == RP_OK)
		status = hold_next(worker);
	return status;
}

/* Pair a text with some that follow one another in its row. */
static int pair_with(struct join_worker *worker, uint64_t text,
		     const uint64_t *others, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (rp_pairs_meet(worker->pairs, rp_entry_node(text),
				  rp_entry_node(others[i]), 1) != RP_OK)
			return RP_ENOMEM;
	return RP_OK;
}

/* Pair a text of a row with the last ones and with the next. */
static int pair_near(struct join_worker *worker, const uint64_t *row,
		     size_t count, size_t i)
{
	int status = pair_with(worker, row[i], row + count - LEADERS, LEADERS);

	if (status == RP_OK && i + 1 < count)
		status = pair_with(worker, row[i], row + i + 1, 1);
	return status;
}

static int pair_hot(struct join_worker *worker, const uint64_t *row,
		    size_t count)
{
	size_t i;

	worker->stats.hot++;
	worker->stats.hot_entries += count;
	for (i = 0; i < count; i++) {
		int status = pair_with(worker, row[i], row, LEADERS);

		if (status == RP_OK && count <= MANY)
			status = pair_near(worker, row, count, i);
		if (status != RP_OK)
			return status;
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
	status = rp_entries_add(entries, &match->index->selected, range, match);
	if (status == RP_OK && winnowing->furniture)
		rp_furniture_keys_drop(entries, winnowing->dropped,
				       winnowing->furniture, range);
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
	return status == RP_OK ? hold_all(self) : status;
}

/* ----- all of it ----- */

static uint32_t selected_of(const struct winnowing *winnowing, uint32_t node)
{
	uint32_t all = winnowing->match->nodes[node].selected;

	return winnowing->dropped ? all - winnowing->dropped[node] : all;
}

static bool shares_enough(void *context, uint64_t pair, uint32_t times)
{
	const struct winnowing *winnowing = context;
	uint32_t of_a = selected_of(winnowing, rp_pair_first(pair));
	uint32_t of_b = selected_of(winnowing, rp_pair_second(pair));

	return times == RP_PAIRS_TIMES ||
	       times >= (of_a < of_b ? of_a : of_b) * SHARED_LEAST;
}

static int propose_counted(struct rp_candidates *out,
			   struct winnowing *winnowing)
{
	const struct rp_match *match = winnowing->match;
	uint64_t pair;
	uint32_t times;
	size_t at = 0;
	int status = rp_pairs_keep(winnowing->pairs, match->threads,
				   shares_enough, winnowing);

	while (status == RP_OK &&
	       rp_pairs_next(&pair, &times, &at, winnowing->pairs))
		status = rp_candidates_propose(out, match, rp_pair_first(pair),
					       rp_pair_second(pair));
	return status;
}

/* Pair what each thread still holds. */
static int pair_held(void *context, unsigned worker, size_t index)
{
	const struct winnowing *winnowing = context;
	struct join_worker *self = &winnowing->workers[index];
	int status = pair_rows(self);

	(void)worker;
	rp_samples_dispose(&self->rows);
	return status == RP_OK ? rp_pairs_batch_end(self->pairs) : status;
}

static int open_furniture(struct winnowing *winnowing)
{
	const struct rp_match *match = winnowing->match;

	if (!match->furniture || match->furniture->sentence_count == 0)
		return RP_OK;
	winnowing->dropped =
	    calloc((size_t)match->count + 1, sizeof(*winnowing->dropped));
	if (!winnowing->dropped)
		return RP_ENOMEM;
	return rp_furniture_keys_create(&winnowing->furniture, match);
}

static int winnowing_init(struct winnowing *winnowing)
{
	unsigned threads = winnowing->match->threads;
	unsigned i;
	int status = rp_pairs_create(&winnowing->pairs);

	winnowing->workers = calloc(threads, sizeof(*winnowing->workers));
	if (!winnowing->workers)
		return RP_ENOMEM;
	for (i = 0; i < threads && status == RP_OK; i++)
		status = rp_pairs_batch_create(&winnowing->workers[i].pairs,
					       winnowing->pairs);
	return status == RP_OK ? open_furniture(winnowing) : status;
}

static int run(struct rp_candidates *out, struct rp_winnow_stats *stats,
	       struct winnowing *winnowing)
{
	const struct rp_match *match = winnowing->match;
	unsigned i;
	int status = rp_parallel_for(match->threads, RP_POSTINGS_RANGES,
				     join_range, winnowing);

	if (status == RP_OK)
		status = rp_parallel_for(match->threads, match->threads,
					 pair_held, winnowing);
	for (i = 0; i < match->threads; i++) {
		stats->hot += winnowing->workers[i].stats.hot;
		stats->hot_entries += winnowing->workers[i].stats.hot_entries;
	}
	return status == RP_OK ? propose_counted(out, winnowing) : status;
}

static void winnowing_dispose(struct winnowing *winnowing)
{
	unsigned i;

	for (i = 0; winnowing->workers && i < winnowing->match->threads; i++) {
		struct join_worker *worker = &winnowing->workers[i];

		rp_entries_dispose(&worker->entries);
		rp_samples_dispose(&worker->rows);
		rp_pairs_batch_free(worker->pairs);
	}
	rp_pairs_free(winnowing->pairs);
	rp_furniture_keys_free(winnowing->furniture);
	free(winnowing->dropped);
	free(winnowing->workers);
}

int rp_winnow_propose(struct rp_candidates *out, struct rp_winnow_stats *stats,
		      const struct rp_match *match)
{
	struct winnowing winnowing = {.match = match};
	int status;

	memset(stats, 0, sizeof(*stats));
	if (!match->index)
		return RP_OK;
	status = winnowing_init(&winnowing);
	if (status == RP_OK)
		status = run(out, stats, &winnowing);
	winnowing_dispose(&winnowing);
	return status == RP_OK ? rp_candidates_sort(out, match->threads)
			       : status;
}
