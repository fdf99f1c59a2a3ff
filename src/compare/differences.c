/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differences.c - what differs where two texts correspond
 *
 * Between the runs of a passage, and before the first and behind the last
 * where both texts begin or end there, lie gaps. A gap with other numbers on
 * either side, or with names on either side that the other text has nowhere,
 * is a substitution (exchanges.c); every other one is an edit. In scripts
 * without capitals no name is told, and where all nouns have them, as in
 * German, not by one; a few words that are exchanged for others are counted
 * apart there, since any may be one. A figure in the way of another house is
 * the same one (alike.c).
 *
 * Between two passages, and where the texts begin and end beyond what a passage
 * bridges, may lie a form as well (slots.c); its slots are gaps then.
 *
 * Cost: linear in the gaps, times the text for each name and number in them
 * that it may have; beyond RP_DIFFERENCES_MOST gaps are taken for edits.
 */
#include "differences.h"

#include "alike.h"
#include "exchanges.h"
#include "slots.h"

/* From this share of words with capitals on, capitals say nothing of names:
 * 8 to 20 % in English, French and Spanish news, 25 to 40 in German. */
#define CAPITALS_PERCENT 24
/* Words, or characters of a script without blanks, that a name takes; and those
 * of what is filled in, where no name is told: a charge, what was stolen. */
#define NAME_WORDS 8
#define SLOT_WORDS 16
/* Another spelling of a word takes no more words than so many. */
#define SPELT_WORDS 2

/* Sums over all gaps. */
struct tally {
	const struct rp_house *house; /* or NULL */
	struct rp_differences out;
	uint32_t gaps;
	struct rp_exchanges exchanges;
	uint32_t numbers_a; /* gaps with one that the other text has nowhere */
	uint32_t numbers_b;
	uint32_t lead_a; /* names and figures that lead to something else */
	uint32_t lead_b;
	uint32_t subject_a; /* of them names where the text begins */
	uint32_t subject_b;
	uint32_t elsewhere; /* gaps that are neither in the lead nor in lines */
	uint32_t respelt;   /* of the edits, those that may be names for others
			       which begin alike */
	uint32_t mixed;	    /* gaps that exchange plain words with names */
	bool subject;	    /* the first words of all are names exchanged */
};

/* Whether the gap exchanges names for others, and counts it if so. */
static bool exchanges_name(struct tally *tally, const struct rp_gap *a,
			   const struct rp_gap *b)
{
	struct rp_exchanged met = rp_exchanges_meet(
	    &tally->exchanges, a, b, tally->gaps, tally->out.capitals);

	tally->out.edits -= met.taken_back;
	tally->out.names += met.names && !met.counted;
	tally->out.again += met.known;
	return met.names;
}

/* Whether a gap is a name that a sentence begins with, as far as capitals tell:
 * not of its first word. */
static bool is_begun(const struct rp_gap *gap)
{
	uint32_t i;

	if (gap->from == gap->to || gap->to - gap->from > NAME_WORDS ||
	    !(gap->text->marks[gap->from] & RP_MARK_START))
		return false;
	for (i = gap->from + 1; i < gap->to; i++)
		if (!(gap->text->marks[i] & RP_MARK_NAME))
			return false;
	return true;
}

/* Whether sentences begin with names that stand for each other elsewhere. */
static bool begins_exchanged(const struct tally *tally, const struct rp_gap *a,
			     const struct rp_gap *b)
{
	return is_begun(a) && is_begun(b) &&
	       rp_exchanges_has(&tally->exchanges, a->text->tokens[a->from],
				b->text->tokens[b->from]);
}

/* Whether a word or two on either side begin alike: another spelling, which may
 * part a word or join two. */
static bool is_spelling(const struct rp_gap *a, const struct rp_gap *b)
{
	uint32_t words_a = a->to - a->from;
	uint32_t words_b = b->to - b->from;
	uint32_t i;

	if (words_a > SPELT_WORDS || words_b > SPELT_WORDS)
		return false;
	for (i = 0; i < (words_a == words_b ? words_a : 1); i++)
		if (a->text->marks[a->from + i] >> RP_MARK_SPELLING_SHIFT !=
		    b->text->marks[b->from + i] >> RP_MARK_SPELLING_SHIFT)
			return false;
	return true;
}

