/* SPDX-License-Identifier: Apache-2.0 */
/* fetched.c - see fetched.h. */
#include "fetched.h"

#include "store_state.h"

#include <stdlib.h>
#include <string.h>

enum statement {
	GET = 0,
	PUT,
	DUE,
	HOST_GET,
	HOST_PUT,
	ROBOTS_GET,
	ROBOTS_PUT,
	SETTING_GET,
	SETTING_PUT,
	STATEMENTS
};

static const char *const texts[STATEMENTS] = {
    [GET] = "SELECT listing, state, title, published, language, via, found,"
	    " asked, due, tries, answer, reason, etag, modified, digest,"
	    " record_date, final, url FROM fetched WHERE url = ?",
    [PUT] = "INSERT OR REPLACE INTO fetched (listing, state, title, published,"
	    " language, via, found, asked, due, tries, answer, reason, etag,"
	    " modified, digest, record_date, final, url)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [DUE] = "SELECT url FROM fetched WHERE state = 'due'"
	    " AND (due <= ?1 OR due > ?2)"
	    " ORDER BY found, rowid",
    [HOST_GET] = "SELECT not_before, failures FROM fetched_hosts"
		 " WHERE host = ?",
    [HOST_PUT] = "INSERT OR REPLACE INTO fetched_hosts VALUES (?, ?, ?)",
    [ROBOTS_GET] = "SELECT fetched, expires, answer, body FROM fetched_robots"
		   " WHERE site = ?",
    [ROBOTS_PUT] = "INSERT OR REPLACE INTO fetched_robots"
		   " VALUES (?, ?, ?, ?, ?)",
    [SETTING_GET] = "SELECT value FROM fetched_settings WHERE name = ?",
    [SETTING_PUT] = "INSERT OR REPLACE INTO fetched_settings VALUES (?, ?)",
};

static const char *const state_names[] = {
    [RP_FETCHED_DUE] = "due",	    [RP_FETCHED_DONE] = "done",
    [RP_FETCHED_GONE] = "gone",	    [RP_FETCHED_REFUSED] = "refused",
    [RP_FETCHED_FAILED] = "failed",
};

struct rp_fetched_log {
	struct rp_store *store;
	sqlite3_stmt *statements[STATEMENTS];
};

int rp_fetched_open(struct rp_fetched_log **out, struct rp_store *store)
{
	struct rp_fetched_log *log = calloc(1, sizeof(*log));
	int status = RP_OK;
	int i;

	if (!log)
		return RP_ENOMEM;
	log->store = store;
	for (i = 0; i < STATEMENTS && status == RP_OK; i++)
		status =
		    rp_sql_prepare(&log->statements[i], &store->sql, texts[i]);
	if (status == RP_OK)
		status = rp_sql_run(&store->sql, "BEGIN IMMEDIATE");
	if (status != RP_OK) {
		rp_fetched_close(log);
		return status;
	}
	*out = log;
	return RP_OK;
}

