/* SPDX-License-Identifier: Apache-2.0 */
/* What pages state of themselves, one fixture for each source. */
#include "reprint.h"
#include "testing.h"

#include <time.h>

#define PROSE                                                             \
	"<p>The council of Westmere voted on Tuesday to close the old "   \
	"swimming hall, which has leaked since the winter of 2019.</p>"   \
	"<p>Mayor Ada Lind said that no other answer was left after the " \
	"third survey, and that a new hall would open in two years.</p>"

static struct rp_extractor *extractor;

static void set_up(void)
{
	cr_assert_eq(rp_extractor_create(&extractor), RP_OK);
}

static void tear_down(void)
{
	rp_extractor_free(extractor);
}

TestSuite(metadata, .init = set_up, .fini = tear_down);

static struct rp_article read_page(const char *html,
				   const struct rp_hints *hints)
{
	struct rp_article article;

	cr_assert_eq(
	    rp_extractor_html(&article, extractor, html, strlen(html), hints),
	    RP_OK, "%s", html);
	return article;
}

static struct rp_article read_head(const char *head)
{
	static char html[8192];

	snprintf(html, sizeof(html), "<html><head>%s</head><body><article>%s",
		 head, PROSE);
	return read_page(html, NULL);
}

/* ----- title, site, language ----- */

#define NAMES                                                              \
	"<title>x</title><meta name=author content='Ada&nbsp;Lind, "       \
	"J\xc3\xb6rg\xe2\x80\xaf Dahl\xe2\x80\x8b and Per\t Lund'></head>" \
	"<body><h1>Hall&nbsp; in West&shy;mere \xe2\x80\x89 closes&nbsp;"  \
	"</h1>"

/* However a page sets the words of a name. */
Test(metadata, names_with_one_kind_of_blank)
{
	struct rp_article article = read_head(NAMES);

	assert_str(article.title, "Hall in Westmere closes");
	assert_str(read_head("<meta property='og:title' content='Hall&nbsp;"
			     "closes &nbsp;'>")
		       .title,
		   "Hall closes");
	/* nothing but blanks is none */
	assert_str(read_head("<meta property='og:title' content='&nbsp;'>"
			     "<title>Hall closes</title>")
		       .title,
		   "Hall closes");
	article = read_head(NAMES);
	cr_assert_eq(article.author_count, 3);
	assert_str(article.authors[0], "Ada Lind");
	assert_str(article.authors[1], "J\xc3\xb6rg Dahl");
	assert_str(article.authors[2], "Per Lund");
}

Test(metadata, title_by_source)
{
	assert_str(read_head("<title>Hall closes - Westmere Daily</title>"
			     "<body><h1>Hall closes</h1>")
		       .title,
		   "Hall closes");
	/* the name of a section, and a site's logo that is the only one */
	assert_str(read_head("<title>Hall in Westmere closes for good after a "
			     "long and bitter quarrel : The Weekly Dip : WDR"
			     "</title><body><h1>The Weekly Dip</h1>")
		       .title,
		   "Hall in Westmere closes for good after a long and bitter "
		   "quarrel : The Weekly Dip");
	/* the name of the site, in its logo, is a heading too */
	assert_str(read_head("<title>Hall closes for good | Westmere Daily"
			     "</title><body><h1><a href=/>Westmere Daily</a>"
			     "</h1><h1>Hall closes for good</h1>")
		       .title,
		   "Hall closes for good");
	assert_str(read_head("<meta property='og:site_name' "
			     "content='Westmere Daily'><meta "
			     "property='og:title' content='Hall closes'>"
			     "<title>Hall closes | Westmere Daily</title>"
			     "<body><h1>Westmere Daily</h1><h2>Hall closed"
			     "</h2>")
		       .title,
		   "Hall closes");
	assert_str(read_head("<title>Fire out at mill - Westmere Evening News"
			     "</title><body><h1>Fire out at mill</h1><div><h2>"
			     "Westmere Evening News</h2></div>")
		       .title,
		   "Fire out at mill");
	assert_str(read_head("<title>Westmere Evening News: Fire out at mill"
			     "</title><body><h2>Fire out at mill</h2><footer>"
			     "<h2>Westmere Evening News</h2></footer>")
		       .title,
		   "Fire out at mill");
	assert_str(read_head("<title>Westmere Evening News: Fire at mill"
			     "</title><body><h1><a href=/>Westmere Evening News"
			     "</a></h1><h2>Fire at mill</h2>")
		       .title,
		   "Fire at mill");
	assert_str(read_head("<script type='application/ld+json'>{\"@type\":"
			     "\"NewsArticle\",\"headline\":\"Hall &amp; pool "
			     "close\"}</script><title>X | Y</title>")
		       .title,
		   "Hall & pool close");
	assert_str(read_head("<meta property='og:title' content='Hall closes "
			     "for good | Westmere Daily'>")
		       .title,
		   "Hall closes for good");
	assert_str(read_head("<meta property='og:site_name' content='The Long "
			     "Name of a Paper'><title>Hall - The Long Name of "
			     "a Paper</title>")
		       .title,
		   "Hall");
}

Test(metadata, site_by_source)
{
	assert_str(read_head("<meta property='og:site_name' "
			     "content='Westmere Daily'>")
		       .site,
		   "Westmere Daily");
	assert_str(
	    read_head("<script type='application/ld+json'>{\"@type\":"
		      "\"Article\",\"publisher\":{\"@type\":\"Organization\","
		      "\"name\":\"Harlow Post\"}}</script>")
		.site,
	    "Harlow Post");
}

