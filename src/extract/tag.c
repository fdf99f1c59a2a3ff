/* SPDX-License-Identifier: Apache-2.0 */
/* tag.c - see tag.h. */
#include "tag.h"

#include "ascii.h"

#include <string.h>

/* Names that something is asked of, by their first letters. */
enum name {
	A = 0,
	ABBR,
	AREA,
	BASE,
	BODY,
	BR,
	COL,
	EMBED,
	HEAD,
	HR,
	HTML,
	IFRAME,
	IMG,
	INPUT,
	LINK,
	MATH,
	META,
	NOEMBED,
	NOFRAMES,
	NOSCRIPT,
	PARAM,
	SCRIPT,
	SOURCE,
	STYLE,
	SVG,
	TEMPLATE,
	TEXTAREA,
	TITLE,
	TRACK,
	WBR,
	XMP,
	NAMES
};

/* MathML is cut as SVG is: within it the parser reads what is raw text in HTML,
 * a title say, as elements, which would escape being counted. In the head the
 * parser takes a <noscript> apart and shows what stands in it as text. */
static const struct {
	const char *name;
	unsigned kinds;
} names[NAMES] = {
    [A] = {"a", RP_TAG_A},
    [ABBR] = {"abbr", RP_TAG_ABBR},
    [AREA] = {"area", RP_TAG_ALONE},
    [BASE] = {"base", RP_TAG_ALONE | RP_TAG_HEAD},
    [BODY] = {"body", RP_TAG_ALONE},
    [BR] = {"br", RP_TAG_ALONE},
    [COL] = {"col", RP_TAG_ALONE},
    [EMBED] = {"embed", RP_TAG_ALONE},
    [HEAD] = {"head", RP_TAG_ALONE | RP_TAG_HEAD},
    [HR] = {"hr", RP_TAG_ALONE},
    [HTML] = {"html", RP_TAG_ALONE | RP_TAG_HEAD},
    [IFRAME] = {"iframe", RP_TAG_CUT},
    [IMG] = {"img", RP_TAG_ALONE},
    [INPUT] = {"input", RP_TAG_ALONE | RP_TAG_INPUT},
    [LINK] = {"link", RP_TAG_ALONE | RP_TAG_HEAD | RP_TAG_LINK},
    [MATH] = {"math", RP_TAG_CUT | RP_TAG_FOREIGN},
    [META] = {"meta", RP_TAG_ALONE | RP_TAG_HEAD},
    [NOEMBED] = {"noembed", RP_TAG_CUT},
    [NOFRAMES] = {"noframes", RP_TAG_CUT},
    [NOSCRIPT] = {"noscript", RP_TAG_HEAD | RP_TAG_NOSCRIPT},
    [PARAM] = {"param", RP_TAG_ALONE},
    [SCRIPT] = {"script", RP_TAG_CUT | RP_TAG_HEAD | RP_TAG_SCRIPT},
    [SOURCE] = {"source", RP_TAG_ALONE},
    [STYLE] = {"style", RP_TAG_CUT | RP_TAG_HEAD},
    [SVG] = {"svg", RP_TAG_CUT | RP_TAG_FOREIGN},
    [TEMPLATE] = {"template", RP_TAG_CUT | RP_TAG_HEAD},
    [TEXTAREA] = {"textarea", RP_TAG_RAW},
    [TITLE] = {"title", RP_TAG_RAW | RP_TAG_HEAD},
    [TRACK] = {"track", RP_TAG_ALONE},
    [WBR] = {"wbr", RP_TAG_ALONE},
    [XMP] = {"xmp", RP_TAG_RAW},
};

/* The first of each letter, and of the one behind the last. */
static const unsigned char first_of[27] = {
    A,	    BASE,     COL,  EMBED, EMBED,   HEAD,  HEAD,  HEAD,	  IFRAME,
    LINK,   LINK,     LINK, MATH,  NOEMBED, PARAM, PARAM, SCRIPT, SCRIPT,
    SCRIPT, TEMPLATE, WBR,  WBR,   WBR,	    XMP,   NAMES, NAMES,  NAMES};

unsigned rp_tag_kinds(const char *name, size_t len)
{
	const unsigned letter = (unsigned)(*name | 0x20) - 'a';
	unsigned i;

	if (len == 0 || letter >= 26)
		return 0;
	for (i = first_of[letter]; i < first_of[letter + 1]; i++)
		if (strlen(names[i].name) == len &&
		    rp_ascii_compare_some(name, names[i].name, len) == 0)
			return names[i].kinds;
	return 0;
}

bool rp_tag_begins(const char *at)
{
	return rp_ascii_is_letter(at[1]) ||
	       (at[1] == '/' && rp_ascii_is_letter(at[2]));
}

/* Attributes that are asked for later, or that change the tree: "type" of an
 * input does. The rest, half of a page's bytes by now, the parser would read
 * letter by letter. */
