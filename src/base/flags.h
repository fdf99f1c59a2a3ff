/* SPDX-License-Identifier: Apache-2.0 */
/* flags.h - those of many bytes that have one of some bits. */
#ifndef RP_FLAGS_H
#define RP_FLAGS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define RP_FLAGS_EACH ((uint64_t)0x0101010101010101u)

/* Eight bytes, the first in the lowest; len of them, and zero behind. */
static inline uint64_t rp_flags_eight(const unsigned char *flags, size_t len)
{
	uint64_t eight = 0;

	if (len >= sizeof(eight))
		memcpy(&eight, flags, sizeof(eight));
	else
		memcpy(&eight, flags, len);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	eight = __builtin_bswap64(eight);
#endif
	return eight;
}

/* The first of flags[from] to flags[end - 1] that has one of bits, or end
 * where none has. Looks at eight at a time. */
static inline size_t rp_flags_next(const unsigned char *flags,
				   unsigned char bits, size_t from, size_t end)
{
	const uint64_t all = bits * RP_FLAGS_EACH;

	for (; from + 8 <= end; from += 8) {
		uint64_t eight = rp_flags_eight(flags + from, 8) & all;

		if (eight)
			return from + (size_t)__builtin_ctzll(eight) / 8;
	}
	while (from < end && !(flags[from] & bits))
		from++;
	return from;
}

/* All of them one after the other, for who wants most: what was looked at is
 * not loaded again. */
struct rp_flags_walk {
	const unsigned char *flags;
	uint64_t all;	/* bits in each byte */
	uint64_t eight; /* what is left of the bytes before next */
	size_t next;
	size_t end;
};

static inline struct rp_flags_walk rp_flags_walk(const unsigned char *flags,
						 unsigned char bits, size_t end)
{
	return (struct rp_flags_walk){flags, bits * RP_FLAGS_EACH, 0, 0, end};
}

/* The next one, or end. */
static inline size_t rp_flags_step(struct rp_flags_walk *walk)
{
	unsigned shift;

	while (!walk->eight) {
		if (walk->next >= walk->end)
			return walk->end;
		walk->eight = rp_flags_eight(walk->flags + walk->next,
					     walk->end - walk->next) &
			      walk->all;
		walk->next += 8;
	}
	shift = (unsigned)__builtin_ctzll(walk->eight) & ~7u;
	walk->eight &= ~((uint64_t)0xff << shift);
	return walk->next - 8 + shift / 8;
}

#endif
