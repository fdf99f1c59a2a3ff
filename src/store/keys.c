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

int rp_key_of_copy(uint64_t *out, struct rp_buffer *scratch,
		   const struct rp_store_article *article)
{
	rp_buffer_clear(scratch);
	rp_buffer_putc(scratch, 'c');
	rp_buffer_str(scratch, article->url);
	rp_buffer_putc(scratch, '\n');
	rp_buffer_str(scratch, article->title);
	return hash_of(out, scratch);
}

int rp_key_of_typed(uint64_t *out, struct rp_buffer *scratch,
		    const struct rp_store_article *article)
{
	struct rp_store_article typed = *article;

	typed.place = (struct rp_str){NULL, 0};
	return rp_key_of(out, scratch, &typed);
}

/* The key of the address that SQL gives; written: as it is written. */
static void answer(sqlite3_context *context, sqlite3_value *value, bool written)
{
	struct rp_str url = {(const char *)sqlite3_value_text(value),
			     (size_t)sqlite3_value_bytes(value)};
	struct rp_buffer name;
	uint64_t key;

	rp_buffer_init(&name);
	rp_buffer_putc(&name, 'u');
	if (written)
		rp_buffer_str(&name, url);
	else
		rp_url_page(&name, url);
	if (!url.data)
		sqlite3_result_null(context);
	else if (hash_of(&key, &name) != RP_OK)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_int64(context, (int64_t)key);
	rp_buffer_dispose(&name);
}

static void page_key(sqlite3_context *context, int count,
		     sqlite3_value **values)
{
	(void)count;
	answer(context, values[0], false);
}

static void written_key(sqlite3_context *context, int count,
			sqlite3_value **values)
{
	(void)count;
	answer(context, values[0], true);
}

int rp_keys_define(const struct rp_sql *sql)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

	if (sqlite3_create_function(sql->db, "page_key", 1, flags, NULL,
				    page_key, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function(sql->db, "written_key", 1, flags, NULL,
				    written_key, NULL, NULL) != SQLITE_OK)
		return rp_sql_failed(sql);
	return RP_OK;
}
