/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stubs.c - see stubs.h
 *
 * Idea. Of many pages nothing is had but what their site puts in the place of
 * the article: a paywall's text, the menu above a player. Such texts are equal
 * word for word, and no reports. The text cannot tell (a brief is as short),
 * the titles can: two pages of one site, at two addresses, with two titles of
 * which the text has next to nothing (stray.c). An outlet that prints one
 * report twice under new titles takes them from the report.
 *
 * Then the text is a stub wherever it stands: on pages of which the title
 * happens to have a word of it, and on other sites of the publisher; but only
 * if most of its pages are of such sites. A report that an aggregator has under
 * two headings of its own is printed by others.
 *
 * Some corpora have titles in another language than their texts, so that all
 * are stray. Of a text as long as an article two titles are not believed: the
 * site may have reworded one.
 *
 * Cost. One look at each article that shares its text; where two titles are
 * stray they are sorted by host. Rejected: to ask for a third page of short
 * texts too. Of ten sites' pages that were read through, half of such texts had
 * two.
 */
#include "stubs.h"

#include "nodes.h"

#include <stdlib.h>
#include <string.h>

/* Titles of one site over a text of RP_STRAY_WORDS and more. */
#define LONG_TITLES 4

static int by_host(const void *a, const void *b, void *context)
{
	const struct rp_corpus *corpus = context;
	uint64_t first = rp_corpus_document(corpus, *(const uint32_t *)a)->host;
	uint64_t second =
	    rp_corpus_document(corpus, *(const uint32_t *)b)->host;

	return first < second ? -1 : first > second;
}

/* Whether two of them, all of one host, differ both in title and address.
 *
 * Held against the first: one that differs in both is the pair. If there is
 * none, one at another address has its title and one with another title has its
 * address; those two are a pair. Nobody shares an address that is unknown. */
static bool are_apart(const struct rp_corpus *corpus, const uint32_t *ids,
		      size_t count)
{
	const struct rp_document *first = rp_corpus_document(corpus, ids[0]);
	bool elsewhere = false;
	bool retitled = false;
	size_t i;

	for (i = 1; i < count; i++) {
		const struct rp_document *other =
		    rp_corpus_document(corpus, ids[i]);
		bool moved = !first->page || first->page != other->page;
		bool renamed = first->stray != other->stray;

		if (moved && renamed)
			return true;
		elsewhere |= moved;
		retitled |= renamed;
	}
	return elsewhere && retitled;
}

static unsigned count_titles(const struct rp_corpus *corpus,
			     const uint32_t *ids, size_t count)
{
	uint64_t codes[RP_STRAY_MOST / 64 + 1] = {0};
	unsigned titles = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		unsigned code = rp_corpus_document(corpus, ids[i])->stray;
		uint64_t bit = UINT64_C(1) << code % 64;

		titles += !(codes[code / 64] & bit);
		codes[code / 64] |= bit;
	}
	return titles;
}

static bool are_strays(const struct rp_corpus *corpus, const uint32_t *ids,
		       size_t count)
{
	if (!are_apart(corpus, ids, count))
		return false;
	return rp_corpus_document(corpus, ids[0])->tokens < RP_STRAY_WORDS ||
	       count_titles(corpus, ids, count) >= LONG_TITLES;
}

static bool is_of(const struct rp_corpus *corpus, uint32_t id, uint64_t host)
{
	return rp_corpus_document(corpus, id)->host == host;
}

/* Those with a stray title to the front; how many there are. */
static size_t strays_first(const struct rp_corpus *corpus, uint32_t *ids,
			   size_t count)
{
	size_t found = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		uint32_t id = ids[i];

		if (!rp_corpus_document(corpus, id)->stray)
			continue;
		ids[i] = ids[found];
		ids[found++] = id;
	}
	return found;
}

/* Of articles sorted by host those of hosts whose titles say that the text is
 * the host's. */
static size_t count_stubs(const struct rp_corpus *corpus, uint32_t *ids,
			  size_t count)
{
	size_t stubs = 0;
	size_t from = 0;

	while (from < count) {
		uint64_t host = rp_corpus_document(corpus, ids[from])->host;
		size_t end = from + 1;
		size_t found;

		while (end < count && is_of(corpus, ids[end], host))
			end++;
		found = strays_first(corpus, ids + from, end - from);
		if (host && found > 1 && are_strays(corpus, ids + from, found))
			stubs += end - from;
		from = end;
	}
	return stubs;
}

int rp_stubs_found(bool *out, const struct rp_corpus *corpus,
		   const uint32_t *ids, size_t count)
{
	uint32_t *sorted;
	size_t found = 0;
	size_t i;

	*out = false;
	for (i = 0; i < count; i++)
		found += rp_corpus_document(corpus, ids[i])->stray != 0;
	if (found < 2)
		return RP_OK;
	sorted = malloc(count * sizeof(*sorted));
	if (!sorted)
		return RP_ENOMEM;
	memcpy(sorted, ids, count * sizeof(*sorted));
	qsort_r(sorted, count, sizeof(*sorted), by_host,
		(void *)(uintptr_t)corpus);
	*out = count_stubs(corpus, sorted, count) * 2 > count;
	free(sorted);
	return RP_OK;
}
