/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_json.c - JSON that lines do not part: the elements of an array, or
 * objects behind one another, a record each
 *
 * Scrapers write one array, or several behind one another where they were told
 * to append, also to one that a run which was killed left open; others write
 * objects over many lines. Arrays within one another are one. A record's body
 * is made one line of JSON of an object.
 *
 * One that is damaged costs itself alone where objects begin lines, as in all
 * that programs lay out: the next that begins as far to the right is the next
 * record. Where all is one line, what follows is lost, and that is told.
 */
#include "json_extent.h"
#include "reader_state.h"

#include <string.h>

/* Have more of a value in view, twice as much: who looks at it from its start
 * does so a few times. RP_OK or RP_ENOMEM. */
static int fill_more(struct rp_stream *stream)
{
	size_t want = rp_stream_have(stream) * 2;

	if (want < RP_READER_BYTES)
		want = RP_READER_BYTES;
	if (want > RP_LIMIT_RECORD_BYTES + 1)
		want = RP_LIMIT_RECORD_BYTES + 1;
	return rp_stream_fill(stream, want) < 0 ? RP_ENOMEM : RP_OK;
}

/* ----- between values ----- */

/* Take what may stand between values; false at a byte that begins one. */
static bool is_between(struct rp_reader_values *values, char c)
{
	switch (c) {
	case '\n':
		values->column = 0;
		values->begins = true;
		return true;
	case ' ':
	case '\t':
	case '\r':
	case ',':
		break;
	case '\xef': /* a byte order mark, of files that were joined too */
	case '\xbb':
	case '\xbf':
	case '\x1e': /* before each text of a sequence (RFC 7464) */
		return true;
	case '[':
		values->arrays++;
		break;
	case ']':
		if (values->arrays == 0)
			return false;
		values->arrays--;
		break;
	default:
		return false;
	}
	values->column++;
	return true;
}

/* Move to the next value. 1, 0 if there is none, RP_ENOMEM. */
static int find_value(struct rp_reader *reader)
{
	struct rp_stream *stream = &reader->stream;

	for (;;) {
		size_t have;
		size_t i = 0;

		if (rp_stream_fill(stream, 1) < 0)
			return RP_ENOMEM;
		have = rp_stream_have(stream);
		if (have == 0)
			return 0;
		while (i < have &&
		       is_between(&reader->values, rp_stream_data(stream)[i]))
			i++;
		rp_stream_take(stream, i);
		if (i < have)
			return 1;
	}
}

/* The end of the input: an array that is still open is told. */
static int end(struct rp_reader *reader, struct rp_batch *batch)
{
	if (reader->values.arrays == 0 || reader->stream.broken)
		return 0;
	reader->values.arrays = 0;
	return rp_reader_reject(reader, batch, reader->number + 1, "torn",
				"ends before its array does: what should "
				"follow is missing");
}

/* ----- behind damage ----- */

/* Move to the next byte behind blanks and commas, of a line that has begun.
 * RP_OK or RP_ENOMEM. */
static int skip_margin(struct rp_reader *reader)
{
	struct rp_stream *stream = &reader->stream;

	reader->values.column = 0;
	reader->values.begins = true;
	for (;;) {
		const char *data;
		size_t i = 0;

		if (rp_stream_fill(stream, 1) < 0)
			return RP_ENOMEM;
		if (rp_stream_have(stream) == 0)
			return RP_OK;
		data = rp_stream_data(stream);
		while (i < rp_stream_have(stream) &&
		       (data[i] == ' ' || data[i] == '\t' || data[i] == ','))
			i++;
		reader->values.column += i;
		rp_stream_take(stream, i);
		if (rp_stream_have(stream) > 0)
			return RP_OK;
	}
}

/* Whether an object begins, or an array of them. */
static bool begins_object(const char *bytes, size_t len)
{
	return bytes[0] == '{' ||
	       (bytes[0] == '[' && len > 1 &&
		(bytes[1] == '{' || bytes[1] == '\n' || bytes[1] == '\r'));
}

/* Move to the next line that begins with an object no further to the right than
 * column, or anywhere if the damaged one did not begin a line. 1, 0 if there
 * is none, RP_ENOMEM. */
static int resume(struct rp_reader *reader, size_t column, bool anywhere)
{
	struct rp_stream *stream = &reader->stream;

	for (;;) {
		int status = rp_stream_skip_line(stream, '\n');

		if (status < 0 || (status == 1 && skip_margin(reader) != RP_OK))
			return RP_ENOMEM;
		if (status == 0)
			return 0;
		if (rp_stream_fill(stream, 2) < 0)
			return RP_ENOMEM;
		if (rp_stream_have(stream) > 0 &&
		    begins_object(rp_stream_data(stream),
				  rp_stream_have(stream)) &&
		    (anywhere || reader->values.column <= column)) {
			/* An array that begins so far to the left is another.
			 */
			if (*rp_stream_data(stream) == '[' &&
			    reader->values.column == 0)
				reader->values.arrays = 0;
			return 1;
		}
	}
}

/* Where to look for the next line from: the end of the last line of the value
 * that was seen if its damage is what begins the next, else the damage. */
static size_t look_from(const char *value, size_t at)
{
	size_t from = at;

	while (from > 0 && (value[from - 1] == ' ' || value[from - 1] == '\t' ||
			    value[from - 1] == ','))
		from--;
	return from > 0 && value[from - 1] == '\n' ? from - 1 : at;
}

