/* SPDX-License-Identifier: Apache-2.0 */
/*
 * slots.c - see slots.h
 *
 * Idea. "… who purchased Acme securities between April 21, 2019 and January 6,
 * 2020. Investors have until August 4, …" shares no five words in a row with
 * what the same firm wrote of another company, so it lies between two passages
 * and not in one, and nothing in it is held against each other. But its plain
 * words are the same ones in the same order: a longest common subsequence finds
 * them, and what stands between is what was filled in.
 *
 * What an outlet wrote in place of a paragraph has plain words of its own. Two
 * paragraphs of one length that have nothing to do with each other share a
 * third of them in their order, for half of all plain words are of a few dozen.
 *
 * Cost: the product of the lengths, at most 10,000 steps.
 */
#include "slots.h"

/* Of the words of the longer gap the shorter one has so many at least. */
#define LENGTH_LEAST(most) ((most)*3 / 4)
/* Of the plain words of either, so many are the same. */
#define SAME_LEAST(plain) (((plain)*2 + 2) / 3)
/* A form says so much at least. */
#define PLAIN_LEAST 3

/* best[i][k]: words that the gaps have in common from their words i and k on.
 */
struct table {
	unsigned char best[RP_SLOTS_MOST + 1][RP_SLOTS_MOST + 1];
};

static void fill(struct table *table, const uint32_t *a, uint32_t m,
		 const uint32_t *b, uint32_t n)
{
	uint32_t i;
	uint32_t k;

	for (i = 0; i <= m; i++)
		table->best[i][n] = 0;
	for (k = 0; k <= n; k++)
		table->best[m][k] = 0;
	for (i = m; i-- > 0;)
		for (k = n; k-- > 0;) {
			unsigned char down = table->best[i + 1][k];
			unsigned char right = table->best[i][k + 1];

			if (a[i] == b[k])
				table->best[i][k] =
				    (unsigned char)(table->best[i + 1][k + 1] +
						    1);
			else
				table->best[i][k] = down > right ? down : right;
		}
}

/* The common words, as runs, and *plain of them; returns how many. */
static uint32_t walk(struct rp_run *runs, uint32_t *plain,
		     const struct table *table, const struct rp_gap *a,
		     const struct rp_gap *b)
{
	uint32_t count = 0;
	uint32_t i = a->from;
	uint32_t k = b->from;

	*plain = 0;
	while (i < a->to && k < b->to) {
		const unsigned char *row = table->best[i - a->from];
		const unsigned char *next = table->best[i - a->from + 1];

		if (a->text->tokens[i] == b->text->tokens[k]) {
			*plain += rp_gap_plain_at(a, i);
			runs[count++] = (struct rp_run){i++, k++, 1};
		} else if (next[k - b->from] >= row[k - b->from + 1]) {
			i++;
		} else {
			k++;
		}
	}
	runs[count] = (struct rp_run){a->to, b->to, 0};
	return count;
}

uint32_t rp_slots_find(struct rp_run runs[RP_SLOTS_MOST + 1],
		       const struct rp_gap *a, const struct rp_gap *b)
{
	uint32_t m = a->to - a->from;
	uint32_t n = b->to - b->from;
	uint32_t most = m > n ? m : n;
	uint32_t least = m > n ? n : m;
	uint32_t plain_a;
	uint32_t plain_b;
	struct table table;
	uint32_t plain;
	uint32_t count;

	/* Before any word is looked at: gaps may be whole texts. */
	if (most > RP_SLOTS_MOST || least < LENGTH_LEAST(most))
		return 0;
	plain_a = rp_gap_plain(a);
	plain_b = rp_gap_plain(b);
	if (plain_a < PLAIN_LEAST || plain_b < PLAIN_LEAST)
		return 0;
	fill(&table, a->text->tokens + a->from, m, b->text->tokens + b->from,
	     n);
	count = walk(runs, &plain, &table, a, b);
	return plain >= SAME_LEAST(plain_a) && plain >= SAME_LEAST(plain_b)
		   ? count
		   : 0;
}
