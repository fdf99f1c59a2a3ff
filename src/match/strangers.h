/* SPDX-License-Identifier: Apache-2.0 */
/* strangers.h - whether several nodes that share a sentence are different
 * articles. */
#ifndef RP_STRANGERS_H
#define RP_STRANGERS_H

#include "nodes.h"

/* Different articles that make a sentence furniture. */
#define RP_STRANGERS_MANY 3
/* Nodes that are held against each other at most. */
#define RP_STRANGERS_SAMPLE 16
/* Of them, so many of the first are read before all are, if any: those that
 * tell whether the others need be. */
#define RP_STRANGERS_READ 5

struct rp_strangers; /* scratch of one thread: some 2 MB */

int rp_strangers_create(struct rp_strangers **out,
			const struct rp_match *match);
void rp_strangers_free(struct rp_strangers *strangers);

/* Whether enough of count nodes, RP_STRANGERS_SAMPLE at most, are different
 * articles. RP_ESTORE. */
int rp_strangers_judge(bool *out, struct rp_strangers *strangers,
		       const uint32_t *nodes, size_t count);

#endif
