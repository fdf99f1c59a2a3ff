/* SPDX-License-Identifier: Apache-2.0 */
/* pair.c - what both ways of writing a pair need. */
#include "pair.h"

#include "str.h"

bool rp_pair_related(enum rp_finding finding)
{
	return finding == RP_FINDING_EXCERPT || finding == RP_FINDING_COPY ||
	       finding == RP_FINDING_EXACT;
}

/* A share that would do for one report. */
#define ENOUGH 0.5

/* Why two are none that share passages. */
static const char *fragment(const struct rp_pair *pair)
{
	const struct rp_evidence *evidence = pair->evidence;

	if (evidence->share_a < ENOUGH && evidence->share_b < ENOUGH)
		return "not one report: only passages or quotations are shared";
	return pair->a.host.len > 0 && rp_str_same(pair->a.host, pair->b.host)
		   ? "not one report: two articles of one site in one form or "
		     "frame"
		   : "not one report: two articles around one block";
}

const char *rp_pair_verdict(const struct rp_pair *pair)
{
	switch (pair->evidence->finding) {
	case RP_FINDING_DIFFERENT:
		return "not one report: next to nothing is shared";
	case RP_FINDING_FRAGMENT:
		return fragment(pair);
	case RP_FINDING_TEMPLATE:
		if (pair->evidence->stray)
			return "not one report: pages of one site, and the "
			       "text says nothing of their titles";
		if (pair->evidence->slots)
			return "not one report: a form that others fill in too";
		return pair->evidence->differences.numbers ||
			       pair->evidence->differences.names
			   ? "not one report: the same form with other facts"
			   : "not one report: a notice that came again days "
			     "later";
	case RP_FINDING_SHORT:
		return "not one report: under 20 words only equal texts count";
	case RP_FINDING_WINDOW:
		return "one report, but too many days apart";
	case RP_FINDING_EXCERPT:
		return pair->b.words < pair->a.words
			   ? "one report: B is an abridged print of A"
			   : "one report: A is an abridged print of B";
	case RP_FINDING_COPY:
		return "one report: copies or versions of each other";
	case RP_FINDING_EXACT:
		return "one report: the same words";
	}
	return "unknown";
}

struct rp_str rp_pair_words(const struct rp_pair_side *side, uint32_t from,
			    uint32_t to)
{
	struct rp_str words = {side->text.data, 0};
	size_t begin;
	size_t end;

	if (from >= to || from >= side->words)
		return words;
	/* The first word takes what stands before it. */
	begin = from ? side->offsets[from] : 0;
	end = to < side->words ? side->offsets[to] : side->text.len;
	while (end > begin && (side->text.data[end - 1] == ' ' ||
			       side->text.data[end - 1] == '\n'))
		end--;
	return (struct rp_str){side->text.data + begin, end - begin};
}
