/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_csv.c - tables (CSV, TSV) to records, a row each
 *
 * A row is made an object of JSON with the names of the columns, so that all
 * that is done with JSON Lines is done with tables too: fields by other names,
 * bytes in other encodings, a cleaned corpus.
 *
 * A row is read as its writer meant it or not at all: where a quotation mark
 * stands by itself, or there are more cells than columns, nobody knows where a
 * text ends. It is rejected, and reading goes on at the next line or row.
 */
#include "reader_state.h"

#include "json_reader.h"
#include "printable.h"

#include <string.h>

/* Bytes by which the style of a table is told. */
#define LOOK ((size_t)256 << 10)
/* Bytes of the names of columns in a sentence. */
#define COLUMNS_TOLD 200

/* Have a row in view. 1, 0 if there is none, RP_ENOMEM, RP_EFULL if it is too
 * long. */
static int view_row(struct rp_reader *reader)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_reader_table *table = &reader->table;
	size_t want = 1;

	for (;;) {
		int status;

		if (rp_stream_fill(stream, want) < 0)
			return RP_ENOMEM;
		if (rp_stream_have(stream) == 0)
			return 0;
		status = rp_csv_row_divide(
		    &table->row, &table->style, rp_stream_data(stream),
		    rp_stream_have(stream), stream->ended);
		if (status == 1 && table->row.len > RP_LIMIT_RECORD_BYTES)
			return RP_EFULL;
		if (status != 0)
			return status;
		if (rp_stream_have(stream) > RP_LIMIT_RECORD_BYTES)
			return RP_EFULL;
		want = rp_stream_have(stream) * 2;
		if (want > RP_LIMIT_RECORD_BYTES + 1)
			want = RP_LIMIT_RECORD_BYTES + 1;
	}
}

/* ----- the header ----- */

/* Move past a byte order mark, and a line that programs write for each other:
 * "sep=;". */
static int skip_marks(struct rp_reader *reader)
{
	struct rp_stream *stream = &reader->stream;
	struct rp_csv_style *style = &reader->table.style;
	const char *data;
	size_t have;

	if (rp_stream_fill(stream, LOOK) < 0)
		return RP_ENOMEM;
	if (rp_stream_have(stream) >= 3 &&
	    memcmp(rp_stream_data(stream), "\xef\xbb\xbf", 3) == 0)
		rp_stream_take(stream, 3);
	data = rp_stream_have(stream) ? rp_stream_data(stream) : "";
	have = rp_stream_have(stream);
	rp_csv_style_tell(style, data, have);
	if (have < 6 || memcmp(data, "sep=", 4) != 0)
		return RP_OK;
	if (data[5] != '\n' && data[5] != '\r')
		return RP_OK;
	style->comma = data[4];
	rp_stream_take(stream,
		       have > 6 && data[5] == '\r' && data[6] == '\n' ? 7 : 6);
	return RP_OK;
}

/* Why no row of the table can be an article: what the header would be rejected
 * for as one. RP_OK, RP_EINVAL with the sentence in error, RP_ENOMEM. */
static int check_columns(struct rp_error *error, struct rp_reader *reader,
			 struct rp_str object)
{
	struct rp_json_reader *json =
	    rp_json_reader_create(reader->options.names);
	struct rp_json_record record;
	const char *reason;
	int status = RP_ENOMEM;

	if (json)
		status = rp_json_reader_line(&record, json, object.data,
					     object.len, &reason, error);
	rp_json_reader_free(json);
	return status;
}

/* The table is rejected for what its header would be, with its columns. */
static int refuse_columns(struct rp_reader *reader, struct rp_batch *batch,
			  const char *message)
{
	const struct rp_csv_header *header = &reader->table.header;
	struct rp_buffer names;
	struct rp_buffer some;
	size_t i;
	int status;

	rp_buffer_init(&names);
	rp_buffer_init(&some);
	for (i = 0; i < header->count; i++) {
		struct rp_str name = rp_csv_header_name(header, i);

		rp_buffer_puts(&names, i ? ", " : "");
		rp_buffer_append(&names, name.data, name.len);
	}
	rp_printable(&some, rp_buffer_view(&names), COLUMNS_TOLD);
	status = rp_buffer_status(&some);
	if (status == RP_OK)
		status = rp_batch_reject(batch, (uint32_t)reader->index, 0, 0,
					 "no-text",
					 "%s; the columns are %.*s: name one "
					 "by --field text=NAME",
					 message, (int)some.len, some.data);
	rp_buffer_dispose(&some);
	rp_buffer_dispose(&names);
	return status;
}

/* Take the header, whose row is in view; one that names no text costs the
 * table. 1, 0 if so, RP_ENOMEM. */
