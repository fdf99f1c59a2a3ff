/* SPDX-License-Identifier: Apache-2.0 */
/*
 * furniture.c - what recurs in different articles
 *
 * Idea. A sentence or line that stands in several different articles is no
 * prose of any of them: the frame of a site, a sign-up box, a rights notice, a
 * paywall's plea, or background that every report of a long story repeats.
 * No list of words knows them all; the corpus does. What must not happen is
 * that a wire report with many prints counts as furniture, so articles are
 * different only if what they do not share has different names and figures
 * in it, as two prints or versions of one report never have.
 *
 * Steps. Sentences (from one RP_MARK_START to the next) are hashed; (hash,
 * node) entries of one range of hashes at a time are sorted; of each hash
 * that MANY nodes have, up to SAMPLE are held against each other. Nodes are
 * numbered by content hash, so the first of a row are a random sample of it.
 * Decisions are remembered by sample: the sentences of one frame have the
 * same one.
 *
 * Cost: one pass over the words for each range of hashes, and for each hash
 * that many texts have, but not many prints of one text, some 50 us.
 *
 * Rejected: counting hosts or lines alone: copies of a wire report recur more
 * often than any frame.
 */
#include "furniture.h"

#include "apart.h"
#include "array.h"
#include "minhash.h"
#include "sentences.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

#define SENTENCE_WORDS 5 /* shorter ones are left alone: "He said so." */
/* Different articles that make a sentence furniture; where it and what recurs
 * with it is most of an article, more of them are asked for, since three
 * versions of one short report might pass for three articles. */
#define MANY	  3
#define MANY_MOST 5
#define SAMPLE	  16
#define ENTRIES	  ((size_t)1 << 24) /* sorted at once */
#define MEMORY	  4096		    /* decisions remembered, a power of two */

/* ----- decisions ----- */

struct decision {
	uint64_t sample;
	bool known;
	bool furniture;
};

struct search {
	const struct rp_match *match;
	uint64_t *entries;
	uint64_t *scratch;
	size_t count;
	size_t capacity;
	size_t scratch_capacity;
	struct rp_apart *specimens; /* SAMPLE */
	struct decision *memory;
	struct rp_sentence *found; /* sorted at the end */
	size_t found_count;
	size_t found_capacity;
};

/* All prints of one text, as far as signatures tell: nine slots of ten agree
 * with the first. Pages that are furniture for the most part may agree in
 * eight. */
static bool alike(const struct search *search, const uint64_t *row,
		  size_t count)
{
	const struct rp_match *match = search->match;
	const uint32_t *first = match->nodes[(uint32_t)row[0]].signature;
	size_t i;

	size_t hashes = match->options->hashes;

	for (i = 1; i < count; i++)
		if (rp_minhash_agree(first,
				     match->nodes[(uint32_t)row[i]].signature,
				     hashes) *
			10 <
		    hashes * 9)
			return false;
	return true;
}

static int judge(bool *furniture, struct search *search, const uint64_t *row,
		 size_t count)
{
	struct rp_apart *kept[SAMPLE];
	size_t kept_count = 0;
	size_t need = MANY;
	size_t i;
	size_t k;

	for (i = 0; i < count; i++) {
		struct rp_apart *specimen = &search->specimens[i];
		bool apart = true;
		int status =
		    rp_apart_read(specimen, search->match, (uint32_t)row[i]);

		if (status != RP_OK)
			return status;
		for (k = 0; k < kept_count && apart; k++) {
			bool most = false;

			apart = !rp_nodes_same_page(
				    &search->match->nodes[specimen->node],
				    &search->match->nodes[kept[k]->node]) &&
				rp_apart_different(&most, specimen, kept[k]);
			if (most)
				need = MANY_MOST;
		}
		if (apart)
			kept[kept_count++] = specimen;
		/* Not even if all that are left are different. */
		if (kept_count + (count - i - 1) < need)
			break;
	}
	*furniture = kept_count >= need;
	return RP_OK;
}

