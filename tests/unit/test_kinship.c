/* SPDX-License-Identifier: Apache-2.0 */
/* A brief of 40 words, ten of them names, in a longer text. */
#include "kinship.h"
#include "testing.h"

#define BRIEF 40
#define WORDS 400

struct rig {
	struct rp_aligner *aligner;
	struct rp_alignment alignment;
	uint32_t brief[BRIEF];
	unsigned char brief_marks[BRIEF];
	uint32_t longer[WORDS];
	unsigned char marks[WORDS];
	uint32_t words; /* of the longer one */
};

static void rig_open(struct rig *rig)
{
	uint32_t i;

	memset(rig, 0, sizeof(*rig));
	cr_assert_eq(rp_aligner_create(&rig->aligner), RP_OK);
	for (i = 0; i < BRIEF; i++) {
		rig->brief[i] = i + 1;
		rig->brief_marks[i] = i % 4 == 1 ? RP_MARK_NAME : 0;
	}
	memcpy(rig->longer, rig->brief, sizeof(rig->brief));
	memcpy(rig->marks, rig->brief_marks, sizeof(rig->brief_marks));
	rig->words = BRIEF;
}

/* So many words more, of which facts are names; known of those stand in the
 * brief. */
static void go_on(struct rig *rig, uint32_t words, uint32_t facts,
		  uint32_t known)
{
	uint32_t i;

	for (i = 0; i < words; i++) {
		uint32_t at = rig->words + i;
		bool fact = i % 3 == 0 && i / 3 < facts;

		rig->longer[at] =
		    fact && i / 3 < known ? i / 3 % 10 * 4 + 2 : 1000 + i;
		rig->marks[at] = fact ? RP_MARK_NAME : 0;
	}
	rig->words += words;
}

/* Of the brief and the longer one, either of them first. */
static struct rp_kinship kinship(struct rig *rig, bool brief_first)
{
	const struct rp_text brief = {rig->brief, rig->brief_marks, BRIEF, NULL,
				      NULL};
	const struct rp_text longer = {rig->longer, rig->marks, rig->words,
				       NULL, NULL};
	struct rp_differences differences = {0};

	cr_assert_eq(
	    rp_aligner_load(rig->aligner, brief_first ? &brief : &longer),
	    RP_OK);
	cr_assert_eq(rp_aligner_run(&rig->alignment, rig->aligner,
				    brief_first ? &longer : &brief),
		     RP_OK);
	return rp_kinship_find(&differences, &rig->alignment);
}

static struct rp_kinship kinship_of(uint32_t words, uint32_t facts,
				    uint32_t known)
{
	struct rig rig;
	struct rp_kinship found;
	struct rp_kinship turned;

	rig_open(&rig);
	go_on(&rig, words, facts, known);
	found = kinship(&rig, true);
	turned = kinship(&rig, false);
	cr_assert(found.of_a);
	cr_assert_eq(turned.of_a, words == 0);
	cr_assert_eq(turned.degree, found.degree);
	cr_assert_eq(turned.part, found.part);
	rp_aligner_free(rig.aligner);
	return found;
}

static unsigned degree_of(uint32_t words, uint32_t facts, uint32_t known)
{
	return kinship_of(words, facts, known).degree;
}

Test(kinship, grows_with_what_the_rest_names_again)
{
	cr_assert_eq(degree_of(120, 40, 0), 1);
	cr_assert_eq(degree_of(120, 40, 1), 1);
	cr_assert_eq(degree_of(120, 40, 2), 2);
	cr_assert_eq(degree_of(120, 40, 5), 4);
	cr_assert_eq(degree_of(120, 40, 8), 6);
	cr_assert_eq(degree_of(120, 40, 9), RP_KINSHIP_MOST);
	cr_assert_eq(degree_of(120, 40, 40), RP_KINSHIP_MOST);
}

Test(kinship, says_nothing_of_what_tells_too_little)
{
	cr_assert_eq(degree_of(0, 0, 0), 0);
	cr_assert_eq(degree_of(44, 10, 0), 1);
	cr_assert_eq(degree_of(44, 9, 0), 0);
	/* what the brief is most of is no column */
	cr_assert_eq(degree_of(39, 13, 0), 0);
}

Test(kinship, tells_a_part_of_what_goes_on_about_it)
{
	cr_assert(kinship_of(120, 40, 6).part);
	cr_assert_not(kinship_of(120, 40, 5).part);
	cr_assert_not(kinship_of(44, 9, 0).part);
	/* most of the longer one */
	cr_assert(kinship_of(39, 13, 0).part);
	cr_assert(kinship_of(0, 0, 0).part);
}

/* A brief of which a part is there, or next to nothing. */
Test(kinship, needs_a_text_that_is_held)
{
	struct rig rig;
	struct rp_kinship found;
	uint32_t i;

	rig_open(&rig);
	go_on(&rig, 120, 40, 40);
	for (i = 25; i < BRIEF; i++)
		rig.brief[i] += 5000;
	found = kinship(&rig, true);
	cr_assert_gt(found.degree, 0);
	cr_assert_not(found.part);
	for (i = 15; i < 25; i++)
		rig.brief[i] += 5000;
	cr_assert_eq(kinship(&rig, true).degree, 0);
	rp_aligner_free(rig.aligner);
}

/* Of both together, where they have enough to tell. */
Test(kinship, asks_the_rests_of_two_cuts)
{
	struct rp_differences differences = {.a = {.facts = 8, .known = 0},
					     .b = {.facts = 6, .known = 2}};

	cr_assert(rp_kinship_rests(&differences));
	differences.b.known = 1;
	cr_assert_not(rp_kinship_rests(&differences));
	differences.a.facts = 3;
	cr_assert(rp_kinship_rests(&differences));
}
