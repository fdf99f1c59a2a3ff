/* SPDX-License-Identifier: Apache-2.0 */
/* classes_avx2.c - classes of bytes, 32 in a register. Bytes above 127 are
 * negative, so two signed comparisons tell a range of ASCII. */
#include "classes.h"

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"))) static __m256i between(__m256i bytes,
						       char least, char most)
{
	return _mm256_and_si256(
	    _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8((char)(least - 1))),
	    _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(most + 1)), bytes));
}

__attribute__((target("avx2"))) static void half(uint32_t *word, uint32_t *high,
						 char *folded,
						 const unsigned char *text)
{
	const __m256i bit = _mm256_set1_epi8(0x20);
	__m256i bytes = _mm256_loadu_si256((const void *)text);
	__m256i capital = between(bytes, 'A', 'Z');
	__m256i small = _mm256_or_si256(bytes, _mm256_and_si256(capital, bit));

	_mm256_storeu_si256((void *)folded, small);
	*word = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(
	    between(small, 'a', 'z'), between(bytes, '0', '9')));
	*high = (uint32_t)_mm256_movemask_epi8(bytes);
}

__attribute__((target("avx2"))) void rp_classes_avx2(struct rp_class_block *out,
						     char *folded,
						     const unsigned char *text,
						     size_t blocks)
{
	size_t i;

	for (i = 0; i < blocks; i++) {
		uint32_t word[2];
		uint32_t high[2];

		half(&word[0], &high[0], folded + i * 64, text + i * 64);
		half(&word[1], &high[1], folded + i * 64 + 32,
		     text + i * 64 + 32);
		out[i].word = (uint64_t)word[1] << 32 | word[0];
		out[i].high = (uint64_t)high[1] << 32 | high[0];
	}
}
#endif
