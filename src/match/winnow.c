/* SPDX-License-Identifier: Apache-2.0 */
/*
 * winnow.c - candidates for containment, by winnowing
 *
 * Idea (Schleimer, Wilkerson and Aiken 2003). Of every WINDOW shingles in a
 * row the one with the smallest hash is selected. The choice depends on
 * nothing but these shingles, so two texts that share a run of WINDOW + w - 1
 * words (12 for five-word shingles) select at least one shingle in common
 * there, however long the texts are and however little else they share.
 * Banded signatures cannot see an excerpt a tenth as long as its original;
 * this does.
 *
 * Selected shingles are joined: those that few texts have propose all their
 * pairs, and a pair is a candidate if it shares enough of the shorter text's
 * selected shingles. Those that more than RARE texts have are either phrases
 * of the trade or come from a report with many prints; each text is then
 * paired with the first and the last LEADERS texts of the row and with its
 * neighbours, and the bands find the prints among themselves. They are
 * counted.
 *
 * Layout. Entries (32-bit key, node) of one range of keys at a time,
 * radix-sorted, so memory is bounded by ENTRIES and not by the corpus. Pairs
 * are sorted and counted.
 *
 * Cost: a text selects one shingle in 4.5. Rejected: shingles with small
 * hashes (FracMinHash), which are as many but promise nothing of a given
 * passage, so that short excerpts slip through.
 */
#include "winnow.h"

#include "array.h"
#include "furniture.h"
#include "shingle.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

#define WINDOW	8
#define RARE	32
#define LEADERS 8
/* Entries sorted at once: 2 x 128 MiB. */
#define ENTRIES ((size_t)1 << 24)
/* Pairs gathered before they are counted. */
#define PAIRS ((size_t)1 << 22)
/* Selected shingles of the shorter text that must be shared: true pairs share
 * over a quarter of their shingles. */
#define SHARED_LEAST 0.12

/* Pairs, sorted, each once, and how many keys they share. */
struct counted {
	uint64_t *pairs;
	uint32_t *times;
	size_t count;
};

struct winnowing {
	const struct rp_match *match;
	uint64_t *entries;
	size_t count;
	size_t capacity;
	uint64_t *scratch; /* for sorting entries and pairs */
	size_t scratch_capacity;
	uint64_t *pairs; /* not yet counted, with repetitions */
	size_t pair_count;
	size_t pair_capacity;
	struct counted counted;
	uint32_t *selected; /* keys of each node */
	struct rp_winnow_stats *stats;
};

/* ----- selection ----- */

struct selector {
	uint64_t window[WINDOW];
	size_t taken; /* place of the last shingle selected, plus 1 */
	size_t best;  /* place of the smallest of the window */
	size_t count; /* shingles seen */
};

/* Take the next shingle, one of all; true if *key is another selected one. Of
 * equal hashes the last counts. A text of fewer than WINDOW shingles selects
 * its smallest. */
static bool select_next(uint64_t *key, size_t *place, struct selector *selector,
			uint64_t shingle, size_t all)
{
	size_t window = all < WINDOW ? all : WINDOW;
	size_t at = selector->count++;
	size_t i;
	bool left = at >= WINDOW && selector->best + WINDOW <= at;

	selector->window[at % WINDOW] = shingle;
	if (at == 0 ||
	    (!left && shingle <= selector->window[selector->best % WINDOW])) {
		selector->best = at;
	} else if (left) {
		/* The smallest has left the window. */
		selector->best = at + 1 - WINDOW;
		for (i = selector->best + 1; i <= at; i++)
			if (selector->window[i % WINDOW] <=
			    selector->window[selector->best % WINDOW])
				selector->best = i;
	}
	if (selector->count < window || selector->best + 1 == selector->taken)
		return false;
	selector->taken = selector->best + 1;
	*key = selector->window[selector->best % WINDOW];
	*place = selector->best;
	return true;
}

static int add_entry(struct winnowing *winnowing, uint64_t key, uint32_t node)
{
	if (winnowing->count == winnowing->capacity &&
	    rp_array_reserve(&winnowing->entries, &winnowing->capacity,
			     winnowing->count + 1,
			     sizeof(*winnowing->entries)) != RP_OK)
		return RP_ENOMEM;
	winnowing->entries[winnowing->count++] = (key >> 32 << 32) | node;
	return RP_OK;
}

