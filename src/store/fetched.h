/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fetched.h - what was asked of the web, when, and with which result
 *
 * A row for each address that a list, a feed or a sitemap named: due until it
 * was answered for good, so that whatever ends a run leaves the next one what
 * it had not done. Rows are read and written one at a time; what was written
 * is kept from rp_fetched_commit on.
 *
 * Functions return RP_OK, RP_ENOMEM, or RP_ESTORE with the reason in
 * rp_store_error. Strings handed out stand until the next call.
 */
#ifndef RP_FETCHED_H
#define RP_FETCHED_H

#include "day.h"
#include "store.h"

#include <stdbool.h>

struct rp_fetched_log;

/* Over a store that is open for a run, which must outlive it. */
int rp_fetched_open(struct rp_fetched_log **out, struct rp_store *store);
/* What was not committed is undone. */
void rp_fetched_close(struct rp_fetched_log *log);
int rp_fetched_commit(struct rp_fetched_log *log);

enum rp_fetched_state {
	RP_FETCHED_DUE = 0, /* to be asked for, from the time due on */
	RP_FETCHED_DONE,    /* it is in an archive */
	RP_FETCHED_GONE,    /* 404 and the like; from the time due on it is
			       asked for if it is named again */
	RP_FETCHED_REFUSED, /* by the server, by robots.txt or by us */
	RP_FETCHED_FAILED,  /* no longer tried, unless it is named again */
};

struct rp_fetched {
	struct rp_str url;
	bool listing; /* a feed, a sitemap, a site: names others */
	enum rp_fetched_state state;
	/* of an article, as what named it states them */
	struct rp_str title;
	struct rp_str published;
	struct rp_str language;
	struct rp_str via; /* what named it */
	/* seconds since 1970; 0: never */
	int64_t found;
	int64_t asked; /* for the last time */
	int64_t due;
	unsigned tries;	      /* that failed, since the last answer */
	int answer;	      /* the last one's HTTP status; 0: none */
	struct rp_str reason; /* where there is no copy */
	/* of the last copy */
	struct rp_str etag;
	struct rp_str modified; /* Last-Modified, as sent */
	struct rp_str digest;	/* of its payload, "sha1:…" */
	struct rp_str record_date;
	struct rp_str final; /* its address, behind redirects */
};

/* Nothing is put off for so many seconds, 62 days, but by a clock that was
 * ahead. */
#define RP_FETCHED_FAR_AHEAD (62 * RP_DAY)

/* Whether a time has come up to which something was put off. */
static inline bool rp_fetched_has_come(int64_t then, int64_t now)
{
	return then <= now || then > now + RP_FETCHED_FAR_AHEAD;
}

/* 1, 0 if the address is unknown, or a status. */
int rp_fetched_get(struct rp_fetched *out, struct rp_fetched_log *log,
		   struct rp_str url);
int rp_fetched_put(struct rp_fetched_log *log, const struct rp_fetched *row);

/* Articles whose time has come at now, in the order in which they were found,
 * each by its address. A status that take returns ends it. */
int rp_fetched_due(struct rp_fetched_log *log, int64_t now,
		   int (*take)(void *context, struct rp_str url),
		   void *context);

/* ----- hosts ----- */

struct rp_fetched_host {
	int64_t not_before; /* it asked to be left alone until then */
	unsigned failures;  /* one after the other */
};

int rp_fetched_host_get(struct rp_fetched_host *out, struct rp_fetched_log *log,
			struct rp_str host);
int rp_fetched_host_put(struct rp_fetched_log *log, struct rp_str host,
			const struct rp_fetched_host *row);

/* ----- robots.txt, by scheme, host and port ----- */

struct rp_fetched_robots {
	int64_t fetched; /* 0: there is none */
	int64_t expires;
	int answer; /* HTTP status */
	struct rp_str body;
};

int rp_fetched_robots_get(struct rp_fetched_robots *out,
			  struct rp_fetched_log *log, struct rp_str site);
int rp_fetched_robots_put(struct rp_fetched_log *log, struct rp_str site,
			  const struct rp_fetched_robots *row);

/* ----- what the user set once ----- */

/* 1, 0 if it was never set, or a status. */
int rp_fetched_setting_get(struct rp_str *out, struct rp_fetched_log *log,
			   const char *name);
int rp_fetched_setting_put(struct rp_fetched_log *log, const char *name,
			   struct rp_str value);

#endif
