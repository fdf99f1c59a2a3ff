/* SPDX-License-Identifier: Apache-2.0 */
/*
 * articles.c - adding the articles of a run
 *
 * An article is named by its address; without one by the id that its input
 * gives it, or else by where it stands. The same name with the same text is
 * the same article, with another text a version of it.
 */
#include "ascii.h"
#include "evidence.h"
#include "keys.h"
#include "store_state.h"
#include "str.h"

#include <string.h>

#define COMMIT_ARTICLES 1024
/* Words in a row of the table vocabulary. */
#define ROW_WORDS ((uint32_t)4096)

/* ----- vocabulary ----- */

/* Words that are new, and those in the last row with them. */
static int keep_vocabulary(struct rp_store *store)
{
	const struct rp_vocabulary *vocabulary = &store->vocabulary;
	uint32_t from = store->vocabulary_kept / ROW_WORDS * ROW_WORDS;
	sqlite3_stmt *statement = NULL;
	int status;

	if (store->vocabulary_kept == vocabulary->count)
		return RP_OK;
	status =
	    rp_sql_prepare(&statement, &store->sql,
			   "INSERT OR REPLACE INTO vocabulary VALUES (?, ?)");
	for (; from < vocabulary->count && status == RP_OK; from += ROW_WORDS) {
		uint32_t count = vocabulary->count - from < ROW_WORDS
				     ? vocabulary->count - from
				     : ROW_WORDS;

		sqlite3_bind_int64(statement, 1, from);
		sqlite3_bind_blob64(
		    statement, 2,
		    vocabulary->words + (size_t)from * RP_VOCABULARY_BYTES,
		    (uint64_t)count * RP_VOCABULARY_BYTES, SQLITE_STATIC);
		status = rp_sql_execute(&store->sql, statement);
	}
	sqlite3_finalize(statement);
	if (status == RP_OK)
		store->vocabulary_kept = vocabulary->count;
	return status;
}

int rp_store_commit(struct rp_store *store)
{
	int status = store->vocabulary_kept == 0 ? rp_store_rank(store) : RP_OK;

	if (status == RP_OK)
		status = keep_vocabulary(store);
	if (status == RP_OK)
		status = rp_sql_run(&store->sql, "COMMIT");
	if (status == RP_OK)
		status = rp_sql_run(&store->sql, "BEGIN IMMEDIATE");
	store->uncommitted = 0;
	return status;
}

/* ----- articles ----- */

static int prepare(struct rp_store *store)
{
	const struct rp_sql *sql = &store->sql;
	int status;

	if (store->find)
		return RP_OK;
	status = rp_sql_prepare(&store->insert, sql,
				"INSERT INTO articles (run, key, content,"
				" content_low, simhash, words, published,"
				" stated, host, url, title, agency, canonical,"
				" name, source, replaces, id, mark) VALUES (?,"
				" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
				" ?, ?)");
	if (status == RP_OK)
		status =
		    rp_sql_prepare(&store->insert_text, sql,
				   "INSERT INTO texts (article, packed, code,"
				   " seal) VALUES (?, ?, ?, ?)");
	if (status == RP_OK)
		status = rp_sql_prepare(&store->find, sql,
					"SELECT id, run, content, replaces,"
					" source, title FROM articles"
					" WHERE key = ?"
					" ORDER BY id");
	return status;
}

/* Set *before if this run has seen the article already, and mark it as seen. */
static int mark_seen(bool *before, struct rp_store *store, int64_t id)
{
	size_t bit = (size_t)(id - store->first);
	size_t bytes = bit / 8 + 1;

	if (bytes > store->seen_capacity) {
		size_t room = bytes * 2 + 4096;
		unsigned char *grown = realloc(store->seen, room);

		if (!grown)
			return RP_ENOMEM;
		memset(grown + store->seen_capacity, 0,
		       room - store->seen_capacity);
		store->seen = grown;
		store->seen_capacity = room;
	}
	*before = store->seen[bit / 8] >> bit % 8 & 1;
	store->seen[bit / 8] |= (unsigned char)(1 << bit % 8);
	return RP_OK;
}

