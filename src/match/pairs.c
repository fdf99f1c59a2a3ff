/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairs.c - see pairs.h
 *
 * Pairs are gathered until there are as many as were counted before, then
 * sorted and merged with those, so memory is a small multiple of the distinct
 * pairs and each is merged a few times only.
 */
#include "pairs.h"

#include "array.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

/* Pairs gathered before they are counted: 8 MiB, and as much for sorting. */
#define GATHERED ((size_t)1 << 20)

struct counted {
	uint64_t *pairs;
	uint32_t *times;
	size_t count;
};

void rp_pairs_dispose(struct rp_pairs *pairs)
{
	free(pairs->met);
	free(pairs->scratch);
	free(pairs->pairs);
	free(pairs->times);
	memset(pairs, 0, sizeof(*pairs));
}

static void add(struct counted *counted, uint64_t pair, uint32_t times)
{
	if (counted->count && counted->pairs[counted->count - 1] == pair) {
		counted->times[counted->count - 1] += times;
		return;
	}
	counted->pairs[counted->count] = pair;
	counted->times[counted->count++] = times;
}

/* Merge a sorted list into the counted pairs; times NULL: each counts once. */
static int merge(struct rp_pairs *into, const uint64_t *pairs,
		 const uint32_t *times, size_t count)
{
	size_t room = into->count + count + 1;
	struct counted all = {malloc(room * sizeof(*all.pairs)),
			      malloc(room * sizeof(*all.times)), 0};
	size_t i = 0;
	size_t k = 0;

	if (!all.pairs || !all.times) {
		free(all.pairs);
		free(all.times);
		return RP_ENOMEM;
	}
	while (i < into->count || k < count)
		if (k == count ||
		    (i < into->count && into->pairs[i] <= pairs[k])) {
			add(&all, into->pairs[i], into->times[i]);
			i++;
		} else {
			add(&all, pairs[k], times ? times[k] : 1);
			k++;
		}
	free(into->pairs);
	free(into->times);
	into->pairs = all.pairs;
	into->times = all.times;
	into->count = all.count;
	return RP_OK;
}

int rp_pairs_count(struct rp_pairs *pairs)
{
	int status;

	if (pairs->met_count == 0)
		return RP_OK;
	if (rp_array_reserve(&pairs->scratch, &pairs->scratch_capacity,
			     pairs->met_count,
			     sizeof(*pairs->scratch)) != RP_OK)
		return RP_ENOMEM;
	rp_sort_u64(pairs->met, pairs->scratch, pairs->met_count, 0);
	status = merge(pairs, pairs->met, NULL, pairs->met_count);
	if (status == RP_OK)
		pairs->met_count = 0;
	return status;
}

int rp_pairs_meet(struct rp_pairs *pairs, uint32_t a, uint32_t b)
{
	if (a == b)
		return RP_OK;
	if (pairs->met_count == pairs->met_capacity) {
		if (pairs->met_count >= GATHERED &&
		    pairs->met_count >= pairs->count &&
		    rp_pairs_count(pairs) != RP_OK)
			return RP_ENOMEM;
		if (rp_array_reserve(&pairs->met, &pairs->met_capacity,
				     pairs->met_count + 1,
				     sizeof(*pairs->met)) != RP_OK)
			return RP_ENOMEM;
	}
	pairs->met[pairs->met_count++] =
	    a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	return RP_OK;
}

int rp_pairs_merge(struct rp_pairs *into, struct rp_pairs *from)
{
	int status = merge(into, from->pairs, from->times, from->count);

	if (status == RP_OK)
		rp_pairs_dispose(from);
	return status;
}
