/* SPDX-License-Identifier: Apache-2.0 */
/* transfer.c - see transfer.h. */
#include "transfer.h"

#include "address.h"
#include "clock.h"
#include "fields.h"
#include "http_meter.h"
#include "str.h"

#include <stdlib.h>
#include <string.h>

/* Of one answer; servers of news send one to ten thousand. */
#define HEAD_BYTES ((size_t)128 << 10)
/* HTML shrinks to a fifth; what shrinks to less than a two-hundredth is no
 * text. */
#define MOST_RATIO 200
_Static_assert(HEAD_BYTES >> 10 == 128 && MOST_RATIO == 200,
	       "sentences below say so");
/* Memory of a body that is kept for the next one. */
#define KEPT_BYTES	((size_t)1 << 20)
#define CONNECT_SECONDS 20L
/* A drip that would never end: bytes a second, over seconds. */
#define SLOW_BYTES   64L
#define SLOW_SECONDS 30L

/* ----- callbacks ----- */

static struct rp_str field_of(struct rp_str head, const char *name)
{
	const char *end = memchr(head.data, '\n', head.len);
	struct rp_str found = {"", 0};
	struct rp_str key;
	struct rp_str value;

	if (!end)
		return found;
	head.len -= (size_t)(end + 1 - head.data);
	head.data = end + 1;
	while (rp_fields_next(&key, &value, &head))
		/* One on several lines would be sent back so. */
		if (rp_fields_is(key, name) &&
		    !memchr(value.data, '\n', value.len))
			return value;
	return found;
}

/* Types a page may have; those that tell none are looked at. */
static bool may_be_page(struct rp_str head)
{
	static const char *const types[] = {"text/",
					    "application/xhtml",
					    "application/xml",
					    "application/x-xml",
					    "application/rss",
					    "application/x-rss",
					    "application/vnd.rss",
					    "application/atom",
					    "application/rdf",
					    "application/feed+json",
					    "application/json",
					    "application/x-json",
					    "application/ld+json",
					    "application/gzip",
					    "application/x-gzip",
					    "application/octet-stream",
					    "binary/octet-stream",
					    "application/force-download",
					    "application/x-download"};
	struct rp_str type = field_of(head, "Content-Type");
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (rp_str_begins_any_case(type, types[i]))
			return true;
	/* One that says nothing is looked at. */
	return type.len == 0 || !memchr(type.data, '/', type.len) ||
	       rp_str_begins_any_case(type, "*/*") ||
	       rp_str_begins_any_case(type, "unknown/unknown") ||
	       rp_str_begins_any_case(type, "application/unknown");
}

static bool is_html(struct rp_str head)
{
	struct rp_str type = field_of(head, "Content-Type");

	return rp_str_begins_any_case(type, "text/html") ||
	       rp_str_begins_any_case(type, "application/xhtml");
}

static size_t take_head(char *bytes, size_t size, size_t count, void *context)
{
	struct rp_transfer *transfer = context;
	size_t len = size * count;

	/* What came before was an answer in between (1xx). */
	if (len > 5 && memcmp(bytes, "HTTP/", 5) == 0 && !transfer->body_begun)
		rp_buffer_clear(&transfer->head);
	if (transfer->body_begun) /* trailers come raw in the body too */
		return len;
	if (transfer->head.len + len > HEAD_BYTES) {
		transfer->end = RP_CLIENT_HEAD;
		return 0;
	}
	rp_buffer_append(&transfer->head, bytes, len);
	return len;
}

static bool begin_body(struct rp_transfer *transfer)
{
	struct rp_str head = rp_buffer_view(&transfer->head);
	long status = 0;

	transfer->body_begun = true;
	rp_http_meter_begin(transfer->meter, head,
			    is_html(head) ? transfer->page_bytes
					  : transfer->body_bytes);
	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	if (transfer->pages_only && status >= 200 && status < 300 &&
	    !may_be_page(head)) {
		transfer->end = RP_CLIENT_NO_PAGE;
		return false;
	}
	return true;
}

/* Seconds that the host took so far; not those of waiting for others. */
static double time_spent(const struct rp_transfer *transfer)
{
	return transfer->waits ? transfer->spent
			       : transfer->spent + rp_clock() - transfer->seen;
}

static void count_time(struct rp_transfer *transfer)
{
	transfer->spent = time_spent(transfer);
	transfer->seen = rp_clock();
}

