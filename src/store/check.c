/* SPDX-License-Identifier: Apache-2.0 */
/* check.c - what must be true of a store, and whether it is. */
#include "store_state.h"
#include "upkeep.h"

#include "array.h"

#include <inttypes.h>
#include <stdlib.h>

/* Each finds what breaks a rule, by its number. */
static const struct {
	const char *sentence;
	const char *text;
} rules[] = {
    {"articles without words: %" PRIu64 ", the first is %" PRId64,
     "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM texts)"},
    {"words without an article: %" PRIu64 ", the first of %" PRId64,
     "SELECT article FROM texts WHERE article NOT IN"
     " (SELECT id FROM articles)"},
    {"articles of a run that is unknown: %" PRIu64 ", the first is %" PRId64,
     "SELECT id FROM articles WHERE run NOT IN (SELECT id FROM runs)"},
    {"runs under way: %" PRIu64 ", the first is %" PRId64
     ", where one at most can be",
     "SELECT id FROM runs WHERE finished IS NULL AND id <"
     " (SELECT max(id) FROM runs)"},
    {"members that are no articles: %" PRIu64 ", the first is %" PRId64,
     "SELECT article FROM members WHERE article NOT IN"
     " (SELECT id FROM articles)"},
    {"members of clusters that are none: %" PRIu64 ", the first is %" PRId64,
     "SELECT article FROM members WHERE cluster NOT IN"
     " (SELECT id FROM clusters WHERE ended IS NULL)"},
    {"clusters with another number of members than they tell: %" PRIu64
     ", the first is %" PRId64,
     "SELECT id FROM clusters c WHERE articles <>"
     " (SELECT count(*) FROM members m WHERE m.cluster = c.id)"},
    {"clusters of fewer than two articles: %" PRIu64 ", the first is %" PRId64,
     "SELECT id FROM clusters WHERE ended IS NULL AND articles < 2"},
    {"clusters whose article kept is no member of them: %" PRIu64
     ", the first is %" PRId64,
     "SELECT id FROM clusters c WHERE ended IS NULL AND NOT EXISTS"
     " (SELECT 1 FROM members m WHERE m.cluster = c.id"
     "  AND m.article = c.kept AND m.relation = 'kept')"},
    {"clusters that keep several: %" PRIu64 ", the first is %" PRId64,
     "SELECT cluster FROM members WHERE relation = 'kept'"
     " GROUP BY cluster HAVING count(*) > 1"},
    {"members compared with none that stays in their cluster: %" PRIu64
     ", the first is %" PRId64,
     "SELECT article FROM members m WHERE NOT EXISTS"
     " (SELECT 1 FROM members k WHERE k.article = m.compared"
     "  AND k.cluster = m.cluster AND k.original)"},
    {"rows of the vocabulary with a gap: %" PRIu64 ", the first at %" PRId64,
     "SELECT first FROM vocabulary v WHERE first % 4096 <> 0"
     " OR length(words) % 5 <> 0 OR (length(words) < 20480 AND first <"
     " (SELECT max(first) FROM vocabulary))"
     " OR (first > 0 AND NOT EXISTS (SELECT 1 FROM vocabulary b"
     " WHERE b.first = v.first - 4096))"},
    {"recurring sentences of unknown articles: %" PRIu64
     ", the first of %" PRId64,
     "SELECT article FROM furniture WHERE article NOT IN"
     " (SELECT id FROM articles)"},
};

struct checking {
	struct rp_store *store;
	void (*tell)(void *context, const char *sentence);
	void *context;
	int wrong;
};

static void complain(struct checking *checking, const char *sentence)
{
	checking->wrong++;
	checking->tell(checking->context, sentence);
}

/* That the file is broken is what a check is for; that it cannot be read is a
 * failure. */
static int weigh(struct checking *checking, int status)
{
	sqlite3 *db = checking->store->sql.db;
	int code = sqlite3_errcode(db);

	if (status != RP_ESTORE ||
	    (code != SQLITE_CORRUPT && code != SQLITE_NOTADB))
		return status;
	complain(checking, sqlite3_errmsg(db));
	return RP_OK;
}

