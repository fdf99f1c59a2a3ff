/* SPDX-License-Identifier: Apache-2.0 */
#include "http.h"
#include "testing.h"
#include "warc.h"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

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
	/* heads that say nothing */
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: html\r\n\r\n"
			      "<html>")
			 .kind,
		     RP_HTTP_HTML);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: */*\r\n\r\n"
			      "<html>")
			 .kind,
		     RP_HTTP_HTML);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: html\r\n\r\n"
			      "words")
			 .kind,
		     RP_HTTP_OTHER);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
			      "\r\n<html>")
			 .kind,
		     RP_HTTP_OTHER);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\ncontent-type:text/plain\r\n"
			      "\r\nwords")
			 .kind,
		     RP_HTTP_TEXT);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: text/markdown"
			      "\r\n\r\nwords")
			 .kind,
		     RP_HTTP_TEXT);
	cr_assert_eq(RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n"
			      "\r\nwords")
			 .kind,
		     RP_HTTP_OTHER);
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

/* How a server may have packed a body. */
static size_t deflated(char *out, size_t size, int bits, struct rp_str bytes)
{
	z_stream stream = {0};

	deflateInit2(&stream, 9, Z_DEFLATED, bits, 8, 0);
	stream.next_in = (unsigned char *)(uintptr_t)bytes.data;
	stream.avail_in = (unsigned)bytes.len;
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
	len += deflated(bytes + len, sizeof(bytes) - len, 31, str("<p>packed"));
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
	whole = len + deflated(bytes + len, sizeof(bytes) - len, 31,
			       str("<p>packed, and of some length"));
	for (len += 10; len < whole; len++)
		cr_assert(read_response(bytes, len).cut, "%zu of %zu", len,
			  whole);
	cr_assert(!read_response(bytes, whole).cut);
}

static size_t zstd(char *out, size_t size, struct rp_str bytes)
{
	return ZSTD_compress(out, size, bytes.data, bytes.len, 3);
}

static size_t brotli(char *out, size_t size, struct rp_str bytes)
{
	size_t len = size;

	BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, bytes.len,
			      (const uint8_t *)bytes.data, &len,
			      (uint8_t *)out);
	return len;
}

/* A page of which no packing leaves a part as it was. */
static struct rp_str page(void)
{
	static struct rp_buffer text;
	int i;

	if (text.len == 0)
		for (i = 0; i < 900; i++)
			rp_buffer_printf(&text, "<p>%x of %d words.\n",
					 (unsigned)i * 2654435761u, i);
	return rp_buffer_view(&text);
}

static struct rp_buffer response_of(const char *coding)
{
	struct rp_buffer response;

	rp_buffer_init(&response);
	rp_buffer_printf(&response,
			 "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
			 "Content-Encoding: %s\r\n\r\n",
			 coding);
	return response;
}

static void assert_page(const char *coding, const char *body, size_t len)
{
	struct rp_buffer response = response_of(coding);
	struct rp_http http;

	rp_buffer_append(&response, body, len);
	http = read_response(response.data, response.len);
	cr_assert_eq(http.kind, RP_HTTP_HTML, "%s", coding);
	cr_assert_eq(http.body.len, page().len, "%s", coding);
	cr_assert_arr_eq(http.body.data, page().data, page().len);
	cr_assert(!http.cut, "%s", coding);
	rp_buffer_dispose(&response);
}

