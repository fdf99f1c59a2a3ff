/* SPDX-License-Identifier: Apache-2.0 */
#include "apart.h"
#include "testing.h"

/* Texts of more sentences and facts than are looked at. */
#define WORDS 6000

struct text {
	uint32_t tokens[WORDS];
	unsigned char marks[WORDS];
};

/* every: a sentence begins at each word of so many, more or less. */
static struct text *text_drawn(uint64_t seed, unsigned every, unsigned names)
{
	struct text *text = calloc(1, sizeof(*text));
	uint64_t state = seed;
	size_t i;

	cr_assert_not_null(text);
	for (i = 0; i < WORDS; i++) {
		text->tokens[i] = (uint32_t)draw(&state);
		if (draw(&state) % every == 0)
			text->marks[i] |= RP_MARK_START;
		if (draw(&state) % names == 0)
			text->marks[i] |= RP_MARK_NAME;
		if (draw(&state) % 40 == 0)
			text->marks[i] |= RP_MARK_NUMBER;
		if (draw(&state) % 9 == 0)
			text->marks[i] |= RP_MARK_ASIDE;
	}
	return text;
}

/* Sentence by sentence, and of each word by word. */
static void assert_taken(const struct rp_apart *specimen,
			 const struct rp_sentences *view)
{
	size_t sentences = 0;
	size_t facts = 0;
	size_t lead = RP_APART_SENTENCES;
	uint32_t from;
	uint32_t end;

	for (from = 0; from < view->count && sentences < RP_APART_SENTENCES;
	     from = end, sentences++) {
		uint32_t i;

		end = rp_sentence_end(view, from);
		cr_assert_eq(specimen->sentences[sentences],
			     rp_sentence_hash(view, from, end));
		cr_assert_eq(specimen->lengths[sentences], end - from);
		/* a heading is none */
		if (lead == RP_APART_SENTENCES && end - from >= 8 &&
		    !(view->marks[from] & RP_MARK_ASIDE))
			lead = sentences;
		for (i = from; i < end && facts < RP_APART_NAMES; i++) {
			if (!(view->marks[i] & (RP_MARK_NAME | RP_MARK_NUMBER)))
				continue;
			cr_assert_eq(specimen->facts[facts].token,
				     view->tokens[i]);
			cr_assert_eq(specimen->facts[facts].sentence,
				     sentences);
			cr_assert_eq(specimen->facts[facts++].prose,
				     !(view->marks[i] & RP_MARK_ASIDE));
		}
	}
	cr_assert_eq(specimen->sentence_count, sentences);
	cr_assert_eq(specimen->fact_count, facts);
	cr_assert_eq(specimen->lead, lead);
}

Test(apart, takes_sentences_and_their_facts)
{
	static struct rp_apart specimen;
	uint64_t seed;

	for (seed = 1; seed < 60; seed++) {
		unsigned every = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 2 : 17;
		struct text *text = text_drawn(seed, every, 8 + seed % 20);
		struct rp_sentences view = {text->tokens, text->marks,
					    WORDS - (uint32_t)seed};

		rp_apart_take(&specimen, &view, 7);
		cr_assert(specimen.names);
		assert_taken(&specimen, &view);
		free(text);
	}
}

/* The sentence behind the last that is kept begins with a figure, and there is
 * room for facts. */
Test(apart, keeps_to_its_limit_of_sentences)
{
	static struct rp_apart one;
	static struct rp_apart other;
	struct text *text = text_drawn(5, 1, 1000);
	struct rp_sentences view = {text->tokens, text->marks, 2200};
	size_t i;

	for (i = 0; i < view.count; i++)
		text->marks[i] =
		    i % 44 ? RP_MARK_START : RP_MARK_START | RP_MARK_NAME;
	text->marks[RP_APART_SENTENCES] = RP_MARK_START | RP_MARK_NUMBER;
	rp_apart_take(&one, &view, 1);
	rp_apart_take(&other, &view, 2);
	assert_taken(&one, &view);
	cr_assert_not(rp_apart_compare(&one, &other).different);
	free(text);
}
