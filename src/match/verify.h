/* SPDX-License-Identifier: Apache-2.0 */
/* verify.h - exact comparison of texts by their shingle sets. */
#ifndef RP_VERIFY_H
#define RP_VERIFY_H

#include "candidates.h"
#include "shingle_set.h"

/* One text's shingles in a table, to be held against many others. */
struct rp_verifier {
	const struct rp_match *match;
	struct rp_shingle_set set;
	uint32_t *marks; /* round in which a slot was last matched */
	size_t mark_count;
	uint32_t round;
	uint32_t loaded; /* the node in the table, UINT32_MAX: none */
};

void rp_verifier_init(struct rp_verifier *verifier,
		      const struct rp_match *match);
void rp_verifier_dispose(struct rp_verifier *verifier);

/* *shared: distinct shingles that nodes a and b have in common. Fast when a
 * is the same as in the call before. RP_ENOMEM, RP_ESTORE. */
int rp_verifier_shared(uint32_t *shared, struct rp_verifier *verifier,
		       uint32_t a, uint32_t b);

/* Whether so many shared shingles make nodes a and b one report. */
bool rp_verify_related(const struct rp_match *match, uint32_t a, uint32_t b,
		       uint32_t shared);

/* A verified pair; a < b. */
struct rp_edge {
	uint32_t a;
	uint32_t b;
	uint32_t shared;
};

struct rp_edges {
	struct rp_edge
	    *items; /* sorted by (a, b) within one call's additions */
	size_t count;
	size_t capacity;
};

/* Compare all candidates and append those that are one report. RP_ENOMEM,
 * RP_ESTORE. */
int rp_verify_candidates(struct rp_edges *edges, const struct rp_match *match,
			 const struct rp_candidates *candidates);

#endif
