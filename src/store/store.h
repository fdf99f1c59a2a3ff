/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store.h - what earlier nights saw, in one SQLite file
 *
 * A night is a run: articles are added in transactions of their own, and the
 * clusters that all of them make are published in one. Until it is, readers
 * see the night before. A run that was ended in between is taken up by the
 * next one, with the articles that it had added.
 *
 * Functions return RP_OK, RP_ENOMEM, or RP_ESTORE with the reason in
 * rp_store_error. Strings handed out stand until the next call.
 */
#ifndef RP_STORE_H
#define RP_STORE_H

#include "buffer.h"
#include "error.h"

struct rp_store;

enum rp_store_mode {
	RP_STORE_READ = 0, /* an existing store, as last published */
	RP_STORE_RUN,	   /* for a run, alone; made if it does not exist */
	RP_STORE_KEEP,	   /* for upkeep, alone; an existing store */
};

/* Open a store; an empty path for a run: one of its own, gone when it is freed.
 * wait seconds at most for another run to end. 0, 1 if another
 * run is under way, or -1 with the reason in error. */
int rp_store_open(struct rp_store **out, const char *path,
		  enum rp_store_mode mode, unsigned wait,
		  struct rp_error *error);
/* What was not committed is undone. */
void rp_store_free(struct rp_store *store);
const char *rp_store_error(const struct rp_store *store);

/* ----- options ----- */

struct rp_store_option {
	const char *name;
	const char *value;
};

/* A store is made with one set of options, and never mixed: keep these if it is
 * new, or else compare them. *other receives the kept value of the first that
 * differs, *which its index, or NULL. */
int rp_store_options(const char **other, size_t *which, struct rp_store *store,
		     const struct rp_store_option *options, size_t count);

/* ----- a run ----- */

struct rp_store_totals {
	uint64_t read;	   /* articles in the input of the run */
	uint64_t added;	   /* of them new */
	uint64_t known;	   /* unchanged since an earlier run, or twice here */
	uint64_t versions; /* of those added: their address was known, with
			      another text */
	uint64_t rejected;
	uint64_t dropped; /* of those added: copies of what is kept */
};

/* Begin a run at now (seconds since 1970), or take up the one that was not
 * finished. */
int rp_store_begin(struct rp_store *store, int64_t now);

/* Seconds that the clock of rp_store_begin was behind the end of the run
 * before; 0: none. */
int64_t rp_store_behind(const struct rp_store *store);

/* The number of the run under way, or of the last one finished; 0: none. */
int64_t rp_store_run(const struct rp_store *store);

/* What an article is, beside its words. */
struct rp_store_article {
	int64_t id;  /* given by the store */
	int64_t run; /* that added it */
	int64_t
	    replaces; /* the last one with this name and another text, or 0 */
	struct rp_str name; /* its id, if the input gave one; else empty */
	struct rp_str source;
	/* To rp_store_add alone: the source from the root of the file system,
	 * however it was typed; empty: it is so already. */
	struct rp_str place;
	struct rp_str url;
	/* To rp_store_add alone: the address is but what the page says of
	 * itself, and may be that of the page which it is a copy of. */
	bool said;
	struct rp_str host;
	struct rp_str canonical; /* host of its canonical address, if another */
	struct rp_str title;
	struct rp_str published; /* as stated */
	struct rp_str agency;
	struct rp_date date;
	uint64_t content[2];
	uint64_t simhash;
	uint32_t words;
	uint32_t mark; /* a hash of all that its input says of it */
	/* Another file of this run has an article of this id, and neither has
	 * an address: they count as one. Given by the store. */
	bool namesake;
};

enum rp_store_fate {
	RP_STORE_ADDED = 0, /* new in this run */
	RP_STORE_KNOWN,	    /* by an earlier run, or twice in this one */
};

/*
 * Add an article of the run's input with its words, as in rp_sketch.tokens. An
 * article is the same if its address is (or, without one, its id, or its
 * place) and its text; and its title or its source, where the address is but
 * said.
 * article->id and ->run are filled in.
 */
