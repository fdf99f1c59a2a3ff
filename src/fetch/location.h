/* SPDX-License-Identifier: Apache-2.0 */
/* location.h - an address of the web in its parts (RFC 3986). */
#ifndef RP_LOCATION_H
#define RP_LOCATION_H

#include "error.h"
#include "reprint.h"

struct rp_location {
	char *url;  /* normalised, without a fragment: names the page */
	char *site; /* scheme, host and port: what a robots.txt speaks for */
	char *host; /* lower case, as DNS has it */
	char *path; /* and query: what a robots.txt looks at */
};

/*
 * Read an address; base, if not NULL, is what it is relative to. Blanks around
 * it are left out, and what may not stand in an address is percent-encoded.
 * Returns 0, or -1 with the reason: not http or https, a user's name in it,
 * over 8,192 bytes, or none at all.
 */
int rp_location_read(struct rp_location *out, struct rp_str address,
		     const char *base, struct rp_error *error);
void rp_location_dispose(struct rp_location *location);

/* Whether an argument looks like an address and not like a file. */
int rp_location_is(const char *argument);

#endif
