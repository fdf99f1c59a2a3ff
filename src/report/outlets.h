/* SPDX-License-Identifier: Apache-2.0 */
/* outlets.h - what became of the articles of each outlet, a row for each. */
#ifndef RP_OUTLETS_H
#define RP_OUTLETS_H

#include "report.h"

/* Write the outlets of a report's articles, those with most articles first:
 * CSV, or JSON Lines. An outlet is a host; articles of none known share a row
 * with an empty one, and count as of different outlets. RP_OK or RP_ENOMEM. */
int rp_outlets_write(const struct rp_report *report, bool lines,
		     void (*sink)(void *context, const void *bytes, size_t len),
		     void *context);

#endif