/* Whether a few words, some of them nowhere in the other text, stand on either
 * side. */
static bool swaps(const struct tally *tally, const struct rp_gap *a,
		  const struct rp_gap *b)
{
	uint32_t most = tally->out.caseless ? SLOT_WORDS : NAME_WORDS;

	if (!tally->out.caseless && !tally->out.capitals)
		return false;
	return a->to - a->from <= most && b->to - b->from <= most &&
	       rp_gap_only_here(a, 0) && rp_gap_only_here(b, 0) &&
	       !(tally->out.caseless && is_spelling(a, b));
}

/* What differs in one place. True if it is a substitution of names. */
static bool compare_gap(struct tally *tally, const struct rp_gap *a,
			const struct rp_gap *b)
{
	uint32_t only_a;
	uint32_t only_b;

	if (tally->gaps++ >= RP_DIFFERENCES_MOST) {
		tally->out.edits++;
		return false;
	}
	only_a = rp_gap_only_here(a, RP_MARK_NUMBER);
	only_b = rp_gap_only_here(b, RP_MARK_NUMBER);
	tally->numbers_a += only_a > 0;
	tally->numbers_b += only_b > 0;
	if ((only_a && rp_gap_has_number(b)) ||
	    (only_b && rp_gap_has_number(a))) {
		tally->out.numbers++;
		return exchanges_name(tally, a, b);
	}
	if (begins_exchanged(tally, a, b)) {
		tally->out.again++;
		return true;
	}
	/* "Jan. 3" for "Tuesday" is an edit. */
	if (rp_gap_has_number(a) == rp_gap_has_number(b) &&
	    exchanges_name(tally, a, b))
		return true;
	tally->out.edits++;
	rp_exchanges_count_edit(&tally->exchanges, tally->gaps);
	tally->out.swapped += swaps(tally, a, b);
	return false;
}

/* Places so far. A figure on one side here and on the other there counts too:
 * "to a surplus of 150 from flat", "to flat from one of 100". */
static uint32_t places(const struct tally *tally)
{
	uint32_t scattered = tally->numbers_a < tally->numbers_b
				 ? tally->numbers_a
				 : tally->numbers_b;
	uint32_t numbers = tally->out.numbers;

	return (scattered > numbers ? scattered : numbers) + tally->out.names +
	       tally->out.again;
}

static void note_line(struct rp_differences *out, const struct rp_gap *a,
		      const struct rp_gap *b, uint32_t added)
{
	uint32_t figures_a = rp_gap_only_here(a, RP_MARK_NUMBER);
	uint32_t figures_b = rp_gap_only_here(b, RP_MARK_NUMBER);
	uint32_t figures = figures_a > figures_b ? figures_a : figures_b;

	out->in_lines += added;
	if (figures > out->line_figures)
		out->line_figures = figures;
}

/* Figures and names in the place of others. Lines of an outlet are none of the
 * report; but a first sentence of next to nothing but names, "Ida Lamb, 93, of
 * Aske, died on Sunday", says the same each time. */
static uint32_t exchanged(const struct tally *tally, const struct rp_gap *a,
			  const struct rp_gap *b, bool in_lines)
{
	struct rp_run runs[RP_SLOTS_MOST + 1];
	uint32_t count;

	if (rp_gaps_first_word(a, b))
		return 1;
	count = rp_gaps_exchanged(a, b, !tally->out.capitals);
	if (count == 0)
		return 0;
	if (in_lines && (rp_gaps_in_tail(a, b) ||
			 rp_slots_find(runs, a, b, tally->out.caseless) == 0))
		return 0;
	return count;
}

/* Where a difference lies tells what it is: whose print, what the text is
 * about, or an edit. */
