/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wordset.h - the words that a text may have
 *
 * Whether a text has a name or a figure is asked often, and mostly it has not.
 * A set of bits (Bloom 1970, with one hash function and 16 to 32 bits a word)
 * says so of all but one in 16 to 32, without a look through the text.
 */
#ifndef RP_WORDSET_H
#define RP_WORDSET_H

#include "array.h"

#include <stdbool.h>
#include <string.h>

/* All zero at first. */
struct rp_wordset {
	uint64_t *bits;
	size_t capacity;
	size_t mask; /* one less than the number of bits, a power of two */
};

static inline void rp_wordset_dispose(struct rp_wordset *set)
{
	free(set->bits);
	memset(set, 0, sizeof(*set));
}

/* Make it the set of these words, which are hashes. RP_ENOMEM. */
static inline int rp_wordset_read(struct rp_wordset *set,
				  const uint32_t *tokens, size_t count)
{
	size_t bits = 64;
	size_t i;

	while (bits < count * 16)
		bits *= 2;
	if (rp_array_reserve(&set->bits, &set->capacity, bits / 64,
			     sizeof(*set->bits)) != RP_OK)
		return RP_ENOMEM;
	set->mask = bits - 1;
	memset(set->bits, 0, bits / 8);
	for (i = 0; i < count; i++) {
		size_t bit = tokens[i] & set->mask;

		set->bits[bit / 64] |= (uint64_t)1 << bit % 64;
	}
	return RP_OK;
}

/* False: none of its words is this one. */
static inline bool rp_wordset_may_have(const struct rp_wordset *set,
				       uint32_t token)
{
	size_t bit = token & set->mask;

	return set->bits[bit / 64] >> bit % 64 & 1;
}

#endif
