/* SPDX-License-Identifier: Apache-2.0 */
/*
 * phrases.c - lines that are no report, known by their wording
 *
 * Wording is the last resort: it serves plain text, which has nothing else,
 * and what the structure of a page left over. A phrase is compared with the
 * beginning of a line, lower case against lower case, and must end at the
 * border of a word. The lists hold what was met on real pages in the
 * languages named; a phrase that also begins sentences of reports belongs to
 * the openers, which a long sentence overrules.
 */
#include "phrases.h"

#include "lower.h"
#include "phrase_lists.h"
#include "str.h"

#include <string.h>

/* Bytes of a line looked at; longer lines are paragraphs. */
#define INVITATION_BYTES 200
/* Of a line so many are folded; no label or beginning is longer. */
#define PHRASE_BYTES 64
#define OPENER_BYTES 160
/* An opener that reads as a sentence is one from this length on; where nothing
 * in it entices from that on. */
#define SENTENCE_BYTES 80
#define SHORT_BYTES    40
/* A sentence of more has more than one clause. */
#define CLAUSES_BYTES 60
/* "More in this section tomorrow." */
#define PLACE_BYTES 40
/* Words that make a notice of a paragraph on cookies that speaks to its reader,
 * or of any. */
#define NOTICE_SOME 2
#define NOTICE_MANY 5
/* Notices are paragraphs of a few sentences. */
#define NOTICE_BYTES 1500

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static bool goes_on(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether a letter of Latin beyond ASCII begins here: "przeczytają". */
static bool is_accented(const char *at)
{
	unsigned char lead = (unsigned char)at[0];

	return lead >= 0xc3 && lead <= 0xc9 && (unsigned char)at[1] >= 0x80;
}

/* Whether a letter or digit follows, so that the phrase would be part of a
 * longer word. */
static bool begins_with(const char *folded, const char *phrase)
{
	size_t len = strlen(phrase);

	return strncmp(folded, phrase, len) == 0 &&
	       (!goes_on(phrase[len - 1]) ||
		(!goes_on(folded[len]) && !is_accented(folded + len)));
}

static bool begins(const char folded[static 1], const char *const *list,
		   size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (list[i][0] == folded[0] && begins_with(folded, list[i]))
			return true;
	return false;
}

/* The same by the list's index. */
static bool begins_one(const char folded[static 1], const char *const *list,
		       const struct rp_phrase_index *index)
{
	size_t byte = (unsigned char)folded[0];
	size_t i;

	for (i = index->from[byte]; i < index->from[byte + 1]; i++)
		if (begins_with(folded, list[index->order[i]]))
			return true;
	return false;
}

/* "3 of 38", "3 / 38", "Image 3 of 38": the counter of a gallery. */
static bool is_counter(const char *folded)
{
	static const char *const before[] = {"image ", "photo ", "slide "};
	static const char *const between[] = {"of ", "/",   "von ", "sur ",
					      "de ", "di ", "из "};
	size_t digits;
	size_t i;

	for (i = 0; i < COUNT(before); i++)
		if (strncmp(folded, before[i], strlen(before[i])) == 0) {
			folded += strlen(before[i]);
			break;
		}
	digits = strspn(folded, "0123456789");
	if (digits == 0)
		return false;
	folded += digits;
	folded += strspn(folded, " ");
	for (i = 0; i < COUNT(between); i++) {
		size_t len = strlen(between[i]);
		const char *rest = folded + len;

		if (strncmp(folded, between[i], len) != 0)
			continue;
		rest += strspn(rest, " ");
		digits = strspn(rest, "0123456789");
		return digits > 0 && digits <= 4 && rest[digits] == '\0';
	}
	return false;
}

/* Bytes of the longest label that a text begins with and a word ends; 0. */
static size_t label_at(const struct rp_phrases *phrases, const char *folded,
		       size_t len)
{
	const struct rp_phrase_index *index = &phrases->labels;
	size_t byte = (unsigned char)folded[0];
	size_t longest = 0;
	size_t i;

	for (i = index->from[byte]; i < index->from[byte + 1]; i++) {
		const char *label = labels[index->order[i]];
		size_t n = strlen(label);

		if (n > longest && n <= len && memcmp(label, folded, n) == 0 &&
		    (n == len || strchr(" :.!>|,/", folded[n])))
			longest = n;
	}
	return longest;
}

/* The line is a label, or some ("Share Tweet Email"), and perhaps marks such as
 * ':' or arrows. */
static bool is_label(const struct rp_phrases *phrases, char *folded, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t n = label_at(phrases, folded + at, len - at);

		if (n == 0)
			return false;
		at += n;
		while (at < len && strchr(" :.!>|,/", folded[at]))
			at++;
	}
	return len > 0;
}

