/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page.c - gumbo's tree, flattened
 *
 * Gumbo (Debian 0.10.1) implements the HTML parsing algorithm but frees its
 * tree by recursion and calls exit paths of its own when memory ends. Here it
 * takes every byte from an arena: nothing is freed alone, and when the arena
 * is exhausted the allocator jumps out of the parser, which holds nothing but
 * arena memory. The tree is walked once, with parent pointers and no
 * recursion, into an array that later passes read forwards.
 */
#include "page.h"

#include "ascii.h"
#include "spaced.h"
#include "utf8.h"

#include <setjmp.h>
#include <string.h>

/* A prose block has at least this many characters of its own, by tag: the
 * shortest paragraphs that labelled bodies hold, against captions and
 * teasers that sit in list items and divisions. */
#define PROSE_P	  30
#define PROSE_LI  60
#define PROSE_DIV 80

/* Allocations between two looks at the clock: a few milliseconds. */
#define LOOK_EVERY 65536

struct allocator {
	struct rp_arena *arena;
	const struct rp_hints *hints;
	unsigned allocations;
	jmp_buf failed; /* with the status */
};

/* Why the arena has no more: the page is too much, or the machine has none. */
static int out_of(const struct rp_arena *arena)
{
	return arena->exceeded ? RP_EPAGEMEMORY : RP_ENOMEM;
}

static void *allocate(void *userdata, size_t size)
{
	struct allocator *allocator = userdata;
	const struct rp_hints *hints = allocator->hints;
	void *piece = rp_arena_alloc(allocator->arena, size);

	if (!piece)
		longjmp(allocator->failed, RP_ENOMEM);
	if (++allocator->allocations % LOOK_EVERY == 0 && hints->expired &&
	    hints->expired(hints->context))
		longjmp(allocator->failed, RP_ETIME);
	return piece;
}

static void deallocate(void *userdata, void *piece)
{
	(void)userdata;
	(void)piece;
}

static int parse(GumboOutput **out, struct rp_arena *arena, const char *html,
		 size_t len, const struct rp_hints *hints)
{
	struct allocator allocator = {.arena = arena, .hints = hints};
	GumboOptions options = kGumboDefaultOptions;

	options.allocator = allocate;
	options.deallocator = deallocate;
	options.userdata = &allocator;
	options.max_errors = 0;
	switch (setjmp(allocator.failed)) {
	case 0:
		break;
	case RP_ETIME:
		return RP_ETIME;
	default:
		return out_of(arena);
	}
	*out = gumbo_parse_with_options(&options, html, len);
	return RP_OK;
}

static const GumboVector *children_of(const GumboNode *dom)
{
	static const GumboVector none;

	if (dom->type == GUMBO_NODE_ELEMENT || dom->type == GUMBO_NODE_TEMPLATE)
		return &dom->v.element.children;
	return &none;
}

/* The node after dom in document order below root, or NULL. */
static const GumboNode *following(const GumboNode *dom, const GumboNode *root)
{
	const GumboVector *children = children_of(dom);

	if (children->length)
		return children->data[0];
	while (dom != root) {
		const GumboNode *parent = dom->parent;
		size_t next = dom->index_within_parent + 1;

		if (next < children_of(parent)->length)
			return children_of(parent)->data[next];
		dom = parent;
	}
	return NULL;
}

static bool is_block(GumboTag tag)
{
	switch (tag) {
	case GUMBO_TAG_HTML:
	case GUMBO_TAG_BODY:
	case GUMBO_TAG_ADDRESS:
	case GUMBO_TAG_ARTICLE:
	case GUMBO_TAG_ASIDE:
	case GUMBO_TAG_BLOCKQUOTE:
	case GUMBO_TAG_CENTER:
	case GUMBO_TAG_DD:
	case GUMBO_TAG_DETAILS:
	case GUMBO_TAG_DIV:
	case GUMBO_TAG_DL:
	case GUMBO_TAG_DT:
	case GUMBO_TAG_FIELDSET:
	case GUMBO_TAG_FIGCAPTION:
	case GUMBO_TAG_FIGURE:
	case GUMBO_TAG_FOOTER:
	case GUMBO_TAG_FORM:
	case GUMBO_TAG_H1:
	case GUMBO_TAG_H2:
	case GUMBO_TAG_H3:
	case GUMBO_TAG_H4:
	case GUMBO_TAG_H5:
	case GUMBO_TAG_H6:
	case GUMBO_TAG_HEADER:
	case GUMBO_TAG_HGROUP:
	case GUMBO_TAG_HR:
	case GUMBO_TAG_LI:
	case GUMBO_TAG_MAIN:
	case GUMBO_TAG_NAV:
	case GUMBO_TAG_OL:
	case GUMBO_TAG_P:
	case GUMBO_TAG_PRE:
	case GUMBO_TAG_SECTION:
	case GUMBO_TAG_SUMMARY:
	case GUMBO_TAG_TABLE:
	case GUMBO_TAG_TBODY:
	case GUMBO_TAG_TD:
	case GUMBO_TAG_TFOOT:
	case GUMBO_TAG_TH:
	case GUMBO_TAG_THEAD:
	case GUMBO_TAG_TEXTAREA: /* what stands in it is no one else's */
	case GUMBO_TAG_TITLE:
	case GUMBO_TAG_TR:
	case GUMBO_TAG_UL:
		return true;
	default:
		return false;
	}
}

