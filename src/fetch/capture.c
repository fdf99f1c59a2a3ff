/* SPDX-License-Identifier: Apache-2.0 */
/* capture.c - see capture.h. */
#include "capture.h"

#include "http.h"

#include <openssl/evp.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define HTTP_RESPONSE "application/http; msgtype=response"
#define HTTP_REQUEST  "application/http; msgtype=request"
#define FIELDS	      "application/warc-fields"
#define PROFILES      "http://netpreserve.org/warc/1.1/revisit/"

/* "<urn:uuid:…>" and a NUL */
#define ID_BYTES 48

void rp_capture_init(struct rp_capture *capture)
{
	int i;

	memset(capture, 0, sizeof(*capture));
	for (i = 0; i < RP_CAPTURE_RECORDS; i++)
		rp_buffer_init(&capture->records[i]);
}

void rp_capture_dispose(struct rp_capture *capture)
{
	int i;

	for (i = 0; i < RP_CAPTURE_RECORDS; i++)
		rp_buffer_dispose(&capture->records[i]);
}

/* ----- names ----- */

/* A random one (RFC 9562, version 4). */
static void make_id(char id[ID_BYTES])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[16];
	char *at = id;
	int i;

	/* 16 bytes come whole, or a signal came before the system had any. */
	while (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
		;
	bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);
	bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
	at = stpcpy(at, "<urn:uuid:");
	for (i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = digits[bytes[i] >> 4];
		*at++ = digits[bytes[i] & 15];
	}
	strcpy(at, ">");
}

/* SHA-1 in base32 (RFC 4648), as archives have it by convention. */
static int digest_of(char digest[48], struct rp_str bytes)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned char sum[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	uint64_t held = 0;
	unsigned bits = 0;
	char *at = digest;
	unsigned i;

	if (EVP_Digest(bytes.data, bytes.len, sum, &len, EVP_sha1(), NULL) != 1)
		return RP_ENOMEM;
	memcpy(at, "sha1:", 5);
	at += 5;
	for (i = 0; i < len; i++) {
		held = held << 8 | sum[i];
		for (bits += 8; bits >= 5; bits -= 5)
			*at++ = letters[held >> (bits - 5) & 31];
	}
	*at = '\0';
	return RP_OK;
}

