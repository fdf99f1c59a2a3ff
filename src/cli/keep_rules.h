/* SPDX-License-Identifier: Apache-2.0 */
/* keep_rules.h - which article of a cluster is kept, as --keep says it. */
#ifndef RP_KEEP_RULES_H
#define RP_KEEP_RULES_H

#include "buffer.h"
#include "reprint.h"

/* Points into itself and must not be copied. */
struct rp_keep_rules {
	struct rp_keep list[RP_LIMIT_KEEP_RULES];
	size_t count;
	size_t given; /* of them; those behind are the usual ones */
	char hosts[RP_LIMIT_KEEP_RULES][256];
};

/* The usual rules. */
void rp_keep_rules_init(struct rp_keep_rules *rules);

/* Read "longest,source:example.org"; what the list leaves open is decided by
 * the usual rules. What is wrong with it (static), or NULL. */
const char *rp_keep_rules_read(struct rp_keep_rules *rules, const char *list);

/* Append the rules that were given, as they are read. */
void rp_keep_rules_write(struct rp_buffer *out,
			 const struct rp_keep_rules *rules);

/* Whether both decide alike: "longest" and "longest,origin" do. */
bool rp_keep_rules_same(const struct rp_keep_rules *left,
			const struct rp_keep_rules *right);

#endif
