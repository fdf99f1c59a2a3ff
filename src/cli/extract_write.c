/* SPDX-License-Identifier: Apache-2.0 */
/* extract_write.c - see extract_write.h. */
#include "extract_write.h"

#include "date_text.h"
#include "json.h"
#include "printable.h"
#include "report.h"

#include <stdio.h>
#include <string.h>

/* An object being written. */
struct object {
	struct rp_buffer *out;
	const struct rp_extracted *extracted;
};

/* Whether a member of this name comes from the input. */
static bool passed(const struct object *object, const char *name)
{
	return object->extracted->draft->json &&
	       rp_json_reader_has(object->extracted->json, name);
}

/* A string, or null where it is empty. */
static void put(const struct object *object, const char *name,
		struct rp_str value)
{
	if (value.len) {
		rp_json_field(object->out, name, value);
		return;
	}
	rp_json_name(object->out, name);
	rp_buffer_puts(object->out, "null");
}

static void found(const struct object *object, const char *name,
		  struct rp_str value)
{
	if (!passed(object, name))
		put(object, name, value);
}

static void found_cstr(const struct object *object, const char *name,
		       const char *value)
{
	found(object, name, (struct rp_str){value, value ? strlen(value) : 0});
}

/* "+01:00", empty if the zone was not stated. */
static struct rp_str offset(char text[static 32], struct rp_date date)
{
	int minutes = date.offset_minutes;
	int size = minutes < 0 ? -minutes : minutes;

	if (date.precision == RP_DATE_NONE || !date.has_zone)
		return (struct rp_str){NULL, 0};
	return (struct rp_str){text, (size_t)snprintf(text, 32, "%c%02d:%02d",
						      minutes < 0 ? '-' : '+',
						      size / 60, size % 60)};
}

/* NAME_utc, NAME_offset, NAME_precision, NAME_source. */
static void put_date(const struct object *object, const char *name,
		     struct rp_date date, const char *source)
{
	static const char *const precisions[] = {NULL, "day", "second"};
	char key[40];
	char text[32];

	snprintf(key, sizeof(key), "%s_utc", name);
	found(object, key, rp_report_utc(text, date));
	snprintf(key, sizeof(key), "%s_offset", name);
	found(object, key, offset(text, date));
	snprintf(key, sizeof(key), "%s_precision", name);
	found_cstr(object, key, precisions[date.precision]);
	snprintf(key, sizeof(key), "%s_source", name);
	found_cstr(object, key, date.precision ? source : NULL);
}

static void put_dates(const struct object *object)
{
	const struct rp_draft *draft = object->extracted->draft;
	const struct rp_article *article = &draft->article;
	struct rp_str stated = rp_record_field(draft, RP_JSON_PUBLISHED);
	bool own = draft->fields[RP_JSON_PUBLISHED].len > 0;

	put(object, "published", stated);
	put_date(object, "published", rp_record_published(draft),
		 own ? "record" : article->published.source);
	found(object, "modified", article->modified.stated);
	put_date(object, "modified", article->modified.date,
		 article->modified.source);
}

static void put_authors(const struct object *object)
{
	const struct rp_article *article = &object->extracted->draft->article;
	struct rp_buffer *out = object->out;
	size_t i;

	if (passed(object, "authors"))
		return;
	rp_json_name(out, "authors");
	rp_buffer_putc(out, '[');
	for (i = 0; i < article->author_count; i++) {
		if (i)
			rp_buffer_putc(out, ',');
		rp_json_string(out, article->authors[i]);
	}
	rp_buffer_putc(out, ']');
}

static void put_credit(const struct object *object)
{
	const struct rp_article *article = &object->extracted->draft->article;

	found_cstr(object, "agency", article->credit.agency);
	found_cstr(object, "agency_source", article->credit.source);
	found(object, "agency_evidence", article->credit.evidence);
	found(object, "dateline", article->dateline);
}

