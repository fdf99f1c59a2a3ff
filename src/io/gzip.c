/* SPDX-License-Identifier: Apache-2.0 */
/* gzip.c - see gzip.h. */
#include "gzip.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#ifdef RP_WITH_ISAL
#include <isa-l/igzip_lib.h>
#endif

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
	if (deflateInit2(&stream, LEVEL, Z_DEFLATED, RP_GZIP_BITS, MEMORY_LEVEL,
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

#ifdef RP_WITH_ISAL

/* Head and end of a member, and its flags. */
#define LEAST_BYTES 18
#define FLAGS_AT    3
/* The most that deflate makes of a byte (RFC 1951): 258 of two bits. */
#define MOST_TIMES 1032

/* How long the contents are, by the end of a member (RFC 1952, 2.3.1). */
static uint32_t length_of(struct rp_str bytes)
{
	const unsigned char *end =
	    (const unsigned char *)bytes.data + bytes.len;

	return (uint32_t)end[-4] | (uint32_t)end[-3] << 8 |
	       (uint32_t)end[-2] << 16 | (uint32_t)end[-1] << 24;
}

/* In one call, at half of zlib's time; what is not whole is left to zlib, which
 * tells what it is. */
bool rp_gzip_unpack_whole(struct rp_buffer *out, struct rp_str bytes,
			  size_t limit)
{
	struct inflate_state *state;
	size_t len;
	bool whole;

	rp_buffer_clear(out);
	if (bytes.len < LEAST_BYTES || bytes.len > GZIP_MOST ||
	    (unsigned char)bytes.data[FLAGS_AT] & RP_GZIP_RESERVED)
		return false;
	len = length_of(bytes);
	/* An empty text has a checksum that zeros bear out. */
	if (len == 0 || len > limit || len / MOST_TIMES > bytes.len)
		return false;
	state = malloc(sizeof(*state));
	if (!state || rp_buffer_reserve(out, len + 1) != RP_OK) {
		free(state);
		rp_buffer_clear(out);
		return false;
	}
	isal_inflate_init(state);
	state->crc_flag = ISAL_GZIP;
	state->hist_bits = 0;
	state->next_in = (unsigned char *)(uintptr_t)bytes.data;
	state->avail_in = (uint32_t)bytes.len;
	state->next_out = (unsigned char *)out->data;
	state->avail_out = (uint32_t)len;
	whole = isal_inflate_stateless(state) == ISAL_DECOMP_OK &&
		state->block_state == ISAL_BLOCK_FINISH &&
		state->avail_in == 0 && state->avail_out == 0;
	free(state);
	out->len = whole ? len : 0;
	out->data[out->len] = '\0';
	return whole;
}

#else

bool rp_gzip_unpack_whole(struct rp_buffer *out, struct rp_str bytes,
			  size_t limit)
{
	(void)bytes;
	(void)limit;
	rp_buffer_clear(out);
	return false;
}

#endif

bool rp_gzip_is(struct rp_str bytes)
{
	return bytes.len > 2 && (unsigned char)bytes.data[0] == 0x1f &&
	       (unsigned char)bytes.data[1] == 0x8b;
}
