/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verify.c - comparing texts, not signatures
 *
 * An estimate from 128 slots has a standard error of 4 points at 0.7: good
 * for proposing, not for deciding. So the words of both articles are read
 * back from the spool, and the distinct shingles that they share are counted:
 * those of one article are indexed, those of the other are looked up, and each
 * match is marked so that repetitions count once. Pairs that share enough are
 * aligned and judged (align.c, verdict.c).
 *
 * Words are held as 32-bit hashes: a shingle that differs in one word passes
 * for equal once in 2^32 comparisons.
 *
 * Cost: a pair of average articles takes 2 us, aligned 6, and each of their
 * texts 4.
 */
#include "verify.h"

#include "differences.h"

#include <string.h>

/* Pairs are aligned from this share of the containment asked for on: words
 * edited here and there break many shingles. The pairs of one report that
 * readers found, with half of the prose shared, went down to a quarter of the
 * shingles; quotations count as shingles too. */
#define ALIGNED_FROM 0.25

void rp_verifier_init(struct rp_verifier *verifier,
		      const struct rp_match *match)
{
	memset(verifier, 0, sizeof(*verifier));
	verifier->match = match;
	rp_prepared_init(&verifier->texts, match);
	rp_signatures_init(&verifier->signatures, match);
}

void rp_verifier_dispose(struct rp_verifier *verifier)
{
	rp_prepared_dispose(&verifier->texts);
	rp_signatures_dispose(&verifier->signatures);
	rp_aligner_free(verifier->aligner);
	rp_verifier_init(verifier, verifier->match);
}

/* A pair on its way: the smaller node first. */
struct meeting {
	struct rp_prepared *texts[2];
	struct rp_text first;
	struct rp_text second;
	bool found; /* passages, by the aligner */
};

/* No shingle is in the text twice, and they are the aligner's seeds. */
static bool is_plain(const struct rp_match *match,
		     const struct rp_prepared *prepared,
		     const struct rp_text *text)
{
	return text->seeds &&
	       prepared->places.count == match->nodes[prepared->node].shingles;
}

static int find(uint32_t *matched, struct rp_verifier *verifier,
		struct meeting *meeting)
{
	int status = RP_OK;

	if (!verifier->aligner)
		status = rp_aligner_create(&verifier->aligner);
	if (status == RP_OK)
		status = rp_aligner_load(verifier->aligner, &meeting->first);
	if (status == RP_OK)
		status = rp_aligner_find(matched, verifier->aligner,
					 &meeting->second);
	meeting->found = status == RP_OK;
	return status;
}

/* The texts of a pair, and the shingles that they share. Where each shingle is
 * there once, the aligner's seeds are counted: those within a passage need not
 * be looked up. */
static int meet(struct meeting *meeting, uint32_t *shared,
		struct rp_verifier *verifier, uint32_t a, uint32_t b)
{
	const struct rp_match *match = verifier->match;
	struct rp_prepared **texts = meeting->texts;
	int status = rp_prepared_get(&texts[0], &verifier->texts, a);

	if (status == RP_OK)
		status = rp_prepared_get(&texts[1], &verifier->texts, b);
	if (status != RP_OK)
		return status;
	meeting->found = false;
	meeting->first = rp_prepared_text(texts[0], match);
	meeting->second = rp_prepared_text(texts[1], match);
	if (is_plain(match, texts[0], &meeting->first) &&
	    is_plain(match, texts[1], &meeting->second))
		return find(shared, verifier, meeting);
	*shared = rp_prepared_shared(texts[0], texts[1]);
	return RP_OK;
}

/* Align the texts and judge them. */
static int align(struct rp_comparison *out, struct rp_alignment *alignment,
		 struct rp_verifier *verifier, struct meeting *meeting)
{
	uint32_t matched;
	int status = RP_OK;

	if (!meeting->found)
		status = find(&matched, verifier, meeting);
	if (status != RP_OK)
		return status;
	rp_aligner_tell(alignment, verifier->aligner);
	out->a = alignment->a;
	out->b = alignment->b;
	rp_verdict_find(out, verifier->match, meeting->texts[0]->node,
			meeting->texts[1]->node, alignment);
	return RP_OK;
}

static void turn(struct rp_comparison *out)
{
	struct rp_coverage swap = out->a;
	bool held = out->a_held;

	out->a = out->b;
	out->b = swap;
	out->a_shorter = !out->a_shorter;
	out->a_held = out->b_held;
	out->b_held = held;
}

/* What the texts say; a < b. */
int rp_verifier_compare_words(struct rp_comparison *out,
			      struct rp_verifier *verifier, uint32_t a,
			      uint32_t b)
{
	const struct rp_match *match = verifier->match;
	struct meeting meeting;
	struct rp_alignment alignment;
	bool found = false;
	int status;

	memset(out, 0, sizeof(*out));
	if (verifier->known) {
		status = rp_edges_find(out, &found, verifier->known,
				       match->spool, a, b);
		if (status != RP_OK || found)
			return status;
	}
	status = meet(&meeting, &out->shared, verifier, a, b);
	if (status != RP_OK)
		return status;
	if (rp_containment(out->shared, match->nodes[a].shingles,
			   match->nodes[b].shingles) <
	    match->options->containment * ALIGNED_FROM)
		return RP_OK;
	return align(out, &alignment, verifier, &meeting);
}

int rp_verifier_compare(struct rp_comparison *out, struct rp_verifier *verifier,
			uint32_t a, uint32_t b)
{
	int status = rp_verifier_compare_words(out, verifier, a < b ? a : b,
					       a < b ? b : a);

	rp_verdict_of_forms(out, verifier->match, a, b);
	if (a > b)
		turn(out);
	return status;
}

int rp_verifier_examine(struct rp_comparison *out,
			struct rp_alignment *alignment,
			struct rp_differences *differences,
			struct rp_verifier *verifier, uint32_t a, uint32_t b)
{
	uint32_t low = a < b ? a : b;
	uint32_t high = a < b ? b : a;
	struct meeting meeting;
	int status;

	memset(out, 0, sizeof(*out));
	status = meet(&meeting, &out->shared, verifier, low, high);
	if (status == RP_OK)
		status = align(out, alignment, verifier, &meeting);
	if (status != RP_OK)
		return status;
	rp_verdict_of_forms(out, verifier->match, low, high);
	*differences = rp_differences_find(alignment, verifier->match->house);
	rp_differences_rests(differences, alignment);
	if (a != low)
		turn(out);
	return RP_OK;
}
