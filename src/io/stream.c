/* SPDX-License-Identifier: Apache-2.0 */
/* stream.c - see stream.h. The buffer grows to what a reader wants in view
 * and no further: readers bound that by the limit on a record. It grows as
 * bytes come, since who reads a whole file wants as many as there may be: room
 * for 64 MiB, asked for anew for each of many small files, took longer than all
 * else that was done with them. */
#include "stream.h"

#include <stdlib.h>
#include <string.h>

#define READ_BYTES ((size_t)256 << 10)
/* A buffer of no more is kept from one source to the next: that of usual
 * records. */
#define KEPT_BYTES ((size_t)1 << 20)

void rp_stream_open(struct rp_stream *stream, struct rp_source *source)
{
	stream->source = source;
}

void rp_stream_close(struct rp_stream *stream)
{
	struct rp_stream closed = {.buffer = stream->buffer,
				   .capacity = stream->capacity};

	rp_source_close(stream->source);
	*stream = closed;
	if (stream->capacity > KEPT_BYTES)
		rp_stream_dispose(stream);
}

void rp_stream_dispose(struct rp_stream *stream)
{
	free(stream->buffer);
	memset(stream, 0, sizeof(*stream));
}

static int make_room(struct rp_stream *stream, size_t want)
{
	size_t need = want + READ_BYTES;
	char *grown;

	if (stream->at > 0 && stream->at + need > stream->capacity) {
		memmove(stream->buffer, stream->buffer + stream->at,
			rp_stream_have(stream));
		stream->len -= stream->at;
		stream->at = 0;
	}
	if (stream->at + need <= stream->capacity)
		return 0;
	need += need / 2;
	grown = realloc(stream->buffer, need);
	if (!grown)
		return -1;
	stream->buffer = grown;
	stream->capacity = need;
	return 0;
}

/* What there is to be room for next, up to want. */
static size_t next_goal(const struct rp_stream *stream, size_t want)
{
	size_t goal = rp_stream_have(stream) + READ_BYTES;

	return goal < want ? goal : want;
}

/* One read into the room there is, of no more than is wanted unless that is
 * little. */
static void read_once(struct rp_stream *stream, size_t want)
{
	size_t room = stream->capacity - stream->len;
	size_t need = want - rp_stream_have(stream);
	size_t size = need > READ_BYTES ? need : READ_BYTES;
	long n = rp_source_read(stream->source, stream->buffer + stream->len,
				size < room ? size : room, &stream->error);

	if (n > 0)
		stream->len += (size_t)n;
	else
		stream->ended = true;
	stream->broken |= n < 0;
}

long rp_stream_fill(struct rp_stream *stream, size_t want)
{
	while (rp_stream_have(stream) < want && !stream->ended) {
		if (make_room(stream, next_goal(stream, want)) != 0)
			return -1;
		read_once(stream, want);
	}
	return (long)rp_stream_have(stream);
}

bool rp_stream_resume(struct rp_stream *stream, const char *start)
{
	if (!stream->broken || !rp_source_resume(stream->source, start))
		return false;
	rp_stream_take(stream, rp_stream_have(stream));
	stream->ended = false;
	stream->broken = false;
	return true;
}

int rp_stream_skip_line(struct rp_stream *stream, char end)
{
	for (;;) {
		const char *data;
		const char *stop;
		size_t have;

		if (rp_stream_fill(stream, 1) < 0)
			return -1;
		have = rp_stream_have(stream);
		if (have == 0)
			return 0;
		data = rp_stream_data(stream);
		stop = memchr(data, end, have);
		rp_stream_take(stream, stop ? (size_t)(stop + 1 - data) : have);
		if (stop)
			return 1;
	}
}

uint64_t rp_stream_skip(struct rp_stream *stream, uint64_t bytes)
{
	uint64_t skipped = 0;

	while (skipped < bytes) {
		uint64_t left = bytes - skipped;
		size_t have = rp_stream_have(stream);

		if (have == 0) {
			if (rp_stream_fill(stream, 1) <= 0)
				break;
			continue;
		}
		if (have > left)
			have = (size_t)left;
		rp_stream_take(stream, have);
		skipped += have;
	}
	return skipped;
}

int rp_stream_give(struct rp_stream *stream, struct rp_buffer *out,
		   size_t bytes)
{
	size_t rest = rp_stream_have(stream) - bytes;
	struct rp_buffer given = *out;

	rp_buffer_clear(&given);
	/* As much as the rest needs, not as large as the one that is given:
	 * a long line would make all that follow it large. */
	if (rp_buffer_reserve(&given, rest + READ_BYTES) != RP_OK) {
		*out = given;
		return RP_ENOMEM;
	}
	memcpy(given.data, rp_stream_data(stream) + bytes, rest);
	out->data = stream->buffer;
	out->capacity = stream->capacity;
	out->len = stream->at + bytes;
	out->failed = false;
	stream->buffer = given.data;
	stream->capacity = given.capacity;
	stream->at = 0;
	stream->len = rest;
	stream->offset += bytes;
	return RP_OK;
}
