/* SPDX-License-Identifier: Apache-2.0 */
/* align.h - the passages that two texts share, and what differs in them. */
#ifndef RP_ALIGN_H
#define RP_ALIGN_H

#include "places.h"
#include "reprint_compare.h"
#include "wordset.h"

/* A text as words: hashes and marks as in struct rp_sketch. */
struct rp_text {
	const uint32_t *tokens;
	const unsigned char *marks;
	uint32_t count;
	const struct rp_places *seeds;	/* its shingles of RP_ALIGN_SEED words,
					   if they are at hand; NULL: they are
					   hashed and indexed */
	const struct rp_wordset *words; /* those it may have, if they are at
					   hand; NULL: all are looked at */
};

/* Words that must be the same for a passage to begin. */
#define RP_ALIGN_SEED 5

/* Words that are no prose of the article's own: quoted, or in headings; with
 * both marks, furniture, which does not count at all. */
#define RP_MARKS_APART (RP_MARK_QUOTED | RP_MARK_ASIDE)

/* With fewer words of its own prose a text is measured by all its words. */
#define RP_OWN_LEAST 20

/* How much of one text lies in passages of the other. */
struct rp_coverage {
	uint32_t own;	       /* words of its own prose … */
	uint32_t shared;       /* … and those of them that are shared */
	uint32_t words;	       /* all words but furniture … */
	uint32_t shared_words; /* … and those of them that are shared */
};

/* n words that are the same from a and from b on. */
struct rp_run {
	uint32_t a;
	uint32_t b;
	uint32_t n;
};

/* Words between two runs of one passage, at most. */
#define RP_ALIGN_GAP 12

struct rp_alignment {
	struct rp_text text_a;
	struct rp_text text_b;
	const unsigned char *cover_a; /* by word: 1 if it is in a run */
	const unsigned char *cover_b;
	const struct rp_run *runs;	   /* those of passage i begin at … */
	const uint32_t *first_run;	   /* … first_run[i] */
	const struct rp_passage *passages; /* in the order of b */
	size_t count;
	struct rp_coverage a;
	struct rp_coverage b;
};

struct rp_aligner; /* scratch, with the index of one text */

int rp_aligner_create(struct rp_aligner **out);
void rp_aligner_free(struct rp_aligner *aligner);

/* Index text a, to be held against others; it is borrowed, seeds too.
 * RP_ENOMEM. */
int rp_aligner_load(struct rp_aligner *aligner, const struct rp_text *a);

/* Find the passages that text b shares with it. *matched: of how many words of
 * b the seed that begins there stands in a. RP_ENOMEM. */
int rp_aligner_find(uint32_t *matched, struct rp_aligner *aligner,
		    const struct rp_text *b);

/* What was found. What *out points to stands until the next text is held
 * against a. */
void rp_aligner_tell(struct rp_alignment *out, struct rp_aligner *aligner);

/* Both. RP_ENOMEM. */
int rp_aligner_run(struct rp_alignment *out, struct rp_aligner *aligner,
		   const struct rp_text *b);

#endif