static bool keeps(const struct rp_tag *tag, const char *name, size_t len)
{
	static const struct {
		const char *name;
		unsigned kinds; /* only of these; 0: of any */
	} asked[] = {
	    {"class", 0},
	    {"id", 0},
	    {"itemprop", 0},
	    {"role", 0},
	    {"hidden", 0},
	    {"style", 0},
	    {"rel", 0},
	    {"lang", 0},
	    {"xml:lang", 0},
	    {"datetime", 0},
	    {"aria-hidden", 0},
	    {"type", RP_TAG_INPUT},
	    {"href", RP_TAG_LINK | RP_TAG_A},
	    {"content", 0},
	    {"property", 0},
	    {"name", 0},
	    {"http-equiv", 0},
	    {"title", RP_TAG_ABBR},
	};
	size_t i;

	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		if (asked[i].name[0] == (*name | 0x20) &&
		    strlen(asked[i].name) == len &&
		    rp_ascii_compare_some(name, asked[i].name, len) == 0)
			return asked[i].kinds == 0 ||
			       (asked[i].kinds & tag->kinds) != 0;
	return false;
}

/* Whether the value of an attribute, behind its name, is a place of the page.
 */
static bool leads_here(const char *at, const char *end)
{
	while (at < end && strchr("= \t\r\n\"'", *at) && *at)
		at++;
	return at < end && *at == '#';
}

/* Remember an attribute if it is passed on. */
static void attribute_add(struct rp_tag *tag,
			  const struct rp_tag_attribute *attribute)
{
	const char *name = attribute->name;
	size_t len = attribute->name_len;

	if (tag->kept_count > RP_TAG_KEPT || !keeps(tag, name, len))
		return;
	if (tag->kept_count < RP_TAG_KEPT) {
		struct rp_tag_attribute *kept = &tag->kept[tag->kept_count];

		*kept = *attribute;
		/* Of a link it is asked only whether it is one, and leads
		 * elsewhere. */
		if (len == 4 && tag->kinds & RP_TAG_A &&
		    (*name | 0x20) == 'h' &&
		    !leads_here(name + len, attribute->end)) {
			kept->end = name + len;
			kept->value.len = 0;
		}
	}
	tag->kept_count++;
}

/* Behind the value that starts at at. */
static const char *attribute_value(const char *at, const char *end)
{
	const char *close;

	if (at < end && (*at == '"' || *at == '\'')) {
		close = memchr(at + 1, *at, (size_t)(end - at - 1));
		return close ? close + 1 : end;
	}
	while (at < end && !rp_tag_is_space(*at) && *at != '>')
		at++;
	return at;
}

/* What stands between quotation marks, if any do; nothing if they do not close.
 */
static struct rp_str unquoted(const char *from, const char *end)
{
	if (from == end || (*from != '"' && *from != '\''))
		return (struct rp_str){from, (size_t)(end - from)};
	if (end - from < 2 || end[-1] != *from)
		return (struct rp_str){from, 0};
	return (struct rp_str){from + 1, (size_t)(end - from - 2)};
}

int rp_tag_read(struct rp_tag *tag, const char *at, const char *end)
{
	unsigned attributes = 0;

	at++;
	tag->closing = *at == '/';
	at += tag->closing;
	tag->name = at;
	tag->empty = false;
	tag->json_ld = false;
	tag->kept_count = 0;
	while (at < end && !rp_tag_is_space(*at) && *at != '>' && *at != '/')
		at++;
	tag->name_len = (size_t)(at - tag->name);
	tag->kinds = rp_tag_kinds(tag->name, tag->name_len);
	while (at < end && *at != '>') {
		struct rp_tag_attribute attribute = {.name = at};
		const char *value;

		if (rp_tag_is_space(*at) || *at == '/') {
			tag->empty = *at == '/';
			at++;
			continue;
		}
		tag->empty = false;
		if (++attributes > RP_LIMIT_HTML_ATTRIBUTES)
			return RP_EATTRIBUTES;
		at++; /* a name may begin with '=' */
		while (at < end && !rp_tag_is_space(*at) && *at != '>' &&
		       *at != '=' && *at != '/')
			at++;
		attribute.name_len = (size_t)(at - attribute.name);
		attribute.end = at;
		value = at;
		while (value < end && rp_tag_is_space(*value))
			value++;
		if (value == end || *value != '=') {
			attribute_add(tag, &attribute);
			continue;
		}
		value++;
		while (value < end && rp_tag_is_space(*value))
			value++;
		at = attribute_value(value, end);
		attribute.end = at;
		attribute.value = unquoted(value, at);
		attribute_add(tag, &attribute);
		if (tag->kinds & RP_TAG_SCRIPT)
			tag->json_ld |= memmem(value, (size_t)(at - value),
					       "ld+json", 7) != NULL;
	}
	tag->end = at < end ? at + 1 : end;
	return RP_OK;
}
