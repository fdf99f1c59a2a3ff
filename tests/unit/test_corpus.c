/* SPDX-License-Identifier: Apache-2.0 */
#include "corpus_rig.h"

static const struct rp_options defaults = RP_OPTIONS_INIT;

Test(corpus, groups_nothing)
{
	struct rig rig = {.options = defaults};

	rig_open(&rig);
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 0);
	rig_close(&rig);
}

Test(corpus, tells_relations_and_directions)
{
	struct rig rig = {.options = defaults};
	static struct text texts[5];
	const struct rp_cluster *cluster;
	uint64_t state = 1;
	size_t len;
	size_t i;

	len = draw_words(texts[0].words, sizeof(texts[0].words), 300, &state);
	for (i = 1; i < 5; i++)
		memcpy(texts[i].words, texts[0].words, len + 1);
	/* 1 exact, 2 copy (a sentence of its own), 3 version, 4 excerpt */
	texts[1].words[len - 1] = '.';
	draw_words(texts[2].words, 120, 14, &state);
	texts[2].words[98] = ' ';
	draw_words(texts[3].words, 240, 30, &state);
	texts[3].words[210] = ' ';
	texts[4].words[100 * 7] = '\0';
	for (i = 0; i < 5; i++) {
		snprintf(texts[i].key, sizeof(texts[i].key), "k%zu", i);
		texts[i].host = i == 3 ? "a.example" : "b.example";
		texts[i].date = "2017-01-02";
	}
	texts[0].host = "a.example";
	texts[0].date = "2017-01-01";
	rig_open(&rig);
	for (i = 0; i < 5; i++)
		add(&rig, &texts[i]);
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	cluster = rp_clusters_at(rig.clusters, 0);
	cr_assert_eq(cluster->count, 5);
	cr_assert_eq(cluster->members[0].id, 0);
	cr_assert_eq(cluster->members[0].relation, RP_RELATION_KEPT);
	cr_assert_eq(cluster->decider, RP_DECIDER_RULE);
	cr_assert_eq(cluster->rule, 1); /* earliest */
	cr_assert(cluster->all_pairs);
	cr_assert_eq(cluster->pairs_measured, 10);
	for (i = 1; i < 5; i++) {
		const struct rp_member *member = &cluster->members[i];
		static const enum rp_relation expected[] = {
		    RP_RELATION_KEPT, RP_RELATION_EXACT, RP_RELATION_COPY,
		    RP_RELATION_VERSION, RP_RELATION_EXCERPT};

		cr_assert_eq(member->relation, expected[member->id], "%u is %s",
			     member->id, rp_relation_name(member->relation));
		cr_assert(!member->longer);
		cr_assert_leq(member->jaccard, member->containment);
		cr_assert_leq(member->jaccard, cluster->members[i - 1].jaccard);
	}
	rig_close(&rig);
}

Test(corpus, compares_short_texts_by_equality)
{
	struct rig rig = {.options = defaults};
	static const struct text texts[] = {
	    {"Road closed on Elm Street", "", "", "a"},
	    {"ROAD CLOSED, on Elm Street!", "", "", "b"},
	    {"Road closed on Oak Street", "", "", "c"},
	    {"cat dog", "", "", "d"},
	    {"dog cat", "", "", "e"},
	    {"x", "", "", "f"},
	};
	size_t i;

	rig_open(&rig);
	for (i = 0; i < 6; i++)
		add(&rig, &texts[i]);
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	cr_assert_eq(rp_clusters_at(rig.clusters, 0)->count, 2);
	cr_assert_eq(rp_clusters_stats(rig.clusters).too_short, 5);
	rig_close(&rig);
}

/* A corpus of families; the key tells the text. */
#define FAMILIES 40
#define PRINTS	 4

static void draw_family(struct text *texts, uint64_t *state)
{
	size_t len =
	    draw_words(texts[0].words, sizeof(texts[0].words), 250, state);
	size_t i;

	for (i = 1; i < PRINTS; i++) {
		char spoiled[200];
		size_t n = draw_words(spoiled, sizeof(spoiled), 4 * i, state);

		memcpy(texts[i].words, texts[0].words, len + 1);
		memcpy(texts[i].words + 70 * i, spoiled, n);
	}
}