/* A long text that is plainly in another language than its page declares. */
Test(metadata, language_that_the_text_contradicts)
{
	static const char paragraph[] =
	    "<p>Der Rat der Stadt hat am Dienstag beschlossen, das alte "
	    "Hallenbad zu schließen, das seit dem Winter leckt und mehr "
	    "kostet, als die Gemeinde bezahlen kann. Die Bürgermeisterin "
	    "sagte, nach dem dritten Gutachten sei keine andere Antwort "
	    "geblieben, und ein neues Bad werde neben der Schule gebaut.</p>";
	static const struct {
		const char *lang;
		const char *expected;
		const char *source;
	} cases[] = {{"en", "de", "detected"},
		     {"de-AT", "de-AT", "declared"},
		     /* which detectors confuse with another one */
		     {"lb", "lb", "declared"}};
	size_t i;
	int k;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char html[4000];
		int at = snprintf(html, sizeof(html),
				  "<html lang='%s'><article>", cases[i].lang);
		struct rp_article article;

		for (k = 0; k < 5; k++)
			at += snprintf(html + at, sizeof(html) - (size_t)at,
				       "%s", paragraph);
		article = read_page(html, NULL);
		assert_str(article.language, cases[i].expected);
		cr_assert_str_eq(article.language_source, cases[i].source);
	}
}

Test(metadata, language_declared_or_detected)
{
	struct rp_article article =
	    read_page("<html lang='PT_br'><article>" PROSE, NULL);

	assert_str(article.language, "pt-BR");
	cr_assert_str_eq(article.language_source, "declared");
	article =
	    read_page("<html lang='english please'><meta "
		      "property='og:locale' content='en_GB'><article>" PROSE,
		      NULL);
	assert_str(article.language, "en-GB");
	article = read_page("<article>" PROSE, NULL);
	assert_str(article.language, "en");
	cr_assert_str_eq(article.language_source, "detected");
	article = read_page(
	    "<article><p>Der Rat der Stadt hat am Dienstag beschlossen, das "
	    "alte Hallenbad zu schließen, das seit dem Winter leckt.</p><p>Die "
	    "Bürgermeisterin sagte, nach dem dritten Gutachten sei keine "
	    "andere Antwort geblieben, und ein neues Bad werde gebaut.</p>",
	    NULL);
	assert_str(article.language, "de");
}

/* ----- dates ----- */

static void assert_published(const char *head, const char *stated,
			     const char *source)
{
	struct rp_article article = read_head(head);

	assert_str(article.published.stated, stated);
	if (source)
		cr_assert_str_eq(article.published.source, source);
	else
		cr_assert_null(article.published.source);
}

Test(metadata, published_by_source)
{
	assert_published("<script type='application/ld+json'>{\"@graph\":[{"
			 "\"@type\":\"WebPage\",\"datePublished\":"
			 "\"2016-01-01\"},{\"@type\":[\"NewsArticle\"],"
			 "\"datePublished\":\"2017-01-31T09:30Z\"}]}</script>"
			 "<meta property='article:published_time' "
			 "content='2017-02-01'>",
			 "2017-01-31T09:30Z", "json-ld");
	assert_published("<meta property='article:published_time' "
			 "content='2017-02-01T08:00:00+01:00'>",
			 "2017-02-01T08:00:00+01:00", "meta");
	assert_published("<meta name='dc.date' content='2017-02-01'>",
			 "2017-02-01", "meta");
	assert_published("<body><time datetime='2017-02-03T10:00Z'>x</time>",
			 "2017-02-03T10:00Z", "time");
	assert_published("<link rel='canonical' "
			 "href='https://a.example/2017/02/03/hall'>",
			 "2017-02-03", "url");
	assert_published("<link rel='canonical' "
			 "href='https://a.example/2017/feb/03/hall'>",
			 "2017-02-03", "url");
	assert_published("<link rel='canonical' "
			 "href='https://a.example/2017/fob/03/hall'>",
			 "", NULL);
	assert_published(
	    "<link rel='canonical' "
	    "href='https://a.example/rise-in-2017-may-10-percent'>",
	    "", NULL);
	assert_published("<link rel='canonical' "
			 "href='https://a.example/news/hall-2017-2-3-x'>",
			 "2017-02-03", "url");
	assert_published("<link rel='canonical' "
			 "href='https://a.example/1234/56/78/hall'>",
			 "", NULL);
}

#define STORY(rest) "<body><article><h1>Hall closes</h1>" rest PROSE

Test(metadata, published_is_what_stands_beside_the_headline)
{
	/* a ticker above it, a comment and another story below */
	assert_published(
	    "<body><div><time datetime=2017-03-09>1h</time> Storm</div>"
	    "<article><h1>Hall closes</h1><time datetime=2017-02-03>x</time>",
	    "2017-02-03", "time");
	assert_published(
	    STORY("<p>Ada</p>") "</article><ol id=comments><li><article><time "
				"datetime=2017-03-09>x</time></article></ol>",
	    "", NULL);
	assert_published(
	    STORY("<p>Ada</p>") "</article><aside><time "
				"datetime=2017-03-09>x</time> Storm</aside>",
	    "", NULL);
	/* spoken of */
	assert_published(
	    STORY("<p>The hall will open again on <time "
		  "datetime=2017-03-09>9 March</time>, when the floor has been "
		  "laid anew and the roof, which leaked on to the stands, has "
		  "been made tight by the firm.</p>"),
	    "", NULL);
	/* without an attribute */
	assert_published(STORY("<time>2017-02-03</time>"), "2017-02-03",
			 "time");
	/* of changes, by name and by words */
	assert_published(
	    STORY("<p>Last modified <time datetime=2017-03-09>x</time>"), "",
	    NULL);
	assert_published(STORY("<p><b>Zuletzt aktualisiert:</b> <time "
			       "datetime=2017-03-09>x</time>"),
			 "", NULL);
	assert_published(STORY("<p>Updated 5 May. First published <time "
			       "datetime=2017-02-03>x</time>"),
			 "2017-02-03", "time");
	assert_published(STORY("<time class='entry-date published updated' "
			       "datetime=2017-02-03>x</time>"),
			 "2017-02-03", "time");
	assert_str(read_head(STORY("<p>Updated <time "
				   "datetime=2017-03-09>x</time>"))
		       .modified.stated,
		   "2017-03-09");
}

