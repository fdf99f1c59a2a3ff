/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_corpus.c - articles made of the same few sentences, grouped
 *
 * A byte appends a sentence to an article, as it is or with other names,
 * figures, marks or words; END begins the next one, and the byte behind it says
 * where and when it stood. What is grouped is held against what the header
 * promises: the same clusters whatever the order and the threads, each article
 * once, and each that does not stay related to one that does.
 */
#include "fuzz.h"
#include "reprint_compare.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARTICLES  24
#define SENTENCES 48
#define BYTES	  300 /* of a sentence, at most */
#define END	  0xff

struct article {
	char text[SENTENCES * BYTES];
	size_t len;
	char host[16];
	char url[32];
	char date[32];
	char key[24];
};

struct pile {
	struct article items[ARTICLES];
	size_t count;
};

/* %1$s a name, %2$u a figure, %3$u another one for each sentence. */
static const char *const sentences[] = {
    "Fire crews from %1$s were called to mill %2$u shortly after midnight when "
    "a driver saw flames behind the windows of floor %3$u. ",
    "More than %2$u firefighters worked through the night to keep the blaze "
    "from spreading, said %1$s, whose house is number %3$u. ",
    "The mill had stood empty since %1$s moved its machines away in 20%2$02u, "
    "and the council had refused plans for it %3$u times. ",
    "Investigators will enter the ruins once the walls have been made safe, "
    "which %1$s thinks may take %2$u days, or %3$u. ",
    "Trains to %1$s were running again by noon after engineers had looked over "
    "bridge %2$u, which passes behind lane %3$u. ",
    "\xe2\x80\x9cWe have lost a piece of the history of %1$s,\xe2\x80\x9d said "
    "the mayor, \xe2\x80\x9c"
    "and %2$u people, or %3$u, will miss "
    "it.\xe2\x80\x9d ",
    "Der B\xc3\xbcrgermeister von %1$s sagte am Dienstag, dass %2$u "
    "H\xc3\xa4user "
    "in der Stra\xc3\x9f"
    "e %3$u ger\xc3\xa4umt worden seien. ",
    "\xe5\xb8\x82\xe9\x95\xbf\xe5\x9c\xa8%1$s\xe8\xaf\xb4\xef\xbc\x8c%2$u"
    "\xe5\x90\x8d\xe6\xb6\x88\xe9\x98\xb2\xe5\x91\x98\xe6\x95\xb4\xe5\xa4\x9c"
    "\xe5\xb7\xa5\xe4\xbd\x9c\xef\xbc\x8c%3$"
    "u\xe4\xba\xba\xe5\x8f\x97\xe4\xbc\xa4"
    "\xe3\x80\x82",
    "\xd9\x82\xd8\xa7\xd9\x84 \xd8\xa7\xd9\x84\xd9\x85\xd8\xaa\xd8\xad\xd8\xaf"
    "\xd8\xab \xd8\xa8\xd8\xa7\xd8\xb3\xd9\x85 %1$s \xd8\xa5\xd9\x86 %2$u "
    "\xd8\xb4\xd8\xae\xd8\xb5\xd8\xa7 \xd8\xa3\xd8\xb5\xd9\x8a\xd8\xa8\xd9\x88"
    "\xd8\xa7 \xd9\x81\xd9\x8a "
    "\xd8\xa7\xd9\x84\xd8\xad\xd8\xa7\xd8\xaf\xd8\xab "
    "\xd8\xb1\xd9\x82\xd9\x85 %3$u. ",
    "Winning numbers: %2$u, %3$u, 12, 31. Jackpot of %1$s: %2$u,000,000. ",
    "Sign up for the newsletter of the %1$s Mercury and read %2$u stories for "
    "%3$u crowns, with the weather of your town every morning. ",
    "Mirren Foods of %1$s makes bread and cheese in %2$u bakeries, has %3$u "
    "people and is owned by those who work there. ",
    "What becomes of the land nobody could say, though the council is to talk "
    "of it again before the summer, and people in the lane have asked for a "
    "garden. ",
    "\xe2\x80\x94 The walls of %1$s will not stand, said the engineer of hall "
    "%2$u, room %3$u.\n",
    "The %1$s fire of year %2$u\n",
    "By noon %1$s had %2$u, %1$s had %3$u, and %1$s had none. "};

#define COUNT (sizeof(sentences) / sizeof(sentences[0]))

static const char *const names[] = {"Harlow", "Brent", "Anna Pell",
				    "Westfield"};

enum how { PLAIN, NAMED, COUNTED, QUOTED, LINED, CUT, WORDS, BOTH };

