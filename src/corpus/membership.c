/* SPDX-License-Identifier: Apache-2.0 */
/*
 * membership.c - see membership.h
 *
 * Idea. Two texts that were each verified against an anchor and not against
 * each other may be two reports that a ticker holds, or two prints that an
 * outlet each cut and added to. They are of one report if they have a third of
 * their prose in common. Less will do for two cuts of the anchor, and where one
 * of them is such a cut and both name the same. More is none if it is a block
 * that two articles share, unless that is what the anchor is.
 *
 * Cost: a comparison; a second one, with a look through either text for the
 * names of the other, where the first does not say.
 */
#include "membership.h"

#include "kinship.h"
#include "verify.h"

/* Members of one cluster must have this share of their prose in common, if
 * not enough to be verified as one report. The ends of a running story have
 * a quarter. */
#define MEMBERS_SHARE 0.35
/* Two cuts of one report this, or they may be two that a live report holds. */
#define PARTS_SHARE 0.2
/* Names and figures in what is left of two that the other has, where they need
 * not share a sentence: so many, and one in so many. */
#define KIN_KNOWN 4
#define KIN_SHARE 4

/* Whether two cuts of what holds both are of one report: who cuts keeps the
 * beginning. What a sender says of himself stands below each of his releases,
 * and what a site says first is told by what follows. */
static int are_parts(bool *out, struct rp_verifier *verifier, uint32_t a,
		     uint32_t b)
{
	struct rp_differences differences;
	struct rp_alignment alignment;
	struct rp_comparison pair;
	int status = rp_verifier_examine(&pair, &alignment, &differences,
					 verifier, a, b);

	*out = status == RP_OK && alignment.count > 0 &&
	       alignment.passages[0].a <= RP_ALIGN_GAP &&
	       alignment.passages[0].b <= RP_ALIGN_GAP &&
	       rp_kinship_rests(&differences);
	return status;
}

/* Whether a part of the anchor, as a teaser of its beginning, and what else is
 * related to it tell of the same: they may be of other paragraphs. */
static int are_kin(bool *out, struct rp_verifier *verifier, uint32_t a,
		   uint32_t b)
{
	struct rp_differences differences;
	struct rp_alignment alignment;
	struct rp_comparison pair;
	uint32_t known;
	int status = rp_verifier_examine(&pair, &alignment, &differences,
					 verifier, a, b);

	if (status != RP_OK)
		return status;
	rp_differences_wholes(&differences, &alignment);
	known = differences.a.known + differences.b.known;
	*out = known >= KIN_KNOWN &&
	       known * KIN_SHARE >= differences.a.facts + differences.b.facts;
	return RP_OK;
}

int rp_membership_judge(bool *out, void *context, uint32_t a, uint32_t b,
			enum rp_bond bond)
{
	struct rp_verifier *verifier = context;
	const struct rp_match *match = verifier->match;
	struct rp_comparison pair;
	double share;
	int status = rp_verifier_compare(&pair, verifier, a, b);

	*out = false;
	if (status != RP_OK || pair.finding == RP_FINDING_TEMPLATE ||
	    pair.finding == RP_FINDING_WINDOW)
		return status;
	if (bond == RP_BOND_FOREIGN) {
		*out = rp_verdict_related(match, &pair);
		return RP_OK;
	}
	share = rp_verdict_containment(&pair);
	/* Enough for one report, and yet a fragment: a block that both hold,
	 * unless one of them is no more than a part of the anchor, or the block
	 * is the anchor, a report to which each puts something of its own. */
	*out = share >= MEMBERS_SHARE &&
	       (bond != RP_BOND_ANY || pair.finding != RP_FINDING_FRAGMENT ||
		share < match->options->containment);
	if (!*out && bond == RP_BOND_PARTS && share >= PARTS_SHARE)
		return are_parts(out, verifier, a, b);
	if (!*out && bond == RP_BOND_PART)
		return are_kin(out, verifier, a, b);
	return RP_OK;
}
