/* SPDX-License-Identifier: Apache-2.0 */
/* fragments.h - texts that share a passage with a cluster and are no part of
 * its report. */
#ifndef RP_FRAGMENTS_H
#define RP_FRAGMENTS_H

#include "verify.h"

/*
 * Put nodes that stand alone beside the anchor that they share the most with:
 * anchors[n] becomes that anchor and loose[n] true. fragments holds verified
 * pairs that are fragments; loose has an element a node, all false. RP_ENOMEM.
 */
int rp_fragments_attach(uint32_t *anchors, bool *loose,
			const struct rp_match *match,
			const struct rp_edges *fragments);

#endif
