/* SPDX-License-Identifier: Apache-2.0 */
/* Findings on prose: what a reader would say of two articles. */
#include "reprint_compare.h"
#include "testing.h"

/* Six sentences of a report, for prints to be made of. */
#define LEAD                                                                 \
	"Fire crews were called to the old paper mill at Harlow shortly "    \
	"after midnight on Tuesday when a passing driver saw flames behind " \
	"the windows of the upper floor. "
#define SECOND                                                                \
	"More than 60 firefighters from 9 stations worked through the night " \
	"to keep the blaze from spreading to the timber yard next door, and " \
	"residents of Weir Lane were asked to leave their homes. "
#define THIRD                                                               \
	"The mill had stood empty since the Corran company moved its "      \
	"machines to Westfield in 2011, and the council had twice refused " \
	"plans to turn it into flats. "
#define SPOKEN                                                                \
	"\"We have lost a piece of the history of this town and nobody here " \
	"will forget the sight of that roof coming down in the early hours "  \
	"of the morning,\" "
#define QUOTE SPOKEN "said the mayor, Anna Pell. "
#define FIFTH                                                                 \
	"Investigators will enter the ruins once the walls have been made "   \
	"safe, which may take until the end of the week, and have asked for " \
	"photographs taken by people who drove past before midnight. "
#define LAST                                                                \
	"Trains between Harlow and Brent were running again by noon after " \
	"engineers had looked over the bridge that passes behind the mill. "

/* A report of the same fire by somebody else. */
#define OTHER                                                                 \
	"A landmark went up in smoke overnight. Neighbours woke to sirens "   \
	"as the Harlow mill burned, and by dawn little was left of its roof " \
	"but black beams. Nobody was hurt, the county said, though some "     \
	"forty people spent hours in a school hall. Rail services stood "     \
	"still until lunch. What started it is not yet known. "

struct print {
	const char *text;
	const char *date;
	const char *host;
	const char *url;
};

static struct rp_evidence evidence;

/* In the order of b's words, as promised. */
static void assert_in_order(const struct rp_evidence *out)
{
	size_t i;

	for (i = 1; i < out->passage_count; i++)
		cr_assert_gt(out->passages[i].b, out->passages[i - 1].b);
}

static enum rp_finding find(struct print a, struct print b)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_sketcher *sketcher;
	struct rp_corpus *corpus;
	struct rp_comparer *comparer;
	struct print prints[] = {a, b};
	struct rp_evidence turned;
	uint32_t id;
	size_t i;

	cr_assert_eq(rp_sketcher_create(&sketcher, &options), RP_OK);
	cr_assert_eq(rp_corpus_create(&corpus, &options, NULL), RP_OK);
	for (i = 0; i < 2; i++) {
		struct rp_sketch sketch;
		struct rp_facts facts = {
		    .date = rp_date_parse(
			str(prints[i].date ? prints[i].date : "")),
		    .host = str(prints[i].host ? prints[i].host : ""),
		    .url = str(prints[i].url ? prints[i].url : ""),
		    .key = str(i ? "b" : "a")};

		cr_assert_eq(rp_sketcher_run(&sketch, sketcher, prints[i].text,
					     strlen(prints[i].text)),
			     RP_OK);
		cr_assert_eq(rp_corpus_add(&id, corpus, &sketch, &facts),
			     RP_OK);
	}
	cr_assert_eq(rp_comparer_create(&comparer, corpus, NULL), RP_OK);
	cr_assert_eq(rp_comparer_run(&turned, comparer, 1, 0), RP_OK);
	assert_in_order(&turned);
	cr_assert_eq(rp_comparer_run(&evidence, comparer, 0, 1), RP_OK);
	assert_in_order(&evidence);
	cr_assert_eq(evidence.finding, turned.finding);
	cr_assert_float_eq(evidence.share_a, turned.share_b, 1e-12);
	cr_assert_eq(evidence.passage_count, turned.passage_count);
	cr_assert_eq(rp_comparer_run(&turned, comparer, 0, 2), RP_EINVAL);
	cr_assert_eq(rp_comparer_run(&turned, comparer, 1, 1), RP_EINVAL);
	rp_comparer_free(comparer);
	rp_corpus_free(corpus);
	rp_sketcher_free(sketcher);
	return evidence.finding;
}

static void expect(const char *a, const char *b, enum rp_finding expected)
{
	enum rp_finding got =
	    find((struct print){.text = a}, (struct print){.text = b});

	cr_assert_eq(got, expected, "%s, not %s (%.2f, %.2f): %.60s",
		     rp_finding_name(got), rp_finding_name(expected),
		     evidence.share_a, evidence.share_b, b);
}

Test(comparer, knows_prints_of_one_report)
{
	const char *whole = LEAD SECOND THIRD QUOTE FIFTH LAST;

	expect(whole, whole, RP_FINDING_EXACT);
	/* another lead, one word edited */
	expect(whole,
	       "Residents had to leave their homes. " SECOND THIRD QUOTE FIFTH
	       "Trains between Harlow and Brent were moving again by noon "
	       "after engineers had looked over the bridge.",
	       RP_FINDING_COPY);
	/* abridged */
	expect(whole, LEAD SECOND, RP_FINDING_EXCERPT);
	/* paragraphs in another order */
	expect(whole, THIRD LAST LEAD FIFTH SECOND QUOTE, RP_FINDING_COPY);
}

Test(comparer, does_not_take_quotations_for_prose)
{
	expect(LEAD SECOND QUOTE, OTHER QUOTE, RP_FINDING_FRAGMENT);
	/* nor where hardly anything stands around one */
	expect("The mayor came to the ruins at noon. " SPOKEN
	       "she told neighbours.",
	       "Anna Pell was at the mill before dawn. " SPOKEN
	       "were her words.",
	       RP_FINDING_FRAGMENT);
	expect(LEAD SECOND THIRD, OTHER, RP_FINDING_DIFFERENT);
	/* background in a later report */
	expect(LEAD SECOND THIRD FIFTH,
	       OTHER THIRD "The council will discuss the site in March. ",
	       RP_FINDING_FRAGMENT);
}

#define GRANT(town, sum)                                                      \
	"Senator Whitfield announced that the City of " town                  \
	" Fire Department will receive $" sum                                 \
	" through the Assistance to Firefighters program. The grant will "    \
	"allow the department to buy new breathing gear. The program has "    \
	"helped departments in every state to replace equipment that is out " \
	"of date, and the people of " town                                    \
	" deserve no less, her office said in a statement on the award. "

Test(comparer, tells_forms_by_their_facts)
{
	expect(GRANT("Harlan", "214,500"), GRANT("Corbin Falls", "87,300"),
	       RP_FINDING_TEMPLATE);
	expect(GRANT("Harlan", "214,500"), GRANT("Corbin", "214,500"),
	       RP_FINDING_TEMPLATE);
	expect(GRANT("Harlan", "214,500"), GRANT("Harlan", "387,300"),
	       RP_FINDING_TEMPLATE);
	/* a word edited is no other fact */
	expect(GRANT("Harlan", "214,500"),
	       GRANT("Harlan", "214,500") "Work begins soon. ",
	       RP_FINDING_COPY);
}

#define MATCH(teams, rest)                                                     \
	teams " on Saturday. The home side took the lead early and never "     \
	      "looked like losing it, and the visitors had only one shot on "  \
	      "target in the second half. The coach praised his young "        \
	      "players after the match and said that the team was on the "     \
	      "right way. In the table the winners rise by two places, while " \
	      "the losers stay where they were before, just above the "        \
	      "line. " rest

