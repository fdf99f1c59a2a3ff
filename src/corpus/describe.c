/* SPDX-License-Identifier: Apache-2.0 */
/*
 * describe.c - see describe.h
 *
 * Where all pairs of nodes are compared (star_pairs.h) the minimum and mean
 * similarity are over all pairs of articles. In larger clusters only pairs with
 * the one kept are measured, and the cluster says so.
 */
#include "describe.h"

#include "beside.h"
#include "hash.h"

#include <string.h>

/* In larger clusters so many articles are tried as the one to keep before the
 * anchor is taken. */
#define TRIED 16

struct work {
	const struct rp_corpus *corpus;
	struct rp_star_pairs pairs; /* with the star, and its nodes' articles */
	uint32_t *best; /* the first article by the rules of each node */
	uint32_t *rank; /* places in the star, best article first */
};

static struct rp_keep_facts facts_of(const struct rp_corpus *corpus,
				     uint32_t id)
{
	const struct rp_document *document = rp_corpus_document(corpus, id);

	return (struct rp_keep_facts){document->instant,    document->tokens,
				      document->sources,    document->origin,
				      document->content[0], document->key};
}

static int compare(const struct rp_corpus *corpus, uint32_t a, uint32_t b,
		   enum rp_decider *decider, unsigned *rule)
{
	struct rp_keep_facts first = facts_of(corpus, a);
	struct rp_keep_facts second = facts_of(corpus, b);
	int order =
	    rp_keeper_compare(decider, rule, corpus->options.keep,
			      corpus->options.keep_count, &first, &second);

	return order ? order : a < b ? -1 : a > b;
}

static bool before(const struct rp_corpus *corpus, uint32_t a, uint32_t b)
{
	enum rp_decider decider;
	unsigned rule;

	return compare(corpus, a, b, &decider, &rule) < 0;
}

static int by_best(const void *a, const void *b, void *context)
{
	const struct work *work = context;
	enum rp_decider decider;
	unsigned rule;

	return compare(work->corpus, work->best[*(const uint32_t *)a],
		       work->best[*(const uint32_t *)b], &decider, &rule);
}

static void rank_nodes(struct work *work)
{
	const struct rp_distinct *distinct = work->pairs.distinct;
	uint32_t i;
	uint32_t k;

	for (i = 0; i < work->pairs.star->count; i++) {
		uint32_t node = work->pairs.star->nodes[i];

		work->rank[i] = i;
		work->best[i] = distinct->order[distinct->first[node]];
		for (k = distinct->first[node]; k < distinct->first[node + 1];
		     k++)
			if (before(work->corpus, distinct->order[k],
				   work->best[i]))
				work->best[i] = distinct->order[k];
	}
	qsort_r(work->rank, work->pairs.star->count, sizeof(*work->rank),
		by_best, work);
}

static bool relates_to_all(const struct work *work, uint32_t place,
			   const struct rp_comparison *row)
{
	uint32_t k;

	for (k = 0; k < work->pairs.star->count; k++)
		if (k != place && !rp_star_loose(&work->pairs, k) &&
		    !rp_verdict_related(work->pairs.verifier->match, &row[k]))
			return false;
	return true;
}

/* *index: the rank of the place whose best article is kept. */
static int choose(uint32_t *index, struct work *work)
{
	const struct rp_comparison *row;
	uint32_t limit = work->pairs.all ? work->pairs.star->count : TRIED;
	uint32_t i;
	int status;

	for (i = 0; i < work->pairs.star->count; i++) {
		uint32_t place = work->rank[i];

		/* Place 0 is the anchor: related to all. */
		if (rp_star_loose(&work->pairs, place) ||
		    (place != 0 && i >= limit))
			continue;
		status = rp_star_pairs_row(&row, &work->pairs, place);
		if (status != RP_OK)
			return status;
		if (place == 0 || relates_to_all(work, place, row)) {
			*index = i;
			return RP_OK;
		}
	}
	return RP_EINVAL; /* not reached: the anchor is among them */
}

/* What set the one kept apart: the comparison with the runner-up. */
static void explain(struct rp_cluster *out, const struct work *work,
		    uint32_t index, uint32_t kept)
{
	const struct rp_distinct *distinct = work->pairs.distinct;
	uint32_t node = work->pairs.star->nodes[work->rank[index]];
	uint32_t runner = kept;
	uint32_t k;

	for (k = distinct->first[node]; k < distinct->first[node + 1]; k++) {
		uint32_t id = distinct->order[k];

		if (id != kept &&
		    (runner == kept || before(work->corpus, id, runner)))
			runner = id;
	}
	/* Of fragments none could have been kept. */
	for (k = index + 1; k < work->pairs.star->count; k++) {
		uint32_t place = work->rank[k];

		if (rp_star_loose(&work->pairs, place))
			continue;
		if (runner == kept ||
		    before(work->corpus, work->best[place], runner))
			runner = work->best[place];
		break;
	}
	out->decider = RP_DECIDER_TIE;
	out->rule = 0;
	if (runner != kept)
		compare(work->corpus, kept, runner, &out->decider, &out->rule);
}

