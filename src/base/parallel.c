/* SPDX-License-Identifier: Apache-2.0 */
/*
 * parallel.c - see parallel.h
 *
 * The pipeline has a ring of slots. A slot goes through empty, filled, worked
 * and back to empty. Each thread takes whatever comes first of: commit the
 * oldest slot if it is worked, work on a filled slot, produce into an empty
 * one; producing and committing are each done by one thread at a time. So no
 * thread stands still while there is anything to do, memory is bounded by the
 * slots, and the order of commits is that of production. A queue per stage
 * with a thread per stage was rejected: it leaves a core idle when one stage
 * dominates, and our stages differ by a factor of ten between inputs.
 *
 * Workers are given 2 MiB of stack, whatever the system's default: enough for
 * all we call (the largest frame is one of 80 KiB, where two ways to say a
 * thing are compared; the deepest recursion that of a sort, some seven levels
 * of 4 KiB).
 */
#include "parallel.h"

#include "reprint.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define WORKER_STACK ((size_t)2 << 20)

/* Start up to count threads; returns how many run. */
static unsigned threads_start(pthread_t *threads, unsigned count,
			      void *(*run)(void *), void *arguments,
			      size_t argument_size)
{
	pthread_attr_t attributes;
	unsigned started = 0;

	if (pthread_attr_init(&attributes) != 0)
		return 0;
	pthread_attr_setstacksize(&attributes, WORKER_STACK);
	while (started < count &&
	       pthread_create(&threads[started], &attributes, run,
			      (char *)arguments + started * argument_size) == 0)
		started++;
	pthread_attr_destroy(&attributes);
	return started;
}

/* ----- loop ----- */

struct loop {
	int (*work)(void *, unsigned, size_t);
	void *context;
	size_t count;
	_Atomic size_t next;
	_Atomic int status;
};

struct loop_worker {
	struct loop *loop;
	unsigned worker;
};

static void *loop_run(void *argument)
{
	struct loop_worker *self = argument;
	struct loop *loop = self->loop;

	while (atomic_load(&loop->status) == RP_OK) {
		size_t index = atomic_fetch_add(&loop->next, 1);
		int status;
		int none = RP_OK;

		if (index >= loop->count)
			break;
		status = loop->work(loop->context, self->worker, index);
		if (status != RP_OK)
			atomic_compare_exchange_strong(&loop->status, &none,
						       status);
	}
	return NULL;
}

int rp_parallel_for(unsigned threads, size_t count,
		    int (*work)(void *context, unsigned worker, size_t index),
		    void *context)
{
	struct loop loop = {work, context, count, 0, RP_OK};
	struct loop_worker *workers;
	pthread_t *handles;
	unsigned started;
	unsigned i;

	if (threads > count)
		threads = (unsigned)count;
	if (threads < 1)
		threads = 1;
	workers = calloc(threads, sizeof(*workers));
	handles = calloc(threads, sizeof(*handles));
	if (!workers || !handles) {
		free(workers);
		free(handles);
		return RP_ENOMEM;
	}
	for (i = 0; i < threads; i++)
		workers[i] = (struct loop_worker){&loop, i};
	/* The calling thread is worker 0. */
	started = threads_start(handles, threads - 1, loop_run, workers + 1,
				sizeof(*workers));
	loop_run(&workers[0]);
	for (i = 0; i < started; i++)
		pthread_join(handles[i], NULL);
	free(handles);
	free(workers);
	return atomic_load(&loop.status);
}

/* ----- pipeline ----- */

enum slot_state { SLOT_EMPTY = 0, SLOT_FILLED, SLOT_WORKED };

/*
 * Invariants, all under lock: committed <= worked-on <= taken <= produced <=
 * committed + slots; slot n % slots serves turn n; producing and committing
 * are each true for at most one thread.
 */
struct ring {
	struct rp_pipeline *pipeline;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	enum slot_state *states;
	size_t produced;
	size_t taken; /* next turn to be worked on */
	size_t committed;
	bool producing;
	bool committing;
	bool ended; /* nothing more to produce */
	int status;
};

struct ring_worker {
	struct ring *ring;
	unsigned worker;
};

static void ring_fail(struct ring *ring, int status)
{
	if (ring->status == RP_OK)
		ring->status = status;
}

