/* SPDX-License-Identifier: Apache-2.0 */
/* spaced.h - names and headings with one kind of blank between their words. */
#ifndef RP_SPACED_H
#define RP_SPACED_H

#include "buffer.h"

/* Append UTF-8 with one blank of ASCII for each run of blanks of any kind, none
 * around it, and without characters that have no width, so that a name is the
 * same however two pages, or two places of one, set it. */
void rp_spaced_put(struct rp_buffer *out, struct rp_str text);

/* The same of one of several pieces, which began at start of out. *between:
 * what is to stand before the next character, 0 if nothing; it is 0 at first,
 * and a blank unless it was something else before. */
void rp_spaced_append(struct rp_buffer *out, size_t start, char *between,
		      struct rp_str text);

/* Whether two are the same so, in any case of ASCII, and not empty. */
bool rp_spaced_same(struct rp_str a, struct rp_str b);

#endif
