/* SPDX-License-Identifier: Apache-2.0 */
/*
 * apart.c - whether two texts are different articles, or prints of one
 *
 * Idea. Two prints or versions of one report have most names and figures in
 * common even in sentences that they do not share; two articles have few. In
 * scripts without capitals pairs of neighbouring words take their place.
 *
 * A form may have no more than one sentence of its own above what it always
 * says: who was named to a list, what was drawn. Its first sentence then has
 * names and figures of its own. So may a report to which an outlet gave another
 * first sentence: what that means is told in strangers.c.
 */
#include "apart.h"

#include <string.h>

/* The fewest facts by which two texts can be told apart. */
#define FACTS_LEAST 4
/* A shorter sentence is no lead. */
#define LEAD_WORDS 8
/* The fewest facts by which a lead tells of something else. */
#define LEAD_FACTS 2
/* Words of the fewest sentences that say something. */
#define OWN_WORDS 12
/* … and of a text one in so many. */
#define OWN_SHARE 6
/* What is left of a text that is all of another. */
#define REST_MOST 12
/* The fewest in prose that two texts share which tells of something: pleas of
 * paywalls and rights notices have none to three, 60 words of a report five and
 * more. Where pairs of words stand for them a dozen words have as many. */
#define STORY_FACTS 5
#define STORY_PAIRS 128
/* Words of a report that outlets add to, and that it is at least two thirds of
 * what they print; what a group writes above all its items is shorter, or they
 * are longer. */
#define STORY_WORDS 120
/* What a company, a school or an agency says of itself below each of its
 * releases is shorter. */
#define LENGTHY_WORDS 250

/* Where the token is, or belongs; half of the table is empty. */
static uint32_t *fact_slot(struct rp_apart *specimen, uint32_t token)
{
	size_t slot = token & (specimen->most * 2 - 1);

	while (specimen->table[slot] && specimen->table[slot] != token)
		slot = (slot + 1) & (specimen->most * 2 - 1);
	return &specimen->table[slot];
}

/* mark: of the word that the fact is, or ends with. */
static void add_fact(struct rp_apart *specimen, uint32_t token,
		     unsigned char mark)
{
	size_t at = specimen->fact_count++;

	*fact_slot(specimen, token + !token) = token + !token;
	specimen->facts[at].token = token + !token;
	specimen->facts[at].sentence = (uint16_t)specimen->sentence_count;
	specimen->facts[at].prose = !(mark & RP_MARK_ASIDE);
}

/* Names and figures. */
static void add_names(struct rp_apart *specimen,
		      const struct rp_sentences *view, uint32_t from,
		      uint32_t end)
{
	const unsigned char bits = RP_MARK_NAME | RP_MARK_NUMBER;
	size_t i = rp_flags_next(view->marks, bits, from, end);

	while (i < end && specimen->fact_count < specimen->most) {
		add_fact(specimen, view->tokens[i], view->marks[i]);
		i = rp_flags_next(view->marks, bits, i + 1, end);
	}
}

static void add_pairs(struct rp_apart *specimen,
		      const struct rp_sentences *view, uint32_t from,
		      uint32_t end)
{
	uint32_t i;

	for (i = from + 1; i < end && specimen->fact_count < specimen->most;
	     i++)
		add_fact(
		    specimen,
		    (uint32_t)rp_hash_mix((uint64_t)view->tokens[i - 1] << 32 |
					  view->tokens[i]),
		    view->marks[i]);
}

/* A word of 50 is a name where the script has capitals; news has more. */
static bool writes_names(const struct rp_sentences *view)
{
	size_t asked = (view->count + 49) / 50;
	size_t at = 0;

	for (; asked > 0; asked--, at++) {
		at = rp_flags_next(view->marks, RP_MARK_NAME, at, view->count);
		if (at == view->count)
			return false;
	}
	return true;
}

/* The slot of a sentence, or the empty one where it belongs. */
static size_t place_of(const struct rp_apart *specimen, uint64_t sentence)
{
	size_t slot = (size_t)sentence & (specimen->slots - 1);

	while (specimen->places[slot] &&
	       specimen->sentences[specimen->places[slot] - 1] != sentence)
		slot = (slot + 1) & (specimen->slots - 1);
	return slot;
}

static void place_sentences(struct rp_apart *specimen)
{
	size_t i;

	specimen->slots = 16;
	while (specimen->slots < specimen->sentence_count * 2)
		specimen->slots *= 2;
	memset(specimen->places, 0,
	       specimen->slots * sizeof(*specimen->places));
	for (i = 0; i < specimen->sentence_count; i++)
		specimen->places[place_of(specimen, specimen->sentences[i])] =
		    (uint16_t)(i + 1);
}

void rp_apart_take(struct rp_apart *specimen, const struct rp_sentences *view,
		   uint32_t node)
{
	uint32_t from = 0;

	specimen->node = node;
	specimen->words = view->count;
	specimen->sentence_count = 0;
	specimen->fact_count = 0;
	specimen->lead = RP_APART_SENTENCES;
	specimen->names = writes_names(view);
	specimen->most = specimen->names ? RP_APART_NAMES : RP_APART_FACTS;
	memset(specimen->table, 0,
	       specimen->most * 2 * sizeof(*specimen->table));
	while (from < view->count &&
	       specimen->sentence_count < RP_APART_SENTENCES) {
		uint32_t end = rp_sentence_end(view, from);

		if (specimen->lead == RP_APART_SENTENCES &&
		    end - from >= LEAD_WORDS &&
		    !(view->marks[from] & RP_MARK_ASIDE))
			specimen->lead = specimen->sentence_count;
		if (specimen->names)
			add_names(specimen, view, from, end);
		else
			add_pairs(specimen, view, from, end);
		specimen->sentences[specimen->sentence_count] =
		    rp_sentence_hash(view, from, end);
		specimen->lengths[specimen->sentence_count++] = end - from;
		from = end;
	}
	place_sentences(specimen);
}

