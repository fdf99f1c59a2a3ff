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

/* The kernel for this processor, once it has been found to hash right. */
rp_wordhash_kernel *rp_wordhash_best(void);

#endif
