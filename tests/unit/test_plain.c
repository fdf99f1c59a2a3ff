/* SPDX-License-Identifier: Apache-2.0 */
#include "buffer.h"
#include "plain.h"
#include "testing.h"

#define P1                                                                    \
	"The council of Westmere voted on Tuesday to close the old swimming " \
	"hall, which has leaked since the winter of 2019 and costs a lot."
#define P2                                                                   \
	"Mayor Ada Lind said that no other answer was left after the third " \
	"survey, and that a new hall would open beside the school."

static void assert_text(const char *text, const char *expected)
{
	struct rp_extractor *extractor;
	struct rp_article article;

	cr_assert_eq(rp_extractor_create(&extractor), RP_OK);
	cr_assert_eq(
	    rp_extractor_text(&article, extractor, text, strlen(text), NULL),
	    RP_OK);
	assert_str(article.text, expected);
	cr_assert_str_eq(article.method, "plain");
	rp_extractor_free(extractor);
}

Test(plain, drops_furniture_at_both_ends)
{
	assert_text("This website stores cookies on your computer. To find out "
		    "more, see our Privacy Policy.\n\n" P1 "\n\n" P2
		    "\n\nShare This Post\n\nrelated posts\n\n\nOn Top",
		    P1 "\n" P2 "\n");
}

Test(plain, drops_addresses_and_markdown_links)
{
	assert_text(P1 "\nhttps://a.example/hall/closes\n"
		       "[More on the hall](https://a.example/more)\n" P2 "\n",
		    P1 "\n" P2 "\n");
	/* an address in a sentence stays */
	assert_text(P1 "\n" P2 " It is told at https://a.example/hall too.\n",
		    P1 "\n" P2 " It is told at https://a.example/hall too.\n");
}

/* In lines of their own at both ends, and behind the last sentence. */
Test(plain, drops_stamps)
{
	assert_text("March 3, 2026\n" P1 "\nUpdated 14:30\n14 comments\n",
		    P1 "\n");
	assert_text(P1 "\n" P2 " Last updated 1 March 2026 at 14:30.\n",
		    P1 "\n" P2 "\n");
	assert_text(P1 "\n" P2 " The hall was opened on 1 March 1964.\n",
		    P1 "\n" P2 " The hall was opened on 1 March 1964.\n");
	assert_text(P1 "\nA version of this article appeared in print on March "
		       "3, 2026, on Page A14.\n" P2
		       "\nThis article appeared in print on March 3, 2026.\n",
		    P1 "\nA version of this article appeared in print on March "
		       "3, 2026, on Page A14.\n" P2 "\n");
	assert_text("March 3, 2026\n", "March 3, 2026\n");
}

Test(plain, keeps_short_texts_whole)
{
	assert_text("Hall closes\nWestmere, Tuesday", "Hall closes\nWestmere, "
						      "Tuesday\n");
	assert_text("Share", "Share\n");
}

/* In text broken at a width a line alone says nothing. */
Test(plain, joins_broken_lines)
{
	assert_text(
	    "The council of Westmere voted on Tuesday to close the old\n"
	    "swimming hall, which has leaked since the winter of 2019\n"
	    "and is shown, roof and cellar and all of its pipes, in a\n"
	    "video\n"
	    "\n"
	    "Mayor Ada Lind said that no other answer was left after a\n"
	    "third survey, and that a new hall would soon be built by\n"
	    "the school.\n",
	    "The council of Westmere voted on Tuesday to close the old "
	    "swimming hall, which has leaked since the winter of 2019 "
	    "and is shown, roof and cellar and all of its pipes, in a "
	    "video\n"
	    "Mayor Ada Lind said that no other answer was left after a "
	    "third survey, and that a new hall would soon be built by "
	    "the school.\n");
}

Test(plain, keeps_results_and_other_short_lines)
{
	assert_text(
	    "RESULTS\nWestmere 3 Harlow 1\n" P1 "\n" P2 "\nBay 2 Corvane 2",
	    "RESULTS\nWestmere 3 Harlow 1\n" P1 "\n" P2 "\nBay 2 Corvane 2\n");
	assert_text("By Ada Doe\n3 March 2017\n" P1 "\n" P2 "\n",
		    P1 "\n" P2 "\n");
}

static void assert_mended(const char *text, const char *expected)
{
	struct rp_buffer out;

	rp_buffer_init(&out);
	assert_str(rp_plain_mend(&out, str(text)), expected);
	cr_assert_eq(rp_buffer_status(&out), RP_OK);
	rp_buffer_dispose(&out);
}

Test(plain, is_mended_where_it_was_taken_in_haste)
{
	assert_mended("It rained. \u2026 [+1234 chars]", "It rained. \u2026 ");
	assert_mended("It rained [+12 chars]\n", "It rained ");
	assert_mended("[+1 chars] is what it said",
		      "[+1 chars] is what it said");
	assert_mended("It rained [+ chars]x", "It rained [+ chars]x");
	assert_mended("12 chars]", "12 chars]");
	assert_mended("&# 65; &#+65; &#1; &#x; &#xg;",
		      "&# 65; &#+65; &#1; &#x; &#xg;");
	assert_mended("R&D at AT&T; &quot;no&quot;, &#8220;yes&#x201d;",
		      "R&D at AT&T; \"no\", \u201cyes\u201d");
	assert_mended("`` We go , '' she said",
		      "\u201c We go , \u201d she said");
	assert_mended("&amp; ``so''", "& \u201cso\u201d");
	assert_mended("6' 2'' tall, a `quoted` word",
		      "6' 2'' tall, a `quoted` word");
	assert_mended("", "");
}
