/* SPDX-License-Identifier: Apache-2.0 */
/*
 * repeats.c - see repeats.h
 *
 * Where equal keys are brought together by sorting, most keys occur once and
 * are sorted for nothing. A set of bits (Bloom 1970, with one hash function and
 * eight bits a key) tells most of them in two nanoseconds each, where to sort
 * one takes twenty. The bits of keys met once and of those met again lie beside
 * each other, 64 by 64: one look at memory, not two.
 */
#include "repeats.h"

#include "array.h"
#include "hash.h"

#include <string.h>

void rp_repeats_dispose(struct rp_repeats *repeats)
{
	free(repeats->seen);
	memset(repeats, 0, sizeof(*repeats));
}

/* The bits of the set, as a power of two: eight a key. */
static unsigned set_bits(size_t count)
{
	unsigned bits = 9;

	while (((size_t)1 << bits) < count * 8 && bits < 32)
		bits++;
	return bits;
}

/* Keys are hashes, if not evenly spread ones: a multiplication is enough. */
static uint64_t place_of(uint64_t value, unsigned shift, unsigned bits)
{
	return (value >> shift) * 0x9e3779b97f4a7c15u >> (64 - bits);
}

int rp_repeats_keep(size_t *kept, struct rp_repeats *repeats, uint64_t *values,
		    size_t count, unsigned shift)
{
	const unsigned bits = set_bits(count);
	const size_t words = (size_t)1 << (bits - 6);
	struct rp_repeats_bits *seen;
	size_t left = 0;
	size_t i;

	if (rp_array_reserve(&repeats->seen, &repeats->capacity, words,
			     sizeof(*repeats->seen)) != RP_OK)
		return RP_ENOMEM;
	seen = repeats->seen;
	memset(seen, 0, words * sizeof(*seen));
	for (i = 0; i < count; i++) {
		uint64_t at = place_of(values[i], shift, bits);
		uint64_t bit = (uint64_t)1 << at % 64;
		struct rp_repeats_bits *bits_of = &seen[at / 64];

		bits_of->again |= bits_of->once & bit;
		bits_of->once |= bit;
	}
	for (i = 0; i < count; i++) {
		uint64_t value = values[i];
		uint64_t at = place_of(value, shift, bits);

		values[left] = value;
		left += seen[at / 64].again >> at % 64 & 1;
	}
	*kept = left;
	return RP_OK;
}
