/* SPDX-License-Identifier: Apache-2.0 */
#include "format.h"
#include "testing.h"

static enum rp_format tell(const char *path, const char *bytes)
{
	const char *what;

	return rp_format_tell(&what, path, bytes, strlen(bytes), NULL);
}

Test(format, goes_by_the_name)
{
	cr_assert_eq(tell("a.HTML", "x"), RP_FORMAT_HTML);
	cr_assert_eq(tell("a.htm.gz", "x"), RP_FORMAT_HTML);
	cr_assert_eq(tell("a.jsonl.zst", "x"), RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.txt", "<p>{\"text\":1}"), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a.warc.wet.gz", "x"), RP_FORMAT_WARC);
	cr_assert_eq(tell(".html", "x"), RP_FORMAT_TEXT); /* no extension */
}

Test(format, goes_by_the_content_where_the_name_is_silent)
{
	cr_assert_eq(tell("a", "\xef\xbb\xbf \n{\"a\":1}"),
		     RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.json", "{\"a\":1}"), RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.json", "[ {\"a\":1}"), RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.json", "[{\"a\":1}]\n"), RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.json", "[{\"a\":1},\n{\"a\":2}]\n"),
		     RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.jsonl", "[{\"a\":1}]\n[{\"a\":2}]\n"),
		     RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.jsonl", "[{\"a\":[1]\n,\"b\":2}]\n"),
		     RP_FORMAT_JSON_VALUES);
	/* a line that is none of JSON Lines costs that line */
	cr_assert_eq(tell("a.jsonl", "[]\n{\"a\":1}\n"), RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a", "<?xml version=1?>"), RP_FORMAT_HTML);
	cr_assert_eq(tell("a", "< 3 of them"), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a", "[Editor's note] x"), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a", ""), RP_FORMAT_TEXT);
}

/* As one article they would hide those that they hold. */
Test(format, refuses_text_that_holds_many_articles)
{
	static const char *const others[] = {
	    "filedesc://a.arc 0.0.0.0 2026",
	    " CDX N b a m s k r M S V g",
	    "From ada@a.example Mon\nDate: Mon\nMessage-ID: <1@a>\nSubject: "
	    "Hall\n\nIt closes.",
	    "From ada@a.example Mon\nMessage-Id: <1@a>\n\nIt closes.",
	    "MIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>",
	    "<?xml version='1.0'?>\n<!-- made -->\n<rss version='2.0'>",
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
	    "<?xml version='1.0'?><urlset>",
	    "<mediawiki xml:lang='en'>",
	    "-- MySQL dump 10.13",
	    "{\\rtf1 text}"};
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_assert_eq(tell("a", others[i]), RP_FORMAT_BINARY, "%s",
			     others[i]);
	cr_assert_eq(tell("a.html", others[3]), RP_FORMAT_BINARY);
	cr_assert_eq(
	    tell("a", "From the mayor\nSubject: the hall\n\nIt is closed."),
	    RP_FORMAT_TEXT);
	cr_assert_eq(tell("a", "From Monday on the hall is closed."),
		     RP_FORMAT_TEXT);
	cr_assert_eq(tell("a", "<feed>words</feed>"), RP_FORMAT_HTML);
	cr_assert_eq(tell("a", "<?xml version='1.0'?><nitf><p>Hall"),
		     RP_FORMAT_HTML);
}

/* One text would hide the records and the page. */
Test(format, believes_records_and_pages_before_a_name)
{
	cr_assert_eq(tell("a.txt", "{\"text\":1}"), RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.txt.gz", "\xef\xbb\xbf{ \"text\" : 1}"),
		     RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.html", "{\"text\":1}"), RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.txt", "[{\"text\":1}]"), RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.txt", "{\n \"text\":1}"), RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.txt", "\n<!doctype html><p>a"), RP_FORMAT_HTML);
	cr_assert_eq(tell("a.txt", "<!-- saved --><html><p>a"), RP_FORMAT_HTML);
	cr_assert_eq(tell("a.txt", "Use <html> once."), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a.txt", "{\"So it is\"} and more"), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a.txt", "{\"cut"), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a.txt", "{"), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a.txt", "["), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a.html", "<p>{\"text\":1}"), RP_FORMAT_HTML);
	cr_assert_eq(tell("a.html", "{\"@context\":\"x\"}\n<html><p>a"),
		     RP_FORMAT_HTML);
	cr_assert_eq(tell("a.txt", "{ \"We knew it\": that is so."),
		     RP_FORMAT_TEXT);
	cr_assert_eq(tell("a.txt", "{\"dead\": true}"), RP_FORMAT_JSON_LINES);
}

Test(format, believes_a_signature_before_a_name)
{
	cr_assert_eq(tell("a.txt", "WARC/1.1\r\n"), RP_FORMAT_WARC);
	cr_assert_eq(tell("a.html", "%PDF-1.7"), RP_FORMAT_BINARY);
	cr_assert_eq(tell("a.css", "body { color: red }"), RP_FORMAT_BINARY);
	cr_assert_eq(tell("a.JS.gz", "var a = 1;"), RP_FORMAT_BINARY);
	cr_assert_eq(tell("a.js", "<!-- hide -->\nvar a = 1;"),
		     RP_FORMAT_BINARY);
	cr_assert_eq(tell("whats-new-in-next.js", "<!doctype html><p>a"),
		     RP_FORMAT_HTML);
	cr_assert_eq(tell("a.csv", "id,text\n1,a"), RP_FORMAT_CSV);
	cr_assert_eq(tell(".css", "words"), RP_FORMAT_TEXT);
	cr_assert_eq(tell("a.csv", "WARC/1.0\r\n"), RP_FORMAT_WARC);
	cr_assert_eq(tell("a", "PK\x03\x04"), RP_FORMAT_BINARY);
	cr_assert_eq(tell("a", "\x01\x02\x03\x04 x"), RP_FORMAT_BINARY);
	cr_assert_eq(tell("a.txt", "\x01\x02\x03\x04 x"), RP_FORMAT_BINARY);
	cr_assert_eq(tell("a.html", "\x01\x02\x03\x04 x"), RP_FORMAT_BINARY);
	/* UTF-16 is full of zero bytes and yet text */
	{
		const char *what;

		cr_assert_eq(
		    rp_format_tell(&what, "a", "\xff\xfeh\0i\0", 6, NULL),
		    RP_FORMAT_TEXT);
		cr_assert_eq(rp_format_tell(&what, "a.txt",
					    "T\0h\0e\0 \0t\0e\0x\0t\0", 16,
					    NULL),
			     RP_FORMAT_TEXT);
		cr_assert_eq(rp_format_tell(&what, "a.jsonl",
					    "\xff\xfe{\0\"\0i\0", 8, NULL),
			     RP_FORMAT_WIDE);
		cr_assert_eq(
		    rp_format_tell(&what, "a", "\xff\xfe{\0\"\0i\0", 8, NULL),
		    RP_FORMAT_WIDE);
		cr_assert_eq(rp_format_tell(&what, "a",
					    "<\0h\0t\0m\0l\0>\0<\0p\0", 16,
					    NULL),
			     RP_FORMAT_HTML);
		/* numbers of two bytes */
		cr_assert_eq(rp_format_tell(&what, "a",
					    "\1\0\2\0h\0\3\0\4\0i\0\5\0\6\0",
					    16, NULL),
			     RP_FORMAT_BINARY);
	}
}

Test(format, is_named_by_an_extension_alone)
{
	enum rp_format format = RP_FORMAT_TEXT;

	cr_assert(rp_format_named(&format, "table.jsonl"));
	cr_assert_eq(format, RP_FORMAT_JSON_LINES);
	format = RP_FORMAT_TEXT;
	cr_assert(rp_format_named(&format, "day/TABLE.NDJSON.gz"));
	cr_assert_eq(format, RP_FORMAT_JSON_LINES);
	cr_assert(rp_format_named(&format, "a.jsonl.htm.zst"));
	cr_assert_eq(format, RP_FORMAT_HTML);
	cr_assert_not(rp_format_named(&format, "t.jsonl.d/x.css"));
	cr_assert_not(rp_format_named(&format, "jsonl"));
}

Test(format, tells_objects_over_several_lines)
{
	cr_assert_eq(tell("a.json", "{\n  \"id\": 1,\n"),
		     RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.jsonl", "\n{ \r\n\"id\": 1"),
		     RP_FORMAT_JSON_VALUES);
	/* a first line that is torn costs itself only */
	cr_assert_eq(tell("a.jsonl", "{\n{\"id\": 1}\n"), RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.json", "{ \"id\": 1}\n"), RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.json", "{"), RP_FORMAT_JSON_LINES);
	/* its first member on the line of its bracket, and longer than what is
	 * looked at */
	cr_assert_eq(tell("a.json", "{\"id\": 1,\n\"b\": [{}]}"),
		     RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.json", "{\"id\": \"a}\\\"\",\n \"text\": \"b"),
		     RP_FORMAT_JSON_VALUES);
	cr_assert_eq(tell("a.jsonl", "{\"text\": \"cut off\n{\"text\": 1}\n"),
		     RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.jsonl", "{\"text\": 1,\n{\"text\": 1}\n"),
		     RP_FORMAT_JSON_LINES);
	cr_assert_eq(tell("a.jsonl", "{\"text\":\n{\"text\":\n"),
		     RP_FORMAT_JSON_LINES);
}
