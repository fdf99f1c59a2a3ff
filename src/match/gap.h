/* SPDX-License-Identifier: Apache-2.0 */
/* gap.h - words of one text that stand between two runs, where the other text
 * has others or none. */
#ifndef RP_GAP_H
#define RP_GAP_H

#include "align.h"

struct rp_gap {
	const struct rp_text *text;
	const struct rp_text *other;
	uint32_t from;
	uint32_t to; /* behind the last */
};

bool rp_text_holds(const struct rp_text *text, uint32_t token);

/* Words with the mark, or any (0), that the other text has nowhere. */
uint32_t rp_gap_only_here(const struct rp_gap *gap, unsigned char mark);
/* Whether the word at a place is a name that the other text has nowhere. */
bool rp_gap_own_name(const struct rp_gap *gap, uint32_t at);
/* Words that are neither names nor figures. */
uint32_t rp_gap_plain(const struct rp_gap *gap);
bool rp_gap_has_number(const struct rp_gap *gap);

/* Names and figures that the other text has not; the first word of all is of a
 * name if the next is. */
uint32_t rp_gap_facts(const struct rp_gap *gap);
/* Of them names among the first few words of the text. */
uint32_t rp_gap_subject(const struct rp_gap *gap);
/* Names of the one, in their order, are spellings of those of the other, and
 * neither has a figure of its own. */
bool rp_gaps_respelt(const struct rp_gap *a, const struct rp_gap *b);

/* Both in the lines that an outlet puts before a report, or behind it: whose it
 * is, when, whom to call. */
bool rp_gaps_in_lines(const struct rp_gap *a, const struct rp_gap *b);
/* Both in the first sentences, and what is around them is the same, or most of
 * what is in them. */
bool rp_gaps_in_lead(const struct rp_gap *a, const struct rp_gap *b);

#endif
