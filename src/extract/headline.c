/* SPDX-License-Identifier: Apache-2.0 */
/*
 * headline.c - see headline.h
 *
 * Idea. What a page calls itself in <title> stands at the top of the article,
 * too, with the names of site and section around it. A heading that it repeats
 * is the headline; sites that set it in another element are read as well.
 */
#include "headline.h"

#include "str.h"
#include "url.h"

#include <string.h>

/* Headlines are shorter than this and stand among the first headings; both
 * also bound what a page of nothing but headings costs. */
#define TITLE_BYTES    1024
#define HEADLINE_CHARS 400
#define HEADINGS       64
/* A section's name is a smaller part of the title than one in so many. */
#define SECTION 4

static bool heading(const struct rp_page *page, uint32_t i, GumboTag tag)
{
	return page->nodes[i].tag == tag && page->nodes[i].chars > 0 &&
	       page->nodes[i].chars <= HEADLINE_CHARS;
}

/* Append the text of a node with quotation marks as ASCII has them: a page may
 * set them otherwise in its title than in its heading. */
static void put_plain(struct rp_buffer *out, const struct rp_page *page,
		      uint32_t node)
{
	static const struct {
		const char *set;
		char plain;
	} marks[] = {{"‘", '\''}, {"’", '\''}, {"ʼ", '\''}, {"“", '"'},
		     {"”", '"'},  {"„", '"'},  {"–", '-'},  {"—", '-'}};
	size_t from = out->len;
	size_t to = from;
	size_t i;

	(void)rp_page_text(out, page, node);
	while (from < out->len) {
		size_t len = 0;

		for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
			len = strlen(marks[i].set);
			if (out->len - from >= len &&
			    memcmp(out->data + from, marks[i].set, len) == 0)
				break;
		}
		if (i < sizeof(marks) / sizeof(marks[0])) {
			out->data[to++] = marks[i].plain;
			from += len;
		} else {
			out->data[to++] = out->data[from++];
		}
	}
	out->len = to;
}

/* Append the text of the page's <title>, cut. */
static void page_title(struct rp_buffer *out, const struct rp_page *page)
{
	uint32_t i;

	for (i = 0; i < page->count; i++)
		if (page->nodes[i].tag == GUMBO_TAG_TITLE)
			break;
	if (i < page->count)
		put_plain(out, page, i);
	if (out->len > TITLE_BYTES)
		out->len = TITLE_BYTES;
}

/* A heading that the title repeats. */
struct repeated {
	uint32_t node; /* 0: none */
	size_t len;
	bool linked;  /* all of it, as the name of a site to its front page */
	bool first;   /* the title begins with it */
	bool whole;   /* it is a part of the title between its signs */
	bool section; /* the name of one, or of the site: in mid-title, and a
			 small part of it: "… : The Two-Way : NPR" */
};

/* Nodes of a heading that may be a link. */
#define LINK_NODES 8

/* Whether a heading is a link to the front page: the name of the site. */
static bool leads_home(const struct rp_page *page, uint32_t heading)
{
	uint32_t end = page->nodes[heading].end;
	uint32_t i;

	for (i = heading; i < end && i - heading <= LINK_NODES; i++) {
		const char *href = rp_page_attribute(page, i, "href");

		if (page->nodes[i].tag == GUMBO_TAG_A && href)
			return page->nodes[i].chars ==
				   page->nodes[heading].chars &&
			       (strcmp(href, "/") == 0 ||
				rp_url_is_front(rp_str_trim(href)));
	}
	return false;
}

/* Whether signs, or the ends of the title, stand around a part of it. */
static bool is_set_off(struct rp_str before, struct rp_str behind)
{
	static const char *const signs[] = {"-", "|", "»", "«", "·", "•", "›"};
	bool begins = false;
	bool ends = false;
	size_t i;

	before = rp_str_trimmed(before);
	behind = rp_str_trimmed(behind);
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		begins |= rp_str_ends(before, signs[i]);
		ends |= rp_str_begins(behind, signs[i]);
	}
	return (begins || before.len == 0) && (ends || behind.len == 0);
}

/* Whether the page's title, the first title_len bytes of scratch, repeats the
 * heading. */
