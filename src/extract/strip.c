/* SPDX-License-Identifier: Apache-2.0 */
/*
 * strip.c - cutting scripts, styles and comments before the parser
 *
 * Idea. Two thirds of a news page's bytes are scripts, styles, drawings and
 * comments. One pass of memchr over the bytes cuts them and makes parsing two
 * to four times faster; the text that is extracted is the same. Attributes
 * that nobody asks for go too (another fifth of the time). The same pass
 * counts what makes the parser slow or makes it recurse: attributes of a tag
 * and depth.
 *
 * Depth. Open tags minus end tags is fooled by void elements, stray end tags
 * and tags that close themselves, so a small stack of name hashes is kept: an
 * end tag closes up to its match or does nothing; paragraphs, items, parts of
 * tables and options close what must end before they begin, on top of the
 * stack. This is not the tree builder's rule to the letter; it is within a few
 * levels of it on real pages, and the limit leaves room of a factor of eight to
 * browsers'.
 */
#include "strip.h"

#include "array.h"
#include "ascii.h"
#include "hash.h"
#include "utf8.h"

#include <string.h>

/* How far down an end tag looks for its match; more is a broken page, and
 * looking through all of a deep stack each time would cost its square. */
#define MATCH_DEPTH 64

/* Elements whose end tags may be left out (HTML, 13.1.2.4). */
enum open_ended {
	P = 0,
	LI,
	DT,
	DD,
	TR,
	TD,
	TH,
	THEAD,
	TBODY,
	TFOOT,
	OPTION,
	OPTGROUP,
	OPEN_ENDED
};

#define CELLS (1u << TD | 1u << TH)
#define ROWS  (1u << TR | CELLS)
#define PARTS (1u << THEAD | 1u << TBODY | 1u << TFOOT | ROWS)

/* Their names, and which of them one ends as it begins. */
static const struct {
	const char *name;
	unsigned ends;
} open_ended[OPEN_ENDED] = {
    [P] = {"p", 1u << P},
    [LI] = {"li", 1u << P | 1u << LI},
    [DT] = {"dt", 1u << P | 1u << DT | 1u << DD},
    [DD] = {"dd", 1u << P | 1u << DT | 1u << DD},
    [TR] = {"tr", 1u << P | ROWS},
    [TD] = {"td", 1u << P | CELLS},
    [TH] = {"th", 1u << P | CELLS},
    [THEAD] = {"thead", 1u << P | PARTS},
    [TBODY] = {"tbody", 1u << P | PARTS},
    [TFOOT] = {"tfoot", 1u << P | PARTS},
    [OPTION] = {"option", 1u << OPTION},
    [OPTGROUP] = {"optgroup", 1u << OPTION | 1u << OPTGROUP},
};

struct strip {
	const char *at;
	const char *end;
	bool xml;     /* any element may close itself */
	bool in_head; /* no element of the body has begun */
	struct rp_buffer *page;
	struct rp_buffer *json_ld;
	uint32_t open_ended[OPEN_ENDED];     /* hashes of their names */
	uint32_t stack[RP_LIMIT_HTML_DEPTH]; /* hashes of open tags' names */
	size_t depth;
};

/* Attributes of one tag that are passed on; a tag with more is passed on as
 * it is. */
#define KEPT 16

struct span {
	const char *start;
	const char *end;
};

