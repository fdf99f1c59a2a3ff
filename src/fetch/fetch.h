/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fetch.h - bring the day's pages home: from lists, feeds and sitemaps to WARC
 *
 * A fetch is one run. Inputs are added, run asks for what is new or due, polite
 * to each host, and writes the answers to an archive; what was asked and what
 * came of it is kept in a log of the store, so that a run goes on where the one
 * before was ended.
 *
 * Functions return RP_OK, RP_ENOMEM, RP_EINVAL with the reason in error, or
 * RP_ESTORE with the reason in error (an archive) or in rp_store_error.
 */
#ifndef RP_FETCH_H
#define RP_FETCH_H

#include "error.h"
#include "fetched.h"
#include "tally.h"

struct rp_fetch;

struct rp_fetch_options {
	const char *folder;  /* of the archive */
	const char *prefix;  /* of its files */
	const char *contact; /* who answers for the requests: address or page */
	const char *ca_file; /* NULL: the system's certificates */
	const char *const *resolve;
	size_t resolve_count;
	bool allow_private;
	bool undated;  /* pages of sitemaps that tell no date, too */
	bool discover; /* take given pages as sites: ask them for feeds */
	unsigned connections;
	double delay;	   /* seconds between starts at one host */
	unsigned timeout;  /* seconds for one answer */
	size_t page_bytes; /* of one page, as it is sent and unpacked */
	unsigned max_age;  /* days; older pages are passed over */
	unsigned interval; /* seconds between two looks at a listing */
	unsigned max_wait; /* seconds; a host that asks for more is left */
	uint64_t file_bytes;
};

struct rp_fetch_progress {
	uint64_t done;
	size_t queued;
	size_t waiting; /* hosts with something to do, whose time is not yet */
	unsigned active;
	uint64_t requests;
	uint64_t bytes;
	double seconds;
};

/* What is told on the way; context is handed through. */
struct rp_fetch_events {
	/* An address of which there is no copy, and why. */
	void (*problem)(void *context, const char *url,
			enum rp_fetch_result result, const char *reason);
	void (*note)(void *context, const char *sentence);
	/* Four times a second; true: end the run. */
	bool (*tick)(void *context, const struct rp_fetch_progress *progress);
	void (*archive)(void *context, const char *path, uint64_t records,
			uint64_t bytes);
	void *context;
};

/* Strings and log must outlive the fetch. */
int rp_fetch_create(struct rp_fetch **out,
		    const struct rp_fetch_options *options,
		    struct rp_fetched_log *log,
		    const struct rp_fetch_events *events,
		    struct rp_error *error);
void rp_fetch_free(struct rp_fetch *fetch);

/* Add an address that the user gives. RP_EINVAL if it is none. */
int rp_fetch_add_url(struct rp_fetch *fetch, struct rp_str url,
		     struct rp_error *error);
/* Add what a file lists: addresses, a feed, a sitemap; packed by gzip or
 * not. */
int rp_fetch_add_listing(struct rp_fetch *fetch, const char *name,
			 struct rp_str bytes, struct rp_error *error);

/* Ask for all that is due. What was done is kept, however it ends. */
int rp_fetch_run(struct rp_fetch *fetch, struct rp_error *error);

struct rp_fetch_totals {
	struct rp_tally tally;
	uint64_t resumed;    /* due from earlier runs */
	uint64_t known;	     /* listed, and archived before */
	uint64_t old;	     /* passed over: older than max_age … */
	uint64_t undated;    /* … or without a date in a sitemap */
	uint64_t fresh;	     /* listings, asked less than interval ago */
	uint64_t not_due;    /* addresses that failed lately */
	uint64_t invalid;    /* listed, and no addresses … */
	uint64_t misread;    /* … on a line of a list of the user's */
	uint64_t left_hosts; /* that limited, refused or did not answer */
	bool limited;	     /* some host limited or refused us */
	bool stopped;	     /* tick ended it */
	double seconds;
};

void rp_fetch_totals(struct rp_fetch_totals *out, const struct rp_fetch *fetch);

/* What came of each host, by name. */
struct rp_fetch_host {
	const char *name;
	const struct rp_tally *tally;
	const char *verdict; /* why it was left; NULL: it was not */
};

size_t rp_fetch_host_count(struct rp_fetch *fetch);
void rp_fetch_host(struct rp_fetch_host *out, const struct rp_fetch *fetch,
		   size_t i);

#endif
