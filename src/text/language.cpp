/* SPDX-License-Identifier: Apache-2.0 */
/* language.cpp - see language.h: a shim before CLD2, which is C++ and throws
 * where memory is short. */
#include "language.h"

#include "reprint.h"

// CLD2's header asks for FILE.
#include <cstdio>
#include <cstring>

#include <cld2/public/compact_lang_det.h>

/* The beginning says enough, and CLD2 counts in int. */
static const size_t most_bytes = 16384;

/* Less may be headings and names; more need not be looked at of each page that
 * declares its language. */
static const size_t enough_bytes = 1000;
static const size_t contradicting_bytes = 2000;

/* Of a text that contradicts its page so much is in the one language. */
static const int most_percent = 95;

/* Far enough from each other, and known well to the detector. */
static const char *const distinct[] = {
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "ar",
    "ja", "ko", "zh", "el", "he", "hi", "vi", "th", "hu", "fi", "sv"};

/* Bytes of a text, most of them at most, that are whole characters. */
static size_t up_to(size_t most, const char *text, size_t len)
{
	if (len <= most)
		return len;
	len = most;
	while (len > 0 && (text[len] & 0xc0) == 0x80)
		len--;
	return len;
}

/* The language of most of a text, and its share of it; NULL: not certain. */
static const char *detect(int *percent, const char *text, size_t len)
{
	bool reliable = false;
	CLD2::Language languages[3];
	CLD2::Language language;
	int percents[3];
	int bytes;
	const char *tag;

	len = up_to(most_bytes, text, len);
	language =
	    CLD2::DetectLanguageSummary(text, static_cast<int>(len), true,
					languages, percents, &bytes, &reliable);
	if (!reliable || language == CLD2::UNKNOWN_LANGUAGE)
		return nullptr;
	*percent = language == languages[0] ? percents[0] : 0;
	tag = CLD2::LanguageCode(language);
	/* "iw" and the like are CLD2's own, old codes. */
	if (tag[0] == 'i' && tag[1] == 'w' && tag[2] == '\0')
		return "he";
	return tag;
}

/* The same, for C. */
static int try_detect(const char **tag, int *percent, const char *text,
		      size_t len)
{
	try {
		*tag = detect(percent, text, len);
	} catch (...) {
		return RP_ENOMEM;
	}
	return RP_OK;
}

int rp_language_detect(const char **tag, const char *text, size_t len)
{
	int percent;

	return try_detect(tag, &percent, text, len);
}

static bool is_distinct(const char *tag, size_t len)
{
	for (const char *name : distinct)
		if (len >= 2 && std::strncmp(tag, name, 2) == 0 &&
		    (len == 2 || tag[2] == '-'))
			return true;
	return false;
}

int rp_language_contradict(const char **tag, const char *declared,
			   size_t declared_len, const char *text, size_t len)
{
	int percent;
	int status;

	*tag = nullptr;
	if (len < enough_bytes || !is_distinct(declared, declared_len))
		return RP_OK;
	status = try_detect(tag, &percent, text,
			    up_to(contradicting_bytes, text, len));
	if (status != RP_OK)
		return status;
	if (*tag &&
	    (percent < most_percent || !is_distinct(*tag, std::strlen(*tag)) ||
	     std::strncmp(*tag, declared, 2) == 0))
		*tag = nullptr;
	return RP_OK;
}
