/* SPDX-License-Identifier: Apache-2.0 */
/* verdict.h - whether two aligned texts are one report. */
#ifndef RP_VERDICT_H
#define RP_VERDICT_H

#include "coverage.h"
#include "day.h"
#include "nodes.h"

/* Numbers beyond this are this: of texts that the program reads, of 16 MiB,
 * none is. */
#define RP_COUNT_MOST ((UINT32_C(1) << 23) - 1)

/* What a house puts right it puts right within so long. */
#define RP_SAME_DAY (RP_DAY * 3 / 4)

static inline uint32_t rp_count_cut(uint32_t count)
{
	return count < RP_COUNT_MOST ? count : RP_COUNT_MOST;
}

/* A pair of nodes compared on text; a and b as they were asked for. */
struct rp_comparison {
	uint32_t shared; /* distinct shingles in common */
	struct rp_coverage a;
	struct rp_coverage b;
	enum rp_finding finding;
	uint32_t exchanged : 23; /* as of struct rp_differences */
	bool named : 1;		 /* of that, names that stand for others */
	bool filled : 1;	 /* and nothing else differs */
	/* As of struct rp_kinship, of pairs that are one report: degree, part
	 * and of_a. */
	uint32_t kinship : 3;
	bool part : 1;
	bool a_shorter : 1;
	/* Likewise: most of a stands in b, as much as reports have; and of b.
	 */
	bool a_held : 1;
	bool b_held : 1;
};

/* Whether texts whose dates span so many seconds (negative: not known) lie
 * beyond the window, if there is one. */
static inline bool rp_finding_outside(const struct rp_options *options,
				      int64_t spread)
{
	return options->window && spread > options->window * RP_DAY;
}

/* What texts are for their dates alone that lie so many seconds apart, of so
 * many words the longer: beyond the window, as notices are that come again
 * (TEMPLATE), or neither (EXACT). */
static inline enum rp_finding rp_finding_by_dates(
    const struct rp_options *options, uint32_t tokens, int64_t spread)
{
	if (rp_finding_outside(options, spread))
		return RP_FINDING_WINDOW;
	return tokens < RP_NOTICE_WORDS && spread > RP_NOTICE_DAYS * RP_DAY
		   ? RP_FINDING_TEMPLATE
		   : RP_FINDING_EXACT;
}

/* The larger of both shares. */
double rp_verdict_containment(const struct rp_comparison *comparison);

/* Judge an alignment of node a with node b. */
void rp_verdict_find(struct rp_comparison *comparison,
		     const struct rp_match *match, uint32_t a, uint32_t b,
		     const struct rp_alignment *alignment);

/* What was found of nodes a and b, if both are of a form: that it was filled in
 * twice, if they differ in so many of the places that are filled in. */
void rp_verdict_of_forms(struct rp_comparison *comparison,
			 const struct rp_match *match, uint32_t a, uint32_t b);

/* Whether such a finding makes a pair members of one cluster. */
bool rp_verdict_related(const struct rp_match *match,
			const struct rp_comparison *comparison);

#endif
