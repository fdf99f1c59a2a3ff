/* SPDX-License-Identifier: Apache-2.0 */
/*
 * output.h - a file that a command writes, which a signal leaves no trace of
 *
 * An output file (outfile.h) whose temporary is known to signals.h as long as
 * it has one.
 */
#ifndef RP_OUTPUT_H
#define RP_OUTPUT_H

#include "outfile.h"

/* All zero: none. */
struct rp_output {
	struct rp_outfile *file; /* to write to, and to finish */
	char *temporary;	 /* its name, while that is registered */
};

/* Open for writing; path NULL or "-" is standard output. Returns 0, or -1 with
 * the reason, and there is none. */
int rp_output_open(struct rp_output *out, const char *path,
		   struct rp_error *error);

/* As those of outfile.h; in any case there is none afterwards. Of none they do
 * nothing. */
int rp_output_place(struct rp_output *output, struct rp_error *error);
int rp_output_commit(struct rp_output *output, struct rp_error *error);
void rp_output_abort(struct rp_output *output);

#endif
