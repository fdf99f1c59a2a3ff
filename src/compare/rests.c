/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rests.c - what two texts have outside of the passages that they share
 *
 * Cost: linear in the texts, times the other one for each name and figure of a
 * rest that it may have.
 */
#include "differences.h"
#include "gap.h"

/* What a text has outside of shared passages. */
static struct rp_rest rest_of(const struct rp_text *text,
			      const unsigned char *cover,
			      const struct rp_text *other)
{
	struct rp_rest rest = {0, 0, 0};
	uint32_t i;

	for (i = 0; i < text->count; i++) {
		if (cover[i] || (text->marks[i] & RP_MARKS_APART))
			continue;
		rest.words++;
		if (!(text->marks[i] & (RP_MARK_NAME | RP_MARK_NUMBER)) ||
		    rest.facts == RP_DIFFERENCES_MOST)
			continue;
		rest.facts++;
		rest.known += rp_text_holds(other, text->tokens[i]);
	}
	return rest;
}

void rp_differences_rests(struct rp_differences *differences,
			  const struct rp_alignment *alignment)
{
	/* Asked for again, they are there; or there is nothing. */
	if (alignment->count == 0 || differences->a.words ||
	    differences->b.words)
		return;
	differences->a =
	    rest_of(&alignment->text_a, alignment->cover_a, &alignment->text_b);
	differences->b =
	    rest_of(&alignment->text_b, alignment->cover_b, &alignment->text_a);
}
