/* SPDX-License-Identifier: Apache-2.0 */
/* What recurs in different articles, through the public interface. */
#include "testing.h"

#define BOX                                                                 \
	"Sign up here for the letter that our editors send every morning. " \
	"You agree to hear from us now and then about other things. "

#define PLEA                                                               \
	"This article is for those who pay for it, and we thank them. To " \
	"read on please sign in to your account or choose one of our "     \
	"plans, which you may end when you like. Those who pay have all "  \
	"that we write on the site and in the app. "

struct rig {
	struct rp_sketcher *sketcher;
	struct rp_corpus *corpus;
	struct rp_clusters *clusters;
	uint32_t count;
	const char *host; /* of the articles added from now on; or NULL */
	const char *date; /* the same */
};

static void rig_open(struct rig *rig)
{
	static const struct rp_options options = RP_OPTIONS_INIT;

	memset(rig, 0, sizeof(*rig));
	cr_assert_eq(rp_sketcher_create(&rig->sketcher, &options), RP_OK);
	cr_assert_eq(rp_corpus_create(&rig->corpus, &options, NULL), RP_OK);
}

static void rig_close(struct rig *rig)
{
	rp_clusters_free(rig->clusters);
	rp_corpus_free(rig->corpus);
	rp_sketcher_free(rig->sketcher);
}

static void add(struct rig *rig, const char *text)
{
	char key[16];
	struct rp_sketch sketch;
	struct rp_facts facts = {0};

	snprintf(key, sizeof(key), "k%u", rig->count);
	facts.key = str(key);
	if (rig->host)
		facts.host = str(rig->host);
	if (rig->date)
		facts.date = rp_date_parse(str(rig->date));
	cr_assert_eq(
	    rp_sketcher_run(&sketch, rig->sketcher, text, strlen(text)), RP_OK);
	cr_assert_eq(rp_corpus_add(&rig->count, rig->corpus, &sketch, &facts),
		     RP_OK);
	rig->count++;
}

/* count sentences with names and figures of their own. */
static void story(char *out, size_t size, unsigned seed, unsigned count)
{
	size_t at = 0;
	unsigned i;

	for (i = 0; i < count; i++)
		at += (size_t)snprintf(
		    out + at, size - at,
		    "After %u%u days the people of Town%u%c sent Mister%u%c to "
		    "ask word%u%u of the one who knew it%u%u. ",
		    seed, i, seed, 'a' + i, seed, 'a' + i, seed, i, seed, i);
}

static size_t largest(const struct rig *rig)
{
	return rp_clusters_count(rig->clusters)
		   ? rp_clusters_at(rig->clusters, 0)->count
		   : 0;
}

static void group(struct rig *rig)
{
	cr_assert_eq(rp_corpus_cluster(&rig->clusters, rig->corpus), RP_OK);
}

Test(furniture, is_what_recurs_in_different_articles)
{
	struct rig rig;
	unsigned i;

	/* a box that is most of each page */
	rig_open(&rig);
	for (i = 0; i < 6; i++) {
		char text[2000];
		char own[400];

		story(own, sizeof(own), i + 1, 2);
		snprintf(text, sizeof(text), "%s%s%s", own, BOX,
			 "The app has all the news and it is free of charge "
			 "for those who read the paper at home every day. "
			 "Our games are on the last page of the app, where "
			 "they have been since the paper began to print them.");
		add(&rig, text);
	}
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 0);
	cr_assert_eq(rp_clusters_recurring_count(rig.clusters), 4);
	cr_assert_eq(rp_clusters_recurring_at(rig.clusters, 0)->texts, 6);
	cr_assert_gt(rp_clusters_recurring_at(rig.clusters, 0)->to,
		     rp_clusters_recurring_at(rig.clusters, 0)->from);
	rig_close(&rig);
}

/* One article that has too little of its own to be told from any, or tells of
 * it in other ways, hides nothing: wherever its hash puts it among the others
 * that are looked at. */
