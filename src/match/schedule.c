/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schedule.c - in which order pairs are compared
 *
 * Idea. To compare costs little once both texts are at hand; to have them at
 * hand costs a look at the spool, which may be on a disk, and an index of their
 * words. So all pairs of one component of the graph of pairs, which is one
 * story and what resembles it, lie together, and components in the order in
 * which their first texts lie on the spool. Within a component, which may be a
 * million prints of one report, pairs go by the place of the text that has
 * fewer pairs: the few that are paired with all others stay at hand, and the
 * others are gone through once.
 *
 * Cost: 12 bytes a node and 20 a pair, two radix sorts.
 *
 * Rejected: the order of the pairs, by which each text is read once for every
 * pair in which it comes second.
 */
#include "schedule.h"

#include "candidates.h"
#include "components.h"
#include "sort.h"

#include <stdlib.h>

struct schedule {
	const struct rp_match *match;
	const uint64_t *pairs;
	size_t count;
	uint32_t *parents; /* of each node, towards the root of its component */
	uint32_t *degrees; /* pairs of each node */
	uint32_t *firsts;  /* of each root: the first place in its component */
};

static void join(struct schedule *schedule)
{
	uint32_t node;
	size_t i;

	rp_components_init(schedule->parents, schedule->match->count);
	for (node = 0; node < schedule->match->count; node++)
		schedule->firsts[node] = rp_node_spot(schedule->match, node);
	for (i = 0; i < schedule->count; i++) {
		uint32_t a = rp_pair_first(schedule->pairs[i]);
		uint32_t b = rp_pair_second(schedule->pairs[i]);
		uint32_t root_a = rp_components_root(schedule->parents, a);
		uint32_t root_b = rp_components_root(schedule->parents, b);
		uint32_t root =
		    rp_components_join(schedule->parents, root_a, root_b);
		uint32_t other = root == root_a ? root_b : root_a;

		schedule->degrees[a]++;
		schedule->degrees[b]++;
		if (schedule->firsts[other] < schedule->firsts[root])
			schedule->firsts[root] = schedule->firsts[other];
	}
}

/* By which text a pair is placed: the one with fewer pairs, of two with as many
 * the later one. */
static uint32_t place_of_pair(const struct schedule *schedule, uint64_t pair)
{
	uint32_t a = rp_pair_first(pair);
	uint32_t b = rp_pair_second(pair);
	uint32_t place_a = rp_node_spot(schedule->match, a);
	uint32_t place_b = rp_node_spot(schedule->match, b);

	if (schedule->degrees[a] != schedule->degrees[b])
		return schedule->degrees[a] < schedule->degrees[b] ? place_a
								   : place_b;
	return place_a > place_b ? place_a : place_b;
}

/* By place within, then by component, which keeps that order. */
static int order(uint32_t *out, struct schedule *schedule, uint64_t *keys,
		 uint64_t *scratch)
{
	const unsigned threads = schedule->match->threads;
	size_t count = schedule->count;
	size_t i;
	int status;

	for (i = 0; i < count; i++)
		keys[i] = (uint64_t)place_of_pair(schedule, schedule->pairs[i])
			      << 32 |
			  i;
	status = rp_sort_parallel(keys, scratch, count, 32, threads);
	for (i = 0; i < count; i++) {
		uint32_t number = (uint32_t)keys[i];
		uint32_t root = rp_components_root(
		    schedule->parents, rp_pair_first(schedule->pairs[number]));

		keys[i] = (uint64_t)schedule->firsts[root] << 32 | number;
	}
	if (status == RP_OK)
		status = rp_sort_parallel(keys, scratch, count, 32, threads);
	for (i = 0; i < count; i++)
		out[i] = (uint32_t)keys[i];
	return status;
}

int rp_schedule(uint32_t **out, const struct rp_match *match,
		const uint64_t *pairs, size_t count)
{
	size_t nodes = (size_t)match->count + 1;
	struct schedule schedule = {
	    .match = match, .pairs = pairs, .count = count};
	uint64_t *keys = malloc((count + 1) * sizeof(*keys));
	uint64_t *scratch = malloc((count + 1) * sizeof(*scratch));
	uint32_t *numbers = malloc((count + 1) * sizeof(*numbers));
	int status = count > UINT32_MAX ? RP_EFULL : RP_ENOMEM;

	schedule.parents = malloc(nodes * sizeof(*schedule.parents));
	schedule.degrees = calloc(nodes, sizeof(*schedule.degrees));
	schedule.firsts = malloc(nodes * sizeof(*schedule.firsts));
	if (status == RP_ENOMEM && keys && scratch && numbers &&
	    schedule.parents && schedule.degrees && schedule.firsts) {
		join(&schedule);
		status = order(numbers, &schedule, keys, scratch);
	}
	if (status == RP_OK) {
		*out = numbers;
		numbers = NULL;
	}
	free(schedule.firsts);
	free(schedule.degrees);
	free(schedule.parents);
	free(numbers);
	free(scratch);
	free(keys);
	return status;
}
