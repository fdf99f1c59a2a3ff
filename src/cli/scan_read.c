/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_read.c - every record of the input to a sketch in the corpus
 *
 * A pipeline: the reader produces batches of records, workers extract and
 * sketch each with scratch memory of their own, results are committed to the
 * corpus in the order of the input.
 */
#include "parallel.h"
#include "scan_store.h"
#include "scan_work.h"
#include "signals.h"
#include "unread.h"

#include <stdlib.h>

struct reading {
	struct scan *scan;
	struct rp_reader *reader;
	struct scan_worker *workers;
	struct scan_item *items;
	size_t item_count;
	unsigned threads;
};

/* ----- commit ----- */

static int add_article(uint32_t *fate, struct scan *scan,
		       struct scan_item *item, struct scan_result *result)
{
	int status = scan->store ? scan_store_add(fate, scan, item, result)
				 : scan_add(fate, scan, item, result);

	if (status != RP_OK)
		return status;
	scan->totals.text_bytes += result->text_bytes;
	scan->totals.cut += result->cut;
	scan->totals.replaced += result->replaced;
	scan->totals.decoded += result->decoded;
	scan->totals.ignored += result->ignored;
	/* What a store knows was told when it came. */
	if (scan->store && *fate == SCAN_KNOWN)
		return RP_OK;
	scan->totals.undated += result->undated;
	rp_unread_add(scan->totals.unread, result->unread);
	return RP_OK;
}

static int commit_result(struct scan *scan, struct scan_item *item,
			 struct scan_result *result)
{
	uint32_t *fate = rp_chunks_push(&scan->fates);

	if (!fate)
		return RP_ENOMEM;
	scan->fields |= result->fields;
	if (result->reason) {
		*fate = SCAN_REJECTED;
		return rp_rejects_add(
		    &scan->rejects, scan_slice(&item->bytes, result->source),
		    result->reason, scan_slice(&item->bytes, result->message));
	}
	if (result->not_text) {
		*fate = SCAN_NOT_TEXT;
		scan->totals.passed_over++;
		return RP_OK;
	}
	return add_article(fate, scan, item, result);
}

static int commit(void *context, void *slot)
{
	struct reading *reading = context;
	struct scan *scan = reading->scan;
	struct scan_item *item = slot;
	size_t i;

	for (i = 0; i < item->batch.count; i++) {
		int status = commit_result(scan, item, &item->results[i]);

		if (status != RP_OK)
			return status;
	}
	rp_progress_update(&scan->progress, item->batch.consumed,
			   scan->inputs.bytes,
			   scan->totals.articles + scan->night.read);
	return RP_OK;
}

static int produce(void *context, void *slot)
{
	struct reading *reading = context;
	struct scan_item *item = slot;

	return rp_reader_next(reading->reader, &item->batch);
}

static int work(void *context, unsigned index, void *slot)
{
	struct reading *reading = context;

	return scan_work_batch(slot, &reading->workers[index], reading->scan);
}

/* ----- set-up ----- */

static int reading_create(struct reading *reading)
{
	struct scan *scan = reading->scan;
	struct rp_reader_options options = {
	    .tee = scan->read_again ? scan->replay : -1,
	    .replay = -1,
	    .stopped = scan->store ? rp_signals_came : NULL,
	    .names = &scan->options.fields.names};
	unsigned i;
	int status;

	reading->item_count = reading->threads * RP_PIPELINE_SLOTS;
	reading->workers = calloc(reading->threads, sizeof(*reading->workers));
	reading->items = calloc(reading->item_count, sizeof(*reading->items));
	if (!reading->workers || !reading->items)
		return RP_ENOMEM;
	for (i = 0; i < reading->item_count; i++)
		scan_item_init(&reading->items[i]);
	for (i = 0; i < reading->threads; i++) {
		status = scan_worker_init(&reading->workers[i], scan);
		if (status != RP_OK)
			return status;
	}
	return rp_reader_create(&reading->reader, &scan->inputs, &options);
}

static void reading_dispose(struct reading *reading)
{
	size_t i;

	rp_reader_free(reading->reader);
	for (i = 0; reading->workers && i < reading->threads; i++)
		scan_worker_dispose(&reading->workers[i]);
	for (i = 0; reading->items && i < reading->item_count; i++)
		scan_item_dispose(&reading->items[i]);
	free(reading->workers);
	free(reading->items);
}

static int run(struct reading *reading)
{
	struct rp_pipeline pipeline = {.context = reading,
				       .produce = produce,
				       .work = work,
				       .commit = commit,
				       .items = reading->items,
				       .item_size = sizeof(*reading->items),
				       .slots = reading->item_count,
				       .threads = reading->threads};

	return rp_pipeline_run(&pipeline);
}

void scan_explain_spools(struct scan *scan)
{
	struct rp_spool_file *const spools[] = {
	    scan->words, scan->catalogue.spool, scan->fresh.spool};
	size_t i;

	for (i = 0;
	     i < sizeof(spools) / sizeof(spools[0]) && !*scan->error.message;
	     i++)
		if (spools[i])
			rp_error_set(&scan->error, "%s",
				     rp_spool_file_error(spools[i]));
}

int scan_read(struct scan *scan)
{
	struct reading reading = {.scan = scan,
				  .threads = scan->options.match.threads};
	struct rp_reader_stats stats;
	int status;

	status = reading_create(&reading);
	if (status == RP_OK)
		status = run(&reading);
	/* What was read is in the store; the next run goes on from there. */
	if (status == RP_OK && scan->store && rp_signals_came()) {
		scan->stopped = true;
		status = RP_ESTORE;
	}
	if (status == RP_ESTORE)
		scan_explain_spools(scan);
	if (status == RP_OK) {
		stats = rp_reader_stats(reading.reader);
		scan->totals.passed_over +=
		    stats.blank_lines + stats.warc_other + scan->inputs.hidden;
	}
	rp_unread_finish(scan->totals.unread, &scan->options.fields,
			 scan->fields);
	scan->totals.rejected = scan->rejects.total;
	scan->totals.files = scan->inputs.count;
	reading_dispose(&reading);
	return status;
}
