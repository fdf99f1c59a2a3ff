/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jsonld.h - what a page's JSON-LD says of its article
 *
 * Lenient: pages carry JSON with raw line breaks and trailing commas, which a
 * parser refuses as a whole. Values are spans of the scripts, undecoded.
 */
#ifndef RP_JSONLD_H
#define RP_JSONLD_H

#include "arena.h"
#include "buffer.h"

/* What is searched for, by its @type in schema.org. */
enum rp_jsonld_kind {
	RP_JSONLD_ARTICLE = 0, /* Article and below, BlogPosting, Report */
	RP_JSONLD_REVIEW,      /* Review, ClaimReview, Recipe */
	RP_JSONLD_PAGE,	       /* WebPage and below, WebSite */
	RP_JSONLD_OTHER,       /* none of these, and no film, book, picture or
				  product */
};

/* Where the search goes on; all else zero at first. */
struct rp_jsonld_search {
	size_t at;
	size_t objects; /* looked at */
	enum rp_jsonld_kind kind;
};

/* The next object of the kind, braces included; empty if there is none. What
 * lies in one is not looked at, nor what is listed (itemListElement): other
 * stories. */
struct rp_str rp_jsonld_next(struct rp_jsonld_search *search,
			     const struct rp_buffer *scripts);

/* The value of an object's own member; empty if it has none. */
struct rp_str rp_jsonld_member(struct rp_str object, const char *key);

/* Take the next item off a value: those of an array in turn, any other value
 * once. False at the end. */
bool rp_jsonld_item(struct rp_str *item, struct rp_str *rest);

/* What an object that is only a reference ({"@id": ...}) refers to in the
 * scripts, if that has a name; else the value itself. */
struct rp_str rp_jsonld_resolve(struct rp_str value,
				const struct rp_buffer *scripts);

/* The text of a value: a string, or an object's "name". Unescaped into the
 * arena, trimmed. 1, 0 if there is none, or RP_ENOMEM. */
int rp_jsonld_text(struct rp_str *out, struct rp_arena *arena,
		   struct rp_str value);

#endif
