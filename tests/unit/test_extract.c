/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

#define P1                                                                    \
	"The council of Westmere voted on Tuesday to close the old swimming " \
	"hall, which has leaked since the winter of 2019 and costs 40,000 a " \
	"month to heat."
#define P2                                                                   \
	"Mayor Ada Lind said that no other answer was left after the third " \
	"survey, and that a new hall beside the school would open in two "   \
	"years if the county pays its half."
#define P3                                                                   \
	"Swimmers gathered outside with towels over their shoulders, among " \
	"them the oldest member of the club, who learned to swim there in "  \
	"1951."
#define BODY "<p>" P1 "</p><p>" P2 "</p><p>" P3 "</p>"
#define TEXT P1 "\n" P2 "\n" P3 "\n"

static struct rp_extractor *extractor;

static void set_up(void)
{
	cr_assert_eq(rp_extractor_create(&extractor), RP_OK);
}

static void tear_down(void)
{
	rp_extractor_free(extractor);
}

TestSuite(extract, .init = set_up, .fini = tear_down);

static struct rp_article article_of(const char *html)
{
	struct rp_article article;

	cr_assert_eq(
	    rp_extractor_html(&article, extractor, html, strlen(html), NULL),
	    RP_OK);
	return article;
}

static void assert_text(const char *html)
{
	assert_str(article_of(html).text, TEXT);
}

Test(extract, finds_the_body_by_its_names)
{
	static const char *const openings[] = {
	    "<div itemprop=articleBody>",
	    "<div class='story-body'>",
	    "<div class='post__entryContent'>",
	    "<article>",
	    "<main>",
	    "<div role=main>",
	    "<div>",
	};
	size_t i;

	for (i = 0; i < sizeof(openings) / sizeof(openings[0]); i++) {
		char html[4000];

		snprintf(html, sizeof(html),
			 "<body><div class=menu><ul><li><a href=/>Home</a>"
			 "<li><a href=/n>News</a></ul></div>%s" BODY,
			 openings[i]);
		assert_text(html);
	}
}

Test(extract, leaves_furniture_out)
{
	assert_text("<nav><p>" P3 P2 "</nav><article>" BODY "</article>");
	assert_text("<article>" BODY "<aside><p>" P2 "</p></aside></article>");
	assert_text("<article>" BODY "<div class=related-stories><p>" P2
		    "</p></div></article>");
	assert_text("<article>" BODY "<div style='display: none'><p>" P2
		    "</p></div>");
	assert_text("<article>" BODY "<figure><img src=x><figcaption>" P2
		    "</figcaption></figure>");
	assert_text("<article>" BODY
		    "<ul><li><a href=1>One more story about the hall</a><li>"
		    "<a href=2>Another story about swimming</a></ul>");
	assert_text("<article>" BODY "<p><a href=1>Read how the hall was built "
		    "in 1949 by volunteers</a></p>");
	assert_text("<article>" BODY "<p>Share this post</p><h3>Tags</h3>");
	assert_text(
	    "<article><p>By Ada Reporter</p><p>3 March 2017, 12:04</p>" BODY);
}

/* Whatever an element is called, a sentence goes on through it; a note within
 * it is a note. */
Test(extract, keeps_words_in_the_midst_of_a_sentence)
{
	static const char *const pages[] = {
	    "<article>" BODY "<p>The <span class=tooltip>county court<span "
	    "class=tooltiptext>It hears small cases.</span></span> will hear "
	    "the town on Monday, said Ms Weaver, who has seen the letter.</p>",
	    "<article>" BODY "<p>The <span class=rollover><a href=/c>county "
	    "court</a><span class=rollover-block>More</span></span> will hear "
	    "the town on Monday, said Ms Weaver, who has seen the letter.</p>",
	    "<article>" BODY "<p>The county court will hear the town on "
	    "<time class=date>Monday</time>, said Ms Weaver, who has seen the "
	    "letter.</p>"};
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct rp_article article = article_of(pages[i]);

		cr_assert(strstr(article.text.data,
				 "The county court will hear the town on "
				 "Monday, said Ms Weaver"),
			  "%s", article.text.data);
	}
}

Test(extract, never_removes_most_of_the_prose)
{
	assert_text("<body><div class='sidebar'>" BODY "</div>");
	assert_text("<body><div hidden><article>" BODY "</article></div>");
	assert_text("<body><form action=/>" BODY "</form>");
}

Test(extract, drops_the_headline_and_keeps_it_as_title)
{
	struct rp_article article = article_of(
	    "<title>Westmere closes its swimming hall - Daily</title><article>"
	    "<h1>Westmere closes its swimming hall</h1>" BODY);

	assert_str(article.title, "Westmere closes its swimming hall");
	assert_str(article.text, TEXT);
}

/* Each of the first paragraphs in an element of its own, the rest in one; a
 * single one before it is what the site says of the article. */
