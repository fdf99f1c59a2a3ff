/* SPDX-License-Identifier: Apache-2.0 */
/* tell.h - what a store has to tell of a time, into a file. */
#ifndef RP_TELL_H
#define RP_TELL_H

#include "error.h"
#include "night.h"
#include "outfile.h"

/* RP_OK, RP_ENOMEM, or RP_ESTORE with the reason in error. cluster as in
 * rp_stories_create. *told receives how many clusters; may be NULL. */
int rp_tell(struct rp_outfile *file, const char *format, struct rp_store *store,
	    const struct rp_stories_time *time, int64_t cluster, uint64_t *told,
	    struct rp_error *error);

#endif
