/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lsh.c - locality-sensitive hashing, one table at a time
 *
 * Idea (Indyk and Motwani 1998; banding: Leskovec et al., chapter 3). Nodes
 * whose signatures agree in all rows of a band fall into one bucket. For
 * SimHash a table is a choice of parts of the fingerprint (Manku et al.
 * 2007), and a pair of a bucket is proposed if its Hamming distance is small.
 *
 * Layout. The keys of each band were noted one behind another when the articles
 * were added (index.h). A table is a flat array of (32-bit key, node) in one
 * word each, radix-sorted; it lives for one band. Memory is 16 bytes a node and
 * thread, whatever the number of bands. Keys of 32 bits let strangers meet in a
 * bucket once in 2^32 pairs; candidates are verified, so that costs nothing
 * but time. Tables are independent: threads take one each, and the set of
 * pairs is the same in any order.
 *
 * Rejected: a hash table of buckets per band, which is several times larger
 * and gives an order that depends on arrival.
 */
#include "lsh.h"

#include "banding.h"
#include "hash.h"
#include "index.h"
#include "parallel.h"

#include <stdlib.h>
#include <string.h>

struct lsh_worker {
	uint64_t *entries;
	uint64_t *scratch;
	struct rp_repeats repeats;
	struct rp_candidates candidates;
	struct rp_bucket_stats stats;
};

struct lsh {
	const struct rp_match *match;
	struct rp_match alone; /* the same on one thread: within a thread */
	struct rp_banding banding;
	struct rp_tables tables;
	uint32_t *entering; /* of each article the node that it enters, or
			       RP_NODE_NONE; NULL: keys are not by article */
	struct lsh_worker *workers;
};

/* Bits of part k of the fingerprint cut into parts. */
static uint64_t part_mask(unsigned k, unsigned parts)
{
	unsigned from = 64 * k / parts;
	unsigned to = 64 * (k + 1) / parts;
	uint64_t below_to = to < 64 ? ((uint64_t)1 << to) - 1 : UINT64_MAX;

	/* from is below 64: there is more than one part. */
	return below_to & ~(((uint64_t)1 << (from & 63)) - 1);
}

/* The mask of table number index: the parts of the index-th choice of keyed
 * out of parts, in lexicographic order. */
static uint64_t table_mask(const struct rp_tables *tables, size_t index)
{
	uint64_t mask = 0;
	unsigned chosen = 0;
	unsigned part;

	for (part = 0; part < tables->parts && chosen < tables->keyed; part++) {
		/* Choices that begin with this part. */
		unsigned n = tables->parts - part - 1;
		unsigned k = tables->keyed - chosen - 1;
		size_t with = 1;
		unsigned i;

		for (i = 0; i < k; i++)
			with = with * (n - i) / (i + 1);
		if (index < with) {
			mask |= part_mask(part, tables->parts);
			chosen++;
		} else {
			index -= with;
		}
	}
	return mask;
}

static bool near_fingerprint(const struct rp_match *match, uint32_t a,
			     uint32_t b)
{
	uint64_t differ = match->nodes[a].simhash ^ match->nodes[b].simhash;

	return (unsigned)__builtin_popcountll(differ) <=
	       match->options->distance;
}

/* Which articles enter buckets is the same for each band, and what tells it
 * lies far apart. */
static int find_entering(struct lsh *lsh)
{
	const struct rp_match *match = lsh->match;
	uint32_t article;

	lsh->entering =
	    malloc(((size_t)match->articles + 1) * sizeof(*lsh->entering));
	if (!lsh->entering)
		return RP_ENOMEM;
	for (article = 0; article < match->articles; article++) {
		uint32_t node = match->node_of[article];

		if (node != RP_NODE_NONE &&
		    !rp_node_eligible(&match->nodes[node]))
			node = RP_NODE_NONE;
		lsh->entering[article] = node;
	}
	return RP_OK;
}

static uint64_t entry_of(uint32_t key, uint32_t node)
{
	return (uint64_t)key << 32 | node;
}

/* The keys of one band, as the index noted them. */
static int fill_band(struct rp_table *table, const struct lsh *lsh, size_t band)
{
	const struct rp_match *match = lsh->match;
	const struct rp_tape *tape;
	uint32_t article = 0;

	if (!match->index)
		return RP_OK;
	tape = &match->index->bands[band];
	while (article < tape->count) {
		size_t count;
		size_t i;
		const uint32_t *keys =
		    rp_tape_view(&count, tape, match->spool, article);

		if (!keys)
			return RP_ESTORE;
		for (i = 0; i < count; i++, article++) {
			uint32_t node = lsh->entering[article];

			if (node != RP_NODE_NONE)
				table->entries[table->count++] =
				    entry_of(keys[i], node);
		}
	}
	return RP_OK;
}

