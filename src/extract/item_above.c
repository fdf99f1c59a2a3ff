/* SPDX-License-Identifier: Apache-2.0 */
/*
 * item_above.c - see item_above.h
 *
 * A standfirst says again what the report says, a caption names who is in it;
 * of the long words of an item of its own hardly one stands in the report.
 * Words are compared as they are written, as parts of others too, so "Überfall"
 * is found in "Überfalls"; of scripts that do not part words two characters
 * each.
 *
 * Cost: a look through the report for each long word above, of some articles.
 */
#include "item_above.h"

#include "ascii.h"
#include "phrases.h"

#include <string.h>

/* Bytes of a word that is told by what it means, and of two characters of East
 * Asia. */
#define LONG_BYTES 5
#define PAIR_BYTES 6
/* So many such words say what a text is about, if fewer than one in so many
 * stands below: 0 to 2 in 20 of items written for it, 5 and more in
 * standfirsts. */
#define WORDS_LEAST 8
#define WORDS_KNOWN 4

struct found {
	size_t words;
	size_t known;
};

static bool is_word(const char *s)
{
	unsigned char c = (unsigned char)*s;

	/* but dashes, quotation marks and the full stops of East Asia */
	if (c == 0xe2 || (c == 0xe3 && (unsigned char)s[1] == 0x80) ||
	    (c == 0xef && (unsigned char)s[1] == 0xbc))
		return false;
	return c >= 0x80 || rp_ascii_is_alnum((char)c);
}

/* Bytes of the character at s, of a text in UTF-8. */
static size_t character_len(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static bool is_east_asian(const char *s)
{
	return (unsigned char)*s >= 0xe3 && (unsigned char)*s <= 0xed;
}

static void look_up(struct found *found, const char *word, size_t len,
		    struct rp_str below)
{
	if (len < LONG_BYTES)
		return;
	found->words++;
	/* Two thirds of it: languages change the ends. */
	found->known +=
	    memmem(below.data, below.len, word, (len * 2 + 2) / 3) != NULL;
}

/* The word at the beginning of text, its bytes. */
static size_t word_len(struct rp_str text)
{
	const bool pair = is_east_asian(text.data);
	size_t len = 0;

	while (len < text.len && is_word(text.data + len) &&
	       (!pair || len < PAIR_BYTES))
		len += character_len(text.data + len);
	return len < text.len ? len : text.len;
}

static void look_up_line(struct found *found, struct rp_str line,
			 struct rp_str below)
{
	size_t at = 0;

	while (at < line.len) {
		struct rp_str rest = {line.data + at, line.len - at};
		size_t len = is_word(rest.data) ? word_len(rest) : 0;

		look_up(found, rest.data, len, below);
		at += len ? len : character_len(rest.data);
	}
}

bool rp_item_above(struct rp_str above, struct rp_str below)
{
	struct found found = {0, 0};
	size_t at = 0;

	while (at < above.len) {
		const char *end = memchr(above.data + at, '\n', above.len - at);
		size_t stop = end ? (size_t)(end - above.data) : above.len;
		struct rp_str line = {above.data + at, stop - at};

		if (rp_phrases_sentence(line))
			look_up_line(&found, line, below);
		at = stop + 1;
	}
	return found.words >= WORDS_LEAST &&
	       found.known * WORDS_KNOWN < found.words;
}
