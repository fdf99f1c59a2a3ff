/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verify.c - comparing texts, not signatures
 *
 * An estimate from 128 slots has a standard error of 4 points at 0.7: good
 * for proposing, not for deciding. So the words of both articles are read
 * back from the spool, and the distinct shingles that they share are counted:
 * those of one article are indexed, those of the other are looked up, and each
 * match is marked so that repetitions count once. Pairs that share enough are
 * aligned and judged (align.c, verdict.c). Candidates are compared story by
 * story (schedule.c), so that each text is read and indexed once (prepared.c).
 *
 * Words are held as 32-bit hashes: a shingle that differs in one word passes
 * for equal once in 2^32 comparisons.
 *
 * Cost: a pair of average articles takes 2 us, aligned 6, and each of their
 * texts 4.
 */
#include "verify.h"

#include "array.h"
#include "differences.h"
#include "index.h"
#include "memo.h"
#include "parallel.h"
#include "schedule.h"

#include <string.h>

/* Candidates that a thread takes at a time. */
#define BATCH ((size_t)512)
/* Batches whose texts are asked for while those before are compared. Where most
 * pairs are known, few texts are wanted, and from all over the spool: a disk
 * needs many of them to choose from. */
#define AHEAD ((size_t)16)
/* Candidates whose comparisons are held at a time: 17 MiB. */
#define SLICE ((size_t)1 << 18)
/* Pairs are aligned from this share of the containment asked for on: words
 * edited here and there break many shingles. The pairs of one report that
 * readers found, with half of the prose shared, went down to a quarter of the
 * shingles; quotations count as shingles too. */
#define ALIGNED_FROM 0.25

void rp_verifier_init(struct rp_verifier *verifier,
		      const struct rp_match *match)
{
	memset(verifier, 0, sizeof(*verifier));
	verifier->match = match;
	rp_prepared_init(&verifier->texts, match);
	rp_signatures_init(&verifier->signatures, match);
}

void rp_verifier_dispose(struct rp_verifier *verifier)
{
	rp_prepared_dispose(&verifier->texts);
	rp_signatures_dispose(&verifier->signatures);
	rp_aligner_free(verifier->aligner);
	rp_verifier_init(verifier, verifier->match);
}

/* A pair on its way: the smaller node first. */
struct meeting {
	struct rp_prepared *texts[2];
	struct rp_text first;
	struct rp_text second;
	bool found; /* passages, by the aligner */
};

/* No shingle is in the text twice, and they are the aligner's seeds. */
static bool is_plain(const struct rp_match *match,
		     const struct rp_prepared *prepared,
		     const struct rp_text *text)
{
	return text->seeds &&
	       prepared->places.count == match->nodes[prepared->node].shingles;
}

static int find(uint32_t *matched, struct rp_verifier *verifier,
		struct meeting *meeting)
{
	int status = RP_OK;

	if (!verifier->aligner)
		status = rp_aligner_create(&verifier->aligner);
	if (status == RP_OK)
		status = rp_aligner_load(verifier->aligner, &meeting->first);
	if (status == RP_OK)
		status = rp_aligner_find(matched, verifier->aligner,
					 &meeting->second);
	meeting->found = status == RP_OK;
	return status;
}

/* The texts of a pair, and the shingles that they share. Where each shingle is
 * there once, the aligner's seeds are counted: those within a passage need not
 * be looked up. */
static int meet(struct meeting *meeting, uint32_t *shared,
		struct rp_verifier *verifier, uint32_t a, uint32_t b)
{
	const struct rp_match *match = verifier->match;
	struct rp_prepared **texts = meeting->texts;
	int status = rp_prepared_get(&texts[0], &verifier->texts, a);

	if (status == RP_OK)
		status = rp_prepared_get(&texts[1], &verifier->texts, b);
	if (status != RP_OK)
		return status;
	meeting->found = false;
	meeting->first = rp_prepared_text(texts[0], match);
	meeting->second = rp_prepared_text(texts[1], match);
	if (is_plain(match, texts[0], &meeting->first) &&
	    is_plain(match, texts[1], &meeting->second))
		return find(shared, verifier, meeting);
	*shared = rp_prepared_shared(texts[0], texts[1]);
	return RP_OK;
}

/* Align the texts and judge them. */
static int align(struct rp_comparison *out, struct rp_alignment *alignment,
		 struct rp_verifier *verifier, struct meeting *meeting)
{
	uint32_t matched;
	int status = RP_OK;

