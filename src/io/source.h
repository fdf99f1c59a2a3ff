/* SPDX-License-Identifier: Apache-2.0 */
/*
 * source.h - the bytes of one input, decompressed
 *
 * Gzip (any number of members), Zstandard (any number of frames, called
 * members here too) and plain bytes are told apart by their first bytes,
 * whatever the name says.
 */
#ifndef RP_SOURCE_H
#define RP_SOURCE_H

#include "error.h"
#include "reprint.h"

struct rp_source;

/* For one file after the other, with what memory they take; NULL: there is
 * none. */
struct rp_source *rp_source_create(void);
void rp_source_free(struct rp_source *source);

/* Open a path for reading, or standard input if path is NULL, in place of what
 * is open. If tee is not negative, what is read is also written, as it comes,
 * to that descriptor. Returns 0, or -1 with a reason in error. */
int rp_source_open(struct rp_source *source, const char *path, int tee,
		   struct rp_error *error);
/* The same of a pipe, which may be silent for long, and have nobody yet who
 * writes to it: while it is waited for stopped is asked a few times a second;
 * if it says so, reading fails, here and from then on. NULL: as above. */
int rp_source_open_pipe(struct rp_source *source, const char *path, int tee,
			bool (*stopped)(void), struct rp_error *error);
/* Read from a descriptor that stays the caller's. */
void rp_source_open_fd(struct rp_source *source, int fd);
/* Nothing can be read until another is opened. */
void rp_source_close(struct rp_source *source);

/* Whether reading failed because stopped said so. */
bool rp_source_stopped(const struct rp_source *source);

/* Read up to size bytes, at least 2. Returns their number, 0 at the end, or -1
 * with the reason in error (torn or damaged compression, I/O error). All that
 * could be decoded came before that, but the last byte of the member that is
 * damaged: what ends with its member was held good by its checksum. */
long rp_source_read(struct rp_source *source, char *bytes, size_t size,
		    struct rp_error *error);

/* After a read that returned -1, move to the next member that can be read and
 * begins with start, of at most 8 bytes. Returns whether there is one; if not,
 * or if it was no damage that ended the reading, nothing more can be read. */
bool rp_source_resume(struct rp_source *source, const char *start);

/* How many bytes were read up to the end of the last member that was held good,
 * so before the one under way; 0 of a file that is not compressed. */
uint64_t rp_source_member(const struct rp_source *source);

/* Bytes taken from the file so far, compressed as they are. */
uint64_t rp_source_consumed(const struct rp_source *source);

#endif
