/* SPDX-License-Identifier: Apache-2.0 */
#include "slots.h"
#include "testing.h"

#define MOST 130

struct sides {
	uint32_t a[MOST];
	uint32_t b[MOST];
	unsigned char marks_a[MOST];
	unsigned char marks_b[MOST];
};

static uint32_t find_in(struct rp_run *runs, const struct sides *sides,
			uint32_t m, uint32_t n, bool caseless)
{
	const struct rp_text one = {sides->a, sides->marks_a, m, NULL, NULL};
	const struct rp_text other = {sides->b, sides->marks_b, n, NULL, NULL};
	const struct rp_gap a = {&one, &other, 0, m, {0}};
	const struct rp_gap b = {&other, &one, 0, n, {0}};

	return rp_slots_find(runs, &a, &b, caseless);
}

static uint32_t find(struct rp_run *runs, const struct sides *sides, uint32_t m,
		     uint32_t n)
{
	return find_in(runs, sides, m, n, false);
}

/* The textbook's length of a longest common subsequence. */
static uint32_t longest(const uint32_t *a, uint32_t m, const uint32_t *b,
			uint32_t n)
{
	uint32_t row[MOST + 1] = {0};
	uint32_t i;
	uint32_t k;

	for (i = 0; i < m; i++) {
		uint32_t before = 0;

		for (k = 0; k < n; k++) {
			uint32_t above = row[k + 1];

			if (a[i] == b[k])
				row[k + 1] = before + 1;
			else if (row[k] > above)
				row[k + 1] = row[k];
			before = above;
		}
	}
	return row[n];
}

/* "purchased Acme securities between April 21 and May 6", filled in. */
static void fill(struct sides *sides, uint32_t words, uint64_t *state)
{
	uint32_t i;

	for (i = 0; i < words; i++) {
		bool slot = draw(state) % 3 == 0;

		sides->a[i] = 1000 + i;
		sides->b[i] = slot ? 2000 + i : sides->a[i];
		sides->marks_a[i] = slot ? RP_MARK_NUMBER : 0;
		sides->marks_b[i] = sides->marks_a[i];
	}
}

Test(slots, finds_what_a_form_says_each_time)
{
	struct sides sides;
	struct rp_run runs[RP_SLOTS_MOST + 1];
	uint64_t state = 1;
	int turn;

	for (turn = 0; turn < 500; turn++) {
		uint32_t words = 12 + (uint32_t)(draw(&state) % 88);
		uint32_t count;
		uint32_t i;

		fill(&sides, words, &state);
		count = find(runs, &sides, words, words);
		cr_assert_eq(count, longest(sides.a, words, sides.b, words));
		for (i = 0; i < count; i++) {
			cr_assert_eq(sides.a[runs[i].a], sides.b[runs[i].b]);
			cr_assert_eq(runs[i].n, 1);
			cr_assert(i == 0 || (runs[i].a > runs[i - 1].a &&
					     runs[i].b > runs[i - 1].b));
		}
		cr_assert_eq(runs[count].a, words);
		cr_assert_eq(runs[count].b, words);
		cr_assert_eq(runs[count].n, 0);
	}
}

/* Words of a few dozen, as plain ones are: what is found is longest, or too few
 * of them are the same. */
Test(slots, takes_no_two_paragraphs_for_a_form)
{
	struct sides sides = {.a = {0}};
	struct rp_run runs[RP_SLOTS_MOST + 1];
	uint64_t state = 2;
	uint32_t forms = 0;
	int turn;

	for (turn = 0; turn < 500; turn++) {
		uint32_t i;
		uint32_t count;

		for (i = 0; i < 60; i++) {
			sides.a[i] = (uint32_t)(draw(&state) % 40);
			sides.b[i] = (uint32_t)(draw(&state) % 40);
		}
		count = find(runs, &sides, 60, 60);
		forms += count > 0;
		cr_assert(count == 0 ||
			  count == longest(sides.a, 60, sides.b, 60));
	}
	cr_assert_eq(forms, 0);
}

Test(slots, asks_for_one_length_and_plain_words)
{
	struct sides sides;
	struct rp_run runs[RP_SLOTS_MOST + 1];
	uint64_t state = 3;

	fill(&sides, 120, &state);
	cr_assert_gt(find(runs, &sides, 100, 100), 0);
	cr_assert_eq(find(runs, &sides, 101, 100), 0);
	cr_assert_eq(find(runs, &sides, 60, 40), 0);
	cr_assert_eq(find(runs, &sides, 0, 0), 0);
	memset(sides.marks_a, RP_MARK_NUMBER, sizeof(sides.marks_a));
	memset(sides.marks_b, RP_MARK_NUMBER, sizeof(sides.marks_b));
	cr_assert_eq(find(runs, &sides, 100, 100), 0);
}

/* Where no names are told, what is filled in counts among the plain words. */
Test(slots, forgives_names_that_are_not_told)
{
	struct sides sides = {.a = {0}};
	struct rp_run runs[RP_SLOTS_MOST + 1];
	uint32_t i;

	for (i = 0; i < 40; i++) {
		sides.a[i] = 1000 + i;
		sides.b[i] = i % 2 ? 2000 + i : sides.a[i];
	}
	cr_assert_eq(find(runs, &sides, 40, 40), 0);
	cr_assert_eq(find_in(runs, &sides, 40, 40, true), 20);
	for (i = 0; i < 40; i++)
		sides.b[i] = i % 3 ? 2000 + i : sides.a[i];
	cr_assert_eq(find_in(runs, &sides, 40, 40, true), 0);
}
