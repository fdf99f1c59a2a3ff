/* SPDX-License-Identifier: Apache-2.0 */
/*
 * distinct.c - see distinct.h
 *
 * The first 32 bits of the content hash are sorted by radix; the few runs that
 * share them by comparison. Short notices (the central bank leaves its rates
 * unchanged) come again word for word weeks later and are other reports: equal
 * texts of fewer than RP_NOTICE_WORDS words are one node only if no two of them
 * lie more than RP_NOTICE_DAYS apart, and any texts only if none lie further
 * apart than the window that options may have. Those without a date go with the
 * earliest; notices under one address stay together. Of texts that are a site's
 * (stubs.c) each address is a node of its own, which nothing is compared with.
 */
#include "distinct.h"

#include "day.h"
#include "sort.h"
#include "stubs.h"
#include "verdict.h"

#include <string.h>

/* Articles that are fetched from memory before their turn: in the order of
 * their hashes they lie anywhere. */
#define AHEAD 16

/* Articles with one text that are looked at for one's page. */
#define PAGES 256

int64_t rp_distinct_dated(const struct rp_document *document)
{
	return document->instant == INT64_MAX ? INT64_MIN : document->instant;
}

bool rp_distinct_parted(const struct rp_corpus *corpus,
			const struct rp_document *document)
{
	return document->tokens < RP_NOTICE_WORDS || corpus->options.window;
}

static int by_content(const void *a, const void *b, void *context)
{
	const struct rp_corpus *corpus = context;
	uint32_t id_a = *(const uint32_t *)a;
	uint32_t id_b = *(const uint32_t *)b;
	const struct rp_document *first = rp_corpus_document(corpus, id_a);
	const struct rp_document *second = rp_corpus_document(corpus, id_b);
	int order =
	    memcmp(first->content, second->content, sizeof(first->content));

	/* As numbers, not as bytes: the same on every machine. */
	if (order) {
		int half = first->content[0] == second->content[0];

		return first->content[half] < second->content[half] ? -1 : 1;
	}
	/* Those without a date come first, and so into the earliest node. */
	if (rp_distinct_parted(corpus, first) &&
	    first->instant != second->instant)
		return rp_distinct_dated(first) < rp_distinct_dated(second) ? -1
									    : 1;
	if (first->key != second->key)
		return first->key < second->key ? -1 : 1;
	return id_a < id_b ? -1 : 1;
}

/* Those that are there; *ordered receives how many. */
static int order_documents(uint32_t *order, size_t *ordered,
			   const struct rp_corpus *corpus)
{
	size_t all = corpus->documents.count;
	size_t count = 0;
	uint64_t *keys = malloc((all + 1) * sizeof(*keys));
	uint64_t *scratch = malloc((all + 1) * sizeof(*scratch));
	size_t start = 0;
	size_t i;
	int status = RP_ENOMEM;

	if (!keys || !scratch)
		goto out_free;
	for (i = 0; i < all; i++) {
		uint64_t high =
		    rp_corpus_document(corpus, (uint32_t)i)->content[0] >> 32;

		keys[count] = high << 32 | i;
		count += rp_documents_has(&corpus->documents, (uint32_t)i);
	}
	*ordered = count;
	status =
	    rp_sort_parallel(keys, scratch, count, 0, corpus->options.threads);
	if (status != RP_OK)
		goto out_free;
	for (i = 0; i < count; i++)
		order[i] = (uint32_t)keys[i];
	while (start < count) {
		size_t end = start + 1;

		while (end < count && keys[end] >> 32 == keys[start] >> 32)
			end++;
		if (end - start > 1)
			qsort_r(order + start, end - start, sizeof(*order),
				by_content, (void *)(uintptr_t)corpus);
		start = end;
	}
out_free:
	free(keys);
	free(scratch);
	return status;
}

static bool same_content(const struct rp_corpus *corpus, uint32_t a, uint32_t b)
{
	const struct rp_document *first = rp_corpus_document(corpus, a);
	const struct rp_document *second = rp_corpus_document(corpus, b);

	return memcmp(first->content, second->content,
		      sizeof(first->content)) == 0;
}

