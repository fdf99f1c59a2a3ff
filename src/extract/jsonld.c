/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jsonld.c - see jsonld.h
 *
 * Spans are found by counting brackets outside strings. Looking for the
 * article's object reads each object once for every object around it; limits
 * bound that.
 */
#include "jsonld.h"

#include "ascii.h"
#include "str.h"
#include "utf8.h"

#include <string.h>

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end &&
	       (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
		at++;
	return at;
}

static bool hex4(uint32_t *out, const char *at, const char *end)
{
	uint32_t value = 0;
	int i;

	if (end - at < 4)
		return false;
	for (i = 0; i < 4; i++) {
		int digit = rp_ascii_hex(at[i]);

		if (digit < 0)
			return false;
		value = value << 4 | (uint32_t)digit;
	}
	*out = value;
	return true;
}

/* Decode \uXXXX behind the 'u', surrogate pairs included. */
static const char *unicode(struct rp_buffer *out, const char *at,
			   const char *end)
{
	uint32_t code;
	uint32_t low;

	if (!hex4(&code, at, end))
		return at;
	at += 4;
	if (code >= 0xd800 && code < 0xdc00 && end - at >= 6 && at[0] == '\\' &&
	    at[1] == 'u' && hex4(&low, at + 2, end) && low >= 0xdc00 &&
	    low < 0xe000) {
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
		at += 6;
	}
	if (code >= 0xd800 && code < 0xe000)
		code = 0xfffd;
	if (code)
		rp_utf8_put(out, code);
	return at;
}

static bool unescape(struct rp_buffer *out, const char *at, const char *end)
{
	while (at < end && *at != '"' && *at != '\0') {
		if (*at != '\\') {
			rp_buffer_putc(out, *at++);
			continue;
		}
		if (++at == end)
			return false;
		switch (*at++) {
		case 'n':
		case 'r':
			rp_buffer_putc(out, '\n');
			break;
		case 't':
		case 'b':
		case 'f':
			rp_buffer_putc(out, ' ');
			break;
		case 'u':
			at = unicode(out, at, end);
			break;
		default:
			rp_buffer_putc(out, at[-1]);
		}
	}
	return at < end && *at == '"';
}

/* Objects nested deeper are not looked at, nor more than so many, nor what
 * stands behind so many bytes: damaged brackets may make each object reach to
 * the end, and a page must not cost the square of its length. */
#define NESTING	      16
#define OBJECTS	      256
#define ARTICLE_BYTES ((size_t)1 << 20)

/* Behind the string whose opening quote is at at. */
static const char *skip_string(const char *at, const char *end)
{
	/* A NUL ends the script. */
	for (at++; at < end && *at != '"' && *at != '\0'; at++)
		if (*at == '\\' && at + 1 < end && at[1] != '\0')
			at++;
	return at < end && *at == '"' ? at + 1 : at;
}

/* Behind the value that begins at at. */
static const char *skip_value(const char *at, const char *end)
{
	size_t depth = 0;

	while (at < end) {
		char c = *at;

		if (c == '\0') /* the script's end */
			return at;
		if (c == '"') {
			at = skip_string(at, end);
			if (depth == 0)
				return at;
			continue;
		}
		if (c == '{' || c == '[') {
			depth++;
		} else if (c == '}' || c == ']') {
			if (depth <= 1)
				return depth ? at + 1 : at;
			depth--;
		} else if (c == ',' && depth == 0) {
			return at;
		}
		at++;
	}
	return end;
}

struct rp_str rp_jsonld_member(struct rp_str object, const char *key)
{
	size_t len = strlen(key);
	const char *at;
	const char *end;

	if (object.len == 0 || *object.data != '{')
		return (struct rp_str){NULL, 0};
	at = object.data + 1;
	end = object.data + object.len;
	while (at < end && *at != '}' && *at != '\0') {
		const char *name = at;
		const char *value;

		if (*at != '"') {
			at++;
			continue;
		}
		at = skip_string(at, end);
		value = skip_blanks(at, end);
		if (value == end || *value != ':')
			continue;
		value = skip_blanks(value + 1, end);
		if ((size_t)(at - name) == len + 2 &&
		    memcmp(name + 1, key, len) == 0)
			return (struct rp_str){
			    value, (size_t)(skip_value(value, end) - value)};
		at = skip_value(value, end);
	}
	return (struct rp_str){NULL, 0};
}

bool rp_jsonld_item(struct rp_str *item, struct rp_str *rest)
{
	const char *at = rest->data;
	const char *end;

	if (rest->len == 0)
		return false;
	end = at + rest->len;
	if (*at != '[' && *at != ',') { /* no array */
		*item = *rest;
		rest->len = 0;
		return true;
	}
	at = skip_blanks(at + 1, end);
	if (at == end || *at == ']') {
		rest->len = 0;
		return false;
	}
	item->data = at;
	at = skip_value(at, end);
	item->len = (size_t)(at - item->data);
	at = skip_blanks(at, end);
	/* What follows begins with the comma, or is over. */
	*rest = (struct rp_str){
	    at, at < end && *at == ',' && item->len ? (size_t)(end - at) : 0};
	return true;
}

/* How the types of a kind end. */
#define TYPES 8
static const char *const articles[TYPES] = {"Article\"", "BlogPosting\"",
					    "\"Report\""};
static const char *const reviews[TYPES] = {"Review\"", "\"Recipe\"",
					   "/Recipe\""};
static const char *const pages[TYPES] = {"Page\"", "\"WebSite\""};
/* What has a date of its own, that a page speaks of. */
static const char *const things[TYPES] = {
    "Movie\"",	 "Book\"",   "ImageObject\"", "Product\"",
    "Comment\"", "Rating\"", "\"Claim\"",     "\"Event\""};

