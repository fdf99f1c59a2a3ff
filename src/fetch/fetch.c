/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fetch.c - see fetch.h: the run
 *
 * One thread; libcurl moves the bytes. Round by round: hosts whose time has
 * come are asked, bytes are waited for, answers are taken. Every second the
 * archive is brought to the disk and then the log is committed, so the log
 * never tells of a page that is not there.
 */
#include "fetch.h"

#include "day.h"
#include "fetch_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Milliseconds between two looks at the world. */
#define ROUND	250
#define KEEPING 1.0
/* A server's wish for a pause, seconds, is not more than this of ours. */
#define MOST_DELAY 60
/* A slow host gets a pause as long as its answer took. */
#define PAUSE 2.0

#define PAGE_TYPES "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5"
#define LISTING_TYPES                                                        \
	"application/rss+xml,application/atom+xml,application/xml,text/xml," \
	"application/feed+json,*/*;q=0.1"

/* ----- life ----- */

static void begin_archive(void *context, struct rp_buffer *out,
			  const char *name)
{
	struct rp_fetch *fetch = context;

	rp_capture_info(out, name, fetch->agent, (int64_t)time(NULL));
}

static void end_archive(void *context, const char *path, uint64_t records,
			uint64_t bytes)
{
	struct rp_fetch *fetch = context;

	fetch->events.archive(fetch->events.context, path, records, bytes);
}

static int open_parts(struct rp_fetch *fetch, struct rp_error *error)
{
	const struct rp_fetch_options *options = &fetch->options;
	struct rp_client_options client = {
	    .agent = fetch->agent,
	    .ca_file = options->ca_file,
	    .resolve = options->resolve,
	    .resolve_count = options->resolve_count,
	    .allow_private = options->allow_private,
	    .connections = options->connections,
	    .timeout = options->timeout};
	struct rp_archive_options archive = {.folder = options->folder,
					     .prefix = options->prefix,
					     .file_bytes = options->file_bytes,
					     .begin = begin_archive,
					     .done = end_archive,
					     .context = fetch};

	if (rp_archive_create(&fetch->archive, &archive, error) != 0 ||
	    rp_fetch_mend(fetch, error) != 0)
		return -1;
	return rp_client_create(&fetch->client, &client, error);
}

int rp_fetch_create(struct rp_fetch **out,
		    const struct rp_fetch_options *options,
		    struct rp_fetched_log *log,
		    const struct rp_fetch_events *events,
		    struct rp_error *error)
{
	struct rp_fetch *fetch = calloc(1, sizeof(*fetch));
	int i;

	if (!fetch)
		return RP_ENOMEM;
	fetch->options = *options;
	fetch->events = *events;
	fetch->log = log;
	fetch->error = error;
	fetch->begun = rp_clock();
	fetch->jitter = (uint64_t)time(NULL);
	rp_hosts_init(&fetch->hosts);
	rp_names_init(&fetch->sites);
	rp_names_init(&fetch->queued);
	rp_capture_init(&fetch->capture);
	rp_buffer_init(&fetch->whole);
	rp_buffer_init(&fetch->unpacked);
	rp_buffer_init(&fetch->decoded);
	for (i = 0; i < 2; i++)
		rp_buffer_init(&fetch->scratch[i]);
	if (asprintf(&fetch->agent, "reprint/%s (+%s)", rp_version(),
		     options->contact) < 0) {
		fetch->agent = NULL;
		rp_fetch_free(fetch);
		return RP_ENOMEM;
	}
	if (open_parts(fetch, error) != 0) {
		rp_fetch_free(fetch);
		return RP_ESTORE;
	}
	*out = fetch;
	return RP_OK;
}

void rp_fetch_free(struct rp_fetch *fetch)
{
	struct rp_task *task;
	int i;

	if (!fetch)
		return;
	while (fetch->client &&
	       (task = rp_client_cancel(fetch->client)) != NULL)
		rp_task_free(task);
	rp_client_free(fetch->client);
	rp_archive_free(fetch->archive);
	rp_fetch_sites_free(fetch);
	rp_hosts_dispose(&fetch->hosts);
	rp_names_dispose(&fetch->queued);
	rp_capture_dispose(&fetch->capture);
	rp_buffer_dispose(&fetch->whole);
	rp_buffer_dispose(&fetch->unpacked);
	rp_buffer_dispose(&fetch->decoded);
	for (i = 0; i < 2; i++)
		rp_buffer_dispose(&fetch->scratch[i]);
	free(fetch->agent);
	free(fetch);
}

