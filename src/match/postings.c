/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postings.c - see postings.h
 *
 * Hashes that agree in 40 bits pass for equal, once in 2^40 pairs; what is
 * proposed or found by them is looked at again.
 *
 * Entries are divided a group at a time, by a counting sort, so that a tape is
 * written some hundred bytes at a time and not an entry here, one there: 512
 * places that are written to in turn are too many for the translation of
 * addresses. The articles of a group are less than 256 apart, so an entry on a
 * tape is 32 bits of the hash and how far its article is from the first; that,
 * and how many entries went to each range, stands in a record of the group.
 */
#include "postings.h"

#include "array.h"
#include "sort.h"

#include <stdlib.h>
#include <string.h>

/* Entries of a group: 128 KiB, and as much to divide them, in the second
 * cache. */
#define STAGED ((size_t)1 << 14)
/* Bytes of an entry on a tape. */
#define PACKED 5
/* Articles of a group are no further apart. */
#define SPREAD 255

struct group {
	uint32_t base; /* the first article */
	uint16_t counts[RP_POSTINGS_RANGES];
};

_Static_assert(STAGED <= UINT16_MAX, "counts of a group");

void rp_postings_init(struct rp_postings *postings)
{
	size_t i;

	memset(postings, 0, sizeof(*postings));
	for (i = 0; i < RP_POSTINGS_RANGES; i++)
		rp_tape_init(&postings->ranges[i], PACKED);
	rp_tape_init(&postings->groups, sizeof(struct group));
}

void rp_postings_dispose(struct rp_postings *postings)
{
	size_t i;

	for (i = 0; i < RP_POSTINGS_RANGES; i++)
		rp_tape_dispose(&postings->ranges[i]);
	rp_tape_dispose(&postings->groups);
	free(postings->staged);
	free(postings->where);
	free(postings->divided);
	rp_postings_init(postings);
}

/* Pack the staged entries in the order of their ranges; ends[i] is the entry
 * behind those of range i. */
static void divide(uint32_t ends[RP_POSTINGS_RANGES],
		   const struct rp_postings *postings)
{
	uint32_t sum = 0;
	size_t i;

	memset(ends, 0, RP_POSTINGS_RANGES * sizeof(*ends));
	for (i = 0; i < postings->staged_count; i++)
		ends[postings->where[i]]++;
	for (i = 0; i < RP_POSTINGS_RANGES; i++) {
		uint32_t here = ends[i];

		ends[i] = sum;
		sum += here;
	}
	for (i = 0; i < postings->staged_count; i++) {
		uint64_t entry = postings->staged[i];
		uint32_t hash = (uint32_t)(entry >> 32);
		unsigned char *to = postings->divided +
				    ends[postings->where[i]]++ * (size_t)PACKED;

		memcpy(to, &hash, sizeof(hash));
		to[4] = (unsigned char)((uint32_t)entry - postings->base);
	}
}

int rp_postings_flush(struct rp_postings *postings,
		      const struct rp_spool *spool)
{
	uint32_t ends[RP_POSTINGS_RANGES];
	struct group group = {.base = postings->base};
	size_t i;
	int status = RP_OK;

	if (postings->staged_count == 0)
		return RP_OK;
	divide(ends, postings);
	postings->staged_count = 0;
	for (i = 0; i < RP_POSTINGS_RANGES && status == RP_OK; i++) {
		uint32_t from = i ? ends[i - 1] : 0;

		group.counts[i] = (uint16_t)(ends[i] - from);
		status = rp_tape_append_all(
		    &postings->ranges[i], spool,
		    postings->divided + from * (size_t)PACKED, ends[i] - from);
	}
	return status == RP_OK
		   ? rp_tape_append(&postings->groups, spool, &group)
		   : status;
}

static int stage(struct rp_postings *postings)
{
	postings->staged = malloc(STAGED * sizeof(*postings->staged));
	postings->where = calloc(STAGED, 1);
	postings->divided = malloc(STAGED * PACKED);
	return postings->staged && postings->where && postings->divided
		   ? RP_OK
		   : RP_ENOMEM;
}

/* Room for an entry of the article, in a group that it may belong to. */
static int make_room(struct rp_postings *postings, const struct rp_spool *spool,
		     uint32_t article)
{
	int status = RP_OK;

	if (!postings->divided)
		status = stage(postings);
	if (status == RP_OK && (postings->staged_count == STAGED ||
				article - postings->base > SPREAD))
		status = rp_postings_flush(postings, spool);
	if (status == RP_OK && postings->staged_count == 0)
		postings->base = article;
	return status;
}