static bool is_of(struct rp_str type, const char *const endings[TYPES])
{
	struct rp_str item;
	size_t i;

	while (rp_jsonld_item(&item, &type))
		for (i = 0; i < TYPES && endings[i]; i++) {
			size_t len = strlen(endings[i]);

			if (item.len >= len &&
			    memcmp(item.data + item.len - len, endings[i],
				   len) == 0)
				return true;
		}
	return false;
}

/* What lies in it is of it, or of others. */
static bool is_closed(struct rp_str type)
{
	return is_of(type, articles) || is_of(type, reviews) ||
	       is_of(type, things);
}

static bool is_wanted(struct rp_str object, struct rp_str type,
		      enum rp_jsonld_kind kind)
{
	switch (kind) {
	case RP_JSONLD_ARTICLE:
		return is_of(type, articles);
	case RP_JSONLD_REVIEW:
		return is_of(type, reviews);
	case RP_JSONLD_PAGE:
		return is_of(type, pages);
	case RP_JSONLD_OTHER:
		break;
	}
	return !is_closed(type) && !is_of(type, pages) &&
	       (rp_jsonld_member(object, "headline").len > 0 ||
		rp_jsonld_member(object, "datePublished").len > 0 ||
		rp_jsonld_member(object, "articleBody").len > 0);
}

/* Behind the value of the key that begins at at, if it is one of a list of
 * other things; at itself if not. */
static const char *skip_list(const char *at, const char *end)
{
	static const char key[] = "\"itemListElement\"";
	const char *value;

	if (end - at < (ptrdiff_t)sizeof(key) ||
	    memcmp(at, key, sizeof(key) - 1) != 0)
		return at;
	value = skip_blanks(at + sizeof(key) - 1, end);
	if (value == end || *value != ':')
		return at;
	return skip_value(skip_blanks(value + 1, end), end);
}

struct rp_str rp_jsonld_next(struct rp_jsonld_search *search,
			     const struct rp_buffer *scripts)
{
	size_t len =
	    scripts->len < ARTICLE_BYTES ? scripts->len : ARTICLE_BYTES;
	const char *at = scripts->data + search->at;
	const char *end = scripts->data + len;
	size_t depth = 0;

	while (search->at < len && at < end && search->objects < OBJECTS) {
		struct rp_str object = {at, (size_t)(end - at)};

		if (*at == '"') {
			const char *behind = skip_list(at, end);

			at = behind > at ? behind : skip_string(at, end);
			continue;
		}
		if (*at == '{' && depth++ < NESTING && ++search->objects) {
			struct rp_str type = rp_jsonld_member(object, "@type");
			bool found = is_wanted(object, type, search->kind);

			/* Reviews are looked for where there is no article. */
			if (found || (is_closed(type) &&
				      search->kind != RP_JSONLD_ARTICLE)) {
				object.len = (size_t)(skip_value(at, end) - at);
				at += object.len;
				depth--;
				search->at = (size_t)(at - scripts->data);
				if (found)
					return object;
				continue;
			}
		}
		if (*at == '}' && depth > 0)
			depth--;
		if (*at == '\0') /* the next script */
			depth = 0;
		at++;
	}
	search->at = len;
	return (struct rp_str){NULL, 0};
}

/* Whether a value is an object that has nothing but the key. */
static bool has_only(struct rp_str object, struct rp_str value)
{
	const char *end = object.data + object.len;
	const char *at = skip_blanks(value.data + value.len, end);

	return at < end && *at == '}' &&
	       rp_jsonld_member(object, "name").len == 0;
}

struct rp_str rp_jsonld_resolve(struct rp_str value,
				const struct rp_buffer *scripts)
{
	struct rp_str id = rp_jsonld_member(value, "@id");
	size_t len =
	    scripts->len < ARTICLE_BYTES ? scripts->len : ARTICLE_BYTES;
	const char *at = scripts->data;
	const char *end = at + len;
	unsigned objects = 0;

	if (id.len <= 2 || *id.data != '"' || !has_only(value, id))
		return value;
	for (; at < end && objects < OBJECTS; at++) {
		struct rp_str object = {at, (size_t)(end - at)};
		struct rp_str other;

		if (*at == '"') {
			at = skip_string(at, end) - 1;
			continue;
		}
		if (*at != '{')
			continue;
		objects++;
		other = rp_jsonld_member(object, "@id");
		if (other.data && rp_str_same(other, id) &&
		    rp_jsonld_member(object, "name").len) {
			object.len = (size_t)(skip_value(at, end) - at);
			return object;
		}
	}
	return value;
}

static int keep(struct rp_str *out, struct rp_arena *arena,
		const struct rp_buffer *value)
{
	const char *at = value->data;
	size_t len = value->len;

	if (value->failed)
		return RP_ENOMEM;
	while (len && (unsigned char)*at <= ' ') {
		at++;
		len--;
	}
	while (len && (unsigned char)at[len - 1] <= ' ')
		len--;
	if (len == 0)
		return 0;
	out->data = rp_arena_copy(arena, at, len);
	out->len = len;
	return out->data ? 1 : RP_ENOMEM;
}

int rp_jsonld_text(struct rp_str *out, struct rp_arena *arena,
		   struct rp_str value)
{
	struct rp_buffer text;
	int status = 0;

	if (value.len && *value.data == '{')
		value = rp_jsonld_member(value, "name");
	if (value.len < 2 || *value.data != '"')
		return 0;
	rp_buffer_init(&text);
	if (unescape(&text, value.data + 1, value.data + value.len) ||
	    text.failed)
		status = keep(out, arena, &text);
	rp_buffer_dispose(&text);
	return status;
}
