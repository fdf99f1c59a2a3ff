/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_rows.c - see csv_rows.h
 *
 * Idea. A cell that begins with a quotation mark ends at the next one, of which
 * two mean one (RFC 4180); commas and ends of lines within are its own. A mark
 * behind which neither a comma nor an end of line stands ends none: its writer
 * did not know the rule, or another mark is missing, and the cell goes on to
 * that of another row. To take it for a letter, as others do, would cut a text
 * where a quotation ends its line, and make one text of two; so the row is
 * damaged. In tables with tabs it means that the cell's first mark is a letter
 * like others, since most of those know of no quoting.
 *
 * Cost: a nanosecond for four bytes.
 */
#include "csv_rows.h"

#include "array.h"
#include "json.h"
#include "next_of.h"

#include <stdlib.h>
#include <string.h>

void rp_csv_row_dispose(struct rp_csv_row *row)
{
	free(row->cells);
	memset(row, 0, sizeof(*row));
}

/* ----- the style ----- */

/* How often a byte stands in the first line, outside of quotation marks. */
static size_t count_in_line(const char *bytes, size_t len, char end, char c)
{
	bool quoted = false;
	size_t count = 0;
	size_t i;

	for (i = 0; i < len && (quoted || bytes[i] != end); i++) {
		if (bytes[i] == '"')
			quoted = !quoted;
		count += !quoted && bytes[i] == c;
	}
	return count;
}

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == ' ';
}

/* Whether a quotation mark stands between \ and a word: to RFC 4180 it would
 * end its cell, and the word would be left. */
static bool has_slashes(const char *bytes, size_t len)
{
	size_t i;

	for (i = 1; i + 1 < len; i++)
		if (bytes[i] == '"' && bytes[i - 1] == '\\' &&
		    is_word(bytes[i + 1]))
			return true;
	return false;
}

void rp_csv_style_tell(struct rp_csv_style *style, const char *bytes,
		       size_t len)
{
	static const char commas[] = {',', ';', '\t', '|'};
	size_t most = 0;
	size_t i;

	style->end =
	    memchr(bytes, '\n', len) || !memchr(bytes, '\r', len) ? '\n' : '\r';
	style->comma = ',';
	for (i = 0; i < sizeof(commas); i++) {
		size_t count = count_in_line(bytes, len, style->end, commas[i]);

		if (count > most) {
			most = count;
			style->comma = commas[i];
		}
	}
	style->slashes = has_slashes(bytes, len);
}

/* ----- a row ----- */

/* What a row is divided of. */
struct text {
	const struct rp_csv_style *style;
	const char *bytes;
	size_t len;
	bool ended;
};

/* Where a cell ends whose quotation mark stands before at, behind blanks; or
 * SIZE_MAX if that mark ends none. *more: its end is not in view. */
static size_t end_behind(bool *more, const struct text *text, size_t at)
{
	const char *bytes = text->bytes;
	size_t next = at;

	while (next < text->len && bytes[next] == ' ')
		next++;
	*more = false;
	if (next < text->len && (bytes[next] == text->style->comma ||
				 bytes[next] == text->style->end))
		return next;
	if (next < text->len && bytes[next] != '\r')
		return SIZE_MAX;
	/* The end of all, or a carriage return that may be of a row's end. */
	if (next + 1 < text->len)
		return bytes[next + 1] == '\n' ? next : SIZE_MAX;
	*more = !text->ended;
	return next;
}

/* The quotation mark that may end a cell, from at on; len: none is in view. */
static size_t next_mark(const struct text *text, size_t at)
{
	const char three[3] = {'"', '"', text->style->slashes ? '\\' : '"'};

	while (at < text->len) {
		at = rp_next_of(text->bytes, at, text->len, three);
		if (at == text->len || text->bytes[at] == '"')
			return at;
		at += 2; /* behind \ and what it stands before */
	}
	return text->len;
}

enum found {
	NOT_IN_VIEW = 0,
	CELL,
	NOT_QUOTED,
};

/* A quoted cell that begins with the mark at *at; *at is behind the cell then.
 */
static enum found quoted_cell(struct rp_csv_cell *cell, struct rp_csv_row *row,
			      const struct text *text, size_t *at)
{
	const size_t start = *at + 1;
	size_t mark = next_mark(text, start);

	for (; mark < text->len; mark = next_mark(text, mark + 1)) {
		bool more;
		size_t end;

		if (mark + 1 < text->len && text->bytes[mark + 1] == '"') {
			mark++;
			continue;
		}
		end = end_behind(&more, text, mark + 1);
		if (more)
			return NOT_IN_VIEW;
		if (end == SIZE_MAX && text->style->comma == '\t')
			return NOT_QUOTED;
		row->damaged = end == SIZE_MAX;
		*cell = (struct rp_csv_cell){start, mark - start, true};
		*at = end;
		return CELL;
	}
	if (!text->ended)
		return NOT_IN_VIEW;
	row->open = true;
	*cell = (struct rp_csv_cell){start, text->len - start, true};
	*at = text->len;
	return CELL;
}

