/* SPDX-License-Identifier: Apache-2.0 */
/* tally.h - what became of the addresses of a run, by result. */
#ifndef RP_TALLY_H
#define RP_TALLY_H

#include "reprint.h"

enum rp_fetch_result {
	RP_FETCH_NEW = 0,    /* archived */
	RP_FETCH_UNCHANGED,  /* as it was archived before */
	RP_FETCH_LISTING,    /* a feed, a sitemap, a site: read */
	RP_FETCH_REDIRECTED, /* to an address that was archived before */
	RP_FETCH_GONE,	     /* 404, 410 and others of the 400s */
	RP_FETCH_NO_PAGE,    /* no HTML and no text */
	RP_FETCH_DISALLOWED, /* by robots.txt */
	RP_FETCH_REFUSED,    /* 401, 403, 451; or we did */
	RP_FETCH_LIMITED,    /* 429, 503: the host asked to be left alone */
	RP_FETCH_FAILED,     /* no answer, 500s, a broken listing */
	RP_FETCH_RESULTS
};

/* "new", "unchanged", … */
const char *rp_fetch_result_name(enum rp_fetch_result result);

struct rp_tally {
	uint64_t counts[RP_FETCH_RESULTS];
	uint64_t requests;
	uint64_t bytes; /* received, bodies and heads */
};

#endif
