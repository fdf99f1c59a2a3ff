/* SPDX-License-Identifier: Apache-2.0 */
/* clusters.h - the result of grouping, as the library keeps it. */
#ifndef RP_CLUSTERS_H
#define RP_CLUSTERS_H

#include "furniture.h"

struct rp_clusters {
	struct rp_cluster *items;
	size_t count;
	struct rp_cluster_stats stats;
	struct rp_recurring *recurring; /* for the report */
	struct rp_sentence *sentences;	/* the same, in order of hash */
	size_t recurring_count;		/* of both */
	uint64_t *stubs;   /* a bit for each article; NULL: there are none */
	size_t stub_words; /* of it */
	/* Of each article as of struct rp_text_node; NULL: none is of a form.
	 */
	unsigned char *slots;
	uint32_t slot_count; /* articles there were */
	struct rp_check check;
	struct rp_check_pair *check_pairs; /* check.pairs */
};

#endif