static void note_place(struct tally *tally, const struct rp_gap *a,
		       const struct rp_gap *b, uint32_t added)
{
	bool in_lines;

	if (tally->gaps > RP_DIFFERENCES_MOST) {
		tally->elsewhere++;
		return;
	}
	in_lines = rp_gaps_in_lines(a, b);
	tally->out.exchanged += exchanged(tally, a, b, in_lines);
	if (in_lines) {
		note_line(&tally->out, a, b, added);
		return;
	}
	if (!rp_gaps_in_lead(a, b)) {
		tally->elsewhere++;
		return;
	}
	if (!rp_gaps_respelt(a, b)) {
		tally->lead_a += rp_gap_facts(a);
		tally->lead_b += rp_gap_facts(b);
		tally->subject_a += rp_gap_subject(a);
		tally->subject_b += rp_gap_subject(b);
	}
}

/* Set aside what both gaps say, each in the way of its house. */
static void find_alike(struct tally *tally, struct rp_gap *a, struct rp_gap *b)
{
	uint32_t figures;

	if (!tally->house || tally->gaps >= RP_DIFFERENCES_MOST)
		return;
	tally->out.kept += rp_alike_mark(&figures, tally->house, a, b);
	tally->out.kept_numbers += figures;
}

/* What differs in one place, and where it is. */
static bool compare(struct tally *tally, struct rp_gap *a, struct rp_gap *b)
{
	uint32_t before = places(tally);
	uint32_t edits = tally->out.edits;
	uint32_t exchanged = tally->out.exchanged;
	bool names;

	find_alike(tally, a, b);
	/* Nothing, or two houses' ways, is no edit, of which a form would have
	 * none. */
	if (rp_gap_all_alike(a) && rp_gap_all_alike(b))
		return false;
	names = compare_gap(tally, a, b);
	note_place(tally, a, b, places(tally) - before);
	if (tally->out.exchanged > exchanged) {
		tally->respelt += tally->out.edits > edits;
		tally->mixed += rp_gaps_mixed(a, b);
		tally->subject |= a->from == 0 && b->from == 0;
	}
	return names;
}

/* Words of the first text, and of the second. */
static struct rp_gap gap_of_a(const struct rp_alignment *alignment,
			      uint32_t from, uint32_t to)
{
	return (struct rp_gap){.text = &alignment->text_a,
			       .other = &alignment->text_b,
			       .from = from,
			       .to = to};
}

static struct rp_gap gap_of_b(const struct rp_alignment *alignment,
			      uint32_t from, uint32_t to)
{
	return (struct rp_gap){.text = &alignment->text_b,
			       .other = &alignment->text_a,
			       .from = from,
			       .to = to};
}

static void compare_between(struct tally *tally,
			    const struct rp_alignment *alignment,
			    uint32_t a_from, uint32_t a_to, uint32_t b_from,
			    uint32_t b_to)
{
	struct rp_gap a = gap_of_a(alignment, a_from, a_to);
	struct rp_gap b = gap_of_b(alignment, b_from, b_to);

	compare(tally, &a, &b);
}

/* Words of a hundred that have capitals which the sentence did not ask for. */
static uint32_t capitals_percent(const struct rp_text *text)
{
	uint32_t names = 0;
	uint32_t i;

	for (i = 0; i < text->count; i++)
		names += (text->marks[i] & RP_MARK_NAME) != 0;
	return text->count ? (uint32_t)((uint64_t)names * 100 / text->count)
			   : 0;
}

/* Whether so many capitals in a text say nothing of names. A list of titles has
 * as many. */
static bool has_nouns(const struct rp_house *house, const struct rp_text *text,
		      uint32_t percent)
{
	return percent >= CAPITALS_PERCENT &&
	       (!house || rp_house_nouns(house, text));
}

/* Words that are counted in bytes before they are added up: as many as fit,
 * which the compiler takes 16 at once. */
#define COUNTED 255
_Static_assert(RP_MARK_NUMBER == 1 && RP_MARK_NAME == 2,
	       "the lowest bits say what is a fact");

