/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lines.c - line filters
 *
 * After the right container is found these bring about half a point of F1
 * together, and each can cost text on a site that writes differently, so
 * they are few: structure decides first, wording last.
 */
#include "lines.h"

#include <string.h>
#include <strings.h>

/* A promotion line is short; a paragraph that begins so is a paragraph. */
#define PROMOTION_CHARS 160
/* A tail line without a full stop is furniture up to this length. */
#define TAIL_CHARS 60
/* Lines of date and byline before the text are short. */
#define HEAD_CHARS 90

static const char *const promotions[] = {
    "read more",
    "read also",
    "read next",
    "read the full",
    "also read",
    "related:",
    "related stories",
    "related posts",
    "related articles",
    "related content",
    "see also",
    "more on this",
    "more:",
    "watch:",
    "watch now",
    "watch the",
    "click here",
    "sign up",
    "subscribe",
    "follow us",
    "follow @",
    "like us on",
    "share this",
    "share on",
    "share:",
    "tweet this",
    "advertisement",
    "sponsored",
    "photo by",
    "photo:",
    "image:",
    "image credit",
    "photo credit",
    "credit:",
    "getty images",
    "get the latest",
    "download the",
    "download our",
    "join our",
    "join the conversation",
    "this article originally appeared",
    "you may also like",
    "you might also",
    "recommended for you",
    "most read",
    "most popular",
    "trending",
    "filed under",
    "tags:",
    "topics:",
    "copyright ",
    "©",
    "all rights reserved",
    "terms of use",
    "privacy policy",
    "have a tip",
    "send tips",
    "newsletter",
    "on top",
    /* German */
    "lesen sie auch",
    "mehr zum thema",
    "lesen sie mehr",
    "zum thema",
    "jetzt abonnieren",
    "teilen",
    /* French */
    "lire aussi",
    "à lire",
    "lire la suite",
    "partager",
    "abonnez-vous",
    "newsletter",
    /* Spanish, Portuguese, Italian */
    "lea también",
    "lee también",
    "leia também",
    "leia mais",
    "leggi anche",
    "compartir",
    "compartilhe",
    "suscríbete",
    /* Dutch, Polish, Russian */
    "lees ook",
    "lees meer",
    "czytaj też",
    "читайте также",
};

static struct rp_str block_text(const struct rp_blocks *blocks, size_t i)
{
	return (struct rp_str){blocks->text.data + blocks->items[i].start,
			       blocks->items[i].len};
}

static bool begins(struct rp_str line, const char *prefix)
{
	size_t len = strlen(prefix);

	return line.len >= len && strncasecmp(line.data, prefix, len) == 0;
}

bool rp_lines_promotion(struct rp_str line)
{
	size_t i;

	if (line.len > PROMOTION_CHARS)
		return false;
	for (i = 0; i < sizeof(promotions) / sizeof(promotions[0]); i++)
		if (begins(line, promotions[i]))
			return true;
	return false;
}

/* Ends as a sentence does, quotes and brackets aside. */
static bool sentence_end(struct rp_str line)
{
	static const char *const ends[] = {
	    ".",
	    "!",
	    "?",
	    ":",
	    "\xe3\x80\x82",
	    "\xef\xbc\x81",
	    "\xef\xbc\x9f",
	    "\xe2\x80\xa6",
	    "\xd8\x9f",
	    "\xe0\xa5\xa4",
	};
	static const char *const closers[] = {
	    "\"",	    "'",	")",	       "]", "\xe2\x80\x9d",
	    "\xe2\x80\x99", "\xc2\xbb", "\xe3\x80\x8d"};
	bool again = true;
	size_t i;

	while (again) {
		again = false;
		for (i = 0; i < sizeof(closers) / sizeof(closers[0]); i++) {
			size_t len = strlen(closers[i]);

			if (line.len > len && memcmp(line.data + line.len - len,
						     closers[i], len) == 0) {
				line.len -= len;
				again = true;
			}
		}
	}
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t len = strlen(ends[i]);

		if (line.len >= len &&
		    memcmp(line.data + line.len - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

static bool is_prose(const struct rp_blocks *blocks, size_t i)
{
	const struct rp_block *block = &blocks->items[i];

	return !block->dropped && !block->heading && block->chars >= 60 &&
	       (uint64_t)block->link_chars * 2 < block->chars;
}

static bool same_text(struct rp_str a, struct rp_str b)
{
	return a.len == b.len && a.len > 0 &&
	       strncasecmp(a.data, b.data, a.len) == 0;
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
		bool repeats = same_text(block_text(blocks, i), headline);

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

/* A non-list, non-quote, non-table block of which 85 % is link. */
static bool is_link(const struct rp_block *block)
{
	return !block->list && !block->quote && !block->table &&
	       block->chars > 15 &&
	       (uint64_t)block->link_chars * 100 >= (uint64_t)block->chars * 85;
}

static bool has_digit(struct rp_str line)
{
	size_t i;

	for (i = 0; i < line.len; i++)
		if (line.data[i] >= '0' && line.data[i] <= '9')
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
		if (begins(line, starts[i]))
			return true;
	return has_digit(line) && line.len <= 40;
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
		if (line.len <= HEAD_CHARS && !sentence_end(line) &&
		    date_or_byline(line))
			block->dropped = true;
	}
}

/* Behind the last prose: headings, links and short lines that are no
 * sentences. */
static void drop_tail(struct rp_blocks *blocks)
{
	size_t i = blocks->count;

	while (i-- > 0) {
		struct rp_block *block = &blocks->items[i];
		struct rp_str line = block_text(blocks, i);

		if (block->dropped)
			continue;
		if (block->quote || block->table)
			return;
		if (block->heading ||
		    (uint64_t)block->link_chars * 2 > block->chars ||
		    (line.len <= TAIL_CHARS && !block->list &&
		     !sentence_end(line))) {
			block->dropped = true;
			continue;
		}
		return;
	}
}

void rp_lines_filter(struct rp_blocks *blocks, struct rp_str headline)
{
	size_t i;

	if (headline.len)
		drop_headline(blocks, headline);
	for (i = 0; i < blocks->count; i++) {
		struct rp_block *block = &blocks->items[i];

		if (is_link(block) ||
		    (!block->quote &&
		     rp_lines_promotion(block_text(blocks, i))))
			block->dropped = true;
	}
	drop_head(blocks);
	drop_tail(blocks);
}
