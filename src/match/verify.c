/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verify.c - comparing texts, not signatures
 *
 * An estimate from 128 slots has a standard error of 4 points at 0.7: good
 * for proposing, not for deciding. So the words of both articles are read
 * back from the spool, and the distinct shingles that they share are counted:
 * those of one article go into a hash table, those of the other are looked up
 * and each match is marked so that repetitions count once. Pairs that share
 * enough are aligned and judged (align.c, verdict.c). Candidates are sorted,
 * so one table serves all pairs with the same first node.
 *
 * Words are held as 32-bit hashes: a shingle that differs in one word passes
 * for equal once in 2^32 comparisons.
 *
 * Cost: about 5 ns a shingle; a pair of average articles takes 4 us, aligned
 * 12.
 */
#include "verify.h"

#include "array.h"
#include "differences.h"
#include "furniture.h"
#include "parallel.h"
#include "sort.h"

#include <string.h>

/* Candidates that a thread takes at a time. */
#define BATCH 512
/* Candidates whose comparisons are held at a time: 40 MiB, and 16 to bring
 * them into the order of the spool. */
#define SLICE ((size_t)1 << 20)
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
	verifier->shingle = rp_shingle_best();
	verifier->loaded = UINT32_MAX;
	verifier->aligned = UINT32_MAX;
}

void rp_verifier_dispose(struct rp_verifier *verifier)
{
	rp_shingle_set_dispose(&verifier->set);
	free(verifier->shingles[0]);
	free(verifier->shingles[1]);
	free(verifier->marks);
	rp_aligner_free(verifier->aligner);
	free(verifier->masks[0]);
	free(verifier->masks[1]);
	rp_verifier_init(verifier, verifier->match);
}

/* All shingles of the first (0) or second (1) node of a comparison. */
static int shingle(struct rp_verifier *verifier, int which, uint32_t node)
{
	const struct rp_match *match = verifier->match;
	const struct rp_text_node *at = &match->nodes[node];
	const uint32_t *tokens = rp_node_words(match, node);

	if (!tokens)
		return RP_ESTORE;
	if (rp_array_reserve(&verifier->shingles[which],
			     &verifier->shingle_capacities[which], at->tokens,
			     sizeof(**verifier->shingles)) != RP_OK)
		return RP_ENOMEM;
	verifier->shingle_counts[which] =
	    verifier->shingle(verifier->shingles[which], tokens, at->tokens,
			      match->options->shingle_words);
	return RP_OK;
}

static int load(struct rp_verifier *verifier, uint32_t node)
{
	struct rp_shingle_set *set = &verifier->set;
	size_t i;
	int status;

	/* The aligner borrows the shingles. */
	verifier->aligned = UINT32_MAX;
	verifier->loaded = UINT32_MAX;
	status = shingle(verifier, 0, node);
	if (status == RP_OK)
		status = rp_shingle_set_clear(set, verifier->shingle_counts[0]);
	if (status == RP_OK)
		status =
		    rp_array_reserve(&verifier->marks, &verifier->mark_count,
				     set->slots, sizeof(*verifier->marks));
	if (status != RP_OK)
		return status;
	memset(verifier->marks, 0, set->slots * sizeof(*verifier->marks));
	verifier->round = 0;
	for (i = 0; i < verifier->shingle_counts[0]; i++) {
		uint64_t shingle = verifier->shingles[0][i];

		set->table[rp_shingle_set_slot(set, shingle)] = shingle;
	}
	verifier->loaded = node;
	return RP_OK;
}

/* Distinct shingles that nodes a and b have in common. */
static int count_shared(uint32_t *shared, struct rp_verifier *verifier,
			uint32_t a, uint32_t b)
{
	uint32_t found = 0;
	size_t i;
	int status = RP_OK;

	if (verifier->loaded != a || verifier->round == UINT32_MAX)
		status = load(verifier, a);
	if (status == RP_OK)
		status = shingle(verifier, 1, b);
	if (status != RP_OK)
		return status;
	verifier->round++;
	for (i = 0; i < verifier->shingle_counts[1]; i++) {
		size_t slot = rp_shingle_set_slot(&verifier->set,
						  verifier->shingles[1][i]);

		if (verifier->set.table[slot] &&
		    verifier->marks[slot] != verifier->round) {
			verifier->marks[slot] = verifier->round;
			found++;
		}
	}
	*shared = found;
	return RP_OK;
}

