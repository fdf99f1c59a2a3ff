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
#endif
