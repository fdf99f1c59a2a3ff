/* SPDX-License-Identifier: Apache-2.0 */
/*
 * memo.h - what was found when nodes were held against each other, from run to
 * run
 *
 * A value tells by a hash what it depends on beside the texts: the furniture in
 * them, how far apart their dates are, whether they stand under one address,
 * the options. Where that has changed, it is found anew.
 */
#ifndef RP_MEMO_H
#define RP_MEMO_H

#include "nodes.h"
#include "verdict.h"

/* Of a candidate; a is the smaller node. */
struct rp_memo_pair {
	uint64_t inputs;
	uint32_t compared; /* 0: signatures ruled it out */
	struct rp_comparison comparison;
};

uint64_t rp_memo_pair_key(const struct rp_match *match, uint32_t a, uint32_t b);
uint64_t rp_memo_pair_inputs(const struct rp_match *match, uint32_t a,
			     uint32_t b);

/* Of a list of nodes: whether they are different articles (strangers.h). */
struct rp_memo_sample {
	uint64_t inputs;
	uint64_t decided;
	uint64_t spare[5];
};

/* Both at once: they are of the same articles. */
void rp_memo_sample_mark(uint64_t *key, uint64_t *inputs,
			 const struct rp_match *match, const uint32_t *nodes,
			 size_t count);

/* Fetch a value of inputs as they are now; *found is false where there is no
 * memo, or no such value. RP_ESTORE. */
int rp_memo_find(void *value, bool *found, const struct rp_match *match,
		 uint64_t key, uint64_t inputs);
/* Keep it, if there is a memo. RP_ENOMEM, RP_ESTORE. */
int rp_memo_keep(const struct rp_match *match, uint64_t key, const void *value);

#endif
