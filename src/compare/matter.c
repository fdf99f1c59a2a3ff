/* SPDX-License-Identifier: Apache-2.0 */
/*
 * matter.c - see matter.h
 *
 * Idea. What an outlet leaves out of a report, or tells anew, is of what the
 * report is about: of its plain words a third stand in what is shared, whoever
 * wrote them. Of two matters that one frame is set around, columns, recipes,
 * puzzles, a twentieth do. On 160 real reports under local leads, cut or not, a
 * sixth and more of the words of one of the two are known, but for one in
 * twenty; of real leads above one and the same background fewer, but for one in
 * twenty. What stands behind all that is shared is left out: an outlet's own
 * lines are of no matter.
 *
 * Cost: a look through what is shared for each word.
 *
 * Rejected: all words, of which a half is common to any two texts, and words of
 * all of the other text: two long leads have a fifth of theirs in common by
 * chance.
 */
#include "matter.h"

/* Words of one text that are looked at: an article's first column. */
#define MATTER_MOST 300

/* A text, and which of its words are shared. */
struct side {
	const struct rp_text *text;
	const unsigned char *cover;
};

/* Whether a word stands in what is shared. */
static bool is_shared(const struct side *side, uint32_t token)
{
	const struct rp_text *text = side->text;
	uint32_t i;

	if (text->words && !rp_wordset_may_have(text->words, token))
		return false;
	for (i = 0; i < text->count; i++)
		if (text->tokens[i] == token && side->cover[i])
			return true;
	return false;
}

static struct rp_matter matter_of(const struct side *side, uint32_t end,
				  const struct rp_house *house)
{
	const struct rp_text *text = side->text;
	struct rp_matter matter = {0, 0};
	uint32_t i;

	for (i = 0; i < end && matter.words < MATTER_MOST; i++) {
		if (side->cover[i] ||
		    (text->marks[i] & (RP_MARKS_APART | RP_MARK_NUMBER)) ||
		    rp_house_find(house, text->tokens[i]).common)
			continue;
		matter.words++;
		matter.known += is_shared(side, text->tokens[i]);
	}
	return matter;
}

void rp_matter_find(struct rp_matter *a, struct rp_matter *b,
		    const struct rp_alignment *alignment,
		    const struct rp_house *house)
{
	uint32_t end_a = 0;
	uint32_t end_b = 0;
	size_t i;

	for (i = 0; i < alignment->count; i++) {
		const struct rp_passage *passage = &alignment->passages[i];

		if (passage->a > end_a)
			end_a = passage->a;
		if (passage->b > end_b)
			end_b = passage->b;
	}
	*a = matter_of(&(struct side){&alignment->text_a, alignment->cover_a},
		       end_a, house);
	*b = matter_of(&(struct side){&alignment->text_b, alignment->cover_b},
		       end_b, house);
}
