/* SPDX-License-Identifier: Apache-2.0 */
/* fetch_state.h - a run, as the files of this folder share it. */
#ifndef RP_FETCH_STATE_H
#define RP_FETCH_STATE_H

#include "archive.h"
#include "buffer.h"
#include "capture.h"
#include "client.h"
#include "clock.h"
#include "fetch.h"
#include "hosts.h"
#include "listing.h"
#include "robots.h"

#include <string.h>

/* Redirects of a robots.txt that are followed: RFC 9309 asks for 5. */
#define RP_FETCH_ROBOTS_HOPS 5

/* The robots.txt of one scheme, host and port. */
enum rp_site_state {
	RP_SITE_UNKNOWN = 0,
	RP_SITE_ASKED,
	RP_SITE_KNOWN,
	RP_SITE_UNREACHABLE, /* so nothing may be asked */
};

struct rp_site {
	char *name;
	enum rp_site_state state;
	struct rp_robots *robots; /* NULL: all is allowed */
	bool refused;		  /* by us: its address is private */
	char *reason;		  /* why it is unreachable */
	unsigned listings;	  /* of it, read in this run */
	bool told[3]; /* that some are not, by reason: see admission.c */
};

struct rp_fetch {
	struct rp_fetch_options options;
	struct rp_fetch_events events;
	struct rp_fetched_log *log;
	struct rp_error *error; /* of the run under way */
	char *agent;
	struct rp_client *client;
	struct rp_archive *archive;
	struct rp_capture capture;
	struct rp_hosts hosts;
	struct rp_names sites;
	struct rp_site **all_sites;
	size_t site_count;
	size_t site_capacity;
	struct rp_names queued; /* addresses met in this run */
	struct rp_fetch_totals totals;
	size_t listings;	/* read in this run */
	uint64_t jitter;	/* state of its numbers */
	double begun;		/* clock */
	struct rp_buffer whole; /* head and body of an answer */
	struct rp_buffer scratch[2];
	struct rp_buffer unpacked;
	struct rp_buffer decoded;
};

static inline struct rp_str rp_fetch_text(const char *string)
{
	return (struct rp_str){string, strlen(string)};
}

/* ----- fetch.c ----- */

/* The end of a task: count it, keep it, tell it, free it. reason is NULL where
 * there is a copy. */
int rp_fetch_finish(struct rp_fetch *fetch, struct rp_host *host,
		    struct rp_task *task, enum rp_fetch_result result,
		    const char *reason);

/* Queue a task at the host of its location. */
int rp_fetch_queue(struct rp_fetch *fetch, struct rp_task *task);
/* The same, before all that waits there. */
int rp_fetch_queue_first(struct rp_fetch *fetch, struct rp_task *task);

/* ----- reach.c ----- */

/* Whether the address was a feed or sitemap: 1, 0 or a status; and if this run
 * wants more of it than was taken. */
int rp_fetch_reach(bool *wider, struct rp_fetch *fetch, const char *url);
/* It is one, and this run has taken what it wants. A status. */
int rp_fetch_reach_keep(struct rp_fetch *fetch, const char *url);

/* ----- admission.c: what is asked for, of all that is listed ----- */

/* An address that a listing named. base and via are the listing's address;
 * dated: those without a date are passed over. */
int rp_fetch_admit(struct rp_fetch *fetch, const struct rp_listed *item,
		   const char *via, unsigned depth, bool dated);
/* Whether a page at that address is no page of it, but what its server shows
 * while something is wrong: it has been a listing, or is named as one
 * ("/feed/", "news.rss"). 1, 0 or a status. */
int rp_fetch_is_listing(struct rp_fetch *fetch, const char *url);
/* An address of a list of that name: what it is shows when it is answered. A
 * page is asked for once; a feed, a sitemap or a site as often as one that is
 * named. */
int rp_fetch_admit_line(struct rp_fetch *fetch, const char *list,
			const struct rp_listed *item);
/* An address that the user gave. RP_EINVAL with the reason in error. */
int rp_fetch_admit_seed(struct rp_fetch *fetch, struct rp_str url,
			enum rp_task_kind kind, struct rp_error *error);
int rp_fetch_resume(struct rp_fetch *fetch);

