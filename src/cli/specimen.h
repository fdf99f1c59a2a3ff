/* SPDX-License-Identifier: Apache-2.0 */
/* specimen.h - one article kept whole, to be shown. */
#ifndef RP_SPECIMEN_H
#define RP_SPECIMEN_H

#include "pair.h"
#include "record.h"

struct rp_specimen {
	struct rp_buffer bytes; /* all strings, one behind the other */
	struct rp_slice strings[7];
	struct rp_date date;
	const char *agency;
	uint32_t *offsets;
	size_t words;
};

void rp_specimen_init(struct rp_specimen *specimen);
void rp_specimen_dispose(struct rp_specimen *specimen);

/* Copy what a draft holds. RP_OK or RP_ENOMEM. */
int rp_specimen_take(struct rp_specimen *specimen, const struct rp_draft *draft,
		     struct rp_str source);

/* Sketch its text and keep where the words lie. RP_EEMPTY, RP_ENOMEM. */
int rp_specimen_sketch(struct rp_sketch *out, struct rp_specimen *specimen,
		       struct rp_sketcher *sketcher);

/* How it is shown; borrowed from the specimen. */
struct rp_pair_side rp_specimen_side(const struct rp_specimen *specimen);

#endif