/* What a grouping says, with keys for ids, as one hash. */
static uint64_t digest(const struct rig *rig, const uint32_t *text_of)
{
	struct {
		uint64_t name;
		uint64_t member;
		uint64_t relation;
		double scores[4];
	} line;
	uint64_t sum = 0;
	size_t i;
	size_t k;

	for (i = 0; i < rp_clusters_count(rig->clusters); i++) {
		const struct rp_cluster *cluster =
		    rp_clusters_at(rig->clusters, i);

		for (k = 0; k < cluster->count; k++) {
			const struct rp_member *member = &cluster->members[k];

			memset(&line, 0, sizeof(line));
			line.name = cluster->name;
			line.member = text_of[member->id];
			line.relation = (uint64_t)member->relation;
			line.scores[0] = member->jaccard;
			line.scores[1] = member->containment;
			line.scores[2] = cluster->min_jaccard;
			line.scores[3] = cluster->mean_jaccard;
			sum = sum * 31 + rp_hash64(&line, sizeof(line));
		}
	}
	return sum;
}

/* Neither the order of arrival nor the threads nor the method's tables show
 * in the result. */
Test(corpus, does_not_depend_on_order_or_threads)
{
	enum { COUNT = FAMILIES * PRINTS };
	static struct text texts[COUNT];
	uint64_t state = 2;
	uint64_t expected = 0;
	int round;
	size_t i;

	for (i = 0; i < COUNT; i++) {
		if (i % PRINTS == 0)
			draw_family(texts + i, &state);
		snprintf(texts[i].key, sizeof(texts[i].key), "k%zu", i);
		texts[i].host = i % 3 ? "a.example" : "b.example";
		texts[i].date = "";
	}
	for (round = 0; round < 6; round++) {
		struct rig rig = {.options = defaults};
		uint32_t text_of[COUNT];
		uint64_t got;

		for (i = 0; i < COUNT; i++)
			text_of[i] = (uint32_t)i;
		for (i = COUNT; round > 0 && i > 1; i--) {
			size_t k = draw(&state) % i;
			uint32_t swap = text_of[i - 1];

			text_of[i - 1] = text_of[k];
			text_of[k] = swap;
		}
		rig.options.threads = 1 + (unsigned)round % 3;
		rig_open(&rig);
		for (i = 0; i < COUNT; i++)
			add(&rig, &texts[text_of[i]]);
		group(&rig);
		cr_assert_eq(rp_clusters_count(rig.clusters), FAMILIES);
		got = digest(&rig, text_of);
		if (round == 0)
			expected = got;
		cr_assert_eq(got, expected, "round %d differs", round);
		rig_close(&rig);
	}
}

/* Two articles of one site that begin each with something else and go on with
 * the same are two. Of one that stands on another site too this is not said,
 * whichever of both has the smaller key. */
Test(corpus, does_not_depend_on_keys)
{
	static const char *const keys[][3] = {
	    {"a", "b", "c"}, {"b", "a", "c"}, {"c", "b", "a"}, {"b", "c", "a"}};
	static struct text texts[3];
	char body[1500];
	uint64_t state = 9;
	size_t i;
	size_t k;

	draw_words(body, sizeof(body), 110, &state);
	for (i = 0; i < 3; i++) {
		size_t len = draw_words(texts[i].words, sizeof(texts[i].words),
					25, &state);

		if (i == 1)
			texts[1] = texts[0];
		else
			snprintf(texts[i].words + len,
				 sizeof(texts[i].words) - len, " %s", body);
		for (k = 0; texts[i].words[k]; k++)
			if (texts[i].words[k] == ' ' && k % 4 == 0)
				texts[i].words[k + 1] = 'K';
		texts[i].host = i == 1 ? "two.example" : "one.example";
		texts[i].date = "";
	}
	for (k = 0; k < 4; k++) {
		struct rig rig = {.options = defaults};

		rig_open(&rig);
		for (i = 0; i < 3; i++) {
			snprintf(texts[i].key, sizeof(texts[i].key), "%s",
				 keys[k][i]);
			add(&rig, &texts[i]);
		}
		group(&rig);
		cr_assert_eq(rp_clusters_count(rig.clusters), 1);
		cr_expect_eq(rp_clusters_at(rig.clusters, 0)->count, 3);
		rig_close(&rig);
	}
}

