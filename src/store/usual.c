/* SPDX-License-Identifier: Apache-2.0 */
/* usual.c - what nights usually are, from the last month of them. */
#include "store_state.h"

#include <math.h>
#include <string.h>

static double deviation(double mean, double mean_of_squares)
{
	return sqrt(fmax(0, mean_of_squares - mean * mean));
}

int rp_store_usual(struct rp_store_usual *out, struct rp_store *store)
{
	const struct rp_sql *sql = &store->sql;
	sqlite3_stmt *row = NULL;
	int status = rp_sql_prepare(
	    &row, sql,
	    "SELECT count(*), avg(c), avg(c * c), avg(r), avg(r * r) FROM"
	    " (SELECT dropped * 1.0 / added AS c,"
	    "  rejected * 1.0 / (read + rejected) AS r FROM runs"
	    "  WHERE finished IS NOT NULL AND added >= 20"
	    "  ORDER BY id DESC LIMIT 30)");

	memset(out, 0, sizeof(*out));
	if (status == RP_OK)
		status = rp_sql_step(sql, row);
	if (status == 1) {
		out->runs = (uint64_t)sqlite3_column_int64(row, 0);
		out->removed = sqlite3_column_double(row, 1);
		out->removed_deviation =
		    deviation(out->removed, sqlite3_column_double(row, 2));
		out->rejected = sqlite3_column_double(row, 3);
		out->rejected_deviation =
		    deviation(out->rejected, sqlite3_column_double(row, 4));
	}
	sqlite3_finalize(row);
	return status < 0 ? status : RP_OK;
}
