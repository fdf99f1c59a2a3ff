/* SPDX-License-Identifier: Apache-2.0 */
/*
 * candidates.c - collecting pairs within bounded memory
 *
 * The same pair is proposed by many bands. Whenever the list has doubled,
 * repetitions are removed, so it never holds more than twice the distinct pairs
 * and each is sorted a few times only. Signatures lie on the spool: pairs are
 * held against them when their texts are compared, and all
 * together, in the order of the spool, only when there are CHECK_FROM of them.
 */
#include "candidates.h"

#include "array.h"
#include "banding.h"
#include "index.h"
#include "minhash.h"
#include "parallel.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

#define COMPACT_FROM ((size_t)1 << 20)
/* 128 MiB of pairs, and twice as much to check them. */
#define CHECK_FROM ((size_t)1 << 24)
/* Pairs that a thread checks at a time. */
#define BATCH	4096
#define NO_PAIR UINT64_MAX

void rp_candidates_init(struct rp_candidates *candidates)
{
	memset(candidates, 0, sizeof(*candidates));
}

void rp_candidates_dispose(struct rp_candidates *candidates)
{
	free(candidates->pairs);
	rp_candidates_init(candidates);
}

int rp_candidates_plausible(bool *out, struct rp_signatures *signatures,
			    uint32_t a, uint32_t b)
{
	const struct rp_match *match = signatures->match;
	const struct rp_text_node *first = &match->nodes[a];
	const struct rp_text_node *second = &match->nodes[b];
	double jaccard =
	    rp_banding_least(match->options, first->shingles, second->shingles);
	size_t agree;
	int status = rp_signatures_agree(&agree, signatures, a, b);

	if (status != RP_OK)
		return status;
	*out =
	    (double)agree >= rp_minhash_least(match->options->hashes, jaccard,
					      first->shingles < second->shingles
						  ? first->shingles
						  : second->shingles);
	return RP_OK;
}

/* Of the pairs not yet checked, which are sorted and unique, keep those that
 * are new. Both lists rise, so one look along them suffices. */
static void drop_known(struct rp_candidates *candidates)
{
	uint64_t *pairs = candidates->pairs;
	size_t kept = candidates->checked;
	size_t known = 0;
	size_t i;

	for (i = candidates->checked; i < candidates->count; i++) {
		while (known < candidates->checked && pairs[known] < pairs[i])
			known++;
		if (known == candidates->checked || pairs[known] != pairs[i])
			pairs[kept++] = pairs[i];
	}
	candidates->count = kept;
}

struct check {
	const struct rp_match *match;
	struct rp_signatures *signatures; /* one a thread */
	uint64_t *pairs;
	const uint64_t *order; /* place on the spool and number of each */
	size_t count;
};

static void want_batch(const struct check *check, size_t from, size_t end)
{
	for (; from < end; from++) {
		uint64_t pair = check->pairs[(uint32_t)check->order[from]];

		rp_node_want_signature(check->match, rp_pair_first(pair));
		rp_node_want_signature(check->match, rp_pair_second(pair));
	}
}

/* Strike out what is not plausible. */
static int check_batch(void *context, unsigned worker, size_t index)
{
	const struct check *check = context;
	size_t i = index * BATCH;
	size_t end = i + BATCH < check->count ? i + BATCH : check->count;

	want_batch(check, i, end);
	for (; i < end; i++) {
		uint64_t *pair = &check->pairs[(uint32_t)check->order[i]];
		bool fit;
		int status = rp_candidates_plausible(
		    &fit, &check->signatures[worker], rp_pair_first(*pair),
		    rp_pair_second(*pair));

		if (status != RP_OK)
			return status;
		if (!fit)
			*pair = NO_PAIR;
	}
	return RP_OK;
}

/* Strike out what is not plausible, batch by batch. */
static int check_all(struct check *check)
{
	const unsigned threads = check->match->threads;
	unsigned i;
	int status;

	check->signatures = malloc(threads * sizeof(*check->signatures));
	if (!check->signatures)
		return RP_ENOMEM;
	for (i = 0; i < threads; i++)
		rp_signatures_init(&check->signatures[i], check->match);
	status = rp_parallel_for(threads, (check->count + BATCH - 1) / BATCH,
				 check_batch, check);
	for (i = 0; i < threads; i++)
		rp_signatures_dispose(&check->signatures[i]);
	free(check->signatures);
	return status;
}

