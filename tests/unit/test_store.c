/* SPDX-License-Identifier: Apache-2.0 */
#include "drawn_words.h"
#include "folder.h"
#include "stories.h"
#include "succession.h"
#include "testing.h"
#include "upkeep.h"

#include <sqlite3.h>
#include <unistd.h>

TestSuite(store, .init = folder_create, .fini = folder_free);

/* ----- words ----- */

Test(store, sketches_made_again_are_the_same)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_sketcher *first;
	struct rp_sketcher *second;
	uint64_t state = 3;
	int i;

	cr_assert_eq(rp_sketcher_create(&first, &options), RP_OK);
	cr_assert_eq(rp_sketcher_create(&second, &options), RP_OK);
	for (i = 0; i < 200; i++) {
		static char text[20000];
		size_t len = draw_words(text, sizeof(text),
					1 + draw(&state) % 900, &state);
		struct rp_sketch a;
		struct rp_sketch b;
		size_t k;

		/* Sentences, quotations, names. */
		for (k = 0; k < len; k += 1 + draw(&state) % 60)
			text[k] = ". \"N"[draw(&state) % 4];
		if (rp_sketcher_run(&a, first, text, len) != RP_OK)
			continue;
		cr_assert_eq(rp_sketcher_again(&b, second, a.tokens,
					       a.token_count, a.content,
					       a.simhash),
			     RP_OK);
		cr_assert_eq(b.token_count, a.token_count);
		cr_assert_arr_eq(b.tokens, a.tokens,
				 RP_SKETCH_BYTES(a.token_count));
		cr_assert_arr_eq(b.signature, a.signature,
				 options.hashes * sizeof(uint32_t));
		cr_assert_eq(b.shingles, a.shingles);
		cr_assert_eq(b.selected_count, a.selected_count);
		cr_assert_eq(memcmp(b.selected, a.selected,
				    a.selected_count * sizeof(uint64_t)),
			     0);
		cr_assert_eq(b.sentence_count, a.sentence_count);
		cr_assert_eq(memcmp(b.sentences, a.sentences,
				    a.sentence_count * sizeof(uint64_t)),
			     0);
		cr_assert_arr_eq(b.content, a.content, sizeof(a.content));
		cr_assert_eq(b.simhash, a.simhash);
	}
	cr_assert_eq(rp_sketcher_again(NULL, second, NULL, 0, NULL, 0),
		     RP_EINVAL);
	rp_sketcher_free(first);
	rp_sketcher_free(second);
}

/* ----- which cluster is which ----- */

Test(store, clusters_keep_their_numbers)
{
	/* Cluster 3 grows, 4 loses most to it, 5 falls apart, 6 is split, 7
	 * goes into 6's larger part; one is new. */
	static const int64_t before[] = {3, 3, 3, 0, 4, 4, 4, 5, 5,
					 6, 6, 6, 6, 6, 7, 7, 0, 0};
	static const uint32_t cluster_of[] = {0,
					      0,
					      0,
					      0,
					      0,
					      0,
					      RP_SUCCESSION_NONE,
					      RP_SUCCESSION_NONE,
					      RP_SUCCESSION_NONE,
					      1,
					      1,
					      1,
					      2,
					      2,
					      1,
					      1,
					      3,
					      3};
	struct rp_succession succession;

	cr_assert_eq(
	    rp_succession_find(&succession, before, cluster_of, 18, 4, 10),
	    RP_OK);
	cr_assert_eq(succession.numbers[0], 3);
	cr_assert_eq(succession.numbers[1], 6);
	cr_assert_eq(succession.numbers[2], 11);
	cr_assert_eq(succession.numbers[3], 12);
	cr_assert(!succession.born[0] && !succession.born[1]);
	cr_assert(succession.born[2] && succession.born[3]);
	cr_assert_eq(succession.parents[2], 6);
	cr_assert_eq(succession.parents[3], 0);
	cr_assert_eq(succession.end_count, 3);
	cr_assert_eq(succession.ends[0].old, 4);
	cr_assert_eq(succession.ends[0].heir, 3);
	cr_assert_eq(succession.ends[0].articles, 3);
	cr_assert_eq(succession.ends[1].old, 5);
	cr_assert_eq(succession.ends[1].heir, 0);
	cr_assert_eq(succession.ends[2].old, 7);
	cr_assert_eq(succession.ends[2].heir, 6);
	rp_succession_dispose(&succession);
}

/* Every found cluster has a number of its own, every known one gives its own
 * to one at most that shares articles with it, or ends. */
