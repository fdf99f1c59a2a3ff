/* SPDX-License-Identifier: Apache-2.0 */
/*
 * record.c - see record.h
 *
 * What a record states of itself (the fields of a JSON line, the address in an
 * archive) goes before what its page says.
 */
#include "record.h"

#include "day.h"
#include "http.h"
#include "str.h"

#include <string.h>
#include <time.h>

int rp_record_reader_init(struct rp_record_reader *reader,
			  const struct rp_field_names *fields, int64_t now)
{
	int status;

	memset(reader, 0, sizeof(*reader));
	rp_buffer_init(&reader->http[0]);
	rp_buffer_init(&reader->http[1]);
	reader->now = now;
	reader->order = rp_field_names_order(fields);
	status = rp_extractor_create(&reader->extractor);
	if (status != RP_OK)
		return status;
	reader->json = rp_json_reader_create(&fields->names);
	return reader->json ? RP_OK : RP_ENOMEM;
}

void rp_record_reader_dispose(struct rp_record_reader *reader)
{
	rp_extractor_free(reader->extractor);
	rp_json_reader_free(reader->json);
	rp_buffer_dispose(&reader->http[0]);
	rp_buffer_dispose(&reader->http[1]);
}

void rp_record_source(struct rp_buffer *out, const struct rp_inputs *inputs,
		      const struct rp_record *record)
{
	rp_buffer_puts(out, inputs->items[record->input].path);
	if (record->number)
		rp_buffer_printf(out, "#%llu",
				 (unsigned long long)record->number);
}

static int refuse(struct rp_draft *draft, const char *reason,
		  struct rp_str message)
{
	draft->reason = reason;
	rp_error_set(&draft->error, "%.*s", (int)message.len, message.data);
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
	case RP_ETEXTSIZE:
		return "text-size";
	case RP_EDEPTH:
		return "html-depth";
	case RP_EATTRIBUTES:
		return "html-attributes";
	case RP_EPAGEMEMORY:
		return "html-memory";
	case RP_ENODES:
		return "html-nodes";
	case RP_ETIME:
		return "html-time";
	default:
		return NULL;
	}
}

bool rp_record_refuse(struct rp_draft *draft, int status)
{
	const char *sentence = rp_strerror(status);

	if (!code_of(status))
		return false;
	refuse(draft, code_of(status),
	       (struct rp_str){sentence, strlen(sentence)});
	return true;
}

