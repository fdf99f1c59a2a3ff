/* SPDX-License-Identifier: Apache-2.0 */
/* own_files.h - what a command writes is not what it reads. */
#ifndef RP_OWN_FILES_H
#define RP_OWN_FILES_H

#include "inputs.h"

/*
 * Take the outputs of a command, those of an earlier run, off its inputs where
 * they were found in a folder, and say so unless quiet; before
 * rp_inputs_finish. NULL among the paths is none, "-" is standard output.
 * Returns NULL, or the path of an output that an argument names as an input.
 */
const char *rp_own_files_set_apart(struct rp_inputs *inputs,
				   const char *const *paths, size_t count,
				   bool quiet);

#endif