/* The file of a place: "paper.jsonl#12" is a line of one. */
static struct rp_str file_of(struct rp_str source)
{
	const char *mark = memrchr(source.data, '#', source.len);

	if (mark)
		source.len = (size_t)(mark - source.data);
	return source;
}

/* Whether the row found is of this run, and has the article's id in another
 * file. */
static bool is_namesake(const struct rp_store *store,
			const struct rp_store_article *article)
{
	struct rp_str here = file_of(article->source);
	struct rp_str there = {
	    (const char *)sqlite3_column_text(store->find, 4),
	    (size_t)sqlite3_column_bytes(store->find, 4)};

	if (article->url.len || !article->name.len || !there.data ||
	    !here.len || sqlite3_column_int64(store->find, 1) != store->run)
		return false;
	there = file_of(there);
	return !rp_str_same(here, there);
}

/* Whether a column of the row found is another string. */
static bool is_other(const struct rp_store *store, int column,
		     struct rp_str string)
{
	struct rp_str found = {
	    (const char *)sqlite3_column_text(store->find, column),
	    (size_t)sqlite3_column_bytes(store->find, column)};

	return !rp_str_same(found, string);
}

/* The article with this key and text: its id and run, or 0; and the last one
 * with this key and another text, or 0. *copy: it is one of another title in
 * another place, and the address is but said. */
static int find(bool *copy, struct rp_store_article *article,
		struct rp_store *store, uint64_t key)
{
	int64_t content = (int64_t)article->content[0];
	int status;

	article->id = 0;
	article->replaces = 0;
	article->namesake = false;
	*copy = false;
	sqlite3_bind_int64(store->find, 1, (int64_t)key);
	while ((status = rp_sql_step(&store->sql, store->find)) == 1) {
		article->namesake |= is_namesake(store, article);
		article->replaces = sqlite3_column_int64(store->find, 0);
		if (sqlite3_column_int64(store->find, 2) != content)
			continue;
		article->id = article->replaces;
		article->run = sqlite3_column_int64(store->find, 1);
		article->replaces = sqlite3_column_int64(store->find, 3);
		*copy = article->said && is_other(store, 5, article->title) &&
			is_other(store, 4, article->source);
		status = RP_OK;
		break;
	}
	sqlite3_reset(store->find);
	return status;
}

/* Look under another key. What was found of the article under the one before
 * stands where there is nothing. */
static int find_also(bool *found, struct rp_store_article *article,
		     struct rp_store *store, uint64_t key)
{
	const struct rp_store_article before = *article;
	bool copy;
	int status = find(&copy, article, store, key);

	*found = article->id || article->replaces;
	if (status == RP_OK && !*found)
		*article = before;
	return status;
}

/* A page whose address is but said may be a copy of the one at that address, as
 * it is told to be here, or its text may be new; and the copy may be known. */
static int find_copy(uint64_t *key, bool copy, struct rp_store_article *article,
		     struct rp_store *store)
{
	uint64_t own;
	bool found = false;
	int status = rp_key_of_copy(&own, &store->scratch, article);

	if (copy) {
		article->id = 0;
		article->replaces = 0;
	}
	if (status == RP_OK)
		status = find_also(&found, article, store, own);
	if (status == RP_OK && (copy || found))
		*key = own;
	return status;
}

/* Look under the key of stores of before. Addresses have their new ones, but
 * those of which two spellings had one text (schema.c); a place gets its own
 * here. What was found of another text stands. */
static int find_before(uint64_t key, struct rp_store_article *article,
		       struct rp_store *store)
{
	const int64_t replaces = article->replaces;
	sqlite3_stmt *statement = NULL;
	uint64_t before;
	bool found = false;
	int status = rp_key_of_before(&before, &store->scratch, article);

	if (status == RP_OK && before != key)
		status = find_also(&found, article, store, before);
	if (found && !article->id && replaces)
		article->replaces = replaces;
	if (status != RP_OK || !found || !article->id || article->url.len)
		return status;
	status = rp_sql_prepare(&statement, &store->sql,
				"UPDATE articles SET key = ? WHERE id = ?");
	if (status == RP_OK) {
		sqlite3_bind_int64(statement, 1, (int64_t)key);
		sqlite3_bind_int64(statement, 2, article->id);
		status = rp_sql_execute(&store->sql, statement);
	}
	sqlite3_finalize(statement);
	return status;
}

