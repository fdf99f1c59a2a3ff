/* SPDX-License-Identifier: Apache-2.0 */
/* repeats.h - which of many hashed keys occur more than once, nearly. */
#ifndef RP_REPEATS_H
#define RP_REPEATS_H

#include <stddef.h>
#include <stdint.h>

/* For 64 of the places where keys fall: a bit where one fell, and one where
 * another did. */
struct rp_repeats_bits {
	uint64_t once;
	uint64_t again;
};

/* Scratch; all zero at first. */
struct rp_repeats {
	struct rp_repeats_bits *seen;
	size_t capacity;
};

void rp_repeats_dispose(struct rp_repeats *repeats);

/* Keep those of count values whose key, the bits from shift on, another one has
 * too, and about one in nine of the others, sorted by all bits: *kept of them.
 * The highest bits are spread like a hash; scratch has room for count values
 * too. RP_ENOMEM. */
int rp_repeats_sort(size_t *kept, struct rp_repeats *repeats, uint64_t *values,
		    uint64_t *scratch, size_t count, unsigned shift);

#endif
