/* SPDX-License-Identifier: Apache-2.0 */
/*
 * furniture_keys.c - see furniture_keys.h
 *
 * Idea. Of each sentence of furniture a few articles are known that have it; in
 * those furniture is marked and the shingles that begin in it are gathered. The
 * sentences of one frame are known from the same ones, mostly, so those that
 * lie across two of them are found too. What lies across a frame's
 * end is of one article alone and does no harm.
 *
 * Layout. A table with open addressing for each range of the index, of the 32
 * bits that stand in an entry; one in 2^32 entries is dropped by chance. Before
 * it is looked at, a set of bits that lies in the first cache.
 *
 * Cost: 2 ns an entry. Rejected: selecting anew in each text that has
 * furniture, which reads half of the spool and writes as many entries again.
 */
#include "furniture_keys.h"

#include "array.h"
#include "sentences.h"
#include "shingle.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

/* Articles that are looked at for each sentence. Those of a frame have the
 * same, mostly. */
#define WITNESSES 4

_Static_assert(WITNESSES <= RP_SENTENCE_WITNESSES, "so many are known");

/* Bits of a set: 8 KiB. */
#define SET_BITS 16

struct table {
	uint32_t *slots; /* 0: empty; a key of 0 is not kept */
	uint32_t mask;
	uint64_t set[((size_t)1 << SET_BITS) / 64];
};

struct rp_furniture_keys {
	struct table tables[RP_POSTINGS_RANGES];
};

/* Keys while they are gathered: a range above the bits of an entry. */
struct gathering {
	const struct rp_match *match;
	uint64_t *keys;
	size_t count;
	size_t capacity;
	uint64_t *shingles;
	size_t shingles_capacity;
	unsigned char *marks;
	size_t marks_capacity;
};

/* ----- gathering ----- */

static int add_key(struct gathering *gathering, uint64_t shingle)
{
	if (rp_array_reserve(&gathering->keys, &gathering->capacity,
			     gathering->count + 1,
			     sizeof(*gathering->keys)) != RP_OK)
		return RP_ENOMEM;
	gathering->keys[gathering->count++] =
	    shingle % RP_POSTINGS_RANGES << 32 |
	    shingle >> RP_POSTINGS_NUMBER_BITS;
	return RP_OK;
}

/* Those of one article. */
static int gather_node(struct gathering *gathering, uint32_t node)
{
	const struct rp_match *match = gathering->match;
	struct rp_sentences text;
	size_t count;
	size_t i;
	int status = rp_sentences_open(&text, match, node);

	if (status != RP_OK || text.count == 0)
		return status;
	if (rp_array_reserve(&gathering->shingles,
			     &gathering->shingles_capacity, text.count,
			     sizeof(*gathering->shingles)) != RP_OK ||
	    rp_array_reserve(&gathering->marks, &gathering->marks_capacity,
			     text.count, 1) != RP_OK)
		return RP_ENOMEM;
	memset(gathering->marks, 0, text.count);
	rp_furniture_mark(gathering->marks, match->furniture, &text);
	count = rp_shingle_best()(gathering->shingles, text.tokens, text.count,
				  match->options->shingle_words);
	for (i = 0; i < count && status == RP_OK; i++)
		if (gathering->marks[i])
			status = add_key(gathering, gathering->shingles[i]);
	return status;
}

/* The articles that sentences are known from, each once, as they lie on the
 * spool. The first of all that have a sentence, by their content: whichever
 * came first or last must not matter. */
static int gather(struct gathering *gathering)
{
	const struct rp_match *match = gathering->match;
	const struct rp_furniture *furniture = match->furniture;
	size_t most = furniture->sentence_count * WITNESSES;
	uint64_t *nodes = malloc((most + 1) * sizeof(*nodes));
	uint64_t *scratch = malloc((most + 1) * sizeof(*scratch));
	size_t count = 0;
	size_t i;
	uint32_t k;
	int status = nodes && scratch ? RP_OK : RP_ENOMEM;

	for (i = 0; i < furniture->sentence_count && status == RP_OK; i++) {
		const struct rp_sentence *at = &furniture->sentences[i];

		for (k = 0; k < at->nodes && k < WITNESSES; k++)
			nodes[count++] = rp_node_place(match, at->witnesses[k])
					     << 32 |
					 at->witnesses[k];
	}
	if (status == RP_OK) {
		rp_sort_u64(nodes, scratch, count, 0);
		count = rp_sort_unique(nodes, count);
	}
	for (i = 0; i < count && status == RP_OK; i++)
		status = gather_node(gathering, (uint32_t)nodes[i]);
	free(nodes);
	free(scratch);
	return status;
}

