/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lines.c - line filters
 *
 * After the right container is found these bring about half a point of F1
 * together, and each can cost text on a site that writes differently, so
 * they are few: structure decides first, wording last.
 */
#include "lines.h"

#include "ascii.h"
#include "spaced.h"
#include "stamps.h"
#include "str.h"

#include <string.h>

/* A tail line without a full stop is furniture up to this length. */
#define TAIL_CHARS 60
/* Lines with figures at the end of a text are results from so many on; their
 * words have so many letters. */
#define ENTRIES	      2
#define ENTRY_LETTERS 3
/* A consent notice is among so many first or last blocks. */
#define NOTICE_BLOCKS 4
/* So many equal lines in a row are the captions of a gallery, of so many
 * characters: a refrain or an answer is shorter. */
#define CAPTIONS      3
#define CAPTION_CHARS 20
/* Bytes of a stamp that stands behind a sentence. */
#define STAMP_BYTES 60
/* Plain text with fewer paragraphs is not judged by the shape of lines. */
#define PLAIN_PARAGRAPHS 2
/* Lines of date and byline before the text are short. */
#define HEAD_CHARS 90
#define CUT_CHARS  40
/* What is set above a list of links that is gone, at the end: bytes and words;
 * more is a sentence ("Twitter seemed a bit confused by it:"). */
#define ABOVE_CHARS 40
#define ABOVE_WORDS 5

static struct rp_str block_text(const struct rp_blocks *blocks, size_t i)
{
	return (struct rp_str){blocks->text.data + blocks->items[i].start,
			       blocks->items[i].len};
}

static bool is_prose(const struct rp_blocks *blocks, size_t i)
{
	const struct rp_block *block = &blocks->items[i];

	return !block->dropped && !block->heading &&
	       block->chars >= RP_PROSE_CHARS &&
	       (uint64_t)block->link_chars * 2 < block->chars;
}

/* The headline and, if most of the text follows, all before it. */
static void drop_headline(struct rp_blocks *blocks, struct rp_str headline)
{
	uint64_t before = 0;
	uint64_t all = 0;
	size_t done = 0; /* blocks dropped from the start */
	bool prose = false;
	size_t i;

	for (i = 0; i < blocks->count; i++)
		all += blocks->items[i].chars;
	for (i = 0; i < blocks->count; i++) {
		bool repeats = rp_spaced_same(block_text(blocks, i), headline);

		if (repeats)
			blocks->items[i].dropped = true;
		/* A gallery in mid-text may repeat the headline too. */
		if (repeats && !blocks->items[i].heading && prose)
			continue;
		while (repeats && before * 2 <= all && done < i)
			blocks->items[done++].dropped = true;
		prose |= is_prose(blocks, i);
		before += blocks->items[i].chars;
	}
}

static bool may_be_caption(const struct rp_blocks *blocks, size_t i)
{
	const struct rp_block *block = &blocks->items[i];

	return !block->list && !block->quote && !block->table &&
	       block->chars >= CAPTION_CHARS &&
	       !rp_phrases_sentence(block_text(blocks, i));
}

/* Equal lines in a row that are no sentences: each picture of a gallery has
 * its title below. What is repeated elsewhere may be a question. */
static void drop_captions(struct rp_blocks *blocks)
{
	size_t from = 0;
	size_t i;

	for (i = 1; i <= blocks->count; i++) {
		if (i < blocks->count &&
		    rp_str_same_any_case(block_text(blocks, i),
					 block_text(blocks, from)))
			continue;
		if (i - from >= CAPTIONS && may_be_caption(blocks, from))
			for (; from < i; from++)
				blocks->items[from].dropped = true;
		from = i;
	}
}

/* A non-list, non-quote, non-table block of which 85 % is link. */
static bool is_link(const struct rp_block *block)
{
	return !block->list && !block->quote && !block->table &&
	       block->chars > 15 &&
	       (uint64_t)block->link_chars * 100 >= (uint64_t)block->chars * 85;
}

static bool is_digit(struct rp_str line, size_t i)
{
	return i < line.len && line.data[i] >= '0' && line.data[i] <= '9';
}

/* A year, a time of day or a count of minutes; not just any number, which a
 * result ("Westmere 3 Harlow 1") has too. */
