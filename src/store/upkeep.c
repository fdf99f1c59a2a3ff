/* SPDX-License-Identifier: Apache-2.0 */
/* upkeep.c - the size of a store, and what it forgets. */
#include "upkeep.h"

#include "store_state.h"

#include <string.h>

static const char file_bytes[] =
    "SELECT p.page_count * s.page_size FROM pragma_page_count p,"
    " pragma_page_size s";
static const char free_bytes[] =
    "SELECT f.freelist_count * s.page_size FROM pragma_freelist_count f,"
    " pragma_page_size s";

/* Of runs that are finished, as all readers see a store. */
#define OF_FINISHED                   \
	" FROM articles WHERE run IN" \
	" (SELECT id FROM runs WHERE finished IS NOT NULL)"

/* One that added nothing is not worth a word. */
static const char unfinished[] =
    "SELECT max(id) FROM runs WHERE finished IS NULL AND first <="
    " (SELECT max(id) FROM articles)";

int rp_store_stats(struct rp_store_stats *out, struct rp_store *store)
{
	static const char *const texts[] = {
	    file_bytes,
	    free_bytes,
	    "SELECT count(*)" OF_FINISHED,
	    "SELECT total(words)" OF_FINISHED,
	    "SELECT total(length(packed)) FROM texts",
	    "SELECT total(length(words)) / 5 FROM vocabulary",
	    "SELECT count(*) FROM clusters WHERE ended IS NULL",
	    "SELECT count(*) FROM members",
	    "SELECT count(*) FROM furniture",
	    "SELECT count(*) FROM runs WHERE finished IS NOT NULL",
	    "SELECT count(DISTINCT host)" OF_FINISHED,
	    "SELECT min(published)" OF_FINISHED,
	    "SELECT max(published)" OF_FINISHED,
	    unfinished};
	int64_t values[sizeof(texts) / sizeof(texts[0])];
	size_t i;
	int status = RP_OK;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]) && status == RP_OK;
	     i++)
		status = rp_sql_number(&values[i], &store->sql, texts[i]);
	if (status != RP_OK)
		return status;
	*out =
	    (struct rp_store_stats){(uint64_t)values[0],  (uint64_t)values[1],
				    (uint64_t)values[2],  (uint64_t)values[3],
				    (uint64_t)values[4],  (uint64_t)values[5],
				    (uint64_t)values[6],  (uint64_t)values[7],
				    (uint64_t)values[8],  (uint64_t)values[9],
				    (uint64_t)values[10], values[11],
				    values[12],		  values[13]};
	return RP_OK;
}

/* A row for each article: the instant it was published, or, where it has no
 * date, that of its run. */
static int fill(struct rp_store *store, const char *text, int64_t before)
{
	sqlite3_stmt *statement = NULL;
	int status = rp_sql_prepare(&statement, &store->sql, text);

	if (status == RP_OK) {
		sqlite3_bind_int64(statement, 1, before);
		status = rp_sql_execute(&store->sql, statement);
	}
	sqlite3_finalize(statement);
	return status;
}

/* Clusters with an article that stays, as they were before some of theirs were
 * forgotten too, and the articles that go. */
static int find_old(struct rp_store *store, int64_t before)
{
	static const char young[] =
	    "INSERT INTO young SELECT DISTINCT m.cluster FROM"
	    " (SELECT article, cluster FROM members UNION ALL"
	    "  SELECT article, cluster FROM parted) m"
	    " JOIN articles a ON a.id = m.article JOIN ages r ON r.run = a.run"
	    " WHERE coalesce(a.published, r.added) >= ?1";
	static const char old[] =
	    "INSERT INTO old SELECT a.id FROM articles a"
	    " JOIN ages r ON r.run = a.run"
	    " LEFT JOIN members m ON m.article = a.id"
	    " LEFT JOIN parted p ON p.article = a.id"
	    " WHERE coalesce(a.published, r.added) < ?1"
	    " AND r.finished AND (m.cluster IS NULL"
	    "  OR m.cluster NOT IN (SELECT id FROM young))"
	    " AND (p.cluster IS NULL"
	    "  OR p.cluster NOT IN (SELECT id FROM young))";
	/* When the articles of a run were added: by its clock, but where that
	 * stood before the end of an earlier run, then; unless it was that
	 * one's clock that was ahead. */
	static const char ages[] =
	    "CREATE TEMP TABLE ages AS SELECT r.id AS run, r.finished IS NOT"
	    " NULL AS finished, max(r.started, coalesce((SELECT"
	    " max(e.finished) FROM runs e WHERE e.id < r.id AND e.finished <="
	    " CAST(strftime('%s', 'now') AS INTEGER)), 0)) AS added"
	    " FROM runs r;"
	    "CREATE UNIQUE INDEX temp.ages_by_run ON ages (run)";
	int status = rp_sql_run(
	    &store->sql, "CREATE TEMP TABLE old (id INTEGER PRIMARY KEY);"
			 "CREATE TEMP TABLE young (id INTEGER PRIMARY KEY)");

	if (status == RP_OK)
		status = rp_sql_run(&store->sql, ages);
	if (status == RP_OK)
		status = fill(store, young, before);
	return status == RP_OK ? fill(store, old, before) : status;
}

