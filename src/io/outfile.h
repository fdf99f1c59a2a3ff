/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outfile.h - an output file that appears whole or not at all
 *
 * Bytes go to a temporary file beside the target, which takes the target's
 * name when it is placed, after fsync. A link is followed. Standard output,
 * other descriptors ("/dev/stderr", "/dev/fd/63"), pipes and devices are
 * written directly. Names that end in ".gz" or ".zst" are
 * compressed.
 */
#ifndef RP_OUTFILE_H
#define RP_OUTFILE_H

#include "error.h"
#include "reprint.h"

struct rp_outfile;

/* Open for writing; path NULL or "-" is standard output. Returns 0 or -1. */
int rp_outfile_open(struct rp_outfile **out, const char *path,
		    struct rp_error *error);

/* Append bytes. A failure sticks and is told by rp_outfile_finish. Whoever
 * reads standard output may stop reading: that is no failure. */
void rp_outfile_write(struct rp_outfile *file, const void *bytes, size_t len);

/* Whether nothing that is written arrives any more: who works for hours to
 * write it may stop. */
bool rp_outfile_is_lost(const struct rp_outfile *file);

/* From now on that is a failure too: what is written is wanted whole. */
void rp_outfile_insist(struct rp_outfile *file);

/* Bring everything to the disk. Returns 0, or -1 with the reason. */
int rp_outfile_finish(struct rp_outfile *file, struct rp_error *error);

/* Put a finished file in its place and free it, in any case. Returns 0, or -1
 * with the reason: then the target is as it was. To change several files
 * together, finish all of them before the first is placed. */
int rp_outfile_place(struct rp_outfile *file, struct rp_error *error);

/* Finish it and put it in its place; in any case it is freed, and the target
 * stays as it was where that fails. Returns 0, or -1 with the reason. */
int rp_outfile_commit(struct rp_outfile *file, struct rp_error *error);

/* The descriptor that a path names: 1 for "-" and "/dev/stdout", 2 for
 * "/dev/stderr", N for "/dev/fd/N" and "/proc/self/fd/N". -1: a file. */
int rp_outfile_descriptor(const char *path);

/* Whether two paths lead to the same file, existing or not. */
bool rp_outfile_same(const char *a, const char *b);

/* Remove what was written and free the file; the target stays as it was. */
void rp_outfile_abort(struct rp_outfile *file);

/* The temporary file's path, or NULL if there is none. Borrowed. */
const char *rp_outfile_temporary(const struct rp_outfile *file);

#endif
