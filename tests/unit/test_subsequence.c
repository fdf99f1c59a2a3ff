/* SPDX-License-Identifier: Apache-2.0 */
#include "subsequence.h"
#include "testing.h"

#define MOST 9

/* The longest of all subsequences of a that stand in b, by trying each. */
static unsigned longest(const uint32_t *a, uint32_t m, const uint32_t *b,
			uint32_t n)
{
	unsigned best = 0;
	unsigned chosen;

	for (chosen = 0; chosen < 1u << m; chosen++) {
		unsigned taken = 0;
		uint32_t k = 0;
		uint32_t i;

		for (i = 0; i < m; i++) {
			if (!(chosen >> i & 1))
				continue;
			while (k < n && b[k] != a[i])
				k++;
			if (k++ >= n)
				break;
			taken++;
		}
		if (i == m && taken > best)
			best = taken;
	}
	return best;
}

/* Items met on the way that who walks along the table goes; the places of
 * those in a, as bits, to *met_a. */
static unsigned walk(unsigned *met_a, const unsigned char *best,
		     const uint32_t *a, uint32_t m, const uint32_t *b,
		     uint32_t n)
{
	unsigned met = 0;
	uint32_t i = 0;
	uint32_t k = 0;

	*met_a = 0;
	while (i < m && k < n) {
		if (a[i] == b[k]) {
			met++;
			*met_a |= 1u << i;
			i++;
			k++;
		} else if (rp_subsequence_down(best, n, i, k, a[i], b[k])) {
			i++;
		} else {
			k++;
		}
	}
	return met;
}

/* The places met in a where b is the first sequence. */
static unsigned met_turned(const uint32_t *a, uint32_t m, const uint32_t *b,
			   uint32_t n)
{
	unsigned char best[(MOST + 1) * (MOST + 1)];
	const struct rp_subsequence_words words = {b, a};
	unsigned met = 0;
	uint32_t i = 0;
	uint32_t k = 0;

	rp_subsequence_fill(best, n, m, rp_subsequence_same, &words);
	while (i < m && k < n) {
		if (a[i] == b[k]) {
			met |= 1u << i++;
			k++;
		} else if (rp_subsequence_down(best, m, k, i, b[k], a[i])) {
			k++;
		} else {
			i++;
		}
	}
	return met;
}

Test(subsequence, is_as_long_as_any_and_met_on_the_way)
{
	uint64_t state = 3;
	int turn;

	for (turn = 0; turn < 2000; turn++) {
		unsigned char best[(MOST + 1) * (MOST + 1)];
		uint32_t a[MOST];
		uint32_t b[MOST];
		const struct rp_subsequence_words words = {a, b};
		uint32_t m = (uint32_t)(draw(&state) % (MOST + 1));
		uint32_t n = (uint32_t)(draw(&state) % (MOST + 1));
		uint32_t letters = 1 + (uint32_t)(draw(&state) % 5);
		unsigned met;
		uint32_t i;

		for (i = 0; i < MOST; i++) {
			a[i] = (uint32_t)(draw(&state) % letters);
			b[i] = (uint32_t)(draw(&state) % letters);
		}
		memset(best, 0xff, sizeof(best));
		rp_subsequence_fill(best, m, n, rp_subsequence_same, &words);
		cr_assert_eq(best[0], longest(a, m, b, n), "turn %d", turn);
		cr_assert_eq(walk(&met, best, a, m, b, n), best[0], "turn %d",
			     turn);
		cr_assert_eq(met_turned(a, m, b, n), met, "turn %d", turn);
	}
}
