/* SPDX-License-Identifier: Apache-2.0 */
/*
 * marks.c - see marks.h
 *
 * Idea. Whether two texts are one report is told by their own prose and by
 * what they state, so each word carries what its letters alone do not say:
 * that it stands between quotation marks, is a number or a name, begins a
 * sentence, or belongs to a line that is a heading rather than prose.
 *
 * Names are words with a capital that does not come from the beginning of a
 * sentence; German nouns are among them, and who reads the marks has to see
 * that they are many.
 *
 * Layout. All words are marked in one loop as if they stood in mid-sentence;
 * the few behind anything that may say more are looked at again, in order: in
 * real news one word in twenty. One in seven is behind something else than one
 * blank, and each that is looked at costs what thirty of the others do.
 *
 * Cost: 2 ns a word of real news, 4 before commas and the like were told in the
 * loop.
 */
#include "marks.h"

#include "flags.h"
#include "marks_lanes.h"
#include "quotations.h"

#include <string.h>
#include <utf8proc.h>

/* A heading has fewer words and ends in no full stop. */
#define HEADING_WORDS 16

struct marking {
	struct rp_quotations quotes;
	bool sentence;	 /* a sentence or line begins */
	bool ended;	 /* the line has a sign of weight that is no ASCII */
	size_t headings; /* words in headings */
};

static void full_stop(struct marking *marking)
{
	marking->sentence = true;
	marking->ended = true;
}

/* Ends of sentences of three bytes: of East Asia; danda of India; Ethiopic,
 * Burmese, Khmer and Tibetan ones. */
