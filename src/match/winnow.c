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
 * Layout. Ranges are independent: threads take one each. The rows of some
 * ranges are divided together (rows.h), by one thread, since that may move the
 * spool. Then threads take a part of the rows each and count pairs in one
 * table; the sums are the same in any order. Memory is a 256th of the entries a
 * thread and the rows of those ranges, then a part of the rows a thread and the
 * distinct pairs.
 */
#include "winnow.h"

#include "furniture_keys.h"
#include "index.h"
#include "pairs.h"
#include "parallel.h"
#include "rows.h"

#include <stdlib.h>
#include <string.h>

#define RARE	RP_ROWS_MOST
#define LEADERS 3
/* In longer rows the last texts and the neighbours made half of all pairs of a
 * million prints, and no candidate that was worth anything: reports are the
 * same without them. */
#define MANY 1024
/* Selected shingles of the shorter text that must be shared: true pairs share
 * over a quarter of their shingles. */
#define SHARED_LEAST 0.12
/* Entries of ranges that are joined before their rows are divided, which waits
 * for all threads: rows take 6 bytes an entry at most. */
#define JOINED ((uint64_t)1 << 21)

struct join_worker {
	struct rp_entries entries;  /* while ranges are joined … */
	struct rp_rows_found found; /* … as is this: rows of few texts */
	struct rp_samples rows;	    /* of the part that is paired */
	struct rp_pairs_batch *pairs;
	struct rp_winnow_stats stats;
};

struct winnowing {
	const struct rp_match *match;
	struct rp_furniture_keys *furniture; /* or NULL: there is none */
	uint32_t *dropped; /* of each node: shingles selected in furniture */
	size_t first;	   /* range of those that are joined together */
	struct rp_rows rows;
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

/* Pair the texts of the rows of a part. */
static int pair_part(void *context, unsigned worker, size_t part)
{
	const struct winnowing *winnowing = context;
	struct join_worker *self = &winnowing->workers[worker];
	struct rp_samples *rows = &self->rows;
	size_t i;
	int status = rp_rows_count(rows, &winnowing->rows,
				   winnowing->match->spool, part);

	for (i = 0; i < rows->count && status == RP_OK; i++)
		status = pair_row(self, &rows->items[i]);
	rp_samples_clear(rows);
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

static int join_range(void *context, unsigned worker, size_t index)
{
	struct winnowing *winnowing = context;
	const struct rp_match *match = winnowing->match;
	const size_t range = winnowing->first + index;
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
			status = rp_rows_find(&self->found, row, count);
		start += count;
	}
	return status;
}

/* The range behind those that are joined together from first on: one a thread
 * at least, or more if they have few entries. */
static size_t end_of_some(const struct rp_match *match, size_t first)
{
	const struct rp_tape *ranges = match->index->selected.ranges;
	uint64_t entries = 0;
	size_t end = first;

	for (; end < RP_POSTINGS_RANGES; end++) {
		entries += ranges[end].count;
		if (end - first >= match->threads && entries > JOINED)
			break;
	}
	return end;
}

/* Join ranges from *first on, and divide the rows found in them; *first is the
 * next one then. */
static int join_some(size_t *first, struct winnowing *winnowing)
{
	const struct rp_match *match = winnowing->match;
	size_t end = end_of_some(match, *first);
	unsigned i;
	int status;

	winnowing->first = *first;
	status = rp_parallel_for(match->threads, end - *first, join_range,
				 winnowing);
	for (i = 0; i < match->threads && status == RP_OK; i++)
		status = rp_rows_divide(&winnowing->rows, match->spool,
					&winnowing->workers[i].found);
	*first = end;
	return status;
}

/* Join all ranges; what that needed makes room for pairs. */
static int join_all(struct winnowing *winnowing)
{
	size_t next = 0;
	unsigned i;
	int status = RP_OK;

	while (next < RP_POSTINGS_RANGES && status == RP_OK)
		status = join_some(&next, winnowing);
	for (i = 0; i < winnowing->match->threads; i++) {
		struct join_worker *worker = &winnowing->workers[i];

		rp_entries_dispose(&worker->entries);
		rp_rows_found_dispose(&worker->found);
	}
	return status;
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

static int end_pairs(void *context, unsigned worker, size_t index)
{
	const struct winnowing *winnowing = context;

	(void)worker;
	return rp_pairs_batch_end(winnowing->workers[index].pairs);
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

	rp_rows_init(&winnowing->rows);
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
	int status = join_all(winnowing);

	if (status == RP_OK)
		status = rp_parallel_for(match->threads, RP_ROWS_PARTS,
					 pair_part, winnowing);
	if (status == RP_OK)
		status = rp_parallel_for(match->threads, match->threads,
					 end_pairs, winnowing);
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

		rp_samples_dispose(&worker->rows);
		rp_pairs_batch_free(worker->pairs);
	}
	rp_rows_dispose(&winnowing->rows);
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
