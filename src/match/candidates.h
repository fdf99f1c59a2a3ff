/* SPDX-License-Identifier: Apache-2.0 */
/*
 * candidates.h - pairs of nodes that are worth a comparison on text
 *
 * A pair is one number, the smaller node in the high half, so that sorting
 * pairs groups them by it.
 */
#ifndef RP_CANDIDATES_H
#define RP_CANDIDATES_H

#include "signatures.h"

struct rp_candidates {
	uint64_t *pairs; /* sorted and unique after rp_candidates_sort */
	size_t count;
	size_t capacity;
	size_t checked; /* of them, from the start, sorted, unique and found
			   plausible */
	size_t unique;	/* when repetitions were last removed, there were so
			   many */
};

void rp_candidates_init(struct rp_candidates *candidates);
void rp_candidates_dispose(struct rp_candidates *candidates);

/* Add a pair of different nodes. RP_ENOMEM, RP_ESTORE. */
int rp_candidates_propose(struct rp_candidates *candidates,
			  const struct rp_match *match, uint32_t a, uint32_t b);

/* Sort, and remove repetitions. RP_ENOMEM. */
int rp_candidates_sort(struct rp_candidates *candidates, unsigned threads);

/* Whether estimates from the signatures leave it possible that the texts are
 * one report. RP_ENOMEM, RP_ESTORE. */
int rp_candidates_plausible(bool *out, struct rp_signatures *signatures,
			    uint32_t a, uint32_t b);

/* Sort, remove repetitions and those that are not plausible, on all threads of
 * match. RP_ENOMEM, RP_ESTORE. */
int rp_candidates_check(struct rp_candidates *candidates,
			const struct rp_match *match);

/* Move all pairs of from to the end of into, to be checked there. RP_ENOMEM. */
int rp_candidates_merge(struct rp_candidates *into, struct rp_candidates *from);

static inline uint32_t rp_pair_first(uint64_t pair)
{
	return (uint32_t)(pair >> 32);
}

static inline uint32_t rp_pair_second(uint64_t pair)
{
	return (uint32_t)pair;
}

#endif
