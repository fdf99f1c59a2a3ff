/* SPDX-License-Identifier: Apache-2.0 */
/* stream.h - a window on a source that format readers look through. */
#ifndef RP_STREAM_H
#define RP_STREAM_H

#include "buffer.h"
#include "source.h"

struct rp_stream {
	struct rp_source *source;
	char *buffer;
	size_t capacity;
	size_t at;	 /* next byte, in the buffer */
	size_t len;	 /* bytes in the buffer */
	uint64_t offset; /* of at in the decompressed input */
	bool ended;	 /* nothing more will come */
	bool broken;	 /* it ended by an error, told in error */
	struct rp_error error;
};

/* Begin on an open source, which must stand as long as the stream is open; all
 * of the stream is zero, or it was closed. */
void rp_stream_open(struct rp_stream *stream, struct rp_source *source);
/* Close the source, and keep the buffer for the next unless it is large. */
void rp_stream_close(struct rp_stream *stream);
/* Of a stream that is closed: the buffer too. */
void rp_stream_dispose(struct rp_stream *stream);

/* Have at least want bytes in view, fewer only at the end. Returns how many
 * are in view, or -1 when memory ends. */
long rp_stream_fill(struct rp_stream *stream, size_t want);

static inline const char *rp_stream_data(const struct rp_stream *stream)
{
	return stream->buffer + stream->at;
}

static inline size_t rp_stream_have(const struct rp_stream *stream)
{
	return stream->len - stream->at;
}

/* Move past bytes in view. */
static inline void rp_stream_take(struct rp_stream *stream, size_t bytes)
{
	stream->at += bytes;
	stream->offset += bytes;
}

/* Hand the buffer over, filled up to the end of so many of the bytes in view,
 * and take that of out, whose contents are lost, in its place; so bytes are
 * moved past without being copied. No NUL stands behind them. RP_ENOMEM:
 * nothing has changed but that out is empty. */
int rp_stream_give(struct rp_stream *stream, struct rp_buffer *out,
		   size_t bytes);

/* Of a stream that broke: move behind what is in view and behind the damage,
 * to the next member of the source that begins with start (see source.h).
 * Returns whether there is one; if not, the stream stays as it is. */
bool rp_stream_resume(struct rp_stream *stream, const char *start);

/* Move behind the next byte that is end, in view or not. 1; 0 if there is none,
 * all having been moved past; -1 when memory ends. */
int rp_stream_skip_line(struct rp_stream *stream, char end);

/* Move past bytes, in view or not; returns how many there were. */
uint64_t rp_stream_skip(struct rp_stream *stream, uint64_t bytes);

#endif
