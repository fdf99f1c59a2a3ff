/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sites.c - the robots.txt of each site (RFC 9309, section 2.3)
 *
 * Had: its rules, for a day at most. Not there (400s): all is allowed. Not to
 * be had (500s, 429, no answer, a few times over): nothing is, unless there is
 * a copy of the last thirty days.
 */
#include "fetch_state.h"

#include "array.h"
#include "ascii.h"
#include "day.h"
#include "http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A copy is used without asking for this long at most, and in need for so
 * long. */
#define FRESH	RP_DAY
#define STALE	(30 * RP_DAY)
#define PRODUCT "reprint"

static int take_robots(struct rp_site *site, struct rp_str text)
{
	int status = RP_OK;

	rp_robots_free(site->robots);
	site->robots = NULL;
	if (text.len)
		status = rp_robots_read(&site->robots, text, PRODUCT);
	if (status == RP_OK)
		site->state = RP_SITE_KNOWN;
	return status;
}

static struct rp_site *new_site(struct rp_fetch *fetch, const char *name)
{
	struct rp_site *site;

	if (rp_array_reserve(&fetch->all_sites, &fetch->site_capacity,
			     fetch->site_count + 1, sizeof(void *)) != RP_OK)
		return NULL;
	site = calloc(1, sizeof(*site));
	if (!site)
		return NULL;
	site->name = strdup(name);
	if (!site->name || rp_names_put(&fetch->sites, name, site) != RP_OK) {
		free(site->name);
		free(site);
		return NULL;
	}
	fetch->all_sites[fetch->site_count++] = site;
	return site;
}

/* From the log, if it is not older than most seconds beyond its time. */
static int recall(struct rp_fetch *fetch, struct rp_site *site, int64_t most)
{
	struct rp_fetched_robots row;
	struct rp_str name = {site->name, strlen(site->name)};
	int64_t now = (int64_t)time(NULL);
	int status = rp_fetched_robots_get(&row, fetch->log, name);

	if (status != RP_OK || !row.fetched || row.fetched > now + RP_DAY ||
	    row.expires + most <= now)
		return status;
	return take_robots(site, row.body);
}

int rp_fetch_site(struct rp_site **out, struct rp_fetch *fetch,
		  const char *name)
{
	*out = rp_names_get(&fetch->sites, name);
	if (*out)
		return RP_OK;
	*out = new_site(fetch, name);
	return *out ? recall(fetch, *out, 0) : RP_ENOMEM;
}

void rp_fetch_sites_free(struct rp_fetch *fetch)
{
	size_t i;

	for (i = 0; i < fetch->site_count; i++) {
		struct rp_site *site = fetch->all_sites[i];

		rp_robots_free(site->robots);
		free(site->reason);
		free(site->name);
		free(site);
	}
	free(fetch->all_sites);
	rp_names_dispose(&fetch->sites);
}

struct rp_task *rp_fetch_robots_task(struct rp_site *site)
{
	static const char path[] = "/robots.txt";
	struct rp_location location;

	/* A site's name is made of an address that was read. */
	if (rp_location_read(&location, (struct rp_str){path, sizeof(path) - 1},
			     site->name, NULL) != 0)
		return NULL;
	site->state = RP_SITE_ASKED;
	return rp_task_create(RP_TASK_ROBOTS, &location, site->name);
}

/* ----- answers ----- */

/* Seconds that it may be kept. */
static int64_t lifetime(const struct rp_answer *answer)
{
	struct rp_str control = rp_answer_field(answer, "Cache-Control");
	size_t i;

	for (i = 0; i + 8 < control.len; i++) {
		long seconds;

		if (rp_ascii_compare_some(control.data + i, "max-age=", 8) != 0)
			continue;
		seconds = strtol(control.data + i + 8, NULL, 10);
		/* A minute at least: not for each page anew. */
		if (seconds < 60)
			return 60;
		return seconds < FRESH ? seconds : FRESH;
	}
	return FRESH;
}

static int keep(struct rp_fetch *fetch, struct rp_site *site,
		const struct rp_answer *answer, struct rp_str body)
{
	int64_t now = (int64_t)time(NULL);
	struct rp_fetched_robots row = {.fetched = now,
					.expires = now + lifetime(answer),
					.answer = answer->status};
	struct rp_str name = {site->name, strlen(site->name)};

	if (body.len > RP_ROBOTS_BYTES)
		body.len = RP_ROBOTS_BYTES;
	row.body = body;
	return rp_fetched_robots_put(fetch->log, name, &row);
}

