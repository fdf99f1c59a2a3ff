/* SPDX-License-Identifier: Apache-2.0 */
#include "buffer.h"
#include "listing.h"
#include "testing.h"

/* What a listing names: a line "url|title|published|language|listing" each. */
static struct rp_buffer names;
static bool bases; /* behind the last stroke what it is relative to */

static void init(void)
{
	rp_buffer_init(&names);
	bases = false;
}

static void fini(void)
{
	rp_buffer_dispose(&names);
}

TestSuite(listing, .init = init, .fini = fini);

static int take(void *context, const struct rp_listed *item)
{
	(void)context;
	rp_buffer_str(&names, item->url);
	rp_buffer_putc(&names, '|');
	rp_buffer_str(&names, item->title);
	rp_buffer_putc(&names, '|');
	rp_buffer_str(&names, item->published);
	if (item->changed.len)
		rp_buffer_puts(&names, "~");
	rp_buffer_str(&names, item->changed);
	rp_buffer_putc(&names, '|');
	rp_buffer_str(&names, item->language);
	rp_buffer_putc(&names, '|');
	if (bases)
		rp_buffer_str(&names, item->base);
	rp_buffer_puts(&names, item->listing ? "L\n" : "\n");
	return RP_OK;
}

static int read_listing(enum rp_listing_kind *kind, struct rp_str bytes)
{
	struct rp_listing_sink sink = {.take = take};
	struct rp_error error;
	struct rp_buffer decoded;
	struct rp_str text;
	size_t items;
	int status;

	rp_buffer_clear(&names);
	rp_buffer_init(&decoded);
	cr_assert_eq(rp_listing_decode(&text, &decoded, bytes, NULL), RP_OK);
	status = rp_listing_read(kind, &items, text, &sink, &error);
	rp_buffer_dispose(&decoded);
	return status;
}

static void assert_reads(const char *text, enum rp_listing_kind expected,
			 const char *items)
{
	enum rp_listing_kind kind;

	cr_assert_eq(read_listing(&kind, str(text)), RP_OK, "%s", text);
	cr_assert_eq(kind, expected, "%s: kind %d", text, kind);
	cr_assert_str_eq(names.data, items, "%s: %s", text, names.data);
}

Test(listing, rss)
{
	assert_reads(
	    "<?xml version=\"1.0\"?>\n<!-- x --><rss version=\"2.0\" "
	    "xmlns:media=\"m\" xmlns:atom=\"http://www.w3.org/2005/Atom\">"
	    "<channel><title>All</title><link>http://a/</link>"
	    "<atom:link href=\"http://a/feed\" rel=\"self\"/>"
	    "<item><media:title>no</media:title><title>One &amp; <![CDATA[<two>"
	    "]]></title><link>\n http://a/1?x=1&amp;y=2 </link>"
	    "<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate>"
	    "<media:content url=\"http://a/1.jpg\"><title>inner</title>"
	    "</media:content></item>"
	    "<item><guid>http://a/2</guid><title>Two</title></item>"
	    "<item><guid isPermaLink=\"false\">77</guid></item>"
	    "<item><atom:link href=\"http://a/3\"/></item></channel></rss>",
	    RP_LISTING_FEED,
	    "http://a/1?x=1&y=2|One & <two>|Tue, 24 Nov 2026 10:00:00 GMT||\n"
	    "http://a/2|Two|||\nhttp://a/3||||\n");
}

Test(listing, rdf_and_atom)
{
	assert_reads("<rdf:RDF xmlns:rdf=\"r\" xmlns:dc=\"d\"><channel/><item>"
		     "<title>T</title><link>http://a/1</link>"
		     "<dc:date>2026-11-24</dc:date><dc:language>de"
		     "</dc:language></item></rdf:RDF>",
		     RP_LISTING_FEED, "http://a/1|T|2026-11-24|de|\n");
	assert_reads(
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>F</title>"
	    "<link href=\"http://a/\"/><entry><title type=\"html\">T</title>"
	    "<link rel=\"enclosure\" href=\"http://a/x.mp3\"/>"
	    "<link rel=\"alternate\" href=\"/1?a=b&amp;c=d\"/>"
	    "<updated>2026-11-25T00:00:00Z</updated></entry>"
	    "<entry><link href='2'/><published>2026-11-24T00:00:00Z"
	    "</published><updated>2026-11-26T00:00:00Z</updated></entry>"
	    "</feed>",
	    RP_LISTING_FEED,
	    "/1?a=b&c=d|T|~2026-11-25T00:00:00Z||\n"
	    "2||2026-11-24T00:00:00Z~2026-11-26T00:00:00Z||\n");
	/* an id is the last resort, if it is an address */
	assert_reads(
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>urn:uuid:1"
	    "</id></entry><entry><id>http://a/2</id></entry><entry><id>http://"
	    "a/id</id><link href='3'/></entry></feed>",
	    RP_LISTING_FEED, "http://a/2||||\n3||||\n");
}

