/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postings.h - which articles have a hash: entries on the spool, divided by
 * ranges of hashes
 *
 * To bring equal hashes together all entries would have to be sorted. They are
 * divided by eight of their bits as they come, one tape a range, so that what
 * is sorted at a time is a 256th of them and lies in memory for just as long.
 * Most hashes are of one article only and are let go before the sort.
 */
#ifndef RP_POSTINGS_H
#define RP_POSTINGS_H

#include "nodes.h"
#include "repeats.h"
#include "tape.h"

#define RP_POSTINGS_RANGES 256

/* In memory an entry is 32 bits of the hash above the article's or node's
 * number. */
#define RP_POSTINGS_NUMBER_BITS 32

struct rp_postings {
	struct rp_tape ranges[RP_POSTINGS_RANGES];
	struct rp_tape groups; /* what was divided together */
	uint64_t *staged; /* entries not yet divided; NULL: none ever were */
	unsigned char *where;	/* the range of each of them */
	unsigned char *divided; /* scratch */
	size_t staged_count;
	uint32_t base; /* the first article that they are of */
};

void rp_postings_init(struct rp_postings *postings);
void rp_postings_dispose(struct rp_postings *postings);

/* Enter an article's hashes; articles come in rising order. RP_ENOMEM,
 * RP_ESTORE. */
int rp_postings_add(struct rp_postings *postings, const struct rp_spool *spool,
		    const uint64_t *hashes, size_t count, uint32_t article);

/* Divide what was entered last; before entries are loaded. RP_ENOMEM,
 * RP_ESTORE. */
int rp_postings_flush(struct rp_postings *postings,
		      const struct rp_spool *spool);

/* As rp_tape_freeze and rp_tape_thaw; what was entered last must have been
 * divided. */
int rp_postings_freeze(struct rp_buffer *out,
		       const struct rp_postings *postings,
		       const struct rp_spool *spool);
int rp_postings_thaw(struct rp_postings *postings, struct rp_frozen *from,
		     const struct rp_spool *spool);

/* Entries of one range, in memory. */
struct rp_entries {
	uint64_t *items;
	uint64_t *scratch;
	size_t count;
	size_t capacity;
	size_t scratch_capacity;
	struct rp_repeats repeats;
};

void rp_entries_dispose(struct rp_entries *entries);

/* Add the entries of a range, with each node's number in place of its first
 * article's; entries of other articles are left out. RP_ENOMEM, RP_ESTORE. */
int rp_entries_add(struct rp_entries *entries,
		   const struct rp_postings *postings, size_t range,
		   const struct rp_match *match);

/* Sort by hash, then node, and remove repetitions. Of the entries whose hash
 * no other has most are gone afterwards. RP_ENOMEM. */
int rp_entries_sort(struct rp_entries *entries);

static inline uint64_t rp_entry_key(uint64_t entry)
{
	return entry >> RP_POSTINGS_NUMBER_BITS;
}

static inline uint32_t rp_entry_node(uint64_t entry)
{
	return (uint32_t)entry;
}

/* Entries from from on that have one key. */
static inline size_t rp_entries_row(const struct rp_entries *entries,
				    size_t from)
{
	uint64_t key = rp_entry_key(entries->items[from]);
	size_t end = from + 1;

	while (end < entries->count && rp_entry_key(entries->items[end]) == key)
		end++;
	return end - from;
}

#endif
