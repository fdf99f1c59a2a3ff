/* SPDX-License-Identifier: Apache-2.0 */
/* noting.h - the spool of a crowd, noting which texts it is asked to have at
 * hand. */
#ifndef RP_NOTING_H
#define RP_NOTING_H

#include "crowd.h"

struct noting {
	const struct crowd *crowd;
	unsigned times[CROWD_MAX]; /* each node was asked for */
	size_t unasked; /* looks at words that nobody had asked for */
	struct rp_spool spool;
};

static inline void noting_want(void *context, uint64_t offset, size_t len)
{
	struct noting *noting = context;
	uint32_t i;

	for (i = 0; i < noting->crowd->match.count; i++) {
		uint64_t at = noting->crowd->nodes[i].spool;

		if (at >= offset && at < offset + len)
			__atomic_fetch_add(&noting->times[i], 1,
					   __ATOMIC_RELAXED);
	}
}

/* A crowd's spool is memory, where a handle is an address. */
static inline const void *noting_view(void *context, uint64_t offset,
				      size_t len)
{
	struct noting *noting = context;
	uint32_t i;

	(void)len;
	for (i = 0; i < noting->crowd->match.count; i++)
		if (noting->crowd->nodes[i].spool == offset &&
		    !__atomic_load_n(&noting->times[i], __ATOMIC_RELAXED))
			__atomic_fetch_add(&noting->unasked, 1,
					   __ATOMIC_RELAXED);
	return (const void *)(uintptr_t)offset;
}

/* From now on the crowd is looked at through it. */
static inline void noting_begin(struct noting *noting, struct crowd *crowd)
{
	memset(noting, 0, sizeof(*noting));
	noting->crowd = crowd;
	noting->spool = (struct rp_spool){
	    .context = noting, .view = noting_view, .want = noting_want};
	crowd->match.spool = &noting->spool;
}

/* All nodes from first to last were asked for before they were looked at, each
 * at most so often. */
static inline void noting_check(const struct noting *noting, uint32_t first,
				uint32_t last, unsigned most)
{
	uint32_t i;

	cr_assert_eq(noting->unasked, 0);
	for (i = first; i <= last; i++) {
		cr_assert_geq(noting->times[i], 1, "node %u", i);
		cr_assert_leq(noting->times[i], most, "node %u", i);
	}
}

#endif
