/* SPDX-License-Identifier: Apache-2.0 */
/*
 * warc_frame.c - where a record of a WARC file begins and ends.
 *
 * Idea. A record ends where its Content-Length says, if another or nothing
 * stands there. If not, the next record is looked for within it: a blank line
 * and a header that can be read. A record may hold an archive, so what is found
 * within one that ends well is part of it.
 *
 * Rejected: to trust every length, as a record whose length is wrong takes all
 * those behind it with it.
 */
#include "warc_frame.h"

#include "reader.h"

#include <string.h>

/* The longest header: real ones have some hundred bytes. */
#define HEADER_BYTES ((size_t)64 << 10)
/* Bytes behind a record in which the end of its member is looked for: damaged,
 * it may give more than it held. */
#define MEMBER_BYTES ((size_t)1 << 20)

static const char mark[] = "WARC/";
#define MARK_BYTES (sizeof(mark) - 1)

/* ----- where it begins ----- */

bool rp_warc_frame_resync(struct rp_stream *stream)
{
	for (;;) {
		const char *data;
		const char *found;
		size_t have;

		if (rp_stream_fill(stream, MARK_BYTES + 1) <
		    (long)MARK_BYTES + 1)
			return false;
		data = rp_stream_data(stream);
		have = rp_stream_have(stream);
		found = memmem(data, have, "\nWARC/", MARK_BYTES + 1);
		if (found) {
			rp_stream_take(stream, (size_t)(found + 1 - data));
			return true;
		}
		rp_stream_take(stream, have - MARK_BYTES);
	}
}

static void skip_line_ends(struct rp_stream *stream)
{
	while (rp_stream_fill(stream, 1) > 0 &&
	       (*rp_stream_data(stream) == '\r' ||
		*rp_stream_data(stream) == '\n'))
		rp_stream_take(stream, 1);
}

/* Length of the header that begins in view; 0: none ends there. Bytes in which
 * no blank line was found are not looked at again for headers that begin
 * further on, or lines of "WARC/" would each cost the longest header. */
static size_t header_len_of(uint64_t *dense, const struct rp_stream *stream)
{
	const char *data = rp_stream_data(stream);
	size_t have = rp_stream_have(stream);
	size_t from = 0;
	size_t len;

	if (have > HEADER_BYTES)
		have = HEADER_BYTES;
	if (*dense > stream->offset)
		from = (size_t)(*dense - stream->offset);
	if (from > have)
		return 0;
	len = rp_warc_header_len(data + from, have - from);
	if (len > 0)
		return from + len;
	/* A line end there may be half of a blank line. */
	if (have > from + 2)
		*dense = stream->offset + have - 2;
	return 0;
}

enum rp_warc_found rp_warc_frame_find(struct rp_warc_frame *frame,
				      struct rp_warc_header *header,
				      uint64_t *dense, struct rp_stream *stream)
{
	size_t len;
	long have;

	skip_line_ends(stream);
	have = rp_stream_fill(stream, HEADER_BYTES);
	if (have <= 0)
		return have < 0 ? RP_WARC_NO_MEMORY : RP_WARC_END;
	len = header_len_of(dense, stream);
	if (len == 0)
		return stream->broken ? RP_WARC_END : RP_WARC_NO_FRAME;
	if (!rp_warc_header_read(header, rp_stream_data(stream), len) ||
	    !header->has_length)
		return RP_WARC_NO_FRAME;
	frame->offset = stream->offset;
	frame->header_len = len;
	frame->whole = len + header->length;
	return RP_WARC_FRAME;
}

void rp_warc_frame_header(struct rp_warc_header *header,
			  const struct rp_warc_frame *frame,
			  const struct rp_stream *stream)
{
	rp_warc_header_read(header, rp_stream_data(stream), frame->header_len);
}

/* ----- where it ends ----- */

/* Bytes of another record's mark that stand behind so many of those in view; 0:
 * nothing does; -1: something else, or they are not in view. */
static int mark_behind(const struct rp_stream *stream, uint64_t whole)
{
	const char *end = rp_stream_data(stream) + rp_stream_have(stream);
	const char *at;
	size_t left;

	if (rp_stream_have(stream) < whole)
		return -1;
	at = rp_stream_data(stream) + whole;
	while (at < end && (*at == '\r' || *at == '\n'))
		at++;
	left = (size_t)(end - at);
	left = left < MARK_BYTES ? left : MARK_BYTES;
	return memcmp(at, mark, left) == 0 ? (int)left : -1;
}

/* Whether another record stands behind so many of the bytes in view, or
 * nothing. */
static bool ends_well(const struct rp_stream *stream, uint64_t whole)
{
	return mark_behind(stream, whole) >= 0;
}

/* Where, behind from, the next record begins within the bytes in view: a blank
 * line, and a header that can be read. 0: nowhere. */
static size_t next_record(const struct rp_stream *stream, size_t from)
{
	const char *data = rp_stream_data(stream);
	size_t have = rp_stream_have(stream);
	const char *found = data + from;

	while ((found = memmem(found, (size_t)(data + have - found),
			       "\n\r\nWARC/", 3 + MARK_BYTES))) {
		size_t at = (size_t)(found - data) + 3;
		size_t len = rp_warc_header_len(data + at, have - at);
		struct rp_warc_header header;

		if (len && rp_warc_header_read(&header, data + at, len) &&
		    header.has_length)
			return at;
		found++;
	}
	return 0;
}

int rp_warc_frame_overruns(size_t *next, const struct rp_warc_frame *frame,
			   struct rp_stream *stream, uint64_t most)
{
	const uint64_t whole = frame->whole;
	const uint64_t block = whole - frame->header_len;
	const uint64_t past = whole + RP_WARC_RECORD_END + MARK_BYTES;
	const uint64_t want = block > most ? frame->header_len + most : past;

	if (rp_stream_fill(stream, (size_t)want) < 0)
		return RP_ENOMEM;
	if (ends_well(stream, whole))
		return 0;
	/* A header that begins in view shall be there as a whole. */
	if (rp_stream_fill(stream, rp_stream_have(stream) + HEADER_BYTES) < 0)
		return RP_ENOMEM;
	*next = next_record(stream, frame->header_len);
	if (*next == 0 || *next >= whole)
		return 0;
	/* A record may hold an archive: then it ends where it says. */
	if (rp_stream_have(stream) >= whole || block > RP_LIMIT_RECORD_BYTES)
		return 1;
	if (rp_stream_fill(stream, (size_t)past) < 0)
		return RP_ENOMEM;
	return !ends_well(stream, whole);
}

bool rp_warc_frame_breaks(const struct rp_stream *stream, uint64_t whole)
{
	return stream->broken &&
	       rp_stream_have(stream) < whole + RP_WARC_RECORD_END;
}

/* The member of a record that is followed by another is known to be good, if it
 * has a member of its own. Where one holds all records, as in a file that was
 * compressed as a whole, what is wrong at its end costs the last of them. */
int rp_warc_frame_damaged(const struct rp_warc_frame *frame,
			  struct rp_stream *stream)
{
	const size_t most = (size_t)frame->whole + MEMBER_BYTES;

	while (rp_source_member(stream->source) == stream->offset &&
	       !stream->ended && rp_stream_have(stream) < most)
		if (rp_stream_fill(stream, rp_stream_have(stream) + 1) < 0)
			return RP_ENOMEM;
	return stream->broken && !rp_source_stopped(stream->source) &&
	       rp_source_member(stream->source) == stream->offset &&
	       mark_behind(stream, frame->whole) != (int)MARK_BYTES;
}
