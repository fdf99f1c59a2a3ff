/* SPDX-License-Identifier: Apache-2.0 */
/*
 * group.c - all stages of grouping, in order
 *
 * distinct texts -> candidates -> verified pairs -> stars -> pairs that the
 * stars miss, verified too -> stars again -> without pairs that are one report
 * only for a form of theirs -> clusters described.
 */
#include "clusters.h"
#include "describe.h"
#include "forms.h"
#include "fragments.h"
#include "lsh.h"
#include "membership.h"
#include "parallel.h"
#include "selfcheck.h"
#include "sort.h"
#include "stars.h"
#include "winnow.h"

struct grouping {
	struct rp_corpus *corpus;
	struct rp_distinct distinct;
	struct rp_match match;
	struct rp_furniture furniture;
	struct rp_edges edges;
	struct rp_refused refused;
	uint32_t formed; /* nodes that are of a form */
	bool *loose;	 /* nodes that are fragments */
	uint32_t *anchors;
	struct rp_star *stars; /* those that hold two articles or more */
	uint32_t *star_nodes;  /* what they point into */
	size_t star_count;
	uint64_t *star_order;
	struct rp_verifier *verifiers;
	struct rp_clusters *out;
};

static int cluster_nodes(struct grouping *grouping)
{
	struct rp_verifier verifier;
	const struct rp_stars_judge judge = {rp_membership_judge, &verifier};
	int status;

	rp_verifier_init(&verifier, &grouping->match);
	status = rp_stars_cluster(grouping->anchors, &grouping->match,
				  &grouping->edges, &judge);
	rp_verifier_dispose(&verifier);
	return status;
}

static int verify(struct grouping *grouping,
		  const struct rp_candidates *candidates)
{
	const struct rp_options *options = grouping->match.options;
	uint64_t compared;
	int status;

	grouping->refused.listed =
	    options->reach == RP_REACH_FRAGMENT || options->self_check;
	status = rp_verify_candidates(&grouping->edges, &grouping->refused,
				      &compared, &grouping->match, candidates);
	grouping->out->stats.candidates += compared;
	return status;
}

static int propose_excerpts(struct rp_candidates *candidates,
			    struct rp_cluster_stats *stats,
			    const struct grouping *grouping)
{
	struct rp_winnow_stats keys;
	int status = rp_winnow_propose(candidates, &keys, &grouping->match);

	stats->hot_keys = keys.hot;
	stats->hot_key_entries = keys.hot_entries;
	return status;
}

static int most_first(const void *a, const void *b)
{
	const struct rp_recurring *first = a;
	const struct rp_recurring *second = b;

	if (first->texts != second->texts)
		return first->texts > second->texts ? -1 : 1;
	if (first->hash != second->hash)
		return first->hash < second->hash ? -1 : 1;
	return 0;
}

/* The article by which a node is told. */
static uint32_t article_of(const struct grouping *grouping, uint32_t node)
{
	return grouping->distinct.order[grouping->distinct.first[node]];
}

static int host_of(uint64_t *out, const struct grouping *grouping,
		   uint32_t node)
{
	struct rp_document document;
	int status = rp_documents_read(&document, &grouping->corpus->documents,
				       &grouping->corpus->spool,
				       article_of(grouping, node));

	*out = status == RP_OK ? document.host : 0;
	return status;
}

/* Whether the articles that have a sentence are all of one host: as far as
 * their nodes tell, which know 16 bits of it, and some of them to the bit. */
static int on_one_host(bool *out, const struct grouping *grouping,
		       const struct rp_sentence *sentence)
{
	uint32_t count = sentence->nodes < RP_SENTENCE_WITNESSES
			     ? sentence->nodes
			     : RP_SENTENCE_WITNESSES;
	uint64_t host;
	uint32_t i;
	int status;

	*out = false;
	if (!sentence->one_site)
		return RP_OK;
	status = host_of(&host, grouping, sentence->node);
	*out = status == RP_OK && host != 0;
	for (i = 0; i < count && *out && status == RP_OK; i++) {
		uint64_t other;

		status = host_of(&other, grouping, sentence->witnesses[i]);
		*out = status == RP_OK && other == host;
	}
	return status;
}

/* For the report: what was found, and an article to read it in. */
static int list_furniture(struct grouping *grouping)
{
	const struct rp_furniture *furniture = &grouping->furniture;
	struct rp_clusters *out = grouping->out;
	size_t i;
	int status = RP_OK;

	out->recurring =
	    calloc(furniture->sentence_count + 1, sizeof(*out->recurring));
	if (!out->recurring)
		return RP_ENOMEM;
	out->recurring_count = furniture->sentence_count;
	for (i = 0; i < furniture->sentence_count && status == RP_OK; i++) {
		const struct rp_sentence *at = &furniture->sentences[i];
		bool one_host;

		status = on_one_host(&one_host, grouping, at);
		out->recurring[i] =
		    (struct rp_recurring){.id = article_of(grouping, at->node),
					  .from = at->range.from,
					  .to = at->range.to,
					  .texts = at->nodes,
					  .hash = at->hash,
					  .one_host = one_host};
	}
	qsort(out->recurring, out->recurring_count, sizeof(*out->recurring),
	      most_first);
	return status;
}

