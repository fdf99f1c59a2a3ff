/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stubs.c - see stubs.h
 *
 * Idea. Of many pages nothing is had but what their site puts in the place of
 * the article: a paywall's text, the menu above a player. Such texts are equal
 * word for word, and no reports. The text cannot tell (a brief is as short),
 * the titles can: two pages of one site, at two addresses, with two titles of
 * which the text has nothing (stray.c). An outlet that prints one report twice
 * under new titles takes them from the report.
 *
 * Then the text is a stub wherever it stands: on pages of which the title
 * happens to have a word of it, and on the sites of the same publisher.
 *
 * Some corpora have titles in another language than their texts, so that all
 * are stray. Of a text as long as an article two titles are not believed: the
 * site may have reworded one.
 *
 * Cost. One look at each article that shares its text; those with a stray title
 * are sorted by host. Rejected: to ask for a third page of short texts too. Of
 * ten sites' pages that were read through, half of such texts had two.
 */
#include "stubs.h"

#include "nodes.h"

#include <stdlib.h>

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

static bool any_host(const struct rp_corpus *corpus, const uint32_t *strays,
		     size_t count)
{
	size_t from = 0;

	while (from < count) {
		uint64_t host = rp_corpus_document(corpus, strays[from])->host;
		size_t end = from + 1;

		while (end < count &&
		       rp_corpus_document(corpus, strays[end])->host == host)
			end++;
		if (are_strays(corpus, strays + from, end - from))
			return true;
		from = end;
	}
	return false;
}

int rp_stubs_found(bool *out, const struct rp_corpus *corpus,
		   const uint32_t *ids, size_t count)
{
	uint32_t *strays;
	size_t found = 0;
	size_t i;

	*out = false;
	for (i = 0; i < count; i++)
		found += rp_corpus_document(corpus, ids[i])->stray != 0;
	if (found < 2)
		return RP_OK;
	strays = malloc(found * sizeof(*strays));
	if (!strays)
		return RP_ENOMEM;
	found = 0;
	for (i = 0; i < count; i++)
		if (rp_corpus_document(corpus, ids[i])->stray)
			strays[found++] = ids[i];
	qsort_r(strays, found, sizeof(*strays), by_host,
		(void *)(uintptr_t)corpus);
	*out = any_host(corpus, strays, found);
	free(strays);
	return RP_OK;
}
