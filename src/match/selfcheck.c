/* SPDX-License-Identifier: Apache-2.0 */
/*
 * selfcheck.c - judging a run without labels
 *
 * Nobody can read a hundred thousand decisions, but a user can read a few
 * dozen: those nearest to the line on either side, and those refused as forms.
 * And what candidates miss nobody would ever see, so a sample is compared by
 * brute force. Nodes are numbered by content hash, so the first ones are a
 * random sample: a few of the first (more, in a small corpus) are compared
 * with the first of all, within PAIRS comparisons in all.
 *
 * Cost: five seconds for the sample on one core, and a comparison for each
 * pair that was verified.
 */
#include "selfcheck.h"

#include "array.h"
#include "hash.h"
#include "parallel.h"

#include <stdlib.h>
#include <string.h>

#define PAIRS  ((uint64_t)1000000)
#define OTHERS 20000u
/* Missed pairs kept for each probe. */
#define MISSED 16

/* ----- drawing ----- */

static int by_kind_and_share(const void *a, const void *b)
{
	const struct rp_drawn *first = a;
	const struct rp_drawn *second = b;

	if (first->kind != second->kind)
		return first->kind < second->kind ? -1 : 1;
	/* Accepted pairs are near the line from above, others from below. */
	if (first->share < second->share)
		return first->kind == RP_DRAWN_ACCEPTED ? -1 : 1;
	if (first->share > second->share)
		return first->kind == RP_DRAWN_ACCEPTED ? 1 : -1;
	if (first->a != second->a)
		return first->a < second->a ? -1 : 1;
	return first->b < second->b ? -1 : first->b > second->b;
}

static int add(struct rp_selfcheck *out, size_t *capacity, struct rp_drawn pair)
{
	if (rp_array_reserve(&out->drawn, capacity, out->count + 1,
			     sizeof(*out->drawn)) != RP_OK)
		return RP_ENOMEM;
	out->drawn[out->count++] = pair;
	return RP_OK;
}

/* All pairs of a list, then only the count nearest to the line. */
static int draw(struct rp_selfcheck *out, size_t *capacity,
		struct rp_verifier *verifier, const struct rp_edges *edges,
		enum rp_drawn_kind kind, size_t count)
{
	size_t first = out->count;
	size_t i;

	for (i = 0; i < edges->count; i++) {
		const struct rp_edge *edge = &edges->items[i];
		struct rp_drawn pair = {edge->a, edge->b, kind, 0};
		struct rp_comparison comparison;
		int status = rp_verifier_compare(&comparison, verifier, edge->a,
						 edge->b);

		if (status != RP_OK)
			return status;
		pair.share = rp_verdict_containment(&comparison);
		status = add(out, capacity, pair);
		if (status != RP_OK)
			return status;
	}
	if (out->count > first)
		qsort(out->drawn + first, out->count - first,
		      sizeof(*out->drawn), by_kind_and_share);
	if (out->count - first > count)
		out->count = first + count;
	return RP_OK;
}

/* ----- brute force ----- */

struct probe {
	uint64_t related;
	uint64_t found;
	struct rp_drawn missed[MISSED];
	size_t missed_count;
};

struct brute {
	const struct rp_match *match;
	const struct rp_decided *decided;
	struct rp_verifier *verifiers; /* one a thread */
	uint32_t *sample;	       /* eligible nodes */
	uint32_t sample_count;
	struct probe *probes;
	uint32_t probe_count;
};

static bool is_found(const struct brute *brute, uint32_t a, uint32_t b)
{
	return brute->decided->anchors[a] == brute->decided->anchors[b] ||
	       rp_edges_at(brute->decided->edges, a, b);
}

