/* SPDX-License-Identifier: Apache-2.0 */
/* classes_avx512.c - classes of bytes, 64 in a register: a comparison gives
 * the 64 bits as they are wanted. */
#include "classes.h"

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx512f,avx512bw"))) static __mmask64 between(
    __m512i bytes, char least, char most)
{
	return _mm512_cmple_epu8_mask(
	    _mm512_sub_epi8(bytes, _mm512_set1_epi8(least)),
	    _mm512_set1_epi8((char)(most - least)));
}

__attribute__((target("avx512f,avx512bw"))) void rp_classes_avx512(
    struct rp_class_block *out, char *folded, const unsigned char *text,
    size_t blocks)
{
	const __m512i bit = _mm512_set1_epi8(0x20);
	size_t i;

	for (i = 0; i < blocks; i++) {
		__m512i bytes = _mm512_loadu_si512(text + i * 64);
		__mmask64 capital = between(bytes, 'A', 'Z');
		__m512i small =
		    _mm512_mask_add_epi8(bytes, capital, bytes, bit);

		_mm512_storeu_si512(folded + i * 64, small);
		out[i].word =
		    between(small, 'a', 'z') | between(bytes, '0', '9');
		out[i].high = _mm512_movepi8_mask(bytes);
	}
}
#endif
