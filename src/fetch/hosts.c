/* SPDX-License-Identifier: Apache-2.0 */
/* hosts.c - see hosts.h. */
#include "hosts.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

/* ----- tasks ----- */

struct rp_task *rp_task_create(enum rp_task_kind kind,
			       struct rp_location *location, const char *origin)
{
	struct rp_task *task = calloc(1, sizeof(*task));

	if (task)
		task->origin = strdup(origin);
	if (!task || !task->origin) {
		free(task);
		rp_location_dispose(location);
		return NULL;
	}
	task->kind = kind;
	task->location = *location;
	memset(location, 0, sizeof(*location));
	return task;
}

void rp_task_free(struct rp_task *task)
{
	if (!task)
		return;
	rp_location_dispose(&task->location);
	free(task->origin);
	free(task);
}

/* ----- the heap ----- */

static void put(struct rp_hosts *hosts, size_t at, struct rp_host *host)
{
	hosts->heap[at] = host;
	host->at = at;
}

static bool before(const struct rp_host *a, const struct rp_host *b)
{
	return a->ready < b->ready;
}

static void rise(struct rp_hosts *hosts, size_t at)
{
	struct rp_host *host = hosts->heap[at];

	for (; at > 1 && before(host, hosts->heap[at / 2]); at /= 2)
		put(hosts, at, hosts->heap[at / 2]);
	put(hosts, at, host);
}

static void sink(struct rp_hosts *hosts, size_t at)
{
	struct rp_host *host = hosts->heap[at];

	for (;;) {
		size_t child = at * 2;

		if (child > hosts->heap_count)
			break;
		if (child < hosts->heap_count &&
		    before(hosts->heap[child + 1], hosts->heap[child]))
			child++;
		if (!before(hosts->heap[child], host))
			break;
		put(hosts, at, hosts->heap[child]);
		at = child;
	}
	put(hosts, at, host);
}

static void take_out(struct rp_hosts *hosts, struct rp_host *host)
{
	size_t at = host->at;
	struct rp_host *last = hosts->heap[hosts->heap_count--];

	host->at = 0;
	if (last == host)
		return;
	put(hosts, at, last);
	rise(hosts, at);
	sink(hosts, last->at);
}

int rp_hosts_settle(struct rp_hosts *hosts, struct rp_host *host)
{
	if (host->at)
		take_out(hosts, host);
	if (host->busy || !host->first)
		return RP_OK;
	if (rp_array_reserve(&hosts->heap, &hosts->heap_capacity,
			     hosts->heap_count + 2, sizeof(void *)) != RP_OK)
		return RP_ENOMEM;
	put(hosts, ++hosts->heap_count, host);
	rise(hosts, hosts->heap_count);
	return RP_OK;
}

struct rp_host *rp_hosts_first(const struct rp_hosts *hosts)
{
	return hosts->heap_count ? hosts->heap[1] : NULL;
}

/* ----- hosts ----- */

void rp_hosts_init(struct rp_hosts *hosts)
{
	memset(hosts, 0, sizeof(*hosts));
	rp_names_init(&hosts->names);
}

static void host_free(struct rp_host *host)
{
	while (host->first) {
		struct rp_task *task = host->first;

		host->first = task->next;
		rp_task_free(task);
	}
	free(host->name);
	free(host);
}

void rp_hosts_dispose(struct rp_hosts *hosts)
{
	size_t i;

	for (i = 0; i < hosts->count; i++)
		host_free(hosts->all[i]);
	free(hosts->all);
	free(hosts->heap);
	rp_names_dispose(&hosts->names);
	memset(hosts, 0, sizeof(*hosts));
}

struct rp_host *rp_hosts_find(struct rp_hosts *hosts, const char *name,
			      bool *fresh)
{
	struct rp_host *host = rp_names_get(&hosts->names, name);

	*fresh = !host;
	if (host)
		return host;
	if (rp_array_reserve(&hosts->all, &hosts->capacity, hosts->count + 1,
			     sizeof(void *)) != RP_OK)
		return NULL;
	host = calloc(1, sizeof(*host));
	if (!host)
		return NULL;
	host->name = strdup(name);
	if (!host->name || rp_names_put(&hosts->names, name, host) != RP_OK) {
		host_free(host);
		return NULL;
	}
	hosts->all[hosts->count++] = host;
	return host;
}

int rp_hosts_push(struct rp_hosts *hosts, struct rp_host *host,
		  struct rp_task *task)
{
	task->next = NULL;
	if (host->last)
		host->last->next = task;
	else
		host->first = task;
	host->last = task;
	host->queued++;
	hosts->queued++;
	return host->at ? RP_OK : rp_hosts_settle(hosts, host);
}

int rp_hosts_push_front(struct rp_hosts *hosts, struct rp_host *host,
			struct rp_task *task)
{
	task->next = host->first;
	host->first = task;
	if (!host->last)
		host->last = task;
	host->queued++;
	hosts->queued++;
	/* A task that comes back mostly says that the host is to wait. */
	return rp_hosts_settle(hosts, host);
}

struct rp_task *rp_hosts_pop(struct rp_hosts *hosts, struct rp_host *host)
{
	struct rp_task *task = host->first;

	if (!task)
		return NULL;
	host->first = task->next;
	if (!host->first)
		host->last = NULL;
	host->queued--;
	hosts->queued--;
	task->next = NULL;
	if (!host->first && host->at)
		take_out(hosts, host);
	return task;
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(struct rp_host *const *)a)->name,
		      (*(struct rp_host *const *)b)->name);
}

void rp_hosts_sort(struct rp_hosts *hosts)
{
	if (hosts->count)
		qsort(hosts->all, hosts->count, sizeof(void *), by_name);
}
