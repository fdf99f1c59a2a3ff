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

#include "array.h"
#include "hash.h"
#include "minhash.h"
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
/* Sentences of one text that are looked at. */
#define SENTENCES 2048
/* Names and figures of one text that are looked at, and the fewest by which
 * two texts can be told apart. */
#define FACTS	    256
#define FACTS_LEAST 4
#define ENTRIES	    ((size_t)1 << 24) /* sorted at once */
#define MEMORY	    4096	      /* decisions remembered, a power of two */

struct view {
	const uint32_t *tokens;
	const unsigned char *marks;
	uint32_t count;
};

static int view_open(struct view *view, const struct rp_match *match,
		     uint32_t node)
{
	view->count = match->nodes[node].tokens;
	view->tokens =
	    match->spool->view(match->spool->context, match->nodes[node].spool,
			       RP_SKETCH_BYTES(view->count));
	if (!view->tokens)
		return RP_ESTORE;
	view->marks = (const unsigned char *)(view->tokens + view->count);
	return RP_OK;
}

/* The sentence that begins at word from ends before the word returned. */
static uint32_t sentence_end(const struct view *view, uint32_t from)
{
	uint32_t end = from + 1;

	while (end < view->count && !(view->marks[end] & RP_MARK_START))
		end++;
	return end;
}

static uint64_t sentence_hash(const struct view *view, uint32_t from,
			      uint32_t end)
{
	return rp_hash64(view->tokens + from,
			 (end - from) * sizeof(*view->tokens));
}

/* ----- telling two articles apart ----- */

/* One article of a sample: sentences, and facts by sentence. */
struct specimen {
	uint32_t node;
	uint32_t words;
	size_t sentence_count;
	size_t fact_count;
	uint64_t sentences[SENTENCES];
	uint32_t lengths[SENTENCES];
	struct {
		uint32_t token;
		uint32_t sentence;
	} facts[FACTS];
	bool names; /* facts are names and figures; else pairs of words */
};

static void add_fact(struct specimen *specimen, uint32_t token, size_t sentence)
{
	if (specimen->fact_count == FACTS)
		return;
	specimen->facts[specimen->fact_count].token = token;
	specimen->facts[specimen->fact_count++].sentence = (uint32_t)sentence;
}

static void add_facts(struct specimen *specimen, const struct view *view,
		      uint32_t from, uint32_t end)
{
	uint32_t i;

	for (i = from; i < end; i++)
		if (specimen->names) {
			if (view->marks[i] & (RP_MARK_NAME | RP_MARK_NUMBER))
				add_fact(specimen, view->tokens[i],
					 specimen->sentence_count);
		} else if (i > from) {
			add_fact(specimen,
				 (uint32_t)rp_hash_mix(
				     (uint64_t)view->tokens[i - 1] << 32 |
				     view->tokens[i]),
				 specimen->sentence_count);
		}
}

/* A word of 50 is a name where the script has capitals; news has more. */
static bool writes_names(const struct view *view)
{
	uint32_t names = 0;
	uint32_t i;

	for (i = 0; i < view->count; i++)
		names += (view->marks[i] & RP_MARK_NAME) != 0;
	return names * 50 >= view->count;
}

static int specimen_read(struct specimen *specimen,
			 const struct rp_match *match, uint32_t node)
{
	struct view view;
	uint32_t from = 0;
	int status = view_open(&view, match, node);

	if (status != RP_OK)
		return status;
	specimen->node = node;
	specimen->words = view.count;
	specimen->sentence_count = 0;
	specimen->fact_count = 0;
	specimen->names = writes_names(&view);
	while (from < view.count && specimen->sentence_count < SENTENCES) {
		uint32_t end = sentence_end(&view, from);

		add_facts(specimen, &view, from, end);
		specimen->sentences[specimen->sentence_count] =
		    sentence_hash(&view, from, end);
		specimen->lengths[specimen->sentence_count++] = end - from;
		from = end;
	}
	return RP_OK;
}

