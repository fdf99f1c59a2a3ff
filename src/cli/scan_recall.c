/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_recall.c - articles of the store back into the corpus
 *
 * A pipeline like the first reading: rows are read in order, workers unpack
 * words and sketch them again, results are committed in order. A sketch made
 * again is the same bit for bit, so grouping finds what it would find had all
 * articles come tonight.
 */
#include "array.h"
#include "parallel.h"
#include "scan_index.h"
#include "scan_store.h"
#include "signals.h"

#include <stdlib.h>
#include <string.h>

/* Articles that go through the pipeline together. */
#define BATCH 128

struct recalled {
	struct scan_item item;
	struct rp_store_words words[BATCH]; /* packed: in item.bytes … */
	struct rp_slice packed[BATCH];	    /* … here */
	int64_t ids[BATCH];
	size_t count;
};

struct recall_worker {
	struct rp_sketcher *sketcher;
	uint32_t *tokens;
	size_t capacity;
};

struct recall {
	struct scan *scan;
	struct rp_store_reading *reading;
	struct recall_worker *workers;
	unsigned threads;
	struct recalled *slots;
	size_t slot_count;
};

static struct rp_slice put(struct rp_buffer *bytes, struct rp_str str)
{
	return scan_put(bytes, str.data, str.len);
}

/* Whether a source is a place in a file, "path#17", not a file. */
static bool is_place(struct rp_str source)
{
	size_t digits = 0;

	while (digits < source.len &&
	       source.data[source.len - 1 - digits] >= '0' &&
	       source.data[source.len - 1 - digits] <= '9')
		digits++;
	return digits > 0 && digits < source.len &&
	       source.data[source.len - 1 - digits] == '#';
}

/* As in a run without a store, so that of equal texts the same one is kept. */
static struct rp_str key_of(const struct rp_store_article *article)
{
	if (article->name.len)
		return article->name;
	if (article->url.len || is_place(article->source))
		return article->url;
	return article->source;
}

static void take_article(struct recalled *recalled,
			 const struct rp_store_article *article,
			 const struct rp_store_words *words)
{
	struct rp_buffer *bytes = &recalled->item.bytes;
	struct scan_result *result = &recalled->item.results[recalled->count];
	struct rp_str name =
	    article->name.len ? article->name : article->source;
	struct rp_entry entry = {.date = article->date,
				 .words = article->words};

	memset(result, 0, sizeof(*result));
	entry.strings[RP_ENTRY_ID] = name;
	entry.strings[RP_ENTRY_SOURCE] = article->source;
	entry.strings[RP_ENTRY_URL] = article->url;
	entry.strings[RP_ENTRY_TITLE] = article->title;
	entry.strings[RP_ENTRY_PUBLISHED] = article->published;
	entry.strings[RP_ENTRY_HOST] = article->host;
	entry.strings[RP_ENTRY_AGENCY] = article->agency;
	result->packed.start = bytes->len;
	rp_entry_pack(bytes, &entry);
	result->packed.len = bytes->len - result->packed.start;
	result->key = put(bytes, key_of(article));
	result->mark = article->mark;
	result->host = put(bytes, article->host);
	result->url = put(bytes, article->url);
	result->title = put(bytes, article->title);
	result->canonical = put(bytes, article->canonical);
	result->agency = put(bytes, article->agency);
	rp_buffer_putc(bytes, '\0');
	result->date = article->date;
	memcpy(result->sketch.content, article->content,
	       sizeof(article->content));
	result->sketch.simhash = article->simhash;
	result->sketch.token_count = article->words;
	recalled->words[recalled->count] = *words;
	recalled->packed[recalled->count] = put(bytes, words->packed);
	recalled->ids[recalled->count++] = article->id;
}

static int produce(void *context, void *slot)
{
	struct recall *recall = context;
	struct recalled *recalled = slot;
	int status = 1;

	rp_buffer_trim(&recalled->item.bytes, RP_BATCH_KEEP);
	recalled->count = 0;
	while (recalled->count < BATCH && status == 1) {
		struct rp_store_article article;
		struct rp_store_words words;

		status =
		    rp_store_reading_next(&article, &words, recall->reading);
		if (status == 1)
			take_article(recalled, &article, &words);
	}
	if (status >= 0 && recalled->item.bytes.failed)
		return RP_ENOMEM;
	return status < 0 ? status : recalled->count > 0;
}

static int sketch_one(struct recall *recall, struct recall_worker *worker,
		      struct recalled *recalled, size_t at)
{
	struct scan_item *item = &recalled->item;
	struct scan_result *result = &item->results[at];
	struct rp_store_words words = recalled->words[at];
	size_t count = words.count;
	struct rp_sketch sketch;
	int status;

	words.packed = scan_slice(&item->bytes, recalled->packed[at]);
	if (!rp_store_words_fit(&words))
		return RP_EINVAL;
	if (rp_array_reserve(&worker->tokens, &worker->capacity,
			     count + count / 4 + 2,
			     sizeof(*worker->tokens)) != RP_OK)
		return RP_ENOMEM;
	status = rp_store_unpack(worker->tokens, recall->scan->store, &words);
	if (status == RP_OK)
		status = rp_sketcher_again(
		    &sketch, worker->sketcher, worker->tokens, count,
		    result->sketch.content, result->sketch.simhash);
	return status == RP_OK
		   ? scan_keep_sketch(item, result, worker->sketcher, &sketch,
				      scan_slice(&item->bytes, result->title),
				      recall->scan)
		   : status;
}

