/* SPDX-License-Identifier: Apache-2.0 */
/*
 * archive.h - WARC files in a folder, one gzip member a record
 *
 * A file is written under a hidden name, ".NAME.open", and takes its own when
 * it is complete; a file that is there is never replaced. Whoever writes holds
 * a lock (flock) on it, so that a file left by a run that was ended can be told
 * from one that is being written. What a record holds is its writer's affair.
 */
#ifndef RP_ARCHIVE_H
#define RP_ARCHIVE_H

#include "buffer.h"
#include "error.h"

struct rp_archive;

struct rp_archive_options {
	const char *folder;  /* made if it does not exist */
	const char *prefix;  /* of names: PREFIX-00000.warc.gz, … */
	uint64_t file_bytes; /* begin another file from this size on */
	/* Append the record that each file begins with. */
	void (*begin)(void *context, struct rp_buffer *out, const char *name);
	/* A file is complete. */
	void (*done)(void *context, const char *path, uint64_t records,
		     uint64_t bytes);
	void *context;
};

/* Copies the strings. Returns 0, or -1 with the reason. */
int rp_archive_create(struct rp_archive **out,
		      const struct rp_archive_options *options,
		      struct rp_error *error);

/* What was appended stays, under the hidden name, unless it was finished. */
void rp_archive_free(struct rp_archive *archive);

/* Append records that belong together: all of them or, where it fails, none.
 * Returns 0, or -1 with the reason. */
int rp_archive_append(struct rp_archive *archive, const struct rp_str *records,
		      size_t count, struct rp_error *error);

/* Bring what was appended to the disk. */
int rp_archive_sync(struct rp_archive *archive, struct rp_error *error);

/* Complete the file under way, if there is one. */
int rp_archive_finish(struct rp_archive *archive, struct rp_error *error);

/* Rename a file; what has the name already is not replaced. 0, or -1 with
 * errno. */
int rp_archive_name(const char *from, const char *to);

/*
 * Complete what ended runs left in a folder: a record that is torn at the end
 * of a file is cut off, and the file takes its name, which must be free. A file
 * that is damaged further ahead takes its name as it is: readers pass over what
 * is damaged. One that holds no more than its own head is removed, or, where
 * more than a torn record is lost, kept as ".damaged". Nothing else is touched.
 * tell gets a sentence for each.
 */
int rp_archive_repair(const char *folder,
		      void (*tell)(void *context, const char *sentence),
		      void *context, struct rp_error *error);

#endif
