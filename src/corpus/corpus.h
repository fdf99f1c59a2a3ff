/* SPDX-License-Identifier: Apache-2.0 */
/* corpus.h - what the corpus holds of each article. */
#ifndef RP_CORPUS_H
#define RP_CORPUS_H

#include "chunks.h"
#include "index.h"
#include "keeper.h"
#include "reprint_nights.h"
#include "spool.h"

struct rp_document {
	uint64_t content[2];
	uint64_t simhash;
	uint64_t key;  /* hash of the name given */
	uint64_t host; /* hash; 0: none */
	uint64_t page; /* hash of the address; 0: none */
	uint64_t spool;
	int64_t instant; /* as rp_keeper_instant */
	uint32_t tokens;
	uint32_t shingles;
	uint32_t selected; /* shingles */
	uint16_t sources;
	uint8_t origin; /* as rp_keeper_origin */
	bool whole_day; /* instant is the end of a day */
};

_Static_assert(RP_LIMIT_KEEP_RULES <= 16, "sources has a bit for each rule");

_Static_assert(sizeof(struct rp_document) == 80,
	       "DESIGN.md, README.md and reprint.h state the bytes an article");

struct rp_corpus {
	struct rp_options options; /* keep points to rules below */
	struct rp_keep rules[RP_LIMIT_KEEP_RULES];
	struct rp_spool spool;
	bool own_spool;
	struct rp_chunks documents; /* struct rp_document */
	struct rp_tape kept;	    /* of them those that were frozen */
	struct rp_index index;
	struct rp_memo memo; /* find is NULL: none */
	int failed;	     /* the index holds half an article: a status */
};

static inline struct rp_document *rp_corpus_document(
    const struct rp_corpus *corpus, uint32_t id)
{
	return rp_chunks_at(&corpus->documents, id);
}

#endif
