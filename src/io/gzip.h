/* SPDX-License-Identifier: Apache-2.0 */
/* gzip.h - gzip members as a whole (RFC 1952); content.h unpacks them. */
#ifndef RP_GZIP_H
#define RP_GZIP_H

#include "buffer.h"
#include "error.h"

/* What zlib is told: windows of 32 KiB, and the head and end of gzip. */
#define RP_GZIP_BITS (15 + 16)

/* Flags of a head whose meaning is not known, so that what follows it is not
 * (RFC 1952, 2.3.1.2). */
#define RP_GZIP_RESERVED 0xe0

/* Append bytes as one member. RP_OK, RP_ENOMEM; RP_EINVAL: over 2 GiB. */
int rp_gzip_pack(struct rp_buffer *out, struct rp_str bytes);

/* Unpack bytes that are one whole member of up to limit bytes to out, which is
 * cleared; false: they are none, or not known to be, or there is no memory. */
bool rp_gzip_unpack_whole(struct rp_buffer *out, struct rp_str bytes,
			  size_t limit);

/* Whether bytes begin as a member does. */
bool rp_gzip_is(struct rp_str bytes);

#endif
