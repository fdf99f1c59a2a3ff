/* SPDX-License-Identifier: Apache-2.0 */
/*
 * output.c - see output.h
 *
 * The name is a copy, for a handler may look at it while the file is freed. It
 * may remove the temporary until that is renamed; after that no file of its
 * name is left to remove.
 */
#include "output.h"

#include "signals.h"

#include <stdlib.h>
#include <string.h>

int rp_output_open(struct rp_output *out, const char *path,
		   struct rp_error *error)
{
	*out = (struct rp_output){0};
	if (rp_outfile_open(&out->file, path, error) != 0) {
		out->file = NULL;
		return -1;
	}
	if (!rp_outfile_temporary(out->file))
		return 0;
	out->temporary = strdup(rp_outfile_temporary(out->file));
	if (!out->temporary) {
		rp_output_abort(out);
		return rp_error_set(error, "out of memory");
	}
	rp_signals_register(out->temporary);
	return 0;
}

/* The file is gone or in its place. */
static void forget(struct rp_output *output)
{
	if (output->temporary)
		rp_signals_forget(output->temporary);
	free(output->temporary);
	*output = (struct rp_output){0};
}

int rp_output_place(struct rp_output *output, struct rp_error *error)
{
	int status = output->file ? rp_outfile_place(output->file, error) : 0;

	forget(output);
	return status;
}

int rp_output_commit(struct rp_output *output, struct rp_error *error)
{
	int status = output->file ? rp_outfile_commit(output->file, error) : 0;

	forget(output);
	return status;
}

void rp_output_abort(struct rp_output *output)
{
	rp_outfile_abort(output->file);
	forget(output);
}
