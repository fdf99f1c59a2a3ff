/* SPDX-License-Identifier: Apache-2.0 */
/* fetch_report.h - a fetch in a table by host and result, or as JSON Lines. */
#ifndef RP_FETCH_REPORT_H
#define RP_FETCH_REPORT_H

#include "buffer.h"
#include "fetch.h"

/* A file of the archive. */
struct rp_fetch_file {
	char *path;
	uint64_t records;
	uint64_t bytes;
};

struct rp_fetch_report {
	struct rp_fetch *fetch;
	const struct rp_fetch_file *files;
	size_t file_count;
};

void rp_fetch_report_text(struct rp_buffer *out,
			  const struct rp_fetch_report *report);
void rp_fetch_report_json(struct rp_buffer *out,
			  const struct rp_fetch_report *report);

/* All of it in one line, without its end. */
void rp_fetch_report_line(struct rp_buffer *out,
			  const struct rp_fetch_report *report);

#endif
