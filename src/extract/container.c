/* SPDX-License-Identifier: Apache-2.0 */
/*
 * container.c - which element holds the article
 *
 * Pages say it themselves, in falling order of trust: itemprop articleBody, a
 * class that names a body, <article>, <main>. The first element in document
 * order that fits a tier and holds enough of the page's prose is taken. Where
 * the page says nothing, or what it says holds far less prose than what the
 * readability score finds (Arc90 2009: paragraphs credit their parent in
 * full, their grandparent by half), the score decides.
 */
#include "container.h"

#include "brief.h"
#include "classwords.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A container holds at least so many characters of prose and this share. */
#define LEAST_PROSE   200
#define SHARE_PERCENT 25
/* The score's choice wins if it has over 1.6 times the prose. */
#define SCORE_GAIN_NUM 8
#define SCORE_GAIN_DEN 5

static bool in_tier(const struct rp_page *page, uint32_t i, int tier)
{
	const struct rp_node *node = &page->nodes[i];

	if (node->text || !node->block)
		return false;
	switch (tier) {
	case 0:
		return rp_page_has_word(page, i, "itemprop", "articleBody");
	case 1:
		if (node->tag != GUMBO_TAG_DIV &&
		    node->tag != GUMBO_TAG_SECTION &&
		    node->tag != GUMBO_TAG_ARTICLE && node->tag != GUMBO_TAG_TD)
			return false;
		return rp_classwords_body(
			   rp_page_attribute(page, i, "class")) ||
		       rp_classwords_body(rp_page_attribute(page, i, "id"));
	case 2:
		return node->tag == GUMBO_TAG_ARTICLE;
	default:
		return node->tag == GUMBO_TAG_MAIN ||
		       rp_page_has_word(page, i, "role", "main");
	}
}

static bool within(const struct rp_page *page, uint32_t node, uint32_t inner)
{
	return inner > node && inner < page->nodes[node].end;
}

bool rp_container_is_body(const struct rp_page *page, uint32_t i)
{
	return in_tier(page, i, 0) || in_tier(page, i, 1);
}

bool rp_container_is_below(const struct rp_page *page, uint32_t node,
			   uint32_t headline)
{
	uint32_t article;

	if (!headline || node < headline)
		return false;
	article = rp_page_article(page, headline);
	return (article && within(page, article, node)) ||
	       within(page, page->nodes[node].parent, headline);
}

/* The first element of the tier with enough prose; the innermost of those
 * inside it that keep 90 %. 0 if none. below: what stands below the headline
 * may be any share of the page's prose. */
static uint32_t tier_find(const struct rp_page *page, int tier,
			  uint32_t headline, bool below)
{
	uint64_t all = page->nodes[0].prose;
	uint32_t found = 0;
	uint32_t i = 1;

	while (i < page->count) {
		const struct rp_node *node = &page->nodes[i];
		uint64_t prose = node->prose;

		if (node->removed) {
			i = node->end;
			continue;
		}
		if (!in_tier(page, i, tier)) {
			i++;
			continue;
		}
		if (found && !within(page, found, i))
			break;
		if (found) {
			if (prose * 10 >=
			    (uint64_t)page->nodes[found].prose * 9)
				found = i;
		} else if (prose >= LEAST_PROSE &&
			   (prose * 100 >= all * SHARE_PERCENT ||
			    (headline && within(page, i, headline)) ||
			    (below &&
			     rp_container_is_below(page, i, headline)))) {
			found = i;
		}
		i++;
	}
	return found;
}

static uint32_t commas_of(const char *text)
{
	uint32_t count = 0;

	for (; *text; text++)
		/* ',' and the ideographic ones */
		if (*text == ',' || strncmp(text, "\xef\xbc\x8c", 3) == 0 ||
		    strncmp(text, "\xe3\x80\x81", 3) == 0)
			count++;
	return count;
}

/* before[i]: commas in the texts in front of node i; those below a node are a
 * difference of two, however deep nodes are nested. */
static void sum_commas(uint32_t *before, const struct rp_page *page)
{
	uint32_t i;

	before[0] = 0;
	for (i = 0; i < page->count; i++)
		before[i + 1] =
		    before[i] + (page->nodes[i].text
				     ? commas_of(page->nodes[i].string)
				     : 0);
}

