/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exchanges.c - see exchanges.h
 *
 * A name that begins with the same three letters as one across is another
 * spelling of it, and no exchange. Names that stand for the same others
 * throughout are one substitution: a house writes "US" for "U.S." in each
 * sentence, a form about another town has its mayor too. "Ada Lind" for "Eve
 * Bark" is one, and so is "Lind" for "Bark" further on.
 */
#include "exchanges.h"

/* The next name from place i on that only this text has and that is no other
 * spelling of one that only the gap across has; gap->to if there is none. */
static uint32_t other_name(const struct rp_gap *gap,
			   const struct rp_gap *across, uint32_t i)
{
	uint32_t k;

	for (; i < gap->to; i++) {
		unsigned char spelling =
		    gap->text->marks[i] >> RP_MARK_SPELLING_SHIFT;
		bool respelt = false;

		if (!rp_gap_own_name(gap, i))
			continue;
		for (k = across->from; k < across->to; k++)
			respelt |=
			    across->text->marks[k] >> RP_MARK_SPELLING_SHIFT ==
				spelling &&
			    rp_gap_own_name(across, k);
		if (!respelt)
			return i;
	}
	return gap->to;
}

/* The place of an exchange, or the count of all. */
static size_t find(const struct rp_exchanges *exchanges, uint32_t a, uint32_t b)
{
	size_t i = 0;

	while (i < exchanges->count &&
	       (exchanges->items[i].a != a || exchanges->items[i].b != b))
		i++;
	return i;
}

bool rp_exchanges_has(const struct rp_exchanges *exchanges, uint32_t a,
		      uint32_t b)
{
	return find(exchanges, a, b) < exchanges->count;
}

/* What was seen in a gap for the first time is counted now. True if the gap was
 * taken for an edit. */
static bool take_back(struct rp_exchanges *exchanges, uint32_t gap)
{
	bool edit = false;
	size_t i;

	for (i = 0; i < exchanges->count; i++) {
		struct rp_exchange *at = &exchanges->items[i];

		if (at->gap != gap)
			continue;
		edit |= at->edit;
		at->edit = false;
		at->counted = true;
	}
	return edit;
}

static void remember(struct rp_exchanges *exchanges, struct rp_exchange seen)
{
	if (exchanges->count < RP_EXCHANGES)
		exchanges->items[exchanges->count++] = seen;
}

struct rp_exchanged rp_exchanges_meet(struct rp_exchanges *exchanges,
				      const struct rp_gap *a,
				      const struct rp_gap *b, uint32_t gap,
				      bool second_time)
{
	struct rp_exchanged out = {false, false, false, 0};
	uint32_t i = other_name(a, b, a->from);
	uint32_t k = other_name(b, a, b->from);

	if (i == a->to || k == b->to)
		return out;
	while (i < a->to && k < b->to) {
		uint32_t of_a = a->text->tokens[i];
		uint32_t of_b = b->text->tokens[k];
		size_t place = find(exchanges, of_a, of_b);
		const struct rp_exchange *at = &exchanges->items[place];
		bool known = place < exchanges->count;

		out.known |= known;
		out.counted |= known && at->counted;
		if (!known)
			remember(exchanges,
				 (struct rp_exchange){of_a, of_b, gap, false,
						      !second_time});
		else if (!at->counted)
			out.taken_back += take_back(exchanges, at->gap);
		i = other_name(a, b, i + 1);
		k = other_name(b, a, k + 1);
	}
	out.names = out.known || !second_time;
	return out;
}

void rp_exchanges_count_edit(struct rp_exchanges *exchanges, uint32_t gap)
{
	size_t i = exchanges->count;

	while (i-- > 0 && exchanges->items[i].gap == gap)
		exchanges->items[i].edit = true;
}
