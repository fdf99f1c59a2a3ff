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
#include "container.h"
#include "credit.h"
#include "encoding.h"
#include "entities.h"
#include "headline.h"
#include "language.h"
#include "lead.h"
#include "lines.h"
#include "markup.h"
#include "metadata.h"
#include "page_blocks.h"
#include "plain.h"
#include "prune.h"
#include "split_body.h"
#include "strip.h"

#include <stdlib.h>
#include <string.h>

/* Characters below which the next method is tried. */
#define ENOUGH 250
/* JSON-LD bodies are taken from this length on, at twice the page's text. */
#define JSON_LD_BODY 200
/* … and where the page has text from this length on: that is a teaser. */
#define JSON_LD_WHOLE 500

/* Bytes that are kept from one line to the next. */
#define LINE_KEEP ((size_t)1 << 20)

struct rp_extractor {
	struct rp_arena arena; /* tree, nodes, metadata strings */
	struct rp_decoded encoding;
	struct rp_buffer decoded;	 /* UTF-8 */
	struct rp_decoded line_encoding; /* of rp_extractor_decode */
	struct rp_buffer line;
	struct rp_stripped stripped;
	struct rp_buffer scratch;
	struct rp_buffer text;	  /* the article's */
	struct rp_buffer dropped; /* lines filtered out of it */
	struct rp_blocks blocks;
	struct rp_phrases phrases;
};

int rp_extractor_create(struct rp_extractor **out)
{
	struct rp_extractor *extractor = calloc(1, sizeof(*extractor));

	if (!extractor)
		return RP_ENOMEM;
	rp_arena_init(&extractor->arena, 0);
	rp_buffer_init(&extractor->decoded);
	rp_buffer_init(&extractor->line);
	rp_stripped_init(&extractor->stripped);
	rp_buffer_init(&extractor->scratch);
	rp_buffer_init(&extractor->text);
	rp_buffer_init(&extractor->dropped);
	rp_blocks_init(&extractor->blocks);
	rp_phrases_init(&extractor->phrases);
	*out = extractor;
	return RP_OK;
}

void rp_extractor_free(struct rp_extractor *extractor)
{
	if (!extractor)
		return;
	rp_arena_dispose(&extractor->arena);
	rp_buffer_dispose(&extractor->decoded);
	rp_buffer_dispose(&extractor->line);
	rp_stripped_dispose(&extractor->stripped);
	rp_buffer_dispose(&extractor->scratch);
	rp_buffer_dispose(&extractor->text);
	rp_buffer_dispose(&extractor->dropped);
	rp_blocks_dispose(&extractor->blocks);
	free(extractor);
}

/* Lines filtered out that may credit an agency are no longer than this. */
#define CREDIT_BYTES 300

static void put_line(struct rp_buffer *out, const struct rp_blocks *blocks,
		     size_t i)
{
	rp_buffer_append(out, blocks->text.data + blocks->items[i].start,
			 blocks->items[i].len);
	rp_buffer_putc(out, '\n');
}

/* Whether quotations are set off from what else there is: where they are three
 * quarters, the page is laid out so, and to tell of them says nothing. */
static bool sets_off_quotations(const struct rp_blocks *blocks)
{
	uint64_t quoted = 0;
	uint64_t all = 0;
	size_t i;

	for (i = 0; i < blocks->count; i++)
		if (!blocks->items[i].dropped) {
			all += blocks->items[i].chars;
			quoted +=
			    blocks->items[i].quote ? blocks->items[i].chars : 0;
		}
	return quoted > 0 && quoted * 4 < all * 3;
}

/* Join the blocks that stayed into extractor->text, one a line, those of a
 * quotation behind "> " (quotations.h); keeps what was there if it is longer.
 */
static int keep_longer(struct rp_extractor *extractor, const char **method,
		       const char *name)
{
	struct rp_blocks *blocks = &extractor->blocks;
	bool set_off = sets_off_quotations(blocks);
	size_t total = 0;
	size_t i;

	for (i = 0; i < blocks->count; i++)
		if (!blocks->items[i].dropped)
			total += blocks->items[i].len + 1;
	if (total <= extractor->text.len)
		return RP_OK;
	rp_buffer_clear(&extractor->text);
	rp_buffer_clear(&extractor->dropped);
	for (i = 0; i < blocks->count; i++) {
		const struct rp_block *block = &blocks->items[i];

		if (set_off && !block->dropped && block->quote)
			rp_buffer_puts(&extractor->text, "> ");
		if (!block->dropped)
			put_line(&extractor->text, blocks, i);
		else if (block->len <= CREDIT_BYTES &&
			 (uint64_t)block->link_chars * 2 < block->chars)
			put_line(&extractor->dropped, blocks, i);
	}
	*method = name;
	if (extractor->dropped.failed)
		return RP_ENOMEM;
	return rp_buffer_status(&extractor->text);
}

