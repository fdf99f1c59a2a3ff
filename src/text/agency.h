/* SPDX-License-Identifier: Apache-2.0 */
/* agency.h - which news agency a text credits, and its dateline. */
#ifndef RP_AGENCY_H
#define RP_AGENCY_H

#include "reprint.h"

struct rp_credit {
	const char *agency;	/* "reuters", "ap", … static; NULL: none */
	struct rp_str dateline; /* at the start of the text, or empty */
};

/*
 * Read the credit of a text. The dateline is what stands before the report
 * proper: "PARIS, March 3 (Reuters) - " with its dash, at most 160 bytes, in
 * the first line that is as long as a sentence; *body receives the offset
 * behind it, or that of the line if there is none. Borrowed from text.
 */
struct rp_credit rp_agency_read(size_t *body, struct rp_str text);

#endif
