/* SPDX-License-Identifier: Apache-2.0 */
/*
 * brought.c - pages that another address has brought
 *
 * Twenty items of a feed may lead to one page, and a sitemap name the page that
 * a feed's address for clicks leads to. Answers come in any order, so it is
 * looked at when a redirect comes, and again before its target is asked for.
 */
#include "fetch_state.h"

#include <string.h>
#include <time.h>

int rp_fetch_is_archived(struct rp_fetch *fetch, const struct rp_task *task,
			 const char *url)
{
	struct rp_fetched row;
	int known = rp_fetched_get(&row, fetch->log, rp_fetch_text(url));

	if (known != 1)
		return known;
	return strcmp(url, task->origin) != 0 && !row.listing &&
	       row.state == RP_FETCHED_DONE;
}

int rp_fetch_keep_moved(struct rp_fetch *fetch, const struct rp_task *task,
			int answer, const char *url)
{
	struct rp_fetched row;
	int status = rp_fetch_row_of(&row, fetch, task);

	if (status != RP_OK)
		return status;
	row.state = RP_FETCHED_DONE;
	row.asked = task->asked ? task->asked : (int64_t)time(NULL);
	row.due = 0;
	row.tries = 0;
	row.answer = answer ? answer : row.answer;
	row.reason = (struct rp_str){NULL, 0};
	rp_fetch_forget_copy(&row, url);
	return rp_fetched_put(fetch->log, &row);
}

/* An address that was put down as due, and is done: it was brought. */
static int is_brought(struct rp_fetch *fetch, const struct rp_task *task)
{
	struct rp_fetched row;
	int known =
	    rp_fetched_get(&row, fetch->log, rp_fetch_text(task->location.url));

	return known == 1 ? row.state == RP_FETCHED_DONE && !row.listing
			  : known;
}

/* Whether what the task asks for is archived: 1, 0 or a status. What the user
 * names is asked for all the same. */
static int is_superfluous(struct rp_fetch *fetch, const struct rp_task *task)
{
	int archived;
	int status;

	if (task->kind == RP_TASK_LISTING || task->site)
		return 0;
	if (task->hops == 0)
		return task->kind == RP_TASK_ARTICLE ? is_brought(fetch, task)
						     : 0;
	status = task->kind == RP_TASK_SEED
		     ? rp_fetch_is_listing(fetch, task->origin)
		     : 0;
	if (status != 0)
		return status < 0 ? status : 0;
	archived = rp_fetch_is_archived(fetch, task, task->location.url);
	if (archived != 1)
		return archived;
	/* The task has not been asked: what led here was. */
	status = rp_fetch_keep_moved(fetch, task, 0, task->location.url);
	return status == RP_OK ? 1 : status;
}

int rp_fetch_pass_brought(bool *passed, struct rp_fetch *fetch,
			  struct rp_host *host, struct rp_task *task)
{
	int status = is_superfluous(fetch, task);

	*passed = status == 1;
	if (status < 0) {
		rp_task_free(task);
		return status;
	}
	return *passed ? rp_fetch_finish(fetch, host, task, RP_FETCH_REDIRECTED,
					 NULL)
		       : RP_OK;
}
