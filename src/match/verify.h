/* SPDX-License-Identifier: Apache-2.0 */
/* verify.h - exact comparison of texts. */
#ifndef RP_VERIFY_H
#define RP_VERIFY_H

#include "candidates.h"
#include "edges.h"
#include "prepared.h"
#include "verdict.h"

/* Holds texts against each other; those it met last are at hand. */
struct rp_verifier {
	const struct rp_match *match;
	struct rp_prepared_texts texts;
	struct rp_signatures signatures;
	struct rp_aligner *aligner;   /* NULL until it is needed */
	const struct rp_edges *known; /* what was compared before; or NULL */
};

void rp_verifier_init(struct rp_verifier *verifier,
		      const struct rp_match *match);
void rp_verifier_dispose(struct rp_verifier *verifier);

/* Compare two different nodes; out->a speaks of a. The result is the same for
 * (a, b) and (b, a). Fast when both were among the last texts compared.
 * RP_ENOMEM, RP_ESTORE. */
int rp_verifier_compare(struct rp_comparison *out, struct rp_verifier *verifier,
			uint32_t a, uint32_t b);

/* What words alone say of two nodes, a < b: what a form that both are of makes
 * of it is told by rp_verdict_of_forms. */
int rp_verifier_compare_words(struct rp_comparison *out,
			      struct rp_verifier *verifier, uint32_t a,
			      uint32_t b);

/* As rp_verifier_compare, aligned however little the nodes share: the evidence
 * behind a comparison. Passages and differences are filled in besides, all of
 * them as for the smaller node first; passages stand until the next call. */
int rp_verifier_examine(struct rp_comparison *out,
			struct rp_alignment *alignment,
			struct rp_differences *differences,
			struct rp_verifier *verifier, uint32_t a, uint32_t b);

/* Candidates that are not one report although they share a good deal. */
struct rp_refused {
	struct rp_edges fragments; /* if they are listed */
	struct rp_edges templates; /* in no order if they are not */
	bool listed;
};

/* Compare all plausible candidates, *compared of them, and append those that
 * are one report to edges, with their comparisons if edges keeps them, and
 * others to refused. RP_ENOMEM, RP_ESTORE. */
int rp_verify_candidates(struct rp_edges *edges, struct rp_refused *refused,
			 uint64_t *compared, const struct rp_match *match,
			 const struct rp_candidates *candidates);

#endif
