/* SPDX-License-Identifier: Apache-2.0 */
/* markup.h - text of a field that may be written as HTML. */
#ifndef RP_MARKUP_H
#define RP_MARKUP_H

#include "buffer.h"
#include "reprint.h"

/* Append a text without its tags, a paragraph a line; blanks are one, and none
 * stands before or behind a line. A '<' that begins no tag stays. Entities are
 * not touched. */
void rp_markup_lines(struct rp_buffer *out, struct rp_str text);

#endif
