/* SPDX-License-Identifier: Apache-2.0 */
/*
 * subsequence.h - a longest common subsequence of two short sequences
 *
 * The textbook's table (Wagner and Fischer 1974), from the ends to the
 * beginnings, so that who walks along it goes forward. Cost: the product of
 * the lengths. Inlined, since what is the same is asked at each step.
 */
#ifndef RP_SUBSEQUENCE_H
#define RP_SUBSEQUENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* best[i * (n + 1) + k]: items in common from items i of m and k of n on, up to
 * 255; of (m + 1) * (n + 1) bytes, which need not be set before. */
static inline void rp_subsequence_fill(unsigned char *best, uint32_t m,
				       uint32_t n,
				       bool (*same)(const void *context,
						    uint32_t i, uint32_t k),
				       const void *context)
{
	const size_t width = (size_t)n + 1;
	uint32_t i;
	uint32_t k;

	for (i = 0; i <= m; i++)
		best[i * width + n] = 0;
	for (k = 0; k <= n; k++)
		best[m * width + k] = 0;
	for (i = m; i-- > 0;)
		for (k = n; k-- > 0;) {
			unsigned char *at = &best[i * width + k];
			unsigned char down = at[width];
			unsigned char right = at[1];

			if (same(context, i, k))
				*at = (unsigned char)(at[width + 1] + 1);
			else
				*at = down > right ? down : right;
		}
}

/* Of items i and k, which are not the same: whether the longest goes on from
 * the next one of the first sequence, or of the second. Where both are as long
 * the larger of their tokens is left behind, so that it is the same whichever
 * sequence is the first. */
static inline bool rp_subsequence_down(const unsigned char *best, uint32_t n,
				       uint32_t i, uint32_t k, uint32_t token_i,
				       uint32_t token_k)
{
	const size_t width = (size_t)n + 1;
	unsigned char down = best[(i + 1) * width + k];
	unsigned char right = best[i * width + k + 1];

	return down > right || (down == right && token_i > token_k);
}

/* Of two sequences of words. */
struct rp_subsequence_words {
	const uint32_t *a;
	const uint32_t *b;
};

static inline bool rp_subsequence_same(const void *context, uint32_t i,
				       uint32_t k)
{
	const struct rp_subsequence_words *words = context;

	return words->a[i] == words->b[k];
}

#endif
