/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verdict.c - whether two aligned texts are one report
 *
 * Idea. One report shows in shared prose: sentences that two reporters would
 * not write alike. So the share of a text's own prose, without quotations and
 * headings, that stands in the other text decides, and not the similarity of
 * all its words: two reports of one speech share half of their words and no
 * sentence of their own.
 *
 * A template is told by what differs. Two prints of one report differ in
 * words and in whole passages; two notices written after one form differ in
 * numbers and names, evenly, and agree in all else. Where dates are known
 * they weigh: figures corrected within a day are a correction, figures that
 * changed by the next day are the next day's.
 *
 * The rules were found on 330 pairs of news labelled by reading; they are
 * stated as rules of the trade, with wide margins, not as fitted numbers.
 */
#include "verdict.h"

#include "block.h"
#include "coverage.h"
#include "differences.h"
#include "kinship.h"

/* Shared words from which a passage is worth naming a fragment. */
#define FRAGMENT_WORDS 25
#define FRAGMENT_SHARE 0.2

/* Later than the same day a house puts something right if so few of so many
 * facts are others in a report that is longer than forms are. */
#define LATE_FACTS 2
#define LATE_KEPT  32

/* Days later nobody puts so many figures right. */
#define MANY_FIGURES 8
#define DAYS_LATER   (3 * RP_DAY)

/* A notice that comes again counts as a form, unless it is full of the same
 * figures; in a brief a changed figure is asked for too. */
#define NOTICE_NUMBERS 8
/* The next day's, which comes at its hour or some time before. */
#define NEXT_ISSUE    (RP_DAY - 2 * (int64_t)3600)
#define BRIEF_WORDS   150
#define RELEASE_WORDS 400
/* Words of one text that are not shared and count as one edit. */
#define REWRITTEN_WORDS 20
/* A text of fewer words in which one fact is another throughout is about that
 * other. In a longer one a name is spelled by another house, and a figure is a
 * slip or a correction if so many names and figures are kept. */
#define SUBJECT_WORDS 100
#define FIGURE_KEPT   8
/* Names that are others throughout are how a house writes them if so many are
 * kept for each: 10 to 24 in prints; forms have under 6, the notices of law
 * firms more, but with other figures. */
#define STYLE_KEPT 8
/* ... and so many figures besides are put right, if nothing else was exchanged.
 */
#define STYLE_FIGURES 2
/* One or two facts, once each, are put right if so many are kept; later than
 * the same day, or two names, if more. */
#define CORRECTED_KEPT	16
#define CORRECTED_LATE	24
#define CORRECTED_NAMES 32
#define CORRECTED_MOST	3
/* Lines of an outlet before and behind a report: a byline, the time, whom to
 * call. The report between has so many names and figures, the lines have no
 * more figures than a time and a telephone number, and on one site none: a draw
 * of a lottery has three to seven. */
#define CREDITS_KEPT	12
#define CREDITS_FIGURES 4
/* Names and figures by which a form that says the same of all says whom it is
 * about: a person with given name and town, one with age, a draw. A lead that
 * is put right has one or two. */
#define LEAD_FACTS 3
/* What a house puts right of a running story within the day: so few facts, each
 * beside so many that are kept, and no other lead. */
#define UPDATE_FACTS 4
#define UPDATE_KEPT  3
/* Places in which a form whose names are not told is filled in anew; and where
 * many texts do so. */
#define FILLED_LEAST 4
#define FILLED_MANY  3
/* Places of a form that is filled in with words as well as names and figures.
 */
#define WORDED_LEAST 4
/* ... of them names and figures, at least as many as are the same: one name is
 * how a house spells it. */
#define WORDED_CHANGED 2
/* Of a report that outlets put paragraphs of their own to such a share is left,
 * where they cut some of it. */
#define HELD_SHARE 0.65
/* Of the places in which a form is filled in anew such a share. */
#define FORM_SHARE 3

double rp_verdict_containment(const struct rp_comparison *comparison)
{
	double a = rp_coverage_share(&comparison->a);
	double b = rp_coverage_share(&comparison->b);

	return a > b ? a : b;
}

/* Whether the larger share suffices. */
static bool contained(const struct rp_match *match,
		      const struct rp_comparison *comparison)
{
	double least = match->options->containment;

	return rp_coverage_spoken(&comparison->a, &comparison->b) ||
	       rp_coverage_holds(&comparison->a, least) ||
	       rp_coverage_holds(&comparison->b, least);
}