static bool is_wide_stop(const unsigned char *s)
{
	static const unsigned char stops[][3] = {
	    {0xe3, 0x80, 0x82}, {0xef, 0xbc, 0x81}, {0xef, 0xbc, 0x9f},
	    {0xef, 0xbc, 0x8e}, {0xe0, 0xa5, 0xa4}, {0xe0, 0xa5, 0xa5},
	    {0xe1, 0x8d, 0xa2}, {0xe1, 0x8d, 0xa7}, {0xe1, 0x8d, 0xa8},
	    {0xe1, 0x81, 0x8a}, {0xe1, 0x81, 0x8b}, {0xe1, 0x9f, 0x94},
	    {0xe1, 0x9f, 0x95}, {0xe0, 0xbc, 0x8d}};
	size_t i;

	for (i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		if (memcmp(s, stops[i], 3) == 0)
			return true;
	return false;
}

/* Ends of sentences of two bytes: Arabic, Urdu and Armenian ones. */
static bool is_narrow_stop(const unsigned char *s)
{
	return (s[0] == 0xd8 && s[1] == 0x9f) ||
	       (s[0] == 0xdb && s[1] == 0x94) || (s[0] == 0xd6 && s[1] == 0x89);
}

/* Signs of two and three bytes: ends of sentences and quotation marks. */
static void wide_sign(struct marking *marking, size_t word, size_t at)
{
	const unsigned char *s = marking->quotes.text + at;
	size_t left = marking->quotes.len - at;

	if ((left > 1 && is_narrow_stop(s)) || (left > 2 && is_wide_stop(s)))
		full_stop(marking);
	else if (left > 2 && memcmp(s, "…", 3) == 0)
		marking->ended = true;
	else
		rp_quotations_sign(&marking->quotes, word, at);
}

/* Whether the line up to end has a sign of weight; asked of short ones alone.
 */
static bool has_sign(const struct marking *marking, size_t end)
{
	static const bool weighty[256] = {
	    ['"'] = true, ['.'] = true, ['!'] = true, ['?'] = true,
	    [':'] = true, [';'] = true, [','] = true};
	size_t at = marking->quotes.line_at;

	if (marking->ended)
		return true;
	while (at < end && !weighty[marking->quotes.text[at]])
		at++;
	return at < end;
}

/* The line ends before the byte at end and the word of that number. */
static void line_end(struct marking *marking, size_t word, size_t end)
{
	const size_t line = marking->quotes.line;
	/* Before the marks of quotations forget where the line began. */
	const bool heading =
	    word - line < HEADING_WORDS && !has_sign(marking, end);
	size_t i;

	rp_quotations_line(&marking->quotes, word, end);
	if (heading) {
		/* Both marks together are the corpus' to set. */
		for (i = line; i < word; i++)
			if (!(marking->quotes.marks[i] & RP_MARK_QUOTED))
				marking->quotes.marks[i] |= RP_MARK_ASIDE;
		marking->headings += word - line;
	}
	marking->ended = false;
	marking->sentence = true;
}

/* A full stop behind a word of three letters ends a sentence, behind "U.S."
 * and "Dr." it does not. */
static bool stops(const struct marking *marking, size_t word, size_t at)
{
	return word > 0 && at >= marking->quotes.words->offsets[word - 1] + 3;
}

/* One byte in front of the word of that number. */
static void sign(struct marking *marking, size_t word, size_t at)
{
	unsigned char c = marking->quotes.text[at];

	switch (c) {
	case '\n':
		line_end(marking, word, at);
		return;
	case '"':
	case '\'':
		rp_quotations_sign(&marking->quotes, word, at);
		return;
	case '.':
		if (rp_quotations_blank_at(&marking->quotes, at + 1) ||
		    !marking->quotes.text[at + 1] ||
		    marking->quotes.text[at + 1] == '"' ||
		    marking->quotes.text[at + 1] == '\'' ||
		    marking->quotes.text[at + 1] > 127)
			marking->sentence |= stops(marking, word, at);
		return;
	case '!':
	case '?':
		marking->sentence = true;
		return;
	default:
		break;
	}
	if (c >= 0xc2 && c < 0xf0)
		wide_sign(marking, word, at);
}

/* Bytes that mean something between words: the ASCII signs of sign(), and the
 * first bytes of characters of two and three. */
static const bool telling[256] = {
    ['\''] = true, ['\n'] = true, ['"'] = true,	 ['.'] = true,	['!'] = true,
    ['?'] = true,  [0xc2] = true, [0xd6] = true, [0xd8] = true, [0xdb] = true,
    [0xe0] = true, [0xe1] = true, [0xe2] = true, [0xe3] = true, [0xef] = true};

/* The bytes from begin to end stand before the word of that number. */
static void signs(struct marking *marking, size_t word, size_t begin,
		  size_t end)
{
	size_t at;

	for (at = begin; at < end; at++)
		if (telling[marking->quotes.text[at]])
			sign(marking, word, at);
}

/* All that stands before a word. Three of five that are looked at begin a
 * sentence, behind a full stop and a blank. */
static void before_word(struct marking *marking, size_t word)
{
	size_t begin = word ? marking->quotes.words->ends[word - 1] : 0;
	size_t at = marking->quotes.words->offsets[word];

	if (at == begin + 2 && marking->quotes.text[begin] == '.' &&
	    marking->quotes.text[begin + 1] == ' ')
		marking->sentence |= stops(marking, word, begin);
	else
		signs(marking, word, begin, at);
}

static enum rp_fold_kind ascii_kind(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return RP_FOLD_CAPITAL;
	return c >= '0' && c <= '9' ? RP_FOLD_DIGIT : RP_FOLD_LETTER;
}

/* RP_FOLD_CAPITAL, RP_FOLD_DIGIT, or another. */
static enum rp_fold_kind kind_at(const struct marking *marking, size_t at)
{
	unsigned char first = marking->quotes.text[at];
	enum rp_fold_kind kind;
	utf8proc_int32_t code;

	if (first < 0x80)
		return ascii_kind(first);
	/* U+4000 to U+9FFF, ideographs. */
	if (first >= 0xe4 && first <= 0xe9)
		return RP_FOLD_ALONE;
	kind = rp_folding_known(&marking->quotes.words->folding,
				(const char *)marking->quotes.text + at,
				marking->quotes.len - at);
	if (kind != RP_FOLD_NOT ||
	    utf8proc_iterate(marking->quotes.text + at,
			     (utf8proc_ssize_t)(marking->quotes.len - at),
			     &code) <= 0)
		return kind;
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_LU:
		return RP_FOLD_CAPITAL;
	case UTF8PROC_CATEGORY_ND:
		return RP_FOLD_DIGIT;
	default:
		return RP_FOLD_NOT;
	}
}

/* Three bits of how the word begins: spellings of one name share them. */
static unsigned char beginning(const struct marking *marking, size_t at)
{
	unsigned hash = 0;
	size_t i;

	for (i = at; i < at + 3 && i < marking->quotes.len; i++) {
		unsigned char c = marking->quotes.text[i];

		hash = hash * 31 + (c < 0x80 ? c | 32u : c);
	}
	return (unsigned char)rp_marks_spelling(hash);
}

/* The capital of a word in mid-sentence makes it a name. */
static void mark_name(struct marking *marking, size_t word)
{
	marking->quotes.marks[word] |= RP_MARK_NAME;
	/* "Witco Corp said": the first word belongs to the name. */
	if (word > 0 && (marking->quotes.marks[word - 1] & RP_MARK_START) &&
	    kind_at(marking, marking->quotes.words->offsets[word - 1]) ==
		RP_FOLD_CAPITAL)
		marking->quotes.marks[word - 1] |= RP_MARK_NAME;
}

/* The mark of a word in mid-sentence, a name if it has a capital: the kernel's
 * if that could read it. */
