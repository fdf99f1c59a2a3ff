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
 * What is a change, by its name or the words before it, is never taken for a
 * publication. Of several <time>s the one beside the headline is the article's:
 * others are of tickers above it, of related stories and comments below.
 */
#include "dates.h"
#include "ascii.h"
#include "belonging.h"
#include "date_places.h"
#include "day.h"
#include "metadata.h"
#include "str.h"

#include <string.h>

#define FIRST_SITES 788918400 /* 1995-01-01 */
/* The calendar's day may differ by the zone. */
#define SAME_DAY (RP_DAY * 3 / 2)

/* What comes first in figures: the day in all languages but English, in which
 * it is the month in some places, and what is written there, as in Spanish. */
static enum rp_date_order order_of(struct rp_str language,
				   const struct rp_hints *hints)
{
	/* In East Asia the year comes first; other dates are machines'. */
	static const char *const by_month[] = {"en", "fil", "tl",
					       "zh", "ja",  "ko"};
	static const char *const regions[] = {"-US", "-PR", "-PA", "-CA"};
	size_t primary = 0;
	size_t i;

	if (hints->date_order != RP_DATE_ORDER_UNKNOWN)
		return hints->date_order;
	while (primary < language.len && language.data[primary] != '-')
		primary++;
	if (primary == 0)
		return RP_DATE_ORDER_UNKNOWN;
	for (i = 0; i < sizeof(regions) / sizeof(regions[0]); i++)
		if (rp_str_ends(language, regions[i]))
			return RP_DATE_ORDER_UNKNOWN;
	for (i = 0; i < sizeof(by_month) / sizeof(by_month[0]); i++)
		if (primary == strlen(by_month[i]) &&
		    memcmp(language.data, by_month[i], primary) == 0)
			return RP_DATE_ORDER_UNKNOWN;
	return RP_DATE_DAY_FIRST;
}

static bool has_half(struct rp_str text)
{
	size_t i;

	for (i = 1; i + 1 < text.len; i++)
		if ((text.data[i + 1] | 0x20) == 'm' &&
		    ((text.data[i] | 0x20) == 'a' ||
		     (text.data[i] | 0x20) == 'p') &&
		    (text.data[i - 1] == ' ' ||
		     rp_ascii_is_digit(text.data[i - 1])))
			return true;
	return false;
}

bool rp_dates_take(struct rp_stated_date *out, const struct rp_dates *dates,
		   struct rp_str text, const char *source)
{
	struct rp_date date;

	if (text.len == 0 || text.len > 64)
		return false;
	/* "3/4/2017 12:00:00 AM" is how machines write, in English. */
	date = rp_date_parse_ordered(
	    text, has_half(text) ? RP_DATE_ORDER_UNKNOWN : dates->order);
	if (date.precision == RP_DATE_NONE || date.instant < FIRST_SITES ||
	    (dates->now && date.instant > dates->now + RP_DAY))
		return false;
	out->stated = text;
	out->date = date;
	out->source = source;
	return true;
}

static bool from_json(struct rp_stated_date *out, const struct rp_dates *dates,
		      const char *key, enum rp_statements_reach reach)
{
	struct rp_str text;

	return rp_statements_json(&text, dates->statements, key, reach) &&
	       rp_dates_take(out, dates, text, "json-ld");
}

static bool from_meta(struct rp_stated_date *out, const struct rp_dates *dates,
		      const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (rp_dates_take(
			out, dates,
			rp_statements_meta(dates->statements, names[i]),
			"meta"))
			return true;
	return false;
}

/* <time>s of a page that are looked at: live reports have hundreds. */
#define TIMES_MOST 500

/* The date that an element states. */
static bool stated_by(struct rp_stated_date *out, const struct rp_dates *dates,
		      uint32_t i)
{
	const struct rp_page *page = dates->statements->page;
	struct rp_str text =
	    rp_str_trim(rp_page_attribute(page, i, "datetime"));

	if (text.len == 0)
		text = rp_str_trim(rp_page_attribute(page, i, "content"));
	if (text.len == 0)
		text = rp_str_trim(rp_page_attribute(page, i, "title"));
	if (text.len == 0 && page->nodes[i].tag == GUMBO_TAG_TIME &&
	    page->nodes[i].chars &&
	    !rp_statements_text(&text, dates->statements, i))
		return false;
	return rp_dates_take(out, dates, text, "time");
}

