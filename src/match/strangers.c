/* SPDX-License-Identifier: Apache-2.0 */
/*
 * strangers.c - see strangers.h
 *
 * Articles read once are kept for the samples that follow, which hold the same
 * ones more often than not.
 *
 * Other names and figures do not make strangers of articles that are for the
 * most part one report: outlets add paragraphs of their own to what the wire
 * brought, and those have nothing in common. So what would be furniture is
 * looked at once more, all of the sample, the longest first.
 *
 * A site that says the same below another first sentence, with other names,
 * fills in a form (who was named to a list, what was drawn): it prints a report
 * once. Of two sites it may be one report under a lead of each.
 *
 * Where a site says the same on five days, each time below something else, that
 * something may have neither names nor figures: the menu of a week, a job, what
 * a newsletter holds.
 *
 * Where it is all of one article and most of another, which tells of something
 * else besides, it is a report that the other took in, if half of the sample
 * has that article, or two that are told apart; of a frame alone no article is
 * made that names anybody.
 *
 * One that has nothing to be told by is left out where it stands in the way: it
 * differs from nobody.
 *
 * Where some article begins with it, and it is two thirds of two that are not
 * of one site, those are prints, unless one site has two such articles. A frame
 * behind the texts, as what a company says of itself in all its releases,
 * begins none; one before them that tells of something is taken for a report.
 * None is as long as an article, though: what several sites have at length on
 * the same days, each below something of its own, is a report too.
 */
#include "strangers.h"

#include "apart.h"
#include "day.h"
#include "hash.h"
#include "signatures.h"

#include <stdlib.h>
#include <string.h>

/* Where what is shared is most of an article, more of them are asked for,
 * since three versions of one short report might pass for three articles. */
#define MANY_MOST RP_STRANGERS_READ
/* Days in which outlets print what the wire brought. */
#define DAYS_TOGETHER 3
/* Articles kept; more than a sample. */
#define KEPT 48
/* Pairs remembered, a power of two. */
#define KNOWN 1024

/* What two articles were found to be. */
struct acquaintance {
	uint64_t pair; /* both nodes; 0: empty, since a node is not its own */
	struct rp_apart_found found;
};

struct rp_strangers {
	const struct rp_match *match;
	struct rp_signatures signatures;
	struct acquaintance known[KNOWN];
	struct rp_apart specimens[KEPT];
	uint64_t used[KEPT]; /* the sample that asked for it last; 0: empty */
	uint64_t sample;     /* number of this one */
	bool one_site;	     /* it is of one */
	uint32_t *words;     /* of the article being read */
	size_t capacity;
};

int rp_strangers_create(struct rp_strangers **out, const struct rp_match *match)
{
	struct rp_strangers *strangers = malloc(sizeof(*strangers));
	size_t i;

	if (!strangers)
		return RP_ENOMEM;
	strangers->match = match;
	rp_signatures_init(&strangers->signatures, match);
	strangers->sample = 0;
	strangers->words = NULL;
	strangers->capacity = 0;
	memset(strangers->known, 0, sizeof(strangers->known));
	for (i = 0; i < KEPT; i++)
		strangers->used[i] = 0;
	*out = strangers;
	return RP_OK;
}

void rp_strangers_free(struct rp_strangers *strangers)
{
	if (!strangers)
		return;
	rp_signatures_dispose(&strangers->signatures);
	free(strangers->words);
	free(strangers);
}

/* The article of a node, from those kept or in place of the one that was not
 * asked for the longest; none of this sample's is given up. */
static int specimen_of(struct rp_apart **out, struct rp_strangers *strangers,
		       uint32_t node)
{
	struct rp_sentences view;
	size_t oldest = 0;
	size_t i;
	int status;

	for (i = 0; i < KEPT; i++) {
		if (strangers->used[i] &&
		    strangers->specimens[i].node == node) {
			strangers->used[i] = strangers->sample;
			*out = &strangers->specimens[i];
			return RP_OK;
		}
		if (strangers->used[i] < strangers->used[oldest])
			oldest = i;
	}
	status =
	    rp_sentences_read(&view, &strangers->words, &strangers->capacity,
			      strangers->match, node);
	if (status == RP_OK)
		rp_apart_take(&strangers->specimens[oldest], &view, node);
	strangers->used[oldest] = status == RP_OK ? strangers->sample : 0;
	*out = &strangers->specimens[oldest];
	return status;
}

