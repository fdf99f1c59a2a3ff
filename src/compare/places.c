/* SPDX-License-Identifier: Apache-2.0 */
/* places.c - see places.h. Cost: 3 ns a word. */
#include "places.h"

#include "array.h"

#include <string.h>

#define FEWEST_SLOTS 256

void rp_places_dispose(struct rp_places *places)
{
	free(places->shingles);
	free(places->table);
	free(places->next);
	memset(places, 0, sizeof(*places));
}

static int reserve(struct rp_places *places, size_t words)
{
	size_t *capacities = places->capacities;
	size_t slots = FEWEST_SLOTS;

	while (slots < words * 4)
		slots *= 2;
	if (rp_array_reserve(&places->shingles, &capacities[0], words + 1,
			     sizeof(*places->shingles)) != RP_OK ||
	    rp_array_reserve(&places->table, &capacities[1], slots,
			     sizeof(*places->table)) != RP_OK ||
	    rp_array_reserve(&places->next, &capacities[2], words + 1,
			     sizeof(*places->next)) != RP_OK)
		return RP_ENOMEM;
	places->slots = slots;
	return RP_OK;
}

int rp_places_read(struct rp_places *places, rp_shingle_kernel *shingle,
		   const uint32_t *tokens, uint32_t count, size_t width)
{
	size_t i;

	places->count = 0;
	if (reserve(places, count) != RP_OK)
		return RP_ENOMEM;
	if (count > 0)
		places->count =
		    (uint32_t)shingle(places->shingles, tokens, count, width);
	memset(places->table, 0, places->slots * sizeof(*places->table));
	/* From the end, so that each chain begins with the first. */
	for (i = places->count; i-- > 0;) {
		size_t slot = places->shingles[i] & (places->slots - 1);

		places->next[i] = places->table[slot];
		places->table[slot] = (uint32_t)i + 1;
	}
	return RP_OK;
}
