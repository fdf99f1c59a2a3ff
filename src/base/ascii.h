/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ascii.h - letters, digits and words of ASCII, whatever the locale
 *
 * <ctype.h> and strcasecmp ask the locale, which a host program may have set:
 * in some "TITLE" and "title" are two words, and a byte of UTF-8 is a letter.
 * What these are asked for are names of HTML, headers and dates.
 */
#ifndef RP_ASCII_H
#define RP_ASCII_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool rp_ascii_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether a small letter of ASCII is among bytes. */
static inline bool rp_ascii_has_small(const char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (bytes[i] >= 'a' && bytes[i] <= 'z')
			return true;
	return false;
}

static inline bool rp_ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool rp_ascii_is_alnum(char c)
{
	return rp_ascii_is_letter(c) || rp_ascii_is_digit(c);
}

/* The value of a digit of base 16; -1: it is none. */
static inline int rp_ascii_hex(char c)
{
	if (rp_ascii_is_digit(c))
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static inline char rp_ascii_lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* The loop of the two below. */
int rp_ascii_compare_all(const char *a, const char *b, size_t count);

/* As strncasecmp: 0 if the first count bytes are the same in any case, or all
 * up to a NUL in both. Most differ in the first. */
static inline int rp_ascii_compare_some(const char *a, const char *b,
					size_t count)
{
	if (count > 0 && (*a | 0x20) != (*b | 0x20))
		return (unsigned char)rp_ascii_lower(*a) -
		       (unsigned char)rp_ascii_lower(*b);
	return rp_ascii_compare_all(a, b, count);
}

/* As strcasecmp. */
static inline int rp_ascii_compare(const char *a, const char *b)
{
	return rp_ascii_compare_some(a, b, SIZE_MAX);
}

/* As strcasestr, for short texts: a word of a letter and more in any case, or
 * NULL. */
static inline const char *rp_ascii_find(const char *text, const char *word)
{
	char first = rp_ascii_lower(*word);
	size_t rest = 0;

	while (word[rest + 1])
		rest++;
	for (; *text; text++)
		if (rp_ascii_lower(*text) == first &&
		    rp_ascii_compare_some(text + 1, word + 1, rest) == 0)
			return text;
	return NULL;
}

#endif