static bool scores(const struct rp_node *node)
{
	switch (node->tag) {
	case GUMBO_TAG_P:
	case GUMBO_TAG_PRE:
	case GUMBO_TAG_BLOCKQUOTE:
		return node->own >= 25;
	case GUMBO_TAG_DIV:
	case GUMBO_TAG_TD:
	case GUMBO_TAG_SECTION:
		return node->own >= 80;
	default:
		return false;
	}
}

int rp_container_score(uint32_t *out, const struct rp_page *page)
{
	/* Scores in hundredths, so that no rounding depends on the machine. */
	uint64_t *points = calloc(page->count, sizeof(*points));
	uint32_t *commas = malloc(((size_t)page->count + 1) * sizeof(*commas));
	uint64_t best = 0;
	uint32_t found = 0;
	uint32_t i = 1;

	if (!points || !commas) {
		free(points);
		free(commas);
		return RP_ENOMEM;
	}
	sum_commas(commas, page);
	while (i < page->count) {
		const struct rp_node *node = &page->nodes[i];
		uint64_t credit;
		uint32_t length = node->own / 100 < 3 ? node->own / 100 : 3;
		uint32_t parent = node->parent;

		if (node->removed) {
			i = node->end;
			continue;
		}
		if (scores(node) && node->own_link * 2 < node->own) {
			credit = 100 * ((uint64_t)1 + commas[node->end] -
					commas[i] + length);
			if (node->tag == GUMBO_TAG_P ||
			    node->tag == GUMBO_TAG_PRE ||
			    node->tag == GUMBO_TAG_BLOCKQUOTE)
				points[parent] += credit;
			else
				points[i] += credit;
			if (page->nodes[parent].tag != GUMBO_TAG_ARTICLE)
				points[page->nodes[parent].parent] +=
				    credit / 2;
		}
		i++;
	}
	for (i = 1; i < page->count; i++) {
		const struct rp_node *node = &page->nodes[i];
		uint64_t score;

		if (!points[i] || !node->chars)
			continue;
		score =
		    points[i] * (node->chars - node->link_chars) / node->chars;
		if (score > best) {
			best = score;
			found = i;
		}
	}
	free(points);
	free(commas);
	*out = found;
	return RP_OK;
}

/* Whether what the score chose is another article of the page, as where the
 * next one is loaded below; the longer one is not the one asked for. */
static bool is_another(const struct rp_page *page, uint32_t scored,
		       uint32_t named, uint32_t headline)
{
	uint32_t of_scored = page->nodes[scored].tag == GUMBO_TAG_ARTICLE
				 ? scored
				 : rp_page_article(page, scored);
	uint32_t of_named = rp_page_article(page, named);

	return headline && of_scored && of_named && of_scored != of_named &&
	       within(page, of_named, headline) &&
	       !within(page, of_scored, of_named);
}

/* What is under the headline is the article if it has so much prose and a third
 * of that of what the score chose elsewhere (cards of other stories, comments,
 * a consent notice), in so many paragraphs: a standfirst is one. */
#define HEADLINE_PROSE	    250
#define HEADLINE_PARAGRAPHS 3
/* Cards of other stories are as many. */
#define LIST_THINGS 3

/* Whether an element is left out of the text, or is shown when something
 * happens: "Invalid email address." Its class may be that of an article all the
 * same, so nothing is removed for it. */
static bool is_off(const struct rp_page *page, uint32_t i)
{
	return page->nodes[i].removed ||
	       rp_page_has_word(page, i, "class", "hidden") ||
	       rp_page_has_word(page, i, "class", "hide");
}

/* The node behind one, past elements that are off. */
static uint32_t next_shown(const struct rp_page *page, uint32_t i)
{
	i++;
	while (i < page->count && !page->nodes[i].text && is_off(page, i))
		i = page->nodes[i].end;
	return i;
}

static bool has_paragraphs(const struct rp_page *page, uint32_t node)
{
	unsigned count = 0;
	uint32_t i;

	for (i = node; i < page->nodes[node].end; i = next_shown(page, i)) {
		const struct rp_node *at = &page->nodes[i];

		if (at->block && at->own >= 25 && at->own_link * 2 < at->own &&
		    !at->in_heading && ++count == HEADLINE_PARAGRAPHS)
			return true;
	}
	return false;
}

/* Whether an element has so much prose that readers see. */
static bool shows_prose(const struct rp_page *page, uint32_t node,
			uint32_t least)
{
	uint32_t prose = 0;
	uint32_t i;

	if (page->nodes[node].prose < least)
		return false;
	for (i = node; i < page->nodes[node].end && prose < least;
	     i = next_shown(page, i))
		prose +=
		    rp_page_is_prose(&page->nodes[i]) ? page->nodes[i].own : 0;
	return prose >= least;
}