/* The first words are too few to be found by themselves: they may exchange
 * names and figures at once. */
Test(comparer, tells_forms_that_begin_with_their_facts)
{
	struct print one = {MATCH("Rovers beat Aske 2-0", ""),
			    "2024-03-04T10:00Z", NULL, NULL};
	struct print other = {MATCH("United beat Lyle 3-1", ""),
			      "2024-03-04T12:00Z", NULL, NULL};

	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	/* the same match, told once more with its score put right */
	other.text = MATCH("Rovers beat Aske 3-1", "");
	cr_assert_eq(find(one, other), RP_FINDING_COPY);
}

#define QUAKE(clock, place, size, deep)                                                                          \
	"据地震台网测定，北京时间" clock "在" place "发生" size                                                  \
	"级地震，震源深度" deep                                                                                  \
	"千米。目前没有人员伤亡和财产损失的报告，当地政府已启动应急响应，派出" \
	"工作组前往震区核查灾情。专家表示，该地区位于地震带上，今后几天仍可能" \
	"发生余震，请居民注意防范，不要听信谣言。"

/* Where capitals say nothing a name is a word that is exchanged. */
Test(comparer, tells_forms_where_no_name_is_told)
{
	expect(QUAKE("4时12分", "四川", "5.6", "30"),
	       QUAKE("9时47分", "云南", "6.1", "12"), RP_FINDING_TEMPLATE);
	/* words edited, and one figure of four */
	expect(QUAKE("4时12分", "四川", "5.6", "30"),
	       QUAKE("4时12分", "川西", "5.6", "31") "已经派出救援队。",
	       RP_FINDING_COPY);
}

#define NOTICE(rest)                                                       \
	"The lottery office in Harlow will be open again on Monday, said " \
	"mayor Ada Lind, who asked for patience with the queue, "          \
	"and for exact change. " rest

/* Equal ones weeks apart are two, unless figures say that they are not. */
Test(comparer, tells_an_equal_notice_by_dates_and_figures)
{
	struct print one = {NOTICE("Bring a pen and the green form."),
			    "2024-03-04", "a.example", NULL};
	struct print other = one;

	other.host = "b.example";
	other.date = "2024-03-06";
	cr_assert_eq(find(one, other), RP_FINDING_EXACT);
	other.date = "2024-03-25";
	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	one.text = other.text = NOTICE("It sold 12,450 tickets in May 2025, "
				       "3,100 more than in 2024, and gave 18 "
				       "prizes of 500 and 7 of 2,500.");
	cr_assert_eq(find(one, other), RP_FINDING_EXACT);
}

#define HARBOUR(country, port, day, boats)                                     \
	"The " country " government will lend " boats                          \
	" patrol boats to fishing towns on the coast over the next two "       \
	"years, officials said on " day                                        \
	", in what they called the largest such loan since the old fleet was " \
	"sold. The " country " navy has been looking for ways to share the "   \
	"cost of patrols. Crews will be trained at a " country                 \
	" base, and repairs will be paid by the towns. The first boats are "   \
	"to arrive in " port                                                   \
	" next spring, if lawmakers agree, some of whom complained on " day    \
	" that the " country " fleet is stretched as it is. Mayor Ada Lind "   \
	"of Brill welcomed the plan and said that details were being "         \
	"discussed. A decision is due before the summer, when the season of "  \
	"storms begins and 40 villages depend on help from the sea. "

/* One name for another throughout, in a text of some length, is how a house
 * spells; so is a day for its date. */
Test(comparer, knows_prints_in_the_style_of_another_house)
{
	expect(HARBOUR("U.S.", "Kiev", "Monday", "12"),
	       HARBOUR("American", "Kiev", "Monday", "12"), RP_FINDING_COPY);
	expect(HARBOUR("U.S.", "Kiev", "Monday", "12"),
	       HARBOUR("U.S.", "Kiev", "Jan. 3", "12"), RP_FINDING_COPY);
	expect(HARBOUR("Danish", "Ribe", "Monday", "12"),
	       HARBOUR("Norwegian", "Bodo", "Monday", "31"),
	       RP_FINDING_TEMPLATE);
}

/* Full of names and figures, as reports of talks are. */
#define TALKS(us, envoy, town, dead, tail)                                     \
	"Envoys of the " us ", Norland and Costa Verde met in " town           \
	" on Monday for a third round of talks on the strait of Mirren, "      \
	"which "                                                               \
	"has been closed to all but small boats since the middle of "          \
	"March. " envoy " of the " us                                          \
	" said that 3 of 7 points were settled, among "                        \
	"them the return of 212 sailors held at Port Elmira and the use of "   \
	"the 40 kilometres of sea around Saint Oran that both sides claim as " \
	"their own. " envoy                                                    \
	" left for Ostend at noon without a word to those "                    \
	"who had waited for him in the rain. Minister Pavel Rook of Norland "  \
	"told the Ledger that his government would not give up the treaty of " \
	"1962, whatever was offered for it, and Lucia Ferran of Costa Verde "  \
	"spoke of some progress, if not of much. At least " dead               \
	" people have died at sea since the spring, the Red Cross counted, "   \
	"most of them on boats that were never made for such weather, and 9 "  \
	"ships lie in the roads of Dunmore with goods that nobody will "       \
	"unload. The talks go on in Geneva on 6 June, when Sweden and Ghana "  \
	"will be heard too, before anything is put to the vote at home. " tail

/* How a house writes names, and a fact or two put right, in such a text; others
 * throughout are another report. */
Test(comparer, forgives_styles_and_corrections_among_many_facts)
{
	const char *one = TALKS("U.S.", "Kazem", "Basra", "58", "");
	struct print first = {one, "2024-03-04T10:00Z", NULL, NULL};
	struct print other = {NULL, "2024-03-04T15:00Z", NULL, NULL};

	/* two names spelled otherwise, each in two places */
	expect(one, TALKS("America", "Qasim", "Basra", "58", ""),
	       RP_FINDING_COPY);
	/* one name spelled otherwise, and a figure put right; three of them
	 * days later are another report's */
	expect(one, TALKS("U.S.", "Qasim", "Basra", "61", ""), RP_FINDING_COPY);
	other.text = TALKS("America", "Qasim", "Tobruk", "61", "");
	cr_assert_eq(find(first, other), RP_FINDING_COPY);
	other.date = "2024-03-08T15:00Z";
	cr_assert_eq(find(first, other), RP_FINDING_TEMPLATE);
	/* a line each at the end */
	expect(TALKS("U.S.", "Kazem", "Basra", "58",
		     "She joined the Courier in 2019. "),
	       TALKS("U.S.", "Kazem", "Basra", "58",
		     "Write to Hank Dobbs, Box 41, Millard. "),
	       RP_FINDING_COPY);
	/* a name and a figure put right, within the day or without one */
	expect(one, TALKS("U.S.", "Kazem", "Mosul", "61", ""), RP_FINDING_COPY);
	expect(GRANT("Harlan", "214,500"), GRANT("Corbin", "87,300"),
	       RP_FINDING_TEMPLATE);
}

