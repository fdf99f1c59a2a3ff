/* SPDX-License-Identifier: Apache-2.0 */
/* Samples judged window by window, as one by one. */
#include "judge.h"
#include "noting.h"
#include "remembering.h"
#include "strangers.h"

/* Nodes of more samples than a window of 65,536 holds, and some before them on
 * the spool, whose samples are judged last. */
#define SOME	60
#define NODES	360
#define SAMPLES 66000

/* Three to six nodes from some on, half of the time of one family. */
static void draw_samples(struct rp_samples *samples, size_t count,
			 uint32_t first, uint32_t nodes_count)
{
	uint64_t state = 9;

	while (samples->count < count) {
		uint32_t nodes[6];
		uint32_t family =
		    first + (uint32_t)(draw(&state) % (nodes_count / 5)) * 5;
		bool one = draw(&state) % 2;
		size_t some = 3 + draw(&state) % 4;
		size_t i;

		for (i = 0; i < some; i++)
			nodes[i] = one && i < 5 && draw(&state) % 8
				       ? family + (uint32_t)i
				       : first + (uint32_t)(draw(&state) %
							    nodes_count);
		cr_assert_eq(rp_samples_add(samples, nodes, some,
					    rp_samples_hash(nodes, some)),
			     RP_OK);
	}
}

/* One by one, what each is; returns how many are of different articles. */
static size_t judge_each(bool *expected, const struct rp_samples *samples,
			 const struct crowd *crowd)
{
	struct rp_strangers *strangers;
	size_t decided = 0;
	size_t i;

	cr_assert_eq(rp_strangers_create(&strangers, &crowd->match), RP_OK);
	for (i = 0; i < samples->count; i++) {
		const struct rp_sample *sample = &samples->items[i];

		cr_assert_eq(rp_strangers_judge(&expected[i], strangers,
						samples->nodes + sample->first,
						sample->count),
			     RP_OK);
		decided += expected[i];
	}
	rp_strangers_free(strangers);
	return decided;
}

static void check_samples(const bool *expected, struct rp_samples *samples,
			  const struct crowd *crowd)
{
	size_t i;

	for (i = 0; i < samples->count; i++) {
		samples->items[i].decided = !expected[i];
		samples->items[i].known = false;
	}
	cr_assert_eq(rp_judge_samples(samples, &crowd->match), RP_OK);
	for (i = 0; i < samples->count; i++)
		cr_assert_eq(samples->items[i].decided, expected[i],
			     "sample %zu", i);
}

/* As one by one, the texts of each window being asked for before; and so they
 * are where a memo knows all of them, or most. */
Test(judge, decides_as_one_by_one)
{
	struct crowd *crowd = crowd_create(NODES, 2);
	struct noting noting;
	struct remembering memory;
	struct rp_samples samples = {0};
	bool *expected = malloc((SAMPLES + 200) * sizeof(*expected));
	size_t decided;
	size_t all;

	cr_assert_not_null(expected);
	remembering_init(&memory);
	crowd_index(crowd);
	draw_samples(&samples, SAMPLES, SOME, NODES - SOME);
	draw_samples(&samples, SAMPLES + 200, 0, SOME);
	all = samples.count;
	decided = judge_each(expected, &samples, crowd);
	cr_assert_gt(decided, 7000);
	cr_assert_lt(decided, all - 7000);

	noting_begin(&noting, crowd);
	crowd->match.memo = &memory.memo;
	check_samples(expected, &samples, crowd);
	noting_check(&noting, 0, SOME - 1, 1);
	noting_check(&noting, SOME, NODES - 1, 2);
	remembering_check(&memory, 0, all);

	remembering_next(&memory, 0);
	check_samples(expected, &samples, crowd);
	remembering_check(&memory, all, all);

	remembering_next(&memory, 100);
	noting_begin(&noting, crowd);
	check_samples(expected, &samples, crowd);
	cr_assert_eq(noting.unasked, 0);
	remembering_check(&memory, all - all / 100, all);

	rp_samples_dispose(&samples);
	free(expected);
	remembering_dispose(&memory);
	crowd_free(crowd);
}

/* A failure of the spool ends it, in whichever window. */
static int fail_read(void *context, uint64_t offset, void *out, size_t len)
{
	size_t *left = context;

	if (__atomic_fetch_sub(left, 1, __ATOMIC_RELAXED) <= 1)
		return RP_ESTORE;
	memcpy(out, (const void *)(uintptr_t)offset, len);
	return RP_OK;
}

Test(judge, tells_of_a_failure)
{
	struct crowd *crowd = crowd_create(NODES, 2);
	struct rp_samples samples = {0};
	struct rp_spool failing = crowd->spool;
	size_t left;
	size_t after;

	crowd_index(crowd);
	draw_samples(&samples, 2000, 0, NODES);
	failing.context = &left;
	failing.read = fail_read;
	failing.in_memory = NULL;
	crowd->match.spool = &failing;
	for (after = 1; after < 1000; after *= 7) {
		left = after;
		cr_assert_eq(rp_judge_samples(&samples, &crowd->match),
			     RP_ESTORE);
	}
	rp_samples_dispose(&samples);
	crowd_free(crowd);
}

Test(judge, has_nothing_to_decide)
{
	struct crowd *crowd = crowd_create(5, 1);
	struct rp_samples none = {0};

	cr_assert_eq(rp_judge_samples(&none, &crowd->match), RP_OK);
	crowd_free(crowd);
}
