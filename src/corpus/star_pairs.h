/* SPDX-License-Identifier: Apache-2.0 */
/*
 * star_pairs.h - the texts of one star held against each other
 *
 * Up to MEASURED nodes all pairs are compared once and kept. A larger star
 * would cost the square of its size: there a row is compared when it is asked
 * for.
 */
#ifndef RP_STAR_PAIRS_H
#define RP_STAR_PAIRS_H

#include "distinct.h"
#include "verify.h"

/* The nodes of one cluster, the anchor first; all of them are related to the
 * anchor, or fragments of it. A place is an index of nodes. */
struct rp_star {
	const uint32_t *nodes;
	uint32_t count;
	const bool *loose; /* by node: a fragment, no part of the report */
};

struct rp_star_pairs {
	const struct rp_distinct *distinct;
	struct rp_verifier *verifier;
	const struct rp_star *star;
	bool all;
	struct rp_comparison *cells; /* count * count, or one row if not all */
};

/* Borrows all but what it allocates. RP_ENOMEM, RP_ESTORE. */
int rp_star_pairs_init(struct rp_star_pairs *pairs,
		       const struct rp_distinct *distinct,
		       struct rp_verifier *verifier,
		       const struct rp_star *star);
void rp_star_pairs_dispose(struct rp_star_pairs *pairs);

/* The comparisons of one place with all, itself included; a speaks of that
 * place. Stand until the next row is asked for. RP_ENOMEM, RP_ESTORE. */
int rp_star_pairs_row(const struct rp_comparison **out,
		      struct rp_star_pairs *pairs, uint32_t place);
/* The row that was asked for last, as the caller's own, who frees it; where not
 * all pairs are kept it is no longer here. RP_ENOMEM. */
int rp_star_pairs_take(struct rp_comparison **out, struct rp_star_pairs *pairs,
		       uint32_t place);
/* The comparison of one place with another; a speaks of the first. No row is
 * touched. RP_ENOMEM, RP_ESTORE. */
int rp_star_pairs_one(struct rp_comparison *out, struct rp_star_pairs *pairs,
		      uint32_t place, uint32_t other);

static inline const struct rp_text_node *rp_star_node(
    const struct rp_star_pairs *pairs, uint32_t place)
{
	return &pairs->distinct->nodes[pairs->star->nodes[place]];
}

static inline bool rp_star_loose(const struct rp_star_pairs *pairs,
				 uint32_t place)
{
	return pairs->star->loose[pairs->star->nodes[place]];
}

#endif