static int64_t processor_time(void)
{
	struct timespec at;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
	return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

static bool expired(void *context)
{
	const struct rp_record_reader *reader = context;

	return processor_time() > reader->cutoff;
}

/* A page's time begins: to ask the clock is a system call, which text does
 * without. */
static int read_page(struct rp_draft *draft, struct rp_record_reader *reader,
		     struct rp_str html, const struct rp_hints *hints)
{
	reader->cutoff =
	    processor_time() + RP_RECORD_SECONDS * (int64_t)1000000000;
	return rp_extractor_html(&draft->article, reader->extractor, html.data,
				 html.len, hints);
}

static int read_text(struct rp_draft *draft, struct rp_record_reader *reader,
		     struct rp_str text, const struct rp_hints *hints)
{
	reader->cutoff = INT64_MAX;
	return rp_extractor_text(&draft->article, reader->extractor, text.data,
				 text.len, hints);
}

static bool is_blank(struct rp_str text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		if ((unsigned char)text.data[i] > ' ')
			return false;
	return true;
}

/* What the line says, though it be in another encoding than JSON may. */
static int read_line(struct rp_json_record *out, struct rp_draft *draft,
		     struct rp_record_reader *reader, struct rp_str line)
{
	const char *encoding;
	const char *source;
	int status = rp_json_reader_line(out, reader->json, line.data, line.len,
					 &draft->reason, &draft->error);
	int decoding;

	if (out->replaced == 0)
		return status;
	decoding = rp_extractor_decode(&line, &encoding, &source,
				       reader->extractor, line.data, line.len);
	if (decoding != RP_OK)
		return decoding;
	if (strcmp(encoding, "utf-8") == 0)
		return status;
	draft->encoding = encoding;
	draft->encoding_source = source;
	draft->reason = NULL;
	return rp_json_reader_line(out, reader->json, line.data, line.len,
				   &draft->reason, &draft->error);
}

static int read_json(struct rp_draft *draft, struct rp_record_reader *reader,
		     const struct rp_hints *known, struct rp_str line)
{
	struct rp_hints hints = *known;
	struct rp_json_record record;
	struct rp_str html;
	struct rp_str text;
	int status = read_line(&record, draft, reader, line);

	record.fields[RP_JSON_URL] = rp_str_trimmed(record.fields[RP_JSON_URL]);
	/* What could be read of a line that is refused is still its own. */
	draft->json = true;
	memcpy(draft->fields, record.fields, sizeof(draft->fields));
	draft->id = record.fields[RP_JSON_ID];
	draft->ignored = record.ignored;
	memcpy(draft->unread, record.unread, sizeof(draft->unread));
	if (status != RP_OK)
		return status == RP_EINVAL ? RP_OK : status;
	hints.charset = "utf-8";
	hints.url = record.fields[RP_JSON_URL];
	hints.agency = record.agency;
	hints.canonical = record.canonical;
	text = record.fields[RP_JSON_TEXT];
	html = record.fields[RP_JSON_HTML];
	/* Beside a page an empty text is none. */
	if (!html.data || !is_blank(text))
		status = read_text(draft, reader, text, &hints);
	else
		status = read_page(draft, reader, html, &hints);
	draft->article.replaced += record.replaced;
	if (draft->encoding) {
		draft->article.encoding = draft->encoding;
		draft->article.encoding_source = draft->encoding_source;
	}
	return status;
}

static int read_http(struct rp_draft *draft, struct rp_record_reader *reader,
		     const struct rp_hints *known, struct rp_str response)
{
	struct rp_hints hints = *known;
	struct rp_http http;

	if (rp_http_read(&http, reader->http, response, RP_LIMIT_HTML_BYTES,
			 &draft->error) != 0) {
		draft->reason = "bad-http";
		return RP_OK;
	}
	draft->cut = draft->cut || http.cut;
	hints.charset = http.charset[0] ? http.charset : NULL;
	switch (http.kind) {
	case RP_HTTP_HTML:
		return read_page(draft, reader, http.body, &hints);
	case RP_HTTP_TEXT:
		return read_text(draft, reader, http.body, &hints);
	case RP_HTTP_OTHER:
		break;
	}
	draft->not_text = true;
	return RP_OK;
}

/* The record's article, by its kind. */
static int read_kind(struct rp_draft *draft, struct rp_record_reader *reader,
		     const struct rp_batch *batch,
		     const struct rp_record *record,
		     const struct rp_hints *hints)
{
	struct rp_str body = rp_batch_view(batch, record->body);

	switch (record->kind) {
	case RP_RECORD_JSON:
		return read_json(draft, reader, hints, body);
	case RP_RECORD_HTTP:
		return read_http(draft, reader, hints, body);
	case RP_RECORD_HTML:
		return read_page(draft, reader, body, hints);
	case RP_RECORD_TEXT:
		return read_text(draft, reader, body, hints);
	case RP_RECORD_REJECT:
		return refuse(draft, record->reason,
			      rp_batch_view(batch, record->message));
	}
	return RP_EINVAL;
}

/* 1 January 1970: clocks begin there. */
static bool is_beginning(const struct rp_date *date)
{
	return date->precision != RP_DATE_NONE && date->instant >= 0 &&
	       date->instant < RP_DAY;
}

static bool is_to_come(const struct rp_date *date, int64_t now)
{
	return date->precision != RP_DATE_NONE && now &&
	       date->instant > now + RP_DAY;
}

/* What the record states as published, unless it is not to be believed. */
static struct rp_date own_date(const struct rp_draft *draft)
{
	static const struct rp_date none;
	struct rp_date date = rp_date_parse_ordered(
	    draft->fields[RP_JSON_PUBLISHED], draft->order);

	return is_beginning(&date) || is_to_come(&date, draft->now) ? none
								    : date;
}

int rp_record_read(struct rp_draft *out, struct rp_record_reader *reader,
		   const struct rp_batch *batch, const struct rp_record *record)
{
	struct rp_date fetched =
	    rp_date_parse(rp_batch_view(batch, record->date));
	struct rp_hints hints = {
	    .now = reader->now, .context = reader, .date_order = reader->order};
	int status;

	memset(out, 0, sizeof(*out));
	out->cut = record->cut;
	out->now = reader->now;
	out->order = reader->order;
	out->fields[RP_JSON_URL] = rp_batch_view(batch, record->url);
	hints.url = out->fields[RP_JSON_URL];
	if (fetched.precision != RP_DATE_NONE)
		hints.now = fetched.instant;
	if (record->charset.len)
		hints.charset = rp_batch_view(batch, record->charset).data;
	hints.title = rp_batch_view(batch, record->title);
	hints.published = rp_batch_view(batch, record->published);
	hints.expired = expired;
	hints.undetected = !reader->languages;
	status = read_kind(out, reader, batch, record, &hints);
	out->own = own_date(out);
	if (status != RP_OK && rp_record_refuse(out, status))
		return RP_OK;
	return status;
}

/* Whether a record's own date counts: what is not understood, or to come, does
 * not where the record's page states a date as well. */
static bool dates_itself(const struct rp_draft *draft)
{
	return draft->fields[RP_JSON_PUBLISHED].len &&
	       (!draft->article.published.stated.len ||
		draft->own.precision != RP_DATE_NONE);
}

struct rp_date rp_record_published(const struct rp_draft *draft)
{
	return dates_itself(draft) ? draft->own : draft->article.published.date;
}

bool rp_record_undated(const struct rp_draft *draft)
{
	struct rp_str stated = draft->fields[RP_JSON_PUBLISHED];
	struct rp_date date = rp_date_parse_ordered(stated, draft->order);
	size_t i;

	if (date.precision != RP_DATE_NONE)
		return is_to_come(&date, draft->now);
	/* "null", "unknown" and the like state none. */
	for (i = 0; i < stated.len; i++)
		if (stated.data[i] >= '1' && stated.data[i] <= '9')
			return true;
	return false;
}

struct rp_str rp_record_field(const struct rp_draft *draft,
			      enum rp_json_field field)
{
	const struct rp_article *article = &draft->article;

	if (draft->fields[field].len &&
	    (field != RP_JSON_PUBLISHED || dates_itself(draft)))
		return draft->fields[field];
	switch (field) {
	case RP_JSON_URL:
		return article->url;
	case RP_JSON_TITLE:
		return article->title;
	case RP_JSON_PUBLISHED:
		return article->published.stated;
	default:
		return (struct rp_str){NULL, 0};
	}
}
