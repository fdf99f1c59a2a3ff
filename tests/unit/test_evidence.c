/* SPDX-License-Identifier: Apache-2.0 */
#include "drawn_words.h"
#include "evidence.h"
#include "folder.h"
#include "store.h"

#include <sqlite3.h>

TestSuite(evidence, .init = folder_create, .fini = folder_free);

/* ----- packing ----- */

Test(evidence, gives_back_what_it_was_given)
{
	struct rp_vocabulary vocabulary;
	struct rp_buffer packed;
	uint32_t tokens[1300];
	uint32_t again[1300];
	uint64_t state = 1;
	size_t words = 0;
	size_t bytes = 0;
	int i;

	rp_vocabulary_init(&vocabulary);
	rp_buffer_init(&packed);
	for (i = 0; i < 300; i++) {
		size_t count = 1 + draw(&state) % 1000;

		draw_tokens(tokens, count, &state);
		rp_buffer_clear(&packed);
		cr_assert_eq(
		    rp_evidence_pack(&packed, &vocabulary, tokens, count),
		    RP_OK);
		memset(again, 0xff, sizeof(again));
		cr_assert_eq(
		    rp_evidence_unpack(again, count, rp_buffer_view(&packed),
				       RP_EVIDENCE_RANKED, &vocabulary),
		    RP_OK);
		cr_assert_arr_eq(again, tokens, RP_SKETCH_BYTES(count));
		words += count;
		bytes += packed.len;
	}
	/* Five bytes a word before. */
	cr_assert_lt(bytes, words * 9 / 4);
	rp_buffer_dispose(&packed);
	rp_vocabulary_dispose(&vocabulary);
}

Test(evidence, refuses_what_is_damaged)
{
	struct rp_vocabulary vocabulary;
	struct rp_buffer packed;
	uint32_t tokens[300];
	uint32_t again[300];
	uint64_t state = 2;
	size_t len;

	rp_vocabulary_init(&vocabulary);
	rp_buffer_init(&packed);
	draw_tokens(tokens, 200, &state);
	cr_assert_eq(rp_evidence_pack(&packed, &vocabulary, tokens, 200),
		     RP_OK);
	for (len = 0; len < packed.len; len++)
		cr_assert_eq(rp_evidence_unpack(
				 again, 200, (struct rp_str){packed.data, len},
				 RP_EVIDENCE_RANKED, &vocabulary),
			     RP_EINVAL);
	cr_assert_eq(rp_evidence_unpack(again, 199, rp_buffer_view(&packed),
					RP_EVIDENCE_RANKED, &vocabulary),
		     RP_EINVAL);
	vocabulary.count /= 2;
	cr_assert_eq(rp_evidence_unpack(again, 200, rp_buffer_view(&packed),
					RP_EVIDENCE_RANKED, &vocabulary),
		     RP_EINVAL);
	cr_assert_eq(rp_evidence_unpack(again, 2, str("\xff\xff\xff\xff\xff"),
					RP_EVIDENCE_RANKED, &vocabulary),
		     RP_EINVAL);
	rp_buffer_dispose(&packed);
	rp_vocabulary_dispose(&vocabulary);
}

/* A vocabulary whose word of number n has n for its hash. */
static void count_up(struct rp_vocabulary *vocabulary, uint32_t count)
{
	uint32_t i;

	rp_vocabulary_init(vocabulary);
	for (i = 0; i < count; i++) {
		uint32_t number;

		cr_assert_eq(rp_vocabulary_number(&number, vocabulary, i, 0),
			     RP_OK);
		cr_assert_eq(number, i);
	}
}

