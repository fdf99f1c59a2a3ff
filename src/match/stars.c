/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stars.c - star clustering (Aslam, Pelekhov and Rus 2004) of verified pairs
 *
 * Idea. That A matches B and B matches C does not make A and C one report;
 * connected components chain a running story of a month into one cluster, and
 * peers have lost whole corpora to that. Here a cluster is a star: an anchor
 * and nodes that were each verified against it. Anchors are taken in the
 * order of their strength, the sum of the weights of all their neighbours
 * (neighbours.h: Jaccard similarities, but for columns of news in brief), so
 * the fullest and most central print comes first and a ticker that holds pieces
 * of many reports comes late.
 *
 * A star may still hold strangers: two reports that one ticker quotes, or the
 * first and the last turn of a story around the one in the middle. So a node
 * joins only if it is compatible with the members before it, the most similar
 * first, but for one in five of many: one pair that is taken for a form would
 * else split a report of sixty prints. In a large star it is held against those
 * that joined last, which are the least similar, so the cost stays linear; and,
 * where dates may part the two, against its first and its last member: who is
 * within the window of these is within that of all between. Afterwards each
 * node moves to the anchor that it is most similar to, on the same condition.
 *
 * Strengths are sums of whole numbers (Jaccard in 2^-20), so they do not
 * depend on the order of addition. Cost: linear in edges, plus sorting nodes.
 *
 * Rejected: average linkage gives slightly tighter clusters, but a member may
 * then have no verified relation to what is kept in its place.
 */
#include "stars.h"

#include "array.h"

#include <string.h>

/* Strongest first; then the longer, then the smaller content hash. */
struct rank {
	uint64_t strength;
	uint32_t tokens;
	uint32_t node;
};

static int by_strength(const void *a, const void *b)
{
	const struct rank *first = a;
	const struct rank *second = b;

	if (first->strength != second->strength)
		return first->strength > second->strength ? -1 : 1;
	if (first->tokens != second->tokens)
		return first->tokens > second->tokens ? -1 : 1;
	return first->node < second->node ? -1 : 1;
}

/* The nodes with neighbours, in the order in which they become anchors. */
static int rank_nodes(struct rank **out, size_t *count,
		      const struct rp_match *match,
		      const struct rp_neighbours *neighbours)
{
	struct rank *ranks;
	size_t n = 0;
	uint32_t node;
	uint64_t i;

	for (node = 0; node < match->count; node++)
		n += neighbours->start[node] != neighbours->start[node + 1];
	ranks = malloc((n + 1) * sizeof(*ranks));
	if (!ranks)
		return RP_ENOMEM;
	n = 0;
	for (node = 0; node < match->count; node++) {
		uint64_t strength = 0;

		if (neighbours->start[node] == neighbours->start[node + 1])
			continue;
		for (i = neighbours->start[node];
		     i < neighbours->start[node + 1]; i++)
			strength += neighbours->items[i].weight;
		ranks[n++] =
		    (struct rank){strength, match->nodes[node].tokens, node};
	}
	qsort(ranks, n, sizeof(*ranks), by_strength);
	*out = ranks;
	*count = n;
	return RP_OK;
}

#define UNASSIGNED UINT32_MAX
#define NONE	   UINT32_MAX
/* Members that a node is held against before it joins … */
#define LOOKED_AT 64
/* … and of these so many by a comparison, for want of an edge. */
#define COMPARED 16
/* Of so many looked at such a share may be incompatible, one in five: a finding
 * on two texts may be wrong, and what matches nine members belongs to them. */
#define VETOES(looked_at) (((looked_at) + 1) / 5)

/* Of so many members the first to be incompatible decides. */
#define FEW_MEMBERS 3

/* Members of each star in a list, the last to join first. */
struct stars {
	uint32_t *anchors;
	uint32_t *first; /* of an anchor's list */
	uint32_t *next;
	uint32_t *before;
	/* Of an anchor's list, the member with the smallest first_end and the
	 * one with the largest last_begin; NONE: none is dated. NULL: dates
	 * part nothing. */
	uint32_t *earliest;
	uint32_t *latest;
	uint32_t *sizes; /* of an anchor's list … */
	uint32_t *left;	 /* … and those that left it since one of these did */
	const struct rp_match *match;
	const struct rp_neighbours *neighbours;
	const struct rp_stars_judge *judge;
	struct rp_neighbour *row; /* scratch: neighbours, the nearest first */
};

