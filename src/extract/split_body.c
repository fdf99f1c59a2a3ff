/* SPDX-License-Identifier: Apache-2.0 */
/*
 * split_body.c - see split_body.h
 *
 * Idea. A site splits a body around advertisements and pictures, or a page
 * builder wraps each paragraph, so the container that was found is one part of
 * several. The others are told by what they are called, for they are made by
 * one template; the beginning, which may be in another element of it, by being
 * called a body or nearly as the container is.
 */
#include "split_body.h"

#include "ascii.h"
#include "container.h"
#include "page_blocks.h"

#include <string.h>

/* Whether two class lists are one but for numbers: "body body-1" and "body
 * body-12" are parts of one body. */
static bool same_names(const char *a, const char *b)
{
	while (*a && *b) {
		size_t digits_a = strspn(a, "0123456789");
		size_t digits_b = strspn(b, "0123456789");

		if ((digits_a > 0) != (digits_b > 0))
			return false;
		if (digits_a == 0 && *a != *b)
			return false;
		a += digits_a ? digits_a : 1;
		b += digits_b ? digits_b : 1;
	}
	return *a == *b;
}

static bool same_kind(const struct rp_page *page, uint32_t a, uint32_t b)
{
	const char *class_a = rp_page_attribute(page, a, "class");
	const char *class_b = rp_page_attribute(page, b, "class");

	return page->nodes[a].tag == page->nodes[b].tag && class_a && class_b &&
	       *class_a && same_names(class_a, class_b);
}

/* Levels above a container within which parts of it are told by their own names
 * alone, and those within which all around them must be called alike: page
 * builders put each module of text in a widget, column, row and section. */
#define NEAR 4
#define FAR  9
/* Paragraphs in elements of their own before a container, at least. */
#define WRAPPED 2
/* Letters that their names end with alike. */
#define ENDS_ALIKE 3

/* The article or main above the container, or its ancestor so many levels
 * up. */
static uint32_t scope(const struct rp_page *page, uint32_t container,
		      int levels)
{
	uint32_t node = container;

	for (; levels > 0 && node != 0; levels--) {
		node = page->nodes[node].parent;
		if (page->nodes[node].tag == GUMBO_TAG_ARTICLE ||
		    page->nodes[node].tag == GUMBO_TAG_MAIN)
			break;
	}
	return node;
}

/* Whether two names are one but for a number or key at the end, as those of
 * modules are ("element-3f1", "element-a07"); not the widths of columns. */
static bool same_word(struct rp_str a, struct rp_str b)
{
	size_t same = 0;
	size_t i;
	bool figure_a = false;
	bool figure_b = false;

	while (same < a.len && same < b.len && a.data[same] == b.data[same])
		same++;
	if (same == a.len && same == b.len)
		return true;
	while (same > 0 && a.data[same - 1] != '-' && a.data[same - 1] != '_')
		same--;
	if (same == 0 || memmem(a.data, a.len, "col", 3) ||
	    memchr(a.data + same, '-', a.len - same) ||
	    memchr(b.data + same, '-', b.len - same))
		return false;
	for (i = same; i < a.len; i++)
		figure_a |= rp_ascii_is_digit(a.data[i]);
	for (i = same; i < b.len; i++)
		figure_b |= rp_ascii_is_digit(b.data[i]);
	return figure_a && figure_b;
}

static struct rp_str next_word(const char **names)
{
	struct rp_str word;

	*names += strspn(*names, " \t\n\r\f");
	word = (struct rp_str){*names, strcspn(*names, " \t\n\r\f")};
	*names += word.len;
	return word;
}

/* Whether two elements, and all around them up to a common one, have the same
 * tags and are called alike. */
static bool same_path(const struct rp_page *page, uint32_t a, uint32_t b)
{
	int level;

	for (level = 0; level < FAR && a != b; level++) {
		const char *names_a = rp_page_attribute(page, a, "class");
		const char *names_b = rp_page_attribute(page, b, "class");

		if (page->nodes[a].tag != page->nodes[b].tag ||
		    !names_a != !names_b)
			return false;
		while (names_a) {
			struct rp_str word_a = next_word(&names_a);
			struct rp_str word_b = next_word(&names_b);

			if (!same_word(word_a, word_b))
				return false;
			if (word_a.len == 0)
				break;
		}
		a = page->nodes[a].parent;
		b = page->nodes[b].parent;
	}
	return a == b;
}

