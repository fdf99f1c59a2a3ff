/* SPDX-License-Identifier: Apache-2.0 */
/*
 * memo_file.c - see memo_file.h
 *
 * Layout. A head that says what the file is, and its label; the records in the
 * order of their keys, which are mixed, so that they lie evenly; a directory:
 * for each value of a key's first bits, as many as make 16 records a bucket,
 * how many records lie before; a tail with the numbers of both and a hash.
 * A record carries a hash of its own: a damaged one is not found.
 *
 * Cost. A look is one read of a kilobyte; 72 bytes a record in the file, a
 * quarter of a byte in memory. What is kept is divided by the first byte of its
 * key on its way, and sorted part by part when it is placed.
 *
 * Rejected: a table of SQLite's: ten times the time, and a transaction of
 * millions of rows where nearly all stay as they are.
 */
#include "memo_file.h"

#include "array.h"
#include "hash.h"
#include "lock.h"
#include "outfile.h"
#include "spool_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PARTS 256
/* Records of a part that are held: 2 MiB in all. */
#define HELD ((size_t)128)
/* Records of a bucket, on average, and the most that a damaged directory can
 * make one hold. */
#define BUCKET	    ((size_t)16)
#define BUCKET_MOST 4096

struct record {
	uint64_t key; /* mixed */
	char value[RP_MEMO_BYTES];
	uint64_t hash; /* of both */
};

struct head {
	char magic[16];
	char label[RP_MEMO_LABEL];
};

struct tail {
	uint64_t count; /* records */
	uint64_t bits;	/* of the directory */
	uint64_t hash;	/* of head, directory, and the two above */
};

static const char magic[16] = "reprint pairs 1";

/* Records that are kept, on their way. */
struct part {
	struct record *held;
	size_t held_count;
	uint64_t *places; /* of HELD records each, on the spool */
	size_t place_count;
	size_t capacity;
};

struct rp_memo_file {
	char *path;
	int fd; /* -1: nothing to look in */
	struct head head;
	uint64_t count;
	unsigned bits;
	uint32_t *directory; /* 2^bits + 1 */
	struct rp_spool_file *spool;
	struct rp_outfile *file; /* NULL: placed */
	struct part parts[PARTS];
	struct rp_lock lock; /* of the error */
	struct rp_error error;
};

/* ----- what is there ----- */

