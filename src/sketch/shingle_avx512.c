/* SPDX-License-Identifier: Apache-2.0 */
/* shingle_avx512.c - eight shingles at a time: the polynomial of each is summed
 * up from its words, which costs a multiplication a word but the last and no
 * waiting for the shingle before. */
#include "shingle.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LANES 8
/* struct rp_options allows no more words. */
#define WIDEST 16

#define TARGET __attribute__((target("avx512f,avx512dq,avx512vl")))

TARGET static __m512i mix(__m512i x)
{
	const __m512i first = _mm512_set1_epi64((long long)0xbf58476d1ce4e5b9u);
	const __m512i second =
	    _mm512_set1_epi64((long long)0x94d049bb133111ebu);

	x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 30));
	x = _mm512_mullo_epi64(x, first);
	x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 27));
	x = _mm512_mullo_epi64(x, second);
	return _mm512_xor_si512(x, _mm512_srli_epi64(x, 31));
}

TARGET static inline __m512i words_at(const uint32_t *tokens, __mmask8 mask)
{
	return _mm512_cvtepu32_epi64(_mm256_maskz_loadu_epi32(mask, tokens));
}

/* The shingles that begin at the eight tokens, or as many as mask has. */
TARGET static inline __m512i eight(const uint32_t *tokens, __mmask8 mask,
				   const uint64_t *powers, size_t width,
				   __m512i constant)
{
	const __m512i one = _mm512_set1_epi64(1);
	__m512i sum = constant;
	__m512i hash;
	size_t k;

	for (k = 0; k + 1 < width; k++)
		sum = _mm512_add_epi64(
		    sum, _mm512_mullo_epi64(
			     words_at(tokens + k, mask),
			     _mm512_set1_epi64((long long)powers[k])));
	hash = mix(_mm512_add_epi64(sum, words_at(tokens + k, mask)));
	return _mm512_mask_mov_epi64(
	    hash, _mm512_cmpeq_epi64_mask(hash, _mm512_setzero_si512()), one);
}

TARGET size_t rp_shingle_avx512(uint64_t *out, const uint32_t *tokens,
				size_t count, size_t width)
{
	uint64_t powers[WIDEST];
	uint64_t constant;
	size_t all;
	size_t i;
	size_t k;

	width = width < count ? width : count;
	if (width > WIDEST)
		return rp_shingle_all(out, tokens, count, width);
	/* Each word counts one more than its hash: sum that up once. */
	constant = width;
	powers[width - 1] = 1;
	for (k = width - 1; k-- > 0;)
		powers[k] = powers[k + 1] * RP_SHINGLE_BASE;
	for (k = 0; k < width; k++)
		constant += powers[k];
	all = count - width + 1;
	for (i = 0; i + LANES <= all; i += LANES)
		_mm512_storeu_si512(
		    out + i, eight(tokens + i, 0xff, powers, width,
				   _mm512_set1_epi64((long long)constant)));
	if (i < all) {
		__mmask8 mask = (__mmask8)((1u << (all - i)) - 1);

		_mm512_mask_storeu_epi64(
		    out + i, mask,
		    eight(tokens + i, mask, powers, width,
			  _mm512_set1_epi64((long long)constant)));
	}
	return all;
}
#endif
