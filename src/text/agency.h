/* SPDX-License-Identifier: Apache-2.0 */
/* agency.h - the names of news agencies, and the places that credit them. */
#ifndef RP_AGENCY_H
#define RP_AGENCY_H

#include "sieve.h"

/*
 * The dateline, what stands before the report proper: "PARIS, March 3
 * (Reuters) - " with its dash, at most 160 bytes, at the start of one of the
 * first lines; without an agency ("PARIS - ") only of the first. Returns the
 * offset behind it, 0 if there is none. *agency receives an id as in struct
 * rp_credit, or NULL. Borrowed from text.
 */
size_t rp_agency_dateline(struct rp_str *dateline, const char **agency,
			  struct rp_str text);

/* The agency that a line at the end credits ("Reporting by … Reuters",
 * "Copyright 2017 The Associated Press"); *evidence receives the line. NULL if
 * there is none. */
const char *rp_agency_tail(struct rp_str *evidence,
			   const struct rp_sieves *sieves, struct rp_str text);

/* The agency that a byline or name means ("Reuters Staff"), or NULL. */
const char *rp_agency_named(struct rp_str text);

/* The agency whose site a host (as rp_url_host gives it) is, or NULL. */
const char *rp_agency_host(const char *host);

#endif