/* Words that no other sentence has, some with capitals. */
static size_t put_words(char *out, size_t size, size_t number)
{
	size_t len = 0;
	size_t i;

	for (i = 0; i < 14; i++)
		len += (size_t)snprintf(out + len, size - len, "%c%zux%zu ",
					i % 5 == 2 ? 'N' : 'w', number, i);
	out[len - 1] = '.';
	return len;
}

/* number: of the sentence in the pile. */
static size_t put_sentence(char *out, size_t size, uint8_t byte, size_t number)
{
	const enum how how = byte >> 5;
	const size_t which = (byte & 31) % COUNT;
	const bool named = how == NAMED || how == BOTH;
	const unsigned figure = how == COUNTED || how == BOTH ? 7 : 19;
	const char *name = names[named ? 1 + number % 3 : byte & 16 ? 1 : 0];
	size_t len = 0;
	int put;

	if (how == WORDS)
		return put_words(out, size, number);
	if (how == QUOTED)
		out[len++] = '"';
	if (how == LINED)
		out[len++] = '\n';
	put = snprintf(out + len, size - len, sentences[which], name,
		       figure + (unsigned)which, (unsigned)which * 3 + figure);
	if (put < 0 || (size_t)put >= size - len)
		abort();
	len += how == CUT ? (size_t)put / 2 : (size_t)put;
	/* in the middle of a character, perhaps: what is none parts words */
	if (how == QUOTED)
		out[len++] = '"';
	return len;
}

static void take_place(struct article *article, uint8_t byte)
{
	snprintf(article->host, sizeof(article->host), "h%u.example", byte & 3);
	if (byte & 4)
		snprintf(article->date, sizeof(article->date),
			 "2026-03-%02uT%02u:00:00Z", 1 + (byte >> 4),
			 byte & 8 ? 20u : 6u);
	if (byte & 128)
		snprintf(article->url, sizeof(article->url),
			 "http://h%u.example/%u", byte & 3,
			 byte & 64 ? 1u : 2u);
}

static void read_pile(struct pile *pile, const uint8_t *bytes, size_t len)
{
	struct article *article = &pile->items[0];
	size_t left = SENTENCES;
	size_t i;

	pile->count = 1;
	for (i = 0; i < len; i++) {
		if (bytes[i] == END) {
			if (pile->count == ARTICLES)
				break;
			article = &pile->items[pile->count++];
			left = SENTENCES;
			if (++i < len)
				take_place(article, bytes[i]);
		} else if (left > 0) {
			left--;
			article->len += put_sentence(
			    article->text + article->len, BYTES, bytes[i], i);
		}
	}
	for (i = 0; i < pile->count; i++)
		snprintf(pile->items[i].key, sizeof(pile->items[i].key), "k%zu",
			 i);
}

/* A corpus, and which article of the pile each of its own is. */
struct grouped {
	struct rp_corpus *corpus;
	struct rp_clusters *clusters;
	size_t of[ARTICLES];
	size_t count;
};

static struct rp_str str(const char *s)
{
	return (struct rp_str){s, strlen(s)};
}

static void add(struct grouped *grouped, struct rp_sketcher *sketcher,
		const struct pile *pile, size_t which)
{
	const struct article *article = &pile->items[which];
	struct rp_facts facts = {.date = rp_date_parse(str(article->date)),
				 .host = str(article->host),
				 .url = str(article->url),
				 .key = str(article->key)};
	struct rp_sketch sketch;
	uint32_t id;
	int status =
	    rp_sketcher_run(&sketch, sketcher, article->text, article->len);

	if (status == RP_EEMPTY)
		return;
	if (status != RP_OK ||
	    rp_corpus_add(&id, grouped->corpus, &sketch, &facts) != RP_OK ||
	    id != grouped->count)
		abort();
	grouped->of[grouped->count++] = which;
}

static void group(struct grouped *grouped, const struct pile *pile,
		  const struct rp_options *options, bool backward)
{
	struct rp_sketcher *sketcher;
	size_t i;

	grouped->count = 0;
	if (rp_sketcher_create(&sketcher, options) != RP_OK ||
	    rp_corpus_create(&grouped->corpus, options, NULL) != RP_OK)
		abort();
	for (i = 0; i < pile->count; i++)
		add(grouped, sketcher, pile,
		    backward ? pile->count - 1 - i : i);
	if (rp_corpus_cluster(&grouped->clusters, grouped->corpus) != RP_OK)
		abort();
	rp_sketcher_free(sketcher);
}

static void ungroup(struct grouped *grouped)
{
	rp_clusters_free(grouped->clusters);
	rp_corpus_free(grouped->corpus);
}

