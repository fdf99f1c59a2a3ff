/* SPDX-License-Identifier: Apache-2.0 */
/* gap.h - words of one text that stand between two runs, where the other text
 * has others or none. */
#ifndef RP_GAP_H
#define RP_GAP_H

#include "align.h"

/* Words of a gap that may be marked as said alike across. */
#define RP_GAP_MOST 128

struct rp_gap {
	const struct rp_text *text;
	const struct rp_text *other;
	uint32_t from;
	uint32_t to;			  /* behind the last */
	uint64_t alike[RP_GAP_MOST / 64]; /* by word from the first: 1 if the
					     gap across says the same in another
					     way (alike.h) */
};

/* at: of the text, less than RP_GAP_MOST words into the gap. */
static inline void rp_gap_mark_alike(struct rp_gap *gap, uint32_t at)
{
	uint32_t i = at - gap->from;

	gap->alike[i / 64] |= (uint64_t)1 << i % 64;
}

static inline bool rp_gap_is_alike(const struct rp_gap *gap, uint32_t at)
{
	uint32_t i = at - gap->from;

	return i < RP_GAP_MOST && (gap->alike[i / 64] >> i % 64 & 1);
}

bool rp_text_holds(const struct rp_text *text, uint32_t token);

/* Whether there are no other words than such. */
bool rp_gap_all_alike(const struct rp_gap *gap);

/* They count in none of what follows. */

/* Words with the mark, or any (0), that the other text has nowhere. */
uint32_t rp_gap_only_here(const struct rp_gap *gap, unsigned char mark);
/* Whether the word at a place is a name that the other text has nowhere. */
bool rp_gap_own_name(const struct rp_gap *gap, uint32_t at);
/* Whether the word at a place is neither a name nor a figure. */
bool rp_gap_plain_at(const struct rp_gap *gap, uint32_t at);
/* Words that are neither. */
uint32_t rp_gap_plain(const struct rp_gap *gap);
bool rp_gap_has_number(const struct rp_gap *gap);
bool rp_gap_has_word(const struct rp_gap *gap, uint32_t token);

/* Names and figures that the other text has not; the first word of all is of a
 * name if the next is. */
uint32_t rp_gap_facts(const struct rp_gap *gap);
/* Of them names among the first few words of the text. */
uint32_t rp_gap_subject(const struct rp_gap *gap);
/* Figures and, if they can be told, names in the place of others, wherever else
 * these stand. */
uint32_t rp_gaps_exchanged(const struct rp_gap *a, const struct rp_gap *b,
			   bool names);
/* One of them has words that the other has not and that are neither names nor
 * figures, but for a first one of a sentence. */
bool rp_gaps_mixed(const struct rp_gap *a, const struct rp_gap *b);
/* Both texts begin with another word, of which no capital tells whether it is a
 * name, and go on as one. */
bool rp_gaps_first_word(const struct rp_gap *a, const struct rp_gap *b);
/* Names of the one, in their order, are spellings of those of the other, and
 * neither has a figure of its own. */
bool rp_gaps_respelt(const struct rp_gap *a, const struct rp_gap *b);

/* Both in the lines that an outlet puts behind a report … */
bool rp_gaps_in_tail(const struct rp_gap *a, const struct rp_gap *b);
/* … or in those, or those before it: whose it is, when, whom to call. */
bool rp_gaps_in_lines(const struct rp_gap *a, const struct rp_gap *b);
/* Both in the first sentences, and what is around them is the same, or most of
 * what is in them. */
bool rp_gaps_in_lead(const struct rp_gap *a, const struct rp_gap *b);

#endif
