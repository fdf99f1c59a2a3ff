/* SPDX-License-Identifier: Apache-2.0 */
/*
 * memo_table.c - see memo_table.h
 *
 * Idea. Who asks goes from story to story, and the keys of a story lie together
 * more often than not. So the blocks looked at last are held, each number of
 * block in a place of its own that a thread locks while it looks: most records
 * are found without reading.
 *
 * Cost. Eight bytes for each 64 records, and 1.2 MiB of blocks held. A record
 * that lies in one of them takes 0.1 us, another 3 if the kernel has it.
 *
 * Rejected: keys that are mixed, so that records lie evenly and no directory is
 * searched: then each look is a read, and of ten million each night they were
 * the longest part of comparing. To map the file: a fault takes as long as the
 * read, and a disk that fails ends the program instead of the run.
 */
#include "memo_table.h"

#include "file_at.h"
#include "lock.h"
#include "magic.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HELD ((size_t)256)
#define NONE SIZE_MAX

/* All versions begin alike. */
static const char magic[16] = "reprint pairs 2";
#define MAGIC_KIND 14

struct held {
	struct rp_lock lock;
	size_t block; /* NONE: nothing */
	size_t count;
	struct rp_memo_record records[RP_MEMO_BLOCK];
};

struct rp_memo_table {
	int fd;
	struct rp_memo_head head;
	uint64_t count;
	uint64_t *directory; /* the first key of each block */
	struct held held[HELD];
};

void rp_memo_head_init(struct rp_memo_head *head,
		       const char label[RP_MEMO_LABEL])
{
	memcpy(head->magic, magic, sizeof(magic));
	memcpy(head->label, label, RP_MEMO_LABEL);
}

uint64_t rp_memo_tail_hash(const struct rp_memo_head *head, uint64_t count,
			   const uint64_t *directory)
{
	const uint64_t parts[3] = {
	    rp_hash64(head, sizeof(*head)),
	    rp_hash64(directory, rp_memo_blocks(count) * sizeof(*directory)),
	    count};

	return rp_hash64(parts, sizeof(parts));
}

/* ----- opening ----- */

/* Tail and directory of a file of size bytes: 1, 0 if they are not whole, -1
 * out of memory. */
static int load(struct rp_memo_table *table, uint64_t size)
{
	const size_t frame = sizeof(table->head) + sizeof(struct rp_memo_tail);
	struct rp_memo_tail tail;
	size_t bytes;

	if (size < frame ||
	    rp_read_whole(table->fd, &tail, sizeof(tail),
			  size - sizeof(tail)) != 0 ||
	    tail.count > UINT32_MAX)
		return 0;
	bytes = rp_memo_blocks(tail.count) * sizeof(*table->directory);
	if (size != frame + tail.count * sizeof(struct rp_memo_record) + bytes)
		return 0;
	table->directory = malloc(bytes + 1);
	if (!table->directory)
		return -1;
	if (rp_read_whole(table->fd, table->directory, bytes,
			  size - sizeof(tail) - bytes) != 0 ||
	    rp_memo_tail_hash(&table->head, tail.count, table->directory) !=
		tail.hash)
		return 0;
	table->count = tail.count;
	/* It is looked at here and there, and all of it: fetched now it is read
	 * once, in order. */
	posix_fadvise(table->fd, 0, (off_t)size, POSIX_FADV_WILLNEED);
	posix_fadvise(table->fd, 0, (off_t)size, POSIX_FADV_RANDOM);
	return 1;
}

/* 1: an open file is a table, 0: it is none any more, or not yet, -1. */
static int look(struct rp_memo_table *table, const char *path,
		struct rp_error *error)
{
	struct stat info;
	bool ours;
	int whole;