static void put_date(char date[32], int64_t now)
{
	time_t seconds = (time_t)now;
	struct tm parts;

	if (!gmtime_r(&seconds, &parts) ||
	    strftime(date, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
		date[0] = '\0';
}

/* ----- records ----- */

struct header {
	const char *type;
	const char *id;
	const char *date;
	const char *content_type;
};

static void put_field(struct rp_buffer *out, const char *name,
		      struct rp_str value)
{
	size_t i;

	if (value.len == 0)
		return;
	rp_buffer_puts(out, name);
	rp_buffer_puts(out, ": ");
	/* A line's end would begin another field. */
	for (i = 0; i < value.len; i++)
		rp_buffer_putc(out, (unsigned char)value.data[i] < ' '
					? ' '
					: value.data[i]);
	rp_buffer_puts(out, "\r\n");
}

static void put_text(struct rp_buffer *out, const char *name, const char *value)
{
	put_field(out, name, (struct rp_str){value, strlen(value)});
}

static void begin(struct rp_buffer *out, const struct header *header)
{
	rp_buffer_puts(out, "WARC/1.1\r\n");
	put_text(out, "WARC-Type", header->type);
	put_text(out, "WARC-Record-ID", header->id);
	put_text(out, "WARC-Date", header->date);
	put_text(out, "Content-Type", header->content_type);
}

/* The block and what ends a record; its parts lie behind each other. */
static int finish(struct rp_buffer *out, struct rp_str block)
{
	char digest[48];

	if (digest_of(digest, block) != RP_OK)
		return RP_ENOMEM;
	put_text(out, "WARC-Block-Digest", digest);
	rp_buffer_printf(out, "Content-Length: %zu\r\n\r\n", block.len);
	rp_buffer_str(out, block);
	rp_buffer_puts(out, "\r\n\r\n");
	return rp_buffer_status(out);
}

static struct rp_buffer *next_record(struct rp_capture *capture)
{
	struct rp_buffer *out = &capture->records[capture->count++];

	rp_buffer_clear(out);
	return out;
}

static int put_metadata(struct rp_capture *capture,
			const struct rp_capture_facts *facts,
			const char *response_id)
{
	char id[ID_BYTES];
	struct header header = {"metadata", id, capture->date, FIELDS};
	struct rp_buffer *out;
	struct rp_buffer block;
	int status;

	if (!facts->via.len && !facts->title.len && !facts->published.len)
		return RP_OK;
	make_id(id);
	rp_buffer_init(&block);
	put_field(&block, "via", facts->via);
	put_field(&block, "title", facts->title);
	put_field(&block, "published", facts->published);
	put_field(&block, "language", facts->language);
	out = next_record(capture);
	begin(out, &header);
	put_text(out, "WARC-Target-URI", facts->url);
	put_text(out, "WARC-Concurrent-To", response_id);
	status = rp_buffer_status(&block);
	if (status == RP_OK)
		status = finish(out, rp_buffer_view(&block));
	rp_buffer_dispose(&block);
	return status;
}

static int put_request(struct rp_capture *capture,
		       const struct rp_answer *answer,
		       const struct rp_capture_facts *facts,
		       const char *response_id)
{
	char id[ID_BYTES];
	struct header header = {"request", id, capture->date, HTTP_REQUEST};
	struct rp_buffer *out = next_record(capture);

	make_id(id);
	begin(out, &header);
	put_text(out, "WARC-Target-URI", facts->url);
	put_text(out, "WARC-Concurrent-To", response_id);
	return finish(out, answer->request);
}

static int put_answer(struct rp_capture *capture,
		      const struct rp_answer *answer,
		      const struct rp_capture_facts *facts, const char *id)
{
	bool revisit = facts->kind != RP_CAPTURE_RESPONSE;
	struct header header = {revisit ? "revisit" : "response", id,
				capture->date, HTTP_RESPONSE};
	struct rp_buffer *out = next_record(capture);
	struct rp_buffer block;
	int status;

	begin(out, &header);
	put_text(out, "WARC-Target-URI", facts->url);
	put_text(out, "WARC-IP-Address", answer->address);
	if (facts->kind == RP_CAPTURE_IDENTICAL ||
	    (facts->kind == RP_CAPTURE_RESPONSE && !capture->framed))
		put_text(out, "WARC-Payload-Digest", capture->digest);
	if (revisit) {
		put_text(out, "WARC-Profile",
			 facts->kind == RP_CAPTURE_UNMODIFIED
			     ? PROFILES "server-not-modified"
			     : PROFILES "identical-payload-digest");
		put_field(out, "WARC-Refers-To-Target-URI", facts->before_url);
		put_field(out, "WARC-Refers-To-Date", facts->before_date);
	}
	rp_buffer_init(&block);
	rp_buffer_str(&block, answer->head);
	if (!revisit)
		rp_buffer_str(&block, answer->body);
	status = rp_buffer_status(&block);
	if (status == RP_OK)
		status = finish(out, rp_buffer_view(&block));
	rp_buffer_dispose(&block);
	return status;
}

int rp_capture_weigh(struct rp_capture *capture, struct rp_buffer *scratch,
		     struct rp_str response)
{
	struct rp_str payload = rp_http_payload(scratch, response);

	capture->framed = payload.data == scratch->data;
	return scratch->failed ? RP_ENOMEM
			       : digest_of(capture->digest, payload);
}

int rp_capture_make(struct rp_capture *capture, const struct rp_answer *answer,
		    const struct rp_capture_facts *facts, int64_t now)
{
	char id[ID_BYTES];
	int status;

	capture->count = 0;
	put_date(capture->date, now);
	make_id(id);
	status = put_metadata(capture, facts, id);
	if (status == RP_OK)
		status = put_request(capture, answer, facts, id);
	if (status == RP_OK)
		status = put_answer(capture, answer, facts, id);
	return status;
}

void rp_capture_info(struct rp_buffer *out, const char *name, const char *agent,
		     int64_t now)
{
	char id[ID_BYTES];
	char date[32];
	struct header header = {"warcinfo", id, date, FIELDS};
	struct rp_buffer block;

	make_id(id);
	put_date(date, now);
	rp_buffer_init(&block);
	put_text(&block, "software", "reprint/" RP_VERSION_STRING);
	put_text(&block, "format", "WARC File Format 1.1");
	put_text(&block, "conformsTo",
		 "http://iipc.github.io/warc-specifications/specifications/"
		 "warc-format/warc-1.1/");
	put_text(&block, "robots", "obey (RFC 9309)");
	put_text(&block, "http-header-user-agent", agent);
	begin(out, &header);
	put_text(out, "WARC-Filename", name);
	if (finish(out, rp_buffer_view(&block)) != RP_OK || block.failed)
		out->failed = true;
	rp_buffer_dispose(&block);
}
