/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_held.c - see spool_held.h
 *
 * Pages of a file are made one by one in the kernel's cache, copied to, mapped
 * or copied back, and let go of: a tenth of a run (bench/README.md). Memory
 * comes 2 MiB at a time where the kernel has large pages for who asks
 * (transparent_hugepage: madvise or always); elsewhere 4 kB at a time, which
 * costs as much as the file.
 *
 * The file takes the place of the memory in one call, and who looks there
 * meanwhile waits for it: there is no moment at which nothing is mapped.
 */
#include "spool_held.h"

#include "reprint.h"

#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE ((size_t)2 << 20)

int rp_spool_held_init(struct rp_spool_held *held, size_t room)
{
	size_t len = room + LARGE_PAGE;
	void *taken;
	size_t over;

	memset(held, 0, sizeof(*held));
	taken = mmap(NULL, len, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (taken == MAP_FAILED)
		return RP_ENOMEM;
	over = (uintptr_t)taken % LARGE_PAGE;
	held->taken = taken;
	held->taken_len = len;
	held->base = (char *)taken + (LARGE_PAGE - over);
	held->room = room;
	/* Without large pages it is slower, and the same. */
	madvise(held->base, room, MADV_HUGEPAGE);
	return RP_OK;
}

void rp_spool_held_dispose(struct rp_spool_held *held)
{
	if (held->taken)
		munmap(held->taken, held->taken_len);
	memset(held, 0, sizeof(*held));
}

int rp_spool_held_replace(struct rp_spool_held *held, size_t at, size_t len,
			  int fd)
{
	void *place = mmap(held->base + at, len, PROT_READ,
			   MAP_SHARED | MAP_FIXED, fd, (off_t)at);

	return place == MAP_FAILED ? RP_ESTORE : RP_OK;
}
