/* SPDX-License-Identifier: Apache-2.0 */
/*
 * align.c - the passages that two texts share
 *
 * Idea. Greedy tiling (Wise 1993) with seeds of five words: the second text
 * is read from left to right, and wherever five words of the first begin, the
 * longest run from there is taken. Runs that follow one another in both texts
 * with at most GAP words between are one passage, and the words between are
 * matched by a longest common subsequence, so that a sentence with every
 * fourth word edited still counts. Passages of under LEAST shared words are
 * turns of phrase that any two reports may have in common; they do not count.
 *
 * Measured on pairs of news labelled by reading: with GAP 12 and LEAST 8 true
 * pairs share 51 % and more of their own prose, others 49 % and less; without
 * gaps and the least length the two overlap.
 *
 * Cost: 8 ns a word to index the first text, 10 to read the second; a seed
 * is tried at no more than OCCURRENCES places, so that a text of one word
 * repeated stays linear.
 *
 * Rejected: a full longest common subsequence, quadratic and blind to
 * paragraphs that changed places; suffix arrays, several times slower at the
 * length of an article.
 */
#include "align.h"

#include "array.h"
#include "shingle.h"
#include "subsequence.h"

#include <stdlib.h>
#include <string.h>

#define SEED	    RP_ALIGN_SEED
#define GAP	    RP_ALIGN_GAP
#define LEAST	    8
#define OCCURRENCES 32

struct rp_aligner {
	struct rp_text a;
	struct rp_text b;
	const struct rp_places *seeds_a; /* that begin at each word */
	const struct rp_places *seeds_b;
	struct rp_places own_a; /* what they point to if the text has none */
	struct rp_places own_b;
	rp_shingle_kernel *shingle;
	unsigned char *cover_a;
	unsigned char *cover_b;
	struct rp_run *runs; /* of all passages, one behind the other */
	size_t run_count;
	struct rp_passage *passages;
	uint32_t *first_run; /* of each passage, and the end */
	size_t passage_count;
	size_t capacities[5];
};

int rp_aligner_create(struct rp_aligner **out)
{
	*out = calloc(1, sizeof(**out));
	if (!*out)
		return RP_ENOMEM;
	(*out)->shingle = rp_shingle_best();
	return RP_OK;
}

void rp_aligner_free(struct rp_aligner *aligner)
{
	if (!aligner)
		return;
	rp_places_dispose(&aligner->own_a);
	rp_places_dispose(&aligner->own_b);
	free(aligner->cover_a);
	free(aligner->cover_b);
	free(aligner->runs);
	free(aligner->passages);
	free(aligner->first_run);
	free(aligner);
}

static size_t seeds_of(const struct rp_text *text)
{
	return text->count >= SEED ? text->count - SEED + 1 : 0;
}

/* The seeds that the text brings, or those read into own. */
static int seeds_read(const struct rp_places **out,
		      const struct rp_aligner *aligner, struct rp_places *own,
		      const struct rp_text *text)
{
	*out = text->seeds ? text->seeds : own;
	return text->seeds ? RP_OK
			   : rp_places_read(own, aligner->shingle, text->tokens,
					    text->count, SEED);
}

int rp_aligner_load(struct rp_aligner *aligner, const struct rp_text *a)
{
	if (rp_array_reserve(&aligner->cover_a, &aligner->capacities[0],
			     a->count + (size_t)1, 1) != RP_OK)
		return RP_ENOMEM;
	aligner->a = *a;
	return seeds_read(&aligner->seeds_a, aligner, &aligner->own_a, a);
}

/* ----- runs and passages ----- */

static int reserve_b(struct rp_aligner *aligner, size_t words)
{
	size_t *capacities = aligner->capacities;

	/* Runs do not overlap in b, nor do words bridged between. */
	if (rp_array_reserve(&aligner->cover_b, &capacities[1], words,
			     sizeof(*aligner->cover_b)) != RP_OK ||
	    rp_array_reserve(&aligner->runs, &capacities[2], words,
			     sizeof(*aligner->runs)) != RP_OK ||
	    rp_array_reserve(&aligner->passages, &capacities[3], words,
			     sizeof(*aligner->passages)) != RP_OK ||
	    rp_array_reserve(&aligner->first_run, &capacities[4], words + 1,
			     sizeof(*aligner->first_run)) != RP_OK)
		return RP_ENOMEM;
	return RP_OK;
}

