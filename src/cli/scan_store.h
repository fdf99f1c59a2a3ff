/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_store.h - a scan whose articles join those of earlier nights
 *
 * The articles of the input go to the store (scan_store_add) instead of to the
 * corpus; then all articles of the store are read back into the corpus,
 * sketched from the words kept of each (scan_recall.c), grouped as ever, and
 * what came of it is published.
 */
#ifndef RP_SCAN_STORE_H
#define RP_SCAN_STORE_H

#include "scan.h"
#include "scan_work.h"

/* A status of the store's, with the reason of a failure in scan->error. */
int scan_store_explain(struct scan *scan, int status);

/* Whether the options are those that the store was made with. -1, or the code
 * to exit with. */
int scan_store_check_options(struct scan *scan);

/* Open the store of the options and begin a run. -1, or the code to exit
 * with. */
int scan_store_open(struct scan *scan);

/* What becomes of an article of the input: *fate receives its number among
 * tonight's, or SCAN_KNOWN. */
int scan_store_add(uint32_t *fate, struct scan *scan, struct scan_item *item,
		   struct scan_result *result);

/* Read the store back into the corpus. */
int scan_recall(struct scan *scan);

/* The same without what the index has, which is damaged and made again. */
int scan_recall_again(struct scan *scan);

/* Count what the night brought, into scan->time. */
int scan_store_count(struct scan *scan);

/* Publish the clusters; readers see them once the run is finished. */
int scan_store_publish(struct scan *scan);
/* Whether tonight is far from what nights usually are; before it is finished,
 * so that it does not count itself. Appends sentences to out. */
int scan_store_unusual(struct scan *scan, struct rp_buffer *out);

/* A signal came: keep what was read. */
int scan_store_stop(struct scan *scan);
/* What is said of a night that a signal ends, into scan->last_words as a
 * string. RP_ENOMEM. */
int scan_store_last_words(struct scan *scan);
int scan_store_finish(struct scan *scan);

#endif
