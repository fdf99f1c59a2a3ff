/* SPDX-License-Identifier: Apache-2.0 */
/* client.c - see client.h. */
#include "client.h"

#include "address.h"
#include "fields.h"
#include "http_meter.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Of one answer; servers of news send one to ten thousand. */
#define HEAD_BYTES ((size_t)128 << 10)
/* HTML shrinks to a fifth; a hundredth is no text. */
#define MOST_RATIO	200
#define CONNECT_SECONDS 20L
/* A drip that would never end: bytes a second, over seconds. */
#define SLOW_BYTES   64L
#define SLOW_SECONDS 30L

struct transfer {
	struct rp_client *client;
	CURL *easy;
	struct curl_slist *headers;
	void *owner;
	bool active;
	bool pages_only;
	size_t body_bytes;
	size_t page_bytes;
	bool is_private;
	enum rp_client_end end; /* why a callback broke off */
	struct rp_http_meter *meter;
	bool body_begun;
	struct rp_buffer request;
	struct rp_buffer head;
	struct rp_buffer body;
	char reason[CURL_ERROR_SIZE];
	struct transfer *next; /* among those that are free */
};

struct rp_client {
	struct rp_client_options options;
	CURLM *multi;
	CURLSH *share;
	struct curl_slist *resolve;
	struct transfer *free_ones;
	struct transfer *given; /* whose answer is with the caller */
	struct transfer **all;	/* to free them */
	size_t count;
	unsigned active;
};

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
		if (rp_fields_is(key, name))
			return value;
	return found;
}

static bool begins(struct rp_str value, const char *word)
{
	return value.len >= strlen(word) &&
	       strncasecmp(value.data, word, strlen(word)) == 0;
}

/* Types a page may have; those that tell none are looked at. */
static bool may_be_page(struct rp_str head)
{
	struct rp_str type = field_of(head, "Content-Type");

	return type.len == 0 || begins(type, "text/") ||
	       begins(type, "application/xhtml") ||
	       begins(type, "application/xml") ||
	       begins(type, "application/rss") ||
	       begins(type, "application/atom") ||
	       begins(type, "application/rdf") ||
	       begins(type, "application/feed+json") ||
	       begins(type, "application/json") ||
	       begins(type, "application/gzip") ||
	       begins(type, "application/x-gzip") ||
	       begins(type, "application/octet-stream");
}

static bool is_html(struct rp_str head)
{
	struct rp_str type = field_of(head, "Content-Type");

	return begins(type, "text/html") || begins(type, "application/xhtml");
}

static size_t take_head(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;
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

static bool begin_body(struct transfer *transfer)
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

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;
	size_t len = size * count;

	if (!transfer->body_begun && !begin_body(transfer))
		return 0;
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
	struct transfer *transfer = context;

	(void)easy;
	if (type == CURLINFO_HEADER_OUT)
		rp_buffer_append(&transfer->request, bytes, len);
	return 0;
}

/* Looked at behind the resolver: a public name may have a private address. */
static curl_socket_t open_socket(void *context, curlsocktype purpose,
				 struct curl_sockaddr *address)
{
	struct transfer *transfer = context;

	enum rp_address_kind kind = rp_address_kind(&address->addr);
	enum rp_address_kind most = transfer->client->options.allow_private
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

static void set_options(struct transfer *transfer)
{
	const struct rp_client_options *options = &transfer->client->options;
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
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)options->timeout);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(easy, CURLOPT_SHARE, transfer->client->share);
	if (options->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
	if (transfer->client->resolve)
		curl_easy_setopt(easy, CURLOPT_RESOLVE,
				 transfer->client->resolve);
}

static void transfer_free(struct transfer *transfer)
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

static struct transfer *transfer_create(struct rp_client *client)
{
	struct transfer *transfer = calloc(1, sizeof(*transfer));
	struct transfer **grown;

	if (!transfer)
		return NULL;
	transfer->client = client;
	rp_buffer_init(&transfer->request);
	rp_buffer_init(&transfer->head);
	rp_buffer_init(&transfer->body);
	transfer->easy = curl_easy_init();
	grown = realloc(client->all, (client->count + 1) * sizeof(void *));
	if (grown)
		client->all = grown;
	if (!transfer->easy || !grown ||
	    rp_http_meter_create(&transfer->meter, MOST_RATIO) != RP_OK) {
		transfer_free(transfer);
		return NULL;
	}
	client->all[client->count++] = transfer;
	set_options(transfer);
	return transfer;
}

