/* SPDX-License-Identifier: Apache-2.0 */
/* stars.h - clusters of nodes around anchors, without chains. */
#ifndef RP_STARS_H
#define RP_STARS_H

#include "neighbours.h"
#include "verify.h"

/* Whether two nodes without an edge may be members of one cluster; NULL:
 * they may. Asked with a != b, of nodes that no window parts. Returns a status.
 */
struct rp_stars_judge {
	int (*compatible)(bool *out, void *context, uint32_t a, uint32_t b,
			  enum rp_bond bond);
	void *context;
};

/*
 * anchors[n] is the node that node n is clustered with: n itself for an
 * anchor and for a node that stands alone.
 *
 * Invariants:
 *  1. anchors[anchors[n]] == anchors[n].
 *  2. n != anchors[n] implies a verified pair (n, anchors[n]).
 *  3. Members of one star have an edge or were found compatible; of a star
 *     of many, each with those that joined last before it, and none lies
 *     farther apart than the window.
 * RP_ENOMEM or what judge says.
 */
int rp_stars_cluster(uint32_t *anchors, const struct rp_match *match,
		     const struct rp_edges *edges,
		     const struct rp_stars_judge *judge);

/*
 * Pairs that LSH did not propose though others suggest them: each anchor with
 * the nodes of its connected component that it has no edge to. Appended to
 * out. RP_ENOMEM.
 */
int rp_stars_missing(struct rp_candidates *out, const struct rp_match *match,
		     const struct rp_edges *edges, const uint32_t *anchors);

#endif
