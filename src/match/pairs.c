/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairs.c - see pairs.h
 *
 * Layout. PARTS tables with open addressing, by the first bits of a pair's
 * hash, each under a lock of its own. What a hash leads to is a line of the
 * cache with six pairs and how often each was met, and behind it, if that is
 * full, the next line: one look at far memory a meeting. At most five sixths of
 * the places are taken, and a part grows by a quarter of itself: 13 to 16 bytes
 * a pair. Tables that double would be simpler to find a line in, and hold up to
 * twice as much when a million prints meet twelve million pairs. A batch
 * divides what it meets by part and adds HELD of one at a time: one lock for
 * all of them, and their lines are fetched ahead.
 */
#include "pairs.h"

#include "hash.h"
#include "lock.h"
#include "parallel.h"

#include <stdlib.h>
#include <string.h>

#define PART_BITS   6
#define PARTS	    ((size_t)1 << PART_BITS)
#define FIRST_LINES ((size_t)1 << 6)
#define LINE_BYTES  64
#define LINE_PAIRS  6
/* Meetings of one part that a batch holds: 192 KiB in all, in the second
 * cache. */
#define HELD 256
/* Meetings whose lines are fetched ahead. */
#define AHEAD 12

/* Places are taken from the first on. */
struct line {
	uint64_t pairs[LINE_PAIRS]; /* 0: nothing, since no node is its own
				       pair */
	uint16_t times[LINE_PAIRS]; /* up to RP_PAIRS_TIMES */
	uint32_t spare;
};

_Static_assert(sizeof(struct line) == LINE_BYTES, "one line of the cache");

struct part {
	struct rp_lock lock;
	struct line *lines; /* by hash */
	size_t count;	    /* pairs */
	size_t line_count;  /* fewer than 2^32; what they fill once pairs are
			       kept */
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

		free(part->lines);
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

static uint64_t *pair_at(const struct part *part, size_t place)
{
	return &part->lines[place / LINE_PAIRS].pairs[place % LINE_PAIRS];
}

static uint16_t *times_at(const struct part *part, size_t place)
{
	return &part->lines[place / LINE_PAIRS].times[place % LINE_PAIRS];
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
	for (i = 0; i < part->line_count * LINE_PAIRS; i++) {
		uint64_t *pair = pair_at(part, i);
		uint16_t *times = times_at(part, i);
		uint64_t this = *pair;

		*pair = 0;
		if (!this || !keeping->wanted(keeping->context, this, *times))
			continue;
		*pair_at(part, kept) = this;
		*times_at(part, kept++) = *times;
	}
	part->count = kept;
	part->line_count = (kept + LINE_PAIRS - 1) / LINE_PAIRS;
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
		size_t places = part->line_count * LINE_PAIRS;

		while (*at - first < places) {
			size_t place = (*at)++ - first;

			*pair = *pair_at(part, place);
			*times = *times_at(part, place);
			if (*pair)
				return true;
		}
		first += places;
	}
	return false;
}

/* The first bits tell the part, the last half of them the line: how far it is
 * on the way from 0 to 2^32. */
static size_t home_of(const struct part *part, uint64_t pair)
{
	return (uint32_t)rp_hash_mix(pair) * part->line_count >> 32;
}

static void meet_again(uint16_t *times, uint32_t more)
{
	uint32_t room = RP_PAIRS_TIMES - (uint32_t)*times;

	*times = (uint16_t)(*times + (more < room ? more : room));
}

static void add(struct part *part, uint64_t pair, uint32_t times)
{
	size_t at = home_of(part, pair);

	for (;;) {
		struct line *line = &part->lines[at];
		size_t i = 0;

		while (i < LINE_PAIRS && line->pairs[i] &&
		       line->pairs[i] != pair)
			i++;
		if (i < LINE_PAIRS) {
			part->count += !line->pairs[i];
			line->pairs[i] = pair;
			meet_again(&line->times[i], times);
			return;
		}
		if (++at == part->line_count)
			at = 0;
	}
}

/* Room for so many more. */
static int reserve(struct part *part, size_t more)
{
	struct part grown = {.line_count = part->line_count ? part->line_count
							    : FIRST_LINES};
	size_t i;

	while ((part->count + more) * 6 > grown.line_count * LINE_PAIRS * 5)
		grown.line_count += grown.line_count / 4;
	if (grown.line_count == part->line_count)
		return RP_OK;
	grown.lines =
	    aligned_alloc(LINE_BYTES, grown.line_count * sizeof(*grown.lines));
	if (!grown.lines)
		return RP_ENOMEM;
	memset(grown.lines, 0, grown.line_count * sizeof(*grown.lines));
	for (i = 0; i < part->line_count * LINE_PAIRS; i++)
		if (*pair_at(part, i))
			add(&grown, *pair_at(part, i), *times_at(part, i));
	free(part->lines);
	part->lines = grown.lines;
	part->line_count = grown.line_count;
	return RP_OK;
}

static void expect(const struct part *part, uint64_t pair)
{
	__builtin_prefetch(&part->lines[home_of(part, pair)], 1);
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