static void note_dates(struct stars *stars, uint32_t anchor, uint32_t node)
{
	const struct rp_text_node *nodes = stars->match->nodes;
	struct rp_node_dates dates = rp_node_dates(&nodes[node]);
	uint32_t *earliest = &stars->earliest[anchor];
	uint32_t *latest = &stars->latest[anchor];

	if (nodes[node].earliest == INT64_MAX)
		return;
	if (*earliest == NONE ||
	    dates.first_end < rp_node_dates(&nodes[*earliest]).first_end)
		*earliest = node;
	if (*latest == NONE ||
	    dates.last_begin > rp_node_dates(&nodes[*latest]).last_begin)
		*latest = node;
}

/* One that left is looked for among all that stay; of a large star not before a
 * share of it has left, so that each leaving costs no more than a few looks.
 * Until then it counts on. */
static void forget_dates(struct stars *stars, uint32_t anchor, uint32_t node)
{
	uint32_t member = stars->first[anchor];

	stars->sizes[anchor]--;
	if (stars->earliest[anchor] == node || stars->latest[anchor] == node ||
	    stars->left[anchor] > 0)
		stars->left[anchor]++;
	if (stars->left[anchor] == 0 ||
	    (stars->sizes[anchor] > LOOKED_AT &&
	     stars->left[anchor] < stars->sizes[anchor] / 4))
		return;
	stars->left[anchor] = 0;
	stars->earliest[anchor] = NONE;
	stars->latest[anchor] = NONE;
	for (; member != NONE; member = stars->next[member])
		note_dates(stars, anchor, member);
}

static void join(struct stars *stars, uint32_t anchor, uint32_t node)
{
	uint32_t second = stars->first[anchor];

	stars->anchors[node] = anchor;
	stars->next[node] = second;
	stars->before[node] = NONE;
	if (second != NONE)
		stars->before[second] = node;
	stars->first[anchor] = node;
	if (stars->earliest) {
		note_dates(stars, anchor, node);
		stars->sizes[anchor]++;
	}
}

static void leave(struct stars *stars, uint32_t node)
{
	uint32_t before = stars->before[node];
	uint32_t next = stars->next[node];

	if (before == NONE)
		stars->first[stars->anchors[node]] = next;
	else
		stars->next[before] = next;
	if (next != NONE)
		stars->before[next] = before;
	if (stars->earliest)
		forget_dates(stars, stars->anchors[node], node);
}

static int by_weight(const void *a, const void *b)
{
	const struct rp_neighbour *first = a;
	const struct rp_neighbour *second = b;

	if (first->weight != second->weight)
		return first->weight > second->weight ? -1 : 1;
	return first->node < second->node ? -1 : first->node > second->node;
}

static bool has_edge(const struct rp_neighbours *neighbours, uint32_t a,
		     uint32_t b)
{
	return rp_neighbours_edge(neighbours, a, b) != NULL;
}

/* Whether two texts may be two reports for their dates alone: beyond the
 * window, or as notices are. */
static bool may_part(const struct rp_match *match, uint32_t a, uint32_t b)
{
	const struct rp_text_node *one = &match->nodes[a];
	const struct rp_text_node *two = &match->nodes[b];
	uint32_t longer = one->tokens > two->tokens ? one->tokens : two->tokens;

	return rp_finding_by_dates(match->options, longer,
				   rp_nodes_spread(one, two)) !=
	       RP_FINDING_EXACT;
}

/* Whether a window parts two nodes, whatever they share. */
static bool is_outside(const struct stars *stars, uint32_t a, uint32_t b)
{
	const struct rp_text_node *nodes = stars->match->nodes;

	return rp_finding_outside(stars->match->options,
				  rp_nodes_spread(&nodes[a], &nodes[b]));
}

