/* SPDX-License-Identifier: Apache-2.0 */
/* reader_warc.c - records of WARC, see reader.h; what a header says is read by
 * warc.c. */
#include "reader_state.h"

#include "fields.h"
#include "http.h"
#include "stream.h"
#include "warc.h"

#include <string.h>

/* A gzip body may be a thousandth of its text; a batch that holds such bodies
 * is kept small, since all texts of a batch are in memory at once. */
#define INFLATED_RATIO 100
/* CR LF CR LF behind a block (ISO 28500, 4) */
#define RECORD_END 4
/* The longest WARC header: real ones have some hundred bytes. */
#define WARC_HEADER ((size_t)64 << 10)
/* Bytes of a record that is passed over in which the next one is looked for, in
 * case that its length is wrong; those of one that is taken are all there. */
#define OVERRUN_BYTES ((uint64_t)1 << 20)
/* Fields of metadata that are looked at: a title and a date. */
#define METADATA ((uint64_t)64 << 10)

/* Move to the next "WARC/" at the beginning of a line; false at the end. */
static bool resync(struct rp_stream *stream)
{
	for (;;) {
		const char *data;
		const char *found;
		size_t have;

		if (rp_stream_fill(stream, 6) < 6)
			return false;
		data = rp_stream_data(stream);
		have = rp_stream_have(stream);
		found = memmem(data, have, "\nWARC/", 6);
		if (found) {
			rp_stream_take(stream, (size_t)(found + 1 - data));
			return true;
		}
		rp_stream_take(stream, have - 5);
	}
}

/* Blank lines end a record. */
static void skip_line_ends(struct rp_stream *stream)
{
	while (rp_stream_fill(stream, 1) > 0 &&
	       (*rp_stream_data(stream) == '\r' ||
		*rp_stream_data(stream) == '\n'))
		rp_stream_take(stream, 1);
}

static bool begins_with(const char *bytes, size_t len, const char *word)
{
	return len >= strlen(word) && strncmp(bytes, word, strlen(word)) == 0;
}

/* A file as such is what its type says, as a response is. */
static bool resource_kind(enum rp_record_kind *kind, char charset[64],
			  struct rp_str type, struct rp_str body)
{
	switch (rp_http_content(charset, type, body)) {
	case RP_HTTP_HTML:
		*kind = RP_RECORD_HTML;
		return true;
	case RP_HTTP_TEXT:
		*kind = RP_RECORD_TEXT;
		return true;
	case RP_HTTP_OTHER:
		break;
	}
	return false;
}

/* The kind of a block, with the charset of one that is a file as such, or false
 * if it can be no article. */
static bool block_kind(enum rp_record_kind *kind, char charset[64],
		       const struct rp_warc_header *header, const char *block,
		       size_t len)
{
	const char *type = header->content_type.data;
	size_t type_len = header->content_type.len;

	charset[0] = '\0';
	switch (header->type) {
	case RP_WARC_RESPONSE:
		*kind = RP_RECORD_HTTP;
		return begins_with(block, len, "HTTP/");
	case RP_WARC_CONVERSION:
		*kind = RP_RECORD_TEXT;
		return type_len == 0 || begins_with(type, type_len, "text/");
	case RP_WARC_RESOURCE:
		return resource_kind(kind, charset, header->content_type,
				     (struct rp_str){block, len});
	case RP_WARC_METADATA:
	case RP_WARC_OTHER:
		break;
	}
	return false;
}

/* Whether a response, which is not one of HTTP, says that it is; others are of
 * names asked for, or files sent. */
static bool should_be_http(const struct rp_warc_header *header)
{
	static const char type[] = "application/http";

	return header->type == RP_WARC_RESPONSE &&
	       (header->content_type.len == 0 ||
		begins_with(header->content_type.data, header->content_type.len,
			    type));
}

/* ----- what a listing said ----- */

static struct rp_slice keep(struct rp_buffer *bytes, struct rp_str value)
{
	struct rp_slice slice = {bytes->len, value.len};

