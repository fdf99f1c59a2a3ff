/* SPDX-License-Identifier: Apache-2.0 */
/*
 * alike.c - see alike.h
 *
 * Idea. An outlet that prints a report writes figures as its house does: what
 * Reuters has as "6,000 people", "$1.5 million" and "7 p.m." is "6000 people",
 * "$1.5m" and "19:00" elsewhere. Cut into words these are other figures, and a
 * text in which only figures differ passes for a form filled in anew. Of such
 * spellings the longer one is read, put into the shorter one, and the hash of
 * that held against the words of the other text.
 *
 * A gap is read as units, most of one word, and the units of both are matched
 * in their order by a longest common subsequence. Only what is written in
 * different words is marked; figures that differ stay what they are.
 *
 * Cost: a look into a table of 32 KiB for each word of a gap, and the product
 * of both lengths where one of them has a figure in such a way.
 *
 * Rejected: to read all words so before they are hashed. It would let
 * candidates see it too, at the price of the loop that all texts go through,
 * and stores would begin anew.
 */
#include "alike.h"

#include "flags.h"
#include "hash.h"
#include "subsequence.h"

#include <string.h>

/* Ways to write a figure with its scale. */
#define ENDINGS 5

/* Some words of a gap, or none, that say one thing. */
struct unit {
	uint32_t token;		   /* in the shortest way */
	uint32_t endings[ENDINGS]; /* of other ways */
	uint32_t ending_count;
	uint32_t from; /* words of the text … */
	uint32_t to;
	bool composed; /* written in another way than the shortest */
	bool initials;
};

/* A time is read as two units of its words. */
#define UNITS (2 * RP_ALIKE_MOST)

_Static_assert(UNITS <= 255, "a table of subsequences counts them");
_Static_assert(RP_ALIKE_MOST <= RP_GAP_MOST, "each may be marked");

struct reading {
	const struct rp_house *house;
	const struct rp_gap *gap;
	struct unit units[UNITS];
	uint32_t count;
	uint32_t composed;
};

static struct rp_house_word word_at(const struct reading *reading, uint32_t i)
{
	const struct rp_text *text = reading->gap->text;

	return i < text->count ? rp_house_find(reading->house, text->tokens[i])
			       : (struct rp_house_word){.kind = RP_HOUSE_NONE};
}

static struct unit *put(struct reading *reading, uint32_t token, uint32_t from,
			uint32_t to, bool composed)
{
	struct unit *unit = &reading->units[reading->count++];

	*unit = (struct unit){
	    .token = token, .from = from, .to = to, .composed = composed};
	reading->composed += composed;
	return unit;
}

static uint32_t hash_of_value(unsigned value, unsigned width)
{
	char word[RP_HOUSE_LEN] = "";

	rp_house_figure(word, value, width);
	return rp_house_hash(word);
}

/* A time: its hour and its minutes, as they are written by 24 hours. What the
 * words say of the minutes are none where the hour is full. */
static void put_time(struct reading *reading, uint32_t from, uint32_t split,
		     uint32_t to, unsigned hour, unsigned minutes)
{
	put(reading, hash_of_value(hour, 1), from, split, true);
	put(reading, hash_of_value(minutes, 2), split, to, true);
}

/* Whether "am", "pm", "a.m." or "p.m." stands there; *to: behind it. */
static bool read_half(unsigned *half, uint32_t *to,
		      const struct reading *reading, uint32_t i)
{
	struct rp_house_word word = word_at(reading, i);

	if (word.kind == RP_HOUSE_HALF) {
		*half = word.value;
		*to = i + 1;
		return true;
	}
	if (word.kind != RP_HOUSE_LETTER ||
	    (word.value != 'a' && word.value != 'p'))
		return false;
	*half = word.value == 'p' ? 12 : 0;
	word = word_at(reading, i + 1);
	*to = i + 2;
	return word.kind == RP_HOUSE_LETTER && word.value == 'm';
}

/* "7 p.m.", "7:30 pm", "7pm", "7.30pm", "noon". What is behind the gap may say
 * so, too: of "7:30 p.m." and "19:30" only the hours differ. */
