/* SPDX-License-Identifier: Apache-2.0 */
/* credit.h - which agency an article is credited to, from all its evidence. */
#ifndef RP_CREDIT_H
#define RP_CREDIT_H

#include "sieve.h"
#include "statements.h"

/* Set the dateline and body of an article whose text is known, and the credit
 * that the text itself gives. dropped holds the lines that were filtered out
 * of it, one a line. */
void rp_credit_text(struct rp_article *out, const struct rp_sieves *sieves,
		    struct rp_str dropped);

/* Add the credit that the page gives where it is stronger: authors, byline
 * elements, <meta>, the canonical address against the one where the page was
 * found (may be empty). headline is rp_headline_find's. Call it behind
 * rp_credit_text. */
void rp_credit_page(struct rp_article *out, struct rp_statements *statements,
		    uint32_t headline, struct rp_str page_url);

/* An author, or what one is said to be, may name an agency. */
void rp_credit_author(struct rp_article *out, struct rp_str name);

#endif
