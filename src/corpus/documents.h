/* SPDX-License-Identifier: Apache-2.0 */
/*
 * documents.h - what the corpus holds of each article
 *
 * In memory while articles come and clusters are described. While texts are
 * matched nobody asks for them and memory is short: they lie on the spool then,
 * and are fetched from it.
 */
#ifndef RP_DOCUMENTS_H
#define RP_DOCUMENTS_H

#include "chunks.h"
#include "tape.h"

#include <stdbool.h>

struct rp_document {
	uint64_t content[2];
	uint64_t simhash;
	uint64_t key;  /* high: hash of the name given; low: mark */
	uint64_t host; /* hash; 0: none */
	uint64_t page; /* hash of the address; 0: none */
	uint64_t spool;
	int64_t instant; /* as rp_keeper_instant */
	uint32_t tokens;
	uint32_t shingles;
	uint32_t selected; /* shingles */
	uint16_t sources;
	unsigned stray : 7;	/* of rp_facts */
	unsigned origin : 8;	/* as rp_keeper_origin */
	unsigned whole_day : 1; /* instant is the end of a day */
};

_Static_assert(RP_LIMIT_KEEP_RULES <= 16, "sources has a bit for each rule");

_Static_assert(sizeof(struct rp_document) == 80,
	       "DESIGN.md, README.md and reprint.h state the bytes an article");

struct rp_documents {
	size_t count;
	size_t gone_count;     /* of them, forgotten */
	uint64_t *gone;	       /* a bit for each; NULL: none is */
	size_t gone_words;     /* of it */
	struct rp_chunks held; /* struct rp_document: all, or none */
	struct rp_tape kept;   /* the first of them, on the spool */
};

void rp_documents_init(struct rp_documents *documents);
void rp_documents_dispose(struct rp_documents *documents);

/* Another one, not cleared, at the end of those held; NULL: out of memory. And
 * take it off again. */
struct rp_document *rp_documents_push(struct rp_documents *documents);
void rp_documents_pop(struct rp_documents *documents);

/* Forget one, which is there. RP_ENOMEM. */
int rp_documents_forget(struct rp_documents *documents, uint32_t id);

static inline bool rp_documents_has(const struct rp_documents *documents,
				    uint32_t id)
{
	return id / 64 >= documents->gone_words ||
	       !(documents->gone[id / 64] >> id % 64 & 1);
}

/* Have all of them on the spool too. RP_ENOMEM, RP_ESTORE. */
int rp_documents_keep(struct rp_documents *documents,
		      const struct rp_spool *spool);

/* The same, and hold none any more. After a failure all are held. */
int rp_documents_lay_aside(struct rp_documents *documents,
			   const struct rp_spool *spool);

/* Hold those that lie on the spool, if none are held. RP_ENOMEM, RP_ESTORE:
 * none are held as before. */
int rp_documents_fetch(struct rp_documents *documents,
		       const struct rp_spool *spool);

/* Copy one, wherever it is. RP_ESTORE. */
int rp_documents_read(struct rp_document *out,
		      const struct rp_documents *documents,
		      const struct rp_spool *spool, uint32_t id);

#endif
