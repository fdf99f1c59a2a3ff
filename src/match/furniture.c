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
 * Steps. Sentences (from one RP_MARK_START to the next) were hashed when the
 * articles were added; the entries of one range of hashes at a time are sorted
 * (postings.h); of each hash that MANY nodes have, up to SAMPLE are held
 * against each other. Nodes are numbered by content hash, so the first of a row
 * are a random sample of it. Decisions are remembered by sample: the sentences
 * of one frame have the same one. Where the furniture stands is looked for in
 * the nodes of the rows only. Ranges are independent, and so are nodes: threads
 * share them.
 *
 * Cost: a sort of all sentences, and for each hash that many texts have, but
 * not many prints of one text, some 50 us.
 *
 * Rejected: counting hosts or lines alone: copies of a wire report recur more
 * often than any frame.
 */
#include "furniture.h"

#include "apart.h"
#include "array.h"
#include "index.h"
#include "minhash.h"
#include "parallel.h"
#include "sentences.h"

#include <stdlib.h>
#include <string.h>

/* Different articles that make a sentence furniture; where it and what recurs
 * with it is most of an article, more of them are asked for, since three
 * versions of one short report might pass for three articles. */
#define MANY	  3
#define MANY_MOST 5
#define SAMPLE	  16
#define MEMORY	  4096 /* decisions remembered, a power of two */

/* ----- decisions ----- */

struct decision {
	uint64_t sample;
	bool known;
	bool furniture;
};

/* Of one thread. */
struct search {
	const struct rp_match *match;
	struct rp_entries entries;
	struct rp_apart *specimens; /* SAMPLE */
	struct decision *memory;
	struct rp_sentence *found;
	size_t found_count;
	size_t found_capacity;
	uint64_t *touched; /* a bit for each node of a row found */
};

/* All prints of one text, as far as signatures tell: nine slots of ten agree
 * with the first. Pages that are furniture for the most part may agree in
 * eight. */
static int alike(bool *out, const struct search *search, const uint64_t *row,
		 size_t count)
{
	const struct rp_match *match = search->match;
	size_t hashes = match->options->hashes;
	const uint32_t *first = rp_node_signature(match, rp_entry_node(row[0]));
	size_t i;

	*out = true;
	for (i = 1; i < count && *out; i++) {
		const uint32_t *other =
		    rp_node_signature(match, rp_entry_node(row[i]));

		if (!first || !other)
			return RP_ESTORE;
		*out =
		    rp_minhash_agree(first, other, hashes) * 10 >= hashes * 9;
	}
	return RP_OK;
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
		int status = rp_apart_read(specimen, search->match,
					   rp_entry_node(row[i]));

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

	out->node = rp_entry_node(entry);
	status = rp_sentences_open(&view, search->match, out->node);
	if (status != RP_OK)
		return status;
	while (from < view.count) {
		uint32_t end = rp_sentence_end(&view, from);

		out->hash = rp_sentence_hash(&view, from, end);
		out->range = (struct rp_range){from, end};
		if (rp_entry_key(out->hash) == rp_entry_key(entry) &&
		    end - from >= RP_SENTENCE_WORDS)
			break;
		from = end;
	}
	return RP_OK;
}

/* Whether the nodes of a row are different articles, three of them. */
static int is_furniture(bool *out, struct search *search, const uint64_t *row,
			size_t count)
{
	uint64_t nodes[SAMPLE];
	uint64_t sample;
	struct decision *decision;
	size_t i;
	int status;

	for (i = 0; i < count; i++)
		nodes[i] = rp_entry_node(row[i]);
	sample = rp_hash64(nodes, count * sizeof(*nodes));
	decision = &search->memory[sample & (MEMORY - 1)];
	*out = decision->furniture;
	if (decision->known && decision->sample == sample)
		return RP_OK;
	status = judge(out, search, row, count);
	*decision = (struct decision){sample, status == RP_OK, *out};
	return status;
}

static void touch(uint64_t *touched, const uint64_t *row, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		uint32_t node = rp_entry_node(row[i]);

		touched[node / 64] |= (uint64_t)1 << node % 64;
	}
}