/* The sentence of an entry, from a node that has it. */
static int find_sentence(struct rp_sentence *out, const struct search *search,
			 uint64_t entry)
{
	struct rp_sentences view;
	uint32_t from = 0;
	int status;

	out->node = (uint32_t)entry;
	status = rp_sentences_open(&view, search->match, out->node);
	while (status == RP_OK && from < view.count) {
		uint32_t end = rp_sentence_end(&view, from);

		out->hash = rp_sentence_hash(&view, from, end);
		out->range = (struct rp_range){from, end};
		if (out->hash >> 32 == entry >> 32 &&
		    end - from >= SENTENCE_WORDS)
			break;
		from = end;
	}
	return status;
}

static int decide(struct search *search, const uint64_t *row, size_t count)
{
	uint64_t nodes[SAMPLE];
	uint64_t sample;
	struct decision *decision;
	uint32_t all = (uint32_t)count;
	size_t i;
	int status = RP_OK;

	if (count > SAMPLE)
		count = SAMPLE;
	if (alike(search, row, count))
		return RP_OK;
	for (i = 0; i < count; i++)
		nodes[i] = (uint32_t)row[i];
	sample = rp_hash64(nodes, count * sizeof(*nodes));
	decision = &search->memory[sample & (MEMORY - 1)];
	if (!decision->known || decision->sample != sample) {
		status = judge(&decision->furniture, search, row, count);
		decision->known = status == RP_OK;
		decision->sample = sample;
	}
	if (status != RP_OK || !decision->furniture)
		return status;
	if (rp_array_reserve(&search->found, &search->found_capacity,
			     search->found_count + 1,
			     sizeof(*search->found)) != RP_OK)
		return RP_ENOMEM;
	search->found[search->found_count].nodes = all;
	return find_sentence(&search->found[search->found_count++], search,
			     row[0]);
}

/* ----- the search ----- */

static int enter_node(struct search *search, uint32_t node, size_t part,
		      size_t parts)
{
	struct rp_sentences view;
	uint32_t from = 0;
	int status = rp_sentences_open(&view, search->match, node);

	if (status != RP_OK)
		return status;
	while (from < view.count) {
		uint32_t end = rp_sentence_end(&view, from);
		uint64_t hash = rp_sentence_hash(&view, from, end);

		if (end - from >= SENTENCE_WORDS &&
		    (hash >> 32) * parts >> 32 == part) {
			if (rp_array_reserve(&search->entries,
					     &search->capacity,
					     search->count + 1,
					     sizeof(*search->entries)) != RP_OK)
				return RP_ENOMEM;
			search->entries[search->count++] =
			    (hash >> 32 << 32) | node;
		}
		from = end;
	}
	return RP_OK;
}

