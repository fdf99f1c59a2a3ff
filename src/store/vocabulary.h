/* SPDX-License-Identifier: Apache-2.0 */
/*
 * vocabulary.h - every word of the store by a number
 *
 * A word here is what matching sees of one: 32 bits of its hash, and its
 * marks (enum rp_mark). Numbers are given in the order in which words are
 * first met; those of a store's first articles by how frequent they are there
 * (ranks.c).
 */
#ifndef RP_VOCABULARY_H
#define RP_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of a word as it is kept: its hash, lowest byte first, and marks. */
#define RP_VOCABULARY_BYTES 5

struct rp_vocabulary {
	unsigned char *words; /* RP_VOCABULARY_BYTES each, by number */
	size_t words_capacity;
	uint32_t count;
	uint32_t *slots;   /* number and 1, by hash; 0: empty */
	size_t slot_count; /* a power of two, or 0 */
};

void rp_vocabulary_init(struct rp_vocabulary *vocabulary);
void rp_vocabulary_dispose(struct rp_vocabulary *vocabulary);

/* Room for so many words, where they are known to come. RP_ENOMEM. */
int rp_vocabulary_reserve(struct rp_vocabulary *vocabulary, size_t words);

/* The number of a word, which is added if it is new. RP_ENOMEM, RP_EFULL. */
int rp_vocabulary_number(uint32_t *out, struct rp_vocabulary *vocabulary,
			 uint32_t hash, unsigned char marks);

/* The hash of a word as it is kept; its marks are the byte behind. */
static inline uint32_t rp_vocabulary_read(const unsigned char *at)
{
	return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

/* number < count. */
static inline uint32_t rp_vocabulary_hash(
    const struct rp_vocabulary *vocabulary, uint32_t number)
{
	return rp_vocabulary_read(vocabulary->words +
				  (size_t)number * RP_VOCABULARY_BYTES);
}

static inline unsigned char rp_vocabulary_marks(
    const struct rp_vocabulary *vocabulary, uint32_t number)
{
	return vocabulary->words[(size_t)number * RP_VOCABULARY_BYTES + 4];
}

#endif
