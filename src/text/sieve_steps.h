/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sieve_steps.h - the sieves, for each instruction set that includes them
 *
 * What is looked for is told by four bytes at most, without a branch: how they
 * differ from those, zero where they do not. RP_SIEVE_STEP places are looked at
 * in one step, and of each the least difference is kept, which compilers turn
 * into one instruction each for all of them (with 16 a fifth of the time of
 * looking at one place after the other). The last step goes back to the end of
 * the text.
 */
#ifndef RP_SIEVE_STEPS_H
#define RP_SIEVE_STEPS_H

#include "sieve.h"

#include <string.h>

#ifndef RP_SIEVE_STEP
#error "RP_SIEVE_STEP is the bytes that a register holds"
#endif

/* How far four bytes that follow one another are from what is looked for; zero
 * if they may be it. */
typedef unsigned char rp_sieve_difference(unsigned char a, unsigned char b,
					  unsigned char c, unsigned char d);

static inline unsigned char rp_sieve_less(unsigned char a, unsigned char b)
{
	return a < b ? a : b;
}

/* The places of a step and the three behind. */
static inline __attribute__((always_inline)) void rp_sieve_step(
    unsigned char least[RP_SIEVE_STEP], const unsigned char *at,
    rp_sieve_difference *differs)
{
	size_t i;

	for (i = 0; i < RP_SIEVE_STEP; i++)
		least[i] = rp_sieve_less(
		    least[i], differs(at[i], at[i + 1], at[i + 2], at[i + 3]));
}

/* Whether differs is zero anywhere in the text. */
static inline __attribute__((always_inline)) bool rp_sieve_any(
    struct rp_str text, rp_sieve_difference *differs)
{
	const unsigned char *at = (const unsigned char *)text.data;
	unsigned char least[RP_SIEVE_STEP];
	unsigned char all = 0xff;
	size_t i;

	memset(least, 0xff, sizeof(least));
	if (text.len < RP_SIEVE_STEP + 3) {
		for (i = 0; i + 3 < text.len; i++)
			all = rp_sieve_less(all, differs(at[i], at[i + 1],
							 at[i + 2], at[i + 3]));
		return all == 0;
	}
	for (i = 0; i + RP_SIEVE_STEP + 3 <= text.len; i += RP_SIEVE_STEP)
		rp_sieve_step(least, at + i, differs);
	rp_sieve_step(least, at + text.len - RP_SIEVE_STEP - 3, differs);
	for (i = 0; i < RP_SIEVE_STEP; i++)
		all = rp_sieve_less(all, least[i]);
	return all == 0;
}

/* "ooki", "akor", "czk" or "ук" (D1 83 D0 BA, D0 A3 D0 9A) in letters of either
 * case: one of them is in each word for a cookie. */
static inline unsigned char rp_sieve_from_cookie(unsigned char a,
						 unsigned char b,
						 unsigned char c,
						 unsigned char d)
{
	unsigned char ooki = ((a | 0x20) ^ 'o') | ((b | 0x20) ^ 'o') |
			     ((c | 0x20) ^ 'k') | ((d | 0x20) ^ 'i');
	unsigned char akor = ((a | 0x20) ^ 'a') | ((b | 0x20) ^ 'k') |
			     ((c | 0x20) ^ 'o') | ((d | 0x20) ^ 'r');
	unsigned char czk =
	    ((b | 0x20) ^ 'c') | ((c | 0x20) ^ 'z') | ((d | 0x20) ^ 'k');
	unsigned char uk =
	    rp_sieve_less((a ^ 0xd1) | (b ^ 0x83), (a ^ 0xd0) | (b ^ 0xa3)) |
	    (c ^ 0xd0) | ((d | 0x20) ^ 0xba);

	return rp_sieve_less(rp_sieve_less(ooki, akor), rp_sieve_less(czk, uk));
}

/* "Copy", ©, "Repo", "trib", "puts", "ce:", "le:", "te:", "Prov" or "n Pr": one
 * of them is in each sign. */
static inline unsigned char rp_sieve_from_sign(unsigned char a, unsigned char b,
					       unsigned char c, unsigned char d)
{
	unsigned char copy = (a ^ 'C') | (b ^ 'o') | (c ^ 'p') | (d ^ 'y');
	unsigned char repo = (a ^ 'R') | (b ^ 'e') | (c ^ 'p') | (d ^ 'o');
	unsigned char trib = (a ^ 't') | (b ^ 'r') | (c ^ 'i') | (d ^ 'b');
	unsigned char puts = (a ^ 'p') | (b ^ 'u') | (c ^ 't') | (d ^ 's');
	unsigned char npr = (a ^ 'n') | (b ^ ' ') | (c ^ 'P') | (d ^ 'r');
	unsigned char prov = (a ^ 'P') | (b ^ 'r') | (c ^ 'o') | (d ^ 'v');
	unsigned char source = (c ^ 'e') | (d ^ ':');
	/* At either end of the text too. */
	unsigned char circle =
	    rp_sieve_less((a ^ 0xc2) | (b ^ 0xa9), (c ^ 0xc2) | (d ^ 0xa9));

	return rp_sieve_less(
	    rp_sieve_less(rp_sieve_less(copy, repo), rp_sieve_less(trib, puts)),
	    rp_sieve_less(rp_sieve_less(prov, source),
			  rp_sieve_less(circle, npr)));
}

#endif
