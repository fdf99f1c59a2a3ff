/* SPDX-License-Identifier: Apache-2.0 */
/* corpus.h - a corpus: its options, its articles, and what is noted of them. */
#ifndef RP_CORPUS_H
#define RP_CORPUS_H

#include "documents.h"
#include "house.h"
#include "index.h"
#include "keeper.h"
#include "reprint_nights.h"
#include "sealing.h"
#include "spool.h"

struct rp_corpus {
	struct rp_options options; /* keep points to rules below */
	struct rp_keep rules[RP_LIMIT_KEEP_RULES];
	struct rp_spool spool;
	bool own_spool;
	struct rp_documents documents;
	struct rp_index index;
	struct rp_sealing sealing;
	struct rp_memo memo; /* find is NULL: none */
	struct rp_house house;
	struct rp_buffer page; /* scratch: of the article being added (url.h) */
	int failed;	       /* the index holds half an article: a status */
};

/* Of an article while documents are held. */
static inline struct rp_document *rp_corpus_document(
    const struct rp_corpus *corpus, uint32_t id)
{
	return rp_chunks_at(&corpus->documents.held, id);
}

#endif