/* Elements around a headline that have prose and show none. */
#define HIDING_MOST 16

/* The innermost element around the headline that has prose enough; 0: none, or
 * it holds what the score chose. */
static uint32_t of_headline(const struct rp_page *page, uint32_t headline,
			    uint32_t scored)
{
	uint32_t i = headline;
	unsigned hiding = 0;

	while (i != 0 &&
	       (page->nodes[i].prose < LEAST_PROSE ||
		page->nodes[i].tag == GUMBO_TAG_HEADER ||
		(!shows_prose(page, i, LEAST_PROSE) && hiding++ < HIDING_MOST)))
		i = page->nodes[i].parent;
	if (i == 0 || page->nodes[i].prose < HEADLINE_PROSE ||
	    (uint64_t)page->nodes[i].prose * 3 < page->nodes[scored].prose)
		return 0;
	return i;
}

/* Whether the element is the headline's, with paragraphs, and has nothing in
 * common with what the score chose. */
static bool is_under_headline(const struct rp_page *page, uint32_t node,
			      uint32_t headline, uint32_t scored)
{
	return node && headline && scored && scored != node &&
	       within(page, node, headline) && !within(page, scored, node) &&
	       !within(page, node, scored) && has_paragraphs(page, node);
}

/* Whether an element is a list of other things, each in an item or an article
 * or under a heading that is a link: cards of other stories, comments. */
static bool is_list(const struct rp_page *page, uint32_t node)
{
	uint32_t things = 0;
	uint32_t paragraphs = 0;
	uint32_t i;

	for (i = node + 1; i < page->nodes[node].end; i++) {
		const struct rp_node *at = &page->nodes[i];
		bool linked = at->chars > 0 && at->link_chars == at->chars;

		if (at->text)
			continue;
		things += at->tag == GUMBO_TAG_LI ||
			  at->tag == GUMBO_TAG_ARTICLE ||
			  (linked && (at->tag == GUMBO_TAG_H2 ||
				      at->tag == GUMBO_TAG_H3 ||
				      at->tag == GUMBO_TAG_H4));
		paragraphs += at->tag == GUMBO_TAG_P;
	}
	return things >= LIST_THINGS && things * 2 >= paragraphs;
}

/* Whether what the score chose stands behind all of the element that the page
 * names, and that holds or follows the headline, and is a list of other things
 * or of another article. What holds the headline may be a brief of one
 * paragraph; what follows it is the article if it has as much as one. */
static bool is_led(const struct rp_page *page, uint32_t named,
		   uint32_t headline, uint32_t scored)
{
	const struct rp_node *node = &page->nodes[named];

	if (!named || !headline || scored < node->end || !is_list(page, scored))
		return false;
	if (within(page, named, headline))
		return node->tag == GUMBO_TAG_ARTICLE;
	return headline < named && node->prose >= HEADLINE_PROSE &&
	       has_paragraphs(page, named);
}

int rp_container_find(uint32_t *out, bool *whole, const struct rp_page *page,
		      uint32_t headline)
{
	uint32_t named = 0;
	uint32_t below = 0;
	uint32_t scored;
	int tier;
	int status;

	*out = rp_brief_find(page, headline);
	*whole = *out != 0;
	if (*whole)
		return RP_OK;
	for (tier = 0; tier <= 3 && !named; tier++)
		named = tier_find(page, tier, headline, false);
	/* Those of a body's name. */
	for (tier = 0; tier <= 1 && !below; tier++)
		below = tier_find(page, tier, headline, true);
	status = rp_container_score(&scored, page);
	if (status != RP_OK)
		return status;
	if (is_led(page, below, headline, scored)) {
		*out = below;
		return RP_OK;
	}
	*out = named ? named : of_headline(page, headline, scored);
	if (is_under_headline(page, *out, headline, scored))
		return RP_OK;
	*out = named;
	if (is_led(page, named, headline, scored))
		return RP_OK;
	if (!named ||
	    (scored &&
	     (uint64_t)page->nodes[scored].prose * SCORE_GAIN_DEN >
		 (uint64_t)page->nodes[named].prose * SCORE_GAIN_NUM &&
	     !is_another(page, scored, named, headline)))
		*out = scored;
	return RP_OK;
}