/* shared[i]: sentence i of a stands in b too; returns the words in them. */
static uint32_t shared_sentences(bool shared[SENTENCES],
				 const struct specimen *a,
				 const struct specimen *b)
{
	uint32_t words = 0;
	size_t i;
	size_t k;

	for (i = 0; i < a->sentence_count; i++) {
		shared[i] = false;
		for (k = 0; k < b->sentence_count && !shared[i]; k++)
			shared[i] = a->sentences[i] == b->sentences[k];
		if (shared[i])
			words += a->lengths[i];
	}
	return words;
}

static bool has_fact(const struct specimen *specimen, uint32_t token)
{
	size_t i;

	for (i = 0; i < specimen->fact_count; i++)
		if (specimen->facts[i].token == token)
			return true;
	return false;
}

/* Facts of the sentences of a that b does not have: how many, and how many of
 * them stand in b all the same. */
static void compare_facts(size_t *own, size_t *common, const struct specimen *a,
			  const struct specimen *b,
			  const bool shared[SENTENCES])
{
	size_t i;

	*own = 0;
	*common = 0;
	for (i = 0; i < a->fact_count; i++) {
		if (shared[a->facts[i].sentence])
			continue;
		++*own;
		*common += has_fact(b, a->facts[i].token);
	}
}

/* Two prints or versions of one report have most names and figures of their
 * differing sentences in common, two articles few. *most: what they share is
 * over half of either. */
static bool different(bool *most, const struct specimen *a,
		      const struct specimen *b)
{
	bool shared[SENTENCES];
	uint32_t words_a = shared_sentences(shared, a, b);
	size_t own[2];
	size_t common[2];
	uint32_t words_b;

	if (a->names != b->names)
		return false;
	compare_facts(&own[0], &common[0], a, b, shared);
	words_b = shared_sentences(shared, b, a);
	compare_facts(&own[1], &common[1], b, a, shared);
	*most = words_a * 2 > a->words || words_b * 2 > b->words;
	if (own[0] < FACTS_LEAST || own[1] < FACTS_LEAST)
		return false;
	/* Pairs of words are shared by chance, a few of a hundred. */
	if (!a->names)
		return common[0] * 6 < own[0] && common[1] * 6 < own[1];
	return common[0] * 2 < own[0] && common[1] * 2 < own[1];
}

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
	struct specimen *specimens; /* SAMPLE */
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
	const struct specimen *kept[SAMPLE];
	size_t kept_count = 0;
	size_t need = MANY;
	size_t i;
	size_t k;

	for (i = 0; i < count; i++) {
		struct specimen *specimen = &search->specimens[i];
		bool apart = true;
		int status =
		    specimen_read(specimen, search->match, (uint32_t)row[i]);

		if (status != RP_OK)
			return status;
		for (k = 0; k < kept_count && apart; k++) {
			bool most = false;

			apart = !rp_nodes_same_page(
				    &search->match->nodes[specimen->node],
				    &search->match->nodes[kept[k]->node]) &&
				different(&most, specimen, kept[k]);
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
	struct view view;
	uint32_t from = 0;
	int status;

	out->node = (uint32_t)entry;
	status = view_open(&view, search->match, out->node);
	while (status == RP_OK && from < view.count) {
		uint32_t end = sentence_end(&view, from);

		out->hash = sentence_hash(&view, from, end);
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
	struct view view;
	uint32_t from = 0;
	int status = view_open(&view, search->match, node);

	if (status != RP_OK)
		return status;
	while (from < view.count) {
		uint32_t end = sentence_end(&view, from);
		uint64_t hash = sentence_hash(&view, from, end);

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
	struct view view;
	uint32_t from = 0;
	uint32_t behind = UINT32_MAX; /* where furniture ended, short ones in */
	int status = view_open(&view, placing->match, node);

	while (status == RP_OK && from < view.count) {
		uint32_t end = sentence_end(&view, from);
		struct rp_sentence key = {.hash =
					      sentence_hash(&view, from, end)};
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
