/* SPDX-License-Identifier: Apache-2.0 */
/* brief.h - an article of a paragraph or two, above the cards of others. */
#ifndef RP_BRIEF_H
#define RP_BRIEF_H

#include "page.h"

/* The element of a brief: what the page names as a body below the headline, or
 * the innermost element around it, with a paragraph or two and nothing but
 * cards of other stories behind it. 0: the page has no brief. */
uint32_t rp_brief_find(const struct rp_page *page, uint32_t headline);

#endif
