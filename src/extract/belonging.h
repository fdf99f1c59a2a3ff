/* SPDX-License-Identifier: Apache-2.0 */
/* belonging.h - whether a date or byline is the article's, by its place. */
#ifndef RP_BELONGING_H
#define RP_BELONGING_H

#include "page.h"

/* How likely what a node states is the article's: what stands in one article
 * with the headline, or with the prose (4), before what follows the headline
 * (3), what comes before it (2), and what stands in boxes (1). 0: not at all,
 * as in comments, in sentences, on cards of other stories, in quoted posts, and
 * in the boxes of a page whose headline is in an article. */
unsigned rp_belonging_rank(const struct rp_page *page, uint32_t node,
			   uint32_t headline);

/* Whether an element is of somebody else, with all that is in it: comments, a
 * box of other stories, a quoted post. */
bool rp_belonging_anothers(const struct rp_page *page, uint32_t element,
			   uint32_t headline);

/* Whether a byline is of somebody else: of a comment, of another story on a
 * card or in a box, of a quoted post. */
bool rp_belonging_of_others(const struct rp_page *page, uint32_t node,
			    uint32_t headline);

#endif
