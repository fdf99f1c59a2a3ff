/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plain.c - see plain.h
 *
 * Texts come with a line for each paragraph (scrapers) or broken at 60 to 100
 * columns (wires, mail). In the latter a line alone says nothing: "video" at
 * the end of a sentence is no label. Such a text has no long line, and most of
 * its lines break off in mid-sentence.
 */
#include "plain.h"

#include "array.h"
#include "ascii.h"
#include "entities.h"
#include "flags.h"
#include "lines.h"
#include "phrases.h"
#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

/* Lines of broken text are no longer than this, … */
#define WIDTH 110
/* … and those that fill it at least this. */
#define FILLED 45
/* Bytes of the words of a Markdown link. */
#define LINK_WORDS 300

static bool next_line(struct rp_str *line, struct rp_str *rest)
{
	const char *end;

	if (rest->len == 0)
		return false;
	end = memchr(rest->data, '\n', rest->len);
	*line = *rest;
	if (end)
		line->len = (size_t)(end - rest->data);
	rest->data += line->len + (end != NULL);
	rest->len -= line->len + (end != NULL);
	while (line->len && (unsigned char)line->data[0] <= ' ') {
		line->data++;
		line->len--;
	}
	while (line->len && (unsigned char)line->data[line->len - 1] <= ' ')
		line->len--;
	return true;
}

static bool is_broken(struct rp_str text)
{
	struct rp_str line;
	size_t lines = 0;
	size_t open = 0;

	while (next_line(&line, &text)) {
		if (line.len > WIDTH)
			return false;
		if (line.len == 0)
			continue;
		lines++;
		open += line.len >= FILLED && !rp_phrases_sentence(line);
	}
	return lines >= 4 && open * 2 >= lines;
}

static size_t word_len(const char *at, const char *end)
{
	const char *from = at;

	while (at < end && (unsigned char)*at > ' ')
		at++;
	return (size_t)(at - from);
}

/* Whether the bracket at at opens the words of a link. *closing is the first
 * "](" of which is known that none lies between it and an earlier bracket, or
 * NULL; so each byte is looked at once, however many brackets there are. */
static bool link_ahead(const char *at, const char *end, const char **closing)
{
	if (!*closing || *closing < at) {
		*closing = memmem(at, (size_t)(end - at), "](", 2);
		if (!*closing)
			*closing = end;
	}
	return end - *closing >= 2 && *closing + 2 - at <= LINK_WORDS;
}

/* Whether there may be a link: a bracket or an address. */
static bool may_have_links(struct rp_str text)
{
	const char *end = text.data + text.len;
	const char *at = text.data;

	if (memchr(at, '[', text.len))
		return true;
	while ((at = memchr(at, ':', (size_t)(end - at))) != NULL) {
		if (end - at > 2 && at[1] == '/' && at[2] == '/')
			return true;
		at++;
	}
	return false;
}

/* How many of eight bytes begin a character that is no blank: of ASCII those
 * above it, of others the first. The highest bit of each byte says so. */
static uint32_t characters_of_eight(uint64_t eight)
{
	const uint64_t high = 0x80 * RP_FLAGS_EACH;
	uint64_t ascii = (eight & ~high) + (0x7f - ' ') * RP_FLAGS_EACH;
	uint64_t found = ((ascii & ~eight) | (eight & eight << 1)) & high;

	return (uint32_t)((found >> 7) * RP_FLAGS_EACH >> 56);
}

/* Characters that are no blanks; if they are enough, not all of them. */
static uint32_t characters(struct rp_str text, uint32_t enough)
{
	const unsigned char *bytes = (const unsigned char *)text.data;
	uint32_t count = 0;
	size_t i;

	for (i = 0; i < text.len && count < enough; i += 8)
		count += characters_of_eight(
		    rp_flags_eight(bytes + i, text.len - i));
	return count;
}

/* Characters of a paragraph and those in links: addresses, and in Markdown
 * the words of a link too. */
static void count_links(struct rp_block *block, struct rp_str text)
{
	const char *at = text.data;
	const char *end = at + text.len;
	const char *closing = NULL;
	bool in_words = false;

	while (at < end) {
		bool address = end - at > 8 && (memcmp(at, "http://", 7) == 0 ||
						memcmp(at, "https://", 8) == 0);
		size_t len = 1;

		if ((unsigned char)*at <= ' ' || (*at & 0xc0) == 0x80) {
			at++;
			continue;
		}
		if (address)
			len = word_len(at, end);
		else if (*at == '[')
			in_words = link_ahead(at, end, &closing);
		block->chars += (uint32_t)len;
		if (address || in_words)
			block->link_chars += (uint32_t)len;
		if (*at == ']')
			in_words = false;
		at += len;
	}
}

