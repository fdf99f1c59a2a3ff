/* SPDX-License-Identifier: Apache-2.0 */
/* sealing.h - the seals (seal.h) of a corpus that goes on in another run. */
#ifndef RP_SEALING_H
#define RP_SEALING_H

#include "documents.h"
#include "index.h"
#include "seal.h"

struct rp_sealing {
	struct rp_tape tape;   /* struct rp_seal, of each article when frozen */
	struct rp_seal *held;  /* those that an earlier run wrote */
	struct rp_seals seals; /* the same, to look at */
};

void rp_sealing_init(struct rp_sealing *sealing);
void rp_sealing_dispose(struct rp_sealing *sealing);

/* Seal what came since the last time; documents are held. RP_ENOMEM,
 * RP_ESTORE. */
int rp_sealing_keep(struct rp_sealing *sealing,
		    const struct rp_documents *documents,
		    const struct rp_index *index, const struct rp_spool *spool);

/* Hold the seals of a tape that was thawed. RP_ENOMEM, RP_ESTORE. */
int rp_sealing_fetch(struct rp_sealing *sealing, const struct rp_spool *spool);

#endif