/* All prints of one text, as far as signatures tell: nine slots of ten agree
 * with the first. Pages that are furniture for the most part may agree in
 * eight. */
static int alike(bool *out, struct rp_signatures *signatures,
		 const uint32_t *nodes, size_t count)
{
	size_t hashes = signatures->match->options->hashes;
	int status = RP_OK;
	size_t i;

	*out = true;
	for (i = 1; i < count && *out && status == RP_OK; i++) {
		size_t agree = 0;

		status =
		    rp_signatures_agree(&agree, signatures, nodes[0], nodes[i]);
		*out = agree * 10 >= hashes * 9;
	}
	return status;
}

/* Hold two articles against each other, in whichever order, or remember what
 * came of it; the node of the smaller number is a. Two of one page are
 * versions. */
static struct rp_apart_found meet(struct rp_strangers *strangers,
				  struct rp_apart *one, struct rp_apart *other)
{
	static const struct rp_apart_found versions;
	const struct rp_text_node *nodes = strangers->match->nodes;
	struct rp_apart *a = one->node < other->node ? one : other;
	struct rp_apart *b = a == one ? other : one;
	uint64_t pair = (uint64_t)a->node << 32 | b->node;
	struct acquaintance *known =
	    &strangers->known[rp_hash_mix(pair) & (KNOWN - 1)];

	if (known->pair == pair)
		return known->found;
	known->pair = pair;
	known->found = rp_nodes_same_page(&nodes[a->node], &nodes[b->node])
			   ? versions
			   : rp_apart_compare(a, b);
	return known->found;
}

static bool same_site(const struct rp_strangers *strangers,
		      const struct rp_apart *a, const struct rp_apart *b)
{
	const struct rp_text_node *nodes = strangers->match->nodes;

	return rp_nodes_same_site(&nodes[a->node], &nodes[b->node]);
}

/* Two of different sites and of the same days that have at length the same
 * report. Of two whose sites or dates are unknown nobody knows. */
static bool are_of_a_day(const struct rp_strangers *strangers,
			 const struct rp_apart *a, const struct rp_apart *b)
{
	const struct rp_text_node *one = &strangers->match->nodes[a->node];
	const struct rp_text_node *two = &strangers->match->nodes[b->node];
	int64_t spread = rp_nodes_spread(one, two);

	return one->host && two->host && one->host != two->host &&
	       spread >= 0 && spread <= DAYS_TOGETHER * RP_DAY;
}

/* Two of two days, each with something of its own, of one site that alone has
 * what they share; a report that it brings up to date is longer, and has names.
 * A plea comes again on one day too, and on several sites. */
static bool comes_again(struct rp_strangers *strangers, struct rp_apart *a,
			struct rp_apart *b)
{
	const struct rp_text_node *nodes = strangers->match->nodes;
	struct rp_apart_found found = meet(strangers, a, b);

	return found.own && !found.story &&
	       (found.plea || (strangers->one_site &&
			       rp_nodes_apart(&nodes[a->node],
					      &nodes[b->node]) > RP_NEXT_DAY));
}

/* Whether two tell of something else. Above a paywall's plea their leads say
 * so, and above what one site prints; another site may have put a lead of its
 * own above a report. */
static bool are_told(const struct rp_strangers *strangers,
		     const struct rp_apart_found *found,
		     const struct rp_apart *a, const struct rp_apart *b)
{
	return found->different ||
	       (found->leads && (found->plea || same_site(strangers, a, b)));
}

/* Whether the specimen is a different article from all kept before; where what
 * is shared is most of both at two sites they are prints, with led, or if it is
 * long and they are of the same days. */
static bool is_stranger(size_t *need, struct rp_strangers *strangers,
			struct rp_apart *specimen, struct rp_apart *const *kept,
			size_t count, bool led)
{
	bool apart = true;
	bool again = false;
	size_t i;

	for (i = 0; i < count && apart; i++) {
		struct rp_apart_found found =
		    meet(strangers, specimen, kept[i]);
		bool told = are_told(strangers, &found, specimen, kept[i]);

		apart = (told || comes_again(strangers, specimen, kept[i])) &&
			!(led && found.story &&
			  !same_site(strangers, specimen, kept[i])) &&
			!(found.lengthy &&
			  are_of_a_day(strangers, specimen, kept[i]));
		again |= !told;
		if (found.most)
			*need = MANY_MOST;
	}
	if (apart && again)
		*need = MANY_MOST;
	return apart;
}

