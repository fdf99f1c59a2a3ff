/* SPDX-License-Identifier: Apache-2.0 */
/*
 * judge.c - which samples are of different articles
 *
 * What an earlier run found is looked up; the others are judged report by
 * report (sample_order.c), window by window: while the samples of one are
 * judged, the texts of the next are asked for along the spool (wanted.c), each
 * batch of work asking for its part.
 *
 * Cost: some 10 us a sample, most of it to read texts that no sample before
 * had.
 *
 * Rejected: to ask for the texts of the next few samples. Where the spool is
 * larger than memory each is a request of its own then, and a disk takes some
 * 15,000 of these a second, one text of 4 kB each: ten million articles took
 * 150 s of waiting.
 */
#include "judge.h"

#include "index.h"
#include "memo.h"
#include "parallel.h"
#include "sample_order.h"
#include "strangers.h"
#include "wanted.h"

#include <stdlib.h>

/* Samples that a thread judges at a time. */
#define BATCH ((size_t)256)
/* Batches whose texts are asked for while as many are judged: those of some
 * eight thousand reports. What lies between the prints of a report is then in
 * the window too, and most requests are of many texts. */
#define WINDOW ((size_t)256)

/* Of one thread. */
struct judge_worker {
	struct rp_strangers *strangers;
};

struct judge {
	const struct rp_match *match;
	struct rp_samples *samples;
	uint32_t *order;	 /* numbers of samples … */
	size_t left;		 /* … that are to be judged */
	size_t window;		 /* of them, the first one judged now */
	struct rp_wanted wanted; /* by the next window */
	struct judge_worker *workers;
};

static struct rp_sample *sample_at(const struct judge *judge, size_t at)
{
	return &judge->samples->items[judge->order[at]];
}

static const uint32_t *nodes_of(const struct judge *judge,
				const struct rp_sample *sample)
{
	return judge->samples->nodes + sample->first;
}

/* What an earlier run found of a sample; for the next run, too. */
static int recall_sample(struct rp_sample *sample, const struct judge *judge)
{
	struct rp_memo_sample known = {0};
	uint64_t key;
	uint64_t inputs;
	int status;

	rp_memo_sample_mark(&key, &inputs, judge->match,
			    nodes_of(judge, sample), sample->count);
	status =
	    rp_memo_find(&known, &sample->known, judge->match, key, inputs);
	sample->decided = known.decided;
	if (status == RP_OK && sample->known)
		status = rp_memo_keep(judge->match, key, &known);
	return status;
}

/* Behind the last of those from a place on, if there are so many. */
static size_t end_of(const struct judge *judge, size_t from, size_t count)
{
	return from + count < judge->left ? from + count : judge->left;
}

static int recall_batch(void *context, unsigned worker, size_t index)
{
	const struct judge *judge = context;
	size_t i = index * BATCH;
	const size_t end = end_of(judge, i, BATCH);
	int status = RP_OK;

	(void)worker;
	for (; i < end && status == RP_OK; i++)
		status = recall_sample(sample_at(judge, i), judge);
	return status;
}

/* Leave in the order those that no earlier run knows. */
static int recall(struct judge *judge)
{
	size_t left = 0;
	size_t i;
	int status;

	if (!judge->match->memo)
		return RP_OK;
	status = rp_parallel_for(judge->match->threads,
				 (judge->left + BATCH - 1) / BATCH,
				 recall_batch, judge);
	if (status != RP_OK)
		return status;
	for (i = 0; i < judge->left; i++)
		if (!sample_at(judge, i)->known)
			judge->order[left++] = judge->order[i];
	judge->left = left;
	return RP_OK;
}

static int judge_sample(struct rp_sample *sample, const struct judge *judge,
			unsigned worker)
{
	const struct rp_match *match = judge->match;
	const uint32_t *nodes = nodes_of(judge, sample);
	struct rp_memo_sample value = {0};
	uint64_t key;
	int status = rp_strangers_judge(&sample->decided,
					judge->workers[worker].strangers, nodes,
					sample->count);

	if (status != RP_OK || !match->memo)
		return status;
	rp_memo_sample_mark(&key, &value.inputs, match, nodes, sample->count);
	value.decided = sample->decided;
	return rp_memo_keep(match, key, &value);
}

/* Gather what the samples of the window that begins there want. */
static int want_window(struct judge *judge, size_t from)
{
	const size_t end = end_of(judge, from, WINDOW * BATCH);
	size_t i;
	size_t k;
	int status = RP_OK;

	judge->wanted.count = 0;
	for (i = from; i < end && status == RP_OK; i++) {
		const struct rp_sample *sample = sample_at(judge, i);
		const uint32_t *nodes = nodes_of(judge, sample);
		size_t count = sample->count < RP_STRANGERS_READ
				   ? sample->count
				   : RP_STRANGERS_READ;

		status =
		    rp_wanted_add(&judge->wanted, judge->match, nodes, count);
		for (k = count; k < sample->count; k++)
			rp_node_want_signature(judge->match, nodes[k]);
	}
	rp_wanted_order(&judge->wanted);
	return status;
}

/* Ask for a part of what a window wants: it is judged from the end of the spool
 * on. */
static void ask(const struct judge *judge, size_t part)
{
	rp_wanted_ask(&judge->wanted, judge->match, WINDOW - 1 - part, WINDOW);
}

/* A batch of this window, and its part of what the next one wants: there is one
 * only behind a window that is full. */
static int judge_batch(void *context, unsigned worker, size_t index)
{
	const struct judge *judge = context;
	size_t i = judge->window + index * BATCH;
	const size_t end = end_of(judge, i, BATCH);
	int status = RP_OK;

	ask(judge, index);
	for (; i < end && status == RP_OK; i++)
		status = judge_sample(sample_at(judge, i), judge, worker);
	return status;
}

static int judge_window(struct judge *judge)
{
	const size_t end = end_of(judge, judge->window, WINDOW * BATCH);
	int status = want_window(judge, end);

	if (status != RP_OK)
		return status;
	return rp_parallel_for(judge->match->threads,
			       (end - judge->window + BATCH - 1) / BATCH,
			       judge_batch, judge);
}

static int judge_all(struct judge *judge)
{
	int status = want_window(judge, 0);
	size_t part;

	for (part = 0; part < WINDOW && status == RP_OK; part++)
		ask(judge, part);
	for (judge->window = 0; judge->window < judge->left && status == RP_OK;
	     judge->window += WINDOW * BATCH)
		status = judge_window(judge);
	return status;
}

static int run(struct judge *judge)
{
	const unsigned threads = judge->match->threads;
	unsigned i;
	int status =
	    rp_sample_order(&judge->order, judge->samples, judge->match);

	judge->left = judge->samples->count;
	if (status == RP_OK)
		status = recall(judge);
	if (status != RP_OK || judge->left == 0)
		return status;
	judge->workers = calloc(threads, sizeof(*judge->workers));
	if (!judge->workers)
		return RP_ENOMEM;
	for (i = 0; i < threads && status == RP_OK; i++)
		status = rp_strangers_create(&judge->workers[i].strangers,
					     judge->match);
	return status == RP_OK ? judge_all(judge) : status;
}

int rp_judge_samples(struct rp_samples *samples, const struct rp_match *match)
{
	struct judge judge = {.match = match, .samples = samples};
	int status = run(&judge);
	unsigned i;

	for (i = 0; judge.workers && i < match->threads; i++)
		rp_strangers_free(judge.workers[i].strangers);
	free(judge.workers);
	rp_wanted_dispose(&judge.wanted);
	free(judge.order);
	return status;
}
