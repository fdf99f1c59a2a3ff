/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_robots.c - the cases of RFC 9309 and of what is known from practice
 *
 * Paths and patterns of RFC 9309, section 5, and of the documentation of the
 * largest crawlers.
 */
#include "buffer.h"
#include "robots.h"
#include "testing.h"

static bool allows(const char *text, const char *agent, const char *path)
{
	struct rp_robots *robots;
	bool allowed;

	cr_assert_eq(rp_robots_read(&robots, str(text), agent), RP_OK);
	allowed = rp_robots_allows(robots, path);
	rp_robots_free(robots);
	return allowed;
}

static void assert_rule(const char *rules, const char *path, bool allowed)
{
	char text[1000];

	snprintf(text, sizeof(text), "user-agent: *\n%s\n", rules);
	cr_assert_eq(allows(text, "reprint", path), allowed, "%s for %s", rules,
		     path);
}

Test(robots, the_longest_match_decides_and_allow_at_a_tie)
{
	assert_rule("disallow: /x\nallow: /x/page.html", "/x/page.html", true);
	assert_rule("allow: /x/page.html\ndisallow: /x", "/x/page.html", true);
	assert_rule("allow: /x\ndisallow: /x/page.html", "/x/page.html", false);
	assert_rule("disallow: /x\nallow: /x", "/x", true);
	assert_rule("allow: /x\ndisallow: /x", "/x", true);
	assert_rule("allow: /p\ndisallow: /", "/page", true);
	assert_rule("allow: /folder\ndisallow: /folder", "/folder/page", true);
	assert_rule("allow: /page\ndisallow: /*.htm", "/page.htm", false);
	assert_rule("allow: /page\ndisallow: /*.ph", "/page.php5", true);
	assert_rule("allow: /$\ndisallow: /", "/", true);
	assert_rule("allow: /$\ndisallow: /", "/page.htm", false);
	assert_rule("disallow: /", "/", false);
	assert_rule("disallow:", "/any", true);
	assert_rule("disallow: /x/\nallow:", "/x/y", false);
	assert_rule("", "/any", true);
	assert_rule("disallow: /", "/robots.txt", true);
}

/* A server may send zeros; they are letters of a rule like others. */
Test(robots, zeros)
{
	static const char text[] = "user-agent: *\ndisallow: /a\0bcdefghij*x";
	struct rp_robots *robots;

	cr_assert_eq(rp_robots_read(&robots,
				    (struct rp_str){text, sizeof(text) - 1},
				    "reprint"),
		     RP_OK);
	cr_assert(rp_robots_allows(robots, "/a"));
	cr_assert(rp_robots_allows(robots, "/abcdefghijkx"));
	rp_robots_free(robots);
}

Test(robots, stars_and_the_end)
{
	static const struct {
		const char *pattern;
		const char *path;
		bool matches;
	} cases[] = {
	    {"/fish", "/fish", true},
	    {"/fish", "/fish.html", true},
	    {"/fish", "/fishheads/yummy.html", true},
	    {"/fish", "/Fish.asp", false},
	    {"/fish", "/catfish", false},
	    {"/fish", "/?id=fish", false},
	    {"/fish*", "/fish/salmon.html", true},
	    {"/fish*", "/desert/fish", false},
	    {"/fish/", "/fish/?id=anything", true},
	    {"/fish/", "/fish", false},
	    {"/*.php", "/folder/filename.php?parameters", true},
	    {"/*.php", "/windows.PHP", false},
	    {"/*.php$", "/filename.php", true},
	    {"/*.php$", "/filename.php?parameters", false},
	    {"/*.php$", "/filename.php5", false},
	    {"/fish*.php", "/fishheads/catfish.php?parameters", true},
	    {"/fish*.php", "/Fish.PHP", false},
	    {"/a$b", "/a$b", true},
	    {"/a$b", "/a", false},
	    {"/a$", "/a", true},
	    {"/a$", "/a$", false},
	    {"/*a*a*a*a*b", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
	    {"/**x", "/yx", true},
	    {"*", "/", true},
	    {"*x", "/ax", true},
	    {"/*$", "/any", true},
	};
	char rule[100];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(rule, sizeof(rule), "disallow: %s", cases[i].pattern);
		assert_rule(rule, cases[i].path, !cases[i].matches);
	}
}

