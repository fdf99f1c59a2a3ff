/* SPDX-License-Identifier: Apache-2.0 */
/* upkeep.h - looking after a store: its size, its health, what it forgets. */
#ifndef RP_UPKEEP_H
#define RP_UPKEEP_H

#include "store.h"

/* What a store holds. */
struct rp_store_stats {
	uint64_t bytes;	     /* of the file, without what was written ahead */
	uint64_t free_bytes; /* of them not in use: vacuum gives them back */
	uint64_t articles;
	uint64_t words;	     /* of all articles */
	uint64_t text_bytes; /* those words, packed */
	uint64_t vocabulary; /* different words, with their marks */
	uint64_t clusters;
	uint64_t members;
	uint64_t furniture;
	uint64_t runs; /* finished */
	uint64_t hosts;
	int64_t first; /* published, of the earliest and latest article that */
	int64_t last;  /* have a date; both 0: none has */
	int64_t unfinished; /* a run that was ended on the way, or 0 */
};

int rp_store_stats(struct rp_store_stats *out, struct rp_store *store);

/* Each thing that is wrong with the store, as a sentence; returns how many, or
 * a status. */
int rp_store_check(struct rp_store *store,
		   void (*tell)(void *context, const char *sentence),
		   void *context);

/* Call visit for each article whose words are damaged: what else is known of it
 * stands for that call. A status that it returns ends it. RP_OK, RP_ENOMEM,
 * RP_ESTORE. */
int rp_store_damaged(struct rp_store *store,
		     int (*visit)(void *context,
				  const struct rp_store_article *article),
		     void *context);

/* Forget these articles, whatever their clusters hold besides: those are found
 * anew by the next run. *forgotten receives how many of them there were. */
int rp_store_forget(uint64_t *forgotten, struct rp_store *store,
		    const int64_t *articles, size_t count);

/* How far rp_store_expire goes. */
enum rp_store_reach {
	RP_STORE_LOOK = 0, /* count, and forget nothing */
	RP_STORE_SOME,	   /* forget, but nothing where that would be all */
	RP_STORE_ALL,	   /* forget, and be it all */
};

struct rp_store_expired {
	uint64_t old;	   /* articles that go, or would */
	uint64_t articles; /* of so many */
	bool refused;	   /* all would go: none has */
};

/* Forget articles published before an instant (seconds since 1970; those
 * without a date: added before it) that stand alone or whose cluster has no
 * younger one. */
int rp_store_expire(struct rp_store_expired *out, struct rp_store *store,
		    int64_t before, enum rp_store_reach reach);

/* Give back what is not in use. Needs as much room on the disk as the store.
 * *shared: somebody reads it, so the file stays as large as it is for now. */
int rp_store_vacuum(bool *shared, struct rp_store *store);

/* ----- export ----- */

struct rp_store_export;

/* What became of an article. */
struct rp_store_verdict {
	int64_t cluster; /* 0: stands alone */
	int64_t kept;	 /* article that it is compared with */
	struct rp_str relation;
	double jaccard;
	double containment;
	bool original; /* in the cleaned corpus */
};

/* All articles of finished runs in the order of their ids. */
int rp_store_export_create(struct rp_store_export **out,
			   struct rp_store *store);
/* The next: 1, 0 at the end, or a status. Strings stand until the next. */
int rp_store_export_next(struct rp_store_article *article,
			 struct rp_store_verdict *verdict,
			 struct rp_store_export *rows);
void rp_store_export_free(struct rp_store_export *rows);

#endif
