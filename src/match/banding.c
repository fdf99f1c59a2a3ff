/* SPDX-License-Identifier: Apache-2.0 */
/*
 * banding.c - choosing bands and rows from the thresholds
 *
 * A pair of Jaccard similarity J agrees in all r rows of at least one of b
 * bands with probability 1 - (1 - J^r)^b (Leskovec, Rajaraman and Ullman,
 * "Mining of Massive Datasets", 3.4). More rows propose fewer pairs that
 * verification must refuse; fewer rows lose fewer true ones. Here the largest
 * r is taken that still proposes 99 % of pairs at the threshold, or at a half
 * if that is less and excerpts count: most of those are found by winnow.c.
 * Peers take r = 6 to 13 for thresholds of 0.7 to 0.8 and lose 95 % of pairs at
 * 0.5.
 *
 * SimHash: Manku, Jain and Das Sarma (2007). 64 bits are cut into d + k parts;
 * of two fingerprints that differ in d bits at least k parts agree, so a
 * table for each choice of k parts finds every such pair.
 */
#include "banding.h"

#define RECALL_COPY 0.99

/* x to a small whole power, by multiplication: pow() may differ in the last
 * bit between machines, and choices must not. */
static double power(double x, unsigned n)
{
	double result = 1;

	while (n--)
		result *= x;
	return result;
}

double rp_banding_recall(double jaccard, unsigned bands, unsigned rows)
{
	return 1 - power(1 - power(jaccard, rows), bands);
}

double rp_banding_jaccard(double containment, double ratio)
{
	double shared = containment * ratio;

	return shared / (1 + ratio - shared);
}

double rp_banding_least(const struct rp_options *options, uint32_t a,
			uint32_t b)
{
	double shorter = a < b ? a : b;
	double longer = a < b ? b : a;
	double least = options->threshold;
	double excerpt;

	if (options->reach == RP_REACH_COPY)
		return least;
	excerpt = rp_banding_jaccard(options->containment * RP_BANDING_SLACK,
				     shorter / longer);
	return excerpt < least ? excerpt : least;
}

double rp_banding_target(const struct rp_options *options)
{
	static const struct rp_options usual = RP_OPTIONS_INIT;

	return options->reach == RP_REACH_COPY ||
		       options->threshold < usual.threshold
		   ? options->threshold
		   : usual.threshold;
}

static void choose(struct rp_banding *out, const struct rp_options *options)
{
	const double target = rp_banding_target(options);
	unsigned rows;

	for (rows = 16; rows > 1; rows--) {
		unsigned bands = options->hashes / rows;

		if (bands &&
		    rp_banding_recall(target, bands, rows) >= RECALL_COPY)
			break;
	}
	out->rows = rows;
	out->bands = options->hashes / rows;
	out->recall_copy =
	    rp_banding_recall(options->threshold, out->bands, rows);
}

struct rp_tables rp_banding_tables(unsigned distance)
{
	struct rp_tables tables;
	unsigned i;

	/* Two parts of 64 / (d + 2) bits are a long enough key up to a
	 * distance of 3; beyond, a third part is worth its tables. */
	tables.keyed = distance <= 3 ? 2 : 3;
	tables.parts = distance + tables.keyed;
	tables.count = 1;
	for (i = 0; i < tables.keyed; i++)
		tables.count = tables.count * (tables.parts - i) / (i + 1);
	return tables;
}

static bool valid_rules(const struct rp_options *options)
{
	size_t i;

	if (options->keep_count > RP_LIMIT_KEEP_RULES ||
	    (options->keep_count > 0 && !options->keep))
		return false;
	for (i = 0; i < options->keep_count; i++) {
		const struct rp_keep *rule = &options->keep[i];

		if (rule->kind > RP_KEEP_SOURCE ||
		    (rule->kind == RP_KEEP_SOURCE && !rule->host))
			return false;
	}
	return true;
}

static bool valid(const struct rp_options *options)
{
	return options->size == sizeof(*options) &&
	       options->shingle_words >= 2 && options->shingle_words <= 16 &&
	       options->hashes >= 16 && options->hashes <= 1024 &&
	       options->hashes % 8 == 0 && options->threshold >= 0.05 &&
	       options->threshold <= 1 && options->containment >= 0.3 &&
	       options->containment <= 1 && options->distance <= 14 &&
	       options->window <= 36500 && options->self_check <= 10000 &&
	       options->threads <= RP_LIMIT_THREADS &&
	       options->reach <= RP_REACH_FRAGMENT &&
	       options->method <= RP_METHOD_SIMHASH && valid_rules(options);
}

int rp_options_banding(struct rp_banding *out, const struct rp_options *options)
{
	if (!options || !valid(options))
		return RP_EINVAL;
	if (options->method == RP_METHOD_SIMHASH) {
		struct rp_tables tables = rp_banding_tables(options->distance);

		out->bands = tables.count;
		out->rows = 64 * tables.keyed / tables.parts;
		out->recall_copy = 1;
		return RP_OK;
	}
	choose(out, options);
	return RP_OK;
}
