/* SPDX-License-Identifier: Apache-2.0 */
/*
 * manners.c - hosts that do not answer, ask to be left alone, or refuse us
 *
 * Retry-After is obeyed and kept for later runs; without it, and after failed
 * connections, the wait doubles, with jitter, so that not all that failed
 * together comes back together. A page that failed is asked again behind the
 * others, so that one which the server stumbles over does not speak for all. A
 * host that goes on failing is left for this run: what is queued for it stays
 * due, and has not failed.
 */
#include "fetch_state.h"

#include "hash.h"

#include <string.h>
#include <time.h>

/* First wait, seconds, the longest, and the longest for a server that
 * answers. */
#define FIRST_WAIT  2.0
#define MOST_WAIT   300.0
#define BROKEN_WAIT 4.0
/* A Retry-After of years is a mistake. */
#define MOST_RETRY_AFTER (30 * 24 * 60 * 60)
/* One page is asked for so often in a run. */
#define TRIES 3
/* Answers of a kind, one after the other, after which a host is left. */
#define FAILURES 4
#define BROKEN	 6
#define LIMITS	 3
#define REFUSALS 8
/* Of each robots.txt that is not had, after so many of one host it is asked
 * once. */
#define SILENT 6

/* From half to one and a half. */
static double jitter(struct rp_fetch *fetch)
{
	fetch->jitter += 0x9e3779b97f4a7c15u;
	return 0.5 + (double)(rp_hash_mix(fetch->jitter) >> 11) * 0x1p-53;
}

static double wait_of(struct rp_fetch *fetch, unsigned failures)
{
	double wait = FIRST_WAIT;

	for (; failures > 1 && wait < MOST_WAIT; failures--)
		wait *= 2;
	if (wait > MOST_WAIT)
		wait = MOST_WAIT;
	return wait * jitter(fetch);
}

static int keep_host(struct rp_fetch *fetch, const struct rp_host *host)
{
	struct rp_fetched_host row = {host->not_before, host->failures};

	return rp_fetched_host_put(
	    fetch->log, (struct rp_str){host->name, strlen(host->name)}, &row);
}

int rp_fetch_leave(struct rp_fetch *fetch, struct rp_host *host,
		   enum rp_fetch_result result, const char *verdict)
{
	struct rp_task *task;
	int status = RP_OK;

	if (!host->left) {
		host->left = true;
		host->verdict = verdict;
		fetch->totals.left_hosts++;
	}
	while (status == RP_OK && (task = rp_hosts_pop(&fetch->hosts, host))) {
		task->unasked = task->tries == 0;
		status = rp_fetch_finish(fetch, host, task, result, verdict);
	}
	return status;
}

int rp_fetch_recall_host(struct rp_fetch *fetch, struct rp_host *host)
{
	struct rp_fetched_host row;
	int64_t now = (int64_t)time(NULL);
	int status = rp_fetched_host_get(
	    &row, fetch->log, (struct rp_str){host->name, strlen(host->name)});

	/* None is kept for longer: a clock was ahead when it was written. */
	if (status != RP_OK || row.not_before <= now ||
	    row.not_before > now + (int64_t)MOST_RETRY_AFTER)
		return status;
	host->not_before = row.not_before;
	host->ready = rp_clock() + (double)(row.not_before - now);
	if (row.not_before - now > (int64_t)fetch->options.max_wait) {
		fetch->totals.limited = true;
		return rp_fetch_leave(fetch, host, RP_FETCH_LIMITED,
				      "it asked to be left alone for a while");
	}
	return RP_OK;
}

/* A host is not ready before its pause is over. */
static void pause_for(struct rp_host *host, double wait)
{
	double ready = rp_clock() + wait;

	if (host->ready < ready)
		host->ready = ready;
}

/* The same task again, when the host is ready; not before its pause is over. */
static int again(struct rp_fetch *fetch, struct rp_host *host,
		 struct rp_task *task, double wait)
{
	pause_for(host, wait);
	return rp_hosts_push_front(&fetch->hosts, host, task);
}

