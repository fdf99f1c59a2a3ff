/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dateline.c - datelines
 *
 * A dateline is place, perhaps day, agency in brackets, dash. Every outlet
 * rewrites it, so it must not be hashed with the report; and it is the most
 * frequent evidence of origin (12 of 20 credited pages of a labelled set
 * have it and nothing else). Letters in brackets stand for other things in
 * prose, which is where most of what is here comes from.
 */
#include "dateline.h"

#include "agency.h"
#include "months.h"

#include <string.h>

#define DATELINE_BYTES 160
/* An agency in brackets, with what else may stand there. */
#define NAME_BYTES 48
/* Place and day before it. */
#define DAY_BYTES 48
/* Lines before the dateline that may be headings, bylines and captions. */
#define HEAD_LINES 6
/* Words before the agency: places, a day, who wrote it. */
#define BEFORE_WORDS 12

/* The agency in the brackets of a dateline: its name, perhaps with a desk or
 * another agency behind it ("dpa/lby", "AFP/ANI"). */
static const char *by_brackets(struct rp_str name)
{
	const char *slash = memchr(name.data, '/', name.len);
	const char *found = rp_agency_by_name(name);

	if (found || !slash)
		return found;
	name.len = (size_t)(slash - name.data);
	return rp_agency_by_name(name);
}

/* The length of the blank at the beginning of text, those included that do not
 * break or are thin; 0 if there is none. */
static size_t blank_len(struct rp_str text)
{
	const unsigned char *s = (const unsigned char *)text.data;

	if (text.len && (s[0] == ' ' || s[0] == '\n'))
		return 1;
	if (text.len >= 2 && s[0] == 0xc2 && s[1] == 0xa0)
		return 2;
	return text.len >= 3 && s[0] == 0xe2 && s[1] == 0x80 &&
		       (s[2] <= 0x8b || s[2] == 0xaf)
		   ? 3
		   : 0;
}

static size_t blanks_len(struct rp_str text)
{
	size_t all = 0;
	size_t len;

	while ((len = blank_len(
		    (struct rp_str){text.data + all, text.len - all})) != 0)
		all += len;
	return all;
}

/* Length of the dash at text, blanks before it included; 0 if none. */
static size_t dash_len(struct rp_str text)
{
	static const char *const dashes[] = {
	    ".-", ". -",	  ".\xe2\x80\x93", ".\xe2\x80\x94", "--",
	    "-",  "\xe2\x80\x93", "\xe2\x80\x94",  "\xe2\x80\x95",  ":"};
	size_t blank = blanks_len(text);
	size_t i;

	for (i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t len = strlen(dashes[i]);

		if (text.len - blank >= len &&
		    memcmp(text.data + blank, dashes[i], len) == 0)
			return blank + len;
	}
	return 0;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A full stop after a word in small letters and before a capital; "Feb. 3",
 * "Wis. (AP)" and "D.C. Tuesday" do not end a sentence. */
static bool sentence_ends(struct rp_str line, size_t i)
{
	return line.data[i] == '.' && i > 12 && i + 2 < line.len &&
	       line.data[i + 1] == ' ' && is_upper(line.data[i + 2]) &&
	       line.data[i - 1] >= 'a' && line.data[i - 1] <= 'z';
}

/* Take the next word off a text: what stands between blanks, without a comma or
 * full stop behind it. False at the end. */
static bool next_word(struct rp_str *word, struct rp_str *text)
{
	size_t len = 0;

	while (text->len && text->data[0] == ' ') {
		text->data++;
		text->len--;
	}
	while (len < text->len && text->data[len] != ' ')
		len++;
	*word = (struct rp_str){text->data, len};
	text->data += len;
	text->len -= len;
	while (word->len && strchr(",.", word->data[word->len - 1]))
		word->len--;
	return len > 0;
}

static bool is_number(struct rp_str word)
{
	size_t i;

	for (i = 0; i < word.len; i++)
		if (word.data[i] < '0' || word.data[i] > '9')
			return false;
	return word.len > 0;
}

/* "Nov 20", "20 Nov", "Nov. 20, 2026": a month and figures, nothing else. */
static bool is_day(struct rp_str text)
{
	struct rp_str word;
	size_t months = 0;
	size_t numbers = 0;

	while (next_word(&word, &text)) {
		if (is_number(word))
			numbers++;
		else if (rp_month_of(word.data, word.len))
			months++;
		else
			return false;
	}
	return months == 1 && (numbers == 1 || numbers == 2);
}

/* "New Delhi", "St. John's": a few words with capitals, not "In Paris". */
static bool is_place(struct rp_str text)
{
	static const char *const no_places[] = {
	    "In",    "On",     "At",	"By",  "Since", "Last", "From",
	    "After", "Before", "Until", "For", "This",	"Next", "The"};
	struct rp_str word;
	size_t words = 0;
	size_t i;

	while (next_word(&word, &text)) {
		if (word.len == 0 || ++words > 4 ||
		    (!is_upper(word.data[0]) && !(word.data[0] & 0x80)))
			return false;
		for (i = 0; i < sizeof(no_places) / sizeof(no_places[0]); i++)
			if (strlen(no_places[i]) == word.len &&
			    memcmp(no_places[i], word.data, word.len) == 0)
				return false;
	}
	return words > 0;
}

/* Whether what stands before the brackets is a place and a day, which need no
 * dash behind the agency: "New Delhi, Nov 20 (PTI) The government". */
static bool is_place_and_day(struct rp_str before)
{
	const char *comma = memchr(before.data, ',', before.len);
	size_t len = comma ? (size_t)(comma - before.data) : 0;

	return comma && before.len <= DAY_BYTES &&
	       is_place((struct rp_str){before.data, len}) &&
	       is_day((struct rp_str){comma + 1, before.len - len - 1});
}

static bool is_one_of(struct rp_str word, const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strlen(list[i]) == word.len &&
		    memcmp(list[i], word.data, word.len) == 0)
			return true;
	return false;
}

