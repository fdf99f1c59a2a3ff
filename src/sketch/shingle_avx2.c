/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shingle_avx2.c - four shingles at a time
 *
 * Words have 32 bits and AVX2 multiplies 32 by 32: a power of the base is two
 * halves, and of the upper one's products only the lower half counts, so these
 * are summed up and shifted once for all words. That is two multiplications a
 * word but the last, where whole ones take three and two shifts; and no
 * shingle waits for the one before (measured: 1.1 ns a shingle of five words,
 * 1.4 one by one).
 */
#include "shingle.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LANES 4
/* struct rp_options allows no more words. */
#define WIDEST 16
/* Words of most shingles: their loop is unrolled. */
#define USUAL 5

#define TARGET __attribute__((target("avx2")))

/* What all shingles of a text are made with. */
struct factors {
	uint64_t low[WIDEST]; /* halves of the power that a word counts */
	uint64_t high[WIDEST];
	uint64_t constant;
};

/* x times the number of these halves. */
TARGET static inline __m256i times(__m256i x, __m256i low, __m256i high)
{
	__m256i cross =
	    _mm256_add_epi64(_mm256_mul_epu32(_mm256_srli_epi64(x, 32), low),
			     _mm256_mul_epu32(x, high));

	return _mm256_add_epi64(_mm256_mul_epu32(x, low),
				_mm256_slli_epi64(cross, 32));
}

TARGET static inline __m256i mix(__m256i x)
{
	x = _mm256_xor_si256(x, _mm256_srli_epi64(x, 30));
	x = times(x, _mm256_set1_epi64x(0x1ce4e5b9),
		  _mm256_set1_epi64x(0xbf58476d));
	x = _mm256_xor_si256(x, _mm256_srli_epi64(x, 27));
	x = times(x, _mm256_set1_epi64x(0x133111eb),
		  _mm256_set1_epi64x(0x94d049bb));
	return _mm256_xor_si256(x, _mm256_srli_epi64(x, 31));
}

TARGET static inline __m256i words_at(const uint32_t *tokens)
{
	return _mm256_cvtepu32_epi64(_mm_loadu_si128((const void *)tokens));
}

TARGET static inline __m256i every(uint64_t number)
{
	return _mm256_set1_epi64x((long long)number);
}

/* The shingles that begin at the four tokens. */
TARGET static inline __attribute__((always_inline)) __m256i four(
    const uint32_t *tokens, const struct factors *factors, size_t width)
{
	__m256i low = every(factors->constant);
	__m256i high = _mm256_setzero_si256();
	__m256i hash;
	size_t k;

	for (k = 0; k + 1 < width; k++) {
		__m256i words = words_at(tokens + k);

		low = _mm256_add_epi64(
		    low, _mm256_mul_epu32(words, every(factors->low[k])));
		high = _mm256_add_epi64(
		    high, _mm256_mul_epu32(words, every(factors->high[k])));
	}
	low = _mm256_add_epi64(low, words_at(tokens + k));
	hash = mix(_mm256_add_epi64(low, _mm256_slli_epi64(high, 32)));
	/* None is 0. */
	return _mm256_sub_epi64(
	    hash, _mm256_cmpeq_epi64(hash, _mm256_setzero_si256()));
}

/* As many of all as go by four; returns how many. */
TARGET static inline __attribute__((always_inline)) size_t shingle_fours(
    uint64_t *out, const uint32_t *tokens, size_t all,
    const struct factors *factors, size_t width)
{
	size_t i;

	for (i = 0; i + LANES <= all; i += LANES)
		_mm256_storeu_si256((void *)(out + i),
				    four(tokens + i, factors, width));
	return i;
}

static void make_factors(struct factors *factors, size_t width)
{
	uint64_t power = 1;
	size_t k;

	/* Each word counts one more than its hash: sum that up once. */
	factors->constant = width;
	for (k = width; k-- > 0; power *= RP_SHINGLE_BASE) {
		factors->low[k] = power & UINT32_MAX;
		factors->high[k] = power >> 32;
		factors->constant += power;
	}
}

TARGET size_t rp_shingle_avx2(uint64_t *out, const uint32_t *tokens,
			      size_t count, size_t width)
{
	struct factors factors;
	size_t all;
	size_t done;

	width = width < count ? width : count;
	if (width > WIDEST)
		return rp_shingle_all(out, tokens, count, width);
	make_factors(&factors, width);
	all = count - width + 1;
	done = width == USUAL
		   ? shingle_fours(out, tokens, all, &factors, USUAL)
		   : shingle_fours(out, tokens, all, &factors, width);
	if (done < all)
		rp_shingle_all(out + done, tokens + done, count - done, width);
	return all;
}
#endif
