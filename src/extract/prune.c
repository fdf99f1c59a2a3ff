/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prune.c - removing furniture before the container is chosen
 *
 * The guard matters more than any rule: nothing that holds over 35 % of the
 * page's prose is ever removed, nor anything that holds an articleBody. Sites
 * wrap whole articles in elements called "sidebar" or hide them until a
 * script runs; without the guard F1 on four labelled sets falls by 5 to 10
 * points, more than all rules together bring.
 */
#include "prune.h"

#include "ascii.h"
#include "classwords.h"

#include <string.h>

#define GUARD_PERCENT 35
/* Letters about an element that make a sentence of it, not a byline. */
#define SENTENCE_LETTERS 12
/* Characters of a box that asks for an address of mail, at most, and elements
 * around its field. */
#define SIGNUP_CHARS  500
#define SIGNUP_LEVELS 12
/* Characters of prose that a hidden part of a body has. */
#define HIDDEN_PROSE 80
/* Hidden parts that are looked at: each is a look at all paragraphs. */
#define HIDDEN_MOST 50
/* Comments are removed however long they are if so much prose remains. */
#define COMMENTS_REMAINDER 100
/* Names of elements are shorter. */
#define CUSTOM_BYTES 64

static bool never_text(GumboTag tag)
{
	switch (tag) {
	case GUMBO_TAG_SCRIPT:
	case GUMBO_TAG_STYLE:
	case GUMBO_TAG_NOSCRIPT:
	case GUMBO_TAG_TEMPLATE:
	case GUMBO_TAG_NAV:
	case GUMBO_TAG_IFRAME:
	case GUMBO_TAG_SVG:
	case GUMBO_TAG_BUTTON:
	case GUMBO_TAG_INPUT:
	case GUMBO_TAG_SELECT:
	case GUMBO_TAG_TEXTAREA:
	case GUMBO_TAG_OBJECT:
	case GUMBO_TAG_EMBED:
	case GUMBO_TAG_HEAD:
	case GUMBO_TAG_LABEL:
	case GUMBO_TAG_MENU:
	case GUMBO_TAG_VIDEO:
	case GUMBO_TAG_AUDIO:
	case GUMBO_TAG_CANVAS:
	case GUMBO_TAG_ASIDE:
	case GUMBO_TAG_FOOTER:
	case GUMBO_TAG_FIGCAPTION:
	case GUMBO_TAG_RT: /* how the characters before it are read */
	case GUMBO_TAG_RP:
		return true;
	default:
		return false;
	}
}

static bool by_tag(const struct rp_page *page, uint32_t i)
{
	const struct rp_node *node = &page->nodes[i];

	if (never_text(node->tag))
		return true;
	switch (node->tag) {
	case GUMBO_TAG_FORM:
		return node->prose * 2 < page->nodes[0].prose;
	case GUMBO_TAG_HEADER:
		return true;
	case GUMBO_TAG_FIGURE:
		return !node->quoted;
	default:
		return false;
	}
}

static bool by_role(const struct rp_page *page, uint32_t i)
{
	static const char *const roles[] = {
	    "navigation",  "complementary", "dialog", "menu",	"banner",
	    "contentinfo", "search",	    "alert",  "tooltip"};
	static const char *const props[] = {
	    "author",	 "datePublished", "dateModified", "caption",
	    "publisher", "video",	  "image",	  "associatedMedia"};
	size_t k;

	for (k = 0; k < sizeof(roles) / sizeof(roles[0]); k++)
		if (rp_page_has_word(page, i, "role", roles[k]))
			return true;
	for (k = 0; k < sizeof(props) / sizeof(props[0]); k++)
		if (rp_page_has_word(page, i, "itemprop", props[k]))
			return true;
	return false;
}

