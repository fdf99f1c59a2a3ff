/* SPDX-License-Identifier: Apache-2.0 */
/*
 * block.c - see block.h
 *
 * Two prints of one report have most names and figures in common, also where
 * an outlet gave them another lead. What differs in those, above or around
 * what both have unchanged, are two articles: releases of a company above what
 * it says of itself, the stages of a trial above what led to it, teasers above
 * the plea of a paywall. A corpus tells most such blocks by their number
 * (furniture.c); two articles alone have these rules.
 */
#include "block.h"

#include "coverage.h"
#include "day.h"
#include "differences.h"
#include "matter.h"

/* A block that two articles share: passages at most, share below which, and
 * words, names and figures of the rest to judge by. */
#define BLOCK_PASSAGES 2
#define BLOCK_SHARE    0.7
#define BLOCK_REST     15
#define BLOCK_FACTS    5
/* On one site or on other days, below the beginning of each, more than that
 * too. */
#define HEAD_SHARE 0.85
#define HEAD_REST  20
#define HEAD_FACTS 3
#define HEAD_APART (3 * RP_DAY)
/* ... and on two sites within days, if it is so much and so full of names and
 * figures of which so few of five are in the other. */
#define RELEASE_REST   40
#define RELEASE_FACTS  12
#define RELEASE_HEADED 8
#define RELEASE_KNOWN  2
/* ... and what is shared has fewer words in quotation marks. */
#define RELEASE_QUOTED 20
/* Weeks later, whatever of it both name: what happened since, above what was
 * said before. */
#define STAGE_APART (14 * RP_DAY)
#define STAGE_REST  40
/* One frame around two matters, on one site or days apart: plain words of each,
 * of which fewer than one in so many stand in what both share (matter.c). */
#define MATTER_WORDS 20
#define MATTER_KNOWN 6
/* It is none if it is so much of both, begins one of them, within so many
 * words, and has so many names and figures. */
#define ABRIDGED_SHARE 0.35
#define BEGINNING      20
#define ABRIDGED_KEPT  12

/* Issues of one site, of two days: so many words each that the other has not,
 * where what they share is no larger part of either; or, where it is as long as
 * reports are, no larger than that of a block. */
#define ISSUE_REST  15
#define ISSUE_SHARE 0.9
#define ISSUE_LONG  250
/* ... of days that are not known. */
#define ISSUE_UNDATED_REST  30
#define ISSUE_UNDATED_SHARE 0.75
/* Names and figures that a report has and a frame has not: 3 to 10 in frames of
 * daily bulletins, 12 and more in reports that a site printed anew. Where all
 * nouns count three times as many. */
#define ISSUE_KEPT 12

/* Own prose of a text that is mostly quotation, if it does no more than lead to
 * that: such a part of it. */
#define INTRODUCTION 8
/* Words of a lead above what names nothing; of its names and figures one in so
 * many stands in the other text too. */
#define PLEA_LEAD  8
#define PLEA_KNOWN 3
/* What it costs, for how long, and what it costs then. */
#define PLEA_FIGURES 3

/* What a report begins with, long and full of facts, in another article that
 * goes on by itself for no longer: an outlet cut the report and added to it. A
 * live report that holds some paragraphs of one is longer. */
static bool is_abridged(const struct rp_comparison *comparison,
			const struct rp_alignment *alignment,
			const struct rp_differences *differences)
{
	const struct rp_passage *first = &alignment->passages[0];

	return rp_coverage_share(&comparison->a) >= ABRIDGED_SHARE &&
	       rp_coverage_share(&comparison->b) >= ABRIDGED_SHARE &&
	       (first->a < BEGINNING || first->b < BEGINNING) &&
	       differences->kept >= ABRIDGED_KEPT &&
	       comparison->a.shared >= RP_LONG_WORDS &&
	       comparison->b.shared >= RP_LONG_WORDS;
}

/* Whether own prose is no more than what leads to a speech. */
static bool is_introduction(const struct rp_coverage *coverage)
{
	return coverage->own * INTRODUCTION <= coverage->words;
}

/* Words of one text alone that tell of something else. */
static bool is_elsewhere(const struct rp_rest *rest)
{
	return rest->words >= HEAD_REST && rest->facts >= HEAD_FACTS &&
	       rest->known * (rest->facts < BLOCK_FACTS ? 3 : 2) < rest->facts;
}

