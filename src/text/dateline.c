/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dateline.c - datelines
 *
 * A dateline is place, perhaps day, agency in brackets, dash. Every outlet
 * rewrites it, so it must not be hashed with the report; and it is the most
 * frequent evidence of origin (12 of 20 credited pages of a labelled set
 * have it and nothing else). Most rules here are of brackets in prose.
 */
#include "dateline.h"

#include "agency.h"
#include "calendar_words.h"
#include "dateline_cjk.h"
#include "lower.h"
#include "months.h"
#include "phrases.h"
#include "str.h"

#include <string.h>

#define DATELINE_BYTES 160
/* The longest name of a month, in UTF-8, in any script. */
#define MONTH_BYTES 48
/* An agency in brackets, with what else may stand there. */
#define NAME_BYTES 48
/* Place and day before it. */
#define DAY_BYTES 48
/* Lines before the dateline that may be headings, bylines and captions. */
#define HEAD_LINES 6
/* ... and letters, of all lines and of those that are sentences: of 150
 * datelines four have something above, 160 to 280 letters of captions and up to
 * 430 of highlights. More is an article, or the first items of a column of news
 * in brief. */
#define HEAD_LETTERS	 700
#define SENTENCE_LETTERS 320
/* Words before the agency: places, a day, who wrote it. */
#define BEFORE_WORDS 12
/* ... in a script that does not tell names from other words: "الرياض 05 مارس
 * 2024 م", "नयी दिल्ली, पांच मार्च". */
#define WORDS_WITHOUT_CAPITALS 6

/* The agency in the brackets of a dateline, where a desk or another agency may
 * stand behind it ("dpa/lby", "AFP/ANI") and a word for who wrote before it
 * ("Корр. БЕЛТА"); or NULL. */
static const struct rp_agency *agency_in(struct rp_str brackets)
{
	static const char writer[] = "Корр. ";
	const struct rp_agency *agency = rp_agency_find(brackets);
	const char *slash;

	if (agency)
		return agency;
	if (rp_str_begins(brackets, writer))
		brackets = rp_str_behind(brackets, strlen(writer));
	slash = memchr(brackets.data, '/', brackets.len);
	if (slash)
		brackets.len = (size_t)(slash - brackets.data);
	return rp_agency_find(brackets);
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
			if (rp_str_is(word, no_places[i]))
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
		if (rp_str_is(word, list[i]))
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
	    "de",  "do",  "da",	 "dos", "das", "del", "di",  "du",  "la",
	    "le",  "les", "los", "am",	"an",  "der", "in",  "bei", "vor",
	    "sur", "en",  "of",	 "the", "on",  "and", "y",   "e",   "et",
	    "und", "van", "al",	 "im",	"by",  "von", "par", "года"};
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
		bool fits;

		while (end > 0 && before.data[end - 1] == ' ')
			end--;
		for (start = end; start > 0 && before.data[start - 1] != ' ';)
			start--;
		if (start == end)
			return false;
		fits = (before.data[start] & 0xdf) ==
		       (name.data[letter - 1] & 0xdf);
		/* "University of Northern Iowa", whose "of" has no letter */
		if (!fits && (letter == name.len ||
			      !is_small((struct rp_str){before.data + start,
							end - start})))
			return false;
		letter -= fits;
		end = start;
	}
	return true;
}

/* Whether a number is a day of a month. */
static bool is_day_number(struct rp_str word)
{
	return word.data && is_number(word) && word.len <= 2 &&
	       (word.len == 1 || word.data[0] < '3' ||
		(word.data[0] == '3' && word.data[1] <= '1')) &&
	       !(word.data[0] == '0' && (word.len == 1 || word.data[1] == '0'));
}

/* Whether a word is a month of the languages that dates are read in. */
static bool is_month(struct rp_str word)
{
	char folded[MONTH_BYTES];
	size_t used;
	size_t len;

	if (word.len < 3 || word.len > MONTH_BYTES - 8)
		return false;
	len = rp_lower_line(folded, sizeof(folded), word);
	return rp_month_named(&used, (struct rp_str){folded, len}) != 0 &&
	       used == len;
}