Test(evidence, numbers_of_every_length)
{
	struct rp_vocabulary vocabulary;
	struct rp_buffer packed;
	uint32_t tokens[100] = {0};
	uint32_t again[100];
	size_t count = 0;
	unsigned length;

	count_up(&vocabulary, (1 << 20) + 2);
	for (length = 0; length <= 20; length++) {
		uint32_t power = (uint32_t)1 << length;

		tokens[count++] = power - 1;
		tokens[count++] = power;
		tokens[count++] = power + 1;
	}
	rp_buffer_init(&packed);
	cr_assert_eq(rp_evidence_pack(&packed, &vocabulary, tokens, count),
		     RP_OK);
	cr_assert_eq(rp_evidence_unpack(again, count, rp_buffer_view(&packed),
					RP_EVIDENCE_RANKED, &vocabulary),
		     RP_OK);
	cr_assert_arr_eq(again, tokens, RP_SKETCH_BYTES(count));
	rp_buffer_dispose(&packed);
	rp_vocabulary_dispose(&vocabulary);
}

/* Whatever one octet is changed to: other words, or a refusal. */
Test(evidence, changed_octets_do_no_harm)
{
	struct rp_vocabulary vocabulary;
	struct rp_buffer packed;
	uint32_t tokens[300];
	uint32_t again[300];
	uint64_t state = 4;
	size_t refused = 0;
	size_t i;

	rp_vocabulary_init(&vocabulary);
	rp_buffer_init(&packed);
	draw_tokens(tokens, 200, &state);
	cr_assert_eq(rp_evidence_pack(&packed, &vocabulary, tokens, 200),
		     RP_OK);
	for (i = 0; i < 20000; i++) {
		size_t at = draw(&state) % packed.len;
		char octet = packed.data[at];
		int status;

		packed.data[at] ^= (char)(1 + draw(&state) % 255);
		status = rp_evidence_unpack(again, 200, rp_buffer_view(&packed),
					    RP_EVIDENCE_RANKED, &vocabulary);
		cr_assert(status == RP_OK || status == RP_EINVAL);
		refused += status == RP_EINVAL;
		packed.data[at] = octet;
	}
	cr_assert_gt(refused, 10000);
	rp_buffer_dispose(&packed);
	rp_vocabulary_dispose(&vocabulary);
}

Test(evidence, tells_what_can_be_held)
{
	cr_assert(rp_evidence_may_hold(8, 7));
	cr_assert(!rp_evidence_may_hold(9, 7));
	cr_assert(!rp_evidence_may_hold(1, 0));
	cr_assert(!rp_evidence_may_hold(1, SIZE_MAX));
}

/* ----- what was written before ----- */

static void put_octets(struct rp_buffer *out, uint32_t number)
{
	for (; number > 0x7f; number >>= 7)
		rp_buffer_putc(out, (char)(unsigned char)(number | 0x80));
	rp_buffer_putc(out, (char)number);
}

static void pack_octets(struct rp_buffer *out, struct rp_vocabulary *vocabulary,
			const uint32_t *tokens, size_t count)
{
	const unsigned char *marks = (const unsigned char *)(tokens + count);
	size_t i;

	rp_buffer_clear(out);
	for (i = 0; i < count; i++) {
		uint32_t number;

		cr_assert_eq(rp_vocabulary_number(&number, vocabulary,
						  tokens[i], marks[i]),
			     RP_OK);
		put_octets(out, number);
	}
}

Test(evidence, reads_octets)
{
	struct rp_vocabulary vocabulary;
	struct rp_buffer packed;
	uint32_t tokens[400];
	uint32_t again[400];
	uint64_t state = 6;
	size_t len;

	rp_vocabulary_init(&vocabulary);
	rp_buffer_init(&packed);
	draw_tokens(tokens, 300, &state);
	pack_octets(&packed, &vocabulary, tokens, 300);
	cr_assert_eq(rp_evidence_unpack(again, 300, rp_buffer_view(&packed),
					RP_EVIDENCE_OCTETS, &vocabulary),
		     RP_OK);
	cr_assert_arr_eq(again, tokens, RP_SKETCH_BYTES(300));
	for (len = 0; len < packed.len; len++)
		cr_assert_eq(rp_evidence_unpack(
				 again, 300, (struct rp_str){packed.data, len},
				 RP_EVIDENCE_OCTETS, &vocabulary),
			     RP_EINVAL);
	cr_assert_eq(rp_evidence_unpack(again, 2, str("\xff\xff\xff\xff\xff"),
					RP_EVIDENCE_OCTETS, &vocabulary),
		     RP_EINVAL);
	rp_buffer_dispose(&packed);
	rp_vocabulary_dispose(&vocabulary);
}