static void put_finding(const struct object *object)
{
	const struct rp_article *article = &object->extracted->draft->article;

	found_cstr(object, "access", rp_access_name(article->access));
	if (!passed(object, "teaser"))
		rp_json_field_bool(object->out, "teaser", article->teaser);
	found_cstr(object, "method", article->method);
	found_cstr(object, "encoding", article->encoding);
	found_cstr(object, "encoding_source", article->encoding_source);
	if (!passed(object, "replaced"))
		rp_json_field_u64(object->out, "replaced", article->replaced);
	if (!passed(object, "cut"))
		rp_json_field_bool(object->out, "cut",
				   object->extracted->draft->cut);
}

static void put_error(const struct object *object)
{
	const struct rp_draft *draft = object->extracted->draft;

	rp_json_name(object->out, "error");
	rp_buffer_putc(object->out, '{');
	rp_json_field_cstr(object->out, "reason", draft->reason);
	rp_json_field_cstr(object->out, "message", draft->error.message);
	rp_buffer_putc(object->out, '}');
}

void rp_extract_json(struct rp_buffer *out,
		     const struct rp_extracted *extracted)
{
	const struct rp_draft *draft = extracted->draft;
	const struct rp_article *article = &draft->article;
	const struct object object = {out, extracted};
	struct rp_str url = rp_record_field(draft, RP_JSON_URL);
	char host[256];
	size_t host_len = rp_url_host(host, sizeof(host), url);

	rp_buffer_putc(out, '{');
	put(&object, "id", draft->id.len ? draft->id : extracted->source);
	found(&object, "source", extracted->source);
	put(&object, "url", url);
	found(&object, "canonical", article->url);
	found(&object, "host", (struct rp_str){host, host_len});
	found(&object, "site", article->site);
	put(&object, "title", rp_record_field(draft, RP_JSON_TITLE));
	put_authors(&object);
	put_dates(&object);
	found(&object, "language", article->language);
	found_cstr(&object, "language_source", article->language_source);
	put_credit(&object);
	put_finding(&object);
	if (draft->json)
		rp_json_reader_rest(out, draft->reason ? "error" : NULL,
				    extracted->json);
	put(&object, "text",
	    draft->reason ? (struct rp_str){NULL, 0} : article->text);
	if (draft->reason)
		put_error(&object);
	rp_buffer_puts(out, "}\n");
}

/* "Label: value" on a line of its own, if there is one. */
static void heading(struct rp_buffer *out, const char *label,
		    struct rp_str value)
{
	if (value.len == 0)
		return;
	rp_buffer_printf(out, "%-10s ", label);
	rp_printable(out, value, value.len);
	rp_buffer_putc(out, '\n');
}

static void put_paragraphs(struct rp_buffer *out, struct rp_str text)
{
	while (text.len) {
		const char *end = memchr(text.data, '\n', text.len);
		size_t len = end ? (size_t)(end - text.data) : text.len;

		if (len) {
			rp_buffer_putc(out, '\n');
			rp_printable(out, (struct rp_str){text.data, len}, len);
			rp_buffer_putc(out, '\n');
		}
		len += end != NULL;
		text.data += len;
		text.len -= len;
	}
}

void rp_extract_text(struct rp_buffer *out,
		     const struct rp_extracted *extracted)
{
	const struct rp_draft *draft = extracted->draft;
	const struct rp_article *article = &draft->article;
	const char *agency = article->credit.agency;
	struct rp_buffer authors;
	size_t i;

	rp_buffer_puts(out, "========================================\n");
	heading(out, "Source:", extracted->source);
	heading(out, "URL:", rp_record_field(draft, RP_JSON_URL));
	heading(out, "Title:", rp_record_field(draft, RP_JSON_TITLE));
	rp_buffer_init(&authors);
	for (i = 0; i < article->author_count; i++) {
		rp_buffer_puts(&authors, i ? ", " : "");
		rp_buffer_str(&authors, article->authors[i]);
	}
	heading(out, "Authors:", rp_buffer_view(&authors));
	out->failed |= authors.failed;
	rp_buffer_dispose(&authors);
	heading(out, "Published:", rp_record_field(draft, RP_JSON_PUBLISHED));
	heading(out, "Site:", article->site);
	heading(out, "Agency:",
		(struct rp_str){agency, agency ? strlen(agency) : 0});
	if (draft->reason)
		rp_buffer_printf(out, "\n(%s)\n", draft->error.message);
	else
		put_paragraphs(out, article->text);
	rp_buffer_putc(out, '\n');
}
