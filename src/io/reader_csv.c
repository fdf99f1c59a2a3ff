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
 * text ends. Such a row is rejected, and the lines behind it are passed over up
 * to one that is a row for certain, since lines of a text look like rows: with
 * as many cells as there are columns, in quotation marks where all before in
 * the column are, and of digits alone where these are.
 */
#include "reader_state.h"

#include "ascii.h"
#include "json_reader.h"
#include "printable.h"

#include <string.h>

/* Bytes by which the style of a table is told. */
#define LOOK ((size_t)256 << 10)
/* Bytes of the names of columns in a sentence. */
#define COLUMNS_TOLD 200

/* Bytes within which the next row ends behind one that is damaged. */
#define NEAR ((size_t)1 << 20)
/* Cells more than there are columns that are looked at; programs that number
 * them leave some that are empty. */
#define SPARE 64
/* Lines that ends of lines in a cell have made of one row. */
#define CUT_ROWS 64

/* What cells of a column so far were, but for empty ones. */
#define SEEN	   1u
#define SEEN_PLAIN 2u /* one without quotation marks */
#define SEEN_WORDS 4u /* one of more than digits */

/* ----- one row ----- */

static int divide(struct rp_reader *reader, size_t most)
{
	const struct rp_stream *stream = &reader->stream;
	struct rp_reader_table *table = &reader->table;

	/* What is torn has no end. */
	return rp_csv_row_divide(&table->row, &table->style, most,
				 rp_stream_data(stream), rp_stream_have(stream),
				 stream->ended && !stream->broken);
}

/* The same; of a mark behind a \ that damages a row, where none was seen at the
 * beginning, it is tried whether that is the way of the table. */
static int divide_slashed(struct rp_reader *reader, size_t most)
{
	struct rp_reader_table *table = &reader->table;
	const struct rp_csv_row *row = &table->row;
	int status = divide(reader, most);

	if (status == 1 && row->damage == RP_CSV_MARK &&
	    !table->style.slashes &&
	    rp_stream_data(&reader->stream)[row->damaged - 1] == '\\') {
		table->style.slashes = true;
		table->trial = true;
		status = divide(reader, most);
	}
	if (status != 1 || !table->trial)
		return status;
	table->trial = false;
	if (row->damage != RP_CSV_MARK)
		return status;
	table->style.slashes = false;
	return divide(reader, most);
}

/* Have a row of most cells in view, within limit bytes. 1, 0 if there is none,
 * RP_ENOMEM, RP_EFULL if it is too long. */
static int view_row(struct rp_reader *reader, size_t most, size_t limit)
{
	struct rp_stream *stream = &reader->stream;
	size_t want = 1;

	for (;;) {
		int status;

		if (rp_stream_fill(stream, want) < 0)
			return RP_ENOMEM;
		if (rp_stream_have(stream) == 0)
			return 0;
		status = divide_slashed(reader, most);
		if (status == 1 && reader->table.row.len > limit)
			return RP_EFULL;
		if (status != 0)
			return status;
		if (rp_stream_have(stream) > limit)
			return RP_EFULL;
		if (stream->ended) {
			rp_stream_take(stream, rp_stream_have(stream));
			return 0; /* torn, which the caller tells */
		}
		want = rp_stream_have(stream) * 2;
		want = want > limit ? limit + 1 : want;
	}
}

/* ----- what columns are ----- */

static unsigned char kind_of(const char *bytes, struct rp_csv_cell cell)
{
	size_t i = 0;

	while (i < cell.len && rp_ascii_is_digit(bytes[cell.start + i]))
		i++;
	return (unsigned char)(SEEN | (cell.quoted ? 0 : SEEN_PLAIN) |
			       (i < cell.len ? SEEN_WORDS : 0));
}

/* Note what the cells of a row are. */
static void note_row(struct rp_reader_table *table, const char *bytes)
{
	size_t i;

	for (i = 0; i < table->row.count && i < table->style.columns; i++)
		if (table->row.cells[i].len > 0)
			table->seen[i] |= kind_of(bytes, table->row.cells[i]);
}

/* Whether a row is one for certain: no cell is what none of its column was, but
 * that one may need marks; and that where the damage was, of which no other may
 * be known, has them. */
