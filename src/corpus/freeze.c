/* SPDX-License-Identifier: Apache-2.0 */
/*
 * freeze.c - a corpus that goes on in another run
 *
 * Idea. All that grouping reads of an article lies on the spool, but for its
 * struct rp_document and for the ends of the tapes. If the spool is a file that
 * is kept, only these have to be written down, and where the tapes lie: the
 * articles of a year need not be sketched again for those of a night.
 *
 * Layout. Documents that came since the last time go to a tape of their own
 * and stay there, and so do the seals of their words and signatures
 * (sealing.h). Behind them lie a mark, the ends of all tapes, and the list
 * of what lies where, which ends with its own hash; the next freeze replaces
 * them.
 *
 * Cost. 88 bytes for each new article and a look at its words, 35 MiB at most
 * and 8 bytes for each 64 KiB of tapes.
 */
#include "corpus.h"
#include "hash.h"
#include "reprint_nights.h"

#include <string.h>

/* "RPFROZE" and the version of what follows. A change of the records of any
 * tape, of what a signature or a selected shingle is, or of how a text or an
 * address is read, is one. */
#define MAGIC UINT64_C(0x525046524f5a450a)

static uint64_t rules_hash(const struct rp_corpus *corpus)
{
	uint64_t hash = 0;
	size_t i;

	for (i = 0; i < corpus->options.keep_count; i++) {
		const struct rp_keep *rule = &corpus->rules[i];

		hash = rp_hash_mix(hash + (uint64_t)rule->kind + 1);
		if (rule->host)
			hash ^= rp_hash64(rule->host, strlen(rule->host));
	}
	return hash;
}

/* What a corpus must have in common with the one that was frozen. */
static void describe(uint64_t out[8], const struct rp_corpus *corpus)
{
	const struct rp_options *options = &corpus->options;

	out[0] = MAGIC;
	out[1] = sizeof(struct rp_document);
	out[2] = options->shingle_words;
	out[3] = options->hashes;
	out[4] = options->seed;
	out[5] = options->method;
	out[6] = rules_hash(corpus);
	out[7] = RP_TAPE_BYTES;
}

static int write_list(struct rp_buffer *out, const struct rp_corpus *corpus)
{
	uint64_t head[8];
	int status;

	describe(head, corpus);
	rp_buffer_append(out, head, sizeof(head));
	status = rp_tape_freeze(out, &corpus->documents.kept, &corpus->spool);
	if (status == RP_OK)
		status =
		    rp_tape_freeze(out, &corpus->sealing.tape, &corpus->spool);
	if (status == RP_OK)
		status = rp_index_freeze(out, &corpus->index, &corpus->spool);
	if (status == RP_OK)
		rp_frozen_put(out, rp_hash64(out->data, out->len));
	return status == RP_OK ? rp_buffer_status(out) : status;
}

int rp_corpus_freeze(struct rp_freeze *out, struct rp_corpus *corpus)
{
	const struct rp_spool *spool = &corpus->spool;
	const uint64_t mark = MAGIC;
	struct rp_freeze frozen;
	struct rp_buffer list;
	int status = corpus->failed;

	if (status == RP_OK)
		status = rp_index_flush(&corpus->index, spool);
	if (status == RP_OK)
		status = rp_documents_keep(&corpus->documents, spool);
	if (status == RP_OK)
		status = rp_sealing_keep(&corpus->sealing, &corpus->documents,
					 &corpus->index, spool);
	if (status == RP_OK)
		status = spool->append(spool->context, &frozen.from, &mark,
				       sizeof(mark));
	rp_buffer_init(&list);
	if (status == RP_OK)
		status = write_list(&list, corpus);
	if (status == RP_OK)
		status = spool->append(spool->context, &frozen.list, list.data,
				       list.len);
	frozen.len = list.len;
	rp_buffer_dispose(&list);
	/* Tapes may have been cut off in the middle of an article. */
	if (status != RP_OK)
		corpus->failed = status;
	else
		*out = frozen;
	return status;
}

int rp_corpus_forget(struct rp_corpus *corpus, uint32_t article)
{
	return article < corpus->documents.count
		   ? rp_documents_forget(&corpus->documents, article)
		   : RP_EINVAL;
}

/* The list, whole: its own hash is taken off. */
static int check_list(struct rp_frozen *list)
{
	uint64_t hash;

	if (list->left < sizeof(hash))
		return RP_EINVAL;
	list->left -= sizeof(hash);
	memcpy(&hash, list->at + list->left, sizeof(hash));
	return rp_hash64(list->at, list->left) == hash ? RP_OK : RP_EINVAL;
}

static int read_list(struct rp_corpus *corpus, struct rp_frozen list)
{
	uint64_t head[8];
	size_t i;
	int status = check_list(&list);

	describe(head, corpus);
	for (i = 0; i < 8 && status == RP_OK; i++)
		status = rp_frozen_expect(&list, head[i]);
	if (status == RP_OK)
		status = rp_tape_thaw(&corpus->documents.kept, &list,
				      &corpus->spool);
	if (status == RP_OK)
		status =
		    rp_tape_thaw(&corpus->sealing.tape, &list, &corpus->spool);
	if (status == RP_OK)
		status = rp_index_thaw(&corpus->index, &list, &corpus->spool);
	if (status == RP_OK &&
	    (list.left > 0 ||
	     corpus->documents.kept.count >= RP_LIMIT_DOCUMENTS ||
	     corpus->sealing.tape.count != corpus->documents.kept.count))
		status = RP_EINVAL;
	if (status == RP_OK)
		status = rp_sealing_fetch(&corpus->sealing, &corpus->spool);
	return status == RP_OK
		   ? rp_documents_fetch(&corpus->documents, &corpus->spool)
		   : status;
}

int rp_corpus_thaw(uint32_t *articles, struct rp_corpus *corpus,
		   const struct rp_freeze *frozen)
{
	const struct rp_spool *spool = &corpus->spool;
	struct rp_frozen list;
	int status;

	if (corpus->failed != RP_OK)
		return corpus->failed;
	if (corpus->documents.count > 0)
		return RP_EINVAL;
	list.at = spool->view(spool->context, frozen->list, frozen->len);
	list.left = frozen->len;
	status = list.at ? read_list(corpus, list) : RP_ESTORE;
	corpus->failed = status;
	if (status == RP_OK)
		*articles = (uint32_t)corpus->documents.count;
	return status;
}
