/* SPDX-License-Identifier: Apache-2.0 */
/* samples.h - distinct lists of nodes, how often each was met, and a decision
 * on it. */
#ifndef RP_SAMPLES_H
#define RP_SAMPLES_H

#include "nodes.h"

struct rp_sample {
	uint64_t hash; /* of its nodes: tells samples apart */
	size_t first;  /* of its nodes */
	uint32_t count;
	uint32_t times; /* added */
	bool known;	/* it need not be decided on */
	bool decided;	/* what was decided on it */
};

struct rp_samples {
	struct rp_sample *items;
	size_t count;
	size_t capacity;
	uint32_t *nodes; /* of all, behind one another */
	size_t node_count;
	size_t nodes_capacity;
	uint64_t *table; /* by hash: half of it, and the number of the sample
			    and 1; 0: none */
	size_t slots;	 /* a power of two */
};

void rp_samples_dispose(struct rp_samples *samples);

uint64_t rp_samples_hash(const uint32_t *nodes, size_t count);
/* Add a list with its hash, or count it once more if it is there. RP_ENOMEM. */
int rp_samples_add(struct rp_samples *samples, const uint32_t *nodes,
		   size_t count, uint64_t hash);

/* The list with this hash is added or found soon: have its slot at hand, and
 * once that is, what stands in it. */
void rp_samples_expect(const struct rp_samples *samples, uint64_t hash);
void rp_samples_approach(const struct rp_samples *samples, uint64_t hash);

/* Forget all lists and keep the memory. */
void rp_samples_clear(struct rp_samples *samples);

/* Add those of from, as often as there, and dispose of it. RP_ENOMEM. */
int rp_samples_merge(struct rp_samples *into, struct rp_samples *from);

/* The sample with this hash, or NULL. */
const struct rp_sample *rp_samples_find(const struct rp_samples *samples,
					uint64_t hash);

#endif
