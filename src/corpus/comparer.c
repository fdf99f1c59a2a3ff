/* SPDX-License-Identifier: Apache-2.0 */
/*
 * comparer.c - two articles of a corpus and the evidence between them
 *
 * A match of two nodes: the same verdict, by the same code, as when the corpus
 * is grouped, with nothing ruled out before.
 */
#include "clusters.h"
#include "corpus.h"
#include "distinct.h"
#include "reprint_compare.h"
#include "verify.h"

#include <string.h>

struct rp_comparer {
	const struct rp_corpus *corpus;
	const unsigned char *slots; /* the clusters'; or NULL */
	uint32_t slot_count;	    /* articles that there were then */
	struct rp_text_node nodes[2];
	struct rp_match match;
	struct rp_furniture furniture;
	struct rp_verifier verifier;
	struct rp_passage *passages; /* turned, if a is the second node */
};

int rp_comparer_create(struct rp_comparer **out, const struct rp_corpus *corpus,
		       const struct rp_clusters *clusters)
{
	struct rp_comparer *comparer = calloc(1, sizeof(*comparer));

	if (!comparer)
		return RP_ENOMEM;
	comparer->corpus = corpus;
	comparer->match = (struct rp_match){.nodes = comparer->nodes,
					    .count = 2,
					    .options = &corpus->options,
					    .spool = &corpus->spool,
					    .threads = 1,
					    .furniture = &comparer->furniture,
					    .seals = corpus->sealing.seals,
					    .house = &corpus->house};
	rp_verifier_init(&comparer->verifier, &comparer->match);
	if (clusters) {
		comparer->slots = clusters->slots;
		comparer->slot_count = clusters->slot_count;
		comparer->furniture.sentences = clusters->sentences;
		comparer->furniture.sentence_count = clusters->recurring_count;
		if (rp_furniture_know(&comparer->furniture) != RP_OK) {
			rp_comparer_free(comparer);
			return RP_ENOMEM;
		}
	}
	*out = comparer;
	return RP_OK;
}

void rp_comparer_free(struct rp_comparer *comparer)
{
	if (!comparer)
		return;
	rp_verifier_dispose(&comparer->verifier);
	comparer->furniture.sentences = NULL; /* the clusters' */
	rp_furniture_dispose(&comparer->furniture);
	free(comparer->passages);
	free(comparer);
}

/* Whether a's node comes first, as among the nodes of a grouped corpus; which
 * of two equal texts without a date does is all the same. */
static bool comes_first(const struct rp_document *a,
			const struct rp_document *b)
{
	if (a->content[0] != b->content[0])
		return a->content[0] < b->content[0];
	if (a->content[1] != b->content[1])
		return a->content[1] < b->content[1];
	return rp_distinct_dated(a) <= rp_distinct_dated(b);
}

static void open_node(struct rp_comparer *comparer, uint32_t node, uint32_t id)
{
	rp_distinct_node(&comparer->nodes[node], comparer->corpus, id);
	if (comparer->slots && id < comparer->slot_count)
		comparer->nodes[node].slots =
		    comparer->slots[id] & RP_SLOTS_LIMIT;
}

static void open_pair(struct rp_comparer *comparer, uint32_t first,
		      uint32_t second)
{
	open_node(comparer, 0, first);
	open_node(comparer, 1, second);
	rp_verifier_dispose(&comparer->verifier);
}

static int by_b(const void *a, const void *b)
{
	const struct rp_passage *first = a;
	const struct rp_passage *second = b;

	if (first->b != second->b)
		return first->b < second->b ? -1 : 1;
	return first->a < second->a ? -1 : first->a > second->a;
}

/* Passages and what they leave, with their sides exchanged. */
static int turn_passages(struct rp_evidence *out, struct rp_comparer *comparer)
{
	struct rp_passage *turned =
	    malloc((out->passage_count + 1) * sizeof(*turned));
	struct rp_rest swap_rest;
	size_t i;

	if (!turned)
		return RP_ENOMEM;
	for (i = 0; i < out->passage_count; i++)
		turned[i] = (struct rp_passage){
		    out->passages[i].b, out->passages[i].a,
		    out->passages[i].b_words, out->passages[i].a_words,
		    out->passages[i].shared};
	qsort(turned, out->passage_count, sizeof(*turned), by_b);
	swap_rest = out->differences.a;
	out->differences.a = out->differences.b;
	out->differences.b = swap_rest;
	free(comparer->passages);
	comparer->passages = turned;
	out->passages = turned;
	return RP_OK;
}

static enum rp_finding finding_of(const struct rp_comparer *comparer,
				  const struct rp_document *a,
				  const struct rp_document *b,
				  const struct rp_comparison *pair)
{
	const struct rp_text_node *first = &comparer->nodes[0];
	const struct rp_text_node *second = &comparer->nodes[1];
	bool eligible = rp_node_eligible(first) && rp_node_eligible(second);
	enum rp_finding finding;

	if (memcmp(a->content, b->content, sizeof(a->content)) == 0) {
		if (rp_nodes_stray(first, second))
			return RP_FINDING_TEMPLATE;
		finding = rp_distinct_finding(comparer->corpus, a->tokens,
					      rp_nodes_spread(first, second));
		/* A notice that comes again, by its dates; what it says may
		 * tell that it is none. */
		return finding == RP_FINDING_TEMPLATE &&
			       (rp_nodes_same_page(first, second) ||
				(eligible && pair->finding == RP_FINDING_COPY))
			   ? RP_FINDING_EXACT
			   : finding;
	}
	return eligible ? pair->finding : RP_FINDING_SHORT;
}

int rp_comparer_run(struct rp_evidence *out, struct rp_comparer *comparer,
		    uint32_t a, uint32_t b)
{
	struct rp_evidence evidence;
	const struct rp_document *first;
	const struct rp_document *second;
	bool turned;
	struct rp_comparison pair;
	struct rp_alignment alignment;
	struct rp_differences differences;
	int status;

	if (comparer->corpus->failed != RP_OK)
		return comparer->corpus->failed;
	if (a >= comparer->corpus->documents.count ||
	    b >= comparer->corpus->documents.count || a == b)
		return RP_EINVAL;
	first = rp_corpus_document(comparer->corpus, a);
	second = rp_corpus_document(comparer->corpus, b);
	turned = !comes_first(first, second);
	open_pair(comparer, turned ? b : a, turned ? a : b);
	status = rp_verifier_examine(&pair, &alignment, &differences,
				     &comparer->verifier, turned, !turned);
	if (status != RP_OK)
		return status;
	memset(&evidence, 0, sizeof(evidence));
	evidence.finding = finding_of(comparer, first, second, &pair);
	evidence.jaccard =
	    rp_jaccard(pair.shared, first->shingles, second->shingles);
	evidence.share_a = rp_coverage_share(&pair.a);
	evidence.share_b = rp_coverage_share(&pair.b);
	evidence.own_a = pair.a.own;
	evidence.own_b = pair.b.own;
	evidence.spoken = rp_coverage_spoken(&pair.a, &pair.b);
	evidence.differences = differences;
	evidence.stray =
	    evidence.finding == RP_FINDING_TEMPLATE &&
	    rp_nodes_stray(&comparer->nodes[0], &comparer->nodes[1]);
	evidence.slots =
	    rp_nodes_slots(&comparer->nodes[0], &comparer->nodes[1]);
	evidence.passages = alignment.passages;
	evidence.passage_count = alignment.count;
	status = turned ? turn_passages(&evidence, comparer) : RP_OK;
	if (status == RP_OK)
		*out = evidence;
	return status;
}
