/* SPDX-License-Identifier: Apache-2.0 */
/* Samples judged window by window, as one by one. */
#include "judge.h"
#include "noting.h"
#include "strangers.h"

#define NODES 300
/* More than a window of 65,536, and a batch that is not full behind it. */
#define SAMPLES 66000

/* Three to six nodes, half of the time of one family. */
static void draw_samples(struct rp_samples *samples)
{
	uint64_t state = 9;

	while (samples->count < SAMPLES) {
		uint32_t nodes[6];
		uint32_t family = (uint32_t)(draw(&state) % (NODES / 5)) * 5;
		bool one = draw(&state) % 2;
		size_t count = 3 + draw(&state) % 4;
		size_t i;

		for (i = 0; i < count; i++)
			nodes[i] = one && i < 5 && draw(&state) % 8
				       ? family + (uint32_t)i
				       : (uint32_t)(draw(&state) % NODES);
		cr_assert_eq(rp_samples_add(samples, nodes, count,
					    rp_samples_hash(nodes, count)),
			     RP_OK);
	}
}

Test(judge, decides_as_one_by_one)
{
	struct crowd *crowd = crowd_create(NODES, 2);
	struct noting noting;
	struct rp_samples samples = {0};
	struct rp_strangers *strangers;
	size_t decided = 0;
	size_t i;

	crowd_index(crowd);
	draw_samples(&samples);
	noting_begin(&noting, crowd);
	cr_assert_eq(rp_judge_samples(&samples, &crowd->match), RP_OK);
	noting_check(&noting, 2);
	cr_assert_eq(rp_strangers_create(&strangers, &crowd->match), RP_OK);
	for (i = 0; i < SAMPLES; i += 7) {
		const struct rp_sample *sample = &samples.items[i];
		bool expected;

		cr_assert_eq(rp_strangers_judge(&expected, strangers,
						samples.nodes + sample->first,
						sample->count),
			     RP_OK);
		cr_assert_eq(sample->decided, expected, "sample %zu", i);
		decided += expected;
	}
	cr_assert_gt(decided, 1000);
	cr_assert_lt(decided, SAMPLES / 7 - 1000);
	rp_strangers_free(strangers);
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
