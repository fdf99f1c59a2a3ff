/* SPDX-License-Identifier: Apache-2.0 */
/*
 * memo.c - see memo.h
 *
 * A pair's key is the numbers of both articles, which are below 2^31; that of a
 * sample the number of its first and 32 bits of a hash of all, with the highest
 * bit set, so that the two kinds cannot meet. So the keys of one story lie
 * together. Samples of one first article meet once in 2^32 pairs; their inputs
 * tell them apart.
 */
#include "memo.h"

#include "furniture.h"
#include "hash.h"

#include <string.h>

_Static_assert(sizeof(struct rp_memo_pair) == RP_MEMO_BYTES, "a value");
_Static_assert(sizeof(struct rp_memo_sample) == RP_MEMO_BYTES, "a value");

/* A change of how pairs or samples are judged, so that no older value is
 * believed; what signatures are and when they rule out a pair is part of it. */
#define JUDGEMENT 20

static uint64_t options_hash(const struct rp_options *options)
{
	struct {
		double containment;
		double threshold;
		uint64_t seed;
		uint32_t numbers[6];
	} all;

	memset(&all, 0, sizeof(all));
	all.containment = options->containment;
	all.threshold = options->threshold;
	all.seed = options->seed;
	all.numbers[0] = options->shingle_words;
	all.numbers[1] = options->hashes;
	all.numbers[2] = options->window;
	all.numbers[3] = options->reach;
	all.numbers[4] = options->method;
	all.numbers[5] = JUDGEMENT;
	return rp_hash64(&all, sizeof(all));
}

uint64_t rp_memo_pair_key(const struct rp_match *match, uint32_t a, uint32_t b)
{
	uint32_t first = match->nodes[a].article;
	uint32_t second = match->nodes[b].article;

	return first < second ? (uint64_t)first << 32 | second
			      : (uint64_t)second << 32 | first;
}

uint64_t rp_memo_pair_inputs(const struct rp_match *match, uint32_t a,
			     uint32_t b)
{
	const struct rp_text_node *first = &match->nodes[a];
	const struct rp_text_node *second = &match->nodes[b];
	const uint64_t inputs[] = {(uint64_t)rp_nodes_apart(first, second),
				   (uint64_t)rp_nodes_spread(first, second),
				   rp_nodes_same_page(first, second),
				   rp_nodes_same_site(first, second),
				   rp_nodes_stray(first, second),
				   rp_furniture_trace(match->furniture, a),
				   rp_furniture_trace(match->furniture, b),
				   options_hash(match->options)};

	return rp_hash64(inputs, sizeof(inputs));
}

/* Of the articles of a sample, in order. */
static uint64_t articles_hash(const struct rp_match *match,
			      const uint32_t *nodes, size_t count)
{
	uint64_t hash = count;
	size_t i;

	for (i = 0; i < count; i++)
		hash = rp_hash_mix(hash ^ match->nodes[nodes[i]].article) + i;
	return hash;
}

/* Of all of a node that a sample is judged by beside its text. */
static uint64_t node_hash(const struct rp_text_node *node)
{
	uint64_t dates = rp_hash_mix((uint64_t)node->earliest) ^
			 ((uint64_t)node->first_end << 32 | node->last_begin);

	return node->page ^ (uint64_t)node->host << 32 ^
	       rp_hash_mix(dates ^ node->span);
}

void rp_memo_sample_mark(uint64_t *key, uint64_t *inputs,
			 const struct rp_match *match, const uint32_t *nodes,
			 size_t count)
{
	const uint64_t articles = articles_hash(match, nodes, count);
	uint64_t hash = options_hash(match->options) ^ articles;
	size_t i;

	for (i = 0; i < count; i++)
		hash =
		    rp_hash_mix(hash ^ node_hash(&match->nodes[nodes[i]])) + i;
	*key = (uint64_t)1 << 63 |
	       (uint64_t)match->nodes[nodes[0]].article << 32 |
	       (uint32_t)articles;
	*inputs = hash;
}

int rp_memo_find(void *value, bool *found, const struct rp_match *match,
		 uint64_t key, uint64_t inputs)
{
	const struct rp_memo *memo = match->memo;
	uint64_t kept;
	int status;

	*found = false;
	if (!memo)
		return RP_OK;
	status = memo->find(memo->context, found, key, value);
	if (status != RP_OK || !*found)
		return status;
	memcpy(&kept, value, sizeof(kept));
	*found = kept == inputs;
	return RP_OK;
}

int rp_memo_keep(const struct rp_match *match, uint64_t key, const void *value)
{
	const struct rp_memo *memo = match->memo;

	return memo ? memo->keep(memo->context, key, value) : RP_OK;
}
