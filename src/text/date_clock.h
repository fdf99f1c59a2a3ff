/* SPDX-License-Identifier: Apache-2.0 */
/* date_clock.h - the time of day and the zone behind a day. */
#ifndef RP_DATE_CLOCK_H
#define RP_DATE_CLOCK_H

#include "date_scan.h"

/*
 * Make a date of a day and of the time that may stand behind it, which is moved
 * past if it can be read, with its zone. False if there is no such day in the
 * years 1600 to 2200.
 */
bool rp_date_finish(struct rp_date_scan *scan, struct rp_date *date, int year,
		    int month, int day);

/* A time before its day: "14:30 GMT, ", with what leads on to the day. Of date,
 * the zone is set. */
bool rp_date_first_time(struct rp_date_scan *scan, struct rp_date *date,
			int64_t *seconds);

/* Add a time of day, in the zone of zoned, to a day. */
void rp_date_add_time(struct rp_date *date, const struct rp_date *zoned,
		      int64_t seconds);

#endif