Test(store, succession_is_one_to_one)
{
	uint64_t state = 5;
	int round;

	for (round = 0; round < 300; round++) {
		int64_t before[200];
		uint32_t cluster_of[200];
		bool given[100] = {false};
		bool known[40] = {false};
		struct rp_succession succession;
		size_t found = 1 + draw(&state) % 20;
		size_t gave = 0;
		size_t all = 0;
		size_t i;

		for (i = 0; i < 200; i++) {
			before[i] = (int64_t)(draw(&state) % 30);
			known[before[i]] = true;
			cluster_of[i] = draw(&state) % 4
					    ? (uint32_t)(draw(&state) % found)
					    : RP_SUCCESSION_NONE;
		}
		cr_assert_eq(rp_succession_find(&succession, before, cluster_of,
						200, found, 50),
			     RP_OK);
		for (i = 0; i < found; i++) {
			cr_assert(!given[succession.numbers[i]]);
			given[succession.numbers[i]] = true;
			cr_assert_eq(succession.born[i],
				     succession.numbers[i] > 50);
			gave += !succession.born[i];
		}
		for (i = 1; i < 30; i++)
			all += known[i];
		cr_assert_eq(gave + succession.end_count, all);
		for (i = 0; i < succession.end_count; i++)
			cr_assert(!given[succession.ends[i].old]);
		rp_succession_dispose(&succession);
	}
}

/* ----- runs ----- */

static struct rp_store *open_store(void)
{
	struct rp_store *store = NULL;
	struct rp_error error = {""};

	cr_assert_eq(rp_store_open(&store, folder_path("news.db"), RP_STORE_RUN,
				   0, &error),
		     0, "%s", error.message);
	return store;
}

static enum rp_store_fate add(struct rp_store *store, const char *url,
			      uint64_t text, int64_t *replaces)
{
	uint32_t tokens[64];
	uint64_t state = text;
	struct rp_store_article article = {.source = str("in.jsonl#1"),
					   .url = str(url),
					   .content = {text, text},
					   .words = 40};
	enum rp_store_fate fate;

	draw_tokens(tokens, 40, &state);
	cr_assert_eq(rp_store_add(&fate, store, &article, tokens), RP_OK);
	cr_assert_gt(article.id, 0);
	if (replaces)
		*replaces = article.replaces;
	return fate;
}

static void finish(struct rp_store *store, uint64_t added)
{
	struct rp_store_totals totals = {.added = added};

	cr_assert_eq(rp_store_commit(store), RP_OK);
	cr_assert_eq(rp_store_finish(store, 200, &totals), RP_OK);
	rp_store_free(store);
}

Test(store, tells_new_articles_from_known_ones_and_versions)
{
	struct rp_store *store = open_store();
	int64_t replaces;

	cr_assert_eq(rp_store_begin(store, 100), RP_OK);
	cr_assert_eq(rp_store_run(store), 1);
	cr_assert_eq(add(store, "http://a/1", 1, NULL), RP_STORE_ADDED);
	cr_assert_eq(add(store, "http://a/2", 1, NULL), RP_STORE_ADDED);
	cr_assert_eq(add(store, "http://a/1", 1, NULL), RP_STORE_KNOWN);
	finish(store, 2);
	store = open_store();
	cr_assert_eq(rp_store_begin(store, 100), RP_OK);
	cr_assert_eq(rp_store_run(store), 2);
	cr_assert_eq(add(store, "http://a/1", 1, NULL), RP_STORE_KNOWN);
	cr_assert_eq(add(store, "http://a/1", 2, &replaces), RP_STORE_ADDED);
	cr_assert_eq(replaces, 1);
	cr_assert_eq(add(store, "http://a/1", 2, NULL), RP_STORE_KNOWN);
	finish(store, 2);
}

/* Make the file one of a store of before, with its addresses as written; e's is
 * another spelling of d's, with the same text. */
static void age(void)
{
	static const char *const urls[] = {
	    "http://www.a.example/1", "http://a.example/1?utm_x",
	    "http://www.b.example/1", "http://d.example/1",
	    "https://www.d.example/1"};
	sqlite3 *db;
	char text[200];
	size_t i;

	cr_assert_eq(sqlite3_open(folder_path("news.db"), &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db,
				  "UPDATE articles SET url ="
				  " 'https://www.d.example/1'"
				  " WHERE url = 'http://e.example/1';"
				  "PRAGMA user_version = 11",
				  NULL, NULL, NULL),
		     SQLITE_OK);
	for (i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		char key[64];

		snprintf(key, sizeof(key), "u%s", urls[i]);
		snprintf(text, sizeof(text),
			 "UPDATE articles SET key = %lld WHERE url = '%s'",
			 (long long)rp_hash64(key, strlen(key)), urls[i]);
		cr_assert_eq(sqlite3_exec(db, text, NULL, NULL, NULL),
			     SQLITE_OK);
		cr_assert_eq(sqlite3_changes(db), 1);
	}
	sqlite3_close(db);
}

