/* SPDX-License-Identifier: Apache-2.0 */
#include "align.h"
#include "differences.h"
#include "testing.h"

#define WORDS 400

struct rig {
	struct rp_aligner *aligner;
	uint32_t a[WORDS];
	uint32_t b[WORDS];
	unsigned char marks[WORDS];
};

static void rig_open(struct rig *rig)
{
	memset(rig, 0, sizeof(*rig));
	cr_assert_eq(rp_aligner_create(&rig->aligner), RP_OK);
}

static struct rp_alignment align(struct rig *rig, uint32_t a, uint32_t b)
{
	struct rp_text first = {rig->a, rig->marks, a, NULL, NULL};
	struct rp_text second = {rig->b, rig->marks, b, NULL, NULL};
	struct rp_alignment alignment;

	cr_assert_eq(rp_aligner_load(rig->aligner, &first), RP_OK);
	cr_assert_eq(rp_aligner_run(&alignment, rig->aligner, &second), RP_OK);
	return alignment;
}

static void count_up(uint32_t *tokens, uint32_t from, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++)
		tokens[i] = from + i;
}

Test(align, finds_the_whole_of_equal_texts)
{
	struct rig rig;
	struct rp_alignment alignment;

	rig_open(&rig);
	count_up(rig.a, 1, 100);
	count_up(rig.b, 1, 100);
	alignment = align(&rig, 100, 100);
	cr_assert_eq(alignment.count, 1);
	cr_assert_eq(alignment.passages[0].shared, 100);
	cr_assert_eq(alignment.a.shared, 100);
	cr_assert_eq(alignment.b.own, 100);
	rp_aligner_free(rig.aligner);
}

Test(align, finds_paragraphs_that_changed_places)
{
	struct rig rig;
	struct rp_alignment alignment;

	rig_open(&rig);
	count_up(rig.a, 1, 60);
	count_up(rig.b, 31, 30);
	count_up(rig.b + 30, 1, 30);
	alignment = align(&rig, 60, 60);
	cr_assert_eq(alignment.count, 2);
	cr_assert_eq(alignment.a.shared, 60);
	cr_assert_eq(alignment.passages[0].a, 30);
	cr_assert_eq(alignment.passages[0].b, 0);
	rp_aligner_free(rig.aligner);
}

Test(align, bridges_edited_words)
{
	struct rig rig;
	struct rp_alignment alignment;

	rig_open(&rig);
	count_up(rig.a, 1, 40);
	count_up(rig.b, 1, 40);
	rig.b[10] = 900; /* 5 words, an edit, 3 words, an edit, … */
	rig.b[14] = 901;
	rig.b[18] = 902;
	alignment = align(&rig, 40, 40);
	cr_assert_eq(alignment.count, 1);
	cr_assert_eq(alignment.a.shared, 37);
	cr_assert_eq(rp_differences_find(&alignment, NULL).edits, 3);
	rp_aligner_free(rig.aligner);
}

Test(align, passes_over_turns_of_phrase)
{
	struct rig rig;
	struct rp_alignment alignment;

	rig_open(&rig);
	count_up(rig.a, 1, 100);
	count_up(rig.b, 1001, 100);
	count_up(rig.b + 50, 20, 7);
	alignment = align(&rig, 100, 100);
	cr_assert_eq(alignment.count, 0);
	cr_assert_eq(alignment.a.shared, 0);
	count_up(rig.b + 50, 20, 8);
	alignment = align(&rig, 100, 100);
	cr_assert_eq(alignment.count, 1);
	cr_assert_eq(alignment.b.shared, 8);
	rp_aligner_free(rig.aligner);
}

Test(align, leaves_quotations_and_furniture_out)
{
	struct rig rig;
	struct rp_alignment alignment;
	size_t i;

	rig_open(&rig);
	count_up(rig.a, 1, 100);
	count_up(rig.b, 1, 100);
	for (i = 0; i < 30; i++)
		rig.marks[i] = RP_MARK_QUOTED;
	for (i = 30; i < 40; i++)
		rig.marks[i] = RP_MARKS_APART;
	alignment = align(&rig, 100, 100);
	cr_assert_eq(alignment.a.own, 60);
	cr_assert_eq(alignment.a.shared, 60);
	cr_assert_eq(alignment.a.words, 90);
	cr_assert_eq(alignment.a.shared_words, 90);
	rp_aligner_free(rig.aligner);
}