/* Open the first (0) or second (1) text of a comparison. */
static int text_open(struct rp_text *text, struct rp_verifier *verifier,
		     int which, uint32_t node)
{
	const struct rp_match *match = verifier->match;
	const struct rp_text_node *at = &match->nodes[node];
	unsigned char **mask = &verifier->masks[which];

	text->tokens = rp_node_words(match, node);
	if (!text->tokens)
		return RP_ESTORE;
	text->marks = (const unsigned char *)(text->tokens + at->tokens);
	text->count = at->tokens;
	text->seeds = match->options->shingle_words == RP_ALIGN_SEED &&
			      at->tokens >= RP_ALIGN_SEED
			  ? verifier->shingles[which]
			  : NULL;
	if (!rp_furniture_has(match->furniture, node))
		return RP_OK;
	if (rp_array_reserve(mask, &verifier->mask_sizes[which], at->tokens,
			     1) != RP_OK)
		return RP_ENOMEM;
	memcpy(*mask, text->marks, at->tokens);
	rp_furniture_mark(*mask, match->furniture, node);
	text->marks = *mask;
	return RP_OK;
}

/* Align a < b and judge them. */
static int align(struct rp_comparison *out, struct rp_alignment *alignment,
		 struct rp_verifier *verifier, uint32_t a, uint32_t b)
{
	struct rp_text text;
	int status = RP_OK;

	if (!verifier->aligner)
		status = rp_aligner_create(&verifier->aligner);
	if (status == RP_OK && verifier->aligned != a) {
		verifier->aligned = UINT32_MAX;
		status = text_open(&text, verifier, 0, a);
		if (status == RP_OK)
			status = rp_aligner_load(verifier->aligner, &text);
		if (status == RP_OK)
			verifier->aligned = a;
	}
	if (status == RP_OK)
		status = text_open(&text, verifier, 1, b);
	if (status == RP_OK)
		status = rp_aligner_run(alignment, verifier->aligner, &text);
	if (status != RP_OK)
		return status;
	out->a = alignment->a;
	out->b = alignment->b;
	rp_verdict_find(out, verifier->match, a, b, alignment);
	return RP_OK;
}

static void turn(struct rp_comparison *out)
{
	struct rp_coverage swap = out->a;

	out->a = out->b;
	out->b = swap;
}

int rp_verifier_compare(struct rp_comparison *out, struct rp_verifier *verifier,
			uint32_t a, uint32_t b)
{
	const struct rp_match *match = verifier->match;
	uint32_t low = a < b ? a : b;
	uint32_t high = a < b ? b : a;
	struct rp_alignment alignment;
	bool found = false;
	int status;

	memset(out, 0, sizeof(*out));
	if (verifier->known) {
		status = rp_edges_find(out, &found, verifier->known,
				       match->spool, low, high);
		if (found && a != low)
			turn(out);
		if (status != RP_OK || found)
			return status;
	}
	status = count_shared(&out->shared, verifier, low, high);
	if (status != RP_OK)
		return status;
	if (rp_containment(out->shared, match->nodes[a].shingles,
			   match->nodes[b].shingles) <
	    match->options->containment * ALIGNED_FROM)
		return RP_OK;
	status = align(out, &alignment, verifier, low, high);
	if (status == RP_OK && a != low)
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
	int status;

	memset(out, 0, sizeof(*out));
	status = count_shared(&out->shared, verifier, low, high);
	if (status == RP_OK)
		status = align(out, alignment, verifier, low, high);
	if (status != RP_OK)
		return status;
	*differences = rp_differences_find(alignment);
	rp_differences_rests(differences, alignment);
	if (a != low)
		turn(out);
	return RP_OK;
}

