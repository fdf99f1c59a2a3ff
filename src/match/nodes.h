/* SPDX-License-Identifier: Apache-2.0 */
/*
 * nodes.h - the distinct texts of a corpus, as matching sees them
 *
 * Articles with the same normalised text are one node: they are found by
 * their content hash and never cost a comparison. Nodes are numbered in the
 * order of their content hashes, so that a node's number, and with it every
 * tie broken by it, does not depend on the order of arrival.
 */
#ifndef RP_NODES_H
#define RP_NODES_H

#include "reprint_nights.h"
#include "seal.h"
#include "spooled.h"

/* A text of fewer words is a notice: it is one report only with a text of
 * the same days. */
#define RP_NOTICE_WORDS 60
#define RP_NOTICE_DAYS	3
/* What asks to subscribe, below a teaser, has fewer words. */
#define RP_PLEA_WORDS 60

/* A longer text is an article's more likely than a site's. Those of 740 real
 * pages that were not had 15 to 46 words, leads without a word of their title
 * up to 69. */
#define RP_STRAY_WORDS 100

struct rp_furniture;
struct rp_house;
struct rp_index;

/* More places than are told apart. */
#define RP_SLOTS_LIMIT 127u

static inline unsigned char rp_slots_cut(uint32_t count)
{
	return (unsigned char)(count < RP_SLOTS_LIMIT ? count : RP_SLOTS_LIMIT);
}

struct rp_text_node {
	uint64_t simhash;
	uint64_t spool;	   /* where words and marks lie */
	uint32_t tokens;   /* words */
	uint32_t shingles; /* distinct */
	uint32_t copies;   /* articles with this text, >= 1 */
	uint32_t selected; /* shingles that excerpts are found by */
	uint32_t article;  /* the first one with this text */
	uint32_t page;	   /* hash of the address, if they share one; or 0 */
	uint16_t host;	   /* hash of it, if they share one and … */
	uint8_t stray; /* … a title that the text says nothing of: its code
			  (rp_facts); or 0 */
	bool stub : 1; /* the text is a site's, not the article's: it is
			  compared with nothing */
	unsigned char slots : 7; /* places in which the form that it is of is
				    filled in (forms.h); 0: it is of none */
	/* The same as struct rp_node_dates, in half the room: seconds behind
	 * earliest, and before the latest. More than 136 years between the
	 * first and the last print count as 136. */
	uint32_t span;
	uint32_t first_end;
	uint32_t last_begin;
	int64_t earliest; /* INT64_MAX: none has a date */
};

_Static_assert(sizeof(struct rp_text_node) == 64,
	       "DESIGN.md states the bytes a text");

/* When the articles with one text were published, of those that have a date;
 * earliest > latest: none has. A date may be a whole day: it begins and ends.
 */
struct rp_node_dates {
	int64_t earliest;   /* beginning */
	int64_t latest;	    /* end */
	int64_t first_end;  /* the earliest end … */
	int64_t last_begin; /* … and the latest beginning */
};

static inline struct rp_node_dates rp_node_dates(
    const struct rp_text_node *node)
{
	int64_t latest = node->earliest + node->span;

	if (node->earliest == INT64_MAX)
		return (struct rp_node_dates){INT64_MAX, INT64_MIN, INT64_MAX,
					      INT64_MIN};
	return (struct rp_node_dates){node->earliest, latest,
				      node->earliest + node->first_end,
				      latest - node->last_begin};
}

static inline uint32_t rp_node_seconds(int64_t seconds)
{
	return seconds < UINT32_MAX ? (uint32_t)seconds : UINT32_MAX;
}

static inline void rp_node_set_dates(struct rp_text_node *node,
				     const struct rp_node_dates *dates)
{
	bool none = dates->earliest > dates->latest;

	node->earliest = none ? INT64_MAX : dates->earliest;
	node->span =
	    none ? 0 : rp_node_seconds(dates->latest - dates->earliest);
	node->first_end =
	    none ? 0 : rp_node_seconds(dates->first_end - dates->earliest);
	node->last_begin =
	    none ? 0 : rp_node_seconds(dates->latest - dates->last_begin);
}

/* Long enough to be compared, and an article's. */
static inline bool rp_node_eligible(const struct rp_text_node *node)
{
	return node->tokens >= RP_MIN_WORDS && !node->stub;
}

/* Seconds between the dates of two nodes, 0 where they overlap; negative if
 * one of them has none. */
static inline int64_t rp_nodes_apart(const struct rp_text_node *a,
				     const struct rp_text_node *b)
{
	struct rp_node_dates one = rp_node_dates(a);
	struct rp_node_dates two = rp_node_dates(b);

	if (one.earliest > one.latest || two.earliest > two.latest)
		return -1;
	if (one.latest < two.earliest)
		return two.earliest - one.latest;
	return two.latest < one.earliest ? one.earliest - two.latest : 0;
}

/* Seconds that lie at least between the first and the last of all articles of
 * two nodes; negative if one of them has no date. */
