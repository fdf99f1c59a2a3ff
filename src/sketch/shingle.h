/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shingle.h - the w-shingling of a text (Broder 1997): every run of w words
 *
 * A shingle is hashed as a polynomial in the hashes of its words modulo 2^64,
 * which rolls from one shingle to the next with two multiplications, and then
 * mixed. An article shorter than w words is one shingle of all its words.
 */
#ifndef RP_SHINGLE_H
#define RP_SHINGLE_H

#include "cpu.h"
#include "hash.h"

/* Odd, from the golden ratio; any odd number with mixed bits does. */
#define RP_SHINGLE_BASE 0x9e3779b97f4a7c15u

struct rp_shingler {
	const uint32_t *tokens;
	size_t count;	/* tokens */
	size_t width;	/* words in a shingle, not over count */
	size_t next;	/* the token that the next shingle ends with */
	uint64_t sum;	/* polynomial of the last width - 1 tokens */
	uint64_t power; /* base ^ width */
};

/* Begin; count must not be 0. */
static inline void rp_shingler_init(struct rp_shingler *shingler,
				    const uint32_t *tokens, size_t count,
				    size_t width)
{
	size_t i;

	shingler->tokens = tokens;
	shingler->count = count;
	shingler->width = width < count ? width : count;
	shingler->next = shingler->width - 1;
	shingler->sum = 0;
	shingler->power = 1;
	for (i = 0; i < shingler->width; i++)
		shingler->power *= RP_SHINGLE_BASE;
	/* Zero is a word like others: add 1 so that it counts. */
	for (i = 0; i + 1 < shingler->width; i++)
		shingler->sum =
		    shingler->sum * RP_SHINGLE_BASE + shingler->tokens[i] + 1u;
}

/* The number of shingles, repetitions included. */
static inline size_t rp_shingler_count(const struct rp_shingler *shingler)
{
	return shingler->count - shingler->width + 1;
}

/* The next shingle, never 0; call it rp_shingler_count times. */
static inline uint64_t rp_shingler_next(struct rp_shingler *shingler)
{
	size_t at = shingler->next++;
	uint64_t hash;

	shingler->sum =
	    shingler->sum * RP_SHINGLE_BASE + shingler->tokens[at] + 1u;
	if (at >= shingler->width)
		shingler->sum -=
		    shingler->power *
		    ((uint64_t)shingler->tokens[at - shingler->width] + 1u);
	hash = rp_hash_mix(shingler->sum + shingler->width);
	return hash ? hash : 1;
}

/* All shingles of count tokens, in order; out has room for as many. Returns
 * their number. count must not be 0. One file an instruction set where that
 * brings something; all give the same shingles. */
typedef size_t rp_shingle_kernel(uint64_t *out, const uint32_t *tokens,
				 size_t count, size_t width);
rp_shingle_kernel rp_shingle_avx2;
rp_shingle_kernel rp_shingle_avx512;

/* The kernel for this processor, once it has been found to shingle right. */
rp_shingle_kernel *rp_shingle_best(void);

/* The portable one. */
static inline size_t rp_shingle_all(uint64_t *out, const uint32_t *tokens,
				    size_t count, size_t width)
{
	struct rp_shingler shingler;
	uint64_t sum;
	uint64_t power;
	size_t all;
	size_t i;

	rp_shingler_init(&shingler, tokens, count, width);
	all = rp_shingler_count(&shingler);
	out[0] = rp_shingler_next(&shingler);
	sum = shingler.sum;
	power = shingler.power;
	width = shingler.width;
	for (i = 1; i < all; i++) {
		uint64_t hash;

		sum = sum * RP_SHINGLE_BASE + tokens[i + width - 1] + 1u -
		      power * ((uint64_t)tokens[i - 1] + 1u);
		hash = rp_hash_mix(sum + width);
		out[i] = hash ? hash : 1;
	}
	return all;
}

#endif
