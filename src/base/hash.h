/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hash.h - the hash functions of the project, all from XXH3
 *
 * XXH3 (Collet, xxHash 0.8) is stable since 0.8.0: the same bytes hash to
 * the same value on every machine, which signatures and cluster names need.
 */
#ifndef RP_HASH_H
#define RP_HASH_H

#include <stddef.h>
#include <stdint.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

static inline uint64_t rp_hash64(const void *bytes, size_t len)
{
	return XXH3_64bits(bytes, len);
}

/* The hash of one word: the low half of XXH3. */
static inline uint32_t rp_hash_word(const void *bytes, size_t len)
{
	return (uint32_t)XXH3_64bits(bytes, len);
}

/* Two halves, the high one first. */
static inline void rp_hash128(uint64_t out[2], const void *bytes, size_t len)
{
	XXH128_hash_t hash = XXH3_128bits(bytes, len);

	out[0] = hash.high64;
	out[1] = hash.low64;
}

/* Spread the bits of a 64-bit value (finaliser of SplitMix64, Steele, Lea and
 * Flood 2014); a bijection. */
static inline uint64_t rp_hash_mix(uint64_t x)
{
	x ^= x >> 30;
	x *= 0xbf58476d1ce4e5b9u;
	x ^= x >> 27;
	x *= 0x94d049bb133111ebu;
	x ^= x >> 31;
	return x;
}

#endif
