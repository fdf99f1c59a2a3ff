/* SPDX-License-Identifier: Apache-2.0 */
/*
 * kinship.c - see kinship.h
 *
 * Idea. A brief stands whole in the report that it is the beginning of, and in
 * the column of news in brief that has it among others. The column is often the
 * shorter of the two, so by what they share it resembles the brief more. But a
 * report goes on about what it began with: its rest names again what the brief
 * names, and that of the column names others.
 *
 * Of 284 briefs cut from real reports (70 and 110 words) a third of the names
 * and figures in the rest of the report stand in the brief too (median; a tenth
 * of the reports have less than 0.15); in the rest of columns of five such
 * briefs 0.07 (a tenth have more than 0.16). So it is no ground for a verdict:
 * a brief that only a column holds stays with it. It tells whose the brief is
 * where several hold it.
 *
 * Cost: a look through the brief for each name and figure of the rest.
 */
#include "kinship.h"

#include "coverage.h"

/* Of a text that is held such a part is shared, and of one held whole. */
#define HELD  0.4
#define WHOLE 0.8
/* What is more of a text than that is what it tells of, whatever it adds. */
#define MOSTLY 0.5
/* Words, names and figures of a rest that tells of something. */
#define REST_WORDS 40
#define REST_FACTS 10
/* Of these, one in so many stands in the brief where a report goes on. */
#define REST_KNOWN 4
/* Two cuts of one report: of the names and figures that are in the rest of one
 * or the other, one in so many stands in the other cut too. Two stories
 * below what a site says first have hardly any. */
#define RESTS_KNOWN 7

static unsigned degree_of(const struct rp_rest *rest)
{
	uint32_t known;

	if (rest->words < REST_WORDS || rest->facts < REST_FACTS)
		return 0;
	known = 1 + rest->known * REST_KNOWN * RP_KINSHIP_MOST / rest->facts;
	return known < RP_KINSHIP_MOST ? known : RP_KINSHIP_MOST;
}

struct rp_kinship rp_kinship_find(struct rp_differences *differences,
				  const struct rp_alignment *alignment)
{
	struct rp_kinship kinship = {.of_a = alignment->a.words <=
					     alignment->b.words};
	const struct rp_coverage *shorter =
	    kinship.of_a ? &alignment->a : &alignment->b;
	const struct rp_coverage *longer =
	    kinship.of_a ? &alignment->b : &alignment->a;
	const bool whole = rp_coverage_share(shorter) >= WHOLE;

	if (rp_coverage_share(longer) >= MOSTLY) {
		kinship.part = whole;
		return kinship;
	}
	if (rp_coverage_share(shorter) < HELD)
		return kinship;
	rp_differences_rests(differences, alignment);
	kinship.degree =
	    degree_of(kinship.of_a ? &differences->b : &differences->a);
	kinship.part = whole && kinship.degree > RP_KINSHIP_FOREIGN;
	return kinship;
}

bool rp_kinship_rests(const struct rp_differences *differences)
{
	const uint32_t facts = differences->a.facts + differences->b.facts;
	const uint32_t known = differences->a.known + differences->b.known;

	return facts < REST_FACTS || known * RESTS_KNOWN >= facts;
}
