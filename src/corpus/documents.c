/* SPDX-License-Identifier: Apache-2.0 */
/* documents.c - see documents.h. Held in chunks that do not move; on the spool
 * they are a tape, which a later run can go on with (freeze.c). */
#include "documents.h"

#include "array.h"

#include <string.h>

void rp_documents_init(struct rp_documents *documents)
{
	memset(documents, 0, sizeof(*documents));
	rp_chunks_init(&documents->held, sizeof(struct rp_document));
	rp_tape_init(&documents->kept, sizeof(struct rp_document));
}

void rp_documents_dispose(struct rp_documents *documents)
{
	rp_chunks_dispose(&documents->held);
	rp_tape_dispose(&documents->kept);
	free(documents->gone);
	documents->gone = NULL;
	documents->gone_words = 0;
	documents->gone_count = 0;
	documents->count = 0;
}

struct rp_document *rp_documents_push(struct rp_documents *documents)
{
	struct rp_document *document = rp_chunks_push(&documents->held);

	documents->count += document != NULL;
	return document;
}

void rp_documents_pop(struct rp_documents *documents)
{
	documents->held.count--;
	documents->count--;
}

int rp_documents_forget(struct rp_documents *documents, uint32_t id)
{
	size_t words = documents->gone_words;

	if (id / 64 >= words) {
		if (rp_array_reserve(&documents->gone, &words,
				     documents->count / 64 + 1,
				     sizeof(*documents->gone)) != RP_OK)
			return RP_ENOMEM;
		memset(documents->gone + documents->gone_words, 0,
		       (words - documents->gone_words) *
			   sizeof(*documents->gone));
		documents->gone_words = words;
	}
	documents->gone_count += rp_documents_has(documents, id);
	documents->gone[id / 64] |= (uint64_t)1 << id % 64;
	return RP_OK;
}

int rp_documents_keep(struct rp_documents *documents,
		      const struct rp_spool *spool)
{
	const size_t chunk = (size_t)1 << RP_CHUNK_BITS;
	int status = RP_OK;

	while (documents->kept.count < documents->count && status == RP_OK) {
		size_t from = (size_t)documents->kept.count;
		size_t some = chunk - from % chunk;

		if (some > documents->count - from)
			some = documents->count - from;
		status = rp_tape_append_all(
		    &documents->kept, spool,
		    rp_chunks_at(&documents->held, from), some);
	}
	return status;
}

int rp_documents_lay_aside(struct rp_documents *documents,
			   const struct rp_spool *spool)
{
	int status = rp_documents_keep(documents, spool);

	if (status == RP_OK)
		rp_chunks_dispose(&documents->held);
	return status;
}

/* Hold those of the tape that lie together from number at on. */
static int fetch_some(size_t *count, struct rp_documents *documents,
		      const struct rp_spool *spool, uint64_t at)
{
	const struct rp_document *from =
	    rp_tape_view(count, &documents->kept, spool, at);
	size_t i;

	if (!from)
		return RP_ESTORE;
	for (i = 0; i < *count; i++) {
		struct rp_document *document = rp_chunks_push(&documents->held);

		if (!document)
			return RP_ENOMEM;
		*document = from[i];
	}
	return RP_OK;
}

int rp_documents_fetch(struct rp_documents *documents,
		       const struct rp_spool *spool)
{
	uint64_t at = 0;
	int status = RP_OK;

	if (documents->held.count > 0)
		return RP_OK;
	while (at < documents->kept.count && status == RP_OK) {
		size_t count = 0;

		status = fetch_some(&count, documents, spool, at);
		at += count;
	}
	if (status == RP_OK)
		documents->count = documents->held.count;
	else
		rp_chunks_dispose(&documents->held);
	return status;
}

int rp_documents_read(struct rp_document *out,
		      const struct rp_documents *documents,
		      const struct rp_spool *spool, uint32_t id)
{
	if (documents->held.count == 0)
		return rp_tape_read(out, &documents->kept, spool, id);
	*out = *(const struct rp_document *)rp_chunks_at(&documents->held, id);
	return RP_OK;
}