Test(furniture, is_found_beside_one_that_is_told_from_nobody)
{
	static const char *const mute[] = {
	    "Nobody knew what to say when it was over, and so they went home "
	    "one after another without a word, variant%u. ",
	    "It was said by 3 of 4 that nobody knew what to say when it was "
	    "over, and so they went home one after another, variant%u. "};
	unsigned variant;

	for (variant = 0; variant < 48; variant++) {
		struct rig rig;
		char text[2000];
		unsigned i;

		rig_open(&rig);
		for (i = 0; i < 7; i++) {
			char own[400];

			story(own, sizeof(own), i + 1, 2);
			snprintf(text, sizeof(text), "%s" PLEA, own);
			add(&rig, text);
		}
		snprintf(text, sizeof(text), mute[variant % 2], variant);
		strcat(text, PLEA);
		add(&rig, text);
		group(&rig);
		cr_assert_eq(rp_clusters_count(rig.clusters), 0, "variant %u",
			     variant);
		cr_assert_eq(rp_clusters_recurring_count(rig.clusters), 3,
			     "variant %u", variant);
		rig_close(&rig);
	}
}

/* Nor do prints among them, of which one has a sentence more: what they have in
 * common above it is theirs. */
Test(furniture, is_found_beside_prints)
{
	struct rig rig;
	char text[2000];
	char own[400];
	char more[400];
	unsigned i;

	rig_open(&rig);
	for (i = 0; i < 7; i++) {
		story(own, sizeof(own), i + 1, 2);
		snprintf(text, sizeof(text), "%s" BOX, own);
		add(&rig, text);
	}
	story(more, sizeof(more), 90, 1);
	snprintf(text, sizeof(text), "%s%s" BOX, own, more);
	add(&rig, text);
	group(&rig);
	cr_assert_eq(rp_clusters_recurring_count(rig.clusters), 2);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	cr_assert_eq(largest(&rig), 2);
	rig_close(&rig);
}

/* The plea of a paywall below teasers of a sentence, of one site on one day and
 * of several, with names in them or without; and two of one site, where no
 * corpus can tell. */
Test(furniture, is_what_stands_below_teasers)
{
	static const char *const leads[] = {
	    "The harbour of Brill was closed on Monday after a storm broke its "
	    "wall, said Ada Lind of the port. ",
	    "Nils Dahl will leave the bank of Corwick in May after a row about "
	    "the pay of its clerks. ",
	    "A fire in the mill at Harlow has cost the town its oldest roof, "
	    "the council of Kent said. ",
	    "United lost to Rovers on Saturday when Emil Frost missed from the "
	    "spot in the last minute. ",
	    "The court of Marston sent Hugo Crane to prison for the theft of a "
	    "painting by Olga Quast. ",
	    "Two ships met in the fog off Dunmore, and the ferry to Ostend was "
	    "late by a day. "};
	static const char *const sites[] = {"a.example", "b.example",
					    "c.example", "d.example",
					    "e.example", "f.example"};
	static const char *const nameless[] = {
	    "A cold night is to come, and who has plants on the sill should "
	    "take them in. ",
	    "More people than ever ride to work, and fewer of them wear a "
	    "helmet, a study found. ",
	    "The price of bread goes up again, since the rain has spoilt the "
	    "wheat in the fields. ",
	    "A dog that was lost for weeks came home by itself, thin but in "
	    "good spirits. ",
	    "Nobody knows why the bees stay away this year, and those who keep "
	    "them are worried. ",
	    "The roof of the old hall leaks, and there is no money to have it "
	    "mended before winter. "};
	unsigned way;

	for (way = 0; way < 4; way++) {
		struct rig rig;
		unsigned count = way == 2 ? 2 : 6;
		unsigned i;

		rig_open(&rig);
		rig.date = "2025-03-03";
		for (i = 0; i < count; i++) {
			char text[1000];

			snprintf(text, sizeof(text), "%s" PLEA,
				 way == 3 ? nameless[i] : leads[i]);
			rig.host = sites[way % 2 ? i : 0];
			add(&rig, text);
		}
		group(&rig);
		cr_assert_eq(rp_clusters_count(rig.clusters), 0, "way %u", way);
		rig_close(&rig);
	}
}

