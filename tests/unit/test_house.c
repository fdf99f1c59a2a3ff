/* SPDX-License-Identifier: Apache-2.0 */
#include "alike.h"
#include "marks.h"
#include "testing.h"

#include <stdio.h>

#define MOST 300

/* A text of a test, as the sketcher reads one. */
struct reading {
	uint32_t tokens[MOST];
	unsigned char marks[MOST];
	struct rp_text text;
};

static void read_text(struct reading *out, const char *utf8)
{
	struct rp_words words;
	size_t i;

	rp_words_init(&words);
	cr_assert_eq(rp_words_read(&words, utf8, strlen(utf8)), RP_OK);
	cr_assert_leq(words.count, MOST);
	rp_marks_set(out->marks, rp_marks_all_portable, &words, utf8,
		     strlen(utf8));
	for (i = 0; i < words.count; i++)
		out->tokens[i] = (uint32_t)words.hashes[i];
	out->text = (struct rp_text){out->tokens, out->marks,
				     (uint32_t)words.count, NULL, NULL};
	rp_words_dispose(&words);
}

/* What two gaps are to each other; the first word of either stands before the
 * gap, that no capital is one that a sentence asks for. */
struct outcome {
	uint32_t places;
	uint32_t figures;
	uint32_t left_a; /* figures and names that are other ones still */
	uint32_t left_b;
};

static struct outcome hold(const struct rp_house *house, const char *a,
			   const char *b)
{
	struct reading one;
	struct reading other;
	struct outcome out;

	read_text(&one, a);
	read_text(&other, b);
	struct rp_gap x = {&one.text, &other.text, 1, one.text.count, {0}};
	struct rp_gap y = {&other.text, &one.text, 1, other.text.count, {0}};

	out.places = rp_alike_mark(&out.figures, house, &x, &y);
	out.left_a = rp_gap_facts(&x);
	out.left_b = rp_gap_facts(&y);
	return out;
}

static struct rp_house *house_create(void)
{
	struct rp_house *house = malloc(sizeof(*house));

	cr_assert_not_null(house);
	rp_house_init(house);
	return house;
}

/* Two ways of one thing. */
static const char *const alike[][2] = {
    {"of 6,000 people", "of 6000 people"},
    {"of 1,234,567 votes", "of 1234567 votes"},
    {"of 6 000 personnes", "of 6000 personnes"},
    {"of 12.400 Menschen", "of 12400 Menschen"},
    {"after nine ferries", "after 9 ferries"},
    {"after twelve days", "after 12 days"},
    {"nach acht Tagen", "nach 8 Tagen"},
    {"après six jours", "après 6 jours"},
    {"через пять дней", "через 5 дней"},
    {"on the 3rd of", "on the 3 of"},
    {"at 7 p.m. there", "at 19:00 there"},
    {"at 7pm there", "at 19.00 there"},
    {"at 7 pm there", "at 7pm there"},
    {"at 7 p.m. there", "at 7pm there"},
    {"at 7:45 p.m. there", "at 19:45 there"},
    {"at 7.45pm there", "at 19:45 there"},
    {"at 9 a.m. there", "at 09:00 there"},
    {"at 9 a.m. there", "at 9:00 there"},
    {"at 12 p.m. there", "at 12:00 there"},
    {"at noon there", "at 12:00 there"},
    {"cost $5 million a", "cost $5m a"},
    {"cost $1.5 million a", "cost $1.5m a"},
    {"cost 5 million a", "cost 5mn a"},
    {"cost 3.2 billion a", "cost 3.2bn a"},
    {"cost 40 thousand a", "cost 40k a"},
    {"the U.S. coast", "the US coast"},
    {"the F.B.I. said", "the FBI said"},
    {"on 03 July", "on 3 July"},
};

Test(house, two_ways_of_one_thing)
{
	struct rp_house *house = house_create();
	size_t i;

	for (i = 0; i < sizeof(alike) / sizeof(*alike); i++) {
		const char *a = alike[i][0];
		const char *b = alike[i][1];
		struct outcome out = hold(house, a, b);
		struct outcome turned = hold(house, b, a);

		cr_assert_gt(out.places, 0, "%s / %s", a, b);
		cr_assert_eq(out.left_a, 0, "%s / %s", a, b);
		cr_assert_eq(out.left_b, 0, "%s / %s", a, b);
		cr_assert_eq(turned.places, out.places, "%s / %s", a, b);
		cr_assert_eq(turned.figures, out.figures, "%s / %s", a, b);
	}
	free(house);
}

/* Two things: nothing is alike. */
static const char *const different[][2] = {
    {"of 6,000 people", "of 6001 people"},
    {"of 6,000 people", "of 600 people"},
    {"of 60,00 people", "of 6000 people"},
    {"after nine ferries", "after 8 ferries"},
    {"at 7 p.m. there", "at 18:00 there"},
    {"at 12 a.m. there", "at 12:00 there"},
    {"cost $5 million a", "cost $5bn a"},
    {"cost $5 million a", "cost $6m a"},
    {"the U.S. coast", "the UK coast"},
    /* A decimal is no day. */
    {"of 1.05 percent", "of 1.5 percent"},
    /* An article is no initial. */
    {"in a U. boat", "in AU boat"},
    /* A month is no seven. */
    {"on Sept. there", "on 7 there"},
    /* As they are. */
    {"of 6,000 people", "of 6,000 people"},
    {"at 7 p.m. there", "at 7 p.m. there"},
    {"of 12 people", "of 13 people"},
};

