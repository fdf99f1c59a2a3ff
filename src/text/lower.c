/* SPDX-License-Identifier: Apache-2.0 */
/* lower.c - see lower.h; eight bytes of ASCII at a time. */
#include "lower.h"

#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

#define ALL(byte) ((byte)*0x0101010101010101u)

/* Eight bytes of ASCII without a tab in lower case; false if they are not. */
static bool fold_eight(char *folded, const char *at)
{
	uint64_t x;
	uint64_t tabs;
	uint64_t capitals;

	memcpy(&x, at, sizeof(x));
	tabs = x ^ ALL('\t');
	/* A byte of tabs is zero where a tab is (Warren, "Hacker's Delight",
	 * 6-1), the high bit of capitals is set from 'A' on and not behind
	 * 'Z'. */
	if ((x | ((tabs - ALL(1)) & ~tabs)) & ALL(0x80))
		return false;
	capitals = (x + ALL(0x80 - 'A')) & ~(x + ALL(0x7f - 'Z')) & ALL(0x80);
	x |= capitals >> 2;
	memcpy(folded, &x, sizeof(x));
	return true;
}

/* In lower case; of the letters of most text without asking utf8proc. */
static uint32_t lower(uint32_t c)
{
	if ((c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x410 && c <= 0x42f))
		return c + 0x20;
	if ((c >= 0xdf && c <= 0xff) || (c >= 0x430 && c <= 0x45f) ||
	    (c >= 0x2e80 && c <= 0xa000))
		return c;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

/* Compose a mark with the letter that begins at last, if there is such a
 * character; the new end of folded, or 0. Texts from some systems and PDFs have
 * letters and marks apart. */
static size_t compose(char *folded, size_t last, size_t end, uint32_t mark)
{
	utf8proc_int32_t codes[2];
	size_t used;

	codes[0] =
	    (utf8proc_int32_t)rp_utf8_decode(&used, folded + last, end - last);
	codes[1] = (utf8proc_int32_t)mark;
	if (utf8proc_normalize_utf32(codes, 2,
				     UTF8PROC_COMPOSE | UTF8PROC_STABLE) != 1)
		return 0;
	return last + rp_utf8_encode(folded + last, (uint32_t)codes[0]);
}

/* Marks of Latin, Greek and Cyrillic letters, of Arabic and of kana, and the
 * second and third letters of a Korean syllable. */
static bool may_compose(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36f) || (c >= 0x653 && c <= 0x655) ||
	       (c >= 0x1161 && c <= 0x11c2) || c == 0x3099 || c == 0x309a;
}

/* Where the last character of some bytes begins. */
static size_t last_of(const char *bytes, size_t end)
{
	while (end > 0 && (bytes[--end] & 0xc0) == 0x80)
		continue;
	return end;
}

size_t rp_lower_line(char *folded, size_t size, struct rp_str line)
{
	size_t n = 0;
	size_t i = 0;

	while (i < line.len && n + 5 < size) {
		size_t used;
		uint32_t c = (unsigned char)line.data[i];

		if (line.len - i >= 8 && n + 8 + 5 < size &&
		    fold_eight(folded + n, line.data + i)) {
			n += 8;
			i += 8;
			continue;
		}
		if (c < 0x80) {
			if (c >= 'A' && c <= 'Z')
				c |= 0x20;
			folded[n++] = c == '\t' ? ' ' : (char)c;
			i++;
			continue;
		}
		c = rp_utf8_decode(&used, line.data + i, line.len - i);
		i += used;
		if (may_compose(c) && n > 0) {
			size_t end = compose(folded, last_of(folded, n), n, c);

			if (end) {
				n = end;
				continue;
			}
		}
		if (c == 0x2019 || c == 0x2bc)
			c = '\'';
		if (c == 0xa0)
			c = ' ';
		n += rp_utf8_encode(folded + n, lower(c));
	}
	folded[n] = '\0';
	return n;
}
