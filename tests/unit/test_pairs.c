/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs and how often they were met, distinct samples, edges looked up. */
#include "edges.h"
#include "hash.h"
#include "pairs.h"
#include "samples.h"
#include "spool.h"
#include "testing.h"

#define NODES 400

/* Against a matrix. */
Test(pairs, are_counted)
{
	static uint32_t expected[NODES][NODES];
	struct rp_pairs pairs[2] = {{0}, {0}};
	uint64_t state = 6;
	size_t distinct = 0;
	size_t i;

	for (i = 0; i < 300000; i++) {
		uint32_t a = (uint32_t)(draw(&state) % NODES);
		uint32_t b = (uint32_t)(draw(&state) % NODES);
		uint32_t times = (uint32_t)(draw(&state) % 5) + 1;

		cr_assert_eq(rp_pairs_meet(&pairs[i % 2], a, b, times), RP_OK);
		if (a != b)
			expected[a < b ? a : b][a < b ? b : a] += times;
	}
	cr_assert_eq(rp_pairs_merge(&pairs[0], &pairs[1]), RP_OK);
	for (i = 0; i < (size_t)NODES * NODES; i++)
		distinct += expected[i / NODES][i % NODES] > 0;
	cr_assert_eq(pairs[0].count, distinct);
	for (i = 0; i < pairs[0].slots; i++) {
		uint64_t pair = pairs[0].pairs[i];

		if (pair)
			cr_assert_eq(pairs[0].times[i],
				     expected[pair >> 32][(uint32_t)pair]);
		distinct -= pair != 0;
	}
	cr_assert_eq(distinct, 0);
	rp_pairs_dispose(&pairs[0]);
	rp_pairs_dispose(&pairs[1]);
}

Test(samples, are_kept_once_and_found)
{
	struct rp_samples first = {0};
	struct rp_samples second = {0};
	uint32_t nodes[16];
	uint32_t i;
	size_t k;

	for (i = 0; i < 5000; i++) {
		size_t count = 3 + i % 14;

		for (k = 0; k < count; k++)
			nodes[k] = i / 2 + (uint32_t)k * 7;
		cr_assert_eq(
		    rp_samples_add(i % 3 ? &first : &second, nodes, count),
		    RP_OK);
	}
	cr_assert_eq(rp_samples_merge(&first, &second), RP_OK);
	cr_assert_eq(first.count, 5000); /* two lengths of each beginning */
	for (i = 0; i < 5000; i++) {
		size_t count = 3 + i % 14;
		const struct rp_sample *sample;

		for (k = 0; k < count; k++)
			nodes[k] = i / 2 + (uint32_t)k * 7;
		cr_assert_eq(rp_samples_add(&first, nodes, count), RP_OK);
		sample = rp_samples_find(&first, nodes, count);
		cr_assert_eq(sample->count, count);
		cr_assert_eq(sample->times, 2);
		cr_assert_eq(memcmp(first.nodes + sample->first, nodes,
				    count * sizeof(*nodes)),
			     0);
	}
	cr_assert_eq(first.count, 5000);
	rp_samples_clear(&first);
	cr_assert_eq(rp_samples_add(&first, nodes, 3), RP_OK);
	cr_assert_eq(first.count, 1);
	cr_assert_eq(rp_samples_find(&first, nodes, 3)->times, 1);
	rp_samples_dispose(&first);
}

Test(edges, give_back_their_comparisons)
{
	struct rp_spool spool;
	struct rp_edges edges = {0};
	struct rp_comparison comparison = {0};
	bool found;
	uint32_t i;

	cr_assert_eq(rp_memory_spool_create(&spool), RP_OK);
	rp_edges_keep(&edges);
	/* two rounds, in any order */
	for (i = 0; i < 6000; i++) {
		uint32_t a = i * 7 % 3000 * 2 + i / 3000;

		if (i % 3000 == 0)
			rp_edges_begin(&edges);
		comparison.shared = a + 1;
		cr_assert_eq(rp_edges_add(&edges, &spool,
					  (struct rp_edge){a, a + 5, a + 1, 0},
					  &comparison),
			     RP_OK);
		if (i % 3000 == 2999)
			cr_assert_eq(rp_edges_end(&edges), RP_OK);
	}
	for (i = 0; i < 6000; i++) {
		cr_assert(i % 3000 == 0 ||
			  edges.items[i - 1].a < edges.items[i].a);
		cr_assert_eq(rp_edges_find(&comparison, &found, &edges, &spool,
					   i, i + 5),
			     RP_OK);
		cr_assert(found);
		cr_assert_eq(comparison.shared, i + 1);
		cr_assert_eq(rp_edges_find(&comparison, &found, &edges, &spool,
					   i, i + 4),
			     RP_OK);
		cr_assert(!found);
	}
	rp_edges_dispose(&edges);
	rp_memory_spool_free(&spool);
}