static int work(void *context, unsigned index, void *slot)
{
	struct recall *recall = context;
	struct recalled *recalled = slot;
	size_t i;
	int status = RP_OK;

	rp_buffer_trim(&recalled->item.words, RP_BATCH_KEEP);
	rp_buffer_trim(&recalled->item.keys, RP_BATCH_KEEP);
	for (i = 0; i < recalled->count && status == RP_OK; i++)
		status =
		    sketch_one(recall, &recall->workers[index], recalled, i);
	return status;
}

static int commit(void *context, void *slot)
{
	struct recall *recall = context;
	struct scan *scan = recall->scan;
	struct recalled *recalled = slot;
	size_t i;

	for (i = 0; i < recalled->count; i++) {
		uint32_t number;
		int status = rp_array_reserve(&scan->ids, &scan->ids_capacity,
					      scan->totals.articles + 1,
					      sizeof(*scan->ids));

		if (status == RP_OK)
			status = scan_add(&number, scan, &recalled->item,
					  &recalled->item.results[i]);
		if (status == RP_OK && scan->index)
			status = scan_index_add(
			    scan, recalled->ids[i],
			    recalled->item.results[i].sketch.content[0]);
		if (status != RP_OK)
			return status;
		scan->ids[number] = recalled->ids[i];
	}
	rp_progress_update(&scan->progress, 0, 0, scan->totals.articles);
	return RP_OK;
}

static int recall_create(struct recall *recall, int64_t last)
{
	unsigned i;
	size_t k;
	int status = RP_OK;

	recall->slot_count = recall->threads * RP_PIPELINE_SLOTS;
	recall->workers = calloc(recall->threads, sizeof(*recall->workers));
	recall->slots = calloc(recall->slot_count, sizeof(*recall->slots));
	if (!recall->workers || !recall->slots)
		return RP_ENOMEM;
	for (k = 0; k < recall->slot_count && status == RP_OK; k++) {
		struct scan_item *item = &recall->slots[k].item;

		scan_item_init(item);
		status = rp_array_reserve(&item->results, &item->capacity,
					  BATCH, sizeof(*item->results));
	}
	for (i = 0; i < recall->threads && status == RP_OK; i++)
		status = rp_sketcher_create(&recall->workers[i].sketcher,
					    &recall->scan->options.match);
	if (status == RP_OK)
		status = rp_store_reading_create(&recall->reading,
						 recall->scan->store, last);
	return status;
}

static void recall_dispose(struct recall *recall)
{
	unsigned i;
	size_t k;

	rp_store_reading_free(recall->reading);
	for (i = 0; recall->workers && i < recall->threads; i++) {
		rp_sketcher_free(recall->workers[i].sketcher);
		free(recall->workers[i].tokens);
	}
	for (k = 0; recall->slots && k < recall->slot_count; k++)
		scan_item_dispose(&recall->slots[k].item);
	free(recall->workers);
	free(recall->slots);
}

/* Read back all articles behind the id last. */
static int read_back(struct scan *scan, int64_t last)
{
	struct recall recall = {.scan = scan,
				.threads = scan->options.match.threads};
	int status = recall_create(&recall, last);

	if (status == RP_OK) {
		struct rp_pipeline pipeline = {.context = &recall,
					       .produce = produce,
					       .work = work,
					       .commit = commit,
					       .items = recall.slots,
					       .item_size =
						   sizeof(*recall.slots),
					       .slots = recall.slot_count,
					       .threads = recall.threads};

		status = rp_pipeline_run(&pipeline);
	}
	recall_dispose(&recall);
	return status;
}

/* Which articles are tonight's, and how many of them are versions. */
static int find_tonight(struct scan *scan)
{
	scan->first_tonight =
	    (uint32_t)scan_articles_before(scan, rp_store_first(scan->store));
	return rp_store_versions(&scan->night.versions, scan->store);
}

/* Fill the corpus, from the index as far as it goes. */
static int recall_all(struct scan *scan)
{
	int64_t last = 0;
	int status = RP_OK;

	if (scan->index)
		status = scan_index_load(&last, scan);
	if (status == RP_OK)
		status = read_back(scan, last);
	if (status == RP_OK && scan->index)
		status = scan_index_save(scan);
	if (status == RP_OK)
		status = find_tonight(scan);
	if (status == RP_EINVAL) {
		rp_error_set(&scan->error,
			     "%s: the words of an article are damaged; "
			     "'reprint store check --store %s' names it, and "
			     "'reprint store repair' takes it out",
			     scan->options.store, scan->options.store);
		return RP_ESTORE;
	}
	if (status == RP_ESTORE && *rp_store_error(scan->store))
		rp_error_set(&scan->error, "%s", rp_store_error(scan->store));
	return status;
}

int scan_recall(struct scan *scan)
{
	int status = scan_store_explain(scan, rp_store_commit(scan->store));

	if (status != RP_OK)
		return status;
	/* All that was read is kept. */
	if (!scan->options.quiet && scan_store_last_words(scan) == RP_OK)
		rp_signals_say(scan->last_words.data);
	rp_signals_resume();
	return recall_all(scan);
}

int scan_recall_again(struct scan *scan)
{
	int status = scan_index_restart(scan);

	return status == RP_OK ? recall_all(scan) : status;
}
