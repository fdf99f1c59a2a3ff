/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

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
