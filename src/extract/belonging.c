/* SPDX-License-Identifier: Apache-2.0 */
/*
 * belonging.c - see belonging.h
 *
 * Idea. A page has dates and bylines of many stories: of those that it links to
 * on cards and in boxes, of comments, of what is quoted. Which are the
 * article's is told by what stands around them and by the way to the headline.
 */
#include "belonging.h"

#include "classwords.h"
#include "prune.h"

/* Characters of a paragraph that may speak of a day, and those before it. */
#define PROSE_CHARS  80
#define BEFORE_CHARS 12
/* Elements around a date that are looked at. */
#define AROUND 24

/* Characters of a card at most: a heading and a teaser. */
#define CARD_CHARS 600
/* ... nodes of one, and characters of its heading at least. */
#define CARD_NODES 100
#define CARD_TITLE 5
/* Paragraphs between a headline and the cards below it: what stands above them
 * is the head of the article, in which an author's name may be such a heading.
 */
#define CARD_BELOW 3

/* Whether a <time> is spoken of in the midst of a paragraph. */
static bool in_prose(const struct rp_page *page, uint32_t paragraph,
		     uint32_t node)
{
	uint32_t before = 0;
	uint32_t i;

	if (page->nodes[paragraph].chars < PROSE_CHARS)
		return false;
	for (i = paragraph + 1; i < node && before < BEFORE_CHARS; i++)
		before += page->nodes[i].text ? page->nodes[i].chars : 0;
	return before >= BEFORE_CHARS;
}

/* Characters of a link to another story; a section and an author have fewer. */
#define HEADLINE_CHARS 60

/* A box of related stories within the article: so called, or an <aside> of
 * little but links. */
static bool is_of_others(const struct rp_page *page, uint32_t node)
{
	const struct rp_node *at = &page->nodes[node];

	if (rp_prune_guards(page, node))
		return false;
	return rp_classwords_related(rp_page_attribute(page, node, "class")) ||
	       rp_classwords_related(rp_page_attribute(page, node, "id")) ||
	       (at->tag == GUMBO_TAG_ASIDE &&
		at->link_chars >= HEADLINE_CHARS &&
		at->link_chars * 2 > at->chars);
}

/* Whether an element is what somebody else has posted, as a site of posts has
 * it set into a page: its date is of that. */
static bool is_embedded(const struct rp_page *page, uint32_t node)
{
	return page->nodes[node].tag == GUMBO_TAG_BLOCKQUOTE &&
	       !rp_prune_guards(page, node);
}

/* Whether a small element has a heading that is a link: the card of another
 * story. One that holds what is looked at, or stands in it, is an author's. */
static bool is_card(const struct rp_page *page, uint32_t node, uint32_t of)
{
	uint32_t i;

	if (page->nodes[node].chars > CARD_CHARS)
		return false;
	for (i = node + 1; i < page->nodes[node].end && i - node < CARD_NODES;
	     i++)
		if (rp_page_is_linked_heading(&page->nodes[i]) &&
		    page->nodes[i].chars >= CARD_TITLE &&
		    (of < i || of >= page->nodes[i].end) &&
		    (i < of || i >= page->nodes[of].end))
			return true;
	return false;
}

/* Whether paragraphs stand between the headline and a node. */
static bool is_below_prose(const struct rp_page *page, uint32_t node,
			   uint32_t headline)
{
	unsigned paragraphs = 0;
	uint32_t i;

	for (i = headline; headline && i < node && paragraphs < CARD_BELOW; i++)
		paragraphs += rp_page_is_prose(&page->nodes[i]);
	return paragraphs == CARD_BELOW;
}

/* Whether cards are looked for around a node: behind paragraphs, and not in the
 * headline's article, which has none of another story. */
static bool may_be_on_card(const struct rp_page *page, uint32_t node,
			   uint32_t headline)
{
	uint32_t article = rp_page_article(page, node);

	return (!article || headline < article ||
		headline >= page->nodes[article].end) &&
	       is_below_prose(page, node, headline);
}

/* Whether an element around a node is the article, or more. */
static bool is_article(const struct rp_page *page, uint32_t i,
		       uint32_t headline)
{
	const struct rp_node *at = &page->nodes[i];

	return at->tag == GUMBO_TAG_ARTICLE &&
	       ((headline > i && headline < at->end) ||
		rp_prune_guards(page, i));
}

bool rp_belonging_anothers(const struct rp_page *page, uint32_t element,
			   uint32_t headline)
{
	if (headline > element && headline < page->nodes[element].end)
		return false;
	return rp_prune_visitors(page, element, headline) ||
	       is_of_others(page, element) || is_embedded(page, element);
}

/* As rp_belonging_rank; of a byline, which no sentence speaks of and which may
 * stand in a box. */
static unsigned rank_of(const struct rp_page *page, uint32_t node,
			uint32_t headline, bool byline)
{
	unsigned rank = node > headline ? 3 : 2;
	bool card = may_be_on_card(page, node, headline);
	unsigned level;
	uint32_t i = page->nodes[node].parent;

	for (level = 0; level < AROUND && i != 0; level++) {
		const struct rp_node *at = &page->nodes[i];
		bool with = headline > i && headline < at->end;

		if (is_article(page, i, headline))
			return 4;
		if (rp_belonging_anothers(page, i, headline) ||
		    (!with && card && is_card(page, i, node)) ||
		    (!byline && !with && at->tag == GUMBO_TAG_P &&
		     in_prose(page, i, node)))
			return 0;
		if (!with &&
		    (at->tag == GUMBO_TAG_NAV || at->tag == GUMBO_TAG_ASIDE ||
		     at->tag == GUMBO_TAG_FOOTER ||
		     at->tag == GUMBO_TAG_ARTICLE))
			rank = 1;
		i = at->parent;
	}
	return !byline && rank == 1 && rp_page_article(page, headline) ? 0
								       : rank;
}

unsigned rp_belonging_rank(const struct rp_page *page, uint32_t node,
			   uint32_t headline)
{
	return rank_of(page, node, headline, false);
}

bool rp_belonging_of_others(const struct rp_page *page, uint32_t node,
			    uint32_t headline)
{
	return rank_of(page, node, headline, true) == 0;
}