/* Characters that are not blank. Those from U+3000 to U+DFFF, of which each
 * says more (Han, kana, Hangul), count twice. */
static uint32_t text_chars(const char *text)
{
	uint32_t count = 0;
	const unsigned char *s;

	for (s = (const unsigned char *)text; *s; s++) {
		if (*s > ' ' && (*s & 0xc0) != 0x80)
			count += *s >= 0xe3 && *s < 0xee ? 2 : 1;
	}
	return count;
}

static bool is_text(const GumboNode *dom)
{
	return dom->type == GUMBO_NODE_TEXT || dom->type == GUMBO_NODE_CDATA ||
	       dom->type == GUMBO_NODE_WHITESPACE;
}

bool rp_page_is_prose(const struct rp_node *node)
{
	uint32_t least;

	switch (node->tag) {
	case GUMBO_TAG_P:
	case GUMBO_TAG_BLOCKQUOTE:
	case GUMBO_TAG_PRE:
		least = PROSE_P;
		break;
	case GUMBO_TAG_LI:
	case GUMBO_TAG_DD:
		least = PROSE_LI;
		break;
	case GUMBO_TAG_DIV:
	case GUMBO_TAG_TD:
	case GUMBO_TAG_SECTION:
	case GUMBO_TAG_ARTICLE:
	case GUMBO_TAG_MAIN:
	case GUMBO_TAG_BODY:
	case GUMBO_TAG_CENTER:
		least = PROSE_DIV;
		break;
	default:
		return false;
	}
	return node->block && node->own >= least &&
	       node->own_link * 2 < node->own;
}

uint32_t rp_page_next_prose(const struct rp_page *page, uint32_t i,
			    uint32_t end)
{
	while (i < end && !rp_page_is_prose(&page->nodes[i]))
		i++;
	return i;
}

/* The first text below a node that has letters; NULL: none. */
static const char *first_text(const struct rp_page *page, uint32_t i)
{
	uint32_t end = page->nodes[i].end;

	while (i < end && !(page->nodes[i].text && page->nodes[i].chars > 0))
		i++;
	return i < end ? page->nodes[i].string : NULL;
}

bool rp_page_repeats(const struct rp_page *page, uint32_t node, uint32_t from,
		     uint32_t to)
{
	uint32_t end = page->nodes[node].end;
	uint32_t first = rp_page_next_prose(page, node, end);
	const char *text = first < end ? first_text(page, first) : NULL;
	uint32_t i;

	for (i = rp_page_next_prose(page, from, to); text && i < to;
	     i = rp_page_next_prose(page, i + 1, to)) {
		const char *other = page->nodes[i].own == page->nodes[first].own
					? first_text(page, i)
					: NULL;

		if (other && strcmp(other, text) == 0)
			return true;
	}
	return false;
}

static bool is_heading(GumboTag tag)
{
	return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 ||
	       tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4 ||
	       tag == GUMBO_TAG_H5 || tag == GUMBO_TAG_H6;
}

/* What the node stands in: what its parent is or stands in, and itself. The
 * root is its own parent, not yet filled in: all false. */
static void inherit(struct rp_node *node, const struct rp_node *parent)
{
	node->in_article = parent->in_article ||
			   parent->tag == GUMBO_TAG_ARTICLE ||
			   parent->tag == GUMBO_TAG_MAIN;
	node->in_heading = parent->in_heading || is_heading(node->tag);
	node->in_list = parent->in_list || node->tag == GUMBO_TAG_LI ||
			node->tag == GUMBO_TAG_DD || node->tag == GUMBO_TAG_DT;
	node->in_quote = parent->in_quote || node->tag == GUMBO_TAG_BLOCKQUOTE;
	node->in_table = parent->in_table || node->tag == GUMBO_TAG_TABLE;
}

