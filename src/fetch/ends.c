/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ends.c - what is kept of an address that brought no page, and when it is
 * asked for again
 */
#include "fetch_state.h"

#include "day.h"

#include <string.h>
#include <time.h>

#define HOUR ((int64_t)3600)
#define WEEK (7 * RP_DAY)
/* Runs in which an address may fail before it is given up: then it is asked
 * for only if it is named again. */
#define TRIES 5
/* An address that was not asked for in all this time has failed too. */
#define UNASKED_MOST (14 * RP_DAY)
/* What is not there waits this long at most. */
#define GONE_MOST (16 * RP_DAY)
/* What fails waits twice as long each time, up to this many times. */
#define DOUBLINGS 5
/* What was refused or forbidden for so long is asked for only if it is named
 * again: once a week is no burden, for ever is. */
#define REFUSED_MOST (30 * RP_DAY)

static int64_t doubled(int64_t wait, unsigned times)
{
	return wait << (times < DOUBLINGS ? times : DOUBLINGS);
}

/* Half a day the first time, since it may be a mishap, or a feed may name an
 * article before it is there; then half as long as the address is known: one
 * that is gone for years is not asked for each night. */
static int64_t wait_of_gone(int64_t age, bool first)
{
	if (first || age / 2 < RP_DAY / 2)
		return RP_DAY / 2;
	return age / 2 < GONE_MOST ? age / 2 : GONE_MOST;
}

/* unasked: nothing was asked of it in this run. */
static void put_end(struct rp_fetched *row, const struct rp_host *host,
		    enum rp_fetch_result result, bool unasked)
{
	int64_t now = (int64_t)time(NULL);

	/* It has not failed, unless its host is gone for good. */
	if (unasked && result == RP_FETCH_FAILED &&
	    now - row->found < UNASKED_MOST) {
		row->state = RP_FETCHED_DUE;
		row->due = now;
		return;
	}
	switch (result) {
	case RP_FETCH_GONE:
	case RP_FETCH_NO_PAGE:
		row->state = RP_FETCHED_GONE;
		row->asked = now;
		row->due =
		    now + wait_of_gone(now - row->found, row->tries == 0);
		if (row->tries == 0)
			row->tries = 1;
		break;
	case RP_FETCH_DISALLOWED:
	case RP_FETCH_REFUSED:
		/* A feed names it for a day or two, so it is asked again
		 * without that, for a while. */
		row->state = now - row->found < REFUSED_MOST
				 ? RP_FETCHED_DUE
				 : RP_FETCHED_REFUSED;
		row->due = now + WEEK;
		break;
	case RP_FETCH_LIMITED:
		row->state = RP_FETCHED_DUE;
		row->due = host->not_before > now ? host->not_before : now;
		break;
	default:
		row->tries++;
		row->state =
		    row->tries < TRIES ? RP_FETCHED_DUE : RP_FETCHED_FAILED;
		row->due = now + doubled(HOUR, row->tries) / 2;
		break;
	}
}

int rp_fetch_keep_end(struct rp_fetch *fetch, const struct rp_host *host,
		      const struct rp_task *task, enum rp_fetch_result result,
		      const char *reason)
{
	struct rp_fetched row;
	struct rp_str url = {task->origin, strlen(task->origin)};
	int known = rp_fetched_get(&row, fetch->log, url);

	if (known < 0)
		return known;
	if (!known)
		row = (struct rp_fetched){.url = url,
					  .found = (int64_t)time(NULL),
					  .listing =
					      task->kind != RP_TASK_ARTICLE};
	/* A listing that fails is asked in the next run as if it had not. */
	if (row.listing && known && row.state == RP_FETCHED_DONE)
		return RP_OK;
	put_end(&row, host, result, task->unasked);
	row.reason = (struct rp_str){reason, strlen(reason)};
	return rp_fetched_put(fetch->log, &row);
}