Test(listing, json_feed)
{
	assert_reads(
	    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"language\":"
	    "\"en\",\"items\":[{\"url\":\"http://a/1\",\"title\":\"T\","
	    "\"date_published\":\"2026-11-24T00:00:00Z\"},{\"id\":\"x\"},"
	    "{\"external_url\":\"http://b/\",\"date_modified\":\"2026\"}]}",
	    RP_LISTING_FEED,
	    "http://a/1|T|2026-11-24T00:00:00Z|en|\nhttp://b/||~2026|en|\n");
	assert_reads(
	    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":["
	    "{\"id\":\"HTTPS://a/1\"},{\"id\":\"http://a/x\",\"url\":"
	    "\"http://a/2\"},{\"id\":7}]}",
	    RP_LISTING_FEED, "HTTPS://a/1||||\nhttp://a/2||||\n");
}

Test(listing, sitemaps)
{
	assert_reads(
	    "<urlset xmlns:news=\"n\" xmlns:image=\"i\"><url>"
	    "<loc>http://a/1</loc><image:image><image:loc>http://a/i.jpg"
	    "</image:loc></image:image><lastmod>2026-11-25</lastmod>"
	    "<news:news><news:publication><news:name>N</news:name>"
	    "<news:language>fr</news:language></news:publication>"
	    "<news:publication_date>2026-11-24</news:publication_date>"
	    "<news:title>T</news:title></news:news></url>"
	    "<url><loc>http://a/2</loc><lastmod>2026-11-23</lastmod></url>"
	    "</urlset>",
	    RP_LISTING_SITEMAP,
	    "http://a/1|T|2026-11-24~2026-11-25|fr|\nhttp://a/"
	    "2||~2026-11-23||\n");
	assert_reads("<sitemapindex><sitemap><loc>http://a/s.xml.gz</loc>"
		     "<lastmod>2026</lastmod></sitemap></sitemapindex>",
		     RP_LISTING_INDEX, "http://a/s.xml.gz||~2026||L\n");
}

Test(listing, pages_and_lists)
{
	assert_reads("<!DOCTYPE html><html><head><link rel=stylesheet href=x>"
		     "<LINK REL='alternate home' TYPE='application/rss+xml' "
		     "HREF='/f?a=b&amp;c'><link rel=alternate hreflang=de "
		     "href=/de><body><p>text",
		     RP_LISTING_PAGE, "/f?a=b&c||||L\n");
	assert_reads("\xef\xbb\xbf# mine\nhttp://a/1\r\n\n  http://a/2 "
		     "(why)\nhttp://a/3",
		     RP_LISTING_LINES,
		     "http://a/1||||\nhttp://a/2||||\nhttp://a/3||||\n");
}

Test(listing, broken_markup_is_survived)
{
	/* An unknown entity, a stray ampersand, a missing end, a bad byte, a
	 * break in the middle. */
	assert_reads(
	    "<rss><channel><item><title>a &nbsp; b & c</title>"
	    "<link>http://a/1</link></item>"
	    "<item><title>t\x01 \xff</title>"
	    "<link>http://a/2</link><description><b>x</description></item>"
	    "<item><link>http://a/3</link></item><item><link>http:",
	    RP_LISTING_FEED,
	    "http://a/1|a \xc2\xa0 b & c|||\nhttp://a/2|t  "
	    "\xc3\xbf|||\nhttp://a/3||||\n");
}

static bool is_damaged(const char *text)
{
	bool damaged = false;
	struct rp_listing_sink sink = {.take = take, .damaged = &damaged};
	enum rp_listing_kind kind;
	struct rp_error error;
	size_t items;

	rp_buffer_clear(&names);
	cr_assert_eq(rp_listing_read(&kind, &items, str(text), &sink, &error),
		     RP_OK, "%s", text);
	return damaged;
}