	rp_buffer_str(bytes, value);
	return slice;
}

/* A metadata record that goes before the response it names. */
static int take_metadata(struct rp_reader_told *told,
			 const struct rp_warc_header *header, const char *block)
{
	struct rp_str fields = {block, (size_t)header->length};
	struct rp_str name;
	struct rp_str value;

	rp_buffer_clear(&told->bytes);
	memset(&told->title, 0, sizeof(told->title));
	memset(&told->published, 0, sizeof(told->published));
	told->response = keep(&told->bytes, header->concurrent);
	while (rp_fields_next(&name, &value, &fields)) {
		if (rp_fields_is(name, "title"))
			told->title = keep(&told->bytes, value);
		else if (rp_fields_is(name, "published"))
			told->published = keep(&told->bytes, value);
	}
	return rp_buffer_status(&told->bytes);
}

static void put_told(struct rp_record *record, struct rp_batch *batch,
		     const struct rp_reader_told *told,
		     const struct rp_warc_header *header)
{
	const char *bytes = told->bytes.data;

	if (told->response.len == 0 || told->response.len != header->id.len ||
	    memcmp(bytes + told->response.start, header->id.data,
		   header->id.len) != 0)
		return;
	record->title =
	    rp_batch_put(batch, bytes + told->title.start, told->title.len);
	record->published = rp_batch_put(batch, bytes + told->published.start,
					 told->published.len);
}

/* Whether a record is read, not passed over. */
static bool is_wanted(const struct rp_warc_header *header)
{
	if (header->type != RP_WARC_METADATA)
		return header->type != RP_WARC_OTHER;
	return header->concurrent.len > 0 && header->length <= METADATA &&
	       rp_fields_is(header->content_type, "application/warc-fields");
}

/* ----- records ----- */

static int add_block(struct rp_reader *reader, struct rp_batch *batch,
		     const struct rp_warc_header *header, const char *block,
		     uint64_t offset)
{
	struct rp_record *record;
	enum rp_record_kind kind;
	char charset[64];
	size_t length = (size_t)header->length;

	if (header->type == RP_WARC_METADATA) {
		reader->stats.warc_other++;
		return take_metadata(&reader->told, header, block);
	}
	if (!block_kind(&kind, charset, header, block, length)) {
		if (should_be_http(header))
			return rp_reader_reject(
			    reader, batch, reader->number, "bad-http",
			    "the response has no HTTP head");
		reader->stats.warc_other++;
		return RP_OK;
	}
	record = rp_batch_add(batch);
	if (!record)
		return RP_ENOMEM;
	record->kind = kind;
	record->input = (uint32_t)reader->index;
	record->number = reader->number;
	record->offset = offset;
	record->body = rp_batch_put(batch, block, (size_t)header->length);
	record->url = rp_batch_put(batch, header->uri.data, header->uri.len);
	record->date = rp_batch_put(batch, header->date.data, header->date.len);
	if (charset[0])
		record->charset =
		    rp_batch_put(batch, charset, strlen(charset) + 1);
	record->cut = header->truncated;
	put_told(record, batch, &reader->told, header);
	if (kind == RP_RECORD_HTTP && rp_http_is_encoded(block, length))
		batch->weight += INFLATED_RATIO * length;
	return rp_buffer_status(&batch->bytes);
}

/* A header that cannot be read: told once, then on to the next record. */
static int damaged(struct rp_reader *reader, struct rp_batch *batch)
{
	int status;

	reader->number++;
	status =
	    rp_reader_reject(reader, batch, reader->number, "bad-warc",
			     "not a WARC record: looking for the next one");
	if (status != RP_OK)
		return status;
	return resync(&reader->stream) ? 1 : 0;
}

/* Whether the file breaks off before the end of a record whose block ends at
 * so many of the bytes in view. Its number is given back to whoever tells of
 * the damage. */