/* The selected shingles of a node whose key is of the part-th of parts. */
static int select_node(struct winnowing *winnowing, uint32_t node, size_t part,
		       size_t parts)
{
	const struct rp_match *match = winnowing->match;
	const struct rp_text_node *at = &match->nodes[node];
	const uint32_t *tokens = match->spool->view(
	    match->spool->context, at->spool, RP_SKETCH_BYTES(at->tokens));
	const unsigned char *marks;
	struct selector selector = {.taken = 0};
	struct rp_shingler shingler;
	uint32_t selected = 0;
	size_t left;
	size_t all;

	if (!tokens)
		return RP_ESTORE;
	marks = (const unsigned char *)(tokens + at->tokens);
	rp_shingler_init(&shingler, tokens, at->tokens,
			 match->options->shingle_words);
	all = rp_shingler_count(&shingler);
	for (left = all; left; left--) {
		uint64_t key;
		size_t place;

		if (!select_next(&key, &place, &selector,
				 rp_shingler_next(&shingler), all) ||
		    (marks[place] & RP_MARK_QUOTED) ||
		    rp_furniture_at(match->furniture, node, place))
			continue;
		selected++;
		if ((key >> 32) * parts >> 32 == part &&
		    add_entry(winnowing, key, node) != RP_OK)
			return RP_ENOMEM;
	}
	winnowing->selected[node] = selected;
	return RP_OK;
}

/* ----- pairs ----- */

static int counted_reserve(struct counted *counted, size_t room)
{
	counted->pairs = malloc((room + 1) * sizeof(*counted->pairs));
	counted->times = malloc((room + 1) * sizeof(*counted->times));
	counted->count = 0;
	return counted->pairs && counted->times ? RP_OK : RP_ENOMEM;
}

static void counted_dispose(struct counted *counted)
{
	free(counted->pairs);
	free(counted->times);
	memset(counted, 0, sizeof(*counted));
}

static void counted_add(struct counted *counted, uint64_t pair, uint32_t times)
{
	if (counted->count && counted->pairs[counted->count - 1] == pair) {
		counted->times[counted->count - 1] += times;
		return;
	}
	counted->pairs[counted->count] = pair;
	counted->times[counted->count++] = times;
}

/* Count the pairs gathered and merge them with those counted before. */
static int count_pairs(struct winnowing *winnowing)
{
	struct counted before = winnowing->counted;
	struct counted *after = &winnowing->counted;
	size_t i = 0;
	size_t k = 0;

	if (rp_array_reserve(&winnowing->scratch, &winnowing->scratch_capacity,
			     winnowing->pair_count,
			     sizeof(*winnowing->scratch)) != RP_OK)
		return RP_ENOMEM;
	rp_sort_u64(winnowing->pairs, winnowing->scratch, winnowing->pair_count,
		    0);
	if (counted_reserve(after, before.count + winnowing->pair_count) !=
	    RP_OK) {
		counted_dispose(&before);
		return RP_ENOMEM;
	}
	while (i < before.count || k < winnowing->pair_count)
		if (k == winnowing->pair_count ||
		    (i < before.count &&
		     before.pairs[i] <= winnowing->pairs[k])) {
			counted_add(after, before.pairs[i], before.times[i]);
			i++;
		} else {
			counted_add(after, winnowing->pairs[k++], 1);
		}
	counted_dispose(&before);
	winnowing->pair_count = 0;
	return RP_OK;
}

static int add_pair(struct winnowing *winnowing, uint64_t first,
		    uint64_t second)
{
	uint64_t a = (uint32_t)first;
	uint64_t b = (uint32_t)second;

	if (a == b)
		return RP_OK;
	if (winnowing->pair_count == winnowing->pair_capacity) {
		if (winnowing->pair_count >= PAIRS &&
		    winnowing->pair_count >= winnowing->counted.count &&
		    count_pairs(winnowing) != RP_OK)
			return RP_ENOMEM;
		if (rp_array_reserve(&winnowing->pairs,
				     &winnowing->pair_capacity,
				     winnowing->pair_count + 1,
				     sizeof(*winnowing->pairs)) != RP_OK)
			return RP_ENOMEM;
	}
	winnowing->pairs[winnowing->pair_count++] =
	    a < b ? a << 32 | b : b << 32 | a;
	return RP_OK;
}

