/* SPDX-License-Identifier: Apache-2.0 */
/* judge.h - which samples are of different articles. */
#ifndef RP_JUDGE_H
#define RP_JUDGE_H

#include "nodes.h"
#include "samples.h"

/* Decide on all samples: true if their nodes are different articles, enough for
 * what they share to be furniture. RP_ENOMEM, RP_ESTORE. */
int rp_judge_samples(struct rp_samples *samples, const struct rp_match *match);

#endif
