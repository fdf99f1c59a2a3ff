/* SPDX-License-Identifier: Apache-2.0 */
#include "agency.h"
#include "credit.h"
#include "testing.h"

static void assert_credit(const char *text, const char *agency,
			  const char *dateline, const char *body)
{
	struct rp_article article = {.text = str(text)};
	static struct rp_sieves sieves;

	if (!sieves.sign)
		rp_sieves_init(&sieves);
	rp_credit_text(&article, &sieves, str(""));
	if (agency)
		cr_assert_str_eq(article.credit.agency ? article.credit.agency
						       : "none",
				 agency);
	else
		cr_assert_null(article.credit.agency, "'%s' gave %s", text,
			       article.credit.agency);
	assert_str(article.dateline, dateline);
	assert_str(article.body, body);
}

Test(agency, reads_datelines)
{
	assert_credit("PARIS (AP) - Talks began.", "ap", "PARIS (AP) - ",
		      "Talks began.");
	assert_credit("HARLOW BAY, March 3 (Reuters) — A ferry", "reuters",
		      "HARLOW BAY, March 3 (Reuters) — ", "A ferry");
	assert_credit("WASHINGTON, Feb. 3 (Reuters) - X", "reuters",
		      "WASHINGTON, Feb. 3 (Reuters) - ", "X");
	assert_credit("BERLIN, Jan. 5, 2017 /PRNewswire/ -- Y", "prnewswire",
		      "BERLIN, Jan. 5, 2017 /PRNewswire/ -- ", "Y");
	assert_credit("(AFP) Z", "afp", "(AFP) ", "Z");
}

/* As houses and languages write them. */
Test(agency, reads_datelines_of_many_forms)
{
	assert_credit("LONDON/NEW YORK (Reuters) - X", "reuters",
		      "LONDON/NEW YORK (Reuters) - ", "X");
	assert_credit("Berlin/München (dpa/lby) - X", "dpa",
		      "Berlin/München (dpa/lby) - ", "X");
	assert_credit("Madrid, 20 nov (EFE).- El X", "efe",
		      "Madrid, 20 nov (EFE).- ", "El X");
	assert_credit("New Delhi, Nov 20 (PTI) The X", "pti",
		      "New Delhi, Nov 20 (PTI) ", "The X");
	assert_credit("МОСКВА, 20 ноября. /ТАСС/. Цены", "tass",
		      "МОСКВА, 20 ноября. /ТАСС/. ", "Цены");
	assert_credit("ISTANBUL (AA) – X", "aa", "ISTANBUL (AA) – ", "X");
	assert_credit("RIO DE JANEIRO, 3 de março (AFP) - X", "afp",
		      "RIO DE JANEIRO, 3 de março (AFP) - ", "X");
	assert_credit("The Hague, March 3 (Reuters) - X", "reuters",
		      "The Hague, March 3 (Reuters) - ", "X");
	assert_credit("Den Haag (dpa) - X", "dpa", "Den Haag (dpa) - ", "X");
	assert_credit("Des Moines, Iowa (AP) — X", "ap",
		      "Des Moines, Iowa (AP) — ", "X");
	assert_credit("Frankfurt am Main (dpa) - X", "dpa",
		      "Frankfurt am Main (dpa) - ", "X");
	assert_credit("Paris, le 3 mars (AFP) — X", "afp",
		      "Paris, le 3 mars (AFP) — ", "X");
	assert_credit("London, UK (CNN) -- X", "cnn", "London, UK (CNN) -- ",
		      "X");
	assert_credit("PARIS (AP)\xc2\xa0— X", "ap", "PARIS (AP)\xc2\xa0— ",
		      "X");
	assert_credit("PARIS (AP)\xe2\x80\x89–\xc2\xa0X", "ap",
		      "PARIS (AP)\xe2\x80\x89–\xc2\xa0", "X");
}

