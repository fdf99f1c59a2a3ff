/* SPDX-License-Identifier: Apache-2.0 */
/* A page is the same to who reads it, whether the parser was given it or what
 * stands for it. */
#include "page.h"
#include "strip.h"
#include "testing.h"

#define SOUP 40 /* pieces of a page */

/* What pages are made of, but for what is cut, and for sets of frames, of whose
 * text the blanks alone are kept. */
static const char *const parts[] = {
    "word ",
    "Two words",
    "  \n ",
    "\t",
    "\r\n",
    "\r",
    "x",
    "&amp;",
    "&nbsp",
    "&copyx",
    "&#233;",
    "&#xE000;",
    "&#xe001",
    "&#57346;x",
    "&#983040;",
    "&#0;",
    "&#x80;",
    "&",
    "&#",
    "&#x",
    "\xee\x80\x80",
    "\xee\x80\x81 and more",
    "\xf3\xb0\x80\x80",
    "\xef\xa3\xbf",
    "\xc3\xa9t\xc3\xa9",
    "\xe6\x96\xb0\xe8\x81\x9e",
    "\x01",
    "\x7f",
    "\xc2\x85",
    "\xef\xb7\x90",
    "\xef\xbf\xbe",
    "\xf0\x9f\xbf\xbe",
    "\xf0\x9f\x98\x80",
    "1 < 2",
    "<",
    "<p>",
    "<p class=\"lead big\">",
    "<p class='a&amp;b'>",
    "<p class=\"\xee\x80\x80\">",
    "<p class=\xee\x80\x80>",
    "<p class=&#xE000;>",
    "<p id='a\r\nb'>",
    "<p id=\"a\tb \x01 c\">",
    "<div class=one id=two>",
    "</div>",
    "<a href=/x class=link>",
    "<a href='#top'>",
    "</a>",
    "<b>",
    "</b>",
    "<i class=icon>",
    "</i>",
    "<table>",
    "<tr>",
    "<td class=cell>",
    "</table>",
    "<ul class=list>",
    "<li>",
    "</ul>",
    "<pre>\n",
    "</pre>",
    "<br>",
    "<select><option>",
    "</select>",
    "<input type=hidden>",
    "<input type=\"text\" class=field>",
    "<form>",
    "<h1>",
    "</h1>",
    "<title>A title &amp; \xee\x80\x80 &#xe001;</title>",
    "<textarea>a  b\xee\x80\x80</textarea>",
    "<title>a <b class=\"x>y\">b<!-- > --></title>",
    "<span itemprop='author name'>",
    "</span>",
    "</p>",
    "</body>",
    "<body class=home>",
    "</html>",
    "<!DOCTYPE html>",
    "<!odd>",
    "<!open ",
    "<?odd?>",
    "</ odd>",
    "<![CDATA[x]]>",
    "<colgroup>",
};

static void draw_page(struct rp_buffer *out, uint64_t *state)
{
	size_t i;

	rp_buffer_clear(out);
	for (i = 0; i < SOUP; i++)
		rp_buffer_puts(
		    out,
		    parts[draw(state) % (sizeof(parts) / sizeof(parts[0]))]);
}

/* Text with its blanks folded into one, across nodes. */
static void tell_text(struct rp_buffer *out, const char *text)
{
	for (; *text; text++) {
		bool blank = strchr(" \t\r\n\f", *text);

		if (!blank)
			rp_buffer_putc(out, *text);
		else if (out->len == 0 || out->data[out->len - 1] != ' ')
			rp_buffer_putc(out, ' ');
	}
}

static void tell_attribute(struct rp_buffer *out, const struct rp_page *page,
			   uint32_t node, const char *name)
{
	const char *value = rp_page_attribute(page, node, name);

	if (value)
		rp_buffer_printf(out, " %s=[%s]", name, value);
}

/* All that is asked of a page, on one line. */
static void tell(struct rp_buffer *out, struct rp_str html,
		 const struct rp_placeholders *placeholders)
{
	static const struct rp_hints no_hints;
	struct rp_arena arena;
	struct rp_page page;
	uint32_t i;

	rp_arena_init(&arena, 0);
	rp_buffer_clear(out);
	cr_assert_eq(
	    rp_page_parse(&page, &arena, html, placeholders, &no_hints), RP_OK);
	for (i = 0; i < page.count; i++) {
		const struct rp_node *node = &page.nodes[i];

		cr_assert_eq(node->text, node->string != NULL);
		if (node->text) {
			tell_text(out, node->string);
			continue;
		}
		if (node->dom->type != GUMBO_NODE_ELEMENT)
			continue;
		rp_buffer_printf(out, "<%d", (int)node->tag);
		tell_attribute(out, &page, i, "class");
		tell_attribute(out, &page, i, "id");
		tell_attribute(out, &page, i, "itemprop");
		/* Of others it is not asked for. */
		if (node->tag == GUMBO_TAG_INPUT)
			tell_attribute(out, &page, i, "type");
		rp_buffer_printf(out, " %s%u,%u>",
				 node->tag == GUMBO_TAG_A &&
					 rp_page_attribute(&page, i, "href")
				     ? "to "
				     : "",
				 node->chars, node->link_chars);
	}
	rp_arena_dispose(&arena);
}

