/* SPDX-License-Identifier: Apache-2.0 */
/* forms.h - texts of a form, told by how many others fill it in. */
#ifndef RP_FORMS_H
#define RP_FORMS_H

#include "edges.h"

/*
 * Tell of those nodes (match->nodes) that are of a form its slots; templates:
 * pairs with that finding, whose comparisons were not kept, edges: those that
 * are one report so far, anchors: as of rp_stars_cluster. *count: how many
 * nodes. RP_ENOMEM, RP_ESTORE.
 */
int rp_forms_mark(struct rp_text_node *nodes, uint32_t *count,
		  const struct rp_match *match,
		  const struct rp_edges *templates,
		  const struct rp_edges *edges, const uint32_t *anchors);

/* Leave out edges between nodes of a form that was filled in twice; *left_out:
 * how many. RP_ESTORE. */
int rp_forms_part(struct rp_edges *edges, size_t *left_out,
		  const struct rp_match *match);

#endif
