/* SPDX-License-Identifier: Apache-2.0 */
/* test_fetched.c - what was asked of the web is known again, and what was not
 * kept is due again. */
#include "fetched.h"
#include "folder.h"

static struct rp_store *store;
static struct rp_fetched_log *fetched;

static void open_log(void)
{
	struct rp_error error = {""};

	cr_assert_eq(rp_store_open(&store, folder_path("news.db"), RP_STORE_RUN,
				   0, &error),
		     0, "%s", error.message);
	cr_assert_eq(rp_fetched_open(&fetched, store), RP_OK);
}

static void close_log(void)
{
	rp_fetched_close(fetched);
	rp_store_free(store);
}

static void init(void)
{
	folder_create();
	open_log();
}

static void fini(void)
{
	close_log();
	folder_free();
}

TestSuite(fetched, .init = init, .fini = fini);

/* Close and open: what was committed is there, nothing else is. */
static void another_run(void)
{
	close_log();
	open_log();
}

static void put_due(const char *url, int64_t found, int64_t due, bool listing)
{
	struct rp_fetched row = {
	    .url = str(url), .found = found, .due = due, .listing = listing};

	cr_assert_eq(rp_fetched_put(fetched, &row), RP_OK);
}

Test(fetched, rows_come_back_as_they_were_put)
{
	struct rp_fetched row = {
	    .url = str("https://a.example/1?x=\xc3\xa9"),
	    .state = RP_FETCHED_DONE,
	    .title = str("A \"title\" of 'it'"),
	    .published = str("2026-11-03"),
	    .language = str("de"),
	    .via = str("https://a.example/feed"),
	    .found = 1,
	    .asked = 2,
	    .due = 3,
	    .tries = 4,
	    .answer = 200,
	    .reason = str("why"),
	    .etag = str("W/\"x\""),
	    .modified = str("Tue, 24 Nov 2020 10:00:00 GMT"),
	    .digest = str("sha1:ABC"),
	    .record_date = str("2026-11-03T10:00:00Z"),
	    .final = str("https://a.example/2"),
	};
	struct rp_fetched got;

	cr_assert_eq(rp_fetched_get(&got, fetched, row.url), 0);
	cr_assert_eq(rp_fetched_put(fetched, &row), RP_OK);
	cr_assert_eq(rp_fetched_commit(fetched), RP_OK);
	another_run();
	cr_assert_eq(rp_fetched_get(&got, fetched, row.url), 1);
	cr_assert_eq(got.state, RP_FETCHED_DONE);
	cr_assert(!got.listing);
	assert_str(got.url, "https://a.example/1?x=\xc3\xa9");
	assert_str(got.title, "A \"title\" of 'it'");
	assert_str(got.published, "2026-11-03");
	assert_str(got.language, "de");
	assert_str(got.via, "https://a.example/feed");
	cr_assert(got.found == 1 && got.asked == 2 && got.due == 3);
	cr_assert(got.tries == 4 && got.answer == 200);
	assert_str(got.reason, "why");
	assert_str(got.etag, "W/\"x\"");
	assert_str(got.modified, "Tue, 24 Nov 2020 10:00:00 GMT");
	assert_str(got.digest, "sha1:ABC");
	assert_str(got.record_date, "2026-11-03T10:00:00Z");
	assert_str(got.final, "https://a.example/2");
}

Test(fetched, what_was_not_committed_is_undone)
{
	struct rp_fetched got;

	put_due("http://a/1", 1, 1, false);
	cr_assert_eq(rp_fetched_commit(fetched), RP_OK);
	put_due("http://a/2", 1, 1, false);
	another_run();
	cr_assert_eq(rp_fetched_get(&got, fetched, str("http://a/1")), 1);
	cr_assert_eq(rp_fetched_get(&got, fetched, str("http://a/2")), 0);
}

static char taken[200];

static int take(void *context, struct rp_str url)
{
	size_t len = strlen(taken);

	snprintf(taken + len, sizeof(taken) - len, "%.*s ", (int)url.len,
		 url.data);
	return context ? RP_ENOMEM : RP_OK;
}

Test(fetched, what_is_due_comes_in_the_order_it_was_found)
{
	struct rp_fetched done = {.url = str("http://a/done"),
				  .state = RP_FETCHED_DONE};

	put_due("http://a/2", 20, 100, false);
	put_due("http://a/1", 10, 50, false);
	put_due("http://a/3", 20, 90, false);
	put_due("http://a/later", 5, 101, false);
	put_due("http://a/feed", 5, 50, true);
	cr_assert_eq(rp_fetched_put(fetched, &done), RP_OK);
	taken[0] = '\0';
	cr_assert_eq(rp_fetched_due(fetched, 100, take, NULL), RP_OK);
	cr_assert_str_eq(taken,
			 "http://a/feed http://a/1 http://a/2 http://a/3 ");
	/* A status ends it. */
	taken[0] = '\0';
	cr_assert_eq(rp_fetched_due(fetched, 100, take, taken), RP_ENOMEM);
	cr_assert_str_eq(taken, "http://a/feed ");
	taken[0] = '\0';
	cr_assert_eq(rp_fetched_due(fetched, 49, take, NULL), RP_OK);
	cr_assert_str_eq(taken, "");
}

Test(fetched, hosts_robots_and_settings)
{
	struct rp_fetched_host host = {12345, 3};
	struct rp_fetched_robots robots = {1, 2, 200,
					   str("User-agent: *\nDisallow: /\n")};
	struct rp_str value;

	cr_assert_eq(rp_fetched_host_put(fetched, str("a.example"), &host),
		     RP_OK);
	cr_assert_eq(
	    rp_fetched_robots_put(fetched, str("http://a:80"), &robots), RP_OK);
	cr_assert_eq(rp_fetched_setting_get(&value, fetched, "contact"), 0);
	cr_assert_eq(
	    rp_fetched_setting_put(fetched, "contact", str("me@example.org")),
	    RP_OK);
	cr_assert_eq(rp_fetched_commit(fetched), RP_OK);
	another_run();
	cr_assert_eq(rp_fetched_host_get(&host, fetched, str("b.example")),
		     RP_OK);
	cr_assert(host.not_before == 0 && host.failures == 0);
	cr_assert_eq(rp_fetched_host_get(&host, fetched, str("a.example")),
		     RP_OK);
	cr_assert(host.not_before == 12345 && host.failures == 3);
	cr_assert_eq(
	    rp_fetched_robots_get(&robots, fetched, str("https://a:443")),
	    RP_OK);
	cr_assert_eq(robots.fetched, 0);
	cr_assert_eq(
	    rp_fetched_robots_get(&robots, fetched, str("http://a:80")), RP_OK);
	cr_assert(robots.fetched == 1 && robots.expires == 2 &&
		  robots.answer == 200);
	assert_str(robots.body, "User-agent: *\nDisallow: /\n");
	cr_assert_eq(rp_fetched_setting_get(&value, fetched, "contact"), 1);
	assert_str(value, "me@example.org");
}
