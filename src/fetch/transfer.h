/* SPDX-License-Identifier: Apache-2.0 */
/*
 * transfer.h - one request at libcurl and what comes of it
 *
 * For client.c alone. What a transfer may hold is bounded while it comes: its
 * head, its body, what that inflates to. A body of up to RP_TRANSFER_NARROW
 * bytes is anyone's; beyond that only RP_TRANSFER_WIDE transfers go on at a
 * time, and the others stand still until one of those has ended. So the memory
 * of all is bounded too, whatever the servers send.
 */
#ifndef RP_TRANSFER_H
#define RP_TRANSFER_H

#include "client.h"

#include <curl/curl.h>

struct rp_http_meter;

/* The longest pages of news have some 2 MB; the largest sitemaps, 50 MB. */
#define RP_TRANSFER_NARROW ((size_t)4 << 20)
#define RP_TRANSFER_WIDE   4

/* What the transfers of a client share. */
struct rp_transfers {
	const struct rp_client_options *options;
	CURLSH *share;
	struct curl_slist *resolve;
	unsigned wide; /* that are beyond RP_TRANSFER_NARROW */
};

struct rp_transfer {
	struct rp_transfers *shared;
	CURL *easy;
	struct curl_slist *headers;
	void *owner;
	bool active;
	bool waits;   /* to be wide */
	double spent; /* seconds, but for those that it waited */
	double seen;  /* when they were counted last */
	bool is_wide;
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
	struct rp_transfer *next; /* among those that are free */
};

/* NULL: out of memory. shared must outlive it. */
struct rp_transfer *rp_transfer_create(struct rp_transfers *shared);
void rp_transfer_free(struct rp_transfer *transfer);

/* Make it ask for this. RP_OK or RP_ENOMEM. */
int rp_transfer_prepare(struct rp_transfer *transfer,
			const struct rp_request *request);

/* It waits no longer. */
void rp_transfer_go_on(struct rp_transfer *transfer);

/* What came of it. Strings are the transfer's. */
void rp_transfer_answer(struct rp_answer *out,
			const struct rp_transfer *transfer, CURLcode code);

/* Let go of what its answer held. */
void rp_transfer_release(struct rp_transfer *transfer);

#endif