static int find_furniture(struct grouping *grouping)
{
	int status = rp_furniture_find(&grouping->furniture, &grouping->match);

	if (status != RP_OK)
		return status;
	rp_distinct_retire_stubs(&grouping->distinct);
	grouping->match.furniture = &grouping->furniture;
	grouping->out->stats.furniture = grouping->furniture.sentence_count;
	return list_furniture(grouping);
}

static int match_nodes(struct grouping *grouping)
{
	struct rp_candidates candidates;
	struct rp_bucket_stats buckets;
	struct rp_cluster_stats *stats = &grouping->out->stats;
	const struct rp_match *match = &grouping->match;
	int status;

	status = find_furniture(grouping);
	if (status != RP_OK)
		return status;
	rp_candidates_init(&candidates);
	status = rp_lsh_propose(&candidates, &buckets, match);
	if (status == RP_OK) {
		stats->hot_buckets = buckets.hot;
		stats->hot_entries = buckets.hot_entries;
		if (match->options->reach != RP_REACH_COPY)
			status = propose_excerpts(&candidates, stats, grouping);
	}
	if (status == RP_OK)
		status = verify(grouping, &candidates);
	rp_candidates_dispose(&candidates);
	return status == RP_OK ? cluster_nodes(grouping) : status;
}

static int self_check(struct grouping *grouping)
{
	const struct rp_distinct *distinct = &grouping->distinct;
	const struct rp_decided decided = {&grouping->edges, &grouping->refused,
					   grouping->anchors};
	struct rp_clusters *out = grouping->out;
	struct rp_selfcheck check;
	size_t i;
	int status = rp_selfcheck_run(&check, &grouping->match, &decided,
				      grouping->match.options->self_check);

	if (status != RP_OK)
		return status;
	out->check_pairs = calloc(check.count + 1, sizeof(*out->check_pairs));
	for (i = 0; out->check_pairs && i < check.count; i++) {
		const struct rp_drawn *at = &check.drawn[i];

		out->check_pairs[i] = (struct rp_check_pair){
		    distinct->order[distinct->first[at->a]],
		    distinct->order[distinct->first[at->b]], at->kind,
		    at->share};
	}
	out->check =
	    (struct rp_check){out->check_pairs, check.count, check.compared,
			      check.related, check.found};
	rp_selfcheck_dispose(&check);
	return out->check_pairs ? RP_OK : RP_ENOMEM;
}

/* Verify what the stars suggest and build them again. */
static int match_missing(struct grouping *grouping)
{
	struct rp_candidates candidates;
	size_t before = grouping->edges.count;
	int status;

	rp_candidates_init(&candidates);
	status = rp_stars_missing(&candidates, &grouping->match,
				  &grouping->edges, grouping->anchors);
	if (status == RP_OK)
		status = verify(grouping, &candidates);
	rp_candidates_dispose(&candidates);
	return status == RP_OK && grouping->edges.count > before
		   ? cluster_nodes(grouping)
		   : status;
}

/* Now that clusters tell which texts are of a form, part those that are one
 * report only for it, and build the stars again. */
static int part_forms(struct grouping *grouping)
{
	const struct rp_edges *templates = &grouping->refused.templates;
	size_t left_out = 0;
	int status = rp_forms_mark(grouping->distinct.nodes, &grouping->formed,
				   &grouping->match, templates,
				   &grouping->edges, grouping->anchors);

	if (status == RP_OK && grouping->formed)
		status = rp_forms_part(&grouping->edges, &left_out,
				       &grouping->match);
	if (status != RP_OK || left_out == 0)
		return status;
	status = cluster_nodes(grouping);
	return status == RP_OK ? match_missing(grouping) : status;
}

/* What is asked for beside clusters. */
static int match_more(struct grouping *grouping)
{
	const struct rp_options *options = grouping->match.options;
	int status = RP_OK;

	grouping->out->stats.verified = grouping->edges.count;
	if (options->self_check)
		status = self_check(grouping);
	if (status == RP_OK && options->reach == RP_REACH_FRAGMENT)
		status = rp_fragments_attach(grouping->anchors, grouping->loose,
					     &grouping->match,
					     &grouping->refused.fragments);
	return status;
}