static bool is_certain(const struct rp_reader_table *table, const char *bytes)
{
	size_t i;

	if (table->row.damage != RP_CSV_WHOLE ||
	    table->row.count != table->style.columns)
		return false;
	for (i = 0; i < table->row.count; i++) {
		struct rp_csv_cell cell = table->row.cells[i];
		unsigned char seen = table->seen[i];

		if (!cell.quoted && memchr(bytes + cell.start, '"', cell.len))
			return false;
		if (i == table->damaged && !cell.quoted)
			return false;
		if (seen && (kind_of(bytes, cell) & ~seen) && cell.len > 0)
			return false;
	}
	return true;
}

/* ----- the header ----- */

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
	table->style.columns = table->header.count;
	memset(table->seen, 0, sizeof(table->seen));
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
	struct rp_stream *stream = &reader->stream;
	struct rp_reader_table *table = &reader->table;
	const char *message = "no row of a table at its beginning: a quotation "
			      "mark is missing, or one too many";
	size_t have;
	int status;

	table->open = true;
	table->trial = false;
	if (rp_stream_fill(stream, LOOK) < 0)
		return RP_ENOMEM;
	have = rp_stream_have(stream);
	rp_stream_take(stream,
		       rp_csv_style_tell(&table->style,
					 have ? rp_stream_data(stream) : "",
					 have < LOOK ? have : LOOK));
	status = view_row(reader, RP_CSV_CELLS, RP_LIMIT_RECORD_BYTES);
	if (status == 1 && table->row.damage == RP_CSV_WHOLE)
		return take_header(reader, batch);
	if (status == 1 && table->row.damage == RP_CSV_CELLS_MANY)
		message = "more columns than the limit of 4,096";
	return status == 1 || status == RP_EFULL
		   ? rp_reader_reject(reader, batch, 0, "bad-csv", message)
		   : status;
}

/* ----- behind damage ----- */

/* Move to the next line that begins a row for certain, and count those passed
 * over. 1, 0 if there is none, RP_ENOMEM. */
static int find_row(unsigned long long *lines, struct rp_reader *reader)
{
	struct rp_reader_table *table = &reader->table;

	for (*lines = 1;; ++*lines) {
		int status =
		    rp_stream_skip_line(&reader->stream, table->style.end);

		if (status < 0)
			return RP_ENOMEM;
		if (status == 1)
			status = view_row(reader, table->style.columns, NEAR);
		if (status == 0 || status == RP_ENOMEM)
			return status;
		if (status == 1 &&
		    is_certain(table, rp_stream_data(&reader->stream)))
			return 1;
	}
}

/* Reject the row in view, and go on at the next one. */
static int pass_row(struct rp_reader *reader, struct rp_batch *batch,
		    const char *reason, const char *message)
{
	const uint64_t offset = reader->stream.offset;
	unsigned long long lines;
	int found;

	reader->table.damaged = reader->table.row.count;
	found = find_row(&lines, reader);
	if (found < 0)
		return RP_ENOMEM;
	return rp_batch_reject(
	    batch, (uint32_t)reader->index, ++reader->number, offset,
	    found ? reason : "torn",
	    found ? "%s: going on %llu lines further down, at the next row"
		  : "%s: %llu lines from there on were not read",
	    message, lines);
}

/* ----- rows ----- */

/* Whether all cells behind those that have a column are empty, as programs that
 * number them leave some. */
static bool has_room(const struct rp_reader_table *table, const char *bytes)
{
	size_t i;

	for (i = table->style.columns; i < table->row.count; i++)
		if (!rp_csv_cell_blank(bytes, table->row.cells[i]))
			return false;
	return true;
}

/* Whether the next row begins as rows do where the first column has digits. */
static bool begins_row(const struct rp_reader_table *table, const char *bytes,
		       const char *next)
{
	unsigned char kind = table->seen[0] |
			     kind_of(bytes, table->row.cells[0]) |
			     kind_of(next, table->next.cells[0]);

	return !(kind & SEEN_WORDS) && table->next.cells[0].len > 0;
}

/* The bytes of a row that has too few cells and of those behind it, if ends of
 * lines in cells without marks have made them of one: all have too few, and
 * together as many as there are columns. 0: they have not. */
