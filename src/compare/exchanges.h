/* SPDX-License-Identifier: Apache-2.0 */
/* exchanges.h - names of one text that stand for others of the other. */
#ifndef RP_EXCHANGES_H
#define RP_EXCHANGES_H

#include "gap.h"

/* Exchanges remembered; a text has few that matter. */
#define RP_EXCHANGES 64

/* A name and the one that stands for it, seen first in a gap. */
struct rp_exchange {
	uint32_t a;
	uint32_t b;
	uint32_t gap;
	bool edit;    /* the gap was counted as an edit */
	bool counted; /* ... as a substitution */
};

/* All zero: none yet. */
struct rp_exchanges {
	struct rp_exchange items[RP_EXCHANGES];
	size_t count;
};

/* What a gap exchanges. */
struct rp_exchanged {
	bool names;	     /* names for names */
	bool known;	     /* some were seen before */
	bool counted;	     /* ... and counted as a substitution */
	uint32_t taken_back; /* edits before that were this substitution */
};

/* Meet the names of the gap numbered so, from 1 up. Where they count from the
 * second time on only (all nouns have capitals), those seen for the first time
 * are remembered, and the gap exchanges none. */
struct rp_exchanged rp_exchanges_meet(struct rp_exchanges *exchanges,
				      const struct rp_gap *a,
				      const struct rp_gap *b, uint32_t gap,
				      bool second_time);

/* The gap that was met last was counted as an edit. */
void rp_exchanges_count_edit(struct rp_exchanges *exchanges, uint32_t gap);

/* Whether that word stands for this one elsewhere. */
bool rp_exchanges_has(const struct rp_exchanges *exchanges, uint32_t a,
		      uint32_t b);

#endif
