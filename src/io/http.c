/* SPDX-License-Identifier: Apache-2.0 */
/* http.c - see http.h. */
#include "http.h"

#include "ascii.h"
#include "content.h"
#include "fields.h"
#include "gzip.h"

#include <stdio.h>
#include <string.h>

/* Times that a body may be packed without a word of it in the head. */
#define UNTOLD_MOST 2
/* A part of what was asked for (RFC 9110, 15.3.7). */
#define PARTIAL 206

struct head {
	int status;
	struct rp_str content_type;
	struct rp_str content_encoding; /* in the response or in … */
	char encodings[128];		/* … this, if on several lines */
	struct rp_str length;		/* Content-Length */
	struct rp_str range;		/* Content-Range */
	bool chunked;
};

/* The value of the parameter that begins behind its name: "=x", blanks about
 * the sign and quotes left aside. */
static void parameter(char charset[64], const char *at, const char *end)
{
	size_t n = 0;

	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	if (at == end || *at != '=')
		return;
	for (at++; at < end && (*at == ' ' || *at == '\t'); at++)
		continue;
	for (; at < end && n + 1 < 64 && *at != ';' && *at != ' '; at++)
		if (*at != '"' && *at != '\'')
			charset[n++] = *at;
	charset[n] = '\0';
}

static void charset_of(char charset[64], struct rp_str type)
{
	size_t i;

	charset[0] = '\0';
	for (i = 0; i + 8 < type.len && !charset[0]; i++)
		if (rp_ascii_compare_some(type.data + i, "charset", 7) == 0)
			parameter(charset, type.data + i + 7,
				  type.data + type.len);
}

static bool looks_html(struct rp_str body)
{
	size_t i = 0;

	while (i < body.len && (body.data[i] == ' ' || body.data[i] == '\n' ||
				body.data[i] == '\r' || body.data[i] == '\t'))
		i++;
	return i < body.len && body.data[i] == '<';
}

/* Text of a kind that is read, Markdown for one; not what programs read. */
static bool is_prose(struct rp_str content_type)
{
	static const char *const others[] = {
	    "text/css",	     "text/csv",	 "text/xml",
	    "text/calendar", "text/ecmascript",	 "text/tab-separated-values",
	    "text/vcard",    "text/vtt",	 "text/cache-manifest",
	    "text/x-",	     "text/javascript",	 "text/jscript",
	    "text/json",     "text/event-stream"};
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (rp_fields_has(content_type, others[i]))
			return false;
	return rp_fields_has(content_type, "text/");
}

/* Whether a head says nothing of what the body is: there is none, it is no type
 * ("html"), or one that stands for any (WHATWG MIME Sniffing, 7). */
static bool is_unknown(struct rp_str content_type)
{
	return content_type.len == 0 ||
	       !memchr(content_type.data, '/', content_type.len) ||
	       rp_fields_has(content_type, "*/*") ||
	       rp_fields_has(content_type, "unknown/unknown") ||
	       rp_fields_has(content_type, "application/unknown");
}

enum rp_http_kind rp_http_content(char charset[64], struct rp_str content_type,
				  struct rp_str body)
{
	charset_of(charset, content_type);
	if (rp_fields_has(content_type, "text/html") ||
	    rp_fields_has(content_type, "application/xhtml"))
		return RP_HTTP_HTML;
	if (is_prose(content_type))
		return looks_html(body) ? RP_HTTP_HTML : RP_HTTP_TEXT;
	if (is_unknown(content_type) && looks_html(body))
		return RP_HTTP_HTML;
	return RP_HTTP_OTHER;
}

/* One more line of encodings goes on the list (RFC 9110, 5.3). */
static void add_encoding(struct head *out, struct rp_str value)
{
	struct rp_str before = out->content_encoding;

	if (before.len == 0) {
		out->content_encoding = value;
		return;
	}
	if (before.len + value.len + 2 > sizeof(out->encodings))
		return;
	memmove(out->encodings, before.data, before.len);
	out->encodings[before.len] = ',';
	memcpy(out->encodings + before.len + 1, value.data, value.len);
	out->content_encoding =
	    (struct rp_str){out->encodings, before.len + 1 + value.len};
}

