/* SPDX-License-Identifier: Apache-2.0 */
/*
 * furniture.c - what recurs in different articles
 *
 * Idea. A sentence or line that stands in several different articles is no
 * prose of any of them: the frame of a site, a sign-up box, a rights notice, a
 * paywall's plea, or background that every report of a long story repeats.
 * No list of words knows them all; the corpus does. What must not happen is
 * that a wire report with many prints counts as furniture, so articles are
 * different only if what they do not share has different names and figures
 * in it, as two prints or versions of one report never have.
 *
 * Steps. Sentences (from one RP_MARK_START to the next) were hashed when the
 * articles were added; the entries of one range of hashes at a time are sorted
 * (postings.h). Of each hash that many nodes have, the first of the row are a
 * sample: nodes are numbered by content hash, so it is random. The sentences
 * of one frame, and those of one report with many prints, have the same
 * samples; the distinct ones are gathered first, and each is judged once
 * (judge.c). If any is furniture the ranges are gone through again for the
 * sentences. Ranges are independent, and so are samples: threads share them. A
 * sentence is told by the newest article that has it.
 *
 * Cost: a sort of all sentences, two if there is furniture, and what it takes
 * to judge each distinct sample.
 *
 * Rejected: counting hosts or lines alone: copies of a wire report recur more
 * often than any frame.
 */
#include "furniture.h"

#include "array.h"
#include "hash.h"
#include "index.h"
#include "judge.h"
#include "parallel.h"
#include "samples.h"
#include "strangers.h"
#include "whereabouts.h"

#include <stdlib.h>
#include <string.h>

/* Of the number of a range. */
#define RANGE_BITS 8
_Static_assert(RP_POSTINGS_RANGES <= 1 << RANGE_BITS, "a range fits");

/* Rows whose samples are fetched before their turn. */
#define ROWS_AHEAD ((size_t)16)

/* A row of entries, and the hash of its sample. */
struct row {
	size_t start;
	size_t count;
	uint64_t hash;
};

/* Of one thread. */
struct search_worker {
	struct rp_entries entries;
	struct row coming[ROWS_AHEAD]; /* rows on their way, in turn */
	size_t came;		       /* rows that were put there */
	size_t went;		       /* and those that had their turn */
	struct rp_samples samples;
	size_t range;		   /* of hashes, that rows are of */
	struct rp_sentence *found; /* the hash: as the rows know it */
	size_t found_count;
	size_t found_capacity;
};

struct search {
	const struct rp_match *match;
	struct search_worker *workers;
	struct rp_samples samples; /* of all threads */
	uint64_t *traces;	   /* of each node; threads share them */
};

/* The entry of the node whose article came last. Of all that have a sentence
 * it is the one whose file is there still. */
static uint64_t newest_of(const uint64_t *row, size_t count,
			  const struct rp_match *match)
{
	size_t newest = 0;
	size_t i;

	for (i = 1; i < count; i++)
		if (match->nodes[rp_entry_node(row[i])].article >
		    match->nodes[rp_entry_node(row[newest])].article)
			newest = i;
	return row[newest];
}

/* ----- rows ----- */

static int load(struct rp_entries *entries, const struct rp_match *match,
		size_t range)
{
	int status;

	entries->count = 0;
	status =
	    rp_entries_add(entries, &match->index->sentences, range, match);
	return status == RP_OK ? rp_entries_sort(entries) : status;
}

/* The first nodes of a row; returns how many. */
static size_t sample_of(uint32_t nodes[RP_STRANGERS_SAMPLE],
			const uint64_t *row, size_t count)
{
	size_t i;

	if (count > RP_STRANGERS_SAMPLE)
		count = RP_STRANGERS_SAMPLE;
	for (i = 0; i < count; i++)
		nodes[i] = rp_entry_node(row[i]);
	return count;
}

static int add_sample(struct search_worker *self, const struct search *search,
		      const struct row *row)
{
	uint32_t nodes[RP_STRANGERS_SAMPLE];
	const uint64_t *entries = self->entries.items + row->start;

	(void)search;
	return rp_samples_add(&self->samples, nodes,
			      sample_of(nodes, entries, row->count), row->hash);
}

