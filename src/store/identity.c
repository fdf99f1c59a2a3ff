/* SPDX-License-Identifier: Apache-2.0 */
/*
 * identity.c - is this the store that something was derived from?
 *
 * Articles are only ever added, in the order of their ids, but for those that
 * are forgotten. So what was derived from all up to one id holds as long as
 * three things do: the store's identity, a random number that is drawn anew
 * whenever articles are forgotten; how many articles there are up to that id,
 * since people have sqlite3; and the runs that added them, by number and
 * beginning, since people put back a copy of last week and go on from there.
 */
#include "store_state.h"

#include "hash.h"

#include <string.h>

#define NAME "identity"

static int draw(const struct rp_sql *sql)
{
	return rp_sql_run(sql, "INSERT OR IGNORE INTO options VALUES ('" NAME
			       "', lower(hex(randomblob(16))))");
}

/* Hash of an aggregate's text. */
static int hash_of(uint64_t *out, const struct rp_sql *sql, const char *text,
		   int64_t last)
{
	sqlite3_stmt *statement = NULL;
	int status = rp_sql_prepare(&statement, sql, text);

	if (status == RP_OK) {
		if (sqlite3_bind_parameter_count(statement) > 0)
			sqlite3_bind_int64(statement, 1, last);
		status = rp_sql_step(sql, statement);
	}
	*out = 0;
	if (status == 1) {
		struct rp_str found = rp_sql_str(statement, 0);

		*out = rp_hash64(found.data, found.len);
		status = RP_OK;
	}
	sqlite3_finalize(statement);
	return status;
}

int rp_store_prefix(struct rp_store_prefix *out, struct rp_store *store,
		    int64_t last)
{
	/* The plus keeps SQLite from going through the rows themselves, a
	 * gigabyte and a half at five million articles; an index has all ids
	 * too, in a tenth of that. */
	static const char counting[] =
	    "SELECT count(*) || '' FROM articles WHERE +id <= ?";
	static const char runs[] =
	    "SELECT group_concat(id || ' ' || first || ' ' || started) FROM"
	    " (SELECT id, first, started FROM runs WHERE first <= ?"
	    "  ORDER BY id)";
	const struct rp_sql *sql = &store->sql;
	int status = draw(sql);

	memset(out, 0, sizeof(*out));
	out->last = last;
	if (status == RP_OK)
		status = hash_of(
		    &out->identity, sql,
		    "SELECT value FROM options WHERE name = '" NAME "'", 0);
	if (status == RP_OK)
		status = hash_of(&out->count, sql, counting, last);
	if (status == RP_OK)
		status = hash_of(&out->runs, sql, runs, last);
	return status;
}

int64_t rp_store_first(const struct rp_store *store)
{
	return store->first;
}

int rp_store_versions(uint64_t *out, struct rp_store *store)
{
	char text[128];
	int64_t count;
	int status;

	sqlite3_snprintf(sizeof(text), text,
			 "SELECT count(*) FROM articles WHERE id >= %lld AND"
			 " replaces IS NOT NULL",
			 (long long)store->first);
	status = rp_sql_number(&count, &store->sql, text);
	*out = (uint64_t)count;
	return status;
}
