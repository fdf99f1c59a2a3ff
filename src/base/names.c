/* SPDX-License-Identifier: Apache-2.0 */
/* names.c - see names.h. Open addressing, at most half full. */
#include "names.h"

#include "hash.h"

#include <stdlib.h>
#include <string.h>

struct rp_name_slot {
	char *name; /* NULL: free */
	uint64_t hash;
	void *object;
};

void rp_names_init(struct rp_names *names)
{
	*names = (struct rp_names){NULL, 0, 0};
}

void rp_names_dispose(struct rp_names *names)
{
	size_t i;

	for (i = 0; i < names->capacity; i++)
		free(names->slots[i].name);
	free(names->slots);
	rp_names_init(names);
}

/* Where a name is, or would be. */
static struct rp_name_slot *look(const struct rp_names *names, const char *name,
				 uint64_t hash)
{
	size_t at = (size_t)hash & (names->capacity - 1);

	while (names->slots[at].name &&
	       (names->slots[at].hash != hash ||
		strcmp(names->slots[at].name, name) != 0))
		at = (at + 1) & (names->capacity - 1);
	return &names->slots[at];
}

void *rp_names_get(const struct rp_names *names, const char *name)
{
	struct rp_name_slot *slot;

	if (names->count == 0)
		return NULL;
	slot = look(names, name, rp_hash64(name, strlen(name)));
	return slot->name ? slot->object : NULL;
}

static int grow(struct rp_names *names)
{
	struct rp_names grown = {.capacity =
				     names->capacity ? names->capacity * 2 : 64,
				 .count = names->count};
	size_t i;

	grown.slots = calloc(grown.capacity, sizeof(*grown.slots));
	if (!grown.slots)
		return RP_ENOMEM;
	for (i = 0; i < names->capacity; i++)
		if (names->slots[i].name)
			*look(&grown, names->slots[i].name,
			      names->slots[i].hash) = names->slots[i];
	free(names->slots);
	*names = grown;
	return RP_OK;
}

int rp_names_put(struct rp_names *names, const char *name, void *object)
{
	uint64_t hash = rp_hash64(name, strlen(name));
	char *copy;

	if (names->count * 2 >= names->capacity && grow(names) != RP_OK)
		return RP_ENOMEM;
	copy = strdup(name);
	if (!copy)
		return RP_ENOMEM;
	*look(names, name, hash) = (struct rp_name_slot){copy, hash, object};
	names->count++;
	return RP_OK;
}