	if (fstat(table->fd, &info) != 0)
		return rp_error_errno(error, "%s", path);
	if (!S_ISREG(info.st_mode))
		return rp_error_set(error, "%s: not a file", path);
	if (rp_magic_look(&ours, table->fd, magic, MAGIC_KIND) != 0)
		return rp_error_errno(error, "%s: cannot be read", path);
	if (!ours)
		return rp_error_set(error,
				    "%s: not a file of pairs; nothing is "
				    "written over it (remove it if it was one)",
				    path);
	if (info.st_size < (off_t)sizeof(table->head))
		return 0;
	if (rp_read_whole(table->fd, &table->head, sizeof(table->head), 0) != 0)
		return rp_error_errno(error, "%s: cannot be read", path);
	if (memcmp(table->head.magic, magic, sizeof(magic)) != 0)
		return 0;
	whole = load(table, (uint64_t)info.st_size);
	return whole < 0 ? rp_error_set(error, "out of memory") : whole;
}

int rp_memo_table_open(struct rp_memo_table **out, const char *path,
		       struct rp_error *error)
{
	struct rp_memo_table *table;
	size_t i;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	int found;

	*out = NULL;
	if (fd < 0)
		return errno == ENOENT ? 0 : rp_error_errno(error, "%s", path);
	table = calloc(1, sizeof(*table));
	if (!table) {
		close(fd);
		return rp_error_set(error, "out of memory");
	}
	table->fd = fd;
	for (i = 0; i < HELD; i++) {
		rp_lock_init(&table->held[i].lock);
		table->held[i].block = NONE;
	}
	found = look(table, path, error);
	if (found == 1) {
		*out = table;
		return 0;
	}
	rp_memo_table_free(table);
	return found;
}

void rp_memo_table_free(struct rp_memo_table *table)
{
	size_t i;

	if (!table)
		return;
	for (i = 0; i < HELD; i++)
		rp_lock_dispose(&table->held[i].lock);
	close(table->fd);
	free(table->directory);
	free(table);
}

const char *rp_memo_table_label(const struct rp_memo_table *table)
{
	return table->head.label;
}

/* ----- looking up ----- */

/* The last block that begins at or before the key, NONE if none does. */
static size_t block_of(const struct rp_memo_table *table, uint64_t key)
{
	size_t low = 0;
	size_t high = rp_memo_blocks(table->count);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (table->directory[middle] <= key)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : NONE;
}

/* Have a block in the place that is its own, which is locked. */
static int hold(struct held *held, const struct rp_memo_table *table,
		size_t block)
{
	const uint64_t first = (uint64_t)block * RP_MEMO_BLOCK;

	if (held->block == block)
		return RP_OK;
	held->count = table->count - first < RP_MEMO_BLOCK
			  ? (size_t)(table->count - first)
			  : RP_MEMO_BLOCK;
	held->block = NONE;
	if (rp_read_whole(table->fd, held->records,
			  held->count * sizeof(held->records[0]),
			  sizeof(table->head) +
			      first * sizeof(held->records[0])) != 0)
		return RP_ESTORE;
	held->block = block;
	return RP_OK;
}

/* The record with this key, if it is whole. Where one is damaged their order
 * may be too. */
static const struct rp_memo_record *search(const struct held *held,
					   uint64_t key)
{
	size_t i;

	for (i = 0; i < held->count; i++)
		if (held->records[i].key == key &&
		    held->records[i].hash ==
			rp_memo_record_hash(&held->records[i]))
			return &held->records[i];
	return NULL;
}

int rp_memo_table_find(struct rp_memo_table *table, bool *found, uint64_t key,
		       void *value)
{
	const size_t block = block_of(table, key);
	const struct rp_memo_record *record = NULL;
	struct held *held;
	int status;

	*found = false;
	if (block == NONE)
		return RP_OK;
	held = &table->held[block % HELD];
	rp_lock_hold(&held->lock);
	status = hold(held, table, block);
	if (status == RP_OK)
		record = search(held, key);
	if (record)
		memcpy(value, record->value, RP_MEMO_BYTES);
	rp_lock_release(&held->lock);
	*found = record != NULL;
	return status;
}
