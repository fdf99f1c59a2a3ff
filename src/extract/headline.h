/* SPDX-License-Identifier: Apache-2.0 */
/* headline.h - which element of a page is the article's headline. */
#ifndef RP_HEADLINE_H
#define RP_HEADLINE_H

#include "page.h"

/* The headline element: an h1 or h2 whose text <title> repeats, else another
 * that does, else the only h1; 0 if there is none (node 0 is never a heading).
 * scratch is used. */
uint32_t rp_headline_find(const struct rp_page *page,
			  struct rp_buffer *scratch);

#endif
