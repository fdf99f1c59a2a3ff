/* SPDX-License-Identifier: Apache-2.0 */
#include "lines.h"
#include "testing.h"

#define PROSE                                                                 \
	"The council voted on Tuesday to close the old swimming hall, which " \
	"has leaked since the winter of 2019."

static struct rp_blocks blocks;

static void set_up(void)
{
	rp_blocks_init(&blocks);
	blocks.items = calloc(16, sizeof(*blocks.items));
	blocks.capacity = 16;
}

static void tear_down(void)
{
	rp_blocks_dispose(&blocks);
}

TestSuite(lines, .init = set_up, .fini = tear_down);

/* A block of text of which link characters are in links. */
static struct rp_block *add(const char *text, uint32_t link)
{
	struct rp_block *block = &blocks.items[blocks.count++];

	block->start = blocks.text.len;
	block->len = strlen(text);
	block->chars = (uint32_t)strlen(text);
	block->link_chars = link;
	rp_buffer_puts(&blocks.text, text);
	return block;
}

static void assert_dropped(const char *pattern)
{
	char got[17] = {0};
	size_t i;

	for (i = 0; i < blocks.count; i++)
		got[i] = blocks.items[i].dropped ? 'x' : '.';
	cr_assert_str_eq(got, pattern);
}

Test(lines, drop_head_and_tail)
{
	add("Swimming hall closes", 0);
	add("By Ada Reporter", 0);
	add("3 March 2017, 12:04", 0);
	add(PROSE, 0);
	add("\"We had no choice,\" she said.", 0);
	add("Filed under: Sports", 0);
	add("Westmere", 0);
	rp_lines_filter(&blocks, str("swimming hall closes"));
	assert_dropped("xxx..xx");
}

Test(lines, drop_what_stands_before_the_headline)
{
	add("Home of the local news since 1901, every day of the week.", 0);
	add("Swimming hall closes", 0);
	add(PROSE, 0);
	add(PROSE, 0);
	rp_lines_filter(&blocks, str("Swimming hall closes"));
	assert_dropped("xx..");
}

Test(lines, keep_the_text_before_a_late_repetition)
{
	add(PROSE, 0);
	add(PROSE, 0);
	add("Swimming hall closes", 0);
	rp_lines_filter(&blocks, str("Swimming hall closes"));
	assert_dropped("..x");
}

Test(lines, drop_links_outside_lists_and_quotes)
{
	add(PROSE, 0);
	add("Read how the hall was built by volunteers", 40);
	add("An item of a list that is a link as a whole", 43)->list = true;
	add("A quoted post that is a link as a whole", 39)->quote = true;
	add(PROSE, 10);
	rp_lines_filter(&blocks, str(""));
	assert_dropped(".x...");
}

Test(lines, know_promotion_in_several_languages)
{
	cr_assert(rp_lines_promotion(str("Read more: why halls leak")));
	cr_assert(rp_lines_promotion(str("LESEN SIE AUCH: Hallen")));
	cr_assert(rp_lines_promotion(str("suscríbete al boletín")));
	cr_assert(rp_lines_promotion(str("© 2017 Westmere Daily")));
	cr_assert(!rp_lines_promotion(str("Reading more books is fun.")));
	/* a paragraph that begins so is a paragraph */
	cr_assert(!rp_lines_promotion(
	    str("Subscribe is what the mayor asked her citizens to do when the "
		"fund for the hall was opened in the spring of the year in "
		"which the old one had been closed for good.")));
}