int rp_postings_add(struct rp_postings *postings, const struct rp_spool *spool,
		    const uint64_t *hashes, size_t count, uint32_t article)
{
	const uint64_t high = ~(uint64_t)0 << RP_POSTINGS_NUMBER_BITS;

	while (count > 0) {
		size_t some;
		size_t i;
		int status = make_room(postings, spool, article);

		if (status != RP_OK)
			return status;
		some = STAGED - postings->staged_count;
		some = count < some ? count : some;
		for (i = 0; i < some; i++) {
			postings->staged[postings->staged_count] =
			    (hashes[i] & high) | article;
			postings->where[postings->staged_count++] =
			    (unsigned char)(hashes[i] % RP_POSTINGS_RANGES);
		}
		hashes += some;
		count -= some;
	}
	return RP_OK;
}

int rp_postings_freeze(struct rp_buffer *out,
		       const struct rp_postings *postings,
		       const struct rp_spool *spool)
{
	size_t i;
	int status = rp_tape_freeze(out, &postings->groups, spool);

	for (i = 0; i < RP_POSTINGS_RANGES && status == RP_OK; i++)
		status = rp_tape_freeze(out, &postings->ranges[i], spool);
	return status;
}

int rp_postings_thaw(struct rp_postings *postings, struct rp_frozen *from,
		     const struct rp_spool *spool)
{
	size_t i;
	int status = rp_tape_thaw(&postings->groups, from, spool);

	for (i = 0; i < RP_POSTINGS_RANGES && status == RP_OK; i++)
		status = rp_tape_thaw(&postings->ranges[i], from, spool);
	return status;
}

/* ----- one range in memory ----- */

void rp_entries_dispose(struct rp_entries *entries)
{
	free(entries->items);
	free(entries->scratch);
	rp_repeats_dispose(&entries->repeats);
	memset(entries, 0, sizeof(*entries));
}

/* Take over those of count entries that stand for a node. */
static void take(struct rp_entries *entries, const unsigned char *from,
		 size_t count, uint32_t base, const struct rp_match *match)
{
	size_t i;

	for (i = 0; i < count; i++, from += PACKED) {
		uint32_t node = match->node_of[base + from[4]];
		uint32_t hash;

		if (node == RP_NODE_NONE)
			continue;
		memcpy(&hash, from, sizeof(hash));
		entries->items[entries->count++] =
		    (uint64_t)hash << RP_POSTINGS_NUMBER_BITS | node;
	}
}

/* The entries of one group, if there are so many. */
static int take_group(struct rp_entries *entries, struct rp_tape_piece *piece,
		      const struct rp_tape *tape, const struct group *group,
		      size_t count, const struct rp_match *match)
{
	while (count > 0) {
		size_t some;

		if (piece->left == 0 &&
		    rp_tape_go_on(piece, tape, match->spool) != RP_OK)
			return RP_ESTORE;
		some = count < piece->left ? count : piece->left;
		take(entries, piece->at, some, group->base, match);
		piece->at += some * PACKED;
		piece->left -= some;
		count -= some;
	}
	return RP_OK;
}

int rp_entries_add(struct rp_entries *entries,
		   const struct rp_postings *postings, size_t range,
		   const struct rp_match *match)
{
	const struct rp_tape *tape = &postings->ranges[range];
	const struct rp_tape *groups = &postings->groups;
	struct rp_tape_piece piece = {NULL, 0, 0};
	uint64_t at = 0;
	size_t i;

	if (rp_array_reserve(&entries->items, &entries->capacity,
			     entries->count + (size_t)tape->count,
			     sizeof(*entries->items)) != RP_OK)
		return RP_ENOMEM;
	while (at < groups->count) {
		size_t count;
		const struct group *some =
		    rp_tape_view(&count, groups, match->spool, at);

		if (!some)
			return RP_ESTORE;
		for (i = 0; i < count; i++) {
			int status = take_group(entries, &piece, tape, &some[i],
						some[i].counts[range], match);

			if (status != RP_OK)
				return status;
		}
		at += count;
	}
	return RP_OK;
}

int rp_entries_sort(struct rp_entries *entries)
{
	if (rp_array_reserve(&entries->scratch, &entries->scratch_capacity,
			     entries->count,
			     sizeof(*entries->scratch)) != RP_OK ||
	    rp_repeats_sort(&entries->count, &entries->repeats, entries->items,
			    entries->scratch, entries->count,
			    RP_POSTINGS_NUMBER_BITS) != RP_OK)
		return RP_ENOMEM;
	entries->count = rp_sort_unique(entries->items, entries->count);
	return RP_OK;
}