void rp_fetched_close(struct rp_fetched_log *log)
{
	int i;

	if (!log)
		return;
	for (i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(log->statements[i]);
	free(log);
}

/* A reader's row must not keep the transaction open. */
static void reset_all(struct rp_fetched_log *log)
{
	int i;

	for (i = 0; i < STATEMENTS; i++)
		sqlite3_reset(log->statements[i]);
}

int rp_fetched_commit(struct rp_fetched_log *log)
{
	int status;

	reset_all(log);
	status = rp_sql_run(&log->store->sql, "COMMIT");
	if (status == RP_OK)
		status = rp_sql_run(&log->store->sql, "BEGIN IMMEDIATE");
	return status;
}

/* The row of a name: 1, 0, or a status. */
static int look_up(sqlite3_stmt **row, struct rp_fetched_log *log,
		   enum statement which, struct rp_str name)
{
	*row = log->statements[which];
	sqlite3_reset(*row);
	sqlite3_bind_text64(*row, 1, name.data, name.len, SQLITE_TRANSIENT,
			    SQLITE_UTF8);
	return rp_sql_step(&log->store->sql, *row);
}

static int execute(struct rp_fetched_log *log, enum statement which)
{
	return rp_sql_execute(&log->store->sql, log->statements[which]);
}

/* ----- addresses ----- */

static enum rp_fetched_state state_of(struct rp_str name)
{
	int i;

	for (i = 0; i <= RP_FETCHED_FAILED; i++)
		if (name.len == strlen(state_names[i]) &&
		    memcmp(name.data, state_names[i], name.len) == 0)
			return (enum rp_fetched_state)i;
	return RP_FETCHED_DUE;
}

int rp_fetched_get(struct rp_fetched *out, struct rp_fetched_log *log,
		   struct rp_str url)
{
	sqlite3_stmt *row;
	int status = look_up(&row, log, GET, url);

	if (status != 1)
		return status;
	*out = (struct rp_fetched){
	    .listing = sqlite3_column_int(row, 0),
	    .state = state_of(rp_sql_str(row, 1)),
	    .title = rp_sql_str(row, 2),
	    .published = rp_sql_str(row, 3),
	    .language = rp_sql_str(row, 4),
	    .via = rp_sql_str(row, 5),
	    .found = sqlite3_column_int64(row, 6),
	    .asked = sqlite3_column_int64(row, 7),
	    .due = sqlite3_column_int64(row, 8),
	    .tries = (unsigned)sqlite3_column_int(row, 9),
	    .answer = sqlite3_column_int(row, 10),
	    .reason = rp_sql_str(row, 11),
	    .etag = rp_sql_str(row, 12),
	    .modified = rp_sql_str(row, 13),
	    .digest = rp_sql_str(row, 14),
	    .record_date = rp_sql_str(row, 15),
	    .final = rp_sql_str(row, 16),
	    .url = rp_sql_str(row, 17),
	};
	return 1;
}

int rp_fetched_put(struct rp_fetched_log *log, const struct rp_fetched *row)
{
	sqlite3_stmt *put = log->statements[PUT];
	const struct rp_str early[] = {row->title, row->published,
				       row->language, row->via};
	const int64_t numbers[] = {row->found, row->asked, row->due, row->tries,
				   row->answer};
	const struct rp_str late[] = {
	    row->reason,      row->etag,  row->modified, row->digest,
	    row->record_date, row->final, row->url};
	int i;

	sqlite3_bind_int(put, 1, row->listing);
	sqlite3_bind_text(put, 2, state_names[row->state], -1, SQLITE_STATIC);
	for (i = 0; i < 4; i++)
		rp_sql_bind_str(put, 3 + i, early[i]);
	for (i = 0; i < 5; i++)
		sqlite3_bind_int64(put, 7 + i, numbers[i]);
	for (i = 0; i < 7; i++)
		rp_sql_bind_str(put, 12 + i, late[i]);
	return execute(log, PUT);
}

int rp_fetched_due(struct rp_fetched_log *log, int64_t now,
		   int (*take)(void *context, struct rp_str url), void *context)
{
	sqlite3_stmt *row = log->statements[DUE];
	int status;

	sqlite3_bind_int64(row, 1, now);
	sqlite3_bind_int64(row, 2, now + RP_FETCHED_FAR_AHEAD);
	while ((status = rp_sql_step(&log->store->sql, row)) == 1) {
		status = take(context, rp_sql_str(row, 0));
		if (status != RP_OK)
			break;
	}
	sqlite3_reset(row);
	return status;
}

/* ----- hosts ----- */

int rp_fetched_host_get(struct rp_fetched_host *out, struct rp_fetched_log *log,
			struct rp_str host)
{
	sqlite3_stmt *row;
	int status = look_up(&row, log, HOST_GET, host);

	*out = (struct rp_fetched_host){0, 0};
	if (status == 1) {
		out->not_before = sqlite3_column_int64(row, 0);
		out->failures = (unsigned)sqlite3_column_int(row, 1);
	}
	return status < 0 ? status : RP_OK;
}

int rp_fetched_host_put(struct rp_fetched_log *log, struct rp_str host,
			const struct rp_fetched_host *row)
{
	sqlite3_stmt *put = log->statements[HOST_PUT];

	rp_sql_bind_str(put, 1, host);
	sqlite3_bind_int64(put, 2, row->not_before);
	sqlite3_bind_int64(put, 3, row->failures);
	return execute(log, HOST_PUT);
}

/* ----- robots.txt ----- */

int rp_fetched_robots_get(struct rp_fetched_robots *out,
			  struct rp_fetched_log *log, struct rp_str site)
{
	sqlite3_stmt *row;
	int status = look_up(&row, log, ROBOTS_GET, site);

	*out = (struct rp_fetched_robots){0};
	if (status == 1) {
		out->fetched = sqlite3_column_int64(row, 0);
		out->expires = sqlite3_column_int64(row, 1);
		out->answer = sqlite3_column_int(row, 2);
		out->body = rp_sql_str(row, 3);
	}
	return status < 0 ? status : RP_OK;
}

int rp_fetched_robots_put(struct rp_fetched_log *log, struct rp_str site,
			  const struct rp_fetched_robots *row)
{
	sqlite3_stmt *put = log->statements[ROBOTS_PUT];

	rp_sql_bind_str(put, 1, site);
	sqlite3_bind_int64(put, 2, row->fetched);
	sqlite3_bind_int64(put, 3, row->expires);
	sqlite3_bind_int(put, 4, row->answer);
	sqlite3_bind_blob64(put, 5, row->body.data, row->body.len,
			    SQLITE_STATIC);
	return execute(log, ROBOTS_PUT);
}

/* ----- settings ----- */

int rp_fetched_setting_get(struct rp_str *out, struct rp_fetched_log *log,
			   const char *name)
{
	sqlite3_stmt *row;
	int status = look_up(&row, log, SETTING_GET,
			     (struct rp_str){name, strlen(name)});

	if (status == 1)
		*out = rp_sql_str(row, 0);
	return status;
}

int rp_fetched_setting_put(struct rp_fetched_log *log, const char *name,
			   struct rp_str value)
{
	sqlite3_stmt *put = log->statements[SETTING_PUT];

	sqlite3_bind_text(put, 1, name, -1, SQLITE_STATIC);
	rp_sql_bind_str(put, 2, value);
	return execute(log, SETTING_PUT);
}
