/* SPDX-License-Identifier: Apache-2.0 */
/* metadata.h - title, address and date that a page states of itself. */
#ifndef RP_METADATA_H
#define RP_METADATA_H

#include "page.h"

struct rp_metadata {
	struct rp_str title;	 /* in the arena, or empty */
	struct rp_str url;	 /* canonical, absolute */
	struct rp_str published; /* as stated */
	struct rp_date date;
};

/* Read them; headline is rp_container_headline's. Strings lie in the arena
 * or in the page. RP_ENOMEM. */
int rp_metadata_read(struct rp_metadata *out, const struct rp_page *page,
		     struct rp_arena *arena, uint32_t headline,
		     const struct rp_buffer *json_ld);

#endif
