/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mending.c - archives that an ended run left open
 *
 * The log knows in which folder the run before wrote: pages that it holds for
 * fetched are in archives there, and nowhere else.
 */
#include "fetch_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "folder"

/* Of a file that is not where tonight's pages go, and may be scanned by nobody.
 */
static void note_elsewhere(void *context, const char *sentence)
{
	struct rp_fetch *fetch = context;
	char longer[800];

	snprintf(longer, sizeof(longer),
		 "%s; it is in the folder of that run: scan that too",
		 sentence);
	fetch->events.note(fetch->events.context, longer);
}

static int note_folder(struct rp_fetch *fetch, const char *folder,
		       struct rp_error *error)
{
	int status =
	    rp_fetched_setting_put(fetch->log, FOLDER, rp_fetch_text(folder));

	if (status == RP_OK)
		status = rp_fetched_commit(fetch->log);
	if (status == RP_OK)
		return 0;
	return rp_error_set(error, status == RP_ESTORE
				       ? "the store cannot be written"
				       : "out of memory");
}

int rp_fetch_mend(struct rp_fetch *fetch, struct rp_error *error)
{
	const struct rp_fetch_options *options = &fetch->options;
	char *here = realpath(options->folder, NULL);
	char *before = NULL;
	struct rp_str kept;
	int known;
	int status = -1;

	if (!here)
		return rp_error_errno(error, "%s", options->folder);
	known = rp_fetched_setting_get(&kept, fetch->log, FOLDER);
	if (known == 1)
		before = strndup(kept.data, kept.len);
	if (known < 0)
		rp_error_set(error, "the store cannot be read");
	else if (known == 1 && !before)
		rp_error_set(error, "out of memory");
	else if (before && strcmp(before, here) != 0 &&
		 rp_archive_repair(before, note_elsewhere, fetch, error) != 0)
		status = -1;
	else if (rp_archive_repair(here, fetch->events.note,
				   fetch->events.context, error) == 0)
		status = note_folder(fetch, here, error);
	free(before);
	free(here);
	return status;
}
