/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gap.c - see gap.h
 *
 * Cost: a look through the other text for each name and figure of a gap that
 * its set of words (wordset.h) does not rule out.
 */
#include "gap.h"

#include "flags.h"

/* Lines of an outlet before and behind a report: at most so many words, and so
 * few of them that are neither names nor figures. "Anna Berg, of Denver, was
 * named to the dean's list" has more. */
#define LINES_WORDS 20
#define LINES_PLAIN 4
/* Of those, before and behind what differs in its sentence. */
#define LINE_BEFORE 2
#define LINE_BEHIND 1
/* Where a form has said what it is about. */
#define LEAD_END 40
/* Plain words by which two sentences are of one form. */
#define ALIKE_WORDS 3
/* Where its subject stands. */
#define SUBJECT_END 8

bool rp_text_holds(const struct rp_text *text, uint32_t token)
{
	uint32_t i = 0;

	if (text->words && !rp_wordset_may_have(text->words, token))
		return false;
	/* In blocks, without a way out, so that they are compared at once. */
	for (; i + 16 <= text->count; i += 16) {
		uint32_t found = 0;
		uint32_t k;

		for (k = 0; k < 16; k++)
			found |= text->tokens[i + k] == token;
		if (found)
			return true;
	}
	for (; i < text->count; i++)
		if (text->tokens[i] == token)
			return true;
	return false;
}

bool rp_gap_all_alike(const struct rp_gap *gap)
{
	uint32_t i;

	for (i = gap->from; i < gap->to; i++)
		if (!rp_gap_is_alike(gap, i))
			return false;
	return true;
}

uint32_t rp_gap_only_here(const struct rp_gap *gap, unsigned char mark)
{
	uint32_t count = 0;
	uint32_t i;

	for (i = gap->from; i < gap->to; i++)
		count += (!mark || (gap->text->marks[i] & mark)) &&
			 !rp_gap_is_alike(gap, i) &&
			 !rp_text_holds(gap->other, gap->text->tokens[i]);
	return count;
}

bool rp_gap_own_name(const struct rp_gap *gap, uint32_t i)
{
	return (gap->text->marks[i] & RP_MARK_NAME) &&
	       !rp_gap_is_alike(gap, i) &&
	       !rp_text_holds(gap->other, gap->text->tokens[i]);
}

bool rp_gap_plain_at(const struct rp_gap *gap, uint32_t i)
{
	return !(gap->text->marks[i] & (RP_MARK_NAME | RP_MARK_NUMBER));
}

uint32_t rp_gap_plain(const struct rp_gap *gap)
{
	uint32_t count = 0;
	uint32_t i;

	for (i = gap->from; i < gap->to; i++)
		count += rp_gap_plain_at(gap, i);
	return count;
}

bool rp_gap_has_number(const struct rp_gap *gap)
{
	uint32_t i;

	for (i = gap->from; i < gap->to; i++)
		if ((gap->text->marks[i] & RP_MARK_NUMBER) &&
		    !rp_gap_is_alike(gap, i))
			return true;
	return false;
}

/* Plain words from one place to another. */
static uint32_t plain_between(const struct rp_text *text, uint32_t from,
			      uint32_t to)
{
	struct rp_gap gap = {text, NULL, from, to, {0}};

	return rp_gap_plain(&gap);
}

/* Whether the sentence around a gap has next to nothing else: "By …",
 * "Published … EST". "…, 84, of Boise, died on Tuesday" has. */
static bool is_line(const struct rp_gap *gap, uint32_t from, uint32_t to)
{
	return plain_between(gap->text, from, gap->from) <= LINE_BEFORE &&
	       plain_between(gap->text, gap->to, to) <= LINE_BEHIND;
}

/* Where the sentence begins that a place is in. */
static uint32_t sentence_start(const struct rp_text *text, uint32_t at)
{
	while (at > 0 &&
	       (at == text->count || !(text->marks[at] & RP_MARK_START)))
		at--;
	return at;
}

/* Where it ends: a capital begins the lead where a line was joined to it. */
static uint32_t sentence_end(const struct rp_gap *gap)
{
	const struct rp_text *text = gap->text;

	if (gap->from == 0) {
		uint32_t at = gap->to;

		while (at < text->count && text->marks[at] & RP_MARK_NUMBER)
			at++;
		if (at < text->count && text->marks[at] & RP_MARK_NAME)
			return at;
	}
	return (uint32_t)rp_flags_next(text->marks, RP_MARK_START, gap->to,
				       text->count);
}

/* In the first few words, which tell of nothing: "By Anna Berg, Denver Post.
 * Published 4:12 PM EST". */
static bool in_head(const struct rp_gap *gap)
{
	uint32_t end;

	if (gap->to > LINES_WORDS)
		return false;
	end = sentence_end(gap);
	return end <= LINES_WORDS &&
	       is_line(gap, sentence_start(gap->text, gap->from), end) &&
	       plain_between(gap->text, 0, end) <= LINES_PLAIN;
}

/* The same of the last: "Reach Anna Berg at 303-555-0142". */
static bool in_tail(const struct rp_gap *gap)
{
	uint32_t count = gap->text->count;
	uint32_t from;

	if (gap->from + LINES_WORDS < count)
		return false;
	from = sentence_start(gap->text, gap->from);
	return from + LINES_WORDS >= count &&
	       is_line(gap, from, sentence_end(gap)) &&
	       plain_between(gap->text, from, count) <= LINES_PLAIN;
}