/* All of len bytes. 0, or -1: the file ends, or errno. */
static int read_all(int fd, void *out, size_t len, uint64_t at)
{
	char *to = out;

	while (len > 0) {
		ssize_t n = pread(fd, to, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			if (n == 0)
				errno = EIO;
			return -1;
		}
		to += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return 0;
}

static size_t directory_bytes(unsigned bits)
{
	return (((size_t)1 << bits) + 1) * sizeof(uint32_t);
}

static uint64_t tail_hash(const struct rp_memo_file *memo,
			  const struct tail *tail)
{
	uint64_t parts[3] = {
	    rp_hash64(&memo->head, sizeof(memo->head)),
	    rp_hash64(memo->directory, directory_bytes((unsigned)tail->bits)),
	    tail->bits};

	return rp_hash64(parts, sizeof(parts)) ^ tail->count;
}

/* Head, tail and directory of a file of size bytes: 1, 0 if they are not whole,
 * -1 out of memory. */
static int load(struct rp_memo_file *memo, uint64_t size)
{
	struct tail tail;

	if (size < sizeof(memo->head) + sizeof(tail) ||
	    read_all(memo->fd, &tail, sizeof(tail), size - sizeof(tail)) != 0 ||
	    tail.bits > 30 || tail.count > UINT32_MAX ||
	    size != sizeof(memo->head) + tail.count * sizeof(struct record) +
			directory_bytes((unsigned)tail.bits) + sizeof(tail))
		return 0;
	memo->directory = malloc(directory_bytes((unsigned)tail.bits));
	if (!memo->directory)
		return -1;
	if (read_all(
		memo->fd, memo->directory, directory_bytes((unsigned)tail.bits),
		sizeof(memo->head) + tail.count * sizeof(struct record)) != 0 ||
	    tail_hash(memo, &tail) != tail.hash)
		return 0;
	memo->count = tail.count;
	memo->bits = (unsigned)tail.bits;
	/* It is looked at here and there, and all of it: fetched now it is read
	 * once, in order. */
	posix_fadvise(memo->fd, 0, (off_t)size, POSIX_FADV_WILLNEED);
	posix_fadvise(memo->fd, 0, (off_t)size, POSIX_FADV_RANDOM);
	return 1;
}

void rp_memo_file_forget(struct rp_memo_file *memo)
{
	if (memo->fd >= 0)
		close(memo->fd);
	memo->fd = -1;
	free(memo->directory);
	memo->directory = NULL;
	memo->count = 0;
}

/* Look at what lies at the path. */
static int look(struct rp_memo_file *memo, struct rp_error *error)
{
	struct stat info;
	int whole;

	memo->fd =
	    open(memo->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (memo->fd < 0 && errno == ENOENT)
		return 0;
	if (memo->fd < 0 || fstat(memo->fd, &info) != 0)
		return rp_error_errno(error, "%s", memo->path);
	if (!S_ISREG(info.st_mode))
		return rp_error_set(error, "%s: not a file", memo->path);
	if (info.st_size > 0 &&
	    (read_all(memo->fd, &memo->head,
		      info.st_size < (off_t)sizeof(memo->head)
			  ? (size_t)info.st_size
			  : sizeof(memo->head),
		      0) != 0 ||
	     memcmp(memo->head.magic, magic, sizeof(magic)) != 0))
		return rp_error_set(error,
				    "%s: not a file of pairs; nothing is "
				    "written over it",
				    memo->path);
	whole = load(memo, (uint64_t)info.st_size);
	if (whole < 0)
		return rp_error_set(error, "out of memory");
	if (!whole)
		rp_memo_file_forget(memo);
	return 0;
}

int rp_memo_file_open(struct rp_memo_file **out, const char *path,
		      const char *folder, struct rp_error *error)
{
	struct rp_memo_file *memo = calloc(1, sizeof(*memo));

	if (!memo)
		return rp_error_set(error, "out of memory");
	memo->fd = -1;
	rp_lock_init(&memo->lock);
	memo->path = strdup(path);
	if (!memo->path) {
		rp_memo_file_free(memo);
		return rp_error_set(error, "out of memory");
	}
	if (look(memo, error) != 0 ||
	    rp_spool_file_create(&memo->spool, folder, error) != 0 ||
	    rp_outfile_open(&memo->file, path, error) != 0) {
		rp_memo_file_free(memo);
		return -1;
	}
	*out = memo;
	return 0;
}

void rp_memo_file_free(struct rp_memo_file *memo)
{
	size_t i;

	if (!memo)
		return;
	rp_memo_file_forget(memo);
	for (i = 0; i < PARTS; i++) {
		free(memo->parts[i].held);
		free(memo->parts[i].places);
	}
	rp_spool_file_free(memo->spool);
	if (memo->file)
		rp_outfile_abort(memo->file);
	rp_lock_dispose(&memo->lock);
	free(memo->path);
	free(memo);
}

const char *rp_memo_file_label(const struct rp_memo_file *memo)
{
	return memo->fd >= 0 ? memo->head.label : NULL;
}

const char *rp_memo_file_temporary(const struct rp_memo_file *memo)
{
	return rp_outfile_temporary(memo->file);
}

const char *rp_memo_file_error(const struct rp_memo_file *memo)
{
	return memo->error.message;
}

static uint64_t record_hash(const struct record *record)
{
	return rp_hash64(record, offsetof(struct record, hash));
}

/* The record among count with this key, if it is whole. */
static const struct record *search(const struct record *records, size_t count,
				   uint64_t key)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (records[i].key == key &&
		    records[i].hash == record_hash(&records[i]))
			return &records[i];
	return NULL;
}

/* The bucket of a key: how many records, and the number of the first. */
static size_t bucket_of(uint64_t *first, const struct rp_memo_file *memo,
			uint64_t key)
{
	size_t at = memo->bits ? (size_t)(key >> (64 - memo->bits)) : 0;
	uint32_t from = memo->directory[at];
	uint32_t to = memo->directory[at + 1];

	*first = from;
	return from <= to && to <= memo->count ? to - from : 0;
}

static int find(void *context, bool *found, uint64_t key, void *value)
{
	struct rp_memo_file *memo = context;
	struct record few[BUCKET * 4];
	struct record *records = few;
	const struct record *record;
	uint64_t first;
	size_t count;
	int status = RP_OK;

	*found = false;
	if (memo->fd < 0)
		return RP_OK;
	key = rp_hash_mix(key);
	count = bucket_of(&first, memo, key);
	if (count == 0 || count > BUCKET_MOST)
		return RP_OK;
	if (count > BUCKET * 4)
		records = malloc(count * sizeof(*records));
	if (!records)
		return RP_ENOMEM;
	memset(records, 0, count * sizeof(*records));
	if (read_all(memo->fd, records, count * sizeof(*records),
		     sizeof(memo->head) + first * sizeof(*records)) != 0) {
		rp_lock_hold(&memo->lock);
		rp_error_errno(&memo->error, "%s: cannot be read", memo->path);
		rp_lock_release(&memo->lock);
		status = RP_ESTORE;
	}
	record = status == RP_OK ? search(records, count, key) : NULL;
	*found = record != NULL;
	if (record)
		memcpy(value, record->value, RP_MEMO_BYTES);
	if (records != few)
		free(records);
	return status;
}

/* ----- what is kept ----- */

static int flush_part(struct rp_memo_file *memo, struct part *part)
{
	int status =
	    rp_array_reserve(&part->places, &part->capacity,
			     part->place_count + 1, sizeof(*part->places));

	if (status == RP_OK)
		status = rp_spool_file_append(
		    memo->spool, &part->places[part->place_count], part->held,
		    HELD * sizeof(*part->held));
	if (status == RP_ESTORE)
		memo->error = (struct rp_error){""};
	if (status == RP_ESTORE)
		rp_error_set(&memo->error, "%s",
			     rp_spool_file_error(memo->spool));
	if (status != RP_OK)
		return status;
	part->place_count++;
	part->held_count = 0;
	return RP_OK;
}

static int keep(void *context, uint64_t key, const void *value)
{
	struct rp_memo_file *memo = context;
	struct part *part;
	struct record *record;
	int status = RP_OK;

	key = rp_hash_mix(key);
	part = &memo->parts[key >> 56];
	if (!part->held)
		part->held = malloc(HELD * sizeof(*part->held));
	if (!part->held)
		return RP_ENOMEM;
	if (part->held_count == HELD)
		status = flush_part(memo, part);
	if (status != RP_OK)
		return status;
	record = &part->held[part->held_count++];
	record->key = key;
	memcpy(record->value, value, RP_MEMO_BYTES);
	record->hash = record_hash(record);
	return RP_OK;
}

struct rp_memo rp_memo_file_callbacks(struct rp_memo_file *memo)
{
	return (struct rp_memo){memo, find, keep};
}

/* ----- placing it ----- */

struct placing {
	struct rp_outfile *file;
	uint64_t count;	  /* records written */
	uint32_t *starts; /* directory */
	unsigned bits;
	size_t filled; /* entries of it */
};

static uint64_t kept_count(const struct rp_memo_file *memo)
{
	uint64_t count = 0;
	size_t i;

	for (i = 0; i < PARTS; i++)
		count += memo->parts[i].place_count * HELD +
			 memo->parts[i].held_count;
	return count;
}

/* A record of a part by its key. */
struct place {
	uint64_t key;
	size_t at;
};

static int by_key(const void *a, const void *b)
{
	const struct place *first = a;
	const struct place *second = b;

	return first->key < second->key ? -1 : first->key > second->key;
}

static void write_record(struct placing *placing, const struct record *record)
{
	size_t bucket =
	    placing->bits ? (size_t)(record->key >> (64 - placing->bits)) : 0;

	while (placing->filled <= bucket)
		placing->starts[placing->filled++] = (uint32_t)placing->count;
	rp_outfile_write(placing->file, record, sizeof(*record));
	placing->count++;
}

/* All records of a part, as they came. */
static int read_part(struct record *records, const struct rp_memo_file *memo,
		     const struct part *part)
{
	size_t i;
	int status = RP_OK;

	for (i = 0; i < part->place_count && status == RP_OK; i++)
		status = rp_spool_file_read(memo->spool, records + i * HELD,
					    part->places[i],
					    HELD * sizeof(*records));
	if (status == RP_OK && part->held_count)
		memcpy(records + i * HELD, part->held,
		       part->held_count * sizeof(*records));
	return status;
}

/* The same in order; of those with one key the first. */
static int write_part(struct placing *placing, const struct rp_memo_file *memo,
		      const struct part *part)
{
	size_t count = part->place_count * HELD + part->held_count;
	struct record *records = malloc((count + 1) * sizeof(*records));
	struct place *order = malloc((count + 1) * sizeof(*order));
	size_t i;
	int status =
	    records && order ? read_part(records, memo, part) : RP_ENOMEM;

	for (i = 0; i < count && status == RP_OK; i++)
		order[i] = (struct place){records[i].key, i};
	if (status == RP_OK)
		qsort(order, count, sizeof(*order), by_key);
	for (i = 0; i < count && status == RP_OK; i++)
		if (i == 0 || order[i].key != order[i - 1].key)
			write_record(placing, &records[order[i].at]);
	free(order);
	free(records);
	return status;
}

static int write_all(struct placing *placing, struct rp_memo_file *memo,
		     const char label[RP_MEMO_LABEL])
{
	struct rp_memo_file written = {.directory = placing->starts};
	struct tail tail = {.bits = placing->bits};
	size_t i;
	int status = RP_OK;

	memcpy(written.head.magic, magic, sizeof(magic));
	memcpy(written.head.label, label, RP_MEMO_LABEL);
	rp_outfile_write(placing->file, &written.head, sizeof(written.head));
	for (i = 0; i < PARTS && status == RP_OK; i++)
		status = write_part(placing, memo, &memo->parts[i]);
	if (status != RP_OK)
		return status;
	while (placing->filled <= (size_t)1 << placing->bits)
		placing->starts[placing->filled++] = (uint32_t)placing->count;
	tail.count = placing->count;
	tail.hash = tail_hash(&written, &tail);
	rp_outfile_write(placing->file, placing->starts,
			 directory_bytes(placing->bits));
	rp_outfile_write(placing->file, &tail, sizeof(tail));
	return RP_OK;
}

int rp_memo_file_write(struct rp_memo_file *memo,
		       const char label[RP_MEMO_LABEL], struct rp_error *error)
{
	struct placing placing = {.file = memo->file};
	uint64_t count = kept_count(memo);
	int status;

	if (count > UINT32_MAX)
		return rp_error_set(error, "%s: more pairs than it can hold",
				    memo->path);
	while (placing.bits < 30 && count >> placing.bits > BUCKET)
		placing.bits++;
	placing.starts = malloc(directory_bytes(placing.bits));
	if (!placing.starts)
		return rp_error_set(error, "out of memory");
	status = write_all(&placing, memo, label);
	free(placing.starts);
	if (status == RP_OK)
		return rp_outfile_finish(memo->file, error);
	return rp_error_set(error, "%s",
			    status == RP_ESTORE
				? rp_spool_file_error(memo->spool)
				: rp_strerror(status));
}

int rp_memo_file_place(struct rp_memo_file *memo, struct rp_error *error)
{
	struct rp_outfile *file = memo->file;

	memo->file = NULL;
	return rp_outfile_place(file, error);
}