Test(listing, damage_is_told)
{
	cr_assert(!is_damaged("<rss><channel><item><link>http://a/1</link>"
			      "</item></channel></rss>"));
	cr_assert(!is_damaged("{\"version\":\"https://jsonfeed.org/version/1"
			      "\",\"items\":[]}"));
	cr_assert(!is_damaged("http://a/1\n"));
	cr_assert(is_damaged("<rss><channel><item><link>http://a/1</link>"
			     "</item><item><link>http"));
	cr_assert_str_eq(names.data, "http://a/1||||\n");
	cr_assert(is_damaged("<urlset><url><loc>http://a/1</loc></url>"));
	cr_assert_str_eq(names.data, "http://a/1||||\n");
}

/* A sign that is no markup is a letter; in a section it stays what it is. */
Test(listing, less_than_is_no_markup)
{
	assert_reads("<rss><channel><item><title>1 < 2 <3 <- <"
		     "</title><link>http://a/1</link></item>"
		     "<item><title><![CDATA[1 < 2 <3]]></title>"
		     "<link>http://a/2</link><!-- < <1 --></item>"
		     "<item><link>http://a/3</link></item></channel></rss>",
		     RP_LISTING_FEED,
		     "http://a/1|1 < 2 <3 <- <|||\nhttp://a/2|1 < 2 <3|||\n"
		     "http://a/3||||\n");
}

/* What most feeds that are no XML have in them: none of it costs what stands
 * behind it. */
Test(listing, ampersands_are_letters)
{
	assert_reads(
	    "<rss><channel><title>AT&T</title><item><title>Q&amp;A &nbsp;"
	    "&eacute;&Eacute;&mdash; &unknown; &#228;&#xE4;&#0;&#x110000;&; "
	    "&lt;b&gt; &apos;&quot;</title>"
	    "<link>http://a/?x=1&y=2&amp;z=3&copy=4</link></item>"
	    "<item><title><![CDATA[a&amp;b]]></title>"
	    "<link>http://a/?x=1&amp;y=2&#38;z=3&#x26;w=4</link></item>"
	    "</channel></rss>",
	    RP_LISTING_FEED,
	    "http://a/?x=1&y=2&z=3&copy=4|Q&A \xc2\xa0\xc3\xa9\xc3\x89"
	    "\xe2\x80\x94 &unknown; \xc3\xa4\xc3\xa4&#0;&#x110000;&; "
	    "<b> '\"|||\nhttp://a/?x=1&y=2&z=3&w=4|a&amp;b|||\n");
	assert_reads("<urlset><url><loc>http://a/?x=1&y=2</loc></url><url>"
		     "<loc>http://a/?x=1&amp;y=2</loc></url></urlset>",
		     RP_LISTING_SITEMAP,
		     "http://a/?x=1&y=2||||\nhttp://a/?x=1&y=2||||\n");
	assert_reads("<feed><title>a & b</title><entry><link href=\"/?a&b&amp;c"
		     "&#38;d&eacute;\"/></entry></feed>",
		     RP_LISTING_FEED, "/?a&b&c&d\xc3\xa9||||\n");
}

/* Apostrophes and > where they are letters. */
Test(listing, instructions_and_declarations_are_no_tags)
{
	assert_reads(
	    "<?xml version=\"1.0\"?><?x it's > ?><!DOCTYPE rss [<!-- it's > "
	    "]--><!ENTITY a \"b\"> ] ><rss><channel><item><title>"
	    "<![CDATA[AT&T &amp; 'raw' <b]]></title><!-- don't > -->"
	    "<link>http://a/1&#xD;&#13;\n</link></item></channel></rss>",
	    RP_LISTING_FEED, "http://a/1|AT&T &amp; 'raw' <b|||\n");
	assert_reads("<!DOCTYPE rss SYSTEM \"it's\"><rss><channel><item>"
		     "<link>http://a/1</link></item></channel></rss>",
		     RP_LISTING_FEED, "http://a/1||||\n");
}

/* Names are of the namespace, whatever its prefix. */
Test(listing, prefixes_are_anybody_s)
{
	assert_reads(
	    "<sm:urlset xmlns:sm=\"http://www.sitemaps.org/schemas/sitemap/0.9"
	    "\" xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\">"
	    "<sm:url><sm:loc>http://a/1</sm:loc><n:news><n:publication_date>"
	    "2026-11-24</n:publication_date><n:title>T</n:title></n:news>"
	    "</sm:url></sm:urlset>",
	    RP_LISTING_SITEMAP, "http://a/1|T|2026-11-24||\n");
	assert_reads(
	    "<ns0:feed xmlns:ns0=\"http://www.w3.org/2005/Atom\" "
	    "xmlns:o=\"o\"><ns0:entry><o:title>no</o:title><ns0:title>T"
	    "</ns0:title><ns0:link href=\"/1\"/></ns0:entry></ns0:feed>",
	    RP_LISTING_FEED, "/1|T|||\n");
}

