/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_file.c - see spool_file.h
 *
 * Appends are gathered into 1 MiB writes; the mapping is made at the first
 * view behind the last append. Pages that were looked at count as resident
 * until the kernel wants them back; so that memory stays flat and can be
 * stated, they are given back whenever VIEWED_BYTES are mapped. They remain in
 * the page cache and the addresses remain good: the next look costs a minor
 * fault. What is mapped is known by a bit for each stretch that a fault brings
 * in, so looking again at the same place costs nothing.
 *
 * Where the file is larger than the page cache the kernel must not read ahead
 * of a view: it is told that access is random, and which bytes are wanted
 * whenever they may not be there. Who goes along the file, as most do, or along
 * several places of it at once, as a comparison of two texts does, has the
 * bytes ahead of him asked for too, twice as many each time, so that he need
 * not wait for the disk.
 *
 * Views take no lock: threads look at millions of texts.
 */
#include "spool_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BUFFER_BYTES ((size_t)1 << 20)
#define ALIGN	     8
#define VIEWED_BYTES ((uint64_t)32 << 20)
/* A fault maps its neighbours too, 16 pages on Linux. */
#define FAULT_BITS  16
#define FAULT_BYTES ((uint64_t)1 << FAULT_BITS)

/* Places of the file that somebody goes along, and the most that is asked for
 * ahead of one: 2 MiB. */
#define TRAILS	16
#define AHEAD	((uint64_t)32)
#define SKIPPED ((uint64_t)4)

/* In stretches. */
struct trail {
	uint64_t at;   /* looked at last */
	uint64_t end;  /* asked for up to here */
	uint64_t step; /* asked for last time */
	uint64_t used; /* when */
};

/* The file as far as it went when somebody looked behind all that was mapped
 * before. Others may still be reading through older ones, which stay. */
struct mapping {
	char *base;
	uint64_t size;
	bool advised; /* not all of it fits in memory */
	struct trail trails[TRAILS];
	uint64_t clock;
	_Atomic uint64_t *stretches; /* a bit for each that may be resident */
	_Atomic uint64_t resident;   /* stretches */
	struct mapping *older;
};

struct rp_spool_file {
	int fd;
	uint64_t size;	  /* appended */
	uint64_t written; /* of it in the file */
	char *buffer;
	size_t len;
	pthread_mutex_t lock;		 /* of mapping anew and giving back */
	struct mapping *_Atomic current; /* NULL: none yet */
	struct rp_error error;
};

int rp_spool_file_descriptor(const char *folder, struct rp_error *error)
{
	char *name;
	int fd;

	if (!folder)
		folder = getenv("TMPDIR");
	if (!folder || !*folder)
		folder = "/tmp";
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
	/* Not every file system has O_TMPFILE. */
	if (asprintf(&name, "%s/reprint.XXXXXX", folder) < 0)
		return rp_error_set(error, "out of memory");
	fd = mkostemp(name, O_CLOEXEC);
	if (fd < 0)
		rp_error_errno(error, "%s: no temporary file can be made",
			       folder);
	else
		unlink(name);
	free(name);
	return fd;
}

int rp_spool_file_create(struct rp_spool_file **out, const char *folder,
			 struct rp_error *error)
{
	struct rp_spool_file *spool = calloc(1, sizeof(*spool));

	if (spool)
		spool->buffer = malloc(BUFFER_BYTES);
	if (!spool || !spool->buffer) {
		free(spool);
		return rp_error_set(error, "out of memory");
	}
	spool->fd = rp_spool_file_descriptor(folder, error);
	if (spool->fd < 0) {
		free(spool->buffer);
		free(spool);
		return -1;
	}
	pthread_mutex_init(&spool->lock, NULL);
	*out = spool;
	return 0;
}

void rp_spool_file_free(struct rp_spool_file *spool)
{
	if (!spool)
		return;
	while (spool->current) {
		struct mapping *mapping = spool->current;

		spool->current = mapping->older;
		munmap(mapping->base, mapping->size);
		free((void *)mapping->stretches);
		free(mapping);
	}
	pthread_mutex_destroy(&spool->lock);
	close(spool->fd);
	free(spool->buffer);
	free(spool);
}