/* An article of a host, with its own story and sentences of furniture. */
static void add_page(struct rig *rig, const char *host, unsigned seed,
		     const char *furniture)
{
	char own[400];
	char text[2000];

	story(own, sizeof(own), seed, 2);
	snprintf(text, sizeof(text), "%s%s", own, furniture);
	rig->host = host;
	add(rig, text);
}

Test(furniture, is_told_by_the_newest_and_its_host)
{
	static const char frame[] =
	    "Our games are on the last page of the app, where they have been "
	    "since the paper began to print them. ";
	static const char *const orders[] = {"ab", "ba"};
	size_t order;

	for (order = 0; order < 2; order++) {
		struct rig rig;
		unsigned i;
		size_t alone = 0;
		size_t told = 0;

		rig_open(&rig);
		for (i = 0; i < 12; i++) {
			bool a = orders[order][i % 2] == 'a';
			char text[600];

			snprintf(text, sizeof(text), "%s%s", BOX,
				 a ? frame : "");
			add_page(&rig, a ? "a.example" : "b.example", i + 1,
				 text);
		}
		group(&rig);
		for (i = 0; i < rp_clusters_recurring_count(rig.clusters);
		     i++) {
			const struct rp_recurring *at =
			    rp_clusters_recurring_at(rig.clusters, i);

			alone += at->one_host;
			told++;
			cr_assert_eq(at->texts, at->one_host ? 6 : 12);
			cr_assert_eq(at->id, at->one_host ? 10 + order : 11);
		}
		cr_assert_eq(alone, 1);
		cr_assert_eq(told, 3);
		rig_close(&rig);
	}
}

/* However few are of another host, and whichever come first. */
Test(furniture, is_of_one_host_if_all_are)
{
	unsigned other;

	for (other = 0; other < 60; other += 7) {
		struct rig rig;
		unsigned i;
		size_t k;

		rig_open(&rig);
		for (i = 0; i < 60; i++)
			add_page(&rig, i == other ? "b.example" : "a.example",
				 i + 1, BOX);
		group(&rig);
		cr_assert_gt(rp_clusters_recurring_count(rig.clusters), 0);
		for (k = 0; k < rp_clusters_recurring_count(rig.clusters); k++)
			cr_assert_not(rp_clusters_recurring_at(rig.clusters, k)
					  ->one_host);
		rig_close(&rig);
	}
}

Test(furniture, is_not_a_report_with_many_prints)
{
	struct rig rig;
	unsigned i;

	/* each print with a sentence of its own */
	rig_open(&rig);
	for (i = 0; i < 8; i++) {
		char whole[1400];
		char own[300];
		char text[2000];

		story(whole, sizeof(whole), 7, 8);
		/* no form: they have no words in common either */
		snprintf(own, sizeof(own),
			 "Where%u Place%ua ended%u nobody%u asked%u Mister%ub "
			 "what%u the%u eleven%u had%u seen%u there%u. ",
			 i, i, i, i, i, i, i, i, i, i, i, i);
		snprintf(text, sizeof(text), "%s%s", own, whole);
		add(&rig, text);
	}
	group(&rig);
	cr_assert_eq(rp_clusters_recurring_count(rig.clusters), 0);
	cr_assert_eq(largest(&rig), 8);
	rig_close(&rig);
}

/* An article of a host: count sentences of its own between two texts. */
static void add_between(struct rig *rig, const char *host, const char *before,
			unsigned seed, unsigned count, const char *behind)
{
	char own[600];
	char text[4000];

	story(own, sizeof(own), seed, count);
	snprintf(text, sizeof(text), "%s%s%s", before, own, behind);
	rig->host = host;
	add(rig, text);
}

