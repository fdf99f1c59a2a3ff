/* SPDX-License-Identifier: Apache-2.0 */
/* spelling.h - the octets of an address in one spelling (RFC 3986, 6.2.2):
 * those that may stand for themselves do, others that are encoded are %XX with
 * capitals, and so are blanks, all that is not ASCII, and a per cent
 * sign that begins no escape. */
#ifndef RP_SPELLING_H
#define RP_SPELLING_H

#include "buffer.h"
#include "reprint.h"

/* Append the octet that text begins with; returns how many bytes of text it is
 * written with. len > 0. */
size_t rp_spelling_put(struct rp_buffer *out, const char *text, size_t len);

/* Append all of a path or query. */
void rp_spelling_put_all(struct rp_buffer *out, struct rp_str part);

#endif