static void blocks_clear(struct rp_blocks *blocks)
{
	blocks->count = 0;
	rp_buffer_clear(&blocks->text);
}

/* A page whose text is looked for. */
struct search {
	struct rp_extractor *extractor;
	struct rp_page *page;
	uint32_t headline;
	struct rp_str title;
	struct rp_statements *statements;
	const char *method; /* that found the text so far */
	bool whole;	    /* a brief: it is all there is */
};

/* Container, blocks and line filters on a page pruned or not. */
static int main_text(struct search *search, const char *method, bool scored)
{
	struct rp_blocks *blocks = &search->extractor->blocks;
	uint32_t container;
	uint32_t lead;
	int status;

	status = scored ? rp_container_score(&container, search->page)
			: rp_container_find(&container, &search->whole,
					    search->page, search->headline);
	if (status != RP_OK)
		return status;
	blocks_clear(blocks);
	lead = rp_lead_find(search->page, search->headline, container,
			    &search->extractor->scratch);
	if (lead)
		status =
		    rp_page_blocks_collect(blocks, search->page, lead, true);
	if (status == RP_OK)
		status = rp_split_body_collect(blocks, search->page, container,
					       search->headline);
	if (status != RP_OK)
		return status;
	rp_lines_filter(blocks, &search->extractor->phrases, search->title);
	return keep_longer(search->extractor, &search->method, method);
}

static void unprune(struct rp_page *page)
{
	uint32_t i;

	for (i = 0; i < page->count; i++)
		page->nodes[i].removed = false;
}

/* All paragraphs, wherever they stand. */
static int all_paragraphs(struct search *search)
{
	struct rp_extractor *extractor = search->extractor;
	const struct rp_page *page = search->page;
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
			status = rp_page_blocks_collect(&extractor->blocks,
							page, i, false);
			i = node->end;
		} else {
			i++;
		}
	}
	if (status != RP_OK)
		return status;
	rp_lines_filter(&extractor->blocks, &extractor->phrases, search->title);
	return keep_longer(extractor, &search->method, "paragraphs");
}

/* The body in JSON-LD, if it is twice as long as what was found so far; own:
 * only that of the page's own article. */
static int json_ld_body(struct search *search, size_t least, bool own)
{
	struct rp_extractor *extractor = search->extractor;
	struct rp_buffer lines;
	struct rp_str body;

	if (!rp_statements_body(&body, search->statements, own))
		return search->statements->failed ? RP_ENOMEM : RP_OK;
	if (body.len < least || body.len < 2 * extractor->text.len)
		return RP_OK;
	/* Markup that is itself escaped has no tag of its own. */
	if (!memchr(body.data, '<', body.len))
		body = rp_statements_unescape(search->statements, body);
	rp_buffer_init(&lines);
	rp_markup_lines(&lines, body);
	rp_buffer_clear(&extractor->scratch);
	rp_entities_decode(&extractor->scratch, rp_buffer_view(&lines));
	extractor->scratch.failed |= lines.failed;
	rp_buffer_dispose(&lines);
	if (extractor->scratch.len < least ||
	    extractor->scratch.len < 2 * extractor->text.len)
		return rp_buffer_status(&extractor->scratch);
	rp_buffer_clear(&extractor->text);
	rp_buffer_str(&extractor->text, rp_buffer_view(&extractor->scratch));
	search->method = "json-ld";
	return rp_buffer_status(&extractor->text);
}

/* The methods in turn until there is enough text. */
static int page_text(struct search *search)
{
	struct rp_buffer *text = &search->extractor->text;
	int status;

	rp_prune_page(search->page, search->headline, true);
	status = main_text(search, "body", false);
	if (status == RP_OK && search->whole && text->len > 0)
		return json_ld_body(search, JSON_LD_BODY, true);
	if (status == RP_OK && text->len >= ENOUGH)
		return json_ld_body(search, JSON_LD_WHOLE, true);
	if (status != RP_OK)
		return status;
	unprune(search->page);
	rp_prune_page(search->page, search->headline, false);
	status = main_text(search, "relaxed", false);
	if (status != RP_OK || text->len >= ENOUGH)
		return status;
	status = main_text(search, "score", true);
	if (status != RP_OK || text->len >= ENOUGH)
		return status;
	status = json_ld_body(search, JSON_LD_BODY, false);
	if (status != RP_OK || text->len >= ENOUGH)
		return status;
	return all_paragraphs(search);
}

