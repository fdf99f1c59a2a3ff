/* SPDX-License-Identifier: Apache-2.0 */
/* tape.c - see tape.h. A small corpus never fills a block and leaves all in
 * memory. */
#include "tape.h"

#include "array.h"
#include "hash.h"
#include "spooled.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_BYTES 256

/* Blocks that are asked for ahead of the one that is read. Those of one tape do
 * not lie behind one another, so nobody but the tape knows what comes next; a
 * disk that is asked for one at a time gives a tenth of what it can. */
#define AHEAD ((size_t)8)

void rp_tape_init(struct rp_tape *tape, size_t size)
{
	*tape = (struct rp_tape){.size = size};
}

void rp_tape_dispose(struct rp_tape *tape)
{
	free(tape->block);
	free(tape->blocks);
	rp_tape_init(tape, tape->size);
}

/* Records in the block being filled. */
static size_t in_block(const struct rp_tape *tape)
{
	return (size_t)(tape->count -
			tape->block_count * rp_tape_per_block(tape));
}

/* Room in the block for need bytes, of RP_TAPE_BYTES at most. */
static int grow(struct rp_tape *tape, size_t need)
{
	size_t room = tape->capacity ? tape->capacity : FIRST_BYTES;
	char *grown;

	while (room < need)
		room *= 2;
	if (room > RP_TAPE_BYTES)
		room = RP_TAPE_BYTES;
	grown = realloc(tape->block, room);
	if (!grown)
		return RP_ENOMEM;
	tape->block = grown;
	tape->capacity = room;
	return RP_OK;
}

static int flush(struct rp_tape *tape, const struct rp_spool *spool)
{
	size_t bytes = rp_tape_per_block(tape) * tape->size;
	struct rp_tape_block block;
	int status =
	    rp_array_reserve(&tape->blocks, &tape->blocks_capacity,
			     tape->block_count + 1, sizeof(*tape->blocks));

	if (status == RP_OK)
		status = spool->append(spool->context, &block.handle,
				       tape->block, bytes);
	if (status != RP_OK)
		return status;
	block.hash = rp_hash64(tape->block, bytes);
	tape->blocks[tape->block_count++] = block;
	return RP_OK;
}

int rp_tape_append_all(struct rp_tape *tape, const struct rp_spool *spool,
		       const void *records, size_t count)
{
	const char *from = records;

	while (count > 0) {
		size_t held = in_block(tape);
		size_t room = rp_tape_per_block(tape) - held;
		size_t some = count < room ? count : room;
		int status = RP_OK;

		if (room == 0) {
			status = flush(tape, spool);
			held = 0;
			some = 0;
		} else if ((held + some) * tape->size > tape->capacity) {
			status = grow(tape, (held + some) * tape->size);
		}
		if (status != RP_OK)
			return status;
		memcpy(tape->block + held * tape->size, from,
		       some * tape->size);
		tape->count += some;
		from += some * tape->size;
		count -= some;
	}
	return RP_OK;
}

int rp_tape_append(struct rp_tape *tape, const struct rp_spool *spool,
		   const void *record)
{
	return rp_tape_append_all(tape, spool, record, 1);
}

/* Who begins a block wants those behind it soon. */
static void want_ahead(const struct rp_tape *tape, const struct rp_spool *spool,
		       size_t block)
{
	size_t i = block == 0 ? 1 : block + AHEAD;

	for (; i <= block + AHEAD && i < tape->block_count; i++)
		rp_spooled_want(spool, tape->blocks[i].handle,
				rp_tape_per_block(tape) * tape->size);
}

const void *rp_tape_view(size_t *count, const struct rp_tape *tape,
			 const struct rp_spool *spool, uint64_t from)
{
	size_t per_block = rp_tape_per_block(tape);
	size_t block = (size_t)(from / per_block);
	size_t within = (size_t)(from % per_block);
	const char *records;

	if (block >= tape->block_count) {
		*count = (size_t)(tape->count - from);
		return tape->block + within * tape->size;
	}
	records = spool->view(spool->context, tape->blocks[block].handle,
			      per_block * tape->size);
	if (!records || (within == 0 && block < tape->thawed &&
			 rp_hash64(records, per_block * tape->size) !=
			     tape->blocks[block].hash))
		return NULL;
	if (within == 0)
		want_ahead(tape, spool, block);
	*count = per_block - within;
	return records + within * tape->size;
}

