/* SPDX-License-Identifier: Apache-2.0 */
/* wanted.c - see wanted.h */
#include "wanted.h"

#include "array.h"
#include "index.h"
#include "sort.h"

/* Bytes that are read along between two texts, in less time than a disk takes
 * for another request: 32 us at 1 GB/s, where one more took 40 to 70 us. */
#define BETWEEN ((uint64_t)32 << 10)

void rp_wanted_dispose(struct rp_wanted *wanted)
{
	free(wanted->items);
	*wanted = (struct rp_wanted){NULL, 0, 0};
}

int rp_wanted_add(struct rp_wanted *wanted, const struct rp_match *match,
		  const uint32_t *nodes, size_t count)
{
	size_t i;

	if (!match->spool->want)
		return RP_OK;
	if (rp_array_reserve(&wanted->items, &wanted->capacity,
			     (wanted->count + count) * 2,
			     sizeof(*wanted->items)) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < count; i++) {
		uint64_t place = rp_node_spot(match, nodes[i]);

		wanted->items[wanted->count++] = place << 32 | nodes[i];
	}
	return RP_OK;
}

void rp_wanted_order(struct rp_wanted *wanted)
{
	if (wanted->count == 0)
		return;
	rp_sort_u64(wanted->items, wanted->items + wanted->count, wanted->count,
		    0);
	wanted->count = rp_sort_unique(wanted->items, wanted->count);
}

/* Bytes from one place to another. */
struct stretch {
	uint64_t from;
	uint64_t end;
};

static struct stretch words_of(const struct rp_match *match, uint32_t node)
{
	const struct rp_text_node *at = &match->nodes[node];

	return (struct stretch){at->spool,
				at->spool + RP_SKETCH_BYTES(at->tokens)};
}

void rp_wanted_ask(const struct rp_wanted *wanted, const struct rp_match *match,
		   size_t part, size_t parts)
{
	size_t i = wanted->count * part / parts;
	const size_t end = wanted->count * (part + 1) / parts;
	struct stretch all;

	if (i == end)
		return;
	all = words_of(match, (uint32_t)wanted->items[i]);
	for (; i < end; i++) {
		uint32_t node = (uint32_t)wanted->items[i];
		struct stretch words = words_of(match, node);

		rp_node_want_signature(match, node);
		if (words.from >= all.from && words.from <= all.end + BETWEEN) {
			all.end = words.end;
			continue;
		}
		rp_spooled_want(match->spool, all.from,
				(size_t)(all.end - all.from));
		all = words;
	}
	rp_spooled_want(match->spool, all.from, (size_t)(all.end - all.from));
}
