/* SPDX-License-Identifier: Apache-2.0 */
/* prune.h - which elements of a page are furniture, by structure and name. */
#ifndef RP_PRUNE_H
#define RP_PRUNE_H

#include "page.h"

/* Whether an element holds so much of the page's prose, or its articleBody,
 * that what it is called says nothing. */
bool rp_prune_guards(const struct rp_page *page, uint32_t node);

/* Whether an element holds what visitors write, or what they write it into:
 * that names no author and no day. One that holds the headline, or much of the
 * prose, is of the whole page, whatever it is called. */
bool rp_prune_visitors(const struct rp_page *page, uint32_t node,
		       uint32_t headline);

/* Mark as removed what no article consists of: navigation, forms, asides,
 * hidden elements and, if by_name, those whose class or id names furniture. */
void rp_prune_page(struct rp_page *page, uint32_t headline, bool by_name);

#endif
