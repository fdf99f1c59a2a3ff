/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recurring.h - sentences that recur in different articles, as a store knows
 * them
 *
 * Grouping tells where they stand; their words are had only from a text that
 * is read tonight. So each is told by the newest article that has it, and its
 * words are asked for while that one's file is there.
 */
#ifndef RP_RECURRING_H
#define RP_RECURRING_H

#include "store.h"

struct rp_store_sentence {
	int64_t hash;
	int64_t article; /* the newest that has it, and where: */
	uint32_t from;	 /* words from, up to to */
	uint32_t to;
	uint32_t texts;	     /* different texts that have it */
	int64_t since;	     /* the run that found it */
	struct rp_str words; /* as they stood; empty: not known */
	struct rp_str host;  /* the one whose articles have it; empty: several
				have it */
	struct rp_str place; /* of the article: its address, or where it was
				read */
};

/* Keep those that grouping found, and none else; part of rp_store_publish. */
int rp_store_publish_sentences(struct rp_store *store,
			       const struct rp_store_grouping *grouping);

struct rp_store_sentences;

/* Those that runs from..to found first, most texts first. */
int rp_store_sentences_create(struct rp_store_sentences **out,
			      struct rp_store *store, int64_t from, int64_t to);
/* Those without words that stand in articles of the run under way. */
int rp_store_sentences_wordless(struct rp_store_sentences **out,
				struct rp_store *store);
/* The next: 1, 0 at the end, or a status. Strings stand until the next. */
int rp_store_sentences_next(struct rp_store_sentence *out,
			    struct rp_store_sentences *sentences);
void rp_store_sentences_free(struct rp_store_sentences *sentences);

/* Keep the words of one. */
int rp_store_name_sentence(struct rp_store *store, int64_t hash,
			   struct rp_str words);

#endif