/* Place of each node while flattening: its nearest block, and whether it is
 * inside a link. Kept in arrays beside the nodes. */
struct place {
	uint32_t block;
	bool link;
};

/* By its name in small letters, as the parser has it; NULL: there is none. */
static const GumboAttribute *attribute_of(const GumboNode *dom,
					  const char *name)
{
	const GumboVector *attributes = &dom->v.element.attributes;
	unsigned i;

	for (i = 0; i < attributes->length; i++) {
		const GumboAttribute *attribute = attributes->data[i];

		if (attribute->name[0] == name[0] &&
		    strcmp(attribute->name, name) == 0)
			return attribute;
	}
	return NULL;
}

/* An <a> that leads nowhere and has a name is a place in the text; what a
 * script makes of others is a link. */
static bool is_anchor(const GumboNode *dom)
{
	return !attribute_of(dom, "href") &&
	       (attribute_of(dom, "name") ||
		(attribute_of(dom, "id") && !attribute_of(dom, "class")));
}

static int node_init(struct rp_page *page, struct rp_arena *arena,
		     struct place *places, uint32_t index, uint32_t parent,
		     const GumboNode *dom)
{
	struct rp_node *node = &page->nodes[index];
	const struct place *above = &places[parent];
	uint32_t chars;

	memset(node, 0, sizeof(*node));
	node->dom = dom;
	node->parent = parent;
	node->end = index + 1;
	node->tag = GUMBO_TAG_UNKNOWN;
	places[index] = *above;
	if (dom->type == GUMBO_NODE_ELEMENT) {
		node->tag = dom->v.element.tag;
		node->block = is_block(node->tag);
		if (node->block)
			places[index].block = index;
		if (node->tag == GUMBO_TAG_A && !is_anchor(dom))
			places[index].link = true;
	}
	inherit(node, &page->nodes[parent]);
	if (!is_text(dom))
		return RP_OK;
	node->text = true;
	node->string = rp_placeholders_restore(page->placeholders, arena,
					       dom->v.text.text);
	if (!node->string)
		return out_of(arena);
	chars = text_chars(node->string);
	node->chars = chars;
	page->nodes[above->block].own += chars;
	if (above->link) {
		node->link_chars = chars;
		page->nodes[above->block].own_link += chars;
	}
	return RP_OK;
}

/* Sums over subtrees: children stand behind parents, so one pass backwards
 * adds each node, complete by then, to its parent. */
static void sum_up(struct rp_page *page)
{
	uint32_t i;

	for (i = page->count; i-- > 0;) {
		struct rp_node *node = &page->nodes[i];
		struct rp_node *parent = &page->nodes[node->parent];
		const char *itemprop;

		if (rp_page_is_prose(node))
			node->prose += node->own;
		itemprop = rp_page_attribute(page, i, "itemprop");
		if (itemprop && rp_ascii_compare(itemprop, "articleBody") == 0)
			node->body = true;
		if (i == 0)
			break;
		parent->chars += node->chars;
		parent->link_chars += node->link_chars;
		parent->prose += node->prose;
		parent->body |= node->body;
		parent->quoted |= node->quoted ||
				  node->tag == GUMBO_TAG_BLOCKQUOTE ||
				  node->tag == GUMBO_TAG_TABLE;
		if (parent->end < node->end)
			parent->end = node->end;
	}
}

int rp_page_parse(struct rp_page *page, struct rp_arena *arena,
		  struct rp_str html,
		  const struct rp_placeholders *placeholders,
		  const struct rp_hints *hints)
{
	GumboOutput *output = NULL;
	const GumboNode *dom;
	struct place *places;
	uint32_t *index_of_depth;
	size_t count = 0;
	size_t depth = 0;
	const GumboNode *before = NULL;
	uint32_t i = 0;
	int status = parse(&output, arena, html.data, html.len, hints);

	if (status != RP_OK)
		return status;
	for (dom = output->root; dom; dom = following(dom, output->root))
		count++;
	if (count > RP_LIMIT_HTML_NODES)
		return RP_ENODES;
	page->nodes = rp_arena_alloc(arena, count * sizeof(*page->nodes));
	places = rp_arena_alloc(arena, count * sizeof(*places));
	/* The tree is at most as deep as it has nodes. */
	index_of_depth = rp_arena_alloc(arena, count * sizeof(*index_of_depth));
	if (!page->nodes || !places || !index_of_depth)
		return out_of(arena);
	page->count = (uint32_t)count;
	page->placeholders = placeholders;
	places[0] = (struct place){0, false};
	for (dom = output->root; dom && status == RP_OK;
	     dom = following(dom, output->root)) {
		if (before && dom->parent == before) {
			depth++;
		} else if (before) {
			while (before->parent != dom->parent) {
				before = before->parent;
				depth--;
			}
		}
		index_of_depth[depth] = i;
		status = node_init(page, arena, places, i,
				   depth ? index_of_depth[depth - 1] : 0, dom);
		before = dom;
		i++;
	}
	if (status == RP_OK)
		sum_up(page);
	return status;
}