static bool holds(const char *folded, const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strstr(folded, list[i]))
			return true;
	return false;
}

static bool is_notice(const struct rp_phrases *phrases, struct rp_str line)
{
	char folded[NOTICE_BYTES + 9] = " ";
	unsigned seen = 0;
	size_t i;

	if (line.len > NOTICE_BYTES || line.len < 20 ||
	    !phrases->sieves.cookie(line))
		return false;
	rp_lower_line(folded + 1, sizeof(folded) - 1, line);
	if (!holds(folded, cookie_words, COUNT(cookie_words)))
		return false;
	for (i = 0; i < COUNT(notice_words); i++)
		seen += strstr(folded, notice_words[i]) != NULL;
	return seen >= NOTICE_MANY ||
	       (seen >= NOTICE_SOME &&
		holds(folded, notice_voices, COUNT(notice_voices)));
}

/* Take one of some ends off; false if the line has none, or nothing else. */
static bool take_end(struct rp_str *line, const char *const *ends, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (rp_str_ends(*line, ends[i]) &&
		    line->len > strlen(ends[i])) {
			line->len -= strlen(ends[i]);
			return true;
		}
	return false;
}

/* The line without quotation marks and brackets that close behind it, and the
 * blanks that some languages set before them. */
static struct rp_str without_closers(struct rp_str line)
{
	static const char *const closers[] = {
	    "\"", "'",	")", "]", "”", "’", "»", "」", "“",
	    "』", "）", "«", "›", "‹", "‘", "״", "〟",
	};
	static const char *const blanks[] = {" ", "\xc2\xa0", "\xe2\x80\xaf",
					     "\xe2\x80\x89"};

	while (take_end(&line, closers, COUNT(closers)))
		while (take_end(&line, blanks, COUNT(blanks)))
			;
	return line;
}

/* Bytes of a credit in brackets behind a sentence. */
#define CREDIT_BYTES 40

/* The line without what stands in brackets behind it: "Nobody was hurt. (dpa)".
 */
static struct rp_str without_credit(struct rp_str line)
{
	static const char *const pairs[][2] = {{"(", ")"}, {"（", "）"}};
	size_t i;

	for (i = 0; i < COUNT(pairs); i++) {
		size_t open = strlen(pairs[i][0]);
		size_t from =
		    line.len > CREDIT_BYTES ? line.len - CREDIT_BYTES : 0;
		size_t at = line.len;

		if (!rp_str_ends(line, pairs[i][1]))
			continue;
		while (at-- > from && at > 0)
			if (at + open <= line.len &&
			    memcmp(line.data + at, pairs[i][0], open) == 0) {
				line.len = at;
				while (line.len &&
				       line.data[line.len - 1] == ' ')
					line.len--;
				return line;
			}
	}
	return line;
}

/* Bytes of a line in Thai, which has no full stop, from which on it says
 * something. */
#define THAI_BYTES 30

/* Marks that end a sentence in one script only, and scripts without any. */
static bool ends_by_script(struct rp_str line)
{
	const unsigned char *s = (const unsigned char *)line.data;
	size_t len = line.len;

	if (len >= 3 && s[len - 1] == ';')
		return s[len - 3] == 0xce || s[len - 3] == 0xcf;
	if (len >= 3 && s[len - 1] == '|')
		return memmem(s, len, "\xe0\xa4", 2) != NULL;
	if (len >= 6 && memcmp(s, "「", 3) == 0 && rp_str_ends(line, "」"))
		return true;
	return len >= THAI_BYTES && s[0] == 0xe0 &&
	       (s[1] == 0xb8 || s[1] == 0xb9);
}

bool rp_phrases_sentence(struct rp_str line)
{
	static const char *const ends[] = {
	    ".", "!", "?", ":", "。", "！", "？", "…",
	    "؟", "।", "॥", "۔", "։",  "።",  "။",  "។",
	};
	struct rp_str bare;

	if (ends_by_script(line))
		return true;
	bare = without_closers(line);
	if (take_end(&bare, ends, COUNT(ends)))
		return true;
	bare = without_closers(without_credit(line));
	return bare.len < line.len && take_end(&bare, ends, COUNT(ends));
}

static bool is_statement(struct rp_str line)
{
	static const char *const stops[] = {".", "。", "।", "۔"};

	line = without_closers(line);
	return take_end(&line, stops, COUNT(stops));
}

/* A small letter of ASCII, or the first byte of any of Latin beyond it, Greek
 * or Cyrillic, whose case is not told. */
static bool is_small(char c)
{
	unsigned char lead = (unsigned char)c;

	return (c >= 'a' && c <= 'z') || (lead >= 0xc3 && lead <= 0xd3);
}

