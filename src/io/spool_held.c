/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_held.c - see spool_held.h
 *
 * Pages of a file are made one by one in the kernel's cache, copied to, mapped
 * or copied back, and let go of: a tenth of a run (bench/README.md). Memory
 * costs a fourth of that where the kernel has large pages for who asks
 * (transparent_hugepage: madvise or always), elsewhere three fourths, if many
 * pages are asked for at once, and as much one by one.
 *
 * A virtual machine may have lent pages that nobody used to its host, and large
 * ones are those: to get one back takes 5 ms instead of 0.1. So large pages are
 * timed, and after a slow one there are small ones, of which some are at hand.
 * The first ones are small in any case, for runs that need no more.
 *
 * The file takes the place of the memory in one call, and who looks there
 * meanwhile waits for it: there is no moment at which nothing is mapped.
 */
#include "spool_held.h"

#include "clock.h"
#include "reprint.h"

#include <string.h>
#include <sys/mman.h>

#ifndef MADV_POPULATE_WRITE /* glibc before 2.35 */
#define MADV_POPULATE_WRITE 23
#endif

#define LARGE_PAGE ((size_t)2 << 20)
/* Ten times the seconds that clearing a large page takes: where it takes longer
 * the machine has none left, and gets one from its host. */
#define SLOW 0.001

int rp_spool_held_init(struct rp_spool_held *held, size_t room)
{
	void *taken;
	size_t over;

	memset(held, 0, sizeof(*held));
	taken = mmap(NULL, room + LARGE_PAGE, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (taken == MAP_FAILED)
		return RP_ENOMEM;
	over = (uintptr_t)taken % LARGE_PAGE;
	held->taken = taken;
	held->base = (char *)taken + (LARGE_PAGE - over);
	held->room = room;
	held->ready = room < LARGE_PAGE ? room : LARGE_PAGE;
	held->large = madvise(held->base + held->ready, room - held->ready,
			      MADV_HUGEPAGE) == 0;
	return RP_OK;
}

void rp_spool_held_dispose(struct rp_spool_held *held)
{
	if (held->taken)
		munmap(held->taken, held->room + LARGE_PAGE);
	memset(held, 0, sizeof(*held));
}

void rp_spool_held_reach(struct rp_spool_held *held, size_t len)
{
	while (held->ready < len) {
		size_t left = held->room - held->ready;
		size_t step = left < LARGE_PAGE ? left : LARGE_PAGE;
		double start = rp_clock();

		/* Kernels before 5.14 cannot: pages come one by one. */
		madvise(held->base + held->ready, step, MADV_POPULATE_WRITE);
		held->ready += step;
		if (!held->large || rp_clock() - start < SLOW)
			continue;
		held->large = false;
		madvise(held->base + held->ready, left - step, MADV_NOHUGEPAGE);
	}
}

int rp_spool_held_replace(struct rp_spool_held *held, size_t at, size_t len,
			  int fd)
{
	void *place = mmap(held->base + at, len, PROT_READ,
			   MAP_SHARED | MAP_FIXED, fd, (off_t)at);

	return place == MAP_FAILED ? RP_ESTORE : RP_OK;
}