static bool in_title(struct repeated *out, struct rp_buffer *scratch,
		     size_t title_len, const struct rp_page *page, uint32_t i)
{
	const char *text;
	const char *at;
	size_t len;

	scratch->len = title_len;
	put_plain(scratch, page, i);
	text = scratch->data + title_len;
	len = scratch->len - title_len;
	scratch->len = title_len;
	if (len < 8 || len > title_len)
		return false;
	at = memmem(scratch->data, title_len, text, len);
	*out = (struct repeated){
	    .node = i,
	    .len = len,
	    .linked = page->nodes[i].link_chars == page->nodes[i].chars,
	    .first = at == scratch->data,
	    .whole =
		at &&
		is_set_off((struct rp_str){scratch->data,
					   (size_t)(at - scratch->data)},
			   (struct rp_str){
			       at + len,
			       title_len - (size_t)(at - scratch->data) - len}),
	    .section = at != scratch->data && len * SECTION < title_len};
	return at != NULL;
}

/* Names of sites are repeated too: they are links, or shorter. */
static bool better(const struct repeated *a, const struct repeated *b)
{
	if (!a->node || !b->node)
		return a->node != 0;
	return a->linked != b->linked ? b->linked : a->len > b->len;
}

/* What stands in these is of no article's headline. */
static bool beside(const struct rp_page *page, uint32_t i)
{
	for (; i > 0; i = page->nodes[i].parent)
		if (page->nodes[i].tag == GUMBO_TAG_FOOTER ||
		    page->nodes[i].tag == GUMBO_TAG_ASIDE ||
		    page->nodes[i].tag == GUMBO_TAG_NAV)
			return true;
	return false;
}

/* Bytes that a headline has which is no h1 or h2, at least: less may be a
 * section's name. */
#define LOWER_BYTES 20
/* Elements that are looked at for one. */
#define LOWER_MOST 400

/* Whether an element may be a headline by another tag: a lower heading, or a
 * block of its own in the place of one, outside of lists. */
static bool may_be_lower(const struct rp_page *page, uint32_t i)
{
	const struct rp_node *node = &page->nodes[i];

	return !node->text && node->block && !node->in_list &&
	       node->chars >= LOWER_BYTES / 2 && node->own == node->chars &&
	       node->chars <= HEADLINE_CHARS && node->tag != GUMBO_TAG_H1 &&
	       node->tag != GUMBO_TAG_H2 && node->tag != GUMBO_TAG_TITLE;
}

/* The first element that is no h1 or h2 and that is the title, or a part of it
 * between bars or dashes; 0: none. Headings go before others. first: what the
 * title does not begin with may be the site's name; of others only headings are
 * believed. */
static uint32_t lower_headline(const struct rp_page *page,
			       struct rp_buffer *scratch, size_t title_len,
			       bool first)
{
	uint32_t block = 0;
	unsigned seen = 0;
	uint32_t i;

	for (i = 0; i < page->count && seen < LOWER_MOST; i++) {
		struct repeated found;

		if (!may_be_lower(page, i))
			continue;
		seen++;
		if (!in_title(&found, scratch, title_len, page, i) ||
		    found.len < LOWER_BYTES || found.linked || !found.whole ||
		    (first && !found.first) ||
		    (!found.first && !page->nodes[i].in_heading) ||
		    beside(page, i))
			continue;
		if (page->nodes[i].in_heading)
			return i;
		block = block ? block : i;
	}
	return block;
}

uint32_t rp_headline_find(const struct rp_page *page, struct rp_buffer *scratch)
{
	struct repeated best[2] = {{0}, {0}}; /* h1, h2 */
	uint32_t lower;
	uint32_t only = 0;
	uint32_t h1_count = 0;
	unsigned seen = 0;
	size_t title_len;
	uint32_t i;

	rp_buffer_clear(scratch);
	page_title(scratch, page);
	title_len = scratch->len;
	for (i = 0; i < page->count && seen < HEADINGS; i++) {
		bool h1 = heading(page, i, GUMBO_TAG_H1);
		struct repeated found;
		bool repeats;

		if (!h1 && !heading(page, i, GUMBO_TAG_H2))
			continue;
		seen++;
		repeats = in_title(&found, scratch, title_len, page, i);
		if (repeats && leads_home(page, i))
			continue;
		if (repeats && !found.section && better(&found, &best[!h1]) &&
		    !beside(page, i))
			best[!h1] = found;
		h1_count += h1;
		if (h1)
			only = repeats && found.section ? 0 : i;
	}
	if (scratch->failed)
		return 0;
	if (best[0].node && !best[0].linked && best[0].first)
		return best[0].node;
	if (better(&best[0], &best[1]))
		return best[0].node;
	if (best[1].node)
		return best[1].node;
	/* One that is a link as a whole is a site's name. */
	if (h1_count != 1 || !only ||
	    page->nodes[only].link_chars >= page->nodes[only].chars)
		only = 0;
	lower = lower_headline(page, scratch, title_len, only != 0);
	return lower ? lower : only;
}
