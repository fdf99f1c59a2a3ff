/* SPDX-License-Identifier: Apache-2.0 */
/* store_state.h - an open store, as the files of this folder share it. */
#ifndef RP_STORE_STATE_H
#define RP_STORE_STATE_H

#include "sql.h"
#include "store.h"
#include "vocabulary.h"

#include <stdbool.h>

struct rp_store {
	struct rp_sql sql;
	struct rp_error error;
	char *path;
	int lock;    /* descriptor; -1: none */
	int64_t run; /* under way; 0: none */

	struct rp_vocabulary vocabulary;
	bool vocabulary_loaded;
	uint32_t vocabulary_kept; /* words of it in the file */

	/* of a run */
	int64_t first;	      /* article that the run added */
	int64_t behind;	      /* seconds, of the clock to the last run's end */
	int64_t next;	      /* number of the next one */
	unsigned char *seen;  /* a bit for each article from first on */
	size_t seen_capacity; /* bytes */
	uint64_t uncommitted;
	struct rp_buffer scratch;
	sqlite3_stmt *find;
	sqlite3_stmt *insert;
	sqlite3_stmt *insert_text;
	char *kept_option; /* of the last comparison that failed */
};

/* The vocabulary into memory, once. */
int rp_store_load_vocabulary(struct rp_store *store);

/* The words, count of them, that a row tells in three columns: packed, code and
 * seal. */
struct rp_store_words rp_store_words_at(sqlite3_stmt *row, int column,
					uint32_t count);

/* Number the words anew, the most frequent first, while none of them is kept,
 * and pack those of the articles added so far anew. */
int rp_store_rank(struct rp_store *store);

#endif