const char *rp_page_attribute(const struct rp_page *page, uint32_t node,
			      const char *name)
{
	const GumboNode *dom = page->nodes[node].dom;
	const GumboAttribute *attribute;
	const char *piece;

	if (dom->type != GUMBO_NODE_ELEMENT)
		return NULL;
	attribute = attribute_of(dom, name);
	if (!attribute)
		return NULL;
	/* A reference to a character of private use is none, nor is what stood
	 * between quotation marks. */
	piece = rp_placeholders_piece(page->placeholders, attribute->value);
	return piece && attribute->original_value.length ==
			    strlen(attribute->value)
		   ? piece
		   : attribute->value;
}

bool rp_page_has_word(const struct rp_page *page, uint32_t node,
		      const char *attribute, const char *word)
{
	const char *at = rp_page_attribute(page, node, attribute);
	size_t len = strlen(word);

	while (at && *at) {
		size_t n = strcspn(at, " \t\r\n\f");

		if (n == len && rp_ascii_compare_some(at, word, len) == 0)
			return true;
		at += n;
		at += strspn(at, " \t\r\n\f");
	}
	return false;
}

/* Append the text of a text node as spaced.h has it. Returns its bytes. */
static size_t append_text(struct rp_buffer *out, size_t start, char *between,
			  const char *text)
{
	const size_t len = strlen(text);

	rp_spaced_append(out, start, between, (struct rp_str){text, len});
	return len;
}

size_t rp_page_text(struct rp_buffer *out, const struct rp_page *page,
		    uint32_t node)
{
	char between = 0;
	size_t start = out->len;
	size_t looked_at = page->nodes[node].end - node;
	uint32_t i;

	for (i = node; i < page->nodes[node].end; i++) {
		if (page->nodes[i].block || page->nodes[i].tag == GUMBO_TAG_BR)
			between = ' ';
		if (page->nodes[i].text)
			looked_at += append_text(out, start, &between,
						 page->nodes[i].string);
	}
	return looked_at;
}

/* The block that a node lies in, up to a node above it; *steps grows by the
 * nodes between. */
static uint32_t block_of(size_t *steps, const struct rp_page *page, uint32_t i,
			 uint32_t above)
{
	for (; i != above && !page->nodes[i].block; (*steps)++)
		i = page->nodes[i].parent;
	return i;
}

/* Parts in parts that end; deeper ones end with them. */
#define PARTS 8

struct lines {
	uint32_t ends[PARTS]; /* of the parts that a node lies in */
	size_t depth;
	uint32_t last; /* the block of the text before */
	char between;
};

/* A node that is no text: it may begin a line. Whether it is left out. */
static bool begin_part(struct lines *lines, const struct rp_page *page,
		       uint32_t i, enum rp_page_part part)
{
	if (part == RP_PAGE_INLINE)
		return false;
	lines->between = '\n';
	if (part == RP_PAGE_LINE && lines->depth < PARTS)
		lines->ends[lines->depth++] = page->nodes[i].end;
	return part == RP_PAGE_ASIDE;
}

size_t rp_page_lines(struct rp_buffer *out, const struct rp_page *page,
		     uint32_t node,
		     enum rp_page_part (*part_of)(const struct rp_page *page,
						  uint32_t node))
{
	struct lines lines = {.last = node};
	size_t start = out->len;
	size_t looked_at = page->nodes[node].end - node;
	uint32_t i;

	for (i = node; i < page->nodes[node].end; i++) {
		const struct rp_node *at = &page->nodes[i];

		while (lines.depth > 0 && lines.ends[lines.depth - 1] <= i) {
			lines.depth--;
			lines.between = '\n';
		}
		if (at->text) {
			uint32_t block = block_of(&looked_at, page, i, node);

			if (block != lines.last)
				lines.between = '\n';
			lines.last = block;
			looked_at +=
			    append_text(out, start, &lines.between, at->string);
		} else if (at->tag == GUMBO_TAG_BR) {
			lines.between = '\n';
		} else if (i > node &&
			   begin_part(&lines, page, i, part_of(page, i))) {
			i = at->end - 1;
		}
	}
	return looked_at;
}
