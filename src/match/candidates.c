/* SPDX-License-Identifier: Apache-2.0 */
/*
 * candidates.c - collecting pairs within bounded memory
 *
 * The same pair is proposed by many bands. Repetitions are removed whenever
 * the list has doubled since they were last removed, so it never holds more
 * than twice the distinct pairs and each pair is sorted a few times only.
 */
#include "candidates.h"

#include "array.h"
#include "banding.h"
#include "minhash.h"
#include "sort.h"

#include <math.h>
#include <string.h>

#define COMPACT_FROM ((size_t)1 << 20)
/* An estimate must lie this many standard errors below what is asked before
 * the pair is dropped: one true pair in 740 at the very line is lost. */
#define STANDARD_ERRORS 3

void rp_candidates_init(struct rp_candidates *candidates)
{
	memset(candidates, 0, sizeof(*candidates));
}

void rp_candidates_dispose(struct rp_candidates *candidates)
{
	free(candidates->pairs);
	rp_candidates_init(candidates);
}

/* Whether the signatures leave it possible that the texts are one report. */
static bool plausible(const struct rp_match *match, uint32_t a, uint32_t b)
{
	const struct rp_text_node *first = &match->nodes[a];
	const struct rp_text_node *second = &match->nodes[b];
	double hashes = match->options->hashes;
	double least =
	    rp_banding_least(match->options, first->shingles, second->shingles);
	double error = STANDARD_ERRORS * sqrt(hashes * least * (1 - least));
	size_t agree = rp_minhash_agree(first->signature, second->signature,
					match->options->hashes);

	return (double)agree + error >= hashes * least;
}

int rp_candidates_finish(struct rp_candidates *candidates)
{
	uint64_t *scratch;

	if (candidates->unique == candidates->count)
		return RP_OK;
	scratch = malloc(candidates->count * sizeof(*scratch));
	if (!scratch)
		return RP_ENOMEM;
	rp_sort_u64(candidates->pairs, scratch, candidates->count, 0);
	candidates->count =
	    rp_sort_unique(candidates->pairs, candidates->count);
	candidates->unique = candidates->count;
	free(scratch);
	return RP_OK;
}

static int add(struct rp_candidates *candidates, uint64_t pair)
{
	int status;

	if (candidates->count >= COMPACT_FROM &&
	    candidates->count >= candidates->unique * 2) {
		status = rp_candidates_finish(candidates);
		if (status != RP_OK)
			return status;
	}
	status =
	    rp_array_reserve(&candidates->pairs, &candidates->capacity,
			     candidates->count + 1, sizeof(*candidates->pairs));
	if (status == RP_OK)
		candidates->pairs[candidates->count++] = pair;
	return status;
}

int rp_candidates_propose(struct rp_candidates *candidates,
			  const struct rp_match *match, uint32_t a, uint32_t b)
{
	uint32_t low = a < b ? a : b;
	uint32_t high = a < b ? b : a;

	if (!plausible(match, a, b))
		return RP_OK;
	return add(candidates, (uint64_t)low << 32 | high);
}

int rp_candidates_merge(struct rp_candidates *into, struct rp_candidates *from)
{
	size_t total = into->count + from->count;
	int status;

	if (from->count == 0)
		return RP_OK;
	status = rp_array_reserve(&into->pairs, &into->capacity, total,
				  sizeof(*into->pairs));
	if (status != RP_OK)
		return status;
	memcpy(into->pairs + into->count, from->pairs,
	       from->count * sizeof(*from->pairs));
	into->count = total;
	rp_candidates_dispose(from);
	return RP_OK;
}
