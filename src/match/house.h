/* SPDX-License-Identifier: Apache-2.0 */
/* house.h - figures, times and initials as one house writes them and another
 * does not, and languages that write nouns as names. */
#ifndef RP_HOUSE_H
#define RP_HOUSE_H

#include "gap.h"

/* What the words are that figures are written in, by their hashes. */
struct rp_house_word {
	uint32_t token;
	unsigned char kind;   /* enum in house.c; 0: none */
	unsigned char digits; /* of a figure */
	uint16_t value;
};

/* A power of two, some twice the words there are. */
#define RP_HOUSE_SLOTS 4096

struct rp_house {
	struct rp_house_word words[RP_HOUSE_SLOTS]; /* open addressing */
};

void rp_house_init(struct rp_house *house);

/* Whether a text is in a language that writes all nouns with capitals, so that
 * no name is told by one: German, Luxembourgish. A list of titles is not. */
bool rp_house_nouns(const struct rp_house *house, const struct rp_text *text);

/*
 * Mark in both gaps what says the same in another way ("6,000" and "6000",
 * "nine" and "9", "7 p.m." and "19:00", "$5 million" and "$5m", "U.S." and
 * "US"). Returns how many such places there are, and in *figures those of them
 * that are no initials. Gaps of more than RP_GAP_MOST words stay as they are.
 */
uint32_t rp_house_alike(uint32_t *figures, const struct rp_house *house,
			struct rp_gap *a, struct rp_gap *b);

#endif
