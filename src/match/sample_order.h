/* SPDX-License-Identifier: Apache-2.0 */
/* sample_order.h - in which order samples are judged. */
#ifndef RP_SAMPLE_ORDER_H
#define RP_SAMPLE_ORDER_H

#include "nodes.h"
#include "samples.h"

/* The numbers of all samples in the order in which to judge them; freed by the
 * caller. RP_ENOMEM. */
int rp_sample_order(uint32_t **out, const struct rp_samples *samples,
		    const struct rp_match *match);

#endif