static int decide(struct search *search, const uint64_t *row, size_t count)
{
	size_t sample = count < SAMPLE ? count : SAMPLE;
	bool prints;
	bool furniture;
	int status = alike(&prints, search, row, sample);

	if (status != RP_OK || prints)
		return status;
	status = is_furniture(&furniture, search, row, sample);
	if (status != RP_OK || !furniture)
		return status;
	if (rp_array_reserve(&search->found, &search->found_capacity,
			     search->found_count + 1,
			     sizeof(*search->found)) != RP_OK)
		return RP_ENOMEM;
	touch(search->touched, row, count);
	search->found[search->found_count].nodes = (uint32_t)count;
	return find_sentence(&search->found[search->found_count++], search,
			     row[0]);
}

/* ----- the search ----- */

static int search_range(void *context, unsigned worker, size_t range)
{
	struct search *search = (struct search *)context + worker;
	const struct rp_match *match = search->match;
	size_t start = 0;
	int status = rp_entries_load(&search->entries, &match->index->sentences,
				     range, match, NULL);

	if (status == RP_OK)
		status = rp_entries_sort(&search->entries);
	while (status == RP_OK && start < search->entries.count) {
		size_t count = rp_entries_row(&search->entries, start);

		if (count >= MANY)
			status = decide(search, search->entries.items + start,
					count);
		start += count;
	}
	return status;
}

static int by_hash(const void *a, const void *b)
{
	const struct rp_sentence *first = a;
	const struct rp_sentence *second = b;

	return first->hash < second->hash ? -1 : first->hash > second->hash;
}

/* ----- ranges ----- */

/* Nodes that a thread looks through at a time. */
#define PLACED 4096

/* The ranges of PLACED nodes. */
struct placed {
	struct rp_range *ranges;
	size_t count;
	size_t capacity;
};

struct placing {
	const struct rp_match *match;
	const struct rp_sentence *sentences;
	size_t count;
	const uint64_t *touched; /* nodes to look through; NULL: all */
	struct placed *batches;
	uint32_t *counts; /* ranges of each node */
};

static int add_range(struct placed *placed, uint32_t from, uint32_t to)
{
	if (rp_array_reserve(&placed->ranges, &placed->capacity,
			     placed->count + 1,
			     sizeof(*placed->ranges)) != RP_OK)
		return RP_ENOMEM;
	placed->ranges[placed->count++] = (struct rp_range){from, to};
	return RP_OK;
}

/* Put the ranges of one node behind those of the nodes before. Sentences that
 * are too short to be known go with those on both sides. */
static int place_node(struct placed *placed, const struct placing *placing,
		      uint32_t node)
{
	struct rp_sentences view;
	size_t first = placed->count;
	uint32_t from = 0;
	uint32_t behind = UINT32_MAX; /* where furniture ended, short ones in */
	int status = rp_sentences_open(&view, placing->match, node);

	while (status == RP_OK && from < view.count) {
		uint32_t end = rp_sentence_end(&view, from);
		struct rp_sentence key = {
		    .hash = rp_sentence_hash(&view, from, end)};
		bool brief = end - from < RP_SENTENCE_WORDS;

		if (!brief && bsearch(&key, placing->sentences, placing->count,
				      sizeof(key), by_hash)) {
			if (behind == from && placed->count > first)
				placed->ranges[placed->count - 1].to = end;
			else
				status = add_range(placed, from, end);
			behind = end;
		} else if (brief && behind == from) {
			behind = end;
		}
		from = end;
	}
	placing->counts[node] = (uint32_t)(placed->count - first);
	return status;
}

static int place_batch(void *context, unsigned worker, size_t index)
{
	const struct placing *placing = context;
	uint32_t node = (uint32_t)(index * PLACED);
	uint32_t end = placing->match->count;
	int status = RP_OK;

	(void)worker;
	if (end - node > PLACED)
		end = node + PLACED;
	for (; node < end && status == RP_OK; node++)
		if (!placing->touched ||
		    placing->touched[node / 64] >> node % 64 & 1)
			status =
			    place_node(&placing->batches[index], placing, node);
	return status;
}

/* The ranges of all batches behind one another. */
static int join_batches(struct rp_furniture *out, const struct placing *placing,
			size_t batches)
{
	uint32_t count = placing->match->count;
	uint32_t sum = 0;
	uint32_t node;
	size_t i;

	for (i = 0; i < batches; i++)
		out->range_count += placing->batches[i].count;
	out->ranges = malloc((out->range_count + 1) * sizeof(*out->ranges));
	if (!out->ranges)
		return RP_ENOMEM;
	out->range_count = 0;
	for (i = 0; i < batches; i++) {
		const struct placed *placed = &placing->batches[i];

		if (placed->count)
			memcpy(out->ranges + out->range_count, placed->ranges,
			       placed->count * sizeof(*placed->ranges));
		out->range_count += placed->count;
	}
	/* Counts to places, in the same array. */
	for (node = 0; node <= count; node++) {
		uint32_t held = node < count ? placing->counts[node] : 0;

		placing->counts[node] = sum;
		sum += held;
	}
	return RP_OK;
}

