/* SPDX-License-Identifier: Apache-2.0 */
/* csv_header.c - see csv_header.h. Each name is kept as JSON has it, since it
 * is written once a row. */
#include "csv_header.h"

#include "array.h"
#include "ascii.h"
#include "field_synonyms.h"

#include <stdlib.h>
#include <string.h>

void rp_csv_header_init(struct rp_csv_header *header)
{
	memset(header, 0, sizeof(*header));
	rp_buffer_init(&header->names);
}

void rp_csv_header_dispose(struct rp_csv_header *header)
{
	rp_buffer_dispose(&header->names);
	free(header->ends);
	rp_csv_header_init(header);
}

struct rp_str rp_csv_header_name(const struct rp_csv_header *header, size_t i)
{
	size_t start = i ? header->ends[i - 1] : 0;

	return (struct rp_str){header->names.data + start,
			       header->ends[i] - start};
}

/* Whether a column before has the name that stands from start on. */
static bool is_taken(const struct rp_csv_header *header, size_t start)
{
	size_t len = header->names.len - start;
	size_t i;

	for (i = 0; i < header->count; i++) {
		struct rp_str name = rp_csv_header_name(header, i);

		if (name.len == len &&
		    memcmp(name.data, header->names.data + start, len) == 0)
			return true;
	}
	return false;
}

/* A name without the blanks around it. */
static struct rp_csv_cell trimmed(const char *bytes, struct rp_csv_cell cell)
{
	while (cell.len > 0 && bytes[cell.start] == ' ') {
		cell.start++;
		cell.len--;
	}
	while (cell.len > 0 && bytes[cell.start + cell.len - 1] == ' ')
		cell.len--;
	return cell;
}

/* Behind a name that another column has, or that is empty, its number, until no
 * other has it. */
static void number_name(struct rp_csv_header *header, size_t start)
{
	bool empty = header->names.len == start + 2;

	while (empty || is_taken(header, start)) {
		header->names.len--; /* the quotation mark */
		rp_buffer_printf(&header->names, "%s%zu\"",
				 empty ? "column " : " ", header->count + 1);
		if (header->names.failed)
			return;
		empty = false;
	}
}

int rp_csv_header_take(struct rp_csv_header *header,
		       const struct rp_csv_style *style, const char *bytes,
		       const struct rp_csv_row *row)
{
	rp_buffer_clear(&header->names);
	if (rp_array_reserve(&header->ends, &header->capacity, row->count,
			     sizeof(*header->ends)) != RP_OK)
		return RP_ENOMEM;
	for (header->count = 0; header->count < row->count; header->count++) {
		size_t start = header->names.len;

		rp_csv_cell_put(&header->names, style, bytes,
				trimmed(bytes, row->cells[header->count]));
		if (rp_buffer_status(&header->names) != RP_OK)
			return RP_ENOMEM;
		number_name(header, start);
		header->ends[header->count] = header->names.len;
	}
	return rp_buffer_status(&header->names);
}

/* Whether a cell is what programs write where they have no value. */
static bool is_null(const char *bytes, struct rp_csv_cell cell)
{
	static const char *const words[] = {"NA", "NaN", "NULL", "\\N"};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!cell.quoted && cell.len == strlen(words[i]) &&
		    memcmp(bytes + cell.start, words[i], cell.len) == 0)
			return true;
	return false;
}

void rp_csv_header_object(struct rp_buffer *out,
			  const struct rp_csv_header *header,
			  const struct rp_csv_style *style, const char *bytes,
			  const struct rp_csv_row *row)
{
	size_t i;

	rp_buffer_putc(out, '{');
	for (i = 0; i < header->count && i < row->count; i++) {
		struct rp_str name = rp_csv_header_name(header, i);

		if (i > 0)
			rp_buffer_putc(out, ',');
		rp_buffer_append(out, name.data, name.len);
		rp_buffer_putc(out, ':');
		if (is_null(bytes, row->cells[i]))
			rp_buffer_puts(out, "null");
		else
			rp_csv_cell_put(out, style, bytes, row->cells[i]);
	}
	rp_buffer_putc(out, '}');
}

/* ----- told by its names ----- */

/* Of a header that tells a table by itself. */
#define HEADER_BYTES 2000

static bool is_called(const char *bytes, struct rp_csv_cell cell,
		      const char *name)
{
	return strlen(name) == cell.len &&
	       rp_ascii_compare_some(bytes + cell.start, name, cell.len) == 0;
}

/* Whether a cell is a name that was given for the field. */
static bool is_given(const char *bytes, struct rp_csv_cell cell, int field,
		     const struct rp_json_names *names)
{
	const char *const *given = names ? names->of[field] : NULL;

	for (; given && *given; given++)
		if (strcmp(*given, rp_json_field_names[field]) != 0 &&
		    is_called(bytes, cell, *given))
			return true;
	return false;
}

/* Whether it is the field's own name, or one that programs write, in any case.
 */
static bool names_field(const char *bytes, struct rp_csv_cell cell, int field)
{
	const char *const *others =
	    rp_field_synonyms((enum rp_json_field)field);

	if (is_called(bytes, cell, rp_json_field_names[field]))
		return true;
	for (; *others; others++)
		if (is_called(bytes, cell, *others))
			return true;
	return false;
}

/* Whether a row has names of a text, and of something else; or the one that was
 * given for a text. */
static bool names_article(const char *bytes, const struct rp_csv_row *row,
			  const struct rp_json_names *names)
{
	bool text = false;
	bool other = false;
	size_t i;
	int field;

	for (i = 0; i < row->count && i < RP_CSV_CELLS; i++)
		for (field = 0; field < RP_JSON_FIELDS; field++) {
			bool is_text =
			    field == RP_JSON_TEXT || field == RP_JSON_HTML;

			if (is_text &&
			    is_given(bytes, row->cells[i], field, names))
				return true;
			if (!names_field(bytes, row->cells[i], field))
				continue;
			text |= is_text;
			other |= !is_text;
		}
	return text && other;
}

/* The bytes up to the end of the line that may be a header; 0: there is none so
 * short, as names are. Most of what is asked about is prose, many files of it,
 * so nothing else is looked at. */
static size_t header_len(const char *bytes, size_t len)
{
	const char *end;
	size_t at = 0;
	size_t most;

	while (at < len && ((unsigned char)bytes[at] <= ' ' ||
			    (unsigned char)bytes[at] >= 0xbb))
		at++;
	if (len - at >= 4 && memcmp(bytes + at, "sep=", 4) == 0)
		at += len - at < 7 ? len - at : 7;
	most = len - at < HEADER_BYTES ? len - at : HEADER_BYTES;
	end = memchr(bytes + at, '\n', most);
	if (!end)
		end = memchr(bytes + at, '\r', most);
	return end ? (size_t)(end + 1 - bytes) : 0;
}

bool rp_csv_header_told(const char *bytes, size_t len,
			const struct rp_json_names *names)
{
	struct rp_csv_row row = {.count = 0};
	struct rp_csv_style style;
	size_t line = header_len(bytes, len);
	size_t start;
	bool told;

	if (line == 0)
		return false;
	start = rp_csv_style_tell(&style, bytes, line);
	bytes += start;
	told = rp_csv_row_divide(&row, &style, RP_CSV_CELLS, bytes,
				 line - start, false) == 1 &&
	       row.damage == RP_CSV_WHOLE && names_article(bytes, &row, names);
	rp_csv_row_dispose(&row);
	return told;
}
