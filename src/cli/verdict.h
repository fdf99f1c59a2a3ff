/* SPDX-License-Identifier: Apache-2.0 */
/* verdict.h - what a line of an article dropped says of its fate: the member
 * "reprint", the last of its object. */
#ifndef RP_VERDICT_H
#define RP_VERDICT_H

#include "catalogue.h"
#include "report.h"

/* Take that of an earlier run off the line that buffer has from start on. */
void rp_verdict_remove(struct rp_buffer *buffer, size_t start);

/* Put one before the closing brace of the line. kept: the entry of the article
 * that is kept instead. RP_OK, RP_ENOMEM, or RP_ESTORE if there is no brace. */
int rp_verdict_add(struct rp_buffer *buffer, size_t start,
		   const struct rp_entry *kept,
		   const struct rp_report_verdict *verdict);

#endif
