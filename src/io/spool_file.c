/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_file.c - see spool_file.h
 *
 * The first bytes, as many as were asked for, are held in memory, and the file
 * has a hole in their place. When there are LET_GO times as many in all they
 * are written too, so that what is held is spared where it is much of the whole
 * and no burden where it is little.
 *
 * Behind them appends are gathered into 1 MiB writes; the file is mapped at the
 * first look behind the last append. Callers that look at a text here and
 * there read it instead: a view of it would map, and give back, fifteen pages
 * of its neighbours. They announce what they will read (_want), so that the
 * disk is waited for once for many.
 */
#include "spool_file.h"

#include "file_at.h"
#include "lock.h"
#include "spool_held.h"
#include "spool_map.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES ((size_t)1 << 20)
#define ALIGN	     8
#define LET_GO	     4
#define PIECE_BYTES  ((size_t)8 << 20)

struct rp_spool_file {
	int fd;
	char *name;	  /* NULL: it has none */
	uint64_t size;	  /* appended */
	uint64_t written; /* of it in the file, but for what is held */
	char *buffer;
	size_t len;
	struct rp_spool_held held;
	_Atomic uint64_t held_end; /* where what is held ends, or may end */
	struct rp_lock lock;	   /* of appending and mapping anew */
	struct rp_spool_map *_Atomic current; /* NULL: none yet */
	bool failed; /* bytes were lost: nothing more is mapped */
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
	/* Nobody asks when it was read last, and each read would note it. */
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_NOATIME, 0600);
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

int rp_spool_file_adopt(struct rp_spool_file **out, int fd, uint64_t size,
			const char *name, struct rp_error *error)
{
	struct rp_spool_file *spool = calloc(1, sizeof(*spool));

	if (spool)
		spool->buffer = malloc(BUFFER_BYTES);
	if (spool && name)
		spool->name = strdup(name);
	if (!spool || !spool->buffer || !spool->name != !name) {
		if (spool) {
			free(spool->buffer);
			free(spool->name);
		}
		free(spool);
		return rp_error_set(error, "out of memory");
	}
	spool->fd = fd;
	spool->size = size;
	spool->written = size;
	rp_lock_init(&spool->lock);
	*out = spool;
	return 0;
}

int rp_spool_file_create(struct rp_spool_file **out, const char *folder,
			 size_t held, struct rp_error *error)
{
	int fd = rp_spool_file_descriptor(folder, error);

	if (fd < 0)
		return -1;
	if (rp_spool_file_adopt(out, fd, 0, NULL, error) != 0) {
		close(fd);
		return -1;
	}
	/* Where there is no room for that, it is written. */
	if (held > 0 && rp_spool_held_init(&(*out)->held, held) == RP_OK)
		(*out)->held_end = held;
	return 0;
}

void rp_spool_file_free(struct rp_spool_file *spool)
{
	if (!spool)
		return;
	rp_spool_map_free(spool->current);
	rp_spool_held_dispose(&spool->held);
	rp_lock_dispose(&spool->lock);
	close(spool->fd);
	free(spool->name);
	free(spool->buffer);
	free(spool);
}

/* Say what cannot be done with the file, and why; the first time, for what
 * follows comes of that. */
static int fail(struct rp_spool_file *spool, const char *what,
		const char *advice)
{
	if (spool->error.message[0])
		return RP_ESTORE;
	if (spool->name)
		rp_error_errno(&spool->error, "%s: cannot be %s", spool->name,
			       what);
	else
		rp_error_errno(&spool->error,
			       "the temporary file cannot be %s%s", what,
			       advice);
	return RP_ESTORE;
}

static int write_at(struct rp_spool_file *spool, const char *bytes, size_t len,
		    uint64_t at)
{
	if (rp_write_whole(spool->fd, bytes, len, at) == 0)
		return RP_OK;
	spool->failed = true;
	return fail(spool, "written",
		    " (set TMPDIR or --tmp to a larger disk)");
}

static int write_out(struct rp_spool_file *spool, const char *bytes, size_t len)
{
	int status = write_at(spool, bytes, len, spool->written);

	if (status == RP_OK)
		spool->written += len;
	return status;
}

static int flush(struct rp_spool_file *spool)
{
	int status = write_out(spool, spool->buffer, spool->len);

	spool->len = 0;
	return status;
}

int rp_spool_file_flush(struct rp_spool_file *spool)
{
	return spool->len > 0 ? flush(spool) : RP_OK;
}

/* Write what is held, which is little of the whole by now; a piece at a time,
 * so that the kernel's cache has the memory of the one before. */
static int let_go(struct rp_spool_file *spool)
{
	size_t end = (size_t)spool->held_end;
	size_t at;

	for (at = 0; at < end; at += PIECE_BYTES) {
		size_t len = end - at < PIECE_BYTES ? end - at : PIECE_BYTES;
		int status = write_at(spool, spool->held.base + at, len, at);

		if (status != RP_OK)
			return status;
		if (rp_spool_held_replace(&spool->held, at, len, spool->fd) !=
		    RP_OK)
			return fail(spool, "mapped", "");
	}
	atomic_store_explicit(&spool->held_end, 0, memory_order_release);
	return RP_OK;
}

/* Append to what is held; false: no more is. */
static bool hold(struct rp_spool_file *spool, const void *bytes, size_t len)
{
	if (spool->held_end == 0 || spool->written > 0)
		return false;
	if (len > spool->held.room - spool->size) {
		spool->held_end = spool->size;
		spool->written = spool->size;
		return false;
	}
	rp_spool_held_reach(&spool->held, (size_t)spool->size + len);
	memcpy(spool->held.base + spool->size, bytes, len);
	return true;
}