/* Whether so many bytes more may be held. */
static bool may_grow(struct rp_transfer *transfer, size_t len)
{
	if (transfer->is_wide || transfer->body.len + len <= RP_TRANSFER_NARROW)
		return true;
	count_time(transfer);
	transfer->waits = transfer->shared->wide >= RP_TRANSFER_WIDE;
	if (transfer->waits)
		return false;
	transfer->is_wide = true;
	transfer->shared->wide++;
	return true;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct rp_transfer *transfer = context;
	size_t len = size * count;

	if (!transfer->body_begun && !begin_body(transfer))
		return 0;
	if (!may_grow(transfer, len))
		return CURL_WRITEFUNC_PAUSE;
	switch (rp_http_meter_feed(transfer->meter, bytes, len)) {
	case RP_HTTP_TOO_LARGE:
		transfer->end = RP_CLIENT_TOO_LARGE;
		return 0;
	case RP_HTTP_BOMB:
		transfer->end = RP_CLIENT_BOMB;
		return 0;
	case RP_HTTP_FITS:
		break;
	}
	rp_buffer_append(&transfer->body, bytes, len);
	if (transfer->body.failed) {
		transfer->end = RP_CLIENT_MEMORY;
		return 0;
	}
	return len;
}

/* The request as it is sent. */
static int take_debug(CURL *easy, curl_infotype type, char *bytes, size_t len,
		      void *context)
{
	struct rp_transfer *transfer = context;

	(void)easy;
	if (type != CURLINFO_HEADER_OUT)
		return 0;
	/* Asked again, where a kept connection had been closed meanwhile. */
	if (transfer->head.len == 0 && len > 4 && memcmp(bytes, "GET ", 4) == 0)
		rp_buffer_clear(&transfer->request);
	rp_buffer_append(&transfer->request, bytes, len);
	return 0;
}

/* Called once a second at least, but for those that wait. A transfer that waits
 * for others to end is not to be ended for it, as the library's own limit
 * would. */
static int take_progress(void *context, curl_off_t down_total, curl_off_t down,
			 curl_off_t up_total, curl_off_t up)
{
	struct rp_transfer *transfer = context;

	(void)down_total;
	(void)down;
	(void)up_total;
	(void)up;
	count_time(transfer);
	if (transfer->spent <= (double)transfer->shared->options->timeout)
		return 0;
	transfer->end = RP_CLIENT_TIMEOUT;
	return 1;
}

/* Looked at behind the resolver: a public name may have a private address. */
static curl_socket_t open_socket(void *context, curlsocktype purpose,
				 struct curl_sockaddr *address)
{
	struct rp_transfer *transfer = context;

	enum rp_address_kind kind = rp_address_kind(&address->addr);
	enum rp_address_kind most = transfer->shared->options->allow_private
					? RP_ADDRESS_PRIVATE
					: RP_ADDRESS_PUBLIC;

	(void)purpose;
	if (kind > most) {
		transfer->is_private = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		      address->protocol);
}

/* ----- transfers ----- */

static void set_options(struct rp_transfer *transfer)
{
	const struct rp_client_options *options = transfer->shared->options;
	CURL *easy = transfer->easy;

	curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->reason);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, options->agent);
	/* An archive holds what was sent. */
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
			 (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(easy, CURLOPT_HTTP_TRANSFER_DECODING, 0L);
	curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, take_debug);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
	/* Through a proxy no address could be looked at. */
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, take_progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(easy, CURLOPT_SHARE, transfer->shared->share);
	if (options->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
	if (transfer->shared->resolve)
		curl_easy_setopt(easy, CURLOPT_RESOLVE,
				 transfer->shared->resolve);
}

void rp_transfer_free(struct rp_transfer *transfer)
{
	if (!transfer)
		return;
	curl_easy_cleanup(transfer->easy);
	curl_slist_free_all(transfer->headers);
	rp_http_meter_free(transfer->meter);
	rp_buffer_dispose(&transfer->request);
	rp_buffer_dispose(&transfer->head);
	rp_buffer_dispose(&transfer->body);
	free(transfer);
}

struct rp_transfer *rp_transfer_create(struct rp_transfers *shared)
{
	struct rp_transfer *transfer = calloc(1, sizeof(*transfer));

	if (!transfer)
		return NULL;
	transfer->shared = shared;
	rp_buffer_init(&transfer->request);
	rp_buffer_init(&transfer->head);
	rp_buffer_init(&transfer->body);
	transfer->easy = curl_easy_init();
	if (!transfer->easy ||
	    rp_http_meter_create(&transfer->meter, MOST_RATIO) != RP_OK) {
		rp_transfer_free(transfer);
		return NULL;
	}
	set_options(transfer);
	return transfer;
}

static bool add_header(struct rp_transfer *transfer, const char *name,
		       struct rp_str value)
{
	struct curl_slist *grown = NULL;
	struct rp_buffer line;

	rp_buffer_init(&line);
	rp_buffer_puts(&line, name);
	rp_buffer_puts(&line, ": ");
	rp_buffer_str(&line, value);
	if (rp_buffer_status(&line) == RP_OK)
		grown = curl_slist_append(transfer->headers, line.data);
	rp_buffer_dispose(&line);
	if (grown)
		transfer->headers = grown;
	return grown != NULL;
}