/* Words before the date and behind it, elements by their names. */
Test(metadata, published_is_read_among_other_words)
{
	static const char *const lines[][2] = {
	    {"<p>Date: 9 March 2017", "9 March 2017"},
	    {"<p>Datum: 9.3.2017", "9.3.2017"},
	    {"<p>Posted on March 9, 2017 by admin", "March 9, 2017"},
	    {"<p>Posted by admin on March 9, 2017", "March 9, 2017"},
	    {"<p>Von Ada am 09.03.2017, 11:51", "09.03.2017, 11:51"},
	    {"<p>March 9, 2017 - Ada Lind", "March 9, 2017"},
	    {"<p>March 9, 2017 \u2022 Ada Lind", "March 9, 2017"},
	    {"<a rel=bookmark href=/x>March 9, 2017</a>", "March 9, 2017"},
	    {"<a class=post-date href=/x>March 9, 2017</a>", "March 9, 2017"},
	    {"<p class='date updated'>March 9, 2017", "March 9, 2017"},
	    {"<p class='updated dtstamp'>March 9, 2017", "March 9, 2017"}};
	static const char *const none[] = {
	    "<p>Date of birth: 9 March 1999",
	    "<p>Posted by the man who came first on March 9, 2017",
	    "<p>March 9, 2017 - the day on which all began again",
	    "<a href=/x>March 9, 2017</a>",
	    "<p class='updated'>March 9, 2017",
	    "<p class='date updated-date'>March 9, 2017"};
	char html[4000];
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		snprintf(html, sizeof(html), "%s%s%s",
			 "<body><article><h1>Hall closes</h1>", lines[i][0],
			 PROSE);
		assert_published(html, lines[i][1], "text");
	}
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		snprintf(html, sizeof(html), "%s%s%s",
			 "<body><article><h1>Hall closes</h1>", none[i], PROSE);
		assert_published(html, "", NULL);
	}
	/* of what somebody has posted elsewhere */
	assert_published(STORY("<blockquote><p>See <time datetime=2016-01-02>"
			       "x</time></blockquote>"),
			 "", NULL);
}

/* A headline that is no h1 and no h2: what stands below it is its date. */
Test(metadata, headlines_may_be_other_elements)
{
	static const char title[] =
	    "<title>The old hall of Westmere closes - The Mercury</title>";
	static const char *const headlines[] = {
	    "<h1>The Mercury</h1><h3>The old hall of Westmere closes</h3>",
	    "<div class=head>The old hall of Westmere closes</div>",
	    "<h1><a href=/>The Mercury</a></h1>"
	    "<table><tr><td>The old hall of Westmere closes</table>"};
	static const char *const none[] = {
	    "<ul><li>The old hall of Westmere closes</ul>",
	    "<h3>The old hall of Westmere</h3>",
	    "<h3><a href=/x>The old hall of Westmere closes</a></h3>"};
	char html[4000];
	size_t i;

	for (i = 0; i < sizeof(headlines) / sizeof(headlines[0]); i++) {
		snprintf(html, sizeof(html), "%s<body>%s<p>March 9, 2017%s",
			 title, headlines[i], PROSE);
		assert_published(html, "March 9, 2017", "text");
		assert_str(read_head(html).title,
			   "The old hall of Westmere closes");
	}
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		snprintf(html, sizeof(html), "%s<body>%s<p>March 9, 2017%s",
			 title, none[i], PROSE);
		assert_published(html, "", NULL);
	}
	/* quotation marks of two kinds */
	assert_published("<title>The hall's last day</title><body><article>"
			 "<h1>The hall\u2019s last day</h1><h1>The Mercury"
			 "</h1><p>March 9, 2017" PROSE,
			 "March 9, 2017", "text");
}

static void assert_modified(const char *story, const char *stated)
{
	assert_str(read_head(story).modified.stated, stated);
}

Test(metadata, modified_is_read_where_nothing_is_stated)
{
	assert_modified(STORY("<p>Updated: 9 March 2017"), "9 March 2017");
	assert_modified(STORY("<p>(Aktualisiert am 9.3.2017)"), "9.3.2017");
	assert_modified(STORY("<p>Published 3 Feb 2017 | Updated 9 March 2017"),
			"9 March 2017");
	assert_published(STORY("<p>Published 3 Feb 2017 | Updated 9 March "
			       "2017"),
			 "3 Feb 2017", "text");
	assert_modified(STORY("<p><b>Last updated</b> <span>9 March 2017"),
			"9 March 2017");
	assert_modified(STORY("<p class=updated>9 March 2017"), "9 March 2017");
	assert_published(STORY("<p>Posted 3 Feb 2017 | 10:30"),
			 "3 Feb 2017 | 10:30", "text");
	/* no label, or a sentence */
	assert_modified(STORY("<p>9 March 2017"), "");
	assert_modified(STORY("<p>The list was updated 9 March 2017 and is "
			      "closed"),
			"");
	/* what is stated goes before it */
	assert_modified(STORY("<p>Updated 9 March 2017<p>Updated <time "
			      "datetime=2017-03-10>x</time>"),
			"2017-03-10");
}

