/* SPDX-License-Identifier: Apache-2.0 */
/* gzip.c - see gzip.h. */
#include "gzip.h"

#include <string.h>
#include <zlib.h>

/* Windows of 32 KiB, with a gzip head. */
#define GZIP_BITS (15 + 16)
/* Archives are written once and read often; the level of gzip(1). */
#define LEVEL	     6
#define MEMORY_LEVEL 9
/* Bytes that are packed at once: with what packing may add they are counted in
 * 32 bits. */
#define GZIP_MOST ((size_t)1 << 31)

int rp_gzip_pack(struct rp_buffer *out, struct rp_str bytes)
{
	z_stream stream;
	size_t most;
	int status;

	/* zlib counts what it is given in 32 bits. */
	if (bytes.len > GZIP_MOST)
		return RP_EINVAL;
	memset(&stream, 0, sizeof(stream));
	if (deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP_BITS, MEMORY_LEVEL,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		return RP_ENOMEM;
	most = deflateBound(&stream, bytes.len);
	status = rp_buffer_reserve(out, most);
	if (status == RP_OK) {
		stream.next_in = (unsigned char *)(uintptr_t)bytes.data;
		stream.avail_in = (unsigned)bytes.len;
		stream.next_out = (unsigned char *)out->data + out->len;
		stream.avail_out = (unsigned)most;
		if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
			status = RP_ENOMEM;
		else
			out->len += most - stream.avail_out;
		out->data[out->len] = '\0';
	}
	deflateEnd(&stream);
	return status;
}

bool rp_gzip_is(struct rp_str bytes)
{
	return bytes.len > 2 && (unsigned char)bytes.data[0] == 0x1f &&
	       (unsigned char)bytes.data[1] == 0x8b;
}