static int pair_rare(struct winnowing *winnowing, const uint64_t *row,
		     size_t count)
{
	size_t i;
	size_t k;

	for (i = 0; i < count; i++)
		for (k = i + 1; k < count; k++)
			if (add_pair(winnowing, row[i], row[k]) != RP_OK)
				return RP_ENOMEM;
	return RP_OK;
}

static int pair_hot(struct winnowing *winnowing, const uint64_t *row,
		    size_t count)
{
	size_t i;
	size_t k;

	for (i = 0; i < count; i++) {
		for (k = 0; k < LEADERS; k++)
			if (add_pair(winnowing, row[i], row[k]) != RP_OK ||
			    add_pair(winnowing, row[i], row[count - 1 - k]) !=
				RP_OK)
				return RP_ENOMEM;
		if (i + 1 < count &&
		    add_pair(winnowing, row[i], row[i + 1]) != RP_OK)
			return RP_ENOMEM;
	}
	return RP_OK;
}

/* Entries are sorted by key and node: pair those of each key. */
static int pair_entries(struct winnowing *winnowing)
{
	size_t start = 0;

	while (winnowing->entries && start < winnowing->count) {
		const uint64_t *row = winnowing->entries + start;
		size_t count = 1;
		int status;

		while (start + count < winnowing->count &&
		       row[count] >> 32 == row[0] >> 32)
			count++;
		start += count;
		if (count > RARE) {
			winnowing->stats->hot++;
			winnowing->stats->hot_entries += count;
			status = pair_hot(winnowing, row, count);
		} else {
			status = pair_rare(winnowing, row, count);
		}
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

/* ----- all of it ----- */

static int join_part(struct winnowing *winnowing, size_t part, size_t parts)
{
	uint32_t node;

	winnowing->count = 0;
	for (node = 0; node < winnowing->match->count; node++) {
		int status;

		if (!winnowing->match->nodes[node].eligible)
			continue;
		status = select_node(winnowing, node, part, parts);
		if (status != RP_OK)
			return status;
	}
	if (rp_array_reserve(&winnowing->scratch, &winnowing->scratch_capacity,
			     winnowing->count,
			     sizeof(*winnowing->scratch)) != RP_OK)
		return RP_ENOMEM;
	rp_sort_u64(winnowing->entries, winnowing->scratch, winnowing->count,
		    0);
	/* A shingle that a text repeats is selected several times. */
	winnowing->count = rp_sort_unique(winnowing->entries, winnowing->count);
	return pair_entries(winnowing);
}

static int propose_counted(struct rp_candidates *out,
			   const struct winnowing *winnowing)
{
	const struct counted *counted = &winnowing->counted;
	size_t i;

	for (i = 0; i < counted->count; i++) {
		uint32_t a = rp_pair_first(counted->pairs[i]);
		uint32_t b = rp_pair_second(counted->pairs[i]);
		uint32_t least = winnowing->selected[a] < winnowing->selected[b]
				     ? winnowing->selected[a]
				     : winnowing->selected[b];
		int status;

		if (counted->times[i] < least * SHARED_LEAST)
			continue;
		status = rp_candidates_propose(out, winnowing->match, a, b);
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

/* Ranges of keys so that one has about ENTRIES. */
static size_t parts_of(const struct rp_match *match)
{
	uint64_t words = 0;
	uint32_t node;

	for (node = 0; node < match->count; node++)
		words += match->nodes[node].tokens;
	return (size_t)(words / 4 / ENTRIES + 1);
}

int rp_winnow_propose(struct rp_candidates *out, struct rp_winnow_stats *stats,
		      const struct rp_match *match)
{
	struct winnowing winnowing = {.match = match, .stats = stats};
	size_t parts = parts_of(match);
	size_t part;
	int status = RP_OK;

	memset(stats, 0, sizeof(*stats));
	winnowing.selected =
	    calloc((size_t)match->count + 1, sizeof(*winnowing.selected));
	if (!winnowing.selected)
		return RP_ENOMEM;
	for (part = 0; part < parts && status == RP_OK; part++)
		status = join_part(&winnowing, part, parts);
	if (status == RP_OK)
		status = count_pairs(&winnowing);
	if (status == RP_OK)
		status = propose_counted(out, &winnowing);
	counted_dispose(&winnowing.counted);
	free(winnowing.selected);
	free(winnowing.pairs);
	free(winnowing.scratch);
	free(winnowing.entries);
	return status == RP_OK ? rp_candidates_finish(out) : status;
}
