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

static void filter(struct rp_blocks *lines, struct rp_str headline)
{
	struct rp_phrases phrases;

	rp_phrases_init(&phrases);
	rp_lines_filter(lines, &phrases, headline);
}

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
	filter(&blocks, str("swimming hall closes"));
	assert_dropped("xxx..xx");
}

/* Three and more in a row; a sentence that is said again is one. */
Test(lines, drop_the_captions_of_a_gallery)
{
	add(PROSE, 0);
	add("Weather threatens holiday plans", 0);
	add("Weather threatens holiday plans", 0);
	add("Weather threatens holiday plans", 0);
	add(PROSE, 0);
	add("A rose, for the second time", 0);
	add("A rose, for the second time", 0);
	add("Hallelujah", 0);
	add("Hallelujah", 0);
	add("Hallelujah", 0);
	add("Nobody here wants it again!", 0);
	add("Nobody here wants it again!", 0);
	add("Nobody here wants it again!", 0);
	add(PROSE, 0);
	filter(&blocks, str(""));
	assert_dropped(".xxx..........");
}

/* Three results that are the same are a list. */
Test(lines, keep_lists_quotes_and_tables)
{
	unsigned kind;
	unsigned i;

	for (kind = 0; kind < 3; kind++) {
		blocks.count = 0;
		rp_buffer_clear(&blocks.text);
		add(PROSE, 0);
		for (i = 0; i < 3; i++) {
			struct rp_block *block =
			    add("Westmere Rovers 2, Brent Athletic 1", 0);

			block->list = kind == 0;
			block->quote = kind == 1;
			block->table = kind == 2;
		}
		add(PROSE, 0);
		filter(&blocks, str(""));
		assert_dropped(".....");
	}
}

/* However its blanks are written. */
Test(lines, drop_a_headline_set_in_another_way)
{
	add("Menu", 0);
	add("Retraites\xe2\x80\xaf: la r\xc3\xa9"
	    "forme\xc2\xad passe",
	    0);
	add(PROSE, 0);
	add(PROSE, 0);
	filter(&blocks, str("Retraites : la r\xc3\xa9"
			    "forme passe"));
	assert_dropped("xx..");
}

Test(lines, drop_what_stands_before_the_headline)
{
	add("Home of the local news since 1901, every day of the week.", 0);
	add("Swimming hall closes", 0);
	add(PROSE, 0);
	add(PROSE, 0);
	filter(&blocks, str("Swimming hall closes"));
	assert_dropped("xx..");
}

Test(lines, keep_the_text_before_a_late_repetition)
{
	add(PROSE, 0);
	add(PROSE, 0);
	add("Swimming hall closes", 0);
	filter(&blocks, str("Swimming hall closes"));
	assert_dropped("..x");
}

Test(lines, drop_links_outside_lists_and_quotes)
{
	add(PROSE, 0);
	add("Read how the hall was built by volunteers", 40);
	add("An item of a list that is a link as a whole", 43)->list = true;
	add("A quoted post that is a link as a whole", 39)->quote = true;
	add(PROSE, 10);
	filter(&blocks, str(""));
	assert_dropped(".x...");
}

Test(lines, drop_what_an_opener_opens)
{
	add(PROSE, 0);
	add("Read also", 0);
	add("Why halls leak, and what can be done", 30);
	add("\"We had no choice,\" she said.", 0);
	add("More great Westmere stories", 0);
	add("The baker who sings, and other neighbours you ought to know", 3)
	    ->list = true;
	add("A hall of mirrors is planned for the site by the river", 0)->list =
	    true;
	filter(&blocks, str(""));
	assert_dropped(".xx.xxx");
}

Test(lines, keep_prose_before_a_gallery_that_repeats_the_headline)
{
	add(PROSE, 0);
	add("Swimming hall closes", 0);
	add(PROSE, 0);
	add(PROSE, 0);
	filter(&blocks, str("Swimming hall closes"));
	assert_dropped(".x..");
}

Test(lines, drop_consent_notices_at_the_ends_only)
{
	const char *notice = "This website stores cookies on your computer; "
			     "see our privacy policy.";
	size_t i;

	add(notice, 0);
	for (i = 0; i < 5; i++)
		add(PROSE, 0);
	add(notice, 0);
	for (i = 0; i < 6; i++)
		add(PROSE, 0);
	filter(&blocks, str(""));
	assert_dropped("x............");
}

Test(lines, drop_sign_offs_behind_the_last_paragraph)
{
	add("Ada Reporter contributed to this report.", 0);
	add(PROSE, 0);
	add("(Reporting by Ada Reporter; Editing by Bo Desk)", 0);
	add("Bo Desk contributed to this report.", 0);
	filter(&blocks, str(""));
	assert_dropped("..xx");
}
