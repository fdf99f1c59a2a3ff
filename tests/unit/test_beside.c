/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Articles are stretches of one long text here, so what two of them share is
 * known: where they overlap.
 */
#include "corpus_rig.h"

/* Bytes of a drawn word, with the blank behind it. */
#define WORD_BYTES 7
#define BASE_WORDS 360

struct stretch {
	uint32_t from;
	uint32_t to; /* words of the base */
	const char *date;
};

static const struct rp_options defaults = RP_OPTIONS_INIT;

/* Words that two stretches share. */
static double overlap(const struct stretch *a, const struct stretch *b)
{
	uint32_t from = a->from > b->from ? a->from : b->from;
	uint32_t to = a->to < b->to ? a->to : b->to;

	return from < to ? to - from : 0;
}

/* The share of a that b holds. */
static double held(const struct stretch *a, const struct stretch *b)
{
	return overlap(a, b) / (a->to - a->from);
}

static void add_stretch(struct rig *rig, const char *base,
			const struct stretch *stretch, size_t number)
{
	static struct text text;
	size_t len = (size_t)(stretch->to - stretch->from) * WORD_BYTES;

	memcpy(text.words, base + stretch->from * (size_t)WORD_BYTES, len);
	text.words[len] = '\0';
	text.host = "";
	text.date = stretch->date;
	snprintf(text.key, sizeof(text.key), "k%zu", number);
	add(rig, &text);
}

static void group_stretches(struct rig *rig, const char *base,
			    const struct stretch *stretches, size_t count)
{
	size_t i;

	rig_open(rig);
	for (i = 0; i < count; i++)
		add_stretch(rig, base, &stretches[i], i);
	group(rig);
}

/* Of a base that is drawn from a seed. */
static const struct rp_cluster *only_cluster(struct rig *rig, uint64_t seed,
					     const struct stretch *stretches,
					     size_t count)
{
	char base[BASE_WORDS * 8];

	draw_words(base, sizeof(base), BASE_WORDS, &seed);
	group_stretches(rig, base, stretches, count);
	cr_assert_eq(rp_clusters_count(rig->clusters), 1);
	return rp_clusters_at(rig->clusters, 0);
}

Test(beside, keeps_a_digest_and_its_brief)
{
	static const struct stretch stretches[] = {{100, 170, "2025-03-01"},
						   {0, 350, "2025-03-02"},
						   {100, 170, "2025-03-03"},
						   {0, 350, "2025-03-04"}};
	struct rig rig = {.options = defaults};
	const struct rp_cluster *cluster;
	const struct rp_member *members;

	cluster = only_cluster(&rig, 1, stretches, 4);
	cr_assert_eq(cluster->count, 4);
	members = cluster->members;
	cr_assert_eq(members[0].id, 0);
	cr_assert_eq(members[0].relation, RP_RELATION_KEPT);
	cr_assert_eq(members[1].id, 2);
	cr_assert_eq(members[1].relation, RP_RELATION_EXACT);
	cr_assert_eq(members[1].compared, 0);
	cr_assert_eq(members[2].id, 1);
	cr_assert_eq(members[2].relation, RP_RELATION_EXCERPT);
	cr_assert(members[2].beside && members[2].longer);
	cr_assert_eq(members[2].compared, 0);
	cr_assert_lt(members[2].jaccard, 0.3);
	cr_assert_eq(members[3].id, 3);
	cr_assert_eq(members[3].relation, RP_RELATION_EXACT);
	cr_assert_eq(members[3].compared, 2);
	cr_assert_eq(members[3].jaccard, 1);
	cr_assert(rp_member_stays(&members[0], false));
	cr_assert(!rp_member_stays(&members[1], true));
	cr_assert(rp_member_stays(&members[2], false));
	cr_assert(!rp_member_stays(&members[3], true));
	rig_close(&rig);
}

/* A flash, then longer and longer ones: of those that it does not hold the
 * first by the rules that holds the others stays. */
Test(beside, keeps_one_of_those_that_are_left)
{
	static const struct stretch stretches[] = {{0, 60, "2025-03-01"},
						   {0, 300, "2025-03-03"},
						   {0, 200, "2025-03-02"},
						   {0, 350, "2025-03-04"},
						   {0, 100, "2025-03-05"}};
	struct rig rig = {.options = defaults};
	const struct rp_cluster *cluster;
	size_t stays = 0;
	size_t i;

	cluster = only_cluster(&rig, 2, stretches, 5);
	for (i = 0; i < 5; i++)
		stays += rp_member_stays(&cluster->members[i], false);
	cr_assert_eq(cluster->members[0].id, 0);
	/* Of 100 words it holds 60. */
	cr_assert_eq(cluster->members[1].id, 4);
	cr_assert_eq(cluster->members[2].id, 2);
	cr_assert(cluster->members[2].beside);
	cr_assert_eq(cluster->members[3].compared, 2);
	cr_assert_eq(cluster->members[4].compared, 2);
	cr_assert_eq(stays, 2);
	rig_close(&rig);
}