#define WEATHER(town, high, low, wind)                                          \
	"Das Wetter in " town                                                   \
	": Der Tag beginnt mit Nebel in den Tälern, am Nachmittag setzt sich " \
	"die Sonne durch. Die Temperaturen steigen auf " high                   \
	" Grad an der Küste und fallen in der Nacht auf " low                   \
	" Grad im Bergland. Der Wind weht mit " wind                            \
	" Kilometern in der Stunde aus Westen, am Abend lässt er nach. Zum "   \
	"Wochenende bringt ein Tief vom Atlantik Wolken und Regen, in den "     \
	"Bergen fällt Schnee. Die Aussichten: In der neuen Woche bleibt der "  \
	"Himmel grau, erst am Mittwoch zeigt sich die Sonne wieder. "

#define EXCHANGE(day, rates)                                                   \
	"The Reserve Bank of Norland has set the rates at which it deals in "  \
	"foreign money on " day ". They are these: " rates                     \
	". The rates are reckoned from the mean of what is asked by 11 banks " \
	"in Harlow between 11 and 12 in the morning on every day of the week " \
	"but Saturday, Sunday and the feasts of the Bank. The Bank tells "     \
	"them to the papers at 1, and anybody may read them at its door. "

/* A table between two passages of words that are always the same. */
Test(comparer, tells_forms_by_their_tables)
{
	struct print one = {
	    EXCHANGE("that day", "crown 81.6116, mark 88.5597, pound 104.3306, "
				 "guilder (100) 58.96, franc 97.5966"),
	    "2024-03-04T10:00Z", NULL, NULL};
	struct print other = {
	    EXCHANGE("that day", "crown 83.3388, mark 90.4978, pound 105.6869, "
				 "guilder (100) 57.52, franc 96.4643"),
	    "2024-03-08T10:00Z", NULL, NULL};

	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	one.text = EXCHANGE("that day", "they stand in the yearbook");
	other.text =
	    EXCHANGE("that day", "they stand in the yearbook of the Bank");
	cr_assert_eq(find(one, other), RP_FINDING_COPY);
}

/* In German all nouns are kept, whatever a form is about. */
Test(comparer, counts_figures_where_all_nouns_have_capitals)
{
	expect(WEATHER("Hessen", "14", "3", "20"),
	       WEATHER("Bayern", "17", "6", "35"), RP_FINDING_TEMPLATE);
}

/* A report that was cut and added to at another outlet. */
Test(comparer, knows_a_report_that_was_cut_and_added_to)
{
	static const char own[] =
	    "In Harlow the mayor, Ada Lind, asked for a meeting of all towns "
	    "on the coast. Tom Weir of the Fishers' Guild counted 230 "
	    "landings last year, against 198 in 2021, and Lena Krug of "
	    "Baltrail offered berths at the Ivory Dock for 6 weeks. "
	    "Professor Amy Tan of Ellenford sent her robot Nereus, which has "
	    "mapped 310 wrecks at Corran Sound since May. ";
	char cut[2000];
	char whole[3000];
	char local[3000];
	size_t half = strlen(TALKS("U.S.", "Kazem", "Basra", "58", "")) * 4 / 5;

	snprintf(cut, sizeof(cut), "%.*s", (int)half,
		 TALKS("U.S.", "Kazem", "Basra", "58", ""));
	*strrchr(cut, '.') = '\0';
	snprintf(local, sizeof(local), "%s. %s", cut, own);
	snprintf(whole, sizeof(whole), "%s%s",
		 TALKS("U.S.", "Kazem", "Basra", "58", ""), FIFTH LAST);
	cr_assert_geq(find((struct print){local, NULL, NULL, NULL},
			   (struct print){whole, NULL, NULL, NULL}),
		      RP_FINDING_EXCERPT);
}

/* One figure among many others is a slip or a correction, and the next day's
 * among few. */
Test(comparer, forgives_one_figure_among_many)
{
	struct print one = {HARBOUR("U.S.", "Kiev", "Monday", "12") FIFTH,
			    "2024-03-04T10:00Z", NULL, NULL};
	struct print other = {HARBOUR("U.S.", "Kiev", "Monday", "13") FIFTH,
			      "2024-03-06T10:00Z", NULL, NULL};

	cr_assert_eq(find(one, other), RP_FINDING_COPY);
	one.date = other.date = NULL;
	cr_assert_eq(find(one, other), RP_FINDING_COPY);
	expect(GRANT("Harlan", "214,500"), GRANT("Harlan", "214,700"),
	       RP_FINDING_TEMPLATE);
}

/* What comes again days later as a whole is a notice; a piece of a report is
 * its teaser. */
Test(comparer, takes_no_teaser_for_a_notice)
{
	struct print whole = {LEAD SECOND THIRD FIFTH, "2024-03-04", NULL,
			      NULL};
	struct print teaser = {LEAD, "2024-03-14", NULL, NULL};
	struct print again = {LEAD, "2024-03-04", NULL, NULL};

	cr_assert_eq(find(whole, teaser), RP_FINDING_EXCERPT);
	cr_assert_eq(find(again, teaser), RP_FINDING_TEMPLATE);
}

#define SHAKE(dead, hurt, homes)                                               \
	"An earthquake struck the hills around Torvane before dawn on Sunday " \
	"and killed at least " dead                                            \
	" people, the civil guard said. Another " hurt                         \
	" were taken to hospitals in the valley, and more than " homes         \
	" houses were badly damaged. Soldiers dug with their hands in the "    \
	"villages that the road does not reach any more. "

/* New figures in a report that has grown are an update; a form does not grow.
 */
Test(comparer, knows_an_update_by_its_new_paragraphs)
{
	struct print first = {SHAKE("12", "48", "300"), "2024-03-04T06:00Z",
			      NULL, NULL};
	struct print later = {SHAKE("27", "110", "450") THIRD FIFTH,
			      "2024-03-04T11:00Z", NULL, NULL};

	cr_assert_eq(find(first, later), RP_FINDING_EXCERPT);
}

/* Whether a form is seen is no matter of which words happen to begin alike. */
Test(comparer, sees_forms_whatever_their_names_are)
{
	static const char *const towns[] = {
	    "Alford", "Brixham", "Calder", "Denby",  "Elwood", "Farnham",
	    "Goole",  "Hadley",	 "Ilkley", "Jarrow", "Kelso",  "Ludlow"};
	static const char *const mayors[] = {
	    "Jane Porter", "Tom Weller", "Ruth Akers", "Luis Gomez",
	    "Kate Hines",  "Omar Said",	 "Vera Lund",  "Ivan Petrov",
	    "Mary Shaw",   "Paul Dent",	 "Sam Wood",   "Nina Rossi"};
	enum { TOWNS = sizeof(towns) / sizeof(towns[0]) };
	char texts[TOWNS][500];
	size_t missed = 0;
	size_t i;
	size_t k;

	for (i = 0; i < TOWNS; i++)
		snprintf(texts[i], sizeof(texts[i]),
			 "The council of %s will hold its regular meeting next "
			 "week in the town hall. Residents may speak for three "
			 "minutes each on any item of the agenda, Mayor %s "
			 "said. Copies of the agenda are available at the "
			 "clerk's office and on the website of the town.",
			 towns[i], mayors[i]);
	for (i = 0; i < TOWNS; i++)
		for (k = i + 1; k < TOWNS; k++)
			missed += find((struct print){.text = texts[i]},
				       (struct print){.text = texts[k]}) !=
				  RP_FINDING_TEMPLATE;
	/* Three bits of how a name begins are alike in one of eight. */
	cr_assert_leq(missed, TOWNS * (TOWNS - 1) / 2 / 6, "%zu", missed);
}