static int take_header(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_reader_table *table = &reader->table;
	const char *data = rp_stream_data(&reader->stream);
	struct rp_buffer object;
	struct rp_error error;
	int status = rp_csv_header_take(&table->header, &table->style, data,
					&table->row);

	if (status != RP_OK)
		return status;
	rp_buffer_init(&object);
	rp_csv_header_object(&object, &table->header, &table->style, data,
			     &table->row);
	status = rp_buffer_reserve(&object, RP_JSON_PADDING);
	if (status == RP_OK)
		status = check_columns(&error, reader, rp_buffer_view(&object));
	rp_buffer_dispose(&object);
	rp_stream_take(&reader->stream, table->row.len);
	if (status != RP_EINVAL)
		return status == RP_OK ? 1 : status;
	return refuse_columns(reader, batch, error.message);
}

/* Read the first row. 1, 0 if the table is no use, RP_ENOMEM. */
static int open_table(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_csv_row *row = &reader->table.row;
	int status = skip_marks(reader);

	reader->table.open = true;
	if (status != RP_OK)
		return status;
	do {
		status = view_row(reader);
		if (status == 1 && !row->damaged &&
		    rp_csv_row_blank(row, rp_stream_data(&reader->stream)))
			rp_stream_take(&reader->stream, row->len);
		else
			break;
	} while (true);
	if (status == 1 && !row->damaged && !row->open &&
	    row->count <= RP_CSV_CELLS)
		return take_header(reader, batch);
	if (status == RP_EFULL || status == 1)
		return rp_reader_reject(
		    reader, batch, 0, "bad-csv",
		    status == 1 && row->count > RP_CSV_CELLS
			? "more columns than the limit of 4,096"
			: "no row of a table at its beginning: a quotation "
			  "mark is missing, or one too many");
	return status;
}

/* ----- rows ----- */

/* Reject the row in view, and go on behind its first line. */
static int pass_row(struct rp_reader *reader, struct rp_batch *batch,
		    const char *reason, const char *message)
{
	int status =
	    rp_reader_reject(reader, batch, ++reader->number, reason, message);

	if (rp_stream_skip_line(&reader->stream, reader->table.style.end) < 0)
		return RP_ENOMEM;
	return status;
}

/* Whether all cells behind those that have a column are empty, as programs that
 * number them leave some. */
static bool has_room(const struct rp_reader_table *table, const char *bytes)
{
	size_t i;

	if (table->row.count > RP_CSV_CELLS)
		return false;
	for (i = table->header.count; i < table->row.count; i++)
		if (!rp_csv_cell_blank(bytes, table->row.cells[i]))
			return false;
	return true;
}

static int add_row(struct rp_reader *reader, struct rp_batch *batch)
{
	const struct rp_reader_table *table = &reader->table;
	struct rp_buffer *bytes = &batch->bytes;
	struct rp_record *record;

	reader->number++;
	record = rp_reader_record(reader, batch, reader->stream.offset);
	if (!record)
		return RP_ENOMEM;
	record->body.start = bytes->len;
	rp_csv_header_object(bytes, &table->header, &table->style,
			     rp_stream_data(&reader->stream), &table->row);
	record->body.len = bytes->len - record->body.start;
	return rp_buffer_reserve(bytes, RP_BATCH_PADDING);
}

/* The row in view, to a record if it is one. */
static int take_row(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_reader_table *table = &reader->table;
	const char *data = rp_stream_data(&reader->stream);
	int status;

	if (table->row.damaged)
		return pass_row(reader, batch, "bad-csv",
				"a quotation mark stands by itself in a quoted "
				"cell: going on at the next line");
	if (table->row.open) {
		rp_stream_take(&reader->stream, table->row.len);
		if (reader->stream.broken)
			return RP_OK; /* told by the caller */
		return rp_reader_reject(reader, batch, ++reader->number, "torn",
					"ends within a cell: what is in it was "
					"not read");
	}
	if (rp_csv_row_blank(&table->row, data)) {
		reader->stats.blank_lines++;
		status = RP_OK;
	} else if (!has_room(table, data)) {
		status = rp_batch_reject(batch, (uint32_t)reader->index,
					 ++reader->number,
					 reader->stream.offset, "bad-csv",
					 "%zu cells, where the header has %zu",
					 table->row.count, table->header.count);
	} else {
		status = add_row(reader, batch);
	}
	rp_stream_take(&reader->stream, table->row.len);
	return status;
}

int rp_reader_csv(struct rp_reader *reader, struct rp_batch *batch)
{
	int status = 1;

	if (!reader->table.open)
		status = open_table(reader, batch);
	if (status == 1)
		status = view_row(reader);
	if (status == RP_EFULL)
		status = pass_row(reader, batch, "too-long",
				  "row longer than the limit of 64 MiB");
	else if (status == 1)
		status = take_row(reader, batch);
	else
		return status;
	return status == RP_OK ? 1 : status;
}
