/* SPDX-License-Identifier: Apache-2.0 */
/* client.c - see client.h. */
#include "client.h"

#include "transfer.h"

#include <stdlib.h>

struct rp_client {
	struct rp_client_options options;
	CURLM *multi;
	struct rp_transfers shared;
	struct rp_transfer *free_ones;
	struct rp_transfer *given; /* whose answer is with the caller */
	struct rp_transfer **all;  /* to free them */
	size_t count;
	unsigned active;
};

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
	client->shared.options = &client->options;
	client->multi = curl_multi_init();
	client->shared.share = curl_share_init();
	for (i = 0; i < options->resolve_count; i++) {
		struct curl_slist *grown = curl_slist_append(
		    client->shared.resolve, options->resolve[i]);

		if (!grown)
			break;
		client->shared.resolve = grown;
	}
	if (!client->multi || !client->shared.share ||
	    i < options->resolve_count) {
		rp_client_free(client);
		return rp_error_set(error, "out of memory");
	}
	curl_share_setopt(client->shared.share, CURLSHOPT_SHARE,
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
		rp_transfer_free(client->all[i]);
	}
	free(client->all);
	curl_multi_cleanup(client->multi);
	curl_share_cleanup(client->shared.share);
	curl_slist_free_all(client->shared.resolve);
	curl_global_cleanup();
	free(client);
}

/* A transfer that is not at work; NULL: out of memory. */
static struct rp_transfer *take_free(struct rp_client *client)
{
	struct rp_transfer *transfer = client->free_ones;
	struct rp_transfer **grown;

	if (transfer) {
		client->free_ones = transfer->next;
		return transfer;
	}
	grown = realloc(client->all, (client->count + 1) * sizeof(void *));
	if (!grown)
		return NULL;
	client->all = grown;
	transfer = rp_transfer_create(&client->shared);
	if (transfer)
		client->all[client->count++] = transfer;
	return transfer;
}

/* Those that stand still go on, as far as there is room. Each takes bytes, and
 * with them its place, before the next one is looked at. */
static void widen(struct rp_client *client)
{
	size_t i;

	for (i = 0; i < client->count; i++) {
		struct rp_transfer *transfer = client->all[i];

		if (client->shared.wide >= RP_TRANSFER_WIDE)
			return;
		if (!transfer->active || !transfer->waits)
			continue;
		rp_transfer_go_on(transfer);
	}
}

/* What it held is let go of. */
static void put_back(struct rp_client *client, struct rp_transfer *transfer)
{
	rp_transfer_release(transfer);
	transfer->next = client->free_ones;
	client->free_ones = transfer;
}

int rp_client_start(struct rp_client *client, const struct rp_request *request)
{
	struct rp_transfer *transfer = take_free(client);

	if (!transfer)
		return RP_ENOMEM;
	if (rp_transfer_prepare(transfer, request) != RP_OK ||
	    curl_multi_add_handle(client->multi, transfer->easy) != CURLM_OK) {
		put_back(client, transfer);
		return RP_ENOMEM;
	}
	transfer->active = true;
	client->active++;
	return RP_OK;
}

void *rp_client_cancel(struct rp_client *client)
{
	size_t i;

	for (i = 0; i < client->count; i++) {
		struct rp_transfer *transfer = client->all[i];

		if (!transfer->active)
			continue;
		curl_multi_remove_handle(client->multi, transfer->easy);
		transfer->active = false;
		client->active--;
		put_back(client, transfer);
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

bool rp_client_next(struct rp_answer *out, struct rp_client *client)
{
	CURLMsg *message;
	int left;

	if (client->given) {
		put_back(client, client->given);
		client->given = NULL;
		widen(client);
	}
	while ((message = curl_multi_info_read(client->multi, &left))) {
		CURL *easy = message->easy_handle;
		CURLcode code = message->data.result;
		struct rp_transfer *transfer = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
		rp_transfer_answer(out, transfer, code);
		curl_multi_remove_handle(client->multi, easy);
		transfer->active = false;
		client->active--;
		client->given = transfer;
		return true;
	}
	return false;
}