static uint32_t read_time(struct reading *reading, uint32_t i)
{
	struct rp_house_word hour = word_at(reading, i);
	struct rp_house_word next;
	unsigned half;
	uint32_t to;

	if (hour.kind == RP_HOUSE_CLOCK || hour.kind == RP_HOUSE_NOON) {
		put_time(reading, i, i + 1, i + 1, hour.value, 0);
		return i + 1;
	}
	if (hour.kind != RP_HOUSE_DIGITS || hour.value < 1 || hour.value > 12)
		return i;
	if (read_half(&half, &to, reading, i + 1)) {
		put_time(reading, i, to, to, hour.value % 12 + half, 0);
		return to;
	}
	next = word_at(reading, i + 1);
	if (next.kind == RP_HOUSE_MINUTES) {
		half = next.value / 100 * 12;
		put_time(reading, i, i + 1, i + 2, hour.value % 12 + half,
			 next.value % 100);
		return i + 2;
	}
	if (next.kind != RP_HOUSE_DIGITS || next.digits != 2 ||
	    next.value >= 60 || !read_half(&half, &to, reading, i + 2))
		return i;
	put_time(reading, i, i + 1, to, hour.value % 12 + half, next.value);
	return to;
}

/* "5 million", which may be "5m". */
static uint32_t read_scale(struct reading *reading, uint32_t i)
{
	struct rp_house_word figure = word_at(reading, i);
	struct rp_house_word scale = word_at(reading, i + 1);
	const char *endings = NULL;
	char ending[RP_HOUSE_LEN];
	struct unit *unit;

	if (figure.kind == RP_HOUSE_NUMBER)
		figure.digits = 1;
	else if (figure.kind != RP_HOUSE_DIGITS)
		return i;
	if (scale.kind != RP_HOUSE_SCALE)
		return i;
	unit = put(reading, 0, i, i + 2, true);
	while ((endings = rp_house_ending(ending, endings, scale.value))) {
		char word[RP_HOUSE_LEN] = "";

		rp_house_figure(word, figure.value, figure.digits);
		rp_house_letters(word, ending);
		unit->endings[unit->ending_count++] = rp_house_hash(word);
	}
	unit->token = unit->endings[0];
	return i + 2;
}

/* Groups of three digits in a figure, at most: those of 999 billion, and one
 * more. */
#define GROUPS 5

/* "6,000" or "6 000". */
static uint32_t read_groups(struct reading *reading, uint32_t i)
{
	struct rp_house_word group = word_at(reading, i);
	char word[RP_HOUSE_LEN] = "";
	uint32_t to = i + 1;

	if (group.kind != RP_HOUSE_DIGITS ||
	    (group.digits > 1 && group.value < 10) ||
	    (group.digits == 3 && group.value < 100))
		return i;
	rp_house_figure(word, group.value, 1);
	for (; to < i + GROUPS; to++) {
		group = word_at(reading, to);
		if (group.kind != RP_HOUSE_DIGITS || group.digits != 3)
			break;
		rp_house_figure(word, group.value, 3);
	}
	if (to == i + 1)
		return i;
	put(reading, rp_house_hash(word), i, to, true);
	return to;
}

/* "U.S.": single letters, each with a capital. */
static uint32_t read_initials(struct reading *reading, uint32_t i)
{
	const struct rp_text *text = reading->gap->text;
	char word[RP_HOUSE_LEN];
	size_t len = 0;
	uint32_t to = i;

	for (; len < RP_HOUSE_LEN && to < text->count &&
	       (text->marks[to] & (RP_MARK_NAME | RP_MARK_START));
	     to++) {
		struct rp_house_word letter = word_at(reading, to);

		if (letter.kind != RP_HOUSE_LETTER)
			break;
		word[len++] = (char)letter.value;
	}
	if (len < 2)
		return i;
	put(reading, rp_hash_word(word, len), i, to, true)->initials = true;
	return to;
}

/* A word by itself: "nine", "09" where no figure is before it, or any. */
static uint32_t read_word(struct reading *reading, uint32_t i)
{
	const struct rp_text *text = reading->gap->text;
	struct rp_house_word word = word_at(reading, i);
	bool spelled =
	    word.kind == RP_HOUSE_NUMBER && !(text->marks[i] & RP_MARK_NAME);
	bool led = word.kind == RP_HOUSE_DIGITS && word.digits == 2 &&
		   word.value < 10 &&
		   (i == 0 || !(text->marks[i - 1] & RP_MARK_NUMBER));

	if (spelled || led)
		put(reading, hash_of_value(word.value, 1), i, i + 1, true);
	else
		put(reading, text->tokens[i], i, i + 1, false);
	return i + 1;
}