static bool add_headers(struct rp_transfer *transfer,
			const struct rp_request *request)
{
	bool well =
	    add_header(
		transfer, "Accept",
		(struct rp_str){request->accept, strlen(request->accept)}) &&
	    add_header(transfer, "Accept-Encoding", (struct rp_str){"gzip", 4});

	if (well && request->etag.len)
		well = add_header(transfer, "If-None-Match", request->etag);
	if (well && request->modified.len)
		well = add_header(transfer, "If-Modified-Since",
				  request->modified);
	return well;
}

int rp_transfer_prepare(struct rp_transfer *transfer,
			const struct rp_request *request)
{
	transfer->owner = request->owner;
	transfer->pages_only = request->pages_only;
	transfer->body_bytes = request->body_bytes;
	transfer->page_bytes = request->page_bytes;
	transfer->is_private = false;
	transfer->end = RP_CLIENT_ANSWERED;
	transfer->body_begun = false;
	transfer->spent = 0;
	transfer->seen = rp_clock();
	transfer->reason[0] = '\0';
	curl_slist_free_all(transfer->headers);
	transfer->headers = NULL;
	if (!add_headers(transfer, request) ||
	    curl_easy_setopt(transfer->easy, CURLOPT_URL, request->url) !=
		CURLE_OK ||
	    curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER,
			     transfer->headers) != CURLE_OK)
		return RP_ENOMEM;
	return RP_OK;
}

void rp_transfer_go_on(struct rp_transfer *transfer)
{
	count_time(transfer);
	transfer->waits = false;
	/* Calls take_body with what came meanwhile. */
	curl_easy_pause(transfer->easy, CURLPAUSE_CONT);
}

void rp_transfer_release(struct rp_transfer *transfer)
{
	rp_buffer_clear(&transfer->request);
	rp_buffer_clear(&transfer->head);
	rp_buffer_trim(&transfer->body, KEPT_BYTES);
	transfer->shared->wide -= transfer->is_wide;
	transfer->is_wide = false;
	transfer->waits = false;
}

/* ----- what came of it ----- */

static enum rp_client_end end_of(const struct rp_transfer *transfer,
				 CURLcode code)
{
	if (transfer->is_private && code == CURLE_COULDNT_CONNECT)
		return RP_CLIENT_PRIVATE;
	if (transfer->end != RP_CLIENT_ANSWERED)
		return transfer->end;
	switch (code) {
	case CURLE_OK:
		return RP_CLIENT_ANSWERED;
	case CURLE_PARTIAL_FILE:
		return RP_CLIENT_PARTIAL;
	case CURLE_OPERATION_TIMEDOUT:
		return RP_CLIENT_TIMEOUT;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_CACERT_BADFILE:
		return RP_CLIENT_TLS;
	case CURLE_OUT_OF_MEMORY:
		return RP_CLIENT_MEMORY;
	default:
		return RP_CLIENT_NETWORK;
	}
}

static const char *reason_of(const struct rp_transfer *transfer,
			     enum rp_client_end end, CURLcode code)
{
	switch (end) {
	case RP_CLIENT_ANSWERED:
		return "";
	case RP_CLIENT_PRIVATE:
		return "its address is of this machine or of a private network";
	case RP_CLIENT_HEAD:
		return "its head is over the limit of 128 KiB";
	case RP_CLIENT_TOO_LARGE:
		return "it is larger than the limit";
	case RP_CLIENT_BOMB:
		return "it inflates two-hundredfold";
	case RP_CLIENT_NO_PAGE:
		return "no page";
	case RP_CLIENT_PARTIAL:
		return "its body is cut off";
	case RP_CLIENT_TIMEOUT:
		return "no answer in time";
	case RP_CLIENT_MEMORY:
		return "out of memory";
	case RP_CLIENT_TLS:
	case RP_CLIENT_NETWORK:
		break;
	}
	return transfer->reason[0] ? transfer->reason
				   : curl_easy_strerror(code);
}

void rp_transfer_answer(struct rp_answer *out,
			const struct rp_transfer *transfer, CURLcode code)
{
	curl_off_t retry = 0;
	char *address = NULL;
	long status = 0;

	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &retry);
	curl_easy_getinfo(transfer->easy, CURLINFO_PRIMARY_IP, &address);
	*out = (struct rp_answer){.owner = transfer->owner,
				  .end = end_of(transfer, code),
				  .status = (int)status,
				  .request = rp_buffer_view(&transfer->request),
				  .head = rp_buffer_view(&transfer->head),
				  .body = rp_buffer_view(&transfer->body),
				  .address = address ? address : "",
				  .retry_after = retry > 0 ? (int64_t)retry : 0,
				  .seconds = time_spent(transfer)};
	if (transfer->request.failed || transfer->head.failed)
		out->end = RP_CLIENT_MEMORY;
	out->reason = reason_of(transfer, out->end, code);
}

struct rp_str rp_answer_field(const struct rp_answer *answer, const char *name)
{
	return field_of(answer->head, name);
}
