/* SPDX-License-Identifier: Apache-2.0 */
/* marks_avx512.c - the marks of sixteen words at a time: the blank before each
 * and its first three letters come with one load of four bytes. */
#include "marks.h"

#if defined(__x86_64__)
#include <immintrin.h>

/* gcc's own macro for gathering passes its mask with the wrong sign. */
#pragma GCC diagnostic ignored "-Wsign-conversion"

#define LANES 16

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl")))

TARGET static inline __m512i all(int value)
{
	return _mm512_set1_epi32(value);
}

TARGET static inline __m512i byte_of(__m512i four, unsigned which)
{
	return _mm512_and_si512(_mm512_srli_epi32(four, which * 8), all(0xff));
}

/* Three bits of how the words begin, as spelling() in marks.c. */
TARGET static inline __m512i spellings(__m512i four)
{
	/* Small letters in all bytes below 128. */
	__m512i small = _mm512_or_si512(
	    four, _mm512_srli_epi32(
		      _mm512_andnot_si512(four, all((int)0x80808080u)), 2));
	__m512i hash = _mm512_add_epi32(
	    _mm512_add_epi32(
		_mm512_mullo_epi32(byte_of(small, 1), all(31 * 31)),
		_mm512_mullo_epi32(byte_of(small, 2), all(31))),
	    byte_of(small, 3));

	hash = _mm512_xor_si512(hash, _mm512_srli_epi32(hash, 7));
	hash = _mm512_mullo_epi32(hash, all((int)2654435761u));
	return _mm512_slli_epi32(_mm512_srli_epi32(hash, 29), RP_MARK_SPELLING);
}

/* Lanes whose first letter is one of count from least on. */
TARGET static inline __mmask16 within(__m512i first, char least, int count)
{
	return _mm512_cmplt_epu32_mask(_mm512_sub_epi32(first, all(least)),
				       all(count));
}

TARGET static void sixteen(unsigned char *marks, const uint32_t *offsets,
			   const uint32_t *ends, const char *utf8)
{
	__m512i at = _mm512_loadu_si512(offsets);
	__m512i before = _mm512_loadu_si512(ends - 1);
	__m512i four =
	    _mm512_i32gather_epi32(_mm512_sub_epi32(at, all(1)), utf8, 1);
	__m512i first = byte_of(four, 1);
	__mmask16 plain =
	    _mm512_cmpeq_epi32_mask(at, _mm512_add_epi32(before, all(1)));
	__m512i mark = spellings(four);

	plain &= _mm512_cmpeq_epi32_mask(byte_of(four, 0), all(' '));
	plain &= _mm512_cmplt_epu32_mask(first, all(0x80));
	mark = _mm512_mask_or_epi32(mark, within(first, '0', 10), mark,
				    all(RP_MARK_NUMBER));
	mark = _mm512_mask_or_epi32(mark, within(first, 'A', 26), mark,
				    all(RP_MARK_NAME));
	mark = _mm512_mask_or_epi32(mark, (__mmask16)~plain, mark,
				    all(RP_MARK_START));
	_mm_storeu_si128((__m128i *)marks, _mm512_cvtepi32_epi8(mark));
}

/* Words whose place, and the four bytes from it, may be read as lanes are. */
static size_t readable(const struct rp_words *words, size_t len)
{
	size_t count = words->count;

	if (len > INT32_MAX)
		return 0;
	while (count > 0 && words->offsets[count - 1] + (size_t)4 > len)
		count--;
	return count;
}

TARGET void rp_marks_all_avx512(unsigned char *marks,
				const struct rp_words *words, const char *utf8,
				size_t len)
{
	size_t count = readable(words, len);
	size_t i = 0;

	/* The first word of all, and words that share the text's first letter,
	 * have nothing before them. */
	while (i < count && words->offsets[i] == 0)
		i++;
	if (i == 0 && count > 0)
		i = 1;
	rp_marks_some_portable(marks, words, utf8, len, 0, i);
	for (; i + LANES <= count; i += LANES)
		sixteen(marks + i, words->offsets + i, words->ends + i, utf8);
	rp_marks_some_portable(marks, words, utf8, len, i, words->count);
}
#endif
