/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outlets.c - see outlets.h
 *
 * One pass over the articles by one thread: an article costs two look-ups, its
 * own outlet and that of the article it is compared with. The fields are
 * documented in FORMATS.md and stay.
 */
#include "outlets.h"

#include "array.h"
#include "json.h"
#include "names.h"

#include <stdlib.h>
#include <string.h>

enum figure {
	ARTICLES = 0,
	ALONE,
	REPRESENTS, /* the one kept of its cluster */
	EXACT,
	COPIES,
	VERSIONS,
	EXCERPTS,
	FRAGMENTS,
	KEPT,
	DROPPED,
	OWN,	/* prints of what the same outlet has */
	COPIED, /* prints of it that other outlets have */
	CREDITED,
	FIGURES
};

static const char *const names_of[FIGURES] = {
    "articles", "alone",    "represents", "exact", "copies",
    "versions", "excerpts", "fragments",  "kept",  "dropped",
    "own",	"copied",   "credited"};

struct outlet {
	char *host;
	uint64_t figures[FIGURES];
};

struct outlets {
	struct outlet **all;
	size_t count;
	size_t capacity;
	struct rp_names by_host;
};

static void dispose(struct outlets *outlets)
{
	size_t i;

	for (i = 0; i < outlets->count; i++) {
		free(outlets->all[i]->host);
		free(outlets->all[i]);
	}
	free(outlets->all);
	rp_names_dispose(&outlets->by_host);
}

/* Of a host that is not there yet; host becomes its own, or is freed. NULL:
 * out of memory. */
static struct outlet *add(struct outlets *outlets, char *host)
{
	struct outlet *outlet = calloc(1, sizeof(*outlet));

	if (!outlet ||
	    rp_array_reserve(&outlets->all, &outlets->capacity,
			     outlets->count + 1,
			     sizeof(struct outlet *)) != RP_OK ||
	    rp_names_put(&outlets->by_host, host, outlet) != RP_OK) {
		free(outlet);
		free(host);
		return NULL;
	}
	outlet->host = host;
	outlets->all[outlets->count++] = outlet;
	return outlet;
}

/* The outlet of a host, made where it is new; NULL: out of memory. */
static struct outlet *find(struct outlets *outlets, struct rp_str host)
{
	char *name = host.len ? strndup(host.data, host.len) : strdup("");
	struct outlet *known;

	if (!name)
		return NULL;
	known = rp_names_get(&outlets->by_host, name);
	if (!known)
		return add(outlets, name);
	free(name);
	return known;
}

static enum figure relation_of(const struct rp_report_verdict *verdict)
{
	static const enum figure figures[] = {
	    [RP_RELATION_KEPT] = REPRESENTS,
	    [RP_RELATION_EXACT] = EXACT,
	    [RP_RELATION_COPY] = COPIES,
	    [RP_RELATION_VERSION] = VERSIONS,
	    [RP_RELATION_EXCERPT] = EXCERPTS,
	    [RP_RELATION_FRAGMENT] = FRAGMENTS};

	return verdict->cluster ? figures[verdict->member->relation] : ALONE;
}

static bool is_print(enum figure relation)
{
	return relation == EXACT || relation == COPIES ||
	       relation == VERSIONS || relation == EXCERPTS;
}

static int count(struct outlets *outlets, const struct rp_report *report,
		 uint32_t id)
{
	struct rp_report_verdict verdict = report->verdict(report->context, id);
	enum figure relation = relation_of(&verdict);
	struct rp_report_document at;
	struct outlet *outlet;
	struct outlet *other;

	report->document(report->context, &at, id);
	outlet = find(outlets, at.host);
	if (!outlet)
		return RP_ENOMEM;
	outlet->figures[ARTICLES]++;
	outlet->figures[relation]++;
	outlet->figures[verdict.keep ? KEPT : DROPPED]++;
	outlet->figures[CREDITED] += at.agency.len > 0;
	if (!is_print(relation))
		return RP_OK;
	report->document(report->context, &at,
			 rp_report_compared(&verdict)->id);
	other = find(outlets, at.host);
	if (!other)
		return RP_ENOMEM;
	if (other == outlet && *outlet->host)
		outlet->figures[OWN]++;
	else
		other->figures[COPIED]++;
	return RP_OK;
}

static int by_articles(const void *a, const void *b)
{
	const struct outlet *first = *(struct outlet *const *)a;
	const struct outlet *second = *(struct outlet *const *)b;
	uint64_t x = first->figures[ARTICLES];
	uint64_t y = second->figures[ARTICLES];

	if (x != y)
		return x > y ? -1 : 1;
	return strcmp(first->host, second->host);
}

static struct rp_str host_of(const struct outlet *outlet)
{
	return (struct rp_str){outlet->host, strlen(outlet->host)};
}

static void put_header(struct rp_buffer *out)
{
	size_t i;

	rp_buffer_puts(out, "host");
	for (i = 0; i < FIGURES; i++)
		rp_buffer_printf(out, ",%s", names_of[i]);
	rp_buffer_putc(out, '\n');
}

static void put_row(struct rp_buffer *out, const struct outlet *outlet)
{
	size_t i;

	rp_report_csv(out, host_of(outlet));
	for (i = 0; i < FIGURES; i++)
		rp_buffer_printf(out, ",%llu",
				 (unsigned long long)outlet->figures[i]);
	rp_buffer_putc(out, '\n');
}

static void put_line(struct rp_buffer *out, const struct outlet *outlet)
{
	size_t i;

	rp_buffer_putc(out, '{');
	rp_json_field(out, "host", host_of(outlet));
	for (i = 0; i < FIGURES; i++)
		rp_json_field_u64(out, names_of[i], outlet->figures[i]);
	rp_buffer_puts(out, "}\n");
}

static void put_all(struct rp_buffer *out, const struct outlets *outlets,
		    bool lines)
{
	size_t i;

	if (!lines)
		put_header(out);
	for (i = 0; i < outlets->count; i++)
		if (lines)
			put_line(out, outlets->all[i]);
		else
			put_row(out, outlets->all[i]);
}

int rp_outlets_write(const struct rp_report *report, bool lines,
		     void (*sink)(void *context, const void *bytes, size_t len),
		     void *context)
{
	struct outlets outlets = {0};
	struct rp_buffer out;
	uint32_t id;
	int status = RP_OK;

	rp_names_init(&outlets.by_host);
	rp_buffer_init(&out);
	for (id = report->first_document;
	     id < report->documents && status == RP_OK; id++)
		status = count(&outlets, report, id);
	if (status != RP_OK)
		goto dispose_outlets;
	if (outlets.count)
		qsort(outlets.all, outlets.count, sizeof(struct outlet *),
		      by_articles);
	put_all(&out, &outlets, lines);
	status = rp_buffer_status(&out);
	if (status == RP_OK)
		sink(context, out.data, out.len);
dispose_outlets:
	rp_buffer_dispose(&out);
	dispose(&outlets);
	return status;
}
