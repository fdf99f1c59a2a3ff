/* SPDX-License-Identifier: Apache-2.0 */
/* differences.h - what differs in the passages that two texts share. */
#ifndef RP_DIFFERENCES_H
#define RP_DIFFERENCES_H

#include "align.h"

/* Sort the differences of an alignment that still stands. */
struct rp_differences rp_differences_find(const struct rp_alignment *alignment);

#endif
