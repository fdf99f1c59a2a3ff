/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of which nothing was had but a text of their site. */
#include "reprint_compare.h"
#include "testing.h"

/* Above a player; no word of it is in the titles below. */
#define MENU                                                                   \
	"Evening spotlight. Stay up to date on the newest medical news. "      \
	"Coverage of weather events everywhere. The best political reporting " \
	"of our own team, each evening, free."

struct page {
	const char *text;
	const char *title;
	const char *url;
	const char *host;
	const char *date;
};

struct rig {
	struct rp_options options;
	struct rp_sketcher *sketcher;
	struct rp_corpus *corpus;
	struct rp_clusters *clusters;
};

static struct rig open_rig(void)
{
	static const struct rp_options defaults = RP_OPTIONS_INIT;
	struct rig rig = {.options = defaults};

	cr_assert_eq(rp_sketcher_create(&rig.sketcher, &rig.options), RP_OK);
	cr_assert_eq(rp_corpus_create(&rig.corpus, &rig.options, NULL), RP_OK);
	return rig;
}

static void close_rig(struct rig *rig)
{
	rp_clusters_free(rig->clusters);
	rp_corpus_free(rig->corpus);
	rp_sketcher_free(rig->sketcher);
}

static uint8_t add(struct rig *rig, const struct page *page, uint32_t number)
{
	struct rp_sketch sketch;
	char key[16];
	struct rp_facts facts = {
	    .date = rp_date_parse(str(page->date ? page->date : "")),
	    .host = str(page->host ? page->host : ""),
	    .url = str(page->url ? page->url : "")};
	uint32_t id;

	snprintf(key, sizeof(key), "k%u", number);
	facts.key = str(key);
	cr_assert_eq(rp_sketcher_run(&sketch, rig->sketcher, page->text,
				     strlen(page->text)),
		     RP_OK);
	cr_assert_eq(rp_sketcher_stray(&facts.stray, rig->sketcher, &sketch,
				       str(page->title)),
		     RP_OK);
	cr_assert_leq(facts.stray, RP_STRAY_MOST);
	cr_assert_eq(rp_corpus_add(&id, rig->corpus, &sketch, &facts), RP_OK);
	return facts.stray;
}

static void group(struct rig *rig)
{
	rp_clusters_free(rig->clusters);
	rig->clusters = NULL;
	cr_assert_eq(rp_corpus_cluster(&rig->clusters, rig->corpus), RP_OK);
}

/* ----- titles ----- */

static bool is_stray(const char *title, const char *text)
{
	struct rig rig = open_rig();
	struct page page = {.text = text, .title = title};
	uint8_t code = add(&rig, &page, 0);

	close_rig(&rig);
	return code != 0;
}

Test(stubs, know_titles_that_the_text_says_nothing_of)
{
	cr_assert(
	    is_stray("Harbour bridge closes after tanker collision", MENU));
	/* one word of six, by chance */
	cr_assert(is_stray("Harbour bridge closes after tanker collision: "
			   "medical teams there",
			   MENU));
	cr_assert_not(is_stray("Harbour bridge closes after tanker collision",
			       "A tanker ran into the harbour bridge."));
	cr_assert_not(is_stray("HARBOUR Bridge: a tanker's collision",
			       "The tanker, the harbour, the bridge."));
	/* too little to tell: two words of some length, numbers, nothing */
	cr_assert_not(is_stray("Harbour bridge shut", MENU));
	cr_assert_not(is_stray("10000 20000 30000 40000", MENU));
	cr_assert_not(is_stray("", MENU));
	/* the same word again is one */
	cr_assert_not(is_stray("Bridge, bridge, bridge, bridge", MENU));
}