/* "display: none" and the like, blanks ignored. */
static bool hides(const char *style)
{
	static const char *const signs[] = {"display:none",
					    "visibility:hidden"};
	char packed[256];
	size_t n = 0;

	for (; *style && n + 1 < sizeof(packed); style++)
		if (*style != ' ')
			packed[n++] = *style;
	packed[n] = '\0';
	return rp_ascii_find(packed, signs[0]) ||
	       rp_ascii_find(packed, signs[1]);
}

static bool by_hiding(const struct rp_page *page, uint32_t i)
{
	const char *style = rp_page_attribute(page, i, "style");
	const char *aria;

	if (rp_page_attribute(page, i, "hidden"))
		return true;
	aria = rp_page_attribute(page, i, "aria-hidden");
	if (aria && rp_ascii_compare(aria, "true") == 0)
		return true;
	return style && hides(style);
}

/* Elements whose names are trusted; never rows, cells, articles or links. */
static bool has_telling_name(GumboTag tag)
{
	switch (tag) {
	case GUMBO_TAG_DIV:
	case GUMBO_TAG_SECTION:
	case GUMBO_TAG_P:
	case GUMBO_TAG_UL:
	case GUMBO_TAG_OL:
	case GUMBO_TAG_LI:
	case GUMBO_TAG_SPAN:
	case GUMBO_TAG_DL:
	case GUMBO_TAG_TABLE:
	case GUMBO_TAG_HEADER:
	case GUMBO_TAG_FIGURE:
	case GUMBO_TAG_ADDRESS:
	case GUMBO_TAG_TIME:
	case GUMBO_TAG_SMALL:
		return true;
	default:
		return false;
	}
}

struct names {
	const char *class;
	const char *id;
};

/* The text that is a child of the parent; NULL: the node is none. */
static const char *text_of(const struct rp_page *page, uint32_t i,
			   uint32_t parent)
{
	const struct rp_node *node = &page->nodes[i];

	return node->text && node->parent == parent ? node->string : NULL;
}

static size_t letters_in(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((*text | 0x20) >= 'a' && (*text | 0x20) <= 'z') ||
			 (unsigned char)*text >= 0x80;
	return count;
}

/* Whether a text goes on with a sentence: in lower case, or with a bracket or a
 * comma. Scripts without case may. */
static bool goes_on(const char *text)
{
	while (*text == ' ' || *text == '\n' || *text == '\t' || *text == '\r')
		text++;
	return (*text >= 'a' && *text <= 'z') || *text == '(' || *text == ',' ||
	       (unsigned char)*text >= 0x80;
}

/* Whether an element whose name is one of notes and dates stands between two
 * pieces of one sentence: a term with a note, a name with a card. What has a
 * note's name within it is removed all the same. */
static bool in_sentence(const struct rp_page *page, uint32_t i,
			const struct names *names)
{
	const struct rp_node *node = &page->nodes[i];
	const char *before;
	const char *behind;

	if (node->block || node->end >= page->count ||
	    !rp_classwords_note(names->class))
		return false;
	before = text_of(page, i - 1, node->parent);
	behind = text_of(page, node->end, node->parent);
	return before && behind && letters_in(before) > 0 && goes_on(behind) &&
	       letters_in(before) + letters_in(behind) >= SENTENCE_LETTERS;
}

static bool by_class(const struct names *names)
{
	return rp_classwords_furniture(names->class) ||
	       rp_classwords_furniture(names->id);
}

/* Whether an element holds the headline and prose: it is the article, or more,
 * whatever it is called. */
static bool holds_report(const struct rp_page *page, uint32_t i,
			 uint32_t headline)
{
	return headline > i && headline < page->nodes[i].end &&
	       page->nodes[i].prose > 0;
}

/* By its names, or because the page says so to machines (schema.org, Comment).
 */
static bool is_comments(const struct rp_page *page, uint32_t i)
{
	const char *type = rp_page_attribute(page, i, "itemtype");

	return rp_classwords_comments(rp_page_attribute(page, i, "class")) ||
	       rp_classwords_comments(rp_page_attribute(page, i, "id")) ||
	       rp_page_has_word(page, i, "itemprop", "comment") ||
	       (type && rp_ascii_find(type, "/comment"));
}