static uint32_t run_length(const struct rp_aligner *aligner, uint32_t a,
			   uint32_t b)
{
	uint32_t left_a = aligner->a.count - a;
	uint32_t left_b = aligner->b.count - b;
	uint32_t limit = left_a < left_b ? left_a : left_b;
	uint32_t n = 0;

	/* Four words at a time, without asking of each. */
	while (n + 4 <= limit &&
	       memcmp(aligner->a.tokens + a + n, aligner->b.tokens + b + n,
		      4 * sizeof(uint32_t)) == 0)
		n += 4;
	while (n < limit &&
	       aligner->a.tokens[a + n] == aligner->b.tokens[b + n])
		n++;
	return n;
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	return a < b ? b - a : a - b;
}

/* The first seed of b from number at on that has a slot which is taken, or how
 * many there are. Most have none, so nothing else is looked at. */
static uint32_t next_taken(const struct rp_aligner *aligner, uint32_t at,
			   uint32_t seeds)
{
	const uint64_t *shingles = aligner->seeds_b->shingles;
	const uint32_t *table = aligner->seeds_a->table;
	const uint64_t mask = aligner->seeds_a->slots - 1;

	while (at < seeds && !table[shingles[at] & mask])
		at++;
	return at;
}

/* The longest run from word b on; of several the one nearest to where the
 * last run ended in a. n is 0 if there is none. */
static struct rp_run longest_run(const struct rp_aligner *aligner, uint32_t b,
				 uint32_t end)
{
	const struct rp_places *seeds = aligner->seeds_a;
	uint64_t hash = aligner->seeds_b->shingles[b];
	uint32_t at = seeds->table[hash & (seeds->slots - 1)];
	struct rp_run best = {0, b, 0};
	unsigned tried = 0;

	for (; at && tried < OCCURRENCES; at = seeds->next[at - 1]) {
		uint32_t a = at - 1;
		uint32_t n;

		if (seeds->shingles[a] != hash)
			continue;
		tried++;
		n = run_length(aligner, a, b);
		if (n < SEED || n < best.n ||
		    (n == best.n && distance(a, end) >= distance(best.a, end)))
			continue;
		best.a = a;
		best.n = n;
	}
	return best;
}

static void add_run(struct rp_aligner *aligner, struct rp_run run)
{
	aligner->runs[aligner->run_count++] = run;
}

/* Match the words between two runs of a passage: a longest common
 * subsequence of at most GAP words on either side. */
static void bridge(struct rp_aligner *aligner, const struct rp_run *last,
		   const struct rp_run *next)
{
	unsigned char best[(GAP + 1) * (GAP + 1)];
	uint32_t a = last->a + last->n;
	uint32_t b = last->b + last->n;
	uint32_t m = next->a - a;
	uint32_t n = next->b - b;
	const struct rp_subsequence_words words = {aligner->a.tokens + a,
						   aligner->b.tokens + b};
	uint32_t i;
	uint32_t k;

	rp_subsequence_fill(best, m, n, rp_subsequence_same, &words);
	for (i = 0, k = 0; i < m && k < n;) {
		if (words.a[i] == words.b[k])
			add_run(aligner, (struct rp_run){a + i++, b + k++, 1});
		else if (rp_subsequence_down(best, n, i, k, words.a[i],
					     words.b[k]))
			i++;
		else
			k++;
	}
}

static bool follows(const struct rp_run *last, const struct rp_run *next)
{
	return next->a >= last->a + last->n &&
	       next->a - (last->a + last->n) <= GAP &&
	       next->b - (last->b + last->n) <= GAP;
}

static uint32_t shared_words(const struct rp_aligner *aligner, size_t from)
{
	uint32_t shared = 0;
	size_t i;

	for (i = from; i < aligner->run_count; i++)
		shared += aligner->runs[i].n;
	return shared;
}

/* The runs from number from on are a passage, or too few words for one. */
static void end_passage(struct rp_aligner *aligner, size_t from)
{
	uint32_t shared = shared_words(aligner, from);
	const struct rp_run *first = &aligner->runs[from];
	const struct rp_run *last;

	if (shared < LEAST) {
		aligner->run_count = from;
		return;
	}
	last = &aligner->runs[aligner->run_count - 1];
	aligner->first_run[aligner->passage_count] = (uint32_t)from;
	aligner->passages[aligner->passage_count++] = (struct rp_passage){
	    first->a, first->b, last->a + last->n - first->a,
	    last->b + last->n - first->b, shared};
}

/* Of the seeds that begin in a run, all but the last few lie in it; how many of
 * them stand in a. */