/* Whether the node may be a report of the same time as a member. */
static int fits_dates(bool *out, const struct stars *stars, uint32_t member,
		      uint32_t node)
{
	if (member == NONE || member == node ||
	    has_edge(stars->neighbours, node, member) ||
	    !may_part(stars->match, node, member))
		return RP_OK;
	*out = !is_outside(stars, node, member);
	return *out ? stars->judge->compatible(out, stars->judge->context, node,
					       member, RP_BOND_ANY)
		    : RP_OK;
}

/* Whether the node may be beside a member that it has no edge to. */
static int suits(bool *out, const struct stars *stars, uint32_t anchor,
		 uint32_t member, uint32_t node)
{
	return stars->judge->compatible(
	    out, stars->judge->context, node, member,
	    rp_neighbours_bond(stars->neighbours, anchor, member, node));
}

/* Whether the node can be a member of the anchor's star. */
static int fits(bool *out, const struct stars *stars, uint32_t anchor,
		uint32_t node)
{
	uint32_t member = stars->first[anchor];
	unsigned looked_at;
	unsigned compared = 0;
	unsigned vetoes = 0;
	int status = RP_OK;

	*out = true;
	if (!stars->judge)
		return RP_OK;
	for (looked_at = 0;
	     member != NONE && looked_at < LOOKED_AT && compared < COMPARED;
	     looked_at++, member = stars->next[member]) {
		if (member == anchor || member == node ||
		    has_edge(stars->neighbours, node, member))
			continue;
		*out = !is_outside(stars, node, member);
		if (!*out)
			return RP_OK;
		compared++;
		status = suits(out, stars, anchor, member, node);
		vetoes += !*out;
		if (status != RP_OK || vetoes > VETOES(LOOKED_AT))
			return status;
	}
	*out = vetoes <= VETOES(looked_at);
	if (!*out)
		return RP_OK;
	if (stars->earliest)
		status = fits_dates(out, stars, stars->earliest[anchor], node);
	if (stars->earliest && status == RP_OK && *out)
		status = fits_dates(out, stars, stars->latest[anchor], node);
	return status;
}

/* The neighbours of a node, the nearest first; returns their number. */
static size_t nearest(struct stars *stars, uint32_t node)
{
	size_t count = rp_neighbours_degree(stars->neighbours, node);

	memcpy(stars->row,
	       stars->neighbours->items + stars->neighbours->start[node],
	       count * sizeof(*stars->row));
	qsort(stars->row, count, sizeof(*stars->row), by_weight);
	return count;
}

static int take_star(struct stars *stars, uint32_t anchor)
{
	size_t count = nearest(stars, anchor);
	size_t i;

	join(stars, anchor, anchor);
	for (i = 0; i < count; i++) {
		uint32_t node = stars->row[i].node;
		bool fit;
		int status;

		if (stars->anchors[node] != UNASSIGNED)
			continue;
		status = fits(&fit, stars, anchor, node);
		if (status != RP_OK)
			return status;
		if (fit)
			join(stars, anchor, node);
	}
	return RP_OK;
}

static int take_stars(struct stars *stars, const struct rank *ranks,
		      size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		stars->anchors[ranks[i].node] = UNASSIGNED;
	for (i = 0; i < count; i++) {
		int status;

		if (stars->anchors[ranks[i].node] != UNASSIGNED)
			continue;
		status = take_star(stars, ranks[i].node);
		if (status != RP_OK)
			return status;
	}
	return RP_OK;
}

/* Members of an anchor's star, itself among them, so many at most. */
static unsigned count_members(const struct stars *stars, uint32_t anchor,
			      unsigned most)
{
	uint32_t member = stars->first[anchor];
	unsigned count = 0;

	for (; member != NONE && count < most; member = stars->next[member])
		count++;
	return count;
}

static bool is_alone(const struct stars *stars, uint32_t anchor)
{
	return stars->first[anchor] == anchor && stars->next[anchor] == NONE;
}

/* Whether a node may go to an anchor that has nobody. An anchor was left alone
 * since it did not suit some members of a star that it is related to, and it
 * shall not draw others out of that; but of a few members, where a single one
 * decides. One that is not related to it, as the report to a column of news in
 * brief, was never asked. */
static bool may_go(const struct stars *stars, uint32_t node, uint32_t other)
{
	uint32_t anchor = stars->anchors[node];

	return count_members(stars, anchor, FEW_MEMBERS + 1) <= FEW_MEMBERS ||
	       !has_edge(stars->neighbours, anchor, other);
}