Test(extract, joins_paragraphs_with_names_of_their_own)
{
	static const char opening[] =
	    "<title>Hall closes for good</title><h1>Hall closes for good</h1>"
	    "<div id=mainArea>";
	static const char rest[] =
	    "<div class=body><p>" P3 "</p><p>" P3 "</p><p>" P3 "</p></div>";
	char html[2500];

	snprintf(html, sizeof(html),
		 "%s<div class=firstPar><p>" P1 "</p></div>"
		 "<div class=links><p><a href=/1>Hall in Brent to close, the "
		 "county says, if nobody pays for its roof</a></p></div>"
		 "<div class=secondPar><p>" P2 "</p></div>%s</div>",
		 opening, rest);
	assert_str(article_of(html).text,
		   P1 "\n" P2 "\n" P3 "\n" P3 "\n" P3 "\n");
	snprintf(html, sizeof(html),
		 "%s<div class=firstPar><p>" P1 "</p></div>%s</div>", opening,
		 rest);
	assert_str(article_of(html).text, P3 "\n" P3 "\n" P3 "\n");
	/* with names of other kinds, below a heading, or not next to it */
	snprintf(html, sizeof(html),
		 "%s<div class=summary><p>" P1 "</p></div>"
		 "<div class=caption-text><p>" P2 "</p></div>%s</div>",
		 opening, rest);
	assert_str(article_of(html).text, P3 "\n" P3 "\n" P3 "\n");
	snprintf(html, sizeof(html),
		 "%s<div class=firstPar><h3>Hall</h3><p>" P1 "</p></div>"
		 "<div class=secondPar><p>" P2 "</p></div>%s</div>",
		 opening, rest);
	assert_str(article_of(html).text, P3 "\n" P3 "\n" P3 "\n");
	snprintf(html, sizeof(html),
		 "%s<div class=firstPar><p>" P1 "</p></div>"
		 "<div class=secondPar><p>" P2 "</p></div><div>See the map of "
		 "all halls.</div>%s</div>",
		 opening, rest);
	assert_str(article_of(html).text, P3 "\n" P3 "\n" P3 "\n");
}

Test(extract, joins_a_body_split_by_advertisements)
{
	assert_text("<main><div class=part><p>" P1 "</p></div><div class=ad>"
		    "<p>Buy now</p></div><div class=part><p>" P2 "</p><p>" P3
		    "</p></div></main>");
}

Test(extract, takes_line_breaks_for_paragraphs)
{
	assert_text("<div class=article-text>" P1 "<br><br>" P2 "<br><br>" P3
		    "</div>");
}

Test(extract, keeps_quotes_and_subheadings)
{
	struct rp_article article =
	    article_of("<article><p>" P1 "</p><h2>What comes next</h2><p>" P2
		       "</p><blockquote>" P3 "</blockquote></article>");

	assert_str(article.text, P1 "\nWhat comes next\n" P2 "\n> " P3 "\n");
	article = article_of("<article><p>" P1 "</p><blockquote><p>" P2
			     "</p><p>" P3 "</p></blockquote></article>");
	assert_str(article.text, P1 "\n> " P2 "\n> " P3 "\n");
	/* one that is the article */
	article = article_of("<article><p>They wrote to us today, and it "
			     "says:</p><blockquote><p>" P1 "</p><p>" P2
			     "</p><p>" P3 "</p></blockquote></article>");
	assert_str(article.text, "They wrote to us today, and it says:\n" P1
				 "\n" P2 "\n" P3 "\n");
}

/* The next one is loaded below, and longer. */
Test(extract, takes_the_article_of_the_headline_of_two)
{
#define NEXT "<p>" P3 " Next.</p><p>" P2 " Next.</p>"
	assert_text("<title>Hall closes - Daily</title><body><div><article>"
		    "<h1>Hall closes</h1>" BODY "</article><article>"
		    "<h1>Another thing</h1>" NEXT NEXT NEXT NEXT "</article>");
#undef NEXT
}

/* An anchor is a place, not a link, however much stands behind it. */
Test(extract, reads_on_behind_an_anchor)
{
	assert_text("<body><div><p><a name=p1>" P1 "</a></p><p><a name=p2>" P2
		    "</a></p><p>" P3 "</p></div>");
	assert_text("<body><article><a name=top>" BODY);
	assert_text("<body><article><a id='top'/>" BODY);
	/* what a script makes a link of */
	assert_text("<body><article>" BODY "<p><a class=more>" P1 "</a></p>");
}

#define COMMENT(n)                                                         \
	"<div class=comment><p>Reader " #n " has been a member for years " \
	"and says that nobody ever asked the swimmers, which is how it "   \
	"always goes in this town, and that the hall was cold.</p></div>"
#define COMMENTS   \
	COMMENT(1) \
	COMMENT(2) \
	COMMENT(3) COMMENT(4) COMMENT(5) COMMENT(6) COMMENT(7) COMMENT(8)

/* Comments are none of the article, and do not guard what else is none. */
Test(extract, leaves_comments_out_however_long)
{
	assert_str(article_of("<title>Hall closes</title><body><h1>Hall "
			      "closes</h1><p>" P1
			      "</p><div id=disqus_thread>" COMMENTS "</div>")
		       .text,
		   P1 "\n");
	assert_text("<title>Hall closes</title><body><div class='post "
		    "tag-author-comments'><h1>Hall closes</h1><p>" P1
		    "</p><p>" P2 "</p><p>" P3 "</p></div><div "
		    "class=comments-area>" COMMENTS COMMENTS "</div>");
	/* a story about comments is what its names say it is not */
	assert_text("<title>Hall closes</title><body><div class=comments><h1>"
		    "Hall closes</h1>" BODY "</div>");
}

