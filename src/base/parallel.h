/* SPDX-License-Identifier: Apache-2.0 */
/*
 * parallel.h - two shapes of work for several threads
 *
 * Neither lets the number of threads show in a result: rp_parallel_for gives
 * each index to one call, rp_pipeline_run commits in the order of production.
 */
#ifndef RP_PARALLEL_H
#define RP_PARALLEL_H

#include <stddef.h>

/* Call work(context, worker, index) for each index below count, worker below
 * threads telling whose scratch to use. The first status other than 0 ends
 * the loop early and is returned. */
int rp_parallel_for(unsigned threads, size_t count,
		    int (*work)(void *context, unsigned worker, size_t index),
		    void *context);

/* Items in flight for each thread of a pipeline: one worked on, one that waits
 * for its turn to be committed, and one read ahead. */
#define RP_PIPELINE_SLOTS ((size_t)3)

/* A stream of items: produced one after the other, worked on side by side,
 * committed one after the other in the order of production. */
struct rp_pipeline {
	void *context;
	/* Fill the item of a slot. 1: done, 0: no more, negative: status. */
	int (*produce)(void *context, void *item);
	/* RP_OK or a status; worker < threads. */
	int (*work)(void *context, unsigned worker, void *item);
	int (*commit)(void *context, void *item);
	void *items; /* slots behind one another, each the item of a turn */
	size_t item_size; /* bytes of one */
	size_t slots;	  /* >= threads; more let threads run ahead */
	unsigned threads;
};

/* Returns 0 at the end of the stream, or the first status met. Runs in the
 * calling thread alone when threads is 1. */
int rp_pipeline_run(struct rp_pipeline *pipeline);

#endif