static unsigned char plain_mark(const struct marking *marking, size_t word)
{
	size_t at = marking->quotes.words->offsets[word];
	unsigned char mark;

	if (word > 0 && rp_marks_can_read(at, marking->quotes.len) &&
	    marking->quotes.text[at] < 0x80)
		return marking->quotes.marks[word] &
		       (unsigned char)~RP_MARK_START;
	mark = beginning(marking, at);
	switch (kind_at(marking, at)) {
	case RP_FOLD_DIGIT:
		return mark | RP_MARK_NUMBER;
	case RP_FOLD_CAPITAL:
		return mark | RP_MARK_NAME;
	default:
		return mark;
	}
}

static void mark_word(struct marking *marking, size_t word)
{
	unsigned char mark = plain_mark(marking, word);
	bool name = (mark & RP_MARK_NAME) && !marking->sentence &&
		    !marking->quotes.opened;

	mark &= (unsigned char)~RP_MARK_NAME;
	if (marking->sentence)
		mark |= RP_MARK_START;
	marking->quotes.marks[word] = mark;
	if (name)
		mark_name(marking, word);
	marking->sentence = false;
	marking->quotes.opened = false;
}

void rp_marks_all_portable(unsigned char *marks, const struct rp_words *words,
			   const char *utf8, size_t len)
{
	rp_marks_by_lanes(marks, words, utf8, len);
}

/* The first word from from on that the kernel left for a closer look. */
static size_t next_marked(const unsigned char *marks, size_t from, size_t count)
{
	return rp_flags_next(marks, RP_MARK_START, from, count);
}

static void unmark_headings(struct marking *marking)
{
	size_t i;

	for (i = 0; i < marking->quotes.words->count; i++)
		marking->quotes.marks[i] &= (unsigned char)~RP_MARK_ASIDE;
}

void rp_marks_set(unsigned char *marks, rp_marks_kernel *kernel,
		  const struct rp_words *words, const char *utf8, size_t len)
{
	struct marking marking = {
	    .quotes = {.marks = marks,
		       .words = words,
		       .text = (const unsigned char *)utf8,
		       .len = len},
	    .sentence = true};
	size_t count = words->count;
	size_t i;

	kernel(marks, words, utf8, len);
	for (i = next_marked(marks, 0, count); i < count;
	     i = next_marked(marks, i + 1, count)) {
		before_word(&marking, i);
		mark_word(&marking, i);
		/* A capital behind that of a sentence makes both a name. */
		if (i + 1 < count && !(marks[i + 1] & RP_MARK_START) &&
		    (marks[i + 1] & RP_MARK_NAME))
			mark_name(&marking, i + 1);
	}
	signs(&marking, count, count ? words->ends[count - 1] : 0, len);
	line_end(&marking, count, len);
	/* A text of nothing but such lines has its prose in them. */
	if (marking.headings * 2 > words->count)
		unmark_headings(&marking);
}

/* ----- the choice of a kernel ----- */

/* All kinds of words and of what stands before them; the last ones are too near
 * to the end. */
static const char specimen[] =
    "A wire report: Reuters said 12 of 340 Prints (1 in 28) kept its Lead, "
    "\"as it came\".  Zürich, Ärzte and\nx-Ray Z 9 aZ 0a \tend. Dr. Who, "
    "don't; U.S. (A) 'yes'! No? Über's - 1.5/2 of All 4 of them";

/* The specimen's words, as far as this needs to know. */
static size_t divide(uint32_t *offsets, uint32_t *ends)
{
	size_t count = 0;
	uint32_t i;

	for (i = 0; i < sizeof(specimen) - 1; i++) {
		unsigned char c = (unsigned char)specimen[i];

		if (c < 0x80 && ascii_kind(c) == RP_FOLD_LETTER &&
		    ascii_kind(c & 0xdf) != RP_FOLD_CAPITAL)
			continue;
		if (i == 0 || ends[count - 1] != i)
			offsets[count++] = i;
		ends[count - 1] = i + 1;
	}
	return count;
}

rp_marks_kernel *rp_marks_best(void)
{
	rp_marks_kernel *kernel = rp_marks_all_portable;
	uint32_t offsets[sizeof(specimen)];
	uint32_t ends[sizeof(specimen)];
	struct rp_words words = {
	    .offsets = offsets, .ends = ends, .count = divide(offsets, ends)};
	unsigned char expected[sizeof(specimen)];
	unsigned char got[sizeof(specimen)];

#if defined(__x86_64__)
	if (rp_cpu_level() == RP_CPU_AVX512)
		kernel = rp_marks_all_avx512;
	else if (rp_cpu_level() == RP_CPU_AVX2)
		kernel = rp_marks_all_avx2;
#endif
	rp_marks_all_portable(expected, &words, specimen, sizeof(specimen) - 1);
	kernel(got, &words, specimen, sizeof(specimen) - 1);
	return memcmp(got, expected, words.count) == 0 ? kernel
						       : rp_marks_all_portable;
}