static void count_some(struct rp_differences *out, const unsigned char *marks_a,
		       const unsigned char *marks_b, uint32_t count)
{
	unsigned char kept = 0;
	unsigned char numbers = 0;
	uint32_t i;

	for (i = 0; i < count; i++) {
		/* What a site says under each of its articles it has in common
		 * with all. */
		unsigned char counts =
		    ((marks_a[i] & RP_MARKS_APART) != RP_MARKS_APART) &
		    ((marks_b[i] & RP_MARKS_APART) != RP_MARKS_APART);
		/* A name that begins a sentence in one of them is told by the
		 * other. */
		unsigned char marks = marks_a[i] | marks_b[i];
		unsigned char fact = marks | marks >> 1;

		kept = (unsigned char)(kept + (counts & fact));
		numbers = (unsigned char)(numbers + (counts & marks));
	}
	out->kept += kept;
	out->kept_numbers += numbers;
}

static void count_kept(struct rp_differences *out,
		       const struct rp_alignment *alignment,
		       const struct rp_run *run)
{
	const unsigned char *marks_a = alignment->text_a.marks + run->a;
	const unsigned char *marks_b = alignment->text_b.marks + run->b;
	uint32_t i;

	for (i = 0; i < run->n; i += COUNTED) {
		uint32_t left = run->n - i;

		count_some(out, marks_a + i, marks_b + i,
			   left < COUNTED ? left : COUNTED);
	}
}

/* Words of a table that stands between two passages, and figures of it that the
 * other text has nowhere. */
#define TABLE_MOST    100
#define TABLE_FIGURES 5

/* Where as much stands on either side as is no longer held against each other
 * word by word, of one length and full of other figures, it is a table, filled
 * in anew. */
static void compare_table(struct tally *tally, struct rp_gap *a,
			  struct rp_gap *b)
{
	uint32_t words_a = a->to - a->from;
	uint32_t words_b = b->to - b->from;
	uint32_t most = words_a > words_b ? words_a : words_b;
	uint32_t least = words_a > words_b ? words_b : words_a;
	uint32_t figures_a;
	uint32_t figures_b;

	if (most > TABLE_MOST || least * 4 < most * 3)
		return;
	find_alike(tally, a, b);
	figures_a = rp_gap_only_here(a, RP_MARK_NUMBER);
	figures_b = rp_gap_only_here(b, RP_MARK_NUMBER);
	if (figures_a >= TABLE_FIGURES && figures_b >= TABLE_FIGURES)
		tally->out.numbers +=
		    figures_a < figures_b ? figures_a : figures_b;
}

/* Whether the gaps are one form, whose slots are compared then. */
static bool compare_slots(struct tally *tally,
			  const struct rp_alignment *alignment,
			  const struct rp_gap *a, const struct rp_gap *b)
{
	struct rp_run runs[RP_SLOTS_MOST + 1];
	uint32_t count = rp_slots_find(runs, a, b, tally->out.caseless);
	uint32_t from_a = a->from;
	uint32_t from_b = b->from;
	uint32_t i;

	for (i = 0; count && i <= count; i++) {
		compare_between(tally, alignment, from_a, runs[i].a, from_b,
				runs[i].b);
		from_a = runs[i].a + runs[i].n;
		from_b = runs[i].b + runs[i].n;
		count_kept(&tally->out, alignment, &runs[i]);
	}
	return count > 0;
}

/* Between two passages that follow each other in both texts. */
static void compare_passages(struct tally *tally,
			     const struct rp_alignment *alignment)
{
	size_t i;

	for (i = 1; i < alignment->count; i++) {
		const struct rp_passage *last = &alignment->passages[i - 1];
		const struct rp_passage *next = &alignment->passages[i];
		struct rp_gap a =
		    gap_of_a(alignment, last->a + last->a_words, next->a);
		struct rp_gap b =
		    gap_of_b(alignment, last->b + last->b_words, next->b);

		if (next->a >= a.from && next->b >= b.from &&
		    !compare_slots(tally, alignment, &a, &b))
			compare_table(tally, &a, &b);
	}
}

/* Before the first passage and behind the last, where both texts begin or end
 * with them. */
