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
 * like others, since most of those know of no quoting; as it is if the cell has
 * no end, or a whole row in it.
 *
 * Cost: a nanosecond for four bytes.
 */
#include "csv_rows.h"

#include "array.h"
#include "ascii.h"
#include "json.h"
#include "next_of.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

void rp_csv_row_dispose(struct rp_csv_row *row)
{
	free(row->cells);
	memset(row, 0, sizeof(*row));
}

/* ----- the style ----- */

/* Whether a line feed stands outside of quotation marks. */
static bool has_line_feed(const char *bytes, size_t len)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < len && (quoted || bytes[i] != '\n'); i++)
		quoted ^= bytes[i] == '"';
	return i < len;
}

/* Of a word, or beyond ASCII. */
static bool is_word(char c)
{
	return rp_ascii_is_alnum(c) || c == ' ' || (unsigned char)c >= 0x80;
}

/* Whether a quotation mark stands between \ and a word: to RFC 4180 it would
 * end its cell, and the word would be left. */
static bool has_slashes(const char *bytes, size_t len)
{
	const char *end = bytes + len;
	const char *at = bytes;

	while ((at = memchr(at, '\\', (size_t)(end - at)))) {
		if (end - at > 2 && at[1] == '"' && is_word(at[2]))
			return true;
		at++;
	}
	return false;
}

static bool is_end(char c)
{
	return c == '\r' || c == '\n';
}

/* The comma of "sep=;" and the length of that line; '\0': it is none. */
static char told_comma(size_t *line, const char *bytes, size_t len)
{
	if (len < 6 || memcmp(bytes, "sep=", 4) != 0 || is_end(bytes[4]) ||
	    bytes[4] == '"' || !is_end(bytes[5]))
		return '\0';
	*line = len > 6 && bytes[5] == '\r' && bytes[6] == '\n' ? 7 : 6;
	return bytes[4];
}

/* Behind a byte order mark and blank lines. */
static size_t header_start(const char *bytes, size_t len)
{
	size_t start = rp_utf8_mark(bytes, len);
	size_t at = start;

	for (; at < len && (bytes[at] == ' ' || is_end(bytes[at])); at++)
		if (is_end(bytes[at]))
			start = at + 1;
	return start;
}

/* What the first line has most of, outside of quotation marks; tabs, which
 * names have none of, go first. */
static char comma_of(const char *bytes, size_t len, char end)
{
	static const char commas[] = {'\t', ',', ';', '|'};
	size_t counts[256] = {0};
	size_t most = 0;
	char comma = ',';
	bool quoted = false;
	size_t i;

	for (i = 0; i < len && (quoted || bytes[i] != end); i++) {
		quoted ^= bytes[i] == '"';
		counts[(unsigned char)bytes[i]] += !quoted;
	}
	for (i = 0; i < sizeof(commas); i++) {
		size_t count = counts[(unsigned char)commas[i]];

		if (count > most) {
			most = count;
			comma = commas[i];
		}
	}
	return comma;
}

size_t rp_csv_style_tell(struct rp_csv_style *style, const char *bytes,
			 size_t len)
{
	size_t start = header_start(bytes, len);
	size_t line = 0;
	char told = told_comma(&line, bytes + start, len - start);

	start += line;
	bytes += start;
	len -= start;
	style->columns = 0;
	style->end = !memchr(bytes, '\r', len) || has_line_feed(bytes, len)
			 ? '\n'
			 : '\r';
	style->comma = told ? told : comma_of(bytes, len, style->end);
	style->slashes = has_slashes(bytes, len);
	return start;
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
	size_t last;

	while (next < text->len && bytes[next] == ' ')
		next++;
	*more = false;
	if (next < text->len && (bytes[next] == text->style->comma ||
				 bytes[next] == text->style->end))
		return next;
	/* Carriage returns before the end of a row are of it, some programs
	 * write two. */
	for (last = next; last < text->len && bytes[last] == '\r'; last++)
		continue;
	if (last < text->len)
		return last > next && bytes[last] == '\n' ? next : SIZE_MAX;
	*more = !text->ended;
	return next;
}

/* Whether a quoted cell of a table with tabs has as many of them in a line as a
 * row has: it is no cell then, but rows from the mark on. */
static bool has_row(const struct text *text, size_t start, size_t end)
{
	const char *from = text->bytes + start;
	const char *stop = text->bytes + end;

	if (text->style->columns < 2)
		return false;
	while ((from = memchr(from, text->style->end, (size_t)(stop - from)))) {
		size_t tabs = 0;

		for (from++; from < stop && *from != text->style->end; from++)
			tabs += *from == text->style->comma;
		if (tabs + 1 == text->style->columns)
			return true;
	}
	return false;
}

/* Where a byte of a quoted cell that may not stand for itself is next, from at
 * on: a mark, or \ where that is the way of the table. len: none is in view. */
static size_t next_special(const struct rp_csv_style *style, const char *bytes,
			   size_t at, size_t len)
{
	const char three[3] = {'"', '"', style->slashes ? '\\' : '"'};

	return rp_next_of(bytes, at, len, three);
}

/* The quotation mark that may end a cell, from at on; len: none is in view. */
static size_t next_mark(const struct text *text, size_t at)
{
	while (at < text->len) {
		at = next_special(text->style, text->bytes, at, text->len);
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
	const bool tabs = text->style->comma == '\t';
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
		if (tabs && (end == SIZE_MAX || has_row(text, start, mark)))
			return NOT_QUOTED;
		if (end == SIZE_MAX) {
			row->damage = RP_CSV_MARK;
			row->damaged = mark;
		}
		*cell = (struct rp_csv_cell){start, mark - start, true};
		*at = end;
		return CELL;
	}
	if (!text->ended)
		return NOT_IN_VIEW;
	if (tabs)
		return NOT_QUOTED;
	row->damage = RP_CSV_OPEN;
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
	while (at < text->len && text->bytes[at] == '\r' &&
	       text->style->end == '\n')
		at++;
	row->len = at < text->len ? at + 1 : at;
}

int rp_csv_row_divide(struct rp_csv_row *row, const struct rp_csv_style *style,
		      size_t most, const char *bytes, size_t len, bool ended)
{
	const struct text text = {style, bytes, len, ended};
	size_t at = 0;
	bool more = true;

	row->count = 0;
	row->len = 0;
	row->damage = RP_CSV_WHOLE;
	while (more) {
		struct rp_csv_cell cell;

		if (row->count == most) {
			row->damage = RP_CSV_CELLS_MANY;
			return 1;
		}
		if (next_cell(&cell, row, &text, &at) == NOT_IN_VIEW)
			return 0;
		if (row->damage == RP_CSV_MARK)
			return 1;
		more = at < len && bytes[at] == style->comma;
		/* Carriage returns before the row's end are no part of what
		 * stands there. */
		while (!more && !cell.quoted && cell.len > 0 &&
		       bytes[cell.start + cell.len - 1] == '\r')
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
		size_t left = (size_t)(end - at);
		size_t plain =
		    cell.quoted ? next_special(style, at, 0, left) : left;

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
