/* SPDX-License-Identifier: Apache-2.0 */
/* neighbours.h - verified pairs by node, how much each weighs, and how two
 * nodes come to a third. */
#ifndef RP_NEIGHBOURS_H
#define RP_NEIGHBOURS_H

#include "edges.h"
#include "nodes.h"

/* What a node has an edge to. */
struct rp_neighbour {
	uint32_t node;
	/* Jaccard in 2^-20; less where others that hold the shorter of the two
	 * are nearer kin of it. */
	uint32_t weight : 22;
	bool foreign : 1; /* the longer has the shorter among other matter, and
			     another goes on about it */
	bool part : 1;	  /* the neighbour is a part of what the node says */
	bool holds : 1;	  /* most of the node stands in it */
};

/* In compressed rows: those of n are items[start[n]] … items[start[n + 1] - 1],
 * in the order of nodes. */
struct rp_neighbours {
	const struct rp_match *match;
	uint64_t *start;
	struct rp_neighbour *items;
};

/* How two nodes without an edge come to one anchor. */
enum rp_bond {
	RP_BOND_ANY = 0,
	RP_BOND_FOREIGN, /* one of them has the anchor among other matter: they
			    have to be one report themselves */
	RP_BOND_PART,	 /* one stands whole in the anchor, which tells of the
			    same */
	RP_BOND_PARTS,	 /* both do: two cuts of one report */
	RP_BOND_HELD /* the anchor is a report that most of stands in both */
};

/* RP_ENOMEM. */
int rp_neighbours_init(struct rp_neighbours *neighbours,
		       const struct rp_match *match,
		       const struct rp_edges *edges);
void rp_neighbours_dispose(struct rp_neighbours *neighbours);

/* Its number of neighbours. */
static inline size_t rp_neighbours_degree(
    const struct rp_neighbours *neighbours, uint32_t node)
{
	return neighbours->start[node + 1] - neighbours->start[node];
}

/* What a has to b, or NULL. */
const struct rp_neighbour *rp_neighbours_edge(
    const struct rp_neighbours *neighbours, uint32_t a, uint32_t b);

/* How a node with an edge to the anchor comes to a member of its star. */
enum rp_bond rp_neighbours_bond(const struct rp_neighbours *neighbours,
				uint32_t anchor, uint32_t member,
				uint32_t node);

#endif