/* Keep those of them that are plausible, looked at in the order in which the
 * first texts lie on the spool. order and scratch have room for them. */
static int check_new(struct rp_candidates *candidates,
		     const struct rp_match *match, uint64_t *order,
		     uint64_t *scratch)
{
	uint64_t *pairs = candidates->pairs + candidates->checked;
	size_t count = candidates->count - candidates->checked;
	struct check check = {
	    .match = match, .pairs = pairs, .order = order, .count = count};
	size_t kept = 0;
	size_t i;
	int status;

	for (i = 0; i < count; i++)
		order[i] = rp_node_place(match, rp_pair_first(pairs[i])) << 32 |
			   (uint32_t)i;
	status = rp_sort_parallel(order, scratch, count, 0, match->threads);
	if (status != RP_OK)
		return status;
	status = check_all(&check);
	for (i = 0; i < count; i++)
		if (pairs[i] != NO_PAIR)
			pairs[kept++] = pairs[i];
	candidates->count = candidates->checked + kept;
	return status;
}

/* Remove repetitions among those not yet checked. */
static int compact(struct rp_candidates *candidates, uint64_t *scratch,
		   unsigned threads)
{
	size_t count = candidates->count - candidates->checked;
	uint64_t *pairs;
	int status;

	if (count == 0)
		return RP_OK;
	pairs = candidates->pairs + candidates->checked;
	status = rp_sort_parallel(pairs, scratch, count, 0, threads);
	if (status != RP_OK)
		return status;
	candidates->count = candidates->checked + rp_sort_unique(pairs, count);
	candidates->unique = candidates->count;
	return RP_OK;
}

/* The same with its scratch; all pairs are sorted behind it. */
static int finish(struct rp_candidates *candidates,
		  const struct rp_match *match, uint64_t *order,
		  uint64_t *scratch)
{
	size_t checked = candidates->checked;
	int status = compact(candidates, scratch, match->threads);

	if (status != RP_OK)
		return status;
	drop_known(candidates);
	status = check_new(candidates, match, order, scratch);
	if (status == RP_OK && checked > 0 && candidates->count > checked)
		status = rp_sort_parallel(candidates->pairs, scratch,
					  candidates->count, 0, match->threads);
	if (status == RP_OK)
		candidates->checked = candidates->unique = candidates->count;
	return status;
}

int rp_candidates_check(struct rp_candidates *candidates,
			const struct rp_match *match)
{
	size_t count = candidates->count;
	uint64_t *order;
	uint64_t *scratch;
	int status = RP_ENOMEM;

	if (candidates->checked == count)
		return RP_OK;
	order = malloc((count - candidates->checked) * sizeof(*order));
	scratch = malloc(count * sizeof(*scratch));
	if (order && scratch)
		status = finish(candidates, match, order, scratch);
	free(scratch);
	free(order);
	return status;
}

int rp_candidates_sort(struct rp_candidates *candidates, unsigned threads)
{
	uint64_t *scratch = malloc((candidates->count + 1) * sizeof(*scratch));
	int status;

	if (!scratch)
		return RP_ENOMEM;
	candidates->checked = 0;
	status = compact(candidates, scratch, threads);
	free(scratch);
	return status;
}

/* The list has doubled: make it shorter. */
static int shorten(struct rp_candidates *candidates,
		   const struct rp_match *match)
{
	size_t count = candidates->count - candidates->checked;
	uint64_t *scratch = malloc(count * sizeof(*scratch));

	int status;

	if (!scratch)
		return RP_ENOMEM;
	status = compact(candidates, scratch, match->threads);
	free(scratch);
	if (status != RP_OK)
		return status;
	return candidates->count - candidates->checked >= CHECK_FROM
		   ? rp_candidates_check(candidates, match)
		   : RP_OK;
}

static int add(struct rp_candidates *candidates, const struct rp_match *match,
	       uint64_t pair)
{
	int status;

	if (candidates->count - candidates->unique >= COMPACT_FROM &&
	    candidates->count - candidates->checked >=
		(candidates->unique - candidates->checked) * 2) {
		status = shorten(candidates, match);
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