/* SQLite's own: the file and its indices. */
static int check_file(struct checking *checking)
{
	const struct rp_sql *sql = &checking->store->sql;
	sqlite3_stmt *row = NULL;
	int status = rp_sql_prepare(&row, sql, "PRAGMA integrity_check(20)");

	while (status == RP_OK && (status = rp_sql_step(sql, row)) == 1) {
		const char *line = (const char *)sqlite3_column_text(row, 0);

		status = RP_OK;
		if (line && sqlite3_stricmp(line, "ok") != 0)
			complain(checking, line);
	}
	sqlite3_finalize(row);
	return weigh(checking, status);
}

static int check_rule(struct checking *checking, size_t rule)
{
	const struct rp_sql *sql = &checking->store->sql;
	sqlite3_stmt *row = NULL;
	struct rp_error sentence;
	uint64_t count = 0;
	int64_t first = 0;
	int status = rp_sql_prepare(&row, sql, rules[rule].text);

	while (status == RP_OK && (status = rp_sql_step(sql, row)) == 1) {
		if (count++ == 0)
			first = sqlite3_column_int64(row, 0);
		status = RP_OK;
	}
	sqlite3_finalize(row);
	if (status != RP_OK || count == 0)
		return weigh(checking, status);
	rp_error_set(&sentence, rules[rule].sentence, count, first);
	complain(checking, sentence.message);
	return RP_OK;
}

struct scratch {
	uint32_t *tokens;
	size_t capacity;
};

/* Whether the words of an article can be unpacked: RP_OK, RP_EINVAL, or
 * RP_ENOMEM. */
static int try_words(struct scratch *scratch, const struct rp_store *store,
		     const struct rp_store_words *words)
{
	if (!rp_store_words_fit(words))
		return RP_EINVAL;
	if (rp_array_reserve(&scratch->tokens, &scratch->capacity,
			     words->count + (size_t)words->count / 4 + 2,
			     sizeof(*scratch->tokens)) != RP_OK)
		return RP_ENOMEM;
	return rp_store_unpack(scratch->tokens, store, words);
}

int rp_store_damaged(struct rp_store *store,
		     int (*visit)(void *context,
				  const struct rp_store_article *article),
		     void *context)
{
	struct rp_store_reading *reading = NULL;
	struct rp_store_article article;
	struct rp_store_words words;
	struct scratch scratch = {NULL, 0};
	int status = rp_store_reading_create(&reading, store, 0);

	while (status == RP_OK && (status = rp_store_reading_next(
				       &article, &words, reading)) == 1) {
		status = try_words(&scratch, store, &words);
		if (status == RP_EINVAL)
			status = visit(context, &article);
	}
	rp_store_reading_free(reading);
	free(scratch.tokens);
	return status;
}

static int complain_of(void *context, const struct rp_store_article *article)
{
	struct rp_error sentence;

	rp_error_set(&sentence, "the words of article %" PRId64 " are damaged",
		     article->id);
	complain(context, sentence.message);
	return RP_OK;
}

/* Whether it was SQLite that failed, and not what it read that was wrong. */
static bool sqlite_failed(const struct rp_store *store)
{
	int code = sqlite3_errcode(store->sql.db);

	return code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE;
}

int rp_store_check(struct rp_store *store,
		   void (*tell)(void *context, const char *sentence),
		   void *context)
{
	struct checking checking = {store, tell, context, 0};
	size_t i;
	int status = check_file(&checking);

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]) && status == RP_OK;
	     i++)
		status = check_rule(&checking, i);
	if (status != RP_OK)
		return status;
	status = rp_store_load_vocabulary(store);
	if (status == RP_ESTORE && !sqlite_failed(store)) {
		complain(&checking, "the vocabulary is damaged, so the words "
				    "of articles are not looked at");
		return checking.wrong;
	}
	if (status == RP_OK)
		status = rp_store_damaged(store, complain_of, &checking);
	status = weigh(&checking, status);
	return status == RP_OK ? checking.wrong : status;
}
