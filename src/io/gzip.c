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

int rp_gzip_pack(struct rp_buffer *out, struct rp_str bytes)
{
	z_stream stream;
	size_t most;
	int status;

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
		deflate(&stream, Z_FINISH);
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

/* What one member holds; Z_STREAM_END at its end. */
static int unpack_member(struct rp_buffer *out, z_stream *stream, size_t limit)
{
	int status = Z_OK;

	while (status == Z_OK && out->len <= limit) {
		unsigned char piece[16384];

		stream->next_out = piece;
		stream->avail_out = sizeof(piece);
		status = inflate(stream, Z_NO_FLUSH);
		rp_buffer_append(out, piece, sizeof(piece) - stream->avail_out);
		if (stream->avail_in == 0 && stream->avail_out > 0 &&
		    status == Z_OK)
			break;
	}
	return status;
}

int rp_gzip_unpack(struct rp_buffer *out, struct rp_str bytes, size_t limit,
		   struct rp_error *error)
{
	z_stream stream;
	int status = Z_STREAM_END;

	memset(&stream, 0, sizeof(stream));
	if (inflateInit2(&stream, GZIP_BITS) != Z_OK)
		return rp_error_set(error, "out of memory");
	rp_buffer_clear(out);
	stream.next_in = (unsigned char *)(uintptr_t)bytes.data;
	stream.avail_in = (unsigned)bytes.len;
	while (status == Z_STREAM_END && stream.avail_in > 0) {
		inflateReset(&stream);
		status = unpack_member(out, &stream, limit);
		/* Some servers pad with zeros. */
		if (status == Z_STREAM_END && stream.avail_in > 0 &&
		    *stream.next_in != 0x1f)
			break;
	}
	inflateEnd(&stream);
	if (out->len > limit)
		return rp_error_set(error,
				    "it inflates past the limit of %zu MiB",
				    limit >> 20);
	if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
		return rp_error_set(error, "damaged gzip");
	return rp_buffer_status(out) == RP_OK
		   ? 0
		   : rp_error_set(error, "out of memory");
}
