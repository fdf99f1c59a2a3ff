/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"
#include "url.h"

static void assert_host(const char *url, const char *expected)
{
	char host[64];
	size_t len = rp_url_host(host, sizeof(host), str(url));

	cr_assert_eq(len, strlen(expected), "'%s' gave '%s'", url, host);
	if (len)
		cr_assert_str_eq(host, expected);
}

Test(url, gives_the_outlet)
{
	assert_host("http://www.Example.com/a?b", "example.com");
	assert_host("https://m.example.com:8080/", "example.com");
	assert_host("https://user:pw@news.example.com#x", "news.example.com");
	assert_host("//amp.example.org/x", "example.org");
	assert_host("https://www.amp.example.org", "example.org");
	assert_host("http://example.com./", "example.com");
	assert_host("http://www.com/", "www.com"); /* "com" is no outlet */
	assert_host("http://[::1]:80/", "[::1]:80");
}

Test(url, gives_the_outlet_of_a_page_that_an_archive_keeps)
{
	assert_host("http://web.archive.org/web/20161127065619/"
		    "http://www.example.com/a",
		    "example.com");
	assert_host("https://Web.Archive.org/web/20161127065619id_/"
		    "HTTPS://u@m.example.com:80?x",
		    "example.com");
	assert_host("//web.archive.org/web/2016/http:/example.org",
		    "example.org");
	assert_host("http://web.archive.org/about/", "web.archive.org");
	assert_host("http://web.archive.org/web/http://example.com/",
		    "web.archive.org");
	assert_host("http://web.archive.org/web/2016*/http:",
		    "web.archive.org");
	assert_host("http://web.archive.org/web/2016/http://",
		    "web.archive.org");
	assert_host("http://web.archive.org/web/2016", "web.archive.org");
}

Test(url, gives_nothing_for_what_is_no_address)
{
	assert_host("", "");
	assert_host("/path/only", "");
	assert_host("/2017//other.example/x", "");
	assert_host("example.com/2017//story", "");
	assert_host("mailto:a@example.com", "");
	assert_host("a title with // in it", "");
	assert_host("http://", "");
	assert_host("http://a-very-long-host-name-that-does-not-fit-into-the-"
		    "space-that-is-given-to-it.example/",
		    "");
}

static void assert_page(const char *url, const char *expected)
{
	struct rp_buffer page;

	rp_buffer_init(&page);
	rp_url_page(&page, str(url));
	cr_expect_str_eq(page.data, expected, "'%s' gave '%s'", url, page.data);
	rp_buffer_dispose(&page);
}

Test(url, is_of_one_page_in_all_its_spellings)
{
	static const char *const spellings[] = {
	    "https://www.globe.example/2026/11/04/ferry",
	    "http://globe.example/2026/11/04/ferry/",
	    "https://GLOBE.example:443/2026/11/04/ferry#top",
	    "https://m.globe.example/2026/11/04/ferry?utm_source=rss",
	    "https://amp.globe.example/2026/11/04/ferry/amp/",
	    "https://globe.example/2026/11/04/ferry?amp=1&fbclid=a&CMP=share_x",
	    "https://globe.example/2026/11/04/ferry?&",
	    "//globe.example:/2026/11/04/ferry",
	    "https://globe-example.cdn.ampproject.org/c/s/www.globe.example/"
	    "2026/11/04/ferry?outputType=amp",
	    "https://web.archive.org/web/20261104/http://globe.example/2026/11/"
	    "04/ferry"};
	size_t i;

	for (i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		assert_page(spellings[i], "globe.example/2026/11/04/ferry");
}

/* As feeds, canonical links and address bars write one letter. */
Test(url, is_of_one_page_however_it_is_encoded)
{
	static const char *const spellings[] = {
	    "https://a.example/\xd0\xbd%20~b?q=\xc3\xbc&utm_source=rss",
	    "https://a.example/%d0%bd%20%7Eb?q=%c3%bc",
	    "https://a.example/%D0%BD %7eb/?q=%C3%BC"};
	size_t i;

	for (i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		assert_page(spellings[i], "a.example/%D0%BD%20~b?q=%C3%BC");
	/* what is encoded since it would be a sign stays so */
	assert_page("https://a.example/b%2fc?d=%26e", "a.example/b%2Fc?d=%26e");
}

/* What may name another page stays. */
Test(url, keeps_what_may_name_a_page)
{
	assert_page("http://a.example/?p=12&utm_medium=x&page=2",
		    "a.example?p=12&page=2");
	assert_page("http://a.example/A/b.html", "a.example/A/b.html");
	assert_page("http://a.example:8080/a", "a.example:8080/a");
	assert_page("http://[::1]:80/a", "[::1]:80/a");
	assert_page("http://a.example/#!/2026/a", "a.example#!/2026/a");
	assert_page("http://a.example/#/news/1", "a.example#/news/1");
	assert_page("http://a.example/live#post-17", "a.example/live#post-17");
	assert_page("http://a.example/a#xtor=RSS-1", "a.example/a");
	assert_page("http://a.example/a#comment-123", "a.example/a");
	assert_page("http://a.example/a#!", "a.example/a");
	assert_page("http://a.example/a?CMP=Share_iOSApp", "a.example/a");
	assert_page("http://a.example/a?pk_news=17&pk_cid=x&cmp=12",
		    "a.example/a?pk_news=17&cmp=12");
	assert_page("http://[::1]:8080/a", "[::1]:8080/a");
	assert_page("http://a.example/amp", "a.example/amp");
	assert_page("http://a.example/clamp", "a.example/clamp");
	assert_page("http://a.example/a?camp=1&ample",
		    "a.example/a?camp=1&ample");
	assert_page("http://x.cdn.ampproject.org/about",
		    "x.cdn.ampproject.org/about");
	assert_page("http://a.example", "a.example");
	assert_page("http://a.example/", "a.example");
	assert_page("/2026/a?utm_source=x", "/2026/a?utm_source=x");
	assert_page("", "");
}

Test(url, knows_what_stands_for_none)
{
	cr_assert(rp_url_is_filler(str("None")));
	cr_assert(rp_url_is_filler(str("N/A")));
	cr_assert_not(rp_url_is_filler(str("")));
	cr_assert_not(rp_url_is_filler(str("nonesuch.example/a")));
	cr_assert_not(rp_url_is_filler(str("urn:none")));
}
