/* SPDX-License-Identifier: Apache-2.0 */
/*
 * memo_file.c - see memo_file.h; how the file is laid out tells memo_table.h
 *
 * What is kept comes nearly in the order of its keys, but not quite. It is
 * divided by the first bits of its key on its way, 2^16 articles to a part, and
 * sorted part by part when it is placed.
 *
 * Cost: 72 bytes a record in the file, and one part in memory.
 *
 * Rejected: a table of SQLite's: ten times the time, and a transaction of
 * millions of rows where nearly all stay as they are.
 */
#include "memo_file.h"

#include "array.h"
#include "lock.h"
#include "memo_table.h"
#include "outfile.h"
#include "spool_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Bits of a key that tell its part, and so parts: a pointer each. */
#define PART_BITS 16
#define PARTS	  ((size_t)1 << PART_BITS)
/* Records of a part that are held: 9 KiB. */
#define HELD ((size_t)128)

/* Records that are kept, on their way. */
struct part {
	struct rp_memo_record held[HELD];
	size_t held_count;
	uint64_t *places; /* of HELD records each, on the spool */
	size_t place_count;
	size_t capacity;
};

struct rp_memo_file {
	char *path;
	struct rp_memo_table *table; /* NULL: nothing to look in */
	struct rp_spool_file *spool;
	struct rp_outfile *file; /* NULL: placed */
	struct part **parts;	 /* NULL where nothing came */
	struct rp_lock lock;	 /* of the error and what is kept */
	struct rp_error error;
};

void rp_memo_file_forget(struct rp_memo_file *memo)
{
	rp_memo_table_free(memo->table);
	memo->table = NULL;
}

