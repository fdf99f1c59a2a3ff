/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quotations.c - see quotations.h
 *
 * Idea. Quotation marks are read in context, because straight ones do not say
 * which way they face and paragraphs of one quotation open it again without
 * closing it: a mark opens before a letter and behind a blank, and closes the
 * other way round. A quotation ends with its line at the latest. From Lisbon to
 * Moscow speech is also set off by a dash at the beginning of its line, and
 * ends with it, but for what stands between more dashes: "— We knew it, — said
 * Ada Lind." A line behind "> " is quoted, as in mail (RFC 3676, 4.5) and
 * Markdown, and as an extractor writes the block quotations of a page.
 */
#include "quotations.h"

#include "reprint.h"

#include <string.h>

/* A quotation of more words has lost its end. */
#define QUOTATION_WORDS 300
/* A line behind a dash with fewer words is an item of a list. */
#define SPEECH_WORDS 6
/* So many lines behind dashes are a list. */
#define LIST_LINES 3

/* Whether a blank beyond ASCII ends before at: one that does not break, a thin
 * one, the wide one of East Asia. */
static bool behind_wide_blank(const struct rp_quotations *quotes, size_t at)
{
	const unsigned char *s = quotes->text + at;

	if (at >= 2 && s[-2] == 0xc2 && s[-1] == 0xa0)
		return true;
	if (at < 3 || s[-2] != 0x80)
		return false;
	return (s[-3] == 0xe2 && (s[-1] <= 0x8b || s[-1] == 0xaf)) ||
	       (s[-3] == 0xe3 && s[-1] == 0x80);
}

/* Before a quotation that opens: a blank, a bracket, a dash, nothing. */
static bool opens_behind(const struct rp_quotations *quotes, size_t at)
{
	unsigned char c;

	if (at == 0)
		return true;
	c = quotes->text[at - 1];
	if (c >= 0x80 && behind_wide_blank(quotes, at))
		return true;
	return rp_quotations_blank(c) || c == '(' || c == '[' || c == '-' ||
	       c == '/' || c == 0x94 ||
	       c == 0x93; /* the ends of dashes in UTF-8 */
}

static void quote_end(struct rp_quotations *quotes, size_t word, bool keep)
{
	size_t i;

	if (keep && word - quotes->begun <= QUOTATION_WORDS)
		for (i = quotes->begun; i < word; i++)
			quotes->marks[i] |= RP_MARK_QUOTED;
	/* What is quoted in speech is spoken too. */
	quotes->quoting = quotes->speech == RP_SPEECH_SPOKEN;
	quotes->single = false;
	quotes->begun = word;
}

static void quote_begin(struct rp_quotations *quotes, size_t word, bool single)
{
	if (quotes->quoting)
		quote_end(quotes, word, !quotes->single);
	quotes->quoting = true;
	quotes->single = single;
	quotes->begun = word;
	quotes->opened = true;
}

/* Whether a character of East Asia stands before at, where words are not parted
 * by blanks: kana, ideographs, hangul and the wide forms of signs. */
static bool behind_asian(const struct rp_quotations *quotes, size_t at)
{
	unsigned char first = at >= 3 ? quotes->text[at - 3] : 0;

	return (first >= 0xe3 && first <= 0xed) || first == 0xef;
}

static void closing_mark(struct rp_quotations *quotes, size_t word)
{
	if (quotes->quoting && !quotes->single)
		quote_end(quotes, word, true);
}

/* A double quotation mark of any kind at at, size bytes long. */
static void double_mark(struct rp_quotations *quotes, size_t word, size_t at,
			size_t size)
{
	bool opens = (opens_behind(quotes, at) ||
		      (!quotes->quoting && behind_asian(quotes, at))) &&
		     !rp_quotations_blank_at(quotes, at + size);

	if (opens)
		quote_begin(quotes, word, false);
	else
		closing_mark(quotes, word);
}

/* « and »: French opens with the first, German and Danish with the second. */
static void angle_mark(struct rp_quotations *quotes, size_t word)
{
	if (quotes->quoting && !quotes->single)
		quote_end(quotes, word, true);
	else
		quote_begin(quotes, word, false);
}

/* U+2019 is an apostrophe unless what it ends has a sign before it. */
static bool ends_single(const struct rp_quotations *quotes, size_t at)
{
	unsigned char c = at ? quotes->text[at - 1] : 0;

	return c == ',' || c == '.' || c == '!' || c == '?';
}

/* ' is an apostrophe unless it stands before a letter and behind a blank, or
 * ends what one began; within other marks it says nothing. */
static void straight_single(struct rp_quotations *quotes, size_t word,
			    size_t at)
{
	if (quotes->quoting && !quotes->single)
		return;
	if (opens_behind(quotes, at) && word < quotes->words->count &&
	    quotes->words->offsets[word] == at + 1)
		quote_begin(quotes, word, true);
	else if (quotes->quoting && ends_single(quotes, at))
		quote_end(quotes, word, true);
}

/* A dash of three bytes at at: the first of its line, behind nothing but
 * blanks, begins speech; of others, one behind a comma or a question ends it,
 * and one behind a full stop goes on with it. */