/* ----- tables ----- */

static size_t bit_of(uint32_t key)
{
	return key >> (32 - SET_BITS);
}

static void enter(struct table *table, uint32_t key)
{
	uint32_t slot = key & table->mask;

	while (table->slots[slot] && table->slots[slot] != key)
		slot = (slot + 1) & table->mask;
	table->slots[slot] = key;
	table->set[bit_of(key) / 64] |= (uint64_t)1 << bit_of(key) % 64;
}

static bool has(const struct table *table, uint32_t key)
{
	uint32_t slot = key & table->mask;

	if (!(table->set[bit_of(key) / 64] >> bit_of(key) % 64 & 1))
		return false;
	while (table->slots[slot] && table->slots[slot] != key)
		slot = (slot + 1) & table->mask;
	return table->slots[slot] != 0;
}

/* Of one range's keys. */
static int fill(struct table *table, const uint64_t *keys, size_t count)
{
	size_t slots = 8;
	size_t i;

	while (slots < count * 2)
		slots *= 2;
	table->slots = calloc(slots, sizeof(*table->slots));
	if (!table->slots)
		return RP_ENOMEM;
	table->mask = (uint32_t)(slots - 1);
	for (i = 0; i < count; i++)
		if ((uint32_t)keys[i])
			enter(table, (uint32_t)keys[i]);
	return RP_OK;
}

static int fill_all(struct rp_furniture_keys *out, struct gathering *gathering)
{
	uint64_t *scratch = malloc((gathering->count + 1) * sizeof(*scratch));
	const uint64_t *keys = gathering->keys;
	size_t at = 0;
	size_t range;
	int status = scratch ? RP_OK : RP_ENOMEM;

	if (scratch && gathering->count > 0) {
		rp_sort_u64(gathering->keys, scratch, gathering->count, 0);
		gathering->count =
		    rp_sort_unique(gathering->keys, gathering->count);
	}
	free(scratch);
	for (range = 0; range < RP_POSTINGS_RANGES && status == RP_OK;
	     range++) {
		size_t from = at;

		while (at < gathering->count && keys[at] >> 32 == range)
			at++;
		status = fill(&out->tables[range], keys + from, at - from);
	}
	return status;
}

int rp_furniture_keys_create(struct rp_furniture_keys **out,
			     const struct rp_match *match)
{
	struct gathering gathering = {.match = match};
	struct rp_furniture_keys *keys = calloc(1, sizeof(*keys));
	int status = keys ? gather(&gathering) : RP_ENOMEM;

	if (status == RP_OK)
		status = fill_all(keys, &gathering);
	free(gathering.keys);
	free(gathering.shingles);
	free(gathering.marks);
	if (status != RP_OK) {
		rp_furniture_keys_free(keys);
		return status;
	}
	*out = keys;
	return RP_OK;
}

void rp_furniture_keys_free(struct rp_furniture_keys *keys)
{
	size_t i;

	if (!keys)
		return;
	for (i = 0; i < RP_POSTINGS_RANGES; i++)
		free(keys->tables[i].slots);
	free(keys);
}

void rp_furniture_keys_drop(struct rp_entries *entries, uint32_t *dropped,
			    const struct rp_furniture_keys *keys, size_t range)
{
	const struct table *table = &keys->tables[range];
	size_t left = 0;
	size_t i;

	for (i = 0; i < entries->count; i++) {
		uint64_t entry = entries->items[i];

		entries->items[left] = entry;
		if (!has(table, (uint32_t)rp_entry_key(entry)))
			left++;
		else
			__atomic_fetch_add(&dropped[rp_entry_node(entry)], 1,
					   __ATOMIC_RELAXED);
	}
	entries->count = left;
}
