/* SPDX-License-Identifier: Apache-2.0 */
/*
 * components.h - components of a graph whose edges come one by one
 *
 * A forest in an array: each node has a parent on the way to the root of its
 * component, which is the smallest node in it, so that no order of edges shows.
 * Ways are halved as they are gone (Tarjan and van Leeuwen 1984): next to no
 * time for an edge, four bytes for a node.
 */
#ifndef RP_COMPONENTS_H
#define RP_COMPONENTS_H

#include <stddef.h>
#include <stdint.h>

/* Each of count nodes is a component. */
static inline void rp_components_init(uint32_t *parents, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		parents[i] = (uint32_t)i;
}

/* The smallest node of a node's component. */
static inline uint32_t rp_components_root(uint32_t *parents, uint32_t node)
{
	while (parents[node] != node) {
		parents[node] = parents[parents[node]];
		node = parents[node];
	}
	return node;
}

/* Make one of two components, by their roots, which may be the same; its root.
 */
static inline uint32_t rp_components_join(uint32_t *parents, uint32_t a,
					  uint32_t b)
{
	uint32_t root = a < b ? a : b;

	parents[a < b ? b : a] = root;
	return root;
}

#endif