/* Whether a text has a day: "March 5", "5 mars", "5 березня"; in scripts that
 * have no capitals a number will do. */
static bool has_day(struct rp_str text)
{
	struct rp_str word;
	struct rp_str last = {NULL, 0};
	bool wide = text.len > 0 && (unsigned char)text.data[0] >= 0xd7;

	while (next_word(&word, &text)) {
		bool number = is_day_number(word);
		struct rp_str month = number ? last : word;

		if (number && wide)
			return true;
		/* Cyrillic has more languages than are read. */
		if ((number || is_day_number(last)) && month.len &&
		    (is_month(month) || (!number && (month.data[0] & 0x80) &&
					 is_small(month) && month.len >= 6)))
			return true;
		last = word;
	}
	return false;
}

/* Whether letters or a word that mean much else ("MAP", "भाषा") may be an
 * agency behind these words: a place and a day. */
static bool may_be_dated(struct rp_str before)
{
	return has_day(before) ||
	       (before.len > 0 && (unsigned char)before.data[0] >= 0xd7 &&
		(memchr(before.data, ',', before.len) ||
		 memmem(before.data, before.len, "،", strlen("،"))));
}

/* Places and a day in a script that has no capitals and needs no dash either:
 * a few words without a full stop. */
static bool is_led_without_capitals(struct rp_str before)
{
	struct rp_str word;
	size_t words = 0;

	/* Hebrew, Arabic and what is behind them in Unicode */
	if (before.len == 0 || (unsigned char)before.data[0] < 0xd7 ||
	    memchr(before.data, '.', before.len) ||
	    memmem(before.data, before.len, "।", strlen("।")))
		return false;
	while (next_word(&word, &before))
		words++;
	return words <= WORDS_WITHOUT_CAPITALS;
}

/* Whether a full stop behind the agency ends the dateline: of a place, with a
 * sentence behind it. */
static bool goes_on(struct rp_str rest, struct rp_str before)
{
	struct rp_str behind = rp_str_behind(rest, 1);

	return is_place(before) && blank_len(behind) > 0 &&
	       begins_sentence(behind);
}

/* What an agency in brackets, or between slashes, at place i of the line makes:
 * the length of the dateline, blanks behind it included; 0 if it is none. */
