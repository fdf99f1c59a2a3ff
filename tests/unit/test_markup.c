/* SPDX-License-Identifier: Apache-2.0 */
#include "markup.h"
#include "testing.h"

static void assert_lines(const char *text, const char *expected)
{
	struct rp_buffer out;

	rp_buffer_init(&out);
	rp_markup_lines(&out, str(text));
	cr_assert_eq(rp_buffer_status(&out), RP_OK);
	assert_str(rp_buffer_view(&out), expected);
	rp_buffer_dispose(&out);
}

Test(markup, is_a_paragraph_a_line)
{
	assert_lines("<p>One <b>two</b> three.</p>\n<p class='x'>Four.</p>",
		     "One two three.\nFour.");
	assert_lines("One<br/>two<BR>three", "One\ntwo\nthree");
	assert_lines("<STRONG>One</STRONG><span>two</span>", "Onetwo");
	assert_lines("<sub-title>One</sub-title>two", "One\ntwo");
	assert_lines(" plain  text\n\n as it is ", "plain text\nas it is");
	assert_lines("", "");
}

Test(markup, leaves_what_is_no_tag)
{
	assert_lines("3 < 4 and 5 > 4", "3 < 4 and 5 > 4");
	assert_lines("<3 and <", "<3 and <");
	assert_lines("never closed <p here", "never closed <p here");
	assert_lines("</", "</");
}

/* Each '<' looks no further than a tag is long. */
Test(markup, takes_linear_time)
{
	size_t count = (size_t)1 << 21;
	struct rp_buffer in;
	struct rp_buffer out;
	size_t i;

	rp_buffer_init(&in);
	rp_buffer_init(&out);
	for (i = 0; i < count; i++)
		rp_buffer_puts(&in, "<a");
	rp_markup_lines(&out, rp_buffer_view(&in));
	cr_assert_eq(out.len, 2 * count);
	rp_buffer_dispose(&in);
	rp_buffer_dispose(&out);
}
