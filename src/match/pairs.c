/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairs.c - see pairs.h
 *
 * Layout. PARTS tables with open addressing, by the first bits of a pair's
 * hash, each under a lock of its own; at most two thirds of their slots are
 * taken: 18 to 36 bytes a pair, and a part that grows is a 64th of all. A batch
 * divides what it meets by part and adds HELD of one at a time: one lock for
 * all of them, and their slots, each a look at memory far larger than any
 * cache, are fetched ahead.
 */
#include "pairs.h"

#include "hash.h"
#include "lock.h"
#include "parallel.h"

#include <stdlib.h>
#include <string.h>

#define PART_BITS   6
#define PARTS	    ((size_t)1 << PART_BITS)
#define FIRST_SLOTS ((size_t)1 << 8)
/* Meetings of one part that a batch holds: 192 KiB in all, in the second
 * cache. */
#define HELD 256
/* Meetings whose slots are fetched ahead. */
#define AHEAD 12

struct part {
	struct rp_lock lock;
	uint64_t *pairs; /* by hash; 0: an empty slot, since no node is its own
			    pair */
	uint32_t *times; /* of each slot */
	size_t count;
	size_t slots; /* a power of two, or 0; as count once pairs are kept */
};

struct rp_pairs {
	struct part parts[PARTS];
};

struct held {
	uint64_t pairs[HELD];
	uint32_t times[HELD];
	size_t count;
};

struct rp_pairs_batch {
	struct rp_pairs *pairs;
	struct held parts[PARTS];
};

int rp_pairs_create(struct rp_pairs **out)
{
	struct rp_pairs *pairs = calloc(1, sizeof(*pairs));
	size_t i;

	if (!pairs)
		return RP_ENOMEM;
	for (i = 0; i < PARTS; i++)
		rp_lock_init(&pairs->parts[i].lock);
	*out = pairs;
	return RP_OK;
}

void rp_pairs_free(struct rp_pairs *pairs)
{
	size_t i;

	if (!pairs)
		return;
	for (i = 0; i < PARTS; i++) {
		struct part *part = &pairs->parts[i];

		free(part->pairs);
		free(part->times);
		rp_lock_dispose(&part->lock);
	}
	free(pairs);
}

size_t rp_pairs_count(const struct rp_pairs *pairs)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < PARTS; i++)
		count += pairs->parts[i].count;
	return count;
}

struct keeping {
	struct rp_pairs *pairs;
	bool (*wanted)(void *context, uint64_t pair, uint32_t times);
	void *context;
};

/* Pairs kept move to the front: they are not looked up any more. */
static int keep_part(void *context, unsigned worker, size_t index)
{
	const struct keeping *keeping = context;
	struct part *part = &keeping->pairs->parts[index];
	size_t kept = 0;
	size_t i;

	(void)worker;
	for (i = 0; i < part->slots; i++) {
		uint64_t pair = part->pairs[i];
		uint32_t times = part->times[i];

		if (!pair || !keeping->wanted(keeping->context, pair, times))
			continue;
		part->pairs[kept] = pair;
		part->times[kept++] = times;
	}
	part->count = kept;
	part->slots = kept;
	return RP_OK;
}

int rp_pairs_keep(struct rp_pairs *pairs, unsigned threads,
		  bool (*wanted)(void *context, uint64_t pair, uint32_t times),
		  void *context)
{
	struct keeping keeping = {pairs, wanted, context};

	return rp_parallel_for(threads, PARTS, keep_part, &keeping);
}

bool rp_pairs_next(uint64_t *pair, uint32_t *times, size_t *at,
		   const struct rp_pairs *pairs)
{
	size_t first = 0;
	size_t i;

	for (i = 0; i < PARTS; i++) {
		const struct part *part = &pairs->parts[i];

		while (*at - first < part->slots) {
			size_t slot = (*at)++ - first;

			if (!part->pairs[slot])
				continue;
			*pair = part->pairs[slot];
			*times = part->times[slot];
			return true;
		}
		first += part->slots;
	}
	return false;
}