/* A short text that comes again on another day; words: of the longer one,
 * without furniture, for the teaser of a report is no notice. */
static bool notice_repeated(uint32_t words, int64_t apart, int64_t spread,
			    const struct rp_differences *differences)
{
	uint32_t changed = differences->numbers + differences->names;

	if (words < RP_NOTICE_WORDS && spread > RP_NOTICE_DAYS * RP_DAY)
		return changed > 0 ||
		       differences->kept_numbers < NOTICE_NUMBERS;
	return words < BRIEF_WORDS && apart > NEXT_ISSUE && changed > 0 &&
	       changed * 2 >= differences->edits;
}

/* Facts that are the same: figures alone where names cannot be told. */
static uint32_t kept_facts(const struct rp_differences *differences)
{
	return differences->capitals ? differences->kept_numbers
				     : differences->kept;
}

/* Another house's spelling of names, which come again, or a fact or two put
 * right the same day, in a text of some length that is full of others. */
static bool is_style(uint32_t words, int64_t apart,
		     const struct rp_differences *differences)
{
	uint32_t changed = differences->numbers + differences->names;
	uint32_t kept = kept_facts(differences);

	if (words < SUBJECT_WORDS)
		return false;
	if (!differences->numbers && differences->again)
		return kept >= STYLE_KEPT * changed;
	if (differences->numbers && differences->names &&
	    differences->numbers <= STYLE_FIGURES &&
	    differences->exchanged <= changed + differences->again)
		return kept >= STYLE_KEPT * differences->names +
				   (apart <= RP_SAME_DAY ? CORRECTED_KEPT
							 : CORRECTED_LATE) *
				       differences->numbers;
	if (changed > 2 || differences->again ||
	    differences->exchanged > CORRECTED_MOST)
		return false;
	if (differences->names == 2)
		return kept >= CORRECTED_NAMES;
	return kept >= (apart <= RP_SAME_DAY ? CORRECTED_KEPT : CORRECTED_LATE);
}

/* One report between lines of two outlets, in a text of some length. */
static bool is_credited(uint32_t words, bool one_site,
			const struct rp_differences *differences)
{
	uint32_t places =
	    differences->numbers + differences->names + differences->again;

	return words >= SUBJECT_WORDS && differences->in_lines == places &&
	       differences->line_figures <= (one_site ? 0 : CREDITS_FIGURES) &&
	       kept_facts(differences) >= CREDITS_KEPT;
}

/* What the same house, or another, had put right by the evening. */
static bool is_update(uint32_t words, int64_t apart,
		      const struct rp_differences *differences)
{
	uint32_t changed = differences->numbers + differences->names;

	return words >= SUBJECT_WORDS && apart >= 0 && apart <= RP_SAME_DAY &&
	       differences->led && differences->names <= 1 &&
	       !differences->again && changed <= UPDATE_FACTS &&
	       kept_facts(differences) >= UPDATE_KEPT * changed;
}

/* Edits that words not shared count as: a form has no paragraphs of its own.
 */
static uint32_t rewritten(const struct rp_comparison *comparison)
{
	uint32_t a = comparison->a.words - comparison->a.shared_words;
	uint32_t b = comparison->b.words - comparison->b.shared_words;

	return (a > b ? a : b) / REWRITTEN_WORDS;
}

/* What looks like a form filled in anew in a script that tells no names: most
 * that differs are a few words in the place of others, a good part of the text,
 * and hardly a figure is the same. A report that was written anew word by word
 * does too: a figure has to differ, or others have to fill it in (forms.c). */
static bool is_refilled(const struct rp_comparison *comparison,
			const struct rp_differences *differences,
			uint32_t least)
{
	uint32_t filled = differences->swapped + differences->numbers;
	uint32_t all =
	    differences->edits - rewritten(comparison) + differences->numbers;
	uint32_t shared =
	    comparison->a.shared_words < comparison->b.shared_words
		? comparison->a.shared_words
		: comparison->b.shared_words;
	uint32_t words = comparison->a.words < comparison->b.words
			     ? comparison->a.words
			     : comparison->b.words;

	return differences->caseless && words < RELEASE_WORDS &&
	       filled >= least && filled * 5 >= all * 3 &&
	       shared * 10 <= words * 9 &&
	       differences->kept_numbers * 2 < filled;
}