/* What readers see, where machines are told nothing. */
Test(metadata, published_is_read_where_nothing_is_stated)
{
	assert_published(
	    STORY("<div class=meta><span>18 NOV 2019</span></div>"),
	    "18 NOV 2019", "text");
	assert_published(STORY("<p>Posted on November 19, 2019</p>"),
			 "November 19, 2019", "text");
	assert_published(STORY("<p>Updated November 19, 2019</p>"), "", NULL);
	assert_published(STORY("<p>It was on November 19, 2019 that the hall "
			       "was closed for good, as it seemed.</p>"),
			 "", NULL);
	assert_published(STORY("<a href=/archive>November 19, 2019</a>"), "",
			 NULL);
	/* days that are spoken of, figures, and changes */
	assert_published(STORY("<div>Victims of the 11 September 2001 attacks "
			       "remembered</div>"),
			 "", NULL);
	assert_published(STORY("<div>What the 5 May 2017 vote changed</div>"),
			 "", NULL);
	assert_published(STORY("<div>2016-11-08 vote is contested</div>"), "",
			 NULL);
	assert_published(STORY("<div>Phone: 1300123456</div>"), "", NULL);
	assert_published(STORY("<div>Story no. 120190405</div>"), "", NULL);
	assert_published(STORY("<div>Case 213.1.2017</div>"), "", NULL);
	assert_published(STORY("<p>Updated: <b>5 May 2017</b></p>"), "", NULL);
	assert_published(STORY("<div><span>Last updated</span> <span>5 May "
			       "2017</span></div>"),
			 "", NULL);
	assert_published(STORY("<span class=updated>5 May 2017</span>"), "",
			 NULL);
	/* with a time and a zone, and a label in another language */
	assert_published(STORY("<div>Tuesday, 5 May 2017 10:30 AM EST | 2 "
			       "min</div>"),
			 "Tuesday, 5 May 2017 10:30 AM EST | 2 min", "text");
	assert_published(STORY("<div>publiziert am 25. September 2018</div>"),
			 "25. September 2018", "text");
	assert_published("<link rel='canonical' "
			 "href='https://a.example/2017/02/03/hall'>" STORY(
			     "<p>November 19, 2019</p>"),
			 "2017-02-03", "url");
	assert_published(
	    STORY("<abbr class=published title='2017-01-31T09:30Z'>"
		  "Tuesday</abbr>"),
	    "2017-01-31T09:30Z", "time");
}

Test(metadata, published_of_the_page_among_other_stories)
{
	static const char others[] =
	    "<script type='application/ld+json'>[{\"@type\":\"NewsArticle\","
	    "\"headline\":\"Storm\",\"url\":\"https://a.example/storm\","
	    "\"datePublished\":\"2017-03-09\",\"author\":\"Bo Roe\"},"
	    "{\"@type\":\"NewsArticle\",\"headline\":\"Hall closes\","
	    "\"mainEntityOfPage\":{\"@id\":\"https://a.example/hall\"},"
	    "\"datePublished\":\"2017-02-03\",\"author\":\"Ada Doe\"}]"
	    "</script>";
	static const char *const pages[] = {
	    "<link rel=canonical href='https://a.example/hall'>",
	    "<meta property='og:title' content='Hall closes | Daily'>",
	    "<link rel=canonical href='http://a.example/hall/'>",
	    "<title>Daily | HALL closes</title>",
	    "<title>Hall closes - Daily</title>"};
	struct rp_article article;
	char head[1200];
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		snprintf(head, sizeof(head), "%s%s", others, pages[i]);
		article = read_head(head);
		assert_str(article.published.stated, "2017-02-03");
		cr_assert_eq(article.author_count, 1);
		assert_str(article.authors[0], "Ada Doe");
	}
	assert_str(read_head(others).published.stated, "2017-03-09");
	/* the page's own has none: not those of others */
	assert_published("<title>Hall closes</title><script "
			 "type='application/ld+json'>[{\"@type\":\"Article\","
			 "\"headline\":\"Hall closes\"},{\"@type\":"
			 "\"Article\",\"headline\":\"Storm at sea\","
			 "\"datePublished\":\"2017-03-09\"}]</script>",
			 "", NULL);
	assert_published("<script type='application/ld+json'>{\"@type\":"
			 "\"Article\",\"mainEntityOfPage\":{\"@type\":"
			 "\"WebPage\",\"datePublished\":\"2017-02-03\"}}"
			 "</script>",
			 "2017-02-03", "json-ld");
	assert_published("<script type='application/ld+json'>{\"@type\":"
			 "\"NewsArticle\",\"video\":{\"@type\":"
			 "\"VideoObject\",\"datePublished\":\"2015-05-05\"}}"
			 "</script>",
			 "", NULL);
}

/* Films, books and videos have dates, and so do the stories that a page lists;
 * what <meta> says goes before them. */
Test(metadata, published_of_the_page_among_other_things)
{
	static const char *const others[] = {
	    "{\"@type\":\"Movie\",\"datePublished\":\"1999-05-01\"}",
	    "{\"@type\":\"Book\",\"datePublished\":\"1999\"}",
	    "{\"@type\":\"VideoObject\",\"datePublished\":\"2018-01-01\"}",
	    "{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":"
	    "\"NewsArticle\",\"datePublished\":\"2018-01-01\"}]}"};
	char head[600];
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		snprintf(head, sizeof(head),
			 "<script type='application/ld+json'>%s</script>"
			 "<meta property='article:published_time' "
			 "content='2017-03-09'>",
			 others[i]);
		assert_published(head, "2017-03-09", "meta");
	}
	/* but a review's own date goes before what it is of */
	assert_published("<script type='application/ld+json'>{\"@type\":"
			 "\"ClaimReview\",\"itemReviewed\":{"
			 "\"datePublished\":\"2019-01-02\"},"
			 "\"datePublished\":\"2025-03-04\"}</script>",
			 "2025-03-04", "json-ld");
	/* the only article is the page's, at whatever address it was printed
	 * first */
	assert_published("<link rel=canonical href='https://a.example/hall'>"
			 "<script type='application/ld+json'>{\"@type\":"
			 "\"NewsArticle\",\"url\":\"https://b.example/h/1\","
			 "\"datePublished\":\"2018-01-01\"}</script>",
			 "2018-01-01", "json-ld");
}

Test(metadata, address_corrects_another_day_only)
{
	const char *link = "<link rel='canonical' "
			   "href='https://a.example/2017/02/03/hall'>";
	char head[512];

	/* the same day in another zone keeps its hour */
	snprintf(head, sizeof(head), "%s%s", link,
		 "<meta property='article:published_time' "
		 "content='2017-02-04T03:00:00Z'>");
	assert_published(head, "2017-02-04T03:00:00Z", "meta");
	snprintf(head, sizeof(head), "%s%s", link,
		 "<meta property='article:published_time' "
		 "content='2019-08-01T03:00:00Z'>");
	assert_published(head, "2017-02-03", "url");
}

