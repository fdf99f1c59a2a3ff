/* SPDX-License-Identifier: Apache-2.0 */
/* url.h - addresses, beside rp_url_host of reprint.h. */
#ifndef RP_URL_H
#define RP_URL_H

#include "reprint.h"

/* The address of the page that an address of the Wayback Machine keeps a copy
 * of; any other as it is. Borrowed from url. */
struct rp_str rp_url_kept(struct rp_str url);

/* Whether an absolute URL is of a site's front page: it has no path. */
bool rp_url_is_front(struct rp_str url);

#endif
