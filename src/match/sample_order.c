/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sample_order.c - in which order samples are judged
 *
 * Idea. A report has a sample for each way in which its prints share sentences
 * of it, some eight, and all of these are of the same few texts, which lie
 * anywhere among those of the same days. So each sample has its place where
 * the last text lies of all those that its texts are in a sample with: one step
 * from text to text leads nearly all samples of one report to one place. Of one
 * place those are together whose own last text is the same. Then a text is read
 * once, or twice where two threads meet, and not once a sample.
 *
 * From the end of the spool towards its beginning: what was written last is in
 * the kernel's cache still where the spool is larger than that, and who begins
 * at the beginning drives it out before he is there.
 *
 * A sample that is full is most often of a frame, whose articles lie anywhere.
 * It has its place by its own texts, and leads nobody.
 *
 * Cost: 8 bytes a node and 20 a sample, two radix sorts.
 *
 * Rejected: components of the graph of samples, as pairs have them
 * (schedule.c): frames join all to one.
 */
#include "sample_order.h"

#include "sort.h"
#include "strangers.h"

#include <stdlib.h>
#include <string.h>

struct ordering {
	const struct rp_samples *samples;
	const struct rp_match *match;
	uint32_t *places;  /* of each node, on the spool in steps of 64 bytes */
	uint32_t *lasts;   /* of each node: the last place that it leads to */
	uint64_t *keys;	   /* of samples, each with its number … */
	uint64_t *scratch; /* … and to sort them */
};

static const uint32_t *nodes_of(const struct rp_samples *samples,
				const struct rp_sample *sample)
{
	return samples->nodes + sample->first;
}

/* The greatest of what is said of the nodes of a sample. */
static uint32_t greatest_of(const uint32_t *places, const uint32_t *nodes,
			    size_t count)
{
	uint32_t greatest = 0;
	size_t i;

	for (i = 0; i < count; i++)
		if (places[nodes[i]] > greatest)
			greatest = places[nodes[i]];
	return greatest;
}

/* Lead the nodes of all samples to the last text of each. */
static void lead(const struct ordering *ordering)
{
	const struct rp_samples *samples = ordering->samples;
	size_t i;
	size_t k;

	for (i = 0; i < samples->count; i++) {
		const struct rp_sample *sample = &samples->items[i];
		const uint32_t *nodes = nodes_of(samples, sample);
		uint32_t last;

		if (sample->count == RP_STRANGERS_SAMPLE)
			continue;
		last = greatest_of(ordering->places, nodes, sample->count);
		for (k = 0; k < sample->count; k++)
			if (last > ordering->lasts[nodes[k]])
				ordering->lasts[nodes[k]] = last;
	}
}

/* Sort by what is said of nodes, the greatest first; the order of equal ones
 * stays. RP_ENOMEM. */
static int sort(const struct ordering *ordering, const uint32_t *places)
{
	const struct rp_samples *samples = ordering->samples;
	uint64_t *keys = ordering->keys;
	size_t i;

	for (i = 0; i < samples->count; i++) {
		uint32_t number = (uint32_t)keys[i];
		const struct rp_sample *sample = &samples->items[number];
		bool full = sample->count == RP_STRANGERS_SAMPLE;
		uint32_t greatest =
		    greatest_of(full ? ordering->places : places,
				nodes_of(samples, sample), sample->count);

		keys[i] = (uint64_t)(UINT32_MAX - greatest) << 32 | number;
	}
	return rp_sort_parallel(keys, ordering->scratch, samples->count, 32,
				ordering->match->threads);
}

static int order(uint32_t *out, const struct ordering *ordering)
{
	const struct rp_match *match = ordering->match;
	const size_t count = ordering->samples->count;
	size_t i;
	int status;

	for (i = 0; i < match->count; i++)
		ordering->places[i] = rp_node_spot(match, (uint32_t)i);
	for (i = 0; i < count; i++)
		ordering->keys[i] = i;
	status = sort(ordering, ordering->places);
	if (status != RP_OK)
		return status;
	memcpy(ordering->lasts, ordering->places,
	       match->count * sizeof(*ordering->lasts));
	lead(ordering);
	status = sort(ordering, ordering->lasts);
	for (i = 0; i < count; i++)
		out[i] = (uint32_t)ordering->keys[i];
	return status;
}

int rp_sample_order(uint32_t **out, const struct rp_samples *samples,
		    const struct rp_match *match)
{
	const size_t nodes = (size_t)match->count + 1;
	const size_t count = samples->count + 1;
	struct ordering ordering = {.samples = samples, .match = match};
	uint32_t *numbers = malloc(count * sizeof(*numbers));
	int status = RP_ENOMEM;

	ordering.places = malloc(nodes * sizeof(*ordering.places));
	ordering.lasts = malloc(nodes * sizeof(*ordering.lasts));
	ordering.keys = malloc(count * sizeof(*ordering.keys));
	ordering.scratch = malloc(count * sizeof(*ordering.scratch));
	if (numbers && ordering.places && ordering.lasts && ordering.keys &&
	    ordering.scratch)
		status = order(numbers, &ordering);
	if (status == RP_OK) {
		*out = numbers;
		numbers = NULL;
	}
	free(ordering.scratch);
	free(ordering.keys);
	free(ordering.lasts);
	free(ordering.places);
	free(numbers);
	return status;
}
