/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prepared.c - see prepared.h
 *
 * The one that was not asked for the longest gives way. Texts of over LONG
 * words take turns in LONG_KEPT places, so that a few huge ones cannot fill
 * the memory of all.
 *
 * Cost: 4 ns a word to prepare, 2 ns to count what two share.
 */
#include "prepared.h"

#include "array.h"
#include "furniture.h"
#include "sentences.h"

#include <string.h>

/* Words; 4 MB of memory each. */
#define LONG	  ((uint32_t)1 << 16)
#define LONG_KEPT 3

void rp_prepared_init(struct rp_prepared_texts *texts,
		      const struct rp_match *match)
{
	memset(texts, 0, sizeof(*texts));
	texts->match = match;
	texts->shingle = rp_shingle_best();
}

void rp_prepared_dispose(struct rp_prepared_texts *texts)
{
	size_t i;

	for (i = 0; i < RP_PREPARED_KEPT; i++) {
		free(texts->texts[i].copy);
		free(texts->texts[i].met);
		rp_wordset_dispose(&texts->texts[i].words);
		rp_places_dispose(&texts->texts[i].places);
	}
	rp_prepared_init(texts, texts->match);
}

/* Words and marks; furniture is marked in a copy. */
static int read_words(struct rp_prepared *prepared,
		      const struct rp_match *match)
{
	bool furniture = rp_furniture_has(match->furniture, prepared->node);
	struct rp_sentences view;
	int status = (furniture ? rp_sentences_copy : rp_sentences_read)(
	    &view, &prepared->copy, &prepared->capacities[0], match,
	    prepared->node);

	if (status != RP_OK)
		return status;
	prepared->tokens = view.tokens;
	prepared->marks = view.marks;
	prepared->count = view.count;
	if (furniture)
		rp_furniture_mark(
		    (unsigned char *)(prepared->copy + view.count),
		    match->furniture, &view);
	return RP_OK;
}

static int read_text(struct rp_prepared *prepared,
		     const struct rp_prepared_texts *texts)
{
	const struct rp_match *match = texts->match;
	int status = read_words(prepared, match);

	if (status == RP_OK)
		status = rp_wordset_read(&prepared->words, prepared->tokens,
					 prepared->count);
	if (status == RP_OK)
		status = rp_places_read(&prepared->places, texts->shingle,
					prepared->tokens, prepared->count,
					match->options->shingle_words);
	if (status != RP_OK)
		return status;
	if (rp_array_reserve(&prepared->met, &prepared->capacities[1],
			     prepared->places.count + (size_t)1,
			     sizeof(*prepared->met)) != RP_OK)
		return RP_ENOMEM;
	memset(prepared->met, 0,
	       prepared->places.count * sizeof(*prepared->met));
	prepared->round = 0;
	return RP_OK;
}

int rp_prepared_get(struct rp_prepared **out, struct rp_prepared_texts *texts,
		    uint32_t node)
{
	bool large = texts->match->nodes[node].tokens > LONG;
	size_t from = large ? 0 : LONG_KEPT;
	size_t to = large ? LONG_KEPT : RP_PREPARED_KEPT;
	size_t oldest = from;
	struct rp_prepared *prepared;
	size_t i;
	int status;

	for (i = from; i < to; i++) {
		prepared = &texts->texts[i];
		if (prepared->used && prepared->node == node) {
			prepared->used = ++texts->clock;
			*out = prepared;
			return RP_OK;
		}
		if (prepared->used < texts->texts[oldest].used)
			oldest = i;
	}
	prepared = &texts->texts[oldest];
	prepared->used = 0;
	prepared->node = node;
	status = read_text(prepared, texts);
	if (status == RP_OK)
		prepared->used = ++texts->clock;
	*out = prepared;
	return status;
}

uint32_t rp_prepared_shared(struct rp_prepared *a, const struct rp_prepared *b)
{
	uint32_t found = 0;
	uint32_t i;

	if (++a->round == 0) {
		memset(a->met, 0, a->places.count * sizeof(*a->met));
		a->round = 1;
	}
	for (i = 0; i < b->places.count; i++) {
		uint32_t at = rp_places_find(&a->places, b->places.shingles[i]);

		if (at && a->met[at - 1] != a->round) {
			a->met[at - 1] = a->round;
			found++;
		}
	}
	return found;
}

struct rp_text rp_prepared_text(const struct rp_prepared *prepared,
				const struct rp_match *match)
{
	bool seeds = match->options->shingle_words == RP_ALIGN_SEED &&
		     prepared->count >= RP_ALIGN_SEED;

	return (struct rp_text){
	    prepared->tokens, prepared->marks, prepared->count,
	    seeds ? &prepared->places : NULL, &prepared->words};
}