static bool is_share(double value)
{
	return value >= 0 && value <= 1;
}

/* Whether an article's text stands in the cluster once more: it then has the
 * dates and sites of all its prints, by which a figure may be put right the
 * same day that two of the articles say is the next week's. */
static bool has_twin(struct rp_comparer *comparer,
		     const struct rp_cluster *cluster, uint32_t id)
{
	struct rp_evidence evidence;
	size_t i;

	for (i = 0; i < cluster->count; i++) {
		if (cluster->members[i].id == id)
			continue;
		if (rp_comparer_run(&evidence, comparer, id,
				    cluster->members[i].id) != RP_OK)
			abort();
		if (evidence.finding == RP_FINDING_EXACT ||
		    (evidence.jaccard == 1 && evidence.share_a == 1 &&
		     evidence.share_b == 1))
			return true;
	}
	return false;
}

/* That the member is what it is said to be. */
static void check_member(struct rp_comparer *comparer,
			 const struct rp_cluster *cluster, size_t place)
{
	const struct rp_member *member = &cluster->members[place];
	struct rp_evidence one;
	struct rp_evidence other;
	uint32_t id = cluster->members[member->compared].id;

	if (member->compared >= cluster->count || !is_share(member->jaccard) ||
	    !is_share(member->containment) ||
	    (member->relation == RP_RELATION_KEPT) != (place == 0) ||
	    !rp_member_stays(&cluster->members[member->compared], false))
		abort();
	if (place == 0)
		return;
	if (rp_comparer_run(&one, comparer, id, member->id) != RP_OK ||
	    rp_comparer_run(&other, comparer, member->id, id) != RP_OK ||
	    one.finding != other.finding || one.share_a != other.share_b ||
	    one.jaccard != other.jaccard ||
	    (one.finding < RP_FINDING_EXCERPT &&
	     !has_twin(comparer, cluster, id) &&
	     !has_twin(comparer, cluster, member->id)))
		abort();
}

static void check(const struct grouped *grouped)
{
	bool seen[ARTICLES] = {false};
	struct rp_comparer *comparer;
	size_t i;
	size_t k;

	if (rp_comparer_create(&comparer, grouped->corpus, grouped->clusters) !=
	    RP_OK)
		abort();
	for (i = 0; i < rp_clusters_count(grouped->clusters); i++) {
		const struct rp_cluster *cluster =
		    rp_clusters_at(grouped->clusters, i);

		if (cluster->count < 2 || !is_share(cluster->min_jaccard) ||
		    cluster->mean_jaccard < cluster->min_jaccard - 1e-9)
			abort();
		for (k = 0; k < cluster->count; k++) {
			uint32_t id = cluster->members[k].id;

			if (id >= grouped->count || seen[id])
				abort();
			seen[id] = true;
			check_member(comparer, cluster, k);
		}
	}
	rp_comparer_free(comparer);
}

static void check_same(const struct grouped *a, const struct grouped *b)
{
	size_t i;
	size_t k;

	if (rp_clusters_count(a->clusters) != rp_clusters_count(b->clusters))
		abort();
	for (i = 0; i < rp_clusters_count(a->clusters); i++) {
		const struct rp_cluster *one = rp_clusters_at(a->clusters, i);
		const struct rp_cluster *two = rp_clusters_at(b->clusters, i);

		if (one->name != two->name || one->count != two->count)
			abort();
		for (k = 0; k < one->count; k++) {
			const struct rp_member *first = &one->members[k];
			const struct rp_member *second = &two->members[k];

			if (a->of[first->id] != b->of[second->id] ||
			    first->relation != second->relation ||
			    first->compared != second->compared ||
			    first->beside != second->beside ||
			    first->jaccard != second->jaccard)
				abort();
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct rp_options options = RP_OPTIONS_INIT;
	struct pile *pile;
	struct grouped forward;
	struct grouped backward;

	if (len < 2)
		return 0;
	pile = calloc(1, sizeof(*pile));
	if (!pile)
		return 0;
	options.window = bytes[0] & 1 ? 3 : 0;
	options.reach = bytes[0] & 2 ? RP_REACH_COPY : RP_REACH_EXCERPT;
	options.method = bytes[0] & 4 ? RP_METHOD_SIMHASH : RP_METHOD_MINHASH;
	read_pile(pile, bytes + 1, len - 1);
	group(&forward, pile, &options, false);
	options.threads = 2;
	group(&backward, pile, &options, true);
	check(&forward);
	check_same(&forward, &backward);
	ungroup(&backward);
	ungroup(&forward);
	free(pile);
	return 0;
}