/* The row that has waited the longest has its turn. */
static int take_next(struct search_worker *self, const struct search *search,
		     int (*take)(struct search_worker *self,
				 const struct search *search,
				 const struct row *row))
{
	return take(self, search, &self->coming[self->went++ % ROWS_AHEAD]);
}

/* Its sample is looked for in samples in ROWS_AHEAD rows. */
static void announce(struct search_worker *self,
		     const struct rp_samples *samples, size_t start,
		     size_t count)
{
	uint32_t nodes[RP_STRANGERS_SAMPLE];
	const uint64_t *entries = self->entries.items + start;
	const size_t half = ROWS_AHEAD / 2;
	struct row *row = &self->coming[self->came++ % ROWS_AHEAD];

	row->start = start;
	row->count = count;
	row->hash = rp_samples_hash(nodes, sample_of(nodes, entries, count));
	rp_samples_expect(samples, row->hash);
	if (self->came - self->went > half)
		rp_samples_approach(
		    samples,
		    self->coming[(self->came - 1 - half) % ROWS_AHEAD].hash);
}

/* Take all rows of a range that many nodes have, one after another; their
 * samples are in these, or put there. */
static int take_rows(struct search_worker *self, const struct search *search,
		     size_t range, const struct rp_samples *samples,
		     int (*take)(struct search_worker *self,
				 const struct search *search,
				 const struct row *row))
{
	size_t start = 0;
	size_t count;
	int status = load(&self->entries, search->match, range);

	for (; status == RP_OK && start < self->entries.count; start += count) {
		count = rp_entries_row(&self->entries, start);
		if (count < RP_STRANGERS_MANY)
			continue;
		if (self->came - self->went == ROWS_AHEAD)
			status = take_next(self, search, take);
		announce(self, samples, start, count);
	}
	while (status == RP_OK && self->went < self->came)
		status = take_next(self, search, take);
	return status;
}

/* First round: the samples of one range. */
static int sample_range(void *context, unsigned worker, size_t range)
{
	struct search *search = context;
	struct search_worker *self = &search->workers[worker];

	return take_rows(self, search, range, &self->samples, add_sample);
}

static bool is_of_one_site(const struct rp_match *match, const uint64_t *row,
			   size_t count)
{
	const struct rp_text_node *first = &match->nodes[rp_entry_node(row[0])];
	size_t i;

	if (!first->host)
		return false;
	for (i = 1; i < count; i++)
		if (!rp_nodes_same_site(first,
					&match->nodes[rp_entry_node(row[i])]))
			return false;
	return true;
}

/* A row of furniture: leave a trace in all that have it. */
static int add_found(struct search_worker *self, const struct search *search,
		     const uint64_t *row, size_t count)
{
	struct rp_sentence *found;
	size_t i;

	if (rp_array_reserve(&self->found, &self->found_capacity,
			     self->found_count + 1,
			     sizeof(*self->found)) != RP_OK)
		return RP_ENOMEM;
	found = &self->found[self->found_count++];
	found->nodes = (uint32_t)count;
	found->one_site = is_of_one_site(search->match, row, count);
	sample_of(found->witnesses, row, count);
	found->node = rp_entry_node(newest_of(row, count, search->match));
	found->hash = rp_entry_key(row[0]) << RANGE_BITS | self->range;
	for (i = 0; i < count; i++)
		__atomic_fetch_add(&search->traces[rp_entry_node(row[i])],
				   rp_hash_mix(found->hash), __ATOMIC_RELAXED);
	return RP_OK;
}

static int find_furniture(struct search_worker *self,
			  const struct search *search, const struct row *row)
{
	const struct rp_sample *sample =
	    rp_samples_find(&search->samples, row->hash);

	/* The spool no longer says what it did in the first round. */
	if (!sample)
		return RP_ESTORE;
	if (!sample->decided)
		return RP_OK;
	return add_found(self, search, self->entries.items + row->start,
			 row->count);
}

/* Second round: the sentences of one range whose sample is furniture. */
static int find_range(void *context, unsigned worker, size_t range)
{
	struct search *search = context;
	struct search_worker *self = &search->workers[worker];

	self->range = range;
	return take_rows(self, search, range, &search->samples, find_furniture);
}

static int by_place(const void *a, const void *b)
{
	const struct rp_sentence *first = a;
	const struct rp_sentence *second = b;

	if (first->node != second->node)
		return first->node < second->node ? -1 : 1;
	return first->hash < second->hash ? -1 : 1;
}

