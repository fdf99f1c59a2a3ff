/* SPDX-License-Identifier: Apache-2.0 */
/*
 * utf8.c - see utf8.h. Text is mostly ASCII, so eight bytes are tested at a
 * time before the decoder is asked.
 */
#include "utf8.h"

#include "flags.h"

#include <string.h>

#define HIGH_BITS 0x8080808080808080u

uint32_t rp_utf8_decode(size_t *used, const char *bytes, size_t len)
{
	const unsigned char *s = (const unsigned char *)bytes;
	unsigned char low = 0x80;
	unsigned char high = 0xbf;
	size_t need;
	size_t i;
	uint32_t code;

	*used = 1;
	if (s[0] < 0x80)
		return s[0];
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0xfffd;
	need = s[0] < 0xe0 ? 1 : s[0] < 0xf0 ? 2 : 3;
	code = s[0] & (0x3fu >> need);
	/* The second byte rules out overlong forms, surrogates and values
	 * past U+10FFFF. */
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	for (i = 1; i <= need; i++) {
		if (i >= len || s[i] < low || s[i] > high) {
			*used = i;
			return 0xfffd;
		}
		code = code << 6 | (s[i] & 0x3fu);
		low = 0x80;
		high = 0xbf;
	}
	*used = need + 1;
	return code;
}

/* Bytes of pure ASCII from the start. */
static size_t ascii_len(const char *bytes, size_t len)
{
	size_t at = 0;

	/* Long stretches 64 bytes at a time, which the compiler looks at in
	 * four registers. */
	while (len - at >= 64) {
		uint64_t all = 0;
		size_t i;

		for (i = 0; i < 64; i += 8) {
			uint64_t word;

			memcpy(&word, bytes + at + i, 8);
			all |= word;
		}
		if (all & HIGH_BITS)
			break;
		at += 64;
	}
	return rp_flags_next((const unsigned char *)bytes, 0x80, at, len);
}

/* A decoded U+FFFD that stands so in the bytes is not an error. */
static bool replaced(uint32_t code, size_t used, const char *bytes)
{
	return code == 0xfffd &&
	       !(used == 3 && memcmp(bytes, "\xef\xbf\xbd", 3) == 0);
}

static bool continues(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Bytes of characters of two and three from the start, but for those whose
 * second byte has to be looked at closely; text of other scripts has little
 * else. */
static size_t plain_len(const char *bytes, size_t len)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t at = 0;

	while (len - at >= 3) {
		unsigned char first = s[at];

		if (first >= 0xc2 && first <= 0xdf && continues(s[at + 1]))
			at += 2;
		else if (first > 0xe0 && first < 0xf0 && first != 0xed &&
			 continues(s[at + 1]) && continues(s[at + 2]))
			at += 3;
		else
			break;
	}
	return at;
}

size_t rp_utf8_valid_len(const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len) {
		const size_t before = at;
		size_t used;
		uint32_t code;

		at += ascii_len(bytes + at, len - at);
		at += plain_len(bytes + at, len - at);
		if (at > before)
			continue;
		code = rp_utf8_decode(&used, bytes + at, len - at);
		if (replaced(code, used, bytes + at))
			return at;
		at += used;
	}
	return at;
}

void rp_utf8_put(struct rp_buffer *out, uint32_t code)
{
	char bytes[4];
	size_t len;

	if (code < 0x80) {
		bytes[0] = (char)code;
		len = 1;
	} else if (code < 0x800) {
		bytes[0] = (char)(0xc0 | code >> 6);
		bytes[1] = (char)(0x80 | (code & 0x3f));
		len = 2;
	} else if (code < 0x10000) {
		bytes[0] = (char)(0xe0 | code >> 12);
		bytes[1] = (char)(0x80 | (code >> 6 & 0x3f));
		bytes[2] = (char)(0x80 | (code & 0x3f));
		len = 3;
	} else {
		bytes[0] = (char)(0xf0 | code >> 18);
		bytes[1] = (char)(0x80 | (code >> 12 & 0x3f));
		bytes[2] = (char)(0x80 | (code >> 6 & 0x3f));
		bytes[3] = (char)(0x80 | (code & 0x3f));
		len = 4;
	}
	rp_buffer_append(out, bytes, len);
}

size_t rp_utf8_repair(struct rp_buffer *out, const char *bytes, size_t len)
{
	size_t count = 0;
	size_t at = 0;

	while (at < len) {
		size_t good = rp_utf8_valid_len(bytes + at, len - at);
		size_t used;

		rp_buffer_append(out, bytes + at, good);
		at += good;
		if (at == len)
			break;
		rp_utf8_decode(&used, bytes + at, len - at);
		rp_buffer_puts(out, "\xef\xbf\xbd");
		at += used;
		count++;
	}
	return count;
}

/* ----- what is no UTF-8 at all ----- */

/* Bytes without a zero among the first few are looked at no further. */
#define WIDE_FIRST 16
#define WIDE_LOOK  1024

static const char *wide_by_mark(size_t *skip, const char *bytes, size_t len)
{
	static const struct {
		const char *mark;
		size_t len;
		const char *encoding;
	} marks[] = {{"\xff\xfe\0\0", 4, "utf-32le"},
		     {"\0\0\xfe\xff", 4, "utf-32be"},
		     {"\xff\xfe", 2, "utf-16le"},
		     {"\xfe\xff", 2, "utf-16be"}};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (len >= marks[i].len &&
		    memcmp(bytes, marks[i].mark, marks[i].len) == 0) {
			*skip = marks[i].len;
			return marks[i].encoding;
		}
	return NULL;
}

static bool is_space(unsigned char c)
{
	return c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

const char *rp_utf8_wider(size_t *skip, const char *bytes, size_t len)
{
	const char *marked = wide_by_mark(skip, bytes, len);
	size_t zeros[2] = {0, 0};    /* in even and in odd places */
	size_t controls[2] = {0, 0}; /* no letters and no white space */
	size_t pairs;
	size_t i;

	if (marked)
		return marked;
	*skip = 0;
	if (len < WIDE_FIRST || !memchr(bytes, 0, WIDE_FIRST))
		return NULL;
	pairs = (len < WIDE_LOOK ? len : WIDE_LOOK) / 2;
	for (i = 0; i < pairs * 2; i++) {
		unsigned char c = (unsigned char)bytes[i];

		zeros[i & 1] += c == 0;
		controls[i & 1] += c > 0 && c < ' ' && !is_space(c);
	}
	/* Half of the characters are Latin, none is U+0000, and few are control
	 * characters: samples and tables of numbers have many. */
	if (zeros[1] * 2 >= pairs && zeros[0] * 10 <= pairs &&
	    controls[0] * 30 <= pairs)
		return "utf-16le";
	if (zeros[0] * 2 >= pairs && zeros[1] * 10 <= pairs &&
	    controls[1] * 30 <= pairs)
		return "utf-16be";
	return NULL;
}
