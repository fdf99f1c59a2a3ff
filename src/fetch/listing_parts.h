/* SPDX-License-Identifier: Apache-2.0 */
/* listing_parts.h - readers of one syntax each, behind listing.h. */
#ifndef RP_LISTING_PARTS_H
#define RP_LISTING_PARTS_H

#include "listing.h"

/* Hands items on and counts them; ends a reading past the limit. */
struct rp_listing_taker {
	const struct rp_listing_sink *sink;
	size_t count;
	bool damaged; /* ended before its end */
	int status;   /* what take returned, if it was not RP_OK */
};

/* Whether as many were taken as may be. */
bool rp_listing_full(const struct rp_listing_taker *taker);

/* Whether to go on. */
bool rp_listing_take(struct rp_listing_taker *taker,
		     const struct rp_listed *item);

/* These return RP_OK, RP_ENOMEM or RP_EINVAL with the reason in error. */
int rp_listing_xml(struct rp_listing_taker *taker, enum rp_listing_kind *out,
		   struct rp_str bytes, struct rp_error *error);
int rp_listing_json(struct rp_listing_taker *taker, struct rp_str bytes,
		    struct rp_error *error);
int rp_listing_html(struct rp_listing_taker *taker, struct rp_str bytes);

#endif
