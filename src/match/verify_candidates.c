/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verify_candidates.c - comparing all candidates
 *
 * Story by story (schedule.c), so that each text is read and indexed once
 * (prepared.c), a slice at a time. What an earlier run found of a pair is
 * looked up; while the others of one slice are compared, the texts of the next
 * are asked for along the spool (wanted.c), each batch of work asking for its
 * part.
 *
 * Rejected: to ask for the texts of some batches ahead. Where the spool is
 * larger than memory each is a request of its own to the disk then.
 */
#include "verify.h"

#include "memo.h"
#include "parallel.h"
#include "schedule.h"
#include "wanted.h"

#include <stdlib.h>
#include <string.h>

/* Candidates that a thread takes at a time. */
#define BATCH ((size_t)256)
/* Batches whose comparisons are held, and as many that are looked up: 4 MiB
 * each. Where most pairs are known, few texts are wanted, and from all over the
 * spool: a disk needs many of them to choose from. */
#define SLICE ((size_t)256)

/* Candidates that are compared together. */
struct slice {
	size_t from; /* the first of them, in order */
	size_t count;
	struct rp_memo_pair *results;
	bool *known; /* by an earlier run */
};

struct verification {
	const struct rp_match *match;
	const uint64_t *pairs;
	const uint32_t *order; /* their numbers */
	size_t count;
	struct slice slices[2];
	struct slice *now;	       /* is compared */
	struct slice *next;	       /* is looked up */
	struct rp_wanted wanted;       /* by the next */
	struct rp_verifier *verifiers; /* one a thread */
	uint64_t *compared;	       /* by thread */
};

static uint64_t pair_at(const struct verification *verification,
			const struct slice *slice, size_t index)
{
	return verification->pairs[verification->order[slice->from + index]];
}

/* ----- looking up ----- */

/* What an earlier run found of a pair; for the next run, too. */
static int recall_pair(struct rp_memo_pair *out, bool *found,
		       const struct rp_match *match, uint64_t pair)
{
	uint32_t a = rp_pair_first(pair);
	uint32_t b = rp_pair_second(pair);
	uint64_t inputs = rp_memo_pair_inputs(match, a, b);
	uint64_t key = rp_memo_pair_key(match, a, b);
	int status = rp_memo_find(out, found, match, key, inputs);

	if (status == RP_OK && *found)
		return rp_memo_keep(match, key, out);
	memset(out, 0, sizeof(*out));
	out->inputs = inputs;
	return status;
}

static size_t batches_of(const struct slice *slice)
{
	return (slice->count + BATCH - 1) / BATCH;
}

static size_t batch_end(const struct slice *slice, size_t index)
{
	size_t end = (index + 1) * BATCH;

	return end < slice->count ? end : slice->count;
}

static int recall_batch(void *context, unsigned worker, size_t index)
{
	const struct verification *verification = context;
	const struct slice *slice = verification->next;
	const size_t end = batch_end(slice, index);
	size_t i;
	int status = RP_OK;

	(void)worker;
	for (i = index * BATCH; i < end && status == RP_OK; i++)
		status = recall_pair(&slice->results[i], &slice->known[i],
				     verification->match,
				     pair_at(verification, slice, i));
	return status;
}

/* Gather the texts of those pairs of the next slice that are not known. */
static int want_next(struct verification *verification)
{
	const struct slice *slice = verification->next;
	size_t i;
	int status = RP_OK;

	verification->wanted.count = 0;
	for (i = 0; i < slice->count && status == RP_OK; i++) {
		uint64_t pair = pair_at(verification, slice, i);
		uint32_t nodes[2] = {rp_pair_first(pair), rp_pair_second(pair)};

		if (!slice->known[i])
			status = rp_wanted_add(&verification->wanted,
					       verification->match, nodes, 2);
	}
	rp_wanted_order(&verification->wanted);
	return status;
}

/* Look up the slice that begins there, empty behind the last pair. */
static int look_up(struct verification *verification, size_t from)
{
	const struct rp_match *match = verification->match;
	struct slice *slice = verification->next;
	size_t left = verification->count - from;
	int status = RP_OK;

	slice->from = from;
	slice->count = left < SLICE * BATCH ? left : SLICE * BATCH;
	if (match->memo) {
		status = rp_parallel_for(match->threads, batches_of(slice),
					 recall_batch, verification);
	} else {
		memset(slice->results, 0,
		       slice->count * sizeof(*slice->results));
		memset(slice->known, 0, slice->count * sizeof(*slice->known));
	}
	return status == RP_OK ? want_next(verification) : status;
}

/* ----- comparing ----- */

/* Compare a pair, unless its signatures rule it out, and keep what was found
 * for the next run. */
static int verify_pair(struct rp_memo_pair *out,
		       struct verification *verification, unsigned worker,
		       uint64_t pair)
{
	const struct rp_match *match = verification->match;
	struct rp_verifier *verifier = &verification->verifiers[worker];
	uint32_t a = rp_pair_first(pair);
	uint32_t b = rp_pair_second(pair);
	bool fit;
	int status = rp_candidates_plausible(&fit, &verifier->signatures, a, b);

	out->compared = status == RP_OK && fit;
	if (out->compared)
		status =
		    rp_verifier_compare_words(&out->comparison, verifier, a, b);
	if (status == RP_OK && match->memo)
		status =
		    rp_memo_keep(match, rp_memo_pair_key(match, a, b), out);
	return status;
}

/* A batch of this slice, and its part of what the next one wants: there is one
 * only behind a slice that is full. */