static const char *const hosts[] = {"a.example", "b.example", "c.example",
				    "d.example", "e.example", "f.example"};

/* Outlets add to a report what has nothing in common; so do pages of one site
 * to its frame, and only the sites tell which it is. */
Test(furniture, is_not_a_report_that_outlets_add_to)
{
	size_t sites;

	for (sites = 1; sites <= 6; sites += 5) {
		struct rig rig;
		char whole[1400];
		unsigned i;

		story(whole, sizeof(whole), 7, 8);
		rig_open(&rig);
		for (i = 0; i < 6; i++)
			add_between(&rig, hosts[i % sites], whole, 50 + i, 2,
				    "");
		group(&rig);
		cr_assert_eq(largest(&rig), sites == 1 ? 0 : 6);
		cr_assert_eq(rp_clusters_recurring_count(rig.clusters) > 0,
			     sites == 1);
		rig_close(&rig);
	}
}

/* Editions of one site add to a report that another outlet has alone: no frame
 * is all of an article. Nor does it take addresses to know prints. */
Test(furniture, is_not_a_report_that_stands_alone_elsewhere)
{
	unsigned alone;

	for (alone = 0; alone <= 1; alone++) {
		struct rig rig;
		char whole[1400];
		unsigned i;

		story(whole, sizeof(whole), 7, 8);
		rig_open(&rig);
		for (i = 0; i < 6; i++)
			add_between(&rig, alone ? hosts[0] : NULL, whole,
				    50 + i, 2, "");
		if (alone) {
			rig.host = hosts[1];
			add(&rig, whole);
		}
		group(&rig);
		cr_assert_eq(rp_clusters_recurring_count(rig.clusters), 0);
		cr_assert_eq(largest(&rig), 6 + alone);
		rig_close(&rig);
	}
}

/* What releases of a company say of it stands behind what each tells, at many
 * outlets; a plea without names is no story either. */
Test(furniture, is_what_stands_behind_other_reports)
{
	static const char plea[] =
	    "To read this article and all others of the paper you need to be "
	    "a subscriber, which costs less than a cup of coffee a day and "
	    "can be ended whenever you like without a reason being given. "
	    "Readers who have paid already may enter their address and the "
	    "word that they chose when they began to read the paper here. ";
	size_t plain;

	for (plain = 0; plain <= 1; plain++) {
		struct rig rig;
		char boilerplate[1400];
		unsigned i;

		story(boilerplate, sizeof(boilerplate), 7, 6);
		rig_open(&rig);
		for (i = 0; i < 6; i++)
			add_between(&rig, hosts[i], plain ? plea : "", 50 + i,
				    3, plain ? "" : boilerplate);
		group(&rig);
		cr_assert_eq(largest(&rig), 0);
		cr_assert_gt(rp_clusters_recurring_count(rig.clusters), 0);
		rig_close(&rig);
	}
}

/* No company says so much of itself: outlets put something before a report. But
 * one site does not print a report six times. */
Test(furniture, is_not_what_several_sites_have_at_length_on_a_day)
{
	size_t round;

	for (round = 0; round <= 2; round++) {
		const size_t months = round == 1;
		const bool one_site = round == 2;
		struct rig rig;
		char whole[3000];
		unsigned i;

		story(whole, sizeof(whole), 7, 15);
		rig_open(&rig);
		for (i = 0; i < 6; i++) {
			char date[16];

			snprintf(date, sizeof(date), "2024-0%zu-02",
				 1 + i * months);
			rig.date = date;
			add_between(&rig, hosts[one_site ? 0 : i], "", 50 + i,
				    3, whole);
		}
		group(&rig);
		cr_assert_eq(largest(&rig), round ? 0 : 6);
		cr_assert_eq(rp_clusters_recurring_count(rig.clusters) > 0,
			     round > 0);
		rig_close(&rig);
	}
}

