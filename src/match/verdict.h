/* SPDX-License-Identifier: Apache-2.0 */
/* verdict.h - whether two aligned texts are one report. */
#ifndef RP_VERDICT_H
#define RP_VERDICT_H

#include "align.h"
#include "nodes.h"

/* A pair of nodes compared on text; a and b as they were asked for. */
struct rp_comparison {
	uint32_t shared; /* distinct shingles in common */
	struct rp_coverage a;
	struct rp_coverage b;
	enum rp_finding finding;
};

/* The share of a text's own prose that the other holds. A text with hardly
 * any prose of its own is measured by all its words. */
double rp_verdict_share(const struct rp_coverage *coverage);

/* The larger of both shares. */
double rp_verdict_containment(const struct rp_comparison *comparison);

/* Judge an alignment of node a with node b. */
void rp_verdict_find(struct rp_comparison *comparison,
		     const struct rp_match *match, uint32_t a, uint32_t b,
		     const struct rp_alignment *alignment);

/* Whether such a finding makes a pair members of one cluster. */
bool rp_verdict_related(const struct rp_match *match,
			const struct rp_comparison *comparison);

#endif