Test(metadata, modified_is_never_published)
{
	struct rp_article article =
	    read_head("<meta property='article:modified_time' "
		      "content='2018-05-06T07:08Z'>");

	assert_str(article.published.stated, "");
	assert_str(article.modified.stated, "2018-05-06T07:08Z");
	article = read_head("<script type='application/ld+json'>{\"@type\":"
			    "\"Article\",\"dateModified\":\"2018-01-01\"}"
			    "</script><body><time class='updated' "
			    "datetime='2018-01-01'>x</time>");
	assert_str(article.published.stated, "");
	cr_assert_str_eq(article.modified.source, "json-ld");
}

Test(metadata, dates_of_the_future_and_before_the_web_are_passed_over)
{
	const char *html =
	    "<meta property='article:published_time' content='2030-01-01'>"
	    "<meta name='dc.date' content='1970-01-01T00:00:01Z'>"
	    "<article><time datetime='2017-01-01'>x</time>" PROSE;
	struct rp_hints hints = {.now = 1500000000}; /* July 2017 */
	struct rp_article article = read_page(html, &hints);

	assert_str(article.published.stated, "2017-01-01");
	article = read_page(html, NULL);
	assert_str(article.published.stated, "2030-01-01");
}

/* ----- authors ----- */

static void expect_authors(const struct rp_article *article, const char *joined,
			   const char *page)
{
	char got[512] = "";
	size_t i;

	for (i = 0; i < article->author_count; i++) {
		strcat(got, i ? "|" : "");
		strncat(got, article->authors[i].data, article->authors[i].len);
	}
	cr_assert_str_eq(got, joined, "got '%s' of %s", got, page);
}

static void assert_authors(const char *head, const char *joined)
{
	struct rp_article article = read_head(head);

	expect_authors(&article, joined, head);
}

/* However many have written before it. */
Test(metadata, authors_are_found_behind_comments)
{
	static const char comment[] = "<div class=comment><span class=byline>"
				      "By Bo Roe</span><p>I like it.</p></div>";
	char page[60 * sizeof(comment) + 1000] =
	    "<body><h1>Hall closes</h1><div class=comments>";
	int i;

	for (i = 0; i < 60; i++)
		strcat(page, comment);
	strcat(page, "</div><article><span class=byline>By Ada Lind</span>");
	assert_authors(page, "Ada Lind");
}

Test(metadata, authors_by_reference)
{
	assert_authors("<script type='application/ld+json'>{\"@graph\":[{"
		       "\"@type\":\"NewsArticle\",\"author\":{\"@id\":\"#ada\"}"
		       "},{\"@type\":\"Person\",\"@id\":\"#bo\",\"name\":"
		       "\"Bo Roe\"},{\"@type\":\"Person\",\"@id\":\"#ada\","
		       "\"name\":\"Ada Doe\"}]}</script>",
		       "Ada Doe");
	/* to nothing, and to itself */
	assert_authors("<script type='application/ld+json'>{\"@type\":"
		       "\"NewsArticle\",\"author\":[{\"@id\":\"#ada\"}]}"
		       "</script>",
		       "");
	assert_authors("<script type='application/ld+json'>{\"@type\":"
		       "\"NewsArticle\",\"author\":{\"name\":[\"Ada Doe\","
		       "\"Bo Roe\"]}}</script>",
		       "Ada Doe|Bo Roe");
}

Test(metadata, authors_apart_from_their_house)
{
	assert_authors("<body><h1>Hall</h1><div class=byline>"
		       "<span class=author>Ada Doe and Bo Roe</span>"
		       "<span class=publication>Westmere Daily</span></div>",
		       "Ada Doe|Bo Roe");
	assert_authors("<body><h1>Hall</h1><div class=field-byline>"
		       "<div>By ADA DOE and BO ROE</div>"
		       "<div>Associated Press</div></div>",
		       "ADA DOE|BO ROE");
	assert_authors("<body><h1>Hall</h1><h3 class=byline>by Ada Doe<br>"
		       "<span class=datetime>Monday, May 3, 2021</span></h3>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><h3 class=byline>by Ada Doe<br>"
		       "Monday, May 3, 2021</h3>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><div class=byline><p>Ada Doe</p>"
		       "<p>Bo van Roe</p><p>Print this page</p></div>",
		       "Ada Doe|Bo van Roe");
	/* parts of one name, a block that ends before text */
	assert_authors("<body><h1>Hall</h1><div class=byline>"
		       "<b>Ada</b> <i>Doe</i></div>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><div class=byline>"
		       "<div>Ada Doe</div>Bo Roe</div>",
		       "Ada Doe|Bo Roe");
	/* words before a name, between two and behind one, on lines of their
	 * own */
	assert_authors("<body><h1>Hall</h1><div class=byline><div>By</div>"
		       "<div>Ada Doe</div></div>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><div class=byline><p>Von:</p>"
		       "<p>ada</p></div>",
		       "ada");
	assert_authors("<body><h1>Hall</h1><div class=byline>By Ada Doe and<br>"
		       "Bo Roe,<br>and Cy Poe</div>",
		       "Ada Doe|Bo Roe|Cy Poe");
	assert_authors("<body><h1>Hall</h1><div class=byline>By Ada Doe, "
		       "<span class=role>Staff Writer</span> and Bo Roe, "
		       "<span class=role>Editor</span></div>",
		       "Ada Doe|Bo Roe");
	assert_authors("<body><h1>Hall</h1><div class=byline>Ada Doe<br>"
		       "Share On Facebook</div>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><div class=byline><div>Posted by"
		       "</div><div>admin</div></div>",
		       "");
	/* what is called title, source or date, and names the author */
	assert_authors("<body><h1>Hall</h1><div class=author>"
		       "<h3 class=title>Ada Doe</h3><p>Reporter</p></div>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><div class=byline>Von "
		       "<span class=source>Ada Doe</span>, Berlin</div>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><div class=byline>"
		       "<div class=byline-date>May 3<span class=author-name>"
		       "Ada Doe</span></div><div>Share</div></div>",
		       "Ada Doe");
	assert_authors("<body><a rel=author><span class=title>Ada Doe</span>"
		       "</a> <a rel=author><span class=title>Bo Roe</span></a>",
		       "Ada Doe|Bo Roe");
	/* of one name two parts */
	assert_authors("<body><h1>Hall</h1><div class=byline><div>Ada</div>"
		       "<div>Doe</div></div>",
		       "Ada Doe");
	/* an agency is a credit wherever it stands beside a name */
	assert_authors("<meta name=author content='AP; Reuters; Ada Doe'>",
		       "Ada Doe");
	/* nothing else says who */
	assert_authors("<body><h1>Hall</h1><div class=byline>"
		       "<span class=author-title>Ada Doe</span></div>",
		       "Ada Doe");
	assert_authors("<meta name=author content='Ada Doe, Reuters'>",
		       "Ada Doe");
	assert_authors(
	    "<body><h1>Hall</h1><div class=byline>作者：李小明</div>",
	    "李小明");
	assert_authors("<body><h1>Hall</h1><div class=byline>كتب: أحمد "
		       "علي</div>",
		       "أحمد علي");
	assert_authors("<body><h1>Hall</h1><div class=byline>Reporting by "
		       "Ada Doe</div>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><p class=autor>Ada Doe</p>",
		       "Ada Doe");
	assert_authors("<meta name=author content='Reuters'>", "Reuters");
}