static int verify_batch(void *context, unsigned worker, size_t index)
{
	struct verification *verification = context;
	const struct slice *slice = verification->now;
	const size_t end = batch_end(slice, index);
	size_t i;
	int status = RP_OK;

	rp_wanted_ask(&verification->wanted, verification->match, index, SLICE);
	for (i = index * BATCH; i < end && status == RP_OK; i++) {
		if (!slice->known[i])
			status = verify_pair(&slice->results[i], verification,
					     worker,
					     pair_at(verification, slice, i));
		verification->compared[worker] += slice->results[i].compared;
	}
	return status;
}

/* Put a pair where it belongs, if it is of any interest. */
static int keep_pair(struct rp_edges *edges, struct rp_refused *refused,
		     const struct rp_match *match, struct rp_edge edge,
		     const struct rp_comparison *comparison)
{
	if (rp_verdict_related(match, comparison))
		return rp_edges_add(edges, match->spool, edge, comparison);
	if (!comparison->shared)
		return RP_OK;
	if (comparison->finding == RP_FINDING_TEMPLATE)
		return rp_edges_add(&refused->templates, match->spool, edge,
				    comparison);
	if (comparison->finding == RP_FINDING_FRAGMENT && refused->listed)
		return rp_edges_add(&refused->fragments, match->spool, edge,
				    comparison);
	return RP_OK;
}

static int keep_slice(struct rp_edges *edges, struct rp_refused *refused,
		      const struct verification *verification)
{
	const struct rp_match *match = verification->match;
	const struct slice *slice = verification->now;
	size_t i;
	int status = RP_OK;

	for (i = 0; i < slice->count && status == RP_OK; i++) {
		struct rp_comparison *result = &slice->results[i].comparison;
		uint64_t pair = pair_at(verification, slice, i);
		struct rp_edge edge = {.a = rp_pair_first(pair),
				       .b = rp_pair_second(pair),
				       .shared = rp_count_cut(result->shared) &
						 RP_COUNT_MOST};

		rp_verdict_of_forms(result, match, edge.a, edge.b);
		status = keep_pair(edges, refused, match, edge, result);
	}
	return status;
}

/* ----- all of them ----- */

static int slice_init(struct slice *slice, size_t count)
{
	size_t room = count < SLICE * BATCH ? count : SLICE * BATCH;

	slice->results = malloc(room * sizeof(*slice->results));
	slice->known = malloc(room * sizeof(*slice->known));
	return slice->results && slice->known ? RP_OK : RP_ENOMEM;
}

static int verification_init(struct verification *verification)
{
	const struct rp_match *match = verification->match;
	unsigned i;

	verification->now = &verification->slices[0];
	verification->next = &verification->slices[1];
	verification->verifiers =
	    calloc(match->threads, sizeof(*verification->verifiers));
	verification->compared =
	    calloc(match->threads, sizeof(*verification->compared));
	if (slice_init(verification->now, verification->count) != RP_OK ||
	    slice_init(verification->next, verification->count) != RP_OK ||
	    !verification->verifiers || !verification->compared)
		return RP_ENOMEM;
	for (i = 0; i < match->threads; i++)
		rp_verifier_init(&verification->verifiers[i], match);
	return RP_OK;
}

static void verification_dispose(struct verification *verification)
{
	unsigned i;

	for (i = 0; verification->verifiers && i < verification->match->threads;
	     i++)
		rp_verifier_dispose(&verification->verifiers[i]);
	for (i = 0; i < 2; i++) {
		free(verification->slices[i].results);
		free(verification->slices[i].known);
	}
	rp_wanted_dispose(&verification->wanted);
	free(verification->verifiers);
	free(verification->compared);
}

/* The slice that was looked up is compared, and the one behind it looked up. */
static int verify_slice(struct verification *verification)
{
	struct slice *before = verification->now;
	int status;

	verification->now = verification->next;
	verification->next = before;
	status = look_up(verification,
			 verification->now->from + verification->now->count);
	if (status != RP_OK)
		return status;
	return rp_parallel_for(verification->match->threads,
			       batches_of(verification->now), verify_batch,
			       verification);
}

/* All slices, as order has them. */
static int verify_all(struct rp_edges *edges, struct rp_refused *refused,
		      uint64_t *compared, struct verification *verification)
{
	unsigned i;
	int status = verification_init(verification);

	if (status == RP_OK)
		status = look_up(verification, 0);
	if (status == RP_OK)
		rp_wanted_ask(&verification->wanted, verification->match, 0, 1);
	while (status == RP_OK && verification->next->count > 0) {
		status = verify_slice(verification);
		if (status == RP_OK)
			status = keep_slice(edges, refused, verification);
	}
	for (i = 0; status == RP_OK && i < verification->match->threads; i++)
		*compared += verification->compared[i];
	verification_dispose(verification);
	return status;
}

int rp_verify_candidates(struct rp_edges *edges, struct rp_refused *refused,
			 uint64_t *compared, const struct rp_match *match,
			 const struct rp_candidates *candidates)
{
	struct verification verification = {.match = match,
					    .pairs = candidates->pairs,
					    .count = candidates->count};
	uint32_t *order;
	int status;

	*compared = 0;
	if (candidates->count == 0)
		return RP_OK;
	status =
	    rp_schedule(&order, match, candidates->pairs, candidates->count);
	if (status != RP_OK)
		return status;
	verification.order = order;
	rp_edges_begin(edges);
	status = verify_all(edges, refused, compared, &verification);
	free(order);
	if (status == RP_OK)
		status = rp_edges_end(edges, match->threads);
	/* In order for those who list them; forms.c counts them. */
	if (status == RP_OK && refused->listed)
		status = rp_edges_end(&refused->fragments, match->threads);
	if (status == RP_OK && refused->listed)
		status = rp_edges_end(&refused->templates, match->threads);
	return status;
}