/* German nouns have capitals: only what is exchanged throughout counts. */
#define ZUSCHUSS(ort)                                                          \
	"Das Land unterstützt den Umbau der alten Schule in " ort              \
	" mit einem Zuschuss aus dem Programm zur Dorferneuerung. Das teilte " \
	"die Staatssekretärin bei einem Besuch mit. In " ort                   \
	" sollen Küche und Heizung erneuert und ein Zugang ohne Stufen "      \
	"gebaut werden, Anträge nimmt die Kreisverwaltung entgegen. "

Test(comparer, tells_forms_in_german)
{
	expect(ZUSCHUSS("Altenfeld"), ZUSCHUSS("Niederbach"),
	       RP_FINDING_TEMPLATE);
	expect(ZUSCHUSS("Altenfeld"),
	       ZUSCHUSS("Altenfeld") "Der Bau beginnt im Herbst. ",
	       RP_FINDING_COPY);
}

#define RESERVES(billions, percent)                                           \
	"The central bank said that net reserves stood at " billions          \
	" billion at the end of the week, and that the rate on overnight "    \
	"loans was " percent                                                  \
	" percent when it arranged its customary purchases of bills for the " \
	"accounts of banks that keep balances with it. "

Test(comparer, weighs_dates_where_they_are_known)
{
	struct print first = {RESERVES("81.2", "3.1"), "2024-03-04T10:00Z",
			      NULL, NULL};
	struct print soon = {RESERVES("81.6", "3.1"), "2024-03-04T11:00Z", NULL,
			     NULL};
	struct print next = {RESERVES("81.6", "3.1"), "2024-03-05T10:00Z", NULL,
			     NULL};

	/* corrected within the hour; the next day's figures */
	cr_assert_eq(find(first, soon), RP_FINDING_COPY);
	cr_assert_eq(find(first, next), RP_FINDING_TEMPLATE);
	/* one address is one article, whatever changed */
	first.url = next.url = "http://bank.example/reserves";
	cr_assert_eq(find(first, next), RP_FINDING_COPY);
}

#define RATES                                                                \
	"The bank left its key rate unchanged after the regular meeting of " \
	"its council today, a spokesman said in answer to questions from "   \
	"reporters."

Test(comparer, does_not_join_equal_notices_of_other_weeks)
{
	struct print first = {RATES, "2024-03-04", NULL, NULL};
	struct print same = {RATES, "2024-03-06", NULL, NULL};
	struct print later = {RATES, "2024-03-18", NULL, NULL};
	struct print undated = {RATES, NULL, NULL, NULL};

	cr_assert_eq(find(first, same), RP_FINDING_EXACT);
	cr_assert_eq(find(first, later), RP_FINDING_TEMPLATE);
	cr_assert_eq(find(first, undated), RP_FINDING_EXACT);
}

Test(comparer, leaves_a_block_that_two_articles_share)
{
	/* instructions under two other articles */
	const char *block =
	    "To listen on a phone open the app that came with it and search "
	    "for the name of the series. Tap the button to subscribe and new "
	    "episodes will arrive as soon as they are out. You may want to "
	    "change how the app tells you of them. If you would rather hear "
	    "an episode first, tap its title in the list. On a computer the "
	    "button above starts the sound at once, and the bar below it "
	    "takes you to any minute that you like to hear again. ";
	char first[2000];
	char second[2000];

	snprintf(first, sizeof(first), "%s%s%s", LEAD, SECOND, block);
	snprintf(
	    second, sizeof(second), "%s%s%s",
	    "This week Paul Vance talks to Lena Ortiz of Radio Prado about "
	    "the 14 days that she spent on the road with the Linden choir, "
	    "from Prague to Lisbon and back. ",
	    "They speak of a night in Lyon, of Ravel, of 3 lost suitcases "
	    "and of what the choir will sing in Oslo in May, when Tomas "
	    "Berg takes over from the founder. ",
	    block);
	expect(first, second, RP_FINDING_FRAGMENT);
}

/* A report of some length between an outlet's lines. */
#define CREDITED(head, tail) head LEAD SECOND THIRD FIFTH LAST tail

Test(comparer, reads_past_the_lines_of_an_outlet)
{
	struct print one = {CREDITED("Ada Lind, Denver Post\n",
				     "\nReach Ada Lind at 303-555-0142."),
			    "2024-03-04T10:00Z", "a.example", NULL};
	struct print other = {CREDITED("Karl Rhys, Miami Herald\n",
				       "\nReach Karl Rhys at 305-555-0177."),
			      "2024-03-07T10:00Z", "b.example", NULL};

	cr_assert_eq(find(one, other), RP_FINDING_COPY);
	/* what they have in common is no part of the report either */
	one.text = CREDITED("By Ada Lind, Associated Press. Published 4:12 PM "
			    "EST.\n",
			    "");
	other.text = CREDITED("By Ada Lind, Associated Press. Published 9:30 "
			      "AM PST.\n",
			      "");
	cr_assert_eq(find(one, other), RP_FINDING_COPY);
	/* joined to the lead */
	expect(CREDITED("Ada Lind, Denver Post, March 3, 2024 ", ""),
	       CREDITED("Karl Rhys, Miami Herald, March 5, 2024 ", ""),
	       RP_FINDING_COPY);
	/* one more figure inside, and it is another day's */
	one.text = "Ada Lind, Denver Post\n" LEAD SECOND
		   "Of the 12 men 3 were from Corran. " THIRD FIFTH;
	other.text = "Karl Rhys, Miami Herald\n" LEAD SECOND
		     "Of the 19 men 8 were from Dunmore. " THIRD FIFTH;
	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
}

/* What a school says of itself below each of its notices. */
#define SCHOOL                                                                 \
	"To be on the list at the University of Lukov a student carries 12 "   \
	"credit hours and has a grade point average of 3.5 or higher. "        \
	"Founded "                                                             \
	"in 1871, the university has 140 programs and 21,000 students from "   \
	"48 "                                                                  \
	"states. Its eight colleges, among them the Brandt College of "        \
	"Engineering and the Dolny School of Nursing, lie in the Kestrel "     \
	"Valley. It has been among the best of the Midwest for 14 years in a " \
	"row. The Office of Communications in Harnsdorf Hall is open from 8 "  \
	"a.m. to 5 p.m. and will answer what else there is to ask. "

/* All that differs is whom the first sentence is about. */
Test(comparer, tells_forms_by_their_first_sentence)
{
	expect("Ada Lind, of Denver, was named to the dean's list. " SCHOOL,
	       "Karl Rhys, of Tulsa, was named to the dean's list. " SCHOOL,
	       RP_FINDING_TEMPLATE);
	expect("Denver resident Ada Lind made the list this spring. " SCHOOL,
	       "Denver resident Karl Rhys made the list this spring. " SCHOOL,
	       RP_FINDING_TEMPLATE);
	expect("The numbers drawn on Monday were 50, 43, 61 and 13. " SCHOOL,
	       "The numbers drawn on Monday were 34, 25, 24 and 32. " SCHOOL,
	       RP_FINDING_TEMPLATE);
	/* a paragraph of its own besides is no form's */
	expect(
	    "Ada Lind, of Denver, was named to the dean's list. " SCHOOL FIFTH
		LAST,
	    "Karl Rhys, of Tulsa, was named to the dean's list. " SCHOOL OTHER
		FIFTH LAST,
	    RP_FINDING_COPY);
	/* one fact put right, or names that another house spells otherwise */
	expect("Ada Lind, 21, of Denver, was named to the dean's list. " SCHOOL,
	       "Ada Lind, 22, of Denver, was named to the dean's list. " SCHOOL,
	       RP_FINDING_COPY);
	expect("In Tchernobyl the envoy Tymoschenko met the dean. " SCHOOL,
	       "In Tchornobyl the envoy Tymoshenko met the dean. " SCHOOL,
	       RP_FINDING_COPY);
	/* which fills in no form, however many houses do so */
	cr_assert_not(evidence.differences.filled);
}

