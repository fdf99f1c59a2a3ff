/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hosts.h - what is to be asked of each host, and when it may be
 *
 * One request at a time goes to a host, and its next begins a while after the
 * one before began. Hosts with something to do stand in a heap by the time at
 * which they may be asked.
 */
#ifndef RP_HOSTS_H
#define RP_HOSTS_H

#include "location.h"
#include "names.h"
#include "tally.h"

enum rp_task_kind {
	RP_TASK_ARTICLE = 0,
	RP_TASK_LISTING,
	RP_TASK_SEED, /* given by the user: either, or a site */
	RP_TASK_ROBOTS,
};

/* Redirects that are followed. */
#define RP_FETCH_HOPS 10

struct rp_task {
	struct rp_task *next;
	enum rp_task_kind kind;
	struct rp_location location;
	char *origin;  /* the address that led here; or the site whose
			  robots.txt this is */
	unsigned hops; /* redirects that led here … */
	uint64_t trail[RP_FETCH_HOPS]; /* … from addresses of these hashes */
	unsigned tries;		       /* that failed, in this run */
	unsigned depth;		       /* listings that led here */
	bool site;     /* a seed whose page is read for what it names, wherever
			  redirects lead */
	int64_t asked; /* when its request began, seconds since 1970 */
	bool unasked;  /* its host was left before it was its turn */
};

/* Takes location; origin is copied. NULL: out of memory. */
struct rp_task *rp_task_create(enum rp_task_kind kind,
			       struct rp_location *location,
			       const char *origin);
void rp_task_free(struct rp_task *task);

struct rp_host {
	char *name;
	struct rp_task *first;
	struct rp_task *last;
	size_t queued;
	size_t at;    /* in the heap, 1 …; 0: not there */
	bool busy;    /* a request is under way */
	bool left;    /* nothing more is asked of it in this run */
	double ready; /* seconds of the clock; earliest start */
	double started;
	double delay;	    /* seconds between starts */
	unsigned failures;  /* one after the other: no answer … */
	unsigned broken;    /* … 500s and bodies that are cut off … */
	unsigned limits;    /* … 429 or 503 … */
	unsigned refusals;  /* … 403 and its kin … */
	unsigned silent;    /* … a robots.txt that is not had */
	int64_t not_before; /* seconds since 1970, as it asked */
	struct rp_tally tally;
	const char *verdict; /* why it was left; NULL: it was not */
};

struct rp_hosts {
	struct rp_names names;
	struct rp_host **all; /* pointers, so that a host never moves */
	size_t count;
	size_t capacity;
	struct rp_host **heap; /* from 1 on */
	size_t heap_count;
	size_t heap_capacity;
	size_t queued; /* tasks of all hosts */
};

void rp_hosts_init(struct rp_hosts *hosts);
void rp_hosts_dispose(struct rp_hosts *hosts);

/* The host of a name; *fresh tells that it was made now. NULL: out of memory.
 */
struct rp_host *rp_hosts_find(struct rp_hosts *hosts, const char *name,
			      bool *fresh);

/* At the end of its queue, or at its front. RP_OK or RP_ENOMEM. */
int rp_hosts_push(struct rp_hosts *hosts, struct rp_host *host,
		  struct rp_task *task);
int rp_hosts_push_front(struct rp_hosts *hosts, struct rp_host *host,
			struct rp_task *task);

/* Take the first task off a queue; NULL: it is empty. */
struct rp_task *rp_hosts_pop(struct rp_hosts *hosts, struct rp_host *host);

/* The host that may be asked first; NULL: there is none with something to do.
 */
struct rp_host *rp_hosts_first(const struct rp_hosts *hosts);

/* To be called when busy or ready of a host was changed. RP_OK or RP_ENOMEM. */
int rp_hosts_settle(struct rp_hosts *hosts, struct rp_host *host);

/* Sort all by name. */
void rp_hosts_sort(struct rp_hosts *hosts);

#endif