/* ----- in a store ----- */

#define ARTICLES 40
#define WORDS	 90

static struct rp_store *open_store(enum rp_store_mode mode)
{
	struct rp_store *store = NULL;
	struct rp_error error = {""};

	cr_assert_eq(
	    rp_store_open(&store, folder_path("news.db"), mode, 0, &error), 0,
	    "%s", error.message);
	return store;
}

/* A run that adds ARTICLES, from a number on. */
static void add_articles(int from)
{
	struct rp_store *store = open_store(RP_STORE_RUN);
	struct rp_store_totals totals = {0};
	int i;

	cr_assert_eq(rp_store_begin(store, 100), RP_OK);
	for (i = from; i < from + ARTICLES; i++) {
		uint32_t tokens[2 * WORDS];
		uint64_t state = (uint64_t)i;
		char url[32];
		struct rp_store_article article = {.source = str("in.jsonl#1"),
						   .content = {state, state},
						   .words = WORDS};
		enum rp_store_fate fate;

		snprintf(url, sizeof(url), "http://a.example/%d", i);
		article.url = str(url);
		draw_tokens(tokens, WORDS, &state);
		cr_assert_eq(rp_store_add(&fate, store, &article, tokens),
			     RP_OK);
		cr_assert_eq(article.id, i + 1);
	}
	cr_assert_eq(rp_store_commit(store), RP_OK);
	cr_assert_eq(rp_store_finish(store, 200, &totals), RP_OK);
	rp_store_free(store);
}

/* The articles' words are what add_articles gave. */
static void expect_articles(int count)
{
	struct rp_store *store = open_store(RP_STORE_READ);
	struct rp_store_reading *reading;
	struct rp_store_article article;
	struct rp_store_words words;
	int i;

	cr_assert_eq(rp_store_reading_create(&reading, store, 0), RP_OK);
	for (i = 0; i < count; i++) {
		uint32_t tokens[2 * WORDS];
		uint32_t again[2 * WORDS];
		uint64_t state = (uint64_t)i;

		cr_assert_eq(rp_store_reading_next(&article, &words, reading),
			     1);
		draw_tokens(tokens, WORDS, &state);
		cr_assert_eq(words.count, WORDS);
		cr_assert(rp_store_words_fit(&words));
		cr_assert_eq(rp_store_unpack(again, store, &words), RP_OK);
		cr_assert_arr_eq(again, tokens, RP_SKETCH_BYTES(WORDS));
		words.code = 2;
		cr_assert_eq(rp_store_unpack(again, store, &words), RP_EINVAL);
	}
	cr_assert_eq(rp_store_reading_next(&article, &words, reading), 0);
	rp_store_reading_free(reading);
	rp_store_free(store);
}

static sqlite3 *open_file(void)
{
	sqlite3 *db;

	cr_assert_eq(sqlite3_open(folder_path("news.db"), &db), SQLITE_OK);
	return db;
}

/* The store's words by their numbers. */
static void load_words(struct rp_vocabulary *out)
{
	sqlite3 *db = open_file();
	sqlite3_stmt *row;

	rp_vocabulary_init(out);
	cr_assert_eq(sqlite3_prepare_v2(
			 db, "SELECT words FROM vocabulary ORDER BY first", -1,
			 &row, NULL),
		     SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		const unsigned char *words = sqlite3_column_blob(row, 0);
		int len = sqlite3_column_bytes(row, 0);
		int i;

		for (i = 0; i < len; i += RP_VOCABULARY_BYTES) {
			uint32_t number;

			rp_vocabulary_number(&number, out,
					     rp_vocabulary_read(words + i),
					     words[i + 4]);
		}
	}
	sqlite3_finalize(row);
	sqlite3_close(db);
}

