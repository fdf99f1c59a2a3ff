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
rp_selection_kernel rp_selection_avx512;

/* The kernel for this processor, once it has been found to select right. */
rp_selection_kernel *rp_selection_best(void);

#endif