/* What somebody is in Korean and Chinese, labels with a colon or a stroke, and
 * lists as each language joins them. */
Test(metadata, authors_as_their_languages_write_them)
{
	static const char *const cases[][2] = {
	    {"홍길동 기자", "홍길동"},
	    {"김철수 특파원", "김철수"},
	    {"记者 王小明", "王小明"},
	    {"記者：陳大文", "陳大文"},
	    {"文/王小明", "王小明"},
	    {"撰文：李四、张三", "李四|张三"},
	    {"Auteur : Ada Doe", "Ada Doe"},
	    {"Text: Ada Doe", "Ada Doe"},
	    {"Автор: Ада До, Бо Ро", "Ада До|Бо Ро"},
	    {"Министерство обороны и безопасности",
	     "Министерство обороны и безопасности"},
	    {"Børne- og Undervisningsministeriet",
	     "Børne- og Undervisningsministeriet"},
	    {"AV Club Staff", "AV Club Staff"},
	    {"Text/Foto: Ada Doe", "Text/Foto: Ada Doe"},
	    {"Текст/Фото: Ада До", "Текст/Фото: Ада До"},
	    {"Oleh: Ada Doe", "Ada Doe"},
	    {"Oleh Petrenko", "Oleh Petrenko"},
	    {"기자", "기자"},
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char page[300];

		snprintf(page, sizeof(page), "<meta name=author content='%s'>",
			 cases[i][0]);
		assert_authors(page, cases[i][1]);
	}
}

/* A line below the headline: names, then a date in any language, or a town. */
Test(metadata, bylines_in_many_languages)
{
	static const struct {
		const char *line;
		const char *authors;
		const char *published;
	} cases[] = {
	    {"Von Ada Doe, 1. März 2017, 14:30 Uhr", "Ada Doe",
	     "1. März 2017, 14:30 Uhr"},
	    {"Von Ada Doe und Bo Roe", "Ada Doe|Bo Roe", ""},
	    {"Von Ada Doe, Berlin", "Ada Doe", ""},
	    {"Von Ada Doe, dpa", "Ada Doe", ""},
	    {"Von Ada Doe, 1.3.2017", "Ada Doe", "1.3.2017"},
	    {"Par Ada Doe, le 1er mars 2017", "Ada Doe", "1er mars 2017"},
	    {"Par Ada Doe et Bo Roe", "Ada Doe|Bo Roe", ""},
	    {"Por Ada Doe, 1 de marzo de 2017", "Ada Doe",
	     "1 de marzo de 2017"},
	    {"Di Ada Doe, 1 marzo 2017", "Ada Doe", "1 marzo 2017"},
	    {"By Ada Doe, March 1, 2017", "Ada Doe", "March 1, 2017"},
	    {"By Ada Doe | 1 March 2017", "Ada Doe", "1 March 2017"},
	    {"By Ada Doe, updated March 1, 2017", "Ada Doe", ""},
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char page[2000];
		struct rp_article article;

		snprintf(page, sizeof(page), STORY("<p>%s</p>"), cases[i].line);
		article = read_page(page, NULL);
		expect_authors(&article, cases[i].authors, page);
		assert_str(article.published.stated, cases[i].published);
	}
}