/* reason is NULL where the answer tells it. */
static int unreachable(struct rp_fetch *fetch, struct rp_site *site,
		       const struct rp_answer *answer, const char *reason)
{
	int status = recall(fetch, site, STALE);

	if (status != RP_OK || site->state == RP_SITE_KNOWN)
		return status;
	site->state = RP_SITE_UNREACHABLE;
	site->refused = answer->end == RP_CLIENT_PRIVATE;
	free(site->reason);
	if (reason) {
		if (asprintf(&site->reason, "its robots.txt cannot be read: %s",
			     reason) < 0)
			site->reason = NULL;
	} else if (site->refused) {
		site->reason = strdup(answer->reason);
	} else if (answer->end == RP_CLIENT_ANSWERED) {
		if (asprintf(&site->reason, "its robots.txt answers %d",
			     answer->status) < 0)
			site->reason = NULL;
	} else if (asprintf(&site->reason, "its robots.txt cannot be had: %s",
			    answer->reason) < 0) {
		site->reason = NULL;
	}
	return site->reason ? RP_OK : RP_ENOMEM;
}

/* What cannot be read may forbid anything. */
static int take_copy(struct rp_fetch *fetch, struct rp_site *site,
		     const struct rp_answer *answer)
{
	struct rp_http http;
	struct rp_error error;
	int status = rp_fetch_assemble(fetch, answer);

	if (status != RP_OK)
		return status;
	if (rp_http_read(&http, fetch->scratch, rp_buffer_view(&fetch->whole),
			 fetch->options.page_bytes, &error) != 0)
		return unreachable(fetch, site, answer, error.message);
	if (http.cut)
		return unreachable(fetch, site, answer, "it is cut off");
	status = take_robots(site, http.body);
	return status == RP_OK ? keep(fetch, site, answer, http.body) : status;
}

/* To another place; the rules go for the first one. False: it leads nowhere. */
static bool follow(int *status, struct rp_fetch *fetch, struct rp_task *task,
		   const struct rp_answer *answer)
{
	struct rp_location location;
	struct rp_task *next;

	if (answer->status < 300 || answer->status > 399 ||
	    task->hops >= RP_FETCH_ROBOTS_HOPS ||
	    rp_location_read(&location, rp_answer_field(answer, "Location"),
			     task->location.url, NULL) != 0)
		return false;
	next = rp_task_create(RP_TASK_ROBOTS, &location, task->origin);
	if (next)
		next->hops = task->hops + 1;
	/* Pages of that host may be waiting for it. */
	*status = next ? rp_fetch_queue_first(fetch, next) : RP_ENOMEM;
	return true;
}

/* Not to be had; and what it asks for. */
static int take_trouble(struct rp_fetch *fetch, struct rp_host *host,
			struct rp_site *site, const struct rp_answer *answer)
{
	int status = unreachable(fetch, site, answer, NULL);

	if (status == RP_OK && answer->end == RP_CLIENT_ANSWERED &&
	    (answer->status == 429 ||
	     (answer->status == 503 && answer->retry_after > 0)))
		status = rp_fetch_limited_all(fetch, host, answer);
	return status;
}

/* No answer, or that something is wrong with the server: it may pass, if it
 * does not ask for a long pause. */
static bool is_unanswered(const struct rp_fetch *fetch,
			  const struct rp_answer *answer)
{
	if (answer->end == RP_CLIENT_ANSWERED)
		return answer->status >= 500 &&
		       answer->retry_after <= (long)fetch->options.max_wait;
	return answer->end == RP_CLIENT_TIMEOUT ||
	       answer->end == RP_CLIENT_NETWORK;
}

int rp_fetch_robots_answer(struct rp_fetch *fetch, struct rp_host *host,
			   struct rp_task *task, const struct rp_answer *answer)
{
	struct rp_site *site = rp_names_get(&fetch->sites, task->origin);
	bool answered = answer->end == RP_CLIENT_ANSWERED;
	int status = RP_OK;

	if (is_unanswered(fetch, answer) &&
	    rp_fetch_retry(&status, fetch, host, task,
			   (double)answer->retry_after))
		return status;
	if (answered && answer->status < 500 && answer->status != 429)
		rp_fetch_answered(host);
	if (answered && answer->status >= 200 && answer->status < 300) {
		status = take_copy(fetch, site, answer);
	} else if (answered && answer->status >= 300 && answer->status < 500 &&
		   answer->status != 429) {
		if (!follow(&status, fetch, task, answer)) {
			status = take_robots(site, (struct rp_str){"", 0});
			if (status == RP_OK)
				status = keep(fetch, site, answer,
					      (struct rp_str){"", 0});
		}
	} else {
		status = take_trouble(fetch, host, site, answer);
	}
	rp_task_free(task);
	return status;
}