/* Articles of a sample that are different from each other. */
struct tally {
	struct rp_apart *kept[RP_STRANGERS_SAMPLE];
	size_t count;
	size_t need; /* so many are enough */
};

/* Take one more into account, behind which left follow; whether what follows
 * can change nothing, either way. */
static bool add_specimen(struct tally *tally, struct rp_strangers *strangers,
			 struct rp_apart *specimen, size_t left, bool led)
{
	if (is_stranger(&tally->need, strangers, specimen, tally->kept,
			tally->count, led))
		tally->kept[tally->count++] = specimen;
	return tally->count >= MANY_MOST || tally->count + left < tally->need;
}

/* The longest first; of equal ones that which came first. */
static void sort_specimens(struct rp_apart **specimens, size_t count)
{
	size_t i;
	size_t k;

	for (i = 1; i < count; i++) {
		struct rp_apart *specimen = specimens[i];

		for (k = i; k > 0 && specimens[k - 1]->words < specimen->words;
		     k--)
			specimens[k] = specimens[k - 1];
		specimens[k] = specimen;
	}
}

/* Whether a specimen is told from no other, and says too little of its own to
 * be. */
static bool is_mute(struct rp_strangers *strangers,
		    struct rp_apart *const *specimens, size_t count, size_t at)
{
	struct rp_apart *one = specimens[at];
	size_t i;

	for (i = 0; i < count; i++) {
		struct rp_apart_found found;

		if (i == at)
			continue;
		found = meet(strangers, one, specimens[i]);
		if (are_told(strangers, &found, one, specimens[i]) ||
		    !(one->node < specimens[i]->node ? found.mute_a
						     : found.mute_b))
			return false;
	}
	return true;
}

/* Whether half of the specimens or more are told apart by names. */
static bool have_names(struct rp_apart *const *specimens, size_t count)
{
	size_t names = 0;
	size_t i;

	for (i = 0; i < count; i++)
		names += specimens[i]->names;
	return names * 2 >= count;
}

/* Leave out those, and who has facts of another kind than most have; returns
 * how many others there are, in their order. */
static size_t leave_mute(struct rp_strangers *strangers,
			 struct rp_apart **specimens, size_t count)
{
	const bool names = have_names(specimens, count);
	bool mute[RP_STRANGERS_SAMPLE];
	size_t left = 0;
	size_t i;

	for (i = 0; i < count; i++)
		mute[i] = specimens[i]->names != names ||
			  is_mute(strangers, specimens, count, i);
	for (i = 0; i < count; i++)
		if (!mute[i])
			specimens[left++] = specimens[i];
	return left;
}

/* Whether specimens are enough different articles, each taken in that differs
 * from those before. One that is mute, or is told by facts of another kind than
 * most are, differs from nobody: the first of all, it would hide that the
 * others do. */
static bool are_enough(struct rp_strangers *strangers,
		       struct rp_apart **specimens, size_t count, bool led)
{
	size_t left = count;

	do {
		struct tally tally = {.need = RP_STRANGERS_MANY};
		size_t i;

		count = left;
		for (i = 0; i < count; i++)
			if (add_specimen(&tally, strangers, specimens[i],
					 count - i - 1, led))
				break;
		if (tally.count >= tally.need)
			return true;
		left = leave_mute(strangers, specimens, count);
	} while (left < count);
	return false;
}

/* Whether two of some specimens are so to each other. */
static bool any_two(struct rp_strangers *strangers,
		    struct rp_apart *const *specimens, size_t count,
		    bool (*are)(struct rp_strangers *strangers,
				struct rp_apart *a, struct rp_apart *b))
{
	size_t i;
	size_t k;

	for (i = 1; i < count; i++)
		for (k = 0; k < i; k++)
			if (are(strangers, specimens[i], specimens[k]))
				return true;
	return false;
}

static bool are_parted(struct rp_strangers *strangers, struct rp_apart *a,
		       struct rp_apart *b)
{
	struct rp_apart_found found = meet(strangers, a, b);

	return are_told(strangers, &found, a, b);
}

/* Whether one specimen is all of what the sample shares, and others have more
 * besides: half of them have it, or two that are told apart. In one alone of
 * many it may be a print of it, with what the sample shares below both. */
static bool is_whole(struct rp_strangers *strangers,
		     struct rp_apart *const *specimens, size_t count, size_t at)
{
	struct rp_apart *holders[RP_STRANGERS_SAMPLE];
	size_t holding = 0;
	size_t within = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (i == at || !rp_apart_within(specimens[at], specimens[i]))
			continue;
		within++;
		if (meet(strangers, specimens[at], specimens[i]).whole)
			holders[holding++] = specimens[i];
	}
	return holding > 0 &&
	       (within * 2 >= count - 1 ||
		any_two(strangers, holders, holding, are_parted));
}