static void dash(struct rp_quotations *quotes, size_t word, size_t at)
{
	size_t i = at;

	if (!rp_quotations_blank_at(quotes, at + 3) &&
	    quotes->text[at + 3] != 0xc2)
		return;
	while (i > quotes->line_at && rp_quotations_blank(quotes->text[i - 1]))
		i--;
	if (i == quotes->line_at && word == quotes->line) {
		quotes->speech = RP_SPEECH_SPOKEN;
		quote_begin(quotes, word, false);
		return;
	}
	if (quotes->speech == RP_SPEECH_NONE || i == at || i == 0)
		return;
	switch (quotes->text[i - 1]) {
	case ',':
	case '?':
	case '!':
		if (quotes->speech != RP_SPEECH_SPOKEN)
			return;
		quotes->speech = RP_SPEECH_OF_WRITER;
		quotes->named = true;
		quote_end(quotes, word, true);
		return;
	case '.':
		if (quotes->speech == RP_SPEECH_SPOKEN)
			return;
		quotes->speech = RP_SPEECH_SPOKEN;
		quote_begin(quotes, word, false);
		return;
	default:
		return;
	}
}

/* “ ” „ ‘ ’ … by the last byte of E2 80 xx. */
static void curly_sign(struct rp_quotations *quotes, size_t word, size_t at)
{
	bool begins = opens_behind(quotes, at);

	switch (quotes->text[at + 2]) {
	case 0x93:
	case 0x94:
	case 0x95:
		dash(quotes, word, at);
		break;
	case 0x9c: /* begins in English, ends in German */
		if (quotes->quoting && !quotes->single && !begins)
			closing_mark(quotes, word);
		else
			quote_begin(quotes, word, false);
		break;
	case 0x9e:
		quote_begin(quotes, word, false);
		break;
	case 0x9d:
		double_mark(quotes, word, at, 3);
		break;
	case 0x98:
		if (begins)
			quote_begin(quotes, word, true);
		break;
	case 0x99:
		if (quotes->quoting && quotes->single &&
		    ends_single(quotes, at))
			quote_end(quotes, word, true);
		break;
	default:
		break;
	}
}

/* What a sentence ends with, the last byte of it included. */
static bool ends_sentence(const struct rp_quotations *quotes, size_t end)
{
	static const char *const ends[] = {".", "!", "?", "\"", "'", ")",
					   "…", "»", "”", "“",	"’", "。"};
	size_t i;

	while (end > quotes->line_at &&
	       rp_quotations_blank(quotes->text[end - 1]))
		end--;
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t len = strlen(ends[i]);

		if (end - quotes->line_at >= len &&
		    memcmp(quotes->text + end - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

/* Words from one on are quoted no more. */
static void unquote(struct rp_quotations *quotes, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		quotes->marks[i] &= (unsigned char)~RP_MARK_QUOTED;
}

/* Lines behind dashes that follow each other are a list from so many on, if
 * nobody asks or is named in them. */
static void run_end(struct rp_quotations *quotes, size_t word)
{
	if (quotes->run >= LIST_LINES && !quotes->talks)
		unquote(quotes, quotes->run_from, word);
	quotes->run = 0;
	quotes->talks = false;
}

/* Speech ends with its line. An item of a list was none. */
static void speech_end(struct rp_quotations *quotes, size_t word, size_t end)
{
	bool speech = quotes->speech != RP_SPEECH_NONE;

	quotes->speech = RP_SPEECH_NONE;
	if (!speech) {
		if (word > quotes->line)
			run_end(quotes, quotes->line);
		return;
	}
	if (quotes->quoting)
		quote_end(quotes, word, !quotes->single);
	if (quotes->run++ == 0)
		quotes->run_from = quotes->line;
	quotes->talks |=
	    quotes->named || memchr(quotes->text + quotes->line_at, '?',
				    end - quotes->line_at) != NULL;
	quotes->named = false;
	if (word - quotes->line < SPEECH_WORDS || !ends_sentence(quotes, end))
		unquote(quotes, quotes->line, word);
}

bool rp_quotations_sign(struct rp_quotations *quotes, size_t word, size_t at)
{
	const unsigned char *s = quotes->text + at;
	size_t left = quotes->len - at;

	if (s[0] == '"') {
		double_mark(quotes, word, at, 1);
	} else if (s[0] == '\'') {
		straight_single(quotes, word, at);
	} else if (left > 2 && s[0] == 0xe2 && s[1] == 0x80) {
		curly_sign(quotes, word, at);
	} else if (left > 2 && s[0] == 0xe3 && s[1] == 0x80 &&
		   (s[2] == 0x8c || s[2] == 0x8e || s[2] == 0x9d)) {
		quote_begin(quotes, word, false);
	} else if (left > 2 && s[0] == 0xe3 && s[1] == 0x80 &&
		   (s[2] == 0x8d || s[2] == 0x8f || s[2] == 0x9e ||
		    s[2] == 0x9f)) {
		closing_mark(quotes, word);
	} else if (left > 2 && s[0] == 0xef && s[1] == 0xbc && s[2] == 0x82) {
		double_mark(quotes, word, at, 3); /* full width */
	} else if (left > 1 && s[0] == 0xc2 && (s[1] == 0xab || s[1] == 0xbb)) {
		angle_mark(quotes, word);
	} else {
		return false;
	}
	return true;
}

/* "> " begins a line that is quoted as a whole. */
static bool is_cited(const struct rp_quotations *quotes, size_t end)
{
	return quotes->line_at + 1 < end &&
	       quotes->text[quotes->line_at] == '>' &&
	       rp_quotations_blank(quotes->text[quotes->line_at + 1]);
}

void rp_quotations_line(struct rp_quotations *quotes, size_t word, size_t end)
{
	size_t i;

	speech_end(quotes, word, end);
	if (quotes->quoting)
		quote_end(quotes, word, !quotes->single);
	if (is_cited(quotes, end))
		for (i = quotes->line; i < word; i++)
			quotes->marks[i] |= RP_MARK_QUOTED;
	quotes->line = word;
	quotes->line_at = end + 1;
	if (end >= quotes->len)
		run_end(quotes, word);
}