/* Whether a place is all that names it, and that the number of a record: the
 * seventh line of tonight's file is no version of last night's. */
static bool is_nameless(const struct rp_store_article *article)
{
	struct rp_str number = article->source;

	while (number.len && rp_ascii_is_digit(number.data[number.len - 1]))
		number.len--;
	return !article->url.len && !article->name.len &&
	       number.len < article->source.len && rp_str_ends(number, "#");
}

/* The article, whatever names it, and the key that does. */
static int find_any(uint64_t *key, struct rp_store_article *article,
		    struct rp_store *store)
{
	bool copy = false;
	int status = rp_key_of(key, &store->scratch, article);

	if (status == RP_OK)
		status = find(&copy, article, store, *key);
	if (status == RP_OK && article->said && (copy || !article->id))
		status = find_copy(key, copy, article, store);
	if (status == RP_OK && !article->id &&
	    (article->url.len || article->place.len))
		status = find_before(*key, article, store);
	if (!article->id && is_nameless(article))
		article->replaces = 0;
	return status;
}

static int insert(struct rp_store *store, struct rp_store_article *article,
		  uint64_t key)
{
	sqlite3_stmt *statement = store->insert;
	const int64_t numbers[] = {store->run,
				   (int64_t)key,
				   (int64_t)article->content[0],
				   (int64_t)article->content[1],
				   (int64_t)article->simhash,
				   article->words};
	const struct rp_str strings[] = {article->published, article->host,
					 article->url,	     article->title,
					 article->agency,    article->canonical,
					 article->name,	     article->source};
	int i;
	int status;

	for (i = 0; i < 6; i++)
		sqlite3_bind_int64(statement, 1 + i, numbers[i]);
	if (article->date.precision == RP_DATE_NONE)
		sqlite3_bind_null(statement, 7);
	else
		sqlite3_bind_int64(statement, 7, article->date.instant);
	for (i = 0; i < 8; i++)
		rp_sql_bind_str(statement, 8 + i, strings[i]);
	if (article->replaces)
		sqlite3_bind_int64(statement, 16, article->replaces);
	else
		sqlite3_bind_null(statement, 16);
	sqlite3_bind_int64(statement, 17, store->next);
	sqlite3_bind_int64(statement, 18, article->mark);
	status = rp_sql_execute(&store->sql, statement);
	article->id = store->next++;
	article->run = store->run;
	return status;
}

static int insert_text(struct rp_store *store, int64_t id,
		       const uint32_t *tokens, size_t count)
{
	int status;

	rp_buffer_clear(&store->scratch);
	status = rp_evidence_pack(&store->scratch, &store->vocabulary, tokens,
				  count);
	if (status != RP_OK)
		return status;
	sqlite3_bind_int64(store->insert_text, 1, id);
	sqlite3_bind_blob64(store->insert_text, 2, store->scratch.data,
			    store->scratch.len, SQLITE_STATIC);
	sqlite3_bind_int(store->insert_text, 3, RP_EVIDENCE_RANKED);
	sqlite3_bind_int64(store->insert_text, 4,
			   rp_evidence_seal(tokens, count));
	return rp_sql_execute(&store->sql, store->insert_text);
}

int rp_store_add(enum rp_store_fate *out, struct rp_store *store,
		 struct rp_store_article *article, const uint32_t *tokens)
{
	uint64_t key;
	bool before = false;
	bool known;
	int status = prepare(store);

	if (status == RP_OK)
		status = find_any(&key, article, store);
	if (status != RP_OK)
		return status;
	known = article->id && article->run != store->run;
	if (!article->id) {
		status = insert(store, article, key);
		if (status == RP_OK)
			status = insert_text(store, article->id, tokens,
					     article->words);
		store->uncommitted++;
	}
	if (status == RP_OK && !known)
		status = mark_seen(&before, store, article->id);
	*out = known || before ? RP_STORE_KNOWN : RP_STORE_ADDED;
	if (status == RP_OK && store->uncommitted >= COMMIT_ARTICLES)
		status = rp_store_commit(store);
	return status;
}