static bool breaks_off(struct rp_reader *reader, uint64_t whole)
{
	if (!reader->stream.broken ||
	    rp_stream_have(&reader->stream) >= whole + RECORD_END)
		return false;
	reader->number--;
	return true;
}

/* Bytes behind a record in which the end of its member is looked for: damaged,
 * it may give more than it held. */
#define MEMBER_BYTES ((size_t)1 << 20)

/* Whether a record in view that began with a member of the file began with one
 * that is damaged: then none of it can be trusted. 1, 0 or RP_ENOMEM. That of
 * one whose member is followed by another is known to be good. */
static int is_damaged(struct rp_reader *reader, uint64_t whole)
{
	struct rp_stream *stream = &reader->stream;
	const size_t most = (size_t)whole + MEMBER_BYTES;

	while (rp_source_member(stream->source) == stream->offset &&
	       !stream->ended && rp_stream_have(stream) < most)
		if (rp_stream_fill(stream, rp_stream_have(stream) + 1) < 0)
			return RP_ENOMEM;
	if (!stream->broken ||
	    rp_source_member(stream->source) != stream->offset)
		return 0;
	reader->number--;
	return 1;
}

static const char mark[] = "WARC/";
#define MARK_BYTES (sizeof(mark) - 1)

/* Whether another record stands behind so many of the bytes in view, or
 * nothing. */
static bool ends_well(const struct rp_stream *stream, size_t whole)
{
	const char *at = rp_stream_data(stream) + whole;
	const char *end = rp_stream_data(stream) + rp_stream_have(stream);

	while (at < end && (*at == '\r' || *at == '\n'))
		at++;
	return memcmp(at, mark,
		      (size_t)(end - at) < MARK_BYTES ? (size_t)(end - at)
						      : MARK_BYTES) == 0;
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

/*
 * A record whose length is wrong would take those behind it for its own. Its
 * length is right if another record, or nothing, stands behind it. If not, and
 * the next one is found within it, it is refused and that one is next: 1. 0:
 * nothing of the kind; or a status.
 */
static int stop_overrun(struct rp_reader *reader, struct rp_batch *batch,
			size_t header_len, uint64_t whole, uint64_t most)
{
	struct rp_stream *stream = &reader->stream;
	uint64_t want = whole + RECORD_END + MARK_BYTES;
	size_t next;
	int status;

	if (whole - header_len > most)
		want = header_len + most;
	if (rp_stream_fill(stream, (size_t)want) < 0)
		return RP_ENOMEM;
	if (rp_stream_have(stream) >= whole && ends_well(stream, whole))
		return 0;
	/* A header that begins in view shall be there as a whole. */
	if (rp_stream_fill(stream, rp_stream_have(stream) + WARC_HEADER) < 0)
		return RP_ENOMEM;
	next = next_record(stream, header_len);
	if (next == 0 || next >= whole)
		return 0;
	/* A record may hold an archive: then it ends where it says. */
	if (rp_stream_have(stream) < whole &&
	    whole - header_len <= RP_LIMIT_RECORD_BYTES) {
		want = whole + RECORD_END + MARK_BYTES;
		if (rp_stream_fill(stream, (size_t)want) < 0)
			return RP_ENOMEM;
		if (rp_stream_have(stream) >= whole && ends_well(stream, whole))
			return 0;
	}
	status = rp_reader_reject(reader, batch, reader->number, "bad-warc",
				  "its Content-Length is wrong: the next "
				  "record begins within it");
	rp_stream_take(stream, next);
	return status == RP_OK ? 1 : status;
}

/* Pass over a record that is not looked at. */
static int skip_block(struct rp_reader *reader, struct rp_batch *batch,
		      uint64_t whole)
{
	struct rp_stream *stream = &reader->stream;
	uint64_t skipped = rp_stream_skip(stream, whole);

	if (rp_stream_fill(stream, RECORD_END) < 0)
		return RP_ENOMEM;
	if (breaks_off(reader, 0) || skipped == whole)
		return RP_OK;
	return rp_reader_reject(reader, batch, reader->number, "torn",
				"torn: the file ends inside this record");
}

/* The block of a header is len bytes behind it. */
static int take_block(struct rp_reader *reader, struct rp_batch *batch,
		      size_t header_len)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_warc_header header;
	uint64_t offset = stream->offset;
	uint64_t whole;
	bool taken;
	long have;
	int status;

	rp_warc_header_read(&header, rp_stream_data(stream), header_len);
	whole = header_len + header.length;
	taken = is_wanted(&header) && header.length <= RP_LIMIT_RECORD_BYTES;
	status = stop_overrun(reader, batch, header_len, whole,
			      taken ? RP_LIMIT_RECORD_BYTES : OVERRUN_BYTES);
	if (status != 0)
		return status;
	rp_warc_header_read(&header, rp_stream_data(stream), header_len);
	if (!taken) {
		status = RP_OK;
		if (!header.has_type)
			status = rp_reader_reject(
			    reader, batch, reader->number, "bad-warc",
			    "its header has no WARC-Type");
		else if (!is_wanted(&header))
			reader->stats.warc_other++;
		else
			status = rp_reader_reject(
			    reader, batch, reader->number, "too-long",
			    "record longer than the limit of 64 "
			    "MiB");
		if (status == RP_OK)
			status = skip_block(reader, batch, whole);
		return status == RP_OK ? 1 : status;
	}
	/* All of it that there is was brought into view. */
	have = rp_stream_fill(stream, (size_t)whole + RECORD_END);
	if (have < 0)
		return RP_ENOMEM;
	if (breaks_off(reader, whole))
		return 0;
	status = is_damaged(reader, whole);
	if (status != 0)
		return status < 0 ? status : 0;
	/* The header may have moved with the buffer. */
	rp_warc_header_read(&header, rp_stream_data(stream), header_len);
	if ((uint64_t)have < whole) {
		status =
		    rp_reader_reject(reader, batch, reader->number, "torn",
				     "torn: the file ends inside this record");
		rp_stream_take(stream, (size_t)have);
		return status == RP_OK ? 0 : status;
	}
	status = add_block(reader, batch, &header,
			   rp_stream_data(stream) + header_len, offset);
	rp_stream_take(stream, (size_t)whole);
	return status == RP_OK ? 1 : status;
}

