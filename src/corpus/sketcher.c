/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sketcher.c - one text to its words, signature and fingerprints
 *
 * Distinct shingles are found with a table that is cleared for each text; only
 * they go to MinHash, and their number is what Jaccard
 * and containment are reckoned from later. Of all shingles those that winnowing
 * selects (selection.h) are handed on, but for those in quotations, and of the
 * sentences their hashes (furniture.c). SimHash takes the pairs of
 * neighbouring words as features: single words make all English articles
 * alike (see DESIGN.md, "SimHash"); it is reckoned only where it is asked for.
 */
#include "align.h"
#include "array.h"
#include "distinct_shingles.h"
#include "hash.h"
#include "marks.h"
#include "minhash.h"
#include "selection.h"
#include "sentences.h"
#include "shingle.h"
#include "simhash.h"
#include "stray.h"
#include "words.h"

#include <string.h>

struct rp_sketcher {
	struct rp_minhash minhash;
	rp_simhash_kernel *simhash; /* NULL if no fingerprint is asked for */
	rp_simhash_pairing *pair;   /* the same */
	rp_shingle_kernel *shingle;
	rp_selection_kernel *select;
	rp_marks_kernel *mark;
	size_t shingle_words;
	struct rp_words words;
	struct rp_words title;
	uint32_t *block; /* signature, low halves of the word hashes, marks */
	size_t block_capacity;
	uint64_t *shingles; /* of each word but the last few */
	size_t shingles_capacity;
	uint32_t *distinct; /* high halves of the distinct shingles */
	size_t distinct_capacity;
	struct rp_distinct_shingles set;
	rp_distinct_kernel *find_distinct;
	uint64_t *features;
	size_t features_capacity;
	uint32_t *places; /* of selected shingles */
	size_t places_capacity;
	uint64_t *selected;
	size_t selected_capacity;
	uint64_t *sentences;
	size_t sentences_capacity;
};

int rp_sketcher_create(struct rp_sketcher **out,
		       const struct rp_options *options)
{
	struct rp_sketcher *sketcher;
	struct rp_banding banding;
	int status = rp_options_banding(&banding, options);

	if (status != RP_OK)
		return status;
	sketcher = calloc(1, sizeof(*sketcher));
	if (!sketcher)
		return RP_ENOMEM;
	rp_words_init(&sketcher->words);
	rp_words_init(&sketcher->title);
	if (options->method == RP_METHOD_SIMHASH) {
		sketcher->simhash = rp_simhash_best();
		sketcher->pair = rp_simhash_pairs_best();
	}
	sketcher->shingle = rp_shingle_best();
	sketcher->select = rp_selection_best();
	sketcher->mark = rp_marks_best();
	sketcher->find_distinct = rp_distinct_best();
	sketcher->shingle_words = options->shingle_words;
	rp_minhash_init(&sketcher->minhash, options->hashes, options->seed);
	*out = sketcher;
	return RP_OK;
}

void rp_sketcher_free(struct rp_sketcher *sketcher)
{
	if (!sketcher)
		return;
	rp_words_dispose(&sketcher->words);
	rp_words_dispose(&sketcher->title);
	free(sketcher->block);
	free(sketcher->shingles);
	free(sketcher->distinct);
	free(sketcher->places);
	free(sketcher->selected);
	free(sketcher->sentences);
	rp_distinct_shingles_dispose(&sketcher->set);
	free(sketcher->features);
	free(sketcher);
}

static int reserve(struct rp_sketcher *sketcher, size_t need)
{
	size_t block = sketcher->minhash.hashes + need + need / 4 + 1;

	if (rp_array_reserve(&sketcher->block, &sketcher->block_capacity, block,
			     sizeof(*sketcher->block)) != RP_OK ||
	    rp_array_reserve(&sketcher->shingles, &sketcher->shingles_capacity,
			     need, sizeof(*sketcher->shingles)) != RP_OK ||
	    rp_array_reserve(&sketcher->distinct, &sketcher->distinct_capacity,
			     need + RP_DISTINCT_SPARE,
			     sizeof(*sketcher->distinct)) != RP_OK ||
	    rp_array_reserve(&sketcher->features, &sketcher->features_capacity,
			     need, sizeof(*sketcher->features)) != RP_OK ||
	    rp_array_reserve(&sketcher->places, &sketcher->places_capacity,
			     need, sizeof(*sketcher->places)) != RP_OK ||
	    rp_array_reserve(&sketcher->selected, &sketcher->selected_capacity,
			     need, sizeof(*sketcher->selected)) != RP_OK ||
	    rp_array_reserve(&sketcher->sentences,
			     &sketcher->sentences_capacity,
			     need / RP_SENTENCE_WORDS + 1,
			     sizeof(*sketcher->sentences)) != RP_OK)
		return RP_ENOMEM;
	return RP_OK;
}

/* The mark of words at which no selected shingle begins: quotations, but not of
 * a text that has next to nothing else, which is measured by all its words. */
static unsigned char passed_over(const struct rp_sentences *view)
{
	unsigned own = 0;
	size_t i;

	for (i = 0; i < view->count && own < RP_OWN_LEAST; i++)
		own += !(view->marks[i] & RP_MARKS_APART);
	return own < RP_OWN_LEAST ? 0 : RP_MARK_QUOTED;
}