static int write_out(struct rp_spool_file *spool, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n =
		    pwrite(spool->fd, bytes, len, (off_t)spool->written);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			rp_error_errno(
			    &spool->error,
			    "the temporary file cannot be written "
			    "(set TMPDIR or --tmp to a larger disk)");
			return RP_ESTORE;
		}
		spool->written += (uint64_t)n;
		bytes += n;
		len -= (size_t)n;
	}
	return RP_OK;
}

static int flush(struct rp_spool_file *spool)
{
	int status = write_out(spool, spool->buffer, spool->len);

	spool->len = 0;
	return status;
}

int rp_spool_file_append(struct rp_spool_file *spool, uint64_t *offset,
			 const void *bytes, size_t len)
{
	static const char zeros[ALIGN];
	size_t pad = (ALIGN - len % ALIGN) % ALIGN;
	int status = RP_OK;

	if (spool->len + len + pad > BUFFER_BYTES)
		status = flush(spool);
	if (status != RP_OK)
		return status;
	*offset = spool->size;
	if (len + pad > BUFFER_BYTES) {
		status = write_out(spool, bytes, len);
		if (status == RP_OK)
			status = write_out(spool, zeros, pad);
	} else {
		memcpy(spool->buffer + spool->len, bytes, len);
		memcpy(spool->buffer + spool->len + len, zeros, pad);
		spool->len += len + pad;
	}
	spool->size += len + pad;
	return status;
}

static size_t words_of(uint64_t bytes)
{
	return (size_t)(bytes >> FAULT_BITS) / 64 + 1;
}

static void give_pages_back(struct mapping *mapping)
{
	size_t i;

	mapping->resident = 0;
	for (i = 0; i < words_of(mapping->size); i++)
		atomic_store_explicit(&mapping->stretches[i], 0,
				      memory_order_relaxed);
	madvise(mapping->base, mapping->size, MADV_DONTNEED);
}

/* More than this cannot be expected to stay in the page cache. */
static uint64_t half_of_memory(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);

	return pages > 0 ? (uint64_t)pages / 2 * (uint64_t)sysconf(_SC_PAGESIZE)
			 : UINT64_MAX;
}

/* Map the file as far as it goes. */
static int map(struct rp_spool_file *spool)
{
	struct mapping *mapping = NULL;
	void *address;

	if (flush(spool) != RP_OK)
		return RP_ESTORE;
	mapping = calloc(1, sizeof(*mapping));
	if (mapping)
		mapping->stretches =
		    calloc(words_of(spool->size), sizeof(*mapping->stretches));
	if (!mapping || !mapping->stretches) {
		free(mapping);
		rp_error_set(&spool->error, "out of memory");
		return RP_ESTORE;
	}
	address = mmap(NULL, spool->size, PROT_READ, MAP_SHARED, spool->fd, 0);
	if (address == MAP_FAILED) {
		free((void *)mapping->stretches);
		free(mapping);
		rp_error_errno(&spool->error,
			       "the temporary file cannot be mapped");
		return RP_ESTORE;
	}
	mapping->base = address;
	mapping->advised = spool->size > half_of_memory();
	if (mapping->advised)
		madvise(address, spool->size, MADV_RANDOM);
	mapping->size = spool->size;
	mapping->older = spool->current;
	if (mapping->older)
		give_pages_back(mapping->older);
	spool->current = mapping;
	return RP_OK;
}

/* Ask for stretches from from to to. */
static void ask(const struct mapping *mapping, uint64_t from, uint64_t to)
{
	uint64_t last = (mapping->size + FAULT_BYTES - 1) >> FAULT_BITS;
	uint64_t bytes;

	if (to > last)
		to = last;
	if (from >= to)
		return;
	bytes = to << FAULT_BITS;
	if (bytes > mapping->size)
		bytes = mapping->size;
	bytes -= from << FAULT_BITS;
	madvise(mapping->base + (from << FAULT_BITS), (size_t)bytes,
		MADV_WILLNEED);
}

