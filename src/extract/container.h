/* SPDX-License-Identifier: Apache-2.0 */
/* container.h - the element of a page that holds the article. */
#ifndef RP_CONTAINER_H
#define RP_CONTAINER_H

#include "page.h"

/* The index of the container in a pruned page; 0 (the root) if no element
 * stands out. headline is rp_headline_find's. *whole: it is a brief, and all
 * other prose of the page is of other stories. Fails with RP_ENOMEM. */
int rp_container_find(uint32_t *out, bool *whole, const struct rp_page *page,
		      uint32_t headline);

/* Whether an element is a body by what the page calls it: articleBody, or a
 * class or an id. */
bool rp_container_is_body(const struct rp_page *page, uint32_t i);

/* Whether an element stands below the headline, in one article or in the
 * innermost element around both. */
bool rp_container_is_below(const struct rp_page *page, uint32_t node,
			   uint32_t headline);

/* The element with the best readability score; 0 if none scores. */
int rp_container_score(uint32_t *out, const struct rp_page *page);

#endif
