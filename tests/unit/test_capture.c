/* SPDX-License-Identifier: Apache-2.0 */
/* test_capture.c - records of WARC 1.1: their fields, lengths and digests. */
#include "capture.h"
#include "testing.h"
#include "warc.h"

/* 2026-11-03T12:00:00Z */
#define NOON 1793707200

static struct rp_capture capture;
static struct rp_buffer scratch;

static void init(void)
{
	rp_capture_init(&capture);
	rp_buffer_init(&scratch);
}

static void fini(void)
{
	rp_capture_dispose(&capture);
	rp_buffer_dispose(&scratch);
}

TestSuite(capture, .init = init, .fini = fini);

static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
static const char request[] = "GET /1 HTTP/1.1\r\nHost: a.example\r\n\r\n";

static void make(const struct rp_capture_facts *facts, const char *its_head,
		 const char *body)
{
	struct rp_answer answer = {.status = 200,
				   .request = str(request),
				   .head = str(its_head),
				   .body = str(body),
				   .address = "127.0.0.1"};
	struct rp_buffer whole;

	rp_buffer_init(&whole);
	rp_buffer_str(&whole, answer.head);
	rp_buffer_str(&whole, answer.body);
	cr_assert_eq(
	    rp_capture_weigh(&capture, &scratch, rp_buffer_view(&whole)),
	    RP_OK);
	cr_assert_eq(rp_capture_make(&capture, &answer, facts, NOON), RP_OK);
	rp_buffer_dispose(&whole);
}

/* A record's header, read by our reader; its length must be its block's. */
static struct rp_warc_header header_of(size_t i, const char *block)
{
	struct rp_str record = rp_buffer_view(&capture.records[i]);
	struct rp_warc_header header;
	size_t len = rp_warc_header_len(record.data, record.len);

	cr_assert_gt(len, 0);
	cr_assert(strncmp(record.data, "WARC/1.1\r\n", 10) == 0);
	cr_assert(rp_warc_header_read(&header, record.data, len));
	cr_assert_eq(header.length, strlen(block));
	cr_assert_eq(record.len, len + strlen(block) + 4);
	cr_assert(memcmp(record.data + len, block, strlen(block)) == 0);
	cr_assert(memcmp(record.data + record.len - 4, "\r\n\r\n", 4) == 0);
	return header;
}

static bool has(size_t i, const char *line)
{
	struct rp_str record = rp_buffer_view(&capture.records[i]);

	return memmem(record.data, record.len, line, strlen(line)) != NULL;
}

Test(capture, request_and_response)
{
	struct rp_capture_facts facts = {.url = "http://a.example/1"};
	struct rp_warc_header asked;
	struct rp_warc_header answered;
	char block[200];

	make(&facts, head, "<p>news");
	cr_assert_eq(capture.count, 2);
	snprintf(block, sizeof(block), "%s<p>news", head);
	asked = header_of(0, request);
	answered = header_of(1, block);
	assert_str(asked.uri, "http://a.example/1");
	cr_assert_eq(answered.type, RP_WARC_RESPONSE);
	assert_str(answered.uri, "http://a.example/1");
	assert_str(answered.date, "2026-11-03T12:00:00Z");
	cr_assert_eq(asked.concurrent.len, answered.id.len);
	cr_assert_eq(
	    memcmp(asked.concurrent.data, answered.id.data, answered.id.len),
	    0);
	cr_assert(has(1, "WARC-IP-Address: 127.0.0.1\r\n"));
	/* sha1 of "<p>news", and of all of it, in base 32 */
	cr_assert(
	    has(1, "WARC-Payload-Digest: sha1:GFEOQAORDPKCFDT3ZGJKDANM2EZBNOGF"
		   "\r\n"));
	cr_assert(has(1, "WARC-Block-Digest: sha1:"));
}

Test(capture, a_body_in_chunks_has_a_digest_without_them_that_is_not_told)
{
	static const char chunked[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
				      "chunked\r\n\r\n";
	struct rp_capture_facts facts = {.url = "http://a.example/1"};

	make(&facts, chunked, "3\r\n<p>\r\n4\r\nnews\r\n0\r\n\r\n");
	cr_assert_str_eq(capture.digest,
			 "sha1:GFEOQAORDPKCFDT3ZGJKDANM2EZBNOGF");
	cr_assert(!has(1, "WARC-Payload-Digest"));
}

Test(capture, what_named_the_page_comes_first)
{
	struct rp_capture_facts facts = {.url = "http://a.example/1",
					 .via = str("http://a.example/feed"),
					 .title = str("Two\r\nlines: of it"),
					 .published = str("2026-11-02")};
	struct rp_warc_header told;

	make(&facts, head, "<p>news");
	cr_assert_eq(capture.count, 3);
	told = header_of(0, "via: http://a.example/feed\r\n"
			    "title: Two  lines: of it\r\n"
			    "published: 2026-11-02\r\n");
	cr_assert_eq(told.type, RP_WARC_METADATA);
	assert_str(told.content_type, "application/warc-fields");
	cr_assert_eq(
	    memcmp(
		told.concurrent.data,
		header_of(
		    2,
		    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>news")
		    .id.data,
		told.concurrent.len),
	    0);
}

Test(capture, revisits_refer_to_the_copy_before)
{
	struct rp_capture_facts facts = {
	    .url = "http://a.example/1",
	    .kind = RP_CAPTURE_UNMODIFIED,
	    .before_url = str("http://a.example/0"),
	    .before_date = str("2026-11-01T00:00:00Z")};

	make(&facts, "HTTP/1.1 304 Not Modified\r\n\r\n", "");
	(void)header_of(1, "HTTP/1.1 304 Not Modified\r\n\r\n");
	cr_assert(has(1, "WARC-Type: revisit\r\n"));
	cr_assert(has(1, "server-not-modified\r\n"));
	cr_assert(has(1, "WARC-Refers-To-Target-URI: http://a.example/0\r\n"));
	cr_assert(has(1, "WARC-Refers-To-Date: 2026-11-01T00:00:00Z\r\n"));
	cr_assert(!has(1, "WARC-Payload-Digest"));
	facts.kind = RP_CAPTURE_IDENTICAL;
	make(&facts, head, "<p>news");
	/* The head alone: the body is where it refers to. */
	(void)header_of(1, head);
	cr_assert(has(1, "identical-payload-digest\r\n"));
	cr_assert(has(1, "WARC-Payload-Digest: sha1:"));
}
