/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_work.c - records to sketched articles, or to the reasons why not
 */
#include "scan_work.h"

#include "array.h"
#include "date_text.h"
#include "hash.h"
#include "unread.h"

#include <stdlib.h>
#include <string.h>

struct rp_slice scan_put(struct rp_buffer *buffer, const void *bytes,
			 size_t len)
{
	struct rp_slice slice = {buffer->len, len};

	rp_buffer_append(buffer, bytes, len);
	return slice;
}

/* What readers of a store find again: the date as stated, but none that was not
 * believed, and one in figures whose order only this run knows as what it was
 * read as. */
static struct rp_slice put_published(struct rp_buffer *out,
				     struct rp_str stated, struct rp_date date)
{
	bool understood = rp_date_parse(stated).precision != RP_DATE_NONE;
	char text[32];

	if (date.precision == RP_DATE_NONE && understood)
		return (struct rp_slice){0, 0};
	if (date.precision != RP_DATE_NONE && !understood)
		stated = rp_report_stamp(text, date);
	return scan_put(out, stated.data, stated.len);
}

static void pack(struct scan_item *item, struct scan_result *result,
		 struct scan_worker *worker, const struct rp_draft *draft,
		 bool spool_text)
{
	const struct rp_article *article = &draft->article;
	struct rp_str source = rp_buffer_view(&worker->source);
	struct rp_entry entry = {0};
	struct rp_str url = rp_record_field(draft, RP_JSON_URL);
	struct rp_str title = rp_record_field(draft, RP_JSON_TITLE);
	struct rp_str published = rp_record_field(draft, RP_JSON_PUBLISHED);
	struct rp_str id = draft->id.len ? draft->id : source;

	entry.strings[RP_ENTRY_ID] = id;
	entry.strings[RP_ENTRY_SOURCE] = source;
	entry.strings[RP_ENTRY_URL] = url;
	entry.strings[RP_ENTRY_TITLE] = title;
	entry.strings[RP_ENTRY_PUBLISHED] = published;
	entry.strings[RP_ENTRY_HOST] = (struct rp_str){
	    worker->host, rp_url_host(worker->host, sizeof(worker->host), url)};
	if (article->credit.agency)
		entry.strings[RP_ENTRY_AGENCY] = (struct rp_str){
		    article->credit.agency, strlen(article->credit.agency)};
	if (spool_text)
		entry.strings[RP_ENTRY_TEXT] = article->text;
	entry.date = rp_record_published(draft);
	entry.words = (uint32_t)result->sketch.token_count;
	result->date = entry.date;
	result->undated =
	    entry.date.precision == RP_DATE_NONE && rp_record_undated(draft);
	result->packed.start = item->bytes.len;
	rp_entry_pack(&item->bytes, &entry);
	result->packed.len = item->bytes.len - result->packed.start;
	result->host = scan_put(&item->bytes, worker->host,
				entry.strings[RP_ENTRY_HOST].len);
	result->url = scan_put(&item->bytes, url.data, url.len);
	result->said = url.len && !draft->fields[RP_JSON_URL].len;
	result->id = scan_put(&item->bytes, draft->id.data, draft->id.len);
	result->title = scan_put(&item->bytes, title.data, title.len);
	result->published = put_published(&item->bytes, published, entry.date);
	if (article->credit.agency) {
		result->agency = scan_put(&item->bytes, article->credit.agency,
					  strlen(article->credit.agency));
		rp_buffer_putc(&item->bytes, '\0');
	}
	/* The page is a copy by its own word. */
	if (rp_url_host(worker->canonical, sizeof(worker->canonical),
			article->url) &&
	    result->host.len && strcmp(worker->canonical, worker->host) != 0)
		result->canonical = scan_put(&item->bytes, worker->canonical,
					     strlen(worker->canonical));
}

int scan_keep_sketch(struct scan_item *item, struct scan_result *result,
		     struct rp_sketcher *sketcher,
		     const struct rp_sketch *sketch, struct rp_str title,
		     const struct scan *scan)
{
	int status = rp_sketcher_stray(&result->stray, sketcher, sketch, title);

	if (status != RP_OK)
		return status;
	result->sketch = *sketch;
	result->words = scan_put(&item->words, sketch->signature,
				 scan->options.match.hashes * sizeof(uint32_t))
			    .start;
	scan_put(&item->words, sketch->tokens,
		 RP_SKETCH_BYTES(sketch->token_count));
	result->keys = scan_put(&item->keys, sketch->selected,
				sketch->selected_count * sizeof(uint64_t))
			   .start;
	scan_put(&item->keys, sketch->sentences,
		 sketch->sentence_count * sizeof(uint64_t));
	return item->keys.failed || item->words.failed ? RP_ENOMEM : RP_OK;
}

void scan_place_sketch(struct scan_result *result, const struct scan_item *item,
		       const struct scan *scan)
{
	struct rp_sketch *sketch = &result->sketch;

	sketch->signature = (const void *)(item->words.data + result->words);
	sketch->tokens = sketch->signature + scan->options.match.hashes;
	sketch->selected = (const void *)(item->keys.data + result->keys);
	sketch->sentences = sketch->selected + sketch->selected_count;
}