/* Put right within the day, the lead being the same. */
Test(comparer, knows_an_update_by_its_lead)
{
	const char *rest =
	    "The brigade of Sarn sent 5 engines and that of Ockley 3. "
	    "The Aske foundry opened its gates to 40 of them. ";
	char first[3000];
	char second[3000];
	struct print one = {first, "2024-03-04T10:00Z", NULL, NULL};
	struct print other = {second, "2024-03-04T15:00Z", NULL, NULL};

	snprintf(first, sizeof(first), "%s%s%s%s%s", LEAD, SECOND, THIRD,
		 "It may be Thursday until 14 of 38 roads are open. ", rest);
	snprintf(second, sizeof(second), "%s%s%s%s%s", LEAD, SECOND, THIRD,
		 "It may be Friday until 16 of 39 roads are open. ", rest);
	cr_assert_eq(find(one, other), RP_FINDING_COPY);
	other.date = "2024-03-06T15:00Z";
	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	/* below another beginning it is none, in whichever of the two */
	snprintf(second, sizeof(second), "%s%s%s%s%s%s", "It is read below. ",
		 LEAD, SECOND, THIRD,
		 "It may be Friday until 16 of 39 roads are open. ", rest);
	other.date = "2024-03-04T15:00Z";
	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	cr_assert_eq(find(other, one), RP_FINDING_TEMPLATE);
}

/* Below two releases of a company, on its own site. */
#define RELEASE_END                                                            \
	"About Veltrix. Veltrix, founded in Lukov in 1998, makes sensors for " \
	"ships and is listed in Westerhaven. This release has statements "     \
	"that "                                                                \
	"look forward, which are no promise: what happens may be other than "  \
	"what was expected, for reasons that nobody can foresee, among them "  \
	"the markets, the weather, what rivals do and what laws are made. "    \
	"Nobody should rely on them, and the company does not undertake to "   \
	"change them when it learns more, but where the law asks for it. "

Test(comparer, leaves_what_a_site_says_below_its_releases)
{
	struct print one = {
	    "Veltrix has named Ada Lind chief of its yard in Ostend. She came "
	    "from Rhys Marine, where she led 40 engineers since "
	    "2011. " RELEASE_END,
	    NULL, "a.example", "https://a.example/1"};
	struct print other = {
	    "Veltrix lost 31 million crowns in the quarter to June, said Karl "
	    "Stahl, who keeps its books. Sales in Norland fell by 9 "
	    "percent. " RELEASE_END,
	    NULL, "a.example", "https://a.example/2"};

	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	/* on two sites, days apart too; a print of one day may be led anew */
	other.host = "b.example";
	other.url = "https://b.example/2";
	one.date = "2024-03-04T10:00Z";
	other.date = "2024-03-09T10:00Z";
	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	other.date = "2024-03-05T10:00Z";
	cr_assert_neq(find(one, other), RP_FINDING_FRAGMENT);
	other.host = "a.example";
	other.url = "https://a.example/2";
	/* told anew, it names the same */
	other.text =
	    "Ada Lind will be chief of the yard in Ostend that Veltrix has. "
	    "Until now she had led 40 engineers at Rhys Marine. " RELEASE_END;
	cr_assert_neq(find(one, other), RP_FINDING_FRAGMENT);
}

/* Around a column each week, on one site. */
#define COLUMN_ABOVE                                                         \
	"Every week Ada Lind answers what readers want to know of work and " \
	"of those they work with, and nobody is named who does not wish it. "
#define COLUMN_BELOW                                                          \
	"Have you got a question for Ada Lind? Write to her at the Mercury, " \
	"and tell how long you have been where you are, how many others are " \
	"there and what you have tried so far. Letters may be cut, and none " \
	"can be answered by mail. Ada Lind has led offices for 20 years in "  \
	"Brent and Holby, has written 3 books on what makes people stay, "    \
	"and speaks to managers all over Norland. What she says here is no "  \
	"advice of a lawyer, and whoever needs one should look for one. "

Test(comparer, parts_two_matters_in_one_frame)
{
	struct print one = {
	    COLUMN_ABOVE
	    "My neighbour at the long desk eats onions with garlic before "
	    "lunch, sings under her breath whenever the telephone rings, and "
	    "lends my stapler to strangers from another floor. Should I speak, "
	    "or buy a second stapler? Speak, gently, over coffee, and mention "
	    "one thing alone. " COLUMN_BELOW,
	    "2024-03-04T10:00Z", "a.example", "https://a.example/1"};
	struct print other = {
	    COLUMN_ABOVE
	    "After eleven winters driving a snow plough my knees ache, yet the "
	    "depot offers only night shifts and a smaller wage if I ask to be "
	    "moved indoors. Must they find something lighter? Perhaps; bring a "
	    "doctor's letter, and keep copies of every answer that "
	    "arrives. " COLUMN_BELOW,
	    "2024-03-11T10:00Z", "a.example", "https://a.example/2"};

	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	cr_assert_eq(find(other, one), RP_FINDING_FRAGMENT);
	/* within the day two outlets may put leads of their own above one */
	other.host = "b.example";
	other.url = "https://b.example/2";
	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	other.date = "2024-03-04T12:00Z";
	cr_assert_neq(find(one, other), RP_FINDING_FRAGMENT);
}

#define CASE                                                                  \
	"Prosecutors say that Ivo Brand, 41, set fire to the paper mill at "  \
	"Harlow in March last year after its owner, Greta Stahl, had sold "   \
	"the "                                                                \
	"house that he rented. Two firefighters, Karl Munro and Lena Frost, " \
	"were hurt when the roof came down. Brand, who had worked at the "    \
	"mill "                                                               \
	"for 12 years, was seen on its yard that night by a driver of the "   \
	"Corran company. His lawyer, Paul Gale, has always said that he was " \
	"asleep in Westfield at the time, 30 miles away. "

/* The stages of a story repeat what led to them, and name the same people. */
Test(comparer, parts_stages_that_lie_weeks_apart)
{
	struct print opened = {
	    "The trial of Ivo Brand began in Brent on Monday with the words of "
	    "Greta Stahl, who wept as she told the jury of twelve what was "
	    "left of the mill that her grandfather had built, and of the night "
	    "on which she was called there by the police. " CASE,
	    "2024-03-04", NULL, NULL};
	struct print judged = {
	    "Ivo Brand was sent to prison for nine years on Thursday by a "
	    "judge "
	    "in Brent who said that he had shown no pity for Greta Stahl nor "
	    "for those who came to put the fire out, and who called the mill "
	    "a part of the town that nobody could give back to it. " CASE,
	    "2024-05-16", NULL, NULL};
	struct print led = {
	    "BRENT. A landlady wept in court as the man stood before her who "
	    "is said to have burned down the mill of her family. " CASE,
	    "2024-03-05", NULL, NULL};

	cr_assert_eq(find(opened, judged), RP_FINDING_FRAGMENT);
	/* A lead told anew the next day is a print's. */
	cr_assert_geq(find(opened, led), RP_FINDING_EXCERPT);
	/* Nor does it part what has one lead, however late. */
	led.text = opened.text;
	opened.text = "The trial of Ivo Brand began in Brent on Monday with "
		      "the words of Greta Stahl. " CASE;
	led.date = "2024-06-01";
	cr_assert_geq(find(opened, led), RP_FINDING_EXCERPT);
}