int rp_store_add(enum rp_store_fate *out, struct rp_store *store,
		 struct rp_store_article *article, const uint32_t *tokens);

/* Let what was added outlast a crash. Also done without being asked, every few
 * thousand articles. */
int rp_store_commit(struct rp_store *store);

/* ----- reading articles back ----- */

struct rp_store_reading;

/* The words of an article as they stand in the store (evidence.h). */
struct rp_store_words {
	struct rp_str packed;
	uint32_t count;
	int code;
	bool sealed; /* not of stores of before */
	uint32_t seal;
};

/* All articles behind the id last (0: all) in the order of their ids, with the
 * packed words of each; ahead of a year's worth of them this is sequential. */
int rp_store_reading_create(struct rp_store_reading **out,
			    struct rp_store *store, int64_t last);
/* The next one: 1, 0 at the end, or a status. Strings stand until the next. */
int rp_store_reading_next(struct rp_store_article *out,
			  struct rp_store_words *words,
			  struct rp_store_reading *reading);
void rp_store_reading_free(struct rp_store_reading *reading);

/* Whether they can be as many as they are said to be: to be asked before a
 * damaged number takes all memory. */
bool rp_store_words_fit(const struct rp_store_words *words);

/* Words of an article read back, as rp_evidence_unpack has it. Many threads may
 * call this at once while nothing is added. */
int rp_store_unpack(uint32_t *tokens, const struct rp_store *store,
		    const struct rp_store_words *words);

/* The least id that the run under way gave, or would give. */
int64_t rp_store_first(const struct rp_store *store);
/* How many of the articles of the run under way replace one of their name. */
int rp_store_versions(uint64_t *out, struct rp_store *store);

/* What tells the articles up to an id from those of any other store and any
 * other history of it: where two are equal, the later store has no other ones
 * than the earlier had, but may have forgotten some. */
struct rp_store_prefix {
	int64_t last;
	uint64_t identity;
	uint64_t runs;
};

int rp_store_prefix(struct rp_store_prefix *out, struct rp_store *store,
		    int64_t last);

/* Which articles there are up to an id. */
struct rp_store_inventory {
	int64_t last;
	uint64_t count;
	uint64_t sum;  /* of their digests */
	uint8_t *bits; /* by id */
};

/* RP_EINVAL: no id is that high. Cost: a bit for each id. */
int rp_store_inventory_init(struct rp_store_inventory *out,
			    struct rp_store *store, int64_t last);
void rp_store_inventory_dispose(struct rp_store_inventory *inventory);

static inline bool rp_store_inventory_has(
    const struct rp_store_inventory *inventory, int64_t id)
{
	return id >= 0 && id <= inventory->last &&
	       (inventory->bits[id / 8] >> id % 8 & 1);
}

/* Of an article, by the first half of its content hash. */
uint64_t rp_store_digest(int64_t id, uint64_t content);

/* ----- publishing ----- */

/* What grouping found, of the articles that were read back. */
struct rp_store_grouping {
	const int64_t *ids; /* of the store, by article of the corpus; rising */
	uint32_t count;
	const struct rp_clusters *clusters;
	/* In words; NULL where memory has ended. */
	const char *(*rule)(void *context, const struct rp_cluster *cluster);
	void *context;
};

/* Write clusters and members as they are now, in the transaction that
 * rp_store_finish commits. A cluster keeps the number of the one before that
 * it shares most articles with. */
int rp_store_publish(struct rp_store *store,
		     const struct rp_store_grouping *grouping);

/* What nights usually are: shares over the last finished runs. */
struct rp_store_usual {
	uint64_t runs;	/* that tell something: 20 articles and more */
	double removed; /* of the articles added: copies; mean … */
	double removed_deviation; /* … and standard deviation */
	double rejected;	  /* of all records */
	double rejected_deviation;
};

int rp_store_usual(struct rp_store_usual *out, struct rp_store *store);

/* End the run: from now on readers see it. */
int rp_store_finish(struct rp_store *store, int64_t now,
		    const struct rp_store_totals *totals);

#endif
