/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture that is known, told in texts and among entries of the index. */
#include "crowd.h"
#include "furniture_keys.h"
#include "sentences.h"

/* ----- in texts ----- */

#define WORDS 120

struct text {
	uint32_t tokens[WORDS];
	unsigned char marks[WORDS];
	uint32_t starts[WORDS + 1]; /* of sentences, and the end */
	size_t count;
};

/* Sentences of one to nine words; equal ones of one length. */
static void draw_text(struct text *text, uint64_t *state)
{
	uint32_t at = 0;

	memset(text, 0, sizeof(*text));
	while (at < WORDS) {
		uint32_t len = 1 + (uint32_t)draw(state) % 9;
		uint32_t kind = (uint32_t)draw(state) % 3;

		text->starts[text->count++] = at;
		text->marks[at] = RP_MARK_START;
		for (; len && at < WORDS; len--, at++)
			text->tokens[at] = kind * 100 + len;
	}
	text->starts[text->count] = WORDS;
}

static uint64_t hash_of(const struct text *text, size_t sentence)
{
	uint32_t from = text->starts[sentence];

	return rp_hash64(text->tokens + from,
			 (text->starts[sentence + 1] - from) *
			     sizeof(*text->tokens));
}

static bool is_long(const struct text *text, size_t sentence)
{
	return text->starts[sentence + 1] - text->starts[sentence] >=
	       RP_SENTENCE_WORDS;
}

/* Sentence by sentence: one that is known, or a short one that has only short
 * ones between it and a known one, on both sides. */
static bool should_be_marked(const struct text *text, const bool *known,
			     size_t sentence)
{
	size_t before = sentence;
	size_t behind = sentence;

	if (is_long(text, sentence))
		return known[sentence];
	while (before > 0 && !is_long(text, before))
		before--;
	while (behind + 1 < text->count && !is_long(text, behind))
		behind++;
	return is_long(text, before) && known[before] &&
	       is_long(text, behind) && known[behind];
}

Test(furniture_known, is_marked_with_short_sentences_between)
{
	uint64_t state = 17;
	unsigned marked = 0;
	int i;

	for (i = 0; i < 2000; i++) {
		struct rp_sentence sentences[WORDS];
		struct rp_furniture furniture = {.sentences = sentences};
		struct text text;
		struct rp_sentences view = {text.tokens, text.marks, WORDS};
		unsigned char marks[WORDS] = {0};
		bool known[WORDS] = {false};
		size_t k;
		uint32_t word;

		draw_text(&text, &state);
		for (k = 0; k < text.count; k++)
			if (draw(&state) % 2)
				sentences[furniture.sentence_count++].hash =
				    hash_of(&text, k);
		for (k = 0; k < text.count; k++) {
			size_t m;

			for (m = 0; m < furniture.sentence_count; m++)
				known[k] |=
				    sentences[m].hash == hash_of(&text, k) &&
				    is_long(&text, k);
		}
		rp_furniture_sort(&furniture);
		cr_assert_eq(rp_furniture_know(&furniture), RP_OK);
		rp_furniture_mark(marks, &furniture, &view);
		for (k = 0; k < text.count; k++)
			for (word = text.starts[k]; word < text.starts[k + 1];
			     word++) {
				bool is = marks[word] == RP_MARKS_FURNITURE;

				cr_assert_eq(is,
					     should_be_marked(&text, known, k));
				cr_assert(is || !marks[word]);
				marked += is;
			}
		furniture.sentences = NULL;
		rp_furniture_dispose(&furniture);
	}
	cr_assert_gt(marked, 1000);
}

/* ----- among entries ----- */

#define NODES 40
#define FRAME 60 /* words that all have in front, in sentences of ten */

/* Texts with one frame; their sentences are marked. */
static struct crowd *framed(void)
{
	struct crowd *crowd = crowd_create(NODES, 2);
	struct {
		uint32_t tokens[CROWD_WORDS];
		unsigned char marks[CROWD_WORDS];
	} block = {0};
	uint32_t node;
	uint32_t i;

