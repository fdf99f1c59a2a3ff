/* SPDX-License-Identifier: Apache-2.0 */
/* spaced.c - see spaced.h. Blanks are those of Unicode 15 (White_Space);
 * without width are soft hyphen, zero width space, word joiner and byte order
 * mark, not the joiners that Persian and Hindi words have within. */
#include "spaced.h"

#include "str.h"
#include "utf8.h"

static bool is_wide_blank(uint32_t code)
{
	return code == 0x85 || code == 0xa0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200a) || code == 0x2028 ||
	       code == 0x2029 || code == 0x202f || code == 0x205f ||
	       code == 0x3000;
}

static bool has_no_width(uint32_t code)
{
	return code == 0xad || code == 0x200b || code == 0x2060 ||
	       code == 0xfeff;
}

/* Bytes of the blank of any kind, or control character of ASCII, that UTF-8 of
 * len bytes (len > 0) begins with, or of the character without width; *blank
 * tells which. 0: it begins with neither. */
static size_t skip_len(bool *blank, const char *s, size_t len)
{
	size_t used;
	uint32_t code;

	if ((unsigned char)s[0] <= ' ') {
		*blank = true;
		return 1;
	}
	/* The first bytes of all others. */
	if ((unsigned char)s[0] != 0xc2 && (unsigned char)s[0] < 0xe1)
		return 0;
	code = rp_utf8_decode(&used, s, len);
	*blank = is_wide_blank(code);
	return *blank || has_no_width(code) ? used : 0;
}

void rp_spaced_append(struct rp_buffer *out, size_t start, char *between,
		      struct rp_str text)
{
	size_t at = 0;

	while (at < text.len) {
		bool blank;
		size_t len = skip_len(&blank, text.data + at, text.len - at);

		if (len == 0) {
			if (*between && out->len > start)
				rp_buffer_putc(out, *between);
			*between = 0;
			rp_buffer_putc(out, text.data[at++]);
			continue;
		}
		if (blank && !*between)
			*between = ' ';
		at += len;
	}
}

void rp_spaced_put(struct rp_buffer *out, struct rp_str text)
{
	char between = 0;

	rp_spaced_append(out, out->len, &between, text);
}

/* A text as rp_spaced_put writes it, byte by byte. */
struct reading {
	struct rp_str rest;
	bool started;
	bool blank; /* one is to be given */
};

/* The next byte, of ASCII in lower case; 0 at the end. */
static char next_byte(struct reading *reading)
{
	struct rp_str *rest = &reading->rest;
	size_t len = 1;
	char c;

	while (rest->len > 0 && len > 0) {
		bool blank = false;

		len = skip_len(&blank, rest->data, rest->len);
		reading->blank |= len > 0 && blank;
		*rest = rp_str_behind(*rest, len);
	}
	if (rest->len == 0)
		return 0;
	if (reading->blank && reading->started) {
		reading->blank = false;
		return ' ';
	}
	c = rest->data[0];
	*rest = rp_str_behind(*rest, 1);
	reading->blank = false;
	reading->started = true;
	return (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
}

bool rp_spaced_same(struct rp_str a, struct rp_str b)
{
	struct reading one = {.rest = a};
	struct reading two = {.rest = b};
	char c;

	do {
		c = next_byte(&one);
		if (c != next_byte(&two))
			return false;
	} while (c);
	return one.started;
}
