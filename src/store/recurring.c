/* SPDX-License-Identifier: Apache-2.0 */
/* recurring.c - see recurring.h. */
#include "recurring.h"

#include "store_state.h"

#include <stdlib.h>

/* ----- publishing ----- */

static int fill_table(const struct rp_sql *sql,
		      const struct rp_store_grouping *grouping)
{
	size_t count = rp_clusters_recurring_count(grouping->clusters);
	sqlite3_stmt *statement = NULL;
	size_t i;
	int status = rp_sql_prepare(
	    &statement, sql, "INSERT INTO recurring VALUES (?, ?, ?, ?, ?, ?)");

	for (i = 0; i < count && status == RP_OK; i++) {
		const struct rp_recurring *at =
		    rp_clusters_recurring_at(grouping->clusters, i);

		sqlite3_bind_int64(statement, 1, (int64_t)at->hash);
		sqlite3_bind_int64(statement, 2, grouping->ids[at->id]);
		sqlite3_bind_int64(statement, 3, at->from);
		sqlite3_bind_int64(statement, 4, at->to);
		sqlite3_bind_int64(statement, 5, at->texts);
		sqlite3_bind_int(statement, 6, at->one_host);
		status = rp_sql_execute(sql, statement);
	}
	sqlite3_finalize(statement);
	return status;
}

int rp_store_publish_sentences(struct rp_store *store,
			       const struct rp_store_grouping *grouping)
{
	const struct rp_sql *sql = &store->sql;
	int status =
	    rp_sql_run(sql, "CREATE TEMP TABLE IF NOT EXISTS recurring"
			    " (hash INTEGER PRIMARY KEY, article INTEGER,"
			    " first_word INTEGER, last_word INTEGER,"
			    " texts INTEGER, one_host INTEGER);"
			    "DELETE FROM recurring");

	if (status == RP_OK)
		status = fill_table(sql, grouping);
	/* Sentences that are not found this time keep the number of the run
	 * that found them last. */
	if (status == RP_OK)
		status = rp_sql_run(
		    sql,
		    "DELETE FROM furniture WHERE hash NOT IN"
		    " (SELECT hash FROM recurring);"
		    "INSERT INTO furniture (hash, article, first_word,"
		    " last_word, texts, one_host, since, words)"
		    " SELECT r.hash, r.article, r.first_word, r.last_word,"
		    " r.texts, r.one_host,"
		    " coalesce(u.since, (SELECT max(id) FROM runs)), u.words"
		    " FROM recurring r LEFT JOIN furniture_untold u"
		    " ON u.hash = r.hash WHERE true"
		    " ON CONFLICT (hash) DO UPDATE SET"
		    " article = excluded.article,"
		    " first_word = excluded.first_word,"
		    " last_word = excluded.last_word,"
		    " texts = excluded.texts, one_host = excluded.one_host"
		    " WHERE article <> excluded.article"
		    " OR texts <> excluded.texts"
		    " OR one_host <> excluded.one_host;"
		    "DELETE FROM furniture_untold;"
		    "DROP TABLE recurring");
	return status;
}

int rp_store_name_sentence(struct rp_store *store, int64_t hash,
			   struct rp_str words)
{
	sqlite3_stmt *statement = NULL;
	int status =
	    rp_sql_prepare(&statement, &store->sql,
			   "UPDATE furniture SET words = ? WHERE hash = ?");

	if (status == RP_OK) {
		rp_sql_bind_str(statement, 1, words);
		sqlite3_bind_int64(statement, 2, hash);
		status = rp_sql_execute(&store->sql, statement);
	}
	sqlite3_finalize(statement);
	return status;
}

/* ----- reading ----- */

struct rp_store_sentences {
	const struct rp_sql *sql;
	sqlite3_stmt *row;
};

#define SENTENCES                                                       \
	"SELECT f.hash, f.article, f.first_word, f.last_word, f.texts," \
	" f.since, f.words, CASE WHEN f.one_host THEN a.host END,"      \
	" coalesce(a.url, a.source) FROM furniture f JOIN articles a"   \
	" ON a.id = f.article"
#define MOST_FIRST " ORDER BY f.texts DESC, f.hash"

static int create(struct rp_store_sentences **out, struct rp_store *store,
		  const char *text, int64_t from, int64_t to)
{
	struct rp_store_sentences *sentences = calloc(1, sizeof(*sentences));
	int status;

	if (!sentences)
		return RP_ENOMEM;
	sentences->sql = &store->sql;
	status = rp_sql_prepare(&sentences->row, &store->sql, text);
	if (status != RP_OK) {
		free(sentences);
		return status;
	}
	sqlite3_bind_int64(sentences->row, 1, from);
	sqlite3_bind_int64(sentences->row, 2, to);
	*out = sentences;
	return RP_OK;
}

int rp_store_sentences_create(struct rp_store_sentences **out,
			      struct rp_store *store, int64_t from, int64_t to)
{
	return create(out, store,
		      SENTENCES " WHERE f.since BETWEEN ? AND ?" MOST_FIRST,
		      from, to);
}

int rp_store_sentences_wordless(struct rp_store_sentences **out,
				struct rp_store *store)
{
	return create(out, store,
		      SENTENCES " WHERE f.words IS NULL"
				" AND f.article BETWEEN ? AND ?" MOST_FIRST,
		      store->first, INT64_MAX);
}

int rp_store_sentences_next(struct rp_store_sentence *out,
			    struct rp_store_sentences *sentences)
{
	sqlite3_stmt *row = sentences->row;
	int status = rp_sql_next(sentences->sql, &sentences->row);

	if (status != 1)
		return status;
	*out = (struct rp_store_sentence){
	    .hash = sqlite3_column_int64(row, 0),
	    .article = sqlite3_column_int64(row, 1),
	    .from = (uint32_t)sqlite3_column_int64(row, 2),
	    .to = (uint32_t)sqlite3_column_int64(row, 3),
	    .texts = (uint32_t)sqlite3_column_int64(row, 4),
	    .since = sqlite3_column_int64(row, 5),
	    .words = rp_sql_str(row, 6),
	    .host = rp_sql_str(row, 7),
	    .place = rp_sql_str(row, 8)};
	return 1;
}

void rp_store_sentences_free(struct rp_store_sentences *sentences)
{
	if (!sentences)
		return;
	sqlite3_finalize(sentences->row);
	free(sentences);
}
