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
	assert_credit("STOCKHOLM (TT) Regeringen X", "tt", "STOCKHOLM (TT) ",
		      "Regeringen X");
	assert_credit("STOCKHOLM (TT) – Regeringen X", "tt",
		      "STOCKHOLM (TT) – ", "Regeringen X");
	assert_credit("Audi (TT) Der Wagen X", NULL, "",
		      "Audi (TT) Der Wagen X");
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

struct led {
	const char *dateline;
	const char *body;
	const char *agency;
};

/* Texts of both, one behind the other. */
static void assert_led(const struct led *cases, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		char text[200];

		snprintf(text, sizeof(text), "%s%s", cases[i].dateline,
			 cases[i].body);
		assert_credit(text, cases[i].agency, cases[i].dateline,
			      cases[i].body);
	}
}

/* Each agency as its own country writes it. */
Test(agency, reads_datelines_of_many_countries)
{
	static const struct led cases[] = {
	    {"МОСКВА, 5 мар - РИА Новости. ", "Правительство", "ria"},
	    {"Москва. 5 марта. INTERFAX.RU - ", "Правительство", "interfax"},
	    {"НЬЮ-ЙОРК, 5 марта 2024 года. /ТАСС/. ", "Совет", "tass"},
	    {"/PRNewswire/ ", "A company said so.", "prnewswire"},
	    {"5 марта, Минск /Корр. БЕЛТА/. ", "Совет", "belta"},
	    {"КИЇВ. 5 березня. УНН. ", "Уряд", "unn"},
	    {"الرياض 05 مارس 2024 م (واس) ", "أعلنت", "spa"},
	    {"الرياض 05 مارس 2024 م (واس)", "\nأعلنت", "spa"},
	    {"القاهرة (رويترز) - ", "أعلنت", "reuters"},
	    {"नयी दिल्ली, पांच मार्च (भाषा) ", "सरकार", "pti"},
	    {"Accra, March 5, GNA - ", "The government", "gna"},
	    {"RABAT, March 5 (MAP) – ", "The king", "map"},
	    {"Alger, 5 mars 2024 (APS) - ", "Le ministre", "aps"},
	    {"ISLAMABAD, Mar 5 (APP): ", "The government", "app"},
	    {"JAKARTA (ANTARA) - ", "Pemerintah", "antara"},
	};

	assert_led(cases, sizeof(cases) / sizeof(cases[0]));
}

Test(agency, reads_datelines_without_blanks)
{
	static const struct led cases[] = {
	    {"新华社北京3月5日电（记者王某、李某）", "总理", "xinhua"},
	    {"据新华社北京3月5日电 ", "总理", "xinhua"},
	    {"中新网3月5日电 (记者 王某) ", "总理", "chinanews"},
	    {"（中央社記者陳某台北5日電）", "院長", "cna"},
	    {"本报北京3月5日电 （记者王某）", "总理", NULL},
	    {"　　【ワシントン時事】", "大統領", "jiji"},
	    {"[東京 5日 ロイター] - ", "株価", "reuters"},
	    {"【3月5日 AFP】", "大統領", "afp"},
	    {"【ソウル聯合ニュース】", "大統領", "yonhap"},
	    {"(서울=연합뉴스) 홍길동 기자 = ", "정부는", "yonhap"},
	    {"[서울=뉴시스]홍길동 기자 = ", "정부는", "newsis"},
	    {"(서울=뉴스1) ", "정부는 x=1", "news1"},
	};
	static const char *const none[] = {
	    "[사진=연합뉴스] 정부는",
	    "(写真=共同) 政府は",
	    "[인포그래픽=연합뉴스] 정부는",
	    "（男女共同）参画社会の実現",
	    "【緊急時事】政府は",
	    "【特集　戦後時事】政府は",
	    "新华社记者3月5日电话采访了多位专家",
	    "本报记者5日电话采访了多位专家",
	    "据法新社5日电讯报道",
	    "新华社3月5日电影频道播出",
	    "共同富裕示范区3月5日电 ",
	    "앱(APP) - 이것은",
	    "新华社是国家通讯社。3月5日电视台报道",
	    "新华社记者说，3月5日电视台报道",
	    "【速報】大統領は"};
	size_t i;

	assert_led(cases, sizeof(cases) / sizeof(cases[0]));
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_credit(none[i], NULL, "", none[i]);
}

