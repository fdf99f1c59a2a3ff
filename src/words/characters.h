/* SPDX-License-Identifier: Apache-2.0 */
/* characters.h - what a code point is in a word. */
#ifndef RP_CHARACTERS_H
#define RP_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Well-formed UTF-8 to the code points of its normal form: NFKC, case folded,
 * without what is invisible and without the dot of a capital I. Returns how
 * many there are. If it is more than room, codes hold nothing and so much room
 * is needed; -1 if out of memory. */
ptrdiff_t rp_code_normalise(int32_t *codes, size_t room, const char *utf8,
			    size_t len);

enum rp_code_class { RP_CODE_SEPARATOR = 0, RP_CODE_WORD, RP_CODE_MARK };

/* Of a code point that is normalised. */
enum rp_code_class rp_code_class(int32_t c);

/* Of scripts written without blanks between words. */
bool rp_code_spaceless(int32_t c);

/* Arabic and Hebrew signs that texts carry or leave out at will. */
bool rp_code_optional(int32_t c);

/* The one for all that a letter or digit is written as: which of them stands in
 * a text hangs on keyboards and fonts, not on what it says. Of a code point
 * that is normalised; out receives one or two, and their number is returned. */
size_t rp_code_unified(int32_t out[2], int32_t c);

/* What a character as written does to the letters before it. */
enum rp_raw_class {
	RP_RAW_SEPARATOR = 0, /* parts them from what follows */
	RP_RAW_JOINS,	      /* belongs to them */
	RP_RAW_OPENS, /* goes on with a word, but not with a spaceless one */
	RP_RAW_ALONE  /* spaceless: is a word */
};

/* before: the character before it in the piece, 0 where it begins one. */
enum rp_raw_class rp_raw_class(int32_t c, int32_t before);

#endif
