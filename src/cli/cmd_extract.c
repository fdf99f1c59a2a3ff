/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmd_extract.c - "reprint extract": articles in, text and metadata out
 *
 * A pipeline without a memory: batches are read, extracted and written as
 * text by the workers, and appended to the output in the order of the input.
 */
#include "array.h"
#include "commands.h"
#include "exit.h"
#include "extract_write.h"
#include "field_names.h"
#include "log.h"
#include "output.h"
#include "own_files.h"
#include "parallel.h"
#include "progress.h"
#include "reader.h"
#include "rejects.h"
#include "unread.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct extract_options {
	struct rp_field_names fields;
	rp_extract_writer *write;
	const char *output;
	unsigned threads;
	bool quiet;
};

/* A record that was refused, told of at commit. */
struct refusal {
	const char *reason;
	struct rp_slice source;
	struct rp_slice message;
};

/* One slot of the pipeline. */
struct item {
	struct rp_batch batch;
	struct rp_buffer lines;
	struct rp_buffer bytes; /* of the refusals */
	struct refusal *refusals;
	size_t refused;
	size_t capacity;
	uint64_t articles;
	uint64_t ignored;
	struct rp_report_unread unread[RP_REPORT_UNREAD];
	unsigned fields; /* of JSON that were found (unread.h) */
};

struct worker {
	struct rp_record_reader reader;
	struct rp_buffer source;
};

struct extract {
	struct extract_options options;
	struct rp_inputs inputs;
	struct rp_progress progress;
	struct rp_rejects rejects;
	struct rp_reader *reader;
	struct rp_output out;
	struct worker *workers;
	struct item *items;
	size_t item_count;
	uint64_t articles;
	uint64_t ignored; /* fields of a wrong type */
	struct rp_report_unread unread[RP_REPORT_UNREAD];
	unsigned fields;
};

/* ----- options ----- */

static const char *take_format(void *context, const char *value)
{
	struct extract_options *options = context;

	if (strcmp(value, "json") == 0)
		options->write = rp_extract_json;
	else if (strcmp(value, "text") == 0)
		options->write = rp_extract_text;
	else
		return "not one of json, text";
	return NULL;
}

static const struct rp_option table[] = {
    {"format", "FORMAT", "json (JSON Lines, default), or text for reading",
     RP_TAKE(take_format), .letter = 'f'},
    {"output", "FILE", "write to FILE (default: standard output)",
     RP_TEXT(struct extract_options, output), .letter = 'o'},
    {"field", "FIELD=NAME",
     "JSON: NAME (or pointer /A/B) is id, url, title, published, text or "
     "html; several: in turn",
     RP_TAKE_AT(struct extract_options, fields, struct rp_field_names,
		rp_field_names_take)},
    RP_DATE_ORDER(struct extract_options),
    {"threads", "N", "threads (one a core); never changes a result",
     RP_WHOLE(struct extract_options, threads, 1, 512)},
    {"quiet", NULL, "print nothing on standard error but failures",
     RP_SWITCH(struct extract_options, quiet)},
    {"log-format", "FORMAT",
     "messages as text (default) or json, a line an event",
     RP_TAKE(rp_log_take)},
    RP_HELP,
};

static void options_init(struct extract_options *options)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	memset(options, 0, sizeof(*options));
	rp_field_names_init(&options->fields);
	options->write = rp_extract_json;
	options->threads = cores > 0 ? (unsigned)cores : 1;
}

/* ----- the pipeline ----- */

static struct rp_slice put(struct rp_buffer *buffer, const char *bytes,
			   size_t len)
{
	struct rp_slice slice = {buffer->len, len};

	rp_buffer_append(buffer, bytes, len);
	return slice;
}

static int add_refusal(struct item *item, struct rp_str source,
		       const struct rp_draft *draft)
{
	struct refusal *refusal;

	if (rp_array_reserve(&item->refusals, &item->capacity,
			     item->refused + 1,
			     sizeof(*item->refusals)) != RP_OK)
		return RP_ENOMEM;
	refusal = &item->refusals[item->refused++];
	refusal->reason = draft->reason;
	refusal->source = put(&item->bytes, source.data, source.len);
	refusal->message = put(&item->bytes, draft->error.message,
			       strlen(draft->error.message));
	return RP_OK;
}

static int work_record(const struct extract *extract, struct worker *worker,
		       struct item *item, const struct rp_record *record)
{
	struct rp_draft draft;
	struct rp_extracted extracted = {.draft = &draft,
					 .json = worker->reader.json};
	int status;

