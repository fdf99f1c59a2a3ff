/* SPDX-License-Identifier: Apache-2.0 */
/* pair.h - two articles side by side, with what they share. */
#ifndef RP_PAIR_H
#define RP_PAIR_H

#include "report.h"
#include "reprint_compare.h"

/* One article of a pair; all borrowed. */
struct rp_pair_side {
	struct rp_str id;
	struct rp_str source;
	struct rp_str url;
	struct rp_str title;
	struct rp_str host;
	struct rp_str published;
	struct rp_str text;
	const uint32_t *offsets; /* byte of text where each word begins */
	size_t words;
};

struct rp_pair {
	struct rp_pair_side a;
	struct rp_pair_side b;
	const struct rp_evidence *evidence;
};

struct rp_pair_style {
	unsigned width; /* columns of the terminal, >= 40 */
	bool colour;
};

/* The verdict, the scores and both texts in two columns. Between the columns
 * stands "=" where they share a passage, "<" or ">" where only one of them has
 * the text. */
void rp_pair_text(struct rp_buffer *out, const struct rp_pair *pair,
		  struct rp_pair_style style);

/* One JSON object and a line end. */
void rp_pair_json(struct rp_buffer *out, const struct rp_pair *pair);

/* Whether the finding makes the pair one report. */
bool rp_pair_related(enum rp_finding finding);

/* A sentence on the finding: "one report: b is an excerpt of a". */
const char *rp_pair_verdict(const struct rp_pair *pair);

/* The words from from to to as they stand in the text. */
struct rp_str rp_pair_words(const struct rp_pair_side *side, uint32_t from,
			    uint32_t to);

#endif
