/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_index.h - what is derived from a store's articles, kept for the next
 * night
 *
 * With --index the spool of the corpus is a file with a name, and beside the
 * words lie the ends of all tapes and the catalogue's places. A night takes it
 * over and adds its own articles. In a second file, FILE.pairs, lies what was
 * found of each pair that was compared. Both can be made again from the store:
 * articles that the store has forgotten since are passed over, and where a file
 * is missing or of another store it is made again.
 */
#ifndef RP_SCAN_INDEX_H
#define RP_SCAN_INDEX_H

#include "scan.h"

/* Open the file of the options and make it the spool of corpus and catalogue.
 * RP_OK, RP_ESTORE with the reason in scan->error. */
int scan_index_open(struct scan *scan);
void scan_index_dispose(struct scan *scan);

/* Take over the articles that it holds, if they are those of the store; *last
 * receives the id of the last one, or 0. */
int scan_index_load(int64_t *last, struct scan *scan);

/* The article that was added to the corpus behind those is this one of the
 * store, by the first half of its content hash. RP_OK, RP_ENOMEM. */
int scan_index_add(struct scan *scan, int64_t id, uint64_t content);

/* Keep all articles of the corpus; nothing may have been grouped yet. From here
 * on the corpus looks up what earlier nights found of its pairs. */
int scan_index_save(struct scan *scan);

/* What an earlier run wrote is not what it wrote any more: begin with an empty
 * corpus, whose articles are all to be added again, and a note of it. RP_OK,
 * RP_ENOMEM, RP_ESTORE with the reason in scan->error. */
int scan_index_restart(struct scan *scan);

/* Keep what was found of pairs, once all is grouped. */
int scan_index_keep_pairs(struct scan *scan);

/* Why looking up or keeping pairs failed. */
const char *scan_index_error(const struct scan *scan);

/* The same, too late for this run: give it up, and put the reason for the run's
 * end into scan->error. */
void scan_index_discard(struct scan *scan);

/* Its file beside the one named: to be freed, NULL: out of memory. */
char *scan_index_pairs_path(const struct scan *scan);

#endif