/* Whether a line begins with a phrase of a list, a word in small letters behind
 * it. */
static bool goes_on_from(const char *folded, struct rp_str line,
			 const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		size_t len = strlen(list[i]);

		if (line.len > len + 1 && strncmp(folded, list[i], len) == 0 &&
		    line.data[len] == ' ' && is_small(line.data[len + 1]))
			return true;
	}
	return false;
}

/* Bytes of a line in which a colon sets a title off: "More from Berlin: …". */
#define TITLE_BYTES 40

/* Whether a line, a statement, reports what was said or what has happened,
 * whatever word it begins with: "Share prices on Monday fell by …". */
static bool is_report(const char *folded, struct rp_str line)
{
	const char *colon = strchr(folded, ':');

	if (line.len <= CLAUSES_BYTES || strchr(folded, '@') ||
	    strstr(folded, "http") || strstr(folded, "www.") ||
	    (colon && colon - folded < TITLE_BYTES) ||
	    strstr(folded, " newsletter") || strstr(folded, " your ") ||
	    begins(folded, credits, COUNT(credits)) ||
	    begins(folded, readings, COUNT(readings)))
		return false;
	return holds(folded, speech, COUNT(speech)) ||
	       (holds(folded, tales, COUNT(tales)) &&
		!strstr(folded, " you ") &&
		!holds(folded, enticing, COUNT(enticing)));
}

/* Whether a line that begins with a phrase is prose all the same. */
static bool is_prose(const char *folded, struct rp_str line)
{
	if (!is_statement(line))
		return false;
	if (is_report(folded, line))
		return true;
	if (goes_on_from(folded, line, ambiguous, COUNT(ambiguous)))
		return !begins(folded, unambiguous, COUNT(unambiguous)) &&
		       !holds(folded, telling, COUNT(telling)) &&
		       !(line.len <= PLACE_BYTES &&
			 holds(folded, places, COUNT(places)));
	return goes_on_from(folded, line, seldom, COUNT(seldom)) &&
	       (line.len > CLAUSES_BYTES || strstr(folded, ", ")) &&
	       !holds(folded, enticing, COUNT(enticing));
}

/* ----- the index ----- */

static void put_bit(uint64_t *set, size_t bit)
{
	set[bit / 64] |= (uint64_t)1 << bit % 64;
}

static bool has_bit(const uint64_t *set, size_t bit)
{
	return set[bit / 64] >> bit % 64 & 1;
}

/* Five bits of each of three letters. */
static size_t opening(size_t first, size_t second, size_t third)
{
	return (first & 31) << 10 | (second & 31) << 5 | (third & 31);
}

/* Behind the end of a short phrase anything may stand. One that has a byte
 * beyond ASCII there is not put: lines with one are looked at anyway. */
static void put_opening(struct rp_phrases *phrases, const char *phrase)
{
	unsigned char at[3] = {0};
	size_t len = strlen(phrase);
	size_t second;
	size_t third;

	memcpy(at, phrase, len < 3 ? len : 3);
	if ((at[0] | at[1] | at[2]) >= 128)
		return;
	for (second = 0; second < 32; second++)
		for (third = 0; third < 32; third++)
			if ((len < 2 || (at[1] & 31u) == second) &&
			    (len < 3 || (at[2] & 31u) == third))
				put_bit(phrases->openings,
					opening(at[0], second, third));
}

static void put_openings(struct rp_phrases *phrases, const char *const *list,
			 size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		put_opening(phrases, list[i]);
}

static void index_list(struct rp_phrase_index *index, const char *const *list,
		       size_t count)
{
	size_t next[256];
	size_t byte;
	size_t i;

	memset(index->from, 0, sizeof(index->from));
	for (i = 0; i < count; i++)
		index->from[(unsigned char)list[i][0] + 1]++;
	for (byte = 0; byte < 256; byte++) {
		index->from[byte + 1] =
		    (uint16_t)(index->from[byte + 1] + index->from[byte]);
		next[byte] = index->from[byte];
	}
	for (i = 0; i < count; i++)
		index->order[next[(unsigned char)list[i][0]]++] = (uint16_t)i;
}

_Static_assert(COUNT(labels) <= RP_PHRASES_MOST &&
		   COUNT(invitations) <= RP_PHRASES_MOST &&
		   COUNT(openers) <= RP_PHRASES_MOST,
	       "an index has room for all phrases of a list");

/* Whether a label, a counter or the beginning of a phrase may be here. What
 * is not ASCII is not looked at: it may. Case is beyond the five bits. */
