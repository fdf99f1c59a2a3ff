/* SPDX-License-Identifier: Apache-2.0 */
/* unread.h - fields that articles lack, and have under another name. */
#ifndef RP_UNREAD_H
#define RP_UNREAD_H

#include "field_names.h"
#include "record.h"
#include "report.h"

/* Count the fields of one article. unread: RP_REPORT_UNREAD of them, all zero
 * at first; of several names the first stands. */
void rp_unread_count(struct rp_report_unread *unread,
		     const struct rp_draft *draft);

/* Add those of more articles, which come behind. */
void rp_unread_add(struct rp_report_unread *unread,
		   const struct rp_report_unread *more);

/* All have been added: what was looked for, and what of it was found in any
 * article (as of rp_unread_fields). fields must stand as long as unread. */
void rp_unread_finish(struct rp_report_unread *unread,
		      const struct rp_field_names *fields, unsigned found);

/* A message for each of them. */
void rp_unread_log(const struct rp_report_unread *unread);

/* The fields that a line of JSON has, a bit each; 0: it is none. */
unsigned rp_unread_fields(const struct rp_draft *draft);

/* A message for each field that --field names and no line of JSON has. found:
 * those of all lines. */
void rp_unread_log_absent(const struct rp_field_names *fields, unsigned found);

#endif