/* For the report: which articles are stubs. */
static int list_stubs(struct grouping *grouping)
{
	const struct rp_distinct *distinct = &grouping->distinct;
	struct rp_clusters *out = grouping->out;
	size_t articles = grouping->corpus->documents.count;
	uint32_t node;
	uint32_t i;

	for (node = 0; node < distinct->count; node++) {
		if (!distinct->nodes[node].stub)
			continue;
		if (!out->stubs)
			out->stubs =
			    calloc(articles / 64 + 1, sizeof(*out->stubs));
		if (!out->stubs)
			return RP_ENOMEM;
		out->stub_words = articles / 64 + 1;
		for (i = distinct->first[node]; i < distinct->first[node + 1];
		     i++) {
			uint32_t id = distinct->order[i];

			out->stubs[id / 64] |= UINT64_C(1) << id % 64;
			out->stats.stubs++;
		}
	}
	return RP_OK;
}

/* For comparisons of articles: which are of a form. */
static int list_forms(struct grouping *grouping)
{
	const struct rp_distinct *distinct = &grouping->distinct;
	struct rp_clusters *out = grouping->out;
	uint32_t node;
	uint32_t i;

	if (grouping->formed == 0)
		return RP_OK;
	out->slots = calloc(grouping->corpus->documents.count, 1);
	if (!out->slots)
		return RP_ENOMEM;
	out->slot_count = (uint32_t)grouping->corpus->documents.count;
	for (node = 0; node < distinct->count; node++)
		for (i = distinct->first[node]; i < distinct->first[node + 1];
		     i++)
			out->slots[distinct->order[i]] =
			    distinct->nodes[node].slots;
	return RP_OK;
}

/* A star of count nodes from star_nodes[start] on; stars are described in the
 * order in which their anchors lie on the spool. */
static void add_star(struct grouping *grouping, uint32_t start, uint32_t count)
{
	const uint32_t *nodes = grouping->star_nodes + start;
	size_t star = grouping->star_count++;

	grouping->stars[star] = (struct rp_star){nodes, count, grouping->loose};
	grouping->star_order[star] =
	    rp_node_place(&grouping->match, nodes[0]) << 32 | star;
}

/* Gather the nodes of each star, its anchor first. */
static int gather_stars(struct grouping *grouping)
{
	uint32_t count = grouping->match.count;
	uint64_t *pairs = malloc(((size_t)count + 1) * sizeof(*pairs));
	uint64_t *scratch = malloc(((size_t)count + 1) * sizeof(*scratch));
	uint32_t start = 0;
	uint32_t node;
	int status = RP_ENOMEM;

	grouping->star_nodes =
	    malloc(((size_t)count + 1) * sizeof(*grouping->star_nodes));
	grouping->stars =
	    malloc(((size_t)count + 1) * sizeof(*grouping->stars));
	grouping->star_order =
	    malloc(((size_t)count + 1) * sizeof(*grouping->star_order));
	if (!pairs || !scratch || !grouping->star_nodes || !grouping->stars ||
	    !grouping->star_order)
		goto out_free;
	/* (anchor, not the anchor, node): nodes fit in 31 bits. */
	for (node = 0; node < count; node++) {
		uint32_t anchor = grouping->anchors[node];

		pairs[node] = (uint64_t)anchor << 32 |
			      (uint64_t)(node != anchor) << 31 | node;
	}
	status =
	    rp_sort_parallel(pairs, scratch, count, 0, grouping->match.threads);
	for (node = 0; node < count; node++)
		grouping->star_nodes[node] = (uint32_t)pairs[node] & INT32_MAX;
	while (start < count) {
		uint32_t end = start + 1;
		uint32_t first = grouping->star_nodes[start];

		while (end < count && pairs[end] >> 32 == pairs[start] >> 32)
			end++;
		if (end - start > 1 || grouping->match.nodes[first].copies > 1)
			add_star(grouping, start, end - start);
		start = end;
	}
	if (status == RP_OK)
		status = rp_sort_parallel(grouping->star_order, scratch,
					  grouping->star_count, 0,
					  grouping->match.threads);
out_free:
	free(pairs);
	free(scratch);
	return status;
}

static int describe_one(void *context, unsigned worker, size_t index)
{
	struct grouping *grouping = context;
	uint32_t star = (uint32_t)grouping->star_order[index];

	return rp_describe_star(
	    &grouping->out->items[star], grouping->corpus, &grouping->distinct,
	    &grouping->verifiers[worker], &grouping->stars[star]);
}

static int largest_first(const void *a, const void *b)
{
	const struct rp_cluster *first = a;
	const struct rp_cluster *second = b;

	if (first->count != second->count)
		return first->count > second->count ? -1 : 1;
	return first->name < second->name ? -1 : first->name > second->name;
}

