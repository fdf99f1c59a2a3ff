/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reselect.h - what texts with furniture select without it
 *
 * What is furniture was not known when the articles were added, so texts that
 * have some are read again and select among what is their own.
 */
#ifndef RP_RESELECT_H
#define RP_RESELECT_H

#include "furniture.h"
#include "postings.h"

struct rp_reselection;

int rp_reselection_create(struct rp_reselection **out,
			  const struct rp_match *match);
void rp_reselection_free(struct rp_reselection *reselection);

/* Select for the nodes of steps from to to, whose furniture is known; as
 * placed of struct rp_furniture_watch. RP_ENOMEM, RP_ESTORE. */
int rp_reselection_run(void *reselection, const struct rp_furniture *furniture,
		       uint32_t from, uint32_t to);

/* All steps were run: before entries are loaded. RP_ENOMEM, RP_ESTORE. */
int rp_reselection_end(struct rp_reselection *reselection);

/* A bit for each node that selected once more. Borrowed. */
const uint64_t *rp_reselection_nodes(const struct rp_reselection *reselection);

/* What they selected, by their first articles. Borrowed. */
const struct rp_postings *rp_reselection_postings(
    const struct rp_reselection *reselection);

/* How many shingles a node has selected: once more, or in the first place. */
uint32_t rp_reselection_count(const struct rp_reselection *reselection,
			      uint32_t node);

#endif