	if (!meeting->found)
		status = find(&matched, verifier, meeting);
	if (status != RP_OK)
		return status;
	rp_aligner_tell(alignment, verifier->aligner);
	out->a = alignment->a;
	out->b = alignment->b;
	rp_verdict_find(out, verifier->match, meeting->texts[0]->node,
			meeting->texts[1]->node, alignment);
	return RP_OK;
}

static void turn(struct rp_comparison *out)
{
	struct rp_coverage swap = out->a;
	bool held = out->a_held;

	out->a = out->b;
	out->b = swap;
	out->a_shorter = !out->a_shorter;
	out->a_held = out->b_held;
	out->b_held = held;
}

/* What the texts say; a < b. */
static int compare(struct rp_comparison *out, struct rp_verifier *verifier,
		   uint32_t a, uint32_t b)
{
	const struct rp_match *match = verifier->match;
	struct meeting meeting;
	struct rp_alignment alignment;
	bool found = false;
	int status;

	memset(out, 0, sizeof(*out));
	if (verifier->known) {
		status = rp_edges_find(out, &found, verifier->known,
				       match->spool, a, b);
		if (status != RP_OK || found)
			return status;
	}
	status = meet(&meeting, &out->shared, verifier, a, b);
	if (status != RP_OK)
		return status;
	if (rp_containment(out->shared, match->nodes[a].shingles,
			   match->nodes[b].shingles) <
	    match->options->containment * ALIGNED_FROM)
		return RP_OK;
	return align(out, &alignment, verifier, &meeting);
}

int rp_verifier_compare(struct rp_comparison *out, struct rp_verifier *verifier,
			uint32_t a, uint32_t b)
{
	int status = compare(out, verifier, a < b ? a : b, a < b ? b : a);

	rp_verdict_of_forms(out, verifier->match, a, b);
	if (a > b)
		turn(out);
	return status;
}

int rp_verifier_examine(struct rp_comparison *out,
			struct rp_alignment *alignment,
			struct rp_differences *differences,
			struct rp_verifier *verifier, uint32_t a, uint32_t b)
{
	uint32_t low = a < b ? a : b;
	uint32_t high = a < b ? b : a;
	struct meeting meeting;
	int status;

	memset(out, 0, sizeof(*out));
	status = meet(&meeting, &out->shared, verifier, low, high);
	if (status == RP_OK)
		status = align(out, alignment, verifier, &meeting);
	if (status != RP_OK)
		return status;
	rp_verdict_of_forms(out, verifier->match, low, high);
	*differences = rp_differences_find(alignment, verifier->match->house);
	rp_differences_rests(differences, alignment);
	if (a != low)
		turn(out);
	return RP_OK;
}

/* ----- all candidates ----- */

struct verification {
	const struct rp_match *match;
	const uint64_t *pairs;	       /* all of them */
	const uint32_t *order;	       /* numbers of those of this slice */
	size_t count;		       /* of the slice */
	size_t next;		       /* batch to be compared */
	size_t ahead;		       /* of it, those that are looked up */
	size_t *turns;		       /* so many */
	struct rp_verifier *verifiers; /* one a thread */
	struct rp_memo_pair *results;  /* of the slice */
	bool *known;		       /* of the slice */
	uint64_t *compared;	       /* by thread */
};

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
		status = compare(&out->comparison, verifier, a, b);
	if (status == RP_OK && match->memo)
		status =
		    rp_memo_keep(match, rp_memo_pair_key(match, a, b), out);
	return status;
}

static void want_node(const struct rp_match *match, uint32_t node)
{
	rp_node_want_signature(match, node);
	rp_node_want_words(match, node);
}

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

static size_t batch_end(const struct verification *verification, size_t index)
{
	size_t end = (index + 1) * BATCH;

	return end < verification->count ? end : verification->count;
}

/* Look up the pairs of a batch, and have the texts of those that are not known
 * fetched while others are compared. */
static int recall_batch(const struct verification *verification, size_t index)
{
	const struct rp_match *match = verification->match;
	const size_t end = batch_end(verification, index);
	size_t i;
	int status = RP_OK;

	for (i = index * BATCH; i < end && status == RP_OK; i++) {
		uint64_t pair = verification->pairs[verification->order[i]];
		bool *known = &verification->known[i];

		*known = false;
		if (match->memo)
			status = recall_pair(&verification->results[i], known,
					     match, pair);
		else
			memset(&verification->results[i], 0,
			       sizeof(verification->results[i]));
		if (*known)
			continue;
		want_node(match, rp_pair_first(pair));
		want_node(match, rp_pair_second(pair));
	}
	return status;
}

