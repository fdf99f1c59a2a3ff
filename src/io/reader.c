/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader.c - see reader.h
 *
 * The reader only finds where records begin and end; what is in them is the
 * workers' business, on all cores. A batch holds about RP_READER_BYTES, enough
 * to make locks and thread wake-ups invisible and little enough to keep several
 * in the cache.
 */
#include "reader_state.h"

#include "format.h"
#include "stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int rp_reader_create(struct rp_reader **out, const struct rp_inputs *inputs,
		     const struct rp_reader_options *options)
{
	struct rp_reader *reader = calloc(1, sizeof(*reader));

	if (!reader)
		return RP_ENOMEM;
	reader->source = rp_source_create();
	if (!reader->source) {
		free(reader);
		return RP_ENOMEM;
	}
	reader->inputs = inputs;
	reader->options = *options;
	rp_buffer_init(&reader->told.bytes);
	rp_csv_header_init(&reader->table.header);
	*out = reader;
	return RP_OK;
}

void rp_reader_free(struct rp_reader *reader)
{
	if (!reader)
		return;
	if (reader->open)
		rp_stream_close(&reader->stream);
	rp_stream_dispose(&reader->stream);
	rp_source_free(reader->source);
	rp_buffer_dispose(&reader->told.bytes);
	rp_csv_header_dispose(&reader->table.header);
	rp_csv_row_dispose(&reader->table.row);
	rp_csv_row_dispose(&reader->table.next);
	free(reader);
}

struct rp_reader_stats rp_reader_stats(const struct rp_reader *reader)
{
	return reader->stats;
}

int rp_reader_reject(const struct rp_reader *reader, struct rp_batch *batch,
		     uint64_t number, const char *reason, const char *message)
{
	return rp_batch_reject(batch, (uint32_t)reader->index, number,
			       reader->stream.offset, reason, "%s", message);
}

struct rp_record *rp_reader_record(const struct rp_reader *reader,
				   struct rp_batch *batch,
				   enum rp_record_kind kind, uint64_t offset)
{
	struct rp_record *record = rp_batch_add(batch);

	if (!record)
		return NULL;
	record->kind = kind;
	record->input = (uint32_t)reader->index;
	record->number = reader->number;
	record->offset = offset;
	return record;
}

/* Whether reading is to end. */
static bool is_stopped(const struct rp_reader *reader)
{
	return reader->options.stopped && reader->options.stopped();
}

static void close_input(struct rp_reader *reader)
{
	if (reader->open)
		rp_stream_close(&reader->stream);
	reader->open = false;
	reader->done += reader->inputs->items[reader->index].size;
	reader->index++;
}

/* ----- whole files ----- */

static int next_whole(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_record *record;
	long have;

	if (reader->number++ > 0)
		return 0;
	have = rp_stream_fill(stream, RP_LIMIT_RECORD_BYTES + 1);
	if (have < 0)
		return RP_ENOMEM;
	if (stream->broken)
		return 0;
	if ((size_t)have > RP_LIMIT_RECORD_BYTES) {
		int status =
		    rp_reader_reject(reader, batch, 0, "too-long",
				     "file longer than the limit of 64 MiB");

		return status == RP_OK ? 0 : status;
	}
	record = rp_batch_add(batch);
	if (!record)
		return RP_ENOMEM;
	record->kind =
	    reader->format == RP_FORMAT_HTML ? RP_RECORD_HTML : RP_RECORD_TEXT;
	record->input = (uint32_t)reader->index;
	record->body =
	    rp_batch_put(batch, rp_stream_data(stream), (size_t)have);
	return rp_buffer_status(&batch->bytes) == RP_OK ? 0 : RP_ENOMEM;
}

/* ----- inputs ----- */

