/* SPDX-License-Identifier: Apache-2.0 */
/* corpus.c - holding articles until they are grouped. What stays in memory of
 * an article is struct rp_document (documents.h); all else goes to the spool.
 */
#include "corpus.h"

#include "agency.h"
#include "day.h"
#include "hash.h"
#include "url.h"

#include <stdio.h>
#include <string.h>

/* The years 1600 to 2200, and a day on either side for zones. */
#define FIRST_INSTANT (INT64_C(-11676096000) - RP_DAY)
#define LAST_INSTANT  (INT64_C(7289654400) + RP_DAY)

static const struct rp_keep default_rules[] = {
    {RP_KEEP_ORIGIN, NULL}, {RP_KEEP_EARLIEST, NULL}, {RP_KEEP_LONGEST, NULL}};

/* A copy of a rule's host in the form that rp_url_host gives. */
static int host_copy(const char **out, const char *host)
{
	char address[260];
	char canonical[260];

	if (!host || snprintf(address, sizeof(address), "%s%s",
			      strstr(host, "://") ? "" : "//",
			      host) >= (int)sizeof(address))
		return RP_EINVAL;
	if (rp_url_host(canonical, sizeof(canonical),
			(struct rp_str){address, strlen(address)}) == 0)
		return RP_EINVAL;
	*out = strdup(canonical);
	return *out ? RP_OK : RP_ENOMEM;
}

