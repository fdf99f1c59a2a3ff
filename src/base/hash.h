/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hash.h - the hash functions of the project, all from XXH3
 *
 * XXH3 (Collet, xxHash 0.8) is stable since 0.8.0: the same bytes hash to
 * the same value on every machine, which signatures and cluster names need.
 */
#ifndef RP_HASH_H
#define RP_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* From this length on, to choose the instructions that the processor has costs
 * less than it saves. */
#define RP_HASH_LONG 1024

uint64_t rp_hash64_long(const void *bytes, size_t len);
uint64_t rp_hash64_avx2(const void *bytes, size_t len);
void rp_hash128_avx2(uint64_t out[2], const void *bytes, size_t len);

static inline uint64_t rp_hash64(const void *bytes, size_t len)
{
	return len < RP_HASH_LONG ? XXH3_64bits(bytes, len)
				  : rp_hash64_long(bytes, len);
}

/* The low half. */
static inline uint32_t rp_hash_word(const void *bytes, size_t len)
{
	return (uint32_t)XXH3_64bits(bytes, len);
}

static inline uint64_t rp_hash_load(const void *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/*
 * rp_hash64 of 1 to 8 bytes of which RP_HASH_BEFORE before and
 * RP_HASH_BEHIND behind may be read; of more bytes, a number without meaning.
 * XXH3 takes two roads for one to three and for four to eight bytes; words
 * change between them too often for a branch to be foretold, so what each
 * brings before a multiplication is chosen.
 */
#define RP_HASH_BEFORE 8
#define RP_HASH_BEHIND 8
#define RP_HASH_SHORT  8

/* few where the mask is all ones, more where it is zero. Compilers make
 * branches of a choice by "?:". */
static inline uint64_t rp_hash_either(uint64_t mask, uint64_t few,
				      uint64_t more)
{
	return more ^ ((few ^ more) & mask);
}

static inline uint64_t rp_hash_short(const char *bytes, size_t len)
{
	/* From the first 24 bytes of XXH3's secret. */
	const uint64_t flip3 = 0x87275a9bu;
	const uint64_t flip8 = 0xc73ab174c5ecd5a2u;
	const uint64_t multiplier = 0x9fb21c651e98df25u;
	uint64_t tail = rp_hash_load(bytes + len - 8); /* the last 8 bytes */
	uint64_t head = rp_hash_load(bytes);
	/* The byte in the middle; the shift of a longer word is any. */
	uint64_t middle = head >> ((len >> 1) * 8 & 63) & 0xff;
	uint64_t mask = (uint64_t)((int64_t)(len - 4) >> 63); /* under four */
	uint64_t few;
	uint64_t more;
	uint64_t x;

	few = (head & 0xff) << 16 | middle << 24 | tail >> 56 | len << 8;
	few ^= flip3;
	few ^= few >> 33;
	more = (tail >> 32) + (head << 32);
	more ^= flip8;
	more ^= (more << 49 | more >> 15) ^ (more << 24 | more >> 40);
	x = rp_hash_either(mask, few, more);
	x *= rp_hash_either(mask, 0xc2b2ae3d27d4eb4fu, multiplier);
	few = x ^ x >> 29;
	more = x ^ ((x >> 35) + len);
	x = rp_hash_either(mask, few, more);
	x *= rp_hash_either(mask, 0x165667b19e3779f9u, multiplier);
	return x ^ x >> (28 + (mask & 4));
}

/* Two halves, the high one first. */
void rp_hash128(uint64_t out[2], const void *bytes, size_t len);

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
