/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wordhash_avx512.c - XXH3 of eight words at a time
 *
 * XXH3 has a road for one to three bytes, one for four to eight and one for
 * nine to sixteen (Collet, xxHash 0.8). All three are taken for all eight words
 * and what each brings before a multiplication is chosen, so that no branch is
 * guessed wrong and there are two multiplications for all, not five; longer
 * words, one in a hundred, are hashed alone. What of the first and the last
 * eight bytes of a word is not its own falls out in each road.
 *
 * The bytes of a word are loaded word by word, and those of a block of words
 * before any of them is hashed, so that they have come to memory when eight are
 * read together. Rejected: to gather them by one instruction, and to take the
 * third road only where one of eight words asks for it, which is two times of
 * three (Zen 5, real news: 2.0 ns a word, 1.7 with the branch alone, 1.3
 * without both); to set those words aside and hash them behind the others (1.3
 * too).
 */
#include "wordhash.h"

#if defined(__x86_64__)
#include "hash.h"

#include <immintrin.h>

#define LANES	8
#define LONGEST 16

#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))

TARGET static inline __m512i all(uint64_t value)
{
	return _mm512_set1_epi64((long long)value);
}

TARGET static inline __m512i shifted_in(__m512i x, unsigned bits)
{
	return _mm512_xor_si512(x, _mm512_srli_epi64(x, bits));
}

/* The bytes of one to three, before the first multiplication. */
TARGET static inline __m512i one_to_three(__m512i head, __m512i tail,
					  __m512i len)
{
	const __m512i byte = all(0xff);
	__m512i middle = _mm512_and_si512(
	    _mm512_srlv_epi64(head,
			      _mm512_slli_epi64(_mm512_srli_epi64(len, 1), 3)),
	    byte);
	__m512i x = _mm512_slli_epi64(_mm512_and_si512(head, byte), 16);

	x = _mm512_or_si512(x, _mm512_slli_epi64(middle, 24));
	x = _mm512_or_si512(x, _mm512_srli_epi64(tail, 56));
	x = _mm512_or_si512(x, _mm512_slli_epi64(len, 8));
	return shifted_in(_mm512_xor_si512(x, all(0x87275a9bu)), 33);
}

/* The bytes of four to eight, before the first multiplication. */
TARGET static inline __m512i four_to_eight(__m512i head, __m512i tail)
{
	__m512i x = _mm512_add_epi64(_mm512_srli_epi64(tail, 32),
				     _mm512_slli_epi64(head, 32));

	x = _mm512_xor_si512(x, all(0xc73ab174c5ecd5a2u));
	return _mm512_xor_si512(x, _mm512_xor_si512(_mm512_rol_epi64(x, 49),
						    _mm512_rol_epi64(x, 24)));
}

/* The two halves of a product of 128 bits, combined. */
TARGET static inline __m512i fold(__m512i a, __m512i b)
{
	const __m512i low = all(0xffffffffu);
	__m512i high_a = _mm512_srli_epi64(a, 32);
	__m512i high_b = _mm512_srli_epi64(b, 32);
	__m512i low_low = _mm512_mul_epu32(a, b);
	__m512i high_low = _mm512_mul_epu32(high_a, b);
	__m512i low_high = _mm512_mul_epu32(a, high_b);
	__m512i high_high = _mm512_mul_epu32(high_a, high_b);
	__m512i cross =
	    _mm512_add_epi64(_mm512_add_epi64(_mm512_srli_epi64(low_low, 32),
					      _mm512_and_si512(high_low, low)),
			     low_high);
	__m512i upper =
	    _mm512_add_epi64(_mm512_add_epi64(_mm512_srli_epi64(high_low, 32),
					      _mm512_srli_epi64(cross, 32)),
			     high_high);
	__m512i lower = _mm512_or_si512(_mm512_slli_epi64(cross, 32),
					_mm512_and_si512(low_low, low));

	return _mm512_xor_si512(upper, lower);
}

/* The bytes of nine to sixteen, before their only multiplication, which is the
 * second of the others. */
