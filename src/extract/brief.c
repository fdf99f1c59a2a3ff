/* SPDX-License-Identifier: Apache-2.0 */
/*
 * brief.c - see brief.h
 *
 * Idea. A brief of forty words loses to the teasers of other stories by any
 * measure of length. But what follows it is nothing but cards: a title that is
 * a link, and a paragraph. Entries of a live report, questions and answers, and
 * lists have no such titles, or theirs lead to places of the page itself.
 */
#include "brief.h"

#include "container.h"

/* A brief has so many characters of prose; what has more is found as other
 * articles are. */
#define BRIEF_LEAST 60
#define BRIEF_MOST  500
/* Paragraphs behind a linked heading that are its teaser. */
#define TEASER_PARAGRAPHS 1
/* The card of another story: characters of its title at least, elements around
 * that up to its link, texts of which it is one, characters of its teaser. */
#define CARD_TITLE  4
#define CARD_LEVELS 5
#define CARD_TEXTS  3
#define CARD_PROSE  300
/* ... and nodes among which its title is. */
#define CARD_NODES 100
/* Cards of other stories are as many. */
#define CARDS 3

/* Whether a text is the title of another story: all of it a link, that does not
 * lead to a place of this page. */
static bool is_story_link(const struct rp_page *page, uint32_t text)
{
	uint32_t i = page->nodes[text].parent;
	unsigned level;

	if (page->nodes[text].chars < CARD_TITLE ||
	    page->nodes[text].link_chars < page->nodes[text].chars)
		return false;
	for (level = 0; level < CARD_LEVELS && i != 0; level++) {
		const char *href = rp_page_attribute(page, i, "href");

		if (page->nodes[i].tag == GUMBO_TAG_A)
			return href && *href != '#';
		i = page->nodes[i].parent;
	}
	return false;
}

/* Whether an item or an article is the card of another story: no more than a
 * teaser, and a title that is a link among its first texts. */
static bool is_card(const struct rp_page *page, uint32_t node)
{
	unsigned texts = 0;
	uint32_t i;

	if (page->nodes[node].prose > CARD_PROSE)
		return false;
	for (i = node + 1; i < page->nodes[node].end && i - node < CARD_NODES &&
			   texts < CARD_TEXTS;
	     i++) {
		if (!page->nodes[i].text || page->nodes[i].chars == 0)
			continue;
		if (is_story_link(page, i))
			return true;
		texts++;
	}
	return false;
}

/* Whether a heading is the title of another story. */
static bool is_card_title(const struct rp_page *page, uint32_t node)
{
	uint32_t i;

	if (!rp_page_is_linked_heading(&page->nodes[node]))
		return false;
	for (i = node + 1; i < page->nodes[node].end; i++)
		if (page->nodes[i].text && page->nodes[i].chars > 0)
			return is_story_link(page, i);
	return false;
}

/* Whether all prose behind an element, but for a tenth, is of cards of other
 * stories. */
static bool others_follow(const struct rp_page *page, uint32_t node)
{
	uint64_t prose = 0;
	uint64_t others = 0;
	uint32_t things = 0;
	uint32_t thing_end = 0;
	unsigned teaser = 0; /* paragraphs that the last heading may have */
	uint32_t i = page->nodes[node].end;

	while (i < page->count) {
		const struct rp_node *at = &page->nodes[i];

		if (at->removed) {
			i = at->end;
			continue;
		}
		if (i >= thing_end &&
		    (at->tag == GUMBO_TAG_LI || at->tag == GUMBO_TAG_ARTICLE) &&
		    is_card(page, i)) {
			things += at->prose > 0;
			thing_end = at->end;
		} else if (is_card_title(page, i)) {
			things += i >= thing_end;
			teaser = TEASER_PARAGRAPHS;
		}
		if (rp_page_is_prose(at)) {
			bool other = i < thing_end || teaser > 0;

			prose += at->own;
			others += other ? at->own : 0;
			teaser -= teaser > 0;
		}
		i++;
	}
	return things >= CARDS && others * 10 >= prose * 9;
}

uint32_t rp_brief_find(const struct rp_page *page, uint32_t headline)
{
	uint32_t found = 0;
	uint32_t i;

	if (!headline)
		return 0;
	for (i = headline; i < page->count && !found; i++)
		if (!page->nodes[i].removed &&
		    page->nodes[i].prose >= BRIEF_LEAST &&
		    rp_container_is_body(page, i) &&
		    rp_container_is_below(page, i, headline))
			found = i;
	for (i = headline; i != 0 && !found; i = page->nodes[i].parent)
		if (page->nodes[i].prose >= BRIEF_LEAST &&
		    page->nodes[i].tag != GUMBO_TAG_HEADER)
			found = i;
	if (!found || page->nodes[found].prose > BRIEF_MOST ||
	    !others_follow(page, found))
		return 0;
	return found;
}
