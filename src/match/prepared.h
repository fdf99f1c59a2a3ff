/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prepared.h - texts made ready to be compared, the last ones kept
 *
 * The texts of one story are compared each with each: what is read, shingled
 * and indexed once serves all of its pairs.
 */
#ifndef RP_PREPARED_H
#define RP_PREPARED_H

#include "align.h"
#include "nodes.h"
#include "places.h"

struct rp_prepared {
	uint32_t node;
	uint64_t used; /* when it was asked for last; 0: empty */
	const uint32_t *tokens;
	const unsigned char *marks; /* with those of furniture */
	uint32_t *copy; /* of both, where they do not stand in memory or one is
			   changed */
	uint32_t count; /* words */
	struct rp_wordset words;
	struct rp_places places; /* shingles as options have them */
	uint32_t *met; /* of each place: the round in which it was last met */
	uint32_t round;
	size_t capacities[2];
};

/* Texts kept: more than most stories have prints. 40 to 60 bytes a word each.
 */
#define RP_PREPARED_KEPT 32

struct rp_prepared_texts {
	const struct rp_match *match;
	rp_shingle_kernel *shingle;
	struct rp_prepared texts[RP_PREPARED_KEPT];
	uint64_t clock;
};

void rp_prepared_init(struct rp_prepared_texts *texts,
		      const struct rp_match *match);
void rp_prepared_dispose(struct rp_prepared_texts *texts);

/* The text of a node. It stands at least until two others were asked for.
 * RP_ENOMEM, RP_ESTORE. */
int rp_prepared_get(struct rp_prepared **out, struct rp_prepared_texts *texts,
		    uint32_t node);

/* Distinct shingles that two of them have in common. */
uint32_t rp_prepared_shared(struct rp_prepared *a, const struct rp_prepared *b);

/* One of them as the aligner reads it. */
struct rp_text rp_prepared_text(const struct rp_prepared *prepared,
				const struct rp_match *match);

#endif
