/* SPDX-License-Identifier: Apache-2.0 */
/* page_blocks.c - see page_blocks.h. One pass forwards over the flat page; a
 * block ends wherever a block element or a double <br> begins or ends. */
#include "page_blocks.h"

#include "array.h"

#include <string.h>

struct collector {
	struct rp_blocks *blocks;
	const struct rp_page *page;
	struct rp_block open; /* being filled */
	bool blank;	      /* a blank is due before the next word */
	bool broken;	      /* the last thing was one <br> */
};

static int close_block(struct collector *collector)
{
	struct rp_blocks *blocks = collector->blocks;
	struct rp_block *open = &collector->open;
	const struct rp_node *at;
	int status;

	open->len = blocks->text.len - open->start;
	/* A no-break space alone is no line. */
	if (open->chars && open->len) {
		status =
		    rp_array_reserve(&blocks->items, &blocks->capacity,
				     blocks->count + 1, sizeof(*blocks->items));
		if (status != RP_OK)
			return status;
		at = &collector->page->nodes[open->node];
		open->heading = at->in_heading;
		open->list = at->in_list;
		open->quote = at->in_quote;
		open->table = at->in_table;
		blocks->items[blocks->count++] = *open;
	}
	memset(open, 0, sizeof(*open));
	open->start = blocks->text.len;
	collector->blank = false;
	collector->broken = false;
	return RP_OK;
}

static bool is_blank(const char *s, size_t *len)
{
	*len = 1;
	if (*s == ' ' || *s == '\n' || *s == '\t' || *s == '\r' || *s == '\f')
		return true;
	/* The no-break space parts words for a reader too. */
	*len = 2;
	return strncmp(s, "\xc2\xa0", 2) == 0;
}

static void add_text(struct collector *collector, uint32_t node)
{
	struct rp_buffer *text = &collector->blocks->text;
	const struct rp_node *at = &collector->page->nodes[node];
	const char *s = at->string;
	size_t len;

	while (*s) {
		const char *from;

		if (is_blank(s, &len)) {
			collector->blank = true;
			s += len;
			continue;
		}
		if (collector->blank && collector->open.chars)
			rp_buffer_putc(text, ' ');
		collector->blank = false;
		for (from = s; *s && !is_blank(s, &len); s++)
			continue;
		rp_buffer_append(text, from, (size_t)(s - from));
		/* Counted here so that the blank above sees it. */
		collector->open.chars += !collector->open.chars;
	}
	if (at->chars == 0)
		return;
	if (collector->open.node == 0)
		collector->open.node = at->parent;
	collector->open.chars += at->chars;
	collector->open.link_chars += at->link_chars;
	collector->broken = false;
}

/* Lists and tables of links, and small boxes that are mostly links. */
static bool link_box(const struct rp_node *node)
{
	uint64_t chars = node->chars;
	uint64_t links = node->link_chars;

	switch (node->tag) {
	case GUMBO_TAG_UL:
	case GUMBO_TAG_OL:
	case GUMBO_TAG_DL:
		return links * 10 > chars * 7;
	case GUMBO_TAG_TABLE:
		return links * 10 > chars * 8 ||
		       (links * 10 > chars * 5 && node->prose == 0);
	case GUMBO_TAG_DIV:
	case GUMBO_TAG_SECTION:
		return node->prose < 200 && links * 10 > chars * 5;
	default:
		return false;
	}
}

/* An element begins. */
static int enter(struct collector *collector, uint32_t index)
{
	const struct rp_node *node = &collector->page->nodes[index];

	if (node->tag == GUMBO_TAG_BR) {
		bool twice = collector->broken;

		collector->blank = true;
		collector->broken = true;
		return twice ? close_block(collector) : RP_OK;
	}
	return node->block ? close_block(collector) : RP_OK;
}

int rp_page_blocks_collect(struct rp_blocks *blocks, const struct rp_page *page,
			   uint32_t container, bool all)
{
	struct collector collector = {.blocks = blocks, .page = page};
	const struct rp_node *nodes = page->nodes;
	uint32_t i = container;
	int status = RP_OK;

	collector.open.start = blocks->text.len;
	while (i < nodes[container].end && status == RP_OK) {
		bool skip = i != container && !all &&
			    (nodes[i].removed || link_box(&nodes[i]));

		if (skip || nodes[i].tag == GUMBO_TAG_HEAD) {
			if (nodes[i].block)
				status = close_block(&collector);
			i = nodes[i].end;
		} else {
			if (nodes[i].text)
				add_text(&collector, i);
			else
				status = enter(&collector, i);
			i++;
		}
		/* Block elements that end here. A text belongs to the nearest
		 * block above it, so only a change of that block matters. */
		if (status == RP_OK && i < nodes[container].end) {
			uint32_t up = i - 1;
			uint32_t parent = nodes[i].parent;

			while (up != parent && nodes[up].end <= i && up != 0) {
				if (nodes[up].block) {
					status = close_block(&collector);
					break;
				}
				up = nodes[up].parent;
			}
		}
	}
	if (status == RP_OK)
		status = close_block(&collector);
	return status == RP_OK ? rp_buffer_status(&blocks->text) : status;
}
