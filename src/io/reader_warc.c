/* SPDX-License-Identifier: Apache-2.0 */
/* reader_warc.c - records of WARC, see reader.h; where one begins and ends is
 * found by warc_frame.c, what its header says is read by warc.c. */
#include "reader_state.h"

#include "fields.h"
#include "http.h"
#include "str.h"
#include "stream.h"
#include "url.h"
#include "warc.h"
#include "warc_frame.h"

#include <string.h>

/* A gzip body may be a thousandth of its text; a batch that holds such bodies
 * is kept small, since all texts of a batch are in memory at once. */
#define INFLATED_RATIO 100
/* Bytes of a record that is passed over in which the next one is looked for, in
 * case that its length is wrong; those of one that is taken are all there. */
#define OVERRUN_BYTES ((uint64_t)1 << 20)
/* Fields of metadata that are looked at: a title and a date. */
#define METADATA ((uint64_t)64 << 10)

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
	size_t type_len = header->content_type.len;

	charset[0] = '\0';
	switch (header->type) {
	case RP_WARC_RESPONSE:
		*kind = RP_RECORD_HTTP;
		return begins_with(block, len, "HTTP/");
	case RP_WARC_CONVERSION:
		/* What a page's text was written to; or its HTML, tidied. */
		*kind = RP_RECORD_TEXT;
		return type_len == 0 ||
		       resource_kind(kind, charset, header->content_type,
				     (struct rp_str){block, len});
	case RP_WARC_RESOURCE:
		return resource_kind(kind, charset, header->content_type,
				     (struct rp_str){block, len});
	case RP_WARC_METADATA:
	case RP_WARC_OTHER:
		break;
	}
	return false;
}

/* Whether a record is what a site tells machines, which every crawl has. */
static bool is_of_machines(struct rp_str uri)
{
	static const char *const paths[] = {"/robots.txt", "/ads.txt",
					    "/app-ads.txt", "/humans.txt",
					    "/security.txt"};
	struct rp_str path = rp_url_path(uri);
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (rp_str_is(path, paths[i]))
			return true;
	return rp_str_begins(path, "/.well-known/");
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
	if (is_of_machines(header->uri)) {
		reader->stats.warc_other++;
		return RP_OK;
	}
	if (!block_kind(&kind, charset, header, block, length)) {
		if (should_be_http(header))
			return rp_reader_reject(
			    reader, batch, reader->number, "bad-http",
			    "the response has no HTTP head");
		reader->stats.warc_other++;
		return RP_OK;
	}
	record = rp_reader_record(reader, batch, kind, offset);
	if (!record)
		return RP_ENOMEM;
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
static int pass_damaged(struct rp_reader *reader, struct rp_batch *batch)
{
	int status;

	reader->number++;
	status =
	    rp_reader_reject(reader, batch, reader->number, "bad-warc",
			     "not a WARC record: looking for the next one");
	if (status != RP_OK)
		return status;
	return rp_warc_frame_resync(&reader->stream) ? 1 : 0;
}

/* Why a record is not looked at; those of other types are counted only. */
static int tell_unread(struct rp_reader *reader, struct rp_batch *batch,
		       const struct rp_warc_header *header)
{
	if (!header->has_type)
		return rp_reader_reject(reader, batch, reader->number,
					"bad-warc",
					"its header has no WARC-Type");
	if (is_wanted(header))
		return rp_reader_reject(
		    reader, batch, reader->number, "too-long",
		    "record longer than the limit of 64 MiB");
	reader->stats.warc_other++;
	return RP_OK;
}

static int tell_torn(struct rp_reader *reader, struct rp_batch *batch)
{
	return rp_reader_reject(reader, batch, reader->number, "torn",
				"torn: the file ends inside this record");
}

/* The number of a record within which the file breaks is given back to whoever
 * tells of the damage. */
static void leave_broken(struct rp_reader *reader)
{
	reader->number--;
}

static int pass_over(struct rp_reader *reader, struct rp_batch *batch,
		     const struct rp_warc_frame *frame)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_warc_header header;
	uint64_t skipped;
	int status;

	rp_warc_frame_header(&header, frame, stream);
	status = tell_unread(reader, batch, &header);
	if (status != RP_OK)
		return status;
	skipped = rp_stream_skip(stream, frame->whole);
	if (rp_stream_fill(stream, RP_WARC_RECORD_END) < 0)
		return RP_ENOMEM;
	if (rp_warc_frame_breaks(stream, 0))
		leave_broken(reader);
	else if (skipped < frame->whole)
		status = tell_torn(reader, batch);
	return status == RP_OK ? 1 : status;
}

static int take(struct rp_reader *reader, struct rp_batch *batch,
		const struct rp_warc_frame *frame)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_warc_header header;
	size_t have;
	int status;

	/* All of it that there is was brought into view. */
	if (rp_stream_fill(stream, (size_t)frame->whole + RP_WARC_RECORD_END) <
	    0)
		return RP_ENOMEM;
	status = rp_warc_frame_breaks(stream, frame->whole)
		     ? 1
		     : rp_warc_frame_damaged(frame, stream);
	if (status < 0)
		return status;
	if (status > 0) {
		leave_broken(reader);
		return 0;
	}
	have = rp_stream_have(stream);
	if (have < frame->whole) {
		status = tell_torn(reader, batch);
		rp_stream_take(stream, have);
		return status == RP_OK ? 0 : status;
	}
	rp_warc_frame_header(&header, frame, stream);
	status = add_block(reader, batch, &header,
			   rp_stream_data(stream) + frame->header_len,
			   frame->offset);
	rp_stream_take(stream, (size_t)frame->whole);
	return status == RP_OK ? 1 : status;
}

static int refuse_overrun(struct rp_reader *reader, struct rp_batch *batch,
			  size_t next)
{
	int status = rp_reader_reject(
	    reader, batch, reader->number, "bad-warc",
	    "its Content-Length is wrong: the next record begins within it");

	rp_stream_take(&reader->stream, next);
	return status == RP_OK ? 1 : status;
}

int rp_reader_warc(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_warc_header header;
	struct rp_warc_frame frame;
	bool taken;
	size_t next;
	int status;

	switch (rp_warc_frame_find(&frame, &header, &reader->dense, stream)) {
	case RP_WARC_NO_MEMORY:
		return RP_ENOMEM;
	case RP_WARC_END:
		return 0;
	case RP_WARC_NO_FRAME:
		return pass_damaged(reader, batch);
	case RP_WARC_FRAME:
		break;
	}
	reader->number++;
	taken = is_wanted(&header) && header.length <= RP_LIMIT_RECORD_BYTES;
	status = rp_warc_frame_overruns(&next, &frame, stream,
					taken ? RP_LIMIT_RECORD_BYTES
					      : OVERRUN_BYTES);
	if (status < 0)
		return status;
	if (status > 0)
		return refuse_overrun(reader, batch, next);
	return taken ? take(reader, batch, &frame)
		     : pass_over(reader, batch, &frame);
}

bool rp_reader_warc_resume(struct rp_reader *reader)
{
	if (!rp_stream_resume(&reader->stream, "WARC/"))
		return false;
	reader->number++;
	return true;
}