static struct rp_block *add_block(struct rp_blocks *blocks)
{
	struct rp_block *block;

	if (rp_array_reserve(&blocks->items, &blocks->capacity,
			     blocks->count + 1,
			     sizeof(*blocks->items)) != RP_OK)
		return NULL;
	block = &blocks->items[blocks->count++];
	memset(block, 0, sizeof(*block));
	block->start = blocks->text.len;
	return block;
}

static bool is_item(struct rp_str line)
{
	return line.len > 2 && line.data[1] == ' ' &&
	       strchr("*-+", line.data[0]) != NULL;
}

int rp_plain_collect(struct rp_blocks *blocks, struct rp_str text)
{
	bool broken = is_broken(text);
	bool links = text.len && may_have_links(text);
	/* Without links a block's length matters no further than this; where
	 * a block is of several lines, they may have some. */
	uint32_t enough = broken ? WIDTH : RP_PROSE_CHARS;
	struct rp_block *open = NULL;
	struct rp_str line;

	while (next_line(&line, &text)) {
		if (line.len == 0) {
			open = NULL;
			continue;
		}
		if (!open || !broken) {
			open = add_block(blocks);
			if (!open)
				return RP_ENOMEM;
			open->list = is_item(line);
		} else {
			rp_buffer_putc(&blocks->text, ' ');
		}
		rp_buffer_str(&blocks->text, line);
		open->len = blocks->text.len - open->start;
		if (links && may_have_links(line))
			count_links(open, line);
		else
			open->chars += characters(line, enough);
	}
	return rp_buffer_status(&blocks->text);
}

/* Without "[+1234 chars]" at the end, as an API writes that gives the first 200
 * characters: a figure that is no fact. */
static struct rp_str without_count(struct rp_str text)
{
	static const char note[] = " chars]";
	size_t len = text.len;

	while (len > 0 && (unsigned char)text.data[len - 1] <= ' ')
		len--;
	if (len < sizeof(note) || memcmp(text.data + len - (sizeof(note) - 1),
					 note, sizeof(note) - 1) != 0)
		return text;
	len -= sizeof(note) - 1;
	while (len > 0 && text.data[len - 1] >= '0' &&
	       text.data[len - 1] <= '9')
		len--;
	if (len < 2 || memcmp(text.data + len - 2, "[+", 2) != 0)
		return text;
	return (struct rp_str){text.data, len - 2};
}

/* Pairs of one sign as another. */
static void put_quotes(struct rp_buffer *out, struct rp_str text)
{
	const char *at = text.data;
	const char *end = at + text.len;

	while (at < end) {
		bool opens = end - at > 1 && memcmp(at, "``", 2) == 0;
		bool closes = end - at > 1 && memcmp(at, "''", 2) == 0;

		if (opens || closes) {
			rp_buffer_puts(out, opens ? "\u201c" : "\u201d");
			at += 2;
		} else {
			rp_buffer_putc(out, *at++);
		}
	}
}

struct rp_str rp_plain_mend(struct rp_buffer *out, struct rp_str text)
{
	struct rp_buffer quoted;

	rp_buffer_clear(out);
	text = without_count(text);
	if (text.len && memchr(text.data, '&', text.len)) {
		rp_entities_decode(out, text);
		text = rp_buffer_view(out);
	}
	/* Both, or it is code, or a foot and an inch. */
	if (!text.len || !memchr(text.data, '`', text.len) ||
	    !memmem(text.data, text.len, "``", 2) ||
	    !memmem(text.data, text.len, "''", 2))
		return text;
	rp_buffer_init(&quoted);
	put_quotes(&quoted, text);
	rp_buffer_clear(out);
	rp_buffer_str(out, rp_buffer_view(&quoted));
	out->failed |= quoted.failed;
	rp_buffer_dispose(&quoted);
	return rp_buffer_view(out);
}

/* ----- whether there is a word ----- */

static bool is_letter(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x80)
		return rp_ascii_is_alnum((char)c);
	category = utf8proc_category((utf8proc_int32_t)c);
	return (category >= UTF8PROC_CATEGORY_LU &&
		category <= UTF8PROC_CATEGORY_LO) ||
	       (category >= UTF8PROC_CATEGORY_ND &&
		category <= UTF8PROC_CATEGORY_NO);
}

bool rp_plain_speaks(struct rp_str text)
{
	size_t at = 0;

	while (at < text.len) {
		size_t used;

		if (is_letter(
			rp_utf8_decode(&used, text.data + at, text.len - at)))
			return true;
		at += used;
	}
	return false;
}
