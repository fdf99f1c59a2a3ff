/* SPDX-License-Identifier: Apache-2.0 */
/*
 * keys.c - see keys.h
 *
 * A hash of a letter that says what names the article, and of the name. Two
 * names of one hash are told apart by nothing: one in 2^64 pairs.
 */
#include "keys.h"

#include "hash.h"
#include "url.h"

static int hash_of(uint64_t *out, const struct rp_buffer *name)
{
	*out = rp_hash64(name->data, name->len);
	return rp_buffer_status(name);
}

int rp_key_of(uint64_t *out, struct rp_buffer *scratch,
	      const struct rp_store_article *article)
{
	rp_buffer_clear(scratch);
	if (article->url.len) {
		rp_buffer_putc(scratch, 'u');
		rp_url_page(scratch, article->url);
	} else if (article->name.len) {
		rp_buffer_putc(scratch, 'n');
		rp_buffer_str(scratch, article->name);
	} else {
		rp_buffer_putc(scratch, 's');
		rp_buffer_str(scratch, article->place.len ? article->place
							  : article->source);
	}
	return hash_of(out, scratch);
}

static int copy_key(uint64_t *out, struct rp_buffer *scratch, struct rp_str url,
		    struct rp_str title, bool written)
{
	rp_buffer_clear(scratch);
	rp_buffer_putc(scratch, 'c');
	if (written)
		rp_buffer_str(scratch, url);
	else
		rp_url_page(scratch, url);
	rp_buffer_putc(scratch, '\n');
	rp_buffer_str(scratch, title);
	return hash_of(out, scratch);
}

int rp_key_of_copy(uint64_t *out, struct rp_buffer *scratch,
		   const struct rp_store_article *article)
{
	return copy_key(out, scratch, article->url, article->title, false);
}

static int written_key(uint64_t *out, struct rp_buffer *scratch,
		       struct rp_str url)
{
	rp_buffer_clear(scratch);
	rp_buffer_putc(scratch, 'u');
	rp_buffer_str(scratch, url);
	return hash_of(out, scratch);
}

int rp_key_of_before(uint64_t *out, struct rp_buffer *scratch,
		     const struct rp_store_article *article)
{
	struct rp_store_article typed = *article;

	if (article->url.len)
		return written_key(out, scratch, article->url);
	typed.place = (struct rp_str){NULL, 0};
	return rp_key_of(out, scratch, &typed);
}

/* ----- for SQL ----- */

static struct rp_str text_of(sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);

	return (struct rp_str){text, (size_t)sqlite3_value_bytes(value)};
}

/* url; url and title: of a copy. *written: the key of stores of before. */
static void answer(sqlite3_context *context, int count, sqlite3_value **values)
{
	const bool *written = sqlite3_user_data(context);
	struct rp_store_article article = {.url = text_of(values[0])};
	struct rp_buffer scratch;
	uint64_t key;
	int status;

	rp_buffer_init(&scratch);
	if (count > 1)
		status = copy_key(&key, &scratch, article.url,
				  text_of(values[1]), *written);
	else if (*written)
		status = written_key(&key, &scratch, article.url);
	else
		status = rp_key_of(&key, &scratch, &article);
	if (status == RP_OK)
		sqlite3_result_int64(context, (int64_t)key);
	else
		sqlite3_result_error_nomem(context);
	rp_buffer_dispose(&scratch);
}

int rp_keys_define(const struct rp_sql *sql)
{
	static const bool written[] = {false, true};
	static const struct {
		const char *name;
		int count;
		const bool *written;
	} functions[] = {{"page_key", 1, &written[0]},
			 {"written_key", 1, &written[1]},
			 {"copy_key", 2, &written[0]},
			 {"written_copy_key", 2, &written[1]}};
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (sqlite3_create_function(
			sql->db, functions[i].name, functions[i].count,
			SQLITE_UTF8 | SQLITE_DETERMINISTIC,
			(void *)(uintptr_t)functions[i].written, answer, NULL,
			NULL) != SQLITE_OK)
			return rp_sql_failed(sql);
	return RP_OK;
}
