/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index.h - what is noted of each article when it is added, in the order in
 * which grouping reads it
 *
 * Grouping goes over one band after another, one range of hashes after another.
 * To read them out of whole signatures and texts would mean to read the spool
 * a hundred times.
 */
#ifndef RP_INDEX_H
#define RP_INDEX_H

#include "minhash.h"
#include "postings.h"

struct rp_index {
	struct rp_tape *bands; /* the key of each article, 4 bytes, by band */
	size_t band_count;     /* 0 for SimHash, which needs none */
	size_t rows;
	struct rp_tape signatures; /* of each article, halved */
	size_t hashes;		   /* slots in one */
	uint32_t
	    *keys;   /* of the last articles, by band, not yet on the tapes */
	size_t held; /* articles that keys are of */
	struct rp_postings selected;  /* shingles selected by winnowing */
	struct rp_postings sentences; /* hashes of sentences */
};

/* RP_EINVAL, RP_ENOMEM. */
int rp_index_init(struct rp_index *index, const struct rp_options *options);
void rp_index_dispose(struct rp_index *index);

/* Note the next article, the first being number 0. After a failure the index
 * is of no more use. RP_ENOMEM, RP_ESTORE. */
int rp_index_add(struct rp_index *index, const struct rp_spool *spool,
		 uint32_t article, const struct rp_sketch *sketch);

/* Before the index is read: put what was noted last on the tapes. RP_ENOMEM,
 * RP_ESTORE. */
int rp_index_flush(struct rp_index *index, const struct rp_spool *spool);

/* As rp_tape_freeze and rp_tape_thaw, of a flushed index into one of the same
 * options. */
int rp_index_freeze(struct rp_buffer *out, const struct rp_index *index,
		    const struct rp_spool *spool);
int rp_index_thaw(struct rp_index *index, struct rp_frozen *from,
		  const struct rp_spool *spool);

/* A node's halved signature, options.hashes slots; NULL: the spool failed, or
 * it is not what an earlier run wrote. */
static inline const uint16_t *rp_node_signature(const struct rp_match *match,
						uint32_t node)
{
	const uint32_t article = match->nodes[node].article;
	const uint16_t *halves =
	    rp_tape_record(&match->index->signatures, match->spool, article);

	return rp_seal_fits_signature(&match->seals, article, halves,
				      match->index->hashes)
		   ? halves
		   : NULL;
}

/* The same into out. RP_ESTORE. */
static inline int rp_node_read_signature(uint16_t *out,
					 const struct rp_match *match,
					 uint32_t node)
{
	const uint32_t article = match->nodes[node].article;
	int status =
	    rp_tape_read(out, &match->index->signatures, match->spool, article);

	if (status != RP_OK)
		return status;
	return rp_seal_fits_signature(&match->seals, article, out,
				      match->index->hashes)
		   ? RP_OK
		   : RP_ESTORE;
}

/* It is looked at soon. */
static inline void rp_node_want_signature(const struct rp_match *match,
					  uint32_t node)
{
	rp_tape_want(&match->index->signatures, match->spool,
		     match->nodes[node].article);
}

#endif
