/* SPDX-License-Identifier: Apache-2.0 */
/* simhash_avx2.c - the SimHash kernel with 32 counters in a register. Each
 * byte of the register receives the byte of the feature that has its bit;
 * where the bit is set the comparison gives -1, which is subtracted. */
#include "simhash.h"

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"))) static __m256i ballots(__m256i feature,
						       __m256i bytes)
{
	const __m256i bits = _mm256_set1_epi64x((int64_t)0x8040201008040201u);
	__m256i copies = _mm256_shuffle_epi8(feature, bytes);

	return _mm256_cmpeq_epi8(_mm256_and_si256(copies, bits), bits);
}

__attribute__((target("avx2"))) void rp_simhash_avx2(uint8_t votes[64],
						     const uint64_t *features,
						     size_t count)
{
	const __m256i first =
	    _mm256_setr_epi64x(0x0000000000000000, 0x0101010101010101,
			       0x0202020202020202, 0x0303030303030303);
	const __m256i second = _mm256_add_epi8(first, _mm256_set1_epi8(4));
	__m256i low = _mm256_setzero_si256();
	__m256i high = _mm256_setzero_si256();
	size_t i;

	for (i = 0; i < count; i++) {
		__m256i feature = _mm256_set1_epi64x((int64_t)features[i]);

		low = _mm256_sub_epi8(low, ballots(feature, first));
		high = _mm256_sub_epi8(high, ballots(feature, second));
	}
	_mm256_storeu_si256((void *)votes, low);
	_mm256_storeu_si256((void *)(votes + 32), high);
}
#endif
