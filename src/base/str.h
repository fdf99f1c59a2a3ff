/* SPDX-License-Identifier: Apache-2.0 */
/* str.h - counted strings against words of the program. */
#ifndef RP_STR_H
#define RP_STR_H

#include "ascii.h"
#include "reprint.h"

#include <stdbool.h>
#include <string.h>

/* Whether two are equal, byte for byte. */
static inline bool rp_str_same(struct rp_str a, struct rp_str b)
{
	return a.len == b.len &&
	       (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* The same in any case of ASCII. */
static inline bool rp_str_same_any_case(struct rp_str a, struct rp_str b)
{
	return a.len == b.len &&
	       rp_ascii_compare_some(a.data, b.data, a.len) == 0;
}

/* Whether a string is this word, byte for byte. */
static inline bool rp_str_is(struct rp_str str, const char *word)
{
	return str.len == strlen(word) &&
	       (str.len == 0 || memcmp(str.data, word, str.len) == 0);
}

static inline bool rp_str_begins(struct rp_str str, const char *word)
{
	size_t len = strlen(word);

	return str.len >= len && (len == 0 || memcmp(str.data, word, len) == 0);
}

static inline bool rp_str_ends(struct rp_str str, const char *word)
{
	size_t len = strlen(word);

	return str.len >= len &&
	       (len == 0 || memcmp(str.data + str.len - len, word, len) == 0);
}

/* The same in any case of ASCII. */
static inline bool rp_str_begins_any_case(struct rp_str str, const char *word)
{
	size_t len = strlen(word);

	return str.len >= len &&
	       rp_ascii_compare_some(str.data, word, len) == 0;
}

/* Whether it is the first word of a string, or all of it, in any case. */
static inline bool rp_str_begins_word(struct rp_str str, const char *word)
{
	size_t len = strlen(word);

	return rp_str_begins_any_case(str, word) &&
	       (str.len == len || str.data[len] == ' ');
}

/* The last one. */
static inline bool rp_str_ends_word(struct rp_str str, const char *word)
{
	size_t len = strlen(word);

	return str.len >= len &&
	       rp_ascii_compare_some(str.data + str.len - len, word, len) ==
		   0 &&
	       (str.len == len || str.data[str.len - len - 1] == ' ');
}

/* What stands behind the first len bytes. */
static inline struct rp_str rp_str_behind(struct rp_str str, size_t len)
{
	return (struct rp_str){str.data + len, str.len - len};
}

/* Without blanks and control characters of ASCII around it. */
static inline struct rp_str rp_str_trimmed(struct rp_str str)
{
	while (str.len && (unsigned char)str.data[0] <= ' ')
		str = rp_str_behind(str, 1);
	while (str.len && (unsigned char)str.data[str.len - 1] <= ' ')
		str.len--;
	return str;
}

/* The same of a string with a NUL behind it; empty for NULL. */
static inline struct rp_str rp_str_trim(const char *string)
{
	if (!string)
		return (struct rp_str){NULL, 0};
	return rp_str_trimmed((struct rp_str){string, strlen(string)});
}

#endif
