/* SPDX-License-Identifier: Apache-2.0 */
/* lines.h - dropping blocks that are no part of the report by their shape. */
#ifndef RP_LINES_H
#define RP_LINES_H

#include "blocks.h"
#include "phrases.h"

/* Characters from which on a block is taken for prose by its length. */
#define RP_PROSE_CHARS 60

/* Mark blocks of one article as dropped: the headline and what stands before
 * it, dates and bylines before the first prose, blocks that are one link,
 * promotion lines, and a tail of headings and short lines. headline is the
 * heading's text, empty if unknown. */
void rp_lines_filter(struct rp_blocks *blocks, const struct rp_phrases *phrases,
		     struct rp_str headline);

/* The same for the paragraphs of plain text, which has no headings and no
 * known headline: only where there is prose beside them. */
void rp_lines_filter_plain(struct rp_blocks *blocks,
			   const struct rp_phrases *phrases);

#endif