/* What addresses are relative to, where a listing tells. */
Test(listing, bases)
{
	bases = true;
	assert_reads(
	    "<feed xml:base=\"http://b/x/\"><entry><link href=\"1\"/>"
	    "</entry><entry xml:base=\"/y/\"><link href=\"2\"/></entry>"
	    "<entry><link xml:base=\"/z/?a&amp;b\" href=\"3\"/></entry>"
	    "<entry><link href=\"4\"/></entry></feed>",
	    RP_LISTING_FEED,
	    "1||||http://b/x/\n2||||/y/\n3||||/z/?a&b\n4||||http://b/x/\n");
	assert_reads("<html><head><base href=\"/sub/\"><base href=\"/no/\">"
		     "<link rel=\"alternate\" type=\"application/rss+xml\" "
		     "href=\"f.rss\">",
		     RP_LISTING_PAGE, "f.rss||||/sub/L\n");
}

/* The same feed in many encodings; its title is a German one. */
Test(listing, encodings)
{
	static const char told[] = "<?xml version=\"1.0\" encoding=\"koi8-r\"?>"
				   "<rss><channel><item><title>\xdc"
				   "bung</title><link>http://a/1</link></item>"
				   "</channel></rss>";
	static const char want[] = "http://a/1|\xc3\x9c"
				   "bung|||\n";
	static const char *const charsets[] = {"iso-8859-1", "windows-1252"};
	struct rp_listing_sink sink = {.take = take};
	enum rp_listing_kind kind;
	struct rp_buffer decoded;
	struct rp_error error;
	struct rp_str text;
	size_t items;
	size_t i;

	rp_buffer_init(&decoded);
	/* The transport's word counts more than the document's. */
	for (i = 0; i < 2; i++) {
		rp_buffer_clear(&names);
		cr_assert_eq(
		    rp_listing_decode(&text, &decoded, str(told), charsets[i]),
		    RP_OK);
		cr_assert_eq(rp_listing_sniff(text), RP_LISTING_FEED);
		cr_assert_eq(
		    rp_listing_read(&kind, &items, text, &sink, &error), RP_OK);
		cr_assert_str_eq(names.data, want);
	}
	assert_reads("<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel>"
		     "<item><title>\xdc"
		     "bung</title><link>http://a/1</link></item></channel>"
		     "</rss>",
		     RP_LISTING_FEED, want);
	/* UTF-8 that calls itself otherwise. */
	assert_reads("<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel>"
		     "<item><title>\xc3\x9c"
		     "bung</title><link>http://a/1</link></item></channel>"
		     "</rss>",
		     RP_LISTING_FEED, want);
	/* UTF-16 with its mark, and a word of its own. */
	rp_buffer_clear(&decoded);
	rp_buffer_append(&decoded, "\xfe\xff", 2);
	for (i = 0; i < sizeof(told) - 1; i++) {
		rp_buffer_putc(&decoded, '\0');
		rp_buffer_putc(&decoded, told[i]);
	}
	cr_assert_eq(read_listing(&kind, rp_buffer_view(&decoded)), RP_OK);
	cr_assert_str_eq(names.data, want);
	rp_buffer_dispose(&decoded);
}

/* A feed of one element with so many attributes. */
static int read_attributes(unsigned count, bool wide)
{
	struct rp_buffer text;
	struct rp_buffer octets;
	enum rp_listing_kind kind;
	unsigned i;
	int status;

	rp_buffer_init(&text);
	rp_buffer_init(&octets);
	rp_buffer_puts(&text, "<rss><channel><item");
	for (i = 0; i < count; i++)
		rp_buffer_printf(&text, " a%u='=>'", i);
	rp_buffer_puts(&text,
		       "><link>http://a/1</link></item></channel></rss>");
	if (wide) {
		rp_buffer_append(&octets, "\xff\xfe", 2);
		for (i = 0; i < text.len; i++) {
			rp_buffer_putc(&octets, text.data[i]);
			rp_buffer_putc(&octets, '\0');
		}
	} else {
		rp_buffer_str(&octets, rp_buffer_view(&text));
	}
	status = read_listing(&kind, rp_buffer_view(&octets));
	rp_buffer_dispose(&text);
	rp_buffer_dispose(&octets);
	return status;
}