/* Whether a word begins with a small letter, of ASCII, Latin-1 or Cyrillic. */
static bool is_small(struct rp_str word)
{
	const unsigned char *s = (const unsigned char *)word.data;

	if (word.len == 0)
		return false;
	if (s[0] < 0x80 || word.len < 2)
		return s[0] >= 'a' && s[0] <= 'z';
	return (s[0] == 0xc3 && s[1] >= 0x9f) ||
	       (s[0] == 0xd0 && s[1] >= 0xb0) || (s[0] == 0xd1 && s[1] < 0xa0);
}

/* Whether what stands before an agency is of a dateline: places and a day, all
 * but a month or the like with capitals. "O caso ocorreu em Castanhal (PA) -"
 * names a state. */
static bool is_led(struct rp_str before)
{
	static const char *const links[] = {
	    "de",  "do",  "da",	 "dos", "das", "del", "di", "du",  "la",
	    "le",  "les", "los", "am",	"an",  "der", "in", "bei", "vor",
	    "sur", "en",  "of",	 "the", "on",  "and", "y",  "e",   "et",
	    "und", "van", "al",	 "im",	"by",  "von", "par"};
	/* Words that begin sentences, and no places. */
	static const char *const begins[] = {
	    "In",   "On",  "This", "For",  "From", "Im",  "Der",  "Das",
	    "Dem",  "Bei", "Nach", "Laut", "Seit", "Zum", "Zur",  "Vom",
	    "Beim", "Os",  "Em",   "No",   "Nas",  "Um",  "Uma",  "Il",
	    "Gli",  "Una", "Uno",  "Ein",  "Eine", "Nel", "Nella"};
	struct rp_str word;
	size_t words = 0;
	size_t small = 0;

	while (next_word(&word, &before)) {
		if (words++ == 0 &&
		    is_one_of(word, begins, sizeof(begins) / sizeof(*begins)))
			return false;
		small +=
		    is_small(word) &&
		    !is_one_of(word, links, sizeof(links) / sizeof(*links));
	}
	return words <= BEFORE_WORDS && small <= 1;
}

/* Whether a text goes on as a sentence begins. */
static bool begins_sentence(struct rp_str text)
{
	size_t blanks = blanks_len(text);
	char c = blanks < text.len ? text.data[blanks] : '.';

	return is_upper(c) || (c & 0x80) || c == '"' || c == '\'';
}

/* Whether the letters in the brackets are the first ones of the words before:
 * "Alcoholics Anonymous (AA)" explains itself. */
static bool is_explained(struct rp_str name, struct rp_str before)
{
	size_t letter = name.len;
	size_t end = before.len;

	while (letter > 0) {
		size_t start;

		while (end > 0 && before.data[end - 1] == ' ')
			end--;
		for (start = end; start > 0 && before.data[start - 1] != ' ';)
			start--;
		if (start == end ||
		    (before.data[start] & 0xdf) != (name.data[--letter] & 0xdf))
			return false;
		end = start;
	}
	return true;
}