/* A cluster too large for all pairs: everyone is there and related. */
Test(corpus, holds_a_cluster_of_hundreds)
{
	struct rig rig = {.options = defaults};
	static struct text text;
	const struct rp_cluster *cluster;
	uint64_t state = 5;
	size_t i;

	draw_words(text.words, sizeof(text.words), 250, &state);
	text.host = text.date = "";
	rig_open(&rig);
	for (i = 0; i < 600; i++) {
		char word[8];

		snprintf(text.key, sizeof(text.key), "k%zu", i);
		snprintf(word, sizeof(word), "z%05zu", i);
		memcpy(text.words + 7 * (i % 200), word, 6);
		add(&rig, &text);
		memcpy(text.words + 7 * (i % 200), "same00", 6);
	}
	group(&rig);
	cr_assert_geq(rp_clusters_count(rig.clusters), 1);
	cluster = rp_clusters_at(rig.clusters, 0);
	cr_assert_gt(cluster->count, 256);
	cr_assert(!cluster->all_pairs);
	cr_assert_eq(cluster->pairs_measured, cluster->count - 1);
	for (i = 1; i < cluster->count; i++)
		cr_assert(cluster->members[i].jaccard >= 0.5 ||
			  cluster->members[i].containment >= 0.5);
	rig_close(&rig);
}

Test(corpus, can_grow_and_be_grouped_again)
{
	struct rig rig = {.options = defaults};
	static struct text text = {.host = "", .date = "", .key = "a"};
	uint64_t state = 9;

	rig_open(&rig);
	draw_words(text.words, sizeof(text.words), 100, &state);
	add(&rig, &text);
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 0);
	rp_clusters_free(rig.clusters);
	text.key[0] = 'b';
	add(&rig, &text);
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	rig_close(&rig);
}

Test(corpus, refuses_what_its_header_refuses)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct rp_keep keep = {RP_KEEP_SOURCE, NULL};
	struct rp_corpus *corpus = NULL;
	struct rig rig = {.options = defaults};
	struct rp_facts facts = {.key = str("a")};
	struct rp_sketch sketch;
	uint32_t id;
	int i;

	options.keep = &keep;
	options.keep_count = 1;
	cr_assert_eq(rp_corpus_create(&corpus, &options, NULL), RP_EINVAL);
	options.threshold = 2;
	cr_assert_eq(rp_corpus_create(&corpus, &options, NULL), RP_EINVAL);
	cr_assert_null(corpus);
	rig_open(&rig);
	cr_assert_eq(rp_sketcher_run(&sketch, rig.sketcher, "one two", 7),
		     RP_OK);
	facts.date.precision = RP_DATE_SECOND;
	for (i = 0; i < 2; i++) {
		facts.date.instant = i ? INT64_MAX - 1 : INT64_MIN;
		cr_assert_eq(rp_corpus_add(&id, rig.corpus, &sketch, &facts),
			     RP_EINVAL);
	}
	rig_close(&rig);
	rp_corpus_free(NULL);
	rp_clusters_free(NULL);
	rp_sketcher_free(NULL);
	rp_extractor_free(NULL);
}

/* A statement that is all quotation, and a part of it. */
Test(corpus, finds_excerpts_of_what_is_all_quotation)
{
	struct rig rig = {.options = defaults};
	struct text whole = {.host = "a.example", .date = "", .key = "a"};
	struct text part = {.host = "b.example", .date = "", .key = "b"};
	size_t in_whole = 0;
	size_t in_part = 0;
	int i;

	in_whole += (size_t)sprintf(whole.words, "\xe2\x80\x9c");
	in_part += (size_t)sprintf(part.words, "\xe2\x80\x9c");
	for (i = 0; i < 300; i++) {
		char word[16];

		snprintf(word, sizeof(word), i % 12 ? "w%dx " : "w%dx. ",
			 i * 7919 % 1009);
		in_whole += (size_t)sprintf(whole.words + in_whole, "%s", word);
		if (i >= 100 && i < 180)
			in_part +=
			    (size_t)sprintf(part.words + in_part, "%s", word);
	}
	sprintf(whole.words + in_whole, "\xe2\x80\x9d");
	sprintf(part.words + in_part, "\xe2\x80\x9d");
	rig_open(&rig);
	add(&rig, &whole);
	add(&rig, &part);
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	rig_close(&rig);
}
