/* SPDX-License-Identifier: Apache-2.0 */
#include "http.h"
#include "testing.h"
#include "warc.h"

#include <zlib.h>

static struct rp_buffer scratch[2];

static void set_up(void)
{
	rp_buffer_init(&scratch[0]);
	rp_buffer_init(&scratch[1]);
}

static void tear_down(void)
{
	rp_buffer_dispose(&scratch[0]);
	rp_buffer_dispose(&scratch[1]);
}

TestSuite(http, .init = set_up, .fini = tear_down);

static struct rp_http read_response(const char *bytes, size_t len)
{
	struct rp_http http;
	struct rp_error error;

	cr_assert_eq(rp_http_read(&http, scratch, (struct rp_str){bytes, len},
				  1 << 20, &error),
		     0, "%s", error.message);
	return http;
}

#define RESPONSE(s) read_response(s, sizeof(s) - 1)

Test(http, tells_what_is_an_article)
{
	struct rp_http http =
	    RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: text/html; "
		     "charset=\"koi8-r\"\r\n\r\n<p>");

	cr_assert_eq(http.kind, RP_HTTP_HTML);
	cr_assert_str_eq(http.charset, "koi8-r");
	assert_str(http.body, "<p>");
	cr_assert_eq(
	    RESPONSE("HTTP/1.0 404 no\nContent-Type: text/html\n\nx").kind,
	    RP_HTTP_OTHER);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
			      "\r\nx")
			 .kind,
		     RP_HTTP_OTHER);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\n\r\n <html>").kind,
		     RP_HTTP_HTML);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\ncontent-type:text/plain\r\n"
			      "\r\nwords")
			 .kind,
		     RP_HTTP_TEXT);
}

#define CHUNKED                                                             \
	"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: " \
	"chunked\r\n\r\n"

Test(http, undoes_chunks)
{
	assert_str(RESPONSE(CHUNKED "3\r\n<p>\r\nA;x=y\r\n0123456789\r\n0\r\n"
				    "\r\n")
		       .body,
		   "<p>0123456789");
	/* undone by the archiver already */
	assert_str(RESPONSE(CHUNKED "<p>whole").body, "<p>whole");
	assert_str(RESPONSE(CHUNKED "Dead sailors were found\nword").body,
		   "Dead sailors were found\nword");
	assert_str(RESPONSE(CHUNKED "1\r\nab\r\n0\r\n\r\n").body,
		   "1\r\nab\r\n0\r\n\r\n");
	/* cut off */
	assert_str(RESPONSE(CHUNKED "9\r\n<p>cut").body, "<p>cut");
}

static size_t gzip(char *out, size_t size, const char *bytes, size_t len)
{
	z_stream stream = {0};

	deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, 0);
	stream.next_in = (unsigned char *)bytes;
	stream.avail_in = (unsigned)len;
	stream.next_out = (unsigned char *)out;
	stream.avail_out = (unsigned)size;
	deflate(&stream, Z_FINISH);
	deflateEnd(&stream);
	return stream.total_out;
}

#define PACKED                                                             \
	"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " \
	"gzip\r\n\r\n"

Test(http, undoes_compression)
{
	char bytes[4096];
	size_t len = sizeof(PACKED) - 1;

	memcpy(bytes, PACKED, len);
	len += gzip(bytes + len, sizeof(bytes) - len, "<p>packed", 9);
	assert_str(read_response(bytes, len).body, "<p>packed");
	/* undone already */
	assert_str(RESPONSE(PACKED "<p>plain").body, "<p>plain");
}

Test(http, tells_of_a_body_that_is_cut)
{
	char bytes[4096];
	size_t len = sizeof(PACKED) - 1;
	size_t whole;

	cr_assert(!RESPONSE("HTTP/1.1 200 OK\r\n\r\n<p>x").cut);
	cr_assert(!RESPONSE(PACKED "<p>plain").cut);
	memcpy(bytes, PACKED, len);
	whole = len + gzip(bytes + len, sizeof(bytes) - len,
			   "<p>packed, and of some length", 29);
	for (len += 10; len < whole; len++)
		cr_assert(read_response(bytes, len).cut, "%zu of %zu", len,
			  whole);
	cr_assert(!read_response(bytes, whole).cut);
}

Test(http, refuses_an_encoding_it_does_not_know)
{
	static const char *const encodings[] = {"br", "zstd"};
	char text[200];
	struct rp_http http;
	struct rp_error error;
	size_t i;

	for (i = 0; i < 2; i++) {
		snprintf(text, sizeof(text),
			 "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n"
			 "\x28\xb5\x2f\xfd\x04",
			 encodings[i]);
		cr_assert_eq(
		    rp_http_read(&http, scratch, str(text), 100, &error), -1);
		cr_assert_not_null(strstr(error.message, encodings[i]));
	}
}

Test(http, refuses_a_bomb)
{
	char *zeros = calloc(1, 3 << 20);
	char bytes[16384];
	size_t len = sizeof(PACKED) - 1;
	struct rp_http http;
	struct rp_error error;

	memcpy(bytes, PACKED, len);
	len += gzip(bytes + len, sizeof(bytes) - len, zeros, 3 << 20);
	cr_assert_eq(rp_http_read(&http, scratch, (struct rp_str){bytes, len},
				  1 << 20, &error),
		     -1);
	cr_assert(strstr(error.message, "limit"));
	free(zeros);
}

Test(http, refuses_what_has_no_head)
{
	struct rp_http http;
	struct rp_error error;

	cr_assert_eq(rp_http_read(&http, scratch, str("<p>x"), 100, &error),
		     -1);
	cr_assert_eq(rp_http_read(&http, scratch, str(""), 100, &error), -1);
}

Test(warc, reads_headers_in_any_dress)
{
	static const char head[] =
	    "WARC/0.18\nwarc-type:RESOURCE\nX-Unknown: 1\nContent-Length:  12 "
	    "\nWARC-Target-URI: <http://a/>\n\n";
	struct rp_warc_header header;

	cr_assert_eq(rp_warc_header_len(head, sizeof(head) - 1),
		     sizeof(head) - 1);
	cr_assert_eq(rp_warc_header_len(head, sizeof(head) - 2), 0);
	cr_assert(rp_warc_header_read(&header, head, sizeof(head) - 1));
	cr_assert_eq(header.type, RP_WARC_RESOURCE);
	cr_assert_eq(header.length, 12);
	assert_str(header.uri, "http://a/");
	cr_assert(!rp_warc_header_read(&header, "HTTP/1.1\n\n", 10));
}