/* What the table old names is forgotten, and the transaction ends; its numbers
 * are not given again. */
static const char forget_old[] =
    "UPDATE given SET article = max(article,"
    " coalesce((SELECT max(id) FROM articles), 0));"
    "DELETE FROM texts WHERE article IN (SELECT id FROM old);"
    "DELETE FROM members WHERE article IN (SELECT id FROM old);"
    "DELETE FROM parted WHERE article IN (SELECT id FROM old);"
    "DELETE FROM articles WHERE id IN (SELECT id FROM old);"
    "INSERT OR REPLACE INTO furniture_untold"
    " SELECT hash, since, words FROM furniture"
    " WHERE article IN (SELECT id FROM old);"
    "DELETE FROM furniture WHERE article IN (SELECT id FROM old);"
    "DELETE FROM clusters WHERE ended IS NULL AND id NOT IN"
    " (SELECT cluster FROM members);"
    "UPDATE clusters SET heir = NULL WHERE heir NOT IN"
    " (SELECT id FROM clusters);"
    "UPDATE articles SET replaces = NULL WHERE replaces IN"
    " (SELECT id FROM old);"
    "DROP TABLE old;"
    "COMMIT";

static int count_rows(uint64_t *out, struct rp_store *store, const char *text)
{
	int64_t number;
	int status = rp_sql_number(&number, &store->sql, text);

	*out = (uint64_t)number;
	return status;
}

static const char count_old[] = "SELECT count(*) FROM old";

int rp_store_expire(struct rp_store_expired *out, struct rp_store *store,
		    int64_t before, enum rp_store_reach reach)
{
	int status = rp_sql_run(&store->sql, "BEGIN IMMEDIATE");

	*out = (struct rp_store_expired){0, 0, false};
	if (status == RP_OK)
		status = find_old(store, before);
	if (status == RP_OK)
		status = rp_sql_run(&store->sql,
				    "DROP TABLE young; DROP TABLE ages");
	if (status == RP_OK)
		status = count_rows(&out->old, store, count_old);
	if (status == RP_OK)
		status = count_rows(&out->articles, store,
				    "SELECT count(*)" OF_FINISHED);
	if (status != RP_OK)
		return status;
	out->refused =
	    reach == RP_STORE_SOME && out->old == out->articles && out->old > 0;
	if (out->refused || reach == RP_STORE_LOOK)
		return rp_sql_run(&store->sql, "ROLLBACK");
	return rp_sql_run(&store->sql, forget_old);
}

/* Articles that are there, into the table old. */
static int name_old(struct rp_store *store, const int64_t *articles,
		    size_t count)
{
	sqlite3_stmt *statement = NULL;
	size_t i;
	int status = rp_sql_run(
	    &store->sql, "CREATE TEMP TABLE old (id INTEGER PRIMARY KEY)");

	if (status == RP_OK)
		status = rp_sql_prepare(&statement, &store->sql,
					"INSERT OR IGNORE INTO old SELECT id"
					" FROM articles WHERE id = ?");
	for (i = 0; i < count && status == RP_OK; i++) {
		sqlite3_bind_int64(statement, 1, articles[i]);
		status = rp_sql_execute(&store->sql, statement);
	}
	sqlite3_finalize(statement);
	return status;
}

int rp_store_forget(uint64_t *forgotten, struct rp_store *store,
		    const int64_t *articles, size_t count)
{
	int status = rp_sql_run(&store->sql, "BEGIN IMMEDIATE");

	*forgotten = 0;
	if (status == RP_OK)
		status = name_old(store, articles, count);
	/* What is left of a cluster may be none, or of another one kept: the
	 * next run groups it, and has to know what stood in the cleaned
	 * corpus. */
	if (status == RP_OK)
		status = rp_sql_run(
		    &store->sql,
		    "INSERT OR IGNORE INTO parted SELECT article, cluster,"
		    " original FROM members WHERE cluster IN (SELECT cluster"
		    " FROM members WHERE article IN (SELECT id FROM old))"
		    " AND article NOT IN (SELECT id FROM old);"
		    "DELETE FROM members WHERE cluster IN (SELECT cluster"
		    " FROM members WHERE article IN (SELECT id FROM old))");
	if (status == RP_OK)
		status = count_rows(forgotten, store, count_old);
	return status == RP_OK ? rp_sql_run(&store->sql, forget_old) : status;
}

int rp_store_vacuum(bool *shared, struct rp_store *store)
{
	int64_t busy = 0;
	int status = rp_sql_run(&store->sql, "VACUUM");

	/* The first column of what it answers: readers kept it from its end. */
	if (status == RP_OK)
		status = rp_sql_number(&busy, &store->sql,
				       "PRAGMA wal_checkpoint(TRUNCATE)");
	*shared = status == RP_OK && busy != 0;
	return status;
}
