/* SPDX-License-Identifier: Apache-2.0 */
/*
 * entities.c - see entities.h
 *
 * In attributes and scripts of pages, and in plain texts that somebody took off
 * a page in haste. Of HTML's 2,231 names those that news has: quotation marks,
 * dashes, and the letters of Latin-1; the rest are numbers there. Rejected:
 * gumbo, which decodes them too, but takes a text for a page.
 */
#include "entities.h"

#include "ascii.h"
#include "utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_number(const char *digits)
{
	bool hex = *digits == 'x' || *digits == 'X';
	char first = rp_ascii_lower(digits[hex]);

	return rp_ascii_is_digit(first) ||
	       (hex && first >= 'a' && first <= 'f');
}

/* The code point of the entity at at ('&') by name, and its length; 0: it is
 * none. */
static uint32_t by_name(size_t *len, const char *at, const char *end)
{
	static const struct {
		const char *name;
		uint32_t code;
	} named[] = {
	    {"amp;", '&'},	 {"quot;", '"'},     {"apos;", '\''},
	    {"lt;", '<'},	 {"gt;", '>'},	     {"nbsp;", ' '},
	    {"rsquo;", 0x2019},	 {"lsquo;", 0x2018}, {"rdquo;", 0x201d},
	    {"ldquo;", 0x201c},	 {"ndash;", 0x2013}, {"mdash;", 0x2014},
	    {"hellip;", 0x2026}, {"laquo;", 0xab},   {"raquo;", 0xbb},
	    {"bdquo;", 0x201e},	 {"sbquo;", 0x201a}, {"lsaquo;", 0x2039},
	    {"rsaquo;", 0x203a}, {"aacute;", 0xe1},  {"agrave;", 0xe0},
	    {"acirc;", 0xe2},	 {"atilde;", 0xe3},  {"auml;", 0xe4},
	    {"aring;", 0xe5},	 {"aelig;", 0xe6},   {"ccedil;", 0xe7},
	    {"egrave;", 0xe8},	 {"eacute;", 0xe9},  {"ecirc;", 0xea},
	    {"euml;", 0xeb},	 {"igrave;", 0xec},  {"iacute;", 0xed},
	    {"icirc;", 0xee},	 {"iuml;", 0xef},    {"ntilde;", 0xf1},
	    {"ograve;", 0xf2},	 {"oacute;", 0xf3},  {"ocirc;", 0xf4},
	    {"otilde;", 0xf5},	 {"ouml;", 0xf6},    {"oslash;", 0xf8},
	    {"ugrave;", 0xf9},	 {"uacute;", 0xfa},  {"ucirc;", 0xfb},
	    {"uuml;", 0xfc},	 {"szlig;", 0xdf}};
	size_t i;

	for (i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		size_t n = strlen(named[i].name);

		if ((size_t)(end - at) <= n ||
		    memcmp(at + 2, named[i].name + 1, n - 1) != 0)
			continue;
		*len = n + 1;
		if (at[1] == named[i].name[0])
			return named[i].code;
		/* "&Aring;": Latin-1 has capitals 32 places before. */
		if (named[i].code >= 0xe0 && named[i].code <= 0xfe &&
		    (at[1] | 0x20) == named[i].name[0])
			return named[i].code - 0x20;
	}
	return 0;
}

/* The same by number: "&#8212;", "&#x2014;". */
static uint32_t by_number(size_t *len, const char *at, const char *end)
{
	char digits[12];
	size_t n;
	bool hex;
	char *stop;
	uint32_t code;

	if (end - at < 4 || at[1] != '#')
		return 0;
	for (n = 0;
	     n + 1 < sizeof(digits) && at + 2 + n < end && at[2 + n] != ';';
	     n++)
		digits[n] = at[2 + n];
	if (at + 2 + n == end || at[2 + n] != ';')
		return 0;
	digits[n] = '\0';
	/* strtoul would pass over blanks and signs. */
	if (!is_number(digits))
		return 0;
	hex = digits[0] == 'x' || digits[0] == 'X';
	code = (uint32_t)strtoul(digits + hex, &stop, hex ? 16 : 10);
	if (*stop != '\0' || (code < ' ' && code != '\t' && code != '\n') ||
	    code > 0x10ffff || (code >> 11) == 0x1b)
		return 0;
	*len = n + 3;
	return code;
}

void rp_entities_decode(struct rp_buffer *out, struct rp_str text)
{
	const char *at = text.data;
	const char *end = at + text.len;

	while (at < end) {
		const char *sign = memchr(at, '&', (size_t)(end - at));
		size_t len = 1;
		uint32_t code;

		rp_buffer_append(out, at, (size_t)((sign ? sign : end) - at));
		if (!sign)
			return;
		code = by_name(&len, sign, end);
		if (!code)
			code = by_number(&len, sign, end);
		if (code)
			rp_utf8_put(out, code);
		else
			rp_buffer_putc(out, '&');
		at = sign + (code ? len : 1);
	}
}
