/* SPDX-License-Identifier: Apache-2.0 */
/* url.h - addresses of pages, beside rp_url_host of reprint.h. */
#ifndef RP_URL_H
#define RP_URL_H

#include "buffer.h"
#include "reprint.h"

/* The address of the page that an address of the Wayback Machine keeps a copy
 * of; any other as it is. Borrowed from url. */
struct rp_str rp_url_kept(struct rp_str url);

/* Append what an address is of, the same for all its spellings: host and port
 * (none where it is the usual one), path and query, without the scheme, other
 * doors to the outlet, a fragment that names no part of its own, a stroke or
 * "/amp" at the end of the path, and members of the query that tell where a
 * reader comes from. Of a copy in the Wayback Machine or a cache of AMP the
 * page's. What is no absolute address stays as it is. */
void rp_url_page(struct rp_buffer *out, struct rp_str url);

/* What stands behind the host of an absolute URL; NULL if it is none. */
struct rp_str rp_url_path(struct rp_str url);

/* Whether an absolute URL is of a site's front page: it has no path. */
bool rp_url_is_front(struct rp_str url);

/* Whether a string stands where there is no address: "None", "n/a". */
bool rp_url_is_filler(struct rp_str url);

#endif