static inline int64_t rp_nodes_spread(const struct rp_text_node *a,
				      const struct rp_text_node *b)
{
	struct rp_node_dates one = rp_node_dates(a);
	struct rp_node_dates two = rp_node_dates(b);
	int64_t first =
	    one.first_end < two.first_end ? one.first_end : two.first_end;
	int64_t last =
	    one.last_begin > two.last_begin ? one.last_begin : two.last_begin;

	if (one.earliest > one.latest || two.earliest > two.latest)
		return -1;
	return last > first ? last - first : 0;
}

static inline bool rp_nodes_same_page(const struct rp_text_node *a,
				      const struct rp_text_node *b)
{
	return a->page && a->page == b->page;
}

/* Places of the form that both are of, of the one with fewer; 0: they are of
 * none. */
static inline uint32_t rp_nodes_slots(const struct rp_text_node *a,
				      const struct rp_text_node *b)
{
	return a->slots < b->slots ? a->slots : b->slots;
}

/* Of one site, each with all its prints. */
static inline bool rp_nodes_same_site(const struct rp_text_node *a,
				      const struct rp_text_node *b)
{
	return a->host && a->host == b->host;
}

/* Pages of one site with titles that are not the same, and neither text says
 * anything of its own: what they share is the site's. */
static inline bool rp_nodes_stray(const struct rp_text_node *a,
				  const struct rp_text_node *b)
{
	return a->stray && b->stray && a->stray != b->stray &&
	       rp_nodes_same_site(a, b) && !rp_nodes_same_page(a, b) &&
	       a->tokens < RP_STRAY_WORDS && b->tokens < RP_STRAY_WORDS;
}

/* What makes a pair one report, and how it was chosen to compare. */
struct rp_match {
	const struct rp_text_node *nodes;
	uint32_t count;
	const struct rp_options *options;
	const struct rp_spool *spool;
	unsigned threads;		      /* >= 1 */
	const struct rp_furniture *furniture; /* what does not count; or NULL */
	const struct rp_index *index; /* of all articles, or NULL: nothing is
					 proposed or searched for */
	const uint32_t *node_of; /* of the articles of the index: the node whose
				    first article it is, or RP_NODE_NONE */
	uint32_t articles;
	struct rp_seals seals;	      /* of runs before */
	const struct rp_memo *memo;   /* the same; NULL: none */
	const struct rp_house *house; /* how houses write; NULL: all the same
				       */
};

#define RP_NODE_NONE UINT32_MAX

/* Where a node lies on the spool, in steps of 64 KiB: work in this order looks
 * at neighbours. */
static inline uint64_t rp_node_place(const struct rp_match *match,
				     uint32_t node)
{
	return (uint32_t)(match->nodes[node].spool >> 16);
}

/* The same in steps of 64 bytes: no two of a corpus below 256 GiB share it. */
static inline uint32_t rp_node_spot(const struct rp_match *match, uint32_t node)
{
	return (uint32_t)(match->nodes[node].spool >> 6);
}

/* What is known of the node is looked at soon. */
static inline void rp_node_expect(const struct rp_match *match, uint32_t node)
{
	const char *at = (const char *)&match->nodes[node];

	__builtin_prefetch(at);
	__builtin_prefetch(at + sizeof(*match->nodes) - 1);
}

/* The words if they are the node's; NULL: they were changed, or there are none.
 */
static inline const uint32_t *rp_node_sound_words(const struct rp_match *match,
						  uint32_t node,
						  const uint32_t *words)
{
	const struct rp_text_node *at = &match->nodes[node];

	return rp_seal_fits_words(&match->seals, at->article, words, at->tokens)
		   ? words
		   : NULL;
}

/* A node's words, and behind them a mark for each; NULL: the spool failed, or
 * they are not what an earlier run wrote. */
static inline const uint32_t *rp_node_words(const struct rp_match *match,
					    uint32_t node)
{
	return rp_node_sound_words(
	    match, node,
	    match->spool->view(match->spool->context, match->nodes[node].spool,
			       RP_SKETCH_BYTES(match->nodes[node].tokens)));
}

/* The same into out. */
static inline int rp_node_read_words(uint32_t *out,
				     const struct rp_match *match,
				     uint32_t node)
{
	int status =
	    rp_spooled_read(out, match->spool, match->nodes[node].spool,
			    RP_SKETCH_BYTES(match->nodes[node].tokens));

	if (status != RP_OK)
		return status;
	return rp_node_sound_words(match, node, out) ? RP_OK : RP_ESTORE;
}

/* The same where they stand as long as the corpus; NULL: they are to be read.
 */
static inline const uint32_t *rp_node_words_in_memory(
    const struct rp_match *match, uint32_t node)
{
	return rp_node_sound_words(
	    match, node,
	    rp_spooled_in_memory(match->spool, match->nodes[node].spool,
				 RP_SKETCH_BYTES(match->nodes[node].tokens)));
}

/* Jaccard and containment of sets with shared members in common. */
static inline double rp_jaccard(uint32_t shared, uint32_t a, uint32_t b)
{
	return (double)shared / ((double)a + (double)b - (double)shared);
}

static inline double rp_containment(uint32_t shared, uint32_t a, uint32_t b)
{
	return (double)shared / (double)(a < b ? a : b);
}

#endif