/* Whether words of its sentence stand before or behind the gap. */
static bool in_sentence(const struct rp_gap *gap)
{
	const struct rp_text *text = gap->text;

	return (gap->from > 0 && gap->from < text->count &&
		!(text->marks[gap->from] & RP_MARK_START)) ||
	       (gap->to < text->count &&
		!(text->marks[gap->to] & (RP_MARK_START | RP_MARK_NAME)));
}

/* Whether the word is of a name that the other text has not; the first word of
 * all is if the next is. */
static bool is_of_name(const struct rp_gap *gap, uint32_t i)
{
	if (i == 0)
		return gap->to > 1 && (gap->text->marks[1] & RP_MARK_NAME) &&
		       !rp_gap_is_alike(gap, 0) &&
		       !rp_text_holds(gap->other, gap->text->tokens[0]);
	return rp_gap_own_name(gap, i);
}

uint32_t rp_gap_facts(const struct rp_gap *gap)
{
	uint32_t facts = rp_gap_only_here(gap, RP_MARK_NUMBER);
	uint32_t i;

	for (i = gap->from; i < gap->to; i++)
		facts += is_of_name(gap, i);
	return facts;
}

uint32_t rp_gap_subject(const struct rp_gap *gap)
{
	uint32_t names = 0;
	uint32_t i;

	for (i = gap->from; i < gap->to && i < SUBJECT_END; i++)
		names += is_of_name(gap, i);
	return names;
}

bool rp_gap_has_word(const struct rp_gap *gap, uint32_t token)
{
	uint32_t i;

	for (i = gap->from; i < gap->to; i++)
		if (gap->text->tokens[i] == token)
			return true;
	return false;
}

/* Words with the mark that the gap across has not, but for furniture. */
static uint32_t others(const struct rp_gap *gap, const struct rp_gap *across,
		       unsigned char mark)
{
	uint32_t count = 0;
	uint32_t i;

	for (i = gap->from; i < gap->to; i++) {
		unsigned char marks = gap->text->marks[i];

		count += (marks & mark) &&
			 (marks & RP_MARKS_APART) != RP_MARKS_APART &&
			 !rp_gap_is_alike(gap, i) &&
			 !rp_gap_has_word(across, gap->text->tokens[i]);
	}
	return count;
}

static uint32_t exchanged(const struct rp_gap *a, const struct rp_gap *b,
			  unsigned char mark)
{
	uint32_t first = others(a, b, mark);
	uint32_t second = first ? others(b, a, mark) : 0;

	return first < second ? first : second;
}

uint32_t rp_gaps_exchanged(const struct rp_gap *a, const struct rp_gap *b,
			   bool names)
{
	uint32_t numbers = exchanged(a, b, RP_MARK_NUMBER);

	/* "Jan. 3" for "Tuesday" is how a house writes. */
	if (!names || rp_gap_has_number(a) != rp_gap_has_number(b))
		return numbers;
	return numbers + exchanged(a, b, RP_MARK_NAME);
}

static bool has_plain(const struct rp_gap *gap, const struct rp_gap *across)
{
	uint32_t i;

	for (i = gap->from; i < gap->to; i++)
		if (rp_gap_plain_at(gap, i) &&
		    !(gap->text->marks[i] & RP_MARK_START) &&
		    !rp_gap_has_word(across, gap->text->tokens[i]))
			return true;
	return false;
}

bool rp_gaps_mixed(const struct rp_gap *a, const struct rp_gap *b)
{
	return has_plain(a, b) || has_plain(b, a);
}

bool rp_gaps_first_word(const struct rp_gap *a, const struct rp_gap *b)
{
	return a->from == 0 && b->from == 0 && a->to == 1 && b->to == 1;
}

bool rp_gaps_respelt(const struct rp_gap *a, const struct rp_gap *b)
{
	uint32_t i = a->from;
	uint32_t k = b->from;

	for (;; i++, k++) {
		while (i < a->to && !rp_gap_own_name(a, i))
			i++;
		while (k < b->to && !rp_gap_own_name(b, k))
			k++;
		if (i == a->to || k == b->to)
			break;
		if (a->text->marks[i] >> RP_MARK_SPELLING_SHIFT !=
		    b->text->marks[k] >> RP_MARK_SPELLING_SHIFT)
			return false;
	}
	return i == a->to && k == b->to &&
	       !rp_gap_only_here(a, RP_MARK_NUMBER) &&
	       !rp_gap_only_here(b, RP_MARK_NUMBER);
}

bool rp_gaps_in_tail(const struct rp_gap *a, const struct rp_gap *b)
{
	return in_tail(a) && in_tail(b);
}

bool rp_gaps_in_lines(const struct rp_gap *a, const struct rp_gap *b)
{
	return (in_head(a) && in_head(b)) || rp_gaps_in_tail(a, b);
}

/* Whether most plain words of a sentence that stands alone in each stand in the
 * other: "The numbers drawn on Friday were …", fewer than are found as such. */
static bool are_alike(const struct rp_gap *a, const struct rp_gap *b)
{
	uint32_t alike = 0;
	uint32_t i;
	uint32_t k;

	for (i = a->from; i < a->to; i++) {
		bool found = false;

		if (!rp_gap_plain_at(a, i))
			continue;
		for (k = b->from; k < b->to; k++)
			found |= b->text->tokens[k] == a->text->tokens[i];
		alike += found;
	}
	return alike >= ALIKE_WORDS && alike * 2 > rp_gap_plain(a) &&
	       alike * 2 > rp_gap_plain(b);
}

bool rp_gaps_in_lead(const struct rp_gap *a, const struct rp_gap *b)
{
	return a->to <= LEAD_END && b->to <= LEAD_END &&
	       ((in_sentence(a) && in_sentence(b)) || are_alike(a, b));
}