/* What is under the headline goes before what is longer elsewhere. */
Test(extract, stays_with_the_headline)
{
#define CARD(n)                                                              \
	"<div class=card><h3>Story " #n "</h3><p>Engineers looked at the "   \
	"bridge over the Weir again, and found that it needs a new bearing " \
	"before the winter.</p></div>"
	assert_text("<title>Hall closes</title><body><div class=x><h1>Hall "
		    "closes</h1>" BODY "</div><div class=grid>" CARD(1) CARD(2)
			CARD(3) CARD(4) CARD(5) CARD(6) "</div>");
#undef CARD
	/* the next story, in a body of the same kind */
	assert_text("<title>Hall closes</title><body><section><h1>Hall closes"
		    "</h1><div class=body-text>" BODY "</div><h1>Bridge shut"
		    "</h1><div class=body-text><p>" P3 P2 "</p></div>"
		    "</section>");
}

/* A headline stands beside the body as often as in it; what comes behind both
 * may be longer. */
Test(extract, stays_with_the_body_below_the_headline)
{
#define TEASER                                                                \
	"<li><h3><a href=x>Bridge shut</a></h3><p>Engineers looked at the "   \
	"bridge over the Weir again, and found that it needs a new bearing, " \
	"which will not be there before the winter comes.</p></li>"
#define TEASERS                                                              \
	"<section class=more><ul>" TEASER TEASER TEASER TEASER TEASER TEASER \
	    TEASER TEASER TEASER TEASER "</ul></section>"
	assert_text("<title>Hall closes</title><main><article><h1>Hall closes"
		    "</h1><div class='article-body'>" BODY
		    "</div></article>" TEASERS "</main>");
	assert_text("<title>Hall closes</title><div><h1>Hall closes</h1>"
		    "<div itemprop=articleBody>" BODY "</div></div>" TEASERS);
	assert_text("<title>Hall closes</title><article><h1>Hall closes</h1>"
		    "<div class='article-body'>" BODY
		    "</div></article><section id=kommentare>" TEASERS
		    "</section>");
	/* a brief of two paragraphs */
	assert_str(article_of("<title>Hall closes</title><main><article><h1>"
			      "Hall closes</h1><p>" P1 "</p><p>" P2
			      "</p></article>" TEASERS "</main>")
		       .text,
		   P1 "\n" P2 "\n");
	/* the next story, loaded below */
	assert_text("<title>Hall closes</title><article><h1>Hall closes</h1>"
		    "<div class='article-body'>" BODY "</div></article>"
		    "<article><h1>Bridge shut</h1><div class='article-body'>"
		    "<p>" P3 P2 "</p><p>" P2 P3 "</p><p>" P3 P3 "</p><p>" P2 P2
		    "</p></div></article>");
	/* but not where the body goes on below what a summary is in */
	assert_str(article_of("<title>Hall closes</title><main><article><h1>"
			      "Hall closes</h1><p>" P1 "</p><p>" P2
			      "</p></article><div><p>" P3 "</p><p>" P1 P2
			      "</p><p>" P2 P3 "</p><p>" P3 P1 "</p></div>"
			      "</main>")
		       .text,
		   P3 "\n" P1 P2 "\n" P2 P3 "\n" P3 P1 "\n");
#undef TEASER
#undef TEASERS
}

Test(extract, keeps_what_subscribers_paid_for)
{
	assert_text("<article><h1>Hall closes</h1><p>" P1
		    "</p><div class=paywall><p>" P2 "</p></div>"
		    "<p class=paywall>" P3 "</p></article>");
	assert_text("<article><h1>Hall closes</h1><p>" P1
		    "</p><div class='subscriber-only'><p>" P2
		    "</p></div><div class='subscriber-content'><p>" P3
		    "</p></div></article>");
}

Test(extract, leaves_comments_out_by_what_machines_are_told)
{
#define SAID                                                                  \
	"<li itemprop=comment itemscope><b itemprop=author>Bo</b><p>I have "  \
	"swum in that hall for thirty years and I can tell you, councillor, " \
	"that it does not leak at all where the water is.</p></li>"
	assert_text("<title>Hall closes</title><article><h1>Hall closes</h1>"
		    "<div>" BODY
		    "</div></article><ul>" SAID SAID SAID SAID SAID SAID
		    "</ul>");
#undef SAID
}

Test(extract, takes_a_whole_body_from_json_ld_over_a_teaser)
{
	struct rp_article article = article_of(
	    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
	    "\"headline\":\"Hall closes\",\"articleBody\":\"<p>" P1 "</p><p>" P2
	    "</p>\\n<p>Next week &amp; <a href=x>later</a>: " P3 " " P3 " " P3
	    "</p>\"}</script><article><h1>Hall closes</h1><p>" P1 "</p><p>" P3
	    "</p></article>");

	assert_str(article.text,
		   P1 "\n" P2 "\nNext week & later: " P3 " " P3 " " P3);
	/* not a body that is hardly longer than what stands there */
	assert_text("<script type='application/ld+json'>{\"@type\":"
		    "\"NewsArticle\",\"articleBody\":\"" P1 P2 P3 P3
		    "\"}</script><article>" BODY);
}

Test(extract, writes_no_empty_lines)
{
	assert_text("<article><p>&nbsp;</p><p>" P1 "</p><p> &#160;</p><p>" P2
		    "</p><p>" P3 "</p><p>&nbsp;</p>");
}

