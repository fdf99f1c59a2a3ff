/* SPDX-License-Identifier: Apache-2.0 */
/* reading.c - articles of a store, read back in the order in which they were
 * added. */
#include "evidence.h"
#include "store_state.h"

#include <stdlib.h>

struct rp_store_reading {
	struct rp_store *store;
	sqlite3_stmt *statement;
};

struct rp_store_words rp_store_words_at(sqlite3_stmt *row, int column,
					uint32_t count)
{
	return (struct rp_store_words){
	    .packed = rp_sql_str(row, column),
	    .count = count,
	    .code = sqlite3_column_int(row, column + 1),
	    .sealed = sqlite3_column_type(row, column + 2) == SQLITE_INTEGER,
	    .seal = (uint32_t)sqlite3_column_int64(row, column + 2)};
}

int rp_store_reading_create(struct rp_store_reading **out,
			    struct rp_store *store, int64_t last)
{
	struct rp_store_reading *reading = calloc(1, sizeof(*reading));
	int status;

	if (!reading)
		return RP_ENOMEM;
	reading->store = store;
	status = rp_store_load_vocabulary(store);
	if (status == RP_OK)
		status = rp_sql_prepare(
		    &reading->statement, &store->sql,
		    "SELECT a.id, a.run, a.content, a.content_low, a.simhash,"
		    " a.words, a.stated, a.host, a.url, a.title, a.agency,"
		    " a.canonical, a.name, a.source, a.replaces, t.packed,"
		    " t.code, t.seal, a.mark"
		    " FROM articles a CROSS JOIN texts t ON t.article = a.id"
		    " WHERE a.id > ? ORDER BY a.id");
	if (status != RP_OK) {
		rp_store_reading_free(reading);
		return status;
	}
	sqlite3_bind_int64(reading->statement, 1, last);
	*out = reading;
	return RP_OK;
}

int rp_store_reading_next(struct rp_store_article *out,
			  struct rp_store_words *words,
			  struct rp_store_reading *reading)
{
	sqlite3_stmt *row = reading->statement;
	int status = rp_sql_next(&reading->store->sql, &reading->statement);

	if (status != 1)
		return status;
	*out = (struct rp_store_article){
	    .id = sqlite3_column_int64(row, 0),
	    .run = sqlite3_column_int64(row, 1),
	    .content = {(uint64_t)sqlite3_column_int64(row, 2),
			(uint64_t)sqlite3_column_int64(row, 3)},
	    .simhash = (uint64_t)sqlite3_column_int64(row, 4),
	    .words = (uint32_t)sqlite3_column_int64(row, 5),
	    .published = rp_sql_str(row, 6),
	    .host = rp_sql_str(row, 7),
	    .url = rp_sql_str(row, 8),
	    .title = rp_sql_str(row, 9),
	    .agency = rp_sql_str(row, 10),
	    .canonical = rp_sql_str(row, 11),
	    .name = rp_sql_str(row, 12),
	    .source = rp_sql_str(row, 13),
	    .replaces = sqlite3_column_int64(row, 14),
	    .mark = (uint32_t)sqlite3_column_int64(row, 18)};
	out->date = rp_date_parse(out->published);
	*words = rp_store_words_at(row, 15, out->words);
	return 1;
}

void rp_store_reading_free(struct rp_store_reading *reading)
{
	if (!reading)
		return;
	sqlite3_finalize(reading->statement);
	free(reading);
}

bool rp_store_words_fit(const struct rp_store_words *words)
{
	return words->count > 0 &&
	       rp_evidence_may_hold(words->count, words->packed.len);
}

int rp_store_unpack(uint32_t *tokens, const struct rp_store *store,
		    const struct rp_store_words *words)
{
	int status;

	if (words->code != RP_EVIDENCE_OCTETS &&
	    words->code != RP_EVIDENCE_RANKED)
		return RP_EINVAL;
	status = rp_evidence_unpack(tokens, words->count, words->packed,
				    (enum rp_evidence_code)words->code,
				    &store->vocabulary);
	if (status == RP_OK && words->sealed &&
	    rp_evidence_seal(tokens, words->count) != words->seal)
		return RP_EINVAL;
	return status;
}
