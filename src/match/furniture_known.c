/* SPDX-License-Identifier: Apache-2.0 */
/*
 * furniture_known.c - telling furniture in a text
 *
 * Where it stands is found when a text is compared: its sentences are hashed
 * again, a nanosecond a word, where to align a word takes twenty. Rejected:
 * finding it in all texts beforehand, which reads all of the spool for the few
 * that are compared.
 */
#include "furniture.h"

#include "sentences.h"

#include <stdlib.h>
#include <string.h>

static int by_hash(const void *a, const void *b)
{
	const struct rp_sentence *first = a;
	const struct rp_sentence *second = b;

	return first->hash < second->hash ? -1 : first->hash > second->hash;
}

void rp_furniture_sort(struct rp_furniture *furniture)
{
	if (furniture->sentence_count > 0)
		qsort(furniture->sentences, furniture->sentence_count,
		      sizeof(*furniture->sentences), by_hash);
}

/* Sentences that are furniture are few: a set of bits tells most of the others
 * without a search. */
int rp_furniture_know(struct rp_furniture *furniture)
{
	size_t i;

	furniture->bits = 9;
	while ((size_t)1 << furniture->bits < furniture->sentence_count * 16 &&
	       furniture->bits < 32)
		furniture->bits++;
	furniture->known = calloc((size_t)1 << (furniture->bits - 6),
				  sizeof(*furniture->known));
	if (!furniture->known)
		return RP_ENOMEM;
	for (i = 0; i < furniture->sentence_count; i++) {
		uint64_t at =
		    furniture->sentences[i].hash >> (64 - furniture->bits);

		furniture->known[at / 64] |= (uint64_t)1 << at % 64;
	}
	return RP_OK;
}

static bool is_furniture(const struct rp_furniture *furniture, uint64_t hash)
{
	struct rp_sentence key = {.hash = hash};
	uint64_t at = hash >> (64 - furniture->bits);

	return furniture->known[at / 64] >> at % 64 & 1 &&
	       bsearch(&key, furniture->sentences, furniture->sentence_count,
		       sizeof(key), by_hash) != NULL;
}

/* Sentences that are too short to be known go with those on both sides. */
void rp_furniture_mark(unsigned char *marks,
		       const struct rp_furniture *furniture,
		       const struct rp_sentences *text)
{
	uint32_t from = 0;
	uint32_t marked = 0;	      /* behind the last furniture … */
	uint32_t behind = UINT32_MAX; /* … and the short ones that follow */

	while (from < text->count) {
		uint32_t end = rp_sentence_end(text, from);
		bool brief = end - from < RP_SENTENCE_WORDS;
		uint32_t i;

		if (!brief && is_furniture(furniture,
					   rp_sentence_hash(text, from, end))) {
			for (i = behind == from ? marked : from; i < end; i++)
				marks[i] |= RP_MARKS_FURNITURE;
			marked = end;
			behind = end;
		} else if (brief && behind == from) {
			behind = end;
		}
		from = end;
	}
}

bool rp_furniture_has(const struct rp_furniture *furniture, uint32_t node)
{
	return furniture && furniture->sentence_count > 0 &&
	       (!furniture->traces || furniture->traces[node]);
}

uint64_t rp_furniture_trace(const struct rp_furniture *furniture, uint32_t node)
{
	return furniture && furniture->traces ? furniture->traces[node] : 0;
}

void rp_furniture_dispose(struct rp_furniture *furniture)
{
	free(furniture->sentences);
	free(furniture->known);
	free(furniture->traces);
	memset(furniture, 0, sizeof(*furniture));
}
