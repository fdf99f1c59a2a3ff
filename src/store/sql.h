/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sql.h - SQLite's calls, each with its failure as one sentence
 *
 * A failure is RP_ESTORE, or RP_ENOMEM, and leaves "PATH: reason" in the error
 * of the connection.
 */
#ifndef RP_SQL_H
#define RP_SQL_H

#include "error.h"
#include "reprint.h"

#include <sqlite3.h>

struct rp_sql {
	sqlite3 *db;
	const char *path;
	struct rp_error *error;
};

/* Take down what the last call complained of. */
int rp_sql_failed(const struct rp_sql *sql);

/* Statements without parameters and rows. */
int rp_sql_run(const struct rp_sql *sql, const char *text);

int rp_sql_prepare(sqlite3_stmt **out, const struct rp_sql *sql,
		   const char *text);

/* The next row: 1, or 0 at the end. */
int rp_sql_step(const struct rp_sql *sql, sqlite3_stmt *statement);

/* The same of a cursor, which is finalized and NULL behind its last row: a
 * further step of SQLite's would begin again. */
int rp_sql_next(const struct rp_sql *sql, sqlite3_stmt **cursor);

/* Run a statement that has no rows, and make it ready for the next time. */
int rp_sql_execute(const struct rp_sql *sql, sqlite3_stmt *statement);

/* One number; 0 if there is no row or it is NULL. */
int rp_sql_number(int64_t *out, const struct rp_sql *sql, const char *text);

/* An empty string is NULL. It must stand until the statement is reset. */
void rp_sql_bind_str(sqlite3_stmt *statement, int at, struct rp_str str);
/* A blob or text of a row; stands until the next step. */
struct rp_str rp_sql_str(sqlite3_stmt *statement, int at);

#endif
