/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wordhash.h - the hashes of words, many at a time
 *
 * One file an instruction set where that brings something; all give XXH3's
 * bits, as rp_hash64 does.
 */
#ifndef RP_WORDHASH_H
#define RP_WORDHASH_H

#include "cpu.h"

#include <stddef.h>
#include <stdint.h>

/* hashes[i] = XXH3 of the bytes of text from begins[i] to closes[i], one at
 * least; RP_HASH_BEFORE before and RP_HASH_BEHIND behind each may be read. */
typedef void rp_wordhash_kernel(uint64_t *hashes, const char *text,
				const uint32_t *begins, const uint32_t *closes,
				size_t count);
rp_wordhash_kernel rp_wordhash_portable;
rp_wordhash_kernel rp_wordhash_avx2;
rp_wordhash_kernel rp_wordhash_avx512;

/* Words that are hashed together, so that what is noted of one fits in a byte
 * and has come to memory when others are looked at with it. */
#define RP_WORDHASH_BLOCK 64

/* All of it by blocks of whole groups of lanes words, to be compiled for each
 * kernel; the few behind the last group one by one. */
static inline __attribute__((always_inline)) void rp_wordhash_by_blocks(
    uint64_t *hashes, const char *text, const uint32_t *begins,
    const uint32_t *closes, size_t count, size_t lanes,
    rp_wordhash_kernel *hash_block)
{
	size_t whole = count - count % lanes;
	size_t i;

	for (i = 0; i < whole; i += RP_WORDHASH_BLOCK)
		hash_block(hashes + i, text, begins + i, closes + i,
			   whole - i < RP_WORDHASH_BLOCK ? whole - i
							 : RP_WORDHASH_BLOCK);
	if (whole < count)
		rp_wordhash_portable(hashes + whole, text, begins + whole,
				     closes + whole, count - whole);
}

/* The kernel for this processor, once it has been found to hash right. */
rp_wordhash_kernel *rp_wordhash_best(void);

#endif