/* The first bits tell the part, the last ones the slot. */
static size_t home_of(const struct part *part, uint64_t pair)
{
	return (size_t)rp_hash_mix(pair) & (part->slots - 1);
}

/* Where the pair stands, or belongs. */
static size_t slot_of(const struct part *part, uint64_t pair)
{
	size_t slot = home_of(part, pair);

	while (part->pairs[slot] && part->pairs[slot] != pair)
		slot = (slot + 1) & (part->slots - 1);
	return slot;
}

/* Room for so many more. */
static int reserve(struct part *part, size_t more)
{
	struct part grown = {.count = part->count,
			     .slots = part->slots ? part->slots : FIRST_SLOTS};
	size_t i;

	while ((part->count + more) * 3 > grown.slots * 2)
		grown.slots *= 2;
	if (grown.slots == part->slots)
		return RP_OK;
	grown.pairs = calloc(grown.slots, sizeof(*grown.pairs));
	grown.times = malloc(grown.slots * sizeof(*grown.times));
	if (!grown.pairs || !grown.times) {
		free(grown.pairs);
		free(grown.times);
		return RP_ENOMEM;
	}
	for (i = 0; i < part->slots; i++)
		if (part->pairs[i]) {
			size_t slot = slot_of(&grown, part->pairs[i]);

			grown.pairs[slot] = part->pairs[i];
			grown.times[slot] = part->times[i];
		}
	free(part->pairs);
	free(part->times);
	part->pairs = grown.pairs;
	part->times = grown.times;
	part->slots = grown.slots;
	return RP_OK;
}

static void expect(const struct part *part, uint64_t pair)
{
	size_t slot = home_of(part, pair);

	__builtin_prefetch(&part->pairs[slot], 1);
	__builtin_prefetch(&part->times[slot], 1);
}

static void add(struct part *part, uint64_t pair, uint32_t times)
{
	size_t slot = slot_of(part, pair);

	if (!part->pairs[slot]) {
		part->pairs[slot] = pair;
		part->times[slot] = 0;
		part->count++;
	}
	part->times[slot] += times;
}

/* Under the part's lock. */
static int add_all(struct part *part, const struct held *held)
{
	size_t i;

	if (reserve(part, held->count) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < held->count && i < AHEAD; i++)
		expect(part, held->pairs[i]);
	for (i = 0; i < held->count; i++) {
		if (i + AHEAD < held->count)
			expect(part, held->pairs[i + AHEAD]);
		add(part, held->pairs[i], held->times[i]);
	}
	return RP_OK;
}

static int flush(struct rp_pairs_batch *batch, size_t number)
{
	struct part *part = &batch->pairs->parts[number];
	struct held *held = &batch->parts[number];
	int status;

	rp_lock_hold(&part->lock);
	status = add_all(part, held);
	rp_lock_release(&part->lock);
	held->count = 0;
	return status;
}

int rp_pairs_batch_create(struct rp_pairs_batch **out, struct rp_pairs *pairs)
{
	struct rp_pairs_batch *batch = malloc(sizeof(*batch));
	size_t i;

	if (!batch)
		return RP_ENOMEM;
	batch->pairs = pairs;
	for (i = 0; i < PARTS; i++)
		batch->parts[i].count = 0;
	*out = batch;
	return RP_OK;
}

void rp_pairs_batch_free(struct rp_pairs_batch *batch)
{
	free(batch);
}

int rp_pairs_meet(struct rp_pairs_batch *batch, uint32_t a, uint32_t b,
		  uint32_t times)
{
	uint64_t pair = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	size_t number = (size_t)(rp_hash_mix(pair) >> (64 - PART_BITS));
	struct held *held = &batch->parts[number];

	if (a == b)
		return RP_OK;
	held->pairs[held->count] = pair;
	held->times[held->count++] = times;
	return held->count == HELD ? flush(batch, number) : RP_OK;
}

int rp_pairs_batch_end(struct rp_pairs_batch *batch)
{
	size_t i;
	int status = RP_OK;

	for (i = 0; i < PARTS && status == RP_OK; i++)
		if (batch->parts[i].count)
			status = flush(batch, i);
	return status;
}