/* An address in all its spellings is one, also of a store that had it as it
 * was written; the last text of an address is the one that is replaced. */
Test(store, knows_an_address_in_all_its_spellings)
{
	struct rp_store *store = open_store();
	int64_t replaces;

	cr_assert_eq(rp_store_begin(store, 100), RP_OK);
	cr_assert_eq(add(store, "http://www.a.example/1", 1, NULL),
		     RP_STORE_ADDED);
	cr_assert_eq(add(store, "https://a.example/1?utm_x", 1, NULL),
		     RP_STORE_KNOWN);
	cr_assert_eq(add(store, "http://a.example/1?utm_x", 2, &replaces),
		     RP_STORE_ADDED);
	cr_assert_eq(replaces, 1);
	cr_assert_eq(add(store, "http://www.b.example/1", 3, NULL),
		     RP_STORE_ADDED);
	cr_assert_eq(add(store, "http://d.example/1", 7, NULL), RP_STORE_ADDED);
	cr_assert_eq(add(store, "http://e.example/1", 7, NULL), RP_STORE_ADDED);
	finish(store, 5);
	age();
	store = open_store();
	cr_assert_eq(rp_store_begin(store, 100), RP_OK);
	cr_assert_eq(add(store, "https://a.example/1#top", 1, NULL),
		     RP_STORE_KNOWN);
	cr_assert_eq(add(store, "https://m.b.example/1", 3, NULL),
		     RP_STORE_KNOWN);
	cr_assert_eq(add(store, "http://d.example/1", 7, NULL), RP_STORE_KNOWN);
	cr_assert_eq(add(store, "https://www.d.example/1", 7, NULL),
		     RP_STORE_KNOWN);
	cr_assert_eq(add(store, "https://a.example/1/", 5, &replaces),
		     RP_STORE_ADDED);
	cr_assert_eq(replaces, 2);
	cr_assert_eq(add(store, "http://a.example/1", 6, &replaces),
		     RP_STORE_ADDED);
	cr_assert_eq(replaces, 6);
	finish(store, 2);
}

Test(store, takes_up_a_run_that_was_ended)
{
	struct rp_store *store = open_store();
	struct rp_store_stats stats;

	cr_assert_eq(rp_store_begin(store, 100), RP_OK);
	cr_assert_eq(add(store, "http://a/1", 1, NULL), RP_STORE_ADDED);
	cr_assert_eq(rp_store_commit(store), RP_OK);
	cr_assert_eq(add(store, "http://a/2", 2, NULL), RP_STORE_ADDED);
	rp_store_free(store); /* what was not committed is undone */
	store = open_store();
	cr_assert_eq(rp_store_stats(&stats, store), RP_OK);
	/* No reader sees what a run has added that is not finished. */
	cr_assert_eq(stats.articles, 0);
	cr_assert_eq(stats.unfinished, 1);
	cr_assert_eq(rp_store_begin(store, 150), RP_OK);
	cr_assert_eq(rp_store_run(store), 1);
	/* New tonight still, once. */
	cr_assert_eq(add(store, "http://a/1", 1, NULL), RP_STORE_ADDED);
	cr_assert_eq(add(store, "http://a/1", 1, NULL), RP_STORE_KNOWN);
	cr_assert_eq(add(store, "http://a/2", 2, NULL), RP_STORE_ADDED);
	finish(store, 2);
}

static int64_t started(void)
{
	sqlite3 *db;
	sqlite3_stmt *row;
	int64_t value;

	cr_assert_eq(sqlite3_open(folder_path("news.db"), &db), SQLITE_OK);
	cr_assert_eq(sqlite3_prepare_v2(db, "SELECT max(started) FROM runs", -1,
					&row, NULL),
		     SQLITE_OK);
	cr_assert_eq(sqlite3_step(row), SQLITE_ROW);
	value = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	sqlite3_close(db);
	return value;
}

/* The night after one without an article is not that night; one that goes on
 * is. */
Test(store, begins_again_a_run_that_added_nothing)
{
	struct rp_store *store = open_store();

	cr_assert_eq(rp_store_begin(store, 100), RP_OK);
	cr_assert_eq(rp_store_commit(store), RP_OK);
	rp_store_free(store);
	store = open_store();
	cr_assert_eq(rp_store_begin(store, 150), RP_OK);
	cr_assert_eq(rp_store_run(store), 1);
	cr_assert_eq(add(store, "http://a/1", 1, NULL), RP_STORE_ADDED);
	cr_assert_eq(rp_store_commit(store), RP_OK);
	rp_store_free(store);
	cr_assert_eq(started(), 150);
	store = open_store();
	cr_assert_eq(rp_store_begin(store, 170), RP_OK);
	finish(store, 1);
	cr_assert_eq(started(), 150);
}

