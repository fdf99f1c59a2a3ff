/* SPDX-License-Identifier: Apache-2.0 */
/*
 * credit.c - see credit.h
 *
 * On a labelled set 11 % of the pages credit an agency: of 20, twelve by the
 * dateline alone and five by the author alone, so every place is read. The
 * order is that of how hard it is to be there by accident.
 */
#include "credit.h"

#include "agency.h"
#include "belonging.h"
#include "classwords.h"
#include "credit_lines.h"
#include "dateline.h"
#include "item_above.h"
#include "metadata.h"
#include "prune.h"
#include "str.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Bytes of a byline, and how many that name an agency are asked whose they are.
 */
#define BYLINE_CHARS 120
#define ASKED_MOST   40

enum source {
	BY_DATELINE = 0,
	BY_AUTHOR,
	BY_BYLINE,
	BY_TAIL,
	BY_META,
	BY_CANONICAL,
	SOURCES
};

static const char *const names[SOURCES] = {"dateline", "author", "byline",
					   "tail",     "meta",	 "canonical"};

/* Take the evidence if it is stronger than what there is. */
static void offer(struct rp_credit *credit, const char *agency,
		  enum source source, struct rp_str evidence)
{
	size_t held = 0;

	while (held < SOURCES && credit->source != names[held])
		held++;
	if (agency && (size_t)source < held)
		*credit = (struct rp_credit){agency, names[source], evidence};
}

void rp_credit_author(struct rp_article *out, struct rp_str name)
{
	offer(&out->credit, rp_agency_named(name), BY_AUTHOR, name);
}

/* Bylines among lines that were taken off the text: "By Jane Doe, AP". */
static void from_bylines(struct rp_article *out, struct rp_str lines)
{
	struct rp_str line;

	while (rp_authors_line(&line, &lines))
		offer(&out->credit, rp_agency_named(line), BY_BYLINE, line);
}

void rp_credit_text(struct rp_article *out, const struct rp_sieves *sieves,
		    struct rp_str dropped)
{
	struct rp_str evidence;
	const char *agency;
	size_t at = rp_dateline_find(&out->dateline, &agency, out->text);

	/* One that is quoted (quotations.h). */
	if (rp_str_begins(out->dateline, "> "))
		out->dateline = rp_str_behind(out->dateline, strlen("> "));
	/* Headings and captions above it are the house's. */
	if (at &&
	    rp_item_above(
		(struct rp_str){out->text.data,
				(size_t)(out->dateline.data - out->text.data)},
		(struct rp_str){out->text.data + at, out->text.len - at}))
		at = 0;
	out->body = (struct rp_str){out->text.data + at, out->text.len - at};
	if (agency)
		offer(&out->credit, agency, BY_DATELINE, out->dateline);
	agency = rp_credit_tail(&evidence, sieves, out->text);
	if (!agency)
		agency = rp_credit_tail(&evidence, sieves, dropped);
	offer(&out->credit, agency, BY_TAIL, evidence);
	from_bylines(out, dropped);
}

/* What each node was found to be: many bylines stand in one element, and its
 * class may be long. */
enum { UNKNOWN = 0, BESIDE, NOT_BESIDE };

static unsigned char kind_of(const struct rp_page *page, uint32_t node)
{
	GumboTag tag = page->nodes[node].tag;

	return tag == GUMBO_TAG_FIGURE || tag == GUMBO_TAG_FIGCAPTION ||
		       (tag == GUMBO_TAG_ASIDE &&
			!rp_prune_guards(page, node)) ||
		       rp_classwords_picture(
			   rp_page_attribute(page, node, "class"))
		   ? BESIDE
		   : NOT_BESIDE;
}

/* The credit of a picture or a box is not that of the report. */
static bool is_beside(const struct rp_page *page, unsigned char *kinds,
		      uint32_t node)
{
	unsigned level;

	for (level = 0; level < 8 && node != 0; level++) {
		if (kinds[node] == UNKNOWN)
			kinds[node] = kind_of(page, node);
		if (kinds[node] == BESIDE)
			return true;
		node = page->nodes[node].parent;
	}
	return false;
}

/* Elements of the page, but those of other stories. */
static void from_elements(struct rp_article *out,
			  struct rp_statements *statements, uint32_t headline)
{
	const struct rp_page *page = statements->page;
	unsigned char *kinds = calloc(page->count, 1);
	unsigned asked = 0;
	uint32_t i;

	statements->failed |= !kinds;
	for (i = 1; kinds && i < page->count; i++) {
		const struct rp_node *node = &page->nodes[i];
		const char *class;
		struct rp_str text;
		const char *agency;
		bool byline;

		if (node->text || !node->chars || node->chars > BYLINE_CHARS)
			continue;
		class = rp_page_attribute(page, i, "class");
		byline = rp_classwords_byline(class);
		if (!byline && !rp_classwords_provider(class))
			continue;
		if (is_beside(page, kinds, i) ||
		    !rp_statements_text(&text, statements, i))
			continue;
		agency = rp_agency_named(text);
		if (agency && asked++ < ASKED_MOST &&
		    !rp_belonging_of_others(page, i, headline))
			offer(&out->credit, agency,
			      byline ? BY_BYLINE : BY_META, text);
	}
	free(kinds);
}

static void from_metas(struct rp_article *out, struct rp_statements *statements)
{
	static const char *const keys[] = {
	    "syndication-source", "original-source",
	    "dc.source",	  "source",
	    "news_source",	  "provider",
	    "article:provider",	  "dc.publisher",
	    "copyright"};
	struct rp_str value;
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		char host[256];

		value = rp_statements_meta(statements, keys[i]);
		offer(&out->credit, rp_agency_named(value), BY_META, value);
		if (rp_url_host(host, sizeof(host), value))
			offer(&out->credit, rp_agency_host(host), BY_META,
			      value);
	}
	if (rp_statements_json(&value, statements, "sourceOrganization",
			       RP_STATEMENTS_OWN))
		offer(&out->credit, rp_agency_named(value), BY_META, value);
}

void rp_credit_page(struct rp_article *out, struct rp_statements *statements,
		    uint32_t headline, struct rp_str page_url)
{
	char canonical[256];
	char found[256];
	size_t i;

	for (i = 0; i < out->author_count; i++)
		rp_credit_author(out, out->authors[i]);
	from_elements(out, statements, headline);
	from_metas(out, statements);
	if (!rp_url_host(canonical, sizeof(canonical), out->url))
		return;
	/* Its own site, or another outlet that names the agency's page. */
	if (!rp_url_host(found, sizeof(found), page_url) ||
	    strcmp(found, canonical) != 0 || rp_agency_host(found))
		offer(&out->credit, rp_agency_host(canonical), BY_CANONICAL,
		      out->url);
}
