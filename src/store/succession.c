/* SPDX-License-Identifier: Apache-2.0 */
/*
 * succession.c - see succession.h
 *
 * Idea. Pairs of a known and a found cluster are taken by the number of
 * articles that they share, most first (ties: the older number, then the order
 * of the found ones), and each takes or gives its number once. Found ones that
 * got none are born; known ones that gave theirs to none end, and the found
 * cluster with most of their articles is their heir.
 *
 * Cost: 24 bytes for each article that was in a cluster, and three sorts.
 *
 * Rejected: the cluster's name (its smallest content hash) as its number: a
 * print that comes late changes it.
 */
#include "succession.h"

#include "reprint.h"

#include <stdlib.h>
#include <string.h>

#define NONE RP_SUCCESSION_NONE

static int by_clusters(const void *a, const void *b)
{
	const struct rp_overlap *first = a;
	const struct rp_overlap *second = b;

	if (first->old != second->old)
		return first->old < second->old ? -1 : 1;
	return first->fresh < second->fresh ? -1 : first->fresh > second->fresh;
}

static int most_first(const void *a, const void *b)
{
	const struct rp_overlap *first = a;
	const struct rp_overlap *second = b;

	if (first->articles != second->articles)
		return first->articles > second->articles ? -1 : 1;
	return by_clusters(a, b);
}

static void sort(struct rp_succession *succession,
		 int (*compare)(const void *, const void *))
{
	if (succession->overlap_count)
		qsort(succession->overlaps, succession->overlap_count,
		      sizeof(*succession->overlaps), compare);
}

/* All overlaps, in order of the known clusters. */
static void find_overlaps(struct rp_succession *succession,
			  const int64_t *before, const uint32_t *cluster_of,
			  uint32_t count)
{
	struct rp_overlap *overlaps = succession->overlaps;
	size_t kept = 0;
	uint32_t i;
	size_t k;

	for (i = 0; i < count; i++)
		if (before[i])
			overlaps[succession->overlap_count++] =
			    (struct rp_overlap){before[i], 0, cluster_of[i], 1};
	sort(succession, by_clusters);
	for (k = 0; k < succession->overlap_count; k++) {
		if (kept && by_clusters(&overlaps[kept - 1], &overlaps[k]) == 0)
			overlaps[kept - 1].articles++;
		else
			overlaps[kept++] = overlaps[k];
	}
	for (k = 1; k < kept; k++)
		overlaps[k].group = overlaps[k - 1].group +
				    (overlaps[k].old != overlaps[k - 1].old);
	succession->overlap_count = kept;
}

/* Each known cluster's number to one of those found, and each of these one.
 * gave: by group, whether it did. */
static void give_numbers(struct rp_succession *succession, bool *gave,
			 int64_t last)
{
	size_t i;

	sort(succession, most_first);
	for (i = 0; i < succession->overlap_count; i++) {
		const struct rp_overlap *at = &succession->overlaps[i];

		if (at->fresh == NONE)
			continue;
		if (!succession->numbers[at->fresh] && !gave[at->group]) {
			succession->numbers[at->fresh] = at->old;
			gave[at->group] = true;
		} else if (!succession->parents[at->fresh]) {
			succession->parents[at->fresh] = at->old;
		}
	}
	for (i = 0; i < succession->found; i++) {
		succession->born[i] = !succession->numbers[i];
		if (succession->born[i])
			succession->numbers[i] = ++last;
	}
}

/* What ended; the overlaps of one known cluster lie from at on. */
static struct rp_succession_end end_of(const struct rp_succession *succession,
				       size_t at)
{
	const struct rp_overlap *overlaps = succession->overlaps;
	struct rp_succession_end end = {.old = overlaps[at].old};
	uint32_t group = overlaps[at].group;
	uint32_t most = 0;

	for (; at < succession->overlap_count && overlaps[at].group == group;
	     at++) {
		end.articles += overlaps[at].articles;
		if (overlaps[at].fresh == NONE || overlaps[at].articles <= most)
			continue;
		most = overlaps[at].articles;
		end.heir = succession->numbers[overlaps[at].fresh];
	}
	return end;
}

static void find_ends(struct rp_succession *succession, const bool *gave)
{
	const struct rp_overlap *overlaps = succession->overlaps;
	size_t i;

	sort(succession, by_clusters);
	for (i = 0; i < succession->overlap_count; i++)
		if ((i == 0 || overlaps[i].group != overlaps[i - 1].group) &&
		    !gave[overlaps[i].group])
			succession->ends[succession->end_count++] =
			    end_of(succession, i);
}

int rp_succession_find(struct rp_succession *out, const int64_t *before,
		       const uint32_t *cluster_of, uint32_t count, size_t found,
		       int64_t last)
{
	size_t known = 1;
	bool *gave;
	uint32_t i;

	*out = (struct rp_succession){.found = found};
	for (i = 0; i < count; i++)
		known += before[i] != 0;
	out->numbers = calloc(found + 1, sizeof(*out->numbers));
	out->parents = calloc(found + 1, sizeof(*out->parents));
	out->born = calloc(found + 1, sizeof(*out->born));
	out->overlaps = malloc(known * sizeof(*out->overlaps));
	out->ends = malloc(known * sizeof(*out->ends));
	gave = calloc(known, sizeof(*gave));
	if (!out->numbers || !out->parents || !out->born || !out->overlaps ||
	    !out->ends || !gave) {
		free(gave);
		return RP_ENOMEM;
	}
	find_overlaps(out, before, cluster_of, count);
	give_numbers(out, gave, last);
	find_ends(out, gave);
	free(gave);
	return RP_OK;
}

void rp_succession_dispose(struct rp_succession *succession)
{
	free(succession->numbers);
	free(succession->parents);
	free(succession->born);
	free(succession->overlaps);
	free(succession->ends);
	memset(succession, 0, sizeof(*succession));
}
