/* SPDX-License-Identifier: Apache-2.0 */
/* open_elements.h - how deep elements nest, before any parser. */
#ifndef RP_OPEN_ELEMENTS_H
#define RP_OPEN_ELEMENTS_H

#include "tag.h"

/* Elements whose end tags may be left out (HTML, 13.1.2.4). */
#define RP_OPEN_ENDED 12

struct rp_open_elements {
	uint32_t open_ended[RP_OPEN_ENDED];  /* hashes of their names */
	uint32_t stack[RP_LIMIT_HTML_DEPTH]; /* of those that are open */
	size_t depth;
};

void rp_open_elements_init(struct rp_open_elements *open);

/* Follow one tag. RP_EDEPTH: there are RP_LIMIT_HTML_DEPTH open ones. */
int rp_open_elements_follow(struct rp_open_elements *open,
			    const struct rp_tag *tag);

#endif