Test(furniture, does_not_hide_the_report_it_stands_under)
{
	struct rig rig;
	unsigned i;

	/* five articles and a second print of each, all with the box */
	rig_open(&rig);
	for (i = 0; i < 10; i++) {
		char own[1400];
		char text[2000];

		story(own, sizeof(own), 1 + i / 2, 6);
		snprintf(text, sizeof(text), "%s%s%s", own,
			 i % 2 ? "It was said again. " : "", BOX);
		add(&rig, text);
	}
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 5);
	cr_assert_eq(largest(&rig), 2);
	cr_assert_geq(rp_clusters_recurring_count(rig.clusters), 2);
	rig_close(&rig);
}

/* Two reports in one ticker: it holds neither to the other. */
Test(furniture, and_tickers_do_not_chain)
{
	struct rig rig;
	char first[900];
	char second[900];
	char ticker[3000];
	char edited[1000];
	size_t i;

	story(first, sizeof(first), 1, 5);
	story(second, sizeof(second), 2, 5);
	snprintf(ticker, sizeof(ticker), "%s%s", first, second);
	rig_open(&rig);
	add(&rig, first);
	add(&rig, second);
	add(&rig, ticker);
	snprintf(edited, sizeof(edited), "%s%s", first, "So it was told. ");
	add(&rig, edited);
	group(&rig);
	for (i = 0; i < rp_clusters_count(rig.clusters); i++) {
		const struct rp_cluster *cluster =
		    rp_clusters_at(rig.clusters, i);
		bool has[4] = {false};
		size_t k;

		for (k = 0; k < cluster->count; k++)
			has[cluster->members[k].id] = true;
		cr_assert(!(has[0] && has[1]), "the ticker holds them");
		cr_assert_eq(has[0], has[3]);
	}
	rig_close(&rig);
}

#define SMALL_PRINT                                                           \
	"Breakfast is served each day at all schools and is free for every "  \
	"pupil. Lunch has a price that the office tells, and who cannot pay " \
	"it may ask there. What is on the list may be changed without a "     \
	"word where something is not to be had. All that is served comes "    \
	"with milk and with fruit, and there is a table for those who may "   \
	"not eat nuts or bread. "

/* What a site says on five days, each time below something without names, is of
 * the site; on one day, or on several sites, it may be one report. */
Test(furniture, is_what_a_site_says_on_other_days)
{
	static const char *const menus[] = {
	    "pizza and carrots, then soup with rice, then fish and peas",
	    "tacos and corn, then beef with noodles, then eggs and beans",
	    "chicken and chips, then stew with dumplings, then pancakes",
	    "pasta and cheese, then curry with lentils, then baked potatoes",
	    "burgers and slaw, then pie with gravy, then toast and ham",
	    "salad and bread, then roast with cabbage, then waffles and jam"};
	static const char *const sites[] = {"a.example", "b.example",
					    "c.example", "d.example",
					    "e.example", "f.example"};
	unsigned way;

	for (way = 0; way < 3; way++) {
		struct rig rig;
		unsigned i;

		rig_open(&rig);
		for (i = 0; i < 6; i++) {
			char date[16];
			char text[1200];

			snprintf(date, sizeof(date), "2025-03-%02u",
				 way == 1 ? 3 : 3 + 5 * i);
			snprintf(text, sizeof(text),
				 "This week our kitchens have %s for all who "
				 "come. " SMALL_PRINT,
				 menus[i]);
			rig.host = sites[way == 2 ? i : 0];
			rig.date = date;
			add(&rig, text);
		}
		group(&rig);
		if (way == 0)
			cr_assert_eq(largest(&rig), 0);
		else
			cr_assert_gt(largest(&rig), 1);
		rig_close(&rig);
	}
}