/* Of the elements that state the property, and of the <time>s that are of a
 * change or are not, the first of those that are the likeliest; one that states
 * the property before another. */
static bool from_elements(struct rp_stated_date *out,
			  const struct rp_dates *dates, const char *property,
			  bool change)
{
	const struct rp_page *page = dates->statements->page;
	struct rp_stated_date date;
	uint32_t label = 0;
	unsigned times = 0;
	unsigned best = 0;
	uint32_t i;

	for (i = 0; i < page->count && times < TIMES_MOST; i++) {
		const struct rp_node *node = &page->nodes[i];
		/* <abbr class="published" title="..."> is of hAtom. */
		bool is_time =
		    node->tag == GUMBO_TAG_TIME ||
		    (node->tag == GUMBO_TAG_ABBR &&
		     rp_page_has_word(page, i, "class", "published"));
		const char *property_of;
		unsigned rank;
		bool stated;

		if (node->text && node->chars)
			label = i;
		if (node->text)
			continue;
		property_of = rp_page_attribute(page, i, "itemprop");
		stated = property_of &&
			 rp_page_has_word(page, i, "itemprop", property);
		if (!stated &&
		    (!is_time || property_of ||
		     rp_date_place_changes(page, i, label) != change))
			continue;
		times++;
		rank = rp_belonging_rank(page, i, dates->headline);
		rank = rank ? rank * 2 + stated : 0;
		if (rank > best && stated_by(&date, dates, i)) {
			*out = date;
			best = rank;
		}
	}
	return best > 0;
}

static bool find_published(struct rp_stated_date *out,
			   const struct rp_dates *dates)
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

	/* That of something else may be a video's. */
	return from_json(out, dates, "datePublished", RP_STATEMENTS_PAGE) ||
	       from_meta(out, dates, names, sizeof(names) / sizeof(names[0])) ||
	       from_json(out, dates, "datePublished", RP_STATEMENTS_ANY) ||
	       from_elements(out, dates, "datePublished", false);
}

static void find_modified(struct rp_stated_date *out,
			  const struct rp_dates *dates)
{
	static const char *const names[] = {
	    "article:modified_time", "og:updated_time",	 "dateModified",
	    "dcterms.modified",	     "dc.date.modified", "lastmod",
	    "last-modified",	     "revision_date",
	};

	if (!from_json(out, dates, "dateModified", RP_STATEMENTS_PAGE) &&
	    !from_meta(out, dates, names, sizeof(names) / sizeof(names[0])) &&
	    !from_json(out, dates, "dateModified", RP_STATEMENTS_ANY) &&
	    !from_elements(out, dates, "dateModified", true))
		(void)rp_dates_shown(out, dates, true);
}

void rp_dates_read(struct rp_article *out, struct rp_statements *statements,
		   uint32_t headline, struct rp_str page_url,
		   const struct rp_hints *hints)
{
	struct rp_dates dates = {statements, headline, hints->now,
				 order_of(out->language, hints)};
	struct rp_stated_date url = {0};
	bool found =
	    find_published(&out->published, &dates) ||
	    rp_dates_take(&out->published, &dates, hints->published, "feed");
	int64_t apart;

	find_modified(&out->modified, &dates);
	if (!rp_dates_in_address(&url, &dates, page_url)) {
		if (!found && !rp_dates_shown(&out->published, &dates, false))
			rp_dates_in_figures(&out->published, &dates, page_url);
		return;
	}
	apart = out->published.date.instant - url.date.instant;
	if (!found || apart > SAME_DAY + RP_DAY / 2 || apart < -SAME_DAY)
		out->published = url;
}

void rp_dates_listed(struct rp_article *out, const struct rp_hints *hints)
{
	struct rp_dates dates = {NULL, 0, hints->now, hints->date_order};

	(void)rp_dates_take(&out->published, &dates, hints->published, "feed");
}
