/* SPDX-License-Identifier: Apache-2.0 */
/* csv_rows.h - the rows of a table written as text (RFC 4180), and their
 * cells. */
#ifndef RP_CSV_ROWS_H
#define RP_CSV_ROWS_H

#include "buffer.h"

/* Cells of a row that are kept, and so columns. */
#define RP_CSV_CELLS 4096

/* How a table is written. */
struct rp_csv_style {
	char comma;	/* between cells: one of , ; | or a tab */
	char end;	/* behind rows: a line feed, or a carriage return where
			   there is none */
	bool slashes;	/* in quoted cells \ stands before a quotation mark, as
			   some databases write it, and not another one */
	size_t columns; /* as the header has it; 0: not known yet */
};

struct rp_csv_cell {
	size_t start; /* in the row, without quotation marks around it */
	size_t len;
	bool quoted;
};

enum rp_csv_damage {
	RP_CSV_WHOLE = 0,
	RP_CSV_OPEN, /* the table ends within the last cell */
	RP_CSV_MARK, /* a quotation mark stands by itself in a quoted cell */
	RP_CSV_CELLS_MANY, /* more cells than were asked for */
};

/* All zero at first. */
struct rp_csv_row {
	struct rp_csv_cell *cells; /* the first RP_CSV_CELLS of them … */
	size_t count;		   /* … of so many */
	size_t capacity;
	size_t len; /* bytes, with its end; of one that is WHOLE or OPEN */
	enum rp_csv_damage damage;
	size_t damaged; /* MARK: where that stands */
};

void rp_csv_row_dispose(struct rp_csv_row *row);

/* Tell the style by the beginning of a table. Returns how many bytes stand
 * before its header: a byte order mark, blank lines, and a line that programs
 * write for each other, "sep=;". */
size_t rp_csv_style_tell(struct rp_csv_style *style, const char *bytes,
			 size_t len);

/* Divide the row that bytes begin with, into most cells at most; ended: nothing
 * follows them. 1; 0 if the row's end is not among them; RP_ENOMEM. */
int rp_csv_row_divide(struct rp_csv_row *row, const struct rp_csv_style *style,
		      size_t most, const char *bytes, size_t len, bool ended);

/* Whether a cell has nothing but blanks, and whether a row does. */
bool rp_csv_cell_blank(const char *bytes, struct rp_csv_cell cell);
bool rp_csv_row_blank(const struct rp_csv_row *row, const char *bytes);

/* Append what a cell of the row says, as a string of JSON with its quotation
 * marks; bytes that are no UTF-8 stay as they are. */
void rp_csv_cell_put(struct rp_buffer *out, const struct rp_csv_style *style,
		     const char *bytes, struct rp_csv_cell cell);

#endif
