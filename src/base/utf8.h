/* SPDX-License-Identifier: Apache-2.0 */
/* utf8.h - checking and repairing UTF-8 (RFC 3629; Unicode 15, table 3-7). */
#ifndef RP_UTF8_H
#define RP_UTF8_H

#include "buffer.h"

/* Bytes of the mark of byte order that these begin with: 3 or 0. */
size_t rp_utf8_mark(const char *bytes, size_t len);

/* Length of the longest valid beginning of the bytes. */
size_t rp_utf8_valid_len(const char *bytes, size_t len);

/* Decode the code point at bytes (len > 0). *used receives its length; an
 * ill-formed sequence gives U+FFFD and the length of its longest valid
 * beginning, at least 1 ("maximal subpart", Unicode 15, 3.9). */
uint32_t rp_utf8_decode(size_t *used, const char *bytes, size_t len);

/* Whether what was decoded so, used bytes long, stands for bytes that are none:
 * a U+FFFD that stands in them itself is no error. */
bool rp_utf8_is_replaced(uint32_t code, size_t used, const char *bytes);

/* Write one code point (a scalar value) as UTF-8; returns its length. */
size_t rp_utf8_encode(char bytes[4], uint32_t code);

/* The same behind what out holds. */
void rp_utf8_put(struct rp_buffer *out, uint32_t code);

/* Append the bytes to out with U+FFFD for each ill-formed sequence; returns
 * how many were replaced. */
size_t rp_utf8_repair(struct rp_buffer *out, const char *bytes, size_t len);

/* The encoding of two or four bytes a character that bytes are in: by their
 * mark, of *skip bytes, or, without one (*skip is 0), by a zero in every other
 * byte, as letters of Latin scripts have it. NULL: none. */
const char *rp_utf8_wider(size_t *skip, const char *bytes, size_t len);

#endif