/* Below the report, as its last word. */
Test(agency, reads_signatures)
{
	static const char *const by[][2] = {
	    {"Rząd ogłosił decyzję. (PAP)\n\njan/ mir/", "pap"},
	    {"政府は発表した。（共同）", "kyodo"},
	    {"\"It is so,\" he said. — AFP", "afp"},
	    {"It is so, he said.\n--IANS\nrn/sk", "ians"},
	    {"It is so, he said. -- Bernama", "bernama"},
	    {"总理今天作报告。\n来源：新华社", "xinhua"},
	    {"Det er viktig, sa han. (NTB)", "ntb"},
	    {"Det er vigtigt, sagde han.\n/ritzau/", "ritzau"},
	    {"Det er så, sagde han.\n/ritzau/\n", "ritzau"},
	    {"Je to důležité, dodal.\nZdroj: ČTK", "ctk"},
	};
	static const char *const no[] = {
	    "Members of the union met on Monday - UNI",
	    "Look at where it was. (MAP)",
	    "He works for an agency (Reuters)",
	    "It was as cold as it was – AP",
	    "It is so. (PAP)\na\nb\nc",
	    "It is so.\nWhat next for Brexit? - Reuters",
	    "Watch: Will it rain? — Bloomberg",
	    "One of these.\n- Bloomberg\n- UNICEF",
	    "Made in the state. — PA",
	    "The rating was affirmed. (AA)",
	    "It is so.\n来源：APP",
	    "()",
	    "/",
	    "-",
	    "— ",
	    "."};
	size_t i;

	for (i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		assert_credit(by[i][0], by[i][1], "", by[i][0]);
	for (i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		assert_credit(no[i], NULL, "", no[i]);
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
	    "The University of Northern Iowa (UNI) – a school – said so.",
	    "Orlando Airport (MIA) – Flights were late.",
	    "HEALTH (SPA) - The best places.",
	    "Audi A3 (TT) - Der Wagen.",
	    "OpenAI GPT-5 (AGI) - Das Modell.",
	    "Лента (RSS) - это формат.",
	    "كان (وفا) رجلا كريما.",
	    "हिंदी (भाषा) भारत में बोली जाती है।",
	    "दोनों देशों की (वार्ता) फिर से शुरू।",
	    "Top 3 - Sputnik. Der Rest.",
	    "4. Бета. Вторая буква.",
	    "Chapter 3, AA - the group.",
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

/* The items of a column above one that has a dateline. */
Test(agency, leaves_no_article_above_a_dateline_out)
{
	static const struct {
		size_t above;
		char end; /* of the line there */
		bool left_out;
	} cases[] = {{240, '.', true},
		     {420, '.', false},
		     {420, 'w', true},
		     {750, 'w', false}};
	char text[900];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *at = text + cases[i].above;

		memset(text, 'w', sizeof(text));
		at[-1] = cases[i].end;
		strcpy(at, "\nHARLOW BAY (AP) - A ferry\nx");
		if (cases[i].left_out)
			assert_credit(text, "ap", "HARLOW BAY (AP) - ",
				      "A ferry\nx");
		else
			assert_credit(text, NULL, "", text);
	}
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

/* A line that says no more than whose the text is. */
Test(agency, reads_lines_of_their_own)
{
	static const struct {
		const char *line;
		const char *agency; /* NULL: none */
	} cases[] = {
	    {"Reuters", "reuters"},
	    {"EFE", "efe"},
	    {"(avec AFP)", "afp"},
	    {"Avec AFP.", "afp"},
	    {"With AAP", "aap"},
	    {"- With files from The Canadian Press", "cp"},
	    {"Con información de EFE", "efe"},
	    {"(dpa/afp/mh)", "dpa"},
	    {"(©NTB)", "ntb"},
	    {"〔共同〕", "kyodo"},
	    {"Theo TTXVN", "vna"},
	    /* initials, names of others, sentences */
	    {"(AA)", NULL},
	    {"PA", NULL},
	    {"Reuters Institute", NULL},
	    {"With Reuters he had worked before", NULL},
	    {"Harlow Courier", NULL},
	};
	char text[300];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(text, sizeof(text), "The mayor resigned.\n%s",
			 cases[i].line);
		assert_credit(text, cases[i].agency, "", text);
	}
}

Test(agency, reads_datelines_of_german_churches)
{
	assert_credit("Berlin (epd). Die Kirche", "epd", "Berlin (epd). ",
		      "Die Kirche");
	assert_credit("Bonn (KNA) Die Kirche", "kna", "Bonn (KNA) ",
		      "Die Kirche");
	assert_credit("Berlin (AP) Die Kirche", NULL, "",
		      "Berlin (AP) Die Kirche");
	assert_credit("Er kam nach Berlin (AP). Die Kirche", NULL, "",
		      "Er kam nach Berlin (AP). Die Kirche");
}

/* Whoever is quoted as the source of what follows wrote none of it. */
Test(agency, is_not_credited_before_a_colon)
{
	const char *text = "Accra, March 5, GNA: The government resigned.";

	assert_credit(text, NULL, "", text);
}

Test(agency, is_read_of_the_lines_of_the_canadian_press)
{
	assert_credit("The plan will be paid over six years.\nThis report by "
		      "The Canadian Press was first published Nov. 4, 2026.",
		      "cp", "",
		      "The plan will be paid over six years.\nThis report by "
		      "The Canadian Press was first published Nov. 4, 2026.");
}
