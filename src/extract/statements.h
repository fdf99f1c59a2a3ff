/* SPDX-License-Identifier: Apache-2.0 */
/* statements.h - what a page states of itself, by name: <meta>, <link> and
 * JSON-LD, ready to be asked many times. */
#ifndef RP_STATEMENTS_H
#define RP_STATEMENTS_H

#include "jsonld.h"
#include "page.h"
#include "str.h"

#define RP_META_KEYS 4

/* One <meta>: what it is called by, and what it says. */
struct rp_meta {
	const char *keys[RP_META_KEYS]; /* NULL where it is not */
	const char *content;
};

struct rp_statements {
	const struct rp_page *page;
	struct rp_arena *arena;
	const struct rp_buffer *json_ld;
	struct rp_str article; /* its object in JSON-LD, or empty … */
	struct rp_str review;  /* … and then that of a review, or empty */
	struct rp_meta *metas;
	size_t meta_count;
	size_t looked_at; /* of elements' texts, nodes and bytes */
	bool failed;	  /* memory has ended */
};

/* Everything stays borrowed; strings found lie in the page or the arena. */
void rp_statements_init(struct rp_statements *out, const struct rp_page *page,
			struct rp_arena *arena,
			const struct rp_buffer *json_ld);

/* The content of the first <meta> whose property, name, itemprop or
 * http-equiv is key, trimmed; empty if there is none. */
struct rp_str rp_statements_meta(const struct rp_statements *statements,
				 const char *key);

/* The address that the page states as its own: canonical, or og:url; empty if
 * it is none with a scheme. */
struct rp_str rp_statements_address(const struct rp_statements *statements);

/* Where in JSON-LD a member is looked for; each of these in those before it,
 * too. */
enum rp_statements_reach {
	RP_STATEMENTS_OWN = 0, /* the article's object, or the review's */
	RP_STATEMENTS_PAGE,    /* … those of the page itself */
	RP_STATEMENTS_ANY, /* … others, but of things that the page is of */
};

/* The text of a member. */
bool rp_statements_json(struct rp_str *out, struct rp_statements *statements,
			const char *key, enum rp_statements_reach reach);

/* The body of the article's object; if it need not be its own also the first of
 * a live report, or that of the page itself. */
bool rp_statements_body(struct rp_str *out, struct rp_statements *statements,
			bool own);

/* The text below an element, trimmed, blanks folded. */
bool rp_statements_text(struct rp_str *out, struct rp_statements *statements,
			uint32_t node);

/* The same, line by line, as rp_page_lines has it. */
bool rp_statements_lines(
    struct rp_str *out, struct rp_statements *statements, uint32_t node,
    enum rp_page_part (*part_of)(const struct rp_page *page, uint32_t node));

/* A string in the arena with the entities that pages escape twice ("&amp;",
 * "&#8217;") put back. */
struct rp_str rp_statements_unescape(struct rp_statements *statements,
				     struct rp_str text);

/* A name or heading as spaced.h has it, in the arena where that changes it. */
struct rp_str rp_statements_spaced(struct rp_statements *statements,
				   struct rp_str text);

#endif