/* The beginning of a date; its end is the instant. */
static int64_t begin_of(const struct rp_document *document)
{
	return document->whole_day ? document->instant - (RP_DAY - 1)
				   : document->instant;
}

static void node_date(struct rp_text_node *node,
		      const struct rp_document *document)
{
	struct rp_node_dates dates = rp_node_dates(node);
	int64_t begin = begin_of(document);
	int64_t end = document->instant;

	if (end == INT64_MAX)
		return;
	if (begin < dates.earliest)
		dates.earliest = begin;
	if (end > dates.latest)
		dates.latest = end;
	if (end < dates.first_end)
		dates.first_end = end;
	if (begin > dates.last_begin)
		dates.last_begin = begin;
	rp_node_set_dates(node, &dates);
}

/* As many bits of both hashes as a node has room for. */
static uint32_t page_of(const struct rp_document *document)
{
	return (uint32_t)(document->page >> 32);
}

static uint16_t host_of(const struct rp_document *document)
{
	return (uint16_t)(document->host >> 48);
}

void rp_distinct_node(struct rp_text_node *node, const struct rp_corpus *corpus,
		      uint32_t id)
{
	const struct rp_document *document = rp_corpus_document(corpus, id);

	node->simhash = document->simhash;
	node->spool = document->spool;
	node->article = id;
	node->tokens = document->tokens;
	node->shingles = document->shingles;
	node->copies = 1;
	node->selected = document->selected;
	node->earliest = INT64_MAX;
	node->span = 0;
	node->first_end = 0;
	node->last_begin = 0;
	node->page = page_of(document);
	node->host = host_of(document);
	node->stray = document->stray;
	node->stub = false;
	node->slots = 0;
	node_date(node, document);
}

/* Another article with the node's text. */
static void node_add(struct rp_text_node *node, const struct rp_corpus *corpus,
		     uint32_t id)
{
	const struct rp_document *document = rp_corpus_document(corpus, id);

	node->copies++;
	node_date(node, document);
	if (node->page != page_of(document))
		node->page = 0;
	if (node->stray != document->stray)
		node->stray = 0;
	if (node->host != host_of(document)) {
		node->host = 0;
		node->stray = 0;
	}
}

enum rp_finding rp_distinct_finding(const struct rp_corpus *corpus,
				    uint32_t tokens, int64_t spread)
{
	return rp_finding_by_dates(&corpus->options, tokens, spread);
}

/* Whether one of the node's articles, the last ones before place at, has the
 * page too. */
static bool on_same_page(const struct rp_distinct *distinct,
			 const struct rp_corpus *corpus, uint64_t page,
			 uint32_t at)
{
	uint32_t first = distinct->first[distinct->count - 1];
	uint32_t i;

	if (page == 0)
		return false;
	if (at - first > PAGES)
		first = at - PAGES;
	for (i = first; i < at; i++)
		if (rp_corpus_document(corpus, distinct->order[i])->page ==
		    page)
			return true;
	return false;
}

/* Whether the article at a place of the order goes to the last node, which has
 * its text. */
static bool belongs(const struct rp_distinct *distinct,
		    const struct rp_corpus *corpus, uint32_t at)
{
	const struct rp_text_node *node = &distinct->nodes[distinct->count - 1];
	uint32_t id = distinct->order[at];
	const struct rp_document *document = rp_corpus_document(corpus, id);
	struct rp_text_node more;
	enum rp_finding finding;

	more = *node;
	node_date(&more, document);
	finding = rp_distinct_finding(corpus, document->tokens,
				      rp_nodes_spread(&more, &more));
	return finding == RP_FINDING_EXACT ||
	       (finding == RP_FINDING_TEMPLATE &&
		on_same_page(distinct, corpus, document->page, at));
}

/* Who is at place at looks soon at the article AHEAD of it, which may lie
 * across two lines. */
static void expect(const struct rp_corpus *corpus,
		   const struct rp_distinct *distinct, uint32_t at,
		   uint32_t count)
{
	const struct rp_document *document;

	if (at + AHEAD >= count)
		return;
	document = rp_corpus_document(corpus, distinct->order[at + AHEAD]);
	__builtin_prefetch(document);
	__builtin_prefetch(&document->instant);
}

