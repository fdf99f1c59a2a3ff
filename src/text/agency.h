/* SPDX-License-Identifier: Apache-2.0 */
/* agency.h - the names of news agencies, and the places that credit them. */
#ifndef RP_AGENCY_H
#define RP_AGENCY_H

#include "sieve.h"

/* The agency that a name is, exactly, as an id of struct rp_credit; or NULL. */
const char *rp_agency_by_name(struct rp_str name);

/* The id itself ("reuters"), static, or NULL: there is none such. */
const char *rp_agency_by_id(struct rp_str id);

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
