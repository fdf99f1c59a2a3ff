/* SPDX-License-Identifier: Apache-2.0 */
/* metadata.h - what a page states of its article: the parts of struct
 * rp_article but the text. Each fills in its fields; strings lie in the page
 * or the arena, and statements->failed tells when memory ended. */
#ifndef RP_METADATA_H
#define RP_METADATA_H

#include "reprint.h"
#include "statements.h"

/* Title, canonical URL, site and declared language; headline is
 * rp_headline_find's. */
void rp_metadata_read(struct rp_article *out, struct rp_statements *statements,
		      uint32_t headline);

/* Published and modified; page_url is where the page was found or its canonical
 * URL, headline as above. */
void rp_dates_read(struct rp_article *out, struct rp_statements *statements,
		   uint32_t headline, struct rp_str page_url,
		   const struct rp_hints *hints);

/* Published, of a text that states nothing. */
void rp_dates_listed(struct rp_article *out, const struct rp_hints *hints);

/* Authors, in the order stated, each once. */
void rp_authors_read(struct rp_article *out, struct rp_statements *statements,
		     uint32_t headline);

/* The next of some lines that is a byline, which is taken off them. */
bool rp_authors_line(struct rp_str *line, struct rp_str *lines);

/* Where the page states none: those of the first of some lines, taken off the
 * text, that is a byline. */
void rp_authors_byline(struct rp_article *out, struct rp_statements *statements,
		       struct rp_str lines);

/* Who may read it. */
void rp_access_read(struct rp_article *out, struct rp_statements *statements);

/* Whether the text, once found, breaks off before the report ends. */
bool rp_access_teaser(struct rp_statements *statements, struct rp_str text);

#endif
