/* SPDX-License-Identifier: Apache-2.0 */
/* sort.h - stable radix sort of 64-bit values. */
#ifndef RP_SORT_H
#define RP_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sort values by bits from_bit..63 (from_bit a multiple of 8), stable.
 * scratch has room for count values too. Linear time; takes no memory. */
void rp_sort_u64(uint64_t *values, uint64_t *scratch, size_t count,
		 unsigned from_bit);

/* The same by several threads. RP_ENOMEM: values are what they were. */
int rp_sort_parallel(uint64_t *values, uint64_t *scratch, size_t count,
		     unsigned from_bit, unsigned threads);

/* Sort values by their lowest bits, above which all are equal; those from the
 * highest of them down being spread like a hash. Two to three times as fast
 * then; never slow. */
void rp_sort_hashed(uint64_t *values, uint64_t *scratch, size_t count,
		    unsigned bits);

/* Values to out by a digit of theirs, the bits lowest ones behind shift; the
 * order of equal ones stays. ends, of 2^bits, receives the place behind each
 * digit's. */
void rp_sort_divide(size_t *ends, uint64_t *out, const uint64_t *values,
		    size_t count, unsigned shift, unsigned bits);

/* Remove neighbours that are equal; returns the new count. */
size_t rp_sort_unique(uint64_t *values, size_t count);

#endif