static size_t tree_limit(size_t len)
{
	size_t limit = ((size_t)1 << 20) + len * 64;

	return limit < RP_LIMIT_HTML_MEMORY ? limit : RP_LIMIT_HTML_MEMORY;
}

/* Fill in all that the page states. */
static int page_metadata(struct rp_article *out,
			 struct rp_statements *statements, uint32_t headline,
			 const struct rp_hints *hints)
{
	rp_metadata_read(out, statements, headline);
	rp_dates_read(out, statements, headline,
		      hints->url.len ? hints->url : out->url, hints);
	if (!out->title.len)
		out->title = hints->title;
	rp_authors_read(out, statements, headline);
	rp_access_read(out, statements);
	return statements->failed ? RP_ENOMEM : RP_OK;
}

static int set_language(struct rp_article *out)
{
	const char *tag;
	int status =
	    out->language.len
		? rp_language_contradict(&tag, out->language.data,
					 out->language.len, out->text.data,
					 out->text.len)
		: rp_language_detect(&tag, out->text.data, out->text.len);

	if (status != RP_OK || !tag)
		return status;
	out->language = (struct rp_str){tag, strlen(tag)};
	out->language_source = "detected";
	return RP_OK;
}

/* The article's text has been found: what depends on it. */
static int finish(struct rp_article *out, struct rp_extractor *extractor,
		  struct rp_statements *statements, uint32_t headline,
		  const struct rp_hints *hints)
{
	out->text = rp_buffer_view(&extractor->text);
	rp_credit_text(out, &extractor->phrases.sieves,
		       rp_buffer_view(&extractor->dropped));
	if (!hints->undetected && set_language(out) != RP_OK)
		return RP_ENOMEM;
	if (!statements)
		return RP_OK;
	rp_authors_byline(out, statements, rp_buffer_view(&extractor->dropped));
	rp_credit_page(out, statements, headline, hints->url);
	out->teaser = rp_access_teaser(statements, out->text);
	return statements->failed ? RP_ENOMEM : RP_OK;
}

static bool expired(const struct rp_hints *hints)
{
	return hints->expired && hints->expired(hints->context);
}

/* Parse and read metadata, then the text. */
static int page_article(struct rp_article *out, struct rp_extractor *extractor,
			const struct rp_hints *hints)
{
	struct rp_page page;
	struct search search = {.extractor = extractor, .page = &page};
	const struct rp_stripped *stripped = &extractor->stripped;
	struct rp_statements statements;
	int status;

	extractor->arena.limit = tree_limit(stripped->passed_on);
	status = rp_page_parse(&page, &extractor->arena,
			       rp_buffer_view(&stripped->page),
			       &stripped->placeholders, hints);
	extractor->arena.limit = 0;
	if (status != RP_OK)
		return status;
	search.headline = rp_headline_find(&page, &extractor->scratch);
	rp_statements_init(&statements, &page, &extractor->arena,
			   &stripped->json_ld);
	if (extractor->scratch.failed || statements.failed)
		return RP_ENOMEM;
	status = page_metadata(out, &statements, search.headline, hints);
	if (status == RP_OK && expired(hints))
		status = RP_ETIME;
	if (status != RP_OK)
		return status;
	search.title = out->title;
	search.statements = &statements;
	status = page_text(&search);
	if (status == RP_OK)
		status = rp_buffer_status(&extractor->text);
	if (status != RP_OK)
		return status;
	if (!rp_plain_speaks(rp_buffer_view(&extractor->text)))
		return RP_ENOARTICLE;
	out->method = search.method;
	return finish(out, extractor, &statements, search.headline, hints);
}

/* Begin with an empty article and the bytes decoded. */
static int decode(struct rp_article *out, struct rp_extractor *extractor,
		  const char *bytes, size_t len, const struct rp_hints *hints,
		  bool html)
{
	struct rp_decoded *decoded = &extractor->encoding;
	int status;

	rp_buffer_clear(&extractor->text);
	rp_buffer_clear(&extractor->dropped);
	status = rp_encoding_decode(decoded, &extractor->decoded, bytes, len,
				    hints->charset, html);
	if (status != RP_OK)
		return status;
	out->encoding = decoded->encoding;
	out->encoding_source = decoded->source;
	out->replaced = decoded->replaced;
	return decoded->text.len ? RP_OK : RP_EEMPTY;
}