/* ----- ends of tasks ----- */

int rp_fetch_finish(struct rp_fetch *fetch, struct rp_host *host,
		    struct rp_task *task, enum rp_fetch_result result,
		    const char *reason)
{
	int status = RP_OK;

	if (task->kind == RP_TASK_ROBOTS) {
		struct rp_site *site =
		    rp_names_get(&fetch->sites, task->origin);

		if (site->state == RP_SITE_ASKED)
			site->state = RP_SITE_UNREACHABLE;
		rp_task_free(task);
		return RP_OK;
	}
	host->tally.counts[result]++;
	fetch->totals.tally.counts[result]++;
	if (reason) {
		status = rp_fetch_keep_end(fetch, host, task, result, reason);
		fetch->events.problem(fetch->events.context, task->origin,
				      result, reason);
	}
	rp_task_free(task);
	return status;
}

static int queue(struct rp_fetch *fetch, struct rp_task *task, bool first)
{
	bool fresh;
	struct rp_host *host =
	    rp_hosts_find(&fetch->hosts, task->location.host, &fresh);
	int status = RP_OK;

	if (!host) {
		rp_task_free(task);
		return RP_ENOMEM;
	}
	if (fresh) {
		host->delay = fetch->options.delay;
		status = rp_fetch_recall_host(fetch, host);
	}
	if (status != RP_OK) {
		rp_task_free(task);
		return status;
	}
	if (host->left)
		return rp_fetch_finish(fetch, host, task,
				       host->limits || host->not_before ||
					       host->refusals
					   ? RP_FETCH_LIMITED
					   : RP_FETCH_FAILED,
				       host->verdict);
	return first ? rp_hosts_push_front(&fetch->hosts, host, task)
		     : rp_hosts_push(&fetch->hosts, host, task);
}

int rp_fetch_queue(struct rp_fetch *fetch, struct rp_task *task)
{
	return queue(fetch, task, false);
}

int rp_fetch_queue_first(struct rp_fetch *fetch, struct rp_task *task)
{
	return queue(fetch, task, true);
}

/* ----- starts ----- */

static int start(struct rp_fetch *fetch, struct rp_host *host,
		 struct rp_task *task)
{
	struct rp_request request = {.url = task->location.url,
				     .owner = task,
				     .body_bytes = fetch->options.page_bytes,
				     .page_bytes = fetch->options.page_bytes,
				     .accept = PAGE_TYPES};
	struct rp_fetched row;
	bool wider = false;
	int known = 0;
	int status;

	if (task->kind == RP_TASK_ROBOTS)
		request.accept = "text/plain,*/*;q=0.1";
	else if (task->kind == RP_TASK_LISTING)
		request.accept = LISTING_TYPES;
	else if (task->kind == RP_TASK_SEED)
		request.accept = PAGE_TYPES "," LISTING_TYPES;
	request.pages_only =
	    task->kind == RP_TASK_ARTICLE || task->kind == RP_TASK_SEED;
	if (task->kind == RP_TASK_LISTING || task->kind == RP_TASK_SEED)
		request.body_bytes = RP_LISTING_BYTES;
	if (task->kind != RP_TASK_ROBOTS && task->hops == 0)
		known = rp_fetched_get(
		    &row, fetch->log,
		    (struct rp_str){task->origin, strlen(task->origin)});
	if (known == 1 && row.listing) {
		status = rp_fetch_reach(&wider, fetch, task->origin);
		known = status < 0 ? status : 1;
	}
	if (known < 0) {
		rp_task_free(task);
		return known;
	}
	/* A copy of a site's page, which a sitemap may have named, says nothing
	 * of its feeds. */
	if (known &&
	    (row.listing ? !wider : row.record_date.len && !task->site)) {
		request.etag = row.etag;
		request.modified = row.modified;
	}
	task->asked = (int64_t)time(NULL);
	status = rp_client_start(fetch->client, &request);
	if (status != RP_OK) {
		rp_task_free(task);
		return status;
	}
	host->busy = true;
	host->started = rp_clock();
	return rp_hosts_settle(&fetch->hosts, host);
}