Test(extract, reads_names_of_elements_of_their_own)
{
	assert_text("<article>" BODY "<amp-ad><p>" P2 "</p></amp-ad>"
		    "<story-related><p>" P1 "</p></story-related>");
	assert_text("<article><story-paragraphs>" BODY "</story-paragraphs>");
}

Test(extract, falls_back_to_json_ld)
{
	struct rp_article article = article_of(
	    "<div id=app></div><script type='application/ld+json'>"
	    "{\"@type\":\"NewsArticle\",\"headline\":\"Hall \\u0026 pool\","
	    "\"datePublished\":\"2017-03-01T10:00:00+01:00\","
	    "\"articleBody\":\"" P1 "\\n" P2 "\\n" P3 "\"}</script>"
	    "<p>Short.</p>");

	assert_str(article.text, P1 "\n" P2 "\n" P3);
	assert_str(article.title, "Hall & pool");
	/* not to that of a story that the page lists */
	article = article_of(
	    "<title>Hall closes</title><script type='application/ld+json'>"
	    "{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":"
	    "\"NewsArticle\",\"headline\":\"Other\",\"articleBody\":\"" P2 P3
	    "\"}]}</script><article><h1>Hall closes</h1><p>" P1
	    "</p></article>");
	assert_str(article.text, P1 "\n");
	article = article_of(
	    "<div id=app></div><script type='application/ld+json'>"
	    "{\"@type\":\"NewsArticle\",\"headline\":\"Hall \\u0026 pool\","
	    "\"datePublished\":\"2017-03-01T10:00:00+01:00\","
	    "\"articleBody\":\"" P1 "\\n" P2 "\\n" P3 "\"}</script>"
	    "<p>Short.</p>");
	assert_str(article.published.stated, "2017-03-01T10:00:00+01:00");
	cr_assert_eq(article.published.date.offset_minutes, 60);
}

Test(extract, reads_dates_and_addresses_from_meta)
{
	struct rp_article article = article_of(
	    "<head><meta property='article:modified_time' "
	    "content='2018-01-01T00:00:00Z'>"
	    "<meta property='article:published_time' "
	    "content='2017-03-01T10:00:00Z'>"
	    "<link rel=canonical href='https://www.example.com/a'>"
	    "<meta property=og:title content='Hall closes | Daily News'>"
	    "</head><article>" BODY);

	assert_str(article.published.stated, "2017-03-01T10:00:00Z");
	assert_str(article.url, "https://www.example.com/a");
	assert_str(article.title, "Hall closes");
}

Test(extract, never_takes_a_change_for_the_publication)
{
	struct rp_article article =
	    article_of("<article><time itemprop=dateModified "
		       "datetime=2018-01-01>x</time>" BODY);

	cr_assert_eq(article.published.date.precision, RP_DATE_NONE);
}

Test(extract, sets_the_dateline_apart)
{
	struct rp_article article =
	    article_of("<article><p>WESTMERE (Reuters) - " P1 "</p><p>" P2
		       "</p></article>");

	assert_str(article.text, "WESTMERE (Reuters) - " P1 "\n" P2 "\n");
	assert_str(article.body, P1 "\n" P2 "\n");
	assert_str(article.dateline, "WESTMERE (Reuters) - ");
	cr_assert_str_eq(article.credit.agency, "reuters");
	cr_assert_str_eq(article.credit.source, "dateline");
}

Test(extract, knows_a_page_without_article)
{
	struct rp_article article;

	cr_assert_eq(
	    rp_extractor_html(&article, extractor, "<html></html>", 13, NULL),
	    RP_ENOARTICLE);
	cr_assert_eq(rp_extractor_html(&article, extractor, NULL, 0, NULL),
		     RP_EEMPTY);
	cr_assert_eq(rp_extractor_html(&article, extractor, "", 0, NULL),
		     RP_EEMPTY);
	cr_assert_eq(rp_extractor_text(&article, extractor, "", 0, NULL),
		     RP_EEMPTY);
}

/* A text is empty that has signs alone; one letter of any script is a word. */
Test(extract, knows_a_text_without_a_word)
{
	static const char *const empty[] = {
	    "...", "☃☃ 😀", "\xef\xbf\xbd", "€€", "\xe2\x80\x8b", "。、"};
	static const char *const spoken[] = {"a", "☃ 水", "१", "½ —", "й"};
	struct rp_article article;
	size_t i;

	for (i = 0; i < sizeof(empty) / sizeof(empty[0]); i++)
		cr_assert_eq(rp_extractor_text(&article, extractor, empty[i],
					       strlen(empty[i]), NULL),
			     RP_EEMPTY, "%s", empty[i]);
	for (i = 0; i < sizeof(spoken) / sizeof(spoken[0]); i++)
		cr_assert_eq(rp_extractor_text(&article, extractor, spoken[i],
					       strlen(spoken[i]), NULL),
			     RP_OK, "%s", spoken[i]);
}

static char *repeated(const char *piece, size_t count, size_t *len)
{
	size_t n = strlen(piece);
	char *bytes = malloc(n * count + 1);
	size_t i;

	for (i = 0; i < count; i++)
		memcpy(bytes + i * n, piece, n);
	*len = n * count;
	return bytes;
}

