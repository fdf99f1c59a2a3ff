/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_read.c - every record of the input to a sketch in the corpus
 *
 * A pipeline: the reader produces batches of records, workers extract and
 * sketch each with scratch memory of their own, results are committed to the
 * corpus in the order of the input.
 */
#include "http.h"
#include "parallel.h"
#include "scan.h"

#include <stdlib.h>
#include <string.h>

/* Batches in flight for each thread: one worked on, one waiting its turn. */
#define SLOTS_PER_THREAD 3

/* Scratch of one thread. */
struct worker {
	struct rp_extractor *extractor;
	struct rp_sketcher *sketcher;
	struct rp_json_reader *json;
	struct rp_buffer http[2];
	struct rp_buffer source;
	char host[256];
};

/* What a worker made of one record. */
struct result {
	const char *reason; /* of a rejection; NULL: an article */
	bool not_text;	    /* neither: no article, passed over */
	struct rp_slice message;
	struct rp_slice source;
	struct rp_slice packed; /* catalogue entry */
	struct rp_slice key;
	struct rp_slice host;
	struct rp_slice tokens; /* bytes in words */
	struct rp_slice signature;
	struct rp_sketch sketch; /* pointers set at commit */
	struct rp_date date;
	size_t text_bytes;
	size_t replaced;
	unsigned ignored;
};

/* One slot of the pipeline. */
struct item {
	struct rp_batch batch;
	struct result *results;
	size_t capacity;
	struct rp_buffer bytes; /* messages, entries, keys */
	struct rp_buffer words; /* tokens and signatures, aligned to 4 */
};

struct reading {
	struct scan *scan;
	struct rp_reader *reader;
	struct worker *workers;
	struct item *items;
	size_t item_count;
	unsigned threads;
};

void scan_source(struct rp_buffer *out, const struct scan *scan,
		 const struct rp_record *record)
{
	rp_buffer_puts(out, scan->inputs.items[record->input].path);
	if (record->number)
		rp_buffer_printf(out, "#%llu",
				 (unsigned long long)record->number);
}

static struct rp_slice put(struct rp_buffer *buffer, const void *bytes,
			   size_t len)
{
	struct rp_slice slice = {buffer->len, len};

	rp_buffer_append(buffer, bytes, len);
	return slice;
}

static struct rp_str slice_of(const struct rp_buffer *buffer,
			      struct rp_slice slice)
{
	return (struct rp_str){buffer->data + slice.start, slice.len};
}

/* ----- work ----- */

/* An article on its way: fields of the record over those of the page. */
struct draft {
	struct rp_article article;
	struct rp_str id;
	struct rp_str fields[RP_JSON_FIELDS]; /* of a JSON record */
	bool spool_text; /* no input line to copy: text is written again */
};

static int refuse(struct item *item, struct result *result, const char *reason,
		  const char *message)
{
	result->reason = reason;
	result->message = put(&item->bytes, message, strlen(message));
	return RP_OK;
}

/* The short code of a status that costs the record. */
static const char *code_of(int status)
{
	switch (status) {
	case RP_EEMPTY:
		return "empty";
	case RP_ENOARTICLE:
		return "no-article";
	case RP_ESIZE:
		return "html-size";
	case RP_EDEPTH:
		return "html-depth";
	case RP_EATTRIBUTES:
		return "html-attributes";
	case RP_EPAGEMEMORY:
		return "html-memory";
	default:
		return NULL;
	}
}

/* The stated value of a field, or else what the page says. */
static struct rp_str prefer(struct rp_str stated, struct rp_str found)
{
	return stated.len ? stated : found;
}

static void pack(struct item *item, struct result *result,
		 struct worker *worker, const struct draft *draft,
		 struct rp_str source)
{
	const struct rp_article *article = &draft->article;
	struct rp_entry entry = {0};
	struct rp_str url = prefer(draft->fields[RP_JSON_URL], article->url);
	struct rp_str published =
	    prefer(draft->fields[RP_JSON_PUBLISHED], article->published);
	struct rp_str id = prefer(draft->id, source);