static void *item_at(const struct rp_pipeline *pipeline, size_t slot)
{
	return (char *)pipeline->items + slot * pipeline->item_size;
}

static void ring_commit(struct ring *ring)
{
	struct rp_pipeline *pipeline = ring->pipeline;
	size_t slot = ring->committed % pipeline->slots;
	int status;

	ring->committing = true;
	pthread_mutex_unlock(&ring->lock);
	status = pipeline->commit(pipeline->context, item_at(pipeline, slot));
	pthread_mutex_lock(&ring->lock);
	ring->committing = false;
	if (status != RP_OK)
		ring_fail(ring, status);
	ring->states[slot] = SLOT_EMPTY;
	ring->committed++;
}

static void ring_work(struct ring *ring, unsigned worker)
{
	struct rp_pipeline *pipeline = ring->pipeline;
	size_t slot = ring->taken++ % pipeline->slots;
	int status;

	pthread_mutex_unlock(&ring->lock);
	status =
	    pipeline->work(pipeline->context, worker, item_at(pipeline, slot));
	pthread_mutex_lock(&ring->lock);
	if (status != RP_OK)
		ring_fail(ring, status);
	ring->states[slot] = SLOT_WORKED;
}

static void ring_produce(struct ring *ring)
{
	struct rp_pipeline *pipeline = ring->pipeline;
	size_t slot = ring->produced % pipeline->slots;
	int status;

	ring->producing = true;
	pthread_mutex_unlock(&ring->lock);
	status = pipeline->produce(pipeline->context, item_at(pipeline, slot));
	pthread_mutex_lock(&ring->lock);
	ring->producing = false;
	if (status <= 0) {
		ring->ended = true;
		if (status < 0)
			ring_fail(ring, status);
		return;
	}
	ring->states[slot] = SLOT_FILLED;
	ring->produced++;
}

static bool can_commit(const struct ring *ring)
{
	size_t slot = ring->committed % ring->pipeline->slots;

	return !ring->committing && ring->committed < ring->taken &&
	       ring->states[slot] == SLOT_WORKED;
}

static bool can_produce(const struct ring *ring)
{
	return !ring->producing && !ring->ended &&
	       ring->produced - ring->committed < ring->pipeline->slots;
}

static bool all_done(const struct ring *ring)
{
	return ring->status != RP_OK ||
	       (ring->ended && ring->committed == ring->produced);
}

static void *ring_run(void *argument)
{
	struct ring_worker *self = argument;
	struct ring *ring = self->ring;

	pthread_mutex_lock(&ring->lock);
	while (!all_done(ring)) {
		if (can_commit(ring))
			ring_commit(ring);
		else if (ring->taken < ring->produced)
			ring_work(ring, self->worker);
		else if (can_produce(ring))
			ring_produce(ring);
		else {
			pthread_cond_wait(&ring->changed, &ring->lock);
			continue;
		}
		pthread_cond_broadcast(&ring->changed);
	}
	pthread_mutex_unlock(&ring->lock);
	return NULL;
}

int rp_pipeline_run(struct rp_pipeline *pipeline)
{
	struct ring ring = {.pipeline = pipeline, .status = RP_OK};
	unsigned threads = pipeline->threads ? pipeline->threads : 1;
	struct ring_worker *workers = calloc(threads, sizeof(*workers));
	pthread_t *handles = calloc(threads, sizeof(*handles));
	unsigned started;
	unsigned i;

	ring.states = calloc(pipeline->slots, sizeof(*ring.states));
	if (!workers || !handles || !ring.states) {
		ring.status = RP_ENOMEM;
		goto out_free;
	}
	pthread_mutex_init(&ring.lock, NULL);
	pthread_cond_init(&ring.changed, NULL);
	for (i = 0; i < threads; i++)
		workers[i] = (struct ring_worker){&ring, i};
	started = threads_start(handles, threads - 1, ring_run, workers + 1,
				sizeof(*workers));
	ring_run(&workers[0]);
	for (i = 0; i < started; i++)
		pthread_join(handles[i], NULL);
	pthread_cond_destroy(&ring.changed);
	pthread_mutex_destroy(&ring.lock);
out_free:
	free(ring.states);
	free(handles);
	free(workers);
	return ring.status;
}