/* A tag between '<' and '>'. */
struct tag {
	const char *name;
	size_t name_len;
	const char *end; /* behind '>' */
	bool closing;
	bool empty;   /* "/>" */
	bool json_ld; /* type="application/ld+json" */
	struct span kept[KEPT];
	size_t kept_count;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool named(const struct tag *tag, const char *name)
{
	return strlen(name) == tag->name_len &&
	       rp_ascii_compare_some(tag->name, name, tag->name_len) == 0;
}

static bool named_in(const struct tag *tag, const char *const *names,
		     size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (named(tag, names[i]))
			return true;
	return false;
}

/* Attributes that are asked for later, or that change the tree: "type" of an
 * input does. The rest, half of a page's bytes by now, the parser would read
 * letter by letter. */
static bool keeps(const struct tag *tag, const char *name, size_t len)
{
	static const char *const names[] = {
	    "class", "id",	"itemprop", "role",	"hidden",      "style",
	    "rel",   "lang",	"xml:lang", "datetime", "aria-hidden", "type",
	    "href",  "content", "property", "name",	"http-equiv",  "title"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((names[i][0] == (*name | 0x20)) &&
		    strlen(names[i]) == len &&
		    rp_ascii_compare_some(name, names[i], len) == 0)
			break;
	if (i == sizeof(names) / sizeof(names[0]))
		return false;
	if (strcmp(names[i], "href") == 0)
		return named(tag, "link") || named(tag, "a");
	if (strcmp(names[i], "type") == 0)
		return named(tag, "input");
	if (strcmp(names[i], "title") == 0)
		return named(tag, "abbr");
	return true;
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
static void attribute_add(struct tag *tag, const char *start, size_t name_len,
			  const char *end)
{
	if (tag->kept_count > KEPT || !keeps(tag, start, name_len))
		return;
	/* Of a link it is asked only whether it is one, and leads elsewhere. */
	if (name_len == 4 && named(tag, "a") && (*start | 0x20) == 'h' &&
	    !leads_here(start + name_len, end))
		end = start + name_len;
	if (tag->kept_count < KEPT)
		tag->kept[tag->kept_count] = (struct span){start, end};
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
	while (at < end && !is_space(*at) && *at != '>')
		at++;
	return at;
}

/* Read the tag at strip->at ('<' and a letter or '/'). RP_EATTRIBUTES. */
static int tag_read(struct tag *tag, const struct strip *strip)
{
	const char *at = strip->at + 1;
	const char *end = strip->end;
	unsigned attributes = 0;

	tag->closing = *at == '/';
	at += tag->closing;
	tag->name = at;
	tag->empty = false;
	tag->json_ld = false;
	tag->kept_count = 0;
	while (at < end && !is_space(*at) && *at != '>' && *at != '/')
		at++;
	tag->name_len = (size_t)(at - tag->name);
	while (at < end && *at != '>') {
		const char *start = at;
		const char *value;
		size_t name_len;

		if (is_space(*at) || *at == '/') {
			tag->empty = *at == '/';
			at++;
			continue;
		}
		tag->empty = false;
		if (++attributes > RP_LIMIT_HTML_ATTRIBUTES)
			return RP_EATTRIBUTES;
		at++; /* a name may begin with '=' */
		while (at < end && !is_space(*at) && *at != '>' && *at != '=' &&
		       *at != '/')
			at++;
		name_len = (size_t)(at - start);
		value = at;
		while (value < end && is_space(*value))
			value++;
		if (value == end || *value != '=') {
			attribute_add(tag, start, name_len, at);
			continue;
		}
		value++;
		while (value < end && is_space(*value))
			value++;
		at = attribute_value(value, end);
		attribute_add(tag, start, name_len, at);
		if (memmem(value, (size_t)(at - value), "ld+json", 7))
			tag->json_ld = true;
	}
	tag->end = at < end ? at + 1 : end;
	return RP_OK;
}

/* The "</name" that ends a raw-text element, or the end of the page. */
static const char *raw_end(const struct strip *strip, const char *from,
			   const struct tag *tag)
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
	rp_buffer_append(strip->page, strip->at, (size_t)(to - strip->at));
	strip->at = to;
}

/* Pass on a tag with the attributes that are kept. */
static void copy_tag(struct strip *strip, const struct tag *tag)
{
	size_t i;

	/* A tag that the page's end cuts off, or that has very many. */
	if (tag->closing || tag->end[-1] != '>' || tag->kept_count > KEPT) {
		copy(strip, tag->end);
		return;
	}
	rp_buffer_putc(strip->page, '<');
	rp_buffer_append(strip->page, tag->name, tag->name_len);
	for (i = 0; i < tag->kept_count; i++) {
		rp_buffer_putc(strip->page, ' ');
		rp_buffer_append(
		    strip->page, tag->kept[i].start,
		    (size_t)(tag->kept[i].end - tag->kept[i].start));
	}
	rp_buffer_putc(strip->page, '>');
	strip->at = tag->end;
}

/* Skip the element whose start tag was read: its content and end tag. */
static void skip_element(struct strip *strip, const struct tag *tag)
{
	const char *close = raw_end(strip, tag->end, tag);
	const char *stop = memchr(close, '>', (size_t)(strip->end - close));

	if (tag->json_ld && named(tag, "script")) {
		rp_buffer_append(strip->json_ld, tag->end,
				 (size_t)(close - tag->end));
		rp_buffer_putc(strip->json_ld, '\0');
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

static uint32_t name_hash(const char *name, size_t name_len)
{
	char lower[16];
	size_t len = name_len < sizeof(lower) ? name_len : sizeof(lower);
	size_t i;

	for (i = 0; i < len; i++)
		lower[i] = (char)(name[i] | 0x20);
	return rp_hash_word(lower, len) ^ (uint32_t)name_len;
}

static bool self_closing(const struct tag *tag)
{
	static const char *const names[] = {
	    "area",  "base",  "br",   "col",  "embed", "hr",
	    "img",   "input", "link", "meta", "param", "source",
	    "track", "wbr",   "html", "body", "head"};

	return named_in(tag, names, sizeof(names) / sizeof(names[0]));
}

/* Which one a hash is of; OPEN_ENDED: none. */
static unsigned open_ended_of(const struct strip *strip, uint32_t hash)
{
	unsigned i = 0;

	while (i < OPEN_ENDED && strip->open_ended[i] != hash)
		i++;
	return i;
}

/* What ends where an element begins. */
static void end_implied(struct strip *strip, uint32_t hash)
{
	unsigned which = open_ended_of(strip, hash);

	if (which == OPEN_ENDED)
		return;
	while (strip->depth) {
		unsigned top =
		    open_ended_of(strip, strip->stack[strip->depth - 1]);

		if (!(open_ended[which].ends >> top & 1))
			break;
		strip->depth--;
	}
}

/* Follow one tag on the stack of open elements. */
static int depth_count(struct strip *strip, const struct tag *tag)
{
	uint32_t hash;
	size_t i;

	if (self_closing(tag))
		return RP_OK;
	hash = name_hash(tag->name, tag->name_len);
	if (!tag->closing) {
		end_implied(strip, hash);
		if (strip->depth == RP_LIMIT_HTML_DEPTH)
			return RP_EDEPTH;
		strip->stack[strip->depth++] = hash;
		return RP_OK;
	}
	for (i = strip->depth; i > 0 && strip->depth - i < MATCH_DEPTH; i--)
		if (strip->stack[i - 1] == hash) {
			strip->depth = i - 1;
			break;
		}
	return RP_OK;
}

/* Elements of other languages may close themselves in HTML, all of them in XML.
 */
static bool is_empty(const struct strip *strip, const struct tag *tag)
{
	static const char *const foreign[] = {"svg", "math"};

	return tag->empty && (strip->xml || named_in(tag, foreign, 2));
}

/* Whether no more than the head of a page has begun. In it the parser takes a
 * <noscript> apart and shows what stands in it as text of the body. */
static bool may_be_in_head(const struct tag *tag)
{
	static const char *const names[] = {
	    "html",   "head",  "meta",	   "link",     "title",
	    "script", "style", "noscript", "template", "base"};

	return named_in(tag, names, sizeof(names) / sizeof(*names));
}

/* Whether a tag is a <noscript> of the head, with an end; without one the page
 * is looked through to its end, which is done once. */
static bool is_head_noscript(struct strip *strip, const struct tag *tag)
{
	if (!strip->in_head || !named(tag, "noscript"))
		return false;
	strip->in_head = raw_end(strip, tag->end, tag) < strip->end;
	return strip->in_head;
}

/* Whatever begins with the '<' at strip->at. */
static int markup(struct strip *strip)
{
	/* MathML as SVG: within it the parser reads what is raw text in HTML, a
	 * title say, as elements, which would escape being counted. */
	static const char *const cut[] = {"script",   "style",	 "svg",
					  "math",     "iframe",	 "noembed",
					  "noframes", "template"};
	static const char *const raw[] = {"title", "textarea", "xmp"};
	size_t left = (size_t)(strip->end - strip->at);
	struct tag tag;
	bool is_cut;
	bool is_raw;
	int status;

	if (left >= 4 && memcmp(strip->at, "<!--", 4) == 0) {
		skip_comment(strip);
		return RP_OK;
	}
	if (left < 3 ||
	    !(rp_ascii_is_letter(strip->at[1]) ||
	      (strip->at[1] == '/' && rp_ascii_is_letter(strip->at[2])))) {
		copy(strip, strip->at + 1);
		return RP_OK;
	}
	status = tag_read(&tag, strip);
	if (status != RP_OK)
		return status;
	strip->in_head &= may_be_in_head(&tag);
	is_cut =
	    !tag.closing && (named_in(&tag, cut, sizeof(cut) / sizeof(*cut)) ||
			     is_head_noscript(strip, &tag));
	is_raw =
	    !tag.closing && named_in(&tag, raw, sizeof(raw) / sizeof(*raw));
	if (!is_cut && !is_raw) {
		copy_tag(strip, &tag);
		return depth_count(strip, &tag);
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

	while (at < len && is_space(html[at]))
		at++;
	return len - at >= 5 && memcmp(html + at, "<?xml", 5) == 0;
}

int rp_strip_page(struct rp_buffer *page, struct rp_buffer *json_ld,
		  const char *html, size_t len)
{
	struct strip *strip = malloc(sizeof(*strip));
	int status = RP_OK;
	size_t i;

	if (!strip)
		return RP_ENOMEM;
	rp_buffer_clear(page);
	rp_buffer_clear(json_ld);
	strip->at = html;
	strip->end = html + len;
	strip->page = page;
	strip->json_ld = json_ld;
	strip->depth = 0;
	strip->in_head = true;
	strip->xml = is_xml(html, len);
	for (i = 0; i < OPEN_ENDED; i++)
		strip->open_ended[i] =
		    name_hash(open_ended[i].name, strlen(open_ended[i].name));
	while (status == RP_OK && strip->at < strip->end) {
		const char *less =
		    memchr(strip->at, '<', (size_t)(strip->end - strip->at));

		copy(strip, less ? less : strip->end);
		if (less)
			status = markup(strip);
	}
	free(strip);
	if (status == RP_OK)
		status = rp_buffer_status(page);
	if (status == RP_OK)
		status = rp_buffer_status(json_ld);
	return status;
}