/* Whether an element far from the container is a module of text like it. */
static bool is_module(const struct rp_page *page, uint32_t i,
		      uint32_t container)
{
	const struct rp_node *node = &page->nodes[i];
	uint32_t k;

	if (node->prose == 0 || node->link_chars * 4 >= node->chars ||
	    !same_path(page, i, container))
		return false;
	/* One that begins with a heading is a box, or another story. */
	for (k = i + 1; k < node->end; k++) {
		if (page->nodes[k].in_heading && page->nodes[k].chars)
			return false;
		if (page->nodes[k].text && page->nodes[k].chars)
			break;
	}
	return true;
}

/* Whether another headline stands in the nodes from one to another: what is
 * behind it is another story. */
static bool is_parted(const struct rp_page *page, uint32_t from, uint32_t to,
		      uint32_t headline)
{
	uint32_t i;

	for (i = from; headline && i < to; i++) {
		const struct rp_node *node = &page->nodes[i];

		if (node->removed) {
			i = node->end - 1;
			continue;
		}
		if (i != headline && node->chars &&
		    node->tag == page->nodes[headline].tag &&
		    (node->tag == GUMBO_TAG_H1 || same_kind(page, i, headline)))
			return true;
	}
	return false;
}

/* Whether all of an element is prose that hardly links, with no heading. */
static bool is_wrapped(const struct rp_page *page, uint32_t i)
{
	const struct rp_node *node = &page->nodes[i];
	uint32_t k;

	if (node->tag != GUMBO_TAG_DIV || node->removed || !node->prose ||
	    (uint64_t)node->prose * 10 < (uint64_t)node->chars * 9 ||
	    (uint64_t)node->link_chars * 4 >= node->chars)
		return false;
	for (k = i + 1; k < node->end; k++)
		if (page->nodes[k].in_heading)
			return false;
	return true;
}

/* What an element is called, by the first word of its class, or else its id,
 * without a number behind it: "secondPar", "para-2". */
static struct rp_str name_of(const struct rp_page *page, uint32_t i)
{
	const char *names = rp_page_attribute(page, i, "class");
	struct rp_str name = {NULL, 0};

	if (!names)
		names = rp_page_attribute(page, i, "id");
	if (names)
		name = next_word(&names);
	while (name.len > 0 && (rp_ascii_is_digit(name.data[name.len - 1]) ||
				name.data[name.len - 1] == '-' ||
				name.data[name.len - 1] == '_'))
		name.len--;
	return name;
}

/* Whether two elements are called alike, for their names end alike. */
static bool ends_alike(const struct rp_page *page, uint32_t a, uint32_t b)
{
	struct rp_str one = name_of(page, a);
	struct rp_str two = name_of(page, b);
	size_t same = 0;

	while (same < one.len && same < two.len &&
	       one.data[one.len - 1 - same] == two.data[two.len - 1 - same])
		same++;
	return same >= ENDS_ALIKE;
}

/* The first of the paragraphs that stand beside a container, before it, each in
 * an element of its own name ("firstPar", "secondPar", and the rest of the
 * article in one); the container if there are fewer than two that are called
 * alike: others are what the site says of the article, or of others. */
static uint32_t first_wrapped(const struct rp_page *page, uint32_t container)
{
	uint32_t first = container;
	unsigned count = 0;
	uint32_t i = page->nodes[container].parent + 1;

	for (; i < container; i = page->nodes[i].end) {
		const struct rp_node *node = &page->nodes[i];

		if (is_wrapped(page, i)) {
			if (count > 0 && !ends_alike(page, first, i))
				count = 0;
			first = count++ ? first : i;
			continue;
		}
		if (!node->removed &&
		    (uint64_t)node->link_chars * 2 < node->chars)
			count = 0;
	}
	return count >= WRAPPED ? first : container;
}

