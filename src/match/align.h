/* SPDX-License-Identifier: Apache-2.0 */
/* align.h - the passages that two texts share, and what differs in them. */
#ifndef RP_ALIGN_H
#define RP_ALIGN_H

#include "reprint.h"

/* A text as words: hashes and marks as in struct rp_sketch. */
struct rp_text {
	const uint32_t *tokens;
	const unsigned char *marks;
	uint32_t count;
};

/* Words that are no prose of the article's own: quoted, or in headings. */
#define RP_MARKS_APART (RP_MARK_QUOTED | RP_MARK_ASIDE)

/* A stretch of each text that corresponds to one of the other. */
struct rp_passage {
	uint32_t a; /* first word in either text … */
	uint32_t b;
	uint32_t a_words; /* … and how many, differing ones included */
	uint32_t b_words;
	uint32_t shared; /* words that are the same in both */
};

/* How much of one text lies in passages of the other. */
struct rp_coverage {
	uint32_t own;	 /* words of its own prose … */
	uint32_t shared; /* … and those of them that are shared */
	uint32_t words;	 /* all words, and those of them that are shared */
	uint32_t shared_words;
};

/* What differs where the texts correspond. A substitution puts other numbers
 * or other names in the place of some; every other difference is an edit. */
struct rp_differences {
	uint32_t numbers; /* substitutions of numbers */
	uint32_t names;	  /* … of names */
	uint32_t edits;
	uint32_t kept; /* numbers and names that are the same */
	uint32_t kept_numbers;
	bool subject; /* the texts begin with other names */
};

struct rp_alignment {
	const struct rp_passage *passages; /* in the order of b */
	size_t count;
	struct rp_coverage a;
	struct rp_coverage b;
};

struct rp_aligner; /* scratch, with the index of one text */

int rp_aligner_create(struct rp_aligner **out);
void rp_aligner_free(struct rp_aligner *aligner);

/* Index text a, to be held against others; it is borrowed. RP_ENOMEM. */
int rp_aligner_load(struct rp_aligner *aligner, const struct rp_text *a);

/* Hold text b against it. What *out points to stands until the next call.
 * RP_ENOMEM. */
int rp_aligner_run(struct rp_alignment *out, struct rp_aligner *aligner,
		   const struct rp_text *b);

/* What differs in the passages of the last run. */
struct rp_differences rp_aligner_differences(const struct rp_aligner *aligner);

#endif
