/* SPDX-License-Identifier: Apache-2.0 */
/*
 * characters.c - see characters.h; what utf8proc's categories and NFKC leave
 * open
 *
 * What is unified: digits of the scripts below (Arab outlets write 2023 and
 * ٢٠٢٣); the Romanian letters that were encoded with a cedilla before
 * Unicode 3.0 had those with a comma; ё, which Russian prints write as е at
 * will; Turkish İ and ı with i, since nothing says in which language capitals
 * are to be folded; in Arabic and Persian the alef with and without hamza, the
 * two yehs and alef maqsura, and the two kafs, as search engines do (Lucene's
 * normalisers for both languages), and the hehs of Persian, Urdu and Kurdish,
 * which keyboards mix; and the letters of Malayalam and Bengali without a
 * vowel, which were written with a virama and a joiner before Unicode 5.1
 * and 4.1. Accents are not left out: few prints differ in them, and words do.
 */
#include "characters.h"

#include "utf8.h"

#include <utf8proc.h>

/* The dot that a capital I has in Turkish, behind the i that was folded from
 * it, is none. */
static ptrdiff_t drop_dots(int32_t *codes, ptrdiff_t count)
{
	ptrdiff_t kept = 0;
	ptrdiff_t i;

	for (i = 0; i < count; i++)
		if (codes[i] != 0x0307 || kept == 0 || codes[kept - 1] != 'i')
			codes[kept++] = codes[i];
	return kept;
}

ptrdiff_t rp_code_normalise(int32_t *codes, size_t room, const char *utf8,
			    size_t len)
{
	utf8proc_ssize_t count = utf8proc_decompose(
	    (const utf8proc_uint8_t *)utf8, (utf8proc_ssize_t)len, codes,
	    (utf8proc_ssize_t)room,
	    UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		UTF8PROC_IGNORE | UTF8PROC_STABLE);

	if (count >= 0 && (size_t)count <= room)
		count = utf8proc_normalize_utf32(codes, drop_dots(codes, count),
						 UTF8PROC_COMPOSE |
						     UTF8PROC_STABLE);
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

/* The letter of which c is the one without a vowel; 0: c is none. */
static int32_t with_vowel(int32_t c)
{
	switch (c) {
	case 0x09ce: /* Bengali khanda ta */
		return 0x09a4;
	case 0x0d54: /* Malayalam chillu m, y, lll, nn, n, rr, l, ll, k */
		return 0x0d2e;
	case 0x0d55:
		return 0x0d2f;
	case 0x0d56:
		return 0x0d34;
	case 0x0d7a:
		return 0x0d23;
	case 0x0d7b:
		return 0x0d28;
	case 0x0d7c:
		return 0x0d30;
	case 0x0d7d:
		return 0x0d32;
	case 0x0d7e:
		return 0x0d33;
	case 0x0d7f:
		return 0x0d15;
	default:
		return 0;
	}
}

static int32_t unified(int32_t c)
{
	switch (c) {
	case 0x0131: /* dotless i */
		return 'i';
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
	case 0x06be: /* heh with two eyes, with yeh, the Urdu ones, ae */
	case 0x06c0:
	case 0x06c1:
	case 0x06c2:
	case 0x06d5:
		return 0x0647;
	case 0x06c3: /* Urdu teh marbuta */
		return 0x0629;
	default:
		return digit(c);
	}
}

size_t rp_code_unified(int32_t out[2], int32_t c)
{
	int32_t letter;

	out[0] = c;
	if (c < 0x0131 || c > 0x17ff)
		return 1;
	letter = with_vowel(c);
	if (!letter) {
		out[0] = unified(c);
		return 1;
	}
	out[0] = letter;
	out[1] = c < 0x0d00 ? 0x09cd : 0x0d4d;
	return 2;
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
	       (c >= 0x064b && c <= 0x0655) || c == 0x0670 ||
	       (c >= 0x06d6 && c <= 0x06dc) || (c >= 0x06df && c <= 0x06e4) ||
	       (c >= 0x06e7 && c <= 0x06e8) || (c >= 0x06ea && c <= 0x06ed);
}

/* Letters to Unicode, apostrophes to those who write them: Ukrainian, Uzbek,
 * Hawaiian and transliterated Arabic have them where others have ' or ’. */
static bool is_apostrophe(int32_t c)
{
	return (c >= 0x02b9 && c <= 0x02bf) || c == 0x02c8 || c == 0x02ca ||
	       c == 0x02cb || c == 0x02ee || c == 0xa78b || c == 0xa78c;
}

enum rp_code_class rp_code_class(int32_t c)
{
	if (is_apostrophe(c))
		return RP_CODE_SEPARATOR;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
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

static bool is_digit(int32_t c)
{
	return utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

static bool is_number(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category == UTF8PROC_CATEGORY_ND ||
	       category == UTF8PROC_CATEGORY_NO ||
	       category == UTF8PROC_CATEGORY_NL;
}

/* Signs that stand for letters: the degree sign of Celsius, numero, squared
 * units, radicals of Han that were taken out of a PDF; not trade marks, which
 * prints leave out at will. */
static bool spells_letters(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);
	int32_t codes[32];
	char utf8[4];
	ptrdiff_t count;
	ptrdiff_t i;

	if (c == 0x2120 || c == 0x2122 ||
	    (category != UTF8PROC_CATEGORY_SO &&
	     category != UTF8PROC_CATEGORY_SC))
		return false;
	count = rp_code_normalise(codes, 32, utf8,
				  rp_utf8_encode(utf8, (uint32_t)c));
	for (i = 0; i < count && count <= 32; i++)
		if (rp_code_class(codes[i]) == RP_CODE_WORD)
			return true;
	return false;
}

/* A letter or digit. */
static enum rp_raw_class word_class(int32_t c, int32_t before)
{
	if (rp_code_spaceless(c))
		return RP_RAW_ALONE;
	/* "1½" is not eleven halves, nor is a note to 2023 a later year. */
	if (is_digit(before) && is_number(c) && !is_digit(c))
		return RP_RAW_ALONE;
	return RP_RAW_OPENS;
}

enum rp_raw_class rp_raw_class(int32_t c, int32_t before)
{
	/* Signs of ordinals, which behind a figure are typed for degrees. */
	if (c == 0xaa || c == 0xba)
		return rp_code_class(before) != RP_CODE_SEPARATOR &&
			       !is_number(before)
			   ? RP_RAW_OPENS
			   : RP_RAW_SEPARATOR;
	/* Thai and Lao am: a mark above the letter before, and a letter. */
	if (c == 0x0e33 || c == 0x0eb3)
		return RP_RAW_JOINS;
	switch (rp_code_class(c)) {
	case RP_CODE_MARK:
		return RP_RAW_JOINS;
	case RP_CODE_WORD:
		return word_class(c, before);
	case RP_CODE_SEPARATOR:
		break;
	}
	/* Invisible: soft hyphen, joiners. */
	if (utf8proc_category(c) == UTF8PROC_CATEGORY_CF)
		return RP_RAW_JOINS;
	if (!spells_letters(c))
		return RP_RAW_SEPARATOR;
	return c >= 0x2e80 && c <= 0x2fdf ? RP_RAW_ALONE : RP_RAW_OPENS;
}
