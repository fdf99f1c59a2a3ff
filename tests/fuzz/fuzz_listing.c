/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a feed, a sitemap or a list, packed or not: it is read to its
 * end, and what it names, once in one spelling, stays in it. */
#include "content.h"
#include "fuzz.h"
#include "gzip.h"
#include "listing.h"
#include "location.h"

#include <stdlib.h>
#include <string.h>

#define BASE "https://news.example/a/b?c"

static int take(void *context, const struct rp_listed *item)
{
	struct rp_location once;
	struct rp_location twice;
	size_t *count = context;

	(*count)++;
	if (rp_location_read(&once, item->url, BASE, NULL) != 0)
		return RP_OK;
	if (rp_location_read(&twice,
			     (struct rp_str){once.url, strlen(once.url)}, NULL,
			     NULL) != 0 ||
	    strcmp(once.url, twice.url) != 0 ||
	    strcmp(once.site, twice.site) != 0 || once.path[0] != '/')
		abort();
	rp_location_dispose(&once);
	rp_location_dispose(&twice);
	return RP_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct rp_str text = {(const char *)bytes, len};
	struct rp_listing_sink sink = {.take = take};
	enum rp_listing_kind kind;
	struct rp_error error = {.message = ""};
	struct rp_buffer plain;
	struct rp_buffer decoded;
	size_t taken = 0;
	size_t items = 0;
	bool cut;

	rp_buffer_init(&plain);
	sink.context = &taken;
	if (rp_gzip_is(text) && rp_content_unpack(&plain, &cut, RP_CODING_GZIP,
						  text, 1 << 20, &error) == 0)
		text = rp_buffer_view(&plain);
	rp_buffer_init(&decoded);
	if (rp_listing_decode(&text, &decoded, text, NULL) != RP_OK)
		abort();
	if (rp_listing_read(&kind, &items, text, &sink, &error) == RP_OK
		? items != taken || kind == RP_LISTING_NONE
		: !error.message[0])
		abort();
	rp_buffer_dispose(&plain);
	rp_buffer_dispose(&decoded);
	return 0;
}
