/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rows.h - lists of texts that have a shingle in common, kept until all are
 * there
 */
#ifndef RP_ROWS_H
#define RP_ROWS_H

#include "nodes.h"
#include "samples.h"
#include "tape.h"

/* Equal rows are of one part. */
#define RP_ROWS_PARTS 256
/* Texts of a row. */
#define RP_ROWS_MOST 32

struct rp_rows {
	struct rp_tape parts[RP_ROWS_PARTS];
};

void rp_rows_init(struct rp_rows *rows);
void rp_rows_dispose(struct rp_rows *rows);

/* Rows that one thread found, not yet divided. All zero at first. */
struct rp_rows_found {
	uint32_t *words; /* of each row how many texts, and the texts */
	size_t count;
	size_t capacity;
};

void rp_rows_found_dispose(struct rp_rows_found *found);

/* Note a row of 1 to RP_ROWS_MOST texts in rising order, which are those of
 * entries (postings.h). RP_ENOMEM. */
int rp_rows_find(struct rp_rows_found *found, const uint64_t *entries,
		 size_t count);

/* Divide what was found, and forget it there. Appends to the spool. RP_ENOMEM,
 * RP_ESTORE. */
int rp_rows_divide(struct rp_rows *rows, const struct rp_spool *spool,
		   struct rp_rows_found *found);

/* Add the rows of a part, equal ones once and counted. RP_ENOMEM, RP_ESTORE. */
int rp_rows_count(struct rp_samples *out, const struct rp_rows *rows,
		  const struct rp_spool *spool, size_t part);

#endif
