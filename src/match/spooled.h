/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spooled.h - looking at a spool here and there
 *
 * A view serves who goes along the spool: what is mapped brings its neighbours.
 * Who looks at two texts out of millions pays for neighbours that he does not
 * want, and copies what he does want anyway: he reads, and says before what he
 * will read, so that the disk is waited for once for many.
 */
#ifndef RP_SPOOLED_H
#define RP_SPOOLED_H

#include "reprint.h"

#include <string.h>

/* RP_OK, RP_ESTORE. */
static inline int rp_spooled_read(void *out, const struct rp_spool *spool,
				  uint64_t offset, size_t len)
{
	const void *bytes;

	if (spool->read)
		return spool->read(spool->context, offset, out, len);
	bytes = spool->view(spool->context, offset, len);
	if (!bytes)
		return RP_ESTORE;
	memcpy(out, bytes, len);
	return RP_OK;
}

/* Bytes that stay where they are as long as the corpus; NULL: these are to be
 * read. */
static inline const void *rp_spooled_in_memory(const struct rp_spool *spool,
					       uint64_t offset, size_t len)
{
	return spool->in_memory ? spool->in_memory(spool->context, offset, len)
				: NULL;
}

static inline void rp_spooled_want(const struct rp_spool *spool,
				   uint64_t offset, size_t len)
{
	if (spool->want)
		spool->want(spool->context, offset, len);
}

#endif