/* By trying all ways to stretch the stars. */
static bool matches_slowly(const char *pattern, const char *path)
{
	if (!*pattern)
		return true;
	if (*pattern == '$' && !pattern[1])
		return !*path;
	if (*pattern == '*')
		return matches_slowly(pattern + 1, path) ||
		       (*path && matches_slowly(pattern, path + 1));
	return *path && *pattern == *path &&
	       matches_slowly(pattern + 1, path + 1);
}

Test(robots, patterns_match_as_by_trying_all_ways)
{
	uint64_t state = 9;
	int i;

	for (i = 0; i < 20000; i++) {
		char pattern[16] = "/";
		char path[16] = "/";
		char rule[40];
		size_t k;

		for (k = 1; k < 2 + draw(&state) % 7; k++)
			pattern[k] = "ab*$"[draw(&state) % 4];
		for (k = 1; k < 2 + draw(&state) % 9; k++)
			path[k] = "ab$"[draw(&state) % 3];
		snprintf(rule, sizeof(rule), "disallow: %s", pattern);
		assert_rule(rule, path, !matches_slowly(pattern, path));
	}
}

Test(robots, octets_have_one_spelling)
{
	assert_rule("disallow: /a%3cd.html", "/a%3Cd.html", false);
	assert_rule("disallow: /a%3Cd.html", "/a%3cd.html", false);
	assert_rule("disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false);
	assert_rule("disallow: /foo/bar/baz", "/foo/bar/%62%61%7A", false);
	assert_rule("disallow: /foo/bar/\xe3\x83\x84", "/foo/bar/%E3%83%84",
		    false);
	assert_rule("disallow: /foo/bar/%E3%83%84", "/foo/bar/\xe3\x83\x84",
		    false);
	assert_rule("disallow: /a%2fb", "/a/b", true);
	assert_rule("disallow: /a%2fb", "/a%2Fb", false);
}

/* RFC 9309, 2.2.3: a star or dollar that is escaped is a letter. */
Test(robots, escaped_stars_and_dollars_are_letters)
{
	assert_rule("disallow: /a%2Ab", "/a*b", false);
	assert_rule("disallow: /a%2ab", "/a%2Ab", false);
	assert_rule("disallow: /a%2Ab", "/axb", true);
	assert_rule("disallow: /a*b", "/a%2Ab", false);
	assert_rule("disallow: /a%24", "/a$", false);
	assert_rule("disallow: /a%24", "/a", true);
	assert_rule("disallow: /a%24", "/a$b", false);
	assert_rule("disallow: /a$", "/a%24", true);
	assert_rule("disallow: /a$b", "/a%24b", false);
}

/* Each star doubles what trying all ways would take; here it is nothing. */
Test(robots, many_stars_cost_nothing, .timeout = 20)
{
	struct rp_buffer rule;
	struct rp_buffer path;
	struct rp_robots *robots;
	int i;

	rp_buffer_init(&rule);
	rp_buffer_init(&path);
	rp_buffer_puts(&rule, "user-agent: *\ndisallow: /");
	rp_buffer_puts(&path, "/");
	for (i = 0; i < 4000; i++)
		rp_buffer_puts(&rule, "*aaaa");
	rp_buffer_puts(&rule, "b\n");
	for (i = 0; i < 8000; i++)
		rp_buffer_puts(&path, "a");
	cr_assert_eq(rp_robots_read(&robots, rp_buffer_view(&rule), "reprint"),
		     RP_OK);
	for (i = 0; i < 200; i++)
		cr_assert(rp_robots_allows(robots, path.data));
	rp_robots_free(robots);
	rp_buffer_dispose(&rule);
	rp_buffer_dispose(&path);
}

Test(robots, groups)
{
	static const char text[] =
	    "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\n"
	    "Allow: /publications/\n\nUser-Agent: foobot\nDisallow:/\n"
	    "Allow:/example/page.html\nAllow:/example/allowed.gif\n\n"
	    "User-Agent: barbot\nUser-Agent: bazbot\n"
	    "Disallow: /example/page.html\n\nUser-Agent: quxbot\n";

	cr_assert(allows(text, "foobot", "/example/page.html"));
	cr_assert(!allows(text, "foobot", "/example/other"));
	cr_assert(!allows(text, "barbot", "/example/page.html"));
	cr_assert(!allows(text, "BAZBOT", "/example/page.html"));
	cr_assert(allows(text, "bazbot", "/example/"));
	/* Named, with no rules of its own. */
	cr_assert(allows(text, "quxbot", "/example/"));
	cr_assert(!allows(text, "reprint", "/example/"));
	cr_assert(!allows(text, "reprint", "/a.gif"));
	cr_assert(allows(text, "reprint", "/publications/"));
	/* Groups that name the same are one. */
	cr_assert(!allows("user-agent: a\ndisallow: /x\nuser-agent: b\n"
			  "disallow: /y\nuser-agent: a\ndisallow: /z",
			  "a", "/x"));
	cr_assert(!allows("user-agent: a\ndisallow: /x\nuser-agent: b\n"
			  "disallow: /y\nuser-agent: a\ndisallow: /z",
			  "a", "/z"));
	cr_assert(allows("user-agent: a\ndisallow: /x\nuser-agent: b\n"
			 "disallow: /y\nuser-agent: a\ndisallow: /z",
			 "a", "/y"));
	/* What is behind the token does not count, a longer token does. */
	cr_assert(!allows("user-agent: reprint/2.0 (x)\ndisallow: /", "reprint",
			  "/"));
	cr_assert(allows("user-agent: reprinter\ndisallow: /", "reprint", "/"));
	cr_assert(allows("user-agent: re\ndisallow: /", "reprint", "/"));
	/* Rules before any group are nobody's. */
	cr_assert(allows("disallow: /\nuser-agent: b\ndisallow: /x", "a", "/"));
}

Test(robots, lines_as_people_write_them)
{
	cr_assert(
	    !allows("\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n", "a", "/x"));
	cr_assert(!allows("user-agent: *\rdisallow: /\r", "a", "/x"));
	cr_assert(
	    !allows("USER-AGENT : * # all\n  DISALLOW\t:\t/ # x\n", "a", "/x"));
	cr_assert(
	    !allows("user-agent: *\n\n\nfoo: bar\n\ndisallow: /", "a", "/x"));
	cr_assert(!allows("user-agent *\ndisallow /\n", "a", "/x"));
	cr_assert(allows("<html>User-agent: *</html>", "a", "/x"));
	/* A sitemap ends no group. */
	cr_assert(!allows("user-agent: a\nsitemap: http://x/\nuser-agent: b\n"
			  "disallow: /",
			  "a", "/"));
}

Test(robots, delays_and_sitemaps)
{
	static const char text[] =
	    "Sitemap: http://a.example/1.xml\nUser-agent: *\nCrawl-delay: 5\n"
	    "Disallow: /x\n\nUser-agent: reprint\nCrawl-delay: 0.5\n"
	    "Disallow: /y\nsitemap: https://a.example/2.xml # news\n";
	struct rp_robots *robots;

	cr_assert_eq(rp_robots_read(&robots, str(text), "reprint"), RP_OK);
	cr_assert_float_eq(rp_robots_delay(robots), 0.5, 1e-9);
	cr_assert_eq(rp_robots_sitemaps(robots), 2);
	assert_str(rp_robots_sitemap(robots, 0), "http://a.example/1.xml");
	assert_str(rp_robots_sitemap(robots, 1), "https://a.example/2.xml");
	rp_robots_free(robots);
	cr_assert_eq(rp_robots_read(&robots, str(text), "other"), RP_OK);
	cr_assert_float_eq(rp_robots_delay(robots), 5, 1e-9);
	rp_robots_free(robots);
	cr_assert_eq(rp_robots_read(&robots,
				    str("user-agent: *\ncrawl-delay: -1\n"
					"crawl-delay: x\n"),
				    "a"),
		     RP_OK);
	cr_assert_float_eq(rp_robots_delay(robots), 0, 1e-9);
	rp_robots_free(robots);
	cr_assert(rp_robots_allows(NULL, "/x"));
	cr_assert_float_eq(rp_robots_delay(NULL), 0, 1e-9);
}

/* Half a mebibyte is read, and what is behind it is not. */
Test(robots, has_a_limit)
{
	size_t len = RP_ROBOTS_BYTES + 100;
	char *text = malloc(len);
	struct rp_robots *robots;

	cr_assert_not_null(text);
	memset(text, '\n', len);
	memcpy(text, "user-agent: *\n", 14);
	memcpy(text + RP_ROBOTS_BYTES - 20, "disallow: /x\n", 13);
	memcpy(text + RP_ROBOTS_BYTES + 1, "disallow: /y\n", 13);
	cr_assert_eq(
	    rp_robots_read(&robots, (struct rp_str){text, len}, "reprint"),
	    RP_OK);
	cr_assert(!rp_robots_allows(robots, "/x"));
	cr_assert(rp_robots_allows(robots, "/y"));
	rp_robots_free(robots);
	free(text);
}