static int append(struct rp_spool_file *spool, const char *bytes, size_t len,
		  size_t pad)
{
	static const char zeros[ALIGN];
	int status = RP_OK;

	if (spool->len + len + pad > BUFFER_BYTES)
		status = flush(spool);
	if (status == RP_OK && spool->held_end > 0 &&
	    spool->size / LET_GO > spool->held.room)
		status = let_go(spool);
	if (status != RP_OK)
		return status;
	if (len + pad > BUFFER_BYTES) {
		status = write_out(spool, bytes, len);
		return status == RP_OK ? write_out(spool, zeros, pad) : status;
	}
	memcpy(spool->buffer + spool->len, bytes, len);
	memcpy(spool->buffer + spool->len + len, zeros, pad);
	spool->len += len + pad;
	return RP_OK;
}

int rp_spool_file_append(struct rp_spool_file *spool, uint64_t *offset,
			 const void *bytes, size_t len)
{
	size_t pad = (ALIGN - len % ALIGN) % ALIGN;
	int status;

	rp_lock_hold(&spool->lock);
	*offset = spool->size;
	/* What was lost before would stand in the way of all behind it. */
	status = spool->failed ? RP_ESTORE : RP_OK;
	if (status == RP_OK && !hold(spool, bytes, len))
		status = append(spool, bytes, len, pad);
	if (status == RP_OK)
		spool->size += len + pad;
	rp_lock_release(&spool->lock);
	return status;
}

/* Map the file as far as it goes. */
static int map(struct rp_spool_file *spool)
{
	struct rp_spool_map *map = NULL;
	int status = spool->failed ? RP_ESTORE : flush(spool);

	/* What lies behind the end of a file must not be looked at. */
	if (status != RP_OK)
		return status;
	status =
	    rp_spool_map_create(&map, spool->fd, spool->size, spool->current);
	if (status == RP_ENOMEM)
		rp_error_set(&spool->error, "out of memory");
	else if (status != RP_OK)
		fail(spool, "mapped", "");
	else
		spool->current = map;
	return status;
}

static bool reaches(const struct rp_spool_map *map, uint64_t offset, size_t len)
{
	uint64_t size = rp_spool_map_size(map);

	return offset <= size && len <= size - offset;
}

/* A map that holds these bytes; NULL on failure, or if there are not so many.
 */
static struct rp_spool_map *map_of(struct rp_spool_file *spool, uint64_t offset,
				   size_t len)
{
	struct rp_spool_map *found =
	    atomic_load_explicit(&spool->current, memory_order_acquire);
	int status = RP_OK;

	if (found && reaches(found, offset, len))
		return found;
	rp_lock_hold(&spool->lock);
	found = spool->current;
	if (!found || !reaches(found, offset, len))
		status = map(spool);
	found = spool->current;
	rp_lock_release(&spool->lock);
	return status == RP_OK && reaches(found, offset, len) ? found : NULL;
}

/* Up to here bytes are held; as other threads may see it. */
static uint64_t held_end(const struct rp_spool_file *spool)
{
	return atomic_load_explicit(&spool->held_end, memory_order_acquire);
}

/* Bytes that are held, and stand as long as the spool even if they are written
 * meanwhile; NULL: these are not. */
static const char *held_at(const struct rp_spool_file *spool, uint64_t offset)
{
	return offset < held_end(spool) ? spool->held.base + offset : NULL;
}

const void *rp_spool_file_view(struct rp_spool_file *spool, uint64_t offset,
			       size_t len)
{
	const char *held = held_at(spool, offset);
	struct rp_spool_map *map;

	if (held)
		return held;
	map = map_of(spool, offset, len);
	return map ? rp_spool_map_view(map, offset, len) : NULL;
}

int rp_spool_file_read(struct rp_spool_file *spool, void *out, uint64_t offset,
		       size_t len)
{
	const char *held = held_at(spool, offset);

	if (held) {
		memcpy(out, held, len);
		return RP_OK;
	}
	/* What is not mapped may not have been written. */
	if (!map_of(spool, offset, len))
		return RP_ESTORE;
	if (rp_read_whole(spool->fd, out, len, offset) == 0)
		return RP_OK;
	rp_lock_hold(&spool->lock);
	fail(spool, "read", "");
	rp_lock_release(&spool->lock);
	return RP_ESTORE;
}

void rp_spool_file_want(struct rp_spool_file *spool, uint64_t offset,
			size_t len)
{
	const uint64_t held = held_end(spool);
	struct rp_spool_map *map;

	if (offset < held) {
		if (len <= held - offset)
			return;
		len -= (size_t)(held - offset);
		offset = held;
	}
	map = map_of(spool, offset, len);
	if (map)
		rp_spool_map_want(map, offset, len);
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

static int callback_read(void *context, uint64_t offset, void *out, size_t len)
{
	return rp_spool_file_read(context, out, offset, len);
}

static void callback_want(void *context, uint64_t offset, size_t len)
{
	rp_spool_file_want(context, offset, len);
}

static const void *callback_in_memory(void *context, uint64_t offset,
				      size_t len)
{
	(void)len;
	return held_at(context, offset);
}

struct rp_spool rp_spool_file_callbacks(struct rp_spool_file *spool)
{
	return (struct rp_spool){spool,		callback_append,
				 callback_view, callback_read,
				 callback_want, callback_in_memory};
}
