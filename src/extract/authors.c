/* SPDX-License-Identifier: Apache-2.0 */
/*
 * authors.c - who wrote it
 *
 * Right on 421 labelled pages, of those that state it: parsely-author,
 * dc.creator, byl and sailthru.author 95 %, JSON-LD author 91 %, meta author
 * 82 %, article:author 63 % (often an address). After them comes what only
 * elements say: itemprop and rel "author", classes that end in "author" or
 * "byline". The first source that yields a name is taken.
 */
#include "metadata.h"

#include "author_names.h"
#include "belonging.h"
#include "classwords.h"
#include "credit.h"

/* Authors of JSON-LD that are looked for elsewhere in it. */
#define RESOLVED 8
/* Nodes of a part that are asked whether they name the author. */
#define BELOW 64
/* Elements asked for a byline, and how many are asked whose they are: names of
 * the elements around one may be long. */
#define BYLINE_CHARS 120
#define ASKED_MOST   40

static void from_metas(struct rp_article *out, struct rp_statements *statements,
		       const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count && !out->author_count; i++)
		rp_author_names_list(out, statements,
				     rp_statements_meta(statements, names[i]));
}

static void from_json(struct rp_article *out, struct rp_statements *statements)
{
	struct rp_str rest = rp_jsonld_member(statements->article, "author");
	struct rp_str item;
	unsigned resolved = 0;

	if (rest.len == 0)
		rest = rp_jsonld_member(statements->article, "creator");
	while (rp_jsonld_item(&item, &rest)) {
		struct rp_str names;
		struct rp_str one;

		/* Each looks through all scripts. */
		if (resolved++ < RESOLVED)
			item = rp_jsonld_resolve(item, statements->json_ld);
		/* {"name": ["Jane Doe", "John Roe"]} */
		names = rp_jsonld_member(item, "name");
		if (names.len == 0 || *names.data != '[')
			names = item;
		while (rp_jsonld_item(&one, &names)) {
			struct rp_str name;
			int status =
			    rp_jsonld_text(&name, statements->arena, one);

			statements->failed |= status < 0;
			if (status > 0)
				rp_author_names_list(out, statements, name);
		}
	}
}

/* Whether an element says that it has an author. */
static bool says_author(const struct rp_page *page, uint32_t i)
{
	return rp_classwords_byline(rp_page_attribute(page, i, "class")) ||
	       rp_page_has_word(page, i, "itemprop", "author") ||
	       rp_page_has_word(page, i, "itemprop", "name") ||
	       rp_page_has_word(page, i, "rel", "author");
}

/* What of a byline is no name, unless it says that it is or holds what does. */
static enum rp_page_part part_of(const struct rp_page *page, uint32_t i)
{
	const struct rp_node *node = &page->nodes[i];
	uint32_t k;

	if (says_author(page, i))
		return RP_PAGE_LINE;
	if (!rp_classwords_affiliation(rp_page_attribute(page, i, "class")))
		return RP_PAGE_INLINE;
	for (k = i + 1; k < node->end && k <= i + BELOW; k++)
		if (!page->nodes[k].text && says_author(page, k))
			return RP_PAGE_LINE;
	return RP_PAGE_ASIDE;
}

static enum rp_page_part line_of(const struct rp_page *page, uint32_t i)
{
	return part_of(page, i) == RP_PAGE_INLINE ? RP_PAGE_INLINE
						  : RP_PAGE_LINE;
}

/* The names in an element: those of its lines without house, office and day; if
 * there is no full name, with them; if there is none either, of its text. */
static void add_element(struct rp_article *out,
			struct rp_statements *statements, uint32_t i)
{
	const size_t before = out->author_count;
	struct rp_str lines;
	struct rp_str text;

	if (rp_statements_lines(&lines, statements, i, part_of) &&
	    rp_author_names_lines(out, statements, lines))
		return;
	out->author_count = before;
	if (!rp_statements_lines(&lines, statements, i, line_of) ||
	    rp_author_names_lines(out, statements, lines) ||
	    !rp_statements_text(&text, statements, i))
		return;
	if (out->author_count > before && !rp_author_name_full(text))
		return;
	out->author_count = before;
	rp_author_names_list(out, statements, text);
}

/* The elements from one to another. */
static void from_elements(struct rp_article *out,
			  struct rp_statements *statements, bool by_class,
			  uint32_t headline, uint32_t from, uint32_t to)
{
	const struct rp_page *page = statements->page;
	unsigned asked = 0;
	uint32_t i;

	for (i = from; i < to; i++) {
		const struct rp_node *node = &page->nodes[i];
		bool says;

		if (!node->text && rp_belonging_anothers(page, i, headline)) {
			i = node->end - 1;
			continue;
		}
		if (node->text || node->chars == 0 ||
		    node->chars > BYLINE_CHARS)
			continue;
		says = by_class
			   ? rp_classwords_byline(
				 rp_page_attribute(page, i, "class"))
			   : rp_page_has_word(page, i, "itemprop", "author") ||
				 rp_page_has_word(page, i, "rel", "author");
		if (!says)
			continue;
		/* On the card of another story it is of that. */
		if (++asked > ASKED_MOST)
			return;
		if (rp_belonging_of_others(page, i, headline))
			continue;
		add_element(out, statements, i);
		if (by_class && out->author_count)
			return;
	}
}

/* Characters of text below a headline behind which the next one begins another
 * story. */
#define STORY_CHARS 400

/* Where another story, or what else follows, begins. */
static uint32_t story_end(const struct rp_page *page, uint32_t headline)
{
	uint32_t chars = 0;
	uint32_t i;

	for (i = headline + 1; i < page->count; i++) {
		const struct rp_node *node = &page->nodes[i];

		if (node->text)
			chars += node->in_heading ? 0 : node->chars;
		else if (chars >= STORY_CHARS && node->chars &&
			 (node->tag == GUMBO_TAG_H1 ||
			  node->tag == GUMBO_TAG_H2 ||
			  node->tag == GUMBO_TAG_H3))
			break;
	}
	return i;
}

/* A byline stands below its headline; above it there are those of other
 * stories, or, if there is none below, its own; and behind it those of others
 * again, or a card of its author. */
static void from_bylines(struct rp_article *out,
			 struct rp_statements *statements, uint32_t headline)
{
	const uint32_t end = story_end(statements->page, headline);

	from_elements(out, statements, true, headline, headline + 1, end);
	if (!out->author_count)
		from_elements(out, statements, true, headline, 1, headline);
	if (!out->author_count)
		from_elements(out, statements, true, headline, end,
			      statements->page->count);
}

void rp_authors_read(struct rp_article *out, struct rp_statements *statements,
		     uint32_t headline)
{
	static const char *const trusted[] = {"parsely-author", "dc.creator",
					      "dcterms.creator", "byl",
					      "sailthru.author"};
	static const char *const others[] = {"author", "article:author",
					     "og:article:author"};

	from_metas(out, statements, trusted,
		   sizeof(trusted) / sizeof(trusted[0]));
	if (!out->author_count)
		from_json(out, statements);
	if (!out->author_count)
		from_metas(out, statements, others,
			   sizeof(others) / sizeof(others[0]));
	if (!out->author_count)
		from_elements(out, statements, false, headline, 1,
			      statements->page->count);
	if (!out->author_count)
		from_bylines(out, statements, headline);
}

void rp_authors_byline(struct rp_article *out, struct rp_statements *statements,
		       struct rp_str lines)
{
	struct rp_str line;

	while (!out->author_count && rp_authors_line(&line, &lines))
		rp_author_names_lines(out, statements, line);
}