/* Selected shingles that do not begin in a quotation. */
static size_t select_shingles(struct rp_sketcher *sketcher, size_t all,
			      const struct rp_sentences *view)
{
	const unsigned char apart = passed_over(view);
	size_t places =
	    sketcher->select(sketcher->places, sketcher->shingles, all);
	size_t count = 0;
	size_t i;

	for (i = 0; i < places; i++) {
		size_t place = sketcher->places[i];

		sketcher->selected[count] = sketcher->shingles[place];
		count += !(view->marks[place] & apart);
	}
	return count;
}

static size_t hash_sentences(struct rp_sketcher *sketcher,
			     const struct rp_sentences *view)
{
	size_t count = 0;
	uint32_t from = 0;

	while (from < view->count) {
		uint32_t end = rp_sentence_end(view, from);

		if (end - from >= RP_SENTENCE_WORDS)
			sketcher->sentences[count++] =
			    rp_sentence_hash(view, from, end);
		from = end;
	}
	return count;
}

static uint64_t fingerprint(struct rp_sketcher *sketcher)
{
	const uint64_t *words = sketcher->words.hashes;
	size_t count = sketcher->words.count;

	if (!sketcher->simhash)
		return 0;
	if (count == 1)
		return rp_simhash(sketcher->simhash, words, 1);
	sketcher->pair(sketcher->features, words, count);
	return rp_simhash(sketcher->simhash, sketcher->features, count - 1);
}

/* Words and marks into the block; the view is of them. */
static int fill(struct rp_sentences *view, struct rp_sketcher *sketcher,
		const char *utf8, size_t len)
{
	uint32_t *tokens;
	unsigned char *marks;
	size_t count;
	size_t i;
	int status = rp_words_read(&sketcher->words, utf8, len);

	if (status != RP_OK)
		return status;
	count = sketcher->words.count;
	if (count == 0)
		return RP_EEMPTY;
	if (count > UINT32_MAX / 2 || reserve(sketcher, count) != RP_OK)
		return RP_ENOMEM;
	tokens = sketcher->block + sketcher->minhash.hashes;
	marks = (unsigned char *)(tokens + count);
	for (i = 0; i < count; i++)
		tokens[i] = (uint32_t)sketcher->words.hashes[i];
	rp_marks_set(marks, sketcher->mark, &sketcher->words, utf8, len);
	memset(marks + count, 0, RP_SKETCH_BYTES(count) - count * 5);
	*view = (struct rp_sentences){tokens, marks, (uint32_t)count};
	return RP_OK;
}

/* All that words and marks tell. */
static int derive(struct rp_sketch *out, struct rp_sketcher *sketcher,
		  const struct rp_sentences *view)
{
	size_t all = sketcher->shingle(sketcher->shingles, view->tokens,
				       view->count, sketcher->shingle_words);
	int status;

	out->signature = sketcher->block;
	out->tokens = view->tokens;
	out->token_count = view->count;
	status = rp_distinct_shingles_find(
	    &out->shingles, sketcher->distinct, &sketcher->set,
	    sketcher->find_distinct, sketcher->shingles, all);
	if (status != RP_OK)
		return status;
	rp_minhash_sign(sketcher->block, &sketcher->minhash, sketcher->distinct,
			out->shingles);
	out->selected = sketcher->selected;
	out->selected_count = view->count < RP_MIN_WORDS
				  ? 0
				  : select_shingles(sketcher, all, view);
	out->sentences = sketcher->sentences;
	out->sentence_count = hash_sentences(sketcher, view);
	return RP_OK;
}

int rp_sketcher_run(struct rp_sketch *out, struct rp_sketcher *sketcher,
		    const char *utf8, size_t len)
{
	struct rp_sentences view;
	struct rp_sketch sketch;
	int status = fill(&view, sketcher, utf8, len);

	if (status == RP_OK)
		status = derive(&sketch, sketcher, &view);
	if (status != RP_OK)
		return status;
	sketch.offsets = sketcher->words.offsets;
	sketch.simhash = fingerprint(sketcher);
	rp_hash128(sketch.content, sketcher->words.hashes,
		   view.count * sizeof(*sketcher->words.hashes));
	*out = sketch;
	return RP_OK;
}

int rp_sketcher_again(struct rp_sketch *out, struct rp_sketcher *sketcher,
		      const uint32_t *tokens, size_t count,
		      const uint64_t content[2], uint64_t simhash)
{
	struct rp_sentences view;
	struct rp_sketch sketch;
	uint32_t *words;
	int status;

	if (count == 0 || count > UINT32_MAX / 2)
		return RP_EINVAL;
	if (reserve(sketcher, count) != RP_OK)
		return RP_ENOMEM;
	words = sketcher->block + sketcher->minhash.hashes;
	memcpy(words, tokens, RP_SKETCH_BYTES(count));
	view = (struct rp_sentences){
	    words, (const unsigned char *)(words + count), (uint32_t)count};
	status = derive(&sketch, sketcher, &view);
	if (status != RP_OK)
		return status;
	sketch.offsets = NULL;
	sketch.simhash = simhash;
	memcpy(sketch.content, content, sizeof(sketch.content));
	*out = sketch;
	return RP_OK;
}

int rp_sketcher_stray(uint8_t *code, struct rp_sketcher *sketcher,
		      const struct rp_sketch *sketch, struct rp_str title)
{
	int status;

	if (title.len == 0) {
		*code = 0;
		return RP_OK;
	}
	status = rp_words_read(&sketcher->title, title.data, title.len);
	if (status == RP_OK)
		*code = rp_stray_code(&sketcher->title, title.data,
				      sketch->tokens, sketch->token_count);
	return status;
}
