/* SPDX-License-Identifier: Apache-2.0 */
/*
 * selection.h - which shingles of a text stand for it, by winnowing
 *
 * Idea (Schleimer, Wilkerson and Aiken 2003). Of every RP_SELECTION_WINDOW
 * shingles in a row the one with the smallest hash is selected. The choice
 * depends on nothing but these shingles, so two texts that share a run of
 * RP_SELECTION_WINDOW + w - 1 words (12 for five-word shingles) select at least
 * one shingle in common there, however long the texts are and however little
 * else they share. A text selects one shingle in 4.5.
 *
 * Rejected: shingles with small hashes (FracMinHash), which are as many but
 * promise nothing of a given passage, so that short excerpts slip through.
 */
#ifndef RP_SELECTION_H
#define RP_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RP_SELECTION_WINDOW 8

/* One file an instruction set where that brings something; all select the same.
 *
 * Write the places of the selected ones of count shingles in rising order to
 * places, which has room for count; returns how many there are. Of equal
 * hashes the last counts. A text of fewer shingles than the window selects its
 * smallest. */
typedef size_t rp_selection_kernel(uint32_t *places, const uint64_t *shingles,
				   size_t count);
rp_selection_kernel rp_selection_places; /* the portable one */
rp_selection_kernel rp_selection_avx2;
rp_selection_kernel rp_selection_avx512;

/* Whether two places of those that were selected by the high halves of their
 * shingles share a window and that half: which of them counts is not said by
 * it. They are neighbours then: every window that holds a shingle between them
 * holds one of them too, which is smaller. */
static inline bool rp_selection_has_twins(const uint32_t *places,
					  const uint64_t *shingles,
					  size_t count)
{
	bool twins = false;
	size_t i;

	for (i = 1; i < count; i++)
		twins |= (shingles[places[i]] >> 32 ==
			  shingles[places[i - 1]] >> 32) &
			 (places[i] - places[i - 1] < RP_SELECTION_WINDOW);
	return twins;
}

/* The kernel for this processor, once it has been found to select right. */
rp_selection_kernel *rp_selection_best(void);

#endif
