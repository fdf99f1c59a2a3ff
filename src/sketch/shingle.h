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
	const size_t words = width < count ? width : count;
	const size_t all = count - words + 1;
	uint64_t power = 1; /* base ^ words */
	uint64_t sum = 0;   /* polynomial of the last words */
	size_t i;

	/* Zero is a word like others: add 1 so that it counts. */
	for (i = 0; i < words; i++) {
		sum = sum * RP_SHINGLE_BASE + tokens[i] + 1u;
		power *= RP_SHINGLE_BASE;
	}
	for (i = 0;; i++) {
		uint64_t hash = rp_hash_mix(sum + words);

		out[i] = hash ? hash : 1;
		if (i + 1 == all)
			return all;
		sum = sum * RP_SHINGLE_BASE + tokens[i + words] + 1u -
		      power * ((uint64_t)tokens[i] + 1u);
	}
}

#endif