static int search_part(struct search *search, size_t part, size_t parts)
{
	size_t start = 0;
	uint32_t node;

	search->count = 0;
	for (node = 0; node < search->match->count; node++) {
		int status = enter_node(search, node, part, parts);

		if (status != RP_OK)
			return status;
	}
	if (rp_array_reserve(&search->scratch, &search->scratch_capacity,
			     search->count, sizeof(*search->scratch)) != RP_OK)
		return RP_ENOMEM;
	rp_sort_u64(search->entries, search->scratch, search->count, 0);
	search->count = rp_sort_unique(search->entries, search->count);
	while (search->entries && start < search->count) {
		const uint64_t *row = search->entries + start;
		size_t count = 1;
		int status;

		while (start + count < search->count &&
		       row[count] >> 32 == row[0] >> 32)
			count++;
		start += count;
		status = count >= MANY ? decide(search, row, count) : RP_OK;
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

static int by_hash(const void *a, const void *b)
{
	const struct rp_sentence *first = a;
	const struct rp_sentence *second = b;

	return first->hash < second->hash ? -1 : first->hash > second->hash;
}

/* ----- ranges ----- */

static int add_range(struct rp_furniture *out, size_t *capacity, uint32_t from,
		     uint32_t to)
{
	if (rp_array_reserve(&out->ranges, capacity, out->range_count + 1,
			     sizeof(*out->ranges)) != RP_OK)
		return RP_ENOMEM;
	out->ranges[out->range_count++] = (struct rp_range){from, to};
	return RP_OK;
}

struct placing {
	const struct rp_match *match;
	const struct rp_sentence *sentences;
	size_t count;
};

/* Put the ranges of one node behind those of the nodes before. Sentences that
 * are too short to be known go with those on both sides. */
static int place_node(struct rp_furniture *out, size_t *capacity,
		      const struct placing *placing, uint32_t node)
{
	struct rp_sentences view;
	uint32_t from = 0;
	uint32_t behind = UINT32_MAX; /* where furniture ended, short ones in */
	int status = rp_sentences_open(&view, placing->match, node);

	while (status == RP_OK && from < view.count) {
		uint32_t end = rp_sentence_end(&view, from);
		struct rp_sentence key = {
		    .hash = rp_sentence_hash(&view, from, end)};
		bool brief = end - from < SENTENCE_WORDS;

		if (!brief && bsearch(&key, placing->sentences, placing->count,
				      sizeof(key), by_hash)) {
			if (behind == from &&
			    out->range_count > out->first[node])
				out->ranges[out->range_count - 1].to = end;
			else
				status = add_range(out, capacity, from, end);
			behind = end;
		} else if (brief && behind == from) {
			behind = end;
		}
		from = end;
	}
	return status;
}

int rp_furniture_place(struct rp_furniture *out, const struct rp_match *match,
		       const struct rp_sentence *sentences, size_t count)
{
	const struct placing placing = {match, sentences, count};
	size_t capacity = 0;
	uint32_t node;
	int status = RP_OK;

	memset(out, 0, sizeof(*out));
	if (count == 0)
		return RP_OK;
	out->first = malloc(((size_t)match->count + 1) * sizeof(*out->first));
	if (!out->first)
		return RP_ENOMEM;
	for (node = 0; node < match->count && status == RP_OK; node++) {
		out->first[node] = (uint32_t)out->range_count;
		status = place_node(out, &capacity, &placing, node);
	}
	if (status != RP_OK) {
		rp_furniture_dispose(out);
		return status;
	}
	out->first[match->count] = (uint32_t)out->range_count;
	return RP_OK;
}

static size_t parts_of(const struct rp_match *match)
{
	uint64_t words = 0;
	uint32_t node;

	for (node = 0; node < match->count; node++)
		words += match->nodes[node].tokens;
	return (size_t)(words / 12 / ENTRIES + 1);
}

static int search_all(struct search *search)
{
	size_t parts = parts_of(search->match);
	size_t part;
	int status = RP_OK;

	search->specimens = malloc(SAMPLE * sizeof(*search->specimens));
	search->memory = calloc(MEMORY, sizeof(*search->memory));
	if (!search->specimens || !search->memory)
		return RP_ENOMEM;
	for (part = 0; part < parts && status == RP_OK; part++)
		status = search_part(search, part, parts);
	return status;
}

int rp_furniture_find(struct rp_furniture *out, const struct rp_match *match)
{
	struct search search = {.match = match};
	int status = search_all(&search);

	if (status == RP_OK && search.found_count > 0)
		qsort(search.found, search.found_count, sizeof(*search.found),
		      by_hash);
	free(search.memory);
	free(search.specimens);
	free(search.scratch);
	free(search.entries);
	if (status == RP_OK)
		status = rp_furniture_place(out, match, search.found,
					    search.found_count);
	if (status != RP_OK) {
		free(search.found);
		return status;
	}
	out->sentences = search.found;
	out->sentence_count = search.found_count;
	return RP_OK;
}

void rp_furniture_dispose(struct rp_furniture *furniture)
{
	free(furniture->first);
	free(furniture->ranges);
	free(furniture->sentences);
	memset(furniture, 0, sizeof(*furniture));
}

bool rp_furniture_has(const struct rp_furniture *furniture, uint32_t node)
{
	return furniture && furniture->first &&
	       furniture->first[node] != furniture->first[node + 1];
}

void rp_furniture_mark(unsigned char *marks,
		       const struct rp_furniture *furniture, uint32_t node)
{
	uint32_t i;
	uint32_t k;

	for (i = furniture->first[node]; i < furniture->first[node + 1]; i++)
		for (k = furniture->ranges[i].from; k < furniture->ranges[i].to;
		     k++)
			marks[k] |= RP_MARKS_FURNITURE;
}

bool rp_furniture_at(const struct rp_furniture *furniture, uint32_t node,
		     size_t place)
{
	uint32_t i;

	if (!rp_furniture_has(furniture, node))
		return false;
	for (i = furniture->first[node]; i < furniture->first[node + 1]; i++)
		if (place >= furniture->ranges[i].from &&
		    place < furniture->ranges[i].to)
			return true;
	return false;
}