static int open_source(const struct rp_reader *reader,
		       const struct rp_input *input, struct rp_error *error)
{
	const char *path = strcmp(input->path, "-") == 0 ? NULL : input->path;
	struct rp_source *source = reader->source;

	if (!input->regular && reader->options.replay >= 0) {
		rp_source_open_fd(source, reader->options.replay);
		return 0;
	}
	if (!rp_input_unchanged(input))
		return rp_error_set(error, "changed while it was being read");
	return input->regular
		   ? rp_source_open(source, path, -1, error)
		   : rp_source_open_pipe(source, path, reader->options.tee,
					 reader->options.stopped, error);
}

/* Why a format is not read, and what to do; NULL: it is. */
static const char *advice(char message[160], enum rp_format format,
			  const char *what)
{
	switch (format) {
	case RP_FORMAT_BINARY:
		snprintf(message, 160, "%s, not text of an article", what);
		return message;
	case RP_FORMAT_WIDE:
		snprintf(message, 160,
			 "%s in UTF-16 or UTF-32: write it in UTF-8 "
			 "(iconv -f utf-16 -t utf-8)",
			 what);
		return message;
	case RP_FORMAT_HTML:
	case RP_FORMAT_TEXT:
	case RP_FORMAT_JSON_LINES:
	case RP_FORMAT_JSON_VALUES:
	case RP_FORMAT_CSV:
	case RP_FORMAT_WARC:
		break;
	}
	return NULL;
}

/* Refuse what is no text; RP_OK with reader->open false if refused. */
static int tell_format(struct rp_reader *reader, struct rp_batch *batch,
		       const char *path)
{
	struct rp_stream *stream = &reader->stream;
	const char *what;
	const char *reason;
	char message[160];
	size_t have;

	if (rp_stream_fill(stream, RP_FORMAT_LOOK) < 0)
		return RP_ENOMEM;
	if (rp_stream_have(stream) == 0 && !stream->broken) {
		int status =
		    rp_reader_reject(reader, batch, 0, "empty", "empty file");

		close_input(reader);
		return status;
	}
	/* As many bytes each time, however they come. */
	have = rp_stream_have(stream);
	reader->format =
	    rp_format_tell(&what, path, have ? rp_stream_data(stream) : "",
			   have < RP_FORMAT_LOOK ? have : RP_FORMAT_LOOK,
			   reader->options.names);
	reason = advice(message, reader->format, what);
	if (!reason)
		return RP_OK;
	if (rp_reader_reject(reader, batch, 0, "format", reason) != RP_OK)
		return RP_ENOMEM;
	close_input(reader);
	return RP_OK;
}

static int open_input(struct rp_reader *reader, struct rp_batch *batch)
{
	const struct rp_input *input = &reader->inputs->items[reader->index];
	struct rp_error error = input->error;
	int status;

	reader->stream.offset = 0;
	reader->number = 0;
	reader->dense = 0;
	reader->values = (struct rp_reader_values){.begins = true};
	reader->table.open = false;
	if (input->failed || open_source(reader, input, &error) != 0) {
		status = rp_reader_reject(reader, batch, 0, "unreadable",
					  error.message);
		close_input(reader);
		return status;
	}
	rp_stream_open(&reader->stream, reader->source);
	reader->open = true;
	return tell_format(reader, batch, input->path);
}

/* Whether an input of the format is many records of one text. */
static bool is_divided(enum rp_format format)
{
	return format == RP_FORMAT_JSON_LINES ||
	       format == RP_FORMAT_JSON_VALUES || format == RP_FORMAT_CSV;
}

/* Move behind the damage, if records of WARC lie there. Damage at the very
 * beginning hides what a file is: they tell it. */
static bool resume(struct rp_reader *reader)
{
	if (is_divided(reader->format) || !rp_reader_warc_resume(reader))
		return false;
	if (reader->format != RP_FORMAT_WARC)
		reader->number = 1;
	reader->format = RP_FORMAT_WARC;
	return true;
}

