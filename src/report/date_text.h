/* SPDX-License-Identifier: Apache-2.0 */
/* date_text.h - dates as reports write them. */
#ifndef RP_DATE_TEXT_H
#define RP_DATE_TEXT_H

#include "buffer.h"
#include "reprint.h"

/* A date for reading, as precise as it was stated, in its own zone. */
void rp_report_date(struct rp_buffer *out, struct rp_date date);

/* The same for programs, in text: "2017-01-31T09:30:00Z", a day alone
 * "2017-01-31"; empty where there is none. */
struct rp_str rp_report_utc(char text[static 32], struct rp_date date);

/* The same, without "Z" where no zone was stated. */
struct rp_str rp_report_stamp(char text[static 32], struct rp_date date);

#endif