static void compare_ends(struct tally *tally,
			 const struct rp_alignment *alignment)
{
	const struct rp_passage *first = &alignment->passages[0];
	const struct rp_passage *last =
	    &alignment->passages[alignment->count - 1];
	struct rp_gap a = gap_of_a(alignment, 0, first->a);
	struct rp_gap b = gap_of_b(alignment, 0, first->b);

	if (first->a <= RP_ALIGN_GAP && first->b <= RP_ALIGN_GAP)
		tally->out.subject = compare(tally, &a, &b) &&
				     rp_gap_plain(&a) > 1 &&
				     rp_gap_plain(&b) > 1;
	else
		compare_slots(tally, alignment, &a, &b);
	a = gap_of_a(alignment, last->a + last->a_words,
		     alignment->text_a.count);
	b = gap_of_b(alignment, last->b + last->b_words,
		     alignment->text_b.count);
	if (a.to - a.from <= RP_ALIGN_GAP && b.to - b.from <= RP_ALIGN_GAP)
		compare(tally, &a, &b);
	else
		compare_slots(tally, alignment, &a, &b);
}

/* A lead that is the same. */
#define LEAD_WORDS 12

/* Whether both texts begin with the same words, and go on so for a line. */
static bool same_lead(const struct rp_alignment *alignment)
{
	const struct rp_run *first = &alignment->runs[0];

	return first->a == 0 && first->b == 0 && first->n >= LEAD_WORDS;
}

/* Whether something stands between two passages, or more than is held against
 * each other word by word before the first or behind the last. */
static bool has_more(const struct rp_alignment *alignment)
{
	const struct rp_passage *first = &alignment->passages[0];
	const struct rp_passage *last =
	    &alignment->passages[alignment->count - 1];

	return alignment->count > 1 || first->a > RP_ALIGN_GAP ||
	       first->b > RP_ALIGN_GAP ||
	       alignment->text_a.count - (last->a + last->a_words) >
		   RP_ALIGN_GAP ||
	       alignment->text_b.count - (last->b + last->b_words) >
		   RP_ALIGN_GAP;
}

/* Two names where a text begins are whom it is about, and count for three. */
static uint32_t lead_facts(const struct tally *tally)
{
	uint32_t a = tally->lead_a + (tally->subject_a > 1);
	uint32_t b = tally->lead_b + (tally->subject_b > 1);

	return tally->elsewhere ? 0 : a < b ? a : b;
}

struct rp_differences rp_differences_find(const struct rp_alignment *alignment,
					  const struct rp_house *house)
{
	struct tally tally = {.house = house};
	uint32_t capitals[2];
	size_t i;
	size_t k;

	if (alignment->count == 0)
		return tally.out;
	capitals[0] = capitals_percent(&alignment->text_a);
	capitals[1] = capitals_percent(&alignment->text_b);
	tally.out.capitals =
	    has_nouns(house, &alignment->text_a, capitals[0]) ||
	    has_nouns(house, &alignment->text_b, capitals[1]);
	/* English has a name in a hundred words, if not in fifty. */
	tally.out.caseless = capitals[0] == 0 && capitals[1] == 0;
	for (i = 0; i < alignment->count; i++)
		for (k = alignment->first_run[i];
		     k < alignment->first_run[i + 1]; k++) {
			const struct rp_run *run = &alignment->runs[k];

			count_kept(&tally.out, alignment, run);
			if (k == alignment->first_run[i])
				continue;
			compare_between(&tally, alignment,
					run[-1].a + run[-1].n, run->a,
					run[-1].b + run[-1].n, run->b);
		}
	compare_ends(&tally, alignment);
	compare_passages(&tally, alignment);
	if (tally.out.caseless)
		tally.out.exchanged += tally.out.swapped;
	tally.out.led = same_lead(alignment);
	tally.out.named = tally.out.exchanged > 0 &&
			  tally.out.names + tally.respelt +
				  (tally.out.caseless ? tally.out.swapped : 0) >
			      0;
	/* Where one place alone differs, an outlet may have put itself there:
	 * "told the Courier". */
	tally.out.filled =
	    tally.out.named && tally.out.names > 0 && tally.mixed == 0 &&
	    tally.out.edits == tally.respelt &&
	    (tally.subject ||
	     tally.out.names + tally.out.again + tally.respelt > 1);
	if (!has_more(alignment))
		tally.out.lead_facts = lead_facts(&tally);
	tally.out.numbers = places(&tally) - tally.out.names - tally.out.again;
	return tally.out;
}
