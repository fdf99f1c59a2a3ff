/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_index.h - what is derived from a store's articles, kept for the next
 * night
 *
 * With --index the spool of the corpus is a file with a name, and beside the
 * words lie the ends of all tapes and the catalogue's places. A night takes it
 * over and adds its own articles. It holds nothing that the store does not:
 * where it is missing, of another store, or of a store that has forgotten
 * articles since, it is made again.
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

/* Keep all articles of the corpus; nothing may have been grouped yet. */
int scan_index_save(struct scan *scan);

#endif
