/* SPDX-License-Identifier: Apache-2.0 */
/* export.c - every article of a store with what became of it. */
#include "store_state.h"
#include "upkeep.h"

#include <stdlib.h>

struct rp_store_export {
	struct rp_store *store;
	sqlite3_stmt *statement;
};

int rp_store_export_create(struct rp_store_export **out, struct rp_store *store)
{
	struct rp_store_export *rows = calloc(1, sizeof(*rows));
	int status;

	if (!rows)
		return RP_ENOMEM;
	rows->store = store;
	status = rp_sql_prepare(
	    &rows->statement, &store->sql,
	    "SELECT a.id, a.run, a.words, a.stated, a.host, a.url, a.title,"
	    " a.agency, a.name, a.source, a.replaces, m.cluster, m.compared,"
	    " m.relation, m.jaccard, m.containment, m.original"
	    " FROM articles a"
	    " LEFT JOIN members m ON m.article = a.id WHERE a.run IN"
	    " (SELECT id FROM runs WHERE finished IS NOT NULL) ORDER BY a.id");
	if (status != RP_OK) {
		rp_store_export_free(rows);
		return status;
	}
	*out = rows;
	return RP_OK;
}

int rp_store_export_next(struct rp_store_article *article,
			 struct rp_store_verdict *verdict,
			 struct rp_store_export *rows)
{
	sqlite3_stmt *row = rows->statement;
	int status = rp_sql_next(&rows->store->sql, &rows->statement);

	if (status != 1)
		return status;
	*article = (struct rp_store_article){
	    .id = sqlite3_column_int64(row, 0),
	    .run = sqlite3_column_int64(row, 1),
	    .words = (uint32_t)sqlite3_column_int64(row, 2),
	    .published = rp_sql_str(row, 3),
	    .host = rp_sql_str(row, 4),
	    .url = rp_sql_str(row, 5),
	    .title = rp_sql_str(row, 6),
	    .agency = rp_sql_str(row, 7),
	    .name = rp_sql_str(row, 8),
	    .source = rp_sql_str(row, 9),
	    .replaces = sqlite3_column_int64(row, 10)};
	*verdict = (struct rp_store_verdict){
	    .cluster = sqlite3_column_int64(row, 11),
	    .kept = sqlite3_column_int64(row, 12),
	    .relation = rp_sql_str(row, 13),
	    .jaccard = sqlite3_column_double(row, 14),
	    .containment = sqlite3_column_double(row, 15),
	    .original = sqlite3_column_int(row, 16)};
	return 1;
}

void rp_store_export_free(struct rp_store_export *rows)
{
	if (!rows)
		return;
	sqlite3_finalize(rows->statement);
	free(rows);
}