/* ----- all candidates ----- */

struct verification {
	const struct rp_match *match;
	const uint64_t *pairs; /* of this slice */
	uint64_t *order;       /* place on the spool, and number */
	uint64_t *scratch;
	size_t count;		       /* pairs in the slice */
	struct rp_verifier *verifiers; /* one a thread */
	struct rp_comparison *results; /* one a pair */
};

static int verify_batch(void *context, unsigned worker, size_t index)
{
	struct verification *verification = context;
	size_t from = index * BATCH;
	size_t to = from + BATCH;
	size_t i;

	if (to > verification->count)
		to = verification->count;
	for (i = from; i < to; i++) {
		uint32_t at = (uint32_t)verification->order[i];
		uint64_t pair = verification->pairs[at];
		int status = rp_verifier_compare(
		    &verification->results[at],
		    &verification->verifiers[worker], rp_pair_first(pair),
		    rp_pair_second(pair));

		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

/* Where a pair goes; NULL: it is of no interest. */
static struct rp_edges *edges_for(struct rp_edges *edges,
				  struct rp_refused *refused,
				  const struct rp_match *match,
				  const struct rp_comparison *comparison)
{
	if (rp_verdict_related(match, comparison))
		return edges;
	if (!refused || !comparison->shared)
		return NULL;
	if (comparison->finding == RP_FINDING_FRAGMENT)
		return &refused->fragments;
	return comparison->finding == RP_FINDING_TEMPLATE ? &refused->templates
							  : NULL;
}

/* Verify one slice, in the order in which the first texts lie on the spool. */
static int verify_slice(struct rp_edges *edges, struct rp_refused *refused,
			struct verification *verification)
{
	const struct rp_match *match = verification->match;
	size_t i;
	int status;

	for (i = 0; i < verification->count; i++)
		verification->order[i] =
		    rp_node_place(match, rp_pair_first(verification->pairs[i]))
			<< 32 |
		    i;
	rp_sort_u64(verification->order, verification->scratch,
		    verification->count, 0);
	status = rp_parallel_for(match->threads,
				 (verification->count + BATCH - 1) / BATCH,
				 verify_batch, verification);
	for (i = 0; i < verification->count && status == RP_OK; i++) {
		const struct rp_comparison *result = &verification->results[i];
		struct rp_edges *into =
		    edges_for(edges, refused, match, result);

		if (into)
			status = rp_edges_add(
			    into, match->spool,
			    (struct rp_edge){
				rp_pair_first(verification->pairs[i]),
				rp_pair_second(verification->pairs[i]),
				result->shared},
			    result);
	}
	return status;
}

static int verification_init(struct verification *verification,
			     const struct rp_candidates *candidates)
{
	const struct rp_match *match = verification->match;
	size_t slice = candidates->count < SLICE ? candidates->count : SLICE;
	unsigned i;

	verification->order = malloc(slice * sizeof(*verification->order));
	verification->scratch = malloc(slice * sizeof(*verification->scratch));
	verification->results = malloc(slice * sizeof(*verification->results));
	verification->verifiers =
	    calloc(match->threads, sizeof(*verification->verifiers));
	if (!verification->order || !verification->scratch ||
	    !verification->results || !verification->verifiers)
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
	free(verification->scratch);
	free(verification->order);
}

int rp_verify_candidates(struct rp_edges *edges, struct rp_refused *refused,
			 const struct rp_match *match,
			 const struct rp_candidates *candidates)
{
	struct verification verification = {.match = match};
	size_t from;
	int status;

	if (candidates->count == 0)
		return RP_OK;
	rp_edges_begin(edges);
	status = verification_init(&verification, candidates);
	for (from = 0; from < candidates->count && status == RP_OK;
	     from += SLICE) {
		size_t left = candidates->count - from;

		verification.pairs = candidates->pairs + from;
		verification.count = left < SLICE ? left : SLICE;
		status = verify_slice(edges, refused, &verification);
	}
	verification_dispose(&verification);
	return status;
}
