/* SPDX-License-Identifier: Apache-2.0 */
/* own_files.h - what a command writes is not what it reads. */
#ifndef RP_OWN_FILES_H
#define RP_OWN_FILES_H

#include "inputs.h"
#include "options.h"

/*
 * Take the outputs of a command, those of an earlier run, off its inputs where
 * they were found in a folder, and say so unless quiet; before
 * rp_inputs_finish. NULL among the paths is none, "-" is standard output.
 * Returns -1 to go on, or RP_EXIT_USAGE after a message: an argument names an
 * output as an input.
 */
int rp_own_files_set_apart(const struct rp_command *command,
			   struct rp_inputs *inputs, const char *const *paths,
			   size_t count, bool quiet);

/* The path of two outputs that would overwrite each other, or that goes to the
 * store, the index or a file beside them (NULL: there is none); NULL: all is
 * well. Devices may be named twice. */
const char *rp_own_files_clash(const char *const *paths, size_t count,
			       const char *store, const char *index);

#endif