/* The site's wish for pauses, known since its robots.txt was read: whether the
 * host's next time is now. */
static bool respect(struct rp_host *host, const struct rp_site *site)
{
	double delay = rp_robots_delay(site->robots);

	if (delay > MOST_DELAY)
		delay = MOST_DELAY;
	if (delay > host->delay)
		host->delay = delay;
	if (host->ready < host->started + host->delay)
		host->ready = host->started + host->delay;
	return host->ready <= rp_clock();
}

/* What comes of the first task of a host: a request, or an end without. */
static int start_first(struct rp_fetch *fetch, struct rp_host *host)
{
	struct rp_task *task = rp_hosts_pop(&fetch->hosts, host);
	struct rp_site *site;
	struct rp_task *robots;
	bool passed;
	int status;

	if (task->kind == RP_TASK_ROBOTS)
		return start(fetch, host, task);
	status = rp_fetch_site(&site, fetch, task->location.site);
	if (status != RP_OK) {
		rp_task_free(task);
		return status;
	}
	switch (site->state) {
	case RP_SITE_UNKNOWN:
		robots = rp_fetch_robots_task(site);
		if (!robots) {
			rp_task_free(task);
			return RP_ENOMEM;
		}
		if (rp_hosts_push_front(&fetch->hosts, host, task) != RP_OK) {
			rp_task_free(robots);
			return RP_ENOMEM;
		}
		return start(fetch, host, robots);
	case RP_SITE_ASKED:
		/* A redirect of its robots.txt waits at another host. */
		host->ready = rp_clock() + ROUND / 1000.0;
		return rp_hosts_push_front(&fetch->hosts, host, task);
	case RP_SITE_UNREACHABLE:
		task->unasked = true;
		return rp_fetch_finish(
		    fetch, host, task,
		    site->refused ? RP_FETCH_REFUSED : RP_FETCH_FAILED,
		    site->reason ? site->reason
				 : "its robots.txt cannot be had");
	case RP_SITE_KNOWN:
		break;
	}
	if (!respect(host, site))
		return rp_hosts_push_front(&fetch->hosts, host, task);
	status = rp_fetch_pass_brought(&passed, fetch, host, task);
	if (status != RP_OK || passed)
		return status;
	if (!rp_robots_allows(site->robots, task->location.path))
		return rp_fetch_finish(fetch, host, task, RP_FETCH_DISALLOWED,
				       "robots.txt disallows it");
	return start(fetch, host, task);
}

/* Tasks that end without a request take no turn at the network: after a while
 * it is looked at all the same. */
static int start_ready(struct rp_fetch *fetch)
{
	double until = rp_clock() + ROUND / 1000.0;
	int status = RP_OK;

	while (status == RP_OK && rp_clock() < until &&
	       rp_client_active(fetch->client) < fetch->options.connections) {
		struct rp_host *host = rp_hosts_first(&fetch->hosts);

		if (!host || host->ready > rp_clock())
			break;
		status = start_first(fetch, host);
	}
	return status;
}

/* ----- rounds ----- */

static int take_answer(struct rp_fetch *fetch, const struct rp_answer *answer)
{
	struct rp_task *task = answer->owner;
	bool fresh;
	struct rp_host *host =
	    rp_hosts_find(&fetch->hosts, task->location.host, &fresh);
	uint64_t bytes = answer->head.len + answer->body.len;
	double pause = answer->seconds * PAUSE;
	int status;

	host->busy = false;
	host->ready =
	    host->started + (pause > host->delay ? pause : host->delay);
	/* A name without an address is not asked anything. */
	host->tally.requests += answer->request.len > 0;
	fetch->totals.tally.requests += answer->request.len > 0;
	host->tally.bytes += bytes;
	fetch->totals.tally.bytes += bytes;
	status = task->kind == RP_TASK_ROBOTS
		     ? rp_fetch_robots_answer(fetch, host, task, answer)
		     : rp_fetch_answer(fetch, host, task, answer);
	return status == RP_OK ? rp_hosts_settle(&fetch->hosts, host) : status;
}