static void assert_status(const char *piece, size_t count, int expected)
{
	struct rp_article article;
	size_t len;
	char *html = repeated(piece, count, &len);
	int status = rp_extractor_html(&article, extractor, html, len, NULL);

	cr_assert_eq(status, expected, "%zu times '%s' gave %d", count, piece,
		     status);
	free(html);
}

Test(extract, survives_hostile_pages)
{
	assert_status("<span>", 400000, RP_EDEPTH);
	assert_status("<div>", 3000, RP_ENOARTICLE);
	assert_status("<table><tr><td>", 1000, RP_ENOARTICLE);
	assert_status("x", RP_LIMIT_HTML_BYTES + 1, RP_ESIZE);
	assert_status("</p>", 20000, RP_ENOARTICLE);
}

/* Shapes that would cost the square of the page if each element looked at all
 * above or below it. A sanitized build takes each in a second or two; the
 * square would take hours. */
static void assert_linear(const char *open, size_t opens, const char *piece,
			  size_t pieces)
{
	struct rp_article article;
	size_t n = strlen(open);
	size_t m = strlen(piece);
	char *html = malloc(n * opens + m * pieces + 1);
	size_t i;

	for (i = 0; i < opens; i++)
		memcpy(html + i * n, open, n);
	for (i = 0; i < pieces; i++)
		memcpy(html + opens * n + i * m, piece, m);
	rp_extractor_html(&article, extractor, html, opens * n + pieces * m,
			  NULL);
	free(html);
}

Test(extract, takes_linear_time)
{
	assert_linear("<div>", 4000, "<header></header>", 60000);
	assert_linear("<figure>", 4000, "<p>x</p>", 40000);
	assert_linear("<div>", 4000, "<p>x</p>", 60000);
	assert_linear("<h2><div>", 2000, "<p>prose of a paragraph</p>", 60000);
	assert_linear("<title>abc</title>", 1, "<p>abc</p>", 100000);
	assert_linear("<title>abc defg abc defg abc defg</title>", 1,
		      "<h2>abc defh</h2>", 60000);
	assert_linear("<body><math><title>", 1, "<div>", 60000);
	assert_linear("<span itemprop=author>", 400, "<i></i>", 60000);
	assert_linear(
	    "<div>of eighty characters and more, so that this element "
	    "is looked at for itself, too</div><div>",
	    400, "word, ", 1000000);
	/* one element of many classes about many bylines */
	{
		size_t names = 200000;
		char *open = malloc(names * 2 + 100);
		size_t len = (size_t)sprintf(open, "<article><div class=\"");

		for (; names > 0; names--)
			len += (size_t)sprintf(open + len, "a ");
		strcpy(open + len, "\">");
		assert_linear(open, 1, "<p class=author>x</p>", 5000);
		free(open);
	}
}

/* Formatting elements that are never closed are opened again in each
 * paragraph: the tree grows with the square of the page. */
Test(extract, bounds_the_tree)
{
	struct rp_article article;
	char *html = malloc(4000000);
	size_t len = 0;
	int i;
	int status;

	for (i = 0; i < 2000; i++)
		len += (size_t)sprintf(html + len, "<b id=%d>", i);
	for (i = 0; i < 100000; i++)
		len += (size_t)sprintf(html + len, "<p>x");
	status = rp_extractor_html(&article, extractor, html, len, NULL);
	cr_assert(status == RP_EPAGEMEMORY || status == RP_EDEPTH, "status %d",
		  status);
	free(html);
	/* and the extractor goes on with the next page */
	assert_text("<article>" BODY);
}

/* Blank or of marks alone; one letter of any script is a text. */
Test(extract, knows_a_text_without_words)
{
	static const char *const empty[] = {" ", "\n \t\n", "...\n--\n", "?!"};
	static const char *const texts[] = {"x", "7", "- a -", "\xd1\x8f"};
	struct rp_article article;
	size_t i;

	for (i = 0; i < 4; i++) {
		cr_assert_eq(rp_extractor_text(&article, extractor, empty[i],
					       strlen(empty[i]), NULL),
			     RP_EEMPTY);
		cr_assert_eq(rp_extractor_text(&article, extractor, texts[i],
					       strlen(texts[i]), NULL),
			     RP_OK);
	}
}

Test(extract, decodes_plain_text)
{
	struct rp_article article;

	cr_assert_eq(rp_extractor_text(&article, extractor, "caf\xe9", 4, NULL),
		     RP_OK);
	assert_str(article.text, "café\n");
	cr_assert_str_eq(article.encoding, "windows-1252");
	cr_assert_str_eq(article.encoding_source, "default");
}

static bool at_once(void *context)
{
	++*(unsigned *)context;
	return true;
}

Test(extract, bounds_a_text)
{
	const size_t most = RP_LIMIT_ARTICLE_BYTES;
	char *text = malloc(most + 1);
	struct rp_article article;

	cr_assert_not_null(text);
	memset(text, 'w', most + 1);
	cr_assert_eq(rp_extractor_text(&article, extractor, text, most, NULL),
		     RP_OK);
	cr_assert_eq(
	    rp_extractor_text(&article, extractor, text, most + 1, NULL),
	    RP_ETEXTSIZE);
	cr_assert_not_null(strstr(rp_strerror(RP_ETEXTSIZE), "16 MiB"));
	free(text);
}

