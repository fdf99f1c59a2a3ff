/* SPDX-License-Identifier: Apache-2.0 */
/* banding.h - how many bands of how many rows, and what they propose. */
#ifndef RP_BANDING_H
#define RP_BANDING_H

#include "reprint.h"

/* Share of pairs at a Jaccard similarity that bands of rows propose. */
double rp_banding_recall(double jaccard, unsigned bands, unsigned rows);

/* The Jaccard similarity of a pair of which the shorter, ratio times as long
 * as the longer, has the share containment in common with it. */
double rp_banding_jaccard(double containment, double ratio);

/* Texts of which one holds half of the other's prose, edited here and there,
 * share as few as half as many shingles. */
#define RP_BANDING_SLACK 0.5

/* The lowest Jaccard similarity at which sets of a and b members can be one
 * report under the options. */
double rp_banding_least(const struct rp_options *options, uint32_t a,
			uint32_t b);

/* The Jaccard similarity at which tables and buckets must find pairs: the
 * threshold, or that by default where it is more and excerpts are one report
 * too, so that it decides how a pair is called and not whether it is found. */
double rp_banding_target(const struct rp_options *options);

/* SimHash: parts that 64 bits are cut into and how many of them are a key. */
struct rp_tables {
	unsigned parts; /* distance + keyed */
	unsigned keyed; /* any pair within distance agrees in so many parts */
	unsigned count; /* tables: parts choose keyed */
};

struct rp_tables rp_banding_tables(unsigned distance);

#endif