	entry.strings[RP_ENTRY_ID] = id;
	entry.strings[RP_ENTRY_SOURCE] = source;
	entry.strings[RP_ENTRY_URL] = url;
	entry.strings[RP_ENTRY_TITLE] =
	    prefer(draft->fields[RP_JSON_TITLE], article->title);
	entry.strings[RP_ENTRY_PUBLISHED] = published;
	entry.strings[RP_ENTRY_HOST] = (struct rp_str){
	    worker->host, rp_url_host(worker->host, sizeof(worker->host), url)};
	if (article->agency)
		entry.strings[RP_ENTRY_AGENCY] =
		    (struct rp_str){article->agency, strlen(article->agency)};
	if (draft->spool_text)
		entry.strings[RP_ENTRY_TEXT] = article->text;
	entry.date = rp_date_parse(published);
	entry.words = (uint32_t)result->sketch.token_count;
	result->date = entry.date;
	result->packed.start = item->bytes.len;
	rp_entry_pack(&item->bytes, &entry);
	result->packed.len = item->bytes.len - result->packed.start;
	result->key = put(&item->bytes, id.data, id.len);
	result->host =
	    put(&item->bytes, worker->host, entry.strings[RP_ENTRY_HOST].len);
}

/* Sketch the article and keep all that the commit needs. */
static int finish(struct item *item, struct result *result,
		  struct worker *worker, const struct draft *draft,
		  const struct rp_options *options)
{
	struct rp_sketch *sketch = &result->sketch;
	struct rp_str text = draft->article.text;
	struct rp_str source = slice_of(&item->bytes, result->source);
	struct rp_buffer copy;
	int status =
	    rp_sketcher_run(sketch, worker->sketcher, text.data, text.len);

	if (status != RP_OK)
		return status;
	result->text_bytes = text.len;
	result->replaced = draft->article.replaced;
	result->tokens = put(&item->words, sketch->tokens,
			     sketch->token_count * sizeof(uint32_t));
	result->signature = put(&item->words, sketch->signature,
				options->hashes * sizeof(uint32_t));
	/* source lies in the buffer that pack appends to. */
	rp_buffer_init(&copy);
	rp_buffer_str(&copy, source);
	pack(item, result, worker, draft, rp_buffer_view(&copy));
	status = rp_buffer_status(&copy);
	rp_buffer_dispose(&copy);
	if (status == RP_OK)
		status = rp_buffer_status(&item->bytes);
	return status == RP_OK ? rp_buffer_status(&item->words) : status;
}

static int read_json(struct draft *draft, struct item *item,
		     struct result *result, struct worker *worker,
		     struct rp_str line)
{
	struct rp_json_record record;
	struct rp_error error;
	const char *reason;
	struct rp_str body;
	int status;

	if (rp_json_reader_line(&record, worker->json, line.data, line.len,
				&reason, &error) != 0)
		return refuse(item, result, reason, error.message);
	memcpy(draft->fields, record.fields, sizeof(draft->fields));
	draft->id = record.fields[RP_JSON_ID];
	result->ignored = record.ignored;
	body = record.fields[RP_JSON_TEXT];
	if (body.data)
		status = rp_extractor_text(&draft->article, worker->extractor,
					   body.data, body.len, "utf-8");
	else
		status =
		    rp_extractor_html(&draft->article, worker->extractor,
				      record.fields[RP_JSON_HTML].data,
				      record.fields[RP_JSON_HTML].len, "utf-8");
	return status;
}

static int read_http(struct draft *draft, struct item *item,
		     struct result *result, struct worker *worker,
		     struct rp_str response)
{
	struct rp_http http;
	struct rp_error error;
	const char *charset;

	if (rp_http_read(&http, worker->http, response, RP_LIMIT_RECORD_BYTES,
			 &error) != 0)
		return refuse(item, result, "bad-http", error.message);
	charset = http.charset[0] ? http.charset : NULL;
	switch (http.kind) {
	case RP_HTTP_HTML:
		return rp_extractor_html(&draft->article, worker->extractor,
					 http.body.data, http.body.len,
					 charset);
	case RP_HTTP_TEXT:
		return rp_extractor_text(&draft->article, worker->extractor,
					 http.body.data, http.body.len,
					 charset);
	case RP_HTTP_OTHER:
		break;
	}
	result->not_text = true;
	return RP_OK;
}