Test(metadata, authors_by_source)
{
	assert_authors("<meta name='author' content='Wrong Person'>"
		       "<meta name='byl' content='By Ada Doe and Bo Roe'>",
		       "Ada Doe|Bo Roe");
	assert_authors("<script type='application/ld+json'>{\"@type\":"
		       "\"NewsArticle\",\"author\":[{\"@type\":\"Person\","
		       "\"name\":\"Ada Doe\"},\"Bo Roe\",{\"name\":\"ada "
		       "doe\"}]}</script>",
		       "Ada Doe|Bo Roe");
	assert_authors("<meta name='author' content='Ada Doe'>", "Ada Doe");
	assert_authors("<meta property='article:author' "
		       "content='https://social.example/ada'>",
		       "");
	/* not visitors, nor what they write into */
	assert_authors("<body><h1>Hall</h1><div class=byline>Ada Doe</div>"
		       "<ol class=commentlist><li><div class=author>Karol"
		       "</div></ol>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1><div class='comment-author vcard'>"
		       "Karol</div>",
		       "");
	assert_authors("<body><h1>Hall</h1><form><label class=author>Name"
		       "</label></form>",
		       "");
	assert_authors("<body><h1>Hall</h1><form><div class=byline>by Ada Doe"
		       "</div>" PROSE "</form>",
		       "Ada Doe");
	assert_authors("<body class=has-comments><h1>Hall</h1>"
		       "<div class=byline>by Ada Doe<br>12:04</div>",
		       "Ada Doe");
	assert_authors("<body><span itemprop='author'>By Ada Doe</span>",
		       "Ada Doe");
	assert_authors("<body><a rel='author' href='/a'>Ada Doe</a>",
		       "Ada Doe");
	assert_authors("<body><p class='post-byline'>Von Ada Doe</p>",
		       "Ada Doe");
	assert_authors("<meta name='author' content='admin'>", "");
	/* dates beside names */
	assert_authors("<body><p class='byline'>By Ada Doe, Westmere Daily "
		       "Published 7:07 PM EST Nov 19, 2019</p>",
		       "Ada Doe");
	assert_authors("<body><p class='byline'>Ada Doe&nbsp; | November 18, "
		       "2019 12:01 PM</p>",
		       "Ada Doe");
	assert_authors("<body><p class='byline'>2019 at 9:24 pm ET</p>"
		       "<p class='byline'>Desk of ABC7</p>",
		       "Desk of ABC7");
	assert_authors("<body><p class='byline'>Staff of the May 12:41 a.m. "
		       "EST Nov. 28, 2016</p>",
		       "Staff of the May");
	assert_authors("<body><p class='byline'>Ada Doe on 19 Nov 2019</p>",
		       "Ada Doe");
	assert_authors("<body><p class='byline'>Ada Doe 12 Jan 2020</p>",
		       "Ada Doe");
	/* names with figures, and words that begin like months */
	assert_authors("<meta name='author' content='20 Minutes avec AFP'>",
		       "20 Minutes avec AFP");
	assert_authors("<meta name='author' content='24/7 Wall St.'>",
		       "24/7 Wall St.");
	assert_authors("<meta name='author' content='1843 Magazine'>",
		       "1843 Magazine");
	assert_authors("<meta name='author' content='9NEWS Staff'>",
		       "9NEWS Staff");
	assert_authors("<meta name='author' content='Marc 3 Smith'>",
		       "Marc 3 Smith");
	assert_authors("<meta name='author' content='Nova 24 Staff'>",
		       "Nova 24 Staff");
	assert_authors("<meta name='author' content='Ode On Water'>",
		       "Ode On Water");
	assert_authors("<meta name='author' content='Juna D\xc3\xa0'>",
		       "Juna D\xc3\xa0");
	assert_authors("<meta name='author' content='desk@a.example'>", "");
	/* entities end in a mark that parts names */
	assert_authors("<meta name='author' content='Ada O&amp;#039;Doe'>",
		       "Ada O'Doe");
	assert_authors("<script type='application/ld+json'>{\"@type\":"
		       "\"Article\",\"author\":\"Andr&eacute; Doe\"}</script>",
		       "Andr\xc3\xa9 Doe");
	assert_authors("<meta name='author' content='&amp;Aring;sa Doe'>",
		       "\xc3\x85sa Doe");
	/* what they are, and their accounts */
	assert_authors("<meta name='byl' content='By ADA DOE, Staff Writer'>",
		       "ADA DOE");
	assert_authors("<meta name=author content='Ada Doe Staff Writer'>",
		       "Ada Doe");
	assert_authors("<meta name=author content='Ada van Doe Senior Westmere "
		       "Correspondent'>",
		       "Ada van Doe");
	assert_authors("<meta name=author content='Ada Doe Staff Writer and Bo "
		       "Roe Senior Reporter'>",
		       "Ada Doe|Bo Roe");
	assert_authors("<meta name=author content='Ada Doe Reporter'>",
		       "Ada Doe Reporter");
	assert_authors("<meta name=author content='AP Senior Auto Writer'>",
		       "AP Senior Auto Writer");
	assert_authors("<meta name=author content='Our Political Staff "
		       "Writer'>",
		       "Our Political Staff Writer");
	assert_authors("<meta name=author content='Times Staff Writer'>",
		       "Times Staff Writer");
	assert_authors("<meta name='byl' content='Staff Writer'>",
		       "Staff Writer");
	assert_authors("<meta name='byl' content='Ada Doe @adadoe'>",
		       "Ada Doe");
	/* those of other stories, above the headline and below it */
	assert_authors("<body><div class=byline>By Bo Roe</div>"
		       "<h1>Hall</h1><div class=byline>By Ada Doe</div>",
		       "Ada Doe");
	assert_authors("<body><div class=byline>By Ada Doe</div><h1>Hall</h1>",
		       "Ada Doe");
	assert_authors("<body><h1>Hall</h1>" PROSE "<div class=related-news>"
		       "<span class=byline>By Bo Roe</span></div>",
		       "");
	/* a line that is taken off the text */
	assert_authors(STORY("<p>By ADA DOE, Associated Press</p>"), "ADA DOE");
	assert_authors(STORY("<p>By Ada van Doe and Bo Roe</p>"),
		       "Ada van Doe|Bo Roe");
	assert_authors(STORY("<p>By the way</p><p>By Train</p><p>By the "
			     "numbers: Reuters poll</p><p>Por favor</p>"),
		       "");
	assert_authors(
	    STORY("<p>By continuing to use this site you accept "
		  "cookies and the privacy policy of Thomson Reuters "
		  "on this website.</p>"),
	    "");
	/* names of classes that are of the article itself */
	assert_authors("<body><h1>Hall</h1><div class='has-related-topics "
		       "unrelated'><div class=byline>By Ada Doe</div></div>",
		       "Ada Doe");
	/* above the headline, with another story below the text */
	assert_authors(
	    "<body><div class=byline>By Ada Doe</div><h1>Hall</h1>" PROSE PROSE
		PROSE "<section><h3>Storm</h3>"
	    "<div class=byline>By Bo Roe</div></section>",
	    "Ada Doe");
}

/* ----- access ----- */

