/* SPDX-License-Identifier: Apache-2.0 */
/* metrics.c - see metrics.h. */
#include "metrics.h"

#include <time.h>

static void put(struct rp_buffer *out, const char *name, const char *help,
		double value)
{
	rp_buffer_printf(out,
			 "# HELP reprint_%s %s\n# TYPE reprint_%s gauge\n"
			 "reprint_%s %.15g\n",
			 name, help, name, name, value);
}

void rp_metrics_put(struct rp_buffer *out, const struct scan *scan)
{
	const struct rp_report_totals *totals = &scan->totals;
	const struct rp_store_totals *night = &scan->night;
	bool store = scan->store != NULL;

	put(out, "articles", "Articles read by the last run.",
	    (double)(store ? night->read : totals->articles));
	put(out, "duplicates", "Articles of the last run that were dropped.",
	    (double)(store ? night->dropped : totals->dropped));
	put(out, "rejects", "Records of the last run that were rejected.",
	    (double)totals->rejected);
	put(out, "clusters", "Clusters, in the store if there is one.",
	    (double)(store ? scan->time.clusters : totals->clusters));
	put(out, "duration_seconds", "How long the last run took.",
	    rp_progress_seconds(&scan->progress));
	put(out, "last_success_timestamp_seconds", "When it ended.",
	    (double)time(NULL));
	if (!store)
		return;
	put(out, "added", "New articles of the last run.",
	    (double)night->added);
	put(out, "known", "Articles of the last run that were known.",
	    (double)night->known);
	put(out, "store_articles", "Articles in the store.",
	    (double)scan->time.articles);
}