/* The same form about another matter, its blanks filled with words, too
 * (another day, trade, nationality): of names and figures fewer are the same
 * than are others, two words that differ counted for one of these. */
static bool is_worded(const struct rp_comparison *comparison, uint32_t words,
		      int64_t apart, const struct rp_differences *differences)
{
	bool named = differences->names > 0 || differences->caseless ||
		     differences->capitals;
	uint32_t edits = differences->edits - rewritten(comparison);
	uint32_t changed = differences->numbers + differences->names;

	/* Figures alone are put right within the day, or nobody knows. */
	if (!named && apart <= RP_SAME_DAY)
		return false;
	return changed >= WORDED_CHANGED && differences->kept <= changed &&
	       changed + edits >= WORDED_LEAST && words < RELEASE_WORDS &&
	       differences->kept * 2 < changed * 2 + edits;
}

/* The same form about other facts: of five differences at least two exchange
 * names, or three numbers. Prints of one report that readers found had less
 * than one in four, and one in three where prices were updated. */
static bool form_filled(uint32_t words, int64_t apart, bool one_site,
			const struct rp_differences *differences)
{
	uint32_t changed = differences->numbers + differences->names;
	uint32_t places = changed + differences->again;
	uint32_t all = places + differences->edits;
	uint32_t swapped;

	if (words >= SUBJECT_WORDS && words < RELEASE_WORDS &&
	    differences->lead_facts >= LEAD_FACTS)
		return true;
	/* Nothing but one figure: the next day's, or another grant's. */
	if (all == 1 && differences->numbers && words < RELEASE_WORDS)
		return (apart < 0 || apart > RP_SAME_DAY) &&
		       (words < SUBJECT_WORDS ||
			differences->kept < FIGURE_KEPT);
	if (places < 2 || places * 5 < all * 2 ||
	    is_style(words, apart, differences) ||
	    is_credited(words, one_site, differences) ||
	    is_update(words, apart, differences))
		return false;
	/* One name, for the same other throughout: another town's notice, or in
	 * a longer text a house that spells it so. */
	if (changed == 1)
		return words < SUBJECT_WORDS;
	if (differences->names)
		return true;
	/* Another day's figures in sentences that were written anew around
	 * them. */
	if (apart > DAYS_LATER && differences->numbers >= MANY_FIGURES &&
	    differences->numbers > differences->edits)
		return true;
	/* What was exchanged beside them may be names, one for each. */
	swapped =
	    differences->swapped < changed ? differences->swapped : changed;
	if (changed * 5 < (all - swapped) * 3)
		return false;
	/* Only figures. A correction keeps most of them and comes soon. */
	if (words >= RELEASE_WORDS && changed <= LATE_FACTS &&
	    kept_facts(differences) >= LATE_KEPT * changed)
		return false;
	if (apart >= 0)
		return apart > RP_SAME_DAY ||
		       kept_facts(differences) < 3 * changed;
	return kept_facts(differences) < 5 * changed;
}

static bool is_template(const struct rp_comparison *comparison, uint32_t words,
			uint32_t longer, int64_t apart, int64_t spread,
			bool one_site, const struct rp_differences *differences)
{
	uint32_t changed =
	    differences->numbers + differences->names + differences->again;

	if (form_filled(words, apart, one_site, differences) ||
	    (differences->numbers > differences->kept_numbers &&
	     is_refilled(comparison, differences, FILLED_LEAST)) ||
	    is_worded(comparison, words, apart, differences))
		return true;
	if (notice_repeated(longer, apart, spread, differences))
		return true;
	/* A brief that is about someone else. */
	return differences->subject && words < BRIEF_WORDS &&
	       changed >= differences->edits;
}

/* A pair that shares enough: one report, or why not. */
static enum rp_finding judge(const struct rp_comparison *comparison,
			     const struct rp_match *match,
			     const struct rp_text_node *a,
			     const struct rp_text_node *b,
			     const struct rp_alignment *alignment,
			     struct rp_differences *differences)
{
	uint32_t words = a->tokens < b->tokens ? a->tokens : b->tokens;
	uint32_t longer = comparison->a.words < comparison->b.words
			      ? comparison->b.words
			      : comparison->a.words;
	int64_t apart = rp_nodes_apart(a, b);
	int64_t spread = rp_nodes_spread(a, b);
	bool one_site = rp_nodes_same_site(a, b);