	for (i = 0; i < CROWD_WORDS; i += 10)
		block.marks[i] = RP_MARK_START;
	for (node = 0; node < NODES; node++) {
		memcpy(crowd->tokens[node], crowd->tokens[0],
		       FRAME * sizeof(uint32_t));
		crowd_seal(crowd, node);
		memcpy(block.tokens, crowd->tokens[node], sizeof(block.tokens));
		cr_assert_eq(crowd->spool.append(crowd->spool.context,
						 &crowd->nodes[node].spool,
						 &block, sizeof(block)),
			     RP_OK);
	}
	crowd_index(crowd);
	return crowd;
}

static void learn(struct rp_furniture *furniture, const struct crowd *crowd)
{
	static struct rp_sentence sentences[FRAME / 10];
	uint32_t i;

	for (i = 0; i < FRAME / 10; i++)
		sentences[i] = (struct rp_sentence){
		    .hash = rp_hash64(crowd->tokens[0] + i * 10,
				      10 * sizeof(uint32_t)),
		    .node = 1,
		    .nodes = 2,
		    .witnesses = {3, 5}};
	*furniture = (struct rp_furniture){.sentences = sentences,
					   .sentence_count = FRAME / 10};
	rp_furniture_sort(furniture);
	cr_assert_eq(rp_furniture_know(furniture), RP_OK);
}

static bool stands_in(const struct crowd *crowd, uint32_t node,
		      const uint32_t *shingle, uint32_t place)
{
	return memcmp(shingle, crowd->tokens[node] + place,
		      crowd->options.shingle_words * sizeof(*shingle)) == 0;
}

/* How many of a text's selected shingles lie in the frame or across its end,
 * as the nodes 3 and 5 have it. */
static uint32_t in_frame(const struct crowd *crowd, uint32_t node)
{
	uint64_t shingles[CROWD_WORDS];
	uint32_t places[CROWD_WORDS];
	size_t width = crowd->options.shingle_words;
	size_t count = rp_shingle_best()(shingles, crowd->tokens[node],
					 CROWD_WORDS, width);
	uint32_t found = 0;
	size_t i;

	count = rp_selection_places(places, shingles, count);
	for (i = 0; i < count; i++)
		found += places[i] < FRAME &&
			 (stands_in(crowd, 3, crowd->tokens[node] + places[i],
				    places[i]) ||
			  stands_in(crowd, 5, crowd->tokens[node] + places[i],
				    places[i]));
	return found;
}

Test(furniture_known, its_shingles_are_dropped_and_no_others)
{
	struct crowd *crowd = framed();
	struct rp_furniture furniture;
	struct rp_furniture_keys *keys;
	struct rp_entries entries = {0};
	uint32_t dropped[NODES] = {0};
	uint32_t kept[NODES] = {0};
	uint32_t node;
	size_t range;

	learn(&furniture, crowd);
	crowd->match.furniture = &furniture;
	cr_assert_eq(rp_furniture_keys_create(&keys, &crowd->match), RP_OK);
	for (range = 0; range < RP_POSTINGS_RANGES; range++) {
		size_t i;

		entries.count = 0;
		cr_assert_eq(rp_entries_add(&entries, &crowd->index.selected,
					    range, &crowd->match),
			     RP_OK);
		rp_furniture_keys_drop(&entries, dropped, keys, range);
		for (i = 0; i < entries.count; i++)
			kept[rp_entry_node(entries.items[i])]++;
	}
	for (node = 0; node < NODES; node++) {
		cr_assert_gt(in_frame(crowd, node), 5);
		cr_assert_eq(dropped[node], in_frame(crowd, node), "%u: %u, %u",
			     node, dropped[node], in_frame(crowd, node));
		cr_assert_eq(kept[node] + dropped[node],
			     crowd->nodes[node].selected);
	}
	rp_entries_dispose(&entries);
	rp_furniture_keys_free(keys);
	furniture.sentences = NULL;
	rp_furniture_dispose(&furniture);
	crowd_free(crowd);
}
