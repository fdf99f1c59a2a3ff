/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_file.c - see spool_file.h
 *
 * Appends are gathered into 1 MiB writes; the file is mapped at the first look
 * behind the last append. Whoever looks at a text here and there does not view
 * but read it: a view of it would map, and give back, fifteen pages of its
 * neighbours. He says before what he will read, so that the disk is waited for
 * once for many.
 */
#include "spool_file.h"

#include "lock.h"
#include "read_at.h"
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

struct rp_spool_file {
	int fd;
	char *name;	  /* NULL: it has none */
	uint64_t size;	  /* appended */
	uint64_t written; /* of it in the file */
	char *buffer;
	size_t len;
	struct rp_lock lock;		      /* of mapping anew */
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
			 struct rp_error *error)
{
	int fd = rp_spool_file_descriptor(folder, error);

	if (fd < 0)
		return -1;
	if (rp_spool_file_adopt(out, fd, 0, NULL, error) != 0) {
		close(fd);
		return -1;
	}
	return 0;
}

void rp_spool_file_free(struct rp_spool_file *spool)
{
	if (!spool)
		return;
	rp_spool_map_free(spool->current);
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

static int write_out(struct rp_spool_file *spool, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n =
		    pwrite(spool->fd, bytes, len, (off_t)spool->written);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			spool->failed = true;
			return fail(spool, "written",
				    " (set TMPDIR or --tmp to a larger disk)");
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

/* A map that holds these bytes; NULL on failure. */
static struct rp_spool_map *map_of(struct rp_spool_file *spool, uint64_t offset,
				   size_t len)
{
	struct rp_spool_map *found =
	    atomic_load_explicit(&spool->current, memory_order_acquire);
	int status = RP_OK;

	if (found && offset + len <= rp_spool_map_size(found))
		return found;
	rp_lock_hold(&spool->lock);
	found = spool->current;
	if (!found || offset + len > rp_spool_map_size(found))
		status = map(spool);
	found = spool->current;
	rp_lock_release(&spool->lock);
	return status == RP_OK ? found : NULL;
}

const void *rp_spool_file_view(struct rp_spool_file *spool, uint64_t offset,
			       size_t len)
{
	struct rp_spool_map *map = map_of(spool, offset, len);

	return map ? rp_spool_map_view(map, offset, len) : NULL;
}

int rp_spool_file_read(struct rp_spool_file *spool, void *out, uint64_t offset,
		       size_t len)
{
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
	struct rp_spool_map *map = map_of(spool, offset, len);

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

struct rp_spool rp_spool_file_callbacks(struct rp_spool_file *spool)
{
	return (struct rp_spool){spool, callback_append, callback_view,
				 callback_read, callback_want};
}
