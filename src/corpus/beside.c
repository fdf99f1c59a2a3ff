/* SPDX-License-Identifier: Apache-2.0 */
/*
 * beside.c - see beside.h
 *
 * Idea. Two articles are one report if the one holds enough of the other's
 * prose; by the rules the smaller may be kept, and then nothing speaks for
 * dropping the larger: a digest of eight stories would be lost for the brief
 * that is one of them, a report of 700 words for the flash that came before it.
 * So an article goes only if one that stays holds enough of *its* prose, by the
 * line that makes them one report. Of those that the one kept does not hold the
 * longest is taken with all that it holds, and of them the first by the rules
 * that holds the others is kept too; and so on with what is left. All stay one
 * cluster.
 *
 * Where only copies are asked for, whose shingles are in common to the
 * threshold, that is the line.
 *
 * The longest (by all its words, which is next to own prose) first, since it is
 * most likely to hold the others, so that few stay; to look for the fewest was
 * rejected, as it needs all pairs.
 *
 * Cost: what is not held is compared with each longest text and each text kept,
 * of which HEADS are asked, and with ASKED others; what is still left is kept.
 */
#include "beside.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

/* Clusters of real news keep one to three. */
#define HEADS 64
/* So many are asked whether they hold what the longest of them does. */
#define ASKED 16

bool rp_member_stays(const struct rp_member *member, bool excerpts)
{
	return member->beside || member->relation == RP_RELATION_KEPT ||
	       member->relation == RP_RELATION_FRAGMENT ||
	       (member->relation == RP_RELATION_EXCERPT && excerpts);
}

/* Whether b may go, a being kept. */
static bool goes(const struct rp_star_pairs *pairs,
		 const struct rp_comparison *pair)
{
	const struct rp_match *match = pairs->verifier->match;

	return rp_verdict_related(match, pair) &&
	       (match->options->reach == RP_REACH_COPY ||
		rp_coverage_holds(&pair->b, match->options->containment));
}

/* A text that is left. */
struct text {
	uint32_t words;
	uint32_t rank; /* by the rules */
	uint32_t place;
};

static int best_first(const void *a, const void *b)
{
	const struct text *first = a;
	const struct text *second = b;

	return first->rank < second->rank ? -1 : first->rank > second->rank;
}

static int longest_first(const void *a, const void *b)
{
	const struct text *first = a;
	const struct text *second = b;

	if (first->words != second->words)
		return first->words > second->words ? -1 : 1;
	return best_first(a, b);
}

/* Whether a text is not held by the first head. */
static bool is_left(const struct rp_beside *beside,
		    const struct rp_star_pairs *pairs, uint32_t place)
{
	return place != beside->heads[0] && !rp_star_loose(pairs, place) &&
	       !goes(pairs, &beside->to[place]);
}

/* Texts that no head holds yet, the longest first. */
struct left {
	struct text *texts;
	size_t count;
	size_t capacity;
};

/* What the first head does not hold. RP_ENOMEM. */
static int list_left(struct left *left, const struct rp_beside *beside,
		     const struct rp_star_pairs *pairs, const uint32_t *ranked)
{
	uint32_t i;

	for (i = 0; i < pairs->star->count; i++) {
		if (!is_left(beside, pairs, ranked[i]))
			continue;
		if (rp_array_reserve(&left->texts, &left->capacity,
				     left->count + 1,
				     sizeof(*left->texts)) != RP_OK)
			return RP_ENOMEM;
		left->texts[left->count++] = (struct text){
		    rp_star_node(pairs, ranked[i])->tokens, i, ranked[i]};
	}
	if (left->count > 0)
		qsort(left->texts, left->count, sizeof(*left->texts),
		      longest_first);
	return RP_OK;
}

static int add_head(struct rp_beside *beside, uint32_t place)
{
	if (rp_array_reserve(&beside->heads, &beside->capacity,
			     beside->count + (size_t)1,
			     sizeof(*beside->heads)) != RP_OK)
		return RP_ENOMEM;
	beside->heads[beside->count++] = place;
	return RP_OK;
}

/* Of count texts *held are taken: bring those of the others that head holds
 * behind them. What stays keeps its order. scratch: count texts. */
static int gather(uint32_t *held, struct rp_beside *beside,
		  struct rp_star_pairs *pairs, uint32_t head, struct text *left,
		  struct text *scratch, uint32_t count)
{
	uint32_t others = 0;
	uint32_t i;