/* Copy the rules and the host names in them. */
static int rules_copy(struct rp_corpus *corpus,
		      const struct rp_options *options)
{
	const struct rp_keep *rules = options->keep;
	size_t count = options->keep_count;
	size_t i;
	int status;

	if (count == 0) {
		rules = default_rules;
		count = sizeof(default_rules) / sizeof(default_rules[0]);
	}
	corpus->options.keep = corpus->rules;
	corpus->options.keep_count = 0;
	for (i = 0; i < count; i++) {
		corpus->rules[i] = rules[i];
		corpus->rules[i].host = NULL;
		corpus->options.keep_count++;
		if (rules[i].kind != RP_KEEP_SOURCE)
			continue;
		status = host_copy(&corpus->rules[i].host, rules[i].host);
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

int rp_corpus_create(struct rp_corpus **out, const struct rp_options *options,
		     const struct rp_spool *spool)
{
	struct rp_corpus *corpus;
	struct rp_banding banding;
	int status = rp_options_banding(&banding, options);

	if (status != RP_OK)
		return status;
	corpus = calloc(1, sizeof(*corpus));
	if (!corpus)
		return RP_ENOMEM;
	corpus->options = *options;
	rp_documents_init(&corpus->documents);
	rp_sealing_init(&corpus->sealing);
	rp_house_init(&corpus->house);
	rp_buffer_init(&corpus->page);
	status = rp_index_init(&corpus->index, options);
	if (status == RP_OK)
		status = rules_copy(corpus, options);
	if (status == RP_OK && spool) {
		corpus->spool = *spool;
	} else if (status == RP_OK) {
		corpus->own_spool = true;
		status = rp_memory_spool_create(&corpus->spool);
	}
	if (status != RP_OK) {
		rp_corpus_free(corpus);
		return status;
	}
	*out = corpus;
	return RP_OK;
}

void rp_corpus_free(struct rp_corpus *corpus)
{
	size_t i;

	if (!corpus)
		return;
	for (i = 0; i < corpus->options.keep_count; i++)
		free((char *)(uintptr_t)corpus->rules[i].host);
	if (corpus->own_spool)
		rp_memory_spool_free(&corpus->spool);
	rp_documents_dispose(&corpus->documents);
	rp_index_dispose(&corpus->index);
	rp_sealing_dispose(&corpus->sealing);
	rp_buffer_dispose(&corpus->page);
	free(corpus);
}

void rp_corpus_use_memo(struct rp_corpus *corpus, const struct rp_memo *memo)
{
	corpus->memo = memo ? *memo : (struct rp_memo){0};
}

/* Where the article says that it comes from. */
static uint8_t origin_of(const struct rp_facts *facts)
{
	char host[256];
	const char *agency;

	if (facts->canonical.len)
		return RP_KEEPER_ELSEWHERE;
	if (!facts->agency || facts->host.len >= sizeof(host))
		return RP_KEEPER_UNKNOWN;
	memcpy(host, facts->host.data ? facts->host.data : "", facts->host.len);
	host[facts->host.len] = 0;
	agency = rp_agency_host(host);
	return agency && strcmp(agency, facts->agency) == 0 ? RP_KEEPER_SOURCE
							    : RP_KEEPER_UNKNOWN;
}

/* Whether an address, as rp_url_page gives it, is that of a page, and not of a
 * site: with something behind the host. Some scrapers note the front page for
 * all that it led to. */
static bool names_page(struct rp_str page)
{
	const char *at = page.data;
	const char *end = at + page.len;

	while (at < end && *at != '/' && *at != '?' && *at != '#')
		at++;
	return end - at > 1;
}

static void document_fill(struct rp_document *document,
			  const struct rp_corpus *corpus,
			  const struct rp_sketch *sketch,
			  const struct rp_facts *facts)
{
	const struct rp_str page = rp_buffer_view(&corpus->page);

	memset(document, 0, sizeof(*document));
	document->content[0] = sketch->content[0];
	document->content[1] = sketch->content[1];
	document->simhash = sketch->simhash;
	document->key = rp_hash64(facts->key.data, facts->key.len) >> 32 << 32 |
			(uint32_t)(facts->mark ^ facts->mark >> 32);
	if (facts->host.len)
		document->host = rp_hash64(facts->host.data, facts->host.len);
	if (names_page(page))
		document->page = rp_hash64(page.data, page.len);
	document->instant = rp_keeper_instant(facts->date);
	document->whole_day = facts->date.precision == RP_DATE_DAY;
	document->origin = origin_of(facts);
	document->stray = facts->stray & RP_STRAY_MOST;
	document->tokens = (uint32_t)sketch->token_count;
	document->shingles = (uint32_t)sketch->shingles;
	document->selected = (uint32_t)sketch->selected_count;
	document->sources = (uint16_t)rp_keeper_sources(
	    corpus->rules, corpus->options.keep_count, facts->host);
}

/* Words and marks, which lie behind one another. */
static int spool_words(uint64_t *handle, struct rp_corpus *corpus,
		       const struct rp_sketch *sketch)
{
	return corpus->spool.append(corpus->spool.context, handle,
				    sketch->tokens,
				    RP_SKETCH_BYTES(sketch->token_count));
}

/* Days are added to and taken from it. */
static bool is_in_range(const struct rp_date *date)
{
	return date->precision == RP_DATE_NONE ||
	       (date->instant >= FIRST_INSTANT &&
		date->instant <= LAST_INSTANT);
}

int rp_corpus_add(uint32_t *id, struct rp_corpus *corpus,
		  const struct rp_sketch *sketch, const struct rp_facts *facts)
{
	struct rp_document *document;
	uint32_t number = (uint32_t)corpus->documents.count;
	uint64_t handle;
	int status;

	if (sketch->token_count == 0 || sketch->token_count > UINT32_MAX ||
	    !is_in_range(&facts->date))
		return RP_EINVAL;
	if (number >= RP_LIMIT_DOCUMENTS)
		return RP_EFULL;
	if (corpus->failed != RP_OK)
		return corpus->failed;
	rp_buffer_clear(&corpus->page);
	rp_url_page(&corpus->page, facts->url);
	document = rp_documents_push(&corpus->documents);
	if (!document)
		return RP_ENOMEM;
	status = rp_buffer_status(&corpus->page);
	if (status == RP_OK)
		status = spool_words(&handle, corpus, sketch);
	if (status != RP_OK) {
		rp_documents_pop(&corpus->documents);
		return status;
	}
	status = rp_index_add(&corpus->index, &corpus->spool, number, sketch);
	if (status != RP_OK) {
		rp_documents_pop(&corpus->documents);
		corpus->failed = status;
		return status;
	}
	document_fill(document, corpus, sketch, facts);
	document->spool = handle;
	*id = number;
	return RP_OK;
}
