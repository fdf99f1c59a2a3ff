/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Notices after one form. What is put into it stands elsewhere in each of them
 * too, so that no two alone tell what they are about.
 */
#include "corpus_rig.h"
#include "forms.h"

static const struct rp_options defaults = RP_OPTIONS_INIT;

static const char *const rivers[] = {"Aske", "Mirren", "Sarn", "Weir"};
static const char *const towns[] = {"Corran", "Holby",	"Brill",  "Garth",
				    "Fosse",  "Lyle",	"Elmira", "Ingram",
				    "Jarrow", "Dunmore"};

struct notice {
	unsigned river;
	unsigned town;
	unsigned hour;
};

/* What these two say of river, town and hour each says further on too. */
static const struct notice alike[] = {{0, 0, 9}, {1, 1, 4}};

static void write_notice(struct text *text, struct notice notice,
			 const char *end)
{
	snprintf(
	    text->words, sizeof(text->words),
	    "Warning of high water on the %s River near %s until %u p.m. "
	    "Water rises now or will do so within hours. Turn around where "
	    "a road is under water, since most who drown do so in their "
	    "cars, and never drive around a barrier. The Norland Weather "
	    "Office in Brent will say more by 9 p.m. and is heard on Radio "
	    "Sarn and on channel 4. Whoever sees a dam give way should "
	    "call the sheriff of Corran County, if it can be done in "
	    "safety: there are few to watch at night, and 3 of 9 gauges on "
	    "the Mirren have been out of order since Tuesday. Farmers on "
	    "the lower Aske should bring cattle to the fields at Holby, "
	    "and look after neighbours who are old. %s",
	    rivers[notice.river], towns[notice.town], notice.hour, end);
}

static uint32_t add_notice(struct rig *rig, struct notice notice,
			   const char *end)
{
	char date[32];
	struct text text = {.host = "", .date = date};

	snprintf(date, sizeof(date), "2025-03-%02uT10:00Z", 1 + notice.hour);
	write_notice(&text, notice, end);
	snprintf(text.key, sizeof(text.key), "%u %u %u %s", notice.river,
		 notice.town, notice.hour, *end ? "+" : "");
	return add(rig, &text);
}

/* Others that fill in the form, no two the same. */
static void add_others(struct rig *rig)
{
	unsigned i;

	for (i = 0; i < 28; i++)
		add_notice(
		    rig, (struct notice){i % 4, 2 + i % 8, 1 + i * 7 % 11}, "");
}

static bool together(const struct rig *rig, uint32_t a, uint32_t b)
{
	size_t i;
	uint32_t k;

	for (i = 0; i < rp_clusters_count(rig->clusters); i++) {
		const struct rp_cluster *cluster =
		    rp_clusters_at(rig->clusters, i);
		unsigned found = 0;

		for (k = 0; k < cluster->count; k++)
			found += cluster->members[k].id == a ||
				 cluster->members[k].id == b;
		if (found == 2)
			return true;
	}
	return false;
}

/* Two alone pass for prints of one report; that others fill in the same form
 * tells that they are not. */
Test(forms, others_tell_what_two_alone_do_not)
{
	struct rig rig = {.options = defaults};

	rig_open(&rig);
	add_notice(&rig, alike[0], "");
	add_notice(&rig, alike[1], "");
	group(&rig);
	cr_expect(together(&rig, 0, 1));
	rig_close(&rig);

	rig_open(&rig);
	add_notice(&rig, alike[0], "");
	add_notice(&rig, alike[1], "");
	add_others(&rig);
	group(&rig);
	cr_expect_eq(rp_clusters_count(rig.clusters), 0);
	rig_close(&rig);
}

/* A print of a notice is one all the same. */
Test(forms, prints_of_one_notice_are_found)
{
	struct rig rig = {.options = defaults};
	uint32_t notice;
	uint32_t print;

	rig_open(&rig);
	add_others(&rig);
	notice = add_notice(&rig, alike[0], "");
	print = add_notice(&rig, alike[0],
			   "Ada Lind wrote this for the Harlow Mercury.");
	group(&rig);
	cr_expect_eq(rp_clusters_count(rig.clusters), 1);
	cr_expect(together(&rig, notice, print));
	rig_close(&rig);
}

