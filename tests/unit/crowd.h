/* SPDX-License-Identifier: Apache-2.0 */
/* crowd.h - nodes made of drawn words, for tests of matching. */
#ifndef RP_CROWD_H
#define RP_CROWD_H

#include "index.h"
#include "minhash.h"
#include "nodes.h"
#include "selection.h"
#include "shingle.h"
#include "spool.h"
#include "testing.h"

#define CROWD_WORDS 200
#define CROWD_MAX   1200

struct crowd {
	struct rp_options options;
	struct rp_spool spool;
	struct rp_text_node nodes[CROWD_MAX];
	uint32_t tokens[CROWD_MAX][CROWD_WORDS];
	uint32_t signatures[CROWD_MAX][128];
	struct rp_minhash minhash;
	struct rp_index index;
	uint32_t node_of[CROWD_MAX]; /* each node has one article */
	struct rp_match match;
};

static inline int crowd_compare(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a;
	uint64_t second = *(const uint64_t *)b;

	return first < second ? -1 : first > second;
}

/* The distinct shingles of a node, sorted; returns their number. */
static inline size_t crowd_shingles(uint64_t *out, const struct crowd *crowd,
				    uint32_t node)
{
	size_t count = rp_shingle_all(out, crowd->tokens[node], CROWD_WORDS,
				      crowd->options.shingle_words);
	size_t kept = 0;
	size_t i;

	qsort(out, count, sizeof(*out), crowd_compare);
	for (i = 0; i < count; i++)
		if (kept == 0 || out[kept - 1] != out[i])
			out[kept++] = out[i];
	return kept;
}

/* Shingles that two nodes share, by merging sorted lists: the oracle. */
static inline uint32_t crowd_shared(const struct crowd *crowd, uint32_t a,
				    uint32_t b)
{
	uint64_t first[CROWD_WORDS];
	uint64_t second[CROWD_WORDS];
	size_t n = crowd_shingles(first, crowd, a);
	size_t m = crowd_shingles(second, crowd, b);
	size_t i = 0;
	size_t k = 0;
	uint32_t shared = 0;

	while (i < n && k < m) {
		if (first[i] == second[k]) {
			shared++;
			i++;
			k++;
		} else if (first[i] < second[k]) {
			i++;
		} else {
			k++;
		}
	}
	return shared;
}

/* Sign and spool the node's tokens. */
static inline void crowd_seal(struct crowd *crowd, uint32_t node)
{
	uint64_t shingles[CROWD_WORDS];
	uint32_t folded[CROWD_WORDS];
	struct {
		uint32_t tokens[CROWD_WORDS];
		unsigned char marks[CROWD_WORDS];
	} block;
	struct rp_text_node *at = &crowd->nodes[node];
	size_t count = crowd_shingles(shingles, crowd, node);
	size_t i;

	for (i = 0; i < count; i++)
		folded[i] = (uint32_t)(shingles[i] >> 32);
	memset(&block, 0, sizeof(block)); /* marks that say nothing */
	rp_minhash_sign(crowd->signatures[node], &crowd->minhash, folded,
			count);
	memcpy(block.tokens, crowd->tokens[node], sizeof(block.tokens));
	at->tokens = CROWD_WORDS;
	at->shingles = (uint32_t)count;
	at->copies = 1;
	at->article = node;
	at->earliest = INT64_MAX;
	cr_assert_eq(crowd->spool.append(crowd->spool.context, &at->spool,
					 &block, sizeof(block)),
		     RP_OK);
}

/* Enter the node into the index, with what its text selects. */
static inline void crowd_enter(struct crowd *crowd, uint32_t node)
{
	uint64_t shingles[CROWD_WORDS];
	uint64_t selected[CROWD_WORDS];
	uint32_t places[CROWD_WORDS];
	struct rp_sketch sketch = {0};
	size_t count =
	    rp_shingle_all(shingles, crowd->tokens[node], CROWD_WORDS,
			   crowd->options.shingle_words);
	size_t i;

	sketch.selected_count = rp_selection_places(places, shingles, count);
	for (i = 0; i < sketch.selected_count; i++)
		selected[i] = shingles[places[i]];
	sketch.selected = selected;
	sketch.signature = crowd->signatures[node];
	crowd->nodes[node].selected = (uint32_t)sketch.selected_count;
	crowd->node_of[node] = node;
	cr_assert_eq(rp_index_add(&crowd->index, &crowd->spool, node, &sketch),
		     RP_OK);
}

/* Index all nodes as they are now, to have pairs proposed. */
static inline void crowd_index(struct crowd *crowd)
{
	uint32_t node;

	rp_index_dispose(&crowd->index);
	cr_assert_eq(rp_index_init(&crowd->index, &crowd->options), RP_OK);
	for (node = 0; node < crowd->match.count; node++)
		crowd_enter(crowd, node);
	cr_assert_eq(rp_index_flush(&crowd->index, &crowd->spool), RP_OK);
}

/* count nodes in families of five: each a copy of the family's first with a
 * growing run of its words replaced. */
static inline struct crowd *crowd_create(uint32_t count, unsigned threads)
{
	struct crowd *crowd = calloc(1, sizeof(*crowd));
	static const struct rp_options options = RP_OPTIONS_INIT;
	uint64_t state = 42;
	uint32_t i;
	size_t k;

	crowd->options = options;
	cr_assert_eq(rp_memory_spool_create(&crowd->spool), RP_OK);
	rp_minhash_init(&crowd->minhash, 128, 1);
	for (i = 0; i < count; i++) {
		size_t changed = (size_t)(i % 5) * 30;

		for (k = 0; k < CROWD_WORDS; k++)
			crowd->tokens[i][k] = i % 5 && k >= changed
						  ? crowd->tokens[i - i % 5][k]
						  : (uint32_t)draw(&state);
		crowd_seal(crowd, i);
	}
	crowd->match = (struct rp_match){.nodes = crowd->nodes,
					 .count = count,
					 .options = &crowd->options,
					 .spool = &crowd->spool,
					 .threads = threads,
					 .index = &crowd->index,
					 .node_of = crowd->node_of,
					 .articles = count};
	return crowd;
}

static inline void crowd_free(struct crowd *crowd)
{
	rp_index_dispose(&crowd->index);
	rp_memory_spool_free(&crowd->spool);
	free(crowd);
}

#endif