Test(placeholders, change_nothing_of_a_page)
{
	struct rp_stripped stripped;
	struct rp_placeholders none;
	struct rp_buffer html;
	struct rp_buffer expected;
	struct rp_buffer found;
	uint64_t state = 17;
	size_t turn;
	size_t stood = 0;

	rp_placeholders_init(&none);
	rp_stripped_init(&stripped);
	rp_buffer_init(&html);
	rp_buffer_init(&expected);
	rp_buffer_init(&found);
	for (turn = 0; turn < 4000; turn++) {
		draw_page(&html, &state);
		tell(&expected, rp_buffer_view(&html), &none);
		cr_assert_eq(rp_strip_page(&stripped, html.data, html.len),
			     RP_OK);
		tell(&found, rp_buffer_view(&stripped.page),
		     &stripped.placeholders);
		cr_assert_str_eq(found.data, expected.data, "%s\n%s\n%s",
				 html.data, expected.data, found.data);
		stood += stripped.placeholders.count;
	}
	cr_assert_gt(stood, turn * 10);
	rp_buffer_dispose(&found);
	rp_buffer_dispose(&expected);
	rp_buffer_dispose(&html);
	rp_stripped_dispose(&stripped);
}

/* Pieces are borrowed where nothing else stands beside them. */
Test(placeholders, are_taken_back)
{
	struct rp_placeholders placeholders;
	struct rp_buffer page;
	struct rp_arena arena;
	const char *piece;

	rp_placeholders_init(&placeholders);
	rp_buffer_init(&page);
	rp_arena_init(&arena, 0);
	cr_assert(rp_placeholders_put(&placeholders, &page,
				      (struct rp_str){"some text", 9}));
	piece = rp_placeholders_piece(&placeholders, page.data);
	cr_assert_str_eq(piece, "some text");
	cr_assert_eq(rp_placeholders_restore(&placeholders, &arena, page.data),
		     piece);
	rp_buffer_puts(&page, "&");
	cr_assert_null(rp_placeholders_piece(&placeholders, page.data));
	cr_assert_str_eq(
	    rp_placeholders_restore(&placeholders, &arena, page.data),
	    "some text&");
	cr_assert_str_eq(
	    rp_placeholders_restore(&placeholders, &arena, "\n\xee\x80\x80"),
	    " some text");
	/* no piece, cut off, and none at all */
	cr_assert_str_eq(rp_placeholders_restore(&placeholders, &arena,
						 "\xee\x80\x81\xee\x80"),
			 "\xee\x80\x81\xee\x80");
	cr_assert_str_eq(rp_placeholders_restore(&placeholders, &arena, ""),
			 "");
	arena.limit = arena.used;
	cr_assert_null(
	    rp_placeholders_restore(&placeholders, &arena, page.data));
	rp_placeholders_clear(&placeholders);
	cr_assert_null(rp_placeholders_piece(&placeholders, "\xee\x80\x80"));
	rp_arena_dispose(&arena);
	rp_buffer_dispose(&page);
	rp_placeholders_dispose(&placeholders);
}

/* Values of attributes, too, when there are more pieces than in one area. */
Test(placeholders, reach_into_the_second_area)
{
	static const struct rp_hints no_hints;
	struct rp_stripped stripped;
	struct rp_buffer html;
	struct rp_arena arena;
	struct rp_page page;
	size_t i;

	rp_arena_init(&arena, 0);
	rp_buffer_init(&html);
	rp_stripped_init(&stripped);
	for (i = 0; i < 7000; i++)
		rp_buffer_printf(&html, "<p class=class%zu>text %zu</p>", i, i);
	cr_assert_eq(rp_strip_page(&stripped, html.data, html.len), RP_OK);
	cr_assert_eq(stripped.placeholders.count, 14000);
	cr_assert_eq(rp_page_parse(&page, &arena,
				   rp_buffer_view(&stripped.page),
				   &stripped.placeholders, &no_hints),
		     RP_OK);
	cr_assert_str_eq(rp_page_attribute(&page, page.count - 2, "class"),
			 "class6999");
	cr_assert_str_eq(page.nodes[page.count - 1].string, "text 6999");
	rp_stripped_dispose(&stripped);
	rp_buffer_dispose(&html);
	rp_arena_dispose(&arena);
}

/* The parser compares attributes, and drops a fourth element that is the same
 * as three open ones. */
Test(placeholders, are_one_for_pieces_that_are_alike)
{
	struct rp_placeholders placeholders;
	struct rp_buffer page;
	struct rp_buffer again;
	char piece[16];
	size_t i;

	rp_placeholders_init(&placeholders);
	rp_buffer_init(&page);
	rp_buffer_init(&again);
	for (i = 0; i < 10000; i++) {
		size_t len = (size_t)sprintf(piece, "piece %zu", i);

		cr_assert(rp_placeholders_put_shared(
		    &placeholders, &page, (struct rp_str){piece, len}));
	}
	cr_assert_eq(placeholders.count, 10000);
	for (i = 0; i < 10000; i++) {
		size_t len = (size_t)sprintf(piece, "piece %zu", i);

		cr_assert(rp_placeholders_put_shared(
		    &placeholders, &again, (struct rp_str){piece, len}));
	}
	cr_assert_eq(placeholders.count, 10000);
	cr_assert_str_eq(again.data, page.data);
	/* each for itself where it is not asked for */
	cr_assert(rp_placeholders_put(&placeholders, &page,
				      (struct rp_str){"piece 1", 7}));
	cr_assert_eq(placeholders.count, 10001);
	rp_placeholders_clear(&placeholders);
	rp_buffer_clear(&again);
	cr_assert(rp_placeholders_put_shared(&placeholders, &again,
					     (struct rp_str){"piece 9", 7}));
	cr_assert_str_eq(again.data, "\xee\x80\x80");
	rp_buffer_dispose(&again);
	rp_buffer_dispose(&page);
	rp_placeholders_dispose(&placeholders);
}