/* Those of one address together. */
static int by_page(const void *a, const void *b, void *context)
{
	const struct rp_corpus *corpus = context;
	uint64_t first = rp_corpus_document(corpus, *(const uint32_t *)a)->page;
	uint64_t second =
	    rp_corpus_document(corpus, *(const uint32_t *)b)->page;

	if (first != second)
		return first < second ? -1 : 1;
	return by_content(a, b, context);
}

/* Whether the page of the article before is its own too. */
static bool follows_page(const struct rp_distinct *distinct,
			 const struct rp_corpus *corpus, uint32_t at)
{
	uint64_t page = rp_corpus_document(corpus, distinct->order[at])->page;
	uint32_t before = distinct->order[at - 1];

	return page && rp_corpus_document(corpus, before)->page == page;
}

/* The articles from start to end, which have one text. */
static int add_run(struct rp_distinct *distinct, const struct rp_corpus *corpus,
		   uint32_t start, uint32_t end)
{
	uint32_t *order = distinct->order;
	bool stub;
	uint32_t i;
	int status = rp_stubs_found(&stub, corpus, order + start, end - start);

	if (status != RP_OK)
		return status;
	if (stub)
		qsort_r(order + start, end - start, sizeof(*order), by_page,
			(void *)(uintptr_t)corpus);
	for (i = start; i < end; i++) {
		uint32_t node = distinct->count;

		if (i > start && (!stub || follows_page(distinct, corpus, i)) &&
		    belongs(distinct, corpus, i)) {
			node_add(&distinct->nodes[node - 1], corpus, order[i]);
			continue;
		}
		distinct->first[node] = i;
		rp_distinct_node(&distinct->nodes[node], corpus, order[i]);
		distinct->nodes[node].stub = stub;
		/* What recurs in a stub is seen in one of its nodes. */
		if (!stub || i == start)
			distinct->node_of[order[i]] = node;
		distinct->count++;
	}
	return RP_OK;
}

static int add_runs(struct rp_distinct *distinct,
		    const struct rp_corpus *corpus, uint32_t count)
{
	uint32_t start = 0;
	int status = RP_OK;

	while (start < count && status == RP_OK) {
		uint32_t end = start + 1;

		expect(corpus, distinct, start, count);
		while (end < count &&
		       same_content(corpus, distinct->order[end - 1],
				    distinct->order[end]))
			expect(corpus, distinct, end++, count);
		status = add_run(distinct, corpus, start, end);
		start = end;
	}
	distinct->first[distinct->count] = count;
	return status;
}

int rp_distinct_create(struct rp_distinct *distinct,
		       const struct rp_corpus *corpus)
{
	size_t count = corpus->documents.count;
	int status = RP_ENOMEM;

	memset(distinct, 0, sizeof(*distinct));
	distinct->order = malloc((count + 1) * sizeof(*distinct->order));
	distinct->first = malloc((count + 1) * sizeof(*distinct->first));
	distinct->nodes = malloc((count + 1) * sizeof(*distinct->nodes));
	distinct->node_of = malloc((count + 1) * sizeof(*distinct->node_of));
	if (distinct->order && distinct->first && distinct->nodes &&
	    distinct->node_of) {
		memset(distinct->node_of, 0xff,
		       count * sizeof(*distinct->node_of));
		status = order_documents(distinct->order, &count, corpus);
	}
	if (status == RP_OK)
		status = add_runs(distinct, corpus, (uint32_t)count);
	if (status != RP_OK)
		rp_distinct_dispose(distinct);
	return status;
}

void rp_distinct_retire_stubs(struct rp_distinct *distinct)
{
	uint32_t node;

	for (node = 0; node < distinct->count; node++)
		if (distinct->nodes[node].stub)
			distinct->node_of[distinct->nodes[node].article] =
			    RP_NODE_NONE;
}

void rp_distinct_dispose(struct rp_distinct *distinct)
{
	free(distinct->order);
	free(distinct->first);
	free(distinct->nodes);
	free(distinct->node_of);
	memset(distinct, 0, sizeof(*distinct));
}