/* A form under the address of its site, which scrapers note for want of
 * another, and a report put right under its own. */
Test(comparer, takes_no_site_for_a_page)
{
	struct print one = {
	    "Ada Lind, of Denver, was named to the dean's list. " SCHOOL,
	    "2024-03-04", "a.example", "https://a.example/"};
	struct print other = {
	    "Karl Rhys, of Tulsa, was named to the dean's list. " SCHOOL,
	    "2024-03-05", "a.example", "https://a.example/"};

	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	one.url = other.url = "https://a.example";
	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	one.url = other.url = "https://a.example/?p=7";
	cr_assert_eq(find(one, other), RP_FINDING_COPY);
	one.url = other.url = "https://a.example/list";
	cr_assert_eq(find(one, other), RP_FINDING_COPY);
}

#define PAYWALL                                                                \
	"Weiterlesen mit dem Abo der Zeitung: Wer schon ein Konto hat, "       \
	"meldet "                                                              \
	"sich hier an und liest alle Artikel auf allen Geräten. Vier Wochen " \
	"lang kostet das nichts, danach jeden Monat einen kleinen Betrag, "    \
	"und "                                                                 \
	"es kann an jedem Tag gekündigt werden. "

Test(comparer, leaves_teasers_before_one_paywall)
{
	expect("Der Verein Neustadt hat sein Spiel gegen Grünau mit 3:1 "
	       "gewonnen. Trainer Olaf Brinkmann lobte vor allem die Abwehr um "
	       "Kapitän Timo Weber. " PAYWALL,
	       "Auf der Straße 27 bei Holzheim sind am Freitag zwei Lastwagen "
	       "zusammengestoßen. Die Polizei Marburg sperrte die Strecke bis "
	       "zum Abend. " PAYWALL,
	       RP_FINDING_FRAGMENT);
}

/* On one site, where it names a price, too; what has more figures or names is
 * no plea. */
Test(comparer, leaves_teasers_before_one_price)
{
#define PRICE                                                                  \
	"Wees op de hoogte en lees verder met een abonnement op de krant: de " \
	"eerste maand kost 1 euro, daarna betaalt u 12 euro per maand en "     \
	"kunt "                                                                \
	"u op elk moment opzeggen, want u zit nergens aan vast en leest "      \
	"alles "
	struct print one = {
	    "De veerboot van Harlow voer woensdag weer na een week van storm, "
	    "zei Ada Lind. " PRICE,
	    "2024-03-04", "a.example", "https://a.example/1"};
	struct print other = {
	    "In de haven van Corran is brand geweest, meldt Karl Rhys van de "
	    "brandweer. " PRICE,
	    "2024-03-04", "a.example", "https://a.example/2"};
	struct print told = {
	    "In de haven van Corran is brand geweest, meldt Karl Rhys van de "
	    "brandweer. " PRICE "bij de balie in Brent.",
	    "2024-03-04", "a.example", "https://a.example/2"};
	struct print named = {
	    "De veerboot van Harlow voer woensdag weer na een week van storm, "
	    "zei Ada Lind. " PRICE "bij de balie in Brent.",
	    "2024-03-04", "a.example", "https://a.example/1"};

	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	cr_assert_eq(evidence.differences.kept, 2);
	cr_assert_geq(find(named, told), RP_FINDING_EXCERPT);
}

Test(comparer, compares_short_texts_by_equality)
{
	expect("Road closed on Elm Street", "ROAD CLOSED on Elm Street!",
	       RP_FINDING_EXACT);
	expect("Road closed on Elm Street", "Road closed on Oak Street",
	       RP_FINDING_SHORT);
}

/* Scripts without blanks, marks left out, full width, emoji. */
Test(comparer, reads_other_scripts)
{
	const char *chinese = "昨天夜里老城区的一家造纸厂发生火灾，六十多名消防"
			      "员连夜扑救，附近居民"
			      "被要求离开家园。市长表示火势在清晨得到控制，没有"
			      "人受伤。调查人员将在"
			      "墙体加固之后进入现场，并请路过的司机提供照片。";

	expect(chinese, "六十多名消防员连夜扑救，附近居民被要求离开家园。",
	       RP_FINDING_EXCERPT);
	expect(
	    "كُتِبَ الخبرُ في المدينةِ بعد منتصف الليل حين رأى سائق النار خلف "
	    "نوافذ المصنع القديم ثم جاء رجال الإطفاء من تسع محطات وعملوا حتى "
	    "الصباح",
	    "كتب الخبر في المدينة بعد منتصف الليل حين رأى سائق النار خلف "
	    "نوافذ المصنع القديم ثم جاء رجال الإطفاء من تسع محطات وعملوا حتى "
	    "الصباح",
	    RP_FINDING_EXACT);
	/* Outlets of one language with keyboards and fonts of their own. */
	expect("أعلنت الوزارة في ٢٤ مايو ٢٠٢٣ أن ٣١٥ شخصا أصيبوا في ٧ محافظات "
	       "وأن إصلاح الطرق يحتاج إلى ٤٥ مليون جنيه حتى نهاية العام",
	       "اعلنت الوزارة في 24 مايو 2023 ان 315 شخصا اصيبوا في 7 محافظات "
	       "وان اصلاح الطرق يحتاج الى 45 مليون جنيه حتى نهاية العام",
	       RP_FINDING_EXACT);
	expect("Şeful poliţiei din Iaşi a anunţat că şase persoane au fost "
	       "reţinute şi că ancheta continuă în toată ţara, după cum spun "
	       "anchetatorii",
	       "Șeful poliției din Iași a anunțat că șase persoane au fost "
	       "reținute și că ancheta continuă în toată țara, după cum spun "
	       "anchetatorii",
	       RP_FINDING_EXACT);
	expect(LEAD "🔥🔥 " SECOND, LEAD SECOND, RP_FINDING_EXACT);
	expect(
	    "Ｆｉｒｅ crews were called to the old paper mill at Ｈａｒｌｏｗ "
	    "shortly after midnight when a driver saw flames behind the "
	    "windows",
	    "Fire crews were called to the old paper mill at Harlow shortly "
	    "after midnight when a driver saw flames behind the windows",
	    RP_FINDING_EXACT);
}

/* A notice of the police, in a script without capitals. */
#define ARREST(town, man, age, stolen, officer, judge)                                                                                 \
	"ألقت شرطة مدينة " town " القبض على المتهم " man " (" age                                                                      \
	" عاما) بتهمة سرقة " stolen " من أحد المنازل وسط المدينة. وقال "                                     \
	"الضابط " officer " إن المتهم اعترف بما نسب إليه خلال التحقيق. وأمر "                    \
	"القاضي " judge " بحبسه على ذمة القضية خمسة عشر يوما، فيما تواصل "                       \
	"النيابة العامة التحقيق معه لمعرفة ما إذا كان له شركاء. ودعت الشرطة "    \
	"السكان إلى إغلاق الأبواب والنوافذ جيدا والإبلاغ فورا عن كل من يشتبه " \
	"به في الأحياء السكنية. "

/* What is filled in need not be told as names, if it is evenly spread and
 * nothing else of the text says that it is the same case. */