/* Whether what a sample shares is all of one article, and more than that of
 * others. */
static bool has_whole(struct rp_strangers *strangers,
		      struct rp_apart *const *specimens, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (is_whole(strangers, specimens, count, i))
			return true;
	return false;
}

/* Whether one of two begins with what the other has too. */
static bool are_led(struct rp_strangers *strangers, struct rp_apart *a,
		    struct rp_apart *b)
{
	(void)strangers;
	return rp_apart_led(a, b) || rp_apart_led(b, a);
}

static int read_all(struct rp_apart *specimens[RP_STRANGERS_SAMPLE],
		    struct rp_strangers *strangers, const uint32_t *nodes,
		    size_t count)
{
	int status = RP_OK;
	size_t i;

	for (i = 0; i < count && status == RP_OK; i++)
		status = specimen_of(&specimens[i], strangers, nodes[i]);
	return status;
}

/* Whether nodes are enough different articles by what they do not share; most
 * often a few of them say so, and no more are read. */
static int differ(bool *out, struct rp_strangers *strangers,
		  const uint32_t *nodes, size_t count)
{
	struct rp_apart *specimens[RP_STRANGERS_SAMPLE];
	struct tally tally = {.need = RP_STRANGERS_MANY};
	int status;
	size_t left;
	size_t i;

	for (i = 0; i < count; i++) {
		struct rp_apart *specimen;

		status = specimen_of(&specimen, strangers, nodes[i]);
		if (status != RP_OK)
			return status;
		if (add_specimen(&tally, strangers, specimen, count - i - 1,
				 false))
			break;
	}
	*out = tally.count >= tally.need;
	if (*out)
		return RP_OK;
	status = read_all(specimens, strangers, nodes, count);
	if (status != RP_OK)
		return status;
	left = leave_mute(strangers, specimens, count);
	*out = left < count && are_enough(strangers, specimens, left, false);
	return RP_OK;
}

/* Two that share a frame and no report: of one site, which has its frame on
 * each article and a report once, or what comes again anywhere. */
static bool are_framed(struct rp_strangers *strangers, struct rp_apart *a,
		       struct rp_apart *b)
{
	return (same_site(strangers, a, b) &&
		meet(strangers, a, b).different) ||
	       comes_again(strangers, a, b);
}

/* Two prints at length, of the same days. */
static bool are_lengthy(struct rp_strangers *strangers, struct rp_apart *a,
			struct rp_apart *b)
{
	return are_of_a_day(strangers, a, b) && meet(strangers, a, b).lengthy;
}

/* Whether they are no prints of a report either, all being read. */
static int are_strangers(bool *out, struct rp_strangers *strangers,
			 const uint32_t *nodes, size_t count)
{
	struct rp_apart *specimens[RP_STRANGERS_SAMPLE];
	bool led;
	int status = read_all(specimens, strangers, nodes, count);

	if (status != RP_OK)
		return status;
	led = any_two(strangers, specimens, count, are_led);
	*out = !has_whole(strangers, specimens, count);
	if (!*out ||
	    (!led && !any_two(strangers, specimens, count, are_lengthy)) ||
	    any_two(strangers, specimens, count, are_framed))
		return RP_OK;
	sort_specimens(specimens, count);
	*out = are_enough(strangers, specimens, count, led);
	return RP_OK;
}

static bool are_of_one_site(const struct rp_strangers *strangers,
			    const uint32_t *nodes, size_t count)
{
	const struct rp_text_node *all = strangers->match->nodes;
	size_t i;

	for (i = 1; i < count; i++)
		if (!rp_nodes_same_site(&all[nodes[0]], &all[nodes[i]]))
			return false;
	return count > 1;
}

int rp_strangers_judge(bool *out, struct rp_strangers *strangers,
		       const uint32_t *nodes, size_t count)
{
	bool prints;
	int status = alike(&prints, &strangers->signatures, nodes, count);

	*out = false;
	if (status != RP_OK || prints)
		return status;
	strangers->sample++;
	strangers->one_site = are_of_one_site(strangers, nodes, count);
	status = differ(out, strangers, nodes, count);
	return status == RP_OK && *out
		   ? are_strangers(out, strangers, nodes, count)
		   : status;
}
