/* SPDX-License-Identifier: Apache-2.0 */
/* phrases.h - lines that are no report, known by their wording. */
#ifndef RP_PHRASES_H
#define RP_PHRASES_H

#include "sieve.h"

enum rp_phrase {
	RP_PHRASE_NONE = 0,
	RP_PHRASE_LABEL,      /* nothing but a word of furniture: "Share" */
	RP_PHRASE_INVITATION, /* asks the reader to do something: "Sign up …" */
	RP_PHRASE_OPENER,     /* names or opens a list of other articles */
	RP_PHRASE_NOTICE,     /* asks for consent to cookies */
};

/* A list by the first bytes of its phrases: the numbers of those that begin
 * with byte b are order[from[b]] to order[from[b + 1] - 1]. */
#define RP_PHRASES_MOST 512
struct rp_phrase_index {
	uint16_t from[257];
	uint16_t order[RP_PHRASES_MOST];
};

/* The lists of phrases by what they begin with, so that most lines are told
 * by a glance: a set of the first three bytes, five bits of each, of those that
 * open a line, and a set of hashes of the first four of those that stand
 * anywhere in it. */
#define RP_PHRASES_OPENINGS (32 * 32 * 32)
#define RP_PHRASES_GRAMS    4096
struct rp_phrases {
	struct rp_phrase_index labels;
	struct rp_phrase_index invitations;
	struct rp_phrase_index openers;
	uint64_t openings[RP_PHRASES_OPENINGS / 64];
	uint64_t grams[RP_PHRASES_GRAMS / 64];
	struct rp_sieves sieves;
};

void rp_phrases_init(struct rp_phrases *phrases);

/* What the wording of one line (UTF-8, no line break) makes of it. Letters
 * count the same in either case, in every script. */
enum rp_phrase rp_phrases_read(const struct rp_phrases *phrases,
			       struct rp_str line);

/* The same but for RP_PHRASE_NOTICE, which takes longest to rule out. */
enum rp_phrase rp_phrases_begin(const struct rp_phrases *phrases,
				struct rp_str line);

/* Whether a line credits, signs off or points elsewhere, as the last lines of
 * a report do: "Jane Doe contributed to this report." Only of use behind the
 * last paragraph. */
bool rp_phrases_sign_off(const struct rp_phrases *phrases, struct rp_str line);

/* Whether a line ends as a sentence does, closing quotes and brackets
 * aside. */
bool rp_phrases_sentence(struct rp_str line);

#endif