	if (rp_nodes_stray(a, b))
		return RP_FINDING_TEMPLATE;
	if (!rp_nodes_same_page(a, b)) {
		if (is_template(comparison, words, longer, apart, spread,
				one_site, differences))
			return RP_FINDING_TEMPLATE;
		/* What two pages of one site begin with is its introduction. */
		if (rp_block_is(comparison, alignment, differences,
				match->house, one_site, apart))
			return RP_FINDING_FRAGMENT;
	}
	if (rp_finding_outside(match->options, spread))
		return RP_FINDING_WINDOW;
	return rp_jaccard(comparison->shared, a->shingles, b->shingles) >=
		       match->options->threshold
		   ? RP_FINDING_COPY
		   : RP_FINDING_EXCERPT;
}

/* Whether most of a text stands in the other, as much as reports have. */
static bool is_held(const struct rp_coverage *coverage)
{
	return coverage->shared >= RP_LONG_WORDS &&
	       rp_coverage_share(coverage) >= HELD_SHARE;
}

static void tell_kinship(struct rp_comparison *comparison,
			 struct rp_differences *differences,
			 const struct rp_alignment *alignment)
{
	struct rp_kinship kinship = rp_kinship_find(differences, alignment);

	comparison->kinship = kinship.degree & RP_KINSHIP_MOST;
	comparison->part = kinship.part;
	comparison->a_held = is_held(&comparison->a);
	comparison->b_held = is_held(&comparison->b);
	comparison->a_shorter = kinship.of_a;
}

void rp_verdict_find(struct rp_comparison *comparison,
		     const struct rp_match *match, uint32_t a, uint32_t b,
		     const struct rp_alignment *alignment)
{
	uint32_t most = comparison->a.shared_words > comparison->b.shared_words
			    ? comparison->a.shared_words
			    : comparison->b.shared_words;
	struct rp_differences differences;
	uint32_t edits;

	if (contained(match, comparison)) {
		differences = rp_differences_find(alignment, match->house);
		edits = rewritten(comparison);
		differences.edits += edits;
		comparison->exchanged =
		    rp_count_cut(differences.exchanged) & RP_COUNT_MOST;
		comparison->named = differences.named;
		comparison->filled =
		    (differences.filled && edits == 0) ||
		    is_refilled(comparison, &differences, FILLED_MANY);
		comparison->finding =
		    judge(comparison, match, &match->nodes[a], &match->nodes[b],
			  alignment, &differences);
		if (rp_verdict_related(match, comparison))
			tell_kinship(comparison, &differences, alignment);
		return;
	}
	comparison->finding =
	    most >= FRAGMENT_WORDS ||
		    rp_verdict_containment(comparison) >= FRAGMENT_SHARE
		? RP_FINDING_FRAGMENT
		: RP_FINDING_DIFFERENT;
}

void rp_verdict_of_forms(struct rp_comparison *comparison,
			 const struct rp_match *match, uint32_t a, uint32_t b)
{
	const struct rp_text_node *first = &match->nodes[a];
	const struct rp_text_node *second = &match->nodes[b];
	uint32_t slots = rp_nodes_slots(first, second);

	if (slots && comparison->exchanged * FORM_SHARE >= slots &&
	    comparison->finding >= RP_FINDING_EXCERPT &&
	    !rp_nodes_same_page(first, second))
		comparison->finding = RP_FINDING_TEMPLATE;
}

const char *rp_finding_name(enum rp_finding finding)
{
	switch (finding) {
	case RP_FINDING_DIFFERENT:
		return "different";
	case RP_FINDING_FRAGMENT:
		return "fragment";
	case RP_FINDING_TEMPLATE:
		return "template";
	case RP_FINDING_SHORT:
		return "too short";
	case RP_FINDING_WINDOW:
		return "outside the window";
	case RP_FINDING_EXCERPT:
		return "excerpt";
	case RP_FINDING_COPY:
		return "copy";
	case RP_FINDING_EXACT:
		return "exact";
	}
	return "unknown";
}

bool rp_verdict_related(const struct rp_match *match,
			const struct rp_comparison *comparison)
{
	return comparison->finding == RP_FINDING_COPY ||
	       (comparison->finding == RP_FINDING_EXCERPT &&
		match->options->reach != RP_REACH_COPY);
}
