/* SPDX-License-Identifier: Apache-2.0 */
/* coverage.h - how much of a text stands in the passages of another. */
#ifndef RP_COVERAGE_H
#define RP_COVERAGE_H

#include "align.h"

/* The share of a text's own prose that the other holds. A text with hardly
 * any prose of its own is measured by all its words. */
double rp_coverage_share(const struct rp_coverage *coverage);

/* Whether the other text holds as much of a text's own prose as makes them one
 * report: least of it (rp_options.containment), but for short and long ones. */
bool rp_coverage_holds(const struct rp_coverage *coverage, double least);

/* Whether two texts are one speech or interview, mostly quotation, whatever
 * either house wrote above it: all words count then. */
bool rp_coverage_spoken(const struct rp_coverage *a,
			const struct rp_coverage *b);

#endif
