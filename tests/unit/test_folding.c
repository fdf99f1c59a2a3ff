/* SPDX-License-Identifier: Apache-2.0 */
/* Words spelled from a table are those of Unicode's normal form. */
#include "characters.h"
#include "hash.h"
#include "testing.h"
#include "utf8.h"
#include "words.h"

#include <utf8proc.h>

#define MOST 4096

struct expected {
	uint64_t hashes[MOST];
	uint32_t offsets[MOST];
	uint32_t ends[MOST];
	size_t count;
};

static void put(struct expected *out, struct rp_buffer *word, size_t begin,
		size_t end)
{
	if (word->len == 0)
		return;
	cr_assert_lt(out->count, MOST);
	out->hashes[out->count] = rp_hash64(word->data, word->len);
	out->offsets[out->count] = (uint32_t)begin;
	out->ends[out->count++] = (uint32_t)end;
	rp_buffer_clear(word);
}

/* The words of what stands between two separators, by utf8proc. */
static void normalise(struct expected *out, const char *utf8, size_t begin,
		      size_t end)
{
	static int32_t codes[MOST];
	struct rp_buffer word;
	bool single = false;
	int32_t last = 0;
	ptrdiff_t count;
	ptrdiff_t kept = 0;
	ptrdiff_t i;

	if (begin == end)
		return;
	count = utf8proc_decompose((const utf8proc_uint8_t *)utf8 + begin,
				   (ptrdiff_t)(end - begin), codes, MOST,
				   UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
				       UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
				       UTF8PROC_STABLE);
	cr_assert(count >= 0 && count <= MOST);
	for (i = 0; i < count; i++)
		if (codes[i] != 0x307 || kept == 0 || codes[kept - 1] != 'i')
			codes[kept++] = codes[i];
	count = utf8proc_normalize_utf32(codes, kept,
					 UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	rp_buffer_init(&word);
	for (i = 0; i < count; i++) {
		enum rp_code_class class = rp_code_class(codes[i]);
		int32_t unified[2];
		size_t k;

		if (rp_code_optional(codes[i]))
			continue;
		if (class == RP_CODE_SEPARATOR ||
		    (class == RP_CODE_WORD &&
		     (single || rp_code_spaceless(codes[i])))) {
			put(out, &word, begin, end);
			single = false;
		}
		if (class == RP_CODE_SEPARATOR ||
		    (class == RP_CODE_MARK &&
		     (word.len == 0 || codes[i] == last)))
			continue;
		single |= class == RP_CODE_WORD && rp_code_spaceless(codes[i]);
		for (k = 0; k < rp_code_unified(unified, codes[i]); k++) {
			last = unified[k];
			rp_utf8_put(&word, (uint32_t)last);
		}
	}
	put(out, &word, begin, end);
	rp_buffer_dispose(&word);
}

/* Cut at separators and at spaceless characters, then normalise. */
static void read_plainly(struct expected *out, const char *utf8, size_t len)
{
	size_t from = 0;
	size_t at = 0;
	bool alone = false;
	int32_t before = 0;

	out->count = 0;
	while (at < len) {
		utf8proc_int32_t c;
		ptrdiff_t n =
		    utf8proc_iterate((const utf8proc_uint8_t *)utf8 + at,
				     (ptrdiff_t)(len - at), &c);
		enum rp_raw_class class =
		    n > 0 ? rp_raw_class(c, before) : RP_RAW_SEPARATOR;
		size_t next = at + (n > 0 ? (size_t)n : 1);

		before = n > 0 ? c : 0;
		if (class == RP_RAW_SEPARATOR || class == RP_RAW_ALONE ||
		    (class == RP_RAW_OPENS && alone)) {
			normalise(out, utf8, from, at);
			/* What parts here begins a piece of its own. */
			if (class != RP_RAW_SEPARATOR)
				class = rp_raw_class(c, 0);
			from = class == RP_RAW_SEPARATOR ? next : at;
			alone = class == RP_RAW_ALONE;
			if (class == RP_RAW_SEPARATOR)
				before = 0;
		}
		at = next;
	}
	normalise(out, utf8, from, len);
}

/* words is used again and again: its table is filled in on the way. */
static void assert_plain(struct rp_words *words, const char *utf8, size_t len)
{
	static struct expected expected;
	size_t i;

	read_plainly(&expected, utf8, len);
	cr_assert_eq(rp_words_read(words, utf8, len), RP_OK);
	cr_assert_eq(words->count, expected.count, "%zu words, not %zu: %.*s",
		     words->count, expected.count, (int)len, utf8);
	for (i = 0; i < expected.count; i++) {
		cr_assert_eq(words->hashes[i], expected.hashes[i],
			     "word %zu of: %.*s", i, (int)len, utf8);
		cr_assert_eq(words->offsets[i], expected.offsets[i]);
		cr_assert_eq(words->ends[i], expected.ends[i]);
	}
}

static size_t add(char *text, size_t len, uint32_t code)
{
	return len + (size_t)utf8proc_encode_char(
			 (int32_t)code, (utf8proc_uint8_t *)text + len);
}

/* Alone, between letters, doubled, and before and behind what composes. */
Test(folding, spells_every_character)
{
	static const uint32_t beside[] = {
	    'b',    0xe9,   0x43b,  0x301, 0x4e2d, 0x3099, 0x1161,
	    0x11a8, 0x1100, 0xac00, 0x64e, 0x200d, 0x327,  0x345};
	struct rp_words words;
	uint32_t c;
	size_t i;

	rp_words_init(&words);
	for (c = 0x21; c < 0x11000; c++) {
		char text[256];
		size_t len;

		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		len = add(text, 0, c);
		text[len++] = ' ';
		len = add(text, len, c);
		len = add(text, len, c);
		for (i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
			text[len++] = ' ';
			len = add(text, len, beside[i]);
			len = add(text, len, c);
			len = add(text, len, beside[i]);
		}
		assert_plain(&words, text, len);
	}
	rp_words_dispose(&words);
}

static uint32_t draw_code(uint64_t *state)
{
	static const uint32_t ranges[][2] = {
	    {'a', 'z'},	       {'A', 'Z'},	   {'0', '9'},
	    {0xc0, 0x17f},     {0x370, 0x3ff},	   {0x400, 0x45f},
	    {0x590, 0x5f4},    {0x620, 0x6ff},	   {0x900, 0x97f},
	    {0xe01, 0xe4d},    {0x3041, 0x30ff},   {0x4e00, 0x4fff},
	    {0xac00, 0xac80},  {0x1100, 0x11ff},   {0x300, 0x345},
	    {0xfb00, 0xfb06},  {0xff10, 0xff9f},   {0x2000, 0x206f},
	    {0xa0, 0xff},      {0xb2, 0xbe},	   {0x2b9, 0x2cb},
	    {0x2460, 0x24ff},  {0x2e9e, 0x2fd5},   {0xd4d, 0xd7f},
	    {0x130, 0x131},    {0x1f1e6, 0x1f64f}, {0x20000, 0x20100},
	    {0x1d400, 0x1d433}};
	size_t i = draw(state) % (sizeof(ranges) / sizeof(ranges[0]));

	return ranges[i][0] +
	       (uint32_t)(draw(state) % (ranges[i][1] - ranges[i][0] + 1));
}

/* Texts that stay in a few scripts, with a stray byte now and then. */
Test(folding, spells_texts_of_all_kinds)
{
	struct rp_words words;
	uint64_t state = 21;
	int round;

	rp_words_init(&words);
	for (round = 0; round < 20000; round++) {
		char text[400];
		uint32_t few[6];
		unsigned blanks = 2 + (unsigned)(draw(&state) % 20);
		size_t target = draw(&state) % 300;
		size_t len = 0;
		size_t i;

		for (i = 0; i < 6; i++)
			few[i] = draw_code(&state);
		while (len < target) {
			if (draw(&state) % blanks == 0)
				text[len++] = ' ';
			else if (draw(&state) % 60 == 0)
				text[len++] = (char)draw(&state);
			else
				len = add(text, len, few[draw(&state) % 6]);
		}
		assert_plain(&words, text, len);
	}
	rp_words_dispose(&words);
}

/* Longer than the table spells, shorter than where words are cut. */
Test(folding, spells_long_words)
{
	struct rp_words words;
	size_t letters;

	rp_words_init(&words);
	for (letters = 40; letters < 160; letters++) {
		char text[512];
		size_t len = 0;
		size_t i;

		for (i = 0; i < letters; i++)
			len = add(text, len, 0x410 + (uint32_t)(i * 7 % 60));
		assert_plain(&words, text, len);
		len = add(text, len, 0x301);
		len = add(text, len, 'x');
		assert_plain(&words, text, len);
	}
	rp_words_dispose(&words);
}
