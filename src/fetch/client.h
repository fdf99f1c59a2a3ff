/* SPDX-License-Identifier: Apache-2.0 */
/*
 * client.h - many HTTP requests at once, each as it went over the wire
 *
 * libcurl does the transfers. An answer holds the bytes of request, head and
 * body exactly as they were sent, for an archive: HTTP/1.1, Transfer-Encoding
 * and Content-Encoding left as they are. Redirects are the caller's to follow.
 * Sizes are counted as bytes come: CURLOPT_MAXFILESIZE does nothing where no
 * length is told.
 */
#ifndef RP_CLIENT_H
#define RP_CLIENT_H

#include "buffer.h"
#include "error.h"

struct rp_client;

struct rp_client_options {
	const char *agent;   /* User-Agent */
	const char *ca_file; /* certificates to trust; NULL: the system's */
	const char *const *resolve; /* "HOST:PORT:ADDRESS", as curl's option */
	size_t resolve_count;
	bool allow_private; /* addresses of this machine and its network; those
			       that are link-local never are */
	unsigned connections;
	unsigned timeout; /* seconds for one answer */
};

/* How a transfer ended. */
enum rp_client_end {
	RP_CLIENT_ANSWERED = 0,
	RP_CLIENT_PRIVATE,   /* the address is not public */
	RP_CLIENT_HEAD,	     /* its head is over the limit */
	RP_CLIENT_TOO_LARGE, /* its body is */
	RP_CLIENT_BOMB,	     /* its body inflates beyond measure */
	RP_CLIENT_NO_PAGE,   /* a type that was not asked for */
	RP_CLIENT_PARTIAL,   /* its body ended before it was to */
	RP_CLIENT_TIMEOUT,
	RP_CLIENT_TLS,	   /* no certificate to trust */
	RP_CLIENT_NETWORK, /* no such host, no connection, broken off */
	RP_CLIENT_MEMORY,
};

struct rp_request {
	const char *url;
	struct rp_str etag;	/* for If-None-Match; empty: none */
	struct rp_str modified; /* for If-Modified-Since */
	const char *accept;
	size_t body_bytes; /* the most that it may hold, unpacked … */
	size_t page_bytes; /* … if it is HTML */
	bool pages_only;   /* break off where the type is no page's */
	void *owner;	   /* handed back with the answer */
};

struct rp_answer {
	void *owner;
	enum rp_client_end end;
	int status; /* of HTTP; 0: none */
	struct rp_str request;
	struct rp_str head;  /* of the final answer, with its empty line */
	struct rp_str body;  /* as it came */
	const char *address; /* that answered; "" if none */
	int64_t retry_after; /* seconds; 0: nothing was said */
	double seconds; /* that it took, without those of waiting for others */
	const char *reason; /* one clause; where it was not answered */
};

/* 0, or -1 with the reason. Strings of options must outlive the client. */
int rp_client_create(struct rp_client **out,
		     const struct rp_client_options *options,
		     struct rp_error *error);
/* Ends all transfers. */
void rp_client_free(struct rp_client *client);

/* Begin a transfer. RP_OK or RP_ENOMEM. */
int rp_client_start(struct rp_client *client, const struct rp_request *request);

/* End one that is under way; its owner, or NULL if there is none. */
void *rp_client_cancel(struct rp_client *client);

/* Transfers under way. */
unsigned rp_client_active(const struct rp_client *client);

/* Move bytes; wait milliseconds at most for some to come. */
void rp_client_wait(struct rp_client *client, int milliseconds);

/* The next answer that is complete: true, or false if there is none yet. It
 * stands until the next call. */
bool rp_client_next(struct rp_answer *out, struct rp_client *client);

/* The value of a header field, in any case; empty: there is none. */
struct rp_str rp_answer_field(const struct rp_answer *answer, const char *name);

#endif
