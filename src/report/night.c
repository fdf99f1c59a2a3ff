/* SPDX-License-Identifier: Apache-2.0 */
/* night.c - see night.h. */
#include "night.h"

#include <string.h>

const struct rp_night_formatter *rp_night_formatter(const char *name)
{
	static const struct rp_night_formatter *const all[] = {
	    &rp_night_text, &rp_night_json, &rp_night_csv};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}

void rp_night_line(struct rp_buffer *out, const struct rp_stories_time *time)
{
	const struct rp_store_totals *totals = &time->totals;

	rp_buffer_printf(
	    out,
	    "%llu articles, %llu new (%llu of them copies), %llu "
	    "known, %llu rejected; %llu clusters new, %llu grown; "
	    "%llu articles in the store\n",
	    (unsigned long long)totals->read, (unsigned long long)totals->added,
	    (unsigned long long)totals->dropped,
	    (unsigned long long)totals->known,
	    (unsigned long long)totals->rejected,
	    (unsigned long long)time->born, (unsigned long long)time->grown,
	    (unsigned long long)time->articles);
}

bool rp_night_quiet(const struct rp_stories_time *time)
{
	return time->totals.added == 0 && time->totals.rejected == 0 &&
	       time->born == 0 && time->grown == 0 && time->merged == 0 &&
	       time->ended == 0;
}

const char *rp_night_state(const struct rp_story *story)
{
	if (story->born)
		return "new";
	return story->arrived ? "grown" : "unchanged";
}
