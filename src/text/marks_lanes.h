/* SPDX-License-Identifier: Apache-2.0 */
/*
 * marks_lanes.h - the marks of many words from four bytes of each
 *
 * What stands before a word and its first three letters say all that there is
 * to say of a plain word. They are brought together for a few dozen words,
 * which only loads can do; the rest is the same arithmetic for each of them,
 * which compilers turn into as many lanes as the instruction set has. So it
 * stands here, to be compiled for each.
 */
#ifndef RP_MARKS_LANES_H
#define RP_MARKS_LANES_H

#include "marks.h"

#include <string.h>

/* Words brought together: 256 bytes. */
#define RP_MARKS_LANES 64

/* Three bits of how a word begins, of the sum of its first letters. */
static inline uint32_t rp_marks_spelling(uint32_t hash)
{
	hash ^= hash >> 7;
	return (hash * 2654435761u >> 29) << RP_MARK_SPELLING;
}

/* The mark of a word as if it stood in mid-sentence, from the byte before it
 * and its first three, the first of them lowest; with RP_MARK_START if it is
 * not behind one blank or is no ASCII. */
static inline unsigned char rp_marks_plain(uint32_t four, bool behind)
{
	/* Small letters in all bytes below 128. */
	uint32_t small = four | (~four & 0x80808080u) >> 2;
	uint32_t hash = (small >> 8 & 0xff) * (31 * 31) +
			(small >> 16 & 0xff) * 31 + (small >> 24);
	uint32_t first = four >> 8 & 0xff;
	uint32_t plain = behind & ((four & 0xff) == ' ') & (first < 0x80);

	return (unsigned char)(rp_marks_spelling(hash) |
			       (first - '0' < 10) * (uint32_t)RP_MARK_NUMBER |
			       (first - 'A' < 26) * (uint32_t)RP_MARK_NAME |
			       (plain ^ 1) * (uint32_t)RP_MARK_START);
}

/* The marks of count words, behind another each, of which the byte before and
 * three may be read. */
static inline __attribute__((always_inline)) void rp_marks_lanes(
    unsigned char *marks, const uint32_t *offsets, const uint32_t *ends,
    const char *utf8, size_t count)
{
	uint32_t fours[RP_MARKS_LANES];
	size_t from;
	size_t i;

	for (from = 0; from < count; from += RP_MARKS_LANES) {
		const uint32_t *at = offsets + from;
		const uint32_t *before = ends + from - 1;
		size_t some = count - from < RP_MARKS_LANES ? count - from
							    : RP_MARKS_LANES;

		for (i = 0; i < some; i++) {
			memcpy(&fours[i], utf8 + at[i] - 1, sizeof(fours[i]));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
			fours[i] = __builtin_bswap32(fours[i]);
#endif
		}
		for (i = 0; i < some; i++)
			marks[from + i] =
			    rp_marks_plain(fours[i], at[i] == before[i] + 1);
	}
}

/* The words that have a byte before them and three that may be read: from the
 * first of them on to the last, not included. */
static inline void rp_marks_readable(size_t *first, size_t *last,
				     const struct rp_words *words, size_t len)
{
	size_t count = words->count;
	size_t i = 0;

	while (count > 0 && words->offsets[count - 1] + (size_t)4 > len)
		count--;
	/* Words may share the place of the first. */
	while (i < count && words->offsets[i] == 0)
		i++;
	if (i == 0 && count > 0)
		i = 1;
	*first = i;
	*last = count;
}

/* All words by those lanes; the others are left for a closer look. */
static inline __attribute__((always_inline)) void rp_marks_by_lanes(
    unsigned char *marks, const struct rp_words *words, const char *utf8,
    size_t len)
{
	size_t first;
	size_t last;

	rp_marks_readable(&first, &last, words, len);
	memset(marks, RP_MARK_START, words->count);
	rp_marks_lanes(marks + first, words->offsets + first,
		       words->ends + first, utf8, last - first);
}

#endif
