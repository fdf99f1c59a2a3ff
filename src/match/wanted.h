/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wanted.h - texts that are looked at soon, asked for along the spool
 *
 * A disk gives what lies together ten times as fast as the same bytes here and
 * there. Who knows what he will look at gathers it, some ten thousand texts at
 * a time, and asks for it in the order of the spool; texts with little between
 * them are one request.
 */
#ifndef RP_WANTED_H
#define RP_WANTED_H

#include "nodes.h"

struct rp_wanted {
	uint64_t *items; /* place and node of each; and room to sort them */
	size_t capacity;
	size_t count;
};

/* All zero: none. */
void rp_wanted_dispose(struct rp_wanted *wanted);

/* Gather more, if the spool may be asked at all; RP_ENOMEM. */
int rp_wanted_add(struct rp_wanted *wanted, const struct rp_match *match,
		  const uint32_t *nodes, size_t count);

/* That is all: put them in order. */
void rp_wanted_order(struct rp_wanted *wanted);

/* Ask for words and signatures of the part'th of so many parts of what is in
 * order. */
void rp_wanted_ask(const struct rp_wanted *wanted, const struct rp_match *match,
		   size_t part, size_t parts);

#endif
