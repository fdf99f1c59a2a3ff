/* SPDX-License-Identifier: Apache-2.0 */
/*
 * furniture_keys.h - the shingles of furniture, by which nobody is proposed
 *
 * What is furniture was not known when the articles were added, so what they
 * selected has shingles of it. The sentences are few: so are their shingles,
 * and those are told among the entries of the index.
 */
#ifndef RP_FURNITURE_KEYS_H
#define RP_FURNITURE_KEYS_H

#include "furniture.h"
#include "postings.h"

struct rp_furniture_keys;

/* The keys of all shingles that begin in the furniture of match. RP_ENOMEM,
 * RP_ESTORE. */
int rp_furniture_keys_create(struct rp_furniture_keys **out,
			     const struct rp_match *match);
void rp_furniture_keys_free(struct rp_furniture_keys *keys);

/* Take the entries of a range of selected shingles out that are of furniture,
 * and count them in dropped, one a node, which threads may share. */
void rp_furniture_keys_drop(struct rp_entries *entries, uint32_t *dropped,
			    const struct rp_furniture_keys *keys, size_t range);

#endif
