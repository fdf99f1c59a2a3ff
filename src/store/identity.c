/* SPDX-License-Identifier: Apache-2.0 */
/*
 * identity.c - is this the store that something was derived from?
 *
 * Articles are only ever added, in the order of their ids, but for those that
 * are forgotten; no id is given twice. So what was derived from all up to one
 * id holds, but for those forgotten, as long as two things do: the store's
 * identity, a random number that is drawn once; and the runs that added them,
 * by number, beginning, and a random number of their own: people put back a
 * copy of last week and go on from there within the second.
 *
 * They have programs of their own to change a store with, too. So beside that
 * stands an inventory: which articles there are, and a sum of what they say.
 */
#include "store_state.h"

#include "hash.h"

#include <stdlib.h>
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
	static const char runs[] =
	    "SELECT group_concat(id || ' ' || first || ' ' || started"
	    " || ' ' || mark) FROM"
	    " (SELECT id, first, started, mark FROM runs WHERE first <= ?"
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
		status = hash_of(&out->runs, sql, runs, last);
	return status;
}

/* Far more than five million a night for a century; keeps a store with an id
 * out of this world from taking all memory. */
#define LAST_MOST ((int64_t)1 << 36)

int rp_store_inventory_init(struct rp_store_inventory *out,
			    struct rp_store *store, int64_t last)
{
	/* All of it lies in the index articles_by_key, a tenth of the rows
	 * themselves; the plus keeps SQLite from going by those. */
	static const char text[] =
	    "SELECT id, content FROM articles WHERE +id <= ?";
	const struct rp_sql *sql = &store->sql;
	sqlite3_stmt *statement = NULL;
	int status;

	memset(out, 0, sizeof(*out));
	if (last < 0 || last > LAST_MOST)
		return RP_EINVAL;
	out->last = last;
	out->bits = calloc((size_t)last / 8 + 1, 1);
	status = out->bits ? rp_sql_prepare(&statement, sql, text) : RP_ENOMEM;
	if (status == RP_OK)
		sqlite3_bind_int64(statement, 1, last);
	while (status == RP_OK && (status = rp_sql_step(sql, statement)) == 1) {
		int64_t id = sqlite3_column_int64(statement, 0);
		uint64_t content = (uint64_t)sqlite3_column_int64(statement, 1);

		status = RP_OK;
		out->count++;
		out->sum += rp_store_digest(id, content);
		if (id >= 0)
			out->bits[id / 8] |= (uint8_t)(1U << id % 8);
	}
	sqlite3_finalize(statement);
	if (status != RP_OK)
		rp_store_inventory_dispose(out);
	return status;
}

void rp_store_inventory_dispose(struct rp_store_inventory *inventory)
{
	free(inventory->bits);
	inventory->bits = NULL;
}

uint64_t rp_store_digest(int64_t id, uint64_t content)
{
	return rp_hash_mix((uint64_t)id ^ rp_hash_mix(content));
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