/* Letters that stand for something else, and places that are none. */
Test(agency, leaves_brackets_in_prose)
{
	static const char *const lines[] = {
	    "He told the party (AP) that it was late.",
	    "Alcoholics Anonymous (AA) - the fellowship - met.",
	    "On Tuesday, 12 members of Alcoholics Anonymous (AA) met.",
	    "In Paris, May 3 (AA) and in Berlin it rained.",
	    "By Friday, 20 pupils in Advanced Placement (AP) classes left.",
	    "Since May, 5 physician assistants (PA) have left.",
	    "TV channels such as Fox/CNN/MSNBC said so.",
	    "ABC/CNN/Fox said so.",
	    "Prices for 4/AA/2 cells rose.",
	    "Cable News Network (CNN) - the channel - said so.",
	    "(CNN) has agreed to settle.",
	    "American Airlines (AA): the carrier.",
	    "Sudden infant death (SID) - a riddle.",
	    "Last year, 3,200 Press Association (PA) stories ran.",
	    "O caso ocorreu em Castanhal (PA) - a 68 km de Belém.",
	    "Uma operação foi feita em Oiapoque (AP): três presos.",
	    "Gli arresti sono avvenuti a Bagheria (PA) – ieri.",
	    "Im Lagezentrum des Amtes (AA) – so hieß es – war Licht.",
	};
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_credit(lines[i], NULL, "", lines[i]);
	assert_credit("(CNN) Talks have begun.", "cnn", "(CNN) ",
		      "Talks have begun.");
}

Test(agency, leaves_headings_before_the_dateline_out)
{
	assert_credit("Ferry aground\nBy Staff\nHARLOW BAY (AP) - A ferry\nx",
		      "ap", "HARLOW BAY (AP) - ", "A ferry\nx");
}

Test(agency, reads_credits_at_the_end)
{
	assert_credit("Text of it.\n(Reporting by A. Doe; Reuters)", "reuters",
		      "", "Text of it.\n(Reporting by A. Doe; Reuters)");
	assert_credit("Text.\nCopyright 2017 The Associated Press.", "ap", "",
		      "Text.\nCopyright 2017 The Associated Press.");
	assert_credit("Text.\nCopyright 2017 WRAP News. AP contributed.", "ap",
		      "", "Text.\nCopyright 2017 WRAP News. AP contributed.");
	/* signs that are the last bytes */
	assert_credit("Text.\ndpa Quelle:", "dpa", "", "Text.\ndpa Quelle:");
	assert_credit("Text.\nAFP \xc2\xa9", "afp", "", "Text.\nAFP \xc2\xa9");
	assert_credit("Text.\nAFP \xc2\xa9.", "afp", "",
		      "Text.\nAFP \xc2\xa9.");
}

Test(agency, does_not_see_one_in_a_sentence)
{
	assert_credit("The minister spoke on Tuesday. He told the party (AP) - "
		      "that is, all of it - to wait.",
		      NULL, "",
		      "The minister spoke on Tuesday. He told the party (AP) - "
		      "that is, all of it - to wait.");
	assert_credit("Shares of Reuters rose.", NULL, "",
		      "Shares of Reuters rose.");
	assert_credit("", NULL, "", "");
}

/* Texts are looked at in steps of sixteen bytes. */
Test(agency, reads_a_credit_wherever_it_stands)
{
	static const char *const credits[] = {
	    "\xc2\xa9 AFP",    "AFP \xc2\xa9",	   "Copyright AFP",
	    "AFP contributed", "Reporting by AFP", "With inputs from AFP",
	    "AFP Source:",     "Provided by AFP",  "AFP (Reporting by staff)"};
	size_t i;
	size_t before;
	size_t behind;

	for (i = 0; i < sizeof(credits) / sizeof(credits[0]); i++)
		for (before = 0; before < 40; before++)
			for (behind = 0; behind < 40; behind += 3) {
				char text[200];

				snprintf(
				    text, sizeof(text), "%.*s%s%s%s%.*s",
				    (int)before,
				    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
				    "xx",
				    before ? "\n" : "", credits[i],
				    behind ? "\n" : "", (int)behind,
				    "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
				    "yy");
				assert_credit(text, "afp", "", text);
			}
	assert_credit("AFP is named, and nobody is thanked for anything.", NULL,
		      "", "AFP is named, and nobody is thanked for anything.");
}