Test(align, tells_substitutions_from_edits)
{
	struct rig rig;
	struct rp_differences differences;
	struct rp_alignment alignment;

	rig_open(&rig);
	count_up(rig.a, 1, 60);
	count_up(rig.b, 1, 60);
	rig.marks[10] = RP_MARK_NUMBER;
	rig.marks[20] = RP_MARK_NAME | 1 << RP_MARK_SPELLING_SHIFT;
	rig.marks[40] = RP_MARK_NAME;
	rig.b[10] = 900;
	rig.b[20] = 901; /* the same spelling bits: no other name */
	rig.b[30] = 902;
	alignment = align(&rig, 60, 60);
	differences = rp_differences_find(&alignment, NULL);
	cr_assert_eq(differences.numbers, 1);
	cr_assert_eq(differences.names, 0);
	cr_assert_eq(differences.edits, 2);
	cr_assert_eq(differences.kept, 1);
	rp_aligner_free(rig.aligner);
}

/* Whichever text is the first: a name that only one of them shows counts, what
 * one of them has as furniture does not. */
Test(align, counts_what_is_kept_by_both_texts)
{
	struct rig rig;
	unsigned char marks[2][WORDS] = {{0}};
	int first;

	rig_open(&rig);
	count_up(rig.a, 1, 300);
	count_up(rig.b, 1, 300);
	marks[0][10] = RP_MARK_NAME;
	marks[1][20] = RP_MARK_NAME;
	marks[0][30] = marks[1][30] = RP_MARK_NUMBER;
	marks[0][40] = RP_MARK_NAME | RP_MARKS_APART;
	marks[1][40] = RP_MARK_NAME;
	marks[0][280] = RP_MARK_NUMBER | RP_MARK_QUOTED;
	for (first = 0; first < 2; first++) {
		struct rp_text a = {rig.a, marks[first], 300, NULL, NULL};
		struct rp_text b = {rig.b, marks[!first], 300, NULL, NULL};
		struct rp_alignment alignment;
		struct rp_differences differences;

		cr_assert_eq(rp_aligner_load(rig.aligner, &a), RP_OK);
		cr_assert_eq(rp_aligner_run(&alignment, rig.aligner, &b),
			     RP_OK);
		differences = rp_differences_find(&alignment, NULL);
		cr_assert_eq(differences.kept, 4);
		cr_assert_eq(differences.kept_numbers, 2);
	}
	rp_aligner_free(rig.aligner);
}

/* Where all nouns have capitals, names count from the second time on, and what
 * was an edit at first is one no more, once: "Ada Lind" is "Ada" and "Lind"
 * further on, and no edit at all where a figure stands beside it. */