static bool has_time(struct rp_str line)
{
	size_t i;

	for (i = 0; i < line.len; i++) {
		if (!is_digit(line, i))
			continue;
		if (i + 3 < line.len && (i == 0 || !is_digit(line, i - 1)) &&
		    (memcmp(line.data + i, "19", 2) == 0 ||
		     memcmp(line.data + i, "20", 2) == 0) &&
		    is_digit(line, i + 2) && is_digit(line, i + 3) &&
		    !is_digit(line, i + 4))
			return true;
		if (i + 3 < line.len &&
		    (line.data[i + 1] == ':' || line.data[i + 1] == '.') &&
		    is_digit(line, i + 2) && is_digit(line, i + 3))
			return true;
	}
	return memmem(line.data, line.len, "min read", 8) != NULL ||
	       memmem(line.data, line.len, " ago", 4) != NULL;
}

/* Whether a line with a time is set off by a bar, or says what was at that
 * time: "Jane DoeUpdated: Jul 21, 2022, 19:28 IST". */
static bool is_dated(struct rp_str line)
{
	static const char *const words[] = {
	    "pdated", "ublished:", "odified:", "ssued on", "osted on"};
	size_t i;

	if (memmem(line.data, line.len, " | ", 3))
		return true;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (memmem(line.data, line.len, words[i], strlen(words[i])))
			return true;
	return false;
}

