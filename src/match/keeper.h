/* SPDX-License-Identifier: Apache-2.0 */
/* keeper.h - which article of a cluster is kept, by ordered rules. */
#ifndef RP_KEEPER_H
#define RP_KEEPER_H

#include "reprint.h"

/* Where an article comes from by its own evidence, best first. */
enum rp_keeper_origin {
	RP_KEEPER_SOURCE = 0, /* the site of the agency that it credits */
	RP_KEEPER_UNKNOWN,
	RP_KEEPER_ELSEWHERE, /* it names another outlet's page as canonical */
};

/* What the rules look at. */
struct rp_keep_facts {
	int64_t instant; /* published; INT64_MAX if unknown */
	uint32_t tokens;
	uint32_t sources; /* bit i: rule i names this article's host */
	uint8_t origin;	  /* enum rp_keeper_origin */
	uint64_t content; /* the content hash, and the key behind it: ties */
	uint64_t key;
};

/* The instant by which articles are ordered: that of the date; a date without
 * a time of day counts as the end of its day, so that a time known on the
 * same day comes first. */
int64_t rp_keeper_instant(struct rp_date date);

/* Which of the rules of kind source name the host. */
uint32_t rp_keeper_sources(const struct rp_keep *rules, size_t count,
			   struct rp_str host);

/* Negative if a is kept before b, positive if after; 0 only for equal facts.
 * *decider and *rule tell what decided. */
int rp_keeper_compare(enum rp_decider *decider, unsigned *rule,
		      const struct rp_keep *rules, size_t count,
		      const struct rp_keep_facts *a,
		      const struct rp_keep_facts *b);

#endif