static bool add_header(struct transfer *transfer, const char *name,
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

static bool add_headers(struct transfer *transfer,
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

int rp_client_start(struct rp_client *client, const struct rp_request *request)
{
	struct transfer *transfer = client->free_ones;

	if (transfer)
		client->free_ones = transfer->next;
	else
		transfer = transfer_create(client);
	if (!transfer)
		return RP_ENOMEM;
	transfer->owner = request->owner;
	transfer->pages_only = request->pages_only;
	transfer->body_bytes = request->body_bytes;
	transfer->page_bytes = request->page_bytes;
	transfer->is_private = false;
	transfer->end = RP_CLIENT_ANSWERED;
	transfer->body_begun = false;
	transfer->reason[0] = '\0';
	rp_buffer_clear(&transfer->request);
	rp_buffer_clear(&transfer->head);
	rp_buffer_trim(&transfer->body, (size_t)1 << 20);
	curl_slist_free_all(transfer->headers);
	transfer->headers = NULL;
	if (!add_headers(transfer, request) ||
	    curl_easy_setopt(transfer->easy, CURLOPT_URL, request->url) !=
		CURLE_OK ||
	    curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER,
			     transfer->headers) != CURLE_OK ||
	    curl_multi_add_handle(client->multi, transfer->easy) != CURLM_OK) {
		transfer->next = client->free_ones;
		client->free_ones = transfer;
		return RP_ENOMEM;
	}
	transfer->active = true;
	client->active++;
	return RP_OK;
}

/* ----- the client ----- */

int rp_client_create(struct rp_client **out,
		     const struct rp_client_options *options,
		     struct rp_error *error)
{
	struct rp_client *client = calloc(1, sizeof(*client));
	size_t i;

	if (!client)
		return rp_error_set(error, "out of memory");
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		free(client);
		return rp_error_set(error, "libcurl does not start");
	}
	client->options = *options;
	client->multi = curl_multi_init();
	client->share = curl_share_init();
	for (i = 0; i < options->resolve_count; i++) {
		struct curl_slist *grown =
		    curl_slist_append(client->resolve, options->resolve[i]);

		if (!grown)
			break;
		client->resolve = grown;
	}
	if (!client->multi || !client->share || i < options->resolve_count) {
		rp_client_free(client);
		return rp_error_set(error, "out of memory");
	}
	curl_share_setopt(client->share, CURLSHOPT_SHARE,
			  CURL_LOCK_DATA_SSL_SESSION);
	/* A connection a host stays open between its pages. */
	curl_multi_setopt(client->multi, CURLMOPT_MAXCONNECTS,
			  (long)options->connections * 4);
	curl_multi_setopt(client->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS,
			  (long)options->connections);
	curl_multi_setopt(client->multi, CURLMOPT_PIPELINING,
			  (long)CURLPIPE_NOTHING);
	*out = client;
	return 0;
}

void rp_client_free(struct rp_client *client)
{
	size_t i;

	if (!client)
		return;
	for (i = 0; i < client->count; i++) {
		curl_multi_remove_handle(client->multi, client->all[i]->easy);
		transfer_free(client->all[i]);
	}
	free(client->all);
	curl_multi_cleanup(client->multi);
	curl_share_cleanup(client->share);
	curl_slist_free_all(client->resolve);
	curl_global_cleanup();
	free(client);
}

void *rp_client_cancel(struct rp_client *client)
{
	size_t i;

	for (i = 0; i < client->count; i++) {
		struct transfer *transfer = client->all[i];

		if (!transfer->active)
			continue;
		curl_multi_remove_handle(client->multi, transfer->easy);
		transfer->active = false;
		transfer->next = client->free_ones;
		client->free_ones = transfer;
		client->active--;
		return transfer->owner;
	}
	return NULL;
}

unsigned rp_client_active(const struct rp_client *client)
{
	return client->active;
}

void rp_client_wait(struct rp_client *client, int milliseconds)
{
	int running;

	curl_multi_perform(client->multi, &running);
	if (milliseconds > 0 && (unsigned)running == client->active)
		curl_multi_poll(client->multi, NULL, 0, milliseconds, NULL);
	curl_multi_perform(client->multi, &running);
}

static enum rp_client_end end_of(const struct transfer *transfer, CURLcode code)
{
	if (transfer->is_private && code == CURLE_COULDNT_CONNECT)
		return RP_CLIENT_PRIVATE;
	if (transfer->end != RP_CLIENT_ANSWERED)
		return transfer->end;
	switch (code) {
	case CURLE_OK:
		return RP_CLIENT_ANSWERED;
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

static const char *reason_of(const struct transfer *transfer,
			     enum rp_client_end end, CURLcode code)
{
	switch (end) {
	case RP_CLIENT_ANSWERED:
		return "";
	case RP_CLIENT_PRIVATE:
		return "its address is private";
	case RP_CLIENT_HEAD:
		return "its head is over the limit of 128 KiB";
	case RP_CLIENT_TOO_LARGE:
		return "it is larger than the limit";
	case RP_CLIENT_BOMB:
		return "it inflates two-hundredfold";
	case RP_CLIENT_NO_PAGE:
		return "no page";
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

static void fill(struct rp_answer *out, const struct transfer *transfer,
		 CURLcode code)
{
	curl_off_t retry = 0;
	curl_off_t micros = 0;
	char *address = NULL;
	long status = 0;

	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &retry);
	curl_easy_getinfo(transfer->easy, CURLINFO_TOTAL_TIME_T, &micros);
	curl_easy_getinfo(transfer->easy, CURLINFO_PRIMARY_IP, &address);
	*out = (struct rp_answer){.owner = transfer->owner,
				  .end = end_of(transfer, code),
				  .status = (int)status,
				  .request = rp_buffer_view(&transfer->request),
				  .head = rp_buffer_view(&transfer->head),
				  .body = rp_buffer_view(&transfer->body),
				  .address = address ? address : "",
				  .retry_after = retry > 0 ? (int64_t)retry : 0,
				  .seconds = (double)micros / 1e6};
	if (transfer->request.failed || transfer->head.failed)
		out->end = RP_CLIENT_MEMORY;
	out->reason = reason_of(transfer, out->end, code);
}

bool rp_client_next(struct rp_answer *out, struct rp_client *client)
{
	CURLMsg *message;
	int left;

	if (client->given) {
		client->given->next = client->free_ones;
		client->free_ones = client->given;
		client->given = NULL;
	}
	while ((message = curl_multi_info_read(client->multi, &left))) {
		CURL *easy = message->easy_handle;
		CURLcode code = message->data.result;
		struct transfer *transfer = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
		fill(out, transfer, code);
		curl_multi_remove_handle(client->multi, easy);
		transfer->active = false;
		client->active--;
		client->given = transfer;
		return true;
	}
	return false;
}

struct rp_str rp_answer_field(const struct rp_answer *answer, const char *name)
{
	return field_of(answer->head, name);
}
