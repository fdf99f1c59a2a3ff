/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coverage.c - see coverage.h
 *
 * Quotations are no prose of a text: two reports of one speech share half of
 * their words, and no sentence of their own. Where hardly anything else is
 * there, as in interviews and statements, all words have to do.
 */
#include "coverage.h"

/* With fewer words of its own than RP_OWN_LEAST a text must be found nearly
 * whole. */
#define OWN_FEW	    5
#define FEW_WORDS   80
#define WHOLE_SHARE 0.8
/* Of a text that is mostly quotation, an interview or a speech, own prose is at
 * most such a part; such a part of all words is the same, or too little. */
#define QUOTED_OWN	   4
#define QUOTED_SAME(words) ((words) / 4 * 3)
#define QUOTED_FEW	   2

double rp_coverage_share(const struct rp_coverage *coverage)
{
	if (coverage->own >= RP_OWN_LEAST)
		return (double)coverage->shared / coverage->own;
	return coverage->words
		   ? (double)coverage->shared_words / coverage->words
		   : 0;
}

/* Whether a text is mostly quotation that the other has not: its own prose may
 * be what introduces such texts, "The following is a statement by …". */
static bool is_introduced(const struct rp_coverage *coverage)
{
	return coverage->own * 2 < coverage->words &&
	       coverage->shared_words * QUOTED_FEW < coverage->words;
}

bool rp_coverage_holds(const struct rp_coverage *coverage, double least)
{
	if (is_introduced(coverage))
		return false;

	/* Two items may be one quotation with a few words around. */
	if (coverage->own < RP_OWN_LEAST && coverage->own >= OWN_FEW &&
	    coverage->shared * 2 < coverage->own &&
	    (coverage->words < FEW_WORDS ||
	     coverage->shared_words < QUOTED_SAME(coverage->words)))
		return false;
	if (coverage->own < RP_OWN_LEAST && least < WHOLE_SHARE)
		least = WHOLE_SHARE;
	else if (coverage->shared >= RP_LONG_WORDS)
		least *= RP_LONG_SHARE;
	return rp_coverage_share(coverage) >= least;
}

/* Whether a text is mostly quotation, and the other has nearly all of it. */
static bool is_spoken(const struct rp_coverage *coverage)
{
	return coverage->own * QUOTED_OWN <= coverage->words &&
	       coverage->shared_words >= QUOTED_SAME(coverage->words);
}

bool rp_coverage_spoken(const struct rp_coverage *a,
			const struct rp_coverage *b)
{
	return is_spoken(a) && is_spoken(b);
}
