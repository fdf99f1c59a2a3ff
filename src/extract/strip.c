/* SPDX-License-Identifier: Apache-2.0 */
/*
 * strip.c - cutting scripts, styles and comments before the parser
 *
 * Idea. Two thirds of a news page's bytes are scripts, styles, drawings and
 * comments. One pass of memchr over the bytes cuts them and makes parsing two
 * to four times faster; the text that is extracted is the same. Attributes
 * that nobody asks for go too (another fifth of the time), and what is only
 * handed on is shortened (shorten.c; half of what is left). The same pass
 * counts what makes the parser slow or makes it recurse: attributes of a tag
 * and depth (open_elements.c).
 */
#include "strip.h"

#include "ascii.h"
#include "open_elements.h"
#include "shorten.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

struct strip {
	const char *at;
	const char *end;
	bool xml;      /* any element may close itself */
	bool in_head;  /* no element of the body has begun */
	bool declares; /* a declaration, or what the parser takes for a comment,
			  which has no '>' yet */
	struct rp_stripped *out;
	struct rp_open_elements open;
};

/* The "</name" that ends a raw-text element, or the end of the page. */
static const char *raw_end(const struct strip *strip, const char *from,
			   const struct rp_tag *tag)
{
	const char *at = from;

	while ((at = memchr(at, '<', (size_t)(strip->end - at))) != NULL) {
		size_t left = (size_t)(strip->end - at);

		if (left > tag->name_len + 2 && at[1] == '/' &&
		    rp_ascii_compare_some(at + 2, tag->name, tag->name_len) ==
			0 &&
		    !rp_ascii_is_letter(at[2 + tag->name_len]))
			return at;
		at++;
	}
	return strip->end;
}

static void copy(struct strip *strip, const char *to)
{
	struct rp_stripped *out = strip->out;

	rp_shorten_not(&out->page, &out->placeholders,
		       (struct rp_str){strip->at, (size_t)(to - strip->at)});
	out->passed_on += (size_t)(to - strip->at);
	strip->at = to;
}

/* Pass on text up to a place. */
static void put_text(struct strip *strip, const char *to)
{
	struct rp_stripped *out = strip->out;

	if (strip->declares) {
		const char *stop =
		    memchr(strip->at, '>', (size_t)(to - strip->at));

		strip->declares = !stop;
		copy(strip, stop ? stop + 1 : to);
	}
	rp_shorten_text(&out->page, &out->placeholders,
			(struct rp_str){strip->at, (size_t)(to - strip->at)});
	out->passed_on += (size_t)(to - strip->at);
	strip->at = to;
}

/* Pass on an attribute; within a declaration it ends where it has a '>'. */
static void copy_attribute(struct strip *strip,
			   const struct rp_tag_attribute *attribute)
{
	struct rp_stripped *out = strip->out;
	size_t len = (size_t)(attribute->end - attribute->name);

	out->passed_on += len + 1;
	rp_buffer_putc(&out->page, ' ');
	if (strip->declares)
		rp_shorten_not(&out->page, &out->placeholders,
			       (struct rp_str){attribute->name, len});
	else
		rp_shorten_attribute(&out->page, &out->placeholders, attribute);
}

/* Pass on a tag with the attributes that are kept. */
static void copy_tag(struct strip *strip, const struct rp_tag *tag)
{
	struct rp_stripped *out = strip->out;
	size_t i;

	/* A tag that the page's end cuts off, or that has very many. */
	if (tag->closing || tag->end[-1] != '>' ||
	    tag->kept_count > RP_TAG_KEPT) {
		copy(strip, tag->end);
		return;
	}
	rp_buffer_putc(&out->page, '<');
	rp_buffer_append(&out->page, tag->name, tag->name_len);
	for (i = 0; i < tag->kept_count; i++)
		copy_attribute(strip, &tag->kept[i]);
	rp_buffer_putc(&out->page, '>');
	out->passed_on += tag->name_len + 2;
	strip->at = tag->end;
}

/* Skip the element whose start tag was read: its content and end tag. */
static void skip_element(struct strip *strip, const struct rp_tag *tag)
{
	const char *close = raw_end(strip, tag->end, tag);
	const char *stop = memchr(close, '>', (size_t)(strip->end - close));
	struct rp_buffer *json_ld = &strip->out->json_ld;

	if (tag->json_ld) {
		rp_buffer_append(json_ld, tag->end, (size_t)(close - tag->end));
		rp_buffer_putc(json_ld, '\0');
	}
	strip->at = stop ? stop + 1 : strip->end;
}