static size_t bracketed_len(const char **agency, struct rp_str line, size_t i)
{
	bool round = line.data[i] == '(';
	size_t left = line.len - i - 1;
	const char *end = memchr(line.data + i + 1, round ? ')' : '/',
				 left < NAME_BYTES ? left : NAME_BYTES);
	struct rp_str before = {line.data, i};
	const struct rp_agency *found;
	struct rp_str rest;
	size_t len;
	size_t dash;

	if (!end || (!round && i > 0 && line.data[i - 1] != ' '))
		return 0;
	len = (size_t)(end - line.data) + 1;
	found = agency_in((struct rp_str){line.data + i + 1, len - i - 2});
	rest = (struct rp_str){line.data + len, line.len - len};
	dash = dash_len(rest);
	/* "МОСКВА, 20 ноября. /ТАСС/.", "Berlin (epd). Die" */
	if (!dash && rest.len && rest.data[0] == '.' &&
	    (!round || goes_on(rest, before)))
		dash = 1;
	if (!found || !is_led(before) ||
	    (round &&
	     is_explained((struct rp_str){found->name, found->len}, before)) ||
	    (found->kind == RP_AGENCY_DATED && !may_be_dated(before) &&
	     !(found->placed && is_place(before) &&
	       !rp_ascii_has_small(before.data, before.len))))
		return 0;
	/* "(AP)" may stand at the very start, or behind a place and a day,
	 * without a dash, or be all of the line. */
	if (!dash && round &&
	    ((rest.len && !begins_sentence(rest)) ||
	     (i != 0 && !is_place_and_day(before) &&
	      !is_led_without_capitals(before) &&
	      !(found->placed && is_place(before)))))
		return 0;
	*agency = found->id;
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

/* Whether a text ends in what parts an agency from a place and a day. */
static bool is_separator(struct rp_str text)
{
	static const char *const ends[] = {",", ".", " -", " –", " —"};
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (rp_str_ends(text, ends[i]))
			return text.len > strlen(ends[i]);
	return false;
}

/* What ends an agency's name that stands in no brackets: ". ", " - ". Its
 * length, blanks behind it included; 0: none does. */
static size_t name_end_len(struct rp_str rest)
{
	size_t len = dash_len(rest);

	if (len == 0 && rest.len && rest.data[0] == '.')
		len = 1;
	if (len == 0 || rest.data[len - 1] == ':')
		return 0;
	rest.data += len;
	rest.len -= len;
	return rest.len && blank_len(rest) ? len + blanks_len(rest) : 0;
}

/* "МОСКВА, 5 мар - РИА Новости. ", "Москва. 5 марта. INTERFAX.RU - ",
 * "Accra, March 5, GNA - ": an agency without brackets, behind a place and a
 * day. The length of the dateline; 0 if it is none. */
static size_t unbracketed_len(const char **agency, struct rp_str line)
{
	size_t limit = line.len < DAY_BYTES ? line.len : DAY_BYTES;
	bool digit = false;
	size_t i;

	for (i = 0; i < limit; i++) {
		struct rp_str before = {line.data, i};
		const struct rp_agency *found;
		size_t end;

		digit |= rp_ascii_is_digit(line.data[i]);
		if (!digit || line.data[i] != ' ' || !is_separator(before))
			continue;
		found = rp_agency_at(rp_str_behind(line, i + 1));
		end =
		    found
			? name_end_len(rp_str_behind(line, i + 1 + found->len))
			: 0;
		if (!end || !is_led(before) || !has_day(before))
			continue;
		*agency = found->id;
		return i + 1 + found->len + end;
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

/* Whether nothing but ends of lines is left of a text. */
static bool ends_at(struct rp_str text, size_t at)
{
	while (at < text.len && text.data[at] == '\n')
		at++;
	return at == text.len;
}

/* Letters of a line, each of East Asia for two: it says as much. */
static size_t letters_of(struct rp_str line)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.data[i];

		count += (c & 0xc0) != 0x80;
		count += c >= 0xe3 && c <= 0xed;
	}
	return count;
}

size_t rp_dateline_find(struct rp_str *dateline, const char **agency,
			struct rp_str text)
{
	size_t above = 0; /* letters … */
	size_t told = 0;  /* … and those of sentences */
	size_t at = 0;
	int lines;

	*dateline = (struct rp_str){NULL, 0};
	*agency = NULL;
	for (lines = 0; lines < HEAD_LINES && at < text.len &&
			above <= HEAD_LETTERS && told <= SENTENCE_LETTERS;
	     lines++) {
		const char *end = memchr(text.data + at, '\n', text.len - at);
		size_t stop = end ? (size_t)(end - text.data) : text.len;
		struct rp_str line = {text.data + at, stop - at};
		size_t len = dateline_len(agency, line);
		size_t letters;

		if (len == 0)
			len = rp_dateline_cjk_len(agency, line);
		if (len == 0)
			len = unbracketed_len(agency, line);
		if (len == 0 && lines == 0)
			len = place_len(line);
		/* The last line is no dateline: "/ritzau/" signs the text. */
		if (len && !ends_at(text, at + len)) {
			*dateline = (struct rp_str){text.data + at, len};
			return at + len;
		}
		*agency = NULL;
		letters = letters_of(line);
		above += letters;
		told += rp_phrases_sentence(line) ? letters : 0;
		at = stop + 1;
	}
	return 0;
}