Test(stubs, know_titles_of_other_scripts)
{
	const char *menu = "国际 体育 财经 时政 视频 订阅我们的新闻快报";

	cr_assert(is_stray("老城区造纸厂昨夜起火", menu));
	cr_assert_not(is_stray("老城区造纸厂昨夜起火",
			       "昨天夜里老城区的一家造纸厂发生火灾。"));
	/* whose nouns have particles in the text: nothing is told */
	cr_assert_not(is_stray("서울 도심 화재 주민 대피", "구독 안내 로그인"));
	cr_assert_not(is_stray("서울 도심 화재 주민 대피",
			       "서울의 도심에서 화재가 나 주민이 대피했다"));
	cr_assert(is_stray("Пожар уничтожил старую бумажную фабрику",
			   "Подпишитесь на рассылку и читайте новости"));
	cr_assert_not(is_stray("Пожар уничтожил старую бумажную фабрику",
			       "Старую бумажную фабрику уничтожил пожар."));
}

/* Against the rule as it reads: distinct words of five letters and more, three
 * at least, and no more than a fifth of them in the text. */
Test(stubs, agree_with_the_rule_on_random_titles)
{
	struct rig rig = open_rig();
	uint64_t state = 5;
	unsigned strays = 0;
	int round;

	for (round = 0; round < 4000; round++) {
		char title[256] = "";
		char text[1024] = "";
		bool in_title[64] = {false};
		bool in_text[64] = {false};
		unsigned words = (unsigned)(draw(&state) % 12);
		unsigned length = 1 + (unsigned)(draw(&state) % 40);
		unsigned vocabulary = 8 + (unsigned)(draw(&state) % 56);
		unsigned long_ones = 0;
		unsigned shared = 0;
		unsigned i;

		/* The odd ones are short: "wx17". */
		for (i = 0; i < words + length; i++) {
			unsigned word = (unsigned)(draw(&state) % vocabulary);
			char *to = i < words ? title : text;

			snprintf(to + strlen(to), 16,
				 word % 2 ? "wx%02u " : "word%02u ", word);
			(i < words ? in_title : in_text)[word] = true;
		}
		for (i = 0; i < 64; i += 2) {
			long_ones += in_title[i];
			shared += in_title[i] && in_text[i];
		}
		cr_assert_eq(
		    add(&rig, &(struct page){.text = text, .title = title},
			(uint32_t)round) != 0,
		    long_ones >= 3 && shared * 5 <= long_ones,
		    "%u of %u: %s / %s", shared, long_ones, title, text);
		strays += long_ones >= 3 && shared * 5 <= long_ones;
	}
	cr_assert_gt(strays, 200);
	close_rig(&rig);
}

/* ----- equal texts ----- */

static const char *const titles[] = {
    "Harbour bridge closes after tanker collision",
    "Election observers praise northern provinces",
    "Striking bakers return without agreement",
    "Orchestra cancels concert before midnight",
    "Medical coverage of weather events: political reporting", /* the menu's */
};

Test(stubs, stand_alone)
{
	struct rig rig = open_rig();
	const struct page pages[] = {
	    {MENU, titles[0], "a.example/1", "a.example", "2020-01-01"},
	    {MENU, titles[1], "a.example/2", "a.example", "2020-01-02"},
	    /* the same page once more */
	    {MENU, titles[1], "a.example/2", "a.example", "2020-01-02"},
	    /* stubs too, though their titles tell nothing */
	    {MENU, titles[4], "a.example/3", "a.example", "2020-01-02"},
	    {MENU, "", "b.example/1", "b.example", NULL},
	    {MENU, "", NULL, "", NULL},
	};
	uint32_t i;

	for (i = 0; i < 6; i++)
		add(&rig, &pages[i], i);
	group(&rig);
	for (i = 0; i < 6; i++)
		cr_assert(rp_clusters_stub(rig.clusters, i), "%u", i);
	cr_assert_eq(rp_clusters_stats(rig.clusters).stubs, 6);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	cr_assert_eq(rp_clusters_at(rig.clusters, 0)->count, 2);
	cr_assert_eq(rp_clusters_at(rig.clusters, 0)->members[0].id +
			 rp_clusters_at(rig.clusters, 0)->members[1].id,
		     3);
	close_rig(&rig);
}

