/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reach.c - how much of a listing was wanted when it was read last
 *
 * What a listing names and a run passes over, since it is older than wanted or
 * tells no date, is not kept. A run that wants more asks for the listing whole,
 * as if it were new: a server that says "not modified" would hide it all. Of
 * feeds and sitemaps alone this is kept, so it also tells what was one.
 */
#include "fetch_state.h"

#include <stdio.h>
#include <stdlib.h>

/* The name under which it is kept. */
static char *name_of(const char *url)
{
	char *name;

	return asprintf(&name, "reach %s", url) < 0 ? NULL : name;
}

int rp_fetch_reach_keep(struct rp_fetch *fetch, const char *url)
{
	char *name = name_of(url);
	char reach[32];
	int status;

	if (!name)
		return RP_ENOMEM;
	/* "30", with "u" behind it where items without a date were taken. */
	snprintf(reach, sizeof(reach), "%u%s", fetch->options.max_age,
		 fetch->options.undated ? "u" : "");
	status = rp_fetched_setting_put(fetch->log, name, rp_fetch_text(reach));
	free(name);
	return status;
}

int rp_fetch_reach(bool *wider, struct rp_fetch *fetch, const char *url)
{
	char *name = name_of(url);
	char before[32];
	char *end;
	struct rp_str kept;
	int known =
	    name ? rp_fetched_setting_get(&kept, fetch->log, name) : RP_ENOMEM;

	*wider = false;
	if (known == 1 && kept.len < sizeof(before)) {
		snprintf(before, sizeof(before), "%.*s", (int)kept.len,
			 kept.data);
		*wider = fetch->options.max_age > strtoul(before, &end, 10) ||
			 (fetch->options.undated && *end != 'u');
	}
	free(name);
	return known;
}
