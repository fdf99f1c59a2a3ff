/* SPDX-License-Identifier: Apache-2.0 */
/*
 * vocabulary.c - see vocabulary.h. Open addressing, at most half full; 18 bytes
 * a word. News in one language has some hundred thousand, and millions of
 * names and numbers that occur once.
 */
#include "vocabulary.h"

#include "array.h"
#include "hash.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS ((size_t)1 << 12)
#define MOST	    (UINT32_MAX / 2)

void rp_vocabulary_init(struct rp_vocabulary *vocabulary)
{
	memset(vocabulary, 0, sizeof(*vocabulary));
}

void rp_vocabulary_dispose(struct rp_vocabulary *vocabulary)
{
	free(vocabulary->words);
	free(vocabulary->slots);
	rp_vocabulary_init(vocabulary);
}

/* The slot of a word, or the empty one where it belongs. */
static uint32_t *slot_of(const struct rp_vocabulary *vocabulary, uint32_t hash,
			 unsigned char marks)
{
	size_t mask = vocabulary->slot_count - 1;
	size_t slot = (size_t)rp_hash_mix((uint64_t)marks << 32 | hash) & mask;

	while (vocabulary->slots[slot]) {
		uint32_t number = vocabulary->slots[slot] - 1;

		if (rp_vocabulary_hash(vocabulary, number) == hash &&
		    rp_vocabulary_marks(vocabulary, number) == marks)
			break;
		slot = (slot + 1) & mask;
	}
	return &vocabulary->slots[slot];
}

static int enlarge(struct rp_vocabulary *vocabulary, size_t count)
{
	uint32_t *slots = calloc(count, sizeof(*slots));
	uint32_t i;

	if (!slots)
		return RP_ENOMEM;
	free(vocabulary->slots);
	vocabulary->slots = slots;
	vocabulary->slot_count = count;
	for (i = 0; i < vocabulary->count; i++)
		*slot_of(vocabulary, rp_vocabulary_hash(vocabulary, i),
			 rp_vocabulary_marks(vocabulary, i)) = i + 1;
	return RP_OK;
}

static int grow(struct rp_vocabulary *vocabulary)
{
	return enlarge(vocabulary, vocabulary->slot_count
				       ? vocabulary->slot_count * 2
				       : FIRST_SLOTS);
}

int rp_vocabulary_reserve(struct rp_vocabulary *vocabulary, size_t words)
{
	size_t slots = FIRST_SLOTS;

	if (words > MOST)
		words = MOST;
	while (slots <= words * 2)
		slots *= 2;
	if (slots <= vocabulary->slot_count)
		return RP_OK;
	return enlarge(vocabulary, slots);
}

int rp_vocabulary_number(uint32_t *out, struct rp_vocabulary *vocabulary,
			 uint32_t hash, unsigned char marks)
{
	unsigned char *word;
	uint32_t *slot;
	unsigned i;

	if ((size_t)vocabulary->count * 2 >= vocabulary->slot_count &&
	    grow(vocabulary) != RP_OK)
		return RP_ENOMEM;
	slot = slot_of(vocabulary, hash, marks);
	if (*slot) {
		*out = *slot - 1;
		return RP_OK;
	}
	if (vocabulary->count >= MOST)
		return RP_EFULL;
	if (rp_array_reserve(&vocabulary->words, &vocabulary->words_capacity,
			     vocabulary->count + (size_t)1,
			     RP_VOCABULARY_BYTES) != RP_OK)
		return RP_ENOMEM;
	word =
	    vocabulary->words + (size_t)vocabulary->count * RP_VOCABULARY_BYTES;
	for (i = 0; i < 4; i++)
		word[i] = (unsigned char)(hash >> 8 * i);
	word[4] = marks;
	*out = vocabulary->count++;
	*slot = vocabulary->count;
	return RP_OK;
}
