/* SPDX-License-Identifier: Apache-2.0 */
/* series.h - what one site writes anew day after day, leaving nearly all as it
 * was. */
#ifndef RP_SERIES_H
#define RP_SERIES_H

#include "edges.h"

/*
 * Mark those nodes (match->nodes) that are issues of a series and no form yet,
 * with the fewest places in which others differ, as rp_forms_mark does, whose
 * templates and edges these are; comparisons of edges were kept. *count is
 * raised by how many. RP_ENOMEM, RP_ESTORE.
 */
int rp_series_mark(struct rp_text_node *nodes, uint32_t *count,
		   const struct rp_match *match,
		   const struct rp_edges *templates,
		   const struct rp_edges *edges);

#endif
