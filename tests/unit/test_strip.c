/* SPDX-License-Identifier: Apache-2.0 */
#include "strip.h"
#include "tag.h"
#include "testing.h"

/* With what stands for pieces of it taken back. */
static void assert_stripped(const char *html, const char *expected,
			    const char *json)
{
	struct rp_stripped stripped;
	struct rp_arena arena;

	rp_arena_init(&arena, 0);
	rp_stripped_init(&stripped);
	cr_assert_eq(rp_strip_page(&stripped, html, strlen(html)), RP_OK);
	cr_assert_str_eq(rp_placeholders_restore(&stripped.placeholders, &arena,
						 stripped.page.data),
			 expected);
	cr_assert_str_eq(stripped.json_ld.data, json);
	rp_stripped_dispose(&stripped);
	rp_arena_dispose(&arena);
}

/* As the parser sees it. */
static void assert_seen(const char *html, const char *expected)
{
	struct rp_stripped stripped;

	rp_stripped_init(&stripped);
	cr_assert_eq(rp_strip_page(&stripped, html, strlen(html)), RP_OK);
	cr_assert_str_eq(stripped.page.data, expected);
	rp_stripped_dispose(&stripped);
}

static int strip_status(const char *html, size_t len)
{
	struct rp_stripped stripped;
	int status;

	rp_stripped_init(&stripped);
	status = rp_strip_page(&stripped, html, len);
	rp_stripped_dispose(&stripped);
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
			"1 < 2 <> </> <p class=a>b>x", "");
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
			"<abbr title=2017-01-31 lang=de>x</abbr><b>", "");
	assert_stripped("<link rel=canonical href=/x sizes=1>",
			"<link rel=canonical href=/x>", "");
	assert_stripped("<input type=hidden value=1><p type=x>",
			"<input type=hidden><p>", "");
	/* valueless, in capitals, self-closing, and cut off by the end */
	assert_stripped("<DIV HIDDEN DATA-A>x<br/>", "<DIV HIDDEN>x<br>", "");
	assert_stripped("x<p data-x=1 class=", "x<p data-x=1 class=", "");
}

#define A "\xee\x80\x80" /* what stands for the first piece, and so on */
#define B "\xee\x80\x81"
#define C "\xee\x80\x82"

Test(strip, puts_one_character_for_what_is_passed_on)
{
	assert_seen("<p class=\"lead big\">A text, of \xc3\xa9t\xc3\xa9.</p>",
		    "<p class=" A ">" B "</p>");
	/* a blank is asked for, and those in a row are one */
	assert_seen("<p>\r\n\t one \n two  <b> three</b>  \n  <i> </i>",
		    "<p> " A "<b> " B "</b> <i> </i>");
	/* across what was cut */
	assert_seen("<p>one <!-- x --> two<script>3</script> four",
		    "<p>" A " " B " " C);
	/* no shorter than it */
	assert_seen("<p id=p1 class=abc>is<b>are",
		    "<p id=p1 class=" A ">is<b>" B);
	/* what the parser asks for itself */
	assert_seen("<input type=hidden>", "<input type=hidden>");
	/* tags that are text */
	assert_seen("<title lang=pt-BR>A <b>title</b></title>",
		    "<title lang=pt-BR>A <b>title</b></title>");
}

Test(strip, leaves_the_parser_what_it_would_change)
{
	assert_seen("Tom &amp; Ann &copyright &#x41;bc &x",
		    A "&amp; " B "&copyright &#x41;" C "&x");
	assert_seen("one\x01two\x7f three\xc2\x85 four\xef\xbf\xbe",
		    A "\x01" B "\x7f " C "\xc2\x85 \xee\x80\x83\xef\xbf\xbe");
	assert_seen("<p class='a&amp;b' id='one\r\ntwo'>",
		    "<p class='a&amp;b' id='one\r\ntwo'>");
}

/* Icons of a page's own are taken for no piece. */
Test(strip, tells_characters_of_private_use_from_its_own)
{
	assert_seen("<i>" A "</i>" B "<b>&#xE001;</b>&#57344 c",
		    "<i>" A "</i>" B "<b>" C "</b>\xee\x80\x83 c");
	assert_stripped("<i>" A "</i>" B "<b>&#xE001;</b>&#57344 c",
			"<i>" A "</i>" B "<b>" B "</b>" A " c", "");
	assert_seen("<p class='" B "' id=" C ">", "<p class=" A " id=" B ">");
	/* in plane 15 too; no others */
	assert_seen("&#983040;&#xF8FF;&#xF900;&#xE0000;",
		    A B "&#xF900;&#xE0000;");
}

Test(strip, passes_on_what_is_no_tag)
{
	assert_seen("<!DOCTYPE html><!x <b>y", "<!DOCTYPE html><!x <b>y");
	assert_seen("<?php echo 1; ?>after</ b>it</>",
		    "<?php echo 1; ?>" A "</ b>it</>");
	assert_seen("<![CDATA[x]]>a <", "<![CDATA[x]]>a <");
	assert_seen("a <5<! never ends", "a <5<! never ends");
	assert_seen("<! a < b >text", "<! a < b >" A);
	assert_seen("<!DOCTYPE x [<!-- > --><!ENTITY y>]>text",
		    "<!DOCTYPE x [<!ENTITY y>" A);
}