/* Characters and paragraphs of prose that an element above the container has,
 * to be the beginning of the body and no standfirst, caption or quoted claim;
 * one paragraph is enough in an element that the page calls a body. */
#define OPENING_PROSE	   250
#define OPENING_PARAGRAPHS 2
/* Those that are looked at: each is a look at the whole container. */
#define OPENINGS_MOST 50

/* Whether the ids of two elements are one word and another behind it:
 * "body-top" and "body-bottom". */
static bool begins_alike(const struct rp_page *page, uint32_t a, uint32_t b)
{
	const char *one = rp_page_attribute(page, a, "id");
	const char *two = rp_page_attribute(page, b, "id");
	size_t same = 0;

	if (!one || !two)
		return false;
	while (one[same] && one[same] == two[same])
		same++;
	return same > ENDS_ALIKE && one[same - 1] == '-';
}

/* Whether an element between headline and container is the beginning of the
 * body: prose that hardly links, without a heading ("Key points"), in an
 * element beside the container or beside one around it, which is called a body,
 * or as that is. What is short is a standfirst. *looked is raised where all of
 * it had to be looked at. */
static bool is_opening(const struct rp_page *page, uint32_t i,
		       uint32_t container, uint32_t headline, unsigned *looked)
{
	const struct rp_node *node = &page->nodes[i];
	uint32_t beside = container; /* or what is around it */
	unsigned paragraphs = 0;
	bool body;
	uint32_t k;

	if (headline == 0 || i < page->nodes[headline].end ||
	    node->end > container ||
	    page->nodes[node->parent].end <= container || node->text ||
	    node->tag == GUMBO_TAG_HEADER || node->prose < OPENING_PROSE ||
	    (uint64_t)node->prose * 10 < (uint64_t)node->chars * 8 ||
	    (uint64_t)node->link_chars * 4 >= node->chars)
		return false;
	(*looked)++;
	while (page->nodes[beside].parent > node->parent)
		beside = page->nodes[beside].parent;
	body = rp_container_is_body(page, i);
	if (!body && !same_kind(page, i, beside) &&
	    !begins_alike(page, i, beside))
		return false;
	for (k = i; k < node->end; k++) {
		if (page->nodes[k].in_heading && page->nodes[k].chars)
			return false;
		paragraphs += rp_page_is_prose(&page->nodes[k]) &&
			      !page->nodes[k].in_list;
	}
	/* The whole of an article has what its teaser shows. */
	return paragraphs + body >= OPENING_PARAGRAPHS &&
	       !rp_page_repeats(page, i, container, page->nodes[container].end);
}

int rp_split_body_collect(struct rp_blocks *blocks, const struct rp_page *page,
			  uint32_t container, uint32_t headline)
{
	const uint32_t near = scope(page, container, NEAR);
	const uint32_t far = scope(page, container, FAR);
	uint32_t i = far + 1;
	uint32_t parted = page->nodes[container].end; /* looked at so far */
	unsigned openings = 0;			      /* looked at */
	uint32_t wrapped;
	int status = RP_OK;

	if (container == 0 || page->nodes[container].tag == GUMBO_TAG_ARTICLE)
		return rp_page_blocks_collect(blocks, page, container, false);
	wrapped = first_wrapped(page, container);
	while (i < page->nodes[far].end && status == RP_OK) {
		bool beside = i > near && i < page->nodes[near].end;
		bool part;

		if (page->nodes[i].removed && i != container) {
			i = page->nodes[i].end;
			continue;
		}
		part = i != container && same_kind(page, i, container) &&
		       (beside || is_module(page, i, container));
		part |=
		    i >= wrapped && i < container &&
		    page->nodes[i].parent == page->nodes[container].parent &&
		    is_wrapped(page, i);
		part |= i < container && openings < OPENINGS_MOST &&
			is_opening(page, i, container, headline, &openings);
		if (part && i > container) {
			/* Another headline may stand within a module. */
			if (is_parted(page, parted,
				      beside ? i : page->nodes[i].end,
				      headline))
				break;
			parted = i;
		}
		if (i == container || part) {
			status = rp_page_blocks_collect(blocks, page, i, false);
			i = page->nodes[i].end;
			continue;
		}
		i++;
	}
	return status;
}
