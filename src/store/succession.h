/* SPDX-License-Identifier: Apache-2.0 */
/* succession.h - which of the clusters found tonight is which of those known.
 */
#ifndef RP_SUCCESSION_H
#define RP_SUCCESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An article that stands alone now. */
#define RP_SUCCESSION_NONE UINT32_MAX

/* A known cluster, and one that was found, that share articles. */
struct rp_overlap {
	int64_t old;
	uint32_t group; /* counts the known ones */
	uint32_t fresh; /* index of the found one, or NONE */
	uint32_t articles;
};

/* A known cluster whose number went to none. */
struct rp_succession_end {
	int64_t old;
	int64_t heir; /* number of the found one with most of its articles; 0:
			 they all stand alone */
	uint64_t articles;
};

struct rp_succession {
	size_t found;	  /* clusters */
	int64_t *numbers; /* of each */
	int64_t *parents; /* of one that is born: a known one with which it
			     shares articles, or 0 */
	bool *born;	  /* its number is new */
	struct rp_succession_end *ends;
	size_t end_count;
	struct rp_overlap *overlaps;
	size_t overlap_count;
};

/* Of count articles each was in cluster before[i] (0: none) and is in the found
 * one cluster_of[i] now. New numbers come behind last. RP_OK, RP_ENOMEM; to be
 * disposed of in any case. */
int rp_succession_find(struct rp_succession *out, const int64_t *before,
		       const uint32_t *cluster_of, uint32_t count, size_t found,
		       int64_t last);
void rp_succession_dispose(struct rp_succession *succession);

#endif