/* What an outlet puts above a notice is no fact of it. */
Test(forms, headlines_part_no_prints)
{
	static const char *const heads[] = {"Water Rising On The River Again\n",
					    "Flood Warning Tonight\n",
					    "Ada Berg, Harlow Post Staff\n"};
	struct rig rig = {.options = defaults};
	uint32_t ids[3];
	size_t i;

	rig_open(&rig);
	add_others(&rig);
	for (i = 0; i < 3; i++) {
		struct text text = {.host = "", .date = "2025-03-10T10:00Z"};
		size_t len = strlen(heads[i]);

		write_notice(&text, alike[0], "");
		memmove(text.words + len, text.words, strlen(text.words) + 1);
		memcpy(text.words, heads[i], len);
		snprintf(text.key, sizeof(text.key), "h%zu", i);
		ids[i] = add(&rig, &text);
	}
	group(&rig);
	cr_expect_eq(rp_clusters_count(rig.clusters), 1);
	cr_expect(together(&rig, ids[0], ids[1]));
	cr_expect(together(&rig, ids[0], ids[2]));
	rig_close(&rig);
}

/* One figure of many that is another is put right. */
Test(forms, what_is_put_right_is_no_other)
{
	struct rig rig = {.options = defaults};
	unsigned i;

	rig_open(&rig);
	for (i = 0; i <= 12; i++) {
		struct text text = {.host = "", .date = "2025-03-01T10:00Z"};
		unsigned k = i < 12 ? i : 3;

		snprintf(
		    text.words, sizeof(text.words),
		    "The rate of those without work in the county of %c%c%c "
		    "was %u.%u percent in the month, the office said. A year "
		    "ago it was %u.%u percent. Of %u,%03u who live there "
		    "%u,%03u "
		    "had work and %u looked for it. Those who have given up "
		    "are "
		    "not counted; the office asks households in the week that "
		    "has the twelfth day of the month in it, and tells what it "
		    "found three weeks later. Hotels and inns took on the most "
		    "people of all in the state, while builders let some go. "
		    "What is said of counties is reckoned after a model and "
		    "may "
		    "be put right when more is known of it.",
		    'K' + (int)k, 'a' + (int)k, 'm' + (int)k, 2 + k, 9 - k % 9,
		    3 + k, k % 9, 20 + k, 101 + 17 * k, 10 + k, 203 + 13 * k,
		    i < 12 ? 500 + 31 * k : 777);
		snprintf(text.key, sizeof(text.key), "r%u", i);
		add(&rig, &text);
	}
	group(&rig);
	cr_expect_eq(rp_clusters_count(rig.clusters), 1);
	cr_expect(together(&rig, 3, 12));
	rig_close(&rig);
}

/* The weather of a town, with nothing else put in, where a sentence begins and
 * further on. */
static void add_weather(struct rig *rig, unsigned town, const char *end)
{
	char date[32];
	struct text text = {.host = "", .date = date};
	const char *name = towns[town];

	/* Nearer than issues of a day are. */
	snprintf(date, sizeof(date), "2025-03-%02uT%02u:00Z",
		 1 + town * 20 / 24, town * 20 % 24);
	snprintf(text.words, sizeof(text.words),
		 "%s residents can expect a wet start to the week, and the "
		 "Norland Weather Office speaks of showers from Friday evening "
		 "into Saturday afternoon. It will be as warm in %s as it is "
		 "at this time of year, and a front will bring drier air by "
		 "Sunday. Some of the storms may bring gusts and small hail, "
		 "although most of what is severe will stay in the south. "
		 "Drivers should take more time on Friday night, since rain "
		 "may stand in low places. Those who want to be outdoors "
		 "should look at the radar of channel 4 and have somewhere to "
		 "go if thunder is heard. From Monday on the sun is likely to "
		 "shine in %s again until the middle of the week. %s",
		 name, name, name, end);
	snprintf(text.key, sizeof(text.key), "w%u %s", town, *end ? "+" : "");
	add(rig, &text);
}

/* A house may write a name in a way of its own; five do not. */
Test(forms, one_slot_is_told_by_many)
{
	static const unsigned many[] = {2, 5, 6, 10};
	size_t i;

	for (i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
		struct rig rig = {.options = defaults};
		unsigned town;

		rig_open(&rig);
		for (town = 0; town < many[i]; town++)
			add_weather(&rig, town, "");
		/* a print of the last one */
		add_weather(&rig, many[i] - 1,
			    "Ask the paper for more of this by post.");
		group(&rig);
		/* of five some pass for another spelling */
		cr_assert_eq(rp_clusters_count(rig.clusters),
			     many[i] == 5 ? 2 : 1);
		cr_assert_eq(rp_clusters_at(rig.clusters, 0)->count,
			     many[i] > 5 ? 2 : 3);
		rig_close(&rig);
	}
}