/* First what was fetched, then what is told of it. */
static int keep(struct rp_fetch *fetch)
{
	if (rp_archive_sync(fetch->archive, fetch->error) != 0)
		return RP_ESTORE;
	return rp_fetched_commit(fetch->log);
}

static uint64_t done(const struct rp_fetch *fetch)
{
	uint64_t sum = 0;
	int i;

	for (i = 0; i < RP_FETCH_RESULTS; i++)
		sum += fetch->totals.tally.counts[i];
	return sum;
}

static bool tick(struct rp_fetch *fetch)
{
	struct rp_fetch_progress progress = {
	    .done = done(fetch),
	    .queued = fetch->hosts.queued,
	    .waiting = fetch->hosts.heap_count,
	    .active = rp_client_active(fetch->client),
	    .requests = fetch->totals.tally.requests,
	    .bytes = fetch->totals.tally.bytes,
	    .seconds = rp_clock() - fetch->begun};

	return fetch->events.tick(fetch->events.context, &progress);
}

static int pause_of(const struct rp_fetch *fetch)
{
	const struct rp_host *host = rp_hosts_first(&fetch->hosts);
	double left;

	if (!host ||
	    rp_client_active(fetch->client) >= fetch->options.connections)
		return ROUND;
	left = (host->ready - rp_clock()) * 1000;
	if (left < 1)
		return 1;
	return left < ROUND ? (int)left + 1 : ROUND;
}

static int one_round(struct rp_fetch *fetch)
{
	struct rp_answer answer;
	int status = start_ready(fetch);

	if (status != RP_OK)
		return status;
	rp_client_wait(fetch->client, pause_of(fetch));
	while (status == RP_OK && rp_client_next(&answer, fetch->client))
		status = take_answer(fetch, &answer);
	return status;
}

static int rounds(struct rp_fetch *fetch)
{
	double ticked = 0;
	double kept = rp_clock();
	int status = RP_OK;

	while (status == RP_OK &&
	       (fetch->hosts.queued || rp_client_active(fetch->client))) {
		double now;

		status = one_round(fetch);
		now = rp_clock();
		if (status == RP_OK && now - kept >= KEEPING) {
			status = keep(fetch);
			kept = now;
		}
		if (now - ticked < ROUND / 1000.0)
			continue;
		ticked = now;
		if (tick(fetch)) {
			fetch->totals.stopped = true;
			break;
		}
	}
	return status;
}

/* Whether all that a host said was no. */
static bool refuses(const struct rp_host *host)
{
	const uint64_t *counts = host->tally.counts;

	return host->refusals > 0 &&
	       counts[RP_FETCH_NEW] + counts[RP_FETCH_UNCHANGED] +
		       counts[RP_FETCH_LISTING] + counts[RP_FETCH_GONE] ==
		   0;
}

int rp_fetch_run(struct rp_fetch *fetch, struct rp_error *error)
{
	size_t i;
	int kept;
	int status;

	fetch->error = error;
	status = rp_fetch_resume(fetch);
	if (status == RP_OK)
		status = rounds(fetch);
	/* Also after a failure: what there is, is whole. */
	kept = rp_archive_finish(fetch->archive,
				 status == RP_OK ? error : NULL) == 0
		   ? rp_fetched_commit(fetch->log)
		   : RP_ESTORE;
	for (i = 0; i < fetch->hosts.count; i++)
		fetch->totals.limited |= refuses(fetch->hosts.all[i]);
	fetch->totals.seconds = rp_clock() - fetch->begun;
	return status == RP_OK ? kept : status;
}

/* ----- results ----- */

void rp_fetch_totals(struct rp_fetch_totals *out, const struct rp_fetch *fetch)
{
	*out = fetch->totals;
}

size_t rp_fetch_host_count(struct rp_fetch *fetch)
{
	rp_hosts_sort(&fetch->hosts);
	return fetch->hosts.count;
}

void rp_fetch_host(struct rp_fetch_host *out, const struct rp_fetch *fetch,
		   size_t i)
{
	const struct rp_host *host = fetch->hosts.all[i];

	*out = (struct rp_fetch_host){host->name, &host->tally, host->verdict};
}
