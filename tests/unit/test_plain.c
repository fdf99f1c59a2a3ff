/* SPDX-License-Identifier: Apache-2.0 */
#include "reprint.h"
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