/* "By Jane Doe", "Published 3 March 2017", "12:04 GMT", "3 min read". */
static bool date_or_byline(struct rp_str line)
{
	static const char *const starts[] = {
	    "by ",    "published",	"updated", "last updated",
	    "posted", "written by",	"von ",	   "par ",
	    "por ",   "first published"};
	size_t i;

	for (i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (rp_str_begins_any_case(line, starts[i]))
			return true;
	return has_time(line) && (line.len <= 40 || is_dated(line));
}

/* A place, or whatever else stood before a date that is gone: "LONDON |". */
static bool is_cut(struct rp_str line)
{
	return line.len <= CUT_CHARS && rp_str_ends(line, "|");
}

static void drop_head(struct rp_blocks *blocks)
{
	size_t i;

	for (i = 0; i < blocks->count; i++) {
		struct rp_block *block = &blocks->items[i];
		struct rp_str line = block_text(blocks, i);

		if (block->dropped)
			continue;
		if (is_prose(blocks, i))
			return;
		if (line.len <= HEAD_CHARS &&
		    (!rp_phrases_sentence(line) || rp_str_ends(line, ":")) &&
		    (date_or_byline(line) || is_cut(line)))
			block->dropped = true;
	}
}

/* Whether a short line may be a result ("Westmere 3 Harlow 1"): two figures and
 * two words, no time, no address; a count has one figure ("Facebook 12"). */
static bool is_entry(struct rp_str line)
{
	unsigned figures = 0;
	unsigned words = 0;
	size_t i = 0;

	while (i < line.len) {
		size_t from = i;

		while (is_digit(line, i))
			i++;
		figures += i > from;
		from = i;
		while (i < line.len && (rp_ascii_is_letter(line.data[i]) ||
					(line.data[i] & 0x80)))
			i++;
		words += i - from >= ENTRY_LETTERS;
		while (i < line.len && !rp_ascii_is_alnum(line.data[i]) &&
		       !(line.data[i] & 0x80))
			i++;
	}
	return figures >= 2 && words >= 2 && !has_time(line) &&
	       !memchr(line.data, '@', line.len) &&
	       !memchr(line.data, '#', line.len) &&
	       !memmem(line.data, line.len, "://", 3) &&
	       !memmem(line.data, line.len, "www.", 4) && !rp_stamp_is(line);
}

/* "Related topics on our blog:" */
static bool is_above(struct rp_str line)
{
	size_t words = 1;
	size_t i;

	if (line.len < 2 || line.len > ABOVE_CHARS || !rp_str_ends(line, ":") ||
	    line.data[line.len - 2] == '(')
		return false;
	for (i = 0; i < line.len; i++)
		words += line.data[i] == ' ';
	return words <= ABOVE_WORDS;
}

/* A short line without a full stop, of which a page has many behind its text; a
 * colon stands above what was left out. */
static bool is_loose(const struct rp_blocks *blocks, size_t i)
{
	const struct rp_block *block = &blocks->items[i];
	struct rp_str line = block_text(blocks, i);

	if (block->list || rp_str_begins(line, "•"))
		return false;
	if (is_above(line))
		return true;
	return line.len <= TAIL_CHARS && !rp_phrases_sentence(line);
}

/* Whether a block is one of several entries behind each other, which the text
 * ends with. */
static bool is_entries(const struct rp_blocks *blocks, size_t i)
{
	size_t count = 0;

	for (i++; i > 0 && !blocks->items[i - 1].heading &&
		  is_entry(block_text(blocks, i - 1));
	     i--)
		if (!blocks->items[i - 1].dropped && ++count == ENTRIES)
			return true;
	return false;
}

/* Behind the last prose: headings, links and short lines that are no
 * sentences. */
static void drop_tail(struct rp_blocks *blocks,
		      const struct rp_phrases *phrases, bool by_shape)
{
	size_t i = blocks->count;

	while (i-- > 0) {
		struct rp_block *block = &blocks->items[i];
		struct rp_str line = block_text(blocks, i);

		if (block->dropped)
			continue;
		if (block->quote || block->table)
			return;
		if (block->heading || rp_phrases_sign_off(phrases, line) ||
		    (uint64_t)block->link_chars * 2 > block->chars ||
		    (by_shape && is_loose(blocks, i) &&
		     !is_entries(blocks, i))) {
			block->dropped = true;
			continue;
		}
		return;
	}
}

/* What the wording of a block makes of it. */
static enum rp_phrase wording(struct rp_blocks *blocks,
			      const struct rp_phrases *phrases, size_t i)
{
	struct rp_block *block = &blocks->items[i];

	if (!block->wording)
		block->wording =
		    (unsigned char)(1 + rp_phrases_read(phrases,
							block_text(blocks, i)));
	return (enum rp_phrase)(block->wording - 1);
}

/* The same in the midst of a text, where a report on cookies may speak of
 * consent. */
static enum rp_phrase wording_amidst(struct rp_blocks *blocks,
				     const struct rp_phrases *phrases, size_t i)
{
	enum rp_phrase phrase;

	if (!blocks->items[i].wording)
		return rp_phrases_begin(phrases, block_text(blocks, i));
	phrase = wording(blocks, phrases, i);
	return phrase == RP_PHRASE_NOTICE ? RP_PHRASE_NONE : phrase;
}

/* A paragraph of the report, if short then a sentence; not an item of a
 * list nor a link. */
static bool is_paragraph(struct rp_blocks *blocks,
			 const struct rp_phrases *phrases, size_t i)
{
	const struct rp_block *block = &blocks->items[i];
	struct rp_str line = block_text(blocks, i);

	if (block->dropped || block->heading || block->list ||
	    (uint64_t)block->link_chars * 2 >= block->chars)
		return false;
	if (block->chars < RP_PROSE_CHARS &&
	    (block->chars < 20 || !rp_phrases_sentence(line)))
		return false;
	return wording(blocks, phrases, i) == RP_PHRASE_NONE;
}

/* The blocks that belong to an opener ("Read also"): those that are mostly
 * link, or all to the end if no paragraph is among them. */
static void drop_opened(struct rp_blocks *blocks, size_t opener,
			size_t last_paragraph)
{
	size_t i;

	for (i = opener + 1; i < blocks->count; i++) {
		struct rp_block *block = &blocks->items[i];

		if (opener < last_paragraph &&
		    (uint64_t)block->link_chars * 2 < block->chars)
			return;
		if (block->quote || block->table)
			return;
		block->dropped = true;
	}
}

static void drop_phrases(struct rp_blocks *blocks,
			 const struct rp_phrases *phrases)
{
	size_t last = 0; /* paragraph */
	size_t i;

	for (i = blocks->count; i-- > 0 && last == 0;)
		if (is_paragraph(blocks, phrases, i))
			last = i;
	for (i = 0; i < blocks->count; i++) {
		struct rp_block *block = &blocks->items[i];
		enum rp_phrase phrase;

		if (block->quote || block->dropped)
			continue;
		phrase = i >= NOTICE_BLOCKS && i + NOTICE_BLOCKS < blocks->count
			     ? wording_amidst(blocks, phrases, i)
			     : wording(blocks, phrases, i);
		if (phrase == RP_PHRASE_NONE)
			continue;
		if ((phrase == RP_PHRASE_LABEL || phrase == RP_PHRASE_OPENER) &&
		    block->table)
			continue;
		block->dropped = true;
		if (phrase == RP_PHRASE_OPENER)
			drop_opened(blocks, i, last);
	}
}

static bool is_stamp(struct rp_blocks *blocks, size_t i)
{
	const struct rp_block *block = &blocks->items[i];

	return !block->quote && !block->table && !block->list &&
	       rp_stamp_is(block_text(blocks, i));
}

/* Without a stamp that a scraper has put behind the last sentence: "… to lift
 * them. Updated 14:30". */
static void cut_stamp(struct rp_blocks *blocks, size_t i)
{
	struct rp_block *block = &blocks->items[i];
	struct rp_str line = block_text(blocks, i);
	size_t at = line.len;
	bool figure = false;

	if (block->quote || block->table || block->list)
		return;
	while (at > 2 && line.len - at <= STAMP_BYTES) {
		struct rp_str before = {line.data, at - 1};
		struct rp_str rest = {line.data + at, line.len - at};
		char end = line.data[at - 2];

		/* Most ends of paragraphs are told by this. */
		if (line.data[at - 1] == ' ' && figure &&
		    !rp_ascii_is_alnum(end) && end != ',' &&
		    rp_stamp_told(rest) && rp_phrases_sentence(before)) {
			block->len = before.len;
			return;
		}
		figure = figure || rp_ascii_is_digit(line.data[at - 1]);
		at--;
	}
}

/* Before the first block that says something, and behind the last. */
static void drop_stamps(struct rp_blocks *blocks)
{
	size_t i = 0;
	size_t end = blocks->count;

	for (; i < end; i++) {
		if (!blocks->items[i].dropped && !is_stamp(blocks, i))
			break;
		blocks->items[i].dropped = true;
	}
	for (; end > i; end--) {
		if (!blocks->items[end - 1].dropped &&
		    !is_stamp(blocks, end - 1))
			break;
		blocks->items[end - 1].dropped = true;
	}
	if (end > i)
		cut_stamp(blocks, end - 1);
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A first letter that is set in an element of its own, with the rest of its
 * word: "T" above "he hall". */
static void join_capitals(struct rp_blocks *blocks)
{
	size_t i;

	for (i = 0; i + 1 < blocks->count; i++) {
		struct rp_block *one = &blocks->items[i];
		struct rp_block *rest = &blocks->items[i + 1];
		struct rp_str line = block_text(blocks, i);

		/* "A" and "I" are words themselves. */
		if (line.len != 1 || !rp_ascii_is_letter(*line.data) ||
		    *line.data == 'A' || *line.data == 'I' ||
		    is_lower(*line.data) ||
		    rest->start != one->start + one->len ||
		    !is_lower(blocks->text.data[rest->start]))
			continue;
		rest->start = one->start;
		rest->len++;
		rest->chars += one->chars;
		one->dropped = true;
	}
}

void rp_lines_filter(struct rp_blocks *blocks, const struct rp_phrases *phrases,
		     struct rp_str headline)
{
	size_t i;

	join_capitals(blocks);
	if (headline.len)
		drop_headline(blocks, headline);
	drop_captions(blocks);
	for (i = 0; i < blocks->count; i++) {
		struct rp_block *block = &blocks->items[i];

		if (is_link(block))
			block->dropped = true;
	}
	drop_phrases(blocks, phrases);
	drop_head(blocks);
	drop_stamps(blocks);
	drop_tail(blocks, phrases, true);
}

void rp_lines_filter_plain(struct rp_blocks *blocks,
			   const struct rp_phrases *phrases)
{
	size_t paragraphs = 0;
	size_t i;

	for (i = 0; i < blocks->count; i++)
		blocks->items[i].dropped = is_link(&blocks->items[i]);
	for (i = 0; i < blocks->count && paragraphs < PLAIN_PARAGRAPHS; i++)
		paragraphs += is_paragraph(blocks, phrases, i);
	if (paragraphs == 0)
		return;
	drop_phrases(blocks, phrases);
	drop_stamps(blocks);
	/* In a text of single lines any may be the report. */
	if (paragraphs < PLAIN_PARAGRAPHS)
		return;
	drop_head(blocks);
	/* A short line may be the last result of a table. */
	drop_tail(blocks, phrases, false);
}
