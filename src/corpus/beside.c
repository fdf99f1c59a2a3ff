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
 * Copies and versions go for the one kept in any case: shingles of both texts
 * are in common to the threshold.
 *
 * The longest first, since it is most likely to hold the others, so that few
 * stay; to look for the fewest was rejected, as it needs all pairs.
 *
 * Cost: what is not held is compared with each longest text, of which HEADS are
 * taken, and with TRIED others; what is still left then is kept.
 */
#include "beside.h"

#include <stdlib.h>
#include <string.h>

/* Clusters of real news keep one to three. */
#define HEADS 64
/* So many are asked whether they hold what the longest of them does. */
#define TRIED 16

bool rp_member_stays(const struct rp_member *member, bool excerpts)
{
	switch (member->relation) {
	case RP_RELATION_KEPT:
	case RP_RELATION_FRAGMENT:
		return true;
	case RP_RELATION_EXCERPT:
		return member->beside || excerpts;
	case RP_RELATION_EXACT:
	case RP_RELATION_COPY:
	case RP_RELATION_VERSION:
		break;
	}
	return false;
}

/* Whether b may go, a being kept. */
static bool goes(const struct rp_star_pairs *pairs,
		 const struct rp_comparison *pair)
{
	const struct rp_match *match = pairs->verifier->match;

	return rp_verdict_related(match, pair) &&
	       (pair->finding == RP_FINDING_COPY ||
		rp_verdict_holds(match, &pair->b));
}

/* Text that is left: its rank by the rules above its place. */
static uint32_t place_of(uint64_t text)
{
	return (uint32_t)text;
}

static int by_number(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a;
	uint64_t second = *(const uint64_t *)b;

	return first < second ? -1 : first > second;
}

/* What the first head does not hold, the longest first and of equal ones the
 * best by the rules. */
static uint32_t list_left(uint64_t *left, const struct rp_beside *beside,
			  const struct rp_star_pairs *pairs,
			  const uint32_t *ranked)
{
	uint32_t count = 0;
	uint32_t i;

	for (i = 0; i < pairs->star->count; i++) {
		uint32_t place = ranked[i];
		uint32_t words = rp_star_node(pairs, place)->tokens;

		/* Words that it lacks of the most there can be, above it. */
		if (place != beside->heads[0] && !rp_star_loose(pairs, place) &&
		    !goes(pairs, &beside->to[place]))
			left[count++] =
			    (uint64_t)(UINT32_MAX - words) << 32 | i;
	}
	qsort(left, count, sizeof(*left), by_number);
	for (i = 0; i < count; i++)
		left[i] = left[i] << 32 | ranked[(uint32_t)left[i]];
	return count;
}

/* Bring what the first of count texts holds behind it; *held: of them and
 * itself. The others keep their order behind those. scratch: count texts. */
static int gather(uint32_t *held, struct rp_star_pairs *pairs, uint64_t *left,
		  uint64_t *scratch, uint32_t count)
{
	uint32_t others = 0;
	uint32_t i;

	*held = 1;
	for (i = 1; i < count; i++) {
		const uint64_t text = left[i];
		struct rp_comparison pair;
		int status = rp_star_pairs_one(&pair, pairs, place_of(left[0]),
					       place_of(text));

		if (status != RP_OK)
			return status;
		if (goes(pairs, &pair))
			left[(*held)++] = text;
		else
			scratch[others++] = text;
	}
	memcpy(left + *held, scratch, others * sizeof(*left));
	return RP_OK;
}

/* Let the texts go for one of them; *out: it holds them all. */
static int let_go(bool *out, struct rp_beside *beside,
		  struct rp_star_pairs *pairs, uint32_t head,
		  const uint64_t *texts, uint32_t count)
{
	uint32_t i;

	*out = true;
	for (i = 0; i < count && *out; i++) {
		uint32_t place = place_of(texts[i]);
		struct rp_comparison *pair = &beside->to[place];
		int status = RP_OK;

		if (place == head)
			continue;
		status = rp_star_pairs_one(pair, pairs, head, place);
		if (status != RP_OK)
			return status;
		*out = goes(pairs, pair);
	}
	return RP_OK;
}

/* Keep the first by the rules that holds the others, of texts of which the
 * first does. scratch: count texts. */
static int keep_one(struct rp_beside *beside, struct rp_star_pairs *pairs,
		    const uint64_t *texts, uint64_t *scratch, uint32_t count)
{
	uint32_t head = place_of(texts[0]);
	bool found = false;
	uint32_t i;
	int status = RP_OK;

	memcpy(scratch, texts, count * sizeof(*scratch));
	qsort(scratch, count, sizeof(*scratch), by_number);
	for (i = 0; i < count && !found && status == RP_OK; i++) {
		head = place_of(i < TRIED ? scratch[i] : texts[0]);
		status = let_go(&found, beside, pairs, head, texts, count);
	}
	if (status == RP_OK)
		status = rp_star_pairs_one(&beside->to[head], pairs,
					   beside->heads[0], head);
	for (i = 0; i < count; i++)
		beside->by[place_of(texts[i])] = beside->count;
	beside->heads[beside->count++] = head;
	return status;
}

static int find(struct rp_beside *beside, struct rp_star_pairs *pairs,
		const uint32_t *ranked)
{
	const size_t room = pairs->star->count * sizeof(uint64_t);
	uint64_t *left = malloc(room);
	uint64_t *scratch = malloc(room);
	uint32_t from = 0;
	uint32_t count = 0;
	int status = left && scratch ? RP_OK : RP_ENOMEM;

	if (status == RP_OK)
		count = list_left(left, beside, pairs, ranked);
	while (from < count && status == RP_OK) {
		uint32_t held = 1;

		if (beside->count < HEADS)
			status = gather(&held, pairs, left + from, scratch,
					count - from);
		if (status == RP_OK)
			status =
			    keep_one(beside, pairs, left + from, scratch, held);
		from += held;
	}
	free(scratch);
	free(left);
	return status;
}

int rp_beside_init(struct rp_beside *beside, struct rp_star_pairs *pairs,
		   uint32_t kept, const uint32_t *ranked,
		   const struct rp_comparison *row)
{
	size_t count = pairs->star->count;
	int status = RP_ENOMEM;

	beside->heads = malloc(count * sizeof(*beside->heads));
	beside->by = calloc(count, sizeof(*beside->by));
	beside->to = malloc(count * sizeof(*beside->to));
	if (beside->heads && beside->by && beside->to) {
		beside->heads[0] = kept;
		beside->count = 1;
		memcpy(beside->to, row, count * sizeof(*row));
		status = find(beside, pairs, ranked);
	}
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