Test(http, undoes_every_coding_whatever_the_head_says)
{
	static char once[60000];
	static char twice[60000];
	size_t len = deflated(once, sizeof(once), 31, page());

	assert_page("gzip", once, len);
	assert_page(" GZip ", once, len);
	assert_page("x-gzip", once, len);
	assert_page("identity", once, len); /* told by its mark */
	assert_page("gzip, identity", once, len);
	len = deflated(twice, sizeof(twice), 31, (struct rp_str){once, len});
	assert_page("gzip", twice, len);
	assert_page("gzip, gzip", twice, len);
	len = deflated(once, sizeof(once), 15, page());
	assert_page("deflate", once, len);
	len = deflated(once, sizeof(once), -15, page());
	assert_page("deflate", once, len);
	/* a mark says more than the head */
	len = zstd(once, sizeof(once), page());
	assert_page("", once, len);
	assert_page("gzip", once, len);
	assert_page("br", once, len);
	assert_page("deflate", once, len);
	len = zstd(once, sizeof(once), page());
	assert_page("zstd", once, len);
	len = brotli(once, sizeof(once), page());
	assert_page("br", once, len);
	len = deflated(twice, sizeof(twice), 31, (struct rp_str){once, len});
	assert_page("br,gzip", twice, len);
	/* undone by the archiver */
	assert_page("br", page().data, page().len);
	assert_page("zstd", page().data, page().len);
	assert_page("deflate", page().data, page().len);
	assert_page("gzip, br", page().data, page().len);
	assert_page("compress", page().data, page().len);
}

Test(http, joins_members_and_frames)
{
	static char bytes[80000];
	struct rp_str whole = page();
	struct rp_str first = {whole.data, 5000};
	struct rp_str second = {whole.data + 5000, whole.len - 5000};
	size_t len = deflated(bytes, sizeof(bytes), 31, first);

	len += deflated(bytes + len, sizeof(bytes) - len, 31, second);
	assert_page("gzip", bytes, len);
	memset(bytes + len, 0, 100); /* padding */
	assert_page("gzip", bytes, len + 100);
	len = zstd(bytes, sizeof(bytes), first);
	len += zstd(bytes + len, sizeof(bytes) - len, second);
	assert_page("zstd", bytes, len);
	assert_page("zstd", bytes, len + 7);
}

/* Cut anywhere: what was there before is left, and it is told. */
static void assert_cut(const char *coding, const char *body, size_t len)
{
	size_t most = 0;
	size_t at;

	for (at = len / 4; at < len; at += 97) {
		struct rp_buffer response = response_of(coding);
		struct rp_http http;

		rp_buffer_append(&response, body, at);
		http = read_response(response.data, response.len);
		cr_assert(http.cut, "%s at %zu of %zu", coding, at, len);
		cr_assert(http.body.len >= most && http.body.len < page().len);
		cr_assert_arr_eq(http.body.data, page().data, http.body.len);
		most = http.body.len;
		rp_buffer_dispose(&response);
	}
	cr_assert_gt(most, page().len / 2, "%s", coding);
}

Test(http, keeps_what_there_is_of_a_body_that_is_cut)
{
	static char bytes[60000];

	assert_cut("gzip", bytes, deflated(bytes, sizeof(bytes), 31, page()));
	assert_cut("deflate", bytes,
		   deflated(bytes, sizeof(bytes), 15, page()));
	assert_cut("deflate", bytes,
		   deflated(bytes, sizeof(bytes), -15, page()));
	assert_cut("br", bytes, brotli(bytes, sizeof(bytes), page()));
	/* chunks */
	cr_assert(RESPONSE(CHUNKED "9\r\n<p>cut").cut);
	cr_assert(RESPONSE(CHUNKED "3\r\n<p>\r\n").cut);
	cr_assert(!RESPONSE(CHUNKED "3\r\n<p>\r\n0\r\n\r\n").cut);
	/* damaged: what is behind a chunk does not become text */
	assert_str(RESPONSE(CHUNKED "3\r\n<p>\r\nzz\r\nmore").body, "<p>");
	cr_assert(RESPONSE(CHUNKED "3\r\n<p>\r\nzz\r\nmore").cut);
}

static void assert_refused(const char *coding, const char *body, size_t len,
			   const char *why)
{
	struct rp_buffer response = response_of(coding);
	struct rp_http http;
	struct rp_error error;

	rp_buffer_append(&response, body, len);
	cr_assert_eq(rp_http_read(&http, scratch, rp_buffer_view(&response),
				  1 << 20, &error),
		     -1, "%s", coding);
	cr_assert_not_null(strstr(error.message, why), "%s", error.message);
	rp_buffer_dispose(&response);
}

