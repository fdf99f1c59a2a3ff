/* SPDX-License-Identifier: Apache-2.0 */
/*
 * strangers.c - see strangers.h
 *
 * Articles read once are kept for the samples that follow, which hold the same
 * ones more often than not.
 *
 * What of other names and figures is in two articles does not make strangers of
 * them if both are for the most part one report: outlets add paragraphs of
 * their own to what the wire brought, and those have nothing in common. So
 * where what two articles of different outlets share is most of either, tells
 * of something and begins one of them, they are prints. What releases of a
 * company say about it stands behind all of them.
 */
#include "strangers.h"

#include "apart.h"
#include "hash.h"
#include "index.h"
#include "signatures.h"

#include <stdlib.h>
#include <string.h>

/* Where what is shared is most of an article, more of them are asked for,
 * since three versions of one short report might pass for three articles. */
#define MANY_MOST 5
/* Articles kept; more than a sample. */
#define KEPT 48
/* Pairs remembered, a power of two. */
#define KNOWN 1024

/* What two articles were found to be. */
struct acquaintance {
	uint64_t pair; /* both nodes; 0: empty, since a node is not its own */
	bool apart;
	bool most; /* what they share is most of either */
};

struct rp_strangers {
	const struct rp_match *match;
	struct rp_signatures signatures;
	struct acquaintance known[KNOWN];
	struct rp_apart specimens[KEPT];
	uint64_t used[KEPT]; /* the sample that asked for it last; 0: empty */
	uint64_t sample;     /* number of this one */
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

/* Articles of two hosts, each with all its prints. A frame is one site's, and
 * where a group has it on many each has it more than once; a story of which an
 * outlet made most of its article comes once from each. */
static bool other_outlets(const struct rp_text_node *a,
			  const struct rp_text_node *b)
{
	return a->host && b->host && a->host != b->host;
}

/* Hold two articles against each other, or remember what came of it. */
static const struct acquaintance *meet(struct rp_strangers *strangers,
				       struct rp_apart *a, struct rp_apart *b)
{
	const struct rp_text_node *nodes = strangers->match->nodes;
	uint64_t pair = (uint64_t)a->node << 32 | b->node;
	struct acquaintance *known =
	    &strangers->known[rp_hash_mix(pair) & (KNOWN - 1)];
	struct rp_apart_found found;

	if (known->pair == pair)
		return known;
	known->pair = pair;
	known->most = false;
	known->apart = false;
	if (rp_nodes_same_page(&nodes[a->node], &nodes[b->node]))
		return known;
	found = rp_apart_compare(a, b);
	known->most = found.most;
	known->apart =
	    found.different &&
	    !(found.story && other_outlets(&nodes[a->node], &nodes[b->node]));
	return known;
}

/* Whether the specimen is a different article from all kept before. */
static bool is_stranger(size_t *need, struct rp_strangers *strangers,
			struct rp_apart *specimen, struct rp_apart *const *kept,
			size_t count)
{
	bool apart = true;
	size_t i;

	for (i = 0; i < count && apart; i++) {
		const struct acquaintance *known =
		    meet(strangers, specimen, kept[i]);

		apart = known->apart;
		if (known->most)
			*need = MANY_MOST;
	}
	return apart;
}

void rp_strangers_want(const struct rp_match *match, const uint32_t *nodes,
		       size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		rp_node_want_signature(match, nodes[i]);
	for (i = 0; i < count && i < MANY_MOST; i++)
		rp_node_want_words(match, nodes[i]);
}

int rp_strangers_judge(bool *out, struct rp_strangers *strangers,
		       const uint32_t *nodes, size_t count)
{
	struct rp_apart *kept[RP_STRANGERS_SAMPLE];
	size_t kept_count = 0;
	size_t need = RP_STRANGERS_MANY;
	bool prints;
	size_t i;
	int status = alike(&prints, &strangers->signatures, nodes, count);

	*out = false;
	if (status != RP_OK || prints)
		return status;
	strangers->sample++;
	for (i = 0; i < count; i++) {
		struct rp_apart *specimen;

		status = specimen_of(&specimen, strangers, nodes[i]);
		if (status != RP_OK)
			return status;
		if (is_stranger(&need, strangers, specimen, kept, kept_count))
			kept[kept_count++] = specimen;
		/* Whatever follows; or not even if all that follow are
		 * different. */
		if (kept_count >= MANY_MOST ||
		    kept_count + (count - i - 1) < need)
			break;
	}
	*out = kept_count >= need;
	return RP_OK;
}
