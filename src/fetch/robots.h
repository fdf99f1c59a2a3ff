/* SPDX-License-Identifier: Apache-2.0 */
/*
 * robots.h - what a robots.txt allows (RFC 9309)
 *
 * Rules of all groups that name our product token, or else of those for "*".
 * The longest pattern that matches decides, and Allow where two are of one
 * length; * stands for any bytes, $ for the end.
 */
#ifndef RP_ROBOTS_H
#define RP_ROBOTS_H

#include "reprint.h"

/* Bytes that are read of one; RFC 9309 asks for 500 KiB at least. */
#define RP_ROBOTS_BYTES ((size_t)500 << 10)

struct rp_robots;

/* agent is our product token, in any case. Broken lines are passed over.
 * RP_OK or RP_ENOMEM. */
int rp_robots_read(struct rp_robots **out, struct rp_str text,
		   const char *agent);
void rp_robots_free(struct rp_robots *robots);

/* Whether path (and query) may be asked for. robots NULL: there is none, all
 * may. RP_ENOMEM as false. */
bool rp_robots_allows(const struct rp_robots *robots, const char *path);

/* Crawl-delay in seconds, 0 if there is none. Not in the RFC. */
double rp_robots_delay(const struct rp_robots *robots);

/* The Sitemap lines: addresses, as they stand. */
size_t rp_robots_sitemaps(const struct rp_robots *robots);
struct rp_str rp_robots_sitemap(const struct rp_robots *robots, size_t i);

#endif
