/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tape.h - a sequence of records of one size that lies on the spool
 *
 * Appended to while articles are added, read in order or by number when they
 * are grouped. In memory are the block being filled and 16 bytes for each block
 * of RP_TAPE_BYTES written: its place, and its hash, which blocks that an
 * earlier run wrote must have still when they are read from their beginning.
 */
#ifndef RP_TAPE_H
#define RP_TAPE_H

#include "frozen.h"
#include "reprint.h"

/* One write of a tape, and one read where the spool lies on a disk. There are
 * some 550 tapes: 64 KiB each is 35 MiB; and while rows are counted (rows.h)
 * 256 more, 16 MiB. */
#define RP_TAPE_BYTES ((size_t)64 << 10)

struct rp_tape_block {
	uint64_t handle;
	uint64_t hash;
};

struct rp_tape {
	size_t size;	 /* bytes of a record, not over RP_TAPE_BYTES */
	uint64_t count;	 /* records */
	char *block;	 /* the last ones */
	size_t capacity; /* bytes block has room for; grows up to a block */
	struct rp_tape_block *blocks; /* those before */
	size_t block_count;
	size_t blocks_capacity;
	size_t thawed; /* of them, by an earlier run */
};

void rp_tape_init(struct rp_tape *tape, size_t size);
void rp_tape_dispose(struct rp_tape *tape);

/* Append a record. RP_ENOMEM, RP_ESTORE: as before. */
int rp_tape_append(struct rp_tape *tape, const struct rp_spool *spool,
		   const void *record);

/* Append count records that lie behind one another. After a failure some of
 * them may have been appended. RP_ENOMEM, RP_ESTORE. */
int rp_tape_append_all(struct rp_tape *tape, const struct rp_spool *spool,
		       const void *records, size_t count);

/* Write down where the records lie, those in memory on the spool too; the tape
 * may be appended to as before. RP_ESTORE; a failure of out is told by out. */
int rp_tape_freeze(struct rp_buffer *out, const struct rp_tape *tape,
		   const struct rp_spool *spool);

/* Go on, with an empty tape of the same record size, from what was frozen on
 * the same spool. RP_EINVAL, RP_ENOMEM, RP_ESTORE: the tape is to be
 * disposed of. */
int rp_tape_thaw(struct rp_tape *tape, struct rp_frozen *from,
		 const struct rp_spool *spool);

/* Records in a full block. */
static inline size_t rp_tape_per_block(const struct rp_tape *tape)
{
	return RP_TAPE_BYTES / tape->size;
}

/* Records from number from on, as many as lie together: *count of them. They
 * stand until the next append to the spool. NULL if the spool fails or they are
 * not what was written; from must be below count. */
const void *rp_tape_view(size_t *count, const struct rp_tape *tape,
			 const struct rp_spool *spool, uint64_t from);

/* What is left of records that lie together, on the way along a tape; all zero:
 * before the first. */
struct rp_tape_piece {
	const unsigned char *at;
	size_t left;   /* records at at */
	uint64_t next; /* number of the record behind them */
};

/* Go on to the next records, none being left. RP_ESTORE: as rp_tape_view, or
 * there are no more. */
int rp_tape_go_on(struct rp_tape_piece *piece, const struct rp_tape *tape,
		  const struct rp_spool *spool);

/* Record number, and nothing around it; as long as those of rp_tape_view
 * stand. NULL if the spool fails; number must be below count. */
const void *rp_tape_record(const struct rp_tape *tape,
			   const struct rp_spool *spool, uint64_t number);

/* Copy it to out. RP_ESTORE. */
int rp_tape_read(void *out, const struct rp_tape *tape,
		 const struct rp_spool *spool, uint64_t number);

/* The record is looked at soon, and some around it: the whole block is asked
 * for, which takes a disk two to three times as long as a page of it. */
void rp_tape_want(const struct rp_tape *tape, const struct rp_spool *spool,
		  uint64_t number);

#endif