Test(evidence, the_first_words_are_numbered_by_rank)
{
	struct rp_vocabulary vocabulary;
	uint32_t *counts;
	uint32_t in_first;
	uint32_t i;

	add_articles(0);
	expect_articles(ARTICLES);
	load_words(&vocabulary);
	in_first = vocabulary.count;
	counts = calloc(in_first, sizeof(*counts));
	for (i = 0; i < ARTICLES; i++) {
		uint32_t tokens[2 * WORDS];
		const unsigned char *marks =
		    (const unsigned char *)(tokens + WORDS);
		uint64_t state = i;
		uint32_t number;
		size_t k;

		draw_tokens(tokens, WORDS, &state);
		for (k = 0; k < WORDS; k++) {
			rp_vocabulary_number(&number, &vocabulary, tokens[k],
					     marks[k]);
			cr_assert_lt(number, in_first);
			counts[number]++;
		}
	}
	for (i = 1; i < in_first; i++)
		cr_assert_leq(counts[i], counts[i - 1]);
	cr_assert_gt(counts[0], 2);
	rp_vocabulary_dispose(&vocabulary);
	/* Those of later nights come behind. */
	add_articles(ARTICLES);
	expect_articles(2 * ARTICLES);
	load_words(&vocabulary);
	cr_assert_gt(vocabulary.count, in_first);
	rp_vocabulary_dispose(&vocabulary);
	free(counts);
}

/* Make the file one of the second version. */
static void put_back(void)
{
	struct rp_vocabulary vocabulary;
	struct rp_buffer packed;
	sqlite3 *db;
	sqlite3_stmt *insert;
	uint32_t i;

	load_words(&vocabulary);
	rp_buffer_init(&packed);
	db = open_file();
	cr_assert_eq(sqlite3_exec(db,
				  "DROP TABLE texts; CREATE TABLE texts"
				  " (article INTEGER PRIMARY KEY,"
				  " packed BLOB NOT NULL);"
				  "DROP TABLE furniture_untold;"
				  "DROP TABLE parted; DROP TABLE given;"
				  "ALTER TABLE runs DROP COLUMN mark;"
				  "DROP VIEW recurring;"
				  "ALTER TABLE furniture DROP COLUMN words;"
				  "ALTER TABLE furniture DROP COLUMN one_host;"
				  "DROP VIEW reprints; DROP VIEW originals;"
				  " DROP VIEW hosts; DROP VIEW fates;"
				  "CREATE VIEW reprints AS SELECT 1;"
				  "CREATE VIEW originals AS SELECT 1;"
				  "CREATE VIEW hosts AS SELECT 1;"
				  "ALTER TABLE articles DROP COLUMN mark;"
				  "ALTER TABLE members DROP COLUMN compared;"
				  "ALTER TABLE members DROP COLUMN beside;"
				  "ALTER TABLE members DROP COLUMN original;"
				  "PRAGMA user_version = 2",
				  NULL, NULL, NULL),
		     SQLITE_OK);
	cr_assert_eq(sqlite3_prepare_v2(db, "INSERT INTO texts VALUES (?, ?)",
					-1, &insert, NULL),
		     SQLITE_OK);
	for (i = 0; i < ARTICLES; i++) {
		uint32_t tokens[2 * WORDS];
		uint64_t state = i;

		draw_tokens(tokens, WORDS, &state);
		pack_octets(&packed, &vocabulary, tokens, WORDS);
		sqlite3_bind_int64(insert, 1, i + 1);
		sqlite3_bind_blob(insert, 2, packed.data, (int)packed.len,
				  SQLITE_STATIC);
		cr_assert_eq(sqlite3_step(insert), SQLITE_DONE);
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	sqlite3_close(db);
	rp_buffer_dispose(&packed);
	rp_vocabulary_dispose(&vocabulary);
}

Test(evidence, stores_of_the_second_version_go_on)
{
	struct rp_store *store;
	struct rp_error error = {""};

	add_articles(0);
	put_back();
	cr_assert_eq(rp_store_open(&store, folder_path("news.db"),
				   RP_STORE_READ, 0, &error),
		     -1);
	cr_assert_not_null(strstr(error.message, "older version"));
	add_articles(ARTICLES);
	expect_articles(2 * ARTICLES);
}