Test(comparer, tells_forms_of_scripts_without_capitals)
{
	expect(ARREST("طنطا", "محمود السيد", "34", "مجوهرات", "فتحي كمال",
		      "سامي نور"),
	       ARREST("أسيوط", "خالد حسن", "51", "أجهزة كهربائية", "ياسر حمدي",
		      "هاني زكي"),
	       RP_FINDING_TEMPLATE);
	/* a print in which the town's name is left out and a word changed */
	expect(ARREST("طنطا", "محمود السيد", "34", "مجوهرات", "فتحي كمال",
		      "سامي نور"),
	       ARREST("طنطا", "محمود السيد", "34", "حلي", "فتحي كمال",
		      "سامي نور") "وتنظر المحكمة القضية الشهر المقبل.",
	       RP_FINDING_COPY);
}

#define ANSWERS                                                               \
	"\"I never wanted to be anybody's symbol, I wanted to swim, and for " \
	"years I did that before dawn so that nobody would look at me,\" "    \
	"she says. \"Then a man from the club put a watch around my neck "    \
	"and said that I was faster than his own daughter. I laughed, and "   \
	"he did not. That was the morning on which all of this began, and I " \
	"have kept the watch.\" She laughs. \"It has been wrong for years. "  \
	"In the boat I held it above the water as if it had been a child. "   \
	"My brother says that he saw nothing but that arm. We were eleven "   \
	"hours out there, and what I remember is how quiet it was when the "  \
	"engine stopped. Nobody prayed aloud, nobody cried, we counted the "  \
	"lights of the coast and were wrong each time.\" "

/* Of an interview and a speech either house writes the introduction. */
Test(comparer, knows_what_is_mostly_quotation_by_all_its_words)
{
	expect("She fled by boat and will swim at the games in Harlow. We met "
	       "Leyla Noor by the pool where she trains each day. " ANSWERS,
	       "Nine years ago Leyla Noor crossed the sea in a rubber boat; "
	       "now she is in the team, and has a word for those who "
	       "govern. " ANSWERS,
	       RP_FINDING_COPY);
	/* one answer of many in a report of its own */
	expect("She fled by boat and will swim at the games in Harlow. We met "
	       "Leyla Noor by the pool where she trains each day. " ANSWERS,
	       LEAD SECOND THIRD
	       "\"I never wanted to be anybody's symbol, I wanted to swim, and "
	       "for years I did that before dawn so that nobody would look at "
	       "me,\" Noor told a paper. " FIFTH,
	       RP_FINDING_FRAGMENT);
	/* the words that statements are introduced with */
	expect(
	    "The following is the text of a statement that was given by the "
	    "spokesman of the alliance at its seat on the coast today: \"We "
	    "condemn the attack on the market of Brent in the strongest "
	    "terms. Our thoughts are with the families of those who died, "
	    "and with all who saved lives that morning. Those who did this "
	    "will answer for it before a court, however long that takes.\"",
	    "The following is the text of a statement that was given by the "
	    "spokesman of the alliance at its seat on the coast today: \"The "
	    "treaty on the waters of the Senn is good news for three "
	    "countries and six million farmers. It ends a quarrel older "
	    "than most of us, and shows that patience can be a policy. We "
	    "will help to pay for the gauges that it asks for.\"",
	    RP_FINDING_FRAGMENT);
}

/* What is put right days later, in a text that is full of other facts. */
Test(comparer, forgives_late_corrections_among_many_facts)
{
	struct print one = {CASE HARBOUR("U.S.", "Kiev", "Monday", "12") FIFTH,
			    "2024-03-04T10:00Z", "a.example",
			    "https://a.example/1"};
	struct print other = {
	    CASE HARBOUR("U.S.", "Odessa", "Monday", "15") FIFTH,
	    "2024-03-06T10:00Z", "b.example", "https://b.example/1"};

	cr_assert_eq(find(one, other), RP_FINDING_COPY);
	cr_assert_eq(evidence.differences.numbers, 1);
	cr_assert_eq(evidence.differences.names, 1);
	cr_assert_geq(evidence.differences.kept, 24);
	/* with as few facts as forms have it is another notice */
	one.text = HARBOUR("U.S.", "Kiev", "Monday", "12");
	other.text = HARBOUR("U.S.", "Odessa", "Monday", "15");
	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
}

/* Two releases of one day, on two sites, above what the sender says of
 * himself. */
Test(comparer, parts_releases_of_one_sender_on_two_sites)
{
	struct print one = {
	    "Veltrix has begun a trial of its pump in 14 hospitals of Norland "
	    "and Ostmark. Ada Lind, who leads the trial at the Pell Institute "
	    "in Brent, said that 320 patients would be followed for 18 months. "
	    "First results are due in March 2025, and a second trial in Corran "
	    "is to begin by June. " RELEASE_END,
	    "2024-03-04T10:00Z", "a.example", "https://a.example/1"};
	struct print other = {
	    "Veltrix will speak at the Gale Forum in Harlow on Tuesday at 9:30 "
	    "and at the Munro Days in Senn on the 21st. Rhys Frost, who has "
	    "led its sales since 2019, will take questions from 40 funds, "
	    "among them Stahl Partners and Weir Capital. What he says can be "
	    "heard for 90 days. " RELEASE_END,
	    "2024-03-05T10:00Z", "b.example", "https://b.example/2"};

	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	cr_assert_geq(evidence.differences.a.facts, 12);
}

#define HINTS_ABOVE                                                          \
	"Stuck on the puzzle of today? Below stand a few gentle hints, and " \
	"behind them the answer, so scroll slowly. You have six tries to "   \
	"guess a word of five letters, and after each the tiles change. "
#define HINTS_BELOW                                                          \
	"A good word to open with has two vowels at least. Avoid letters "   \
	"twice in the first two tries, and remember that plurals are rare. " \
	"A new puzzle appears at midnight; come back tomorrow for more. "
#define HINTS(tells) HINTS_ABOVE tells HINTS_BELOW
#define TELLS_ONE                                                           \
	"There is one vowel that comes twice, the word begins with a hard " \
	"sound, and a drinker of tea leaves it behind. "
#define TELLS_OTHER                                                       \
	"Two vowels stand side by side, the end is hardly heard in some " \
	"towns, and bakers know it better than anybody else. "
#define DESK   "Our desk took four tries, and one of us gave up for lunch. "
#define NOBODY "Nobody needed more than three, for once in this month. "

/* What a site says in one form or frame on another day is another article, but
 * for what it puts right, adds or says once more. */
