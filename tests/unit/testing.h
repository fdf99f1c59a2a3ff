/* SPDX-License-Identifier: Apache-2.0 */
/* testing.h - what unit tests share. */
#ifndef RP_TESTING_H
#define RP_TESTING_H

#include "hash.h"
#include "reprint.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline struct rp_str str(const char *s)
{
	return (struct rp_str){s, strlen(s)};
}

#define assert_str(actual, expected)                                          \
	do {                                                                  \
		struct rp_str actual_ = (actual);                             \
		cr_assert(                                                    \
		    actual_.len == strlen(expected) &&                        \
			(actual_.len == 0 ||                                  \
			 memcmp(actual_.data, (expected), actual_.len) == 0), \
		    "got '%.*s', expected '%s'", (int)actual_.len,            \
		    actual_.data, (expected));                                \
	} while (0)

/* A reproducible stream of numbers (SplitMix64). */
static inline uint64_t draw(uint64_t *state)
{
	*state += 0x9e3779b97f4a7c15u;
	return rp_hash_mix(*state);
}

/* Write count words drawn from a vocabulary into text, blanks between;
 * returns the length. size must hold 8 bytes a word. */
static inline size_t draw_words(char *text, size_t size, size_t count,
				uint64_t *state)
{
	size_t len = 0;
	size_t i;

	for (i = 0; i < count && len + 8 < size; i++)
		len += (size_t)snprintf(text + len, size - len, "w%05u ",
					(unsigned)(draw(state) % 50000));
	return len;
}

#endif