static bool has_sentence(const struct rp_apart *specimen, uint64_t sentence)
{
	return specimen->places[place_of(specimen, sentence)] != 0;
}

/* shared[i]: sentence i of a stands in b too; returns the words in them. */
static uint32_t shared_sentences(bool shared[RP_APART_SENTENCES],
				 const struct rp_apart *a,
				 const struct rp_apart *b)
{
	uint32_t words = 0;
	size_t i;

	for (i = 0; i < a->sentence_count; i++) {
		shared[i] = has_sentence(b, a->sentences[i]);
		words += shared[i] ? a->lengths[i] : 0;
	}
	return words;
}

bool rp_apart_led(const struct rp_apart *a, const struct rp_apart *b)
{
	return a->lead < a->sentence_count &&
	       has_sentence(b, a->sentences[a->lead]);
}

bool rp_apart_within(const struct rp_apart *a, const struct rp_apart *b)
{
	uint32_t rest = 0;
	size_t i;

	for (i = 0; i < a->sentence_count && rest < REST_MOST; i++)
		rest += has_sentence(b, a->sentences[i]) ? 0 : a->lengths[i];
	return rest < REST_MOST;
}

static bool has_fact(struct rp_apart *specimen, uint32_t token)
{
	return *fact_slot(specimen, token) != 0;
}

/* Facts of a: in sentences that b does not have, those of them that stand in b
 * all the same, and those of prose in sentences that b has. */
struct tally {
	size_t own;
	size_t common;
	size_t joint;
};

static struct tally compare_facts(const struct rp_apart *a, struct rp_apart *b,
				  const bool shared[RP_APART_SENTENCES])
{
	struct tally tally = {0, 0, 0};
	size_t i;

	for (i = 0; i < a->fact_count; i++) {
		if (shared[a->facts[i].sentence]) {
			tally.joint += a->facts[i].prose;
			continue;
		}
		tally.own++;
		tally.common += has_fact(b, a->facts[i].token);
	}
	return tally;
}

/* Whether the lead of a tells of what b has no word of. */
static bool leads_elsewhere(const struct rp_apart *a, struct rp_apart *b)
{
	size_t facts = 0;
	size_t i;

	for (i = 0; i < a->fact_count && a->facts[i].sentence <= a->lead; i++) {
		facts += a->facts[i].sentence == a->lead &&
			 !has_fact(b, a->facts[i].token);
	}
	return facts >= LEAD_FACTS;
}

/* Few of a rest's facts stand in the other text. Pairs of words are shared by
 * chance, a few of a hundred. */
static bool is_foreign(const struct tally *tally, bool names)
{
	return tally->own >= FACTS_LEAST &&
	       tally->common * (names ? 2 : 6) < tally->own;
}

/* Whether what a text does not share says something, and is no small part of
 * it. */
static bool has_own(const struct rp_apart *specimen, uint32_t shared)
{
	uint32_t own = specimen->words - shared;

	return own >= OWN_WORDS && own * OWN_SHARE >= specimen->words;
}

struct rp_apart_found rp_apart_compare(struct rp_apart *a, struct rp_apart *b)
{
	struct rp_apart_found found = {.different = false};
	bool shared[RP_APART_SENTENCES];
	struct tally tally_a;
	struct tally tally_b;
	uint32_t words_a;
	uint32_t words_b;
	bool foreign_a;
	bool foreign_b;
	bool tells;

	/* Facts of two kinds cannot be held against each other. */
	if (a->names != b->names) {
		found.mute_a = !a->names;
		found.mute_b = !b->names;
		return found;
	}
	words_a = shared_sentences(shared, a, b);
	tally_a = compare_facts(a, b, shared);
	words_b = shared_sentences(shared, b, a);
	tally_b = compare_facts(b, a, shared);
	foreign_a = is_foreign(&tally_a, a->names);
	foreign_b = is_foreign(&tally_b, a->names);
	tells =
	    (tally_a.joint < tally_b.joint ? tally_a.joint : tally_b.joint) >=
	    (a->names ? STORY_FACTS : STORY_PAIRS);
	found.different = foreign_a && foreign_b;
	found.leads =
	    a->names && leads_elsewhere(a, b) && leads_elsewhere(b, a);
	found.own = has_own(a, words_a) && has_own(b, words_b);
	found.most = words_a * 2 > a->words || words_b * 2 > b->words;
	found.plea =
	    !tells && words_a < RP_PLEA_WORDS && words_b < RP_PLEA_WORDS;
	found.mute_a = tally_a.own < FACTS_LEAST && has_own(a, words_a);
	found.mute_b = tally_b.own < FACTS_LEAST && has_own(b, words_b);
	found.story = tells && words_a >= STORY_WORDS &&
		      words_b >= STORY_WORDS &&
		      (uint64_t)words_a * 3 > (uint64_t)a->words * 2 &&
		      (uint64_t)words_b * 3 > (uint64_t)b->words * 2;
	found.lengthy =
	    found.story && words_a >= LENGTHY_WORDS && words_b >= LENGTHY_WORDS;
	found.whole = tells && ((foreign_b && a->words - words_a < REST_MOST &&
				 words_b * 2 > b->words) ||
				(foreign_a && b->words - words_b < REST_MOST &&
				 words_a * 2 > a->words));
	return found;
}
