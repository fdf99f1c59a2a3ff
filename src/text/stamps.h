/* SPDX-License-Identifier: Apache-2.0 */
/* stamps.h - lines that say when a page was written or changed, and how many
 * spoke of it. */
#ifndef RP_STAMPS_H
#define RP_STAMPS_H

#include "reprint.h"

/* Whether a line is nothing else: "Last updated 1 March 2026 at 14:30.",
 * "Stand: 01.03.2026", "14:30 GMT", "1,204 shares", "3 min read". */
bool rp_stamp_is(struct rp_str line);

/* The same of what says that it is one, which may stand behind a sentence: no
 * date alone, and no count. */
bool rp_stamp_told(struct rp_str line);

#endif
