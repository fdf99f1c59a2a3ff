/* SPDX-License-Identifier: Apache-2.0 */
/* flags.h - the first of many bytes that has one of some bits. */
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

#endif
