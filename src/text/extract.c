/* SPDX-License-Identifier: Apache-2.0 */
/*
 * extract.c - one page or text to one article
 *
 * The road of a page: decode, strip, parse, prune, choose the container,
 * collect its blocks, filter lines. If that leaves too little, weaker methods
 * are tried in turn: pruning without names, the readability score on the
 * unpruned page, the JSON-LD articleBody, all paragraphs. The longest of what
 * they find is used, so that a page with any prose yields an article.
 */
#include "agency.h"
#include "arena.h"
#include "blocks.h"
#include "container.h"
#include "encoding.h"
#include "jsonld.h"
#include "lines.h"
#include "metadata.h"
#include "prune.h"
#include "strip.h"

#include <stdlib.h>
#include <string.h>

/* Characters below which the next method is tried. */
#define ENOUGH 250
/* JSON-LD bodies are taken from this length on, at twice the page's text. */
#define JSON_LD_BODY 200

struct rp_extractor {
	struct rp_arena arena;	  /* tree, nodes, metadata strings */
	struct rp_buffer decoded; /* UTF-8 */
	struct rp_buffer page;	  /* stripped */
	struct rp_buffer json_ld;
	struct rp_buffer scratch;
	struct rp_buffer text; /* the article's */
	struct rp_blocks blocks;
};

int rp_extractor_create(struct rp_extractor **out)
{
	struct rp_extractor *extractor = calloc(1, sizeof(*extractor));

	if (!extractor)
		return RP_ENOMEM;
	rp_arena_init(&extractor->arena, 0);
	rp_buffer_init(&extractor->decoded);
	rp_buffer_init(&extractor->page);
	rp_buffer_init(&extractor->json_ld);
	rp_buffer_init(&extractor->scratch);
	rp_buffer_init(&extractor->text);
	rp_blocks_init(&extractor->blocks);
	*out = extractor;
	return RP_OK;
}

void rp_extractor_free(struct rp_extractor *extractor)
{
	if (!extractor)
		return;
	rp_arena_dispose(&extractor->arena);
	rp_buffer_dispose(&extractor->decoded);
	rp_buffer_dispose(&extractor->page);
	rp_buffer_dispose(&extractor->json_ld);
	rp_buffer_dispose(&extractor->scratch);
	rp_buffer_dispose(&extractor->text);
	rp_blocks_dispose(&extractor->blocks);
	free(extractor);
}

/* Join the blocks that stayed into extractor->text, one a line; keeps what
 * was there if it is longer. */
static int keep_longer(struct rp_extractor *extractor)
{
	struct rp_blocks *blocks = &extractor->blocks;
	size_t total = 0;
	size_t i;

	for (i = 0; i < blocks->count; i++)
		if (!blocks->items[i].dropped)
			total += blocks->items[i].len + 1;
	if (total <= extractor->text.len)
		return RP_OK;
	rp_buffer_clear(&extractor->text);
	for (i = 0; i < blocks->count; i++) {
		if (blocks->items[i].dropped)
			continue;
		rp_buffer_append(&extractor->text,
				 blocks->text.data + blocks->items[i].start,
				 blocks->items[i].len);
		rp_buffer_putc(&extractor->text, '\n');
	}
	return rp_buffer_status(&extractor->text);
}

static void blocks_clear(struct rp_blocks *blocks)
{
	blocks->count = 0;
	rp_buffer_clear(&blocks->text);
}

/* Container, blocks and line filters on a page pruned or not. */
static int main_text(struct rp_extractor *extractor, struct rp_page *page,
		     uint32_t headline, struct rp_str title, bool scored)
{
	uint32_t container;
	int status;

	status = scored ? rp_container_score(&container, page)
			: rp_container_find(&container, page, headline);
	if (status != RP_OK)
		return status;
	blocks_clear(&extractor->blocks);
	status = rp_blocks_collect_split(&extractor->blocks, page, container);
	if (status != RP_OK)
		return status;
	rp_lines_filter(&extractor->blocks, title);
	return keep_longer(extractor);
}

static void unprune(struct rp_page *page)
{
	uint32_t i;

	for (i = 0; i < page->count; i++)
		page->nodes[i].removed = false;
}

/* All paragraphs, wherever they stand. */
static int all_paragraphs(struct rp_extractor *extractor,
			  const struct rp_page *page)
{
	uint32_t i = 1;
	int status = RP_OK;

	blocks_clear(&extractor->blocks);
	while (i < page->count && status == RP_OK) {
		const struct rp_node *node = &page->nodes[i];

		if (node->removed) {
			i = node->end;
		} else if ((node->tag == GUMBO_TAG_P ||
			    node->tag == GUMBO_TAG_BLOCKQUOTE ||
			    node->tag == GUMBO_TAG_PRE) &&
			   node->prose) {
			status = rp_blocks_collect(&extractor->blocks, page, i,
						   false);
			i = node->end;
		} else {
			i++;
		}
	}
	return status == RP_OK ? keep_longer(extractor) : status;
}