/* Two articles of one site, or of other days, that begin each with something
 * else and go on with the same: releases of a company with what it says of
 * itself, a quotation of shares with the small print, the stages of a trial
 * with what led to it. A site prints a report once, or with its lead told anew,
 * which names the same. */
static bool is_headed(const struct rp_alignment *alignment,
		      struct rp_differences *differences, int64_t apart)
{
	const struct rp_passage *first = &alignment->passages[0];

	if (first->a <= RP_ALIGN_GAP || first->b <= RP_ALIGN_GAP)
		return false;
	rp_differences_rests(differences, alignment);
	if (apart > STAGE_APART && differences->a.words >= STAGE_REST &&
	    differences->b.words >= STAGE_REST)
		return true;
	return is_elsewhere(&differences->a) && is_elsewhere(&differences->b);
}

/* Whether somebody is quoted in what both share: what a sender says of himself
 * each time has no quotations but single words. */
static bool shares_quotation(const struct rp_comparison *comparison)
{
	uint32_t a = comparison->a.shared_words - comparison->a.shared;
	uint32_t b = comparison->b.shared_words - comparison->b.shared;

	return (a > b ? a : b) >= RELEASE_QUOTED;
}

/* Whether words from from to end begin, or next to, with a heading that names
 * somebody: "About" and the name of a sender above what he says of himself.
 * Reports have headings further down. */
static bool begins_with_heading(const struct rp_text *text, uint32_t from,
				uint32_t end)
{
	const unsigned char *marks = text->marks;
	uint32_t i = from;

	while (i < end && i < from + RP_ALIGN_GAP &&
	       (marks[i] & RP_MARKS_APART) != RP_MARK_ASIDE)
		i++;
	for (; i < end && (marks[i] & RP_MARKS_APART) == RP_MARK_ASIDE; i++)
		if (marks[i] & RP_MARK_NAME)
			return true;
	return false;
}

/* Whether what both share does so in either. */
static bool shares_heading(const struct rp_alignment *alignment)
{
	const struct rp_passage *first = &alignment->passages[0];

	return begins_with_heading(&alignment->text_a, first->a,
				   first->a + first->a_words) ||
	       begins_with_heading(&alignment->text_b, first->b,
				   first->b + first->b_words);
}

/* Words of one text alone that are a release of its own above what the sender
 * says of himself each time. */
static bool is_release(const struct rp_rest *rest, uint32_t facts)
{
	return rest->words >= RELEASE_REST && rest->facts >= facts &&
	       rest->known * 5 <= rest->facts * RELEASE_KNOWN;
}

/* Whether two texts are releases of one sender on two matters. */
static bool are_releases(const struct rp_comparison *comparison,
			 const struct rp_alignment *alignment,
			 const struct rp_differences *differences)
{
	uint32_t facts =
	    shares_heading(alignment) ? RELEASE_HEADED : RELEASE_FACTS;

	return is_release(&differences->a, facts) &&
	       is_release(&differences->b, facts) &&
	       !shares_quotation(comparison);
}

/* Whether hardly a name or figure of one text alone stands in the other. */
static bool is_strange(const struct rp_rest *rest)
{
	return rest->known * PLEA_KNOWN <= rest->facts;
}

/* What two articles of one site have below other beginnings is short, names
 * nothing and has no figures but those of a price: the plea of a paywall below
 * its teasers, how to subscribe. A report has both. */
static bool is_plea(const struct rp_comparison *comparison,
		    const struct rp_alignment *alignment,
		    struct rp_differences *differences)
{
	const struct rp_passage *first = &alignment->passages[0];

	if (differences->kept > differences->kept_numbers ||
	    differences->kept_numbers > PLEA_FIGURES || differences->caseless ||
	    first->a < PLEA_LEAD || first->b < PLEA_LEAD ||
	    comparison->a.shared_words >= RP_PLEA_WORDS ||
	    comparison->b.shared_words >= RP_PLEA_WORDS)
		return false;
	rp_differences_rests(differences, alignment);
	return is_strange(&differences->a) && is_strange(&differences->b);
}

static bool is_other_matter(const struct rp_matter *matter)
{
	return matter->words >= MATTER_WORDS &&
	       matter->known * MATTER_KNOWN < matter->words;
}

/* Whether a site, or whoever writes days later, has set one frame around two
 * matters: columns, recipes, puzzles. Until then two outlets may put leads of
 * their own above a report. */
