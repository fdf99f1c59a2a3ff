/* SPDX-License-Identifier: Apache-2.0 */
/*
 * characters.c - see characters.h; what utf8proc's categories and NFKC leave
 * open
 *
 * What is unified: digits of the scripts below (Arab outlets write 2023 and
 * ٢٠٢٣); the Romanian letters that were encoded with a cedilla before
 * Unicode 3.0 had those with a comma; ё, which Russian prints write as е at
 * will; and in Arabic and Persian the alef with and without hamza, the two yehs
 * and alef maqsura, and the two kafs, as search engines do (Lucene's
 * normalisers for both languages). Accents are not left out: few prints differ
 * in them, and words do.
 */
#include "characters.h"

#include <utf8proc.h>

ptrdiff_t rp_code_normalise(int32_t *codes, size_t room, const char *utf8,
			    size_t len)
{
	utf8proc_ssize_t count = utf8proc_decompose(
	    (const utf8proc_uint8_t *)utf8, (utf8proc_ssize_t)len, codes,
	    (utf8proc_ssize_t)room,
	    UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		UTF8PROC_IGNORE | UTF8PROC_STABLE);

	if (count >= 0 && (size_t)count <= room)
		count = utf8proc_normalize_utf32(
		    codes, count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	return count < 0 ? -1 : count;
}

/* Digits stand in rows of ten; the zeros of scripts in use. */
static const int32_t zeros[] = {
    0x0660, /* Arabic */
    0x06f0, /* Persian, Urdu */
    0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6,
    0x0c66, 0x0ce6, 0x0d66, /* of India, from Devanagari to Malayalam */
    0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, /* Thai, Lao, Tibetan, Burmese,
					       Khmer */
};

static int32_t digit(int32_t c)
{
	size_t i;

	for (i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++)
		if (c >= zeros[i] && c < zeros[i] + 10)
			return '0' + (c - zeros[i]);
	return c;
}

int32_t rp_code_unified(int32_t c)
{
	if (c < 0x0219 || c > 0x17ff)
		return c;
	switch (c) {
	case 0x0219: /* s with comma */
		return 0x015f;
	case 0x021b: /* t with comma */
		return 0x0163;
	case 0x0451: /* ё */
		return 0x0435;
	case 0x0622: /* alef with madda, with hamza above and below, wasla */
	case 0x0623:
	case 0x0625:
	case 0x0671:
		return 0x0627;
	case 0x0649: /* alef maqsura */
	case 0x06cc: /* Persian yeh */
		return 0x064a;
	case 0x06a9: /* Persian kaf */
		return 0x0643;
	default:
		return digit(c);
	}
}

bool rp_code_spaceless(int32_t c)
{
	if (c < 0x0e00 || digit(c) != c)
		return false;
	return (c <= 0x0eff) ||		       /* Thai, Lao */
	       (c >= 0x1000 && c <= 0x109f) || /* Burmese */
	       (c >= 0x1780 && c <= 0x17ff) || /* Khmer */
	       (c >= 0x3040 && c <= 0x30ff) || /* kana */
	       (c >= 0x31f0 && c <= 0x31ff) ||
	       (c >= 0x3400 && c <= 0x4dbf) || /* Han */
	       (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
	       (c >= 0x20000 && c <= 0x323af);
}

bool rp_code_optional(int32_t c)
{
	if (c < 0x0591 || c > 0x06ed)
		return false;
	return (c <= 0x05bd) || c == 0x05bf || c == 0x05c1 || c == 0x05c2 ||
	       c == 0x05c4 || c == 0x05c5 || c == 0x05c7 || c == 0x0640 ||
	       (c >= 0x064b && c <= 0x0652) || c == 0x0670 ||
	       (c >= 0x06d6 && c <= 0x06dc) || (c >= 0x06df && c <= 0x06e4) ||
	       (c >= 0x06e7 && c <= 0x06e8) || (c >= 0x06ea && c <= 0x06ed);
}

enum rp_code_class rp_code_class(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return RP_CODE_WORD;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return RP_CODE_MARK;
	default:
		return RP_CODE_SEPARATOR;
	}
}

enum rp_raw_class rp_raw_class(int32_t c)
{
	switch (rp_code_class(c)) {
	case RP_CODE_MARK:
		return RP_RAW_JOINS;
	case RP_CODE_WORD:
		return rp_code_spaceless(c) ? RP_RAW_ALONE : RP_RAW_OPENS;
	case RP_CODE_SEPARATOR:
		break;
	}
	/* Invisible: soft hyphen, joiners. */
	if (utf8proc_category(c) == UTF8PROC_CATEGORY_CF)
		return RP_RAW_JOINS;
	/* Signs that stand for letters: the degree sign of Celsius, numero,
	 * squared units; not trade marks, which prints leave out at will. */
	if ((c >= 0x2100 && c <= 0x214f && c != 0x2120 && c != 0x2122) ||
	    (c >= 0x3200 && c <= 0x33ff))
		return RP_RAW_OPENS;
	return RP_RAW_SEPARATOR;
}