Test(metadata, access_by_source)
{
	cr_assert_eq(read_head("<meta property='article:content_tier' "
			       "content='metered'>")
			 .access,
		     RP_ACCESS_METERED);
	cr_assert_eq(read_head("<script type='application/ld+json'>{\"@type\":"
			       "\"Article\",\"isAccessibleForFree\":\"False\"}"
			       "</script>")
			 .access,
		     RP_ACCESS_PAID);
	cr_assert_eq(read_head("<script type='application/ld+json'>{\"@type\":"
			       "\"Article\",\"isAccessibleForFree\": true}"
			       "</script>")
			 .access,
		     RP_ACCESS_FREE);
	cr_assert_eq(read_head("").access, RP_ACCESS_UNKNOWN);
	cr_assert_null(rp_access_name(RP_ACCESS_UNKNOWN));
	cr_assert_str_eq(rp_access_name(RP_ACCESS_PAID), "paid");
}

Test(metadata, teasers)
{
	cr_assert(!read_head("").teaser);
	cr_assert(read_page("<article>" PROSE "<p>The opposition, which had "
			    "asked for a delay of one year, said that the"
			    "...</p>",
			    NULL)
		      .teaser);
	cr_assert(read_head("<script type='application/ld+json'>{\"@type\":"
			    "\"Article\",\"wordCount\":800}</script>")
		      .teaser);
	cr_assert(!read_head("<script type='application/ld+json'>{\"@type\":"
			     "\"Article\",\"wordCount\":50}</script>")
		       .teaser);
}

/* ----- credit ----- */

static void assert_credit(struct rp_article article, const char *agency,
			  const char *source)
{
	if (!agency) {
		cr_assert_null(article.credit.agency);
		return;
	}
	cr_assert_not_null(article.credit.agency, "no agency, but %s", agency);
	cr_assert_str_eq(article.credit.agency, agency);
	cr_assert_str_eq(article.credit.source, source);
	cr_assert_gt(article.credit.evidence.len, 0);
}

Test(metadata, credits_the_agency_named_first)
{
	assert_credit(read_head("<meta name=author content='Reuters, AP'>"),
		      "reuters", "author");
	assert_credit(
	    read_head("<meta name=author content='AP; Reuters; Ada Doe'>"),
	    "ap", "author");
}

Test(metadata, credit_by_source)
{
	struct rp_hints hints = {.url = str("https://a.example/x")};

	assert_credit(read_head("<meta name='author' content='Reuters Staff'>"),
		      "reuters", "author");
	assert_credit(read_head("<body><div class='article-source'>AFP</div>"),
		      "afp", "meta");
	assert_credit(
	    read_head("<body><div class='photo-credit'><i class='source'>AFP"
		      "</i></div>"),
	    NULL, NULL);
	assert_credit(read_head("<meta name='syndication-source' "
				"content='https://apnews.com/abc'>"),
		      "ap", "meta");
	assert_credit(
	    read_page("<link rel='canonical' href='https://apnews.com/abc'>"
		      "<article>" PROSE,
		      &hints),
	    "ap", "canonical");
	assert_credit(read_page("<article>" PROSE "<p>(Reporting by Ada Doe; "
				"editing by Bo Roe, Reuters)</p>",
				NULL),
		      "reuters", "tail");
	assert_credit(read_head("<meta name='author' "
				"content='Ada Doe, Harrisburg, PA'>"),
		      NULL, NULL);
	assert_credit(read_head(""), NULL, NULL);
	/* what an author is said to be, and a line taken off the text */
	assert_credit(
	    read_head("<meta name='byl' content='ADA DOE, AP Sports Writer'>"),
	    "ap", "author");
	assert_credit(read_head("<meta name='byl' content='Bo Roe'>" STORY(
			  "<p>By ADA DOE, Associated Press</p>")),
		      "ap", "byline");
}

/* A visible date, on a page of a language. */
static void assert_dated(const char *language, const char *line,
			 const char *url, const char *utc_day)
{
	char page[2400];
	struct rp_hints hints = {.url = str(url)};
	struct rp_article article;
	time_t instant;
	struct tm tm;
	char day[16] = "";

	snprintf(page, sizeof(page), "<html lang='%s'>" STORY("<p>%s</p>"),
		 language, line);
	article = read_page(page, &hints);
	instant = (time_t)article.published.date.instant;
	if (article.published.date.precision != RP_DATE_NONE)
		strftime(day, sizeof(day), "%Y-%m-%d", gmtime_r(&instant, &tm));
	cr_assert_str_eq(day, utc_day, "%s: %s", language, line);
}

Test(metadata, days_in_figures_are_read_as_the_language_has_them)
{
	const char *url = "https://a.example/story";

	assert_dated("fr", "Par Ada Doe, le 10/03/2017 à 22h14", url,
		     "2017-03-10");
	assert_dated("vi", "Thứ sáu, 10/3/2017, 22:14 (GMT+7)", url,
		     "2017-03-10");
	assert_dated("en", "10/03/2017", url, "");
	assert_dated("es-US", "10/03/2017", url, "");
	assert_dated("en", "13/03/2017", url, "2017-03-13");
}

Test(metadata, dates_between_bars_and_before_a_source)
{
	const char *url = "https://a.example/story";

	assert_dated("en",
		     "Last updated: 11 March 2017 | Published: 10 March 2017",
		     url, "2017-03-10");
	assert_dated("es",
		     "Actualizado 11 mar 2017 08:00 h. | Publicado 10 mar 2017",
		     url, "2017-03-10");
	assert_dated("zh", "2017-03-10 22:14:05 来源：新华网", url,
		     "2017-03-10");
	assert_dated("en", "Updated: 11 March 2017", url, "");
}

Test(metadata, days_in_addresses)
{
	assert_dated("zh", "", "https://a.example/2017-03/10/content_1.htm",
		     "2017-03-10");
	assert_dated("zh", "", "https://a.example/news/t20170310_77.shtml",
		     "2017-03-10");
	assert_dated("en", "", "https://a.example/20170310/story",
		     "2017-03-10");
	/* eight figures are believed where nothing else says when it was */
	assert_dated("en", "11 March 2017", "https://a.example/20150310/story",
		     "2017-03-11");
	assert_dated("en", "", "https://a.example/20171310/story", "");
	assert_dated("en", "", "https://a.example/201703101/story", "");
}
