/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pair_text.c - a pair for reading
 *
 * Passages come in the order of the first text. What lies before a passage in
 * either text stands above it, so that two prints of one report read like a
 * comparison of two files; where paragraphs changed places, the second column
 * jumps and says so by its passage alone.
 */
#include "pair.h"
#include "printable.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define TITLE_BYTES 200

/* Three columns between: a blank, the sign, a blank. */
#define GUTTER 3

static unsigned columns(uint32_t code)
{
	return (code >= 0x1100 && code <= 0x115f) ||
		       (code >= 0x2e80 && code <= 0xa4cf) ||
		       (code >= 0xac00 && code <= 0xd7a3) ||
		       (code >= 0xf900 && code <= 0xfaff) ||
		       (code >= 0xfe30 && code <= 0xfe6f) ||
		       (code >= 0xff00 && code <= 0xff60) ||
		       (code >= 0x1f300 && code <= 0x1faff) ||
		       (code >= 0x20000 && code <= 0x3fffd)
		   ? 2
		   : 1;
}

/* A line of at most width columns off the front of text: bytes, and how wide
 * it came out. Breaks at blanks where there is one. */
static size_t take_line(struct rp_str text, unsigned width, unsigned *wide)
{
	size_t at = 0;
	size_t blank = 0;
	unsigned blank_wide = 0;

	*wide = 0;
	while (at < text.len) {
		size_t bytes;
		unsigned more = columns(
		    rp_utf8_decode(&bytes, text.data + at, text.len - at));

		if (*wide + more > width) {
			if (blank == 0)
				return at;
			*wide = blank_wide;
			return blank;
		}
		if (text.data[at] == ' ') {
			blank = at + 1;
			blank_wide = *wide;
		}
		*wide += more;
		at += bytes;
	}
	return at;
}

struct column {
	struct rp_buffer text; /* printable */
	size_t at;
	const char *colour;
};

static void put_cell(struct rp_buffer *out, struct column *column,
		     unsigned width, bool colour)
{
	struct rp_str left = {column->text.data + column->at,
			      column->text.len - column->at};
	unsigned wide = 0;
	size_t bytes = take_line(left, width, &wide);
	size_t shown = bytes;

	while (shown > 0 && left.data[shown - 1] == ' ')
		shown--;
	if (colour && shown)
		rp_buffer_puts(out, column->colour);
	rp_buffer_append(out, left.data, shown);
	if (colour && shown)
		rp_buffer_puts(out, "\033[0m");
	column->at += bytes;
	/* A blank that the line ended in has no column of its own. */
	rp_buffer_printf(out, "%*s", (int)(width > wide ? width - wide : 0),
			 "");
}

static void trim_line(struct rp_buffer *out)
{
	while (out->len && out->data[out->len - 1] == ' ')
		out->len--;
	rp_buffer_putc(out, '\n');
}

/* Both texts in their columns with a sign between. */
static void put_block(struct rp_buffer *out, struct rp_str a, struct rp_str b,
		      char sign, struct rp_pair_style style)
{
	unsigned width = (style.width - GUTTER) / 2;
	struct column left = {.colour = sign == '=' ? "\033[32m" : "\033[31m"};
	struct column right = {.colour = sign == '=' ? "\033[32m" : "\033[33m"};

	rp_buffer_init(&left.text);
	rp_buffer_init(&right.text);
	rp_printable(&left.text, a, a.len * 4 + 16);
	rp_printable(&right.text, b, b.len * 4 + 16);
	while (left.at < left.text.len || right.at < right.text.len) {
		char mark = sign;

		if (sign != '=')
			mark = left.at >= left.text.len	    ? '>'
			       : right.at >= right.text.len ? '<'
							    : '|';
		put_cell(out, &left, width, style.colour);
		rp_buffer_printf(out, " %c ", mark);
		put_cell(out, &right, width, style.colour);
		trim_line(out);
	}
	rp_buffer_dispose(&left.text);
	rp_buffer_dispose(&right.text);
}

static int by_a(const void *x, const void *y)
{
	const struct rp_passage *first = x;
	const struct rp_passage *second = y;

	if (first->a != second->a)
		return first->a < second->a ? -1 : 1;
	return first->b < second->b ? -1 : first->b > second->b;
}

static int by_b(const void *x, const void *y)
{
	const struct rp_passage *first = x;
	const struct rp_passage *second = y;

	if (first->b != second->b)
		return first->b < second->b ? -1 : 1;
	return first->a < second->a ? -1 : first->a > second->a;
}

/* Make a of each passage, in the order of b, the end in b of all up to it. */
static void sum_ends(struct rp_passage *ends, size_t count)
{
	uint32_t end = 0;
	size_t i;

	qsort(ends, count, sizeof(*ends), by_b);
	for (i = 0; i < count; i++) {
		if (ends[i].b + ends[i].b_words > end)
			end = ends[i].b + ends[i].b_words;
		ends[i].a = end;
	}
}

