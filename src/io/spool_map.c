/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_map.c - see spool_map.h
 *
 * Pages that were looked at count as resident until the kernel wants them back;
 * so that memory stays flat and can be stated, they are given back whenever
 * VIEWED_BYTES are mapped. They remain in the page cache and the addresses
 * remain good: the next look costs a minor fault. What is mapped is known by a
 * bit for each stretch that a fault brings in, so looking again at the same
 * place costs nothing.
 *
 * Where the file is larger than the page cache the kernel must not read ahead
 * of a view: it is told that access is random, and which pages are wanted
 * whenever they may not be there. Who goes along the file, as most who view
 * it do, or along several places of it at once, has the bytes ahead of him
 * asked for too, twice as many each time, so that he need not wait for the
 * disk. Whoever looks somewhere else gets the pages of that view and no others:
 * a text is a tenth of a stretch.
 *
 * Views take no lock: threads look at millions of texts.
 */
#include "spool_map.h"

#include "lock.h"
#include "reprint.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define VIEWED_BYTES ((uint64_t)32 << 20)
/* A fault maps its neighbours too, 16 pages on Linux. */
#define FAULT_BITS  16
#define FAULT_BYTES ((uint64_t)1 << FAULT_BITS)
/* The unit in which bytes are asked for; a larger page is asked for in parts.
 */
#define PAGE_BITS 12

/* The kernel cuts off what is more than a device reads at once or reads ahead,
 * and says nothing of it; Linux reads ahead so much unless it is told. */
#define ASKED_BYTES ((uint64_t)128 << 10)

/* Places of the file that somebody goes along, how many views one after the
 * other make a trail, and the most that is asked for ahead of one: 2 MiB. */
#define TRAILS	16
#define VIEWS	3
#define AHEAD	((uint64_t)32)
#define SKIPPED ((uint64_t)4)

/* In stretches. */
struct trail {
	uint64_t at;	/* looked at last */
	uint64_t end;	/* asked for up to here, once this is a trail */
	uint64_t step;	/* asked for last time; 0: not yet a trail */
	uint64_t used;	/* when */
	unsigned views; /* of one stretch after the other */
};

struct rp_spool_map {
	char *base;
	uint64_t size;
	uint64_t memory;     /* half of the machine's */
	struct rp_lock lock; /* of trails, and of giving back */
	struct trail trails[TRAILS];
	uint64_t clock;
	_Atomic uint64_t *stretches; /* a bit for each that may be resident */
	_Atomic uint64_t resident;   /* stretches */
	_Atomic uint64_t *asked; /* a bit for each page; NULL: all of the file
				    fits in memory */
	_Atomic uint64_t pages;	 /* asked for */
	struct rp_spool_map *older;
};

/* Words of a bit for each unit of 2^bits bytes. */
static size_t words_of(uint64_t bytes, unsigned bits)
{
	return (size_t)(bytes >> bits) / 64 + 1;
}

static void clear(_Atomic uint64_t *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		atomic_store_explicit(&words[i], 0, memory_order_relaxed);
}

/* Whoever looks at them meanwhile gets them again. */
static void give_back(struct rp_spool_map *map)
{
	map->resident = 0;
	clear(map->stretches, words_of(map->size, FAULT_BITS));
	madvise(map->base, map->size, MADV_DONTNEED);
}

/* What was asked for long ago may have left the page cache again. */
static void forget_asked(struct rp_spool_map *map)
{
	map->pages = 0;
	clear(map->asked, words_of(map->size, PAGE_BITS));
}

/* More than this cannot be expected to stay in the page cache. */
static uint64_t half_of_memory(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);

	return pages > 0 ? (uint64_t)pages / 2 * (uint64_t)sysconf(_SC_PAGESIZE)
			 : UINT64_MAX;
}

static void free_one(struct rp_spool_map *map)
{
	if (map->base)
		munmap(map->base, map->size);
	rp_lock_dispose(&map->lock);
	free((void *)map->stretches);
	free((void *)map->asked);
	free(map);
}

static struct rp_spool_map *new_map(uint64_t size)
{
	struct rp_spool_map *map = calloc(1, sizeof(*map));
	bool large;

	if (!map)
		return NULL;
	rp_lock_init(&map->lock);
	map->size = size;
	map->memory = half_of_memory();
	large = size > map->memory;
	map->stretches =
	    calloc(words_of(size, FAULT_BITS), sizeof(*map->stretches));
	if (large)
		map->asked =
		    calloc(words_of(size, PAGE_BITS), sizeof(*map->asked));
	if (!map->stretches || large != !!map->asked) {
		free_one(map);
		return NULL;
	}
	return map;
}

int rp_spool_map_create(struct rp_spool_map **out, int fd, uint64_t size,
			struct rp_spool_map *older)
{
	struct rp_spool_map *map = new_map(size);
	void *address;

	if (!map)
		return RP_ENOMEM;
	address = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
	if (address == MAP_FAILED) {
		free_one(map);
		return RP_ESTORE;
	}
	map->base = address;
	if (map->asked) {
		madvise(address, size, MADV_RANDOM);
		posix_fadvise(fd, 0, 0, POSIX_FADV_RANDOM);
	}
	if (older)
		give_back(older);
	map->older = older;
	*out = map;
	return RP_OK;
}

