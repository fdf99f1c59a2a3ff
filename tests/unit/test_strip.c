/* SPDX-License-Identifier: Apache-2.0 */
#include "strip.h"
#include "testing.h"

static void assert_stripped(const char *html, const char *expected,
			    const char *json)
{
	struct rp_buffer page;
	struct rp_buffer json_ld;

	rp_buffer_init(&page);
	rp_buffer_init(&json_ld);
	cr_assert_eq(rp_strip_page(&page, &json_ld, html, strlen(html)), RP_OK);
	cr_assert_str_eq(page.data, expected);
	cr_assert_str_eq(json_ld.data, json);
	rp_buffer_dispose(&page);
	rp_buffer_dispose(&json_ld);
}

static int strip_status(const char *html, size_t len)
{
	struct rp_buffer page;
	struct rp_buffer json_ld;
	int status;

	rp_buffer_init(&page);
	rp_buffer_init(&json_ld);
	status = rp_strip_page(&page, &json_ld, html, len);
	rp_buffer_dispose(&page);
	rp_buffer_dispose(&json_ld);
	return status;
}

Test(strip, cuts_what_no_reader_sees)
{
	assert_stripped("a<script>x<b>y</script >b", "ab", "");
	assert_stripped("a<SCRIPT src='>'>1</Script>b", "ab", "");
	assert_stripped("a<style>p{}</style><svg><path/></svg>b", "ab", "");
	assert_stripped("a<!-- <p> -->b<!-->c<!--->d", "abcd", "");
	assert_stripped("a<script>never ends", "a", "");
	assert_stripped("a<!-- never ends", "a", "");
	assert_stripped("a<!-- x --!>b<!---- y -- > --->c", "abc", "");
	assert_stripped("<scripture>kept</scripture>",
			"<scripture>kept</scripture>", "");
}

/* A parser would show it in the body. */
Test(strip, cuts_noscript_in_the_head)
{
	assert_stripped("<head><noscript>on<a href=/>x</a></noscript></head>"
			"<body><noscript>y</noscript>",
			"<head></head><body><noscript>y</noscript>", "");
	assert_stripped("<head><noscript>never ends<body><p>x",
			"<head><noscript>never ends<body><p>x", "");
}

Test(strip, knows_what_closes_itself)
{
	assert_stripped("a<svg class=\"i\"/>b<math />c</svg>d", "abc</svg>d",
			"");
	/* the slash is the value's */
	assert_stripped("a<svg class=i/>b</svg>c", "ac", "");
	assert_stripped("a<script src=\"x\"/>b</script>c", "ac", "");
	assert_stripped("<?xml version=\"1.0\"?><title/><script src=\"x\"/>b",
			"<?xml version=\"1.0\"?>b", "");
}

Test(strip, keeps_everything_else)
{
	assert_stripped("1 < 2 <> </> <p class=\"a>b\">x",
			"1 < 2 <> </> "
			"<p class=\"a>b\">x",
			"");
	/* what looks like a tag in a title or text field is text */
	assert_stripped("<title><script></title>a", "<title><script></title>a",
			"");
	assert_stripped("<!DOCTYPE html><p>x", "<!DOCTYPE html><p>x", "");
}

Test(strip, sets_json_ld_aside)
{
	assert_stripped("<script type=\"application/ld+json\">{\"a\":1}"
			"</script>b",
			"b", "{\"a\":1}");
}

/* count opening tags of a kind, none closed. */
static int status_of_depth(size_t count, const char *open)
{
	size_t len = strlen(open);
	char *html = malloc(count * len + 1);
	size_t i;
	int status;

	for (i = 0; i < count; i++)
		memcpy(html + i * len, open, len);
	status = strip_status(html, count * len);
	free(html);
	return status;
}

Test(strip, refuses_depth)
{
	cr_assert_eq(status_of_depth(4000, "<div>"), RP_OK);
	cr_assert_eq(status_of_depth(5000, "<div>"), RP_EDEPTH);
	cr_assert_eq(status_of_depth(400000, "<span>"), RP_EDEPTH);
	/* a stray end tag does not hide depth */
	cr_assert_eq(status_of_depth(5000, "<div></b>"), RP_EDEPTH);
}

Test(strip, does_not_count_what_closes_itself)
{
	cr_assert_eq(status_of_depth(50000, "<p>"), RP_OK);
	cr_assert_eq(status_of_depth(50000, "<li>"), RP_OK);
	cr_assert_eq(status_of_depth(50000, "<br>"), RP_OK);
	cr_assert_eq(status_of_depth(50000, "<img src=x>"), RP_OK);
	cr_assert_eq(status_of_depth(50000, "<b>x</b>"), RP_OK);
	cr_assert_eq(status_of_depth(50000, "<tr><td>x<td><p>y"), RP_OK);
	cr_assert_eq(status_of_depth(50000, "<dt>x<dd><p>y"), RP_OK);
	cr_assert_eq(status_of_depth(50000, "<li><p>x"), RP_OK);
	cr_assert_eq(status_of_depth(5000, "<table><tr><td><table></table>x"),
		     RP_EDEPTH);
}

Test(strip, refuses_attributes)
{
	size_t i;
	size_t len = 2;
	static char html[1200000];

	memcpy(html, "<p", 2);
	for (i = 0; i < 100000; i++)
		len += (size_t)sprintf(html + len, " a%zu=1", i);
	html[len++] = '>';
	cr_assert_eq(strip_status(html, len), RP_EATTRIBUTES);
	html[9000] = '>';
	cr_assert_eq(strip_status(html, 9001), RP_EATTRIBUTES);
	html[1500] = '>';
	cr_assert_eq(strip_status(html, 1501), RP_OK);
}

Test(strip, passes_on_only_what_is_asked_for)
{
	assert_stripped(
	    "<p data-x='a>b' class=lead onclick=\"f('y')\" id='p1'>x",
	    "<p class=lead id='p1'>x", "");
	assert_stripped("<a href=/x rel=author target=_blank>x</a>",
			"<a href rel=author>x</a>", "");
	assert_stripped("<abbr title='2017-01-31' lang=de>x</abbr><b title=y>",
			"<abbr title='2017-01-31' lang=de>x</abbr><b>", "");
	assert_stripped("<link rel=canonical href=/x sizes=1>",
			"<link rel=canonical href=/x>", "");
	assert_stripped("<input type=hidden value=1><p type=x>",
			"<input type=hidden><p>", "");
	/* valueless, in capitals, self-closing, and cut off by the end */
	assert_stripped("<DIV HIDDEN DATA-A>x<br/>", "<DIV HIDDEN>x<br>", "");
	assert_stripped("x<p data-x=1 class=", "x<p data-x=1 class=", "");
}
