/* SPDX-License-Identifier: Apache-2.0 */
/* progress.h - a bar on a terminal, nothing elsewhere. */
#ifndef RP_PROGRESS_H
#define RP_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct rp_progress {
	bool shown; /* standard error is a terminal and not quiet */
	double start;
	double last;
	bool drawn;
};

void rp_progress_init(struct rp_progress *progress, bool quiet);

/* Draw at most ten times a second: bytes of total, and articles so far. total
 * may be 0 (unknown). */
void rp_progress_update(struct rp_progress *progress, uint64_t bytes,
			uint64_t total, uint64_t articles);

/* Replace the bar by the name of a stage without measure. */
void rp_progress_stage(struct rp_progress *progress, const char *stage);

/* A line of one's own in its place. */
void rp_progress_line(struct rp_progress *progress, const char *line);

/* Wipe the bar, before anything else is printed. */
void rp_progress_clear(struct rp_progress *progress);

/* Seconds since init. */
double rp_progress_seconds(const struct rp_progress *progress);

#endif
