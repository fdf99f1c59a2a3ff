/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seal.h - what the words and the signature of an article must hash to that an
 * earlier run wrote
 *
 * Tapes are hashed block by block and read from their beginnings. Words and
 * signatures are looked at here and there, so each has a hash of its own: what
 * a disk changed must not make a verdict.
 */
#ifndef RP_SEAL_H
#define RP_SEAL_H

#include "hash.h"
#include "reprint_nights.h"

#include <stdbool.h>

struct rp_seal {
	uint32_t words; /* and marks */
	uint32_t signature;
};

/* Those of the first articles of a corpus, by number. */
struct rp_seals {
	const struct rp_seal *items;
	uint32_t count;
};

static inline uint32_t rp_seal_of(const void *bytes, size_t len)
{
	return (uint32_t)rp_hash64(bytes, len);
}

/* Whether words (NULL: there are none), tokens of them, are those of the
 * article, if it has a seal. */
static inline bool rp_seal_fits_words(const struct rp_seals *seals,
				      uint32_t article, const void *words,
				      size_t tokens)
{
	return words && (article >= seals->count ||
			 rp_seal_of(words, RP_SKETCH_BYTES(tokens)) ==
			     seals->items[article].words);
}

/* The same of a halved signature. */
static inline bool rp_seal_fits_signature(const struct rp_seals *seals,
					  uint32_t article,
					  const uint16_t *halves, size_t slots)
{
	return halves && (article >= seals->count ||
			  rp_seal_of(halves, slots * sizeof(*halves)) ==
			      seals->items[article].signature);
}

#endif