static int place(struct rp_furniture *out, const struct rp_match *match,
		 const struct rp_sentence *sentences, size_t count,
		 const uint64_t *touched)
{
	struct placing placing = {match, sentences, count, touched, NULL, NULL};
	size_t batches = ((size_t)match->count + PLACED - 1) / PLACED;
	size_t i;
	int status = RP_ENOMEM;

	memset(out, 0, sizeof(*out));
	if (count == 0)
		return RP_OK;
	placing.batches = calloc(batches + 1, sizeof(*placing.batches));
	placing.counts =
	    calloc((size_t)match->count + 1, sizeof(*placing.counts));
	out->first = placing.counts;
	if (placing.batches && placing.counts)
		status = rp_parallel_for(match->threads, batches, place_batch,
					 &placing);
	if (status == RP_OK)
		status = join_batches(out, &placing, batches);
	for (i = 0; placing.batches && i < batches; i++)
		free(placing.batches[i].ranges);
	free(placing.batches);
	if (status != RP_OK)
		rp_furniture_dispose(out);
	return status;
}

int rp_furniture_place(struct rp_furniture *out, const struct rp_match *match,
		       const struct rp_sentence *sentences, size_t count)
{
	return place(out, match, sentences, count, NULL);
}

/* ----- all of it ----- */

static int searches_create(struct search **out, const struct rp_match *match)
{
	size_t words = match->count / 64 + 1;
	struct search *searches = calloc(match->threads, sizeof(*searches));
	unsigned i;

	if (!searches)
		return RP_ENOMEM;
	*out = searches;
	for (i = 0; i < match->threads; i++) {
		struct search *search = &searches[i];

		search->match = match;
		search->specimens = malloc(SAMPLE * sizeof(*search->specimens));
		search->memory = calloc(MEMORY, sizeof(*search->memory));
		search->touched = calloc(words, sizeof(*search->touched));
		if (!search->specimens || !search->memory || !search->touched)
			return RP_ENOMEM;
	}
	return RP_OK;
}

static void searches_free(struct search *searches, unsigned threads)
{
	unsigned i;

	for (i = 0; searches && i < threads; i++) {
		rp_entries_dispose(&searches[i].entries);
		free(searches[i].specimens);
		free(searches[i].memory);
		free(searches[i].touched);
		free(searches[i].found);
	}
	free(searches);
}

/* What all threads found, in order of hash, and all nodes touched, into the
 * first thread's set. */
static int gather(struct rp_sentence **found, size_t *count,
		  struct search *searches, const struct rp_match *match)
{
	size_t all = 0;
	unsigned i;
	size_t k;

	for (i = 0; i < match->threads; i++)
		all += searches[i].found_count;
	*found = malloc((all + 1) * sizeof(**found));
	if (!*found)
		return RP_ENOMEM;
	for (i = 0; i < match->threads; i++) {
		if (searches[i].found_count)
			memcpy(*found + *count, searches[i].found,
			       searches[i].found_count * sizeof(**found));
		*count += searches[i].found_count;
		for (k = 0; k < match->count / 64 + 1; k++)
			searches[0].touched[k] |= searches[i].touched[k];
	}
	qsort(*found, all, sizeof(**found), by_hash);
	return RP_OK;
}

int rp_furniture_find(struct rp_furniture *out, const struct rp_match *match)
{
	struct search *searches = NULL;
	struct rp_sentence *found = NULL;
	size_t count = 0;
	int status;

	memset(out, 0, sizeof(*out));
	if (!match->index)
		return RP_OK;
	status = searches_create(&searches, match);
	if (status == RP_OK)
		status = rp_parallel_for(match->threads, RP_POSTINGS_RANGES,
					 search_range, searches);
	if (status == RP_OK)
		status = gather(&found, &count, searches, match);
	if (status == RP_OK)
		status = place(out, match, found, count, searches[0].touched);
	searches_free(searches, match->threads);
	if (status != RP_OK) {
		free(found);
		return status;
	}
	out->sentences = found;
	out->sentence_count = count;
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
