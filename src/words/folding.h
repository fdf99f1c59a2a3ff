/* SPDX-License-Identifier: Apache-2.0 */
/*
 * folding.h - what single characters become in words, found once
 *
 * utf8proc takes some fifty nanoseconds a character, and a text uses a hundred
 * different ones.
 */
#ifndef RP_FOLDING_H
#define RP_FOLDING_H

#include <stddef.h>
#include <stdint.h>

enum rp_fold_kind {
	RP_FOLD_NOT = 0, /* hangs on what stands beside it: normalise */
	RP_FOLD_SEPARATOR,
	RP_FOLD_ALONE, /* a word of its own, unless a mark follows */
	/* Of a word, whatever stands beside it, from here on. */
	RP_FOLD_LETTER,
	RP_FOLD_CAPITAL,
	RP_FOLD_DIGIT
};

struct rp_fold {
	char bytes[6]; /* as in the hashed word */
	uint8_t len;
	uint8_t kind; /* enum rp_fold_kind */
};

/* Code points below U+10000, 256 a page; a page is filled in when it is first
 * asked for. */
struct rp_folding {
	struct rp_fold *pages[256];
};

void rp_folding_init(struct rp_folding *folding);
void rp_folding_dispose(struct rp_folding *folding);

/* A separator, and a character that hangs on those beside it. */
extern const struct rp_fold rp_fold_separator;
extern const struct rp_fold rp_fold_not;

/* Fill in a page. NULL: out of memory. */
const struct rp_fold *rp_folding_page(struct rp_folding *folding,
				      unsigned page);

/* Of a code point below U+10000; stands as long as folding does. Without memory
 * it is as if everything hung on what stands beside it. */
static inline const struct rp_fold *rp_folding_at(struct rp_folding *folding,
						  uint32_t c)
{
	const struct rp_fold *page = folding->pages[c >> 8];

	if (!page)
		page = rp_folding_page(folding, c >> 8);
	return page ? &page[c & 255] : &rp_fold_not;
}

/* Decode a character below U+10000 at bytes (len > 0); its length, or 0: it is
 * ill-formed, a surrogate or a longer one, or one of the first 2,048 of three
 * bytes (Thaana to Samaritan), which are rare enough for utf8proc. */
static inline size_t rp_folding_decode(uint32_t *c, const char *bytes,
				       size_t len)
{
	const unsigned char *s = (const unsigned char *)bytes;

	if (s[0] < 0x80) {
		*c = s[0];
		return 1;
	}
	if (len >= 2 && s[0] >= 0xc2 && s[0] <= 0xdf && (s[1] & 0xc0) == 0x80) {
		*c = (s[0] & 0x1fu) << 6 | (s[1] & 0x3fu);
		return 2;
	}
	if (len >= 3 && s[0] >= 0xe1 && s[0] <= 0xef && s[0] != 0xed &&
	    (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80) {
		*c =
		    (s[0] & 0x0fu) << 12 | (s[1] & 0x3fu) << 6 | (s[2] & 0x3fu);
		return 3;
	}
	return 0;
}

/* What is known of the character at bytes without filling in a page; or
 * RP_FOLD_NOT. */
static inline enum rp_fold_kind rp_folding_known(
    const struct rp_folding *folding, const char *bytes, size_t len)
{
	uint32_t c;
	const struct rp_fold *page;

	if (rp_folding_decode(&c, bytes, len) == 0)
		return RP_FOLD_NOT;
	page = folding->pages[c >> 8];
	return page ? (enum rp_fold_kind)page[c & 255].kind : RP_FOLD_NOT;
}

#endif