static enum found plain_cell(struct rp_csv_cell *cell, const struct text *text,
			     size_t *at)
{
	const char three[3] = {text->style->comma, text->style->end,
			       text->style->end};
	size_t end = rp_next_of(text->bytes, *at, text->len, three);

	if (end == text->len && !text->ended)
		return NOT_IN_VIEW;
	*cell = (struct rp_csv_cell){*at, end - *at, false};
	*at = end;
	return CELL;
}

/* The cell at *at, and move behind it. */
static enum found next_cell(struct rp_csv_cell *cell, struct rp_csv_row *row,
			    const struct text *text, size_t *at)
{
	enum found found = NOT_QUOTED;

	if (*at < text->len && text->bytes[*at] == '"')
		found = quoted_cell(cell, row, text, at);
	return found == NOT_QUOTED ? plain_cell(cell, text, at) : found;
}

/* Keep a cell; of those beyond the limit only how many there are. RP_OK or
 * RP_ENOMEM. */
static int add_cell(struct rp_csv_row *row, struct rp_csv_cell cell)
{
	if (row->count++ >= RP_CSV_CELLS)
		return RP_OK;
	if (rp_array_reserve(&row->cells, &row->capacity, row->count,
			     sizeof(*row->cells)) != RP_OK)
		return RP_ENOMEM;
	row->cells[row->count - 1] = cell;
	return RP_OK;
}

/* The row ends at at, behind its last cell. */
static void end_row(struct rp_csv_row *row, const struct text *text, size_t at)
{
	if (at < text->len && text->bytes[at] == '\r' &&
	    text->style->end == '\n')
		at++;
	row->len = at < text->len ? at + 1 : at;
}

int rp_csv_row_divide(struct rp_csv_row *row, const struct rp_csv_style *style,
		      const char *bytes, size_t len, bool ended)
{
	const struct text text = {style, bytes, len, ended};
	size_t at = 0;
	bool more = true;

	row->count = 0;
	row->open = false;
	row->damaged = false;
	while (more) {
		struct rp_csv_cell cell;

		if (next_cell(&cell, row, &text, &at) == NOT_IN_VIEW)
			return 0;
		if (row->damaged)
			return 1;
		more = at < len && bytes[at] == style->comma;
		/* Of CR LF the first is no part of what stands before. */
		if (!more && !cell.quoted && cell.len > 0 &&
		    bytes[at - 1] == '\r')
			cell.len--;
		if (add_cell(row, cell) != RP_OK)
			return RP_ENOMEM;
		at += more;
	}
	end_row(row, &text, at);
	return 1;
}

bool rp_csv_cell_blank(const char *bytes, struct rp_csv_cell cell)
{
	size_t i;

	for (i = 0; i < cell.len; i++)
		if (bytes[cell.start + i] != ' ' &&
		    bytes[cell.start + i] != '\t')
			return false;
	return true;
}

bool rp_csv_row_blank(const struct rp_csv_row *row, const char *bytes)
{
	return row->count == 1 && rp_csv_cell_blank(bytes, row->cells[0]);
}

/* Bytes of a cell from at on that stand for themselves. */
static size_t plain_len(const struct rp_csv_style *style, bool quoted,
			const char *at, size_t len)
{
	const char slash = style->slashes ? '\\' : '"';
	const char three[3] = {quoted ? '"' : slash, slash, slash};

	return quoted || style->slashes ? rp_next_of(at, 0, len, three) : len;
}

/* Whether a mark or \ stands for what follows it: a mark before one, \ before
 * one or itself. */
static bool stands_for_next(const char *at, const char *end)
{
	return end - at > 1 && (at[1] == '"' || (*at == '\\' && at[1] == '\\'));
}

void rp_csv_cell_put(struct rp_buffer *out, const struct rp_csv_style *style,
		     const char *bytes, struct rp_csv_cell cell)
{
	const char *at = bytes + cell.start;
	const char *end = at + cell.len;

	rp_buffer_putc(out, '"');
	while (at < end) {
		size_t plain =
		    plain_len(style, cell.quoted, at, (size_t)(end - at));

		rp_json_escape(out, at, plain);
		at += plain;
		if (at == end)
			break;
		at += stands_for_next(at, end);
		rp_json_escape(out, at, 1);
		at++;
	}
	rp_buffer_putc(out, '"');
}
