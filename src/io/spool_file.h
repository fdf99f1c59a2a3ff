/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_file.h - an append-only file that is read through memory
 *
 * A temporary one has no name from the start, so nothing is left behind however
 * the program ends; one that is adopted (spool_kept.h) stays. The kernel may
 * write its pages out and drop them: it costs address space, not memory.
 */
#ifndef RP_SPOOL_FILE_H
#define RP_SPOOL_FILE_H

#include "error.h"
#include "reprint.h"

struct rp_spool_file;

/* Create in folder (NULL: $TMPDIR or /tmp). The first bytes, held of them
 * (a multiple of 8), stand in memory and are not written until there are four
 * times as many. Returns 0 or -1. */
int rp_spool_file_create(struct rp_spool_file **out, const char *folder,
			 size_t held, struct rp_error *error);
/* The same of an open file of that many bytes, which count as appended; it is
 * closed with the spool. name is for messages. Returns 0 or -1. */
int rp_spool_file_adopt(struct rp_spool_file **out, int fd, uint64_t size,
			const char *name, struct rp_error *error);
void rp_spool_file_free(struct rp_spool_file *spool);

/* Append; *offset is a multiple of 8. RP_OK or RP_ESTORE, whose reason
 * rp_spool_file_error tells. */
int rp_spool_file_append(struct rp_spool_file *spool, uint64_t *offset,
			 const void *bytes, size_t len);

/* Bytes appended earlier, standing as long as the spool; NULL on failure. Many
 * threads may call this at once. */
const void *rp_spool_file_view(struct rp_spool_file *spool, uint64_t offset,
			       size_t len);

/* Bytes appended so far. */
uint64_t rp_spool_file_size(const struct rp_spool_file *spool);

/* Write what waits to be written; what is held stays in memory. RP_ESTORE. */
int rp_spool_file_flush(struct rp_spool_file *spool);

/* Why it failed; an empty string if it did not. */
const char *rp_spool_file_error(const struct rp_spool_file *spool);

/* Copy len bytes at offset to out. RP_ESTORE. */
int rp_spool_file_read(struct rp_spool_file *spool, void *out, uint64_t offset,
		       size_t len);

/* They are viewed or read soon, and may be fetched meanwhile. */
void rp_spool_file_want(struct rp_spool_file *spool, uint64_t offset,
			size_t len);

/* The callbacks for a corpus; spool must outlive it. */
struct rp_spool rp_spool_file_callbacks(struct rp_spool_file *spool);

/* An anonymous temporary file in folder: a descriptor, or -1. */
int rp_spool_file_descriptor(const char *folder, struct rp_error *error);

#endif