/* A status is three digits (RFC 9112, 4). */
#define NO_STATUS (-1)

static int status_of(const char *at, const char *end)
{
	int status = 0;
	int i;

	if (end - at < 3)
		return NO_STATUS;
	for (i = 0; i < 3; i++) {
		if (at[i] < '0' || at[i] > '9')
			return NO_STATUS;
		status = status * 10 + (at[i] - '0');
	}
	return status;
}

/* One head; its length, or 0. */
static size_t one_head(struct head *out, struct rp_str response)
{
	size_t len = rp_fields_head_len(response.data, response.len);
	struct rp_str rest = {response.data, len};
	struct rp_str name;
	struct rp_str value;
	const char *blank;
	const char *line_end;

	memset(out, 0, sizeof(*out));
	if (len < 12 || memcmp(response.data, "HTTP/", 5) != 0)
		return 0;
	line_end = memchr(rest.data, '\n', len);
	blank = memchr(rest.data, ' ', (size_t)(line_end - rest.data));
	out->status = blank ? status_of(blank + 1, line_end) : NO_STATUS;
	rest.len -= (size_t)(line_end + 1 - rest.data);
	rest.data = line_end + 1;
	while (rp_fields_next(&name, &value, &rest)) {
		if (rp_fields_is(name, "Content-Type"))
			out->content_type = value;
		else if (rp_fields_is(name, "Content-Encoding"))
			add_encoding(out, value);
		else if (rp_fields_is(name, "Content-Length"))
			out->length = value;
		else if (rp_fields_is(name, "Content-Range"))
			out->range = value;
		else if (rp_fields_is(name, "Transfer-Encoding"))
			out->chunked |= rp_fields_has(value, "chunked");
	}
	return len;
}

/* The head of the response, behind those that only said to go on (RFC 9110,
 * 15.2); its length with them, or 0. */
static size_t head_read(struct head *out, struct rp_str response)
{
	size_t len = one_head(out, response);

	while (len > 0 && out->status >= 100 && out->status < 200) {
		struct head next;
		size_t more =
		    one_head(&next, (struct rp_str){response.data + len,
						    response.len - len});

		if (more == 0)
			break;
		one_head(out, (struct rp_str){response.data + len,
					      response.len - len});
		len += more;
	}
	return len;
}

bool rp_http_is_encoded(const char *response, size_t len)
{
	struct head head;
	size_t at = head_read(&head, (struct rp_str){response, len});

	return at > 0 && (head.content_encoding.len > 0 ||
			  rp_gzip_is((struct rp_str){response + at, len - at}));
}

/* Read "1f;extension" and its line end at *at; false if it is no such line. */
static bool chunk_size(size_t *size, size_t *at, struct rp_str body)
{
	size_t digits = 0;
	const char *end;

	*size = 0;
	while (*at < body.len && body.data[*at] == '0') {
		digits = 1;
		(*at)++;
	}
	while (*at < body.len && rp_ascii_hex(body.data[*at]) >= 0 &&
	       digits < 9) {
		*size = *size * 16 + (size_t)rp_ascii_hex(body.data[(*at)++]);
		digits++;
	}
	while (*at < body.len && body.data[*at] == ' ')
		(*at)++;
	if (digits == 0 || *at == body.len ||
	    !strchr(";\r\n", body.data[*at]) || !body.data[*at])
		return false;
	end = memchr(body.data + *at, '\n', body.len - *at);
	if (!end)
		return false;
	*at = (size_t)(end + 1 - body.data);
	return true;
}

/* Move over the line end behind a chunk; false if there is another byte. */
static bool chunk_end(size_t *at, struct rp_str body)
{
	if (*at < body.len && body.data[*at] == '\r')
		(*at)++;
	if (*at == body.len)
		return true;
	return body.data[(*at)++] == '\n';
}

/* Undo chunks; false if the body does not begin with one, as when the archiver
 * has undone them already. Of a body that ends before its last chunk, or is
 * damaged behind a chunk, what is there is kept, and it is cut. */
