/* SPDX-License-Identifier: Apache-2.0 */
/* lsh.h - candidate pairs from signatures or fingerprints. */
#ifndef RP_LSH_H
#define RP_LSH_H

#include "buckets.h"

/* Propose pairs by the method of the options: nodes that agree in a whole
 * band of their MinHash signatures, or whose SimHash fingerprints differ in
 * at most options.distance bits. Nodes that are not eligible take no part.
 * out is sorted and unique. RP_ENOMEM. */
int rp_lsh_propose(struct rp_candidates *out, struct rp_bucket_stats *stats,
		   const struct rp_match *match);

#endif
