/* SPDX-License-Identifier: Apache-2.0 */
/* fetch_report.c - see fetch_report.h. */
#include "fetch_report.h"

#include "json.h"

static unsigned long long ull(uint64_t value)
{
	return value;
}

/* ----- text ----- */

static const char *const headings[RP_FETCH_RESULTS] = {
    [RP_FETCH_NEW] = "new",	      [RP_FETCH_UNCHANGED] = "same",
    [RP_FETCH_LISTING] = "lists",     [RP_FETCH_REDIRECTED] = "moved",
    [RP_FETCH_GONE] = "gone",	      [RP_FETCH_NO_PAGE] = "no page",
    [RP_FETCH_DISALLOWED] = "robots", [RP_FETCH_REFUSED] = "refused",
    [RP_FETCH_LIMITED] = "limited",   [RP_FETCH_FAILED] = "failed"};

static void put_row(struct rp_buffer *out, const char *name,
		    const struct rp_tally *tally, const char *verdict)
{
	int i;

	rp_buffer_printf(out, "%-28s %8llu", name, ull(tally->requests));
	for (i = 0; i < RP_FETCH_RESULTS; i++)
		rp_buffer_printf(out, " %7llu", ull(tally->counts[i]));
	rp_buffer_printf(out, " %8.1f", (double)tally->bytes / 1e6);
	if (verdict)
		rp_buffer_printf(out, "  left: %s", verdict);
	rp_buffer_putc(out, '\n');
}

static void put_count(struct rp_buffer *out, uint64_t count, const char *what)
{
	if (count)
		rp_buffer_printf(out, "%10llu %s\n", ull(count), what);
}

static void put_passed_over(struct rp_buffer *out,
			    const struct rp_fetch_totals *totals)
{
	put_count(out, totals->resumed, "taken up from earlier runs");
	put_count(out, totals->known, "listed and archived before");
	put_count(out, totals->old, "passed over: older than --max-age");
	put_count(out, totals->undated,
		  "passed over: without a date in a sitemap (--undated)");
	put_count(out, totals->fresh,
		  "listings passed over: asked less than --interval ago");
	put_count(out, totals->not_due,
		  "passed over: gone or failed, their time has not come");
	put_count(out, totals->invalid, "listed, and no address of the web");
}

void rp_fetch_report_text(struct rp_buffer *out,
			  const struct rp_fetch_report *report)
{
	struct rp_fetch_totals totals;
	struct rp_fetch_host host;
	size_t hosts = rp_fetch_host_count(report->fetch);
	size_t i;

	rp_fetch_totals(&totals, report->fetch);
	rp_buffer_printf(out, "%-28s %8s", "host", "requests");
	for (i = 0; i < RP_FETCH_RESULTS; i++)
		rp_buffer_printf(out, " %7s", headings[i]);
	rp_buffer_printf(out, " %8s\n", "MB");
	for (i = 0; i < hosts; i++) {
		rp_fetch_host(&host, report->fetch, i);
		put_row(out, host.name, host.tally, host.verdict);
	}
	if (hosts > 1)
		put_row(out, "all", &totals.tally, NULL);
	rp_buffer_putc(out, '\n');
	put_passed_over(out, &totals);
	for (i = 0; i < report->file_count; i++)
		rp_buffer_printf(out, "%10llu records in %s\n",
				 ull(report->files[i].records),
				 report->files[i].path);
}

/* ----- JSON Lines ----- */

static void put_tally(struct rp_buffer *out, const struct rp_tally *tally)
{
	int i;

	rp_json_field_u64(out, "requests", tally->requests);
	for (i = 0; i < RP_FETCH_RESULTS; i++)
		rp_json_field_u64(out,
				  rp_fetch_result_name((enum rp_fetch_result)i),
				  tally->counts[i]);
	rp_json_field_u64(out, "bytes", tally->bytes);
}

static void put_totals(struct rp_buffer *out,
		       const struct rp_fetch_totals *totals)
{
	rp_buffer_putc(out, '{');
	rp_json_field_cstr(out, "type", "fetch");
	put_tally(out, &totals->tally);
	rp_json_field_u64(out, "resumed", totals->resumed);
	rp_json_field_u64(out, "known", totals->known);
	rp_json_field_u64(out, "old", totals->old);
	rp_json_field_u64(out, "undated", totals->undated);
	rp_json_field_u64(out, "fresh", totals->fresh);
	rp_json_field_u64(out, "not_due", totals->not_due);
	rp_json_field_u64(out, "invalid", totals->invalid);
	rp_json_field_u64(out, "left_hosts", totals->left_hosts);
	rp_json_field_bool(out, "limited_us", totals->limited);
	rp_json_field_bool(out, "stopped", totals->stopped);
	rp_json_name(out, "seconds");
	rp_buffer_printf(out, "%.1f}\n", totals->seconds);
}

void rp_fetch_report_json(struct rp_buffer *out,
			  const struct rp_fetch_report *report)
{
	struct rp_fetch_totals totals;
	size_t hosts = rp_fetch_host_count(report->fetch);
	size_t i;

	rp_fetch_totals(&totals, report->fetch);
	put_totals(out, &totals);
	for (i = 0; i < hosts; i++) {
		struct rp_fetch_host host;

		rp_fetch_host(&host, report->fetch, i);
		rp_buffer_putc(out, '{');
		rp_json_field_cstr(out, "type", "host");
		rp_json_field_cstr(out, "host", host.name);
		put_tally(out, host.tally);
		if (host.verdict)
			rp_json_field_cstr(out, "left", host.verdict);
		rp_buffer_puts(out, "}\n");
	}
	for (i = 0; i < report->file_count; i++) {
		rp_buffer_putc(out, '{');
		rp_json_field_cstr(out, "type", "archive");
		rp_json_field_cstr(out, "path", report->files[i].path);
		rp_json_field_u64(out, "records", report->files[i].records);
		rp_json_field_u64(out, "bytes", report->files[i].bytes);
		rp_buffer_puts(out, "}\n");
	}
}

/* ----- one line ----- */

void rp_fetch_report_line(struct rp_buffer *out,
			  const struct rp_fetch_report *report)
{
	struct rp_fetch_totals totals;
	const uint64_t *counts;
	uint64_t without;
	int i;

	rp_fetch_totals(&totals, report->fetch);
	counts = totals.tally.counts;
	without = 0;
	for (i = RP_FETCH_GONE; i < RP_FETCH_RESULTS; i++)
		without += counts[i];
	rp_buffer_printf(
	    out,
	    "%llu pages new, %llu unchanged, %llu without a copy, "
	    "%llu requests, %.1f MB in %.0f s",
	    ull(counts[RP_FETCH_NEW]),
	    ull(counts[RP_FETCH_UNCHANGED] + counts[RP_FETCH_REDIRECTED]),
	    ull(without), ull(totals.tally.requests),
	    (double)totals.tally.bytes / 1e6, totals.seconds);
	if (totals.left_hosts)
		rp_buffer_printf(out, ", %llu hosts left",
				 ull(totals.left_hosts));
}
