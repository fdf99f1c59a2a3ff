/* SPDX-License-Identifier: Apache-2.0 */
/* next_of.h - the next of a few bytes in many, eight looked at at a time. */
#ifndef RP_NEXT_OF_H
#define RP_NEXT_OF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The byte c eight times over. */
static inline uint64_t rp_next_of_eight(char c)
{
	return 0x0101010101010101u * (unsigned char)c;
}

/* Not zero if one of eight bytes is zero (Mycroft 1987). */
static inline uint64_t rp_next_of_zero(uint64_t eight)
{
	return (eight - 0x0101010101010101u) & ~eight & 0x8080808080808080u;
}

/* Where one of three bytes stands next, from at on; len if none does. */
static inline size_t rp_next_of(const char *bytes, size_t at, size_t len,
				const char three[3])
{
	const uint64_t a = rp_next_of_eight(three[0]);
	const uint64_t b = rp_next_of_eight(three[1]);
	const uint64_t c = rp_next_of_eight(three[2]);

	for (; len - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
		uint64_t some;

		memcpy(&some, bytes + at, sizeof(some));
		if (rp_next_of_zero(some ^ a) | rp_next_of_zero(some ^ b) |
		    rp_next_of_zero(some ^ c))
			break;
	}
	while (at < len && bytes[at] != three[0] && bytes[at] != three[1] &&
	       bytes[at] != three[2])
		at++;
	return at;
}

#endif