/* The number of the record behind the last one; 0 where an input is one. */
static uint64_t next_number(const struct rp_reader *reader)
{
	return is_divided(reader->format) || reader->format == RP_FORMAT_WARC
		   ? reader->number + 1
		   : 0;
}

/* What broke an input is told as the record behind the last one, and whether
 * there is more of it. */
static int end_broken(bool *more, struct rp_reader *reader,
		      struct rp_batch *batch)
{
	uint64_t offset = reader->stream.offset;
	struct rp_error error = reader->stream.error;
	uint64_t number;
	const char *rest = "";

	*more = resume(reader);
	number = *more ? reader->number : next_number(reader);
	if (*more)
		rest = ": going on at the next whole record";
	else if (strncmp(error.message, "damaged", strlen("damaged")) == 0)
		rest = ": nothing behind it was read, and any record before "
		       "it in this input may be damaged";
	return rp_batch_reject(batch, (uint32_t)reader->index, number, offset,
			       "torn", "%s%s", error.message, rest);
}

/* Reading was stopped: what had come of one more record is told. */
static int end_stopped(struct rp_reader *reader, struct rp_batch *batch)
{
	const struct rp_stream *stream = &reader->stream;
	int status = RP_OK;

	if (rp_stream_have(stream) > 0)
		status = rp_batch_reject(batch, (uint32_t)reader->index,
					 next_number(reader), stream->offset,
					 "torn", "%s", stream->error.message);
	close_input(reader);
	return status;
}

/* The end of an input, or the damage that more of it lies behind. */
static int end_input(struct rp_reader *reader, struct rp_batch *batch)
{
	bool more = false;
	int status = RP_OK;

	if (rp_source_stopped(reader->stream.source))
		return end_stopped(reader, batch);
	if (reader->stream.broken)
		status = end_broken(&more, reader, batch);
	if (more)
		return status;
	/* Who writes to it still, has it read from its beginning another time.
	 */
	if (status == RP_OK &&
	    !rp_input_unchanged(&reader->inputs->items[reader->index]))
		status = rp_reader_reject(
		    reader, batch, 0, "unreadable",
		    "changed while it was being read: what is new in it may "
		    "be missing");
	close_input(reader);
	return status;
}

static int next_record(struct rp_reader *reader, struct rp_batch *batch)
{
	int status;

	if (!reader->open) {
		status = open_input(reader, batch);
		if (status != RP_OK || !reader->open)
			return status;
	}
	switch (reader->format) {
	case RP_FORMAT_JSON_LINES:
		status = rp_reader_line(reader, batch);
		break;
	case RP_FORMAT_JSON_VALUES:
		status = rp_reader_json(reader, batch);
		break;
	case RP_FORMAT_CSV:
		status = rp_reader_csv(reader, batch);
		break;
	case RP_FORMAT_WARC:
		status = rp_reader_warc(reader, batch);
		break;
	default:
		status = next_whole(reader, batch);
	}
	if (status < 0)
		return status;
	return status == 0 ? end_input(reader, batch) : RP_OK;
}

/* Leave all inputs but the pipe that is being read: its source ends by itself,
 * behind what came of it. */
static void leave(struct rp_reader *reader)
{
	if (reader->open && !reader->inputs->items[reader->index].regular)
		return;
	if (reader->open)
		close_input(reader);
	reader->index = reader->inputs->count;
}

int rp_reader_next(struct rp_reader *reader, struct rp_batch *batch)
{
	rp_batch_clear(batch);
	if (is_stopped(reader))
		leave(reader);
	while (reader->index < reader->inputs->count &&
	       batch->bytes.len + batch->weight < RP_READER_BYTES &&
	       batch->count < RP_READER_RECORDS) {
		int status = next_record(reader, batch);

		if (status < 0)
			return status;
		if (!reader->open && is_stopped(reader))
			leave(reader);
	}
	batch->consumed = reader->done;
	if (reader->open)
		batch->consumed += rp_source_consumed(reader->stream.source);
	return batch->count > 0;
}
