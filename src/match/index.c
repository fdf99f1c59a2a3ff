/* SPDX-License-Identifier: Apache-2.0 */
/* index.c - see index.h. Bytes an article on the spool: 2 a slot, 4 a band, 5
 * for each selected shingle (one word in 4.5) and each sentence of five words.
 */
#include "index.h"

#include "banding.h"
#include "hash.h"
#include "minhash.h"

#include <stdlib.h>
#include <string.h>

/* Articles whose band keys are held before they go to the tapes together. */
#define HELD 256

int rp_index_init(struct rp_index *index, const struct rp_options *options)
{
	struct rp_banding banding;
	size_t i;
	int status = rp_options_banding(&banding, options);

	memset(index, 0, sizeof(*index));
	rp_postings_init(&index->selected);
	rp_postings_init(&index->sentences);
	if (status != RP_OK)
		return status;
	index->hashes = options->hashes;
	rp_tape_init(&index->signatures, index->hashes * sizeof(uint16_t));
	if (options->method == RP_METHOD_SIMHASH)
		return RP_OK;
	index->bands = calloc(banding.bands, sizeof(*index->bands));
	index->keys =
	    malloc((size_t)banding.bands * HELD * sizeof(*index->keys));
	if (!index->bands || !index->keys)
		return RP_ENOMEM;
	index->band_count = banding.bands;
	index->rows = banding.rows;
	for (i = 0; i < index->band_count; i++)
		rp_tape_init(&index->bands[i], sizeof(uint32_t));
	return RP_OK;
}

void rp_index_dispose(struct rp_index *index)
{
	size_t i;

	for (i = 0; i < index->band_count; i++)
		rp_tape_dispose(&index->bands[i]);
	free(index->bands);
	free(index->keys);
	index->bands = NULL;
	index->keys = NULL;
	index->held = 0;
	index->band_count = 0;
	rp_tape_dispose(&index->signatures);
	rp_postings_dispose(&index->selected);
	rp_postings_dispose(&index->sentences);
}

static int flush_bands(struct rp_index *index, const struct rp_spool *spool)
{
	size_t i;
	int status = RP_OK;

	for (i = 0; i < index->band_count && status == RP_OK; i++)
		status =
		    rp_tape_append_all(&index->bands[i], spool,
				       index->keys + i * HELD, index->held);
	index->held = 0;
	return status;
}

static int add_bands(struct rp_index *index, const struct rp_spool *spool,
		     const uint32_t *signature)
{
	size_t i;

	for (i = 0; i < index->band_count; i++)
		index->keys[i * HELD + index->held] =
		    (uint32_t)rp_hash64(signature + i * index->rows,
					index->rows * sizeof(*signature));
	return ++index->held == HELD ? flush_bands(index, spool) : RP_OK;
}

int rp_index_add(struct rp_index *index, const struct rp_spool *spool,
		 uint32_t article, const struct rp_sketch *sketch)
{
	uint16_t halves[RP_MINHASH_MOST];
	int status = add_bands(index, spool, sketch->signature);

	rp_minhash_halve(halves, sketch->signature, index->hashes);
	if (status == RP_OK)
		status = rp_tape_append(&index->signatures, spool, halves);
	if (status == RP_OK)
		status =
		    rp_postings_add(&index->selected, spool, sketch->selected,
				    sketch->selected_count, article);
	if (status == RP_OK)
		status =
		    rp_postings_add(&index->sentences, spool, sketch->sentences,
				    sketch->sentence_count, article);
	return status;
}

int rp_index_flush(struct rp_index *index, const struct rp_spool *spool)
{
	int status = flush_bands(index, spool);

	if (status == RP_OK)
		status = rp_postings_flush(&index->selected, spool);
	if (status == RP_OK)
		status = rp_postings_flush(&index->sentences, spool);
	return status;
}

int rp_index_freeze(struct rp_buffer *out, const struct rp_index *index,
		    const struct rp_spool *spool)
{
	size_t i;
	int status;

	rp_frozen_put(out, index->band_count);
	rp_frozen_put(out, index->rows);
	status = rp_tape_freeze(out, &index->signatures, spool);
	for (i = 0; i < index->band_count && status == RP_OK; i++)
		status = rp_tape_freeze(out, &index->bands[i], spool);
	if (status == RP_OK)
		status = rp_postings_freeze(out, &index->selected, spool);
	if (status == RP_OK)
		status = rp_postings_freeze(out, &index->sentences, spool);
	return status;
}

int rp_index_thaw(struct rp_index *index, struct rp_frozen *from,
		  const struct rp_spool *spool)
{
	size_t i;
	int status = rp_frozen_expect(from, index->band_count);

	if (status == RP_OK)
		status = rp_frozen_expect(from, index->rows);
	if (status == RP_OK)
		status = rp_tape_thaw(&index->signatures, from, spool);
	for (i = 0; i < index->band_count && status == RP_OK; i++)
		status = rp_tape_thaw(&index->bands[i], from, spool);
	if (status == RP_OK)
		status = rp_postings_thaw(&index->selected, from, spool);
	if (status == RP_OK)
		status = rp_postings_thaw(&index->sentences, from, spool);
	return status;
}
