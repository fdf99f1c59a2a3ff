/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairs.h - pairs of nodes, and how often each was met
 *
 * One table for all threads: what each gathered for itself would be in memory
 * as often as there are threads, since the pairs of a story are met by all.
 */
#ifndef RP_PAIRS_H
#define RP_PAIRS_H

#include "reprint.h"

struct rp_pairs;

/* As often as is counted; pairs met more often have been met so often. */
#define RP_PAIRS_TIMES UINT16_MAX

int rp_pairs_create(struct rp_pairs **out);
void rp_pairs_free(struct rp_pairs *pairs);

/* Pairs, once no batch holds some. */
size_t rp_pairs_count(const struct rp_pairs *pairs);

/* Keep only those pairs that wanted says yes to; nothing may be met any more.
 * It is called by several threads at once. RP_ENOMEM. */
int rp_pairs_keep(struct rp_pairs *pairs, unsigned threads,
		  bool (*wanted)(void *context, uint64_t pair, uint32_t times),
		  void *context);

/* Go through all pairs in no particular order: at is 0 at first and moved on;
 * false behind the last one. The smaller node is in the high half. */
bool rp_pairs_next(uint64_t *pair, uint32_t *times, size_t *at,
		   const struct rp_pairs *pairs);

/* What one thread meets goes to the table many at a time. */
struct rp_pairs_batch;

int rp_pairs_batch_create(struct rp_pairs_batch **out, struct rp_pairs *pairs);
void rp_pairs_batch_free(struct rp_pairs_batch *batch);

/* Meet two nodes so many times; the same node twice is no pair. RP_ENOMEM. */
int rp_pairs_meet(struct rp_pairs_batch *batch, uint32_t a, uint32_t b,
		  uint32_t times);

/* Put what the batch holds into the table. RP_ENOMEM. */
int rp_pairs_batch_end(struct rp_pairs_batch *batch);

#endif
