/* SPDX-License-Identifier: Apache-2.0 */
/* distinct.h - the articles of a corpus gathered by equal text. */
#ifndef RP_DISTINCT_H
#define RP_DISTINCT_H

#include "corpus.h"
#include "nodes.h"
#include "reprint_compare.h"

/* order holds all articles but those forgotten, sorted by content hash, then
 * key; those of node n are order[first[n]] … order[first[n + 1] - 1]. */
struct rp_distinct {
	uint32_t *order;
	uint32_t *first; /* count + 1 */
	struct rp_text_node *nodes;
	uint32_t *node_of; /* the node whose first article it is, or
			      RP_NODE_NONE */
	uint32_t count;
};

/* Fill in from the corpus. RP_ENOMEM. */
int rp_distinct_create(struct rp_distinct *distinct,
		       const struct rp_corpus *corpus);
/* Whether articles of this text and of others as long are parted by their
 * dates, so that one text may have several nodes. */
bool rp_distinct_parted(const struct rp_corpus *corpus,
			const struct rp_document *document);
/* What two articles with one text are whose dates lie so many seconds apart:
 * exact, outside the window, or a notice that came again (a template), unless
 * they are of one page. */
enum rp_finding rp_distinct_finding(const struct rp_corpus *corpus,
				    uint32_t tokens, int64_t spread);
/* The instant of a document among equal texts: before all if it has none. */
int64_t rp_distinct_dated(const struct rp_document *document);

/* No node for what is a stub, of which node_of had one to see what recurs. */
void rp_distinct_retire_stubs(struct rp_distinct *distinct);
/* A node of one article alone. */
void rp_distinct_node(struct rp_text_node *node, const struct rp_corpus *corpus,
		      uint32_t id);
void rp_distinct_dispose(struct rp_distinct *distinct);

#endif
