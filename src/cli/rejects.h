/* SPDX-License-Identifier: Apache-2.0 */
/* rejects.h - input that was refused: named, counted, listed. */
#ifndef RP_REJECTS_H
#define RP_REJECTS_H

#include "outfile.h"
#include "progress.h"
#include "report.h"

#define RP_REJECT_REASONS 32

/* More lines than this on a terminal hide what matters. */
#define RP_REJECTS_SHOWN 20
/* To who wants no words but failures: that there are some. */
#define RP_REJECTS_QUIET 1

struct rp_rejects {
	struct rp_outfile *file; /* --rejects; NULL: none */
	bool unlisted;		 /* there is no such option */
	/* So many are printed, and as many that tell of more than a record;
	 * then how many more there are, unless 0. */
	uint64_t printed;
	struct rp_progress *progress;
	uint64_t total;
	uint64_t wide;	 /* of them: more than a record may be lost with it */
	uint64_t shown;	 /* of all */
	char first[400]; /* of them, as printed or not: "source: message" */
	struct rp_report_count counts[RP_REJECT_REASONS]; /* by name */
	size_t reasons;
};

/* Tell of one: a line on standard error (the first few, and the first few of
 * "torn" and "unreadable", since one such line may stand for a million
 * records), an object in the list. reason must be static. RP_OK or RP_ENOMEM.
 */
int rp_rejects_add(struct rp_rejects *rejects, struct rp_str source,
		   const char *reason, struct rp_str message);

/* The line that says how many were not printed. */
void rp_rejects_finish(const struct rp_rejects *rejects);

#endif