static int json_ld_body(struct rp_extractor *extractor)
{
	struct rp_str body;
	int status = rp_jsonld_string(&body, &extractor->arena,
				      &extractor->json_ld, "articleBody");

	if (status <= 0)
		return status;
	if (body.len < JSON_LD_BODY || body.len < 2 * extractor->text.len)
		return RP_OK;
	rp_buffer_clear(&extractor->text);
	rp_buffer_str(&extractor->text, body);
	return rp_buffer_status(&extractor->text);
}

/* The methods in turn until there is enough text. */
static int page_text(struct rp_extractor *extractor, struct rp_page *page,
		     uint32_t headline, struct rp_str title)
{
	int status;

	rp_buffer_clear(&extractor->text);
	rp_prune_page(page, true);
	status = main_text(extractor, page, headline, title, false);
	if (status != RP_OK || extractor->text.len >= ENOUGH)
		return status;
	unprune(page);
	rp_prune_page(page, false);
	status = main_text(extractor, page, headline, title, false);
	if (status != RP_OK || extractor->text.len >= ENOUGH)
		return status;
	status = main_text(extractor, page, headline, title, true);
	if (status != RP_OK || extractor->text.len >= ENOUGH)
		return status;
	status = json_ld_body(extractor);
	if (status != RP_OK || extractor->text.len >= ENOUGH)
		return status;
	return all_paragraphs(extractor, page);
}

/* Decode the text's credit and put the rest into the article. */
static void set_text(struct rp_article *out, struct rp_str text)
{
	size_t body;
	struct rp_credit credit = rp_agency_read(&body, text);

	if (credit.agency)
		out->agency = credit.agency;
	out->dateline = credit.dateline;
	/* Lines before the dateline are headlines and bylines. */
	if (credit.dateline.len && body < text.len) {
		text.data += body;
		text.len -= body;
	}
	out->text = text;
}

static size_t tree_limit(size_t len)
{
	size_t limit = ((size_t)1 << 20) + len * 64;

	return limit < RP_LIMIT_HTML_MEMORY ? limit : RP_LIMIT_HTML_MEMORY;
}

/* Parse and read metadata, then the text. */
static int page_article(struct rp_article *out, struct rp_extractor *extractor)
{
	struct rp_metadata metadata;
	struct rp_page page;
	uint32_t headline;
	int status;

	extractor->arena.limit = tree_limit(extractor->page.len);
	status = rp_page_parse(&page, &extractor->arena, extractor->page.data,
			       extractor->page.len);
	extractor->arena.limit = 0;
	if (status != RP_OK)
		return status;
	headline = rp_container_headline(&page, &extractor->scratch);
	if (extractor->scratch.failed)
		return RP_ENOMEM;
	status = rp_metadata_read(&metadata, &page, &extractor->arena, headline,
				  &extractor->json_ld);
	if (status != RP_OK)
		return status;
	out->title = metadata.title;
	out->url = metadata.url;
	out->published = metadata.published;
	out->date = metadata.date;
	status = page_text(extractor, &page, headline, metadata.title);
	if (status == RP_OK)
		status = rp_buffer_status(&extractor->text);
	if (status != RP_OK)
		return status;
	if (extractor->text.len == 0)
		return RP_ENOARTICLE;
	set_text(out, rp_buffer_view(&extractor->text));
	return RP_OK;
}

int rp_extractor_html(struct rp_article *out, struct rp_extractor *extractor,
		      const char *html, size_t len, const char *charset)
{
	struct rp_str decoded;
	int status;

	memset(out, 0, sizeof(*out));
	rp_arena_reset(&extractor->arena);
	if (len > RP_LIMIT_HTML_BYTES)
		return RP_ESIZE;
	status =
	    rp_encoding_decode(&decoded, &out->replaced, &extractor->decoded,
			       html, len, charset, true);
	if (status != RP_OK)
		return status;
	if (decoded.len == 0)
		return RP_EEMPTY;
	status = rp_strip_page(&extractor->page, &extractor->json_ld,
			       decoded.data, decoded.len);
	if (status != RP_OK)
		return status;
	return page_article(out, extractor);
}

int rp_extractor_text(struct rp_article *out, struct rp_extractor *extractor,
		      const char *text, size_t len, const char *charset)
{
	struct rp_str decoded;
	int status;

	memset(out, 0, sizeof(*out));
	rp_arena_reset(&extractor->arena);
	status =
	    rp_encoding_decode(&decoded, &out->replaced, &extractor->decoded,
			       text, len, charset, false);
	if (status != RP_OK)
		return status;
	if (decoded.len == 0)
		return RP_EEMPTY;
	set_text(out, decoded);
	return RP_OK;
}
