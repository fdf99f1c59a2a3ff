/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs and how often they were met, distinct samples, edges looked up. */
#include "edges.h"
#include "hash.h"
#include "pairs.h"
#include "parallel.h"
#include "samples.h"
#include "spool.h"
#include "testing.h"

#define NODES 400

struct meeting {
	struct rp_pairs *pairs;
	uint32_t expected[NODES][NODES]; /* of both threads */
};

/* What thread number worker meets, counted in out as well. */
static int meet_some(void *context, unsigned worker, size_t index)
{
	struct meeting *meeting = context;
	struct rp_pairs_batch *batch;
	uint64_t state = 6 + index;
	size_t i;

	(void)worker;
	if (rp_pairs_batch_create(&batch, meeting->pairs) != RP_OK)
		return RP_ENOMEM;
	for (i = 0; i < 150000; i++) {
		uint32_t a = (uint32_t)(draw(&state) % NODES);
		uint32_t b = (uint32_t)(draw(&state) % NODES);
		uint32_t times = (uint32_t)(draw(&state) % 5) + 1;

		if (rp_pairs_meet(batch, a, b, times) != RP_OK)
			return RP_ENOMEM;
		if (a != b)
			__atomic_fetch_add(
			    &meeting->expected[a < b ? a : b][a < b ? b : a],
			    times, __ATOMIC_RELAXED);
	}
	if (rp_pairs_batch_end(batch) != RP_OK)
		return RP_ENOMEM;
	rp_pairs_batch_free(batch);
	return RP_OK;
}

static bool is_met_often(void *context, uint64_t pair, uint32_t times)
{
	const struct meeting *meeting = context;

	return meeting->expected[pair >> 32][(uint32_t)pair] == times &&
	       times > 9;
}

/* Two threads, against a matrix. */
Test(pairs, are_counted)
{
	static struct meeting meeting;
	size_t distinct = 0;
	uint64_t pair;
	uint32_t times;
	size_t at = 0;
	size_t i;

	cr_assert_eq(rp_pairs_create(&meeting.pairs), RP_OK);
	cr_assert_not(rp_pairs_next(&pair, &times, &at, meeting.pairs));
	cr_assert_eq(rp_parallel_for(2, 4, meet_some, &meeting), RP_OK);
	for (i = 0; i < (size_t)NODES * NODES; i++)
		distinct += meeting.expected[i / NODES][i % NODES] > 0;
	cr_assert_eq(rp_pairs_count(meeting.pairs), distinct);
	at = 0;
	while (rp_pairs_next(&pair, &times, &at, meeting.pairs)) {
		cr_assert_eq(times,
			     meeting.expected[pair >> 32][(uint32_t)pair]);
		distinct--;
	}
	cr_assert_eq(distinct, 0);

	/* And those that are kept. */
	for (i = 0; i < (size_t)NODES * NODES; i++)
		distinct += meeting.expected[i / NODES][i % NODES] > 9;
	cr_assert_gt(distinct, 100);
	cr_assert_eq(rp_pairs_keep(meeting.pairs, 2, is_met_often, &meeting),
		     RP_OK);
	cr_assert_eq(rp_pairs_count(meeting.pairs), distinct);
	at = 0;
	while (rp_pairs_next(&pair, &times, &at, meeting.pairs)) {
		cr_assert_eq(times,
			     meeting.expected[pair >> 32][(uint32_t)pair]);
		cr_assert_gt(times, 9);
		distinct--;
	}
	cr_assert_eq(distinct, 0);
	rp_pairs_free(meeting.pairs);
}

/* The count of a pair stops where it is full and does not begin again. */
Test(pairs, are_counted_up_to_a_limit)
{
	static const struct {
		uint32_t more;
		uint32_t times;
	} steps[] = {{60000, 60000},
		     {RP_PAIRS_TIMES - 60001, RP_PAIRS_TIMES - 1},
		     {1, RP_PAIRS_TIMES},
		     {1, RP_PAIRS_TIMES},
		     {UINT32_MAX, RP_PAIRS_TIMES}};
	struct rp_pairs_batch *batch;
	struct rp_pairs *pairs;
	uint64_t pair;
	uint32_t times;
	size_t i;

	cr_assert_eq(rp_pairs_create(&pairs), RP_OK);
	cr_assert_eq(rp_pairs_batch_create(&batch, pairs), RP_OK);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		size_t at = 0;

		cr_assert_eq(rp_pairs_meet(batch, 2, 1, steps[i].more), RP_OK);
		cr_assert_eq(rp_pairs_batch_end(batch), RP_OK);
		cr_assert(rp_pairs_next(&pair, &times, &at, pairs));
		cr_assert_eq(pair, (uint64_t)1 << 32 | 2);
		cr_assert_eq(times, steps[i].times);
	}
	rp_pairs_batch_free(batch);
	rp_pairs_free(pairs);
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
		cr_assert_eq(rp_samples_add(i % 3 ? &first : &second, nodes,
					    count,
					    rp_samples_hash(nodes, count)),
			     RP_OK);
	}
	cr_assert_eq(rp_samples_merge(&first, &second), RP_OK);
	cr_assert_eq(first.count, 5000); /* two lengths of each beginning */
	for (i = 0; i < 5000; i++) {
		size_t count = 3 + i % 14;
		const struct rp_sample *sample;

		for (k = 0; k < count; k++)
			nodes[k] = i / 2 + (uint32_t)k * 7;
		cr_assert_eq(rp_samples_add(&first, nodes, count,
					    rp_samples_hash(nodes, count)),
			     RP_OK);
		sample = rp_samples_find(&first, rp_samples_hash(nodes, count));
		cr_assert_eq(sample->count, count);
		cr_assert_eq(sample->times, 2);
		cr_assert_eq(memcmp(first.nodes + sample->first, nodes,
				    count * sizeof(*nodes)),
			     0);
	}
	cr_assert_eq(first.count, 5000);
	rp_samples_clear(&first);
	cr_assert_eq(
	    rp_samples_add(&first, nodes, 3, rp_samples_hash(nodes, 3)), RP_OK);
	cr_assert_eq(first.count, 1);
	cr_assert_eq(rp_samples_find(&first, rp_samples_hash(nodes, 3))->times,
		     1);
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
		cr_assert_eq(
		    rp_edges_add(
			&edges, &spool,
			(struct rp_edge){.a = a, .b = a + 5, .shared = a + 1},
			&comparison),
		    RP_OK);
		if (i % 3000 == 2999)
			cr_assert_eq(rp_edges_end(&edges, 2), RP_OK);
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
