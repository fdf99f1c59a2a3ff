/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sketcher.c - one text to its words, signature and fingerprints
 *
 * Distinct shingles are found with a table of 64-bit hashes that is cleared
 * for each text; only they go to MinHash, and their number is what Jaccard
 * and containment are reckoned from later. SimHash takes the pairs of
 * neighbouring words as features: single words make all English articles
 * alike (see DESIGN.md, "SimHash").
 */
#include "array.h"
#include "hash.h"
#include "marks.h"
#include "minhash.h"
#include "shingle.h"
#include "shingle_set.h"
#include "simhash.h"
#include "words.h"

#include <string.h>

struct rp_sketcher {
	struct rp_minhash minhash;
	rp_simhash_kernel *simhash;
	size_t shingle_words;
	struct rp_words words;
	uint32_t *tokens; /* low halves of the word hashes, then marks */
	size_t tokens_capacity;
	uint32_t *shingles; /* high halves of the distinct shingles */
	size_t shingles_capacity;
	struct rp_shingle_set set;
	uint64_t *features;
	size_t features_capacity;
	uint32_t *signature;
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
	sketcher->simhash = rp_simhash_best();
	sketcher->shingle_words = options->shingle_words;
	sketcher->signature =
	    malloc(options->hashes * sizeof(*sketcher->signature));
	status =
	    rp_minhash_init(&sketcher->minhash, options->hashes, options->seed);
	if (status != RP_OK || !sketcher->signature) {
		rp_sketcher_free(sketcher);
		return RP_ENOMEM;
	}
	*out = sketcher;
	return RP_OK;
}

void rp_sketcher_free(struct rp_sketcher *sketcher)
{
	if (!sketcher)
		return;
	rp_minhash_dispose(&sketcher->minhash);
	rp_words_dispose(&sketcher->words);
	free(sketcher->tokens);
	free(sketcher->shingles);
	rp_shingle_set_dispose(&sketcher->set);
	free(sketcher->features);
	free(sketcher->signature);
	free(sketcher);
}

static int reserve(struct rp_sketcher *sketcher)
{
	size_t need = sketcher->words.count;

	if (rp_array_reserve(&sketcher->tokens, &sketcher->tokens_capacity,
			     need + need / 4 + 1,
			     sizeof(*sketcher->tokens)) != RP_OK ||
	    rp_array_reserve(&sketcher->shingles, &sketcher->shingles_capacity,
			     need, sizeof(*sketcher->shingles)) != RP_OK ||
	    rp_array_reserve(&sketcher->features, &sketcher->features_capacity,
			     need, sizeof(*sketcher->features)) != RP_OK)
		return RP_ENOMEM;
	return rp_shingle_set_clear(&sketcher->set, need);
}

/* Put the distinct shingles into sketcher->shingles; returns their number. */
static size_t distinct(struct rp_sketcher *sketcher, size_t tokens)
{
	struct rp_shingle_set *set = &sketcher->set;
	struct rp_shingler shingler;
	size_t count = 0;
	size_t left;

	rp_shingler_init(&shingler, sketcher->tokens, tokens,
			 sketcher->shingle_words);
	for (left = rp_shingler_count(&shingler); left; left--) {
		uint64_t shingle = rp_shingler_next(&shingler);
		size_t slot = rp_shingle_set_slot(set, shingle);

		if (set->table[slot])
			continue;
		set->table[slot] = shingle;
		sketcher->shingles[count++] = (uint32_t)(shingle >> 32);
	}
	return count;
}

static uint64_t fingerprint(struct rp_sketcher *sketcher)
{
	const uint64_t *words = sketcher->words.hashes;
	size_t count = sketcher->words.count;
	size_t i;

	if (count == 1)
		return rp_simhash(sketcher->simhash, words, 1);
	for (i = 0; i + 1 < count; i++)
		sketcher->features[i] =
		    rp_hash_mix(words[i] * 3 + words[i + 1]);
	return rp_simhash(sketcher->simhash, sketcher->features, count - 1);
}

int rp_sketcher_run(struct rp_sketch *out, struct rp_sketcher *sketcher,
		    const char *utf8, size_t len)
{
	unsigned char *marks;
	size_t count;
	size_t i;
	int status = rp_words_read(&sketcher->words, utf8, len);

	if (status != RP_OK)
		return status;
	count = sketcher->words.count;
	if (count == 0)
		return RP_EEMPTY;
	if (count > UINT32_MAX / 2 || reserve(sketcher) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < count; i++)
		sketcher->tokens[i] = (uint32_t)sketcher->words.hashes[i];
	marks = (unsigned char *)(sketcher->tokens + count);
	rp_marks_set(marks, &sketcher->words, utf8, len);
	memset(marks + count, 0, RP_SKETCH_BYTES(count) - count * 5);
	out->tokens = sketcher->tokens;
	out->token_count = count;
	out->offsets = sketcher->words.offsets;
	out->shingles = distinct(sketcher, count);
	rp_minhash_sign(sketcher->signature, &sketcher->minhash,
			sketcher->shingles, out->shingles);
	out->signature = sketcher->signature;
	out->simhash = fingerprint(sketcher);
	rp_hash128(out->content, sketcher->words.hashes,
		   count * sizeof(*sketcher->words.hashes));
	return RP_OK;
}