/* How long a host asks to be left alone, or a guess; kept for later runs. */
static int note_limit(double *wait, struct rp_fetch *fetch,
		      struct rp_host *host, const struct rp_answer *answer)
{
	host->limits++;
	*wait = (double)answer->retry_after;
	if (*wait <= 0)
		*wait = wait_of(fetch, host->limits);
	if (*wait > MOST_RETRY_AFTER)
		*wait = MOST_RETRY_AFTER;
	host->not_before = (int64_t)time(NULL) + (int64_t)*wait;
	return keep_host(fetch, host);
}

static const char *verdict_of(const struct rp_answer *answer)
{
	return answer->status == 429 ? "429: it asks for fewer requests"
				     : "503: it asks to be left alone";
}

int rp_fetch_limited_all(struct rp_fetch *fetch, struct rp_host *host,
			 const struct rp_answer *answer)
{
	double wait;
	int status = note_limit(&wait, fetch, host, answer);

	fetch->totals.limited = true;
	return status == RP_OK ? rp_fetch_leave(fetch, host, RP_FETCH_LIMITED,
						verdict_of(answer))
			       : status;
}

int rp_fetch_limited(struct rp_fetch *fetch, struct rp_host *host,
		     struct rp_task *task, const struct rp_answer *answer)
{
	const char *verdict = verdict_of(answer);
	double wait;
	int status = note_limit(&wait, fetch, host, answer);

	task->tries++;
	if (status != RP_OK) {
		rp_task_free(task);
		return status;
	}
	if (wait > fetch->options.max_wait || host->limits >= LIMITS) {
		fetch->totals.limited = true;
		status = rp_fetch_finish(fetch, host, task, RP_FETCH_LIMITED,
					 verdict);
		return status == RP_OK
			   ? rp_fetch_leave(fetch, host, RP_FETCH_LIMITED,
					    verdict)
			   : status;
	}
	return again(fetch, host, task, wait);
}

bool rp_fetch_retry(int *status, struct rp_fetch *fetch, struct rp_host *host,
		    struct rp_task *task, double least)
{
	double wait;

	if (++task->tries >= TRIES || ++host->silent >= SILENT)
		return false;
	wait = wait_of(fetch, task->tries);
	*status = again(fetch, host, task, wait > least ? wait : least);
	return true;
}

/* A page failed: it is asked again behind the others, after a while, unless
 * that was often enough; or the host is left, for the reason in verdict. */
static int fail(struct rp_fetch *fetch, struct rp_host *host,
		struct rp_task *task, double wait, const char *reason,
		const char *verdict)
{
	int status;

	if (++task->tries < TRIES && !verdict) {
		pause_for(host, wait);
		return rp_hosts_push(&fetch->hosts, host, task);
	}
	status = rp_fetch_finish(fetch, host, task, RP_FETCH_FAILED, reason);
	if (status == RP_OK && verdict)
		status = rp_fetch_leave(fetch, host, RP_FETCH_FAILED, verdict);
	return status;
}

int rp_fetch_unanswered(struct rp_fetch *fetch, struct rp_host *host,
			struct rp_task *task, const char *reason)
{
	bool leave = ++host->failures >= FAILURES;

	return fail(fetch, host, task, wait_of(fetch, host->failures), reason,
		    leave ? "it does not answer" : NULL);
}

int rp_fetch_broken(struct rp_fetch *fetch, struct rp_host *host,
		    struct rp_task *task, const char *reason)
{
	bool leave = ++host->broken >= BROKEN;
	double wait = wait_of(fetch, host->broken);

	host->failures = 0;
	return fail(fetch, host, task, wait < BROKEN_WAIT ? wait : BROKEN_WAIT,
		    reason, leave ? "it answers with errors only" : NULL);
}

int rp_fetch_refused(struct rp_fetch *fetch, struct rp_host *host,
		     struct rp_task *task, const char *reason)
{
	int status;

	host->refusals++;
	status = rp_fetch_finish(fetch, host, task, RP_FETCH_REFUSED, reason);
	if (status == RP_OK && host->refusals >= REFUSALS) {
		fetch->totals.limited = true;
		/* They were not asked for: another day it may not. */
		status = rp_fetch_leave(fetch, host, RP_FETCH_LIMITED,
					"it refuses all that we ask for");
	}
	return status;
}

void rp_fetch_answered(struct rp_host *host)
{
	host->failures = 0;
	host->broken = 0;
	host->limits = 0;
	host->refusals = 0;
	host->silent = 0;
}