/* Both texts have to have nearly all their prose in common for a copy. */
#define COPY_SHARE 0.85

static enum rp_relation relation_of(const struct work *work, uint32_t kept,
				    uint32_t id,
				    const struct rp_comparison *pair)
{
	const struct rp_document *first =
	    rp_corpus_document(work->corpus, kept);
	const struct rp_document *second = rp_corpus_document(work->corpus, id);

	/* Parted by their dates, and joined by their numbers. */
	if (memcmp(first->content, second->content, sizeof(first->content)) ==
	    0)
		return RP_RELATION_EXACT;
	if (pair->finding != RP_FINDING_COPY)
		return RP_RELATION_EXCERPT;
	if (first->host && first->host == second->host)
		return RP_RELATION_VERSION;
	return rp_coverage_share(&pair->a) >= COPY_SHARE &&
		       rp_coverage_share(&pair->b) >= COPY_SHARE
		   ? RP_RELATION_COPY
		   : RP_RELATION_VERSION;
}

/* The articles of the text at place; compared is a head's number until all
 * members are there. */
static void add_text(struct rp_cluster *out, struct rp_member *members,
		     const struct work *work, const struct rp_beside *beside,
		     uint32_t place)
{
	const struct rp_distinct *distinct = work->pairs.distinct;
	const struct rp_comparison *pair = &beside->to[place];
	uint32_t node = work->pairs.star->nodes[place];
	uint32_t shingles = distinct->nodes[node].shingles;
	uint32_t number = beside->by[place];
	bool head = rp_beside_is_head(beside, place);
	uint32_t other = beside->heads[head ? 0 : number];
	uint32_t base = rp_star_node(&work->pairs, other)->shingles;
	uint32_t k;

	for (k = distinct->first[node]; k < distinct->first[node + 1]; k++) {
		struct rp_member member = {.id = distinct->order[k],
					   .compared = number,
					   .jaccard = 1,
					   .containment = 1};

		if (head && member.id != work->best[place]) {
			member.relation = RP_RELATION_EXACT;
		} else if (place != beside->heads[0]) {
			member.relation =
			    rp_star_loose(&work->pairs, place)
				? RP_RELATION_FRAGMENT
				: relation_of(work, work->best[other],
					      member.id, pair);
			member.beside = head;
			member.jaccard =
			    rp_jaccard(pair->shared, base, shingles);
			member.containment = rp_verdict_containment(pair);
			member.longer =
			    member.relation == RP_RELATION_EXCERPT &&
			    shingles > base;
		}
		members[out->count++] = member;
	}
}

/* Whether a member is one that others are compared with. */
static bool is_head(const struct rp_member *member)
{
	return member->relation == RP_RELATION_KEPT || member->beside;
}

/* By what they are compared with, that first, then falling similarity, then
 * content and key. */
static int by_similarity(const void *a, const void *b, void *context)
{
	const struct rp_corpus *corpus = context;
	const struct rp_member *first = a;
	const struct rp_member *second = b;
	const struct rp_document *one = rp_corpus_document(corpus, first->id);
	const struct rp_document *two = rp_corpus_document(corpus, second->id);

	if (first->compared != second->compared)
		return first->compared < second->compared ? -1 : 1;
	if (is_head(first) != is_head(second))
		return is_head(first) ? -1 : 1;
	if (first->jaccard > second->jaccard)
		return -1;
	if (first->jaccard < second->jaccard)
		return 1;
	if (one->content[0] != two->content[0])
		return one->content[0] < two->content[0] ? -1 : 1;
	if (one->key != two->key)
		return one->key < two->key ? -1 : 1;
	return first->id < second->id ? -1 : first->id > second->id;
}

/* Numbers of heads to their places; what is kept beside is compared with the
 * first. */
static void place_compared(struct rp_member *members, size_t count)
{
	size_t head = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (is_head(&members[i]))
			head = i;
		members[i].compared = members[i].beside ? 0 : (uint32_t)head;
	}
}

static int add_members(struct rp_cluster *out, struct rp_member *members,
		       struct work *work, uint32_t kept)
{
	struct rp_beside beside;
	uint32_t i;
	int status = rp_beside_init(&beside, &work->pairs, kept, work->rank);

	if (status != RP_OK)
		return status;
	for (i = 0; i < work->pairs.star->count; i++)
		add_text(out, members, work, &beside, i);
	qsort_r(members, out->count, sizeof(*members), by_similarity,
		(void *)(uintptr_t)work->corpus);
	place_compared(members, out->count);
	rp_beside_dispose(&beside);
	return RP_OK;
}

/* Pairs of articles seen so far. */
struct tally {
	double sum; /* of their similarities */
	double pairs;
	double least;
};