Test(http, refuses_what_is_neither_text_nor_what_its_head_says)
{
	static char bytes[60000];
	size_t len = brotli(bytes, sizeof(bytes), page());

	assert_refused("gzip", bytes, len, "not what its Content-Encoding");
	assert_refused("zstd", bytes, len, "not what its Content-Encoding");
	assert_refused("compress", bytes, len, "is none of gzip");
	assert_refused("identity", bytes, len, "is no text");
	assert_refused("gzip,gzip,br,br,br", bytes, len, "Content-Encodings");
	memset(bytes, 0xff, 64); /* brotli has no checksum: at its head */
	assert_refused("br", bytes, len, "damaged brotli data");
	len = deflated(bytes, sizeof(bytes), 31, page());
	memset(bytes + len / 2, 0xff, 64);
	assert_refused("gzip", bytes, len, "damaged gzip data");
	len = zstd(bytes, sizeof(bytes), page());
	memset(bytes + 9, 0xff, 64);
	assert_refused("zstd", bytes, len, "damaged zstd data");
}

Test(http, takes_wide_text_for_text)
{
	static const char wide[] =
	    "HTTP/1.1 200 OK\r\nContent-Type: text/html; "
	    "charset=utf-16le\r\n\r\n<\0p\0>\0x\0";
	static const char marked[] =
	    "HTTP/1.1 200 OK\r\nContent-Type: text/html"
	    "\r\n\r\n\xff\xfe<\0p\0>\0x\0";

	cr_assert_eq(read_response(wide, sizeof(wide) - 1).kind, RP_HTTP_HTML);
	cr_assert_eq(read_response(marked, sizeof(marked) - 1).kind,
		     RP_HTTP_HTML);
}

Test(http, refuses_a_bomb)
{
	char *zeros = calloc(1, 3 << 20);
	char bytes[16384];
	size_t len = sizeof(PACKED) - 1;
	struct rp_http http;
	struct rp_error error;

	memcpy(bytes, PACKED, len);
	len += deflated(bytes + len, sizeof(bytes) - len, 31,
			(struct rp_str){zeros, 3 << 20});
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

/* Whatever a head is folded into, and whatever goes before it. */
Test(http, reads_heads_in_any_dress)
{
	struct rp_http http =
	    RESPONSE("HTTP/1.1 100 Continue\r\nX: y\r\n\r\n"
		     "HTTP/1.1 103 Early Hints\r\n\r\n"
		     "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n"
		     "\tcharset = \"koi8-r\"\r\nX-Y:\r\n z\r\n\r\n<p>");

	cr_assert_eq(http.kind, RP_HTTP_HTML);
	cr_assert_str_eq(http.charset, "koi8-r");
	assert_str(http.body, "<p>");
	cr_assert_eq(RESPONSE("HTTP/1.1 100 Continue\r\n\r\n").kind,
		     RP_HTTP_OTHER);
	/* chunk sizes with zeros before them */
	assert_str(RESPONSE("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
			    "Transfer-Encoding: chunked\r\n"
			    "Transfer-Encoding: identity\r\n\r\n"
			    "000000000005\r\nwords\r\n00\r\n\r\n")
		       .body,
		   "words");
}

#define TWICE                                                              \
	"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " \
	"deflate\r\nContent-Encoding: gzip\r\n\r\n"

Test(http, joins_encodings_of_several_lines)
{
	char once[2048];
	char bytes[4096];
	size_t len = sizeof(TWICE) - 1;
	size_t inner = deflated(once, sizeof(once), 15, str("<p>twice"));

	memcpy(bytes, TWICE, len);
	len += deflated(bytes + len, sizeof(bytes) - len, 31,
			(struct rp_str){once, inner});
	assert_str(read_response(bytes, len).body, "<p>twice");
}

Test(warc, reads_folded_headers)
{
	static const char head[] =
	    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI:\r\n"
	    " http://a/\r\nContent-Length: 3\r\n\r\n";
	struct rp_warc_header header;

	cr_assert(rp_warc_header_read(&header, head, sizeof(head) - 1));
	assert_str(header.uri, "http://a/");
	cr_assert_eq(header.length, 3);
}