TARGET static inline __m512i nine_to_sixteen(__m512i head, __m512i tail,
					     __m512i len)
{
	const __m512i turned = _mm512_broadcast_i32x4(_mm_setr_epi8(
	    7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8));
	__m512i low = _mm512_xor_si512(head, all(0x6782737bea4239b9u));
	__m512i high = _mm512_xor_si512(tail, all(0xaf56bc3b0996523au));
	__m512i x = _mm512_add_epi64(len, _mm512_shuffle_epi8(low, turned));

	x = _mm512_add_epi64(x, _mm512_add_epi64(high, fold(low, high)));
	return shifted_in(x, 37);
}

/* all(value) with other in the lanes of the mask. */
TARGET static inline __m512i either(uint64_t value, __mmask8 mask,
				    uint64_t other)
{
	return _mm512_mask_mov_epi64(all(value), mask, all(other));
}

/* Words too long for the roads above. */
static void hash_long(uint64_t *hashes, const char *text,
		      const uint32_t *begins, const uint32_t *closes,
		      unsigned which)
{
	for (; which; which &= which - 1) {
		unsigned i = (unsigned)__builtin_ctz(which);

		hashes[i] = rp_hash64(text + begins[i], closes[i] - begins[i]);
	}
}

/* heads, tails: the first and the last eight bytes of the eight words. */
TARGET static inline void eight(uint64_t *hashes, const char *text,
				const uint32_t *begins, const uint32_t *closes,
				const uint64_t *heads, const uint64_t *tails)
{
	__m256i from = _mm256_loadu_si256((const __m256i *)begins);
	__m256i to = _mm256_loadu_si256((const __m256i *)closes);
	__m512i len = _mm512_cvtepu32_epi64(_mm256_sub_epi32(to, from));
	__m512i head = _mm512_loadu_si512(heads);
	__m512i tail = _mm512_loadu_si512(tails);
	__mmask8 few = _mm512_cmplt_epu64_mask(len, all(4));
	__mmask8 more = _mm512_cmpgt_epu64_mask(len, all(8));
	__mmask8 eights = (__mmask8) ~(few | more);
	__m512i x = _mm512_mask_mov_epi64(four_to_eight(head, tail), few,
					  one_to_three(head, tail, len));
	__m512i shifted;

	x = _mm512_mullo_epi64(
	    x, either(0x9fb21c651e98df25u, few, 0xc2b2ae3d27d4eb4fu));
	shifted = _mm512_srlv_epi64(x, either(35, few, 29));
	x = _mm512_xor_si512(
	    x, _mm512_mask_add_epi64(shifted, eights, shifted, len));
	x = _mm512_mask_mov_epi64(x, more, nine_to_sixteen(head, tail, len));
	x = _mm512_mullo_epi64(
	    x, _mm512_mask_mov_epi64(
		   either(0x165667919e3779f9u, few, 0x165667b19e3779f9u),
		   eights, all(0x9fb21c651e98df25u)));
	x = _mm512_xor_si512(x, _mm512_srlv_epi64(x, either(32, eights, 28)));
	_mm512_storeu_si512(hashes, x);
	more = _mm512_cmpgt_epu64_mask(len, all(LONGEST));
	if (more)
		hash_long(hashes, text, begins, closes, more);
}

/* As many words as a block has or fewer, by eights. */
TARGET static void hash_block(uint64_t *hashes, const char *text,
			      const uint32_t *begins, const uint32_t *closes,
			      size_t count)
{
	uint64_t heads[RP_WORDHASH_BLOCK];
	uint64_t tails[RP_WORDHASH_BLOCK];
	size_t i;

	for (i = 0; i < count; i++) {
		heads[i] = rp_hash_load(text + begins[i]);
		tails[i] = rp_hash_load(text + closes[i] - LANES);
	}
	for (i = 0; i < count; i += LANES)
		eight(hashes + i, text, begins + i, closes + i, heads + i,
		      tails + i);
}

TARGET void rp_wordhash_avx512(uint64_t *hashes, const char *text,
			       const uint32_t *begins, const uint32_t *closes,
			       size_t count)
{
	rp_wordhash_by_blocks(hashes, text, begins, closes, count, LANES,
			      hash_block);
}
#endif
