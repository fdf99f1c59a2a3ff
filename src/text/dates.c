/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dates.c - when an article says it was published and modified
 *
 * Right on 421 labelled pages, of those that state it: the day in the
 * address 87 %, JSON-LD datePublished 82 %, article:published_time 80 %,
 * <time datetime> 80 %, other meta names 72 %. So the first stated of JSON-LD,
 * meta, <time> is taken, which know the hour, unless the address names a day
 * that is over a day away from it: then the address is believed. Dates in the
 * future and before 1995, the year of the first news sites, are passed over.
 * A page that states none may have one in the feed that led to it.
 * dateModified is never taken for a publication.
 */
#include "metadata.h"
#include "months.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DAY	    86400
#define FIRST_SITES 788918400 /* 1995-01-01 */
/* The calendar's day may differ by the zone. */
#define SAME_DAY (36 * 3600)

struct dates {
	struct rp_statements *statements;
	int64_t now;
};

/* Take the text as a date unless it is none or cannot be. */
static bool take(struct rp_stated_date *out, const struct dates *dates,
		 struct rp_str text, const char *source)
{
	struct rp_date date;

	if (text.len == 0 || text.len > 64)
		return false;
	date = rp_date_parse(text);
	if (date.precision == RP_DATE_NONE || date.instant < FIRST_SITES ||
	    (dates->now && date.instant > dates->now + DAY))
		return false;
	out->stated = text;
	out->date = date;
	out->source = source;
	return true;
}

static bool from_json(struct rp_stated_date *out, const struct dates *dates,
		      const char *key)
{
	struct rp_str text;

	return rp_statements_json(&text, dates->statements, key, true) &&
	       take(out, dates, text, "json-ld");
}

static bool from_meta(struct rp_stated_date *out, const struct dates *dates,
		      const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (take(out, dates,
			 rp_statements_meta(dates->statements, names[i]),
			 "meta"))
			return true;
	return false;
}

/* The first element that states the property, or with time the first <time>
 * that states no other. */
static bool from_element(struct rp_stated_date *out, const struct dates *dates,
			 const char *property, bool time)
{
	const struct rp_page *page = dates->statements->page;
	uint32_t i;

	for (i = 0; i < page->count; i++) {
		bool stated = rp_page_has_word(page, i, "itemprop", property);

		if (!stated &&
		    !(time && page->nodes[i].tag == GUMBO_TAG_TIME &&
		      !rp_page_has_word(page, i, "itemprop", "dateModified") &&
		      !rp_page_has_word(page, i, "class", "updated")))
			continue;
		if (take(out, dates,
			 rp_statements_trim(
			     rp_page_attribute(page, i, "datetime")),
			 "time") ||
		    (stated && take(out, dates,
				    rp_statements_trim(
					rp_page_attribute(page, i, "content")),
				    "time")))
			return true;
	}
	return false;
}

/* Digits at at, most of them; the number of digits read. */
static size_t number(int *out, const char *at, const char *end, size_t most)
{
	size_t n = 0;

	*out = 0;
	while (at + n < end && n < most && at[n] >= '0' && at[n] <= '9')
		*out = *out * 10 + (at[n++] - '0');
	return n;
}

/* Letters of an English month's name or its first three, and which one it is;
 * 0: it is none. */
static size_t month_name(int *month, const char *at, const char *end)
{
	size_t len = 0;

	while (at + len < end && isalpha((unsigned char)at[len]))
		len++;
	*month = rp_month_of(at, len);
	return *month ? len : 0;
}

/* ".../2017/01/31/...", ".../2017-01-31-..." or ".../2017/jan/31/...": a day in
 * the address. */
static bool from_url(struct rp_stated_date *out, const struct dates *dates,
		     struct rp_str url)
{
	const char *at = url.data;
	const char *end = url.len ? at + url.len : at;

	for (; at < end; at++) {
		int year;
		int month;
		int day;
		size_t m;
		size_t d;
		char mark;
		char stated[40];
		char *copy;

		if ((at[0] != '/' && at[0] != '-' && at[0] != '_') ||
		    end - at < 9 || number(&year, at + 1, end, 5) != 4)
			continue;
		mark = at[5];
		if (mark != '/' && mark != '-' && mark != '_')
			continue;
		m = number(&month, at + 6, end, 3);
		if (m == 0 && mark == '/')
			m = month_name(&month, at + 6, end);
		else if (m > 2)
			continue;
		if (m == 0 || at + 6 + m >= end || at[6 + m] != mark)
			continue;
		d = number(&day, at + 7 + m, end, 3);
		if (d == 0 || d > 2)
			continue;
		snprintf(stated, sizeof(stated), "%04d-%02d-%02d", year, month,
			 day);
		copy = rp_arena_copy(dates->statements->arena, stated,
				     strlen(stated));
		dates->statements->failed |= !copy;
		if (copy && take(out, dates,
				 (struct rp_str){copy, strlen(copy)}, "url"))
			return true;
	}
	return false;
}

static bool find_published(struct rp_stated_date *out,
			   const struct dates *dates)
{
	static const char *const names[] = {
	    "article:published_time",
	    "article:published",
	    "og:article:published_time",
	    "parsely-pub-date",
	    "datePublished",
	    "dc.date.issued",
	    "dcterms.issued",
	    "dcterms.created",
	    "dcterms.date",
	    "dc.date",
	    "sailthru.date",
	    "bt:pubdate",
	    "pubdate",
	    "pdate",
	    "ptime",
	    "publish-date",
	    "publish_date",
	    "publishdate",
	    "publication_date",
	    "article.published",
	    "article_date_original",
	    "cxenseparse:recs:publishtime",
	    "originalpublicationdate",
	    "og:pubdate",
	    "displaydate",
	    "date",
	};

	return from_json(out, dates, "datePublished") ||
	       from_meta(out, dates, names, sizeof(names) / sizeof(names[0])) ||
	       from_element(out, dates, "datePublished", true);
}

static void find_modified(struct rp_stated_date *out, const struct dates *dates)
{
	static const char *const names[] = {
	    "article:modified_time", "og:updated_time",	 "dateModified",
	    "dcterms.modified",	     "dc.date.modified", "lastmod",
	    "last-modified",	     "revision_date",
	};

	if (!from_json(out, dates, "dateModified") &&
	    !from_meta(out, dates, names, sizeof(names) / sizeof(names[0])))
		from_element(out, dates, "dateModified", false);
}

void rp_dates_read(struct rp_article *out, struct rp_statements *statements,
		   struct rp_str page_url, const struct rp_hints *hints)
{
	struct dates dates = {statements, hints->now};
	struct rp_stated_date url = {0};
	bool found = find_published(&out->published, &dates) ||
		     take(&out->published, &dates, hints->published, "feed");
	int64_t apart;

	find_modified(&out->modified, &dates);
	if (!from_url(&url, &dates, page_url))
		return;
	apart = out->published.date.instant - url.date.instant;
	if (!found || apart > SAME_DAY + DAY / 2 || apart < -SAME_DAY)
		out->published = url;
}

void rp_dates_listed(struct rp_article *out, const struct rp_hints *hints)
{
	struct dates dates = {NULL, hints->now};

	(void)take(&out->published, &dates, hints->published, "feed");
}
