/* SPDX-License-Identifier: Apache-2.0 */
/* http_meter.c - see http_meter.h. */
#include "http_meter.h"

#include "ascii.h"
#include "fields.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Below this nothing is a bomb: an empty page of tags shrinks a thousandfold.
 */
#define RATIO_FROM ((uint64_t)1 << 20)
/* zlib tells gzip from zlib by the head. */
#define ANY_BITS (15 + 32)
#define RAW_BITS (-15)

enum chunk_state { SIZE, EXTENSION, DATA, DATA_END, TRAILER };

struct rp_http_meter {
	size_t limit;
	unsigned ratio;
	bool chunked;
	bool encoded;
	bool inflating; /* the stream is set up */
	bool damaged;	/* it holds nothing more that can be read */
	enum chunk_state state;
	uint64_t chunk; /* bytes of it to come */
	uint64_t received;
	uint64_t decoded;
	unsigned char first; /* byte of the body */
	bool raw;	     /* deflate without a head */
	z_stream stream;
};

int rp_http_meter_create(struct rp_http_meter **out, unsigned ratio)
{
	struct rp_http_meter *meter = calloc(1, sizeof(*meter));

	if (!meter)
		return RP_ENOMEM;
	meter->ratio = ratio;
	*out = meter;
	return RP_OK;
}

static void end_stream(struct rp_http_meter *meter)
{
	if (meter->inflating)
		inflateEnd(&meter->stream);
	meter->inflating = false;
}

void rp_http_meter_free(struct rp_http_meter *meter)
{
	if (!meter)
		return;
	end_stream(meter);
	free(meter);
}

void rp_http_meter_begin(struct rp_http_meter *meter, struct rp_str head,
			 size_t limit)
{
	struct rp_str name;
	struct rp_str value;

	end_stream(meter);
	meter->limit = limit;
	meter->chunked = false;
	meter->encoded = false;
	meter->damaged = false;
	meter->state = SIZE;
	meter->chunk = 0;
	meter->received = 0;
	meter->decoded = 0;
	while (rp_fields_next(&name, &value, &head)) {
		if (rp_fields_is(name, "Transfer-Encoding"))
			meter->chunked |= rp_fields_has(value, "chunked");
		else if (rp_fields_is(name, "Content-Encoding"))
			meter->encoded |=
			    value.len > 0 && !rp_fields_is(value, "identity");
	}
	if (!meter->encoded)
		return;
	memset(&meter->stream, 0, sizeof(meter->stream));
	/* Without memory for it the bytes are counted as they are; they are
	 * bounded again where they are decoded. */
	meter->raw = false;
	meter->inflating = inflateInit2(&meter->stream, ANY_BITS) == Z_OK;
}

/* ----- decoding ----- */

static enum rp_http_measure judge(const struct rp_http_meter *meter)
{
	if (meter->decoded > meter->limit)
		return RP_HTTP_TOO_LARGE;
	if (meter->decoded > RATIO_FROM &&
	    meter->decoded / meter->ratio > meter->received)
		return RP_HTTP_BOMB;
	return RP_HTTP_FITS;
}

/* "deflate" without a head, as some servers send it: the first two bytes are
 * none. */
static bool is_headless(const struct rp_http_meter *meter)
{
	return !meter->raw && meter->decoded == 0 &&
	       meter->stream.total_in <= 2;
}

/* Begin again without one; the first byte came alone if this is the second. */
static int begin_raw(struct rp_http_meter *meter, bool alone)
{
	unsigned char piece[1];
	int status = inflateReset2(&meter->stream, RAW_BITS);

	meter->raw = true;
	if (status != Z_OK || !alone)
		return status;
	meter->stream.next_in = &meter->first;
	meter->stream.avail_in = 1;
	meter->stream.next_out = piece;
	meter->stream.avail_out = sizeof(piece);
	status = inflate(&meter->stream, Z_NO_FLUSH);
	meter->decoded += sizeof(piece) - meter->stream.avail_out;
	return status == Z_BUF_ERROR ? Z_OK : status;
}

static enum rp_http_measure content(struct rp_http_meter *meter,
				    const unsigned char *bytes, size_t len)
{
	enum rp_http_measure measure = RP_HTTP_FITS;
	int status = Z_OK;
	bool alone; /* one byte came before these */

	if (meter->damaged)
		return RP_HTTP_FITS;
	if (!meter->inflating) {
		meter->decoded += len;
		return judge(meter);
	}
	meter->stream.next_in = (unsigned char *)(uintptr_t)bytes;
	meter->stream.avail_in = (unsigned)len;
	alone = meter->stream.total_in == 1;
	if (meter->stream.total_in == 0 && len > 0)
		meter->first = bytes[0];
	while (status == Z_OK && measure == RP_HTTP_FITS) {
		unsigned char piece[16384];

		meter->stream.next_out = piece;
		meter->stream.avail_out = sizeof(piece);
		status = inflate(&meter->stream, Z_NO_FLUSH);
		if (status == Z_DATA_ERROR && is_headless(meter)) {
			status = begin_raw(meter, alone);
			meter->stream.next_in =
			    (unsigned char *)(uintptr_t)bytes;
			meter->stream.avail_in = (unsigned)len;
			continue;
		}
		meter->decoded += sizeof(piece) - meter->stream.avail_out;
		measure = judge(meter);
		if (status == Z_STREAM_END) /* another member may follow */
			status = inflateReset(&meter->stream);
		if (meter->stream.avail_in == 0 && meter->stream.avail_out > 0)
			break;
	}
	/* Damaged, or not what the head claims: that no more is received than
	 * may be bounds the rest. */
	meter->damaged = status != Z_OK && status != Z_BUF_ERROR;
	return measure;
}

/* One byte between the data of two chunks. */
static void between(struct rp_http_meter *meter, unsigned char c)
{
	switch (meter->state) {
	case SIZE:
		if (rp_ascii_hex((char)c) >= 0 && meter->chunk < (uint64_t)1
								     << 40)
			meter->chunk =
			    meter->chunk * 16 + (uint64_t)rp_ascii_hex((char)c);
		else if (c == '\n')
			meter->state = meter->chunk ? DATA : TRAILER;
		else if (c != '\r')
			meter->state = EXTENSION;
		break;
	case EXTENSION:
		if (c == '\n')
			meter->state = meter->chunk ? DATA : TRAILER;
		break;
	case DATA_END:
		if (c == '\n')
			meter->state = SIZE;
		break;
	case DATA:
	case TRAILER:
		break;
	}
}

enum rp_http_measure rp_http_meter_feed(struct rp_http_meter *meter,
					const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	const unsigned char *end = at + len;
	enum rp_http_measure measure = RP_HTTP_FITS;

	meter->received += len;
	if (meter->received > meter->limit)
		return RP_HTTP_TOO_LARGE;
	if (!meter->chunked)
		return content(meter, at, len);
	while (at < end && measure == RP_HTTP_FITS) {
		size_t piece = (size_t)(end - at);

		if (meter->state != DATA) {
			between(meter, *at++);
			continue;
		}
		if (piece > meter->chunk)
			piece = (size_t)meter->chunk;
		measure = content(meter, at, piece);
		at += piece;
		meter->chunk -= piece;
		if (meter->chunk == 0)
			meter->state = DATA_END;
	}
	return measure;
}