/* Where in b the passages end that begin before word b; at most b. */
static uint32_t end_before(const struct rp_passage *ends, size_t count,
			   uint32_t b)
{
	size_t low = 0;
	uint32_t end;

	while (low < count) {
		size_t middle = low + (count - low) / 2;

		if (ends[middle].b < b)
			low = middle + 1;
		else
			count = middle;
	}
	end = low ? ends[low - 1].a : 0;
	return end < b ? end : b;
}

static void put_texts(struct rp_buffer *out, const struct rp_pair *pair,
		      const struct rp_passage *order,
		      const struct rp_passage *ends, struct rp_pair_style style)
{
	size_t count = pair->evidence->passage_count;
	struct rp_passage end = {(uint32_t)pair->a.words,
				 (uint32_t)pair->b.words, 0, 0, 0};
	uint32_t a = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct rp_passage *at = &order[i];
		uint32_t from = at->a > a ? at->a : a;

		put_block(out, rp_pair_words(&pair->a, a, at->a),
			  rp_pair_words(&pair->b,
					end_before(ends, count, at->b), at->b),
			  '|', style);
		put_block(out,
			  rp_pair_words(&pair->a, from, at->a + at->a_words),
			  rp_pair_words(&pair->b, at->b, at->b + at->b_words),
			  '=', style);
		if (at->a + at->a_words > a)
			a = at->a + at->a_words;
	}
	put_block(
	    out, rp_pair_words(&pair->a, a, end.a),
	    rp_pair_words(&pair->b, end_before(ends, count, end.b), end.b), '|',
	    style);
}

static void put_head(struct rp_buffer *out, const char *name,
		     const struct rp_pair_side *side)
{
	rp_buffer_printf(out, "%s  ", name);
	rp_printable(out, side->title.len ? side->title : side->id,
		     TITLE_BYTES);
	rp_buffer_puts(out, "\n   ");
	rp_printable(out, side->host.len ? side->host : side->source,
		     TITLE_BYTES);
	if (side->published.len) {
		rp_buffer_puts(out, ", ");
		rp_printable(out, side->published, TITLE_BYTES);
	}
	rp_buffer_printf(out, ", %zu words\n", side->words);
}

static void put_scores(struct rp_buffer *out, const struct rp_pair *pair)
{
	const struct rp_evidence *evidence = pair->evidence;
	const struct rp_differences *differences = &evidence->differences;

	rp_buffer_printf(out,
			 "%.0f %% of A's own prose stands in B, %.0f %% of B's "
			 "in A; Jaccard %.3f; %zu passage%s\n",
			 evidence->share_a * 100, evidence->share_b * 100,
			 evidence->jaccard, evidence->passage_count,
			 evidence->passage_count == 1 ? "" : "s");
	if (evidence->spoken && evidence->finding >= RP_FINDING_EXCERPT)
		rp_buffer_puts(out, "both are mostly quotation, so all their "
				    "words count\n");
	if (evidence->slots)
		rp_buffer_printf(out,
				 "both are of one form, in which others put %u "
				 "other numbers and names; these put %u\n",
				 evidence->slots, differences->exchanged);
	if (evidence->passage_count && differences->caseless)
		rp_buffer_printf(
		    out,
		    "within them %u numbers were replaced, a few words by "
		    "others in %u places, which may be names; %u other edits; "
		    "%u numbers are the same\n",
		    differences->numbers, differences->swapped,
		    differences->edits - differences->swapped,
		    differences->kept_numbers);
	else if (evidence->passage_count)
		rp_buffer_printf(
		    out,
		    "within them %u numbers and %u names were replaced, %u "
		    "other edits; %u numbers and names are the same\n",
		    differences->numbers, differences->names,
		    differences->edits, differences->kept);
}

void rp_pair_text(struct rp_buffer *out, const struct rp_pair *pair,
		  struct rp_pair_style style)
{
	const struct rp_evidence *evidence = pair->evidence;
	size_t count = evidence->passage_count;
	struct rp_passage *order = malloc((count * 2 + 1) * sizeof(*order));

	if (!order) {
		out->failed = true;
		return;
	}
	if (count) {
		memcpy(order, evidence->passages, count * sizeof(*order));
		memcpy(order + count, evidence->passages,
		       count * sizeof(*order));
	}
	qsort(order, count, sizeof(*order), by_a);
	sum_ends(order + count, count);
	put_head(out, "A", &pair->a);
	put_head(out, "B", &pair->b);
	if (style.colour)
		rp_buffer_puts(out, "\033[1m");
	rp_buffer_puts(out, rp_pair_verdict(pair));
	if (style.colour)
		rp_buffer_puts(out, "\033[0m");
	rp_buffer_putc(out, '\n');
	put_scores(out, pair);
	rp_buffer_putc(out, '\n');
	put_texts(out, pair, order, order + count, style);
	free(order);
}