	for (i = *held; i < count; i++) {
		const struct text text = left[i];
		struct rp_comparison pair;
		int status = rp_star_pairs_one(&pair, pairs, head, text.place);

		if (status != RP_OK)
			return status;
		if (goes(pairs, &pair)) {
			left[(*held)++] = text;
			beside->to[text.place] = pair;
		} else {
			scratch[others++] = text;
		}
	}
	memcpy(left + *held, scratch, others * sizeof(*left));
	return RP_OK;
}

/* Let the texts go for one of them; *out: it holds them all. If it does not,
 * what was noted of them is worth nothing. */
static int let_go(bool *out, struct rp_beside *beside,
		  struct rp_star_pairs *pairs, uint32_t head,
		  const struct text *texts, uint32_t count)
{
	uint32_t i;

	*out = true;
	for (i = 0; i < count && *out; i++) {
		struct rp_comparison *pair = &beside->to[texts[i].place];
		int status;

		if (texts[i].place == head)
			continue;
		status = rp_star_pairs_one(pair, pairs, head, texts[i].place);
		if (status != RP_OK)
			return status;
		*out = goes(pairs, pair);
	}
	return RP_OK;
}

/* Choose the first by the rules that holds the others, of texts of which the
 * first does. scratch: count texts. */
static int choose(uint32_t *head, struct rp_beside *beside,
		  struct rp_star_pairs *pairs, const struct text *texts,
		  struct text *scratch, uint32_t count)
{
	bool found = false;
	uint32_t i;
	int status = RP_OK;

	*head = texts[0].place;
	memcpy(scratch, texts, count * sizeof(*scratch));
	qsort(scratch, count, sizeof(*scratch), best_first);
	for (i = 0; i < count && !found && status == RP_OK; i++) {
		*head = i < ASKED ? scratch[i].place : texts[0].place;
		status = let_go(&found, beside, pairs, *head, texts, count);
	}
	return status;
}

/* Keep one of count texts that are left, the longest first; *held: go with it,
 * or are it. */
static int keep_one(uint32_t *held, struct rp_beside *beside,
		    struct rp_star_pairs *pairs, struct text *left,
		    struct text *scratch, uint32_t count)
{
	const bool ask = beside->count < HEADS;
	uint32_t head = left[0].place;
	uint32_t i;
	int status = RP_OK;

	*held = 1;
	if (ask)
		status =
		    gather(held, beside, pairs, head, left, scratch, count);
	if (status == RP_OK)
		status = choose(&head, beside, pairs, left, scratch, *held);
	if (status == RP_OK && head != left[0].place)
		status =
		    gather(held, beside, pairs, head, left, scratch, count);
	if (status == RP_OK)
		status = rp_star_pairs_one(&beside->to[head], pairs,
					   beside->heads[0], head);
	for (i = 0; i < *held; i++)
		beside->by[left[i].place] = beside->count;
	return status == RP_OK ? add_head(beside, head) : status;
}

/* Keep as many of those that are left as it takes for all to be held. */
static int keep_some(struct rp_beside *beside, struct rp_star_pairs *pairs,
		     const struct left *left)
{
	struct text *scratch = malloc((left->count + 1) * sizeof(*scratch));
	size_t from = 0;
	int status = scratch ? RP_OK : RP_ENOMEM;

	while (from < left->count && status == RP_OK) {
		uint32_t held;

		status = keep_one(&held, beside, pairs, left->texts + from,
				  scratch, (uint32_t)(left->count - from));
		from += held;
	}
	free(scratch);
	return status;
}

int rp_beside_init(struct rp_beside *beside, struct rp_star_pairs *pairs,
		   uint32_t kept, const uint32_t *ranked)
{
	struct left left = {NULL, 0, 0};
	int status;

	memset(beside, 0, sizeof(*beside));
	beside->by = calloc(pairs->star->count, sizeof(*beside->by));
	status = rp_star_pairs_take(&beside->to, pairs, kept);
	if (status == RP_OK)
		status = beside->by ? add_head(beside, kept) : RP_ENOMEM;
	if (status == RP_OK)
		status = list_left(&left, beside, pairs, ranked);
	if (status == RP_OK)
		status = keep_some(beside, pairs, &left);
	free(left.texts);
	if (status != RP_OK)
		rp_beside_dispose(beside);
	return status;
}

void rp_beside_dispose(struct rp_beside *beside)
{
	free(beside->heads);
	free(beside->by);
	free(beside->to);
	memset(beside, 0, sizeof(*beside));
}