/* Where the sentences that a thread found stand, text by text. */
static int find_places(void *context, unsigned worker, size_t index)
{
	const struct search *search = context;
	struct search_worker *self = &search->workers[index];
	struct rp_whereabouts whereabouts = {0};
	size_t i;
	int status = RP_OK;

	(void)worker;
	if (self->found_count)
		qsort(self->found, self->found_count, sizeof(*self->found),
		      by_place);
	for (i = 0; i < self->found_count && status == RP_OK; i++) {
		struct rp_sentence *found = &self->found[i];
		struct rp_whereabout at;

		status =
		    rp_whereabouts_find(&at, &whereabouts, search->match,
					found->node, found->hash >> RANGE_BITS);
		if (status != RP_OK)
			break;
		found->hash = at.hash;
		found->range = at.range;
	}
	rp_whereabouts_dispose(&whereabouts);
	return status;
}

/* ----- all of it ----- */

/* The samples of all threads, each once, and what they are. *any: one of them
 * is of different articles. */
static int judge_samples(bool *any, struct search *search)
{
	const unsigned threads = search->match->threads;
	unsigned i;
	size_t k;
	int status = RP_OK;

	search->samples = search->workers[0].samples;
	search->workers[0].samples = (struct rp_samples){0};
	for (i = 1; i < threads && status == RP_OK; i++)
		status = rp_samples_merge(&search->samples,
					  &search->workers[i].samples);
	if (status == RP_OK)
		status = rp_judge_samples(&search->samples, search->match);
	*any = false;
	for (k = 0; k < search->samples.count; k++)
		*any |= search->samples.items[k].decided;
	return status;
}

static void search_dispose(struct search *search)
{
	unsigned i;

	for (i = 0; search->workers && i < search->match->threads; i++) {
		struct search_worker *worker = &search->workers[i];

		rp_entries_dispose(&worker->entries);
		rp_samples_dispose(&worker->samples);
		free(worker->found);
	}
	free(search->workers);
	free(search->traces);
	rp_samples_dispose(&search->samples);
}

/* What all threads found, and the traces. */
static int gather(struct rp_furniture *out, struct search *search)
{
	struct search_worker *workers = search->workers;
	unsigned threads = search->match->threads;
	size_t all = 0;
	unsigned i;

	for (i = 0; i < threads; i++)
		all += workers[i].found_count;
	out->sentences = malloc((all + 1) * sizeof(*out->sentences));
	if (!out->sentences)
		return RP_ENOMEM;
	for (i = 0; i < threads; i++) {
		if (workers[i].found_count)
			memcpy(out->sentences + out->sentence_count,
			       workers[i].found,
			       workers[i].found_count *
				   sizeof(*out->sentences));
		out->sentence_count += workers[i].found_count;
	}
	out->traces = search->traces;
	search->traces = NULL;
	rp_furniture_sort(out);
	return rp_furniture_know(out);
}

static int run(struct rp_furniture *out, struct search *search)
{
	const struct rp_match *match = search->match;
	bool any = false;
	int status;

	search->workers = calloc(match->threads, sizeof(*search->workers));
	if (!search->workers)
		return RP_ENOMEM;
	status = rp_parallel_for(match->threads, RP_POSTINGS_RANGES,
				 sample_range, search);
	if (status == RP_OK)
		status = judge_samples(&any, search);
	if (status != RP_OK || !any)
		return status;
	search->traces =
	    calloc((size_t)match->count + 1, sizeof(*search->traces));
	if (!search->traces)
		return RP_ENOMEM;
	status = rp_parallel_for(match->threads, RP_POSTINGS_RANGES, find_range,
				 search);
	if (status == RP_OK)
		status = rp_parallel_for(match->threads, match->threads,
					 find_places, search);
	return status == RP_OK ? gather(out, search) : status;
}

int rp_furniture_find(struct rp_furniture *out, const struct rp_match *match)
{
	struct search search = {.match = match};
	int status;

	memset(out, 0, sizeof(*out));
	if (!match->index)
		return RP_OK;
	status = run(out, &search);
	search_dispose(&search);
	if (status != RP_OK)
		rp_furniture_dispose(out);
	return status;
}