static int describe_all(struct grouping *grouping)
{
	struct rp_clusters *out = grouping->out;
	unsigned threads = grouping->match.threads;
	unsigned i;
	int status;

	out->items = calloc(grouping->star_count + 1, sizeof(*out->items));
	grouping->verifiers = calloc(threads, sizeof(*grouping->verifiers));
	if (!out->items || !grouping->verifiers)
		return RP_ENOMEM;
	out->count = grouping->star_count;
	for (i = 0; i < threads; i++) {
		rp_verifier_init(&grouping->verifiers[i], &grouping->match);
		grouping->verifiers[i].known = &grouping->edges;
	}
	status = rp_parallel_for(threads, grouping->star_count, describe_one,
				 grouping);
	for (i = 0; i < threads; i++)
		rp_verifier_dispose(&grouping->verifiers[i]);
	if (status == RP_OK)
		qsort(out->items, out->count, sizeof(*out->items),
		      largest_first);
	return status;
}

/* Texts to stars: nobody asks for documents. A spool in memory would hold them
 * a second time. */
static int match_texts(struct grouping *grouping)
{
	struct rp_corpus *corpus = grouping->corpus;
	int status =
	    corpus->own_spool
		? RP_OK
		: rp_documents_lay_aside(&corpus->documents, &corpus->spool);

	if (status == RP_OK)
		status = match_nodes(grouping);
	if (status == RP_OK)
		status = match_missing(grouping);
	if (status == RP_OK)
		status = part_forms(grouping);
	if (status == RP_OK)
		status = match_more(grouping);
	return status == RP_OK ? gather_stars(grouping) : status;
}

static int group(struct grouping *grouping)
{
	struct rp_corpus *corpus = grouping->corpus;
	struct rp_cluster_stats *stats = &grouping->out->stats;
	uint32_t node;
	int status = rp_distinct_create(&grouping->distinct, corpus);

	if (status != RP_OK)
		return status;
	grouping->match.nodes = grouping->distinct.nodes;
	grouping->match.count = grouping->distinct.count;
	grouping->match.node_of = grouping->distinct.node_of;
	grouping->match.articles = (uint32_t)corpus->documents.count;
	stats->documents =
	    corpus->documents.count - corpus->documents.gone_count;
	stats->distinct_texts = grouping->distinct.count;
	for (node = 0; node < grouping->match.count; node++)
		stats->too_short +=
		    grouping->match.nodes[node].tokens < RP_MIN_WORDS &&
		    !grouping->match.nodes[node].stub;
	grouping->anchors = malloc(((size_t)grouping->match.count + 1) *
				   sizeof(*grouping->anchors));
	grouping->loose =
	    calloc((size_t)grouping->match.count + 1, sizeof(*grouping->loose));
	if (!grouping->anchors || !grouping->loose)
		return RP_ENOMEM;
	status = match_texts(grouping);
	if (status == RP_OK)
		status = list_stubs(grouping);
	if (status == RP_OK)
		status = list_forms(grouping);
	if (status == RP_OK)
		status = rp_documents_fetch(&corpus->documents, &corpus->spool);
	return status == RP_OK ? describe_all(grouping) : status;
}

int rp_corpus_cluster(struct rp_clusters **out, struct rp_corpus *corpus)
{
	struct grouping grouping = {.corpus = corpus};
	int status;

	if (corpus->failed == RP_OK)
		corpus->failed = rp_index_flush(&corpus->index, &corpus->spool);
	if (corpus->failed != RP_OK)
		return corpus->failed;
	grouping.match.options = &corpus->options;
	grouping.match.spool = &corpus->spool;
	grouping.match.index = &corpus->index;
	grouping.match.seals = corpus->sealing.seals;
	grouping.match.threads =
	    corpus->options.threads ? corpus->options.threads : 1;
	grouping.match.memo = corpus->memo.find ? &corpus->memo : NULL;
	grouping.match.house = &corpus->house;
	rp_edges_keep(&grouping.edges);
	grouping.out = calloc(1, sizeof(*grouping.out));
	if (!grouping.out)
		return RP_ENOMEM;
	status = group(&grouping);
	/* After a failure they may still lie aside. */
	corpus->failed = rp_documents_fetch(&corpus->documents, &corpus->spool);
	free(grouping.verifiers);
	free(grouping.stars);
	free(grouping.star_order);
	free(grouping.star_nodes);
	free(grouping.anchors);
	grouping.out->sentences = grouping.furniture.sentences;
	grouping.furniture.sentences = NULL;
	rp_furniture_dispose(&grouping.furniture);
	free(grouping.loose);
	rp_edges_dispose(&grouping.refused.fragments);
	rp_edges_dispose(&grouping.refused.templates);
	rp_edges_dispose(&grouping.edges);
	rp_distinct_dispose(&grouping.distinct);
	if (status != RP_OK) {
		rp_clusters_free(grouping.out);
		return status;
	}
	*out = grouping.out;
	return RP_OK;
}
