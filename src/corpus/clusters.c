/* SPDX-License-Identifier: Apache-2.0 */
/* clusters.c - what a run has found, as it is asked for. */
#include "clusters.h"

#include <stdlib.h>

void rp_clusters_free(struct rp_clusters *clusters)
{
	size_t i;

	if (!clusters)
		return;
	for (i = 0; i < clusters->count; i++)
		free((void *)(uintptr_t)clusters->items[i].members);
	free(clusters->items);
	free(clusters->recurring);
	free(clusters->stubs);
	free(clusters->slots);
	free(clusters->check_pairs);
	free(clusters->sentences);
	free(clusters);
}

size_t rp_clusters_count(const struct rp_clusters *clusters)
{
	return clusters->count;
}

const struct rp_cluster *rp_clusters_at(const struct rp_clusters *clusters,
					size_t index)
{
	return &clusters->items[index];
}

struct rp_cluster_stats rp_clusters_stats(const struct rp_clusters *clusters)
{
	return clusters->stats;
}

const struct rp_check *rp_clusters_check(const struct rp_clusters *clusters)
{
	return &clusters->check;
}

bool rp_clusters_stub(const struct rp_clusters *clusters, uint32_t id)
{
	return id / 64 < clusters->stub_words &&
	       clusters->stubs[id / 64] >> id % 64 & 1;
}

size_t rp_clusters_recurring_count(const struct rp_clusters *clusters)
{
	return clusters->recurring_count;
}

const struct rp_recurring *rp_clusters_recurring_at(
    const struct rp_clusters *clusters, size_t index)
{
	return &clusters->recurring[index];
}

const char *rp_relation_name(enum rp_relation relation)
{
	switch (relation) {
	case RP_RELATION_KEPT:
		return "kept";
	case RP_RELATION_EXACT:
		return "exact";
	case RP_RELATION_COPY:
		return "copy";
	case RP_RELATION_VERSION:
		return "version";
	case RP_RELATION_EXCERPT:
		return "excerpt";
	case RP_RELATION_FRAGMENT:
		return "fragment";
	}
	return "unknown";
}
