/* SPDX-License-Identifier: Apache-2.0 */
/*
 * folding.c - see folding.h
 *
 * Idea. NFKC and case folding of a text is that of its characters one by one,
 * unless marks follow, which are put in order and composed with the letter
 * before them, or jamo, which make a syllable (UAX 15, 3.2 and 16). So where
 * neither occurs a table serves. What it says is what utf8proc says of the
 * character alone.
 *
 * Layout. 8 bytes a character, 2 KiB a page; a language uses two to four of
 * them, Chinese eighty. Filling one in takes 30 us.
 *
 * Rejected: a table in the source, which would have Unicode's version frozen
 * beside that of the library.
 */
#include "folding.h"

#include "characters.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define PAGE 256

const struct rp_fold rp_fold_separator = {.kind = RP_FOLD_SEPARATOR};
const struct rp_fold rp_fold_not = {.kind = RP_FOLD_NOT};

void rp_folding_init(struct rp_folding *folding)
{
	memset(folding, 0, sizeof(*folding));
}

void rp_folding_dispose(struct rp_folding *folding)
{
	size_t i;

	for (i = 0; i < sizeof(folding->pages) / sizeof(folding->pages[0]); i++)
		free(folding->pages[i]);
	rp_folding_init(folding);
}

/* Letters that make a syllable with those beside them (Unicode 15, 3.12). */
static bool is_jamo(int32_t c)
{
	return (c >= 0x1100 && c <= 0x11ff) || (c >= 0xa960 && c <= 0xa97f) ||
	       (c >= 0xd7b0 && c <= 0xd7ff);
}

/* Whether a code point that a character became stands for itself in a word. */
static bool stands(int32_t c, bool alone)
{
	return rp_code_class(c) == RP_CODE_WORD && !rp_code_optional(c) &&
	       !is_jamo(c) && rp_code_spaceless(c) == alone &&
	       utf8proc_get_property(c)->combining_class == 0;
}

static uint8_t kind_of(int32_t c, bool alone)
{
	utf8proc_category_t category = utf8proc_category(c);

	if (alone)
		return category == UTF8PROC_CATEGORY_ND ? RP_FOLD_NOT
							: RP_FOLD_ALONE;
	if (category == UTF8PROC_CATEGORY_LU)
		return RP_FOLD_CAPITAL;
	return category == UTF8PROC_CATEGORY_ND ? RP_FOLD_DIGIT
						: RP_FOLD_LETTER;
}

/* The bytes of a letter, if nothing beside it matters. */
static void fold_letter(struct rp_fold *fold, int32_t c, bool alone)
{
	char bytes[4];
	int32_t codes[8];
	ptrdiff_t count;
	ptrdiff_t i;
	size_t len = 0;

	count = rp_code_normalise(codes, 8, bytes,
				  rp_utf8_encode(bytes, (uint32_t)c));
	if (count < 1 || count > (alone ? 1 : 2))
		return;
	for (i = 0; i < count; i++) {
		int32_t out[2];
		size_t outs = rp_code_unified(out, codes[i]);
		size_t k;

		if (!stands(codes[i], alone))
			return;
		for (k = 0; k < outs; k++) {
			size_t n = rp_utf8_encode(bytes, (uint32_t)out[k]);

			if (len + n > sizeof(fold->bytes))
				return;
			memcpy(fold->bytes + len, bytes, n);
			len += n;
		}
	}
	fold->len = (uint8_t)len;
	fold->kind = kind_of(c, alone);
}

static void fold(struct rp_fold *fold, int32_t c)
{
	enum rp_raw_class class = rp_raw_class(c, 0);

	/* What hangs on the letter or digit before it. */
	if (rp_raw_class(c, 'a') != class || rp_raw_class(c, '1') != class)
		return;
	switch (class) {
	case RP_RAW_SEPARATOR:
		fold->kind = RP_FOLD_SEPARATOR;
		return;
	case RP_RAW_OPENS:
		fold_letter(fold, c, false);
		return;
	case RP_RAW_ALONE:
		fold_letter(fold, c, true);
		return;
	case RP_RAW_JOINS:
		return;
	}
}

const struct rp_fold *rp_folding_page(struct rp_folding *folding, unsigned page)
{
	struct rp_fold *folds = calloc(PAGE, sizeof(*folds));
	int32_t i;

	if (!folds)
		return NULL;
	for (i = 0; i < PAGE; i++)
		fold(&folds[i], (int32_t)page * PAGE + i);
	folding->pages[page] = folds;
	return folds;
}
