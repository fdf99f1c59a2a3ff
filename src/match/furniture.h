/* SPDX-License-Identifier: Apache-2.0 */
/* furniture.h - sentences that recur in different articles: sign-up boxes,
 * rights notices, frames of pages, background told again and again. */
#ifndef RP_FURNITURE_H
#define RP_FURNITURE_H

#include "align.h"
#include "nodes.h"

struct rp_sentences;

/* Words from to, not included. */
struct rp_range {
	uint32_t from;
	uint32_t to;
};

/* Of those that have a sentence, so many are named. */
#define RP_SENTENCE_WITNESSES 16

struct rp_furniture {
	struct rp_sentence {
		uint64_t hash;
		uint32_t node; /* the newest that has it, and where */
		struct rp_range range;
		bool one_site;	/* all that have it are of one, as far as
				   nodes tell */
		uint32_t nodes; /* how many have it; some of them: */
		uint32_t witnesses[RP_SENTENCE_WITNESSES];
	} * sentences; /* found to be furniture, in order of hash */
	size_t sentence_count;
	uint64_t *known;  /* a bit for each of them, and for some others */
	unsigned bits;	  /* of a place in it */
	uint64_t *traces; /* of each node: depends on which of them it has; 0:
			     none. NULL: nobody looked. */
};

/* What words of furniture are marked with where a text is compared. */
#define RP_MARKS_FURNITURE (RP_MARK_QUOTED | RP_MARK_ASIDE)

/* Find what recurs in at least three different articles of the nodes. Copies
 * of one article are not different. After a failure out is empty. RP_ENOMEM,
 * RP_ESTORE. */
int rp_furniture_find(struct rp_furniture *out, const struct rp_match *match);

/* Bring the sentences into order. */
void rp_furniture_sort(struct rp_furniture *furniture);

/* Make ready to tell the sentences that stand in furniture, in order, and
 * nothing else; of the sentences nothing is changed. RP_ENOMEM. */
int rp_furniture_know(struct rp_furniture *furniture);

void rp_furniture_dispose(struct rp_furniture *furniture);

/* Whether the node may have any. */
bool rp_furniture_has(const struct rp_furniture *furniture, uint32_t node);

/* What of a node's text is furniture is the same in two runs if this is, but
 * for one in 2^64 pairs of runs. */
uint64_t rp_furniture_trace(const struct rp_furniture *furniture,
			    uint32_t node);

/* Mark what of a text is furniture in marks, one a word; they may be the
 * text's own. */
void rp_furniture_mark(unsigned char *marks,
		       const struct rp_furniture *furniture,
		       const struct rp_sentences *text);

#endif