/* An aggregator's headings say nothing against a report that others print. */
Test(stubs, are_not_what_most_sites_print_under_its_title)
{
	struct rig rig = open_rig();
	uint32_t i;

	for (i = 0; i < 8; i++) {
		char host[32];
		char url[40];

		snprintf(host, sizeof(host), "site%u.example", i < 2 ? 0 : i);
		snprintf(url, sizeof(url), "%s/%u", host, i);
		add(&rig,
		    &(struct page){MENU, i < 2 ? titles[i] : titles[4], url,
				   host, NULL},
		    i);
	}
	group(&rig);
	cr_assert_eq(rp_clusters_stats(rig.clusters).stubs, 0);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	cr_assert_eq(rp_clusters_at(rig.clusters, 0)->count, 8);
	cr_assert_not(rp_clusters_stub(rig.clusters, 1 << 20));
	close_rig(&rig);
}

/* One cluster each, by names of their own. */
Test(stubs, of_several_pages_twice_are_told_apart)
{
	struct rig rig = open_rig();
	uint32_t i;

	for (i = 0; i < 6; i++) {
		char url[32];

		snprintf(url, sizeof(url), "a.example/%u", i / 2);
		add(&rig,
		    &(struct page){MENU, titles[i / 2], url, "a.example",
				   "2020-01-01"},
		    i);
	}
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 3);
	for (i = 0; i < 3; i++) {
		const struct rp_cluster *cluster =
		    rp_clusters_at(rig.clusters, i);

		cr_assert_eq(cluster->count, 2);
		cr_assert_eq(cluster->members[0].id / 2,
			     cluster->members[1].id / 2);
		if (i > 0)
			cr_assert_neq(
			    cluster->name,
			    rp_clusters_at(rig.clusters, i - 1)->name);
	}
	close_rig(&rig);
}

/* Whether these are stubs: most are of known hosts of which two pages differ in
 * title and address. */
static bool oracle(const struct page *pages, const uint8_t *codes, size_t count,
		   unsigned need)
{
	size_t stubs = 0;
	size_t i;
	size_t k;

	for (i = 0; i < count; i++) {
		bool seen[RP_STRAY_MOST + 1] = {false};
		unsigned of_host = 0;
		bool apart = false;

		for (k = 0; k < count; k++) {
			if (!codes[k] ||
			    strcmp(pages[i].host, pages[k].host) != 0)
				continue;
			of_host += !seen[codes[k]];
			seen[codes[k]] = true;
		}
		for (k = 0; k < count * count; k++) {
			size_t a = k / count;
			size_t b = k % count;

			apart |= codes[a] && codes[b] && codes[a] != codes[b] &&
				 strcmp(pages[a].host, pages[i].host) == 0 &&
				 strcmp(pages[b].host, pages[i].host) == 0 &&
				 (!pages[a].url || !pages[b].url ||
				  strcmp(pages[a].url, pages[b].url) != 0);
		}
		stubs += pages[i].host[0] && apart && of_host >= need;
	}
	return stubs * 2 > count;
}

#define PAGES 12

static void agree_with_the_oracle(const char *text, unsigned need,
				  uint32_t most, uint64_t state)
{
	unsigned outcomes[2] = {0, 0};
	int round;

	for (round = 0; round < 300; round++) {
		static const char *const hosts[] = {
		    "a.example", "a.example", "a.example", "b.example", ""};
		static const char *const urls[] = {NULL, "x/1", "x/2"};
		struct rig rig = open_rig();
		struct page pages[PAGES];
		uint8_t codes[PAGES];
		uint32_t count = 2 + (uint32_t)draw(&state) % (most - 1);
		bool expected;
		uint32_t i;

		for (i = 0; i < count; i++) {
			pages[i] = (struct page){text, titles[draw(&state) % 5],
						 urls[draw(&state) % 3],
						 hosts[draw(&state) % 5], NULL};
			codes[i] = add(&rig, &pages[i], i);
		}
		expected = oracle(pages, codes, count, need);
		outcomes[expected]++;
		group(&rig);
		for (i = 0; i < count; i++)
			cr_assert_eq(rp_clusters_stub(rig.clusters, i),
				     expected);
		if (!expected) {
			cr_assert_eq(rp_clusters_count(rig.clusters), 1);
			cr_assert_eq(rp_clusters_at(rig.clusters, 0)->count,
				     count);
		}
		close_rig(&rig);
	}
	cr_assert_gt(outcomes[0], 20);
	cr_assert_gt(outcomes[1], 20);
}

