/* SPDX-License-Identifier: Apache-2.0 */
#include "exchanges.h"
#include "testing.h"

/* Names by number; the spelling of each is its own unless it is given. */
#define NAME(spelling) \
	((unsigned char)(RP_MARK_NAME | (spelling) << RP_MARK_SPELLING_SHIFT))

/* Meet the words of two texts that are one gap each. */
static struct rp_exchanged meet(struct rp_exchanges *exchanges,
				const uint32_t *a, const unsigned char *marks_a,
				uint32_t m, const uint32_t *b,
				const unsigned char *marks_b, uint32_t n,
				uint32_t number, bool second_time)
{
	const struct rp_text one = {a, marks_a, m, NULL, NULL};
	const struct rp_text other = {b, marks_b, n, NULL, NULL};
	const struct rp_gap gap_a = {&one, &other, 0, m, {0}};
	const struct rp_gap gap_b = {&other, &one, 0, n, {0}};

	return rp_exchanges_meet(exchanges, &gap_a, &gap_b, number,
				 second_time);
}

/* One name each, of other spellings. */
static struct rp_exchanged meet_one(struct rp_exchanges *exchanges, uint32_t a,
				    uint32_t b, uint32_t number,
				    bool second_time)
{
	static const unsigned char first = NAME(1);
	static const unsigned char second = NAME(2);

	return meet(exchanges, &a, &first, 1, &b, &second, 1, number,
		    second_time);
}

/* "Lind" for "Bark" counts once, however often it comes. */
Test(exchanges, count_one_substitution_once)
{
	struct rp_exchanges exchanges = {0};
	struct rp_exchanged found = meet_one(&exchanges, 10, 20, 1, false);

	cr_assert(found.names && !found.known && !found.counted);
	cr_assert(rp_exchanges_has(&exchanges, 10, 20));
	cr_assert(!rp_exchanges_has(&exchanges, 20, 10));
	found = meet_one(&exchanges, 10, 20, 2, false);
	cr_assert(found.names && found.known && found.counted);
	cr_assert_eq(found.taken_back, 0);
	found = meet_one(&exchanges, 10, 21, 3, false);
	cr_assert(found.names && !found.known);
}

/* Where all nouns have capitals the first time is an edit, which the second
 * time takes back, once. */
Test(exchanges, take_back_the_edit_of_the_first_time)
{
	struct rp_exchanges exchanges = {0};
	struct rp_exchanged found = meet_one(&exchanges, 10, 20, 1, true);

	cr_assert(!found.names && !found.known);
	rp_exchanges_count_edit(&exchanges, 1);
	found = meet_one(&exchanges, 11, 21, 2, true);
	cr_assert(!found.names);
	found = meet_one(&exchanges, 10, 20, 3, true);
	cr_assert(found.names && found.known && !found.counted);
	cr_assert_eq(found.taken_back, 1);
	found = meet_one(&exchanges, 10, 20, 4, true);
	cr_assert(found.names && found.known && found.counted);
	cr_assert_eq(found.taken_back, 0);
	/* That gap was no edit. */
	found = meet_one(&exchanges, 11, 21, 5, true);
	cr_assert(found.names && found.known);
	cr_assert_eq(found.taken_back, 0);
}

/* "Ada Lind" for "Eve Bark" in one gap, and "Lind" for "Bark" behind it. */
Test(exchanges, pair_names_in_their_order)
{
	static const uint32_t a[] = {10, 5, 11};
	static const unsigned char marks_a[] = {NAME(1), 0, NAME(2)};
	static const uint32_t b[] = {20, 21};
	static const unsigned char marks_b[] = {NAME(3), NAME(4)};
	struct rp_exchanges exchanges = {0};

	cr_assert(
	    meet(&exchanges, a, marks_a, 3, b, marks_b, 2, 1, false).names);
	cr_assert_eq(exchanges.count, 2);
	cr_assert(rp_exchanges_has(&exchanges, 10, 20));
	cr_assert(rp_exchanges_has(&exchanges, 11, 21));
	cr_assert(meet_one(&exchanges, 11, 21, 2, false).known);
}

Test(exchanges, are_of_names_that_only_one_text_has)
{
	static const unsigned char name = NAME(1);
	static const unsigned char other = NAME(2);
	static const unsigned char plain = 2 << RP_MARK_SPELLING_SHIFT;
	static const uint32_t ten = 10;
	static const uint32_t twenty = 20;
	struct rp_exchanges exchanges = {0};

	/* The same word, a word that is no name, a name in another spelling,
	 * and nothing across. */
	cr_assert(
	    !meet(&exchanges, &ten, &name, 1, &ten, &other, 1, 1, false).names);
	cr_assert(
	    !meet(&exchanges, &ten, &name, 1, &twenty, &plain, 1, 2, false)
		 .names);
	cr_assert(!meet(&exchanges, &ten, &name, 1, &twenty, &name, 1, 3, false)
		       .names);
	cr_assert(
	    !meet(&exchanges, &ten, &name, 1, &twenty, &other, 0, 4, false)
		 .names);
	cr_assert_eq(exchanges.count, 0);
}

/* What is too many to be remembered is new each time. */
Test(exchanges, forget_none_and_bear_more_than_they_hold)
{
	struct rp_exchanges exchanges = {0};
	uint32_t i;

	for (i = 0; i < RP_EXCHANGES + 5; i++)
		cr_assert(!meet_one(&exchanges, 100 + i, 500 + i, i + 1, false)
			       .known);
	cr_assert_eq(exchanges.count, RP_EXCHANGES);
	for (i = 0; i < RP_EXCHANGES + 5; i++)
		cr_assert_eq(meet_one(&exchanges, 100 + i, 500 + i,
				      RP_EXCHANGES + 6 + i, false)
				 .known,
			     i < RP_EXCHANGES, "exchange %u", i);
}
