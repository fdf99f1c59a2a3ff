/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shorten.c - see shorten.h
 *
 * Idea. The parser spends as long on a letter of text or of an attribute as on
 * one of a tag, and hands it on. So one character stands for each piece that
 * holds nothing the parser would change or act on: references, controls, and
 * the blank that a text begins with, which where no text may be is dropped.
 * Blanks in a row count as one to all who read them.
 *
 * Cost: 1 ns a byte, where the parser takes 30 to 40.
 */
#include "shorten.h"

#include "ascii.h"
#include "utf8.h"

#include <string.h>

/* Shorter pieces are read as fast as what would stand for them. */
#define PIECE_LEAST 3

/* A longer value is read as it is, unless it is that of a <meta>: the parser
 * copies elements that a page forgets to close, and whoever looks at a copy
 * looks at all of its values. */
#define VALUE_MOST 128

/* Bytes of the character at a place that the parser passes on as it is; 0: it
 * would be another (HTML, 13.2.3.5: controls and noncharacters). */
static size_t passed_on(const char *at, const char *end)
{
	const unsigned char first = (unsigned char)*at;
	size_t len;
	uint32_t code;

	if (first < 0x80)
		return (first >= ' ' && first != 0x7f) || rp_tag_is_space(*at);
	code = rp_utf8_decode(&len, at, (size_t)(end - at));
	return code < 0xa0 || (code >= 0xfdd0 && code <= 0xfdef) ||
		       (code & 0xfffe) == 0xfffe
		   ? 0
		   : len;
}

static size_t character_len(const char *at, const char *end)
{
	size_t len;

	rp_utf8_decode(&len, at, (size_t)(end - at));
	return len;
}

/* Where a piece that begins at a place ends. */
static const char *piece_end(const char *at, const char *end)
{
	while (at < end && *at != '&') {
		size_t len = passed_on(at, end);

		if (len == 0)
			break;
		at += len;
	}
	return at;
}

/* The number of a reference (HTML, 13.2.5.75 ff) behind "&#"; *end: behind its
 * digits. 0: there are none. */
static uint32_t reference_of(const char **end, const char *at, const char *to)
{
	const bool hex = at < to && (*at | 0x20) == 'x';
	const uint32_t base = hex ? 16 : 10;
	uint32_t code = 0;

	for (at += hex; at < to; at++) {
		uint32_t digit = (unsigned char)*at - (uint32_t)'0';

		if (hex && digit > 9)
			digit = ((unsigned char)*at | 0x20u) - 'a' + 10;
		if (digit >= base || (digit > 9 && !rp_ascii_is_letter(*at)))
			break;
		code = code * base + digit; /* as the parser's runs over */
	}
	*end = at + (at < to && *at == ';');
	return code;
}

static bool is_plain(struct rp_str bytes)
{
	unsigned char all = 0;
	size_t i;

	for (i = 0; i < bytes.len; i++)
		all |= (unsigned char)bytes.data[i];
	return all < 0x80 && !memmem(bytes.data, bytes.len, "&#", 2);
}

/* The character at a place, or that a reference there is to. *end: where it
 * ends. */
static uint32_t character_at(const char **end, const char *at, const char *to)
{
	uint32_t code;
	size_t len;

	if (to - at > 2 && at[0] == '&' && at[1] == '#') {
		code = reference_of(end, at + 2, to);
		if (rp_placeholders_may_be(code))
			return code;
	}
	code = rp_utf8_decode(&len, at, (size_t)(to - at));
	*end = at + len;
	return code;
}

/* A character that would be taken for a placeholder stands for itself, as long
 * as there are some. */
static void put_own(struct rp_buffer *page,
		    struct rp_placeholders *placeholders, uint32_t code)
{
	char own[4];

	if (!rp_placeholders_put(
		placeholders, page,
		(struct rp_str){own, rp_utf8_encode(own, code)}))
		rp_utf8_put(page, 0xfffd);
}

void rp_shorten_not(struct rp_buffer *page,
		    struct rp_placeholders *placeholders, struct rp_str bytes)
{
	const char *at = bytes.data;
	const char *to = at + bytes.len;

