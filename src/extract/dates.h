/* SPDX-License-Identifier: Apache-2.0 */
/* dates.h - what the places share in which a page states its dates. Each fills
 * in *out and is true where it states one. */
#ifndef RP_DATES_H
#define RP_DATES_H

#include "statements.h"

struct rp_dates {
	struct rp_statements *statements; /* NULL: of no page */
	uint32_t headline;		  /* its node; 0: none */
	int64_t now;			  /* 0: not known */
	enum rp_date_order order;
};

/* Take the text as a date unless it is none or cannot be; source: where it
 * stands. */
bool rp_dates_take(struct rp_stated_date *out, const struct rp_dates *dates,
		   struct rp_str text, const char *source);

/* ".../2017/01/31/...", ".../2017-01-31-..." or ".../2017/jan/31/...": a day in
 * the address. */
bool rp_dates_in_address(struct rp_stated_date *out,
			 const struct rp_dates *dates, struct rp_str url);

/* ".../20170131/...", ".../t20170131_...": eight digits may be a number as
 * well, so they are asked last. */
bool rp_dates_in_figures(struct rp_stated_date *out,
			 const struct rp_dates *dates, struct rp_str url);

/* The date that readers see by the headline, where a page states none to
 * machines: the first one below it, or the last one above it; that of a change
 * or of the publication. */
bool rp_dates_shown(struct rp_stated_date *out, const struct rp_dates *dates,
		    bool change);

#endif
