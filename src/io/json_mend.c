/* SPDX-License-Identifier: Apache-2.0 */
/* json_mend.c - see json_mend.h. Only lines that the parser refused are looked
 * at, so each byte is. */
#include "json_mend.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits from at on. */
static size_t digits_len(const char *bytes, size_t len, size_t at)
{
	size_t from = at;

	while (at < len && is_digit(bytes[at]))
		at++;
	return at - from;
}

/* The length of the number (RFC 8259, 6) at the beginning of bytes; 0: none. */
static size_t number_len(const char *bytes, size_t len)
{
	size_t at = len > 0 && bytes[0] == '-';
	size_t whole = digits_len(bytes, len, at);
	size_t some;

	if (whole == 0 || (bytes[at] == '0' && whole > 1))
		return 0;
	at += whole;
	if (at < len && bytes[at] == '.') {
		some = digits_len(bytes, len, at + 1);
		if (some == 0)
			return 0;
		at += 1 + some;
	}
	if (at < len && (bytes[at] | 0x20) == 'e') {
		at++;
		at += at < len && (bytes[at] == '+' || bytes[at] == '-');
		some = digits_len(bytes, len, at);
		if (some == 0)
			return 0;
		at += some;
	}
	return at;
}

/* Whether the parser has room for a number of that length. */
static bool fits(const char *bytes, size_t len)
{
	char number[40];

	if (len >= sizeof(number))
		return false;
	memcpy(number, bytes, len);
	number[len] = '\0';
	if (strpbrk(number, ".eE"))
		return isfinite(strtod(number, NULL));
	errno = 0;
	if (number[0] == '-')
		strtoll(number, NULL, 10);
	else
		strtoull(number, NULL, 10);
	return errno != ERANGE;
}

/* The length of what is no number of JSON's at the beginning of bytes; 0: it is
 * none of them. */
static size_t nan_len(const char *bytes, size_t len)
{
	static const char *const words[] = {"NaN", "Infinity", "-Infinity"};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (len >= strlen(words[i]) &&
		    memcmp(bytes, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

/* Copy a number, in quotes if no number of the parser may hold it. Returns how
 * much was copied, also of what is none. */
static size_t copy_number(struct rp_buffer *out, const char *bytes, size_t len)
{
	size_t all = 0;
	size_t n = number_len(bytes, len);
	bool quoted;

	while (all < len && bytes[all] && strchr("+-.eE0123456789", bytes[all]))
		all++;
	quoted = n == all && !fits(bytes, n);
	rp_buffer_puts(out, quoted ? "\"" : "");
	rp_buffer_append(out, bytes, all);
	rp_buffer_puts(out, quoted ? "\"" : "");
	return all;
}

/* The code of an escape \uXXXX; -1: it is none. */
static long escape_code(const char *bytes, size_t len)
{
	char digits[5] = {0};

	if (len < 6 || bytes[0] != '\\' || bytes[1] != 'u')
		return -1;
	memcpy(digits, bytes + 2, 4);
	return strspn(digits, "0123456789abcdefABCDEF") == 4
		   ? strtol(digits, NULL, 16)
		   : -1;
}

/* Copy an escape within a string, half a pair of surrogates as U+FFFD. Returns
 * how much of bytes that took. */
static size_t copy_escape(struct rp_buffer *out, const char *bytes, size_t len)
{
	long code = escape_code(bytes, len);
	long next = code < 0 ? -1 : escape_code(bytes + 6, len - 6);
	bool high = code >= 0xd800 && code < 0xdc00;
	size_t n = len > 1 ? 2 : 1;

	if (high && next >= 0xdc00 && next < 0xe000) {
		n = 12;
	} else if (code >= 0xd800 && code < 0xe000) {
		rp_buffer_puts(out, "\\ufffd");
		return 6;
	}
	rp_buffer_append(out, bytes, n);
	return n;
}

/* Copy what begins outside of strings. Returns how much of bytes that took. */
static size_t copy_outside(struct rp_buffer *out, const char *bytes, size_t len)
{
	size_t nan = nan_len(bytes, len);

	if (nan > 0) {
		rp_buffer_puts(out, "null");
		return nan;
	}
	if (bytes[0] == '-' || is_digit(bytes[0]))
		return copy_number(out, bytes, len);
	rp_buffer_putc(out, bytes[0]);
	return 1;
}

void rp_json_mend(struct rp_buffer *out, const char *line, size_t len)
{
	bool inside = false; /* a string */
	size_t at = 0;

	rp_buffer_clear(out);
	while (at < len) {
		if (line[at] == '"') {
			inside = !inside;
			rp_buffer_putc(out, line[at++]);
		} else if (!inside) {
			at += copy_outside(out, line + at, len - at);
		} else if (line[at] == '\\') {
			at += copy_escape(out, line + at, len - at);
		} else {
			rp_buffer_putc(out, line[at++]);
		}
	}
}

bool rp_json_mend_has_nan(const char *line, size_t len)
{
	return memmem(line, len, "NaN", 3) || memmem(line, len, "Infinity", 8);
}
