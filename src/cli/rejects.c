/* SPDX-License-Identifier: Apache-2.0 */
/* rejects.c - see rejects.h. */
#include "rejects.h"

#include "json.h"
#include "log.h"
#include "printable.h"

#include <stdio.h>
#include <string.h>

static void count(struct rp_rejects *rejects, const char *reason)
{
	size_t at = 0;

	while (at < rejects->reasons &&
	       strcmp(rejects->counts[at].name, reason) < 0)
		at++;
	if (at < rejects->reasons &&
	    strcmp(rejects->counts[at].name, reason) == 0) {
		rejects->counts[at].count++;
		return;
	}
	if (rejects->reasons == RP_REJECT_REASONS)
		return; /* there are fewer reasons in the source */
	memmove(rejects->counts + at + 1, rejects->counts + at,
		(rejects->reasons - at) * sizeof(rejects->counts[0]));
	rejects->counts[at] = (struct rp_report_count){reason, 1};
	rejects->reasons++;
}

/* Whether it may cost more than its record: what follows in the input, or all
 * of it. */
static bool is_wide(const char *reason)
{
	return strcmp(reason, "torn") == 0 || strcmp(reason, "unreadable") == 0;
}

/* A line on standard error if it is to be shown, and the first one kept. */
static void print(struct rp_rejects *rejects, struct rp_str source,
		  struct rp_str message, bool shown)
{
	struct rp_buffer line;

	rp_buffer_init(&line);
	rp_printable(&line, source, 1000);
	rp_buffer_puts(&line, ": ");
	rp_printable(&line, message, 1000);
	if (rejects->total == 1)
		snprintf(rejects->first, sizeof(rejects->first), "%s",
			 line.data);
	if (shown) {
		rejects->shown++;
		rp_progress_clear(rejects->progress);
		rp_log(RP_LOG_REJECT, "%s", line.data);
	}
	rp_buffer_dispose(&line);
}

static int list(struct rp_rejects *rejects, struct rp_str source,
		const char *reason, struct rp_str message)
{
	struct rp_buffer line;
	int status;

	rp_buffer_init(&line);
	rp_buffer_putc(&line, '{');
	rp_json_field(&line, "source", source);
	rp_json_field_cstr(&line, "reason", reason);
	rp_json_field(&line, "message", message);
	rp_buffer_puts(&line, "}\n");
	status = rp_buffer_status(&line);
	if (status == RP_OK)
		rp_outfile_write(rejects->file, line.data, line.len);
	rp_buffer_dispose(&line);
	return status;
}

int rp_rejects_add(struct rp_rejects *rejects, struct rp_str source,
		   const char *reason, struct rp_str message)
{
	bool wide = is_wide(reason);
	bool shown;

	count(rejects, reason);
	rejects->total++;
	rejects->wide += wide;
	shown = rejects->total <= rejects->printed ||
		(wide && rejects->wide <= rejects->printed);
	if (shown || rejects->total == 1)
		print(rejects, source, message, shown);
	return rejects->file ? list(rejects, source, reason, message) : RP_OK;
}

void rp_rejects_finish(const struct rp_rejects *rejects)
{
	if (rejects->printed == 0 || rejects->total == rejects->shown)
		return;
	rp_log(RP_LOG_REJECT, "%llu more%s",
	       (unsigned long long)(rejects->total - rejects->shown),
	       rejects->file || rejects->unlisted
		   ? ""
		   : " (--rejects FILE lists them)");
}
