/* SPDX-License-Identifier: Apache-2.0 */
#include "remembering.h"
#include "reprint_compare.h"
#include "reprint_nights.h"
#include "spool.h"
#include "testing.h"

struct rig {
	struct rp_options options;
	struct rp_spool spool;
	struct rp_sketcher *sketcher;
	struct rp_corpus *corpus;
	unsigned numbers[1000]; /* of the articles, by their id */
};

static const struct rp_options defaults = RP_OPTIONS_INIT;

static void rig_open(struct rig *rig)
{
	cr_assert_eq(rp_memory_spool_create(&rig->spool), RP_OK);
	cr_assert_eq(rp_sketcher_create(&rig->sketcher, &rig->options), RP_OK);
	cr_assert_eq(rp_corpus_create(&rig->corpus, &rig->options, &rig->spool),
		     RP_OK);
}

static void rig_close(struct rig *rig)
{
	rp_corpus_free(rig->corpus);
	rp_sketcher_free(rig->sketcher);
	rp_memory_spool_free(&rig->spool);
}

/* Another run's corpus, on the same spool. */
static void renew(struct rig *rig)
{
	rp_corpus_free(rig->corpus);
	cr_assert_eq(rp_corpus_create(&rig->corpus, &rig->options, &rig->spool),
		     RP_OK);
}

/* Article number: of three one is a copy of one before, a few words changed. */
static void add(struct rig *rig, unsigned number)
{
	static const char *const hosts[] = {"a.example", "b.example",
					    "c.example"};
	uint64_t state = number % 3 == 2 ? number / 2 + 1 : number + 1;
	uint64_t other = number + 5000;
	char words[1800];
	char key[16];
	struct rp_sketch sketch;
	struct rp_facts facts = {.date = rp_date_parse(str("2017-01-02")),
				 .host = str(hosts[number % 3])};
	uint32_t id;

	draw_words(words, sizeof(words), 120, &state);
	if (number % 3 == 2) {
		size_t len = draw_words(words, 100, 8, &other);

		words[len] = ' ';
	}
	snprintf(key, sizeof(key), "k%u", number);
	facts.key = str(key);
	cr_assert_eq(
	    rp_sketcher_run(&sketch, rig->sketcher, words, strlen(words)),
	    RP_OK);
	cr_assert_eq(rp_corpus_add(&id, rig->corpus, &sketch, &facts), RP_OK);
	rig->numbers[id] = number;
}

/* All that a result tells, as text. */
static void group(char *out, size_t size, struct rig *rig)
{
	struct rp_clusters *clusters;
	size_t len = 0;
	size_t i;
	size_t k;

	cr_assert_eq(rp_corpus_cluster(&clusters, rig->corpus), RP_OK);
	for (i = 0; i < rp_clusters_count(clusters); i++) {
		const struct rp_cluster *cluster = rp_clusters_at(clusters, i);

		len += (size_t)snprintf(out + len, size - len, "%llx:",
					(unsigned long long)cluster->name);
		for (k = 0; k < cluster->count && len < size; k++)
			len += (size_t)snprintf(
			    out + len, size - len, " %u/%d/%.6f",
			    rig->numbers[cluster->members[k].id],
			    (int)cluster->members[k].relation,
			    cluster->members[k].jaccard);
		cr_assert_lt(len, size);
	}
	rp_clusters_free(clusters);
}

static char at_once[1 << 16];
static char in_nights[1 << 16];

#define ARTICLES 900

static void goes_on(const struct rp_options *options, unsigned nights)
{
	struct rig rig = {.options = *options};
	struct rp_freeze frozen = {.from = 0};
	struct remembering memory;
	unsigned night;
	unsigned i;

	remembering_init(&memory);
	rig_open(&rig);
	for (i = 0; i < ARTICLES; i++)
		add(&rig, i);
	group(at_once, sizeof(at_once), &rig);
	cr_assert_gt(strlen(at_once), (size_t)1000);
	rig_close(&rig);

	rig_open(&rig);
	for (night = 0; night < nights; night++) {
		uint32_t articles = 0;

		if (night > 0) {
			renew(&rig);
			cr_assert_eq(
			    rp_corpus_thaw(&articles, rig.corpus, &frozen),
			    RP_OK);
		}
		cr_assert_eq(articles, ARTICLES * night / nights);
		for (i = articles; i < ARTICLES * (night + 1) / nights; i++)
			add(&rig, i);
		cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
		rp_corpus_use_memo(rig.corpus, &memory.memo);
		group(in_nights, sizeof(in_nights), &rig);
		cr_assert_eq(memory.kept, memory.asked);
		/* Nothing is new: everything is known. */
		remembering_next(&memory, 0);
		group(in_nights, sizeof(in_nights), &rig);
		cr_assert_eq(memory.found, memory.asked);
		remembering_next(&memory, 0);
	}
	assert_str(str(in_nights), at_once);
	remembering_dispose(&memory);
	rig_close(&rig);
}

