/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a table: a row that is found with a part of them in view is the
 * one found with all, whatever follows; each row is an object of JSON. */
#include "csv_header.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static bool same_cells(const struct rp_csv_row *a, const struct rp_csv_row *b)
{
	size_t i;

	for (i = 0; i < a->count; i++)
		if (a->cells[i].start != b->cells[i].start ||
		    a->cells[i].len != b->cells[i].len ||
		    a->cells[i].quoted != b->cells[i].quoted)
			return false;
	return true;
}

static void check_row(struct rp_csv_row *part, const struct rp_csv_row *whole,
		      const struct rp_csv_style *style, const char *bytes,
		      size_t view)
{
	if (rp_csv_row_divide(part, style, RP_CSV_CELLS, bytes, view, false) ==
	    0)
		return;
	if (part->damage != whole->damage)
		abort();
	if (part->damage == RP_CSV_WHOLE &&
	    (part->len != whole->len || part->count != whole->count ||
	     !same_cells(part, whole)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = (const char *)data;
	struct rp_csv_header header;
	struct rp_csv_row row = {.count = 0};
	struct rp_csv_row part = {.count = 0};
	struct rp_csv_style style;
	struct rp_buffer out;
	size_t rows;
	size_t start;

	if (len == 0)
		return 0;
	rp_csv_header_init(&header);
	rp_buffer_init(&out);
	rp_csv_header_told(bytes, len, NULL);
	start = rp_csv_style_tell(&style, bytes, len);
	if (start > len)
		abort();
	bytes += start;
	len -= start;
	for (rows = 0; len > 0 && rows < 1000; rows++) {
		if (rp_csv_row_divide(&row, &style, RP_CSV_CELLS, bytes, len,
				      true) != 1)
			abort();
		check_row(&part, &row, &style, bytes, len / 2);
		if (row.damage == RP_CSV_MARK ||
		    row.damage == RP_CSV_CELLS_MANY)
			break;
		if (row.len == 0 || row.len > len)
			abort();
		if (rows == 0 &&
		    rp_csv_header_take(&header, &style, bytes, &row) != RP_OK)
			abort();
		rp_buffer_clear(&out);
		rp_csv_header_object(&out, &header, &style, bytes, &row);
		if (out.data[0] != '{' || out.data[out.len - 1] != '}' ||
		    memchr(out.data, '\n', out.len))
			abort();
		bytes += row.len;
		len -= row.len;
	}
	rp_csv_row_dispose(&row);
	rp_csv_row_dispose(&part);
	rp_csv_header_dispose(&header);
	rp_buffer_dispose(&out);
	return 0;
}
