/* SPDX-License-Identifier: Apache-2.0 */
/* spaced.h - names and headings with one kind of blank between their words. */
#ifndef RP_SPACED_H
#define RP_SPACED_H

#include "buffer.h"

/* Bytes of the blank of any kind, or control character of ASCII, that UTF-8 of
 * len bytes (len > 0) begins with, or of the character without width; *blank
 * tells which. 0: it begins with neither. */
size_t rp_spaced_len(bool *blank, const char *s, size_t len);

/* Append UTF-8 with one blank of ASCII for each run of blanks of any kind, none
 * around it, and without characters that have no width, so that a name is the
 * same however two pages, or two places of one, set it. */
void rp_spaced_put(struct rp_buffer *out, struct rp_str text);

/* Whether two are the same so, in any case of ASCII, and not empty. */
bool rp_spaced_same(struct rp_str a, struct rp_str b);

#endif