Test(freeze, goes_on_as_if_nothing_had_been)
{
	struct rp_options options = defaults;

	goes_on(&options, 1);
	goes_on(&options, 2);
	goes_on(&options, 7);
	options.method = RP_METHOD_SIMHASH;
	goes_on(&options, 3);
}

/* One in seven, and in places a story with all its copies. */
static bool is_forgotten(unsigned number)
{
	return number % 7 == 3 || number % 50 < 4;
}

static void forget(struct rig *rig, uint32_t from, uint32_t to)
{
	uint32_t i;

	for (i = from; i < to; i++)
		if (is_forgotten(rig->numbers[i]))
			cr_assert_eq(rp_corpus_forget(rig->corpus, i), RP_OK);
}

/* As it would be had they never been added; twice is once. */
Test(freeze, what_is_forgotten_had_never_been)
{
	struct rig rig = {.options = defaults};
	struct rp_freeze frozen;
	struct remembering memory;
	uint32_t articles;
	unsigned i;

	remembering_init(&memory);
	rig_open(&rig);
	for (i = 0; i < ARTICLES; i++)
		if (i >= ARTICLES / 2 || !is_forgotten(i))
			add(&rig, i);
	group(at_once, sizeof(at_once), &rig);
	rig_close(&rig);

	rig_open(&rig);
	for (i = 0; i < ARTICLES / 2; i++)
		add(&rig, i);
	rp_corpus_use_memo(rig.corpus, &memory.memo);
	cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
	group(in_nights, sizeof(in_nights), &rig);
	remembering_next(&memory, 0);
	renew(&rig);
	cr_assert_eq(rp_corpus_thaw(&articles, rig.corpus, &frozen), RP_OK);
	rp_corpus_use_memo(rig.corpus, &memory.memo);
	cr_assert_eq(rp_corpus_forget(rig.corpus, articles), RP_EINVAL);
	forget(&rig, 0, articles);
	for (; articles < ARTICLES; articles++)
		add(&rig, articles);
	forget(&rig, 0, ARTICLES / 2);
	cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
	group(in_nights, sizeof(in_nights), &rig);
	assert_str(str(in_nights), at_once);
	cr_assert_gt(memory.found, memory.asked / 5);

	/* A night later all that is ever forgotten is. */
	remembering_next(&memory, 0);
	renew(&rig);
	cr_assert_eq(rp_corpus_thaw(&articles, rig.corpus, &frozen), RP_OK);
	rp_corpus_use_memo(rig.corpus, &memory.memo);
	forget(&rig, 0, articles);
	group(in_nights, sizeof(in_nights), &rig);
	cr_assert_eq(memory.found, memory.asked);
	remembering_dispose(&memory);
	rig_close(&rig);

	rig_open(&rig);
	for (i = 0; i < ARTICLES; i++)
		if (!is_forgotten(i))
			add(&rig, i);
	group(at_once, sizeof(at_once), &rig);
	assert_str(str(in_nights), at_once);
	rig_close(&rig);
}

Test(freeze, all_may_be_forgotten)
{
	struct rig rig = {.options = defaults};
	struct rp_clusters *clusters;
	uint32_t i;

	rig_open(&rig);
	for (i = 0; i < 70; i++)
		add(&rig, i);
	for (i = 0; i < 70; i++)
		cr_assert_eq(rp_corpus_forget(rig.corpus, i), RP_OK);
	cr_assert_eq(rp_corpus_cluster(&clusters, rig.corpus), RP_OK);
	cr_assert_eq(rp_clusters_count(clusters), (size_t)0);
	cr_assert_eq(rp_clusters_stats(clusters).documents, (uint64_t)0);
	rp_clusters_free(clusters);
	rig_close(&rig);
}