/* A string of the extractor's own. */
static int adopt(struct rp_str *string, struct rp_extractor *extractor)
{
	if (string->len == 0)
		return RP_OK;
	string->data =
	    rp_arena_copy(&extractor->arena, string->data, string->len);
	return string->data ? RP_OK : RP_ENOMEM;
}

/* Begin with an article: nothing of the one before, and hints whose strings
 * stand as long as what is read. */
static int begin(struct rp_article *out, struct rp_hints *own,
		 struct rp_extractor *extractor, const struct rp_hints *hints)
{
	static const struct rp_hints none;

	memset(out, 0, sizeof(*out));
	rp_arena_reset(&extractor->arena);
	*own = hints ? *hints : none;
	if (adopt(&own->url, extractor) != RP_OK ||
	    adopt(&own->title, extractor) != RP_OK ||
	    adopt(&own->canonical, extractor) != RP_OK ||
	    adopt(&own->published, extractor) != RP_OK)
		return RP_ENOMEM;
	return RP_OK;
}

int rp_extractor_html(struct rp_article *out, struct rp_extractor *extractor,
		      const char *html, size_t len,
		      const struct rp_hints *hints)
{
	struct rp_hints own;
	int status = begin(out, &own, extractor, hints);

	if (status != RP_OK)
		return status;
	if (len > RP_LIMIT_HTML_BYTES)
		return RP_ESIZE;
	status = decode(out, extractor, html, len, &own, true);
	if (status != RP_OK)
		return status;
	status =
	    rp_strip_page(&extractor->stripped, extractor->encoding.text.data,
			  extractor->encoding.text.len);
	if (status != RP_OK)
		return status;
	return page_article(out, extractor, &own);
}

/* The lines of a text that are no furniture, or all if all are. */
static int plain_text(struct rp_article *out, struct rp_extractor *extractor)
{
	struct rp_str all =
	    rp_plain_mend(&extractor->scratch, extractor->encoding.text);
	struct rp_blocks *blocks = &extractor->blocks;
	int status = rp_buffer_status(&extractor->scratch);

	if (status != RP_OK)
		return status;
	if (!rp_plain_speaks(all))
		return RP_EEMPTY;
	blocks_clear(blocks);
	status = rp_plain_collect(blocks, all);
	if (status != RP_OK)
		return status;
	rp_lines_filter_plain(blocks, &extractor->phrases);
	status = keep_longer(extractor, &out->method, "plain");
	if (status != RP_OK || extractor->text.len)
		return status;
	rp_buffer_str(&extractor->text, all);
	out->method = "plain";
	return rp_buffer_status(&extractor->text);
}

int rp_extractor_text(struct rp_article *out, struct rp_extractor *extractor,
		      const char *text, size_t len,
		      const struct rp_hints *hints)
{
	struct rp_hints own;
	const char *agency;
	int status = begin(out, &own, extractor, hints);

	if (status != RP_OK)
		return status;
	/* No encoding takes more than four bytes for what is one in UTF-8. */
	if (len / 4 > RP_LIMIT_ARTICLE_BYTES)
		return RP_ETEXTSIZE;
	status = decode(out, extractor, text, len, &own, false);
	if (status == RP_OK &&
	    extractor->encoding.text.len > RP_LIMIT_ARTICLE_BYTES)
		status = RP_ETEXTSIZE;
	if (status == RP_OK)
		status = plain_text(out, extractor);
	out->title = own.title;
	out->url = own.canonical;
	rp_dates_listed(out, &own);
	if (status == RP_OK)
		status = finish(out, extractor, NULL, 0, &own);
	/* What its page said counts for more than the text alone. */
	agency = rp_agency_by_id(own.agency);
	if (status == RP_OK && agency)
		out->credit =
		    (struct rp_credit){.agency = agency, .source = "hint"};
	return status;
}

int rp_extractor_decode(struct rp_str *out, const char **encoding,
			const char **source, struct rp_extractor *extractor,
			const char *bytes, size_t len)
{
	struct rp_decoded *decoded = &extractor->line_encoding;
	int status;

	if (rp_encoding_is_utf8(bytes, len)) {
		*out = (struct rp_str){bytes, len};
		*encoding = "utf-8";
		*source = "utf-8";
		return RP_OK;
	}
	/* A long line must not hold its room for good. */
	rp_buffer_trim(&extractor->line, LINE_KEEP);
	status = rp_encoding_decode(decoded, &extractor->line, bytes, len, NULL,
				    false);
	if (status != RP_OK)
		return status;
	*out = decoded->text;
	*encoding = decoded->encoding;
	*source = decoded->source;
	return RP_OK;
}
