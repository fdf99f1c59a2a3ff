/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reach.c - whether a run wants more of its listings than the last one did
 *
 * What a listing names and a run passes over, since it is older than wanted or
 * tells no date, is not kept. A run that wants more asks for listings whole, as
 * if they were new: a server that says "not modified" would hide it all.
 */
#include "fetch_state.h"

#include <stdio.h>
#include <stdlib.h>

#define SETTING "reach"

/* "30", with "u" behind it where items without a date were taken. */
static void put_reach(char out[32], const struct rp_fetch *fetch)
{
	snprintf(out, 32, "%u%s", fetch->options.max_age,
		 fetch->options.undated ? "u" : "");
}

int rp_fetch_reach_init(struct rp_fetch *fetch)
{
	char before[32];
	char *end;
	struct rp_str kept;
	int known = rp_fetched_setting_get(&kept, fetch->log, SETTING);

	if (known != 1 || kept.len >= sizeof(before))
		return known < 0 ? known : RP_OK;
	snprintf(before, sizeof(before), "%.*s", (int)kept.len, kept.data);
	fetch->wider = fetch->options.max_age > strtoul(before, &end, 10) ||
		       (fetch->options.undated && *end != 'u');
	return RP_OK;
}

int rp_fetch_reach_keep(struct rp_fetch *fetch)
{
	char reach[32];

	put_reach(reach, fetch);
	return rp_fetched_setting_put(fetch->log, SETTING,
				      rp_fetch_text(reach));
}