Test(align, takes_an_edit_back_once)
{
	static const uint32_t first[] = {10, 11}; /* words of a name … */
	static const uint32_t again[] = {30, 45}; /* … and alone, further on */
	struct rig rig;
	unsigned char marks[2][WORDS];
	int number;
	size_t i;

	for (number = 0; number < 2; number++) {
		struct rp_text a = {rig.a, marks[0], 70, NULL, NULL};
		struct rp_text b = {rig.b, marks[1], 70, NULL, NULL};
		struct rp_differences differences;
		struct rp_alignment alignment;

		rig_open(&rig);
		count_up(rig.a, 1, 70);
		for (i = 0; i < 2; i++)
			rig.a[again[i]] = rig.a[first[i]];
		memcpy(rig.b, rig.a, sizeof(rig.a));
		memset(marks, RP_MARK_NAME, sizeof(marks));
		for (i = 0; i < 2; i++) {
			uint32_t places[] = {first[i], again[i]};
			size_t k;

			for (k = 0; k < 2; k++) {
				rig.b[places[k]] = 900 + (uint32_t)i;
				marks[0][places[k]] |=
				    1 << RP_MARK_SPELLING_SHIFT;
				marks[1][places[k]] |=
				    2 << RP_MARK_SPELLING_SHIFT;
			}
		}
		if (number) {
			rig.b[12] = 905;
			marks[0][12] = marks[1][12] = RP_MARK_NUMBER;
		}
		cr_assert_eq(rp_aligner_load(rig.aligner, &a), RP_OK);
		cr_assert_eq(rp_aligner_run(&alignment, rig.aligner, &b),
			     RP_OK);
		differences = rp_differences_find(&alignment, NULL);
		cr_assert(differences.capitals);
		cr_assert_eq(differences.numbers, (uint32_t)number);
		cr_assert_eq(differences.names, 1);
		cr_assert_eq(differences.again, 2);
		cr_assert_eq(differences.edits, 0);
		rp_aligner_free(rig.aligner);
	}
}

/* Words of x inside some run of five words that y has too. */
static uint32_t naive(const uint32_t *x, uint32_t n, const uint32_t *y,
		      uint32_t m)
{
	bool covered[WORDS] = {false};
	uint32_t sum = 0;
	uint32_t i;
	uint32_t k;

	for (i = 0; i + 5 <= n; i++)
		for (k = 0; k + 5 <= m; k++)
			if (memcmp(x + i, y + k, 5 * sizeof(*x)) == 0)
				memset(covered + i, 1, 5);
	for (i = 0; i < n; i++)
		sum += covered[i];
	return sum;
}

/* Copies of stretches of one text in another, at random. What is found lies
 * in both texts and is equal; bridged words come on top of runs of five, and
 * what is too short for a passage is missing. */
Test(align, agrees_with_a_naive_search)
{
	struct rig rig;
	uint64_t state = 11;
	int round;

	rig_open(&rig);
	for (round = 0; round < 300; round++) {
		uint32_t vocabulary = round % 3 ? 5000 : 12;
		struct rp_alignment alignment;
		uint32_t missed = 0;
		uint32_t i;
		size_t k;

		for (i = 0; i < 200; i++) {
			rig.a[i] = (uint32_t)(draw(&state) % vocabulary);
			rig.b[i] = (uint32_t)(draw(&state) % vocabulary);
		}
		for (i = 0; i < 3; i++)
			memcpy(rig.b + draw(&state) % 140,
			       rig.a + draw(&state) % 140,
			       (10 + draw(&state) % 50) * sizeof(*rig.a));
		alignment = align(&rig, 200, 200);
		for (k = 0; k < alignment.count; k++) {
			const struct rp_passage *at = &alignment.passages[k];

			cr_assert_leq(at->a + at->a_words, 200);
			cr_assert_leq(at->b + at->b_words, 200);
			cr_assert_geq(at->shared, 8);
			cr_assert_leq(at->shared, at->b_words);
			cr_assert_eq(rig.a[at->a], rig.b[at->b]);
		}
		cr_assert_leq(alignment.b.shared_words, 200);
		if (vocabulary == 12)
			continue; /* any words are everywhere */
		missed = naive(rig.b, 200, rig.a, 200);
		cr_assert_geq(alignment.b.shared_words + 7, missed);
		cr_assert_leq(alignment.b.shared_words, missed + 3);
	}
	rp_aligner_free(rig.aligner);
}

Test(align, bears_a_word_repeated)
{
	struct rig rig;
	struct rp_alignment alignment;
	size_t i;

	rig_open(&rig);
	for (i = 0; i < WORDS; i++)
		rig.a[i] = rig.b[i] = 7;
	alignment = align(&rig, WORDS, WORDS / 2);
	cr_assert_eq(alignment.b.shared, WORDS / 2);
	alignment = align(&rig, 3, 2); /* shorter than a seed */
	cr_assert_eq(alignment.count, 0);
	rp_aligner_free(rig.aligner);
}