static bool may_open(const struct rp_phrases *phrases, struct rp_str line)
{
	unsigned char at[3] = {0};

	memcpy(at, line.data, line.len < 3 ? line.len : 3);
	if ((at[0] | at[1] | at[2]) >= 128 || !goes_on((char)(at[0] | 0x20)) ||
	    at[1] == '\t' || at[2] == '\t')
		return true;
	return (at[0] >= '0' && at[0] <= '9') ||
	       has_bit(phrases->openings, opening(at[0], at[1], at[2]));
}

/* Where four bytes stand in the set. */
static size_t gram(const char *at)
{
	uint32_t four;

	memcpy(&four, at, sizeof(four));
	four *= 2654435761u;
	return four >> 20;
}

_Static_assert(RP_PHRASES_GRAMS == 1 << 12, "gram() keeps 12 bits");

/* Whether one of the phrases, of four bytes and more, is in the text. */
static bool holds_sign_off(const struct rp_phrases *phrases, const char *folded,
			   size_t len)
{
	size_t i;
	size_t k;

	for (i = 0; i + 4 <= len; i++) {
		if (!has_bit(phrases->grams, gram(folded + i)))
			continue;
		for (k = 0; k < COUNT(sign_offs); k++)
			if (sign_offs[k][0] == folded[i] &&
			    strncmp(sign_offs[k], folded + i,
				    strlen(sign_offs[k])) == 0)
				return true;
	}
	return false;
}

void rp_phrases_init(struct rp_phrases *phrases)
{
	size_t i;

	memset(phrases, 0, sizeof(*phrases));
	rp_sieves_init(&phrases->sieves);
	index_list(&phrases->labels, labels, COUNT(labels));
	index_list(&phrases->invitations, invitations, COUNT(invitations));
	index_list(&phrases->openers, openers, COUNT(openers));
	put_openings(phrases, labels, COUNT(labels));
	put_opening(phrases, "slide "); /* the other words are invitations' */
	put_openings(phrases, invitations, COUNT(invitations));
	put_openings(phrases, openers, COUNT(openers));
	for (i = 0; i < COUNT(sign_offs); i++)
		put_bit(phrases->grams, gram(sign_offs[i]));
}

/* ----- lines ----- */

/* Whether a line that begins as an opener reads as a sentence. */
static bool is_told(struct rp_str line)
{
	char folded[INVITATION_BYTES + 8];

	if (line.len <= SHORT_BYTES || !is_statement(line))
		return false;
	if (line.len > SENTENCE_BYTES)
		return true;
	rp_lower_line(folded, sizeof(folded), line);
	return !strchr(folded, ':') &&
	       !begins(folded, readings, COUNT(readings)) &&
	       !holds(folded, enticing, COUNT(enticing));
}

/* The same, of a line that was folded in part only. */
static bool is_prose_line(struct rp_str line)
{
	char folded[INVITATION_BYTES + 8];

	rp_lower_line(folded, sizeof(folded), line);
	return is_prose(folded, line);
}

enum rp_phrase rp_phrases_begin(const struct rp_phrases *phrases,
				struct rp_str line)
{
	char folded[PHRASE_BYTES + 8];
	size_t len;

	if (line.len == 0)
		return RP_PHRASE_NONE;
	if (line.len <= INVITATION_BYTES && may_open(phrases, line)) {
		len = rp_lower_line(folded, sizeof(folded), line);
		if (line.len <= PHRASE_BYTES &&
		    (is_label(phrases, folded, len) || is_counter(folded)))
			return RP_PHRASE_LABEL;
		if (begins_one(folded, invitations, &phrases->invitations))
			return is_prose_line(line) ? RP_PHRASE_NONE
						   : RP_PHRASE_INVITATION;
		if (line.len <= OPENER_BYTES &&
		    begins_one(folded, openers, &phrases->openers) &&
		    !is_told(line) && !is_prose_line(line))
			return RP_PHRASE_OPENER;
	}
	return RP_PHRASE_NONE;
}

enum rp_phrase rp_phrases_read(const struct rp_phrases *phrases,
			       struct rp_str line)
{
	enum rp_phrase phrase = rp_phrases_begin(phrases, line);

	if (phrase == RP_PHRASE_NONE && is_notice(phrases, line))
		return RP_PHRASE_NOTICE;
	return phrase;
}

bool rp_phrases_sign_off(const struct rp_phrases *phrases, struct rp_str line)
{
	char folded[400 + 8];
	size_t len;

	if (line.len > 400)
		return false;
	len = rp_lower_line(folded, sizeof(folded), line);
	if (line.len <= 200 &&
	    begins(folded, sign_off_starts, COUNT(sign_off_starts)) &&
	    !is_prose(folded, line))
		return true;
	return holds_sign_off(phrases, folded, len);
}
