/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_work.c - one record to one article, or to the reason why not
 *
 * What a record states of itself (the fields of a JSON line, the address in an
 * archive) goes before what its page says.
 */
#include "scan_work.h"

#include "array.h"
#include "http.h"

#include <stdlib.h>
#include <string.h>

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

/* An article on its way: fields of the record over those of the page. */
struct draft {
	struct rp_article article;
	struct rp_str id;
	struct rp_str fields[RP_JSON_FIELDS]; /* of a JSON record */
	bool spool_text; /* no input line to copy: text is written again */
};

static int refuse(struct scan_item *item, struct scan_result *result,
		  const char *reason, const char *message)
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

static void pack(struct scan_item *item, struct scan_result *result,
		 struct scan_worker *worker, const struct draft *draft)
{
	const struct rp_article *article = &draft->article;
	struct rp_str source = rp_buffer_view(&worker->source);
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
static int finish(struct scan_item *item, struct scan_result *result,
		  struct scan_worker *worker, const struct draft *draft,
		  const struct rp_options *options)
{
	struct rp_sketch *sketch = &result->sketch;
	struct rp_str text = draft->article.text;
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
	pack(item, result, worker, draft);
	status = rp_buffer_status(&item->bytes);
	return status == RP_OK ? rp_buffer_status(&item->words) : status;
}

static int read_json(struct draft *draft, struct scan_item *item,
		     struct scan_result *result, struct scan_worker *worker,
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

static int read_http(struct draft *draft, struct scan_item *item,
		     struct scan_result *result, struct scan_worker *worker,
		     struct rp_str response)
{
	struct rp_http http;
	struct rp_error error;
	const char *charset;

	if (rp_http_read(&http, worker->http, response, RP_LIMIT_HTML_BYTES,
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
static int read_record(struct draft *draft, struct scan_item *item,
		       struct scan_result *result, struct scan_worker *worker,
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

static int work_record(const struct scan *scan, struct scan_worker *worker,
		       struct scan_item *item, const struct rp_record *record,
		       struct scan_result *result)
{
	struct draft draft = {0};
	int status;

	memset(result, 0, sizeof(*result));
	rp_buffer_clear(&worker->source);
	scan_source(&worker->source, scan, record);
	if (worker->source.failed)
		return RP_ENOMEM;
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
		draft.spool_text = draft.spool_text && scan->read_again;
		status =
		    finish(item, result, worker, &draft, &scan->options.match);
	}
	if (status != RP_OK && code_of(status))
		return refuse(item, result, code_of(status),
			      rp_strerror(status));
	return status;
}

int scan_work_batch(struct scan_item *item, struct scan_worker *worker,
		    const struct scan *scan)
{
	size_t i;

	rp_buffer_trim(&item->bytes, RP_BATCH_KEEP);
	rp_buffer_trim(&item->words, RP_BATCH_KEEP);
	if (rp_array_reserve(&item->results, &item->capacity, item->batch.count,
			     sizeof(*item->results)) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < item->batch.count; i++) {
		int status =
		    work_record(scan, worker, item, &item->batch.records[i],
				&item->results[i]);

		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

/* ----- scratch ----- */

int scan_worker_init(struct scan_worker *worker, const struct scan *scan)
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

void scan_worker_dispose(struct scan_worker *worker)
{
	rp_extractor_free(worker->extractor);
	rp_sketcher_free(worker->sketcher);
	rp_json_reader_free(worker->json);
	rp_buffer_dispose(&worker->http[0]);
	rp_buffer_dispose(&worker->http[1]);
	rp_buffer_dispose(&worker->source);
}

void scan_item_init(struct scan_item *item)
{
	memset(item, 0, sizeof(*item));
	rp_batch_init(&item->batch);
	rp_buffer_init(&item->bytes);
	rp_buffer_init(&item->words);
}

void scan_item_dispose(struct scan_item *item)
{
	rp_batch_dispose(&item->batch);
	rp_buffer_dispose(&item->bytes);
	rp_buffer_dispose(&item->words);
	free(item->results);
}
