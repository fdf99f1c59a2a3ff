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
#include "ascii.h"
#include "author_names.h"
#include "classwords.h"
#include "date_places.h"
#include "date_words.h"
#include "day.h"
#include "metadata.h"
#include "months.h"
#include "prune.h"
#include "str.h"

#include <stdio.h>
#include <string.h>

#define FIRST_SITES 788918400 /* 1995-01-01 */
/* The calendar's day may differ by the zone. */
#define SAME_DAY (RP_DAY * 3 / 2)

struct dates {
	struct rp_statements *statements;
	uint32_t headline;
	int64_t now;
	enum rp_date_order order;
};

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

/* Take the text as a date unless it is none or cannot be. */
static bool take(struct rp_stated_date *out, const struct dates *dates,
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

static bool from_json(struct rp_stated_date *out, const struct dates *dates,
		      const char *key, enum rp_statements_reach reach)
{
	struct rp_str text;

	return rp_statements_json(&text, dates->statements, key, reach) &&
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

/* <time>s of a page that are looked at: live reports have hundreds. */
#define TIMES_MOST 500

/* The date that an element states. */
static bool stated_by(struct rp_stated_date *out, const struct dates *dates,
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
	return take(out, dates, text, "time");
}

/* Of the elements that state the property, and of the <time>s that are of a
 * change or are not, the first of those that are the likeliest; one that states
 * the property before another. */
static bool from_elements(struct rp_stated_date *out, const struct dates *dates,
			  const char *property, bool change)
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
		rank = rp_date_place_rank(page, i, dates->headline);
		rank = rank ? rank * 2 + stated : 0;
		if (rank > best && stated_by(&date, dates, i)) {
			*out = date;
			best = rank;
		}
	}
	return best > 0;
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

	while (at + len < end && rp_ascii_is_letter(at[len]))
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
		/* "2017-01/31" as in China */
		if (m == 0 || at + 6 + m >= end ||
		    (at[6 + m] != mark && (mark != '-' || at[6 + m] != '/')))
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

/* ".../20170131/...", ".../t20170131_...": eight digits may be a number as
 * well, so they are asked last. */
static bool from_url_figures(struct rp_stated_date *out,
			     const struct dates *dates, struct rp_str url)
{
	const char *at = url.data;
	const char *end = url.len ? at + url.len : at;

	for (; at < end; at++) {
		const char *from = at + 1;
		int figures;
		size_t n;

		if (*at != '/')
			continue;
		from += from < end && *from == 't';
		n = number(&figures, from, end, 9);
		if (n == 8 && from + n < end &&
		    (from[n] == '/' || from[n] == '_' || from[n] == '-') &&
		    take(out, dates, (struct rp_str){from, n}, "url"))
			return true;
	}
	return false;
}

/* Bytes of a line that is a date and a label, and of the label. */
#define DATED_BYTES  80
#define TITLED_BYTES 40
/* "1.1.2017" */
#define DATE_LEAST 8
/* Characters of text that may stand between a headline and its date. */
#define BELOW_CHARS 300
#define ABOVE_CHARS 60

/* Nodes that are looked through for the text before a date. */
#define LABEL_NODES 16

/* Whether words say that the date behind them is of the publication. */
static bool is_label(const char *words)
{
	return rp_date_is_labelled(words) && !rp_date_says_change(words);
}

static bool is_alone(const char *words)
{
	return *words == '\0';
}

static bool is_byline(const char *words)
{
	return rp_author_names_byline(rp_str_trim(words)) &&
	       !rp_date_says_change(words);
}

/* A date and its time, "3 May | 10:30", without what stands behind a bar or a
 * bracket: "3 May | Updated 4 May". */
static struct rp_str without_next(struct rp_str date)
{
	const char *bar = memchr(date.data, '|', date.len);
	const char *end = date.data + date.len;
	const char *at = bar ? bar + 1 : end;

	while (at < end && *at == ' ')
		at++;
	if (at < end && !rp_ascii_is_digit(*at))
		date.len = (size_t)(bar - date.data);
	date = rp_str_trimmed(date);
	if (!memchr(date.data, '(', date.len))
		date.len -= rp_str_ends(date, ")");
	return date;
}

/* What words before a date say of it. */
typedef bool says_of(const char *words);

/* A line that is a date, behind such words. */
static bool dated_behind(struct rp_stated_date *out, const struct dates *dates,
			 struct rp_str line, says_of *says)
{
	char words[TITLED_BYTES + 1];
	size_t i;

	for (i = 0; i < line.len && i <= TITLED_BYTES; i++) {
		struct rp_str rest = {line.data + i, line.len - i};
		char before = i ? line.data[i - 1] : ' ';
		bool starts =
		    (rp_ascii_is_alnum(*rest.data) || (*rest.data & 0x80)) &&
		    !rp_ascii_is_alnum(before) && !(before & 0x80);

		if (!starts || !rp_date_ends(rest, dates->order))
			continue;
		rest = without_next(rest);
		memcpy(words, line.data, i);
		words[i] = '\0';
		if (says(words) && take(out, dates, rest, "text"))
			return true;
	}
	return false;
}

/* The same in a line, or between its bars, behind one of two kinds of words. */
static bool dated(struct rp_stated_date *out, const struct dates *dates,
		  struct rp_str line, says_of *first, says_of *second)
{
	if (line.len > DATED_BYTES)
		return false;
	while (line.len >= DATE_LEAST) {
		const char *bar = memchr(line.data, '|', line.len);
		size_t used = bar ? (size_t)(bar - line.data) + 1 : line.len;

		if (dated_behind(out, dates, line, first) ||
		    dated_behind(out, dates, line, second))
			return true;
		line = rp_str_behind(line, used);
	}
	return false;
}

static bool has_text(const struct rp_node *node)
{
	return node->text && node->chars > 0;
}

/* The last text before a node; 0: none that is near. */
static uint32_t label_of(const struct rp_page *page, uint32_t node)
{
	uint32_t i = node;

	while (i-- > 1 && node - i <= LABEL_NODES)
		if (has_text(&page->nodes[i]))
			return i;
	return 0;
}

/* Whether a line of text is a date, of the publication or of a change; moved:
 * what stands around it says that it is of one. */
static bool dated_line(struct rp_stated_date *out, const struct dates *dates,
		       struct rp_str line, bool change, bool moved)
{
	if (change)
		return dated(out, dates, line, rp_date_says_change,
			     moved ? is_alone : rp_date_says_change);
	return !moved && dated(out, dates, line, is_byline, is_label);
}

/* Whether a node is text that is such a date, no link's and no <time>'s; rank:
 * how near to the headline it has to be. */
static bool is_dated(struct rp_stated_date *out, const struct dates *dates,
		     uint32_t i, unsigned rank, bool change)
{
	const struct rp_page *page = dates->statements->page;
	const struct rp_node *node = &page->nodes[i];
	struct rp_stated_date date;

	if (node->link_chars ||
	    page->nodes[node->parent].tag == GUMBO_TAG_TIME ||
	    rp_date_place_rank(page, i, dates->headline) < rank ||
	    !dated_line(&date, dates, rp_str_trim(node->dom->v.text.text),
			change,
			rp_date_place_changes(page, i, label_of(page, i))))
		return false;
	*out = date;
	return true;
}

/* The date that readers see by the headline, where a page states none to
 * machines: the first one below it, or the last one above it; that of a change
 * or of the publication. */
static bool from_text(struct rp_stated_date *out, const struct dates *dates,
		      bool change)
{
	const struct rp_node *nodes = dates->statements->page->nodes;
	uint32_t count = dates->statements->page->count;
	uint32_t chars = 0;
	uint32_t i;

	if (dates->headline == 0)
		return false;
	for (i = nodes[dates->headline].end; i < count && chars <= BELOW_CHARS;
	     i++) {
		if (!has_text(&nodes[i]))
			continue;
		chars += nodes[i].chars;
		if (is_dated(out, dates, i, 3, change))
			return true;
	}
	chars = 0;
	for (i = dates->headline; i-- > 1 && chars <= ABOVE_CHARS;) {
		if (!has_text(&nodes[i]))
			continue;
		chars += nodes[i].chars;
		if (is_dated(out, dates, i, 2, change))
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

	/* That of something else may be a video's. */
	return from_json(out, dates, "datePublished", RP_STATEMENTS_PAGE) ||
	       from_meta(out, dates, names, sizeof(names) / sizeof(names[0])) ||
	       from_json(out, dates, "datePublished", RP_STATEMENTS_ANY) ||
	       from_elements(out, dates, "datePublished", false);
}

static void find_modified(struct rp_stated_date *out, const struct dates *dates)
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
		(void)from_text(out, dates, true);
}

void rp_dates_read(struct rp_article *out, struct rp_statements *statements,
		   uint32_t headline, struct rp_str page_url,
		   const struct rp_hints *hints)
{
	struct dates dates = {statements, headline, hints->now,
			      order_of(out->language, hints)};
	struct rp_stated_date url = {0};
	bool found = find_published(&out->published, &dates) ||
		     take(&out->published, &dates, hints->published, "feed");
	int64_t apart;

	find_modified(&out->modified, &dates);
	if (!from_url(&url, &dates, page_url)) {
		if (!found && !from_text(&out->published, &dates, false))
			from_url_figures(&out->published, &dates, page_url);
		return;
	}
	apart = out->published.date.instant - url.date.instant;
	if (!found || apart > SAME_DAY + RP_DAY / 2 || apart < -SAME_DAY)
		out->published = url;
}

void rp_dates_listed(struct rp_article *out, const struct rp_hints *hints)
{
	struct dates dates = {NULL, 0, hints->now, hints->date_order};

	(void)take(&out->published, &dates, hints->published, "feed");
}
