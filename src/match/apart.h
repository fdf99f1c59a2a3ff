/* SPDX-License-Identifier: Apache-2.0 */
/* apart.h - whether two texts are different articles, or prints of one. */
#ifndef RP_APART_H
#define RP_APART_H

#include "sentences.h"

/* Sentences of one text that are looked at. */
#define RP_APART_SENTENCES 2048
/* Names and figures of one text that are looked at, and pairs of words: a
 * paragraph has as many of them as an article has names. */
#define RP_APART_NAMES ((size_t)256)
#define RP_APART_FACTS ((size_t)512)

/* One article of a sample: sentences, and facts by sentence. */
struct rp_apart {
	uint32_t node;
	uint32_t words;
	size_t sentence_count;
	size_t fact_count;
	uint64_t sentences[RP_APART_SENTENCES];
	uint32_t lengths[RP_APART_SENTENCES];
	uint16_t places[RP_APART_SENTENCES * 2]; /* number of a sentence and 1
						    by hash; 0: none */
	size_t slots; /* of places in use, a power of two */
	struct {
		uint32_t token;
		uint16_t sentence;
		bool prose; /* in no heading and no list */
	} facts[RP_APART_FACTS];
	uint32_t
	    table[RP_APART_FACTS * 2]; /* tokens of facts by hash; 0: none */
	bool names;  /* facts are names and figures; else pairs of words */
	size_t most; /* facts that are looked at; the table has twice as many
			slots, a power of two */
	size_t lead; /* number of the first sentence of prose;
			RP_APART_SENTENCES if there is none */
};

/* Take in the text of a node. */
void rp_apart_take(struct rp_apart *specimen, const struct rp_sentences *view,
		   uint32_t node);

/* What two texts that share sentences are to each other. */
struct rp_apart_found {
	bool different; /* the rest of either has other names and figures */
	bool leads;	/* the first sentence of either has some of its own */
	bool own;	/* either says something of its own */
	bool most;	/* what they share is over half of either */
	bool story;	/* it is two thirds of both, and has words, names and
			   figures as a report has … */
	bool lengthy;	/* … and is longer than what anybody says each time */
	bool whole;	/* it names something, is all of one of them, and most
			   of the other, which tells of something else too */
	bool plea;	/* it is short, and has no names and figures as a report
			   has them */
	bool mute_a;	/* what a says of its own has too few names and figures
			   to tell it from anything */
	bool mute_b;
};

/* Whether the first sentence of prose of a stands in b. */
bool rp_apart_led(const struct rp_apart *a, const struct rp_apart *b);

/* Whether next to nothing of a stands not in b; rp_apart_compare tells more. */
bool rp_apart_within(const struct rp_apart *a, const struct rp_apart *b);

struct rp_apart_found rp_apart_compare(struct rp_apart *a, struct rp_apart *b);

#endif
