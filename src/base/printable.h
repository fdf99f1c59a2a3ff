/* SPDX-License-Identifier: Apache-2.0 */
/* printable.h - text from outside, fit to be shown on a terminal. */
#ifndef RP_PRINTABLE_H
#define RP_PRINTABLE_H

#include "buffer.h"

/* Append at most limit bytes of the text, cut between characters with an
 * ellipsis: control characters, C1 too, become blanks, for they could move
 * the cursor, fake a line or turn what is read, and ill-formed bytes U+FFFD. */
void rp_printable(struct rp_buffer *out, struct rp_str text, size_t limit);

#endif