	rp_buffer_clear(&worker->source);
	rp_record_source(&worker->source, &extract->inputs, record);
	extracted.source = rp_buffer_view(&worker->source);
	if (worker->source.failed)
		return RP_ENOMEM;
	status = rp_record_read(&draft, &worker->reader, &item->batch, record);
	if (status != RP_OK || draft.not_text)
		return status;
	extract->options.write(&item->lines, &extracted);
	item->ignored += draft.ignored;
	if (!draft.reason) {
		item->articles++;
		rp_unread_count(item->unread, &draft);
		item->fields |= rp_unread_fields(&draft);
		return RP_OK;
	}
	return add_refusal(item, extracted.source, &draft);
}

static int work(void *context, unsigned index, void *slot)
{
	struct extract *extract = context;
	struct item *item = slot;
	int status = RP_OK;
	size_t i;

	rp_buffer_trim(&item->lines, RP_BATCH_KEEP);
	rp_buffer_trim(&item->bytes, RP_BATCH_KEEP);
	item->refused = 0;
	item->articles = 0;
	item->ignored = 0;
	item->fields = 0;
	memset(item->unread, 0, sizeof(item->unread));
	for (i = 0; i < item->batch.count && status == RP_OK; i++)
		status = work_record(extract, &extract->workers[index], item,
				     &item->batch.records[i]);
	if (status == RP_OK)
		status = rp_buffer_status(&item->lines);
	return status == RP_OK ? rp_buffer_status(&item->bytes) : status;
}

static int produce(void *context, void *slot)
{
	struct extract *extract = context;
	struct item *item = slot;

	return rp_reader_next(extract->reader, &item->batch);
}

static struct rp_str view(const struct rp_buffer *buffer, struct rp_slice slice)
{
	return (struct rp_str){buffer->data + slice.start, slice.len};
}

static int commit(void *context, void *slot)
{
	struct extract *extract = context;
	struct item *item = slot;
	size_t i;

	for (i = 0; i < item->refused; i++) {
		const struct refusal *refusal = &item->refusals[i];
		int status = rp_rejects_add(
		    &extract->rejects, view(&item->bytes, refusal->source),
		    refusal->reason, view(&item->bytes, refusal->message));

		if (status != RP_OK)
			return status;
	}
	rp_outfile_write(extract->out.file, item->lines.data, item->lines.len);
	if (rp_outfile_is_lost(extract->out.file))
		return RP_ESTORE;
	extract->articles += item->articles;
	extract->ignored += item->ignored;
	extract->fields |= item->fields;
	rp_unread_add(extract->unread, item->unread);
	rp_progress_update(&extract->progress, item->batch.consumed,
			   extract->inputs.bytes, extract->articles);
	return RP_OK;
}

static int pipeline_run(struct extract *extract)
{
	struct rp_pipeline pipeline = {.context = extract,
				       .produce = produce,
				       .work = work,
				       .commit = commit,
				       .items = extract->items,
				       .item_size = sizeof(*extract->items),
				       .slots = extract->item_count,
				       .threads = extract->options.threads};

	return rp_pipeline_run(&pipeline);
}

/* ----- set-up ----- */

static int extract_create(struct extract *extract)
{
	const struct rp_reader_options options = {
	    -1, -1, NULL, &extract->options.fields.names};
	unsigned threads = extract->options.threads;
	int64_t now = (int64_t)time(NULL);
	size_t i;

	extract->item_count = threads * RP_PIPELINE_SLOTS;
	extract->workers = calloc(threads, sizeof(*extract->workers));
	extract->items = calloc(extract->item_count, sizeof(*extract->items));
	if (!extract->workers || !extract->items)
		return RP_ENOMEM;
	for (i = 0; i < extract->item_count; i++) {
		rp_batch_init(&extract->items[i].batch);
		rp_buffer_init(&extract->items[i].lines);
		rp_buffer_init(&extract->items[i].bytes);
	}
	for (i = 0; i < threads; i++)
		rp_buffer_init(&extract->workers[i].source);
	for (i = 0; i < threads; i++) {
		int status = rp_record_reader_init(
		    &extract->workers[i].reader, &extract->options.fields, now);

		if (status != RP_OK)
			return status;
		extract->workers[i].reader.languages = true;
	}
	return rp_reader_create(&extract->reader, &extract->inputs, &options);
}

static void extract_dispose(struct extract *extract)
{
	size_t i;

	rp_reader_free(extract->reader);
	for (i = 0; extract->workers && i < extract->options.threads; i++) {
		rp_record_reader_dispose(&extract->workers[i].reader);
		rp_buffer_dispose(&extract->workers[i].source);
	}
	for (i = 0; extract->items && i < extract->item_count; i++) {
		rp_batch_dispose(&extract->items[i].batch);
		rp_buffer_dispose(&extract->items[i].lines);
		rp_buffer_dispose(&extract->items[i].bytes);
		free(extract->items[i].refusals);
	}
	free(extract->workers);
	free(extract->items);
	rp_inputs_dispose(&extract->inputs);
}