/* The longest is asked first, and not what came first: that would be kept for
 * nothing. */
Test(beside, keeps_none_that_the_longest_holds)
{
	static const struct stretch stretches[] = {{0, 60, "2025-03-01"},
						   {0, 130, "2025-03-02"},
						   {0, 350, "2025-03-03"},
						   {0, 300, "2025-03-04"}};
	struct rig rig = {.options = defaults};
	const struct rp_cluster *cluster;
	size_t i;

	cluster = only_cluster(&rig, 5, stretches, 4);
	cr_assert_eq(cluster->count, 4);
	for (i = 0; i < 4; i++)
		cr_assert_eq(rp_member_stays(&cluster->members[i], false),
			     cluster->members[i].id == 0 ||
				 cluster->members[i].id == 2,
			     "%u", cluster->members[i].id);
	rig_close(&rig);
}

static void check_held(const struct rp_cluster *cluster,
		       const struct stretch *stretches)
{
	size_t i;

	for (i = 0; i < cluster->count; i++) {
		const struct rp_member *member = &cluster->members[i];
		const struct rp_member *other =
		    &cluster->members[member->compared];
		double share =
		    held(&stretches[member->id], &stretches[other->id]);

		cr_assert(rp_member_stays(other, false));
		if (!rp_member_stays(member, false))
			cr_assert_geq(share, 0.4, "%u lacks too much of %u",
				      other->id, member->id);
		else if (member->beside)
			cr_assert_leq(share, 0.55, "%u holds %u", other->id,
				      member->id);
	}
}

/* Whatever is dropped stands for the most part in one that is not. */
Test(beside, drops_only_what_is_held)
{
	enum { ROUNDS = 200, MOST = 12 };
	struct stretch stretches[MOST];
	char dates[MOST][16];
	char base[BASE_WORDS * 8];
	uint64_t state = 3;
	size_t beside = 0;
	int round;
	size_t i;
	size_t k;

	draw_words(base, sizeof(base), BASE_WORDS, &state);
	for (round = 0; round < ROUNDS; round++) {
		struct rig rig = {.options = defaults};
		size_t count = 2 + draw(&state) % (MOST - 1);

		for (i = 0; i < count; i++) {
			uint32_t words = 40 + (uint32_t)(draw(&state) % 300);
			uint32_t from =
			    (uint32_t)(draw(&state) % (BASE_WORDS - words));

			snprintf(dates[i], sizeof(dates[i]), "2025-03-%02u",
				 1 + (unsigned)(draw(&state) % 28));
			stretches[i] =
			    (struct stretch){from, from + words, dates[i]};
		}
		group_stretches(&rig, base, stretches, count);
		for (i = 0; i < rp_clusters_count(rig.clusters); i++) {
			const struct rp_cluster *cluster =
			    rp_clusters_at(rig.clusters, i);

			check_held(cluster, stretches);
			for (k = 0; k < cluster->count; k++)
				beside += cluster->members[k].beside;
		}
		rig_close(&rig);
	}
	cr_assert_gt(beside, ROUNDS / 10);
}

/* More texts than are all compared with each other: a flash, and 400 prints of
 * a report that it is the beginning of, each with a word of its own. */
Test(beside, keeps_few_of_hundreds)
{
	enum { PRINTS = 400, FLASH = 60 };
	const size_t len = (size_t)300 * WORD_BYTES;
	struct rig rig = {.options = defaults};
	static struct text text;
	char base[BASE_WORDS * 8];
	const struct rp_cluster *cluster;
	uint64_t state = 4;
	size_t beside = 0;
	size_t i;

	draw_words(base, sizeof(base), BASE_WORDS, &state);
	rig_open(&rig);
	add_stretch(&rig, base, &(struct stretch){0, FLASH, "2025-03-01"}, 0);
	for (i = 1; i <= PRINTS; i++) {
		char word[8];

		snprintf(word, sizeof(word), "z%05zu", i);
		memcpy(text.words, base, len);
		memcpy(text.words + WORD_BYTES * (FLASH + 20 + i % 200), word,
		       WORD_BYTES - 1);
		text.words[len] = '\0';
		text.host = "";
		text.date = "2025-03-02";
		snprintf(text.key, sizeof(text.key), "k%zu", i);
		add(&rig, &text);
	}
	group(&rig);
	cr_assert_eq(rp_clusters_count(rig.clusters), 1);
	cluster = rp_clusters_at(rig.clusters, 0);
	cr_assert_eq(cluster->count, PRINTS + 1);
	cr_assert(!cluster->all_pairs);
	cr_assert_eq(cluster->members[0].id, 0);
	cr_assert(cluster->members[1].beside);
	for (i = 1; i < cluster->count; i++) {
		beside += cluster->members[i].beside;
		cr_assert_eq(cluster->members[i].compared, i > 1);
	}
	cr_assert_eq(beside, 1);
	rig_close(&rig);
}