/* Strings of an article stand without those of the hints. */
Test(extract, keeps_what_hints_say)
{
	char words[64] = "https://a.example/1 A hall closes 2017-03-01";
	struct rp_hints hints = {.url = {words, 19},
				 .title = {words + 20, 13},
				 .published = {words + 34, 10}};
	struct rp_article article;

	cr_assert_eq(rp_extractor_text(&article, extractor, "The hall closed.",
				       16, &hints),
		     RP_OK);
	memset(words, 'x', sizeof(words));
	assert_str(article.title, "A hall closes");
	assert_str(article.published.stated, "2017-03-01");
}

Test(extract, gives_up_when_time_has_run_out)
{
	unsigned asked = 0;
	struct rp_hints hints = {.expired = at_once, .context = &asked};
	struct rp_article article;
	const char *html = "<title>Hall closes</title><article>" BODY;

	cr_assert_eq(
	    rp_extractor_html(&article, extractor, html, strlen(html), &hints),
	    RP_ETIME);
	cr_assert_eq(asked, 1);
	assert_str(article.title, "Hall closes");
}

Test(extract, refuses_too_many_nodes_by_name)
{
	static const char pair[] = "x<br>"; /* a text and an element */
	const size_t count = RP_LIMIT_HTML_NODES / 2 + 10;
	const size_t len = count * (sizeof pair - 1);
	char *html = malloc(len);
	struct rp_article article;
	size_t i;
	int status;

	cr_assert_not_null(html);
	for (i = 0; i < count; i++)
		memcpy(html + i * (sizeof pair - 1), pair, sizeof pair - 1);
	status = rp_extractor_html(&article, extractor, html, len, NULL);
	cr_assert(status == RP_ENODES || status == RP_EPAGEMEMORY, "status %d",
		  status);
	free(html);
}

#define CARD(number, text)                                              \
	"<div class=card><h3><a href=/" number ">Another story of the " \
	"valley</a></h3><p>" text "</p></div>"
#define CARDS                                                                  \
	CARD("1", "Fares on the island ferries will go up by six percent in "  \
		  "July, the operator said, blaming the price of fuel.")       \
	CARD("2", "Work on the flood wall along the Senn has been put off "    \
		  "until autumn because there are no sheet piles to be had.")  \
	CARD("3", "The town library will open four days a week from April on " \
		  "after the board found no money for two positions.")
#define BRIEF                                                               \
	"A woman of 34 has died after her bicycle and a lorry collided on " \
	"Ferry Lane, police said."

Test(extract, takes_a_brief_for_the_whole_article)
{
	static const char *const pages[] = {
	    "<title>Woman dies on Ferry Lane</title><main><article><h1>Woman "
	    "dies on Ferry Lane</h1><p>" BRIEF
	    "</article><div class=more>" CARDS "</div></main>",
	    "<title>Woman dies on Ferry Lane</title><div id=page><h1>Woman "
	    "dies on Ferry Lane</h1><div class=article-body><p>" BRIEF
	    "</p></div>" CARDS "</div>",
	    "<title>Woman dies on Ferry Lane</title><div id=l><h1>Woman dies "
	    "on Ferry Lane</h1><p>" BRIEF "</div><div id=r>" CARDS "</div>",
	};
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		assert_str(article_of(pages[i]).text, BRIEF "\n");
	/* A standfirst is none: what follows is no list of other stories. */
	assert_text("<title>Westmere hall closes</title><article><div><h1>"
		    "Westmere hall closes</h1><div class=standfirst>" BRIEF
		    "</div></div>" BODY "</article>" CARDS);
}

/* What stands below an introduction is the article where its headings are no
 * other story's. */
Test(extract, takes_no_introduction_for_a_brief)
{
	static const char *const parts[] = {
	    "<article><h2>At noon</h2><p>" P1 "</article><article><h2>At one"
	    "</h2><p>" P2 "</article><article><h2>At two</h2><p>" P3
	    "</article>",
	    "<ol><li><p>" P1 "<li><p>" P2 "<li><p>" P3 "</ol>",
	    "<h3><a href='#1'>What will it cost?</a></h3><p>" P1
	    "<h3><a href='#2'>Who decided so?</a></h3><p>" P2
	    "<h3><a href='#3'>What now?</a></h3><p>" P3,
	};
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		char html[4000];
		struct rp_article article;

		snprintf(html, sizeof(html),
			 "<title>Hall closes</title><main><section><h1>Hall "
			 "closes</h1><p>" BRIEF
			 "</section><div>%s</div></main>",
			 parts[i]);
		article = article_of(html);
		cr_assert_not_null(
		    memmem(article.text.data, article.text.len, P3, strlen(P3)),
		    "%s", html);
	}
}

Test(extract, is_not_misled_by_names_that_describe)
{
	static const char *const classes[] = {
	    "post type-post tag-bridges category-news",
	    "entry no-sidebar",
	    "story has-comments",
	    "post comments-open",
	    "post author-jane format-standard",
	    "hentry with-toc"};
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		char html[8000];

		snprintf(html, sizeof(html),
			 "<title>Hall closes</title><h1>Hall closes</h1>"
			 "<div class='%s'>" BODY "</div><div id=side>" CARDS
			 "</div>",
			 classes[i]);
		assert_text(html);
	}
	/* what holds the headline is no box, whatever it is called */
	assert_text("<title>Hall closes</title><div class=latest><h1>Hall "
		    "closes</h1>" BODY "</div><div id=side>" CARDS "</div>");
}