/* The trail that leads to a stretch, or the one to be given up for it. */
static struct trail *trail_of(struct mapping *mapping, uint64_t stretch)
{
	struct trail *oldest = &mapping->trails[0];
	size_t i;

	for (i = 0; i < TRAILS; i++) {
		struct trail *trail = &mapping->trails[i];

		if (trail->used && stretch >= trail->at &&
		    stretch <= trail->end + SKIPPED)
			return trail;
		if (trail->used < oldest->used)
			oldest = trail;
	}
	*oldest = (struct trail){.at = UINT64_MAX};
	return oldest;
}

/* Ask for what is looked at, and ahead of it if this is on a trail; under the
 * lock. */
static void fetch(struct mapping *mapping, uint64_t first, uint64_t last)
{
	struct trail *trail = trail_of(mapping, first);
	bool fresh = trail->at == UINT64_MAX;

	trail->used = ++mapping->clock;
	trail->at = first;
	if (fresh) {
		trail->step = 1;
		trail->end = last + 1;
		ask(mapping, first, last + 1);
		return;
	}
	/* Half of it is left: time to ask for more. */
	if (last + trail->step / 2 < trail->end)
		return;
	if (trail->end < first)
		trail->end = first;
	trail->step = trail->step < AHEAD ? trail->step * 2 : AHEAD;
	ask(mapping, trail->end, last + 1 + trail->step);
	trail->end = last + 1 + trail->step;
}

static void note_view(struct rp_spool_file *spool, struct mapping *mapping,
		      uint64_t offset, size_t len)
{
	uint64_t first = offset >> FAULT_BITS;
	uint64_t stretch = first;
	uint64_t last = (offset + (len ? len - 1 : 0)) >> FAULT_BITS;
	const uint64_t most = VIEWED_BYTES / FAULT_BYTES;
	bool fresh = false;

	for (; stretch <= last; stretch++) {
		_Atomic uint64_t *word = &mapping->stretches[stretch / 64];
		uint64_t bit = (uint64_t)1 << stretch % 64;

		if (atomic_load_explicit(word, memory_order_relaxed) & bit)
			continue;
		fresh = true;
		atomic_fetch_or_explicit(word, bit, memory_order_relaxed);
		atomic_fetch_add_explicit(&mapping->resident, 1,
					  memory_order_relaxed);
	}
	if (fresh && mapping->advised) {
		pthread_mutex_lock(&spool->lock);
		fetch(mapping, first, last);
		pthread_mutex_unlock(&spool->lock);
	}
	if (atomic_load_explicit(&mapping->resident, memory_order_relaxed) <=
	    most)
		return;
	/* Who looks at them meanwhile gets them again. */
	pthread_mutex_lock(&spool->lock);
	if (mapping->resident > most)
		give_pages_back(mapping);
	pthread_mutex_unlock(&spool->lock);
}

const void *rp_spool_file_view(struct rp_spool_file *spool, uint64_t offset,
			       size_t len)
{
	struct mapping *mapping =
	    atomic_load_explicit(&spool->current, memory_order_acquire);
	int status = RP_OK;

	if (!mapping || offset + len > mapping->size) {
		pthread_mutex_lock(&spool->lock);
		mapping = spool->current;
		if (!mapping || offset + len > mapping->size)
			status = map(spool);
		mapping = spool->current;
		pthread_mutex_unlock(&spool->lock);
	}
	if (status != RP_OK)
		return NULL;
	note_view(spool, mapping, offset, len);
	return mapping->base + offset;
}

uint64_t rp_spool_file_size(const struct rp_spool_file *spool)
{
	return spool->size;
}

const char *rp_spool_file_error(const struct rp_spool_file *spool)
{
	return spool->error.message;
}

static int callback_append(void *context, uint64_t *offset, const void *bytes,
			   size_t len)
{
	return rp_spool_file_append(context, offset, bytes, len);
}

static const void *callback_view(void *context, uint64_t offset, size_t len)
{
	return rp_spool_file_view(context, offset, len);
}

struct rp_spool rp_spool_file_callbacks(struct rp_spool_file *spool)
{
	return (struct rp_spool){spool, callback_append, callback_view};
}
