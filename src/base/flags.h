/* SPDX-License-Identifier: Apache-2.0 */
/* flags.h - the first of many bytes that has one of some bits. */
#ifndef RP_FLAGS_H
#define RP_FLAGS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The first of flags[from] to flags[end - 1] that has one of bits, or end
 * where none has. Looks at eight at a time. */
static inline size_t rp_flags_next(const unsigned char *flags,
				   unsigned char bits, size_t from, size_t end)
{
	const uint64_t all = bits * (uint64_t)0x0101010101010101u;

	for (; from + 8 <= end; from += 8) {
		uint64_t eight;

		memcpy(&eight, flags + from, sizeof(eight));
		eight &= all;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		eight = __builtin_bswap64(eight);
#endif
		if (eight)
			return from + (size_t)__builtin_ctzll(eight) / 8;
	}
	while (from < end && !(flags[from] & bits))
		from++;
	return from;
}

#endif
