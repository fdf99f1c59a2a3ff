/* SPDX-License-Identifier: Apache-2.0 */
/* gzip.h - gzip members as a whole (RFC 1952). */
#ifndef RP_GZIP_H
#define RP_GZIP_H

#include "buffer.h"
#include "error.h"

/* Append bytes as one member. RP_OK or RP_ENOMEM. */
int rp_gzip_pack(struct rp_buffer *out, struct rp_str bytes);

/* Whether bytes begin as a member does. */
bool rp_gzip_is(struct rp_str bytes);

/* All members of bytes behind each other into out, which is cleared; limit
 * bounds what they hold, a tail that is cut off is left out. Returns 0, or -1
 * with the reason. */
int rp_gzip_unpack(struct rp_buffer *out, struct rp_str bytes, size_t limit,
		   struct rp_error *error);

#endif
