/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stamps.c - see stamps.h
 *
 * An outlet's date under a report is no fact of it: two prints that differ in
 * it alone, a day apart, look like a form that was filled in twice. A stamp is
 * a date or a time, behind words that say of what it is (date_words.h) and with
 * nothing but a zone behind it; a day that a sentence speaks of has other words
 * around it.
 */
#include "stamps.h"

#include "ascii.h"
#include "date_words.h"
#include "lower.h"

#include <string.h>

/* Bytes of a stamp, and of the words before its date. */
#define STAMP_BYTES 100
#define LABEL_BYTES 48
/* Bytes of a zone behind a time: " GMT", " p.m. EDT", " Uhr". */
#define ZONE_BYTES 12

static bool says_of_what(const char *label)
{
	return rp_date_is_labelled(label) || rp_date_says_change(label);
}

/* Behind "14:30" or "14.30", hours of one or two digits; 0: no time is here. */
static size_t time_at(struct rp_str text)
{
	size_t hours = 0;

	while (hours < text.len && rp_ascii_is_digit(text.data[hours]))
		hours++;
	if (hours == 0 || hours > 2 || text.len < hours + 3 ||
	    (text.data[hours] != ':' && text.data[hours] != '.') ||
	    !rp_ascii_is_digit(text.data[hours + 1]) ||
	    !rp_ascii_is_digit(text.data[hours + 2]) ||
	    (text.len > hours + 3 && rp_ascii_is_digit(text.data[hours + 3])))
		return 0;
	return hours + 3;
}

/* Whether the rest of a line is a time and a zone. */
static bool ends_with_time(struct rp_str rest)
{
	size_t len = time_at(rest);
	size_t i;

	if (len == 0 || rest.len - len > ZONE_BYTES)
		return false;
	for (i = len; i < rest.len; i++)
		if (rp_ascii_is_digit(rest.data[i]))
			return false;
	return true;
}

static bool ends_with_date(struct rp_str rest)
{
	return rp_date_ends(rest) &&
	       rp_date_parse(rest).precision != RP_DATE_NONE;
}

/* Words, and behind them nothing but a date or, if they say that it is of a
 * change, a time. */
static bool is_dated(struct rp_str line)
{
	char label[LABEL_BYTES + 1];
	size_t i;

	for (i = 0; i < line.len && i <= LABEL_BYTES; i++) {
		struct rp_str rest = {line.data + i, line.len - i};
		char before = i ? line.data[i - 1] : ' ';

		if (rp_ascii_is_alnum(before) || (before & 0x80) ||
		    !(rp_ascii_is_alnum(*rest.data) || (*rest.data & 0x80)))
			continue;
		memcpy(label, line.data, i);
		label[i] = '\0';
		if (ends_with_date(rest))
			return says_of_what(label);
		if (ends_with_time(rest) && rp_date_says_change(label))
			return true;
	}
	return false;
}

/* "14 comments", "1,204 shares". */
static bool is_count(struct rp_str line)
{
	static const char *const counted[] = {
	    "comment",	   "comments",	  "share",	 "shares",
	    "view",	   "views",	  "like",	 "likes",
	    "kommentar",   "kommentare",  "commentaire", "commentaires",
	    "comentario",  "comentarios", "comentário",	 "comentários",
	    "commento",	   "commenti",	  "reactie",	 "reacties",
	    "kommentarer", "komentarz",	  "komentarze",	 "komentarzy",
	};
	char folded[STAMP_BYTES + 8];
	const char *word = folded;
	size_t i;

	rp_lower_line(folded, sizeof(folded), line);
	word += strspn(word, "0123456789");
	if (word == folded)
		return false;
	word += strspn(word, "0123456789.,");
	word += strncmp(word, "k ", 2) == 0;
	word += strspn(word, " ");
	for (i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
		if (strcmp(word, counted[i]) == 0)
			return true;
	return false;
}

bool rp_stamp_is(struct rp_str line)
{
	return line.len > 0 && line.len <= STAMP_BYTES &&
	       (is_dated(line) || is_count(line));
}