Test(extract, reads_what_a_body_shows_on_demand)
{
	assert_text("<div class=article-body><p>" P1
		    "</p><div class=more-text style='display:none'><p>" P2
		    "</p><p>" P3 "</p></div></div>");
	assert_text("<div class=article-body><p>" P1
		    "</p><div class=subscriber-only hidden><p>" P2
		    "</p></div><p>" P3 "</div>");
	/* what the page shows as well is read once, a note not at all */
	assert_text("<div class=article-body>" BODY
		    "<div style='display:none'>" BODY "</div></div>");
	assert_text("<div class=article-body>" BODY
		    "<div class=note style='display:none'><p>" BRIEF
		    " Thank you for your message.</p></div></div>");
	/* neither what is scrambled nor a hidden box */
	assert_text("<div class=article-body>" BODY
		    "<div class=encrypted-content style='display:none'><p>kAm%9"
		    "6 4@F?4:= G@E65 @? %F6D52J E@ 4=@D6 E96 @=5 DH:>>:?8 92==,"
		    " H9:49 92D =62<65 D:?46</p></div></div>");
	assert_text("<div class=article-body>" BODY
		    "<div class=newsletter-signup hidden><p>" P2
		    "</p></div></div>");
}

Test(extract, leaves_boxes_out_that_ask_for_an_address)
{
	assert_text("<article><p>" P1
		    "</p><div class=x><h3>The valley, in five "
		    "minutes</h3><p>" BRIEF
		    " Every morning.</p><form><input type=email><button>Go"
		    "</button></form></div><p>" P2 "</p><p>" P3 "</article>");
	/* one at the foot of the article does not take it along */
	assert_text("<title>Hall closes</title><article><h1>Hall closes</h1>"
		    "<p>" P1 "</p><p>" P2 "</p><p>" P3
		    "</p><form><input type=email></form></article>");
}

Test(extract, keeps_results_at_the_end)
{
	assert_str(article_of("<article>" BODY
			      "<p>Westmere 3 Harlow 1</p><p>Calder 0 Senn "
			      "2</p></article>")
		       .text,
		   TEXT "Westmere 3 Harlow 1\nCalder 0 Senn 2\n");
	assert_text("<article>" BODY "<p>24011 shares</p><p>Politics</p>"
		    "<p>Photo: Ada Lind</article>");
}

Test(extract, leaves_readings_of_characters_out)
{
	assert_str(
	    article_of(
		"<article><p><ruby>市議会<rp>(</rp><rt>しぎかい</rt>"
		"<rp>)</rp></ruby>は火曜日の夜、古い橋を十一か月閉めるこ"
		"とを七対二で決めました。市によりますと、工事は五月に始ま"
		"り、来年の春に終わります。</p></article>")
		.text,
	    "市議会は火曜日の夜、古い橋を十一か月閉めることを七対二で決めました"
	    "。市によりますと、工事は五月に始まり、"
	    "来年の春に終わります。\n");
}

#define MODULE(key, text)                                                 \
	"<section class='el el-" key "'><div class=box><div class=col-8>" \
	"<div class=wrap><div class='el el-" key "9 text'><div "          \
	"class=inner><p>" text "</p></div></div></div></div></div></section>"

Test(extract, joins_the_modules_of_a_page_builder)
{
	assert_text(
	    "<title>Hall closes</title><div id=app><h1>Hall closes</h1>" MODULE(
		"a1", P1)
		MODULE("f20", P2) "<section class=el-b3><img></section>" MODULE(
		    "c4", P3) "</div>");
	/* one of another width is beside the text */
	assert_text(
	    "<title>Hall closes</title><div id=app><h1>Hall closes</h1>" MODULE(
		"a1", P1 "</p><p>" P2 "</p><p>" P3) "<section class='el "
						    "el-d4'><div class=box>"
						    "<div class=col-4><div "
						    "class=wrap><div class='el "
						    "el-d49 text'><div "
						    "class=inner><p>" BRIEF
						    "</div></div></div></div>"
						    "</div></section></div>");
}

Test(extract, reads_a_lead_with_a_dateline_outside_the_body)
{
	struct rp_article article = article_of(
	    "<title>Hall closes</title><article><h1>Hall closes</h1><p "
	    "class=standfirst>PARIS (AFP) - " BRIEF
	    "</p><div class=article-body>" BODY "</div></article>");

	cr_assert_str_eq(article.credit.agency, "afp");
	assert_str(article.dateline, "PARIS (AFP) - ");
	assert_str(article.text, "PARIS (AFP) - " BRIEF "\n" TEXT);
	/* none where the body has a dateline, or another story's teaser */
	article = article_of(
	    "<title>Hall closes</title><article><h1>Hall closes</h1><p "
	    "class=standfirst>PARIS (AFP) - " BRIEF
	    "</p><div class=article-body><p>PARIS (AP) - " P1 "</p><p>" P2
	    "</p></div></article>");
	cr_assert_str_eq(article.credit.agency, "ap");
	assert_text("<title>Hall closes</title><article><h1>Hall closes</h1>"
		    "<div class=related-story><p>PARIS (AFP) - " BRIEF
		    "</p></div><div class=article-body>" BODY "</div>"
		    "</article>");
	/* neither the site's own lead nor a caption */
	assert_text("<title>Hall closes</title><article><h1>Hall closes</h1><p "
		    "class=standfirst>" BRIEF
		    "</p><div class=article-body>" BODY "</div></article>");
	assert_text("<title>Hall closes</title><article><h1>Hall closes</h1>"
		    "<div class=photo-caption><p>WASHINGTON - JANUARY 23: "
		    "Clouds move as the sun sets against the west front of the "
		    "hall (Photo by Ada Lind)</p></div><div "
		    "class=article-body>" BODY "</div></article>");
}