/* ----- the run ----- */

static int fail(struct extract *extract, const char *what)
{
	rp_progress_clear(&extract->progress);
	rp_log(RP_LOG_ERROR, "%s", what);
	return RP_EXIT_FAILED;
}

static void print_totals(struct extract *extract)
{
	if (extract->ignored)
		rp_log(RP_LOG_INFO,
		       "%llu fields of a wrong type were treated as absent",
		       (unsigned long long)extract->ignored);
	rp_unread_finish(extract->unread, &extract->options.fields,
			 extract->fields);
	rp_unread_log(extract->unread);
	if (extract->articles > 0 && extract->options.output)
		rp_log(RP_LOG_INFO, "%llu articles, %llu rejected",
		       (unsigned long long)extract->articles,
		       (unsigned long long)extract->rejects.total);
}

static void print_summary(struct extract *extract)
{
	rp_rejects_finish(&extract->rejects);
	if (!extract->options.quiet)
		print_totals(extract);
	if (extract->articles == 0)
		rp_log(RP_LOG_ERROR, "no usable article in the input");
}

static int steps(struct extract *extract, struct rp_error *error)
{
	bool lost;
	int status = extract_create(extract);

	if (status == RP_OK)
		status = pipeline_run(extract);
	lost = rp_outfile_is_lost(extract->out.file);
	if (status != RP_OK && !lost)
		return fail(extract, rp_strerror(status));
	rp_progress_clear(&extract->progress);
	if (rp_outfile_finish(extract->out.file, error) != 0)
		return fail(extract, error->message);
	/* Nobody reads on, as behind "head". */
	if (lost)
		return RP_EXIT_DONE;
	print_summary(extract);
	if (extract->articles == 0)
		return RP_EXIT_NOTHING;
	return extract->rejects.total ? RP_EXIT_REJECTS : RP_EXIT_DONE;
}

/* Run with the output open, and put it in place if all went well. */
static int with_output(struct extract *extract)
{
	struct rp_error error;
	int code;

	if (rp_output_open(&extract->out, extract->options.output, &error) != 0)
		return fail(extract, error.message);
	code = steps(extract, &error);
	if (code == RP_EXIT_FAILED)
		rp_output_abort(&extract->out);
	else if (rp_output_place(&extract->out, &error) != 0)
		code = fail(extract, error.message);
	return code;
}

/* The inputs and what is written, apart. */
static int inputs_read(struct extract *extract, int count, char **paths)
{
	const char *output =
	    extract->options.output ? extract->options.output : "-";
	int code;
	int i;

	rp_inputs_init(&extract->inputs);
	for (i = 0; i < count; i++)
		if (rp_inputs_add(&extract->inputs, paths[i]) != RP_OK)
			return fail(extract, rp_strerror(RP_ENOMEM));
	code = rp_own_files_set_apart(&rp_command_extract, &extract->inputs,
				      &output, 1, extract->options.quiet);
	if (code < 0)
		rp_inputs_finish(&extract->inputs);
	return code;
}

static int run(const struct rp_command *command, int argc, char **argv)
{
	struct extract extract;
	int rest;
	int code;

	memset(&extract, 0, sizeof(extract));
	options_init(&extract.options);
	code = rp_options_parse(command, &extract.options, argc, argv, &rest);
	if (code >= 0)
		return code;
	if (rest == 0)
		return rp_options_usage(command, "no input given");
	rp_progress_init(&extract.progress, extract.options.quiet);
	extract.rejects.unlisted = true;
	extract.rejects.printed =
	    extract.options.quiet ? RP_REJECTS_QUIET : RP_REJECTS_SHOWN;
	extract.rejects.progress = &extract.progress;
	code = inputs_read(&extract, rest, argv);
	if (code < 0)
		code = with_output(&extract);
	extract_dispose(&extract);
	return code;
}

const struct rp_command rp_command_extract = {
    "extract",
    "[OPTION]... INPUT...",
    "Write text and metadata of every article, one line each.",
    "INPUT is what \"reprint scan\" takes. Each page gives one line, also "
    "one without an\narticle: its \"text\" is null and its \"error\" says "
    "why. Fields of JSON input are\npassed through.\n\n"
    "Exit codes: 0 done, 2 usage, 3 done but some input was rejected, 4 no "
    "usable\narticle, 5 failed (memory, disk, output).",
    table,
    sizeof(table) / sizeof(table[0]),
    run,
};