static int verify_batch(struct verification *verification, unsigned worker,
			size_t index)
{
	const size_t end = batch_end(verification, index);
	size_t i;
	int status = RP_OK;

	for (i = index * BATCH; i < end && status == RP_OK; i++) {
		struct rp_memo_pair *result = &verification->results[i];

		if (!verification->known[i])
			status = verify_pair(
			    result, verification, worker,
			    verification->pairs[verification->order[i]]);
		verification->compared[worker] += result->compared;
	}
	return status;
}

/* Batches of the slice. */
static size_t batches(const struct verification *verification)
{
	return (verification->count + BATCH - 1) / BATCH;
}

static int recall_first(void *context, unsigned worker, size_t index)
{
	(void)worker;
	return recall_batch(context, index);
}

static int next_batch(void *context, void *item)
{
	struct verification *verification = context;
	size_t *index = item;

	*index = verification->next++;
	return *index < batches(verification);
}

/* Looks up a batch that is some turns ahead, and compares this one, which was
 * looked up by the turn that last used this slot. */
static int take_turn(void *context, unsigned worker, void *item)
{
	struct verification *verification = context;
	size_t index = *(const size_t *)item;
	int status = RP_OK;

	if (index + verification->ahead < batches(verification))
		status =
		    recall_batch(verification, index + verification->ahead);
	return status == RP_OK ? verify_batch(verification, worker, index)
			       : status;
}

static int end_turn(void *context, void *item)
{
	(void)context;
	(void)item;
	return RP_OK;
}

/* Compare all pairs of the slice. */
static int compare_slice(struct verification *verification)
{
	const unsigned threads = verification->match->threads;
	const size_t all = batches(verification);
	const size_t ahead = verification->ahead;
	struct rp_pipeline pipeline = {.context = verification,
				       .produce = next_batch,
				       .work = take_turn,
				       .commit = end_turn,
				       .items = verification->turns,
				       .item_size =
					   sizeof(*verification->turns),
				       .slots = ahead,
				       .threads = threads};
	int status = rp_parallel_for(threads, all < ahead ? all : ahead,
				     recall_first, verification);

	verification->next = 0;
	return status == RP_OK ? rp_pipeline_run(&pipeline) : status;
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

static int verify_slice(struct rp_edges *edges, struct rp_refused *refused,
			struct verification *verification)
{
	const struct rp_match *match = verification->match;
	size_t i;
	int status = compare_slice(verification);

	for (i = 0; i < verification->count && status == RP_OK; i++) {
		struct rp_comparison *result =
		    &verification->results[i].comparison;
		uint64_t pair = verification->pairs[verification->order[i]];
		struct rp_edge edge = {.a = rp_pair_first(pair),
				       .b = rp_pair_second(pair),
				       .shared = rp_count_cut(result->shared) &
						 RP_COUNT_MOST};

		rp_verdict_of_forms(result, match, edge.a, edge.b);
		status = keep_pair(edges, refused, match, edge, result);
	}
	return status;
}

static int verification_init(struct verification *verification, size_t count)
{
	const struct rp_match *match = verification->match;
	size_t slice = count < SLICE ? count : SLICE;
	unsigned i;

	verification->results = malloc(slice * sizeof(*verification->results));
	verification->known = malloc(slice * sizeof(*verification->known));
	verification->verifiers =
	    calloc(match->threads, sizeof(*verification->verifiers));
	verification->compared =
	    calloc(match->threads, sizeof(*verification->compared));
	verification->ahead = match->threads > AHEAD ? match->threads : AHEAD;
	verification->turns =
	    malloc(verification->ahead * sizeof(*verification->turns));
	if (!verification->turns || !verification->results ||
	    !verification->known || !verification->verifiers ||
	    !verification->compared)
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
	free(verification->verifiers);
	free(verification->results);
	free(verification->turns);
	free(verification->known);
	free(verification->compared);
}

/* All slices, as order has them. */
static int verify_all(struct rp_edges *edges, struct rp_refused *refused,
		      uint64_t *compared, struct verification *verification,
		      const uint32_t *order, size_t count)
{
	size_t from;
	unsigned i;
	int status = verification_init(verification, count);

	for (from = 0; from < count && status == RP_OK; from += SLICE) {
		size_t left = count - from;

		verification->order = order + from;
		verification->count = left < SLICE ? left : SLICE;
		status = verify_slice(edges, refused, verification);
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
					    .pairs = candidates->pairs};
	uint32_t *order;
	int status;

	*compared = 0;
	if (candidates->count == 0)
		return RP_OK;
	status =
	    rp_schedule(&order, match, candidates->pairs, candidates->count);
	if (status != RP_OK)
		return status;
	rp_edges_begin(edges);
	status = verify_all(edges, refused, compared, &verification, order,
			    candidates->count);
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
