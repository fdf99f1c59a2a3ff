/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_lines.c - JSON Lines to records, a line each
 *
 * Lines are not looked into. As many as a batch holds are taken over with the
 * buffer that they were read into; only those that are longer than a batch, and
 * the last one of a file, are copied.
 */
#include "reader_state.h"

#include "str.h"
#include "utf8.h"

#include <string.h>

static bool is_blank_line(const char *line, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (line[i] != ' ' && line[i] != '\t')
			return false;
	return true;
}

/* What of the next line counts; false if it is blank. */
static bool trim_line(struct rp_reader *reader, struct rp_str *line)
{
	if (line->len && line->data[line->len - 1] == '\r')
		line->len--;
	if (reader->number == 0)
		*line =
		    rp_str_behind(*line, rp_utf8_mark(line->data, line->len));
	reader->number++;
	if (!is_blank_line(line->data, line->len))
		return true;
	reader->stats.blank_lines++;
	return false;
}

static int add_line(struct rp_reader *reader, struct rp_batch *batch,
		    struct rp_str line)
{
	struct rp_record *record;

	if (!trim_line(reader, &line))
		return RP_OK;
	record = rp_reader_record(reader, batch, RP_RECORD_JSON,
				  reader->stream.offset);
	if (!record)
		return RP_ENOMEM;
	record->body = rp_batch_put(batch, line.data, line.len);
	return rp_buffer_status(&batch->bytes);
}

/* Records for the lines that end before size bytes behind at of the stream's
 * buffer, as many as a batch holds; *used: where the last one ends. Bodies are
 * told by their place in the buffer. */
static int line_records(size_t *used, struct rp_reader *reader,
			struct rp_batch *batch, size_t size)
{
	const struct rp_stream *stream = &reader->stream;
	size_t at = stream->at;
	size_t end = at + size;

	while (batch->count < RP_READER_RECORDS) {
		const char *data = stream->buffer + at;
		const char *stop = memchr(data, '\n', end - at);
		uint64_t offset = stream->offset + (at - stream->at);
		struct rp_record *record;
		struct rp_str line;

		if (!stop)
			break;
		line = (struct rp_str){data, (size_t)(stop - data)};
		at += line.len + 1;
		if (!trim_line(reader, &line))
			continue;
		record =
		    rp_reader_record(reader, batch, RP_RECORD_JSON, offset);
		if (!record)
			return RP_ENOMEM;
		record->body = (struct rp_slice){
		    (size_t)(line.data - stream->buffer), line.len};
	}
	*used = at;
	return RP_OK;
}

/* The lines that end within a batch's bytes, all at once and without a copy,
 * into an empty batch. 1, or 0 if there are none, or a status. */
static int next_lines(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_stream *stream = &reader->stream;
	long have = rp_stream_fill(stream, RP_READER_BYTES);
	size_t used;
	int status;

	if (have <= 0)
		return have < 0 ? RP_ENOMEM : 0;
	if (stream->len + RP_BATCH_PADDING > stream->capacity)
		return 0;
	status = line_records(&used, reader, batch,
			      (size_t)have < RP_READER_BYTES ? (size_t)have
							     : RP_READER_BYTES);
	if (status != RP_OK || used == stream->at)
		return status;
	if (batch->count == 0) /* blank ones */
		rp_stream_take(stream, used - stream->at);
	else
		status =
		    rp_stream_give(stream, &batch->bytes, used - stream->at);
	return status == RP_OK ? 1 : status;
}

/* The length of the next line without its end; *found tells whether the end
 * is in view. -1 when memory ends. */
static long line_len(struct rp_stream *stream, bool *found)
{
	size_t scanned = 0;

	*found = false;
	for (;;) {
		size_t have = rp_stream_have(stream);
		const char *data = have ? rp_stream_data(stream) : "";
		const char *end = have > scanned ? memchr(data + scanned, '\n',
							  have - scanned)
						 : NULL;

		if (end) {
			*found = true;
			return end - data;
		}
		scanned = have;
		if (have > RP_LIMIT_RECORD_BYTES || stream->ended)
			return (long)have;
		if (rp_stream_fill(stream, have + 1) < 0)
			return -1;
	}
}

int rp_reader_line(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_stream *stream = &reader->stream;
	bool found;
	long len;
	int status;

	if (batch->count == 0) {
		status = next_lines(reader, batch);
		if (status != 0)
			return status;
	}
	len = line_len(stream, &found);
	if (len < 0)
		return RP_ENOMEM;
	if (!found && (stream->broken || len == 0) && stream->ended)
		return 0; /* a torn last line is told by the caller */
	if ((size_t)len > RP_LIMIT_RECORD_BYTES) {
		reader->number++;
		status =
		    rp_reader_reject(reader, batch, reader->number, "too-long",
				     "line longer than the limit of 64 MiB");
		if (rp_stream_skip_line(stream, '\n') < 0)
			return RP_ENOMEM;
		return status == RP_OK ? 1 : status;
	}
	status = add_line(reader, batch,
			  (struct rp_str){rp_stream_data(stream), (size_t)len});
	rp_stream_take(stream, (size_t)len + found);
	return status == RP_OK ? 1 : status;
}
