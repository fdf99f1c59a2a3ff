/* SPDX-License-Identifier: Apache-2.0 */
/* signatures.h - the signatures that one thread looked at last, at hand. */
#ifndef RP_SIGNATURES_H
#define RP_SIGNATURES_H

#include "nodes.h"

struct rp_signatures {
	const struct rp_match *match;
	uint16_t *slots; /* of those kept, and of one more; NULL until asked */
	uint32_t *nodes; /* whose they are */
};

void rp_signatures_init(struct rp_signatures *signatures,
			const struct rp_match *match);
void rp_signatures_dispose(struct rp_signatures *signatures);

/* In how many of their slots two different nodes agree. RP_ENOMEM, RP_ESTORE.
 */
int rp_signatures_agree(size_t *out, struct rp_signatures *signatures,
			uint32_t a, uint32_t b);

#endif