bool rp_prune_guards(const struct rp_page *page, uint32_t node)
{
	uint64_t all = page->nodes[0].prose;
	uint64_t mine = page->nodes[node].prose;

	return page->nodes[node].body || mine * 100 > all * GUARD_PERCENT;
}

/* Whether the element is the visitors' comments, and so much prose remains
 * without it. remaining: that of the page so far. */
static bool is_removable(const struct rp_page *page, uint32_t i,
			 uint32_t headline, uint32_t remaining)
{
	const struct rp_node *node = &page->nodes[i];

	if (node->body || (headline > i && headline < node->end) ||
	    !has_telling_name(node->tag))
		return false;
	return is_comments(page, i) && remaining >= node->prose &&
	       remaining - node->prose >= COMMENTS_REMAINDER;
}

/* Remove the comments, however long they are, and their prose from the sums, so
 * that the guard measures what is left against what is left. An element's sum
 * is raised by what was lost when it begins and lowered by that when it ends:
 * one pass, however deep the page. The first time, what has no prose is left to
 * the names that follow; later it may have been taken off. */
static void prune_comments(struct rp_page *page, uint32_t headline, bool first)
{
	uint32_t all = page->nodes[0].prose;
	uint32_t lost = 0;
	uint32_t open = 0; /* the innermost element that has not ended */
	uint32_t i = 1;

	while (i < page->count) {
		struct rp_node *node = &page->nodes[i];

		for (; page->nodes[open].end <= i;
		     open = page->nodes[open].parent)
			page->nodes[open].prose -= lost;
		if (node->text) {
			i++;
		} else if ((node->prose || !first) &&
			   is_removable(page, i, headline, all - lost)) {
			lost += node->prose;
			node->prose = 0;
			rp_page_remove(page, i);
			i = node->end;
		} else {
			node->prose += lost;
			open = i++;
		}
	}
	for (; open != 0; open = page->nodes[open].parent)
		page->nodes[open].prose -= lost;
	page->nodes[0].prose -= lost;
}

/* The name of an element that HTML does not know ("amp-ad"), as classes are
 * named; false: it is none. */
static bool custom_name(char out[static CUSTOM_BYTES],
			const struct rp_page *page, uint32_t i)
{
	const GumboNode *dom = page->nodes[i].dom;
	GumboStringPiece name;

	if (page->nodes[i].tag != GUMBO_TAG_UNKNOWN ||
	    dom->type != GUMBO_NODE_ELEMENT)
		return false;
	name = dom->v.element.original_tag;
	gumbo_tag_from_original_text(&name);
	if (name.length == 0 || name.length >= CUSTOM_BYTES ||
	    !memchr(name.data, '-', name.length))
		return false;
	memcpy(out, name.data, name.length);
	out[name.length] = '\0';
	return true;
}

/* Whether an element is the body by what the page calls it. */
static bool is_body(const struct rp_page *page, uint32_t i,
		    const struct names *names)
{
	return !page->nodes[i].text &&
	       (rp_page_has_word(page, i, "itemprop", "articleBody") ||
		rp_classwords_body(names->class) ||
		rp_classwords_body(names->id));
}

/* Whether a hidden element has what the page shows as well. */
static bool is_shown_too(const struct rp_page *page, uint32_t hidden)
{
	return rp_page_repeats(page, hidden, 0, hidden) ||
	       rp_page_repeats(page, hidden, page->nodes[hidden].end,
			       page->count);
}

/* Whether a hidden element is a part of the body that readers are shown when
 * they ask for it ("read more", a tab) or have paid: paragraphs, or one in such
 * a name, and none of furniture. What is scrambled for those who have not paid
 * has its name, and what is hidden from screen readers is ornament. */
