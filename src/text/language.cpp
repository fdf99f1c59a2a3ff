/* SPDX-License-Identifier: Apache-2.0 */
/* language.cpp - see language.h: a shim before CLD2, which is C++. */
#include "language.h"

// CLD2's header asks for FILE.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>

/* The beginning says enough, and CLD2 counts in int. */
static const size_t most_bytes = 16384;

const char *rp_language_detect(const char *text, size_t len)
{
	bool reliable = false;
	CLD2::Language language;
	const char *tag;

	if (len > most_bytes) {
		len = most_bytes;
		while (len > 0 && (text[len] & 0xc0) == 0x80)
			len--;
	}
	language =
	    CLD2::DetectLanguage(text, static_cast<int>(len), true, &reliable);
	if (!reliable || language == CLD2::UNKNOWN_LANGUAGE)
		return nullptr;
	tag = CLD2::LanguageCode(language);
	/* "iw" and the like are CLD2's own, old codes. */
	if (tag[0] == 'i' && tag[1] == 'w' && tag[2] == '\0')
		return "he";
	return tag;
}
