/* SPDX-License-Identifier: Apache-2.0 */
/* The order in which samples are judged. */
#include "crowd.h"
#include "sample_order.h"
#include "strangers.h"

#define REPORTS 60
#define PRINTS	5
#define NODES	(REPORTS * PRINTS)
#define SAMPLES 800
/* Draws, of which some repeat a sample. */
#define DRAWS 2000

struct rig {
	struct rp_text_node nodes[NODES];
	struct rp_match match;
	struct rp_samples samples;
	uint32_t report_of[SAMPLES]; /* REPORTS: a frame's */
};

static void add(struct rig *rig, const uint32_t *nodes, size_t count,
		uint32_t report)
{
	uint64_t hash = rp_samples_hash(nodes, count);
	size_t before = rig->samples.count;

	cr_assert_eq(rp_samples_add(&rig->samples, nodes, count, hash), RP_OK);
	if (rig->samples.count > before)
		rig->report_of[before] = report;
}

/* Prints lie where those of other reports do; each sample of a report has
 * three of them or more, those of frames are drawn from all. */
static struct rig *rig_create(uint64_t seed)
{
	struct rig *rig = calloc(1, sizeof(*rig));
	uint64_t state = seed;
	uint32_t i;
	int draws;

	cr_assert_not_null(rig);
	rig->match = (struct rp_match){
	    .nodes = rig->nodes, .count = NODES, .threads = 2};
	for (i = 0; i < NODES; i++)
		rig->nodes[i].spool = (uint64_t)(i * 137 % NODES) << 12;
	for (draws = 0; draws < DRAWS && rig->samples.count < SAMPLES;
	     draws++) {
		uint32_t nodes[RP_STRANGERS_SAMPLE];
		uint32_t report = (uint32_t)(draw(&state) % REPORTS);
		size_t count = 0;

		if (draw(&state) % 8 == 0) {
			for (i = 0; i < RP_STRANGERS_SAMPLE; i++)
				nodes[i] = (uint32_t)(draw(&state) % NODES);
			add(rig, nodes, RP_STRANGERS_SAMPLE, REPORTS);
			continue;
		}
		for (i = 0; i < PRINTS; i++)
			if (draw(&state) % 3 > 0)
				nodes[count++] = report * PRINTS + i;
		if (count >= RP_STRANGERS_MANY)
			add(rig, nodes, count, report);
	}
	return rig;
}

static uint64_t last_place(const struct rig *rig, uint32_t number)
{
	const struct rp_sample *sample = &rig->samples.items[number];
	uint64_t last = 0;
	uint32_t i;

	for (i = 0; i < sample->count; i++) {
		uint32_t node = rig->samples.nodes[sample->first + i];

		if (rig->nodes[node].spool > last)
			last = rig->nodes[node].spool;
	}
	return last;
}

/* Each sample once; those of a report behind one another, however frames lie
 * between them, from the last place to the first. */
Test(sample_order, keeps_reports_together)
{
	uint64_t seed;

	for (seed = 1; seed < 20; seed++) {
		struct rig *rig = rig_create(seed);
		bool seen[SAMPLES] = {false};
		bool done[REPORTS] = {false};
		uint32_t report = REPORTS;
		uint64_t before = UINT64_MAX; /* of the report before */
		uint64_t last = UINT64_MAX;
		uint64_t own = 0; /* of the sample before */
		uint32_t *order;
		size_t i;

		cr_assert_gt(rig->samples.count, REPORTS * 4);
		cr_assert_eq(
		    rp_sample_order(&order, &rig->samples, &rig->match), RP_OK);
		for (i = 0; i < rig->samples.count; i++) {
			uint32_t now = rig->report_of[order[i]];

			cr_assert(!seen[order[i]]);
			seen[order[i]] = true;
			if (now == REPORTS)
				continue;
			/* Those of one report by their own last texts. */
			cr_assert(now != report ||
				  last_place(rig, order[i]) <= own);
			own = last_place(rig, order[i]);
			if (now != report) {
				cr_assert(!done[now], "report %u", now);
				done[now] = true;
				cr_assert_leq(last, before);
				before = last;
				last = 0;
				report = now;
			}
			if (last_place(rig, order[i]) > last)
				last = last_place(rig, order[i]);
		}
		cr_assert_leq(last, before);
		free(order);
		rp_samples_dispose(&rig->samples);
		free(rig);
	}
}

Test(sample_order, takes_no_samples)
{
	struct rp_samples none = {0};
	struct rp_match match = {.threads = 1};
	uint32_t *order;

	cr_assert_eq(rp_sample_order(&order, &none, &match), RP_OK);
	free(order);
}