#define LINE(n)                                                       \
	"<div class=hidden>Invalid entry number " n ", type it once " \
	"more.</div>"

/* What hides itself, or is removed, is no article that stands under a headline.
 */
Test(extract, passes_over_what_is_not_shown_by_the_headline)
{
	assert_text(
	    "<title>The old hall closes</title><div><div>"
	    "<textarea style='display:none'>" P2 P3 P2 "</textarea>"
	    "<div class=hidden>" LINE("1") LINE("2") LINE("3") LINE("4")
		LINE("5") LINE("6") LINE("7") LINE(
		    "8") "</div><h1>The old hall closes</h1></div><div>" BODY
			 "</div></div>");
}

/* A beginning in an element of its own, of another name. */
Test(extract, joins_the_beginning_of_a_body)
{
	static const char head[] =
	    "<title>The old hall closes</title><h1>The old hall closes</h1>";
	static const char *const before[] = {
	    "<div id=body-top><p>" P1 "</p><p>" P2
	    "</p></div><div id=body-bottom>",
	    "<div class=asset-body><p>" P1 " " P2
	    "</p></div><div class=asset-more>",
	};
	/* A standfirst, a box, a claim, the teaser of what is whole below. */
	static const char *const none[] = {
	    "<div class=start><p>The hall closes, and the swimmers have to go "
	    "elsewhere for two years.</p></div><div class=rest>",
	    "<div class=box><h2>Key points</h2><p>" P2 "</p><p>" P3
	    "</p></div><div class=rest>",
	    "<div class=claim><p>" P2 " " P3 "</p></div><div class=rest>",
	    "<div class=short><p>" P1 "</p><p>" P2 "</p></div><div class=rest>",
	};
	char html[6000];
	size_t i;

	for (i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		struct rp_str text;

		snprintf(html, sizeof(html), "%s%s<p>" P3 "</p><p>%s", head,
			 before[i],
			 "The pool of Eastmere, an hour away, stays open "
			 "until ten in the evening, the county said, and buses "
			 "will leave from the school.</p></div>");
		text = article_of(html).text;
		cr_assert(memmem(text.data, text.len, P1, strlen(P1)), "%s",
			  before[i]);
	}
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		snprintf(html, sizeof(html), "%s%s" BODY "</div>", head,
			 none[i]);
		assert_text(html);
	}
}

/* Bylines of other stories and the sources of a box credit nobody. */
Test(extract, credits_no_agency_of_others)
{
	static const char *const pages[] = {
	    "<h1>The hall closes</h1>" BODY
	    "<div class=tabs><div class=story><h3><a href=/a>Storm on the "
	    "coast</a></h3><p class=byline>Associated Press</p></div></div>",
	    "<article><h1>The hall closes</h1>" BODY
	    "<aside><div class=source>Source: The Associated Press</div>"
	    "</aside></article>"};
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		cr_assert_null(article_of(pages[i]).credit.agency, "%s",
			       pages[i]);
	cr_assert_str_eq(article_of("<article><h1>The hall closes</h1>"
				    "<p class=byline>Associated Press</p>" BODY
				    "</article>")
			     .credit.agency,
			 "ap");
}

/* Lines before the text and behind it that are left of what was cut. */
Test(extract, drops_what_stands_around_a_cut)
{
	assert_text("<article><p>WESTMERE |</p><p>Ada LindUpdated: Jul 21, "
		    "2022, 19:28 IST</p><p>Mar 09, 2022, 07:22PM ISTSource:"
		    "</p>" BODY "<p>More on our blog:</p><p>User rating:</p>"
		    "</article>");
	assert_text("<article>" BODY "<div class=inline-share-tools>Share 73 "
		    "Tweet</div><div class=mvp-author-box-wrap><p>" P2
		    "</p></div></article>");
	/* A sentence that announces something, a place with a date. */
	assert_str(article_of("<article>" BODY
			      "<p>The council seemed to be at odds with it all:"
			      "</p></article>")
		       .text,
		   TEXT "The council seemed to be at odds with it all:\n");
}

Test(extract, keeps_what_belongs_together)
{
	assert_str(article_of("<article><p>" P1 "</p><p>" P2
			      "</p><p>\u2022 Towels</p>"
			      "<p>\u2022 A cap of rubber</p></article>")
		       .text,
		   P1 "\n" P2 "\n\u2022 Towels\n\u2022 A cap of rubber\n");
	assert_str(
	    article_of("<article><div class=cap>T</div><p>he council "
		       "voted on Tuesday to close the old hall.</p>" BODY
		       "</article>")
		.text,
	    "The council voted on Tuesday to close the old hall.\n" TEXT);
}
