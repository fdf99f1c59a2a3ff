/* SPDX-License-Identifier: Apache-2.0 */
/* strip.h - a page's bytes without what no reader sees, and its limits. */
#ifndef RP_STRIP_H
#define RP_STRIP_H

#include "placeholders.h"

/* What of a page the parser sees, and what it does not. */
struct rp_stripped {
	struct rp_buffer page;
	struct rp_placeholders placeholders; /* in it */
	struct rp_buffer json_ld; /* bodies of its scripts, a NUL after each */
	size_t passed_on;	  /* bytes, those that are stood for too */
};

void rp_stripped_init(struct rp_stripped *stripped);
void rp_stripped_dispose(struct rp_stripped *stripped);

/*
 * Strip an HTML page, valid UTF-8, of scripts, styles, SVG, frames and
 * comments; texts and the values of attributes become placeholders, and blanks
 * in a row one. What was stripped before is forgotten. RP_EDEPTH or
 * RP_EATTRIBUTES if the parser must not see this page, RP_ENOMEM.
 */
int rp_strip_page(struct rp_stripped *out, const char *html, size_t len);

#endif
