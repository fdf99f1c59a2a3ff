/* SPDX-License-Identifier: Apache-2.0 */
/* date_text.c - see date_text.h */
#include "date_text.h"

#include <stdlib.h>
#include <time.h>

void rp_report_date(struct rp_buffer *out, struct rp_date date)
{
	time_t instant =
	    (time_t)date.instant + (time_t)date.offset_minutes * 60;
	struct tm tm;
	char text[32];

	if (date.precision == RP_DATE_NONE || !gmtime_r(&instant, &tm)) {
		rp_buffer_puts(out, "no date");
		return;
	}
	strftime(text, sizeof(text),
		 date.precision == RP_DATE_DAY ? "%Y-%m-%d" : "%Y-%m-%d %H:%M",
		 &tm);
	rp_buffer_puts(out, text);
	if (date.precision == RP_DATE_SECOND && date.has_zone)
		rp_buffer_printf(
		    out, "%c%02d:%02d", date.offset_minutes < 0 ? '-' : '+',
		    (date.offset_minutes < 0 ? -date.offset_minutes
					     : date.offset_minutes) /
			60,
		    (date.offset_minutes < 0 ? -date.offset_minutes
					     : date.offset_minutes) %
			60);
}

struct rp_str rp_report_utc(char text[static 32], struct rp_date date)
{
	time_t instant = (time_t)date.instant;
	struct tm at;

	if (date.precision == RP_DATE_NONE || !gmtime_r(&instant, &at))
		return (struct rp_str){NULL, 0};
	return (struct rp_str){text, strftime(text, 32,
					      date.precision == RP_DATE_DAY
						  ? "%Y-%m-%d"
						  : "%Y-%m-%dT%H:%M:%SZ",
					      &at)};
}

struct rp_str rp_report_stamp(char text[static 32], struct rp_date date)
{
	struct rp_str utc = rp_report_utc(text, date);

	if (date.precision == RP_DATE_SECOND && !date.has_zone && utc.len > 0)
		utc.len--; /* "Z" */
	return utc;
}
