/* SPDX-License-Identifier: Apache-2.0 */
/* star_pairs.c - see star_pairs.h */
#include "star_pairs.h"

#include <stdlib.h>
#include <string.h>

/* 32,640 comparisons of 4 us: a tenth of a second. */
#define MEASURED 256

static int compare(struct rp_comparison *out, struct rp_star_pairs *pairs,
		   uint32_t place, uint32_t other)
{
	if (place != other)
		return rp_verifier_compare(out, pairs->verifier,
					   pairs->star->nodes[place],
					   pairs->star->nodes[other]);
	memset(out, 0, sizeof(*out));
	out->shared = rp_star_node(pairs, place)->shingles;
	out->finding = RP_FINDING_COPY;
	return RP_OK;
}

/* The same seen from the other side. */
static struct rp_comparison turned(struct rp_comparison pair)
{
	struct rp_coverage a = pair.a;

	pair.a = pair.b;
	pair.b = a;
	return pair;
}

static int measure_all(struct rp_star_pairs *pairs)
{
	uint32_t count = pairs->star->count;
	uint32_t i;
	uint32_t k;

	for (i = 0; i < count; i++)
		for (k = i; k < count; k++) {
			struct rp_comparison pair;
			int status = compare(&pair, pairs, i, k);

			if (status != RP_OK)
				return status;
			pairs->cells[(size_t)i * count + k] = pair;
			pairs->cells[(size_t)k * count + i] = turned(pair);
		}
	return RP_OK;
}

int rp_star_pairs_init(struct rp_star_pairs *pairs,
		       const struct rp_distinct *distinct,
		       struct rp_verifier *verifier, const struct rp_star *star)
{
	size_t cells = star->count;
	int status = RP_OK;

	*pairs = (struct rp_star_pairs){.distinct = distinct,
					.verifier = verifier,
					.star = star,
					.all = star->count <= MEASURED};
	if (pairs->all)
		cells *= star->count;
	pairs->cells = malloc(cells * sizeof(*pairs->cells));
	if (!pairs->cells)
		return RP_ENOMEM;
	if (pairs->all)
		status = measure_all(pairs);
	if (status != RP_OK)
		rp_star_pairs_dispose(pairs);
	return status;
}

void rp_star_pairs_dispose(struct rp_star_pairs *pairs)
{
	free(pairs->cells);
	pairs->cells = NULL;
}

int rp_star_pairs_row(const struct rp_comparison **out,
		      struct rp_star_pairs *pairs, uint32_t place)
{
	uint32_t count = pairs->star->count;
	uint32_t k;

	if (pairs->all) {
		*out = pairs->cells + (size_t)place * count;
		return RP_OK;
	}
	for (k = 0; k < count; k++) {
		int status = compare(&pairs->cells[k], pairs, place, k);

		if (status != RP_OK)
			return status;
	}
	*out = pairs->cells;
	return RP_OK;
}

int rp_star_pairs_take(struct rp_comparison **out, struct rp_star_pairs *pairs,
		       uint32_t place)
{
	size_t count = pairs->star->count;

	*out = pairs->cells;
	if (!pairs->all) {
		pairs->cells = NULL;
		return RP_OK;
	}
	*out = malloc(count * sizeof(**out));
	if (!*out)
		return RP_ENOMEM;
	memcpy(*out, pairs->cells + place * count, count * sizeof(**out));
	return RP_OK;
}

int rp_star_pairs_one(struct rp_comparison *out, struct rp_star_pairs *pairs,
		      uint32_t place, uint32_t other)
{
	if (!pairs->all)
		return compare(out, pairs, place, other);
	*out = pairs->cells[(size_t)place * pairs->star->count + other];
	return RP_OK;
}