static void fill_fingerprints(struct rp_table *table, const struct lsh *lsh,
			      size_t index)
{
	const struct rp_match *match = lsh->match;
	uint64_t mask = table_mask(&lsh->tables, index);
	uint32_t node;

	for (node = 0; node < match->count; node++)
		if (rp_node_eligible(&match->nodes[node]))
			table->entries[table->count++] =
			    entry_of((uint32_t)rp_hash_mix(
					 match->nodes[node].simhash & mask),
				     node);
}

static int fill(struct rp_table *table, const struct lsh *lsh, size_t index)
{
	if (lsh->match->options->method != RP_METHOD_SIMHASH)
		return fill_band(table, lsh, index);
	fill_fingerprints(table, lsh, index);
	return RP_OK;
}

static int propose_table(void *context, unsigned worker, size_t index)
{
	struct lsh *lsh = context;
	struct lsh_worker *self = &lsh->workers[worker];
	struct rp_table table = {.entries = self->entries,
				 .scratch = self->scratch,
				 .repeats = &self->repeats};
	int status = fill(&table, lsh, index);

	if (status != RP_OK)
		return status;
	table.slot = (index + 1) * lsh->banding.rows;
	table.all = RP_BUCKET_ALL_MINHASH;
	if (lsh->match->options->method == RP_METHOD_SIMHASH) {
		table.slot = 0;
		table.all = RP_BUCKET_ALL_SIMHASH;
		table.accept = near_fingerprint;
	}
	return rp_buckets_propose(&self->candidates, &self->stats, &lsh->alone,
				  &table);
}

static int workers_create(struct lsh *lsh)
{
	unsigned threads = lsh->match->threads;
	size_t room = lsh->match->count ? lsh->match->count : 1;
	unsigned i;

	lsh->workers = calloc(threads, sizeof(*lsh->workers));
	if (!lsh->workers)
		return RP_ENOMEM;
	for (i = 0; i < threads; i++) {
		struct lsh_worker *worker = &lsh->workers[i];

		rp_candidates_init(&worker->candidates);
		worker->entries = malloc(room * sizeof(uint64_t));
		worker->scratch = malloc(room * sizeof(uint64_t));
		if (!worker->entries || !worker->scratch)
			return RP_ENOMEM;
	}
	return RP_OK;
}

static void lsh_dispose(struct lsh *lsh)
{
	unsigned i;

	free(lsh->entering);
	for (i = 0; lsh->workers && i < lsh->match->threads; i++) {
		free(lsh->workers[i].entries);
		free(lsh->workers[i].scratch);
		rp_repeats_dispose(&lsh->workers[i].repeats);
		rp_candidates_dispose(&lsh->workers[i].candidates);
	}
	free(lsh->workers);
}

static int gather(struct rp_candidates *out, struct rp_bucket_stats *stats,
		  struct lsh *lsh)
{
	unsigned i;

	for (i = 0; i < lsh->match->threads; i++) {
		struct lsh_worker *worker = &lsh->workers[i];
		int status;

		stats->hot += worker->stats.hot;
		stats->hot_entries += worker->stats.hot_entries;
		status = rp_candidates_merge(out, &worker->candidates);
		if (status != RP_OK)
			return status;
	}
	return rp_candidates_sort(out, lsh->match->threads);
}

int rp_lsh_propose(struct rp_candidates *out, struct rp_bucket_stats *stats,
		   const struct rp_match *match)
{
	struct lsh lsh = {.match = match, .alone = *match};
	int status = rp_options_banding(&lsh.banding, match->options);

	if (status != RP_OK)
		return status;
	lsh.alone.threads = 1;
	lsh.tables = rp_banding_tables(match->options->distance);
	memset(stats, 0, sizeof(*stats));
	status = workers_create(&lsh);
	if (status == RP_OK && match->options->method != RP_METHOD_SIMHASH)
		status = find_entering(&lsh);
	if (status == RP_OK)
		status = rp_parallel_for(match->threads, lsh.banding.bands,
					 propose_table, &lsh);
	if (status == RP_OK)
		status = gather(out, stats, &lsh);
	lsh_dispose(&lsh);
	return status;
}
