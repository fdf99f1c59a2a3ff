/* SPDX-License-Identifier: Apache-2.0 */
/* sql.c - see sql.h. */
#include "sql.h"

#include <stdio.h>
#include <string.h>

/* What SQLite's words leave out. */
static void explain(char *out, size_t size, sqlite3 *db)
{
	int system = sqlite3_system_errno(db);
	char text[128];

	*out = '\0';
	switch (sqlite3_extended_errcode(db)) {
	case SQLITE_READONLY_ROLLBACK:
	case SQLITE_READONLY_RECOVERY:
	case SQLITE_READONLY_CANTINIT:
		snprintf(out, size,
			 " (a run was ended: the next one mends it; "
			 "or the folder cannot be written to)");
		return;
	default:
		break;
	}
	if (sqlite3_errcode(db) == SQLITE_IOERR && system)
		snprintf(out, size, " (%s)",
			 strerror_r(system, text, sizeof(text)));
}

int rp_sql_failed(const struct rp_sql *sql)
{
	int code = sqlite3_errcode(sql->db);
	char more[200];

	if (code == SQLITE_NOMEM)
		return RP_ENOMEM;
	explain(more, sizeof(more), sql->db);
	rp_error_set(sql->error, "%s: %s%s", sql->path, sqlite3_errmsg(sql->db),
		     more);
	return RP_ESTORE;
}

int rp_sql_run(const struct rp_sql *sql, const char *text)
{
	if (sqlite3_exec(sql->db, text, NULL, NULL, NULL) != SQLITE_OK)
		return rp_sql_failed(sql);
	return RP_OK;
}

int rp_sql_prepare(sqlite3_stmt **out, const struct rp_sql *sql,
		   const char *text)
{
	if (sqlite3_prepare_v3(sql->db, text, -1, SQLITE_PREPARE_PERSISTENT,
			       out, NULL) != SQLITE_OK)
		return rp_sql_failed(sql);
	return RP_OK;
}

int rp_sql_step(const struct rp_sql *sql, sqlite3_stmt *statement)
{
	int code = sqlite3_step(statement);

	if (code == SQLITE_ROW)
		return 1;
	return code == SQLITE_DONE ? 0 : rp_sql_failed(sql);
}

int rp_sql_next(const struct rp_sql *sql, sqlite3_stmt **cursor)
{
	int status;

	if (!*cursor)
		return 0;
	status = rp_sql_step(sql, *cursor);
	if (status != 1) {
		sqlite3_finalize(*cursor);
		*cursor = NULL;
	}
	return status;
}

int rp_sql_execute(const struct rp_sql *sql, sqlite3_stmt *statement)
{
	int status = rp_sql_step(sql, statement);

	sqlite3_reset(statement);
	return status < 0 ? status : RP_OK;
}

int rp_sql_number(int64_t *out, const struct rp_sql *sql, const char *text)
{
	sqlite3_stmt *statement = NULL;
	int status = rp_sql_prepare(&statement, sql, text);

	*out = 0;
	if (status == RP_OK)
		status = rp_sql_step(sql, statement);
	if (status == 1)
		*out = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return status < 0 ? status : RP_OK;
}

void rp_sql_bind_str(sqlite3_stmt *statement, int at, struct rp_str str)
{
	if (str.len == 0)
		sqlite3_bind_null(statement, at);
	else
		sqlite3_bind_text64(statement, at, str.data, str.len,
				    SQLITE_STATIC, SQLITE_UTF8);
}

struct rp_str rp_sql_str(sqlite3_stmt *statement, int at)
{
	const char *bytes = sqlite3_column_blob(statement, at);

	return (struct rp_str){bytes ? bytes : "",
			       (size_t)sqlite3_column_bytes(statement, at)};
}
