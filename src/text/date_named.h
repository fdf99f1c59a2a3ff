/* SPDX-License-Identifier: Apache-2.0 */
/* date_named.h - days with a month by its name. */
#ifndef RP_DATE_NAMED_H
#define RP_DATE_NAMED_H

#include "date_scan.h"

/* Read "31 January 2017", "January 31, 2017", "2017. január 31." and the like,
 * with the time behind; false: none of these, and the scan may have moved. */
bool rp_date_named(struct rp_date_scan *scan, struct rp_date *date);

/* Move past one word that may stand before a day, "den", "on", or a day of the
 * week, of which there is one; false: there is none. */
bool rp_date_past_lead(struct rp_date_scan *scan, bool *weekday);

/* The same of whatever somebody calls a day of the week, with a comma behind
 * it. */
bool rp_date_past_word(struct rp_date_scan *scan);

#endif