/* The record's text and what it says of itself. */
static int read_record(struct draft *draft, struct item *item,
		       struct result *result, struct worker *worker,
		       const struct rp_record *record)
{
	struct rp_str body = rp_batch_view(&item->batch, record->body);

	draft->fields[RP_JSON_URL] = rp_batch_view(&item->batch, record->url);
	switch (record->kind) {
	case RP_RECORD_JSON:
		return read_json(draft, item, result, worker, body);
	case RP_RECORD_HTTP:
		draft->spool_text = true;
		return read_http(draft, item, result, worker, body);
	case RP_RECORD_HTML:
		draft->spool_text = true;
		return rp_extractor_html(&draft->article, worker->extractor,
					 body.data, body.len, NULL);
	case RP_RECORD_TEXT:
		draft->spool_text = true;
		return rp_extractor_text(&draft->article, worker->extractor,
					 body.data, body.len, NULL);
	case RP_RECORD_REJECT:
		break;
	}
	return RP_EINVAL;
}

static int work_record(struct reading *reading, struct worker *worker,
		       struct item *item, const struct rp_record *record,
		       struct result *result)
{
	struct draft draft = {0};
	int status;

	memset(result, 0, sizeof(*result));
	rp_buffer_clear(&worker->source);
	scan_source(&worker->source, reading->scan, record);
	result->source =
	    put(&item->bytes, worker->source.data, worker->source.len);
	if (record->kind == RP_RECORD_REJECT) {
		struct rp_str message =
		    rp_batch_view(&item->batch, record->message);

		result->reason = record->reason;
		result->message = put(&item->bytes, message.data, message.len);
		return rp_buffer_status(&item->bytes);
	}
	status = read_record(&draft, item, result, worker, record);
	if (status == RP_OK && !result->reason && !result->not_text) {
		draft.spool_text =
		    draft.spool_text && reading->scan->read_again;
		status = finish(item, result, worker, &draft,
				&reading->scan->options.match);
	}
	if (status != RP_OK && code_of(status))
		return refuse(item, result, code_of(status),
			      rp_strerror(status));
	return status;
}

