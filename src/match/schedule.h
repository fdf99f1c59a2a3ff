/* SPDX-License-Identifier: Apache-2.0 */
/* schedule.h - in which order pairs are compared. */
#ifndef RP_SCHEDULE_H
#define RP_SCHEDULE_H

#include "nodes.h"

/* The numbers of count pairs in the order in which to compare them; freed by
 * the caller. RP_ENOMEM; RP_EFULL: there are 2^32 pairs or more. */
int rp_schedule(uint32_t **out, const struct rp_match *match,
		const uint64_t *pairs, size_t count);

#endif