/* Values of other options, or of any other judgement, are not believed. */
Test(freeze, believes_no_memo_of_other_options)
{
	struct rig rig = {.options = defaults};
	struct remembering memory;
	unsigned i;

	remembering_init(&memory);
	rig_open(&rig);
	for (i = 0; i < ARTICLES; i++)
		add(&rig, i);
	rp_corpus_use_memo(rig.corpus, &memory.memo);
	group(at_once, sizeof(at_once), &rig);
	remembering_next(&memory, 0);
	rig_close(&rig);

	/* A memo that lies wherever it can. */
	for (i = 0; i < REMEMBERED; i++)
		memset(memory.before[i].value + 8, 0x55, RP_MEMO_BYTES - 8);
	rig.options.containment = 0.55;
	rig_open(&rig);
	for (i = 0; i < ARTICLES; i++)
		add(&rig, i);
	group(at_once, sizeof(at_once), &rig);
	rp_corpus_use_memo(rig.corpus, &memory.memo);
	group(in_nights, sizeof(in_nights), &rig);
	cr_assert_gt(memory.found, (size_t)100);
	assert_str(str(in_nights), at_once);
	remembering_dispose(&memory);
	rig_close(&rig);
}

Test(freeze, holds_nothing)
{
	struct rig rig = {.options = defaults};
	struct rp_freeze frozen;
	uint32_t articles = 7;

	rig_open(&rig);
	cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
	renew(&rig);
	cr_assert_eq(rp_corpus_thaw(&articles, rig.corpus, &frozen), RP_OK);
	cr_assert_eq(articles, 0);
	rig_close(&rig);
}

/* What happens to a change of the options. */
static int thaw_under(struct rig *rig, const struct rp_options *options,
		      const struct rp_freeze *frozen)
{
	struct rp_corpus *corpus;
	uint32_t articles;
	int status;

	cr_assert_eq(rp_corpus_create(&corpus, options, &rig->spool), RP_OK);
	status = rp_corpus_thaw(&articles, corpus, frozen);
	rp_corpus_free(corpus);
	return status;
}

Test(freeze, is_of_its_options_only)
{
	static const struct rp_keep longest = {RP_KEEP_LONGEST, NULL};
	struct rig rig = {.options = defaults};
	struct rp_options other = defaults;
	struct rp_freeze frozen;

	rig_open(&rig);
	add(&rig, 1);
	cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_OK);
	other.threads = 2; /* changes nothing */
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_OK);
	other.hashes = 64;
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_EINVAL);
	other = defaults;
	other.seed = 2;
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_EINVAL);
	other = defaults;
	other.shingle_words = 4;
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_EINVAL);
	other = defaults;
	/* that a copy is called so sooner asks for more bands, later for no
	 * fewer */
	other.threshold = 0.8;
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_OK);
	other.threshold = 0.3;
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_EINVAL);
	other = defaults;
	other.method = RP_METHOD_SIMHASH;
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_EINVAL);
	other = defaults;
	other.keep = &longest;
	other.keep_count = 1;
	cr_assert_eq(thaw_under(&rig, &other, &frozen), RP_EINVAL);
	rig_close(&rig);
}

Test(freeze, is_taken_over_whole_or_not)
{
	struct rig rig = {.options = defaults};
	struct rp_freeze frozen;
	struct rp_freeze part;
	uint64_t changed;
	char *list;
	size_t i;

	rig_open(&rig);
	for (i = 0; i < 20; i++)
		add(&rig, (unsigned)i);
	cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
	for (i = 0; i < frozen.len; i += 97) {
		part = frozen;
		part.len = i;
		cr_assert_eq(thaw_under(&rig, &defaults, &part), RP_EINVAL);
	}
	/* A bit of the list is another. */
	list = malloc(frozen.len);
	for (i = 0; i < frozen.len; i += 61) {
		memcpy(
		    list,
		    rig.spool.view(rig.spool.context, frozen.list, frozen.len),
		    frozen.len);
		list[i] = (char)(list[i] ^ 4);
		cr_assert_eq(rig.spool.append(rig.spool.context, &changed, list,
					      frozen.len),
			     RP_OK);
		part = frozen;
		part.list = changed;
		cr_assert_eq(thaw_under(&rig, &defaults, &part), RP_EINVAL);
	}
	free(list);
	rig_close(&rig);
}