/* ----- mending.c ----- */

/* Complete what the run before left open, wherever it wrote, then note this
 * run's folder, before anything is written there. 0, or -1 with the reason. */
int rp_fetch_mend(struct rp_fetch *fetch, struct rp_error *error);

/* ----- sites.c: robots.txt ----- */

/* The site of a task, its robots.txt from the log if it is fresh there.
 * RP_ENOMEM, or the log's failure. */
int rp_fetch_site(struct rp_site **out, struct rp_fetch *fetch,
		  const char *name);
/* The task that asks for it. NULL: out of memory. */
struct rp_task *rp_fetch_robots_task(struct rp_site *site);
int rp_fetch_robots_answer(struct rp_fetch *fetch, struct rp_host *host,
			   struct rp_task *task,
			   const struct rp_answer *answer);
void rp_fetch_sites_free(struct rp_fetch *fetch);

/* ----- answers.c: pages and listings ----- */

/* Head and body of an answer behind each other, in fetch->whole. RP_OK or
 * RP_ENOMEM. */
int rp_fetch_assemble(struct rp_fetch *fetch, const struct rp_answer *answer);

/* What an address that brought no page is, and when it is due (ends.c). A
 * status. */
int rp_fetch_keep_end(struct rp_fetch *fetch, const struct rp_host *host,
		      const struct rp_task *task, enum rp_fetch_result result,
		      const char *reason);

/* Whether another address than the task's own, where a redirect of it leads, is
 * archived: 1, 0 or a status (brought.c). */
int rp_fetch_is_archived(struct rp_fetch *fetch, const struct rp_task *task,
			 const char *url);
/* Keep that the task's own address leads there, with the answer that said so
 * (0: as it is known). */
int rp_fetch_keep_moved(struct rp_fetch *fetch, const struct rp_task *task,
			int answer, const char *url);
/* A task whose page was brought meanwhile is ended: *passed. A status. */
int rp_fetch_pass_brought(bool *passed, struct rp_fetch *fetch,
			  struct rp_host *host, struct rp_task *task);
/* The row of what led to a task; one that is new if there is none. A status. */
int rp_fetch_row_of(struct rp_fetched *row, struct rp_fetch *fetch,
		    const struct rp_task *task);
/* A row's address is no copy of a page any more: it leads to another. */
void rp_fetch_forget_copy(struct rp_fetched *row, const char *final);

int rp_fetch_answer(struct rp_fetch *fetch, struct rp_host *host,
		    struct rp_task *task, const struct rp_answer *answer);

/* ----- manners.c: when hosts fail, limit or refuse us ----- */

/* Ask the same again later, or give the host up. */
int rp_fetch_limited(struct rp_fetch *fetch, struct rp_host *host,
		     struct rp_task *task, const struct rp_answer *answer);
/* Its robots.txt asks for it: nothing is asked of the host until then. */
int rp_fetch_limited_all(struct rp_fetch *fetch, struct rp_host *host,
			 const struct rp_answer *answer);
/* A robots.txt was not answered: ask again after a while, of least seconds at
 * least, with *status of that. False, and nothing done, where that was often
 * enough. It does not count against the host, which may have other sites. */
bool rp_fetch_retry(int *status, struct rp_fetch *fetch, struct rp_host *host,
		    struct rp_task *task, double least);
int rp_fetch_unanswered(struct rp_fetch *fetch, struct rp_host *host,
			struct rp_task *task, const char *reason);
/* It answered, with an error of its own or with half of a page. */
int rp_fetch_broken(struct rp_fetch *fetch, struct rp_host *host,
		    struct rp_task *task, const char *reason);
int rp_fetch_refused(struct rp_fetch *fetch, struct rp_host *host,
		     struct rp_task *task, const char *reason);
/* It answered as it should. */
void rp_fetch_answered(struct rp_host *host);
/* What it asked for in an earlier run. */
int rp_fetch_recall_host(struct rp_fetch *fetch, struct rp_host *host);
/* Nothing more is asked of it: end what is queued. */
int rp_fetch_leave(struct rp_fetch *fetch, struct rp_host *host,
		   enum rp_fetch_result result, const char *verdict);

#endif
