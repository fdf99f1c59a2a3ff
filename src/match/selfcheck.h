/* SPDX-License-Identifier: Apache-2.0 */
/* selfcheck.h - pairs to read, and how many were missed. */
#ifndef RP_SELFCHECK_H
#define RP_SELFCHECK_H

#include "verify.h"

struct rp_drawn {
	uint32_t a; /* nodes, a < b */
	uint32_t b;
	enum rp_drawn_kind kind;
	double share; /* of own prose in common, the larger */
};

struct rp_selfcheck {
	struct rp_drawn *drawn; /* by kind; those nearest to the line first */
	size_t count;
	uint64_t compared; /* pairs of the sample, all of them on text */
	uint64_t related;  /* of them, those that are one report … */
	uint64_t found;	   /* … and were verified, or share a cluster */
};

/* What a run has decided. */
struct rp_decided {
	const struct rp_edges *edges;
	const struct rp_refused *refused;
	const uint32_t *anchors;
};

/* Draw up to count pairs of each kind and compare a sample by brute force.
 * RP_ENOMEM, RP_ESTORE. */
int rp_selfcheck_run(struct rp_selfcheck *out, const struct rp_match *match,
		     const struct rp_decided *decided, size_t count);
void rp_selfcheck_dispose(struct rp_selfcheck *check);

#endif
