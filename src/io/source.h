/* SPDX-License-Identifier: Apache-2.0 */
/*
 * source.h - the bytes of one input, decompressed
 *
 * Gzip (any number of members), Zstandard (any number of frames) and plain
 * bytes are told apart by their first bytes, whatever the name says.
 */
#ifndef RP_SOURCE_H
#define RP_SOURCE_H

#include "error.h"
#include "reprint.h"

struct rp_source;

/* Open a path for reading, or standard input if path is NULL. If tee is not
 * negative, what is read is also written, as it comes, to that descriptor.
 * Returns 0, or -1 with a reason in error. */
int rp_source_open(struct rp_source **out, const char *path, int tee,
		   struct rp_error *error);
/* Read from a descriptor that stays the caller's. */
int rp_source_open_fd(struct rp_source **out, int fd, struct rp_error *error);
void rp_source_close(struct rp_source *source);

/* Read up to size bytes. Returns their number, 0 at the end, or -1 with the
 * reason in error (torn or damaged compression, I/O error); what came before
 * was good. */
long rp_source_read(struct rp_source *source, char *bytes, size_t size,
		    struct rp_error *error);

/* Bytes taken from the file so far, compressed as they are. */
uint64_t rp_source_consumed(const struct rp_source *source);

#endif
