/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_mend.c - see xml_mend.h
 *
 * Most feeds that are no XML are so for a bare & ("AT&T"), an entity of HTML
 * (&nbsp;) or a < that is no markup ("1 < 2"). libxml2 recovers, but from the
 * first such place on it leaves out whatever references stand in text, those
 * to & in addresses too, and says nothing. So all references are written by
 * number, which it goes on reading, and each & that begins none as one.
 *
 * Cost: one pass; a feed without references is copied.
 */
#include "xml_mend.h"

#include "ascii.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* The longest name of an entity of HTML 4 has eight letters. */
#define NAME_BYTES  8
#define LETTER_LAST 0x10ffffu
/* Bytes of declarations that are looked through. */
#define DOCTYPE_BYTES ((size_t)64 << 10)

/* Attributes of one element; the parser compares each with all before it. */
#define ATTRIBUTES 1000

static bool begins(struct rp_str text, size_t at, const char *with)
{
	size_t len = strlen(with);

	return text.len - at >= len && memcmp(text.data + at, with, len) == 0;
}

/* Behind a declaration of the document's type that has declarations in
 * brackets, where apostrophes and > are letters of comments; 0: at is at none.
 */
static size_t behind_doctype(struct rp_str text, size_t at)
{
	const char *from = text.data + at;
	size_t left = text.len - at;
	const char *end;
	const char *bracket;
	const char *close;

	if (!begins(text, at, "<!DOCTYPE"))
		return 0;
	end = from + (left < DOCTYPE_BYTES ? left : DOCTYPE_BYTES);
	bracket = memchr(from, '[', (size_t)(end - from));
	close = memchr(from, '>', (size_t)(end - from));
	if (!bracket || !close || close < bracket)
		return 0;
	while ((bracket = memchr(bracket, ']', (size_t)(end - bracket)))) {
		bracket++;
		while (bracket < end && (unsigned char)*bracket <= ' ')
			bracket++;
		if (bracket < end && *bracket == '>')
			return (size_t)(bracket - text.data) + 1;
	}
	return 0;
}

/* Where text ends that begins at at with the mark of a comment, a section or an
 * instruction; 0: it does not. */
static size_t behind_section(struct rp_str text, size_t at)
{
	static const char *const marks[][2] = {
	    {"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t len = strlen(marks[i][1]);
		const char *end;

		if (!begins(text, at, marks[i][0]))
			continue;
		end = memmem(text.data + at, text.len - at, marks[i][1], len);
		return end ? (size_t)(end - text.data) + len : text.len;
	}
	return behind_doctype(text, at);
}

/* Whether what stands behind a < makes it markup. */
static bool is_markup(struct rp_str text, size_t at)
{
	unsigned char c = at < text.len ? (unsigned char)text.data[at] : 0;

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80 ||
	       c == '_' || c == ':' || c == '/' || c == '!' || c == '?';
}

/* Behind the tag that begins at at; *attributes: how many it has. */
static size_t behind_tag(size_t *attributes, struct rp_str text, size_t at)
{
	char quote = '\0';

	for (*attributes = 0; at < text.len; at++) {
		char c = text.data[at];

		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return at + 1;
		else
			*attributes += c == '=';
	}
	return at;
}

/* As it is. The parser ends at a letter that may not be: blanks for those. */
static void append(struct rp_buffer *out, struct rp_str text, size_t from,
		   size_t to)
{
	size_t i = out->len;

	rp_buffer_append(out, text.data + from, to - from);
	for (; i < out->len; i++) {
		unsigned char c = (unsigned char)out->data[i];

		if (c < ' ' && c != '\n' && c != '\r' && c != '\t')
			out->data[i] = ' ';
	}
}

/* ----- references ----- */

/* The letter that a reference stands for which begins at at, and *end behind
 * it; 0: there is none, and the sign is a letter. */
static uint32_t named_letter(size_t *end, struct rp_str text, size_t at)
{
	char name[NAME_BYTES + 1];
	const htmlEntityDesc *entity;
	size_t len = 0;

	while (at + len < text.len && len < NAME_BYTES &&
	       rp_ascii_is_alnum(text.data[at + len])) {
		name[len] = text.data[at + len];
		len++;
	}
	name[len] = '\0';
	*end = at + len + 1;
	if (len == 0 || *end > text.len || text.data[at + len] != ';')
		return 0;
	if (strcmp(name, "apos") == 0)
		return '\'';
	entity = htmlEntityLookup((const xmlChar *)name);
	return entity ? entity->value : 0;
}

static uint32_t numbered_letter(size_t *end, struct rp_str text, size_t at)
{
	bool hexadecimal = at < text.len && (text.data[at] | 0x20) == 'x';
	uint32_t base = hexadecimal ? 16 : 10;
	uint32_t letter = 0;
	size_t first;

	at += hexadecimal;
	for (first = at; at < text.len && letter <= LETTER_LAST; at++) {
		int digit = rp_ascii_hex(text.data[at]);

		if (digit < 0 || (uint32_t)digit >= base)
			break;
		letter = letter * base + (uint32_t)digit;
	}
	*end = at + 1;
	return at > first && at < text.len && text.data[at] == ';' &&
		       letter <= LETTER_LAST &&
		       (letter >= ' ' || letter == '\n' || letter == '\t' ||
			letter == '\r')
		   ? letter
		   : 0;
}

/* Text or a tag: references as numbers, and a sign that begins none as a
 * reference to itself. */
static void append_referring(struct rp_buffer *out, struct rp_str text,
			     size_t from, size_t to)
{
	struct rp_str part = {text.data, to};

	while (from < to) {
		const char *next = memchr(text.data + from, '&', to - from);
		size_t at = next ? (size_t)(next - text.data) : to;
		uint32_t letter = '&';
		size_t end;

		append(out, text, from, at);
		if (at == to)
			return;
		if (at + 1 < to && text.data[at + 1] == '#')
			letter = numbered_letter(&end, part, at + 2);
		else
			letter = named_letter(&end, part, at + 1);
		rp_buffer_printf(out, "&#%u;", letter ? letter : '&');
		from = letter ? end : at + 1;
	}
}

/* ----- the whole ----- */

bool rp_xml_mend(struct rp_buffer *out, struct rp_str text)
{
	size_t at = 0;

	while (at < text.len) {
		const char *next = memchr(text.data + at, '<', text.len - at);
		size_t from = next ? (size_t)(next - text.data) : text.len;
		size_t attributes = 0;
		size_t to;

		append_referring(out, text, at, from);
		at = from;
		if (at == text.len)
			break;
		if (!is_markup(text, at + 1)) {
			rp_buffer_puts(out, "&#60;");
			at++;
			continue;
		}
		to = behind_section(text, at);
		if (to) {
			append(out, text, at, to);
		} else {
			to = behind_tag(&attributes, text, at);
			append_referring(out, text, at, to);
		}
		if (attributes > ATTRIBUTES)
			return false;
		at = to;
	}
	return true;
}