static size_t cut_len(struct rp_reader *reader)
{
	const struct rp_stream *stream = &reader->stream;
	struct rp_reader_table *table = &reader->table;
	const size_t columns = table->style.columns;
	const char *data = rp_stream_data(stream);
	/* As far each time, however much is in view. */
	bool all = rp_stream_have(stream) <= table->row.len + NEAR;
	size_t have = all ? rp_stream_have(stream) : table->row.len + NEAR;
	bool ended = all && stream->ended && !stream->broken;
	size_t cells = table->row.count;
	size_t at = table->row.len;
	unsigned rows;

	for (rows = 0; cells < columns && at < have && rows < CUT_ROWS;
	     rows++) {
		if (rp_csv_row_divide(&table->next, &table->style, columns,
				      data + at, have - at, ended) != 1 ||
		    table->next.damage != RP_CSV_WHOLE ||
		    table->next.count == columns ||
		    rp_csv_row_blank(&table->next, data + at) ||
		    begins_row(table, data, data + at))
			return 0;
		cells += table->next.count - 1;
		at += table->next.len;
	}
	return cells == columns ? at : 0;
}

/* Reject the row in view for its cells, and say why if that is known. */
static int refuse_cells(struct rp_reader *reader, struct rp_batch *batch,
			const char *why)
{
	const struct rp_reader_table *table = &reader->table;

	return rp_batch_reject(batch, (uint32_t)reader->index, ++reader->number,
			       reader->stream.offset, "bad-csv",
			       "%zu cells, where the header has %zu%s",
			       table->row.count, table->style.columns, why);
}

/* Whether the row in view is such; then all of it is rejected as one. 1, 0 or
 * RP_ENOMEM. */
static int pass_cut(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_stream *stream = &reader->stream;
	const struct rp_reader_table *table = &reader->table;
	size_t len;
	int status;

	if (table->row.count >= table->style.columns ||
	    table->row.cells[table->row.count - 1].quoted)
		return 0;
	if (rp_stream_fill(stream, table->row.len + NEAR) < 0)
		return RP_ENOMEM;
	len = cut_len(reader);
	if (len == 0)
		return 0;
	status = refuse_cells(reader, batch,
			      ": a line ends within a cell that has no "
			      "quotation marks");
	rp_stream_take(stream, len);
	return status == RP_OK ? 1 : status;
}

static int add_row(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_reader_table *table = &reader->table;
	const char *data = rp_stream_data(&reader->stream);
	struct rp_buffer *bytes = &batch->bytes;
	struct rp_record *record;

	reader->number++;
	record = rp_reader_record(reader, batch, RP_RECORD_JSON,
				  reader->stream.offset);
	if (!record)
		return RP_ENOMEM;
	note_row(table, data);
	record->body.start = bytes->len;
	rp_csv_header_object(bytes, &table->header, &table->style, data,
			     &table->row);
	record->body.len = bytes->len - record->body.start;
	return rp_buffer_reserve(bytes, RP_BATCH_PADDING);
}

/* The row in view, to a record if it is one. */
static int take_row(struct rp_reader *reader, struct rp_batch *batch)
{
	struct rp_reader_table *table = &reader->table;
	const char *data = rp_stream_data(&reader->stream);
	int status;

	switch (table->row.damage) {
	case RP_CSV_WHOLE:
		break;
	case RP_CSV_MARK:
		return pass_row(reader, batch, "bad-csv",
				"a quotation mark stands by itself in a quoted "
				"cell");
	case RP_CSV_OPEN:
		table->row.count--;
		return pass_row(reader, batch, "bad-csv",
				"a quoted cell has no end");
	case RP_CSV_CELLS_MANY:
		return pass_row(reader, batch, "bad-csv",
				"far more cells than the header has");
	}
	if (rp_csv_row_blank(&table->row, data)) {
		reader->stats.blank_lines++;
		status = RP_OK;
	} else if (!has_room(table, data)) {
		status = refuse_cells(reader, batch, "");
	} else {
		status = pass_cut(reader, batch);
		if (status != 0)
			return status == 1 ? RP_OK : status;
		status = add_row(reader, batch);
	}
	rp_stream_take(&reader->stream, table->row.len);
	return status;
}

/* Cells of a row that are looked at. */
static size_t most_cells(const struct rp_reader_table *table)
{
	size_t most = table->style.columns + SPARE;

	return most < RP_CSV_CELLS ? most : RP_CSV_CELLS;
}

int rp_reader_csv(struct rp_reader *reader, struct rp_batch *batch)
{
	int status = 1;

	if (!reader->table.open)
		status = open_table(reader, batch);
	if (status == 1)
		status = view_row(reader, most_cells(&reader->table),
				  RP_LIMIT_RECORD_BYTES);
	if (status == RP_EFULL)
		status = pass_row(reader, batch, "too-long",
				  "row longer than the limit of 64 MiB");
	else if (status == 1)
		status = take_row(reader, batch);
	else
		return status;
	return status == RP_OK ? 1 : status;
}
