/* SPDX-License-Identifier: Apache-2.0 */
/*
 * access.c - paywalls and teasers
 *
 * What is stated (article:content_tier, isAccessibleForFree) is about the
 * site's rules and often wrong, so it is told apart from what the text shows:
 * a teaser breaks off in an ellipsis or is far shorter than the number of
 * words that the page itself states.
 */
#include "metadata.h"

#include "ascii.h"

#include <stdlib.h>
#include <string.h>

/* Teasers are short. */
#define TEASER_BYTES 2500
/* The page states over twice the words found. */
#define SHORTFALL 2

const char *rp_access_name(enum rp_access access)
{
	switch (access) {
	case RP_ACCESS_FREE:
		return "free";
	case RP_ACCESS_METERED:
		return "metered";
	case RP_ACCESS_PAID:
		return "paid";
	case RP_ACCESS_UNKNOWN:
		break;
	}
	return NULL;
}

static bool is(struct rp_str text, const char *word)
{
	return text.len == strlen(word) &&
	       rp_ascii_compare_some(text.data, word, text.len) == 0;
}

static enum rp_access by_tier(const struct rp_statements *statements)
{
	struct rp_str tier =
	    rp_statements_meta(statements, "article:content_tier");

	if (is(tier, "free"))
		return RP_ACCESS_FREE;
	if (is(tier, "metered"))
		return RP_ACCESS_METERED;
	if (is(tier, "locked"))
		return RP_ACCESS_PAID;
	return RP_ACCESS_UNKNOWN;
}

static enum rp_access by_json(const struct rp_statements *statements)
{
	struct rp_str value =
	    rp_jsonld_member(statements->article, "isAccessibleForFree");

	while (value.len && strchr("\" \r\n\t", value.data[0])) {
		value.data++;
		value.len--;
	}
	while (value.len && strchr("\" \r\n\t", value.data[value.len - 1]))
		value.len--;
	if (is(value, "true"))
		return RP_ACCESS_FREE;
	return is(value, "false") ? RP_ACCESS_PAID : RP_ACCESS_UNKNOWN;
}

void rp_access_read(struct rp_article *out, struct rp_statements *statements)
{
	out->access = by_tier(statements);
	if (out->access == RP_ACCESS_UNKNOWN)
		out->access = by_json(statements);
}

static bool ends_open(struct rp_str text)
{
	static const char *const ends[] = {"...", "…",	   "[…]", "[...]",
					   "(…)", "(...)", "…]"};
	size_t i;

	while (text.len && (unsigned char)text.data[text.len - 1] <= ' ')
		text.len--;
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t len = strlen(ends[i]);

		if (text.len > len &&
		    memcmp(text.data + text.len - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

/* The number of words that JSON-LD states, 0 if none. */
static unsigned long stated_words(const struct rp_statements *statements)
{
	struct rp_str value =
	    rp_jsonld_member(statements->article, "wordCount");
	char digits[16] = {0};

	if (value.len && *value.data == '"') {
		value.data++;
		value.len--;
	}
	memcpy(digits, value.len ? value.data : "",
	       value.len < 15 ? value.len : 15);
	return strtoul(digits, NULL, 10);
}

bool rp_access_teaser(struct rp_statements *statements, struct rp_str text)
{
	unsigned long words = 0;
	size_t i;

	if (text.len > TEASER_BYTES)
		return false;
	if (ends_open(text))
		return true;
	for (i = 0; i < text.len; i++)
		words += text.data[i] == ' ' || text.data[i] == '\n';
	return words > 0 && stated_words(statements) > words * SHORTFALL + 50;
}