static void tally_add(struct tally *tally, double pairs, double jaccard)
{
	tally->sum += pairs * jaccard;
	tally->pairs += pairs;
	if (jaccard < tally->least)
		tally->least = jaccard;
}

static double jaccard_of(const struct work *work,
			 const struct rp_comparison *row, uint32_t place,
			 uint32_t other)
{
	return rp_jaccard(row[other].shared,
			  rp_star_node(&work->pairs, place)->shingles,
			  rp_star_node(&work->pairs, other)->shingles);
}

/* All pairs of articles; equal texts are pairs at 1. */
static void tally_all(struct tally *tally, const struct work *work)
{
	uint32_t count = work->pairs.star->count;
	uint32_t i;
	uint32_t k;

	for (i = 0; i < count; i++) {
		const struct rp_comparison *row =
		    work->pairs.cells + (size_t)i * count;
		double copies = rp_star_node(&work->pairs, i)->copies;

		if (rp_star_loose(&work->pairs, i))
			continue;
		tally_add(tally, copies * (copies - 1) / 2, 1);
		for (k = i + 1; k < count; k++)
			if (!rp_star_loose(&work->pairs, k))
				tally_add(
				    tally,
				    copies *
					rp_star_node(&work->pairs, k)->copies,
				    jaccard_of(work, row, i, k));
	}
}

/* Pairs with the one kept, at place kept of the star. */
static void tally_kept(struct tally *tally, const struct work *work,
		       uint32_t kept)
{
	uint32_t k;

	tally_add(tally, (double)rp_star_node(&work->pairs, kept)->copies - 1,
		  1);
	for (k = 0; k < work->pairs.star->count; k++)
		if (k != kept && !rp_star_loose(&work->pairs, k))
			tally_add(tally, rp_star_node(&work->pairs, k)->copies,
				  jaccard_of(work, work->pairs.cells, kept, k));
}

static void measure(struct rp_cluster *out, const struct work *work,
		    uint32_t kept_place)
{
	struct tally tally = {0, 0, 1};

	if (work->pairs.all)
		tally_all(&tally, work);
	else
		tally_kept(&tally, work, kept_place);
	out->min_jaccard = tally.least;
	/* One article and fragments beside it have no pair. */
	out->mean_jaccard = tally.pairs > 0 ? tally.sum / tally.pairs : 1;
	out->pairs_measured = (uint64_t)tally.pairs;
	out->all_pairs = work->pairs.all;
}

/* From the content of a node; where the same text may have others, from its
 * address or its date too. */
static uint64_t name_of(const struct work *work, uint32_t node)
{
	const struct rp_distinct *distinct = work->pairs.distinct;
	const struct rp_document *document = rp_corpus_document(
	    work->corpus, distinct->order[distinct->first[node]]);
	const struct rp_text_node *known = &distinct->nodes[node];
	uint64_t name = document->content[0];

	if (known->stub)
		name = rp_hash_mix(name ^ document->page);
	if (rp_distinct_parted(work->corpus, document) &&
	    known->earliest != INT64_MAX)
		name = rp_hash_mix(name ^ (uint64_t)known->earliest);
	return name;
}

static int describe(struct rp_cluster *out, struct work *work)
{
	struct rp_member *members;
	uint32_t index;
	uint32_t place;
	uint32_t smallest;
	uint32_t i;
	size_t total = 0;
	int status;

	rank_nodes(work);
	status = choose(&index, work);
	if (status != RP_OK)
		return status;
	place = work->rank[index];
	smallest = work->pairs.star->nodes[0];
	for (i = 0; i < work->pairs.star->count; i++) {
		total += rp_star_node(&work->pairs, i)->copies;
		if (work->pairs.star->nodes[i] < smallest)
			smallest = work->pairs.star->nodes[i];
	}
	/* At least two articles; the analyser cannot know. */
	members = malloc((total + 1) * sizeof(*members));
	if (!members)
		return RP_ENOMEM;
	memset(out, 0, sizeof(*out));
	measure(out, work, place);
	status = add_members(out, members, work, place);
	if (status != RP_OK) {
		free(members);
		return status;
	}
	out->members = members;
	out->name = name_of(work, smallest);
	explain(out, work, index, work->best[place]);
	return RP_OK;
}

int rp_describe_star(struct rp_cluster *out, const struct rp_corpus *corpus,
		     const struct rp_distinct *distinct,
		     struct rp_verifier *verifier, const struct rp_star *star)
{
	struct work work = {.corpus = corpus};
	int status = rp_star_pairs_init(&work.pairs, distinct, verifier, star);

	if (status != RP_OK)
		return status;
	work.best = malloc(star->count * sizeof(*work.best));
	work.rank = malloc(star->count * sizeof(*work.rank));
	status = work.best && work.rank ? describe(out, &work) : RP_ENOMEM;
	free(work.rank);
	free(work.best);
	rp_star_pairs_dispose(&work.pairs);
	return status;
}