Test(listing, attributes_have_a_limit, .timeout = 20)
{
	cr_assert_eq(read_attributes(1000, false), RP_OK);
	cr_assert_str_eq(names.data, "http://a/1||||\n");
	cr_assert_eq(read_attributes(1000, true), RP_OK);
	cr_assert_str_eq(names.data, "http://a/1||||\n");
	cr_assert_eq(read_attributes(1001, false), RP_EINVAL);
	cr_assert_eq(read_attributes(1001, true), RP_EINVAL);
	cr_assert_eq(read_attributes(1000000, false), RP_EINVAL);
}

Test(listing, values_have_a_limit)
{
	struct rp_buffer text;
	enum rp_listing_kind kind;
	struct rp_error error;
	struct rp_listing_sink sink = {.take = take};
	size_t items;
	int i;

	rp_buffer_init(&text);
	rp_buffer_puts(&text, "{\"version\":\"https://jsonfeed.org/version/1\""
			      ",\"title\":\",,,{[\\\",,\",\"items\":[");
	for (i = 0; i < 499990; i++)
		rp_buffer_puts(&text, i ? ",1" : "1");
	rp_buffer_puts(&text, "]}");
	rp_buffer_clear(&names);
	cr_assert_eq(rp_listing_read(&kind, &items, rp_buffer_view(&text),
				     &sink, &error),
		     RP_OK);
	text.len -= 2;
	for (i = 0; i < 10; i++)
		rp_buffer_puts(&text, ",1");
	rp_buffer_puts(&text, "]}");
	cr_assert_eq(rp_listing_read(&kind, &items, rp_buffer_view(&text),
				     &sink, &error),
		     RP_EINVAL);
	cr_assert_not_null(strstr(error.message, "500,000"));
	rp_buffer_dispose(&text);
}

Test(listing, entities_do_not_grow)
{
	static const char bomb[] =
	    "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
	    "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;"
	    "&b;&b;&b;&b;&b;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">"
	    "<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]>"
	    "<rss><channel><item><link>http://a/1</link>"
	    "<title>&c;&x;</title></item></channel></rss>";

	assert_reads(bomb, RP_LISTING_FEED, "http://a/1|&c;&x;|||\n");
}

Test(listing, what_is_none_is_told)
{
	enum rp_listing_kind kind;

	cr_assert_eq(read_listing(&kind, str("")), RP_EINVAL);
	cr_assert_eq(read_listing(&kind, str("{\"a\":1}")), RP_EINVAL);
	cr_assert_eq(read_listing(&kind, str("<svg></svg>")), RP_EINVAL);
	cr_assert_eq(read_listing(&kind, (struct rp_str){"\0\1", 2}),
		     RP_EINVAL);
	cr_assert_eq(
	    read_listing(
		&kind, str("{\"version\":\"https://jsonfeed.org/version/1\",")),
	    RP_EINVAL);
}

/* Any damage to a feed: no crash, and what is read is no more than was there.
 */
Test(listing, damaged_at_any_place)
{
	static const char feed[] =
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item>"
	    "<title><![CDATA[x]]></title><link>http://a/1</link></item>"
	    "<item><link>http://a/2</link></item></channel></rss>";
	char copy[sizeof(feed)];
	uint64_t state = 5;
	int i;

	for (i = 0; i < 3000; i++) {
		enum rp_listing_kind kind;
		size_t len = draw(&state) % sizeof(feed);

		memcpy(copy, feed, sizeof(feed));
		copy[draw(&state) % sizeof(feed)] = (char)draw(&state);
		copy[draw(&state) % sizeof(feed)] = (char)draw(&state);
		read_listing(&kind, (struct rp_str){copy, len});
		cr_assert_leq(names.len, 2 * sizeof(feed));
	}
}

static int count(void *context, const struct rp_listed *item)
{
	(void)item;
	++*(size_t *)context;
	return RP_OK;
}

Test(listing, has_a_limit)
{
	size_t taken = 0;
	struct rp_listing_sink sink = {.take = count, .context = &taken};
	enum rp_listing_kind kind;
	struct rp_error error;
	size_t items;
	int i;

	for (i = 0; i < RP_LISTING_ITEMS + 5; i++)
		rp_buffer_printf(&names, "http://a/%d\n", i);
	cr_assert_eq(rp_listing_read(&kind, &items, rp_buffer_view(&names),
				     &sink, &error),
		     RP_OK);
	cr_assert_eq(taken, RP_LISTING_ITEMS);
	cr_assert_eq(items, RP_LISTING_ITEMS);
}