Test(freeze, goes_into_an_empty_corpus_only)
{
	struct rig rig = {.options = defaults};
	struct rp_freeze frozen;
	uint32_t articles;

	rig_open(&rig);
	add(&rig, 1);
	cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
	cr_assert_eq(rp_corpus_thaw(&articles, rig.corpus, &frozen), RP_EINVAL);
	rig_close(&rig);
}

/* What lies on the spool before anything of an article; returns where. */
static uint64_t put_before(struct rig *rig)
{
	uint64_t before;

	cr_assert_eq(
	    rig->spool.append(rig->spool.context, &before, "before!", 8),
	    RP_OK);
	return before;
}

/* Change words of the first article, which lie behind that. */
static void damage(struct rig *rig, uint64_t before)
{
	char *bytes = (char *)(uintptr_t)rig->spool.view(rig->spool.context,
							 before + 8, 400);
	size_t i;

	cr_assert_not_null(bytes);
	for (i = 100; i < 400; i++)
		bytes[i] = (char)(bytes[i] ^ 0x55);
}

/* What a disk changed makes no verdict, neither in clusters nor of two. */
Test(freeze, compares_no_damaged_words)
{
	struct rig rig = {.options = defaults};
	struct rp_clusters *clusters;
	struct rp_comparer *comparer;
	struct rp_evidence evidence;
	struct rp_freeze frozen;
	uint32_t articles;
	uint64_t before;

	rig_open(&rig);
	before = put_before(&rig);
	add(&rig, 4);
	add(&rig, 8); /* its copy */
	cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
	renew(&rig);
	cr_assert_eq(rp_corpus_thaw(&articles, rig.corpus, &frozen), RP_OK);
	cr_assert_eq(rp_comparer_create(&comparer, rig.corpus, NULL), RP_OK);
	cr_assert_eq(rp_comparer_run(&evidence, comparer, 0, 1), RP_OK);
	cr_assert_neq(evidence.finding, RP_FINDING_DIFFERENT);
	rp_comparer_free(comparer);

	damage(&rig, before);
	cr_assert_eq(rp_comparer_create(&comparer, rig.corpus, NULL), RP_OK);
	cr_assert_eq(rp_comparer_run(&evidence, comparer, 0, 1), RP_ESTORE);
	rp_comparer_free(comparer);
	cr_assert_eq(rp_corpus_cluster(&clusters, rig.corpus), RP_ESTORE);
	rig_close(&rig);
}

/* Nor does it make one of what recurs, which the next run would believe. */
Test(freeze, judges_no_sentence_by_damaged_words)
{
	struct rig rig = {.options = defaults};
	struct remembering memory;
	struct rp_clusters *clusters;
	struct rp_freeze frozen;
	uint32_t articles;
	uint64_t before;
	size_t i;

	remembering_init(&memory);
	rig_open(&rig);
	before = put_before(&rig);
	for (i = 0; i < 3; i++) {
		uint64_t state = i + 1;
		char words[1800];
		struct rp_sketch sketch;
		struct rp_facts facts = {.key = str("k")};
		size_t len = draw_words(words, 1000, 120, &state);
		uint32_t id;

		snprintf(words + len, sizeof(words) - len,
			 ". Sign up here for our letter every single morning.");
		cr_assert_eq(rp_sketcher_run(&sketch, rig.sketcher, words,
					     strlen(words)),
			     RP_OK);
		cr_assert_eq(rp_corpus_add(&id, rig.corpus, &sketch, &facts),
			     RP_OK);
	}
	cr_assert_eq(rp_corpus_freeze(&frozen, rig.corpus), RP_OK);
	renew(&rig);
	cr_assert_eq(rp_corpus_thaw(&articles, rig.corpus, &frozen), RP_OK);
	damage(&rig, before);
	rp_corpus_use_memo(rig.corpus, &memory.memo);
	cr_assert_eq(rp_corpus_cluster(&clusters, rig.corpus), RP_ESTORE);
	cr_assert_eq(memory.kept, 0);
	remembering_dispose(&memory);
	rig_close(&rig);
}
