/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stamps.c - see stamps.h
 *
 * An outlet's date under a report is no fact of it: two prints that differ in
 * it alone, a day apart, look like a form that was filled in twice. A stamp is
 * a date or a time, behind words that say of what it is and no others, with
 * nothing but a zone behind it. Beside a headline any word may stand with those
 * of date_words.h; here a sentence of the report would be lost, "The law is due
 * by 1 July 2026".
 */
#include "stamps.h"

#include "ascii.h"
#include "date_words.h"
#include "lower.h"
#include "months.h"
#include "str.h"

#include <string.h>

/* Bytes of a stamp, and of the words before its date. */
#define STAMP_BYTES 100
#define LABEL_BYTES 48
/* Words of the longest label, "mis à jour". */
#define LABEL_WORDS 3
/* Bytes of a zone behind a time: " GMT", " p.m. EDT", " Uhr". */
#define ZONE_BYTES 12

/* Words that stand with those that say what a date is of, in lower case, by
 * language. A sentence has others: "The book will be published on". */
static const char *const joining[] = {
    "last",	  "first",    "originally", "on",	"at",	     "the",
    "date",	  "time",     "zuletzt",    "am",	"um",	     "vom",
    "datum",	  "le",	      "la",	    "à",	"dernière",  "el",
    "a",	  "las",      "última",	    "ultima",	"ultimo",    "vez",
    "em",	  "às",	      "il",	    "alle",	"ore",	     "op",
    "om",	  "laatst",   "senast",	    "sist",	"sidst",     "den",
    "дата",	  "время",    "в",	    "ostatnia", "tarihi",    "son",
    "آخر",	  "לאחרונה",  "monday",	    "tuesday",	"wednesday", "thursday",
    "friday",	  "saturday", "sunday",	    "montag",	"dienstag",  "mittwoch",
    "donnerstag", "freitag",  "samstag",    "sonntag",	"lundi",     "mardi",
    "mercredi",	  "jeudi",    "vendredi",   "samedi",	"dimanche",  "klo",
    "viimeksi",	  "dnia",     "dne",	    "pada",	"pukul",     "terakhir",
    "lúc",	  "ngày"};

/* Bytes of an English month, or of one or two digits, that a text begins with;
 * 0: of none. */
static size_t day_at(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");

	if (digits)
		return digits <= 2 ? digits : 0;
	return rp_month_of(text, letters) ? letters : 0;
}

/* Whether there is nothing but such words; *told: one of them is telling. */
static bool is_label(bool *told, const char *words)
{
	char folded[LABEL_BYTES + 8];
	const char *at = folded;

	*told = false;
	rp_lower_line(folded, sizeof(folded),
		      (struct rp_str){words, strlen(words)});
	while (*(at += strspn(at, " :.,|-("))) {
		size_t len = rp_date_telling_at(at);

		*told = *told || len;
		if (!len)
			len = rp_date_word_at(
			    at, joining, sizeof(joining) / sizeof(joining[0]));
		/* "Updated Jan. 1 at 10:25" */
		if (!len)
			len = day_at(at);
		if (!len)
			return false;
		at += len;
	}
	return true;
}

/* Behind "14:30", hours of one or two digits; 0: no time is here. A point is
 * one of a price as well. */
static size_t time_at(struct rp_str text)
{
	size_t hours = 0;

	while (hours < text.len && rp_ascii_is_digit(text.data[hours]))
		hours++;
	if (hours == 0 || hours > 2 || text.len < hours + 3 ||
	    text.data[hours] != ':' ||
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

/* Whether a line is nothing but a time, with what may belong to it behind:
 * "20:15 Tatort" is what a programme says. */
static bool is_time(struct rp_str line)
{
	static const char *const words[] = {
	    "am",  "pm",   "a.m.", "p.m.", "uhr", "h",	  "gmt", "utc", "bst",
	    "cet", "cest", "eet",  "est",  "edt", "cst",  "cdt", "mst", "mdt",
	    "pst", "pdt",  "ist",  "msk",  "mez", "mesz", "et",	 "pt",	"ct",
	    "hrs", "aest", "aedt", "sast", "hkt", "jst",  "kst", "wib", "ч"};
	char folded[ZONE_BYTES * 2 + 8];
	size_t len = time_at(line);
	const char *at = folded;

	if (len == 0 || line.len - len > ZONE_BYTES)
		return false;
	rp_lower_line(folded, sizeof(folded), rp_str_behind(line, len));
	while (*(at += strspn(at, " ()."))) {
		size_t used = rp_date_word_at(at, words,
					      sizeof(words) / sizeof(words[0]));

		if (used == 0)
			return false;
		at += used;
	}
	return true;
}

static bool ends_with_date(struct rp_str rest)
{
	return rp_date_ends(rest, RP_DATE_ORDER_UNKNOWN);
}

/* Words that say of what it is, or none, and behind them nothing but a date; or
 * a time, if there are such words. */
static bool is_dated(bool *told, struct rp_str line)
{
	char words[LABEL_BYTES + 1];
	unsigned others = 0; /* words that are no label, one after another */
	size_t i;

	for (i = 0; i < line.len && i <= LABEL_BYTES; i++) {
		struct rp_str rest = {line.data + i, line.len - i};
		char before = i ? line.data[i - 1] : ' ';

		if (rp_ascii_is_alnum(before) || (before & 0x80) ||
		    !(rp_ascii_is_alnum(*rest.data) || (*rest.data & 0x80)))
			continue;
		memcpy(words, line.data, i);
		words[i] = '\0';
		if (!is_label(told, words)) {
			if (++others == LABEL_WORDS)
				return false;
			continue;
		}
		others = 0;
		if (ends_with_date(rest) || (*told && ends_with_time(rest)))
			return true;
	}
	return false;
}

/* "14 comments", "1,204 shares", "3 min read", "2 hours ago". */
static bool is_count(struct rp_str line)
{
	static const char *const counted[] = {
	    "comment",	      "comments",
	    "share",	      "shares",
	    "view",	      "views",
	    "like",	      "likes",
	    "kommentar",      "kommentare",
	    "commentaire",    "commentaires",
	    "comentario",     "comentarios",
	    "comentário",     "comentários",
	    "commento",	      "commenti",
	    "reactie",	      "reacties",
	    "kommentarer",    "komentarz",
	    "komentarze",     "komentarzy",
	    "min read",	      "mins read",
	    "minute read",    "minutes read",
	    "min. read",      "min lesezeit",
	    "min. lesezeit",  "minuten lesezeit",
	    "min de lecture", "min de lectura",
	    "min de leitura", "min di lettura",
	    "hour ago",	      "hours ago",
	    "minute ago",     "minutes ago",
	    "min ago",	      "mins ago",
	    "day ago",	      "days ago",
	    "h ago",	      "m ago",
	    "d ago",
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

/* Of its length, and with a figure: most lines have not both. */
static bool may_be(struct rp_str line)
{
	size_t i;

	for (i = 0; i < line.len && line.len <= STAMP_BYTES; i++)
		if (rp_ascii_is_digit(line.data[i]))
			return true;
	return false;
}

bool rp_stamp_is(struct rp_str line)
{
	bool told;

	return may_be(line) &&
	       (is_dated(&told, line) || is_count(line) || is_time(line));
}

bool rp_stamp_told(struct rp_str line)
{
	bool told = false;

	return may_be(line) && is_dated(&told, line) && told;
}
