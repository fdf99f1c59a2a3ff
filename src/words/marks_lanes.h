/* SPDX-License-Identifier: Apache-2.0 */
/*
 * marks_lanes.h - the marks of many words from five bytes of each
 *
 * What stands before a word, two bytes at most, and its first three letters say
 * all that there is to say of a plain word. They are brought together for a few
 * dozen words,
 * which only loads can do; the rest is the same arithmetic for each of them,
 * which compilers turn into as many lanes as the instruction set has. So it
 * stands here, to be compiled for each.
 */
#ifndef RP_MARKS_LANES_H
#define RP_MARKS_LANES_H

#include "hash.h"
#include "marks.h"

#include <string.h>

/* Words brought together: 512 bytes. */
#define RP_MARKS_LANES 64
/* Bytes that are read of a word, whatever it has. */
#define RP_MARKS_BEHIND 6

/* Three bits of how a word begins, of the sum of its first letters. */
static inline uint32_t rp_marks_spelling(uint32_t hash)
{
	hash ^= hash >> 7;
	return (hash * 2654435761u >> 29) << RP_MARK_SPELLING_SHIFT;
}

/*
 * What follows answers by the highest bit of a number, and leaves the others to
 * chance: of comparisons compilers make look-ups in a word of bits, which have
 * no lanes. Numbers are below 2^31.
 */
static inline uint32_t rp_marks_is(uint32_t number, uint32_t other)
{
	return (number ^ other) - 1;
}

static inline uint32_t rp_marks_below(uint32_t number, uint32_t other)
{
	return number - other;
}

/* A blank, or one of ( ) * + , - . / : ; which mean nothing by themselves but
 * the full stop; others may, or are rare. */
static inline uint32_t rp_marks_light(uint32_t c)
{
	return rp_marks_is(c, ' ') |
	       (~rp_marks_below(c, '(') & rp_marks_below(c, ';' + 1));
}

/*
 * Whether what stands before a word of ASCII says nothing of it: one byte or
 * two, gap of them, of which before is the last and second the one before that,
 * if there is but one the last of a word; that has previous bytes. A full stop
 * means something before a blank and behind a word of three letters, an
 * apostrophe everywhere but between two letters.
 */
static inline uint32_t rp_marks_quiet(uint32_t before, uint32_t second,
				      uint32_t gap, uint32_t previous)
{
	uint32_t close = gap < 3 ? gap : 3;
	uint32_t one = rp_marks_is(close, 1);
	uint32_t two =
	    rp_marks_is(close, 2) & rp_marks_light(second) &
	    (~rp_marks_is(second, '.') | rp_marks_below(previous, 3));
	uint32_t within =
	    rp_marks_is(before, '\'') & rp_marks_below(second, 0x80) & one;

	return (((one | two) & rp_marks_light(before)) | within) >> 31;
}

/* The mark of a word as if it stood in mid-sentence, from the byte before it
 * and its first three, the first of them lowest; with RP_MARK_START if it is
 * no ASCII or what stands before it is not quiet. */
static inline unsigned char rp_marks_plain(uint32_t four, uint32_t quiet)
{
	/* Small letters in all bytes below 128. */
	uint32_t small = four | (~four & 0x80808080u) >> 2;
	uint32_t hash = (small >> 8 & 0xff) * (31 * 31) +
			(small >> 16 & 0xff) * 31 + (small >> 24);
	uint32_t first = four >> 8 & 0xff;
	uint32_t plain = quiet & (first < 0x80);

	return (unsigned char)(rp_marks_spelling(hash) |
			       (first - '0' < 10) * (uint32_t)RP_MARK_NUMBER |
			       (first - 'A' < 26) * (uint32_t)RP_MARK_NAME |
			       (plain ^ 1) * (uint32_t)RP_MARK_START);
}

/* The marks of count words, behind another each, of which the two bytes before
 * and six may be read. */
static inline __attribute__((always_inline)) void rp_marks_lanes(
    unsigned char *marks, const uint32_t *offsets, const uint32_t *ends,
    const char *utf8, size_t count)
{
	uint64_t eights[RP_MARKS_LANES];
	unsigned char found[RP_MARKS_LANES];
	size_t from;
	size_t i;

	for (from = 0; from < count; from += RP_MARKS_LANES) {
		const uint32_t *at = offsets + from;
		const uint32_t *behind = ends + from - 1;
		const uint32_t *before = at - 1;
		size_t some = count - from < RP_MARKS_LANES ? count - from
							    : RP_MARKS_LANES;

		for (i = 0; i < some; i++)
			eights[i] = rp_hash_load(utf8 + at[i] - 2);
		for (i = 0; i < some; i++)
			found[i] = rp_marks_plain(
			    (uint32_t)(eights[i] >> 8),
			    rp_marks_quiet((uint32_t)(eights[i] >> 8) & 0xff,
					   (uint32_t)eights[i] & 0xff,
					   at[i] - behind[i],
					   behind[i] - before[i]));
		memcpy(marks + from, found, some);
	}
}

/* Whether a word at a byte of the text has two before it and six that may be
 * read. */
static inline bool rp_marks_can_read(size_t at, size_t len)
{
	return at >= 2 && at + RP_MARKS_BEHIND <= len;
}

/* Those words, but for the first of all: from the first of them on to the last,
 * not included. */
static inline void rp_marks_readable(size_t *first, size_t *last,
				     const struct rp_words *words, size_t len)
{
	size_t count = words->count;
	size_t i = 0;

	while (count > 0 && !rp_marks_can_read(words->offsets[count - 1], len))
		count--;
	while (i < count &&
	       (i == 0 || !rp_marks_can_read(words->offsets[i], len)))
		i++;
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
