/* SPDX-License-Identifier: Apache-2.0 */
/*
 * frozen.h - what is written down of an index, to go on from it in another run
 *
 * Numbers as the machine has them: whoever reads them again must be the same
 * program on the same kind of machine, which the head that the corpus writes
 * makes sure of. No number is trusted: what is cut off, or tells of more than
 * is there, is RP_EINVAL.
 */
#ifndef RP_FROZEN_H
#define RP_FROZEN_H

#include "buffer.h"

#include <string.h>

/* What is left to be read. */
struct rp_frozen {
	const char *at;
	size_t left;
};

static inline void rp_frozen_put(struct rp_buffer *out, uint64_t number)
{
	rp_buffer_append(out, &number, sizeof(number));
}

/* Copy the next len bytes to out. RP_EINVAL: there are fewer. */
static inline int rp_frozen_take(void *out, struct rp_frozen *from, size_t len)
{
	if (len > from->left)
		return RP_EINVAL;
	if (len > 0)
		memcpy(out, from->at, len);
	from->at += len;
	from->left -= len;
	return RP_OK;
}

/* The next number, which must be this one: RP_EINVAL. */
static inline int rp_frozen_expect(struct rp_frozen *from, uint64_t number)
{
	uint64_t found = 0;
	int status = rp_frozen_take(&found, from, sizeof(found));

	return status == RP_OK && found != number ? RP_EINVAL : status;
}

#endif
