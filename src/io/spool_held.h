/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_held.h - the beginning of a temporary file that is not yet written
 *
 * What is small need not become a file at all: it stands in memory until there
 * is too much of it. Addresses are good before and after.
 */
#ifndef RP_SPOOL_HELD_H
#define RP_SPOOL_HELD_H

#include <stdbool.h>
#include <stddef.h>

struct rp_spool_held {
	char *base;   /* of room bytes, zero at first; NULL: there are none */
	size_t room;  /* in bytes */
	size_t ready; /* of them in memory */
	bool large;   /* further ones in large pages */
	void *taken;  /* as mapped: a large page more */
};

/* Address space for room bytes, > 0. RP_OK, RP_ENOMEM. */
int rp_spool_held_init(struct rp_spool_held *held, size_t room);
void rp_spool_held_dispose(struct rp_spool_held *held);

/* The first len bytes, not over room, will be written to next: have memory for
 * them, which they get in any case, but one page after the other. */
void rp_spool_held_reach(struct rp_spool_held *held, size_t len);

/* len bytes, > 0, behind at, a multiple of 4096, stand in a file at the same
 * place: it takes theirs, at the same addresses, and memory is free. Others may
 * be looking at them. RP_OK; RP_ESTORE with errno. */
int rp_spool_held_replace(struct rp_spool_held *held, size_t at, size_t len,
			  int fd);

#endif