/* Reject a value that is damaged behind bytes in view, and go on behind it. */
static int pass_damaged(struct rp_reader *reader, struct rp_batch *batch,
			size_t bytes, const char *damage)
{
	const size_t column = reader->values.column;
	const bool anywhere = !reader->values.begins;
	const uint64_t offset = reader->stream.offset;
	int more;

	rp_stream_take(&reader->stream, bytes);
	more = resume(reader, column, anywhere);
	if (more < 0)
		return more;
	if (!more)
		reader->values.arrays = 0;
	return rp_batch_reject(
	    batch, (uint32_t)reader->index, ++reader->number, offset,
	    more ? "bad-json" : "torn", "not JSON: %s%s", damage,
	    more ? ": going on at the next line that begins with an object"
		 : ": nothing behind it was read");
}

/* Reject a value that is too long, of which extent was looked at, and move
 * behind it; what is damaged in it is told by itself. */
static int pass_long(struct rp_reader *reader, struct rp_batch *batch,
		     struct rp_json_extent *extent,
		     enum rp_json_extent_state state)
{
	struct rp_stream *stream = &reader->stream;
	int status =
	    rp_reader_reject(reader, batch, ++reader->number, "too-long",
			     "object longer than the limit of 64 MiB");

	while (status == RP_OK && state == RP_JSON_EXTENT_MORE) {
		rp_stream_take(stream, extent->at);
		extent->at = 0;
		if (rp_stream_fill(stream, 1) < 0)
			return RP_ENOMEM;
		if (rp_stream_have(stream) == 0)
			return RP_OK;
		state = rp_json_extent_step(extent, rp_stream_data(stream),
					    rp_stream_have(stream));
	}
	if (status == RP_OK && state == RP_JSON_EXTENT_DAMAGED)
		return pass_damaged(reader, batch, extent->at, extent->damage);
	rp_stream_take(stream, extent->at);
	reader->values.begins = false;
	return status;
}

/* ----- a value ----- */

/* The lines of a value as one: outside of strings, where alone they end, a line
 * ends in blanks that mean nothing. */
static struct rp_slice put_lines(struct rp_batch *batch, const char *value,
				 size_t len)
{
	struct rp_slice all = {batch->bytes.len, 0};
	const char *last = value + len;

	while (value < last) {
		const char *stop = memchr(value, '\n', (size_t)(last - value));
		const char *next = stop ? stop + 1 : last;
		const char *ends = stop ? stop : last;

		while (ends > value && (ends[-1] == ' ' || ends[-1] == '\t' ||
					ends[-1] == '\r'))
			ends--;
		rp_batch_put(batch, value, (size_t)(ends - value));
		if (ends > value && ends[-1] == ',')
			rp_batch_put(batch, " ", 1);
		while (next < last && (*next == ' ' || *next == '\t'))
			next++;
		value = next;
	}
	all.len = batch->bytes.len - all.start;
	return all;
}

static int add_value(struct rp_reader *reader, struct rp_batch *batch,
		     size_t len)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_record *record;

	reader->number++;
	record = rp_reader_record(reader, batch, RP_RECORD_JSON,
				  reader->stream.offset);
	if (!record)
		return RP_ENOMEM;
	record->body = put_lines(batch, rp_stream_data(stream), len);
	rp_stream_take(stream, len);
	/* What follows on the line does not begin it. */
	reader->values.begins = false;
	return rp_buffer_status(&batch->bytes);
}

/* What is left of the input is no whole value. */
static int end_within(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_stream *stream = &reader->stream;

	reader->values.arrays = 0;
	rp_stream_take(stream, rp_stream_have(stream));
	if (stream->broken)
		return RP_OK; /* told by the caller */
	return rp_reader_reject(reader, batch, ++reader->number, "torn",
				"ends within an object");
}

/* The value that begins the view, to its end. */
static int read_value(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_json_extent extent = {.at = 0};
	enum rp_json_extent_state state;

	for (;;) {
		state = rp_json_extent_step(&extent, rp_stream_data(stream),
					    rp_stream_have(stream));
		if (extent.at > RP_LIMIT_RECORD_BYTES)
			return pass_long(reader, batch, &extent, state);
		if (state != RP_JSON_EXTENT_MORE || stream->ended)
			break;
		if (fill_more(stream) != RP_OK)
			return RP_ENOMEM;
	}
	if (state == RP_JSON_EXTENT_DAMAGED)
		return pass_damaged(
		    reader, batch, look_from(rp_stream_data(stream), extent.at),
		    extent.damage);
	if (state == RP_JSON_EXTENT_MORE && !rp_json_extent_whole(&extent))
		return end_within(reader, batch);
	return add_value(reader, batch, extent.at);
}

/* Whether a record may begin so: an object, or in an array null, which scrapers
 * write for what they could not have. */
static bool is_value(const struct rp_reader *reader, const char *bytes)
{
	return *bytes == '{' || (*bytes == 'n' && reader->values.arrays > 0);
}

int rp_reader_json(struct rp_reader *reader, struct rp_batch *batch)
{
	int status = find_value(reader);

	if (status == 0)
		return end(reader, batch);
	if (status < 0)
		return status;
	if (!is_value(reader, rp_stream_data(&reader->stream)))
		status = pass_damaged(reader, batch, 0,
				      "no object where one should begin");
	else
		status = read_value(reader, batch);
	return status == RP_OK ? 1 : status;
}