int scan_add(uint32_t *id, struct scan *scan, struct scan_item *item,
	     struct scan_result *result)
{
	struct rp_facts facts = {
	    .date = result->date,
	    .host = scan_slice(&item->bytes, result->host),
	    .key = scan_slice(&item->bytes, result->key),
	    .mark = result->mark,
	    .url = scan_slice(&item->bytes, result->url),
	    .canonical = scan_slice(&item->bytes, result->canonical),
	    .agency = result->agency.len
			  ? item->bytes.data + result->agency.start
			  : NULL,
	    .stray = result->stray};
	int status;

	scan_place_sketch(result, item, scan);
	status = rp_corpus_add(id, scan->corpus, &result->sketch, &facts);
	if (status == RP_OK)
		status = rp_catalogue_add(
		    &scan->catalogue, scan_slice(&item->bytes, result->packed));
	if (status == RP_OK)
		scan->totals.articles++;
	return status;
}

/* What names an article is its id, its address, or its file. A place in a file
 * does not: lines may come in any order. */
static struct rp_slice key_of(const struct scan_result *result,
			      const struct rp_record *record)
{
	if (result->id.len)
		return result->id;
	if (result->url.len || record->number > 0)
		return result->url;
	return result->source;
}

/* Hash of all that a record says. */
static uint64_t mark_of(const struct rp_batch *batch,
			const struct rp_record *record)
{
	const struct rp_slice parts[] = {record->body, record->url,
					 record->date, record->title,
					 record->published};
	uint64_t hashes[sizeof(parts) / sizeof(parts[0])];
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct rp_str part = rp_batch_view(batch, parts[i]);

		hashes[i] = rp_hash64(part.data, part.len);
	}
	return rp_hash64(hashes, sizeof(hashes));
}

/* Sketch the article and keep all that the commit needs. */
static int finish(struct scan_item *item, struct scan_result *result,
		  struct scan_worker *worker, const struct rp_draft *draft,
		  const struct scan *scan)
{
	struct rp_str body = draft->article.body;
	struct rp_sketch sketch;
	int status =
	    rp_sketcher_run(&sketch, worker->sketcher, body.data, body.len);

	if (status != RP_OK)
		return status;
	result->text_bytes = draft->article.text.len;
	result->replaced = draft->article.replaced;
	result->decoded = draft->encoding != NULL;
	result->cut = draft->cut;
	status = scan_keep_sketch(item, result, worker->sketcher, &sketch,
				  rp_record_field(draft, RP_JSON_TITLE), scan);
	if (status != RP_OK)
		return status;
	/* A line of JSON is copied from the input, other text is written. */
	pack(item, result, worker, draft,
	     (scan->options.clean || scan->options.dropped) && !draft->json);
	return rp_buffer_status(&item->bytes);
}

static int work_record(const struct scan *scan, struct scan_worker *worker,
		       struct scan_item *item, const struct rp_record *record,
		       struct scan_result *result)
{
	struct rp_draft draft;
	int status;

	memset(result, 0, sizeof(*result));
	rp_buffer_clear(&worker->source);
	rp_record_source(&worker->source, &scan->inputs, record);
	if (worker->source.failed)
		return RP_ENOMEM;
	result->source =
	    scan_put(&item->bytes, worker->source.data, worker->source.len);
	status = rp_record_read(&draft, &worker->reader, &item->batch, record);
	if (status == RP_OK && !draft.reason && !draft.not_text) {
		status = finish(item, result, worker, &draft, scan);
		if (status != RP_OK && rp_record_refuse(&draft, status))
			status = RP_OK;
	}
	if (status != RP_OK)
		return status;
	result->ignored = draft.ignored;
	rp_unread_count(result->unread, &draft);
	result->fields = rp_unread_fields(&draft);
	result->not_text = draft.not_text;
	result->key = key_of(result, record);
	result->mark = mark_of(&item->batch, record);
	result->reason = draft.reason;
	if (draft.reason)
		result->message = scan_put(&item->bytes, draft.error.message,
					   strlen(draft.error.message));
	return rp_buffer_status(&item->bytes);
}

int scan_work_batch(struct scan_item *item, struct scan_worker *worker,
		    const struct scan *scan)
{
	size_t i;

	rp_buffer_trim(&item->bytes, RP_BATCH_KEEP);
	rp_buffer_trim(&item->words, RP_BATCH_KEEP);
	rp_buffer_trim(&item->keys, RP_BATCH_KEEP);
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

	rp_buffer_init(&worker->source);
	status = rp_record_reader_init(&worker->reader, &scan->options.fields,
				       scan->now);
	if (status == RP_OK)
		status =
		    rp_sketcher_create(&worker->sketcher, &scan->options.match);
	return status;
}

void scan_worker_dispose(struct scan_worker *worker)
{
	rp_record_reader_dispose(&worker->reader);
	rp_sketcher_free(worker->sketcher);
	rp_buffer_dispose(&worker->source);
}

void scan_item_init(struct scan_item *item)
{
	memset(item, 0, sizeof(*item));
	rp_batch_init(&item->batch);
	rp_buffer_init(&item->bytes);
	rp_buffer_init(&item->words);
	rp_buffer_init(&item->keys);
}

void scan_item_dispose(struct scan_item *item)
{
	rp_batch_dispose(&item->batch);
	rp_buffer_dispose(&item->bytes);
	rp_buffer_dispose(&item->words);
	rp_buffer_dispose(&item->keys);
	free(item->results);
}