/* As people do, who have a program of their own. */
static void by_hand(const char *text)
{
	sqlite3 *db;

	cr_assert_eq(sqlite3_open(folder_path("news.db"), &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* What an index goes by to know its store, and what was forgotten of it. */
Test(store, tells_what_it_still_has)
{
	struct rp_store *store = open_store();
	struct rp_store_inventory inventory;
	struct rp_store_prefix before;
	struct rp_store_prefix after;
	uint64_t sum = 0;
	struct rp_store_expired expired;
	char url[32];
	int i;

	cr_assert_eq(rp_store_begin(store, 100), RP_OK);
	for (i = 1; i < 7; i++) {
		snprintf(url, sizeof(url), "http://a/%d", i);
		cr_assert_eq(add(store, url, (uint64_t)i, NULL),
			     RP_STORE_ADDED);
		if (i != 2 && i != 5)
			sum += rp_store_digest(i, (uint64_t)i);
	}
	finish(store, 6);
	store = open_store();
	cr_assert_eq(rp_store_prefix(&before, store, 4), RP_OK);
	cr_assert_eq(rp_store_inventory_init(&inventory, store, 4), RP_OK);
	cr_assert_eq(inventory.count, 4);
	for (i = -1; i < 8; i++)
		cr_assert_eq(rp_store_inventory_has(&inventory, i),
			     i > 0 && i < 5);
	rp_store_inventory_dispose(&inventory);
	cr_assert_eq(rp_store_inventory_init(&inventory, store, INT64_MAX),
		     RP_EINVAL);
	cr_assert_eq(rp_store_inventory_init(&inventory, store, -1), RP_EINVAL);
	rp_store_free(store);

	by_hand("DELETE FROM texts WHERE article IN (2, 5);"
		"DELETE FROM articles WHERE id IN (2, 5)");
	store = open_store();
	cr_assert_eq(rp_store_inventory_init(&inventory, store, 6), RP_OK);
	cr_assert_eq(inventory.count, 4);
	cr_assert_eq(inventory.sum, sum);
	for (i = 1; i < 7; i++)
		cr_assert_eq(rp_store_inventory_has(&inventory, i),
			     i != 2 && i != 5);
	rp_store_inventory_dispose(&inventory);
	cr_assert_eq(rp_store_expire(&expired, store, 150, RP_STORE_LOOK),
		     RP_OK);
	cr_assert_eq(expired.old, 4);
	cr_assert_eq(expired.articles, 4);
	cr_assert_not(expired.refused);
	cr_assert_eq(rp_store_expire(&expired, store, 150, RP_STORE_SOME),
		     RP_OK);
	cr_assert(expired.refused);
	cr_assert_eq(rp_store_expire(&expired, store, 150, RP_STORE_ALL),
		     RP_OK);
	cr_assert_eq(expired.old, 4);
	cr_assert_eq(rp_store_inventory_init(&inventory, store, 6), RP_OK);
	cr_assert_eq(inventory.count, 0);
	cr_assert_eq(inventory.sum, 0);
	rp_store_inventory_dispose(&inventory);
	cr_assert_eq(rp_store_prefix(&after, store, 4), RP_OK);
	cr_assert_eq(after.identity, before.identity);
	cr_assert_eq(after.runs, before.runs);
	/* No number is given twice. */
	cr_assert_eq(rp_store_begin(store, 300), RP_OK);
	cr_assert_gt(rp_store_first(store), 6);
	finish(store, 2);
}

Test(store, lets_one_in_at_a_time)
{
	struct rp_store *store = open_store();
	struct rp_store *other;
	struct rp_error error;

	cr_assert_eq(rp_store_open(&other, folder_path("news.db"), RP_STORE_RUN,
				   0, &error),
		     1);
	cr_assert_eq(rp_store_open(&other, folder_path("news.db"),
				   RP_STORE_READ, 0, &error),
		     0);
	rp_store_free(other);
	rp_store_free(store);
	store = open_store();
	rp_store_free(store);
}

Test(store, is_never_mixed)
{
	struct rp_store_option options[] = {{"shingle", "5"}, {"seed", "1"}};
	struct rp_store *store = open_store();
	const char *other;
	size_t which;

	cr_assert_eq(rp_store_options(&other, &which, store, options, 2),
		     RP_OK);
	cr_assert_null(other);
	cr_assert_eq(rp_store_options(&other, &which, store, options, 2),
		     RP_OK);
	cr_assert_null(other);
	options[1].value = "2";
	cr_assert_eq(rp_store_options(&other, &which, store, options, 2),
		     RP_OK);
	cr_assert_str_eq(other, "1");
	cr_assert_eq(which, 1);
	rp_store_free(store);
}
