/* SPDX-License-Identifier: Apache-2.0 */
/*
 * date_shown.c - dates that only readers are told of
 *
 * A line near the headline that is a date, or ends in one behind a byline or a
 * label ("Posted on", "Updated:"). Sentences speak of other days: such a line
 * is short, and nothing but a time and a zone stands behind the date.
 */
#include "ascii.h"
#include "author_names.h"
#include "belonging.h"
#include "calendar_words.h"
#include "date_places.h"
#include "date_read.h"
#include "date_words.h"
#include "dates.h"
#include "str.h"

#include <string.h>

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

/* The words without the little one that leads on to a date: "Von Ada Lind am".
 */
static struct rp_str without_on(struct rp_str words)
{
	static const char *const leads[] = {" on", " am", " le", " el",
					    " em", " il", " op", ","};
	size_t i;

	for (i = 0; i < sizeof(leads) / sizeof(leads[0]); i++)
		if (rp_str_ends(words, leads[i])) {
			words.len -= strlen(leads[i]);
			break;
		}
	return words;
}

/* Words of a name that stands between "Posted by" and a day. */
#define SIGNED_BLANKS 3

/* Whether a name may begin here: no day of the week, nor "post" behind "By". */
static bool may_be_name(struct rp_str name)
{
	struct rp_date_text folded;

	rp_date_fold(&folded, name);
	return rp_weekday_named((struct rp_str){folded.bytes, folded.len}) ==
		   0 &&
	       !rp_str_begins_word(name, "post") &&
	       !rp_str_begins_word(name, "mail");
}

/* "Posted by admin on", "Von Christian am" */
static bool is_signed(struct rp_str words)
{
	static const char *const begins[] = {
	    "Posted by ",     "Published by ",
	    "Written by ",    "By ",
	    "Von ",	      "Veröffentlicht von ",
	    "Gepostet von ",  "Par ",
	    "Publié par ",    "Por ",
	    "Publicado por ", "Pubblicato da ",
	    "Geplaatst door "};
	struct rp_str bare = without_on(words);
	size_t i;

	for (i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		size_t blanks = 0;
		size_t k;

		if (!rp_str_begins_any_case(bare, begins[i]))
			continue;
		for (k = strlen(begins[i]); k < bare.len; k++)
			blanks += bare.data[k] == ' ';
		return bare.len < words.len && blanks <= SIGNED_BLANKS &&
		       may_be_name(rp_str_behind(bare, strlen(begins[i])));
	}
	return false;
}

static bool is_byline(const char *words)
{
	struct rp_str line = rp_str_trim(words);

	return (rp_author_names_byline(without_on(line)) || is_signed(line)) &&
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
	/* before who wrote it, in a link */
	date.len -= rp_str_ends(date, " by") ? strlen(" by") : 0;
	if (!memchr(date.data, '(', date.len))
		date.len -= rp_str_ends(date, ")");
	return date;
}

/* Bytes of a name that stands behind a date. */
#define NAME_BYTES 40

/* Bytes before a mark behind a date; 0: it has none. */
static size_t before_mark(struct rp_str date, const char *mark)
{
	const char *at = memmem(date.data, date.len, mark, strlen(mark));
	size_t before = at ? (size_t)(at - date.data) : 0;

	return before >= DATE_LEAST ? before : 0;
}

/* A date without who wrote it: "May 3, 2013 by admin", "3. Mai 2013 • Max
 * Miller". */
static struct rp_str without_name(struct rp_str date)
{
	static const char *const words[] = {" by ",  " von ", " par ",
					    " por ", " di ",  " door "};
	static const char *const signs[] = {" - ", " – ", " — ", " • ", " · "};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t before = before_mark(date, words[i]);

		if (before &&
		    date.len - before - strlen(words[i]) <= NAME_BYTES &&
		    !rp_str_ends(date, "."))
			return (struct rp_str){date.data, before};
	}
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t before = before_mark(date, signs[i]);

		if (before && rp_author_name_full(rp_str_behind(
				  date, before + strlen(signs[i]))))
			return (struct rp_str){date.data, before};
	}
	return date;
}

/* What words before a date say of it. */
typedef bool says_of(const char *words);

/* A line that is a date, behind such words. */
static bool dated_behind(struct rp_stated_date *out,
			 const struct rp_dates *dates, struct rp_str line,
			 says_of *says)
{
	char words[TITLED_BYTES + 1];
	size_t i;

	for (i = 0; i < line.len && i <= TITLED_BYTES; i++) {
		char c = line.data[i];
		char before = i ? line.data[i - 1] : ' ';
		struct rp_str rest;

		if ((!rp_ascii_is_alnum(c) && !(c & 0x80)) ||
		    rp_ascii_is_alnum(before) || (before & 0x80))
			continue;
		rest = without_name(rp_str_behind(line, i));
		/* "Update 4 May: the hall is open again" */
		if (rp_str_ends(rest, ":") || !rp_date_ends(rest, dates->order))
			continue;
		rest = without_next(rest);
		memcpy(words, line.data, i);
		words[i] = '\0';
		if (says(words) && rp_dates_take(out, dates, rest, "text"))
			return true;
	}
	return false;
}

/* The same in a line, or between its bars, behind one of two kinds of words. */
static bool dated(struct rp_stated_date *out, const struct rp_dates *dates,
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
static bool dated_line(struct rp_stated_date *out, const struct rp_dates *dates,
		       struct rp_str line, bool change, bool moved)
{
	if (change)
		return dated(out, dates, line, rp_date_says_change,
			     moved ? is_alone : rp_date_says_change);
	return !moved && dated(out, dates, line, is_byline, is_label);
}

/* Whether a text is all of a link to the page itself, as blogs set the date. */
static bool is_permalink(const struct rp_page *page, uint32_t i)
{
	uint32_t link = page->nodes[i].parent;
	const char *class;

	if (page->nodes[link].tag != GUMBO_TAG_A ||
	    page->nodes[link].chars != page->nodes[i].chars)
		return false;
	class = rp_page_attribute(page, link, "class");
	return rp_page_has_word(page, link, "rel", "bookmark") ||
	       (class &&
		(rp_ascii_find(class, "date") || rp_ascii_find(class, "time")));
}

/* Whether a node is text that is such a date, no link's and no <time>'s; rank:
 * how near to the headline it has to be. */
static bool is_dated(struct rp_stated_date *out, const struct rp_dates *dates,
		     uint32_t i, unsigned rank, bool change)
{
	const struct rp_page *page = dates->statements->page;
	const struct rp_node *node = &page->nodes[i];
	struct rp_stated_date date;

	if ((node->link_chars && !is_permalink(page, i)) ||
	    page->nodes[node->parent].tag == GUMBO_TAG_TIME ||
	    rp_belonging_rank(page, i, dates->headline) < rank ||
	    !dated_line(&date, dates, rp_str_trim(node->string), change,
			rp_date_place_changes(page, i, label_of(page, i))))
		return false;
	*out = date;
	return true;
}

bool rp_dates_shown(struct rp_stated_date *out, const struct rp_dates *dates,
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