	if (is_plain(bytes)) {
		rp_buffer_str(page, bytes);
		return;
	}
	while (at < to) {
		const char *end;
		uint32_t code = character_at(&end, at, to);

		if (rp_placeholders_may_be(code))
			put_own(page, placeholders, code);
		else
			rp_buffer_append(page, at, (size_t)(end - at));
		at = end;
	}
}

/* A piece of text, or, where there are no more placeholders, the text. */
static void put_piece(struct rp_buffer *page,
		      struct rp_placeholders *placeholders, struct rp_str piece)
{
	if (piece.len < PIECE_LEAST ||
	    !rp_placeholders_put(placeholders, page, piece))
		rp_shorten_not(page, placeholders, piece);
}

/* Blanks from a place on count as one, and with those before as one. A line's
 * end stays one, which the parser drops where a <pre> begins. Returns where
 * they end. */
static const char *put_blanks(struct rp_buffer *page, const char *from,
			      const char *to)
{
	const char *end = from;
	bool is_line;

	while (end < to && rp_tag_is_space(*end))
		end++;
	if (page->len > 0 && rp_tag_is_space(page->data[page->len - 1]))
		return end;
	is_line = (end - from == 1 && (*from == '\n' || *from == '\r')) ||
		  (end - from == 2 && from[0] == '\r' && from[1] == '\n');
	rp_buffer_putc(page, is_line ? '\n' : ' ');
	return end;
}

/* A reference is the parser's, unless what it stands for would be taken for a
 * placeholder. Returns where it ends. */
static const char *put_reference(struct rp_buffer *page,
				 struct rp_placeholders *placeholders,
				 const char *from, const char *to)
{
	const char *end = from + 1;
	uint32_t code;

	if (end < to && *end == '#') {
		code = reference_of(&end, end + 1, to);
		if (rp_placeholders_may_be(code)) {
			put_own(page, placeholders, code);
			return end;
		}
		end = from + 2;
	}
	while (end < to &&
	       (rp_ascii_is_letter(*end) || rp_ascii_is_digit(*end)))
		end++;
	end += end < to && *end == ';';
	rp_buffer_append(page, from, (size_t)(end - from));
	return end;
}

void rp_shorten_text(struct rp_buffer *page,
		     struct rp_placeholders *placeholders, struct rp_str text)
{
	const char *at = text.data;
	const char *to = at + text.len;

	while (at < to) {
		const char *end;

		if (rp_tag_is_space(*at)) {
			at = put_blanks(page, at, to);
			continue;
		}
		if (*at == '&') {
			at = put_reference(page, placeholders, at, to);
			continue;
		}
		end = piece_end(at, to);
		if (end > at) {
			put_piece(page, placeholders,
				  (struct rp_str){at, (size_t)(end - at)});
		} else {
			end = at + character_len(at, to);
			rp_buffer_append(page, at, (size_t)(end - at));
		}
		at = end;
	}
}

static bool is_named(const struct rp_tag_attribute *attribute, const char *name)
{
	return strlen(name) == attribute->name_len &&
	       rp_ascii_compare_some(attribute->name, name,
				     attribute->name_len) == 0;
}

/* Whether a placeholder may stand for the value: the parser changes nothing in
 * it, nor does it ask for it, as it does for the type of an input. */
static bool is_passed_on(const struct rp_tag_attribute *attribute)
{
	const struct rp_str value = attribute->value;
	const char *end;

	if (value.len < PIECE_LEAST ||
	    (value.len > VALUE_MOST && !is_named(attribute, "content")) ||
	    is_named(attribute, "type"))
		return false;
	end = value.data + value.len;
	return piece_end(value.data, end) == end &&
	       !memchr(value.data, '\r', value.len);
}

void rp_shorten_attribute(struct rp_buffer *page,
			  struct rp_placeholders *placeholders,
			  const struct rp_tag_attribute *attribute)
{
	const char *behind = attribute->name + attribute->name_len;
	size_t len;

	rp_buffer_append(page, attribute->name, attribute->name_len);
	len = page->len;
	if (is_passed_on(attribute)) {
		rp_buffer_putc(page, '=');
		if ((attribute->value.len > VALUE_MOST
			 ? rp_placeholders_put
			 : rp_placeholders_put_shared)(placeholders, page,
						       attribute->value) ||
		    page->failed)
			return;
		page->len = len;
	}
	rp_buffer_append(page, behind, (size_t)(attribute->end - behind));
}