/* What begins at a word that the table has; returns the place behind it. */
static uint32_t read_unit(struct reading *reading, uint32_t i)
{
	uint32_t to = read_time(reading, i);

	if (to == i)
		to = read_scale(reading, i);
	if (to == i)
		to = read_groups(reading, i);
	if (to == i)
		to = read_initials(reading, i);
	return to > i ? to : read_word(reading, i);
}

static void read_gap(struct reading *reading, const struct rp_house *house,
		     const struct rp_gap *gap)
{
	uint32_t i = gap->from;

	reading->house = house;
	reading->gap = gap;
	reading->count = 0;
	reading->composed = 0;
	while (i < gap->to) {
		if (word_at(reading, i).kind != RP_HOUSE_NONE) {
			i = read_unit(reading, i);
			continue;
		}
		put(reading, gap->text->tokens[i], i, i + 1, false);
		i++;
	}
}

/* ----- both gaps ----- */

/* A figure is on one side at least, or a name may be initials. */
static bool has_facts(const struct rp_gap *gap)
{
	return rp_flags_next(gap->text->marks, RP_MARK_NUMBER | RP_MARK_NAME,
			     gap->from, gap->to) < gap->to;
}

/* Whether the table has a word of the gap: few gaps have one. */
static bool has_known(const struct rp_house *house, const struct rp_gap *gap)
{
	uint32_t i;

	for (i = gap->from; i < gap->to; i++)
		if (rp_house_find(house, gap->text->tokens[i]).kind !=
		    RP_HOUSE_NONE)
			return true;
	return false;
}

static bool has_ending(const struct unit *unit, uint32_t token)
{
	uint32_t i;

	for (i = 0; i < unit->ending_count; i++)
		if (unit->endings[i] == token)
			return true;
	return false;
}

static bool same(const struct unit *a, const struct unit *b)
{
	return a->token == b->token || has_ending(a, b->token) ||
	       has_ending(b, a->token);
}

struct sides {
	const struct unit *a;
	const struct unit *b;
};

static bool same_at(const void *context, uint32_t i, uint32_t k)
{
	const struct sides *sides = context;

	return same(&sides->a[i], &sides->b[k]);
}

/* Whether two units are the same words. */
static bool same_words(const struct rp_gap *a, const struct unit *one,
		       const struct rp_gap *b, const struct unit *other)
{
	return one->to - one->from == other->to - other->from &&
	       memcmp(a->text->tokens + one->from,
		      b->text->tokens + other->from,
		      (one->to - one->from) * sizeof(uint32_t)) == 0;
}

static void mark(struct rp_gap *gap, const struct unit *unit)
{
	uint32_t i;

	for (i = unit->from; i < unit->to && i < gap->to; i++)
		rp_gap_mark_alike(gap, i);
}

/* Walk along what both have in common, and mark what is other words. */
static uint32_t walk(uint32_t *figures, const unsigned char *best,
		     const struct reading *one, const struct reading *other,
		     struct rp_gap *a, struct rp_gap *b)
{
	uint32_t places = 0;
	uint32_t i = 0;
	uint32_t k = 0;

	while (i < one->count && k < other->count) {
		const struct unit *x = &one->units[i];
		const struct unit *y = &other->units[k];
		/* A full hour may have no word for its minutes. */
		bool both = x->from < x->to && y->from < y->to;

		if (!same(x, y)) {
			if (rp_subsequence_down(best, other->count, i, k,
						x->token, y->token))
				i++;
			else
				k++;
			continue;
		}
		if (!same_words(a, x, b, y)) {
			mark(a, x);
			mark(b, y);
			places += both;
			*figures += both && !x->initials && !y->initials;
		}
		i++;
		k++;
	}
	return places;
}

uint32_t rp_alike_mark(uint32_t *figures, const struct rp_house *house,
		       struct rp_gap *a, struct rp_gap *b)
{
	struct reading one;
	struct reading other;
	const struct sides sides = {one.units, other.units};
	unsigned char best[(UNITS + 1) * (UNITS + 1)];

	*figures = 0;
	if (a->from == a->to || b->from == b->to ||
	    a->to - a->from > RP_ALIKE_MOST ||
	    b->to - b->from > RP_ALIKE_MOST ||
	    (!has_facts(a) && !has_facts(b)) ||
	    (!has_known(house, a) && !has_known(house, b)))
		return 0;
	read_gap(&one, house, a);
	read_gap(&other, house, b);
	if (!one.composed && !other.composed)
		return 0;
	rp_subsequence_fill(best, one.count, other.count, same_at, &sides);
	return walk(figures, best, &one, &other, a, b);
}