/* What an outlet puts in for itself, once, makes no form of a report. */
Test(forms, outlets_that_name_themselves_are_no_forms)
{
	static const char *const papers[] = {
	    "Denver Post",  "Boston Globe",  "Harlow Mercury", "Brent Courier",
	    "Sarn Gazette", "Lyle Observer", "Norland Times"};
	struct rig rig = {.options = defaults};
	unsigned i;

	rig_open(&rig);
	for (i = 0; i < 7; i++) {
		struct text text = {.host = "", .date = "2025-03-04T10:00Z"};

		snprintf(
		    text.words, sizeof(text.words),
		    "Fire crews were called to the old paper mill at Harlow "
		    "shortly after midnight on Tuesday when a driver saw "
		    "flames behind the windows. More than 60 firefighters from "
		    "9 stations worked through the night to keep the blaze "
		    "from the timber yard next door, Anna Pell told the %s. "
		    "The mill had stood empty since the Corran company moved "
		    "its machines to Westfield in 2011, and the council had "
		    "twice refused plans to turn it into flats. Nobody was "
		    "hurt, said Paul Gale of the brigade in Brent, who hopes "
		    "to enter the ruins on Friday. Trains between Harlow and "
		    "Brent were running again by noon after engineers had "
		    "looked over the bridge that passes behind the mill.",
		    papers[i]);
		snprintf(text.key, sizeof(text.key), "p%u", i);
		add(&rig, &text);
	}
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	cr_assert_eq(rp_clusters_at(rig.clusters, 0)->count, 7);
	rig_close(&rig);
}

/* Appointments in a script without capitals, with no figure that would tell
 * them apart: of two alone one may have been written anew, of six none has. */
static void add_appointment(struct rig *rig, unsigned i, const char *end)
{
	static const char *const men[] = {"محمود السيد", "خالد حسن",
					  "ياسر حمدي",	 "هاني زكي",
					  "سامي نور",	 "فتحي كمال"};
	static const char *const posts[] = {"البنوك",  "المطارات", "الموانئ",
					    "المتاحف", "الطرق",	   "الجامعات"};
	static const char *const places[] = {"طنطا", "أسيوط", "دمياط",
					     "قنا",  "أسوان", "بنها"};
	static const char *const works[] = {"محاسبا", "مهندسا", "قاضيا",
					    "صحفيا",  "طبيبا",	"أستاذا"};
	struct text text = {.host = "", .date = ""};

	snprintf(
	    text.words, sizeof(text.words),
	    "أصدر رئيس الوزراء قرارا بتعيين %s رئيسا لهيئة %s خلفا لسلفه "
	    "الذي بلغ سن التقاعد. وولد الرئيس الجديد في مدينة %s وتخرج في "
	    "كلية الحقوق وعمل %s قبل أن ينتقل إلى العمل الحكومي. ويبدأ عمله "
	    "مطلع الشهر المقبل بعد أداء اليمين. %s",
	    men[i], posts[i], places[i], works[i], end);
	snprintf(text.key, sizeof(text.key), "%u%s", i, *end ? "+" : "");
	add(rig, &text);
}

/* An issue of what a site writes each day: one figure of many is another. */
static uint32_t add_issue(struct rig *rig, const char *host, unsigned day,
			  unsigned digit, const char *end)
{
	char date[32];
	struct text text = {.host = host, .date = date};

	snprintf(date, sizeof(date), "2025-03-%02uT10:00Z", day);
	snprintf(text.key, sizeof(text.key), "%s %u %u", host, day, digit);
	snprintf(
	    text.words, sizeof(text.words),
	    "The bank of Norland pays the allowance today to all whose number "
	    "ends in %u. The allowance is 600 crowns, and 150 more for each "
	    "child of up to 6 years and 50 for each of 7 to 18. Of 21 million "
	    "families that have it 12 million live in Corran and Fosse. "
	    "Whoever has less than 218 crowns for each member of a family may "
	    "ask for it at the counters of the Ministry in Brent, Holby and "
	    "Lyle, which are open from 8 to 16, and has to bring a paper with "
	    "the numbers of all who live with him. Minister Ada Lind said that "
	    "the money can be moved with the programme of the bank, and that "
	    "nobody has to stand in line for it at the 4,000 counters. Those "
	    "who were left out may write to the Ministry within 30 days. What "
	    "it "
	    "answers can be read at the counters, too, and on the screens that "
	    "hang in the stations of both cities, where it stands for a week "
	    "before it is taken down. %s",
	    digit, end);
	return add(rig, &text);
}

