/* SPDX-License-Identifier: Apache-2.0 */
/* corpus_script.c - see corpus_script.h */
#include "corpus_script.h"

#include "hash.h"
#include "utf8.h"

#include <ctype.h>
#include <string.h>

/* So many characters are in use; by Zipf's law a few of them most of the time.
 */
#define HAN_CHARACTERS 3500
#define HAN_FIRST      0x4e00
#define HAN_STEP       5

const char *corpus_script_name(enum corpus_script script)
{
	static const char *const names[] = {"latin", "accents", "cyrillic",
					    "han"};

	return names[script];
}

static size_t word_len(const char *at, const char *end)
{
	size_t len = 0;

	while (at + len < end && isalnum((unsigned char)at[len]))
		len++;
	return len;
}

static uint64_t word_hash(const char *word, size_t len)
{
	uint64_t hash = (unsigned char)(word[0] | 0x20);
	size_t i;

	for (i = 1; i < len; i++)
		hash = rp_hash_mix(hash * 31 + (unsigned char)word[i]);
	return hash;
}

static void put_accents(struct rp_buffer *out, const char *word, size_t len)
{
	const char *vowel = memchr(word, 'e', len);

	if (!vowel || word_hash(word, len) % 3) {
		rp_buffer_append(out, word, len);
		return;
	}
	rp_buffer_append(out, word, (size_t)(vowel - word));
	rp_utf8_put(out, 0xe9);
	rp_buffer_append(out, vowel + 1, len - (size_t)(vowel + 1 - word));
}

/* The alphabet from а on, of 32 letters; the model writes 26. */
static void put_cyrillic(struct rp_buffer *out, const char *word, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		rp_utf8_put(out, word[i] >= 'a'
				     ? 0x430 + (uint32_t)(word[i] - 'a')
				     : 0x410 + (uint32_t)(word[i] - 'A'));
}

/* A rank with a chance that falls as it grows: the product of two shares. */
static uint32_t han(uint32_t hash)
{
	uint64_t share = (uint64_t)(hash & 0xffff) * (hash >> 16);

	return HAN_FIRST + (uint32_t)(share * HAN_CHARACTERS >> 32) * HAN_STEP;
}

static void put_han(struct rp_buffer *out, const char *word, size_t len)
{
	uint64_t hash = word_hash(word, len);

	rp_utf8_put(out, han((uint32_t)hash));
	rp_utf8_put(out, han((uint32_t)(hash >> 32)));
}

/* The sign at at, between words; returns its length. */
static size_t put_sign(struct rp_buffer *out, const char *at, const char *end,
		       enum corpus_script script)
{
	if (script != CORPUS_HAN) {
		rp_buffer_putc(out, *at);
		return 1;
	}
	if (*at == '.')
		rp_buffer_puts(out, "。");
	else if (*at != ' ')
		rp_buffer_putc(out, *at);
	return end - at > 1 && *at == '.' && at[1] == ' ' ? 2 : 1;
}

void corpus_script_write(struct rp_buffer *out, struct rp_str text,
			 enum corpus_script script)
{
	const char *at = text.data;
	const char *end = at + text.len;

	while (at < end) {
		size_t len = word_len(at, end);

		if (len == 0)
			at += put_sign(out, at, end, script);
		else if (isdigit((unsigned char)*at) || script == CORPUS_LATIN)
			rp_buffer_append(out, at, len);
		else if (script == CORPUS_ACCENTS)
			put_accents(out, at, len);
		else if (script == CORPUS_CYRILLIC)
			put_cyrillic(out, at, len);
		else
			put_han(out, at, len);
		at += len;
	}
}