static bool is_shown_later(const struct rp_page *page, uint32_t i,
			   const struct names *names)
{
	const char *style = rp_page_attribute(page, i, "style");
	uint32_t end = page->nodes[i].end;
	uint32_t first;

	if (page->nodes[i].prose < HIDDEN_PROSE ||
	    (!rp_page_attribute(page, i, "hidden") &&
	     !(style && hides(style)) && !rp_classwords_more(names->class)) ||
	    rp_classwords_furniture(names->class) ||
	    rp_classwords_furniture(names->id) ||
	    rp_classwords_scrambled(names->class))
		return false;
	first = rp_page_next_prose(page, i, end);
	return rp_classwords_more(names->class) ||
	       rp_page_next_prose(page, first + 1, end) < end;
}

/* Boxes that ask for an address of mail: the largest element around the field
 * that is small, and neither the article nor most of the page. */
static void prune_signups(struct rp_page *page, uint32_t headline)
{
	uint32_t i;

	for (i = 1; i < page->count; i++) {
		const char *type;
		uint32_t box = 0;
		uint32_t up;
		int level = 0;

		if (page->nodes[i].tag != GUMBO_TAG_INPUT)
			continue;
		type = rp_page_attribute(page, i, "type");
		if (!type || rp_ascii_compare(type, "email") != 0)
			continue;
		for (up = page->nodes[i].parent;
		     up != 0 && level++ < SIGNUP_LEVELS &&
		     page->nodes[up].chars <= SIGNUP_CHARS &&
		     page->nodes[up].tag != GUMBO_TAG_BODY &&
		     !(headline > up && headline < page->nodes[up].end) &&
		     !rp_prune_guards(page, up);
		     up = page->nodes[up].parent)
			box = up;
		if (box && !page->nodes[box].removed)
			rp_page_remove(page, box);
	}
}

void rp_prune_page(struct rp_page *page, uint32_t headline, bool by_name)
{
	uint32_t body_end = 0; /* of the body that i is in */
	unsigned hidden = 0;   /* parts of bodies looked at */
	uint32_t i = 1;

	prune_comments(page, headline, by_name);
	prune_signups(page, headline);
	while (i < page->count) {
		struct rp_node *node = &page->nodes[i];
		struct names names;
		char custom[CUSTOM_BYTES];
		bool twice;
		bool out;

		if (node->removed) {
			i = node->end;
			continue;
		}
		if (node->tag == GUMBO_TAG_UNKNOWN && node->text) {
			i++;
			continue;
		}
		names.class = rp_page_attribute(page, i, "class");
		names.id = rp_page_attribute(page, i, "id");
		if (i >= body_end && is_body(page, i, &names))
			body_end = node->end;
		twice = false;
		out = by_tag(page, i) || by_role(page, i);
		if (!out && by_hiding(page, i)) {
			bool part = i < body_end && hidden++ < HIDDEN_MOST &&
				    is_shown_later(page, i, &names);

			/* What is hidden and shown is there twice. */
			twice = part && is_shown_too(page, i);
			out = !part || twice;
		}
		if (!out && by_name && has_telling_name(node->tag) &&
		    !holds_report(page, i, headline))
			out = by_class(&names) && !in_sentence(page, i, &names);
		if (!out && by_name && custom_name(custom, page, i))
			out =
			    rp_classwords_furniture(custom) || by_class(&names);
		if (out &&
		    (twice || (never_text(node->tag) && node->prose == 0) ||
		     !rp_prune_guards(page, i))) {
			rp_page_remove(page, i);
			i = node->end;
			continue;
		}
		i++;
	}
}

bool rp_prune_visitors(const struct rp_page *page, uint32_t node,
		       uint32_t headline)
{
	if ((headline > node && headline < page->nodes[node].end) ||
	    rp_prune_guards(page, node))
		return false;
	return page->nodes[node].tag == GUMBO_TAG_FORM ||
	       is_comments(page, node);
}
