/* SPDX-License-Identifier: Apache-2.0 */
/* csv_header.h - the first row of a table: what its columns are called. */
#ifndef RP_CSV_HEADER_H
#define RP_CSV_HEADER_H

#include "csv_rows.h"
#include "json_reader.h"

/* All zero at first, but for names, a buffer. */
struct rp_csv_header {
	struct rp_buffer names; /* strings of JSON, behind one another … */
	size_t *ends;		/* … and where each ends */
	size_t count;		/* of columns */
	size_t capacity;
};

void rp_csv_header_init(struct rp_csv_header *header);
void rp_csv_header_dispose(struct rp_csv_header *header);

/* Take the names of the columns from a row of RP_CSV_CELLS cells at most. Those
 * without a name, or with one that a column before has, get one by their
 * number. RP_ENOMEM. */
int rp_csv_header_take(struct rp_csv_header *header,
		       const struct rp_csv_style *style, const char *bytes,
		       const struct rp_csv_row *row);

/* The name of a column, as a string of JSON. */
struct rp_str rp_csv_header_name(const struct rp_csv_header *header, size_t i);

/* Append a row as an object of JSON: strings, and null for cells that are NA,
 * NaN, NULL or \N without quotation marks, which is how programs write that
 * there is no value. Columns for which it has no cell are left out. */
void rp_csv_header_object(struct rp_buffer *out,
			  const struct rp_csv_header *header,
			  const struct rp_csv_style *style, const char *bytes,
			  const struct rp_csv_row *row);

/* Whether bytes, which no name calls a table, begin as a table of articles: a
 * row that has the name of a text, and of something else of an article. names:
 * those that were given for fields; or NULL. */
bool rp_csv_header_told(const char *bytes, size_t len,
			const struct rp_json_names *names);

#endif
