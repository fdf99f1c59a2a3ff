/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_kept.h - a spool file with a name, whose beginning outlives the run
 *
 * What is appended serves the run, as in any spool; what was appended before a
 * mark is there for the next one too. A mark holds a label of the caller's and
 * the place of a list, and replaces the mark before it once it is on the disk:
 * whatever ends the run, the file opens with the one or the other. What lies
 * behind the last mark is cut off.
 */
#ifndef RP_SPOOL_KEPT_H
#define RP_SPOOL_KEPT_H

#include "spool_file.h"

struct rp_spool_kept;

#define RP_SPOOL_LABEL 128

/* What was written down last. */
struct rp_spool_mark {
	char label[RP_SPOOL_LABEL]; /* the caller's, with zeros behind */
	uint64_t from; /* bytes from here on are the next mark's to replace */
	uint64_t list; /* the caller's list, among them */
	uint64_t len;
};

/* Open or make the file at path, alone. 0, or -1: it is another's, something
 * else than such a file, or cannot be opened. */
int rp_spool_kept_open(struct rp_spool_kept **out, const char *path,
		       struct rp_error *error);
void rp_spool_kept_free(struct rp_spool_kept *kept);

/* It had bytes when it was opened, and no mark that holds for them. */
bool rp_spool_kept_lost(const struct rp_spool_kept *kept);

/* Appended to and looked at like any; freed with it. */
struct rp_spool_file *rp_spool_kept_file(struct rp_spool_kept *kept);

/* The mark that it was opened with; NULL: there is none. */
const struct rp_spool_mark *rp_spool_kept_mark(
    const struct rp_spool_kept *kept);

/* Forget mark and bytes. Returns 0, or -1 with the reason. */
int rp_spool_kept_clear(struct rp_spool_kept *kept, struct rp_error *error);

/* Bring all that was appended to the disk, then this mark of it, and give the
 * bytes that served the one before back to the disk. 0, or -1: the one before
 * holds. */
int rp_spool_kept_set(struct rp_spool_kept *kept,
		      const struct rp_spool_mark *mark, struct rp_error *error);

#endif
