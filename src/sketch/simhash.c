/* SPDX-License-Identifier: Apache-2.0 */
/*
 * simhash.c - SimHash (Charikar 2002; Manku, Jain and Das Sarma, WWW 2007)
 *
 * Idea. Every feature votes on each of 64 bits with the bits of its hash; the
 * fingerprint holds the majorities. Two fingerprints differ in a share of
 * bits that grows with the angle between the feature vectors.
 *
 * Layout. Votes are counted eight bits at a time: a table spreads a byte of
 * the hash over the eight bytes of a word, which is added to one of eight
 * counters; each counter byte is widened before it can overflow, after 255
 * features. A tie reads as 0.
 */
#include "simhash.h"

#include <string.h>

#define BEFORE_OVERFLOW 255

/* Bit i of a byte in byte i of a word, without a table: the multiplication
 * copies the byte eight times, the mask keeps one bit of each copy. */
static uint64_t spread(uint64_t byte)
{
	uint64_t bits = byte * 0x0101010101010101u & 0x8040201008040201u;

	/* Any non-zero byte to 1: none exceeds 0x80. */
	return (bits + 0x7f7f7f7f7f7f7f7fu) >> 7 & 0x0101010101010101u;
}

uint64_t rp_simhash(const uint64_t *features, size_t count)
{
	uint64_t votes[64];
	uint64_t fingerprint = 0;
	size_t done = 0;
	size_t i;
	size_t k;

	memset(votes, 0, sizeof(votes));
	while (done < count) {
		uint64_t bytes[8] = {0};
		size_t stop = count - done < BEFORE_OVERFLOW
				  ? count
				  : done + BEFORE_OVERFLOW;

		for (; done < stop; done++)
			for (k = 0; k < 8; k++)
				bytes[k] +=
				    spread(features[done] >> k * 8 & 0xff);
		for (i = 0; i < 64; i++)
			votes[i] += bytes[i / 8] >> i % 8 * 8 & 0xff;
	}
	for (i = 0; i < 64; i++)
		if (votes[i] * 2 > count)
			fingerprint |= (uint64_t)1 << i;
	return fingerprint;
}
