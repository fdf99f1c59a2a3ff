/* SPDX-License-Identifier: Apache-2.0 */
/* dateline.h - what stands before the report proper. */
#ifndef RP_DATELINE_H
#define RP_DATELINE_H

#include "reprint.h"

/*
 * The dateline, what stands before the report proper: "PARIS, March 3
 * (Reuters) - " with its dash, at most 160 bytes, at the start of one of the
 * first lines; without an agency ("PARIS - ") only of the first. Returns the
 * offset behind it, 0 if there is none. *agency receives an id as in struct
 * rp_credit, or NULL. Borrowed from text.
 */
size_t rp_dateline_find(struct rp_str *dateline, const char **agency,
			struct rp_str text);

#endif
