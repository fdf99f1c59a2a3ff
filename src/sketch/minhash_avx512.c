/* SPDX-License-Identifier: Apache-2.0 */
/* minhash_avx512.c - the MinHash kernel with 16 orders in a register. Shingles
 * are divided by part, sixteen at a time; then the slots of a part, 32 for the
 * usual signature, lie in two registers while its shingles pass, and no shingle
 * waits for the one before to be stored. */
#include "minhash.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LANES  RP_MINHASH_LANES
#define TARGET __attribute__((target("avx512f")))

struct parts {
	/* Whole registers are written, behind the last too. */
	uint32_t shingles[RP_MINHASH_PARTS][RP_MINHASH_BLOCK + LANES];
	size_t counts[RP_MINHASH_PARTS];
};

/* As many of sixteen as mask has. */
TARGET static inline void divide_some(struct parts *parts, __mmask16 mask,
				      __m512i shingles)
{
	__m512i part_of = _mm512_srli_epi32(shingles, RP_MINHASH_SHIFT);
	int part;

	for (part = 0; part < RP_MINHASH_PARTS; part++) {
		__mmask16 here = _mm512_mask_cmpeq_epi32_mask(
		    mask, part_of, _mm512_set1_epi32(part));
		uint32_t *to = parts->shingles[part] + parts->counts[part];

		/* To compress into memory is slow on some processors. */
		_mm512_storeu_si512(
		    to, _mm512_maskz_compress_epi32(here, shingles));
		parts->counts[part] += (size_t)__builtin_popcount(here);
	}
}

TARGET static void divide(struct parts *parts, const uint32_t *shingles,
			  size_t count)
{
	size_t i;

	for (i = 0; i < RP_MINHASH_PARTS; i++)
		parts->counts[i] = 0;
	for (i = 0; i + LANES <= count; i += LANES)
		divide_some(parts, 0xffff, _mm512_loadu_si512(shingles + i));
	if (i < count) {
		__mmask16 left = (__mmask16)((1u << (count - i)) - 1);

		divide_some(parts, left,
			    _mm512_maskz_loadu_epi32(left, shingles + i));
	}
}

TARGET static inline __m512i lesser(__m512i least, __m512i a, __m512i b,
				    __m512i x)
{
	return _mm512_min_epu32(least,
				_mm512_add_epi32(_mm512_mullo_epi32(a, x), b));
}

/* The shingles of a part through two registers of orders. */
TARGET static void take_two(uint32_t *row, const uint32_t *a, const uint32_t *b,
			    const uint32_t *shingles, size_t count)
{
	__m512i a0 = _mm512_loadu_si512(a);
	__m512i a1 = _mm512_loadu_si512(a + LANES);
	__m512i b0 = _mm512_loadu_si512(b);
	__m512i b1 = _mm512_loadu_si512(b + LANES);
	__m512i least0 = _mm512_loadu_si512(row);
	__m512i least1 = _mm512_loadu_si512(row + LANES);
	size_t i;

	for (i = 0; i < count; i++) {
		__m512i x = _mm512_set1_epi32((int)shingles[i]);

		least0 = lesser(least0, a0, b0, x);
		least1 = lesser(least1, a1, b1, x);
	}
	_mm512_storeu_si512(row, least0);
	_mm512_storeu_si512(row + LANES, least1);
}

/* The same through one. */
TARGET static void take_one(uint32_t *row, const uint32_t *a, const uint32_t *b,
			    const uint32_t *shingles, size_t count)
{
	__m512i a0 = _mm512_loadu_si512(a);
	__m512i b0 = _mm512_loadu_si512(b);
	__m512i least = _mm512_loadu_si512(row);
	size_t i;

	for (i = 0; i < count; i++)
		least =
		    lesser(least, a0, b0, _mm512_set1_epi32((int)shingles[i]));
	_mm512_storeu_si512(row, least);
}

TARGET static void take_part(uint32_t *row, const struct rp_minhash *minhash,
			     const uint32_t *shingles, size_t count)
{
	size_t lane;

	for (lane = 0; lane + (size_t)2 * LANES <= minhash->stride;
	     lane += (size_t)2 * LANES)
		take_two(row + lane, minhash->a + lane, minhash->b + lane,
			 shingles, count);
	if (lane < minhash->stride)
		take_one(row + lane, minhash->a + lane, minhash->b + lane,
			 shingles, count);
}

TARGET void rp_minhash_least_avx512(uint32_t *least,
				    const struct rp_minhash *minhash,
				    const uint32_t *shingles, size_t count)
{
	size_t stride = minhash->stride;
	struct parts parts;
	size_t part;
	size_t i;

	for (i = 0; i < RP_MINHASH_PARTS * stride; i += LANES)
		_mm512_storeu_si512(least + i, _mm512_set1_epi32(-1));
	for (i = 0; i < count; i += RP_MINHASH_BLOCK) {
		size_t left = count - i;

		divide(&parts, shingles + i,
		       left < RP_MINHASH_BLOCK ? left : RP_MINHASH_BLOCK);
		for (part = 0; part < RP_MINHASH_PARTS; part++)
			take_part(least + part * stride, minhash,
				  parts.shingles[part], parts.counts[part]);
	}
}
#endif
