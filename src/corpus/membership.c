/* SPDX-License-Identifier: Apache-2.0 */
/*
 * membership.c - see membership.h
 *
 * Idea. Two texts that were each verified against an anchor and not against
 * each other may be two reports that a ticker holds, or two prints that an
 * outlet each cut and added to. They are of one report if they have a third of
 * their prose in common. Less will do for two cuts of the anchor. More is none
 * if it is a block that two articles share, unless that is what the anchor is
 * and both are of one day and of two sites.
 *
 * Cost: a comparison; a second one of two cuts, with a look through either for
 * the names of the other.
 *
 * Rejected: to hold a cut of the anchor and what is related to it otherwise
 * together where they name the same. A teaser of the later lead no longer parts
 * the first lead from it so; but nor are two stories of one club parted that a
 * digest has, one of them whole.
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

/* Whether a block that both have is the anchor, a report to which outlets put
 * something of their own: on its day, and each once. */
static bool is_held(const struct rp_match *match, uint32_t a, uint32_t b,
		    enum rp_bond bond)
{
	const struct rp_text_node *one = &match->nodes[a];
	const struct rp_text_node *other = &match->nodes[b];

	return bond == RP_BOND_HELD && !rp_nodes_same_site(one, other) &&
	       rp_nodes_apart(one, other) <= RP_DAY;
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
	 * is that. */
	*out = share >= MEMBERS_SHARE &&
	       (pair.finding != RP_FINDING_FRAGMENT ||
		share < match->options->containment || bond == RP_BOND_PART ||
		bond == RP_BOND_PARTS || is_held(match, a, b, bond));
	if (!*out && bond == RP_BOND_PARTS && share >= PARTS_SHARE)
		return are_parts(out, verifier, a, b);
	return RP_OK;
}
