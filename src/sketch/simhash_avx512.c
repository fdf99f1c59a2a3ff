/* SPDX-License-Identifier: Apache-2.0 */
/* simhash_avx512.c - the SimHash kernel with 64 counters in a register: a
 * feature is the mask of those that are incremented. */
#include "simhash.h"

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx512f,avx512bw"))) void rp_simhash_avx512(
    uint8_t votes[64], const uint64_t *features, size_t count)
{
	const __m512i one = _mm512_set1_epi8(1);
	__m512i even = _mm512_setzero_si512();
	__m512i odd = _mm512_setzero_si512();
	size_t i;

	for (i = 0; i + 1 < count; i += 2) {
		even = _mm512_mask_add_epi8(even, features[i], even, one);
		odd = _mm512_mask_add_epi8(odd, features[i + 1], odd, one);
	}
	if (i < count)
		even = _mm512_mask_add_epi8(even, features[i], even, one);
	_mm512_storeu_si512(votes, _mm512_add_epi8(even, odd));
}

__attribute__((target("avx512f,avx512dq"))) static __m512i pair(__m512i word,
								__m512i next)
{
	const __m512i first = _mm512_set1_epi64((long long)0xbf58476d1ce4e5b9u);
	const __m512i second =
	    _mm512_set1_epi64((long long)0x94d049bb133111ebu);
	__m512i x = _mm512_add_epi64(
	    _mm512_add_epi64(word, _mm512_add_epi64(word, word)), next);

	x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 30));
	x = _mm512_mullo_epi64(x, first);
	x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 27));
	x = _mm512_mullo_epi64(x, second);
	return _mm512_xor_si512(x, _mm512_srli_epi64(x, 31));
}

__attribute__((target("avx512f,avx512dq"))) void rp_simhash_pairs_avx512(
    uint64_t *features, const uint64_t *words, size_t count)
{
	size_t i;

	for (i = 0; i + 1 < count; i += 8) {
		size_t left = count - 1 - i;
		__mmask8 mask =
		    (__mmask8)(left >= 8 ? 0xffu : (1u << left) - 1);

		_mm512_mask_storeu_epi64(
		    features + i, mask,
		    pair(_mm512_maskz_loadu_epi64(mask, words + i),
			 _mm512_maskz_loadu_epi64(mask, words + i + 1)));
	}
}
#endif