static void skip_comment(struct strip *strip)
{
	const char *at = strip->at + 4;
	const char *end = strip->end;
	const char *stop;

	/* "<!-->" and "<!--->" are whole comments. */
	if (end - at >= 1 && at[0] == '>') {
		strip->at = at + 1;
		return;
	}
	if (end - at >= 2 && at[0] == '-' && at[1] == '>') {
		strip->at = at + 2;
		return;
	}
	/* "-->", or "--!>". */
	while ((stop = memmem(at, (size_t)(end - at), "--", 2)) != NULL) {
		at = stop + 2;
		at += end - at >= 2 && *at == '!' && at[1] == '>';
		if (at < end && *at == '>')
			break;
		at = stop + 1;
	}
	strip->at = stop ? at + 1 : end;
}

/* Elements of other languages may close themselves in HTML, all of them in XML.
 */
static bool is_empty(const struct strip *strip, const struct rp_tag *tag)
{
	return tag->empty && (strip->xml || tag->kinds & RP_TAG_FOREIGN);
}

/* Whether a tag is a <noscript> of the head, with an end; without one the page
 * is looked through to its end, which is done once. */
static bool is_head_noscript(struct strip *strip, const struct rp_tag *tag)
{
	if (!strip->in_head || !(tag->kinds & RP_TAG_NOSCRIPT))
		return false;
	strip->in_head = raw_end(strip, tag->end, tag) < strip->end;
	return strip->in_head;
}

/* Whatever begins with the '<' at strip->at. */
static int markup(struct strip *strip)
{
	size_t left = (size_t)(strip->end - strip->at);
	struct rp_tag tag;
	bool is_cut;
	int status;

	if (left >= 4 && memcmp(strip->at, "<!--", 4) == 0) {
		skip_comment(strip);
		return RP_OK;
	}
	if (left < 3 || !rp_tag_begins(strip->at)) {
		strip->declares |= left >= 3 && strip->at[1] != '\0' &&
				   strchr("!?/", strip->at[1]);
		copy(strip, strip->at + 1);
		return RP_OK;
	}
	status = rp_tag_read(&tag, strip->at, strip->end);
	if (status != RP_OK)
		return status;
	strip->in_head &= (tag.kinds & RP_TAG_HEAD) != 0;
	is_cut = !tag.closing &&
		 (tag.kinds & RP_TAG_CUT || is_head_noscript(strip, &tag));
	if (!is_cut && (tag.closing || !(tag.kinds & RP_TAG_RAW))) {
		copy_tag(strip, &tag);
		strip->declares = false;
		return rp_open_elements_follow(&strip->open, &tag);
	}
	if (is_empty(strip, &tag))
		strip->at = tag.end; /* the parser would look for its end */
	else if (is_cut)
		skip_element(strip, &tag);
	else
		copy(strip, raw_end(strip, tag.end, &tag));
	return RP_OK;
}

/* Whether a page begins as XML does, behind blanks and a mark of its order. */
static bool is_xml(const char *html, size_t len)
{
	size_t at = rp_utf8_mark(html, len);

	while (at < len && rp_tag_is_space(html[at]))
		at++;
	return len - at >= 5 && memcmp(html + at, "<?xml", 5) == 0;
}

void rp_stripped_init(struct rp_stripped *stripped)
{
	rp_buffer_init(&stripped->page);
	rp_buffer_init(&stripped->json_ld);
	rp_placeholders_init(&stripped->placeholders);
	stripped->passed_on = 0;
}

void rp_stripped_dispose(struct rp_stripped *stripped)
{
	rp_buffer_dispose(&stripped->page);
	rp_buffer_dispose(&stripped->json_ld);
	rp_placeholders_dispose(&stripped->placeholders);
}

int rp_strip_page(struct rp_stripped *out, const char *html, size_t len)
{
	struct strip *strip = malloc(sizeof(*strip));
	int status = RP_OK;

	if (!strip)
		return RP_ENOMEM;
	rp_buffer_clear(&out->page);
	rp_buffer_clear(&out->json_ld);
	rp_placeholders_clear(&out->placeholders);
	out->passed_on = 0;
	strip->at = html;
	strip->end = html + len;
	strip->out = out;
	strip->in_head = true;
	strip->declares = false;
	strip->xml = is_xml(html, len);
	rp_open_elements_init(&strip->open);
	while (status == RP_OK && strip->at < strip->end) {
		const char *less =
		    memchr(strip->at, '<', (size_t)(strip->end - strip->at));

		put_text(strip, less ? less : strip->end);
		if (less)
			status = markup(strip);
	}
	free(strip);
	if (status == RP_OK)
		status = rp_buffer_status(&out->page);
	if (status == RP_OK)
		status = rp_buffer_status(&out->json_ld);
	return status;
}