int rp_tape_go_on(struct rp_tape_piece *piece, const struct rp_tape *tape,
		  const struct rp_spool *spool)
{
	if (piece->next >= tape->count)
		return RP_ESTORE;
	piece->at = rp_tape_view(&piece->left, tape, spool, piece->next);
	if (!piece->at)
		return RP_ESTORE;
	piece->next += piece->left;
	return RP_OK;
}

/* Where the record lies on the spool; false: in the block in memory. */
static bool place_of(uint64_t *out, const struct rp_tape *tape, uint64_t number)
{
	size_t per_block = rp_tape_per_block(tape);
	size_t block = (size_t)(number / per_block);

	if (block >= tape->block_count)
		return false;
	*out = tape->blocks[block].handle +
	       (size_t)(number % per_block) * tape->size;
	return true;
}

/* A record of the block being filled. */
static const char *in_memory(const struct rp_tape *tape, uint64_t number)
{
	return tape->block +
	       (size_t)(number % rp_tape_per_block(tape)) * tape->size;
}

const void *rp_tape_record(const struct rp_tape *tape,
			   const struct rp_spool *spool, uint64_t number)
{
	uint64_t place;

	if (place_of(&place, tape, number))
		return spool->view(spool->context, place, tape->size);
	return in_memory(tape, number);
}

int rp_tape_read(void *out, const struct rp_tape *tape,
		 const struct rp_spool *spool, uint64_t number)
{
	uint64_t place;

	if (place_of(&place, tape, number))
		return rp_spooled_read(out, spool, place, tape->size);
	memcpy(out, in_memory(tape, number), tape->size);
	return RP_OK;
}

void rp_tape_want(const struct rp_tape *tape, const struct rp_spool *spool,
		  uint64_t number)
{
	size_t block = (size_t)(number / rp_tape_per_block(tape));

	if (block < tape->block_count)
		rp_spooled_want(spool, tape->blocks[block].handle,
				rp_tape_per_block(tape) * tape->size);
}

/* ----- from one run to another ----- */

int rp_tape_freeze(struct rp_buffer *out, const struct rp_tape *tape,
		   const struct rp_spool *spool)
{
	size_t held = in_block(tape) * tape->size;
	struct rp_tape_block last = {0, 0};
	int status = RP_OK;

	if (held > 0) {
		status = spool->append(spool->context, &last.handle,
				       tape->block, held);
		last.hash = rp_hash64(tape->block, held);
	}
	rp_frozen_put(out, tape->size);
	rp_frozen_put(out, tape->count);
	rp_frozen_put(out, tape->block_count);
	rp_buffer_append(out, &last, sizeof(last));
	rp_buffer_append(out, tape->blocks,
			 tape->block_count * sizeof(*tape->blocks));
	return status;
}

/* The places of the full blocks, and the block that was in memory. */
static int thaw_blocks(struct rp_tape *tape, struct rp_frozen *from,
		       size_t blocks, const struct rp_tape_block *last,
		       const struct rp_spool *spool)
{
	size_t held;
	int status;

	if (blocks > from->left / sizeof(*tape->blocks) ||
	    tape->count / rp_tape_per_block(tape) < blocks ||
	    tape->count - blocks * rp_tape_per_block(tape) >
		rp_tape_per_block(tape))
		return RP_EINVAL;
	status = rp_array_reserve(&tape->blocks, &tape->blocks_capacity, blocks,
				  sizeof(*tape->blocks));
	if (status != RP_OK)
		return status;
	status =
	    rp_frozen_take(tape->blocks, from, blocks * sizeof(*tape->blocks));
	tape->block_count = blocks;
	tape->thawed = blocks;
	held = in_block(tape) * tape->size;
	if (status != RP_OK || held == 0)
		return status;
	status = grow(tape, held);
	if (status == RP_OK)
		status =
		    rp_spooled_read(tape->block, spool, last->handle, held);
	if (status == RP_OK && rp_hash64(tape->block, held) != last->hash)
		status = RP_ESTORE;
	return status;
}

int rp_tape_thaw(struct rp_tape *tape, struct rp_frozen *from,
		 const struct rp_spool *spool)
{
	uint64_t blocks;
	struct rp_tape_block last;
	int status = rp_frozen_expect(from, tape->size);

	if (status == RP_OK)
		status = rp_frozen_take(&tape->count, from, sizeof(uint64_t));
	if (status == RP_OK)
		status = rp_frozen_take(&blocks, from, sizeof(blocks));
	if (status == RP_OK)
		status = rp_frozen_take(&last, from, sizeof(last));
	return status == RP_OK
		   ? thaw_blocks(tape, from, (size_t)blocks, &last, spool)
		   : status;
}
