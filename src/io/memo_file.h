/* SPDX-License-Identifier: Apache-2.0 */
/*
 * memo_file.h - a table from keys to values that lasts from run to run
 *
 * Looked up in the file that the run before wrote; what is kept goes to a
 * temporary file, and takes that one's place, whole, when it is placed.
 */
#ifndef RP_MEMO_FILE_H
#define RP_MEMO_FILE_H

#include "error.h"
#include "memo_table.h"

struct rp_memo_file;

/* Open the table at path, if there is one; what is kept goes to folder until it
 * is placed. 0, or -1: a file of another kind lies there, or it cannot be read.
 * One that is damaged, or of an older version, counts as none. */
int rp_memo_file_open(struct rp_memo_file **out, const char *path,
		      const char *folder, struct rp_error *error);
void rp_memo_file_free(struct rp_memo_file *memo);

/* What it was labelled with when it was placed; NULL: there is none. */
const char *rp_memo_file_label(const struct rp_memo_file *memo);

/* What is in it is not to be found. */
void rp_memo_file_forget(struct rp_memo_file *memo);

/* find and keep, as struct rp_memo wants them; memo must outlive their use. */
struct rp_memo rp_memo_file_callbacks(struct rp_memo_file *memo);

/* Why one of them failed; an empty string if they did not. */
const char *rp_memo_file_error(const struct rp_memo_file *memo);

/* The temporary file beside path, which is removed if it is not placed; as long
 * as the memo stands. */
const char *rp_memo_file_temporary(const struct rp_memo_file *memo);

/* Write all that was kept, bring it to the disk, and put it in the place of
 * what lies at path. Once. 0 or -1. */
int rp_memo_file_write(struct rp_memo_file *memo,
		       const char label[RP_MEMO_LABEL], struct rp_error *error);
int rp_memo_file_place(struct rp_memo_file *memo, struct rp_error *error);

#endif