Test(comparer, parts_issues_of_one_site)
{
	struct print one = {HINTS(TELLS_ONE), "2024-03-04T00:05Z", "a.example",
			    "https://a.example/1"};
	struct print other = {HINTS(TELLS_OTHER), "2024-03-05T00:05Z",
			      "a.example", "https://a.example/2"};

	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	/* one that adds to the other */
	other.text = HINTS_ABOVE HINTS_BELOW;
	cr_assert_geq(find(one, other), RP_FINDING_EXCERPT);
	/* of days that nobody knows more is asked for */
	other.text = HINTS(TELLS_OTHER);
	other.date = NULL;
	cr_assert_geq(find(one, other), RP_FINDING_EXCERPT);
	one.text = HINTS(TELLS_ONE DESK);
	other.text = HINTS(TELLS_OTHER NOBODY);
	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	/* on another site they may be of one report */
	other.date = "2024-03-05T00:05Z";
	other.host = "b.example";
	other.url = "https://b.example/2";
	cr_assert_geq(find(one, other), RP_FINDING_EXCERPT);
	/* a report that is sub-edited is no issue of it */
	one.text =
	    LEAD "Flats were planned there. " SECOND THIRD QUOTE
		 "Brent, Holby and Senn sent 14 engines. The bridge behind "
		 "the mill was looked over before trains ran again between "
		 "the two towns by noon on that day. ";
	other.text = LEAD SECOND THIRD QUOTE
	    "Brent, Holby and Senn sent 14 engines. Those who passed by before "
	    "midnight and took photographs were asked by investigators for "
	    "them, who wait until walls are safe to enter the ruins. ";
	other.host = "a.example";
	other.url = "https://a.example/2";
	cr_assert_geq(find(one, other), RP_FINDING_EXCERPT);
	one.text = HINTS(TELLS_ONE DESK);
	other.text = HINTS(TELLS_OTHER NOBODY);
	cr_assert_eq(find(one, other), RP_FINDING_FRAGMENT);
	/* the same day, or the same page */
	other.host = "a.example";
	other.url = "https://a.example/2";
	other.date = "2024-03-04T12:05Z";
	cr_assert_geq(find(one, other), RP_FINDING_EXCERPT);
	other.date = "2024-03-05T00:05Z";
	other.url = "https://a.example/1";
	cr_assert_geq(find(one, other), RP_FINDING_EXCERPT);
}

#define CLOSE(percent, day, lifted, losses, added, points, index, riser, up,   \
	      faller, down, pound, crude)                                      \
	"The index of leading shares of Corran closed " percent " on " day     \
	", " lifted " by banks and in spite of early " losses                  \
	" on the floor of Westmere. The measure of the hundred largest " added \
	" " points " points to finish at " index                               \
	". Those who invest were looking ahead to figures on prices and "      \
	"weighing what keepers of the currency said. Among the largest the "   \
	"biggest riser was " riser ", up " up                                  \
	", and the biggest faller was " faller ", down " down                  \
	". The pound was trading at " pound                                    \
	" dollars at the close and a barrel of crude cost " crude              \
	" dollars. The yield on bonds of ten years held at 4.41 percent. "

/* A bulletin at a fixed hour comes again some minutes earlier, too. */
Test(comparer, tells_the_bulletin_of_the_next_day_at_its_hour)
{
	struct print one = {
	    CLOSE("0.42 percent higher", "Tuesday", "lifted", "losses", "added",
		  "41.3", "9871", "Halden Bank", "2.14", "Acheron Mining",
		  "3.02", "1.312", "71.3"),
	    "2024-03-05T17:05Z", "a.example", "https://a.example/1"};
	struct print other = {
	    CLOSE("0.31 percent lower", "Wednesday", "dragged down", "gains",
		  "lost", "30.6", "9841", "Thames Electric", "1.20",
		  "Halden Bank", "1.88", "1.309", "70.8"),
	    "2024-03-06T17:02Z", "b.example", "https://b.example/2"};

	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	/* within the day it may have been put right */
	other.date = "2024-03-06T09:02Z";
	cr_assert_geq(find(one, other), RP_FINDING_EXCERPT);
}

/* Eight figures, and seven words that were written anew. */
#define MARKET(a, b, c, d, e, f, g, h, rose, fell, slowly, said, small, far,   \
	       next)                                                           \
	"Prices on the cattle market of Corran and Brent " rose                \
	" again this week after the rains had kept many farmers at home. "     \
	"A good heifer was sold at " a " crowns on the first morning, and "    \
	"for a calf of half a year buyers gave " b " at most. The number of "  \
	"sheep driven to the pens " fell " as it does each year before the "   \
	"shearing begins. Dealers counted " c " ewes in all and saw them go "  \
	"for " d " crowns a head to the butchers of Harlow. Hay " slowly       \
	" becomes dear, since the meadows by the river stood under water "     \
	"until the middle of the month. A cart of it costs " e " crowns now "  \
	"where it can still be had at all. The keeper of the scales, Karl "    \
	"Rhys, " said                                                          \
	" that nobody had tried to cheat him so far. He weighed " f " pigs "   \
	"before noon and found them as heavy as those of the spring. A " small \
	" crowd stood around the ring when the horses were led in. "           \
	"The best of them went for " g                                         \
	" crowns to a carter who came from " far                               \
	" away and would not give his name. It rained when the bell "          \
	"was rung and " h " carts were still to be loaded. The market will "   \
	"be held again " next " week if the road is not flooded by then. "

/* Another day's figures, however much is written anew around them; of one day
 * they were put right. */
Test(comparer, parts_days_by_many_figures)
{
	struct print one = {MARKET("310", "95", "640", "42", "18", "77", "520",
				   "26", "rose", "fell", "slowly", "said",
				   "small", "far", "next"),
			    "2024-03-04T10:00Z", "a.example", NULL};
	struct print other = {
	    MARKET("325", "91", "580", "44", "21", "63", "480", "31", "climbed",
		   "shrank", "steadily", "swore", "little", "miles", "in a"),
	    "2024-03-04T15:00Z", "b.example", NULL};

	cr_assert_geq(find(one, other), RP_FINDING_EXCERPT);
	cr_assert_eq(evidence.differences.numbers, 8);
	cr_assert_eq(evidence.differences.names, 0);
	cr_assert_eq(evidence.differences.edits, 7);
	other.date = "2024-03-11T10:00Z";
	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
}

/* A notice of a fire whose blanks hold words for the most part. */
#define FIRE(part, house, place, thing, count, hours, owner, harm, cause,      \
	     month)                                                            \
	"Firefighters were called in the early " part " to a " house           \
	" in " place ", where a " thing " had caught fire. " count             \
	" of them worked for " hours " hours before the flames were out, and " \
	"kept them from the roof of the "                                      \
	"house beside it. The owner, a " owner                                 \
	", was taken to the hospital with " harm                               \
	" and could leave it the same day. Whoever saw what happened is "      \
	"asked to "                                                            \
	"call the station. The cause is thought to be " cause                  \
	", as it was with the last one in " month                              \
	". Nobody else was hurt, and the street could be opened again before " \
	"the schools began. The brigade reminds all who live in old houses "   \
	"to "                                                                  \
	"have their wires looked at every other year by somebody who is "      \
	"trained for it. "

/* Where no name and no figure is the same it is another fire, however many of
 * its blanks hold plain words; a report that a house tells in other words keeps
 * its names. */
Test(comparer, parts_notices_that_are_filled_in_with_words)
{
	struct print one = {FIRE("morning", "bakery", "Corran", "stove", "14",
				 "two", "widow of fifty", "burns",
				 "a worn cable", "spring"),
			    "2024-03-04T10:00Z", "a.example", NULL};
	struct print other = {FIRE("evening", "barn", "Holby", "tractor", "22",
				   "five", "retired carter", "a broken arm",
				   "fresh hay", "autumn"),
			      "2024-03-04T15:00Z", "b.example", NULL};
	struct print told = {FIRE("evening", "bakery", "Corran", "oven", "14",
				  "nearly two", "widow of fifty", "some burns",
				  "an old wire", "spring"),
			     "2024-03-04T15:00Z", "b.example", NULL};

	cr_assert_eq(find(one, other), RP_FINDING_TEMPLATE);
	cr_assert_lt(evidence.differences.kept, 3);
	cr_assert_gt(evidence.differences.edits, 5);
	cr_assert_geq(find(one, told), RP_FINDING_EXCERPT);
}
