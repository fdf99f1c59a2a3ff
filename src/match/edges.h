/* SPDX-License-Identifier: Apache-2.0 */
/* edges.h - verified pairs, and what was found when they were compared. */
#ifndef RP_EDGES_H
#define RP_EDGES_H

#include "tape.h"
#include "verdict.h"

/* A verified pair; a < b. */
struct rp_edge {
	uint32_t a;
	uint32_t b;
	uint32_t shared : 23; /* rp_count_cut */
	bool named : 1;	      /* this and what follows: as of struct
				 rp_comparison */
	bool filled : 1;
	uint32_t kinship : 3;
	bool part : 1;
	bool a_shorter : 1;
	bool a_held : 1;
	bool b_held : 1;
	uint32_t record; /* of its comparison on the tape; where they are not
			    kept, its places exchanged */
};

/* Times that pairs are compared, at most: once what is proposed, then what the
 * stars suggest. */
#define RP_EDGES_ROUNDS 4

/* All zero: empty, and comparisons are not kept. */
struct rp_edges {
	struct rp_edge *items; /* sorted by (a, b) within a round
				  that has ended */
	size_t count;
	size_t capacity;
	size_t rounds[RP_EDGES_ROUNDS]; /* where each begins */
	size_t round_count;
	struct rp_tape comparisons; /* one an edge, on the spool */
};

/* Keep the comparisons of edges that will be added. */
void rp_edges_keep(struct rp_edges *edges);
void rp_edges_dispose(struct rp_edges *edges);

/* Begin a round. */
void rp_edges_begin(struct rp_edges *edges);

/* Add a pair, in any order within a round; its record is set here. RP_ENOMEM,
 * RP_ESTORE; RP_EFULL: there are 2^32 - 1 edges. */
int rp_edges_add(struct rp_edges *edges, const struct rp_spool *spool,
		 struct rp_edge edge, const struct rp_comparison *comparison);

/* The round is complete: bring its pairs into order. RP_ENOMEM. */
int rp_edges_end(struct rp_edges *edges, unsigned threads);

/* The edge of a < b, or NULL: in rounds that have ended. */
const struct rp_edge *rp_edges_at(const struct rp_edges *edges, uint32_t a,
				  uint32_t b);

/* The comparison of a < b, if it was kept: *found. RP_ESTORE. */
int rp_edges_find(struct rp_comparison *out, bool *found,
		  const struct rp_edges *edges, const struct rp_spool *spool,
		  uint32_t a, uint32_t b);

/* Where the row of each node begins among compressed rows in which each edge
 * stands twice, as both its nodes see it; start: nodes + 1 zeros. */
void rp_edges_count_rows(uint64_t *start, const struct rp_edges *edges,
			 uint32_t nodes);

#endif