static bool is_framed(const struct rp_alignment *alignment,
		      const struct rp_house *house, bool one_site,
		      int64_t apart)
{
	struct rp_matter a;
	struct rp_matter b;

	if (!house || (!one_site && apart <= HEAD_APART))
		return false;
	rp_matter_find(&a, &b, alignment, house);
	return is_other_matter(&a) && is_other_matter(&b);
}

/* Whether words of one text alone, with so many facts, name what the other has,
 * too. */
static bool is_retold(const struct rp_rest *rest, uint32_t facts)
{
	return rest->facts >= facts && rest->known * 3 >= rest->facts * 2;
}

/* Whether two texts are one report that a site printed anew, put right, sub-
 * edited or brought up to date: what they share is full of names and figures,
 * and begins one of them, or what one of them has besides names the same. Or
 * its lead was told anew, and both leads name the same. */
static bool is_anew(const struct rp_alignment *alignment,
		    const struct rp_differences *differences,
		    const struct rp_rest *contained)
{
	const struct rp_passage *first = &alignment->passages[0];
	bool led = first->a <= RP_ALIGN_GAP || first->b <= RP_ALIGN_GAP;

	if (differences->kept >= (differences->capitals ? 3 : 1) * ISSUE_KEPT &&
	    (led || is_retold(contained, HEAD_FACTS)))
		return true;
	return !led && is_retold(&differences->a, BLOCK_FACTS) &&
	       is_retold(&differences->b, BLOCK_FACTS);
}

/* Whether a site says something else on another day, or on days that nobody
 * knows, in one form or below one frame: its bulletins, lists and columns, the
 * next day's story above what was said before. What it adds to leaves all that
 * one of them has. */
static bool is_issue(const struct rp_comparison *comparison,
		     const struct rp_alignment *alignment,
		     struct rp_differences *differences, bool dated)
{
	double a = rp_coverage_share(&comparison->a);
	double b = rp_coverage_share(&comparison->b);
	bool lengthy = comparison->a.shared >= ISSUE_LONG &&
		       comparison->b.shared >= ISSUE_LONG;
	uint32_t least = dated ? ISSUE_REST : ISSUE_UNDATED_REST;
	double share = dated ? ISSUE_SHARE : ISSUE_UNDATED_SHARE;

	if ((a > b ? a : b) >= (lengthy ? BLOCK_SHARE : share))
		return false;
	rp_differences_rests(differences, alignment);
	return differences->a.words >= least && differences->b.words >= least &&
	       !is_anew(alignment, differences,
			a > b ? &differences->a : &differences->b);
}

bool rp_block_is(const struct rp_comparison *comparison,
		 const struct rp_alignment *alignment,
		 struct rp_differences *differences,
		 const struct rp_house *house, bool one_site, int64_t apart)
{
	double a = rp_coverage_share(&comparison->a);
	double b = rp_coverage_share(&comparison->b);
	double most = a > b ? a : b;
	const struct rp_rest *rest = a >= b ? &differences->a : &differences->b;
	const struct rp_rest *more = a >= b ? &differences->b : &differences->a;

	if (one_site && (apart < 0 || apart > RP_NEXT_DAY) &&
	    is_issue(comparison, alignment, differences, apart >= 0))
		return true;
	if (alignment->count > BLOCK_PASSAGES)
		return false;
	if (one_site && is_plea(comparison, alignment, differences))
		return true;
	if (rp_coverage_spoken(&comparison->a, &comparison->b)) {
		/* One statement on two matters is none. */
		rp_differences_rests(differences, alignment);
		return !is_introduction(&comparison->a) &&
		       !is_introduction(&comparison->b) &&
		       is_elsewhere(&differences->a) &&
		       is_elsewhere(&differences->b);
	}
	if (most < HEAD_SHARE &&
	    ((is_headed(alignment, differences, apart) &&
	      (one_site || apart > HEAD_APART ||
	       are_releases(comparison, alignment, differences))) ||
	     is_framed(alignment, house, one_site, apart)))
		return true;
	if (most >= BLOCK_SHARE ||
	    (!one_site && is_abridged(comparison, alignment, differences)))
		return false;
	rp_differences_rests(differences, alignment);
	return rest->words >= BLOCK_REST &&
	       rest->facts >= (differences->capitals ? 2 : 1) * BLOCK_FACTS &&
	       rest->known * 2 < rest->facts && more->words >= BLOCK_REST &&
	       more->known * 2 < more->facts;
}
