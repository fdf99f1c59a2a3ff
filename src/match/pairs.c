/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairs.c - see pairs.h
 *
 * Open addressing, at most two thirds of the slots taken: 18 to 36 bytes a
 * pair. Who meets pairs gathers equal rows first (samples.h), so few are met
 * more than a dozen times.
 */
#include "pairs.h"

#include "hash.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS ((size_t)1 << 12)

void rp_pairs_dispose(struct rp_pairs *pairs)
{
	free(pairs->pairs);
	free(pairs->times);
	memset(pairs, 0, sizeof(*pairs));
}

/* Where the pair stands, or belongs. */
static size_t slot_of(const struct rp_pairs *pairs, uint64_t pair)
{
	size_t slot = (size_t)rp_hash_mix(pair) & (pairs->slots - 1);

	while (pairs->pairs[slot] && pairs->pairs[slot] != pair)
		slot = (slot + 1) & (pairs->slots - 1);
	return slot;
}

static int grow(struct rp_pairs *pairs)
{
	struct rp_pairs grown = {.count = pairs->count,
				 .slots = pairs->slots ? pairs->slots * 2
						       : FIRST_SLOTS};
	size_t i;

	grown.pairs = calloc(grown.slots, sizeof(*grown.pairs));
	grown.times = malloc(grown.slots * sizeof(*grown.times));
	if (!grown.pairs || !grown.times) {
		rp_pairs_dispose(&grown);
		return RP_ENOMEM;
	}
	for (i = 0; i < pairs->slots; i++)
		if (pairs->pairs[i]) {
			size_t slot = slot_of(&grown, pairs->pairs[i]);

			grown.pairs[slot] = pairs->pairs[i];
			grown.times[slot] = pairs->times[i];
		}
	rp_pairs_dispose(pairs);
	*pairs = grown;
	return RP_OK;
}

static int add(struct rp_pairs *pairs, uint64_t pair, uint32_t times)
{
	size_t slot;

	if ((pairs->count + 1) * 3 > pairs->slots * 2 && grow(pairs) != RP_OK)
		return RP_ENOMEM;
	slot = slot_of(pairs, pair);
	if (!pairs->pairs[slot]) {
		pairs->pairs[slot] = pair;
		pairs->times[slot] = 0;
		pairs->count++;
	}
	pairs->times[slot] += times;
	return RP_OK;
}

static uint64_t pair_of(uint32_t a, uint32_t b)
{
	return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

void rp_pairs_expect(const struct rp_pairs *pairs, uint32_t a, uint32_t b)
{
	size_t slot;

	if (!pairs->slots)
		return;
	slot = (size_t)rp_hash_mix(pair_of(a, b)) & (pairs->slots - 1);
	__builtin_prefetch(&pairs->pairs[slot], 1);
	__builtin_prefetch(&pairs->times[slot], 1);
}

int rp_pairs_meet(struct rp_pairs *pairs, uint32_t a, uint32_t b,
		  uint32_t times)
{
	return a == b ? RP_OK : add(pairs, pair_of(a, b), times);
}

int rp_pairs_merge(struct rp_pairs *into, struct rp_pairs *from)
{
	size_t i;

	for (i = 0; i < from->slots; i++)
		if (from->pairs[i] &&
		    add(into, from->pairs[i], from->times[i]) != RP_OK)
			return RP_ENOMEM;
	rp_pairs_dispose(from);
	return RP_OK;
}