/* Two figures of twenty are put right, but not on five days by one site. */
Test(forms, a_series_of_one_site_is_told_by_its_days)
{
	struct rig rig = {.options = defaults};
	uint32_t ids[5];
	uint32_t print;
	uint32_t reprint;
	unsigned i;

	rig_open(&rig);
	for (i = 0; i < 5; i++)
		ids[i] = add_issue(&rig, "a.example", 3 + i, i, "");
	print = add_issue(&rig, "b.example", 4, 1, "The Courier has asked it.");
	reprint = add_issue(&rig, "a.example", 9, 4, "");
	group(&rig);
	for (i = 1; i < 5; i++)
		cr_assert_not(together(&rig, ids[0], ids[i]), "%u", i);
	/* its prints are found all the same */
	cr_assert(together(&rig, ids[1], print));
	cr_assert(together(&rig, ids[4], reprint));
	rig_close(&rig);
	/* of four days, or of five sites, it may have been put right */
	rig_open(&rig);
	for (i = 0; i < 4; i++)
		ids[i] = add_issue(&rig, "a.example", 3 + i, i, "");
	group(&rig);
	cr_assert(together(&rig, ids[0], ids[1]));
	rig_close(&rig);
	rig_open(&rig);
	for (i = 0; i < 5; i++) {
		char host[] = "a.example";

		host[0] = (char)('a' + i);
		ids[i] = add_issue(&rig, host, 3 + i, i, "");
	}
	group(&rig);
	cr_assert(together(&rig, ids[0], ids[1]));
	rig_close(&rig);
}

Test(forms, those_without_names_and_figures_are_told_by_many)
{
	struct rig rig = {.options = defaults};
	unsigned i;

	rig_open(&rig);
	for (i = 0; i < 6; i++)
		add_appointment(&rig, i, "");
	/* a print of the last, with a sentence of its own */
	add_appointment(&rig, 5, "وكان السابق قد شغل المنصب عشر سنوات.");
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), (size_t)1);
	cr_assert_eq(rp_clusters_at(rig.clusters, 0)->count, (size_t)2);
	rig_close(&rig);

	rig_open(&rig);
	add_appointment(&rig, 0, "");
	add_appointment(&rig, 1, "");
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), (size_t)1);
	rig_close(&rig);
}

/* Of nodes that each stand alone: places of a form are counted by half of its
 * templates, and where it has one place only, by what templates exchange, and
 * by nothing else that an edge has. */
Test(forms, slots_are_those_of_half_the_templates)
{
	enum { NODES = 12 };
	struct rp_text_node nodes[NODES] = {{.slots = 0}};
	const struct rp_match match = {.nodes = nodes, .count = NODES};
	struct rp_edge exchanging[] = {{.a = 0, .b = 1, .record = 9},
				       {.a = 1, .b = 6, .record = 2},
				       {.a = 2, .b = 6, .record = 4},
				       {.a = 3, .b = 6, .record = 8},
				       {.a = 4, .b = 6, .record = 5}};
	struct rp_edge joined[] = {
	    {.a = 7, .b = 8, .record = 50, .filled = true},
	    {.a = 7, .b = 9, .record = 51, .filled = true},
	    {.a = 7, .b = 10, .record = 52, .filled = true},
	    {.a = 7, .b = 11, .record = 53, .filled = true}};
	struct rp_edges templates = {.items = exchanging, .count = 5};
	struct rp_edges edges = {.items = joined, .count = 4};
	uint32_t anchors[NODES];
	uint32_t count;
	uint32_t i;

	for (i = 0; i < NODES; i++)
		anchors[i] = i;
	cr_assert_eq(
	    rp_forms_mark(nodes, &count, &match, &templates, &edges, anchors),
	    RP_OK);
	cr_assert_eq(count, 2);
	cr_assert_eq(nodes[6].slots, 5);
	cr_assert_eq(nodes[7].slots, 1);
	cr_assert_eq(nodes[0].slots + nodes[1].slots, 0);
}
