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

#include "subsequence.h"

/* Of the words of the longer gap the shorter one has so many at least. */
#define LENGTH_LEAST(most) ((most)*3 / 4)
/* Of the plain words of either, so many are the same; where no names are told,
 * what was filled in counts among them. */
#define SAME_LEAST(plain)	   (((plain)*2 + 2) / 3)
#define SAME_LEAST_CASELESS(plain) (((plain)*2 + 4) / 5)
/* A form says so much at least. */
#define PLAIN_LEAST 3

/* The common words, as runs, and *plain of them; returns how many. */
static uint32_t walk(struct rp_run *runs, uint32_t *plain,
		     const unsigned char *best, const struct rp_gap *a,
		     const struct rp_gap *b)
{
	uint32_t count = 0;
	uint32_t i = a->from;
	uint32_t k = b->from;

	*plain = 0;
	while (i < a->to && k < b->to) {
		if (a->text->tokens[i] == b->text->tokens[k]) {
			*plain += rp_gap_plain_at(a, i);
			runs[count++] = (struct rp_run){i++, k++, 1};
		} else if (rp_subsequence_down(
			       best, b->to - b->from, i - a->from, k - b->from,
			       a->text->tokens[i], b->text->tokens[k])) {
			i++;
		} else {
			k++;
		}
	}
	runs[count] = (struct rp_run){a->to, b->to, 0};
	return count;
}

static uint32_t least_same(uint32_t plain, bool caseless)
{
	return caseless ? SAME_LEAST_CASELESS(plain) : SAME_LEAST(plain);
}

uint32_t rp_slots_find(struct rp_run runs[RP_SLOTS_MOST + 1],
		       const struct rp_gap *a, const struct rp_gap *b,
		       bool caseless)
{
	uint32_t m = a->to - a->from;
	uint32_t n = b->to - b->from;
	uint32_t most = m > n ? m : n;
	uint32_t least = m > n ? n : m;
	uint32_t plain_a;
	uint32_t plain_b;
	unsigned char best[(RP_SLOTS_MOST + 1) * (RP_SLOTS_MOST + 1)];
	const struct rp_subsequence_words words = {a->text->tokens + a->from,
						   b->text->tokens + b->from};
	uint32_t plain;
	uint32_t count;

	/* Before any word is looked at: gaps may be whole texts. */
	if (most > RP_SLOTS_MOST || least < LENGTH_LEAST(most))
		return 0;
	plain_a = rp_gap_plain(a);
	plain_b = rp_gap_plain(b);
	if (plain_a < PLAIN_LEAST || plain_b < PLAIN_LEAST)
		return 0;
	rp_subsequence_fill(best, m, n, rp_subsequence_same, &words);
	count = walk(runs, &plain, best, a, b);
	return plain >= least_same(plain_a, caseless) &&
		       plain >= least_same(plain_b, caseless)
		   ? count
		   : 0;
}
