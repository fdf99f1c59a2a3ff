/* SPDX-License-Identifier: Apache-2.0 */
/* samples.c - see samples.h. Open addressing by the hash of the nodes; two
 * lists with one hash of 64 bits are one. Half of the hash stands in the table,
 * so that a list is looked at only where it is the one. */
#include "samples.h"

#include "array.h"
#include "hash.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 1024
/* Lists whose slots are fetched before their turn when tables are merged. */
#define AHEAD 16

void rp_samples_dispose(struct rp_samples *samples)
{
	free(samples->items);
	free(samples->nodes);
	free(samples->table);
	memset(samples, 0, sizeof(*samples));
}

#define UPPER (~(uint64_t)0 << 32)

/* The sample of a slot that is taken. */
static struct rp_sample *sample_at(const struct rp_samples *samples,
				   size_t slot)
{
	return &samples->items[(uint32_t)samples->table[slot] - 1];
}

/* Where the sample stands, or belongs. */
static size_t slot_of(const struct rp_samples *samples, uint64_t hash)
{
	size_t slot = (size_t)hash & (samples->slots - 1);

	while (samples->table[slot] && ((samples->table[slot] ^ hash) & UPPER ||
					sample_at(samples, slot)->hash != hash))
		slot = (slot + 1) & (samples->slots - 1);
	return slot;
}

static void enter(struct rp_samples *samples, uint64_t hash, size_t number)
{
	samples->table[slot_of(samples, hash)] =
	    (hash & UPPER) | (uint32_t)(number + 1);
}

/* Room for one more, half of the slots empty. */
static int reserve(struct rp_samples *samples)
{
	size_t slots = samples->slots ? samples->slots * 2 : FIRST_SLOTS;
	uint64_t *table;
	size_t i;

	if ((samples->count + 1) * 2 <= samples->slots)
		return RP_OK;
	table = calloc(slots, sizeof(*table));
	if (!table)
		return RP_ENOMEM;
	free(samples->table);
	samples->table = table;
	samples->slots = slots;
	for (i = 0; i < samples->count; i++)
		enter(samples, samples->items[i].hash, i);
	return RP_OK;
}

void rp_samples_clear(struct rp_samples *samples)
{
	samples->count = 0;
	samples->node_count = 0;
	if (samples->slots)
		memset(samples->table, 0,
		       samples->slots * sizeof(*samples->table));
}

static int add(struct rp_samples *samples, const uint32_t *nodes, size_t count,
	       uint64_t hash, uint32_t times)
{
	size_t slot;

	if (reserve(samples) != RP_OK)
		return RP_ENOMEM;
	slot = slot_of(samples, hash);
	if (samples->table[slot]) {
		sample_at(samples, slot)->times += times;
		return RP_OK;
	}
	if (rp_array_reserve(&samples->items, &samples->capacity,
			     samples->count + 1,
			     sizeof(*samples->items)) != RP_OK ||
	    rp_array_reserve(&samples->nodes, &samples->nodes_capacity,
			     samples->node_count + count,
			     sizeof(*samples->nodes)) != RP_OK)
		return RP_ENOMEM;
	memcpy(samples->nodes + samples->node_count, nodes,
	       count * sizeof(*nodes));
	samples->items[samples->count] = (struct rp_sample){
	    hash, samples->node_count, (uint32_t)count, times, false, false};
	samples->node_count += count;
	samples->table[slot] = (hash & UPPER) | (uint32_t)++samples->count;
	return RP_OK;
}

uint64_t rp_samples_hash(const uint32_t *nodes, size_t count)
{
	return rp_hash64(nodes, count * sizeof(*nodes));
}

int rp_samples_add(struct rp_samples *samples, const uint32_t *nodes,
		   size_t count, uint64_t hash)
{
	return add(samples, nodes, count, hash, 1);
}

void rp_samples_expect(const struct rp_samples *samples, uint64_t hash)
{
	if (samples->slots)
		__builtin_prefetch(
		    &samples->table[(size_t)hash & (samples->slots - 1)]);
}

void rp_samples_approach(const struct rp_samples *samples, uint64_t hash)
{
	uint64_t slot;

	if (!samples->slots)
		return;
	slot = samples->table[(size_t)hash & (samples->slots - 1)];
	if (slot && !((slot ^ hash) & UPPER))
		__builtin_prefetch(&samples->items[(uint32_t)slot - 1]);
}

int rp_samples_merge(struct rp_samples *into, struct rp_samples *from)
{
	const struct rp_sample *items = from->items;
	size_t i;
	int status = RP_OK;

	for (i = 0; i < from->count && status == RP_OK; i++) {
		if (i + AHEAD < from->count)
			rp_samples_expect(into, items[i + AHEAD].hash);
		if (i + AHEAD / 2 < from->count)
			rp_samples_approach(into, items[i + AHEAD / 2].hash);
		status = add(into, from->nodes + items[i].first, items[i].count,
			     items[i].hash, items[i].times);
	}
	rp_samples_dispose(from);
	return status;
}

const struct rp_sample *rp_samples_find(const struct rp_samples *samples,
					uint64_t hash)
{
	size_t slot;

	if (samples->slots == 0)
		return NULL;
	slot = slot_of(samples, hash);
	return samples->table[slot] ? sample_at(samples, slot) : NULL;
}
