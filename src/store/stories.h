/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stories.h - what a store has to tell of a time: its clusters that are new,
 * have grown, or are asked for
 */
#ifndef RP_STORIES_H
#define RP_STORIES_H

#include "store.h"

#include <stdbool.h>
#include <string.h>

struct rp_story_article {
	int64_t id;
	int64_t since; /* run in which it came to the cluster */
	bool fresh;    /* added in the time asked for */
	bool arrived;  /* came to the cluster in it */
	bool kept;
	bool beside;	  /* kept too, since that does not hold it */
	bool original;	  /* in the cleaned corpus */
	int64_t compared; /* the article that the next four are to; itself */
	struct rp_str relation;
	bool longer; /* an excerpt: this is the longer of the two */
	double jaccard;
	double containment;
	struct rp_str host;
	struct rp_str title;
	struct rp_str place;	 /* its address, or where it was read */
	struct rp_str published; /* as stated */
	struct rp_str agency;
	struct rp_date date;
};

/* The relation "excerpt". */
static inline bool rp_story_is_excerpt(const struct rp_story_article *article)
{
	return article->relation.len == 7 &&
	       memcmp(article->relation.data, "excerpt", 7) == 0;
}

struct rp_story {
	int64_t cluster;
	bool born;	/* in the time asked for */
	int64_t parent; /* born off this cluster; 0: of articles of its own */
	uint32_t count;
	uint32_t arrived; /* of them, in the time asked for */
	double min_jaccard;
	double mean_jaccard;
	struct rp_str rule;
	/* The one kept first, with those compared with it; then each that is
	 * kept beside it, with its own. */
	const struct rp_story_article *articles;
};

/* A time: runs from, and up to, both included. */
struct rp_stories_time {
	int64_t from;
	int64_t to;
	int64_t started;  /* of its first run, seconds since 1970 */
	int64_t finished; /* of its last */
	uint64_t runs;
	struct rp_store_totals totals; /* of all of them */
	uint64_t born;		       /* clusters */
	uint64_t grown;
	uint64_t merged;
	uint64_t ended;
	uint64_t
	    restored; /* articles that were dropped, and are not any more */
	uint64_t furniture; /* sentences that are new */
	uint64_t articles;  /* in the store at its end, of all runs */
	uint64_t clusters;
};

/* The time of runs from..to (0: the last one finished, or under way). 1, or 0
 * if there is no such run. */
int rp_stories_time(struct rp_stories_time *out, struct rp_store *store,
		    int64_t from, int64_t to);

/* The first run begun at that instant or later; 0: none. */
int rp_stories_run_since(int64_t *out, struct rp_store *store, int64_t instant);
/* The number of the cluster that tables name so (16 digits of base 16); 0:
 * there is none. RP_ENOMEM, RP_ESTORE. */
int rp_stories_named(int64_t *out, struct rp_store *store, const char *name);

struct rp_stories;

/* Clusters that are new or have grown in a time, most articles first; or, if
 * cluster is not 0, that one alone. */
int rp_stories_create(struct rp_stories **out, struct rp_store *store,
		      const struct rp_stories_time *time, int64_t cluster);
/* The next: 1, 0 at the end, or a status. Stands until the next. */
int rp_stories_next(struct rp_story *out, struct rp_stories *stories);
void rp_stories_free(struct rp_stories *stories);

#endif
