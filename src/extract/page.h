/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page.h - an HTML page as one flat array of nodes in document order
 *
 * Invariants:
 *  1. nodes[0] is the root element; a parent stands before its children.
 *  2. The nodes below node i are exactly i + 1 … nodes[i].end - 1.
 *  3. counts of a node (chars, link_chars, prose) are over its whole subtree;
 *     own and own_link are the text of which it is the nearest block.
 */
#ifndef RP_PAGE_H
#define RP_PAGE_H

#include "arena.h"
#include "placeholders.h"
#include "reprint.h"

#include <gumbo.h>

struct rp_node {
	const GumboNode *dom;
	const char *string; /* of a text; else NULL */
	uint32_t parent;
	uint32_t end;	     /* index behind the last node below */
	uint32_t chars;	     /* characters of text, blanks not counted */
	uint32_t link_chars; /* those inside links */
	uint32_t own;
	uint32_t own_link;
	uint32_t prose; /* characters of blocks that read as prose */
	GumboTag tag;	/* GUMBO_TAG_UNKNOWN for text and others */
	bool text;
	bool block;
	bool removed; /* it and all below do not belong to the article */
	bool body;    /* holds or is an itemprop=articleBody */
	bool quoted;  /* holds a blockquote or table */
	/* What the node is or stands in. */
	bool in_article; /* article or main, itself not counted */
	bool in_heading;
	bool in_list;
	bool in_quote;
	bool in_table;
};

struct rp_page {
	struct rp_node *nodes; /* in the arena */
	uint32_t count;
	const struct rp_placeholders *placeholders; /* of attributes */
};

/* Parse UTF-8 HTML, which was stripped and may have placeholders, into an
 * arena, whose limit bounds the tree. RP_EPAGEMEMORY, RP_ENODES, RP_ETIME (see
 * struct rp_hints). Nothing to free but the arena; the placeholders must stand
 * as long as the page. */
int rp_page_parse(struct rp_page *page, struct rp_arena *arena,
		  struct rp_str html,
		  const struct rp_placeholders *placeholders,
		  const struct rp_hints *hints);

/* The value of an attribute, or NULL. */
const char *rp_page_attribute(const struct rp_page *page, uint32_t node,
			      const char *name);

/* Whether an attribute, taken as words, holds the word (any case). */
bool rp_page_has_word(const struct rp_page *page, uint32_t node,
		      const char *attribute, const char *word);

/* Append the text below a node, blanks folded, elements not parted. Returns how
 * much was looked at, nodes and bytes. */
size_t rp_page_text(struct rp_buffer *out, const struct rp_page *page,
		    uint32_t node);

/* What an element is to the text around it. */
enum rp_page_part {
	RP_PAGE_INLINE = 0, /* goes on with it */
	RP_PAGE_LINE,	    /* is a line of its own */
	RP_PAGE_ASIDE,	    /* is left out, between two lines */
};

/* The same, with a line for each block, and for each other element that part_of
 * says it of. */
size_t rp_page_lines(struct rp_buffer *out, const struct rp_page *page,
		     uint32_t node,
		     enum rp_page_part (*part_of)(const struct rp_page *page,
						  uint32_t node));

/* Whether a node is a block whose own text is prose: long enough for its tag,
 * and less than half of it links. */
bool rp_page_is_prose(const struct rp_node *node);

/* The next block of prose from i on, before end; end: there is none. */
uint32_t rp_page_next_prose(const struct rp_page *page, uint32_t i,
			    uint32_t end);

/* Whether the first paragraph below a node stands among the nodes from one to
 * another too: as long as there, and beginning alike. */
bool rp_page_repeats(const struct rp_page *page, uint32_t node, uint32_t from,
		     uint32_t to);

/* Whether a node is a heading below the first, all of it a link: that of
 * another story. */
static inline bool rp_page_is_linked_heading(const struct rp_node *node)
{
	return node->chars > 0 && node->link_chars == node->chars &&
	       (node->tag == GUMBO_TAG_H2 || node->tag == GUMBO_TAG_H3 ||
		node->tag == GUMBO_TAG_H4 || node->tag == GUMBO_TAG_H5);
}

/* The article element that a node is or lies in; 0: none. */
static inline uint32_t rp_page_article(const struct rp_page *page,
				       uint32_t node)
{
	while (node != 0 && page->nodes[node].tag != GUMBO_TAG_ARTICLE)
		node = page->nodes[node].parent;
	return node;
}

/* Mark a node as removed. */
static inline void rp_page_remove(struct rp_page *page, uint32_t node)
{
	page->nodes[node].removed = true;
}

#endif
