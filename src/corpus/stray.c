/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stray.c - see stray.h
 *
 * Idea. An article takes up the words of its own title; what a page has instead
 * of an article (a paywall's text, a menu, a player's list of shows) does not,
 * but by chance. Looked for are words of some length, for "from" and "with"
 * stand everywhere. In scripts that do not part words each character is one:
 * there two neighbours are looked for. Korean writes particles at its nouns,
 * which titles leave out: its words tell nothing.
 *
 * Measured on 685 real titles of three such words and more: of 22 the text had
 * a fifth of them or less: eight menus, two calls to chat, six notices that
 * leave it to the title whom they are about, five leads and captions of up to
 * 69 words, and one article. What it says of two pages with one text is told in
 * stubs.c.
 *
 * Cost. A look at each word of the text, up to the first few that the title
 * has. Rejected: stems and stop words, which need the language.
 */
#include "stray.h"

#include "hash.h"
#include "reprint.h"

#include <stdbool.h>

/* A word of so many letters is one of a few that can stand there. */
#define LONG_LETTERS 5
/* A title says what it is about in so many of them … */
#define LEAST 3
/* … and more say no more. */
#define MOST 16
/* The text speaks of its title if it has more than one in so many. */
#define SHARE 5

/* What is looked for: a word, or two neighbours. */
struct unit {
	uint32_t first;
	uint32_t second;
	bool pair;
	bool found;
};

struct units {
	struct unit items[MOST];
	size_t count;
	size_t found;
	uint64_t firsts; /* a bit for the low six of each first word */
};

/* Code points from one byte to another. */
static size_t letters(const char *utf8, uint32_t from, uint32_t to)
{
	size_t count = 0;

	for (; from < to; from++)
		count += ((unsigned char)utf8[from] & 0xc0) != 0x80;
	return count;
}

/* The first of three bytes, from U+A000 to U+DFFF; few texts are of the scripts
 * before Hangul there. */
static bool is_hangul(unsigned char byte)
{
	return byte >= 0xea && byte <= 0xed;
}

static bool is_long(const struct rp_words *title, const char *utf8, size_t i)
{
	unsigned char first = (unsigned char)utf8[title->offsets[i]];
	size_t count = letters(utf8, title->offsets[i], title->ends[i]);

	return !(first >= '0' && first <= '9') && !is_hangul(first) &&
	       count >= LONG_LETTERS;
}

/* One character beyond U+0800, as in scripts that do not part words. */
static bool is_character(const struct rp_words *title, const char *utf8,
			 size_t i)
{
	return (unsigned char)utf8[title->offsets[i]] >= 0xe0 &&
	       letters(utf8, title->offsets[i], title->ends[i]) == 1;
}

static bool starts_pair(const struct rp_words *title, const char *utf8,
			size_t i)
{
	return i + 1 < title->count &&
	       title->ends[i] == title->offsets[i + 1] &&
	       is_character(title, utf8, i) && is_character(title, utf8, i + 1);
}

static void add_unit(struct units *units, uint32_t first, uint32_t second,
		     bool pair)
{
	size_t i;

	for (i = 0; i < units->count; i++)
		if (units->items[i].first == first &&
		    units->items[i].second == second)
			return;
	units->items[units->count++] =
	    (struct unit){first, second, pair, false};
	units->firsts |= UINT64_C(1) << (first & 63);
}

static void find_units(struct units *units, const struct rp_words *title,
		       const char *utf8)
{
	size_t i;

	*units = (struct units){.count = 0};
	for (i = 0; i < title->count && units->count < MOST; i++) {
		uint32_t word = (uint32_t)title->hashes[i];

		if (starts_pair(title, utf8, i))
			add_unit(units, word, (uint32_t)title->hashes[i + 1],
				 true);
		else if (is_long(title, utf8, i))
			add_unit(units, word, 0, false);
	}
}

static bool spoken_of(const struct units *units)
{
	return units->found * SHARE > units->count;
}

/* Mark what stands at a place of the text. */
static void look_at(struct units *units, const uint32_t *tokens, size_t left)
{
	size_t i;

	for (i = 0; i < units->count; i++) {
		struct unit *unit = &units->items[i];

		if (unit->found || unit->first != tokens[0])
			continue;
		if (unit->pair && (left < 2 || unit->second != tokens[1]))
			continue;
		unit->found = true;
		units->found++;
	}
}

uint8_t rp_stray_code(const struct rp_words *title, const char *utf8,
		      const uint32_t *tokens, size_t count)
{
	struct units units;
	uint64_t hash = 0;
	size_t i;

	find_units(&units, title, utf8);
	if (units.count < LEAST)
		return 0;
	for (i = 0; i < count; i++) {
		if (!(units.firsts >> (tokens[i] & 63) & 1))
			continue;
		look_at(&units, tokens + i, count - i);
		if (spoken_of(&units))
			return 0;
	}
	for (i = 0; i < title->count; i++)
		hash = rp_hash_mix(hash ^ title->hashes[i]) + i;
	return (uint8_t)(1 + hash % RP_STRAY_MOST);
}
