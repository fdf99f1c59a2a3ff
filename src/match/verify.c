/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verify.c - Jaccard and containment on text, not on signatures
 *
 * An estimate from 128 slots has a standard error of 4 points at 0.7: good
 * for proposing, not for deciding. So the words of both articles are read
 * back from the spool, and the distinct shingles that they share are counted:
 * those of one article go into a hash table, those of the other are looked up
 * and each match is marked so that repetitions count once. Candidates are
 * sorted, so one table serves all pairs with the same first node.
 *
 * Words are held as 32-bit hashes: a shingle that differs in one word passes
 * for equal once in 2^32 comparisons.
 *
 * Cost: about 5 ns a shingle; a pair of average articles takes 4 us.
 */
#include "verify.h"

#include "array.h"
#include "parallel.h"
#include "shingle.h"

#include <string.h>

/* Candidates that a thread takes at a time. */
#define BATCH 512

void rp_verifier_init(struct rp_verifier *verifier,
		      const struct rp_match *match)
{
	memset(verifier, 0, sizeof(*verifier));
	verifier->match = match;
	verifier->loaded = UINT32_MAX;
}

void rp_verifier_dispose(struct rp_verifier *verifier)
{
	rp_shingle_set_dispose(&verifier->set);
	free(verifier->marks);
	rp_verifier_init(verifier, verifier->match);
}

static int shingler_open(struct rp_shingler *shingler,
			 const struct rp_match *match, uint32_t node)
{
	const struct rp_text_node *at = &match->nodes[node];
	const uint32_t *tokens =
	    match->spool->view(match->spool->context, at->spool,
			       (size_t)at->tokens * sizeof(*tokens));

	if (!tokens)
		return RP_ESTORE;
	rp_shingler_init(shingler, tokens, at->tokens,
			 match->options->shingle_words);
	return RP_OK;
}

static int load(struct rp_verifier *verifier, uint32_t node)
{
	struct rp_shingle_set *set = &verifier->set;
	struct rp_shingler shingler;
	size_t left;
	int status = shingler_open(&shingler, verifier->match, node);

	if (status != RP_OK)
		return status;
	verifier->loaded = UINT32_MAX;
	left = rp_shingler_count(&shingler);
	status = rp_shingle_set_clear(set, left);
	if (status == RP_OK)
		status =
		    rp_array_reserve(&verifier->marks, &verifier->mark_count,
				     set->slots, sizeof(*verifier->marks));
	if (status != RP_OK)
		return status;
	memset(verifier->marks, 0, set->slots * sizeof(*verifier->marks));
	verifier->round = 0;
	while (left--) {
		uint64_t shingle = rp_shingler_next(&shingler);

		set->table[rp_shingle_set_slot(set, shingle)] = shingle;
	}
	verifier->loaded = node;
	return RP_OK;
}

int rp_verifier_shared(uint32_t *shared, struct rp_verifier *verifier,
		       uint32_t a, uint32_t b)
{
	struct rp_shingler shingler;
	uint32_t found = 0;
	size_t left;
	int status = RP_OK;

	if (verifier->loaded != a || verifier->round == UINT32_MAX)
		status = load(verifier, a);
	if (status == RP_OK)
		status = shingler_open(&shingler, verifier->match, b);
	if (status != RP_OK)
		return status;
	verifier->round++;
	for (left = rp_shingler_count(&shingler); left; left--) {
		size_t slot = rp_shingle_set_slot(&verifier->set,
						  rp_shingler_next(&shingler));

		if (verifier->set.table[slot] &&
		    verifier->marks[slot] != verifier->round) {
			verifier->marks[slot] = verifier->round;
			found++;
		}
	}
	*shared = found;
	return RP_OK;
}

bool rp_verify_related(const struct rp_match *match, uint32_t a, uint32_t b,
		       uint32_t shared)
{
	uint32_t first = match->nodes[a].shingles;
	uint32_t second = match->nodes[b].shingles;

	if (rp_jaccard(shared, first, second) >= match->options->threshold)
		return true;
	return match->options->reach == RP_REACH_EXCERPT &&
	       rp_containment(shared, first, second) >=
		   match->options->containment;
}

struct verification {
	const struct rp_match *match;
	const struct rp_candidates *candidates;
	struct rp_verifier *verifiers; /* one a thread */
	uint32_t *shared;	       /* one a candidate */
};

static int verify_batch(void *context, unsigned worker, size_t index)
{
	struct verification *verification = context;
	size_t from = index * BATCH;
	size_t to = from + BATCH;
	size_t i;

	if (to > verification->candidates->count)
		to = verification->candidates->count;
	for (i = from; i < to; i++) {
		uint64_t pair = verification->candidates->pairs[i];
		int status = rp_verifier_shared(
		    &verification->shared[i], &verification->verifiers[worker],
		    rp_pair_first(pair), rp_pair_second(pair));

		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

static int edges_add(struct rp_edges *edges,
		     const struct verification *verification)
{
	const struct rp_candidates *candidates = verification->candidates;
	size_t i;

	for (i = 0; i < candidates->count; i++) {
		uint32_t a = rp_pair_first(candidates->pairs[i]);
		uint32_t b = rp_pair_second(candidates->pairs[i]);
		int status;

		if (!rp_verify_related(verification->match, a, b,
				       verification->shared[i]))
			continue;
		status =
		    rp_array_reserve(&edges->items, &edges->capacity,
				     edges->count + 1, sizeof(*edges->items));
		if (status != RP_OK)
			return status;
		edges->items[edges->count++] =
		    (struct rp_edge){a, b, verification->shared[i]};
	}
	return RP_OK;
}

int rp_verify_candidates(struct rp_edges *edges, const struct rp_match *match,
			 const struct rp_candidates *candidates)
{
	struct verification verification = {match, candidates, NULL, NULL};
	size_t batches = (candidates->count + BATCH - 1) / BATCH;
	unsigned i;
	int status = RP_ENOMEM;

	if (candidates->count == 0)
		return RP_OK;
	verification.shared =
	    malloc(candidates->count * sizeof(*verification.shared));
	verification.verifiers =
	    calloc(match->threads, sizeof(*verification.verifiers));
	if (!verification.shared || !verification.verifiers)
		goto out_free;
	for (i = 0; i < match->threads; i++)
		rp_verifier_init(&verification.verifiers[i], match);
	status = rp_parallel_for(match->threads, batches, verify_batch,
				 &verification);
	if (status == RP_OK)
		status = edges_add(edges, &verification);
	for (i = 0; i < match->threads; i++)
		rp_verifier_dispose(&verification.verifiers[i]);
out_free:
	free(verification.verifiers);
	free(verification.shared);
	return status;
}
