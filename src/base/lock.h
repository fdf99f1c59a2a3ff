/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lock.h - what one thread at a time may hold.
 *
 * A mutex of its default kind: it is not held twice by one thread, and who
 * holds it gives it back. It is for the few places where threads share what
 * they write; the work itself is divided by parallel.h.
 */
#ifndef RP_LOCK_H
#define RP_LOCK_H

#include <pthread.h>

struct rp_lock {
	pthread_mutex_t mutex;
};

static inline void rp_lock_init(struct rp_lock *lock)
{
	pthread_mutex_init(&lock->mutex, NULL); /* never fails with glibc */
}

static inline void rp_lock_dispose(struct rp_lock *lock)
{
	pthread_mutex_destroy(&lock->mutex);
}

static inline void rp_lock_hold(struct rp_lock *lock)
{
	pthread_mutex_lock(&lock->mutex);
}

static inline void rp_lock_release(struct rp_lock *lock)
{
	pthread_mutex_unlock(&lock->mutex);
}

#endif
