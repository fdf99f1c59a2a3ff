/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_kept.c - see spool_kept.h
 *
 * Layout. A page that says what the file is, two pages for marks, and the bytes
 * appended. Marks are written to the two pages in turn, each with a number one
 * higher and a hash, and bytes reach the disk before their mark does: of two
 * whole marks the higher holds, and a torn one is none. A mark's list has its
 * hash in the mark.
 *
 * The lists of old marks are holes afterwards, where the file system makes
 * holes; elsewhere they stay.
 */
#include "spool_kept.h"

#include "file_at.h"
#include "hash.h"
#include "magic.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 4096
/* Bytes appended begin here. */
#define START ((uint64_t)4 * PAGE)

static const char magic[16] = "reprint index 1";

/* As it lies on the disk. */
struct slot {
	struct rp_spool_mark mark;
	uint64_t number; /* 0: none */
	uint64_t end;	 /* of the bytes that it holds for */
	uint64_t list_hash;
	uint64_t hash; /* of all before */
};

struct rp_spool_kept {
	int fd; /* the spool's */
	char *path;
	struct rp_spool_file *file;
	struct slot slot; /* the mark that holds */
	bool lost;
};

static uint64_t slot_hash(const struct slot *slot)
{
	return rp_hash64(slot, offsetof(struct slot, hash));
}

static uint64_t slot_place(uint64_t number)
{
	return PAGE * (1 + number % 2);
}

static bool slot_is_whole(const struct slot *slot, uint64_t size)
{
	const struct rp_spool_mark *mark = &slot->mark;

	return slot->number > 0 && slot->hash == slot_hash(slot) &&
	       slot->end <= size && mark->from >= START &&
	       mark->from <= mark->list && mark->list <= slot->end &&
	       mark->len <= slot->end - mark->list;
}

/* Whether the list is what was marked. */
static bool list_is_whole(const struct slot *slot, int fd)
{
	size_t len = (size_t)slot->mark.len;
	char *list = malloc(len + 1);
	bool whole =
	    list &&
	    rp_read_at(fd, list, len, slot->mark.list) == (ssize_t)len &&
	    rp_hash64(list, len) == slot->list_hash;

	free(list);
	return whole;
}

/* The mark that holds, if there is one. */
static void find_mark(struct rp_spool_kept *kept, uint64_t size)
{
	struct slot slots[2];
	uint64_t i;

	memset(slots, 0, sizeof(slots));
	for (i = 0; i < 2; i++) {
		ssize_t got = rp_read_at(kept->fd, &slots[i], sizeof(slots[i]),
					 slot_place(i));

		if (got == (ssize_t)sizeof(slots[i]) &&
		    slot_is_whole(&slots[i], size) &&
		    slots[i].number > kept->slot.number &&
		    list_is_whole(&slots[i], kept->fd))
			kept->slot = slots[i];
	}
}

/* Make it what an empty one is. */
static int begin(int fd)
{
	char page[PAGE] = {0};

	memcpy(page, magic, sizeof(magic));
	if (ftruncate(fd, 0) != 0 ||
	    rp_write_whole(fd, page, sizeof(page), 0) != 0)
		return -1;
	return ftruncate(fd, (off_t)START);
}

