/* SPDX-License-Identifier: Apache-2.0 */
/* describe.h - one star of nodes to one struct rp_cluster. */
#ifndef RP_DESCRIBE_H
#define RP_DESCRIBE_H

#include "corpus.h"
#include "star_pairs.h"

/*
 * Choose the article to keep, relate every other one to it and measure the
 * cluster. The one kept is the first by the rules among those that are
 * related to all nodes of the cluster but fragments, so that each article
 * dropped is proven against the very article kept in its place. members is
 * allocated and belongs to the caller. RP_ENOMEM, RP_ESTORE.
 */
int rp_describe_star(struct rp_cluster *out, const struct rp_corpus *corpus,
		     const struct rp_distinct *distinct,
		     struct rp_verifier *verifier, const struct rp_star *star);

#endif