void rp_spool_map_free(struct rp_spool_map *map)
{
	while (map) {
		struct rp_spool_map *older = map->older;

		free_one(map);
		map = older;
	}
}

uint64_t rp_spool_map_size(const struct rp_spool_map *map)
{
	return map->size;
}

/* Set the bits from first to last; true if one was not set. */
static bool set_bits(_Atomic uint64_t *words, uint64_t first, uint64_t last,
		     _Atomic uint64_t *count)
{
	bool fresh = false;

	for (; first <= last; first++) {
		_Atomic uint64_t *word = &words[first / 64];
		uint64_t bit = (uint64_t)1 << first % 64;

		if (atomic_load_explicit(word, memory_order_relaxed) & bit)
			continue;
		fresh = true;
		atomic_fetch_or_explicit(word, bit, memory_order_relaxed);
		if (count)
			atomic_fetch_add_explicit(count, 1,
						  memory_order_relaxed);
	}
	return fresh;
}

/* Ask for the pages from first to last, as far as there are some. */
static void ask(struct rp_spool_map *map, uint64_t first, uint64_t last)
{
	uint64_t from = first << PAGE_BITS;
	uint64_t to = (last + 1) << PAGE_BITS;

	if (to > map->size)
		to = map->size;
	if (from >= to)
		return;
	set_bits(map->asked, first, (to - 1) >> PAGE_BITS, &map->pages);
	for (; from < to; from += ASKED_BYTES)
		madvise(
		    map->base + from,
		    (size_t)(to - from < ASKED_BYTES ? to - from : ASKED_BYTES),
		    MADV_WILLNEED);
}

/* The trail that leads to a stretch, or the one to be given up for it. */
static struct trail *trail_of(struct rp_spool_map *map, uint64_t stretch)
{
	struct trail *oldest = &map->trails[0];
	size_t i;

	for (i = 0; i < TRAILS; i++) {
		struct trail *trail = &map->trails[i];

		if (trail->used && stretch >= trail->at &&
		    stretch <= trail->end + SKIPPED)
			return trail;
		if (trail->used < oldest->used)
			oldest = trail;
	}
	*oldest = (struct trail){.at = stretch, .end = stretch};
	return oldest;
}

/* Ask for what lies ahead on a trail that was gone along up to last. */
static void ask_ahead(struct rp_spool_map *map, struct trail *trail,
		      uint64_t last)
{
	const unsigned pages = FAULT_BITS - PAGE_BITS;
	uint64_t to;

	/* Half of it is left. */
	if (last + trail->step / 2 < trail->end)
		return;
	trail->step = trail->step < AHEAD ? trail->step * 2 + 1 : AHEAD;
	to = last + 1 + trail->step;
	if (trail->end < trail->at)
		trail->end = trail->at;
	ask(map, trail->end << pages, (to << pages) - 1);
	trail->end = to;
}

/* Ask for what is looked at, and ahead of it if this is on a trail; under the
 * lock. */
static void fetch(struct rp_spool_map *map, uint64_t offset, uint64_t end)
{
	uint64_t first = offset >> FAULT_BITS;
	uint64_t last = end >> FAULT_BITS;
	struct trail *trail = trail_of(map, first);

	trail->used = ++map->clock;
	trail->views += first > trail->at;
	trail->at = first;
	if (last >= trail->end)
		ask(map, offset >> PAGE_BITS, end >> PAGE_BITS);
	if (trail->views >= VIEWS)
		ask_ahead(map, trail, last);
	else
		trail->end = first;
}

/* True if not all of these pages were asked for; now they count as such. */
static bool not_asked(struct rp_spool_map *map, uint64_t offset, uint64_t end)
{
	if (!map->asked)
		return false;
	if (map->pages > map->memory >> (PAGE_BITS + 1)) {
		rp_lock_hold(&map->lock);
		if (map->pages > map->memory >> (PAGE_BITS + 1))
			forget_asked(map);
		rp_lock_release(&map->lock);
	}
	return set_bits(map->asked, offset >> PAGE_BITS, end >> PAGE_BITS,
			&map->pages);
}

const void *rp_spool_map_view(struct rp_spool_map *map, uint64_t offset,
			      size_t len)
{
	uint64_t end = offset + (len ? len - 1 : 0);
	const uint64_t most = VIEWED_BYTES / FAULT_BYTES;
	bool fresh = set_bits(map->stretches, offset >> FAULT_BITS,
			      end >> FAULT_BITS, &map->resident);

	if (map->asked && (not_asked(map, offset, end) || fresh)) {
		rp_lock_hold(&map->lock);
		fetch(map, offset, end);
		rp_lock_release(&map->lock);
	}
	if (map->resident > most) {
		rp_lock_hold(&map->lock);
		if (map->resident > most)
			give_back(map);
		rp_lock_release(&map->lock);
	}
	return map->base + offset;
}

void rp_spool_map_want(struct rp_spool_map *map, uint64_t offset, size_t len)
{
	uint64_t end = offset + (len ? len - 1 : 0);

	if (not_asked(map, offset, end))
		ask(map, offset >> PAGE_BITS, end >> PAGE_BITS);
}