static int run_probe(void *context, unsigned worker, size_t index)
{
	struct brute *brute = context;
	struct probe *probe = &brute->probes[index];
	uint32_t a = brute->sample[index];
	uint32_t i;

	for (i = (uint32_t)index + 1; i < brute->sample_count; i++) {
		uint32_t b = brute->sample[i];
		struct rp_comparison comparison;
		int status = rp_verifier_compare(
		    &comparison, &brute->verifiers[worker], a, b);

		if (status != RP_OK)
			return status;
		if (!rp_verdict_related(brute->match, &comparison))
			continue;
		probe->related++;
		if (is_found(brute, a, b))
			probe->found++;
		else if (probe->missed_count < MISSED)
			probe->missed[probe->missed_count++] =
			    (struct rp_drawn){
				a, b, RP_DRAWN_MISSED,
				rp_verdict_containment(&comparison)};
	}
	return RP_OK;
}

static int brute_init(struct brute *brute)
{
	const struct rp_match *match = brute->match;
	uint32_t node;
	size_t i;

	brute->sample = malloc((OTHERS + 1) * sizeof(*brute->sample));
	brute->verifiers = calloc(match->threads, sizeof(*brute->verifiers));
	if (!brute->sample || !brute->verifiers)
		return RP_ENOMEM;
	for (i = 0; i < match->threads; i++)
		rp_verifier_init(&brute->verifiers[i], match);
	for (node = 0; node < match->count && brute->sample_count < OTHERS;
	     node++)
		if (rp_node_eligible(&match->nodes[node]))
			brute->sample[brute->sample_count++] = node;
	brute->probe_count = brute->sample_count;
	if ((uint64_t)brute->probe_count * brute->sample_count > PAIRS)
		brute->probe_count = (uint32_t)(PAIRS / brute->sample_count);
	brute->probes =
	    calloc((size_t)brute->probe_count + 1, sizeof(*brute->probes));
	return brute->probes ? RP_OK : RP_ENOMEM;
}

static void brute_dispose(struct brute *brute)
{
	unsigned i;

	for (i = 0; brute->verifiers && i < brute->match->threads; i++)
		rp_verifier_dispose(&brute->verifiers[i]);
	free(brute->verifiers);
	free(brute->sample);
	free(brute->probes);
}

static int compare_sample(struct rp_selfcheck *out, size_t *capacity,
			  const struct rp_match *match,
			  const struct rp_decided *decided, size_t count)
{
	struct brute brute = {.match = match, .decided = decided};
	size_t first = out->count;
	size_t i;
	size_t k;
	int status = brute_init(&brute);

	if (status == RP_OK)
		status = rp_parallel_for(match->threads, brute.probe_count,
					 run_probe, &brute);
	for (i = 0; status == RP_OK && i < brute.probe_count; i++) {
		const struct probe *probe = &brute.probes[i];

		out->compared += brute.sample_count - i - 1;
		out->related += probe->related;
		out->found += probe->found;
		for (k = 0; k < probe->missed_count && status == RP_OK &&
			    out->count - first < count;
		     k++)
			status = add(out, capacity, probe->missed[k]);
	}
	brute_dispose(&brute);
	return status;
}

int rp_selfcheck_run(struct rp_selfcheck *out, const struct rp_match *match,
		     const struct rp_decided *decided, size_t count)
{
	struct rp_verifier verifier;
	size_t capacity = 0;
	int status;

	memset(out, 0, sizeof(*out));
	rp_verifier_init(&verifier, match);
	status = draw(out, &capacity, &verifier, decided->edges,
		      RP_DRAWN_ACCEPTED, count);
	if (status == RP_OK)
		status =
		    draw(out, &capacity, &verifier,
			 &decided->refused->fragments, RP_DRAWN_REFUSED, count);
	if (status == RP_OK)
		status = draw(out, &capacity, &verifier,
			      &decided->refused->templates, RP_DRAWN_TEMPLATE,
			      count);
	if (status == RP_OK)
		status = compare_sample(out, &capacity, match, decided, count);
	rp_verifier_dispose(&verifier);
	if (status != RP_OK)
		rp_selfcheck_dispose(out);
	return status;
}

void rp_selfcheck_dispose(struct rp_selfcheck *check)
{
	free(check->drawn);
	memset(check, 0, sizeof(*check));
}