Test(house, other_things_stay_so)
{
	struct rp_house *house = house_create();
	size_t i;

	for (i = 0; i < sizeof(different) / sizeof(*different); i++) {
		const char *a = different[i][0];
		const char *b = different[i][1];

		cr_assert_eq(hold(house, a, b).figures, 0, "%s / %s", a, b);
		cr_assert_eq(hold(house, b, a).figures, 0, "%s / %s", a, b);
		cr_assert_eq(hold(house, a, b).places, 0, "%s / %s", a, b);
	}
	free(house);
}

/* Some of a gap is alike and some is not. */
Test(house, what_differs_is_left)
{
	struct rp_house *house = house_create();
	struct outcome out =
	    hold(house, "the 6,000 cars and nine vans of Ada Lind",
		 "the 6000 cars and 8 vans of Eve Bark");

	cr_assert_eq(out.places, 1);
	cr_assert_eq(out.left_a, 2); /* "nine" is no figure yet */
	cr_assert_eq(out.left_b, 3);
	free(house);
}

/* In their order: who says 9 of the one and 5 of the other says something
 * else. */
Test(house, order_counts)
{
	struct rp_house *house = house_create();

	cr_assert_eq(
	    hold(house, "of 5,000 and 9,000 there", "of 9000 and 5000 there")
		.places,
	    1);
	free(house);
}

Test(house, every_figure_and_every_minute)
{
	struct rp_house *house = house_create();
	uint64_t state = 7;
	char a[64];
	char b[64];
	unsigned i;

	for (i = 0; i < 2000; i++) {
		unsigned value = (unsigned)(draw(&state) >> (34 + i % 20));

		if (value < 1000)
			continue;
		(void)snprintf(b, sizeof(b), "of %u there", value);
		if (value >= 1000000000)
			(void)snprintf(
			    a, sizeof(a), "of %u,%03u,%03u,%03u there",
			    value / 1000000000, value / 1000000 % 1000,
			    value / 1000 % 1000, value % 1000);
		else if (value >= 1000000)
			(void)snprintf(a, sizeof(a), "of %u,%03u,%03u there",
				       value / 1000000, value / 1000 % 1000,
				       value % 1000);
		else
			(void)snprintf(a, sizeof(a), "of %u,%03u there",
				       value / 1000, value % 1000);
		cr_assert_eq(hold(house, a, b).figures, 1, "%s / %s", a, b);
		(void)snprintf(b, sizeof(b), "of %u there", value + 1);
		cr_assert_eq(hold(house, a, b).figures, 0, "%s / %s", a, b);
	}
	for (i = 0; i < 24 * 60; i++) {
		unsigned hour = i / 60;

		(void)snprintf(a, sizeof(a), "at %u:%02u %s there",
			       (hour + 11) % 12 + 1, i % 60,
			       hour < 12 ? "a.m." : "p.m.");
		(void)snprintf(b, sizeof(b), "at %u:%02u there", hour, i % 60);
		cr_assert_eq(hold(house, a, b).left_a, 0, "%s / %s", a, b);
		cr_assert_eq(hold(house, a, b).left_b, 0, "%s / %s", a, b);
	}
	free(house);
}

/* More words than are looked at, and none. */
Test(house, long_gaps_stay)
{
	struct rp_house *house = house_create();
	char a[4 * RP_ALIKE_MOST + 64] = "of 6,000 ";
	char b[4 * RP_ALIKE_MOST + 64] = "of 6000 ";
	int i;

	for (i = 0; i < RP_ALIKE_MOST - 2; i++) {
		strcat(a, "x ");
		strcat(b, "y ");
	}
	cr_assert_eq(hold(house, a, b).places, 1);
	strcat(a, "x");
	cr_assert_eq(hold(house, a, b).places, 0);
	cr_assert_eq(hold(house, "of", "of 6000").places, 0);
	free(house);
}

Test(house, nouns_with_capitals_are_of_german)
{
	static const char *const german[] = {
	    "Der Bürgermeister von Celle hat am Montag mit dem Rat über den "
	    "Haushalt und die Schulen der Stadt gesprochen.",
	    "De Buergermeeschter vun Ettelbréck ass e Méindeg mat de Leit an "
	    "d'Schoul gaang, fir hinnen d'Haus ze weisen."};
	static const char *const others[] = {
	    "Tonight at 8 on Channel 4: Crimson Harbor. At 9 on Channel 7: The "
	    "Lonely Carnival, with Ada Lind and Eve Bark.",
	    "The mayor of Denver met the council on Monday to talk of "
	    "schools."};
	struct rp_house *house = house_create();
	struct reading reading;
	size_t i;

	for (i = 0; i < 2; i++) {
		read_text(&reading, german[i]);
		cr_assert(rp_house_nouns(house, &reading.text), "%s",
			  german[i]);
		read_text(&reading, others[i]);
		cr_assert_not(rp_house_nouns(house, &reading.text), "%s",
			      others[i]);
	}
	free(house);
}