static bool unchunk(struct rp_buffer *out, bool *cut, struct rp_str body)
{
	size_t chunks = 0;
	size_t at = 0;
	size_t size;

	*cut = true;
	rp_buffer_clear(out);
	while (at < body.len && chunk_size(&size, &at, body)) {
		bool whole = size <= body.len - at;

		if (size == 0) {
			*cut = false;
			return true;
		}
		if (!whole)
			size = body.len - at;
		rp_buffer_append(out, body.data + at, size);
		at += size;
		if (!whole)
			return true;
		if (!chunk_end(&at, body))
			break;
		chunks++;
	}
	return chunks > 0;
}

struct rp_str rp_http_payload(struct rp_buffer *scratch, struct rp_str response)
{
	struct head head;
	size_t len = head_read(&head, response);
	struct rp_str body = {response.data + len, response.len - len};
	bool cut;

	if (head.chunked && unchunk(scratch, &cut, body))
		return rp_buffer_view(scratch);
	return body;
}

/* What is called a page or text is either: a coding with a mark that no head
 * told of is undone, anything else is refused. */
static int check_text(struct rp_http *out, struct rp_buffer scratch[2],
		      struct rp_str content_type, size_t limit,
		      struct rp_error *error)
{
	/* Which one the mark says. */
	static const struct rp_str any = {"gzip", 4};
	enum rp_coding coding;
	int left = UNTOLD_MOST;

	while (rp_content_marked(&coding, out->body) && left-- > 0) {
		if (rp_content_decode(&out->body, &out->cut, scratch, any,
				      limit, error) != 0)
			return -1;
		out->kind =
		    rp_http_content(out->charset, content_type, out->body);
	}
	if (rp_content_is_text(out->body) ||
	    rp_ascii_compare_some(out->charset, "utf-16", 6) == 0 ||
	    rp_ascii_compare_some(out->charset, "utf-32", 6) == 0)
		return 0;
	return rp_error_set(error, "its body is no text, whatever its "
				   "Content-Type says");
}

/* Whether a head is that of a part, and not of one that is all there is:
 * "bytes 0-99/100" (RFC 9110, 14.4). */
static bool is_part(const struct head *head)
{
	unsigned long long first;
	unsigned long long last;
	unsigned long long all;
	char range[80];

	if (head->status != PARTIAL)
		return false;
	if (head->range.len >= sizeof(range))
		return true;
	memcpy(range, head->range.data ? head->range.data : "",
	       head->range.len);
	range[head->range.len] = '\0';
	return sscanf(range, "bytes %llu-%llu/%llu", &first, &last, &all) !=
		   3 ||
	       first != 0 || last + 1 != all;
}

/* Whether a head promises more than there is. Of a body that has a coding the
 * archiver may have undone that, and left the length. */
static bool is_short(const struct head *head, struct rp_str body)
{
	uint64_t length;

	return !head->chunked && head->content_encoding.len == 0 &&
	       rp_fields_number(&length, head->length) && body.len < length;
}

int rp_http_read(struct rp_http *out, struct rp_buffer scratch[2],
		 struct rp_str response, size_t limit, struct rp_error *error)
{
	struct head head;
	bool cut;
	size_t len = head_read(&head, response);

	if (len == 0)
		return rp_error_set(error, "the response has no HTTP head");
	if (head.status == NO_STATUS)
		return rp_error_set(error, "the response has no HTTP status");
	out->kind = RP_HTTP_OTHER;
	out->charset[0] = '\0';
	out->body = (struct rp_str){response.data + len, response.len - len};
	out->cut = is_part(&head) || is_short(&head, out->body);
	if (head.status < 200 || head.status > 299)
		return 0;
	if (head.chunked && unchunk(&scratch[0], &cut, out->body)) {
		out->body = rp_buffer_view(&scratch[0]);
		out->cut |= cut;
	}
	if (scratch[0].failed)
		return rp_error_set(error, "out of memory");
	if (rp_content_decode(&out->body, &out->cut, scratch,
			      head.content_encoding, limit, error) != 0)
		return -1;
	out->kind = rp_http_content(out->charset, head.content_type, out->body);
	if (out->kind == RP_HTTP_OTHER)
		return 0;
	return check_text(out, scratch, head.content_type, limit, error);
}
