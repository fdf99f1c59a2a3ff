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

/* A text is held whole if such a part of it is shared. */
#define WHOLE 0.8
/* What is more of a text than that is what it tells of, whatever it adds. */
#define MOSTLY 0.5
/* Words, names and figures of a rest that tells of something. */
#define REST_WORDS 40
#define REST_FACTS 10
/* Of these, one in so many stands in the brief where a report goes on. */
#define REST_KNOWN 4

/* Whether a text holds the other whole. */
static bool holds(const struct rp_coverage *holder,
		  const struct rp_coverage *held)
{
	return rp_coverage_share(held) >= WHOLE && held->words <= holder->words;
}

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
	struct rp_kinship kinship = {0, false};
	const bool by_a = holds(&alignment->a, &alignment->b);
	const bool by_b = holds(&alignment->b, &alignment->a);

	if (!by_a && !by_b)
		return kinship;
	if (rp_coverage_share(by_a ? &alignment->a : &alignment->b) >= MOSTLY) {
		kinship.part = true;
		return kinship;
	}
	rp_differences_rests(differences, alignment);
	kinship.degree = degree_of(by_a ? &differences->a : &differences->b);
	kinship.part = kinship.degree > RP_KINSHIP_FOREIGN;
	return kinship;
}
