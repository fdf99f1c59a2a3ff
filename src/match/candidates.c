/* SPDX-License-Identifier: Apache-2.0 */
/*
 * candidates.c - collecting pairs within bounded memory
 *
 * The same pair is proposed by many bands. Whenever the list has doubled,
 * repetitions are removed and new pairs held against the signatures, so it
 * never holds more than a few times the pairs that last, each is sorted a few
 * times only and its signatures, which lie on the spool, are read about once.
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
static int plausible(bool *out, const struct rp_match *match, uint32_t a,
		     uint32_t b)
{
	const uint32_t *of_a = rp_node_signature(match, a);
	const uint32_t *of_b = rp_node_signature(match, b);
	const struct rp_text_node *first = &match->nodes[a];
	const struct rp_text_node *second = &match->nodes[b];
	double hashes = match->options->hashes;
	double least =
	    rp_banding_least(match->options, first->shingles, second->shingles);
	double error = STANDARD_ERRORS * sqrt(hashes * least * (1 - least));
	size_t agree;

	if (!of_a || !of_b)
		return RP_ESTORE;
	agree = rp_minhash_agree(of_a, of_b, match->options->hashes);
	*out = (double)agree + error >= hashes * least;
	return RP_OK;
}

/* Of the pairs not yet checked, which are sorted and unique, keep those that
 * are new and plausible. Both lists rise, so one look along them suffices. */
static int check_new(struct rp_candidates *candidates,
		     const struct rp_match *match)
{
	uint64_t *pairs = candidates->pairs;
	size_t kept = candidates->checked;
	size_t known = 0;
	size_t i;

	for (i = candidates->checked; i < candidates->count; i++) {
		bool fit;
		int status;

		while (known < candidates->checked && pairs[known] < pairs[i])
			known++;
		if (known < candidates->checked && pairs[known] == pairs[i])
			continue;
		status = plausible(&fit, match, rp_pair_first(pairs[i]),
				   rp_pair_second(pairs[i]));
		if (status != RP_OK)
			return status;
		if (fit)
			pairs[kept++] = pairs[i];
	}
	candidates->count = kept;
	return RP_OK;
}

int rp_candidates_finish(struct rp_candidates *candidates,
			 const struct rp_match *match)
{
	size_t checked = candidates->checked;
	uint64_t *scratch;
	int status;

	if (checked == candidates->count)
		return RP_OK;
	scratch = malloc(candidates->count * sizeof(*scratch));
	if (!scratch)
		return RP_ENOMEM;
	rp_sort_u64(candidates->pairs + checked, scratch,
		    candidates->count - checked, 0);
	candidates->count =
	    checked + rp_sort_unique(candidates->pairs + checked,
				     candidates->count - checked);
	status = check_new(candidates, match);
	if (status == RP_OK && checked > 0 && candidates->count > checked)
		rp_sort_u64(candidates->pairs, scratch, candidates->count, 0);
	if (status == RP_OK)
		candidates->checked = candidates->count;
	free(scratch);
	return status;
}

static int add(struct rp_candidates *candidates, const struct rp_match *match,
	       uint64_t pair)
{
	int status;

	if (candidates->count - candidates->checked >= COMPACT_FROM &&
	    candidates->count >= candidates->checked * 2) {
		status = rp_candidates_finish(candidates, match);
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

	return add(candidates, match, (uint64_t)low << 32 | high);
}

int rp_candidates_merge(struct rp_candidates *into, struct rp_candidates *from)
{
	size_t total = into->count + from->count;
	uint64_t *scratch;
	int status;

	if (from->count == 0)
		return RP_OK;
	status = rp_array_reserve(&into->pairs, &into->capacity, total,
				  sizeof(*into->pairs));
	scratch = malloc(total * sizeof(*scratch));
	if (status != RP_OK || !scratch) {
		free(scratch);
		return RP_ENOMEM;
	}
	memcpy(into->pairs + into->count, from->pairs,
	       from->count * sizeof(*from->pairs));
	rp_sort_u64(into->pairs, scratch, total, 0);
	into->count = rp_sort_unique(into->pairs, total);
	into->checked = into->count;
	free(scratch);
	rp_candidates_dispose(from);
	return RP_OK;
}
