/* SPDX-License-Identifier: Apache-2.0 */
/* spool.h - the spool of a corpus that was given none: plain memory. */
#ifndef RP_SPOOL_H
#define RP_SPOOL_H

#include "reprint.h"

struct rp_memory_spool; /* behind spool->context */

/* Fill in the callbacks. RP_ENOMEM. */
int rp_memory_spool_create(struct rp_spool *spool);
void rp_memory_spool_free(struct rp_spool *spool);

#endif