/* Length of the header that begins in view; 0: none ends there. Bytes in which
 * no blank line was found are not looked at again for headers that begin
 * further on, or lines of "WARC/" would each cost the longest header. */
static size_t header_len_of(struct rp_reader *reader)
{
	const struct rp_stream *stream = &reader->stream;
	const char *data = rp_stream_data(stream);
	size_t have = rp_stream_have(stream);
	size_t from = 0;
	size_t len;

	if (have > WARC_HEADER)
		have = WARC_HEADER;
	if (reader->dense > stream->offset)
		from = (size_t)(reader->dense - stream->offset);
	if (from > have)
		return 0;
	len = rp_warc_header_len(data + from, have - from);
	if (len > 0)
		return from + len;
	/* A line end there may be half of a blank line. */
	if (have > from + 2)
		reader->dense = stream->offset + have - 2;
	return 0;
}

int rp_reader_warc(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_warc_header header;
	size_t header_len;
	long have;

	skip_line_ends(stream);
	have = rp_stream_fill(stream, WARC_HEADER);
	if (have <= 0)
		return have < 0 ? RP_ENOMEM : 0;
	header_len = header_len_of(reader);
	if (header_len == 0 && stream->broken)
		return 0;
	if (header_len == 0 ||
	    !rp_warc_header_read(&header, rp_stream_data(stream), header_len) ||
	    !header.has_length)
		return damaged(reader, batch);
	reader->number++;
	return take_block(reader, batch, header_len);
}

bool rp_reader_warc_resume(struct rp_reader *reader)
{
	if (!rp_stream_resume(&reader->stream, "WARC/"))
		return false;
	reader->number++;
	return true;
}