static uint32_t seeds_matched(const struct rp_aligner *aligner,
			      const struct rp_run *run, uint32_t seeds)
{
	uint32_t matched = run->n - (SEED - 1);
	uint32_t end = run->b + run->n;
	uint32_t b;

	for (b = run->b + matched; b < end && b < seeds; b++)
		matched += rp_places_find(aligner->seeds_a,
					  aligner->seeds_b->shingles[b]) != 0;
	return matched;
}

/* Returns how many seeds of b stand in a. */
static uint32_t find_passages(struct rp_aligner *aligner)
{
	uint32_t seeds = (uint32_t)seeds_of(&aligner->b);
	uint32_t matched = 0;
	size_t from = 0;
	uint32_t end = 0;
	uint32_t b = 0;

	aligner->run_count = 0;
	aligner->passage_count = 0;
	while ((b = next_taken(aligner, b, seeds)) < seeds) {
		struct rp_run run = longest_run(aligner, b, end);

		if (run.n == 0) {
			b++;
			continue;
		}
		if (aligner->run_count > from) {
			struct rp_run last =
			    aligner->runs[aligner->run_count - 1];

			if (follows(&last, &run)) {
				bridge(aligner, &last, &run);
			} else {
				end_passage(aligner, from);
				from = aligner->run_count;
			}
		}
		add_run(aligner, run);
		matched += seeds_matched(aligner, &run, seeds);
		b += run.n;
		end = run.a + run.n;
	}
	if (aligner->run_count > from)
		end_passage(aligner, from);
	aligner->first_run[aligner->passage_count] =
	    (uint32_t)aligner->run_count;
	return matched;
}

/* ----- coverage ----- */

/* Words that are counted in bytes before they are added up: as many as fit,
 * which the compiler turns into 16 additions at once. */
#define COUNTED 255

static void count_some(struct rp_coverage *out, const unsigned char *marks,
		       const unsigned char *cover, uint32_t count)
{
	unsigned char words = 0;
	unsigned char own = 0;
	unsigned char shared = 0;
	unsigned char shared_words = 0;
	uint32_t i;

	for (i = 0; i < count; i++) {
		unsigned char apart = marks[i] & RP_MARKS_APART;
		/* Furniture is neither prose nor quotation. */
		unsigned char counts = apart != RP_MARKS_APART;
		unsigned char prose = apart == 0;

		words = (unsigned char)(words + counts);
		own = (unsigned char)(own + prose);
		shared = (unsigned char)(shared + (prose & cover[i]));
		shared_words =
		    (unsigned char)(shared_words + (counts & cover[i]));
	}
	out->words += words;
	out->own += own;
	out->shared += shared;
	out->shared_words += shared_words;
}

static struct rp_coverage coverage(const struct rp_text *text,
				   const unsigned char *cover)
{
	struct rp_coverage coverage = {0};
	uint32_t i;

	for (i = 0; i < text->count; i += COUNTED) {
		uint32_t left = text->count - i;

		count_some(&coverage, text->marks + i, cover + i,
			   left < COUNTED ? left : COUNTED);
	}
	return coverage;
}

int rp_aligner_find(uint32_t *matched, struct rp_aligner *aligner,
		    const struct rp_text *b)
{
	if (reserve_b(aligner, b->count + 1u) != RP_OK ||
	    seeds_read(&aligner->seeds_b, aligner, &aligner->own_b, b) != RP_OK)
		return RP_ENOMEM;
	aligner->b = *b;
	*matched = find_passages(aligner);
	return RP_OK;
}

void rp_aligner_tell(struct rp_alignment *out, struct rp_aligner *aligner)
{
	size_t i;

	memset(aligner->cover_a, 0, aligner->a.count);
	memset(aligner->cover_b, 0, aligner->b.count);
	for (i = 0; i < aligner->run_count; i++) {
		const struct rp_run *run = &aligner->runs[i];

		memset(aligner->cover_a + run->a, 1, run->n);
		memset(aligner->cover_b + run->b, 1, run->n);
	}
	out->text_a = aligner->a;
	out->text_b = aligner->b;
	out->cover_a = aligner->cover_a;
	out->cover_b = aligner->cover_b;
	out->runs = aligner->runs;
	out->first_run = aligner->first_run;
	out->passages = aligner->passages;
	out->count = aligner->passage_count;
	out->a = coverage(&aligner->a, aligner->cover_a);
	out->b = coverage(&aligner->b, aligner->cover_b);
}

int rp_aligner_run(struct rp_alignment *out, struct rp_aligner *aligner,
		   const struct rp_text *b)
{
	uint32_t matched;
	int status = rp_aligner_find(&matched, aligner, b);

	if (status == RP_OK)
		rp_aligner_tell(out, aligner);
	return status;
}
