/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wordhash_avx2.c - XXH3 of four words at a time
 *
 * As with AVX-512 (wordhash_avx512.c), but that 64 bits are multiplied in
 * halves and the road for nine bytes and more, which asks for whole products,
 * is not taken: those words are noted and hashed one by one behind the others.
 */
#include "wordhash.h"

#if defined(__x86_64__)
#include "hash.h"

#include <immintrin.h>

#define LANES 4

#define TARGET __attribute__((target("avx2")))

TARGET static inline __m256i all(uint64_t value)
{
	return _mm256_set1_epi64x((long long)value);
}

/* all(few) in the lanes of the mask, all(more) in the others. */
TARGET static inline __m256i either(__m256i mask, uint64_t few, uint64_t more)
{
	return _mm256_blendv_epi8(all(more), all(few), mask);
}

TARGET static inline __m256i shifted_in(__m256i x, __m256i bits)
{
	return _mm256_xor_si256(x, _mm256_srlv_epi64(x, bits));
}

/* x times few or more. */
TARGET static inline __m256i times(__m256i x, __m256i mask, uint64_t few,
				   uint64_t more)
{
	__m256i low = either(mask, few & UINT32_MAX, more & UINT32_MAX);
	__m256i high = either(mask, few >> 32, more >> 32);
	__m256i cross =
	    _mm256_add_epi64(_mm256_mul_epu32(_mm256_srli_epi64(x, 32), low),
			     _mm256_mul_epu32(x, high));

	return _mm256_add_epi64(_mm256_mul_epu32(x, low),
				_mm256_slli_epi64(cross, 32));
}

TARGET static inline __m256i rotated(__m256i x, int bits)
{
	return _mm256_or_si256(_mm256_slli_epi64(x, bits),
			       _mm256_srli_epi64(x, 64 - bits));
}

/* The bytes of one to three, before the first multiplication. */
TARGET static inline __m256i one_to_three(__m256i head, __m256i tail,
					  __m256i len)
{
	const __m256i byte = all(0xff);
	__m256i middle = _mm256_and_si256(
	    _mm256_srlv_epi64(head,
			      _mm256_slli_epi64(_mm256_srli_epi64(len, 1), 3)),
	    byte);
	__m256i x = _mm256_slli_epi64(_mm256_and_si256(head, byte), 16);

	x = _mm256_or_si256(x, _mm256_slli_epi64(middle, 24));
	x = _mm256_or_si256(x, _mm256_srli_epi64(tail, 56));
	x = _mm256_or_si256(x, _mm256_slli_epi64(len, 8));
	return shifted_in(_mm256_xor_si256(x, all(0x87275a9bu)), all(33));
}

/* The bytes of four to eight, before the first multiplication. */
TARGET static inline __m256i four_to_eight(__m256i head, __m256i tail)
{
	__m256i x = _mm256_add_epi64(_mm256_srli_epi64(tail, 32),
				     _mm256_slli_epi64(head, 32));

	x = _mm256_xor_si256(x, all(0xc73ab174c5ecd5a2u));
	return _mm256_xor_si256(
	    x, _mm256_xor_si256(rotated(x, 49), rotated(x, 24)));
}

/* Four words as if none had over eight bytes, of which heads and tails are the
 * first and the last eight. */
TARGET static inline void four(uint64_t *hashes, const uint64_t *heads,
			       const uint64_t *tails, const uint64_t *lens)
{
	__m256i head = _mm256_loadu_si256((const void *)heads);
	__m256i tail = _mm256_loadu_si256((const void *)tails);
	__m256i len = _mm256_loadu_si256((const void *)lens);
	__m256i few = _mm256_cmpgt_epi64(all(4), len);
	__m256i x = _mm256_blendv_epi8(four_to_eight(head, tail),
				       one_to_three(head, tail, len), few);
	__m256i shifted;

	x = times(x, few, 0xc2b2ae3d27d4eb4fu, 0x9fb21c651e98df25u);
	shifted = _mm256_srlv_epi64(x, either(few, 29, 35));
	x = _mm256_xor_si256(
	    x, _mm256_add_epi64(shifted, _mm256_andnot_si256(few, len)));
	x = times(x, few, 0x165667b19e3779f9u, 0x9fb21c651e98df25u);
	_mm256_storeu_si256((void *)hashes, shifted_in(x, either(few, 32, 28)));
}

/* As many words as a block has or fewer, by fours. */
TARGET static void hash_block(uint64_t *hashes, const char *text,
			      const uint32_t *begins, const uint32_t *closes,
			      size_t count)
{
	uint64_t heads[RP_WORDHASH_BLOCK];
	uint64_t tails[RP_WORDHASH_BLOCK];
	uint64_t lens[RP_WORDHASH_BLOCK];
	uint8_t longer[RP_WORDHASH_BLOCK];
	size_t found = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		size_t len = closes[i] - begins[i];

		heads[i] = rp_hash_load(text + begins[i]);
		tails[i] = rp_hash_load(text + closes[i] - RP_HASH_SHORT);
		lens[i] = len;
		longer[found] = (uint8_t)i;
		found += len > RP_HASH_SHORT;
	}
	for (i = 0; i < count; i += LANES)
		four(hashes + i, heads + i, tails + i, lens + i);
	for (i = 0; i < found; i++) {
		size_t at = longer[i];

		hashes[at] = rp_hash64(text + begins[at], lens[at]);
	}
}

TARGET void rp_wordhash_avx2(uint64_t *hashes, const char *text,
			     const uint32_t *begins, const uint32_t *closes,
			     size_t count)
{
	rp_wordhash_by_blocks(hashes, text, begins, closes, count, LANES,
			      hash_block);
}
#endif
