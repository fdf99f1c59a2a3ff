/* SPDX-License-Identifier: Apache-2.0 */
/* remembering.h - a memo in memory, of two runs, that several threads ask. */
#ifndef RP_REMEMBERING_H
#define RP_REMEMBERING_H

#include "hash.h"
#include "lock.h"
#include "memo.h"
#include "testing.h"

#define REMEMBERED ((size_t)1 << 18) /* at most half of them are there */

struct remembered {
	uint64_t key;
	bool kept;
	char value[RP_MEMO_BYTES];
};

struct remembering {
	struct rp_lock lock;
	struct remembered *before;
	struct remembered *now;
	size_t asked;
	size_t found;
	size_t kept;
	size_t kept_twice;
	struct rp_memo memo;
};

static inline struct remembered *remembering_slot(struct remembered *all,
						  uint64_t key)
{
	size_t at = (size_t)rp_hash_mix(key) & (REMEMBERED - 1);

	while (all[at].kept && all[at].key != key)
		at = (at + 1) & (REMEMBERED - 1);
	return &all[at];
}

static inline int remembering_find(void *context, bool *found, uint64_t key,
				   void *value)
{
	struct remembering *memory = context;
	const struct remembered *slot = remembering_slot(memory->before, key);

	*found = slot->kept;
	if (slot->kept)
		memcpy(value, slot->value, RP_MEMO_BYTES);
	rp_lock_hold(&memory->lock);
	memory->asked++;
	memory->found += slot->kept;
	rp_lock_release(&memory->lock);
	return RP_OK;
}

static inline int remembering_keep(void *context, uint64_t key,
				   const void *value)
{
	struct remembering *memory = context;
	struct remembered *slot;

	rp_lock_hold(&memory->lock);
	slot = remembering_slot(memory->now, key);
	memory->kept++;
	memory->kept_twice += slot->kept;
	slot->key = key;
	slot->kept = true;
	memcpy(slot->value, value, RP_MEMO_BYTES);
	rp_lock_release(&memory->lock);
	return RP_OK;
}

static inline void remembering_init(struct remembering *memory)
{
	memset(memory, 0, sizeof(*memory));
	rp_lock_init(&memory->lock);
	memory->before = calloc(REMEMBERED, sizeof(*memory->before));
	memory->now = calloc(REMEMBERED, sizeof(*memory->now));
	cr_assert(memory->before && memory->now);
	memory->memo =
	    (struct rp_memo){memory, remembering_find, remembering_keep};
}

static inline void remembering_dispose(struct remembering *memory)
{
	free(memory->before);
	free(memory->now);
	rp_lock_dispose(&memory->lock);
}

/* What was kept is what was before; nothing is left of every so manyth, if that
 * is not 0. */
static inline void remembering_next(struct remembering *memory, size_t forget)
{
	struct remembered *gone = memory->before;
	size_t count = 0;
	size_t i;

	memset(gone, 0, REMEMBERED * sizeof(*gone));
	for (i = 0; i < REMEMBERED; i++) {
		const struct remembered *kept = &memory->now[i];

		if (kept->kept && (!forget || ++count % forget != 0))
			*remembering_slot(gone, kept->key) = *kept;
	}
	memory->before = gone;
	memset(memory->now, 0, REMEMBERED * sizeof(*memory->now));
	memory->asked = 0;
	memory->found = 0;
	memory->kept = 0;
	memory->kept_twice = 0;
}

/* So many were found, and so many kept, each once. */
static inline void remembering_check(const struct remembering *memory,
				     size_t found, size_t kept)
{
	cr_assert_eq(memory->found, found);
	cr_assert_eq(memory->kept, kept);
	cr_assert_eq(memory->kept_twice, 0);
}

#endif
