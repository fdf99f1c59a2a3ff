/* SPDX-License-Identifier: Apache-2.0 */
/* inputs.h - the list of files behind the arguments of a command. */
#ifndef RP_INPUTS_H
#define RP_INPUTS_H

#include "error.h"
#include "reprint.h"

#include <sys/stat.h>

struct rp_input {
	char *path;    /* "-" for standard input */
	uint64_t size; /* bytes; 0 if not a regular file */
	bool regular;
	bool named; /* by an argument of its own, not found in a folder */
	dev_t device;
	ino_t inode;
	int64_t modified; /* nanoseconds since 1970 */
	bool failed;	  /* cannot be read; error says why */
	struct rp_error error;
};

struct rp_inputs {
	struct rp_input *items; /* sorted by path, each file once */
	size_t count;
	size_t capacity;
	uint64_t bytes;	   /* sum of sizes */
	uint64_t hidden;   /* files passed over for a name that begins with . */
	uint64_t repeated; /* files named more than once, read once */
};

void rp_inputs_init(struct rp_inputs *inputs);
void rp_inputs_dispose(struct rp_inputs *inputs);

/* Add a file, a folder with all below it, or "-". What cannot be read is
 * added too, marked as failed. RP_OK or RP_ENOMEM. */
int rp_inputs_add(struct rp_inputs *inputs, const char *path);

/* Sort, and leave each file once however often it was named. */
void rp_inputs_finish(struct rp_inputs *inputs);

/* Take a file off the list, by whatever name it came there; before
 * rp_inputs_finish. */
void rp_inputs_leave_out(struct rp_inputs *inputs, const char *path);

/* Where a file came from. */
enum rp_inputs_origin {
	RP_INPUTS_ABSENT = 0,
	RP_INPUTS_FOUND,
	RP_INPUTS_NAMED
};

/* Take a file off the list if it was found in a folder, not if it was named;
 * before rp_inputs_finish. */
enum rp_inputs_origin rp_inputs_set_apart(struct rp_inputs *inputs,
					  const struct stat *info);

/* Whether a file is still the one that was listed, by its size and time. */
bool rp_input_unchanged(const struct rp_input *input);

#endif