/* What an agency in brackets, or between slashes, at place i of the line makes:
 * the length of the dateline, blanks behind it included; 0 if it is none. */
static size_t bracketed_len(const char **agency, struct rp_str line, size_t i)
{
	bool round = line.data[i] == '(';
	size_t left = line.len - i - 1;
	const char *end = memchr(line.data + i + 1, round ? ')' : '/',
				 left < NAME_BYTES ? left : NAME_BYTES);
	const char *found;
	struct rp_str rest;
	struct rp_str name;
	size_t len;
	size_t dash;

	if (!end || (!round && i > 0 && line.data[i - 1] != ' '))
		return 0;
	len = (size_t)(end - line.data) + 1;
	name = (struct rp_str){line.data + i + 1, len - i - 2};
	found = by_brackets(name);
	rest = (struct rp_str){line.data + len, line.len - len};
	dash = dash_len(rest);
	/* "МОСКВА, 20 ноября. /ТАСС/." */
	if (!dash && !round && rest.len && rest.data[0] == '.')
		dash = 1;
	if (!found || !is_led((struct rp_str){line.data, i}) ||
	    (round && is_explained(name, (struct rp_str){line.data, i})))
		return 0;
	/* "(AP)" may stand at the very start, or behind a place and a day,
	 * without a dash. */
	if (!dash && round &&
	    (!begins_sentence(rest) ||
	     (i != 0 && !is_place_and_day((struct rp_str){line.data, i}))))
		return 0;
	*agency = found;
	len += dash;
	return len +
	       blanks_len((struct rp_str){line.data + len, line.len - len});
}

/* "(AP)" or "/PRNewswire/" followed by a dash within the line: the length of
 * the dateline, blanks behind the dash included. */
static size_t dateline_len(const char **agency, struct rp_str line)
{
	size_t limit = line.len < DATELINE_BYTES ? line.len : DATELINE_BYTES;
	size_t i;

	if (!limit ||
	    (!memchr(line.data, '(', limit) && !memchr(line.data, '/', limit)))
		return 0;
	for (i = 0; i < limit; i++) {
		size_t len = 0;

		if (sentence_ends(line, i))
			return 0;
		if (line.data[i] == '(' || line.data[i] == '/')
			len = bracketed_len(agency, line, i);
		if (len)
			return len;
	}
	return 0;
}

/* A place in capitals and a dash: "WASHINGTON, Feb. 3 — ". The length, blanks
 * behind the dash included; 0 if the line does not begin so. */
static size_t place_len(struct rp_str line)
{
	static const char *const dashes[] = {"—", "–", "--", "- "};
	size_t capitals = 0;
	size_t i = 0;
	size_t k;

	while (i < line.len &&
	       (is_upper(line.data[i]) || (i && strchr(" .'/", line.data[i]))))
		capitals += is_upper(line.data[i++]);
	if (capitals < 3)
		return 0;
	/* ", Feb. 3" or ", Calif." */
	if (i < line.len && line.data[i] == ',')
		while (i < line.len && i < 60 && line.data[i] != '-' &&
		       (unsigned char)line.data[i] < 0x80)
			i++;
	if (i == 0 || i >= line.len || line.data[i - 1] != ' ')
		return 0;
	for (k = 0; k < sizeof(dashes) / sizeof(dashes[0]); k++) {
		size_t len = strlen(dashes[k]);

		if (line.len - i < len ||
		    memcmp(line.data + i, dashes[k], len) != 0)
			continue;
		i += len;
		while (i < line.len && line.data[i] == ' ')
			i++;
		return i;
	}
	return 0;
}

size_t rp_dateline_find(struct rp_str *dateline, const char **agency,
			struct rp_str text)
{
	size_t at = 0;
	int lines;

	*dateline = (struct rp_str){NULL, 0};
	*agency = NULL;
	for (lines = 0; lines < HEAD_LINES && at < text.len; lines++) {
		const char *end = memchr(text.data + at, '\n', text.len - at);
		size_t stop = end ? (size_t)(end - text.data) : text.len;
		struct rp_str line = {text.data + at, stop - at};
		size_t len = dateline_len(agency, line);

		if (len == 0 && lines == 0)
			len = place_len(line);
		if (len) {
			*dateline = (struct rp_str){text.data + at, len};
			return at + len;
		}
		at = stop + 1;
	}
	return 0;
}
