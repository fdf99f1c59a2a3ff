/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sealing.c - see sealing.h
 *
 * Seals are made when a corpus is frozen, of what came since: who does not
 * freeze pays nothing. Eight bytes an article, on the spool and, of articles
 * that an earlier run sealed, in memory.
 */
#include "sealing.h"

#include <stdlib.h>
#include <string.h>

void rp_sealing_init(struct rp_sealing *sealing)
{
	memset(sealing, 0, sizeof(*sealing));
	rp_tape_init(&sealing->tape, sizeof(struct rp_seal));
}

void rp_sealing_dispose(struct rp_sealing *sealing)
{
	rp_tape_dispose(&sealing->tape);
	free(sealing->held);
	rp_sealing_init(sealing);
}

static int seal_one(struct rp_sealing *sealing,
		    const struct rp_document *document, uint64_t number,
		    const struct rp_index *index, const struct rp_spool *spool)
{
	const size_t len = RP_SKETCH_BYTES(document->tokens);
	const void *bytes = spool->view(spool->context, document->spool, len);
	struct rp_seal seal;

	if (!bytes)
		return RP_ESTORE;
	seal.words = rp_seal_of(bytes, len);
	bytes = rp_tape_record(&index->signatures, spool, number);
	if (!bytes)
		return RP_ESTORE;
	seal.signature = rp_seal_of(bytes, index->signatures.size);
	return rp_tape_append(&sealing->tape, spool, &seal);
}

int rp_sealing_keep(struct rp_sealing *sealing,
		    const struct rp_documents *documents,
		    const struct rp_index *index, const struct rp_spool *spool)
{
	int status = RP_OK;

	while (sealing->tape.count < documents->count && status == RP_OK) {
		uint64_t number = sealing->tape.count;

		status =
		    seal_one(sealing, rp_chunks_at(&documents->held, number),
			     number, index, spool);
	}
	return status;
}

int rp_sealing_fetch(struct rp_sealing *sealing, const struct rp_spool *spool)
{
	const struct rp_tape *tape = &sealing->tape;
	uint64_t at = 0;

	sealing->held =
	    malloc((size_t)(tape->count + 1) * sizeof(*sealing->held));
	if (!sealing->held)
		return RP_ENOMEM;
	while (at < tape->count) {
		size_t count;
		const void *from = rp_tape_view(&count, tape, spool, at);

		if (!from)
			return RP_ESTORE;
		memcpy(sealing->held + at, from,
		       count * sizeof(*sealing->held));
		at += count;
	}
	sealing->seals =
	    (struct rp_seals){sealing->held, (uint32_t)tape->count};
	return RP_OK;
}
