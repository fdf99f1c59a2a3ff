/* SPDX-License-Identifier: Apache-2.0 */
/* furniture.h - sentences that recur in different articles: sign-up boxes,
 * rights notices, frames of pages, background told again and again. */
#ifndef RP_FURNITURE_H
#define RP_FURNITURE_H

#include "align.h"
#include "nodes.h"

/* Words from to, not included. */
struct rp_range {
	uint32_t from;
	uint32_t to;
};

/* Ranges of node n are ranges[first[n]] and those behind it, counts[n]. */
struct rp_furniture {
	uint32_t *first; /* NULL: nothing was found */
	uint32_t *counts;
	struct rp_range *ranges;
	size_t range_count;
	struct rp_sentence {
		uint64_t hash;
		uint32_t node; /* one that has it, and where */
		struct rp_range range;
		uint32_t nodes; /* how many have it */
	} * sentences;		/* found to be furniture, in order of hash */
	size_t sentence_count;
};

/* What words of furniture are marked with where a text is compared. */
#define RP_MARKS_FURNITURE (RP_MARK_QUOTED | RP_MARK_ASIDE)

/* Who wants to look at texts once their furniture is known, while they are at
 * hand: told of the nodes of steps from to to, which have their ranges, in
 * order. Returns a status. */
struct rp_furniture_watch {
	int (*placed)(void *context, const struct rp_furniture *furniture,
		      uint32_t from, uint32_t to);
	void *context;
};

/* Find what recurs in at least three different articles of the nodes. Copies
 * of one article are not different. watch may be NULL. RP_ENOMEM, RP_ESTORE, or
 * what watch says. */
int rp_furniture_find(struct rp_furniture *out, const struct rp_match *match,
		      const struct rp_furniture_watch *watch);
/* Look for sentences in those nodes for which touched has a bit, or in all if
 * it is NULL, and fill in the ranges of out, which has none. sentences are in
 * order of hash and are not taken over; watch may be NULL. After a failure out
 * is empty. RP_ENOMEM, RP_ESTORE, or what watch says. */
int rp_furniture_place(struct rp_furniture *out, const struct rp_match *match,
		       const struct rp_sentence *sentences, size_t count,
		       const uint64_t *touched,
		       const struct rp_furniture_watch *watch);

void rp_furniture_dispose(struct rp_furniture *furniture);

/* Mark the node's furniture in marks, one a word. */
void rp_furniture_mark(unsigned char *marks,
		       const struct rp_furniture *furniture, uint32_t node);

/* Whether the node has any. */
bool rp_furniture_has(const struct rp_furniture *furniture, uint32_t node);

#endif
