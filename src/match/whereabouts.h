/* SPDX-License-Identifier: Apache-2.0 */
/* whereabouts.h - where in its text a sentence stands that is known by its
 * hash. */
#ifndef RP_WHEREABOUTS_H
#define RP_WHEREABOUTS_H

#include "furniture.h"
#include "nodes.h"

struct rp_whereabout {
	uint64_t hash;
	struct rp_range range;
};

/* The sentences of the node that was asked for last. All zero: of none. */
struct rp_whereabouts {
	struct rp_whereabout *items; /* in order of keys, then as they stand */
	size_t count;		     /* 0: not listed */
	size_t capacity;
	uint32_t node;
	bool asked;
};

void rp_whereabouts_dispose(struct rp_whereabouts *whereabouts);

/* The first sentence of the node that has the key (rp_entry_key). RP_OK,
 * RP_ENOMEM, or RP_ESTORE: it has none, so what was read of the spool is not
 * what was written there. */
int rp_whereabouts_find(struct rp_whereabout *out,
			struct rp_whereabouts *whereabouts,
			const struct rp_match *match, uint32_t node,
			uint64_t key);

#endif