static int work(void *context, unsigned index, void *slot)
{
	struct reading *reading = context;
	struct item *item = slot;
	size_t i;

	rp_buffer_clear(&item->bytes);
	rp_buffer_clear(&item->words);
	if (rp_array_reserve(&item->results, &item->capacity, item->batch.count,
			     sizeof(*item->results)) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < item->batch.count; i++) {
		int status =
		    work_record(reading, &reading->workers[index], item,
				&item->batch.records[i], &item->results[i]);

		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

/* ----- commit ----- */

static int add_article(uint32_t *id, struct scan *scan, struct item *item,
		       struct result *result)
{
	struct rp_facts facts = {result->date,
				 slice_of(&item->bytes, result->host),
				 slice_of(&item->bytes, result->key)};
	int status;

	result->sketch.tokens =
	    (const void *)slice_of(&item->words, result->tokens).data;
	result->sketch.signature =
	    (const void *)slice_of(&item->words, result->signature).data;
	status = rp_corpus_add(id, scan->corpus, &result->sketch, &facts);
	if (status == RP_OK)
		status = rp_catalogue_add(
		    &scan->catalogue, slice_of(&item->bytes, result->packed));
	if (status != RP_OK)
		return status;
	scan->totals.articles++;
	scan->totals.text_bytes += result->text_bytes;
	scan->totals.replaced += result->replaced;
	scan->totals.ignored += result->ignored;
	return RP_OK;
}

static int commit_result(struct scan *scan, struct item *item,
			 struct result *result)
{
	uint32_t *fate = rp_chunks_push(&scan->fates);

	if (!fate)
		return RP_ENOMEM;
	if (result->reason) {
		*fate = SCAN_REJECTED;
		return rp_rejects_add(
		    &scan->rejects, slice_of(&item->bytes, result->source),
		    result->reason, slice_of(&item->bytes, result->message));
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
	struct item *item = slot;
	size_t i;

	for (i = 0; i < item->batch.count; i++) {
		int status = commit_result(scan, item, &item->results[i]);

		if (status != RP_OK)
			return status;
	}
	rp_progress_update(&scan->progress, item->batch.consumed,
			   scan->inputs.bytes, scan->totals.articles);
	return RP_OK;
}

static int produce(void *context, void *slot)
{
	struct reading *reading = context;
	struct item *item = slot;

	return rp_reader_next(reading->reader, &item->batch);
}

/* ----- set-up ----- */

static int worker_init(struct worker *worker, const struct scan *scan)
{
	int status;

	rp_buffer_init(&worker->http[0]);
	rp_buffer_init(&worker->http[1]);
	rp_buffer_init(&worker->source);
	status = rp_extractor_create(&worker->extractor);
	if (status == RP_OK)
		status =
		    rp_sketcher_create(&worker->sketcher, &scan->options.match);
	if (status != RP_OK)
		return status;
	worker->json = rp_json_reader_create(scan->options.fields);
	return worker->json ? RP_OK : RP_ENOMEM;
}

static void worker_dispose(struct worker *worker)
{
	rp_extractor_free(worker->extractor);
	rp_sketcher_free(worker->sketcher);
	rp_json_reader_free(worker->json);
	rp_buffer_dispose(&worker->http[0]);
	rp_buffer_dispose(&worker->http[1]);
	rp_buffer_dispose(&worker->source);
}

static void item_init(struct item *item)
{
	memset(item, 0, sizeof(*item));
	rp_batch_init(&item->batch);
	rp_buffer_init(&item->bytes);
	rp_buffer_init(&item->words);
}

static void item_dispose(struct item *item)
{
	rp_batch_dispose(&item->batch);
	rp_buffer_dispose(&item->bytes);
	rp_buffer_dispose(&item->words);
	free(item->results);
}

static int reading_create(struct reading *reading)
{
	struct scan *scan = reading->scan;
	struct rp_reader_options options = {
	    scan->read_again ? scan->replay : -1, -1};
	unsigned i;
	int status;

	reading->item_count = (size_t)reading->threads * SLOTS_PER_THREAD;
	reading->workers = calloc(reading->threads, sizeof(*reading->workers));
	reading->items = calloc(reading->item_count, sizeof(*reading->items));
	if (!reading->workers || !reading->items)
		return RP_ENOMEM;
	for (i = 0; i < reading->item_count; i++)
		item_init(&reading->items[i]);
	for (i = 0; i < reading->threads; i++) {
		status = worker_init(&reading->workers[i], scan);
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
		worker_dispose(&reading->workers[i]);
	for (i = 0; reading->items && i < reading->item_count; i++)
		item_dispose(&reading->items[i]);
	free(reading->workers);
	free(reading->items);
}

static int run(struct reading *reading)
{
	struct rp_pipeline pipeline = {.context = reading,
				       .produce = produce,
				       .work = work,
				       .commit = commit,
				       .slots = reading->item_count,
				       .threads = reading->threads};
	size_t i;
	int status;

	pipeline.items = calloc(pipeline.slots, sizeof(*pipeline.items));
	if (!pipeline.items)
		return RP_ENOMEM;
	for (i = 0; i < pipeline.slots; i++)
		pipeline.items[i] = &reading->items[i];
	status = rp_pipeline_run(&pipeline);
	free(pipeline.items);
	return status;
}

/* The reason behind RP_ESTORE lies in one of the two spools. */
static void explain(struct scan *scan)
{
	const char *words = rp_spool_file_error(scan->words);
	const char *entries = rp_spool_file_error(scan->catalogue.spool);

	if (*words)
		rp_error_set(&scan->error, "%s", words);
	else if (*entries)
		rp_error_set(&scan->error, "%s", entries);
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
	if (status == RP_ESTORE)
		explain(scan);
	if (status == RP_OK) {
		stats = rp_reader_stats(reading.reader);
		scan->totals.passed_over +=
		    stats.blank_lines + stats.warc_other + scan->inputs.hidden;
	}
	scan->totals.rejected = scan->rejects.total;
	scan->totals.files = scan->inputs.count;
	reading_dispose(&reading);
	return status;
}