/* Move a node to the most similar anchor whose star it fits in. An anchor
 * that stayed alone may join another's star too. */
static int move(struct stars *stars, uint32_t node)
{
	uint32_t anchor = stars->anchors[node];
	size_t count;
	size_t i;

	if (anchor == node && !is_alone(stars, node))
		return RP_OK;
	count = nearest(stars, node);
	for (i = 0; i < count; i++) {
		uint32_t other = stars->row[i].node;
		bool fit;
		int status;

		if (other == anchor)
			return RP_OK;
		if (stars->anchors[other] != other ||
		    (is_alone(stars, other) && !may_go(stars, node, other)))
			continue;
		status = fits(&fit, stars, other, node);
		if (status != RP_OK)
			return status;
		if (!fit)
			continue;
		leave(stars, node);
		join(stars, other, node);
		return RP_OK;
	}
	return RP_OK;
}

/* Whether dates may part texts. */
static bool dates_matter(const struct rp_match *match)
{
	uint32_t node;

	if (match->options->window)
		return true;
	for (node = 0; node < match->count; node++)
		if (match->nodes[node].tokens < RP_NOTICE_WORDS &&
		    match->nodes[node].earliest != INT64_MAX)
			return true;
	return false;
}

static int dates_init(struct stars *stars, size_t count)
{
	const size_t bytes = (count + 1) * sizeof(*stars->earliest);

	if (!dates_matter(stars->match))
		return RP_OK;
	stars->earliest = malloc(bytes);
	stars->latest = malloc(bytes);
	stars->sizes = calloc(1, bytes);
	stars->left = calloc(1, bytes);
	if (!stars->earliest || !stars->latest || !stars->sizes || !stars->left)
		return RP_ENOMEM;
	memset(stars->earliest, 0xff, bytes);
	memset(stars->latest, 0xff, bytes);
	return RP_OK;
}

static int stars_init(struct stars *stars, size_t count,
		      const struct rp_neighbours *neighbours)
{
	size_t widest = 0;
	size_t i;

	for (i = 0; i < count; i++)
		if (rp_neighbours_degree(neighbours, (uint32_t)i) > widest)
			widest = rp_neighbours_degree(neighbours, (uint32_t)i);
	stars->first = malloc((count + 1) * sizeof(*stars->first));
	stars->next = malloc((count + 1) * sizeof(*stars->next));
	stars->before = malloc((count + 1) * sizeof(*stars->before));
	stars->row = malloc((widest + 1) * sizeof(*stars->row));
	if (!stars->first || !stars->next || !stars->before || !stars->row)
		return RP_ENOMEM;
	memset(stars->first, 0xff, (count + 1) * sizeof(*stars->first));
	return dates_init(stars, count);
}

static void stars_dispose(struct stars *stars)
{
	free(stars->row);
	free(stars->left);
	free(stars->sizes);
	free(stars->latest);
	free(stars->earliest);
	free(stars->before);
	free(stars->next);
	free(stars->first);
}

int rp_stars_cluster(uint32_t *anchors, const struct rp_match *match,
		     const struct rp_edges *edges,
		     const struct rp_stars_judge *judge)
{
	struct rp_neighbours neighbours;
	struct stars stars = {
	    .anchors = anchors, .match = match, .judge = judge};
	struct rank *ranks = NULL;
	size_t count = 0;
	uint32_t node;
	size_t i;
	int status = rp_neighbours_init(&neighbours, match, edges);

	if (status != RP_OK)
		return status;
	stars.neighbours = &neighbours;
	for (node = 0; node < match->count; node++)
		anchors[node] = node;
	status = stars_init(&stars, match->count, &neighbours);
	if (status == RP_OK)
		status = rank_nodes(&ranks, &count, match, &neighbours);
	if (status == RP_OK)
		status = take_stars(&stars, ranks, count);
	for (i = 0; i < count && status == RP_OK; i++)
		status = move(&stars, ranks[i].node);
	free(ranks);
	stars_dispose(&stars);
	rp_neighbours_dispose(&neighbours);
	return status;
}
