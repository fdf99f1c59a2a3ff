/* SPDX-License-Identifier: Apache-2.0 */
/* strip.h - a page's bytes without what no reader sees, and its limits. */
#ifndef RP_STRIP_H
#define RP_STRIP_H

#include "buffer.h"

/*
 * Copy an HTML page to page without scripts, styles, SVG, frames and
 * comments, and the bodies of its JSON-LD scripts to json_ld, a NUL after
 * each. Both buffers are cleared first. RP_EDEPTH or RP_EATTRIBUTES if the
 * parser must not see this page, RP_ENOMEM.
 */
int rp_strip_page(struct rp_buffer *page, struct rp_buffer *json_ld,
		  const char *html, size_t len);

#endif