int rp_memo_file_open(struct rp_memo_file **out, const char *path,
		      const char *folder, struct rp_error *error)
{
	struct rp_memo_file *memo = calloc(1, sizeof(*memo));

	if (!memo)
		return rp_error_set(error, "out of memory");
	rp_lock_init(&memo->lock);
	memo->path = strdup(path);
	memo->parts = calloc(PARTS, sizeof(struct part *));
	if (!memo->path || !memo->parts) {
		rp_memo_file_free(memo);
		return rp_error_set(error, "out of memory");
	}
	if (rp_memo_table_open(&memo->table, path, error) != 0 ||
	    rp_spool_file_create(&memo->spool, folder, 0, error) != 0 ||
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
	for (i = 0; memo->parts && i < PARTS; i++) {
		if (memo->parts[i])
			free(memo->parts[i]->places);
		free(memo->parts[i]);
	}
	free((void *)memo->parts);
	rp_spool_file_free(memo->spool);
	if (memo->file)
		rp_outfile_abort(memo->file);
	rp_lock_dispose(&memo->lock);
	free(memo->path);
	free(memo);
}

const char *rp_memo_file_label(const struct rp_memo_file *memo)
{
	return memo->table ? rp_memo_table_label(memo->table) : NULL;
}

const char *rp_memo_file_temporary(const struct rp_memo_file *memo)
{
	return memo->file ? rp_outfile_temporary(memo->file) : NULL;
}

const char *rp_memo_file_error(const struct rp_memo_file *memo)
{
	return memo->error.message;
}

static int find(void *context, bool *found, uint64_t key, void *value)
{
	struct rp_memo_file *memo = context;
	int status;

	*found = false;
	if (!memo->table)
		return RP_OK;
	status = rp_memo_table_find(memo->table, found, key, value);
	if (status == RP_ESTORE) {
		rp_lock_hold(&memo->lock);
		rp_error_errno(&memo->error, "%s: cannot be read", memo->path);
		rp_lock_release(&memo->lock);
	}
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
		rp_error_set(&memo->error, "%s",
			     rp_spool_file_error(memo->spool));
	if (status != RP_OK)
		return status;
	part->place_count++;
	part->held_count = 0;
	return RP_OK;
}

/* The part of a key. NULL: out of memory. */
static struct part *part_of(struct rp_memo_file *memo, uint64_t key)
{
	struct part **part = &memo->parts[key >> (64 - PART_BITS)];

	if (!*part)
		*part = calloc(1, sizeof(**part));
	return *part;
}

/* Under the lock. */
static int keep_record(struct rp_memo_file *memo,
		       const struct rp_memo_record *record)
{
	struct part *part = part_of(memo, record->key);
	int status = part ? RP_OK : RP_ENOMEM;

	if (status == RP_OK && part->held_count == HELD)
		status = flush_part(memo, part);
	if (status == RP_OK)
		part->held[part->held_count++] = *record;
	return status;
}

static int keep(void *context, uint64_t key, const void *value)
{
	struct rp_memo_file *memo = context;
	struct rp_memo_record record = {.key = key};
	int status;

	memcpy(record.value, value, RP_MEMO_BYTES);
	record.hash = rp_memo_record_hash(&record);
	rp_lock_hold(&memo->lock);
	status = keep_record(memo, &record);
	rp_lock_release(&memo->lock);
	return status;
}

struct rp_memo rp_memo_file_callbacks(struct rp_memo_file *memo)
{
	return (struct rp_memo){memo, find, keep};
}

/* ----- placing it ----- */

struct placing {
	struct rp_outfile *file;
	uint64_t count;	     /* records written */
	uint64_t *directory; /* the first key of each block of them */
	size_t capacity;
};

/* A record of a part by its key. */
struct place {
	uint64_t key;
	const struct rp_memo_record *record;
};

/* Of those with one key the least, since threads keep in any order. */
static int by_key(const void *a, const void *b)
{
	const struct place *first = a;
	const struct place *second = b;

	if (first->key != second->key)
		return first->key < second->key ? -1 : 1;
	return memcmp(first->record->value, second->record->value,
		      RP_MEMO_BYTES);
}

static int write_record(struct placing *placing,
			const struct rp_memo_record *record)
{
	size_t block = (size_t)(placing->count / RP_MEMO_BLOCK);

	if (placing->count % RP_MEMO_BLOCK == 0) {
		if (rp_array_reserve(&placing->directory, &placing->capacity,
				     block + 1,
				     sizeof(*placing->directory)) != RP_OK)
			return RP_ENOMEM;
		placing->directory[block] = record->key;
	}
	rp_outfile_write(placing->file, record, sizeof(*record));
	placing->count++;
	return RP_OK;
}

/* All records of a part, as they came. */
static int read_part(struct rp_memo_record *records,
		     const struct rp_memo_file *memo, const struct part *part)
{
	size_t i;
	int status = RP_OK;

	for (i = 0; i < part->place_count && status == RP_OK; i++)
		status = rp_spool_file_read(memo->spool, records + i * HELD,
					    part->places[i],
					    HELD * sizeof(*records));
	if (status == RP_OK)
		memcpy(records + i * HELD, part->held,
		       part->held_count * sizeof(*records));
	return status;
}

/* The same in order, each key once. */
static int write_part(struct placing *placing, const struct rp_memo_file *memo,
		      const struct part *part)
{
	size_t count = part->place_count * HELD + part->held_count;
	struct rp_memo_record *records = malloc((count + 1) * sizeof(*records));
	struct place *order = malloc((count + 1) * sizeof(*order));
	size_t i;
	int status =
	    records && order ? read_part(records, memo, part) : RP_ENOMEM;

	for (i = 0; i < count && status == RP_OK; i++)
		order[i] = (struct place){records[i].key, &records[i]};
	if (status == RP_OK)
		qsort(order, count, sizeof(*order), by_key);
	for (i = 0; i < count && status == RP_OK; i++)
		if (i == 0 || order[i].key != order[i - 1].key)
			status = write_record(placing, order[i].record);
	free(order);
	free(records);
	return status;
}

static int write_all(struct placing *placing, const struct rp_memo_file *memo,
		     const char label[RP_MEMO_LABEL])
{
	struct rp_memo_head head;
	struct rp_memo_tail tail;
	size_t i;
	int status = RP_OK;

	rp_memo_head_init(&head, label);
	rp_outfile_write(placing->file, &head, sizeof(head));
	for (i = 0; i < PARTS && status == RP_OK; i++)
		if (memo->parts[i])
			status = write_part(placing, memo, memo->parts[i]);
	if (status != RP_OK)
		return status;
	if (placing->count > UINT32_MAX)
		return RP_EFULL;
	tail.count = placing->count;
	tail.hash = rp_memo_tail_hash(&head, tail.count, placing->directory);
	rp_outfile_write(placing->file, placing->directory,
			 rp_memo_blocks(tail.count) *
			     sizeof(*placing->directory));
	rp_outfile_write(placing->file, &tail, sizeof(tail));
	return RP_OK;
}

int rp_memo_file_write(struct rp_memo_file *memo,
		       const char label[RP_MEMO_LABEL], struct rp_error *error)
{
	struct placing placing = {.file = memo->file};
	int status = write_all(&placing, memo, label);

	free(placing.directory);
	if (status == RP_OK)
		return rp_outfile_finish(memo->file, error);
	if (status == RP_EFULL)
		return rp_error_set(error, "%s: more pairs than it can hold",
				    memo->path);
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