/* More pieces than there are characters for are passed on as they are. */
Test(strip, passes_on_what_nothing_is_left_for)
{
	const size_t pieces = 80000;
	const char *one = "<p>" A "x";
	size_t len = strlen(one);
	char *html = malloc(pieces * len + 1);
	struct rp_stripped stripped;
	size_t i;

	for (i = 0; i < pieces; i++)
		memcpy(html + i * len, one, len);
	rp_stripped_init(&stripped);
	cr_assert_eq(rp_strip_page(&stripped, html, pieces * len), RP_OK);
	cr_assert_eq(stripped.placeholders.count, 6400 + 65534);
	cr_assert_str_eq(stripped.page.data + stripped.page.len - 7,
			 "<p>\xef\xbf\xbdx");
	rp_stripped_dispose(&stripped);
	free(html);
}

Test(strip, knows_elements_by_their_names)
{
	static const struct {
		const char *name;
		unsigned kinds;
	} cases[] = {
	    {"a", RP_TAG_A},
	    {"ABBR", RP_TAG_ABBR},
	    {"body", RP_TAG_ALONE},
	    {"Head", RP_TAG_ALONE | RP_TAG_HEAD},
	    {"link", RP_TAG_ALONE | RP_TAG_HEAD | RP_TAG_LINK},
	    {"math", RP_TAG_CUT | RP_TAG_FOREIGN},
	    {"noscript", RP_TAG_HEAD | RP_TAG_NOSCRIPT},
	    {"script", RP_TAG_CUT | RP_TAG_HEAD | RP_TAG_SCRIPT},
	    {"svg", RP_TAG_CUT | RP_TAG_FOREIGN},
	    {"template", RP_TAG_CUT | RP_TAG_HEAD},
	    {"title", RP_TAG_RAW | RP_TAG_HEAD},
	    {"wbr", RP_TAG_ALONE},
	    {"xmp", RP_TAG_RAW},
	    {"div", 0},
	    {"zone", 0},
	    {"ab", 0},
	    {"svgs", 0},
	    {"{", 0},
	};
	static const char *const alone[] = {
	    "area", "base",  "br",   "col",   "embed",	"hr",	"html",
	    "img",  "input", "meta", "param", "source", "track"};
	static const char *const cut[] = {"iframe", "noembed", "noframes",
					  "style"};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_eq(rp_tag_kinds(cases[i].name, strlen(cases[i].name)),
			     cases[i].kinds, "%s", cases[i].name);
	for (i = 0; i < sizeof(alone) / sizeof(alone[0]); i++)
		cr_expect(rp_tag_kinds(alone[i], strlen(alone[i])) &
			      RP_TAG_ALONE,
			  "%s", alone[i]);
	for (i = 0; i < sizeof(cut) / sizeof(cut[0]); i++)
		cr_expect(rp_tag_kinds(cut[i], strlen(cut[i])) & RP_TAG_CUT,
			  "%s", cut[i]);
	cr_expect_eq(rp_tag_kinds("textarea", 8), RP_TAG_RAW);
	cr_expect_eq(rp_tag_kinds("", 0), 0);
}

/* What the parser might look at many times, or not at all, is not shortened. */
Test(strip, shortens_no_value_that_is_long_or_open)
{
	char html[400];
	char value[140];

	memset(value, 'v', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	sprintf(html, "<b class=\"%s\">", value);
	assert_seen(html, html);
	sprintf(html, "<b class=\"%s\">", value + 11);
	assert_seen(html, "<b class=" A ">");
	sprintf(html, "<b class=%s>", value);
	assert_seen(html, html);
	/* but a description, each by itself */
	sprintf(html, "<meta content=%s><meta content=%s>", value, value);
	assert_seen(html, "<meta content=" A "><meta content=" B ">");
	/* never closed: the parser drops it */
	assert_seen("<p>x<meta name=author content=\"Ada Lind></body>",
		    "<p>x<meta name=" A " content=\"Ada Lind></body>>");
	/* of a link it is asked only whether it leads anywhere */
	assert_seen("<a href=\"/somewhere else\" rel=author>",
		    "<a href rel=" A ">");
}

/* Where nobody shortens anything a page's own characters stand for themselves,
 * so that they are no piece of another place. */
Test(strip, lets_its_own_characters_stand_for_themselves)
{
	const char *many = " id id id id id id id id id id id id id id id id";
	char html[300];

	assert_seen("text<title>" B "</b" C "></title>",
		    A "<title>" B "</b" C "></title>");
	assert_stripped("text<title>" B "</b" C "></title>",
			"text<title>" B "</b" C "></title>", "");
	sprintf(html, "text<p class=" B "%s>", many);
	assert_stripped(html, html, "");
	assert_stripped("text<title>a &#xE000; &#xF900; b</title>",
			"text<title>a " A " &#xF900; b</title>", "");
	/* numbers that run over */
	assert_seen("text&#4295024640;&#x10000E001;", A B C);
	assert_stripped("text&#4295024640;&#x10000E001;", "text" A B, "");
	/* nor is a declaration's end hidden */
	assert_seen("<!x <b class='a>some words'>text",
		    "<!x <b class='a>some words'>" A);
}

Test(strip, keeps_one_blank_around_what_is_cut)
{
	assert_seen("<p>\n<!-- x -->\r\n <b>\r\n<i>\r</i>",
		    "<p>\n<b>\n<i>\n</i>");
}

/* All that is passed on counts, whatever stands for it. */
Test(strip, counts_what_it_passes_on)
{
	const char *html = "<p class=\"lead big\">   some   text   </p>";
	struct rp_stripped stripped;

	rp_stripped_init(&stripped);
	cr_assert_eq(rp_strip_page(&stripped, html, strlen(html)), RP_OK);
	cr_assert_eq(stripped.passed_on, strlen(html));
	rp_stripped_dispose(&stripped);
}