/* Look at an open file, and make it one of these if it is empty. */
static int look(struct rp_spool_kept *kept, struct rp_error *error)
{
	struct stat info;
	bool ours;

	if (fstat(kept->fd, &info) != 0)
		return rp_error_errno(error, "%s", kept->path);
	if (!S_ISREG(info.st_mode))
		return rp_error_set(error, "%s: not a file", kept->path);
	if (flock(kept->fd, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK
			   ? rp_error_set(
				 error, "%s: another run keeps its index there",
				 kept->path)
			   : rp_error_errno(error, "%s: cannot be locked",
					    kept->path);
	if (rp_magic_look(&ours, kept->fd, magic, sizeof(magic)) != 0)
		return rp_error_errno(error, "%s", kept->path);
	/* Marks have hashes of their own, whatever became of the first page. */
	find_mark(kept, (uint64_t)info.st_size);
	if (!ours && kept->slot.number == 0)
		return rp_error_set(error,
				    "%s: not an index of reprint; nothing is "
				    "written over it (remove it if it was one)",
				    kept->path);
	kept->lost = info.st_size > 0 && kept->slot.number == 0;
	if (kept->slot.number == 0 && begin(kept->fd) != 0)
		return rp_error_errno(error, "%s: cannot be written",
				      kept->path);
	if (kept->slot.number > 0 &&
	    ftruncate(kept->fd, (off_t)kept->slot.end) != 0)
		return rp_error_errno(error, "%s: cannot be cut", kept->path);
	return 0;
}

int rp_spool_kept_open(struct rp_spool_kept **out, const char *path,
		       struct rp_error *error)
{
	struct rp_spool_kept *kept = calloc(1, sizeof(*kept));

	if (kept)
		kept->path = strdup(path);
	if (!kept || !kept->path) {
		free(kept);
		return rp_error_set(error, "out of memory");
	}
	kept->fd = open(
	    path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
	if (kept->fd < 0) {
		rp_error_errno(error, "%s", path);
		goto free_kept;
	}
	if (look(kept, error) != 0)
		goto close_fd;
	if (rp_spool_file_adopt(&kept->file, kept->fd,
				kept->slot.number ? kept->slot.end : START,
				path, error) != 0)
		goto close_fd;
	*out = kept;
	return 0;
close_fd:
	close(kept->fd);
free_kept:
	free(kept->path);
	free(kept);
	return -1;
}

void rp_spool_kept_free(struct rp_spool_kept *kept)
{
	if (!kept)
		return;
	/* The run's own bytes; where that fails the next one cuts them. */
	if (kept->slot.number > 0 &&
	    ftruncate(kept->fd, (off_t)kept->slot.end) != 0)
		errno = 0;
	rp_spool_file_free(kept->file);
	free(kept->path);
	free(kept);
}

struct rp_spool_file *rp_spool_kept_file(struct rp_spool_kept *kept)
{
	return kept->file;
}

const struct rp_spool_mark *rp_spool_kept_mark(const struct rp_spool_kept *kept)
{
	return kept->slot.number > 0 ? &kept->slot.mark : NULL;
}

bool rp_spool_kept_lost(const struct rp_spool_kept *kept)
{
	return kept->lost;
}

int rp_spool_kept_clear(struct rp_spool_kept *kept, struct rp_error *error)
{
	int fd = dup(kept->fd);

	if (fd < 0)
		return rp_error_errno(error, "%s", kept->path);
	rp_spool_file_free(kept->file);
	kept->file = NULL;
	kept->fd = fd;
	memset(&kept->slot, 0, sizeof(kept->slot));
	if (begin(fd) != 0) {
		rp_error_errno(error, "%s: cannot be written", kept->path);
		goto close_file;
	}
	if (rp_spool_file_adopt(&kept->file, fd, START, kept->path, error) == 0)
		return 0;
close_file:
	close(fd);
	kept->fd = -1;
	return -1;
}

/* Give the bytes of the last mark's list back to the disk. */
static void make_hole(const struct rp_spool_kept *kept)
{
	const struct slot *slot = &kept->slot;

	if (slot->number > 0 && slot->end > slot->mark.from &&
	    fallocate(kept->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
		      (off_t)slot->mark.from,
		      (off_t)(slot->end - slot->mark.from)) != 0)
		errno = 0;
}

int rp_spool_kept_set(struct rp_spool_kept *kept,
		      const struct rp_spool_mark *mark, struct rp_error *error)
{
	struct slot slot = {.mark = *mark, .number = kept->slot.number + 1};
	const void *list;

	list = rp_spool_file_view(kept->file, mark->list, (size_t)mark->len);
	if (!list)
		return rp_error_set(error, "%s",
				    rp_spool_file_error(kept->file));
	/* What was appended behind the list is marked too. */
	if (rp_spool_file_flush(kept->file) != RP_OK)
		return rp_error_set(error, "%s",
				    rp_spool_file_error(kept->file));
	slot.list_hash = rp_hash64(list, (size_t)mark->len);
	slot.end = rp_spool_file_size(kept->file);
	slot.hash = slot_hash(&slot);
	if (fdatasync(kept->fd) != 0 ||
	    rp_write_whole(kept->fd, &slot, sizeof(slot),
			   slot_place(slot.number)) != 0 ||
	    fdatasync(kept->fd) != 0)
		return rp_error_errno(error, "%s: cannot be written",
				      kept->path);
	make_hole(kept);
	kept->slot = slot;
	return 0;
}