Test(stubs, agree_with_a_naive_look_at_all_pairs)
{
	agree_with_the_oracle(MENU, 2, 6, 3);
}

/* A text as long as an article is believed to be one, unless many titles say
 * otherwise. */
Test(stubs, ask_more_titles_of_a_long_text)
{
	agree_with_the_oracle(MENU MENU MENU MENU, 4, PAGES, 4);
}

/* What articles end with is furniture though most pages have nothing else: one
 * of them is looked at. */
Test(stubs, do_not_hide_what_recurs)
{
	struct rig rig = open_rig();
	static char texts[3][1024];
	uint32_t i;

	for (i = 0; i < 3; i++) {
		snprintf(
		    texts[i], sizeof(texts[i]),
		    "After %u%u days the people of Town%ua sent Mister%ua to "
		    "ask word%u1 of the one who knew it%u1. After %u%u days "
		    "the people of Town%ub sent Mister%ub to ask word%u2 of "
		    "the one who knew it%u2.\n" MENU,
		    i + 1, i, i, i, i, i, i + 4, i, i, i, i, i);
		add(&rig, &(struct page){.text = texts[i], .title = ""}, i);
	}
	for (; i < 300; i++)
		add(&rig,
		    &(struct page){MENU, titles[i % 4], NULL, "a.example",
				   NULL},
		    i);
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 0);
	cr_assert_eq(rp_clusters_stats(rig.clusters).stubs, 297);
	cr_assert_gt(rp_clusters_recurring_count(rig.clusters), 0);
	close_rig(&rig);
}

/* ----- nearly equal ones ----- */

static enum rp_finding compare(const struct page *a, const struct page *b,
			       bool *stray)
{
	struct rig rig = open_rig();
	struct rp_comparer *comparer;
	struct rp_evidence evidence;
	enum rp_finding finding;

	add(&rig, a, 0);
	add(&rig, b, 1);
	cr_assert_eq(rp_comparer_create(&comparer, rig.corpus, NULL), RP_OK);
	cr_assert_eq(rp_comparer_run(&evidence, comparer, 0, 1), RP_OK);
	finding = evidence.finding;
	*stray = evidence.stray;
	rp_comparer_free(comparer);
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters),
		     finding == RP_FINDING_EXACT || finding == RP_FINDING_COPY);
	close_rig(&rig);
	return finding;
}

Test(stubs, that_differ_in_a_line_are_stubs)
{
	const struct page one = {"Making a difference. " MENU, titles[0],
				 "a.example/1", "a.example", "2020-01-01"};
	struct page other = {"Inspiring people. " MENU, titles[1],
			     "a.example/2", "a.example", "2020-01-01"};
	bool stray;

	cr_assert_eq(compare(&one, &other, &stray), RP_FINDING_TEMPLATE);
	cr_assert(stray);
	/* the same page, later */
	other.url = one.url;
	cr_assert_eq(compare(&one, &other, &stray), RP_FINDING_COPY);
	cr_assert_not(stray);
	/* another outlet's print of a notice that names nobody */
	other.url = "b.example/2";
	other.host = "b.example";
	cr_assert_eq(compare(&one, &other, &stray), RP_FINDING_COPY);
	cr_assert_not(stray);
	/* the same title */
	other.url = "a.example/2";
	other.host = "a.example";
	other.title = one.title;
	cr_assert_eq(compare(&one, &other, &stray), RP_FINDING_COPY);
	cr_assert_not(stray);
	/* the same text */
	other.title = titles[1];
	other.text = one.text;
	cr_assert_eq(compare(&one, &other, &stray), RP_FINDING_TEMPLATE);
	cr_assert(stray);
}
