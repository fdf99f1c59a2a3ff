/* SPDX-License-Identifier: Apache-2.0 */
/* house.h - the words that figures, times and initials are written in, those by
 * which a language is known that writes nouns as names, and common ones. */
#ifndef RP_HOUSE_H
#define RP_HOUSE_H

#include "align.h"

enum rp_house_kind {
	RP_HOUSE_NONE = 0,
	RP_HOUSE_DIGITS,  /* "0" to "999", "00" to "099": digits and value */
	RP_HOUSE_NUMBER,  /* "nine": value */
	RP_HOUSE_CLOCK,	  /* "7pm": hour of the day */
	RP_HOUSE_MINUTES, /* "30pm": value, and 100 more in the afternoon */
	RP_HOUSE_HALF,	  /* "am", "pm": 0, 12 */
	RP_HOUSE_NOON,
	RP_HOUSE_SCALE,	 /* "million": place in scales */
	RP_HOUSE_LETTER, /* "a" to "z" */
	RP_HOUSE_LITTLE, /* "und": of a language with capitals for nouns */
};

struct rp_house_word {
	uint32_t token;
	unsigned char kind;	  /* enum rp_house_kind */
	unsigned char digits : 2; /* of a figure */
	bool common : 1; /* any text of its language has it, whatever it is
			    about: "the", "haben" */
	uint16_t value;
};

/* A power of two, some twice the words there are. */
#define RP_HOUSE_SLOTS 4096

struct rp_house {
	struct rp_house_word words[RP_HOUSE_SLOTS]; /* open addressing */
};

void rp_house_init(struct rp_house *house);

/* What a word is; of kind RP_HOUSE_NONE: none of these. Of a language that is
 * not known here none is common. */
struct rp_house_word rp_house_find(const struct rp_house *house,
				   uint32_t token);

/* Whether a text is in a language that writes all nouns with capitals, so that
 * no name is told by one: German, Luxembourgish. A list of titles is not. */
bool rp_house_nouns(const struct rp_house *house, const struct rp_text *text);

/* Bytes of a word that is put together, with the zero behind; what is longer is
 * cut. */
#define RP_HOUSE_LEN 24

/* Write a figure behind what out has, with zeros before it up to width. */
void rp_house_figure(char out[RP_HOUSE_LEN], unsigned value, unsigned width);
/* The same of letters. */
void rp_house_letters(char out[RP_HOUSE_LEN], const char *letters);
/* The token of a folded word. */
uint32_t rp_house_hash(const char *word);

/* What houses write at a figure instead of the word for a scale ("m", "mn"),
 * one after another: from is NULL at first, then what was returned; NULL at the
 * end. */
const char *rp_house_ending(char out[RP_HOUSE_LEN], const char *from,
			    unsigned scale);

#endif
