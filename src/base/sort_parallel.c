/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sort_parallel.c - a radix sort by several threads
 *
 * Idea. One pass divides the values by the highest bits in which they differ,
 * each thread a stretch of them, so that what comes first stays first; then
 * the buckets, which lie behind one another, are sorted by their other bits,
 * each by one thread.
 *
 * Cost: that of rp_sort_u64 and one pass more, divided by the threads as long
 * as values are spread over the buckets. 16 KiB a thread.
 *
 * Rejected: sorting stretches and merging them, whose last merge is one
 * thread's.
 */
#include "sort.h"

#include "parallel.h"
#include "reprint.h"

#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 11
#define BUCKETS	   ((size_t)1 << DIGIT_BITS)
/* Below so many it is not worth waking anybody. */
#define FEW ((size_t)1 << 16)

struct sorting {
	uint64_t *values;
	uint64_t *scratch;
	size_t count;
	size_t stretch; /* values of each thread, but the last */
	unsigned from_bit;
	unsigned shift;	  /* the digit: the bits from here on */
	uint64_t *differ; /* by thread: bits in which values differ from the
			     first */
	size_t (*at)[BUCKETS]; /* by thread: values of each bucket, then where
				  the next one goes */
	size_t ends[BUCKETS];
};

static size_t begin_of(const struct sorting *sorting, size_t stretch)
{
	size_t at = stretch * sorting->stretch;

	return at < sorting->count ? at : sorting->count;
}

static int compare_stretch(void *context, unsigned worker, size_t stretch)
{
	struct sorting *sorting = context;
	size_t end = begin_of(sorting, stretch + 1);
	uint64_t differ = 0;
	size_t i;

	(void)worker;
	for (i = begin_of(sorting, stretch); i < end; i++)
		differ |= sorting->values[i] ^ sorting->values[0];
	sorting->differ[stretch] = differ;
	return RP_OK;
}

static size_t bucket_of(const struct sorting *sorting, uint64_t value)
{
	return (size_t)(value >> sorting->shift) & (BUCKETS - 1);
}

static int count_stretch(void *context, unsigned worker, size_t stretch)
{
	struct sorting *sorting = context;
	size_t end = begin_of(sorting, stretch + 1);
	size_t *counts = sorting->at[stretch];
	size_t i;

	(void)worker;
	for (i = begin_of(sorting, stretch); i < end; i++)
		counts[bucket_of(sorting, sorting->values[i])]++;
	return RP_OK;
}

static int divide_stretch(void *context, unsigned worker, size_t stretch)
{
	struct sorting *sorting = context;
	size_t end = begin_of(sorting, stretch + 1);
	size_t *at = sorting->at[stretch];
	size_t i;

	(void)worker;
	for (i = begin_of(sorting, stretch); i < end; i++) {
		uint64_t value = sorting->values[i];

		sorting->scratch[at[bucket_of(sorting, value)]++] = value;
	}
	return RP_OK;
}

static int sort_bucket(void *context, unsigned worker, size_t bucket)
{
	struct sorting *sorting = context;
	size_t from = bucket ? sorting->ends[bucket - 1] : 0;
	size_t count = sorting->ends[bucket] - from;

	(void)worker;
	if (count == 0)
		return RP_OK;
	rp_sort_u64(sorting->scratch + from, sorting->values + from, count,
		    sorting->from_bit);
	memcpy(sorting->values + from, sorting->scratch + from,
	       count * sizeof(*sorting->values));
	return RP_OK;
}

/* From how many there are to where they go: buckets in order, and the stretches
 * of each in order. */
static void place_buckets(struct sorting *sorting, unsigned threads)
{
	size_t sum = 0;
	size_t bucket;
	unsigned i;

	for (bucket = 0; bucket < BUCKETS; bucket++) {
		for (i = 0; i < threads; i++) {
			size_t count = sorting->at[i][bucket];

			sorting->at[i][bucket] = sum;
			sum += count;
		}
		sorting->ends[bucket] = sum;
	}
}

/* The digit that ends with the highest bit in which values differ. */
static void choose_digit(struct sorting *sorting, unsigned threads)
{
	uint64_t differ = 1;
	unsigned highest;
	unsigned i;

	for (i = 0; i < threads; i++)
		differ |= sorting->differ[i];
	highest = 63 - (unsigned)__builtin_clzll(differ);
	sorting->shift = highest < DIGIT_BITS ? 0 : highest + 1 - DIGIT_BITS;
	if (sorting->shift < sorting->from_bit)
		sorting->shift = sorting->from_bit;
}

static int sort(struct sorting *sorting, unsigned threads)
{
	int status =
	    rp_parallel_for(threads, threads, compare_stretch, sorting);

	if (status == RP_OK) {
		choose_digit(sorting, threads);
		status =
		    rp_parallel_for(threads, threads, count_stretch, sorting);
	}
	if (status == RP_OK) {
		place_buckets(sorting, threads);
		status =
		    rp_parallel_for(threads, threads, divide_stretch, sorting);
	}
	return status == RP_OK
		   ? rp_parallel_for(threads, BUCKETS, sort_bucket, sorting)
		   : status;
}

int rp_sort_parallel(uint64_t *values, uint64_t *scratch, size_t count,
		     unsigned from_bit, unsigned threads)
{
	struct sorting sorting = {.values = values,
				  .scratch = scratch,
				  .count = count,
				  .from_bit = from_bit};
	int status = RP_ENOMEM;

	if (threads < 2 || count < FEW) {
		rp_sort_u64(values, scratch, count, from_bit);
		return RP_OK;
	}
	sorting.stretch = count / threads + 1;
	sorting.differ = calloc(threads, sizeof(*sorting.differ));
	sorting.at = calloc(threads, sizeof(*sorting.at));
	if (sorting.differ && sorting.at)
		status = sort(&sorting, threads);
	free(sorting.differ);
	free(sorting.at);
	return status;
}
