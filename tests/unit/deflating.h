/* SPDX-License-Identifier: Apache-2.0 */
/* deflating.h - members of gzip as zlib makes them, in all its ways. */
#ifndef DEFLATING_H
#define DEFLATING_H

#include "gzip.h"

#include <criterion/criterion.h>
#include <zlib.h>

/* How zlib is to go about it. */
struct deflating {
	int level;
	int memory;
	int strategy;
};

/* One member of len bytes to out, of room bytes; returns how long it is. */
static inline size_t deflate_member(unsigned char *out, size_t room,
				    const char *bytes, size_t len,
				    struct deflating how)
{
	z_stream gzip = {0};

	cr_assert_eq(deflateInit2(&gzip, how.level, Z_DEFLATED, RP_GZIP_BITS,
				  how.memory, how.strategy),
		     Z_OK);
	gzip.next_in = (unsigned char *)(uintptr_t)bytes;
	gzip.avail_in = (unsigned)len;
	gzip.next_out = out;
	gzip.avail_out = (unsigned)room;
	cr_assert_eq(deflate(&gzip, Z_FINISH), Z_STREAM_END);
	deflateEnd(&gzip);
	return gzip.total_out;
}

#endif
