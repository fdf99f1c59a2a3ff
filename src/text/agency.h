/* SPDX-License-Identifier: Apache-2.0 */
/* agency.h - news agencies: their names and sites. */
#ifndef RP_AGENCY_H
#define RP_AGENCY_H

#include "reprint.h"

/* Where a name means the agency. */
enum rp_agency_kind {
	RP_AGENCY_ANYWHERE, /* as a word among others: "Reuters Staff" */
	RP_AGENCY_ALONE,    /* where nothing stands beside it: "(共同)" */
	RP_AGENCY_DATED	    /* ... and of a dateline with a place and a day:
			       letters that mean much else, "(MAP)" */
};

struct rp_agency {
	const char *name;   /* as credited */
	unsigned char len;  /* bytes of it */
	unsigned char kind; /* enum rp_agency_kind */
	bool placed;	    /* its datelines go without a dash and a day:
			       "Bonn (KNA) Die Bischöfe" */
	const char *id;	    /* of struct rp_credit; static */
};

/* The agency that a name is, exactly; or NULL. */
const struct rp_agency *rp_agency_find(struct rp_str name);

/* The one of the longest name that a text begins with; or NULL. */
const struct rp_agency *rp_agency_at(struct rp_str text);

/* The id itself ("reuters"), static, or NULL: there is none such. */
const char *rp_agency_by_id(struct rp_str id);

/* An agency that the text names anywhere, as a whole word; of several the first
 * of the list. Names of up to three letters, which mean something else in
 * prose, only if asked for. NULL if there is none. */
const char *rp_agency_in(struct rp_str text, bool short_too);

/* The agency that a byline or name means ("Reuters Staff"), or NULL. */
const char *rp_agency_named(struct rp_str text);

/* The agency whose site a host (as rp_url_host gives it) is, or NULL. */
const char *rp_agency_host(const char *host);

#endif
