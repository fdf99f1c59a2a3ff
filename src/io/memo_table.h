/* SPDX-License-Identifier: Apache-2.0 */
/*
 * memo_table.h - records of a file by their keys, as memo_file.h wrote them
 *
 * Layout. A head that says what the file is, and its label; the records in the
 * order of their keys; a directory, the first key of each RP_MEMO_BLOCK
 * records; a tail with their number and a hash of all but the records, which
 * carry hashes of their own: a damaged one is not found.
 */
#ifndef RP_MEMO_TABLE_H
#define RP_MEMO_TABLE_H

#include "error.h"
#include "hash.h"
#include "reprint_nights.h"

#include <stddef.h>

#define RP_MEMO_LABEL 128
/* Records of a block, which is read at once: 4.5 KiB. */
#define RP_MEMO_BLOCK ((size_t)64)

struct rp_memo_record {
	uint64_t key;
	char value[RP_MEMO_BYTES];
	uint64_t hash; /* of both */
};

struct rp_memo_head {
	char magic[16];
	char label[RP_MEMO_LABEL];
};

struct rp_memo_tail {
	uint64_t count; /* records */
	uint64_t hash;	/* of head, directory, and the number */
};

static inline uint64_t rp_memo_record_hash(const struct rp_memo_record *record)
{
	return rp_hash64(record, offsetof(struct rp_memo_record, hash));
}

/* Entries of the directory of so many records. */
static inline size_t rp_memo_blocks(uint64_t count)
{
	return (size_t)((count + RP_MEMO_BLOCK - 1) / RP_MEMO_BLOCK);
}

/* With a magic of this version; len bytes of label at most, zeros behind. */
void rp_memo_head_init(struct rp_memo_head *head,
		       const char label[RP_MEMO_LABEL]);
uint64_t rp_memo_tail_hash(const struct rp_memo_head *head, uint64_t count,
			   const uint64_t *directory);

struct rp_memo_table;

/* Open what lies at path. *out is NULL if there is nothing, or if it is damaged
 * or of another version. 0, or -1: a file of another kind, or one that cannot
 * be read. */
int rp_memo_table_open(struct rp_memo_table **out, const char *path,
		       struct rp_error *error);
void rp_memo_table_free(struct rp_memo_table *table);
const char *rp_memo_table_label(const struct rp_memo_table *table);

/* Copy the value of a key to value; *found is false: there is none. Several
 * threads at once. RP_OK, or RP_ESTORE: errno tells why. */
int rp_memo_table_find(struct rp_memo_table *table, bool *found, uint64_t key,
		       void *value);

#endif
